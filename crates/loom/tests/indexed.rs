//! What asks the index of a tree: leads, the project at a glance, and which files of a large tree are parsed.

#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

use std::path::Path;

use insta::assert_snapshot;
use kinglet_domain::check::{Ended, Failure, FailureKind, Frame, Report};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_loom::retrieve::{Profile, leads};
use kinglet_loom::{Query, Repository, Shelf, survey};
use tempfile::TempDir;

fn write(root: &Path, name: &str, text: &str) {
    let place = root.join(name);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, text).unwrap();
}

/// A shop of three files, and as many others as it takes.
fn shop(others: usize) -> (TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "shop/main.py",
        "from shop.cart import total\n\n\ndef main():\n    print(total([]))\n",
    );
    write(
        folder.path(),
        "shop/cart.py",
        "from shop.zone import rate\n\n\nclass Cart:\n    def is_empty(self):\n        return True\n\n\ndef total(prices):\n    return sum(rate(price) for price in prices)\n",
    );
    write(folder.path(), "shop/zone.py", "def rate(price):\n    return price\n");
    write(
        folder.path(),
        "tests/test_cart.py",
        "from shop.cart import total\n\n\ndef test_sums():\n    assert total([1]) == 2\n",
    );
    for at in 0..others {
        write(folder.path(), &format!("more/m{at}.py"), &format!("def work_{at}():\n    pass\n"));
    }
    let shelf = Shelf { root: folder.path().to_owned(), file: None, maker: "tests".to_owned() };
    (folder, shelf)
}

fn look(shelf: &Shelf, task: &str, seen: &str) -> String {
    let leads = shelf.ask(Millis(0), |index| leads(index, task, seen)).unwrap();
    let places: Vec<String> = leads
        .places
        .iter()
        .map(|it| format!("{} in {}, line {} ({})", it.symbol, it.path, it.line, it.reasons.join("; ")))
        .collect();
    format!("{}\n{} of {} files", places.join("\n"), leads.symbols.join(" "), leads.paths.len())
}

#[test]
fn leads_are_places_and_names_best_first() {
    let (_folder, shelf) = shop(0);
    assert_snapshot!(look(&shelf, "the sum of all prices is wrong", ""), @"
    total in shop/cart.py, line 9 (+62.2 has prices, sum)
    rate in shop/zone.py, line 1 (+45.9 has prices)
    total rate Cart Cart.is_empty main of 4 files
    ");
    assert_snapshot!(look(&shelf, "zzyzx", "print(rate(nothing))"), @"

    rate Cart Cart.is_empty total main of 4 files
    ");
    let (_folder, shelf) = shop(400);
    let leads = shelf.ask(Millis(0), |index| leads(index, "the sum of prices", "work_399")).unwrap();
    assert_eq!(leads.symbols.len(), 300);
    assert_eq!(leads.symbols.first().unwrap(), "work_399");
}

#[test]
fn a_project_at_a_glance_keeps_to_its_budget() {
    let (_folder, shelf) = shop(3);
    let brief = |budget| {
        let profile = shelf.ask(Millis(0), |index| Ok(Profile::of(index))).unwrap();
        profile.brief("pytest", Tokens(budget))
    };
    assert_snapshot!(brief(150), @"
    Languages, with their files: python (7)
    Checked by: pytest
    Begins in: shop/main.py
    Folders, with their files: more/ (3), shop/ (3), tests/ (0, tests 1)
    ");
    assert_snapshot!(brief(30), @"
    Languages, with their files: python (7)
    Checked by: pytest
    Begins in: shop/main.py
    ");
    assert_snapshot!(brief(3), @"");
}

/// What is parsed of the files beside those of the shop, and where a failing test leads.
fn surveyed(others: usize, task: &str) -> String {
    let (_folder, shelf) = shop(others);
    let frame = Frame { path: RelPath::parse("tests/test_cart.py").unwrap(), line: None, function: None };
    let failure = Failure {
        name: "tests/test_cart.py::test_sums".to_owned(),
        kind: FailureKind::Test,
        message: "assert 1 == 2".to_owned(),
        frames: vec![frame],
    };
    let report = Report {
        ended: Ended::Failed { code: 1 },
        passed: None,
        failed: None,
        failures: vec![failure],
        summary: String::new(),
    };
    let query = Query { task, report: &report };
    let repository = Repository::on(&shelf, Millis(0), query).unwrap();
    let more = repository.files.iter().filter(|file| file.path.as_str().starts_with("more/")).count();
    let candidates: Vec<String> =
        survey(&repository, query).candidates.iter().map(|it| it.name().to_string()).collect();
    format!("{more} of {others}: {}", candidates.join(", "))
}

#[test]
fn of_a_large_tree_only_what_may_matter_is_parsed() {
    assert_snapshot!(surveyed(10, "make it work"), @"10 of 10: total, rate");
    assert_snapshot!(surveyed(500, "make it right"), @"396 of 500: total, rate");
    assert_snapshot!(surveyed(500, "make work_7 work"), @"396 of 500: total, rate, work_7");
}
