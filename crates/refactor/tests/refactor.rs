//! What becomes of small projects, without a language server. Snapshots show what changes, and how.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use insta::assert_snapshot;
use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::{Named, NewParameter, Refactoring};
use kinglet_domain::unit::Line;
use kinglet_refactor::{Project, Values, refactor};

/// The changed lines of all files, or why nothing changes.
fn check(files: &[(&str, &str)], refactoring: &Refactoring) -> String {
    check_with(files, refactoring, &Values::new())
}

fn check_with(files: &[(&str, &str)], refactoring: &Refactoring, values: &Values) -> String {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for (path, text) in files {
        let place = root.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }
    let project = Project::read(&root).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    match runtime.block_on(refactor(&project, refactoring, values, None)) {
        Ok(refactored) => {
            let diff = kinglet_edit::diff(&refactored.changes);
            let lines = diff.lines().filter(|it| !it.starts_with("--- ") && !it.starts_with("@@"));
            lines.filter(|it| !it.starts_with(' ')).fold(String::new(), |out, line| out + line + "\n")
        }
        Err(error) => format!("{}: {error}", error.code()),
    }
}

fn path(text: &str) -> RelPath {
    RelPath::parse(text).unwrap()
}

fn named(symbol: &str) -> Named {
    Named { symbol: symbol.to_owned(), path: None }
}

fn rename(symbol: &str, to: &str) -> Refactoring {
    Refactoring::Rename { symbol: named(symbol), to: to.to_owned() }
}

fn add(symbol: &str, name: &str, of: &str, value: &str) -> Refactoring {
    let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    let parameter =
        NewParameter { name: name.to_owned(), of: some(of), default: None, value: some(value), before: None };
    Refactoring::AddParameter { symbol: named(symbol), parameter }
}

fn add_default(symbol: &str, name: &str, default: &str) -> Refactoring {
    let parameter = NewParameter {
        name: name.to_owned(),
        of: None,
        default: Some(default.to_owned()),
        value: None,
        before: None,
    };
    Refactoring::AddParameter { symbol: named(symbol), parameter }
}

fn remove(symbol: &str, name: &str) -> Refactoring {
    Refactoring::RemoveParameter { symbol: named(symbol), name: name.to_owned() }
}

fn reorder(symbol: &str, order: &[&str]) -> Refactoring {
    let order = order.iter().map(ToString::to_string).collect();
    Refactoring::ReorderParameters { symbol: named(symbol), order }
}

fn relocate(symbol: &str, to: &str) -> Refactoring {
    Refactoring::Move { symbol: named(symbol), to: path(to) }
}

fn import(file: &str, import: &str) -> Refactoring {
    Refactoring::AddImport { path: path(file), import: import.to_owned() }
}

const PYTHON: &[(&str, &str)] = &[
    ("shop/__init__.py", "from .money import price\n"),
    (
        "shop/money.py",
        "import math\n\n\n# What it costs.\ndef price(net, tax=0.1):\n    return net + net * tax\n\n\ndef twice(net):\n    return price(net) + price(price(net, 0), tax=0)\n",
    ),
    (
        "shop/cart.py",
        "from shop.money import price\nfrom shop import money as m\n\nCART = {\"price\": 1}\n\n\ndef total(cart):\n    rest = [0.2]\n    return sum(\n        price(\n            item,\n            0.2,\n        )\n        for item in cart\n    ) + m.price(1, *rest)\n\n\ndef other(price):\n    return price(3)\n",
    ),
    ("shop/other.py", "from elsewhere import price\n\nprice(1)\n"),
];

#[test]
fn python_by_name() {
    assert_snapshot!(check(PYTHON, &rename("price", "gross")), @"
    +++ b/shop/__init__.py
    -from .money import price
    +from .money import gross
    +++ b/shop/cart.py
    -from shop.money import price
    +from shop.money import gross
    -        price(
    +        gross(
    -    ) + m.price(1, *rest)
    +    ) + m.gross(1, *rest)
    +++ b/shop/money.py
    -def price(net, tax=0.1):
    +def gross(net, tax=0.1):
    -    return price(net) + price(price(net, 0), tax=0)
    +    return gross(net) + gross(gross(net, 0), tax=0)
    ");
    assert_snapshot!(check(PYTHON, &add("price", "currency", "str", "\"EUR\"")), @r#"
    +++ b/shop/cart.py
    +            "EUR",
    -    ) + m.price(1, *rest)
    +    ) + m.price(1, "EUR", *rest)
    +++ b/shop/money.py
    -def price(net, tax=0.1):
    +def price(net, currency: str, tax=0.1):
    -    return price(net) + price(price(net, 0), tax=0)
    +    return price(net, "EUR") + price(price(net, "EUR", 0), "EUR", tax=0)
    "#);
    assert_snapshot!(check(PYTHON, &add_default("price", "digits", "2")), @"
    +++ b/shop/money.py
    -def price(net, tax=0.1):
    +def price(net, tax=0.1, digits=2):
    ");
    assert_snapshot!(check(PYTHON, &reorder("price", &["tax", "net"])), @"
    unfit: `price` is used here in ways that cannot be rewritten; change these first:
      shop/cart.py:15: ) + m.price(1, *rest)
    ");
    assert_snapshot!(check(PYTHON, &remove("price", "tax")), @"
    still_used: `price` uses its parameter `tax` here; change that first:
      shop/money.py:6: return net + net * tax
    ");
    assert_snapshot!(check(PYTHON, &relocate("price", "shop/prices.py")), @"
    +++ b/shop/money.py
    -
    -
    -# What it costs.
    -def price(net, tax=0.1):
    -    return net + net * tax
    +from .prices import price
    +++ b/shop/prices.py
    +# What it costs.
    +def price(net, tax=0.1):
    +    return net + net * tax
    ");
    assert_snapshot!(check(PYTHON, &import("shop/cart.py", "import os")), @"
    +++ b/shop/cart.py
    +import os
    ");
    assert_snapshot!(check(PYTHON, &import("shop/cart.py", "from shop.money import price")), @"taken: there is a `from shop.money import price` already: shop/cart.py:1: from shop.money import price");
    let values = Values::from([((path("shop/money.py"), Line::new(10).unwrap()), "'USD'".to_owned())]);
    assert_snapshot!(check_with(PYTHON, &add("twice", "x", "", "1"), &Values::new()), @"
    +++ b/shop/money.py
    -def twice(net):
    +def twice(net, x):
    ");
    assert_snapshot!(check_with(&PYTHON[..2], &add("price", "currency", "", "'EUR'"), &values), @"
    +++ b/shop/money.py
    -def price(net, tax=0.1):
    +def price(net, currency, tax=0.1):
    -    return price(net) + price(price(net, 0), tax=0)
    +    return price(net, 'USD') + price(price(net, 'USD', 0), 'USD', tax=0)
    ");
}

const METHODS: &[(&str, &str)] = &[(
    "a.py",
    "class Cart:\n    def total(self, a, unused):\n        return a\n\n    @staticmethod\n    def make(a):\n        return Cart()\n\n\ncart = Cart.make(1)\ncart.total(1, 2)\nCart.total(cart, 1, 2)\ncart.total(1, unused=2)\ntotal = sum([cart.total(\n    1,\n    2,\n)])\n",
)];

#[test]
fn a_value_within_a_text_of_python_has_other_quotation_marks() {
    let within = [("a.py", "def f(a):\n    pass\n\n\nprint(f\"{f(1)}\", f'{f(2)}', f(3))\n")];
    assert_snapshot!(check(&within, &add("f", "b", "", "\"x\"")), @r#"
    +++ b/a.py
    -def f(a):
    +def f(a, b):
    -print(f"{f(1)}", f'{f(2)}', f(3))
    +print(f"{f(1, 'x')}", f'{f(2, "x")}', f(3, "x"))
    "#);
}

#[test]
fn methods_of_python() {
    assert_snapshot!(check(METHODS, &remove("Cart.total", "unused")), @"
    +++ b/a.py
    -    def total(self, a, unused):
    +    def total(self, a):
    -cart.total(1, 2)
    -Cart.total(cart, 1, 2)
    -cart.total(1, unused=2)
    +cart.total(1)
    +Cart.total(cart, 2)
    +cart.total(1)
    -    2,
    ");
    assert_snapshot!(check(METHODS, &add("total", "b", "int", "3")), @"
    +++ b/a.py
    -    def total(self, a, unused):
    +    def total(self, a, unused, b: int):
    -cart.total(1, 2)
    +cart.total(1, 2, 3)
    -cart.total(1, unused=2)
    +cart.total(1, unused=2, b=3)
    +    3,
    ");
    assert_snapshot!(check(METHODS, &reorder("Cart.total", &["unused", "a"])), @"
    unfit: `Cart.total` is used here in ways that cannot be rewritten; change these first:
      a.py:12: Cart.total(cart, 1, 2)
    ");
    assert_snapshot!(check(METHODS, &add("Cart.make", "b", "int", "3")), @"
    +++ b/a.py
    -    def make(a):
    +    def make(a, b: int):
    -cart = Cart.make(1)
    +cart = Cart.make(1, 3)
    ");
    assert_snapshot!(check(METHODS, &remove("Cart.total", "a")), @"
    still_used: `Cart.total` uses its parameter `a` here; change that first:
      a.py:3: return a
    ");
    let by_name = [("a.py", "def f(a, *, b): pass\n\n\nf(1, b=2)\nf(a=1, b=2)\n")];
    let before_b = |value: &str| {
        let Refactoring::AddParameter { symbol, parameter } = add("f", "c", "", value) else {
            unreachable!()
        };
        let parameter = NewParameter { before: Some("b".to_owned()), ..parameter };
        Refactoring::AddParameter { symbol, parameter }
    };
    assert_snapshot!(check(&by_name, &before_b("3")), @"
    +++ b/a.py
    -def f(a, *, b): pass
    +def f(a, *, c, b): pass
    -f(1, b=2)
    -f(a=1, b=2)
    +f(1, b=2, c=3)
    +f(a=1, b=2, c=3)
    ");
    assert_snapshot!(check(&by_name, &add("f", "c", "", "3")), @"
    +++ b/a.py
    -def f(a, *, b): pass
    +def f(a, c, *, b): pass
    -f(1, b=2)
    -f(a=1, b=2)
    +f(1, 3, b=2)
    +f(a=1, b=2, c=3)
    ");
    let twice = [METHODS[0], ("b.py", "class Basket:\n    def total(self): pass\n")];
    assert_snapshot!(check(&twice, &add("Cart.total", "b", "", "3")), @"
    ambiguous: `Cart.total` is defined here, too, and without a language server its uses cannot be told apart:
      b.py:2: def total(self): pass
    ");
    assert_snapshot!(check(&twice, &add("total", "b", "", "3")), @"
    ambiguous: `total` is defined more than once; say which by its qualified name or its file:
      a.py:2: def total(self, a, unused):
      b.py:2: def total(self): pass
    ");
    assert_snapshot!(check(&twice, &rename("totl", "b")), @"not_found: no file in Python, Rust, JavaScript, TypeScript or Go defines `totl`; there is `total`");
}

const RUST: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\nname = \"the-shop\"\n"),
    ("src/lib.rs", "mod cart;\npub mod money;\npub use money::price;\n"),
    (
        "src/money.rs",
        "use std::fmt::Debug;\n\n/// What it costs.\n#[must_use]\npub fn price(net: u32, tax: u32) -> u32 {\n    show(&net);\n    net + tax\n}\n\npub fn show(x: &dyn Debug) {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test]\n    fn it_adds() {\n        assert_eq!(price(1, f::<u8, u8>(2)), price(3, 4), \"{}\", 1);\n    }\n}\n",
    ),
    (
        "src/cart.rs",
        "use crate::money::{self, price};\n\npub fn total(items: &[u32]) -> u32 {\n    items.iter().map(|it| price(*it, 1)).sum::<u32>() + money::price(price(1, 2), 3)\n}\n",
    ),
    ("tests/all.rs", "use the_shop::price;\n\n#[test]\nfn all() {\n    assert!(price(1, 2) == 3);\n}\n"),
];

#[test]
fn rust_by_name() {
    assert_snapshot!(check(RUST, &rename("price", "gross")), @r#"
    +++ b/src/cart.rs
    -use crate::money::{self, price};
    +use crate::money::{self, gross};
    -    items.iter().map(|it| price(*it, 1)).sum::<u32>() + money::price(price(1, 2), 3)
    +    items.iter().map(|it| gross(*it, 1)).sum::<u32>() + money::gross(gross(1, 2), 3)
    +++ b/src/lib.rs
    -pub use money::price;
    +pub use money::gross;
    +++ b/src/money.rs
    -pub fn price(net: u32, tax: u32) -> u32 {
    +pub fn gross(net: u32, tax: u32) -> u32 {
    -        assert_eq!(price(1, f::<u8, u8>(2)), price(3, 4), "{}", 1);
    +        assert_eq!(gross(1, f::<u8, u8>(2)), gross(3, 4), "{}", 1);
    +++ b/tests/all.rs
    -use the_shop::price;
    +use the_shop::gross;
    -    assert!(price(1, 2) == 3);
    +    assert!(gross(1, 2) == 3);
    "#);
    assert_snapshot!(check(RUST, &add("price", "digits", "u8", "2")), @r#"
    +++ b/src/cart.rs
    -    items.iter().map(|it| price(*it, 1)).sum::<u32>() + money::price(price(1, 2), 3)
    +    items.iter().map(|it| price(*it, 1, 2)).sum::<u32>() + money::price(price(1, 2, 2), 3, 2)
    +++ b/src/money.rs
    -pub fn price(net: u32, tax: u32) -> u32 {
    +pub fn price(net: u32, tax: u32, digits: u8) -> u32 {
    -        assert_eq!(price(1, f::<u8, u8>(2)), price(3, 4), "{}", 1);
    +        assert_eq!(price(1, f::<u8, u8>(2), 2), price(3, 4, 2), "{}", 1);
    +++ b/tests/all.rs
    -    assert!(price(1, 2) == 3);
    +    assert!(price(1, 2, 2) == 3);
    "#);
    assert_snapshot!(check(RUST, &add("price", "digits", "", "2")), @"unsaid: a parameter has to have a type in rust");
    assert_snapshot!(check(RUST, &reorder("crate::money::pric", &["tax", "net"])), @"not_found: no file in Python, Rust, JavaScript, TypeScript or Go defines `crate::money::pric`; there is `price`");
    assert_snapshot!(check(RUST, &reorder("money::price", &["tax", "net"])), @r#"
    +++ b/src/cart.rs
    -    items.iter().map(|it| price(*it, 1)).sum::<u32>() + money::price(price(1, 2), 3)
    +    items.iter().map(|it| price(1, *it)).sum::<u32>() + money::price(3, price(2, 1))
    +++ b/src/money.rs
    -pub fn price(net: u32, tax: u32) -> u32 {
    +pub fn price(tax: u32, net: u32) -> u32 {
    -        assert_eq!(price(1, f::<u8, u8>(2)), price(3, 4), "{}", 1);
    +        assert_eq!(price(f::<u8, u8>(2), 1), price(4, 3), "{}", 1);
    +++ b/tests/all.rs
    -    assert!(price(1, 2) == 3);
    +    assert!(price(2, 1) == 3);
    "#);
    assert_snapshot!(check(RUST, &remove("price", "tax")), @"
    still_used: `price` uses its parameter `tax` here; change that first:
      src/money.rs:7: net + tax
    ");
    assert_snapshot!(check(RUST, &relocate("price", "src/cart.rs")), @"
    +++ b/src/money.rs
    -
    -/// What it costs.
    -#[must_use]
    -pub fn price(net: u32, tax: u32) -> u32 {
    -    show(&net);
    -    net + tax
    -}
    +pub use crate::cart::price;
    +++ b/src/cart.rs
    +use crate::money::show;
    +
    +/// What it costs.
    +#[must_use]
    +pub fn price(net: u32, tax: u32) -> u32 {
    +    show(&net);
    +    net + tax
    +}
    ");
    assert_snapshot!(check(RUST, &import("src/lib.rs", "use std::fmt")), @"
    +++ b/src/lib.rs
    +use std::fmt;
    ");
}

#[test]
fn functions_and_methods_of_rust() {
    let passed_on = [(
        "src/a.rs",
        "fn price(a: u32) -> u32 { a }\nfn all() { [1].iter().copied().map(price); price(1); }\n",
    )];
    assert_snapshot!(check(&passed_on, &add("price", "b", "u32", "2")), @"
    unfit: `price` is used here in ways that cannot be rewritten; change these first:
      src/a.rs:2: fn all() { [1].iter().copied().map(price); price(1); }
    ");
    assert_snapshot!(check(&passed_on, &rename("price", "cost")), @"
    +++ b/src/a.rs
    -fn price(a: u32) -> u32 { a }
    -fn all() { [1].iter().copied().map(price); price(1); }
    +fn cost(a: u32) -> u32 { a }
    +fn all() { [1].iter().copied().map(cost); cost(1); }
    ");
    let methods = [(
        "src/a.rs",
        "struct Cart;\nimpl Cart {\n    fn new(a: u32) -> Self { Cart }\n    fn add(&mut self, a: u32) { self.add(1); Self::new(2); }\n}\nfn f(mut c: Cart) { c.add(1); Cart::add(&mut c, 2); Cart::new(3); assert_eq!(c.add(4), ()); }\n",
    )];
    assert_snapshot!(check(&methods, &add("Cart::add", "b", "u32", "9")), @"
    +++ b/src/a.rs
    -    fn add(&mut self, a: u32) { self.add(1); Self::new(2); }
    +    fn add(&mut self, a: u32, b: u32) { self.add(1, 9); Self::new(2); }
    -fn f(mut c: Cart) { c.add(1); Cart::add(&mut c, 2); Cart::new(3); assert_eq!(c.add(4), ()); }
    +fn f(mut c: Cart) { c.add(1, 9); Cart::add(&mut c, 2, 9); Cart::new(3); assert_eq!(c.add(4, 9), ()); }
    ");
    assert_snapshot!(check(&methods, &add("Cart::new", "b", "u32", "9")), @"
    +++ b/src/a.rs
    -    fn new(a: u32) -> Self { Cart }
    -    fn add(&mut self, a: u32) { self.add(1); Self::new(2); }
    +    fn new(a: u32, b: u32) -> Self { Cart }
    +    fn add(&mut self, a: u32) { self.add(1); Self::new(2, 9); }
    -fn f(mut c: Cart) { c.add(1); Cart::add(&mut c, 2); Cart::new(3); assert_eq!(c.add(4), ()); }
    +fn f(mut c: Cart) { c.add(1); Cart::add(&mut c, 2); Cart::new(3, 9); assert_eq!(c.add(4), ()); }
    ");
}

const TYPESCRIPT: &[(&str, &str)] = &[
    (
        "src/money.ts",
        "/** What it costs. */\nexport function price(net: number, tax = 0.1, ...rest: number[]): number {\n  return net + tax;\n}\n\nexport const twice = (net: number) => price(net) * 2;\n",
    ),
    (
        "src/cart.ts",
        "import { price } from './money';\nimport * as money from \"./money\";\n\nexport function total(items: number[]) {\n  return items.map((it) => price(it, 1)).concat([money.price(1), { price: 1 }.price]);\n}\n",
    ),
    (
        "src/page.tsx",
        "import { price as cost, twice } from './money';\n\nexport const Page = () => <p title={`${twice(1)}`}>{twice(2)}</p>;\n",
    ),
];

#[test]
fn typescript_by_name() {
    assert_snapshot!(check(TYPESCRIPT, &rename("price", "gross")), @"
    +++ b/src/cart.ts
    -import { price } from './money';
    +import { gross } from './money';
    -  return items.map((it) => price(it, 1)).concat([money.price(1), { price: 1 }.price]);
    +  return items.map((it) => gross(it, 1)).concat([money.gross(1), { price: 1 }.price]);
    +++ b/src/money.ts
    -export function price(net: number, tax = 0.1, ...rest: number[]): number {
    +export function gross(net: number, tax = 0.1, ...rest: number[]): number {
    -export const twice = (net: number) => price(net) * 2;
    +export const twice = (net: number) => gross(net) * 2;
    +++ b/src/page.tsx
    -import { price as cost, twice } from './money';
    +import { gross as cost, twice } from './money';
    ");
    assert_snapshot!(check(TYPESCRIPT, &add("price", "currency", "string", "'EUR'")), @"
    +++ b/src/cart.ts
    -  return items.map((it) => price(it, 1)).concat([money.price(1), { price: 1 }.price]);
    +  return items.map((it) => price(it, 'EUR', 1)).concat([money.price(1, 'EUR'), { price: 1 }.price]);
    +++ b/src/money.ts
    -export function price(net: number, tax = 0.1, ...rest: number[]): number {
    +export function price(net: number, currency: string, tax = 0.1, ...rest: number[]): number {
    -export const twice = (net: number) => price(net) * 2;
    +export const twice = (net: number) => price(net, 'EUR') * 2;
    ");
    assert_snapshot!(check(TYPESCRIPT, &add("twice", "digits", "number", "2")), @"
    +++ b/src/money.ts
    -export const twice = (net: number) => price(net) * 2;
    +export const twice = (net: number, digits: number) => price(net) * 2;
    +++ b/src/page.tsx
    -export const Page = () => <p title={`${twice(1)}`}>{twice(2)}</p>;
    +export const Page = () => <p title={`${twice(1, 2)}`}>{twice(2, 2)}</p>;
    ");
    assert_snapshot!(check(TYPESCRIPT, &relocate("price", "src/prices.ts")), @"
    +++ b/src/money.ts
    -/** What it costs. */
    -export function price(net: number, tax = 0.1, ...rest: number[]): number {
    -  return net + tax;
    -}
    +import { price } from './prices';
    +export { price } from './prices';
    +++ b/src/prices.ts
    +/** What it costs. */
    +export function price(net: number, tax = 0.1, ...rest: number[]): number {
    +  return net + tax;
    +}
    ");
    assert_snapshot!(check(TYPESCRIPT, &import("src/money.ts", "import fs from 'fs';")), @"
    +++ b/src/money.ts
    +import fs from 'fs';
    +
    ");
    let short = [("a.js", "function price(a) {}\nmodule.exports = { price };\nprice(1);\n")];
    assert_snapshot!(check(&short, &rename("price", "cost")), @"
    +++ b/a.js
    -function price(a) {}
    -module.exports = { price };
    -price(1);
    +function cost(a) {}
    +module.exports = { price: cost };
    +cost(1);
    ");
    assert_snapshot!(check(&short, &add("price", "b", "", "2")), @"
    unfit: `price` is used here in ways that cannot be rewritten; change these first:
      a.js:2: module.exports = { price };
    ");
    assert_snapshot!(check(&short, &add("price", "b", "number", "2")), @"unsaid: parameters have no types in javascript");
}

const GO: &[(&str, &str)] = &[
    ("go.mod", "module shop\n"),
    (
        "money/money.go",
        "package money\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\n// Price is what it costs.\nfunc Price(net, tax int, rest ...int) int {\n\tfmt.Println(net)\n\treturn net + tax\n}\n",
    ),
    (
        "money/more.go",
        "package money\n\nfunc Twice(net int) int { return Price(net, 1) + Price(Price(net, 2), 3, 4) }\n",
    ),
    (
        "cart/cart.go",
        "package cart\n\nimport m \"shop/money\"\n\ntype Cart struct{ Price int }\n\nfunc (c *Cart) Total(n int) int { return m.Price(c.Price, n) }\n\nfunc Use(c *Cart) int { return c.Total(1) + Cart{Price: 1}.Total(2) }\n",
    ),
];

#[test]
fn go_by_name() {
    assert_snapshot!(check(GO, &rename("Price", "Cost")), @"
    +++ b/cart/cart.go
    -func (c *Cart) Total(n int) int { return m.Price(c.Price, n) }
    +func (c *Cart) Total(n int) int { return m.Cost(c.Price, n) }
    +++ b/money/money.go
    -func Price(net, tax int, rest ...int) int {
    +func Cost(net, tax int, rest ...int) int {
    +++ b/money/more.go
    -func Twice(net int) int { return Price(net, 1) + Price(Price(net, 2), 3, 4) }
    +func Twice(net int) int { return Cost(net, 1) + Cost(Cost(net, 2), 3, 4) }
    ");
    assert_snapshot!(check(GO, &add("money.Price", "digits", "int", "2")), @"
    +++ b/cart/cart.go
    -func (c *Cart) Total(n int) int { return m.Price(c.Price, n) }
    +func (c *Cart) Total(n int) int { return m.Price(c.Price, n, 2) }
    +++ b/money/money.go
    -func Price(net, tax int, rest ...int) int {
    +func Price(net int, tax int, digits int, rest ...int) int {
    +++ b/money/more.go
    -func Twice(net int) int { return Price(net, 1) + Price(Price(net, 2), 3, 4) }
    +func Twice(net int) int { return Price(net, 1, 2) + Price(Price(net, 2, 2), 3, 2, 4) }
    ");
    assert_snapshot!(check(GO, &add("Price", "digits", "int", "2")), @"
    +++ b/cart/cart.go
    -func (c *Cart) Total(n int) int { return m.Price(c.Price, n) }
    +func (c *Cart) Total(n int) int { return m.Price(c.Price, n, 2) }
    +++ b/money/money.go
    -func Price(net, tax int, rest ...int) int {
    +func Price(net int, tax int, digits int, rest ...int) int {
    +++ b/money/more.go
    -func Twice(net int) int { return Price(net, 1) + Price(Price(net, 2), 3, 4) }
    +func Twice(net int) int { return Price(net, 1, 2) + Price(Price(net, 2, 2), 3, 2, 4) }
    ");
    assert_snapshot!(check(GO, &reorder("Price", &["tax", "net", "rest"])), @"
    +++ b/cart/cart.go
    -func (c *Cart) Total(n int) int { return m.Price(c.Price, n) }
    +func (c *Cart) Total(n int) int { return m.Price(n, c.Price) }
    +++ b/money/money.go
    -func Price(net, tax int, rest ...int) int {
    +func Price(tax int, net int, rest ...int) int {
    +++ b/money/more.go
    -func Twice(net int) int { return Price(net, 1) + Price(Price(net, 2), 3, 4) }
    +func Twice(net int) int { return Price(1, net) + Price(3, Price(2, net), 4) }
    ");
    assert_snapshot!(check(GO, &add("Cart.Total", "by", "string", "\"x\"")), @r#"
    +++ b/cart/cart.go
    -func (c *Cart) Total(n int) int { return m.Price(c.Price, n) }
    +func (c *Cart) Total(n int, by string) int { return m.Price(c.Price, n) }
    -func Use(c *Cart) int { return c.Total(1) + Cart{Price: 1}.Total(2) }
    +func Use(c *Cart) int { return c.Total(1, "x") + Cart{Price: 1}.Total(2, "x") }
    "#);
    assert_snapshot!(check(GO, &relocate("Price", "money/price.go")), @r#"
    +++ b/money/money.go
    -	"fmt"
    -
    -// Price is what it costs.
    -func Price(net, tax int, rest ...int) int {
    -	fmt.Println(net)
    -	return net + tax
    -}
    +++ b/money/price.go
    +package money
    +
    +import "fmt"
    +
    +// Price is what it costs.
    +func Price(net, tax int, rest ...int) int {
    +	fmt.Println(net)
    +	return net + tax
    +}
    "#);
}

#[test]
fn imports_of_go() {
    assert_snapshot!(check(GO, &import("money/money.go", "strings")), @"unreadable: `strings` is not one import as go writes it");
    assert_snapshot!(check(GO, &import("money/money.go", "\"strings\"")), @r#"
    +++ b/money/money.go
    +	"strings"
    "#);
    assert_snapshot!(check(GO, &import("money/more.go", "\"strings\"")), @r#"
    +++ b/money/more.go
    +import "strings"
    +
    "#);
}

#[test]
fn what_is_not_clear_is_refused() {
    assert_snapshot!(check(PYTHON, &add("price", "net", "", "1")), @"taken: there is a `net` already: shop/money.py:5: def price(net, tax=0.1):");
    assert_snapshot!(check(PYTHON, &add("price", "a b", "", "1")), @"unreadable: `a b` is not a name");
    assert_snapshot!(check(PYTHON, &add("price", "a", "", "")), @"unsaid: say what is given for `a` at each call of `price`");
    assert_snapshot!(check(PYTHON, &remove("price", "nett")), @"no_such_parameter: `price` has no parameter `nett`; it has `net`, `tax`");
    assert_snapshot!(check(PYTHON, &reorder("price", &["net"])), @"order: the order has to name each parameter of `price` once: `net`, `tax`");
    assert_snapshot!(check(PYTHON, &rename("price", "twice")), @"taken: there is a `twice` already: shop/money.py:9: def twice(net):");
    assert_snapshot!(check(PYTHON, &rename("CART", "1x")), @"unreadable: `1x` is not a name");
    assert_snapshot!(check(PYTHON, &relocate("twice", "shop/x.py")), @"immovable: `twice` cannot be moved: it uses `price` of shop/money.py; move that first");
    assert_snapshot!(check(PYTHON, &relocate("twice", "x.py")), @"immovable: `twice` cannot be moved: x.py is in another folder, where imports mean something else");
    assert_snapshot!(check(PYTHON, &relocate("twice", "shop/x.rs")), @"file: shop/x.rs is not another file in the same language");
    assert_snapshot!(check(PYTHON, &import("shop/none.py", "import os")), @"file: shop/none.py does not exist");
    assert_snapshot!(check(PYTHON, &import("shop/cart.py", "os.exit()")), @"unreadable: `os.exit()` is not one import as python writes it");
    assert_snapshot!(check(PYTHON, &add("CART", "a", "", "1")), @"not_a_function: `CART` in shop/cart.py is not a function whose parameters can be changed");
}
