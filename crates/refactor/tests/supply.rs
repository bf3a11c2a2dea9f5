//! What becomes of the imports of a file after an edit. Snapshots show the lines that change, and what is said of it.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use kinglet_domain::edit::Change;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_refactor::supply;
use kinglet_syntax::Source;

/// What is supplied to an edit of a file, in a project of these other files.
fn check(path: &str, before: &str, after: &str, others: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for (path, text) in others {
        let place = root.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }
    let definers = |names: &BTreeSet<String>| {
        let mut defined: BTreeMap<String, Vec<RelPath>> = BTreeMap::new();
        for (path, text) in others {
            let path = RelPath::parse(path).unwrap();
            let Some(language) = Language::of(&path) else { continue };
            for symbol in Source::parse(language, text).symbols() {
                if names.contains(&symbol.name) {
                    defined.entry(symbol.name).or_default().push(path.clone());
                }
            }
        }
        defined
    };
    let path = RelPath::parse(path).unwrap();
    let Some(supplied) = supply(&root, &path, (before, after), &definers) else {
        return "nothing".to_owned();
    };
    let bytes = |text: &str| Some(text.as_bytes().to_vec());
    let change = Change { path, before: bytes(after), after: bytes(&supplied.text) };
    let diff = kinglet_edit::diff(&[change]);
    diff.lines().skip(3).collect::<Vec<_>>().join("\n") + "\n" + &supplied.notes.join("\n")
}

#[test]
fn what_the_standard_library_has() {
    let cart = "import os\n\n\ndef total(prices):\n    return sum(prices)\n";
    let after = "import os\n\n\ndef total(prices: List[Decimal]) -> Optional[Decimal]:\n    return math.fsum(prices) or datetime.now()\n";
    assert_snapshot!(check("cart.py", cart, after, &[]), @"
     import os
    +from decimal import Decimal
    +from typing import List
    +from typing import Optional
    +from datetime import datetime
    +import math
     
     
     def total(prices: List[Decimal]) -> Optional[Decimal]:
    added `from decimal import Decimal`, which the edit needs
    added `from typing import List`, which the edit needs
    added `from typing import Optional`, which the edit needs
    added `from datetime import datetime`, which the edit needs
    added `import math`, which the edit needs
    ");
    let after = "package shop;\n\nclass Cart {\n    Optional<Integer> total(List<Integer> prices) {\n        return prices.stream().reduce(Integer::sum);\n    }\n}\n";
    assert_snapshot!(check("src/shop/Cart.java", "package shop;\n\nclass Cart {\n}\n", after, &[]), @"
     package shop;
    +import java.util.List;
    +import java.util.Optional;
     
     class Cart {
         Optional<Integer> total(List<Integer> prices) {
    added `import java.util.List;`, which the edit needs
    added `import java.util.Optional;`, which the edit needs
    ");
    let after = "package shop;\n\nimport java.util.*;\n\nclass Cart {\n    List<Integer> prices;\n}\n";
    assert_snapshot!(check("src/shop/Cart.java", "package shop;\n\nclass Cart {\n}\n", after, &[]), @"nothing");
    let after =
        "use std::fmt;\n\npub fn count(words: &[&str]) -> HashMap<String, usize> {\n    HashMap::new()\n}\n";
    assert_snapshot!(check("src/lib.rs", "use std::fmt;\n", after, &[]), @"
     use std::fmt;
    +use std::collections::HashMap;
     
     pub fn count(words: &[&str]) -> HashMap<String, usize> {
         HashMap::new()
    added `use std::collections::HashMap;`, which the edit needs
    ");
    let after = "#include <stdio.h>\n#include \"cart.h\"\n\nsize_t total(const char *name)\n{\n    return strlen(name);\n}\n";
    assert_snapshot!(check("cart.c", "#include <stdio.h>\n#include \"cart.h\"\n", after, &[]), @r#"
     #include <stdio.h>
     #include "cart.h"
    +#include <string.h>
     
     size_t total(const char *name)
     {
    added `#include <string.h>`, which the edit needs
    "#);
    let after = "export function load(name) {\n  return fs.readFileSync(path.join('data', name));\n}\n";
    assert_snapshot!(check("cart.js", "", after, &[]), @"
    +import fs from 'node:fs';
    +import path from 'node:path';
    +
     export function load(name) {
       return fs.readFileSync(path.join('data', name));
     }
    added `import fs from 'node:fs';`, which the edit needs
    added `import path from 'node:path';`, which the edit needs
    ");
    let before = "const os = require('os');\n\nmodule.exports = {};\n";
    let after = "const os = require('os');\n\nmodule.exports = { load: (name) => fs.readFileSync(name) };\n";
    assert_snapshot!(check("cart.js", before, after, &[]), @"
     const os = require('os');
    +const fs = require('fs');
     
     module.exports = { load: (name) => fs.readFileSync(name) };
    added `const fs = require('fs');`, which the edit needs
    ");
}

#[test]
fn go_has_no_import_too_many_either() {
    let before =
        "package shop\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc total() {\n\tfmt.Println(os.Args)\n}\n";
    let after = "package shop\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc total() {\n\tfmt.Println(strings.ToUpper(\"a\"))\n}\n";
    assert_snapshot!(check("cart.go", before, after, &[]), @r#"
     
     import (
     	"fmt"
    -	"os"
    +	"strings"
     )
     
     func total() {
    added `import "strings"`, which the edit needs
    left out `"os"`, which nothing uses
    "#);
}

#[test]
fn what_a_variable_is_called_is_no_module() {
    let after = "def total(re, rows):\n    with open(rows) as json:\n        time = json.read()\n    return [re.x for csv in rows if csv.y], time.hour\n";
    assert_snapshot!(check("cart.py", "", after, &[]), @"nothing");
    let after =
        "package shop\n\nfunc total(strings []string) int {\n\tsort := len(strings)\n\treturn sort.x\n}\n";
    assert_snapshot!(check("cart.go", "package shop\n", after, &[]), @"nothing");
    let after =
        "export function total({ path }) {\n  const { fs } = path;\n  return fs.size + path.length;\n}\n";
    assert_snapshot!(check("cart.js", "", after, &[]), @"nothing");
}

#[test]
fn what_another_file_of_the_project_defines() {
    let money =
        ("shop/money.py", "def rounded(price):\n    return round(price, 2)\n\n\nclass Money:\n    pass\n");
    let package = ("shop/__init__.py", "");
    let after = "from .tax import rate\n\n\ndef total(prices):\n    return rounded(sum(prices) * rate)\n";
    let before = "from .tax import rate\n";
    assert_snapshot!(check("shop/cart.py", before, after, &[money, package]), @"
     from .tax import rate
    +from .money import rounded
     
     
     def total(prices):
    added `from .money import rounded`, which the edit needs
    ");
    assert_snapshot!(check("main.py", "", "print(Money(), rounded(2))\n", &[money, package]), @"
    +from shop.money import Money
    +from shop.money import rounded
    +
     print(Money(), rounded(2))
    added `from shop.money import Money`, which the edit needs
    added `from shop.money import rounded`, which the edit needs
    ");
    // Each would wait for the other; a variable may have any name; whose `rounded` is meant is not known.
    let circle =
        ("shop/money.py", "from shop.cart import total\n\n\ndef rounded(price):\n    return price\n");
    assert_snapshot!(check("shop/cart.py", before, after, &[circle, package]), @"nothing");
    assert_snapshot!(check("main.py", "", "print(rounded)\n", &[money, package]), @"nothing");
    assert_snapshot!(check("shop/cart.py", before, after, &[money, package, ("shop/a.py", money.1)]), @"nothing");

    let money = ("lib/money.js", "export const rounded = (price) => price;\n\nfunction own() {}\n");
    let before = "import { rate } from './lib/money.js';\n";
    let after =
        "import { rate } from './lib/money.js';\n\nexport const total = (price) => rounded(own(price));\n";
    assert_snapshot!(check("cart.js", before, after, &[money]), @"
    -import { rate } from './lib/money.js';
    +import { rate, rounded } from './lib/money.js';
     
     export const total = (price) => rounded(own(price));
    added `rounded of './lib/money.js'`, which the edit needs
    ");
    assert_snapshot!(check("web/cart.js", "", "export const total = (price) => rounded(price);\n", &[money]), @"
    +import { rounded } from '../lib/money.js';
    +
     export const total = (price) => rounded(price);
    added `import { rounded } from '../lib/money.js';`, which the edit needs
    ");
    let money = ("lib/money.js", "function rounded(price) {}\nmodule.exports = { rounded };\n");
    let before = "const { rate } = require('./tax');\nmodule.exports = {};\n";
    let after =
        "const { rate } = require('./tax');\nmodule.exports = { total: (price) => rounded(price) };\n";
    assert_snapshot!(check("lib/cart.js", before, after, &[money]), @"
     const { rate } = require('./tax');
    +const { rounded } = require('./money');
     module.exports = { total: (price) => rounded(price) };
    added `const { rounded } = require('./money');`, which the edit needs
    ");

    let money = ("src/money.rs", "pub fn rounded(price: f64) -> f64 {\n    price\n}\n\nfn own() {}\n");
    let after = "//! The cart.\n\npub fn total(price: f64) -> f64 {\n    own();\n    rounded(price)\n}\n";
    assert_snapshot!(check("src/cart.rs", "//! The cart.\n", after, &[money]), @"
     //! The cart.
    +use crate::money::rounded;
     
     pub fn total(price: f64) -> f64 {
         own();
    added `use crate::money::rounded;`, which the edit needs
    ");

    let money = ("src/shop/money/Money.java", "package shop.money;\n\npublic class Money {\n}\n");
    let before = "package shop;\n\npublic class Cart {\n}\n";
    let after = "package shop;\n\npublic class Cart {\n    private Money total;\n}\n";
    assert_snapshot!(check("src/shop/Cart.java", before, after, &[money]), @"
     package shop;
    +import shop.money.Money;
     
     public class Cart {
         private Money total;
    added `import shop.money.Money;`, which the edit needs
    ");
}

#[test]
fn what_an_edit_left_out_comes_back() {
    let before = "import re\n\n\ndef words(text):\n    return re.split(' ', text)\n";
    let after = "def words(text):\n    return re.split(',', text)\n";
    assert_snapshot!(check("words.py", before, after, &[]), @"
    +import re
    +
     def words(text):
         return re.split(',', text)
    added `import re`, which the edit needs
    ");
}

#[test]
fn what_is_not_clear_is_left_alone() {
    for (path, before, after) in [
        ("cart.py", "", "def total(:\n    return math.pi\n"),
        ("cart.py", "", "print(unheard_of(1), max(2, 3))\n"),
        ("cart.py", "x = math.pi\n", "x = math.pi\ny = math.e\n"),
        ("cart.txt", "", "math.pi"),
        ("cart.py", "", "import math as m\n\nm.pi\n"),
    ] {
        assert_eq!(check(path, before, after, &[]), "nothing", "{after}");
    }
}
