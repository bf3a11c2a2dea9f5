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
        let mut defined: BTreeMap<String, Option<RelPath>> = BTreeMap::new();
        for (path, text) in others {
            let path = RelPath::parse(path).unwrap();
            let Some(language) = Language::of(&path) else { continue };
            for symbol in Source::parse(language, text).symbols() {
                if names.contains(&symbol.name) {
                    let only = if defined.contains_key(&symbol.name) { None } else { Some(path.clone()) };
                    defined.insert(symbol.name, only);
                }
            }
        }
        defined
    };
    let path = RelPath::parse(path).unwrap();
    let Some(supplied) = supply(&root, &path, (before, after), false, &definers) else {
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
    let package = ("package.json", "{\"scripts\": {\"test\": \"node --test\"}}");
    assert_snapshot!(check("cart.js", "", after, &[package]), @"
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

/// What an edit of a file that was empty before is supplied with.
fn new(path: &str, after: &str) -> String {
    check(path, "", after, &[])
}

#[test]
fn what_may_be_bound_is_left_alone() {
    for (path, text) in [
        ("a.py", "from numpy import *\n\nprint(sqrt(2))\n"),
        ("a.py", "try:\n    pass\nexcept TimeoutError:\n    pass\n"),
        (
            "A.java",
            "package a;\n\nimport jakarta.validation.constraints.*;\n\nclass A {\n    @Pattern(\"x\")\n    String b;\n}\n",
        ),
        ("A.java", "package a;\n\nenum A {\n    List, Map\n}\n"),
        ("a.rs", "use chrono::*;\n\nfn a() -> Duration {\n    Duration::days(1)\n}\n"),
        ("a.rs", "enum Token {\n    Index(usize),\n}\n"),
        ("a.rs", "fn a() {\n    x.map(|io| io::b());\n}\n"),
        ("a.rs", "fn a(x: Ordering) {\n    x.load(Ordering::SeqCst);\n}\n"),
        (
            "a.rs",
            "#[cfg(test)]\nmod tests {\n    use super::*;\n    fn a() -> HashMap<u8, u8> {\n        b()\n    }\n}\n",
        ),
        ("a.c", "static int clock;\n\nint a(int floor)\n{\n    return clock + floor;\n}\n"),
        ("a.c", "struct a {\n    int floor;\n};\n"),
        ("a.c", "#include <linux/slab.h>\n\nvoid a(void)\n{\n    memcpy(b, c, 1);\n}\n"),
        ("a.js", "export const a = (b) => assert.equal(b, 1);\n"),
        ("a.js", "export const a = (b) => fs.readFileSync(b);\n"),
        ("a.js", "const { default: fs } = b;\n\nmodule.exports = () => fs.c(process.d);\n"),
        ("a.go", "package a\n\nimport . \"strings\"\n\nfunc b() {\n\tsort.Strings(c)\n}\n"),
        ("a.go", "package a\n\n// int b;\nimport \"C\"\n\n//export c\nfunc c() {}\n"),
        ("a.go", "package a\n\nimport \"shop/go-tax\"\n\nfunc b() int { return tax.Rate() }\n"),
    ] {
        assert_eq!(new(path, text), "nothing", "{text}");
    }
    // The same name in the project and in the library.
    let own = ("shop/counter.py", "class Counter:\n    pass\n");
    assert_eq!(check("a.py", "", "Counter()\n", &[own]), "nothing");
    let own = ("src/calendar.py", "DAYS = 7\n");
    assert_eq!(check("a.py", "", "print(calendar.DAYS)\n", &[own]), "nothing");
    // Of its own package, whatever the kind.
    let own = ("src/a/Currency.java", "package a;\n\nenum Currency {\n    EUR\n}\n");
    assert_eq!(check("src/a/A.java", "", "package a;\n\nclass A {\n    Currency b;\n}\n", &[own]), "nothing");
}

#[test]
fn an_import_stands_where_it_may() {
    assert_snapshot!(new("a.py", "#!/usr/bin/env python3\n\n\"\"\"Words.\"\"\"\n\nfrom __future__ import annotations\n\nprint(re.x)\n"), @r#"
     """Words."""
     
     from __future__ import annotations
    +import re
     
     print(re.x)
    added `import re`, which the edit needs
    "#);
    assert_snapshot!(new("a.py", "# Copyright\n\n\"\"\"Words.\"\"\"\n\nprint(re.x)"), @r#"
     # Copyright
     
     """Words."""
    +import re
     
     print(re.x)
    \ No newline at end of file
    added `import re`, which the edit needs
    "#);
    assert_snapshot!(new("a.py", "import os\r\n\r\nprint(re.x)\r\n").replace('\r', "|"), @"
     import os
    +import re
     
     print(re.x)
    added `import re`, which the edit needs
    ");
    assert_snapshot!(new("a.rs", "// Copyright\n\n//! Words.\n\n#![forbid(unsafe_code)]\n\nfn a() -> HashMap<u8, u8> {\n    b()\n}\n"), @"
     //! Words.
     
     #![forbid(unsafe_code)]
    +use std::collections::HashMap;
     
     fn a() -> HashMap<u8, u8> {
         b()
    added `use std::collections::HashMap;`, which the edit needs
    ");
    assert_snapshot!(new("a.c", "/* Copyright */\n#define _GNU_SOURCE\n\n#ifdef _WIN32\n#include <windows.h>\n#endif\n\nvoid a(void)\n{\n    puts(b);\n}\n"), @"
     /* Copyright */
     #define _GNU_SOURCE
    +#include <stdio.h>
     
     #ifdef _WIN32
     #include <windows.h>
    added `#include <stdio.h>`, which the edit needs
    ");
    assert_snapshot!(new("a.js", "/* Copyright */\n'use strict';\n\nconst a = require('a');\nmodule.exports = merge(require('./b'), {\n  c: fs.d,\n});\n"), @"
     'use strict';
     
     const a = require('a');
    +const fs = require('fs');
     module.exports = merge(require('./b'), {
       c: fs.d,
     });
    added `const fs = require('fs');`, which the edit needs
    ");
}

#[test]
fn another_file_is_named_as_it_has_to_be() {
    let package = ("shop/__init__.py", "class ShopError(Exception):\n    pass\n");
    let before = "from .tax import rate\n";
    assert_snapshot!(check("shop/cart.py", before, "from .tax import rate\n\nraise ShopError()\n", &[package]), @"
     from .tax import rate
    +from . import ShopError
     
     raise ShopError()
    added `from . import ShopError`, which the edit needs
    ");
    let money = ("shop/money.py", "def rounded(price):\n    return price\n");
    assert_snapshot!(check("shop/cart.py", "", "from shop.tax import rate\n\nrounded(rate)\n", &[money]), @"
     from shop.tax import rate
    +from shop.money import rounded
     
     rounded(rate)
    added `from shop.money import rounded`, which the edit needs
    ");

    let service = ("src/cart.service.ts", "export class Carts {}\nexport interface Cart {}\n");
    assert_snapshot!(check("src/app.ts", "", "const all: Cart[] = new Carts().all();\n", &[service]), @"
    +import type { Cart } from './cart.service';
    +import { Carts } from './cart.service';
    +
     const all: Cart[] = new Carts().all();
    added `import type { Cart } from './cart.service';`, which the edit needs
    added `import { Carts } from './cart.service';`, which the edit needs
    ");
    let whole = ("cart.js", "class Cart {}\nmodule.exports = Cart;\n");
    assert_snapshot!(check("app.js", "", "module.exports = new Cart();\n", &[whole]), @"
    +const Cart = require('./cart');
    +
     module.exports = new Cart();
    added `const Cart = require('./cart');`, which the edit needs
    ");
    let renamed = ("cart.js", "class Cart {}\nmodule.exports = { Carts: Cart };\n");
    assert_snapshot!(check("app.js", "", "module.exports = new Cart();\n", &[renamed]), @"nothing");
    let money = ("money.js", "export const rate = 1;\nexport const rounded = (price) => price;\n");
    assert_snapshot!(check("app.js", "", "export { rate } from './money.js';\nexport const a = rounded(1);\n", &[money]), @"
    +import { rounded } from './money.js';
    +
     export { rate } from './money.js';
     export const a = rounded(1);
    added `import { rounded } from './money.js';`, which the edit needs
    ");

    let private = ("src/shop/money.rs", "pub fn rounded() {}\n");
    assert_snapshot!(check("src/app.rs", "", "fn a() {\n    rounded();\n}\n", &[private]), @"nothing");
    assert_snapshot!(check("src/shop/cart.rs", "", "fn a() {\n    rounded();\n}\n", &[private]), @"
    +use crate::shop::money::rounded;
    +
     fn a() {
         rounded();
     }
    added `use crate::shop::money::rounded;`, which the edit needs
    ");
}

/// What stood there is what was meant, whatever the standard library has.
#[test]
fn a_lost_import_comes_back_as_it_was() {
    let before = "from prometheus_client import Counter\n\nmade = Counter('made')\n";
    assert_snapshot!(check("a.py", before, "made = Counter('all made')\n", &[]), @"
    +from prometheus_client import Counter
    +
     made = Counter('all made')
    added `from prometheus_client import Counter`, which the edit needs
    ");
}

#[test]
fn what_the_package_has_is_not_defined_again() {
    let point = (
        "geo/point.go",
        "package geo\n\ntype Point struct {\n\tLat float64\n}\n\nfunc (p Point) Far() bool {\n\treturn true\n}\n",
    );
    let after = "package geo\n\nimport (\n\t\"fmt\"\n\t\"math\"\n)\n\n// Point is a place.\ntype Point struct {\n\tLat float64\n}\n\nfunc (p Point) Far() bool {\n\treturn math.Abs(p.Lat) > 1\n}\n\ntype Bounds struct {\n\tSouth float64\n}\n\nfunc (b Bounds) String() string {\n\treturn fmt.Sprint(b.South)\n}\n";
    assert_snapshot!(check("geo/bounds.go", "", after, &[point]), @r#"
     
     import (
     	"fmt"
    -	"math"
     )
    -
    -// Point is a place.
    -type Point struct {
    -	Lat float64
    -}
    -
    -func (p Point) Far() bool {
    -	return math.Abs(p.Lat) > 1
    -}
     
     type Bounds struct {
     	South float64
    left out `Point`, which the package has already
    left out `Point.Far`, which the package has already
    left out `"math"`, which nothing uses
    "#);
    assert_eq!(check("sky/bounds.go", "", after, &[point]), "nothing", "another package");
    let spell = ("src/weather/Spell.java", "package weather;\n\npublic record Spell(int days) {\n}\n");
    let after =
        "package weather;\n\npublic class Series {\n    Spell longest;\n}\n\nrecord Spell(int days) {\n}\n";
    assert_snapshot!(check("src/weather/Series.java", "", after, &[spell]), @"
     public class Series {
         Spell longest;
     }
    -
    -record Spell(int days) {
    -}
    left out `Spell`, which the package has already
    ");
}

#[test]
fn what_a_module_says_that_it_exports_is_imported() {
    let split = ("bills/split.py", "def split(total):\n    return total\n");
    let package = ("bills/__init__.py", "");
    let before = "from bills.debts import settle\n\n__all__ = [\"settle\"]\n";
    let after = "from bills.debts import settle\n\n__all__ = [\"settle\", \"split\", \"unheard_of\"]\n";
    assert_snapshot!(check("bills/__init__.py", before, after, &[split, package]), @r#"
     from bills.debts import settle
    +from bills.split import split
     
     __all__ = ["settle", "split", "unheard_of"]
    added `from bills.split import split`, which the edit needs
    "#);
}

#[test]
fn what_is_copied_from_another_file_is_left_out() {
    let page = "import { sorted } from './sort.js';\n\n/** How many pages there are. */\nexport function count(total) {\n  return total / 20;\n}\n";
    let sort =
        "/** A sorted copy. */\nexport function sorted(products) {\n  return [...products].sort();\n}\n";
    let copied = format!(
        "{sort}\n/** How many pages there are. */\nexport function count(total) {{\n    return total / 20;\n}}\n"
    );
    assert_snapshot!(check("src/sort.js", sort, &copied, &[("src/page.js", page)]), @"
     export function sorted(products) {
       return [...products].sort();
     }
    -
    -/** How many pages there are. */
    -export function count(total) {
    -    return total / 20;
    -}
    left out `count`, which stands in src/page.js
    ");
    let other = copied.replace("/ 20", "/ 10");
    assert_snapshot!(check("src/sort.js", sort, &other, &[("src/page.js", page)]), @"nothing");
    assert_snapshot!(check("src/new.js", "", &copied, &[("src/page.js", page)]), @"nothing");
}

const SETS: &str = "'use strict';\n\nconst { max } = require('./math.js');\n\nfunction best(sets) {\n  return max(sets);\n}\n\nmodule.exports = { best };\n";

#[test]
fn a_file_of_javascript_keeps_to_its_system_of_modules() {
    let others = [("src/sets.js", SETS)];
    let new = "import { best as top, max } from './sets.js';\nimport fs from 'fs';\n\nexport async function load(path) {\n  return top(fs.readFileSync(path), max);\n}\n\nfunction twice(x) {\n  return x * 2;\n}\n\nexport { twice };\n";
    assert_snapshot!(check("src/load.js", "", new, &others), @"
    -import { best as top, max } from './sets.js';
    -import fs from 'fs';
    +const { best: top, max } = require('./sets.js');
    +const fs = require('fs');
     
    -export async function load(path) {
    +async function load(path) {
       return top(fs.readFileSync(path), max);
     }
     
    @@ -9,4 +9,4 @@
       return x * 2;
     }
     
    -export { twice };
    +module.exports = { load, twice };
    put into `require` and `module.exports`, as the project has it
    ");
    let whole = "const { best } = require('./sets.js');\n\nfunction worst(sets) {\n  return -best(sets);\n}\n\nmodule.exports = worst;\n";
    assert_snapshot!(check("src/worst.js", "", whole, &others), @"
       return -best(sets);
     }
     
    -module.exports = worst;
    +module.exports = { worst };
    exported `worst` by its name, as the files beside it do
    ");
    let again = format!("import {{ max }} from './math.js';\n\n{SETS}");
    assert_snapshot!(check("src/sets.js", SETS, &again, &[]), @"
    -import { max } from './math.js';
     
     'use strict';
     
    put into `require` and `module.exports`, as the project has it
    ");
    let more = SETS.replace("module", "function worst(sets) {\n  return -best(sets);\n}\n\nmodule");
    assert_snapshot!(check("src/sets.js", SETS, &more, &[]), @"
       return -best(sets);
     }
     
    -module.exports = { best };
    +module.exports = { best, worst };
    exported worst, as the others are
    ");
    for unclear in [
        "export default (sets) => sets.length;\n",
        "export default async (sets) => sets.length;\n",
        "export const a = 1, b = 2;\n",
        "export const { a, b } = f();\n",
        "export * from './sets.js';\n",
        "import best, { max } from './sets.js';\n\nbest(max);\n",
    ] {
        assert_eq!(check("src/count.js", "", unclear, &others), "nothing", "{unclear}");
    }
}

#[test]
fn what_a_file_of_javascript_has_is_not_lost() {
    let own = "exports.total = total;\n\nfunction total() {}\n";
    let more = format!("{own}\nexport function mean() {{}}\n");
    assert_eq!(check("a.js", own, &more, &[]), "nothing", "`total` would be given to nobody");
    let read = "const { readFileSync } = require('fs');\n\nreadFileSync();\nmodule.exports = {};\n";
    let import = read.replace("\n\n", "\nimport fs from 'fs';\n\nfs.stat();\n");
    assert_snapshot!(check("a.js", read, &import, &[]), @"
     const { readFileSync } = require('fs');
    -import fs from 'fs';
    +const fs = require('fs');
     
     fs.stat();
     readFileSync();
    put into `require` and `module.exports`, as the project has it
    ");
    let help = "const a = require('./a');\n\nconst HELP = `\nexport FILE  write all\n`;\n\nmodule.exports = { HELP };\n";
    let more = help.replace("`\nexport FILE", "`\nimport FILE  read all\nexport FILE");
    assert_eq!(check("a.js", help, &more, &[("b.js", help)]), "nothing", "no statements");
    let windows = "const a = require('./a');\r\n\r\nmodule.exports = { a };\r\n";
    let more = format!("{windows}export {{ b }};\r\nfunction b() {{}}\r\n");
    assert_snapshot!(check("c.js", windows, &more, &[]), @"
     const a = require('./a');
     
    -module.exports = { a };
    -export { b };
    +module.exports = { a, b };
     function b() {}
    put into `require` and `module.exports`, as the project has it
    ");
}

#[test]
fn modules_of_ecma_import_and_export() {
    let package = ("package.json", "{ \"type\": \"module\" }\n");
    let math = "export function max(values) {\n  return Math.max(...values);\n}\n";
    let more = format!("{math}\nfunction min(values) {{\n  return Math.min(...values);\n}}\n");
    assert_snapshot!(check("src/math.js", math, &more, &[package]), @"
       return Math.max(...values);
     }
     
    -function min(values) {
    +export function min(values) {
       return Math.min(...values);
     }
    exported min, as the others are
    ");
    let used = format!("{math}\nfunction min(values) {{\n  return -max(values.map(min));\n}}\n");
    assert_snapshot!(check("src/math.js", math, &used, &[package]), @"nothing");
}

#[test]
fn an_import_of_everything_that_nothing_needs_is_left_out() {
    let before = "def total(xs):\n    return sum(xs)\n";
    let after = "from typing import *\nfrom units import *\n\ndef total(xs, digits=2):\n    return round(sum(xs), digits)\n";
    assert_snapshot!(check("units/a.py", before, after, &[]), @"
    -from typing import *
    -from units import *
    -
     def total(xs, digits=2):
         return round(sum(xs), digits)
    left out `from typing import *`, which nothing uses
    left out `from units import *`, which nothing uses
    ");
    assert_eq!(
        check("a.py", before, &after.replace("round(", "rounded("), &[]),
        "nothing",
        "it may be from there"
    );
    assert_eq!(check("a.py", after, after, &[]), "nothing", "it was there");
    assert_eq!(check("units/__init__.py", before, after, &[]), "nothing", "for others");
    assert_eq!(
        check("a.py", before, &format!("from units import *\n\n{before}"), &[]),
        "nothing",
        "all that is wanted"
    );
}
