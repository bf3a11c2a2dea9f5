use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

const METHOD: &str = "    @property\n    def total(self):\n        return self.a\n";

/// The only code here that names the API under test.
fn check_as(file: &str, name: &str, original: &str, prefill: &str, reply: &str) -> String {
    let path = RelPath::parse(file).unwrap();
    let head = original.split('(').next().unwrap_or_default().to_owned();
    let target = if name.is_empty() { Target::File } else { Target::Symbol { name: name.to_owned(), head } };
    match read_edit(reply, &Expected { path: &path, target: &target, original, prefill, rest: "" }) {
        Ok(Reading { edit, repairs }) => {
            let shown = match edit {
                Edit::Symbol { symbol, text, .. } => format!("{symbol}:\n{text}"),
                Edit::File { text, .. } => format!("file:\n{text}"),
                other => format!("{other:?}"),
            };
            repairs.iter().fold(shown, |shown, repair| format!("{shown}\n({repair})"))
        }
        Err(error) => format!("error: {error}"),
    }
}

fn check(reply: &str) -> String {
    check_as("a.py", "f", "def f(x):\n    return x\n", "", reply)
}

#[test]
fn reads_a_fenced_function() {
    assert_snapshot!(check("Sure!\n```python\ndef f(x):\n    return x + 1\n```\nDone."), @"
    f:
    def f(x):
        return x + 1
    ");
    assert_snapshot!(check("```\n  def f(x):\n      return x + 1"), @"
    f:
    def f(x):
        return x + 1
    ");
}

#[test]
fn reads_what_continues_the_prefill() {
    let with = |reply| check_as("a.py", "f", "def f(x):\n    return x\n", "```python\ndef f", reply);
    assert_snapshot!(with("(x):\n    return x + 1"), @"
    f:
    def f(x):
        return x + 1
    ");
    assert_snapshot!(with("(x):\n    return x + 1\n\nprint(f(1))\n```\nThat is it."), @"
    f:
    def f(x):
        return x + 1
    (took `f` out of a longer piece of code)
    ");
    assert_snapshot!(with("```python\ndef f(x):\n    return 2\n```"), @"
    f:
    def f(x):
        return 2
    ");
}

#[test]
fn reads_a_replacement_in_json() {
    assert_snapshot!(check(r#"{"action":"edit","path":"a.py","search":"return x","replace":"return \"x\""}"#), @r#"Replace { path: RelPath("a.py"), blocks: [Block { search: "return x", replace: "return \"x\"", near: None }], within: Some("f") }"#);
    assert_snapshot!(check("```json\n{'action': 'edit', 'path': 'a.py', \"search\": 'x', \"replace\": 'y',}\n```"), @r#"Replace { path: RelPath("a.py"), blocks: [Block { search: "x", replace: "y", near: None }], within: Some("f") }"#);
    // A search without a replacement says nothing.
    assert_snapshot!(check(r#"{"action":"edit","path":"a.py","search":"return x"}"#), @"error: the reply holds no code; answer with the corrected `f` in one fenced block");
}

#[test]
fn ends_where_the_reply_comes_back_to_the_original() {
    let path = RelPath::parse("a.py").unwrap();
    let target = Target::Symbol { name: "f".to_owned(), head: "def f".to_owned() };
    let original = "def f(x):\n    y = x < 1\n    return y\n";
    let (prefill, rest) = ("```python\ndef f(x):\n", "    return y\n");
    let expected = Expected { path: &path, target: &target, original, prefill, rest };
    let check = |reply: &str| match read_edit(reply, &expected) {
        Ok(Reading { edit: Edit::Symbol { text, .. }, .. }) => text,
        other => format!("{other:?}"),
    };
    assert_snapshot!(check("    y = x <= 1\n    return y\nand so on"), @"
    def f(x):
        y = x <= 1
        return y
    ");
    assert_snapshot!(check("    y = x <= 1\n    return y + 1\n```"), @"
    def f(x):
        y = x <= 1
        return y + 1
    ");
    assert_eq!(rejoins("    return y", rest), None);
    assert_eq!(rejoins("a\n    return y\n", ""), None);
}

#[test]
fn reads_a_method_without_the_class_around_it() {
    for (file, method) in [
        ("A.java", "@Override public int total() { return 2; }"),
        ("A.cs", "public override int total() => 2;"),
        ("a.cpp", "explicit total() : n_(2) {}"),
        ("a.php", "private static function total(): int { return 2; }"),
        ("a.swift", "mutating func total() -> Int { 2 }"),
        ("A.kt", "override fun total(): Int = 2"),
        ("A.scala", "override def total: Int = 2"),
        ("a.rb", "def total = 2"),
        ("a.lua", "function Cart:total() return 2 end"),
    ] {
        let read = check_as(file, "Cart.total", method, "", &format!("```\n{method}\n```"));
        assert_eq!(read, format!("Cart.total:\n{method}"), "{file}");
    }
}

#[test]
fn takes_the_last_version_and_only_what_was_asked_for() {
    assert_snapshot!(check("Before:\n```python\ndef f(x):\n    return x\n```\nAfter:\n```python\nimport os\n\ndef f(x):\n    return 2\n\ndef g():\n    pass\n```"), @"
    f:
    def f(x):
        return 2
    (chose among 2 blocks)
    (took `f` out of a longer piece of code)
    ");
    assert_snapshot!(check_as("a.py", "Cart.total", METHOD, "", "```python\nclass Cart:\n    def other(self):\n        pass\n\n    @property\n    def total(self):\n        return self.b\n```"), @"
    Cart.total:
        @property
        def total(self):
            return self.b
    (took `Cart.total` out of a longer piece of code)
    ");
    assert_snapshot!(check_as("a.js", "Cart.total", "  total() {\n    return 1;\n  }\n", "```javascript\ntotal", "() {\n  return 2;\n}"), @"
    Cart.total:
    total() {
      return 2;
    }
    ");
}

#[test]
fn puts_back_what_stands_before_a_definition() {
    assert_snapshot!(check_as("a.py", "Cart.total", METHOD, "", "```python\ndef total(self):\n    return self.b\n```"), @"
    Cart.total:
    @property
    def total(self):
        return self.b
    (put the decorators back)
    ");
    assert_snapshot!(check_as("a.ts", "f", "export function f() {}\n", "", "```ts\nfunction f() { return 1 }\n```"), @"
    f:
    export function f() { return 1 }
    (put `export` back)
    ");
    assert_snapshot!(check_as("a.ts", "f", "function f() {}\n", "", "```ts\nexport default function f() { return 1 }\n```"), @"
    f:
    function f() { return 1 }
    (took `export` away)
    ");
}

#[test]
fn reads_other_forms() {
    assert_snapshot!(check("def f(x):\n    return 2\n"), @"
    f:
    def f(x):
        return 2
    (took code without a fence)
    ");
    assert_snapshot!(check("<think>def f(x): no</think>```python\ndef f(x):\n    return 2\n```"), @"
    f:
    def f(x):
        return 2
    (left out a <think> block)
    ");
    assert_snapshot!(check("a.py\n<<<<<<< SEARCH\n    return x\n=======\n    return 2\n>>>>>>> REPLACE"), @r#"
    Replace { path: RelPath("a.py"), blocks: [Block { search: "    return x\n", replace: "    return 2\n", near: None }], within: Some("f") }
    (read SEARCH/REPLACE blocks)
    "#);
    assert_snapshot!(check_as("a.py", "", "import x\n", "```python\n", "import y"), @"
    file:
    import x
    import y

    (added import y in the file)
    ");
    assert_snapshot!(check_as("src/a.h", "", "#include <stdio.h>\nint f(void);\n", "", "```c\n#include \"a.h\"\n\nint g(void);\n```"), @r#"
    file:
    #include <stdio.h>
    int f(void);
    int g(void);

    (took `#include "a.h"` out of the file itself)
    (added g in the file)
    "#);
}

const MEAN: &str = "    def mean(items):\n        total = sum(items)\n        return total / 2\n";

/// What a reply makes of [`MEAN`].
fn diffed(reply: &str) -> String {
    check_as("a.py", "mean", MEAN, "", reply)
}

#[test]
fn reads_a_unified_diff() {
    let right = "mean:\ndef mean(items):\n    total = sum(items)\n    return total / len(items)\n(read a unified diff)";
    let removed = "-    return total / 2\n+    return total / len(items)\n";
    let context = " def mean(items):\n     total = sum(items)\n";
    for reply in [
        format!("```diff\n{context}{removed}```"),
        format!("```python\n{context}{removed}```\nNow it works."),
        format!("```diff\n--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@ class A:\n{context}{removed}```"),
        format!("```diff\n@@ -3 +3 @@\n{removed}```"),
        format!("```\n{removed}```"),
        // As it stands in the file, without the signs of the context, and without indentation.
        "```diff\n     def mean(items):\n         total = sum(items)\n-        return total / 2\n+        return total / len(items)\n```".to_owned(),
        format!("```\ndef mean(items):\n    total = sum(items)\n{removed}```"),
        "```diff\n-return total / 2\n+return total / len(items)\n```".to_owned(),
        // Nothing but what it is to become.
        "```diff\n+def mean(items):\n+    total = sum(items)\n+    return total / len(items)\n```".to_owned(),
    ] {
        assert_eq!(diffed(&reply), right, "{reply}");
    }
    let unfenced = diffed(&format!("Here:\n--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n{context}{removed}"));
    assert_eq!(unfenced, right.replace("(read", "(took code without a fence)\n(read"));
    let reply = format!("(items):\n    total = sum(items)\n{removed}```");
    assert_eq!(check_as("a.py", "mean", MEAN, "```python\ndef mean", &reply), right);
    assert_snapshot!(diffed("```diff\n@@ -1 +1,2 @@\n def mean(items):\n+    items = list(items)\n@@ -3 +4 @@\n-    return total / 2\n+    return total / 3\n```"), @"
    mean:
    def mean(items):
        items = list(items)
        total = sum(items)
        return total / 3
    (read a unified diff)
    ");
    assert_snapshot!(check_as("a.py", "", "import x\nimport z\n", "", "```diff\n-import x\n+import y\n```"), @"
    file:
    import y
    import z

    (read a unified diff)
    ");
}

#[test]
fn refuses_a_diff_that_does_not_fit() {
    assert_snapshot!(diffed("```diff\n def mean(items):\n-    return total / 3\n+    return 1\n```"), @"error: the reply is a diff that does not fit the shown `mean` in exactly one place; answer with the whole corrected `mean` instead of a diff");
    let twice = "def f(x):\n    x += 1\n    x += 1\n";
    assert_snapshot!(check_as("a.py", "f", twice, "", "```diff\n-    x += 1\n+    x += 2\n```"), @"error: the reply is a diff that does not fit the shown `f` in exactly one place; answer with the whole corrected `f` instead of a diff");
    // In doubt it is code.
    let list = "def f(x):\n    return '''\n- one\n+ two\n'''\n";
    assert_eq!(
        check_as("a.py", "f", list, "", &format!("```python\n{list}```")),
        format!("f:\n{}", list.trim_end())
    );
}

#[test]
fn reads_code_with_only_the_closing_fence() {
    assert_snapshot!(check("def f(x):\n    return 2\n```\nThis fixes it."), @"
    f:
    def f(x):
        return 2
    ");
    assert_snapshot!(check("  def f(x):\n      return 2\n```\n"), @"
    f:
    def f(x):
        return 2
    ");
    let begun = |reply| check_as("a.py", "f", "def f(x):\n    return x\n", "```python\ndef f", reply);
    assert_snapshot!(begun("def f(x):\n    return 2\n```\nThis fixes it."), @"
    f:
    def f(x):
        return 2
    ");
    assert_snapshot!(check("```\ndef f(x):\n    return 2\n"), @"
    f:
    def f(x):
        return 2
    ");
}

#[test]
fn thoughts_are_left_out_of_what_is_said_and_not_of_code() {
    let code = "def f(x):\n    return x.replace('<think>', '</think>')";
    assert_eq!(check(&format!("```python\n{code}\n```")), format!("f:\n{code}"));
    let continued = check_as(
        "a.py",
        "f",
        "def f(x):\n    return x\n",
        "```python\ndef f",
        code.trim_start_matches("def f"),
    );
    assert_eq!(continued, format!("f:\n{code}"));
    let said = "f:\ndef f(x):\n    return 2\n(left out a <think> block)";
    let right = "```python\ndef f(x):\n    return 2\n```";
    assert_eq!(check(&format!("<think>\n```python\ndef f(x): no\n</think>\n{right}")), said);
    assert_eq!(check(&format!("so ```x```,\n</think>{right}")), said);
    assert_eq!(check(&format!("{right}\n<think>and yet")), said);
}

#[test]
fn lets_elided_code_through_to_whoever_knows_the_original() {
    assert_snapshot!(check("```python\ndef f(x):\n    # ... existing code ...\n    return 2\n```"), @"
    f:
    def f(x):
        # ... existing code ...
        return 2
    ");
}

#[test]
fn lets_broken_code_through_to_the_syntax_check() {
    assert_snapshot!(check("```python\ndef f(x:\n    return 2\n```"), @"
    f:
    def f(x:
        return 2
    ");
}

#[test]
fn refuses_what_is_not_clear() {
    assert_snapshot!(check(" \n"), @"error: the reply is empty; answer with the corrected code in one fenced block");
    assert_snapshot!(check("The function looks fine to me."), @"error: the reply holds no code; answer with the corrected `f` in one fenced block");
    assert_snapshot!(check("```python\ndef g(x):\n    return 2\n```"), @"error: the reply's code does not define `f`; answer with the whole corrected `f`");
    assert_snapshot!(check("```python\ndef f(x):\n    return 2\n\ndef f(x):\n    return 3\n```"), @"error: the reply defines `f` more than once; answer with one version of it");
    assert_snapshot!(check("<<<<<<< SEARCH\n    return x\n"), @"error: the SEARCH/REPLACE block is not complete: ======= is missing");
}

proptest! {
    #[test]
    fn never_panics(reply in "(```|```diff|\n-|\n\\+|@@ |def f|\\(x\\)|:|\n|    |<think>|</think>|<<<<<<< SEARCH|=======|[a-zé]|\\PC){0,40}") {
        check(&reply);
    }

    #[test]
    fn what_is_written_as_asked_is_read_as_meant(body in "[a-z]{1,8}", before in "[A-Za-z .]{0,20}", after in "[A-Za-z .]{0,20}") {
        let read = check(&format!("{before}\n```python\ndef f(x):\n    return {body}_\n```\n{after}"));
        prop_assert_eq!(read, format!("f:\ndef f(x):\n    return {body}_"));
    }
}
