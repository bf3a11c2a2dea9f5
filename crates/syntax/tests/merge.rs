//! What a piece of code makes of a file.

use insta::assert_snapshot;
use kinglet_domain::language::Language;
use kinglet_syntax::{Merged, Piece, merge, with_comments_above, without_clashes};

fn merged(language: Language, file: &str, piece: &str) -> String {
    match merge(language, file, piece) {
        Piece::Whole => "whole".to_owned(),
        Piece::Unclear => "unclear".to_owned(),
        Piece::Part(Merged { text, replaced, added }) => {
            let again = merge(language, &text, piece);
            assert!(!matches!(again, Piece::Part(again) if again.text != text), "a second time changes more");
            format!("{text}[{} | {}]", replaced.join(", "), added.join(", "))
        }
    }
}

const PYTHON: &str = "\"\"\"Prices.\"\"\"\nimport math\n\nRATE = 2\n\n\n@cached\ndef total(xs):\n    return sum(xs)\n\n\nclass Cart:\n    \"\"\"What is bought.\"\"\"\n\n    def __init__(self):\n        self.items = []\n\n    @property\n    def size(self):\n        return 1\n\n    @size.setter\n    def size(self, n):\n        pass\n\n\nif __name__ == \"__main__\":\n    print(total([1]))\n";

#[test]
fn puts_functions_into_a_python_file() {
    assert_snapshot!(merged(Language::Python, PYTHON, "import os\n\ndef total(xs, tax=0):\n    return sum(xs) + tax\n\ndef mean(xs):\n    # the middle\n    return total(xs) / len(xs)\n"), @r#"
    """Prices."""
    import math
    import os

    RATE = 2


    @cached
    def total(xs, tax=0):
        return sum(xs) + tax


    def mean(xs):
        # the middle
        return total(xs) / len(xs)


    class Cart:
        """What is bought."""

        def __init__(self):
            self.items = []

        @property
        def size(self):
            return 1

        @size.setter
        def size(self, n):
            pass


    if __name__ == "__main__":
        print(total([1]))
    [total | import os, mean]
    "#);
}

#[test]
fn puts_methods_into_a_class() {
    assert_snapshot!(merged(Language::Python, PYTHON, "class Cart:\n    # ... existing methods ...\n    @property\n    def size(self):\n        return len(self.items)\n\n    def add(self, item):\n        self.items.append(item)\n"), @r#"
    """Prices."""
    import math

    RATE = 2


    @cached
    def total(xs):
        return sum(xs)


    class Cart:
        """What is bought."""

        def __init__(self):
            self.items = []

        @property
        def size(self):
            return len(self.items)

        def add(self, item):
            self.items.append(item)

        @size.setter
        def size(self, n):
            pass


    if __name__ == "__main__":
        print(total([1]))
    [size | add]
    "#);
}

#[test]
fn what_stands_at_the_end_of_a_file_stays_there() {
    assert_snapshot!(merged(Language::Python, PYTHON, "def last():\n    return 1\n"), @r#"
    """Prices."""
    import math

    RATE = 2


    @cached
    def total(xs):
        return sum(xs)


    class Cart:
        """What is bought."""

        def __init__(self):
            self.items = []

        @property
        def size(self):
            return 1

        @size.setter
        def size(self, n):
            pass


    def last():
        return 1


    if __name__ == "__main__":
        print(total([1]))
    [ | last]
    "#);
    let rust =
        "use std::fmt;\n\npub fn a() -> u32 {\n    1\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n";
    assert_snapshot!(merged(Language::Rust, rust, "use std::fmt;\nuse std::io;\n\n/// Two.\npub fn b() -> u32 {\n    2\n}\n"), @"
    use std::fmt;
    use std::io;

    pub fn a() -> u32 {
        1
    }

    /// Two.
    pub fn b() -> u32 {
        2
    }

    #[cfg(test)]
    mod tests {
        use super::*;
    }
    [ | use std::io;, b]
    ");
}

#[test]
fn an_import_is_not_said_twice() {
    let rust = "use std::collections::{HashMap, HashSet};\n\nfn a() {}\n";
    assert_snapshot!(merged(Language::Rust, rust, "use std::collections::HashMap;\n\nfn b() {}\n"), @"
    use std::collections::{HashMap, HashSet};

    fn a() {}
    fn b() {}
    [ | b]
    ");
    let go = "package a\n\nimport (\n\t\"fmt\"\n\t\"sort\"\n)\n\nfunc A() {}\n";
    assert_snapshot!(merged(Language::Go, go, "package a\n\nimport \"sort\"\n\nfunc B() int { return 1 }\n"), @r#"
    package a

    import (
    	"fmt"
    	"sort"
    )

    func A() {}
    func B() int { return 1 }
    [ | B]
    "#);
}

#[test]
fn an_import_takes_the_place_of_one_that_is_not_used_any_more() {
    let python = "from cart import total, size\nimport os\n\n\ndef a():\n    return total() + size()\n";
    assert_snapshot!(merged(Language::Python, python, "from cart import amount\n\ndef a():\n    return amount()\n"), @"
    from cart import amount
    import os


    def a():
        return amount()
    [a | from cart import amount]
    ");
    assert_snapshot!(merged(Language::Python, python, "from cart import amount\n\ndef a():\n    return amount() + size()\n"), @"
    from cart import total, size
    import os
    from cart import amount


    def a():
        return amount() + size()
    [a | from cart import amount]
    ");
    let rust = "use std::collections::HashMap;\nuse std::fmt;\nuse std::io::Read;\n\nfn a() {}\n";
    assert_snapshot!(merged(Language::Rust, rust, "use std::collections::{BTreeMap, HashMap};\nuse std::fmt::Display;\nuse std::io::Write;\n"), @"
    use std::collections::{BTreeMap, HashMap};
    use std::fmt;
    use std::io::Read;
    use std::fmt::Display;
    use std::io::Write;

    fn a() {}
    [ | use std::collections::{BTreeMap, HashMap};, use std::fmt::Display;, use std::io::Write;]
    ");
    let go = "package a\n\nimport (\n\t\"fmt\"\n\t\"sort\"\n)\n\nfunc A() {}\n";
    assert_snapshot!(merged(Language::Go, go, "package a\n\nimport (\n\t\"fmt\"\n\tstr \"strings\"\n)\n\nfunc A() {\n\tstr.Title(\"a\")\n}\n"), @r#"
    package a

    import (
    	"fmt"
    	"sort"
    )

    import str "strings"

    func A() {
    	str.Title("a")
    }
    [A | import (]
    "#);
    let js = "import { a, b } from './x.js';\n\na(b);\n\nfunction f() {}\n";
    assert_snapshot!(merged(Language::JavaScript, js, "import { a, b, c } from './x.js';\n\nfunction f() {\n  c();\n}\n"), @"
    import { a, b, c } from './x.js';

    a(b);

    function f() {
      c();
    }
    [f | import { a, b, c } from './x.js';]
    ");
}

#[test]
fn knows_implementations_and_receivers() {
    let rust = "struct A;\n\nimpl A {\n    /// One.\n    pub fn one(&self) -> u32 {\n        1\n    }\n}\n\nimpl Default for A {\n    fn default() -> Self {\n        A\n    }\n}\n";
    assert_snapshot!(merged(Language::Rust, rust, "impl A {\n    pub fn one(&self) -> u32 {\n        11\n    }\n\n    pub fn two(&self) -> u32 {\n        2\n    }\n}\n"), @"
    struct A;

    impl A {
        /// One.
        pub fn one(&self) -> u32 {
            11
        }

        pub fn two(&self) -> u32 {
            2
        }
    }

    impl Default for A {
        fn default() -> Self {
            A
        }
    }
    [one | two]
    ");
    assert_snapshot!(merged(Language::Rust, rust, "impl A {\n    pub fn two(&self) -> u32 {\n        2\n    }\n}\n"), @"
    struct A;

    impl A {
        /// One.
        pub fn one(&self) -> u32 {
            1
        }

        pub fn two(&self) -> u32 {
            2
        }
    }

    impl Default for A {
        fn default() -> Self {
            A
        }
    }
    [ | two]
    ");
    let go = "package a\n\ntype T struct {\n\tn int\n}\n\nfunc (t *T) Len() int {\n\treturn t.n\n}\n\nfunc (u *U) Len() int {\n\treturn 0\n}\n";
    assert_snapshot!(merged(Language::Go, go, "func (t *T) Len() int {\n\treturn t.n + 1\n}\n\nfunc (t *T) Empty() bool {\n\treturn t.Len() == 0\n}\n"), @"
    package a

    type T struct {
    	n int
    }

    func (t *T) Len() int {
    	return t.n + 1
    }

    func (t *T) Empty() bool {
    	return t.Len() == 0
    }

    func (u *U) Len() int {
    	return 0
    }
    [T.Len | T.Empty]
    ");
}

#[test]
fn knows_what_a_module_exports() {
    let js = "'use strict';\n\nconst fs = require('fs');\n\nfunction a() {\n  return 1;\n}\n\nmodule.exports = { a };\n";
    assert_snapshot!(merged(Language::JavaScript, js, "const b = () => {\n  return 2;\n};\n\nmodule.exports = { b };\n"), @"
    'use strict';

    const fs = require('fs');

    function a() {
      return 1;
    }

    const b = () => {
      return 2;
    };

    module.exports = { a, b };
    [ | b]
    ");
    let ts = "export interface Cart {\n  items: string[];\n}\n\nexport function size(cart: Cart): number {\n  return cart.items.length;\n}\n";
    assert_snapshot!(merged(Language::TypeScript, ts, "function size(cart: Cart, min: number): number {\n  return Math.max(min, cart.items.length);\n}\n"), @"
    export interface Cart {
      items: string[];
    }

    export function size(cart: Cart, min: number): number {
      return Math.max(min, cart.items.length);
    }
    [size | ]
    ");
    let listed = "function a() {}\n\nexport {\n  a,\n};\n";
    assert_snapshot!(merged(Language::JavaScript, listed, "function b() {}\nexport { b };\n"), @"
    function a() {}
    function b() {}

    export {
      a,
      b,
    };
    [ | b]
    ");
}

#[test]
fn knows_guards_prototypes_and_overloads() {
    let c = "#ifndef A_H\n#define A_H\n\n#include <stddef.h>\n\n/* The size. */\nsize_t a_size(void);\nint *a_get(size_t at);\n\n#endif\n";
    assert_snapshot!(merged(Language::C, c, "int a_set(size_t at, int value);\n"), @"
    #ifndef A_H
    #define A_H

    #include <stddef.h>

    /* The size. */
    size_t a_size(void);
    int *a_get(size_t at);
    int a_set(size_t at, int value);

    #endif
    [ | a_set]
    ");
    assert_snapshot!(merged(Language::C, c, "#include <stdlib.h>\n\nstatic int grow(void) {\n    return 0;\n}\n\nsize_t a_size(void) {\n    return 1;\n}\n\n/* Sets one. */\nint a_set(size_t at, int value) {\n    return grow();\n}\n"), @"
    #ifndef A_H
    #define A_H

    #include <stddef.h>

    /* The size. */
    size_t a_size(void);

    /* Sets one. */
    int a_set(size_t at, int value);
    int *a_get(size_t at);

    #endif
    [ | a_set]
    ");
    let java = "package a;\n\npublic class A {\n    int f(int x) {\n        return x;\n    }\n\n    int f(String x) {\n        return 0;\n    }\n}\n";
    assert_snapshot!(merged(Language::Java, java, "public class A {\n    int f(String x) {\n        return x.length();\n    }\n\n    int g() {\n        return 1;\n    }\n}\n"), @"
    package a;

    public class A {
        int f(int x) {
            return x;
        }

        int f(String x) {
            return x.length();
        }

        int g() {
            return 1;
        }
    }
    [f | g]
    ");
}

#[test]
fn a_whole_file_is_taken_for_one() {
    let file = "def a():\n    return 1\n\n\ndef b():\n    return 2\n";
    let python = |file, piece| merged(Language::Python, file, piece);
    assert_eq!(python(file, "def b():\n    return 3\n\n\ndef a():\n    return 1\n"), "whole");
    assert_eq!(python(file, "def b(:\n    return 3\n"), "whole");
    assert_eq!(python("", "a = 1\n"), "whole");
    let script = "import sys\n\nadd('--one')\nadd('--two')\nrun(sys.argv)\n";
    assert_eq!(
        python(script, "import sys\n\nadd('--one')\nadd('--two')\nadd('--three')\nrun(sys.argv, 3)\n"),
        "whole"
    );
    assert_eq!(merged(Language::Json, "{}", "[1]"), "whole");
    // Loops are statements: that each of them has another line makes it no other file.
    let sort = "'use strict';\nconst files = [];\nfor (const it of process.argv) {\n  if (it === '-n') {\n    number();\n  } else {\n    \
                files.push(it);\n  }\n}\nfor (const file of files) {\n  show(file);\n}\n";
    let more =
        sort.replace("  if", "  if (it === '-r') reverse();\n  if").replace("show(", "seen();\n  show(");
    assert_eq!(merged(Language::JavaScript, sort, &more), "whole");
    let loops = "for (const it of process.argv) {\n  reverse();\n}\n";
    assert_eq!(merged(Language::JavaScript, sort, loops), "unclear");
}

#[test]
fn what_is_not_clear_is_not_guessed() {
    let python = |file, piece| merged(Language::Python, file, piece);
    let twice = "def a():\n    return 1\n\n\ndef a():\n    return 2\n\n\ndef b():\n    return 1\n";
    assert_eq!(python(twice, "def a():\n    return 3\n"), "unclear");
    let script = "def a():\n    return 1\n\n\nadd('--one')\nrun()\n";
    assert_eq!(python(script, "add('--one', 1)\nrun()\n"), "unclear");
}

#[test]
fn a_module_is_not_what_another_takes_from_it() {
    assert_snapshot!(merged(Language::Python, "from os import path\n\n\ndef a():\n    return 1\n", "import os\n\n\ndef b():\n    return os.sep\n"), @"
    from os import path
    import os


    def a():
        return 1


    def b():
        return os.sep
    [ | import os, b]
    ");
}

/// Nothing of a file may be lost because a piece leaves it out.
#[test]
fn what_a_piece_leaves_out_stays_or_it_is_refused() {
    let cases = [
        (Language::Python, "import os; import sys\n\n\ndef a():\n    return 1\n", "def b():\n    return 2\n"),
        (
            Language::Python,
            "class Cart:\n    def a(self):\n        return 1\n\n    def b(self):\n        return 2\n",
            "class Cart:\n    def a(self):\n        return 3\n",
        ),
        (
            Language::Python,
            "class Cart:\n    def b(self):\n        return 2\n",
            "def b(self):\n    return 3\n",
        ),
        (
            Language::Java,
            "package a;\n\nimport java.util.List;\n\nclass A {\n    int f() {\n        return 1;\n    }\n\n    int g() {\n        return 2;\n    }\n}\n",
            "package a;\n\nimport java.util.List;\n\nclass A {\n    int f() {\n        return 3;\n    }\n}\n",
        ),
        (
            Language::JavaScript,
            "import test from 'node:test';\n\ntest('a', () => {});\ntest('b', () => {});\n",
            "import test from 'node:test';\n\ntest('c', () => {});\n",
        ),
        (
            Language::Rust,
            "struct A;\n\nimpl A {\n    fn one(&self) -> u32 {\n        1\n    }\n}\n",
            "impl A { fn two(&self) -> u32 { 2 } }\n",
        ),
        (Language::Go, "package a\n\nconst (\n\tA = 1\n\tB = 2\n)\n", "const A = 5\n"),
        (
            Language::Kotlin,
            "class A {\n    fun f() = 1\n    fun g() = 2\n}\n",
            "class A {\n    fun f() = 3\n}\n",
        ),
        (
            Language::Cpp,
            "class A {\npublic:\n    int f() { return 1; }\n    int g() { return 2; }\n};\n",
            "class A {\npublic:\n    int f() { return 3; }\n};\n",
        ),
    ];
    let shown =
        cases.map(|(language, file, piece)| format!("{language:?}:\n{}", merged(language, file, piece)));
    assert_snapshot!(shown.join("\n"), @"
    Python:
    unclear
    Python:
    class Cart:
        def a(self):
            return 3

        def b(self):
            return 2
    [a | ]
    Python:
    class Cart:
        def b(self):
            return 3
    [ | ]
    Java:
    package a;

    import java.util.List;

    class A {
        int f() {
            return 3;
        }

        int g() {
            return 2;
        }
    }
    [f | ]
    JavaScript:
    unclear
    Rust:
    unclear
    Go:
    unclear
    Kotlin:
    unclear
    Cpp:
    unclear
    ");
}

#[test]
fn heads_attributes_and_accessors_stay() {
    assert_snapshot!(merged(Language::Python, "import dataclasses\n\n\n@dataclasses.dataclass\nclass Cart(Base):\n    size: int\n\n    def a(self):\n        return 1\n", "class Cart:\n    def b(self):\n        return 2\n"), @"
    import dataclasses


    @dataclasses.dataclass
    class Cart(Base):
        size: int

        def a(self):
            return 1

        def b(self):
            return 2
    [ | b]
    ");
    assert_snapshot!(merged(Language::Rust, "fn a() {}\n\n#[test]\nfn t() {\n    a();\n}\n", "// Checks it.\nfn t() {\n    a();\n    a();\n}\n"), @"
    fn a() {}

    #[test]
    fn t() {
        a();
        a();
    }
    [t | ]
    ");
    assert_snapshot!(merged(Language::Java, "class A {\n    @Override\n    public String toString() {\n        return \"a\";\n    }\n\n    int f() {\n        return 1;\n    }\n}\n", "class A {\n    public String toString() {\n        return \"b\";\n    }\n}\n"), @r#"
    class A {
        @Override
        public String toString() {
            return "b";
        }

        int f() {
            return 1;
        }
    }
    [toString | ]
    "#);
    assert_snapshot!(merged(Language::JavaScript, "class A {\n  get size() {\n    return 1;\n  }\n}\n", "class A {\n  set size(n) {\n    this.n = n;\n  }\n}\n"), @"unclear");
}

#[test]
fn annotations_are_not_said_twice() {
    let file = "class A {\n    @Override\n    public String toString() {\n        return \"a\";\n    }\n}\n\nclass B {\n}\n";
    assert_snapshot!(merged(Language::Java, file, "class A {\n    @Override\n    public String toString() {\n        return \"b\";\n    }\n}\n"), @r#"
    class A {
        @Override
        public String toString() {
            return "b";
        }
    }

    class B {
    }
    [toString | ]
    "#);
}

#[test]
fn what_is_new_stands_before_what_uses_it_where_order_matters() {
    let c = "#ifndef LOG_H\n#define LOG_H\n\n#include <stddef.h>\n\nvoid log_clear(void);\n/* Adds a line. */\nvoid log_message(const char *text);\nsize_t log_count(void);\n\n#endif\n";
    let piece = "void log_message(enum log_level level, const char *text);\n\nenum log_level {\n    LOG_LOW,\n    LOG_HIGH,\n};\n\nvoid log_level_set(enum log_level level);\n";
    assert_snapshot!(merged(Language::C, c, piece), @"
    #ifndef LOG_H
    #define LOG_H

    #include <stddef.h>

    void log_clear(void);

    enum log_level {
        LOG_LOW,
        LOG_HIGH,
    };

    /* Adds a line. */
    void log_message(enum log_level level, const char *text);

    void log_level_set(enum log_level level);
    size_t log_count(void);

    #endif
    [log_message | log_level, log_level_set]
    ");
    let c = "#include \"a.h\"\n\nint a_size(void) {\n    return 1;\n}\n\nint main(void) {\n    return a_size();\n}\n";
    let piece =
        "int a_size(void) {\n    return grown(1);\n}\n\nstatic int grown(int x) {\n    return x + 1;\n}\n";
    assert_snapshot!(merged(Language::C, c, piece), @r#"
    #include "a.h"

    static int grown(int x) {
        return x + 1;
    }

    int a_size(void) {
        return grown(1);
    }

    int main(void) {
        return a_size();
    }
    [a_size | grown]
    "#);
}

#[test]
fn a_function_that_is_copied_into_a_class_stays_where_it_is() {
    let file = "class Bill:\n    def parse(self, text):\n        return cents(text)\n\n\ndef cents(text):\n    whole = int(text)\n\n    return whole * 100\n";
    let piece = "class Bill:\n    def parse(self, text):\n        return cents(text or 0)\n\n    def cents(text):\n        whole = int(text)\n\n        return whole * 100\n";
    assert_snapshot!(merged(Language::Python, file, piece), @"
    class Bill:
        def parse(self, text):
            return cents(text or 0)


    def cents(text):
        whole = int(text)

        return whole * 100
    [parse | ]
    ");
    // What is spoken of as a member, or another one of the same name, is a method.
    let member = piece.replace("return cents(", "return self.cents(");
    assert!(merged(Language::Python, file, &member).contains("parse | cents"));
    let other = piece.replace("* 100", "* 10");
    assert!(merged(Language::Python, file, &other).contains("parse | cents"));
}

#[test]
fn a_method_without_a_class_belongs_into_the_only_one() {
    let rust = "use std::fmt;\n\npub struct Stack<T> {\n    items: Vec<T>,\n}\n\nimpl<T> Stack<T> {\n    pub fn pop(&mut self) -> Option<T> {\n        self.items.pop()\n    }\n}\n\nimpl<T> Drop for Stack<T> {\n    fn drop(&mut self) {}\n}\n";
    let peek = "use std::mem;\n\n/// The top.\npub fn peek(&self) -> Option<&T> {\n    self.items.last()\n}\n\npub fn len(&self) -> usize {\n    self.items.len()\n}\n";
    assert_snapshot!(merged(Language::Rust, rust, peek), @"
    use std::fmt;
    use std::mem;

    pub struct Stack<T> {
        items: Vec<T>,
    }

    impl<T> Stack<T> {
        pub fn pop(&mut self) -> Option<T> {
            self.items.pop()
        }

        /// The top.
        pub fn peek(&self) -> Option<&T> {
            self.items.last()
        }

        pub fn len(&self) -> usize {
            self.items.len()
        }
    }

    impl<T> Drop for Stack<T> {
        fn drop(&mut self) {}
    }
    [ | use std::mem;, peek, len]
    ");
    let python = "class Box:\n    size = 1\n\n    def half(self):\n        return self.size / 2\n\n\ndef main():\n    pass\n";
    let twice = "def twice(self):\n    # both\n    return self.size * 2\n";
    assert_snapshot!(merged(Language::Python, python, twice), @"
    class Box:
        size = 1

        def half(self):
            return self.size / 2

        def twice(self):
            # both
            return self.size * 2


    def main():
        pass
    [ | twice]
    ");
    let java = "package a;\n\npublic class Bank {\n    private int cents;\n\n    public int cents() {\n        return cents;\n    }\n}\n";
    assert_snapshot!(merged(Language::Java, java, "public void add(int more) {\n    cents += more;\n}\n"), @"
    package a;

    public class Bank {
        private int cents;

        public int cents() {
            return cents;
        }

        public void add(int more) {
            cents += more;
        }
    }
    [ | add]
    ");
    // Of two classes, either may be meant.
    let two = "class A:\n    def a(self):\n        pass\n\n\nclass B:\n    def b(self):\n        pass\n";
    assert_snapshot!(merged(Language::Python, two, "def c(self):\n    pass\n"), @"
    class A:
        def a(self):
            pass


    class B:
        def b(self):
            pass


    def c(self):
        pass
    [ | c]
    ");
}

#[test]
fn what_may_be_no_method_of_the_class_stays_outside() {
    let python = "def find(x):\n    pass\n\n\nclass Box:\n    def half(self):\n        return 1\n";
    for piece in [
        "def register(cls):\n    return cls\n",
        "def find(self, x):\n    return x\n",
        "def usage(self):\n    return \"\"\"\nusage: box\n\"\"\"\n",
    ] {
        let text = merged(Language::Python, python, piece);
        assert!(text.contains(&format!("\n\n{}", piece.trim_end())) || text.starts_with(piece), "{text}");
    }
    let rust = "struct Stack;\nstruct Queue;\n\nimpl Stack {\n    fn a(&self) {}\n}\n";
    assert!(merged(Language::Rust, rust, "fn len(&self) -> usize {\n    0\n}\n").contains("\n}\n\nfn len"));
    let java = "public enum Color {\n    RED, GREEN;\n}\n";
    let label = "public String label() {\n    return name();\n}\n";
    assert!(!merged(Language::Java, java, label).contains("public enum Color {\npublic"));
}

#[test]
fn what_comes_from_elsewhere_is_not_defined_again() {
    let clashes = |language, before: &str, after: &str| match without_clashes(language, before, after) {
        Some((text, names)) => format!("{text}[{}]", names.join(", ")),
        None => "none".to_owned(),
    };
    let before = "from notes import Note\n\n\nclass Book:\n    pass\n";
    let after = "from notes import Note\nimport os\n\n\nclass Book:\n    notes = [Note()]\n\n\n@dataclass\nclass Note:\n    tags: list\n\n\ndef f():\n    pass\n";
    assert_snapshot!(clashes(Language::Python, before, after), @"
    from notes import Note
    import os


    class Book:
        notes = [Note()]


    def f():
        pass
    [Note]
    ");
    let text = "pub fn join() {}\n";
    assert_snapshot!(clashes(Language::Rust, text, "use crate::text::join;\n\npub fn join() {}\n\npub fn other() {}\n"), @"
    pub fn join() {}

    pub fn other() {}
    [join]
    ");
    let script = "import { Cart } from './cart.js';\nexport const a = 1;\n";
    assert_snapshot!(clashes(Language::JavaScript, script, "import { Cart } from './cart.js';\nexport class Cart {}\nexport const a = 2;\n"), @"
    import { Cart } from './cart.js';
    export const a = 2;
    [Cart]
    ");
    assert_snapshot!(clashes(Language::Python, before, "class Note:\n    pass\n\n\nclass Book:\n    pass\n"), @"none");
    let headed = "#!/usr/bin/env python3\n# Ours.\nfrom text import join\n\n\ndef join():\n    pass\n";
    assert_snapshot!(clashes(Language::Python, "def join():\n    pass\n", headed), @"
    #!/usr/bin/env python3
    # Ours.
    def join():
        pass
    [join]
    ");
    for (language, before, after) in [
        // A function may have the name of a module.
        (Language::Rust, "use std::process;\n", "use std::process;\n\nfn process() {}\n"),
        (Language::Rust, "mod shapes;\n", "mod shapes;\npub use shapes::*;\n"),
        // What is imported is called something else here.
        (
            Language::Python,
            "from json import load as read\n",
            "from json import load as read\n\n\ndef load():\n    pass\n",
        ),
        (
            Language::Python,
            "import urllib.request\n",
            "import urllib.request\n\n\ndef request():\n    pass\n",
        ),
        (Language::Python, "from app import config\n", "from app import config\n\nconfig = dict(config)\n"),
        (
            Language::JavaScript,
            "class Button {}\n",
            "import React, { Button } from 'react';\nclass Button {}\n",
        ),
    ] {
        assert_eq!(clashes(language, before, after), "none", "{after}");
    }
    // It was so before.
    let both = "try:\n    from fast import load\nexcept ImportError:\n    load = None\nfrom a import b\n\n\ndef b():\n    pass\n";
    assert_snapshot!(clashes(Language::Python, both, &both.replace("pass", "return 1")), @"none");
}

#[test]
fn the_comments_above_a_file_stay() {
    let kept = |language, file: &str, piece: &str| with_comments_above(language, file, piece);
    let go = "// Adds up numbers.\npackage main\n\nfunc main() {}\n";
    let new = "\npackage main\n\nfunc main() { f() }\n";
    assert_eq!(
        kept(Language::Go, go, new).unwrap(),
        "// Adds up numbers.\npackage main\n\nfunc main() { f() }\n"
    );
    assert_eq!(kept(Language::Go, go, "// Subtracts.\npackage main\n"), None);
    assert_eq!(kept(Language::Go, "package main\n", new), None);
    let rust = "//! The commands.\n\nuse a::B;\n";
    assert_eq!(kept(Language::Rust, rust, "use a::C;\n").unwrap(), "//! The commands.\n\nuse a::C;\n");
    assert_eq!(kept(Language::Rust, "\n\nuse a::B;\n", "use a::C;\n"), None);
    let of_its_own = "/** Adds. */\nfunction add() {}\n";
    assert_eq!(kept(Language::JavaScript, of_its_own, "function add() { f(); }\n"), None);
    let lower = "const x = 1;\n\n//! The commands.\n";
    assert_eq!(kept(Language::JavaScript, "//! The commands.\n\nf();\n", lower), None, "it is there");
    assert_eq!(
        kept(Language::Go, go, "package main\n\nfunc main() {}\n"),
        None,
        "it is all that was taken out"
    );
}
