use insta::assert_snapshot;

use super::*;
use kinglet_domain::check::{Ended, Report};

fn report() -> Report {
    let (ended, summary) = (Ended::Passed, String::new());
    Report { ended, passed: None, failed: None, failures: vec![], summary }
}

fn repository(files: &[(&str, &str)]) -> (tempfile::TempDir, Repository) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }
    let report = report();
    let repository = Repository::read(folder.path(), Query { task: "", report: &report }).unwrap();
    (folder, repository)
}

const FILES: [(&str, &str); 5] = [
    ("shop/cart.py", "class Cart:\n    def total(self):\n        return 1\n"),
    ("shop/prices.py", "def price_of(item):\n    return 2\n"),
    ("shop/report.py", "def render():\n    return ''\n"),
    ("tests/test_cart.py", "def test_total():\n    pass\n"),
    ("README.md", "A shop.\n"),
];

fn shown(task: &str) -> String {
    let (folder, repository) = repository(&FILES);
    let Some(steps) = outline(&repository, folder.path(), task) else { return "not told".to_owned() };
    let line = |step: &Step| {
        let files: Vec<&str> = step.files.iter().map(RelPath::as_str).collect();
        format!("{} [{}]", step.title.replace('\n', " "), files.join(", "))
    };
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_list_is_a_plan_where_each_point_names_its_files_or_symbols() {
    assert_snapshot!(
        shown("Add discounts:\n- `shop/cart.py` gets a method\n  `discount`.\n* price_of takes a currency\n- new file shop/rates.py\n"),
        @"
    `shop/cart.py` gets a method `discount`. [shop/cart.py]
    price_of takes a currency [shop/prices.py]
    new file shop/rates.py [shop/rates.py]
    "
    );
    assert_snapshot!(shown("- prices.py knows taxes\n- make it nice\n"), @"not told");
    assert_snapshot!(shown("Do this:\n1. prices.py knows taxes\n2) `render` prints them\n"), @"
    prices.py knows taxes [shop/prices.py]
    `render` prints them [shop/report.py]
    ");
    assert_snapshot!(shown("- everything in `shop/` gets a docstring\n- `render` too\n"), @"
    everything in `shop/` gets a docstring [shop/cart.py, shop/prices.py, shop/report.py]
    `render` too [shop/report.py]
    ");
}

#[test]
fn what_is_no_list_is_one_step() {
    assert_snapshot!(shown("Add a function median to prices.py, with a test in tests/test_cart.py."), @"Add a function median to prices.py, with a test in tests/test_cart.py. [shop/prices.py]");
    assert_snapshot!(shown("Port it to e.g. Node.js or Django.py 4.2."), @"not told");
    assert_snapshot!(shown("Write taxes.py for all countries."), @"Write taxes.py for all countries. [taxes.py]");
    assert_snapshot!(shown("The total is wrong."), @"not told");
    assert_snapshot!(shown("Cart.total is wrong: `total` should add taxes."), @"Cart.total is wrong: `total` should add taxes. [shop/cart.py]");
}

#[test]
fn beside_the_files_that_are_named_those_are_meant_that_define_what_is_marked_as_code() {
    assert_snapshot!(shown("`report.render` takes `Cart`s now, as does `price_of(item)`; report.py prints them."), @"`report.render` takes `Cart`s now, as does `price_of(item)`; report.py prints them. [shop/report.py, shop/prices.py]");
    assert_snapshot!(shown("prices.py gets `tax(item)`, which raises a `Cart.total`."), @"prices.py gets `tax(item)`, which raises a `Cart.total`. [shop/prices.py]");
    assert_snapshot!(shown("prices.py gets `tax`, not in `Cart.total`."), @"prices.py gets `tax`, not in `Cart.total`. [shop/prices.py]");
}

#[test]
fn a_new_file_is_made_alone_whatever_it_builds_upon() {
    assert_snapshot!(shown("Add `shop/bill.py` with `bill(cart)` for a cart as `Cart` keeps it: the sum of all prices (`price_of` of `shop/prices.py`), shown by `render`."), @"Add `shop/bill.py` with `bill(cart)` for a cart as `Cart` keeps it: the sum of all prices (`price_of` of `shop/prices.py`), shown by `render`. [shop/bill.py]");
    for use_it in ["use `bill` in `shop/report.py`", "use it in the report (`shop/report.py`)"] {
        let task = format!("Add `shop/bill.py` with `bill(cart)`, and {use_it}.");
        assert!(shown(&task).ends_with("[shop/bill.py, shop/report.py]"), "{}", shown(&task));
    }
    assert_snapshot!(shown("The slowness is caused by `price_of`: it should remember."), @"The slowness is caused by `price_of`: it should remember. [shop/prices.py]");
    assert_snapshot!(shown("Add `shop/bill.py` with `bill(cart)`, and call it in `shop/report.py`, using `price_of` from prices.py."), @"Add `shop/bill.py` with `bill(cart)`, and call it in `shop/report.py`, using `price_of` from prices.py. [shop/bill.py, shop/report.py]");
}

#[test]
fn a_new_file_begins_as_those_beside_it() {
    let begins = |files: &[(&str, &str)], path: &str| {
        let (_folder, repository) = repository(files);
        beginning(&repository, &RelPath::parse(path).unwrap())
    };
    let script =
        |name: &str| format!("'use strict';\n\nconst x = require('./x');\n\nfunction {name}() {{}}\n");
    let (a, b) = (script("a"), script("b"));
    assert_eq!(begins(&[("src/a.js", &a), ("test/b.js", &b)], "src/c.js"), "'use strict';\n\n");
    assert_eq!(begins(&[("src/a.js", &a)], "src/c.js"), "");
    assert_eq!(begins(&[("src/a.js", &a), ("src/b.js", "let y = 1;\n"), ("src/c.js", &b)], "src/d.js"), "");
    let java = |name: &str| format!("package shop;\n\nimport java.util.List;\n\nclass {name} {{\n}}\n");
    let (a, b) = (java("A"), java("B"));
    let files =
        [("src/shop/A.java", a.as_str()), ("src/shop/B.java", &b), ("src/Main.java", "class Main {\n}\n")];
    assert_eq!(begins(&files, "src/shop/C.java"), "package shop;\n\n");
    let main = "package main\n\nfunc f() {}\n";
    assert_eq!(
        begins(&[("a.go", main), ("b.go", main), ("store/s.go", "package store\n")], "store/t.go"),
        ""
    );
    let (a, b) = ("/*\n * A.\n */\nint a;\n", "/*\n * B.\n */\nint b;\n");
    assert_eq!(begins(&[("a.c", a), ("b.c", b)], "c.c"), "");
}

#[test]
fn a_short_file_is_one_place_and_a_new_one_an_empty_place() {
    let (folder, repository) = repository(&FILES);
    let report = report();
    let query = Query { task: "add taxes", report: &report };
    let at = |path: &str| {
        let places = places(&repository, folder.path(), query, &RelPath::parse(path).unwrap());
        places
            .iter()
            .map(|it| format!("{}: {} bytes", it.name(), it.text.len()))
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_snapshot!(at("shop/prices.py"), @"shop/prices.py: 33 bytes");
    std::fs::write(folder.path().join("shop/old.py"), "x\n").unwrap();
    assert_snapshot!(at("shop/old.py"), @"");
    assert_snapshot!(at("shop/new.py"), @"shop/new.py: 0 bytes");
    assert_snapshot!(overview(&repository, 9, &[]), @"
    shop/cart.py: Cart, Cart.total
    shop/prices.py: price_of
    shop/report.py: render
    tests/test_cart.py: test_total
    ");
}

#[test]
fn what_is_pointed_to_is_named() {
    let files = [
        ("store.go", "package shop\n\ntype Store struct {\n\tsize int\n}\n"),
        ("text.go", "package shop\n\nfunc Parse() {}\n"),
    ];
    let (folder, repository) = repository(&files);
    let task = "Add a type `Count` and a method `Counts() []Count` of `*Store`: how often each is there.";
    let steps = outline(&repository, folder.path(), task).unwrap();
    assert_eq!(steps[0].files, [RelPath::parse("store.go").unwrap()]);
}

#[test]
fn what_a_sentence_denies_is_not_meant_and_the_rest_is() {
    assert_snapshot!(shown("Add taxes to prices.py. Countries need not be known.\n\n- A tax is never negative.\n- It is rounded.\n"), @"Add taxes to prices.py. Countries need not be known.  - A tax is never negative. - It is rounded. [shop/prices.py]");
    assert_snapshot!(shown("Do not touch cart.py; `render` in shop/report.py prints more."), @"Do not touch cart.py; `render` in shop/report.py prints more. [shop/report.py]");
    assert_snapshot!(shown("Print more, but not in cart.py."), @"not told");
}

#[test]
fn a_package_that_exports_has_a_file_for_it() {
    let files =
        [("bills/__init__.py", "\"\"\"Bills.\"\"\"\n"), ("bills/split.py", "def halve():\n    pass\n")];
    let (folder, repository) = repository(&files);
    let task = "Add `split(total)` to `bills/split.py` and export it from the package `bills`.";
    let steps = outline(&repository, folder.path(), task).unwrap();
    let files: Vec<&str> = steps[0].files.iter().map(RelPath::as_str).collect();
    assert_eq!(files, ["bills/split.py", "bills/__init__.py"]);
    assert_eq!(
        new_files(&repository, folder.path(), "a new file `bills/tip.py`, like bills/old.py").len(),
        1
    );
}
