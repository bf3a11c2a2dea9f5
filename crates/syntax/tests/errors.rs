//! What is said of broken code, and of which errors it is said that an edit brought them in.

#![expect(clippy::unwrap_used, reason = "a helper outside of a test function may fail like the test itself")]

use insta::assert_snapshot;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, SyntaxError, new_errors, render_errors};
use proptest::prelude::*;

fn check(language: Language, text: &str) -> String {
    render_errors(&Source::parse(language, text).errors()).join("\n")
}

#[test]
fn a_bracket_that_is_never_closed() {
    assert_snapshot!(check(Language::Python, "def a(:\n    return 1\n"), @"
    line 1: unbalanced `(`: what it opens here is never closed
      def a(:
           ^
    ");
    assert_snapshot!(check(Language::Rust, "fn a() {\n    if x {\n        b();\n}\n\nfn c() {\n    d();\n}\n"), @"
    line 2: unbalanced `{`: what it opens here is never closed
          if x {
               ^
    ");
    assert_snapshot!(check(Language::JavaScript, "class A {\n  f() {\n    if (x) {\n      g();\n  }\n\n  h() {\n    return [1, 2;\n  }\n}\n"), @"
    line 3: unbalanced `{`: what it opens here is never closed
          if (x) {
                 ^
    line 8: unbalanced `[`: what it opens here is never closed
          return [1, 2;
                 ^
    ");
    assert_snapshot!(check(Language::Json, "{\n  \"a\": 1,\n  \"b\": [1, 2,\n  \"c\": 3\n}\n"), @r#"
    line 3: unbalanced `[`: what it opens here is never closed
        "b": [1, 2,
             ^
    "#);
    assert_snapshot!(check(Language::C, "int main(void) {\n  char *s = f(1, 2;\n  return 0;\n}\n"), @"
    line 2: unbalanced `(`: what it opens here is never closed
        char *s = f(1, 2;
                   ^
    ");
    assert_snapshot!(check(Language::Css, ".a { color: red;\n.b { color: blue; }\n"), @"
    line 1: unbalanced `{`: what it opens here is never closed
      .a { color: red;
         ^
    ");
    assert_snapshot!(check(Language::Python, "x = (1 + 2\n\ndef g():\n    return 1\n"), @"
    line 1: unbalanced `(`: what it opens here is never closed
      x = (1 + 2
          ^
    ");
}

#[test]
fn a_bracket_that_closes_nothing() {
    assert_snapshot!(check(Language::Rust, "fn a() {\n    b();\n}\n}\n\nfn c() {}\n"), @"
    line 4: unbalanced `}`: it closes nothing; remove it, or open what it closes
      }
      ^
    ");
    assert_snapshot!(check(Language::Python, "def f():\n    return g(1))\n"), @"
    line 2: unbalanced `)`: it closes nothing; remove it, or open what it closes
          return g(1))
                     ^
    ");
    assert_snapshot!(check(Language::Bash, "case $1 in\n  a) f ;;\n  b) g ;;\nesac\n)\n"), @"
    line 5: unbalanced `)`: it closes nothing; remove it, or open what it closes
      )
      ^
    ");
    assert_snapshot!(check(Language::Html, "<div><p>a</span></div>\n"), @"
    line 1: `</span>` closes nothing
      <div><p>a</span></div>
               ^
    ");
}

#[test]
fn what_is_missing_and_what_is_too_much() {
    assert_snapshot!(check(Language::Rust, "fn c() {\n    let x = 1\n    d(x);\n}\n"), @"
    line 2: unexpected `1`; perhaps `;` is missing behind it
          let x = 1
                  ^
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  int f() {\n    return 1\n  }\n}\n"), @"
    line 3: `;` is missing
          return 1
                  ^
    ");
    assert_snapshot!(check(Language::C, "int f(void) {\n  return 1\n}\n"), @"
    line 2: `;` is missing
        return 1
                ^
    ");
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f() {\n\tx := = 1\n}\n"), @"
    line 4: unexpected `=`
      	x := = 1
      	     ^
    ");
    assert_snapshot!(check(Language::Toml, "a = 1\nb = \nc = 2\n"), @"
    line 2: unexpected `b =`
      b = 
      ^
    ");
    assert_snapshot!(check(Language::Yaml, "a: 1\n b: 2\nc: [1, 2\n"), @"
    line 1: unexpected `a: 1`
      a: 1
      ^
    line 3: unbalanced `[`: what it opens here is never closed
      c: [1, 2
         ^
    ");
    assert_snapshot!(check(Language::Json, "{ \"a\": 1 \"b\": 2 }\n"), @r#"
    line 1: unexpected `"a": 1`; perhaps `,` is missing behind it
      { "a": 1 "b": 2 }
        ^
    "#);
    assert_snapshot!(check(Language::Php, "<?php\n$a = 1\n$b = 2;\n"), @"
    line 2: unexpected `1`; perhaps `;` is missing behind it
      $a = 1
           ^
    ");
    assert_snapshot!(check(Language::Lua, "if x then\n  y()\n"), @"
    line 1: `end` is missing: what `if` begins here is never ended
      if x then
      ^
    ");
    assert_snapshot!(check(Language::Ruby, "def f\n  if x\n    y\nend\n"), @"
    line 1: `end` is missing: what `def` begins here is never ended
      def f
      ^
    ");
    assert_snapshot!(check(Language::Kotlin, "fun f() {\n  val = 1\n}\n"), @"
    line 1: unexpected `fun f() {`
      fun f() {
      ^
    ");
    assert_snapshot!(check(Language::Html, "<ul><li>a<li>b</ul><br><img src=x><p>a\n"), @"");
    assert_snapshot!(check(Language::Html, "<div>\n<p>a</p>\n"), @"
    line 1: `<div>` is not closed
      <div>
      ^
    ");
}

#[test]
fn a_comma_that_nothing_follows_is_an_error_of_strict_json() {
    let text = "{\n  // why\n  \"a\": [1, 2,],\n}\n";
    assert_eq!(check(Language::Jsonc, text), "");
    assert!(check(Language::Json, text).starts_with("line 3: unexpected `,`"));
    assert_ne!(check(Language::Jsonc, &text.replace("1, 2", "1, , 2 3")), "");
}

#[test]
fn a_string_that_is_not_closed() {
    assert_snapshot!(check(Language::Python, "a = \"abc\nb = 2\n"), @r#"
    line 1: the string that begins here is not closed
      a = "abc
          ^
    "#);
    assert_snapshot!(check(Language::Rust, "fn c() {\n    let s = \"abc;\n}\n"), @r#"
    line 2: the string that begins here is not closed
          let s = "abc;
                  ^
    "#);
    assert_snapshot!(check(Language::JavaScript, "const a = 'abc;\nconst b = 2;\n"), @"
    line 1: the string that begins here is not closed
      const a = 'abc;
                ^
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  String s = \"abc;\n  int x = 1;\n}\n"), @r#"
    line 2: the string that begins here is not closed
        String s = "abc;
                   ^
    "#);
    assert_snapshot!(check(Language::Go, "package a\n\nvar s = \"abc\nvar t = 1\n"), @r#"
    line 3: the string that begins here is not closed
      var s = "abc
              ^
    "#);
    assert_snapshot!(check(Language::Json, "{\n  \"a: 1,\n  \"b\": 2\n}\n"), @r#"
    line 2: the string that begins here is not closed
        "a: 1,
        ^
    line 3: the string that begins here is not closed
        "b": 2
          ^
    "#);
}

#[test]
fn what_was_pasted_in() {
    assert_snapshot!(check(Language::C, "<<<<<<< HEAD\nint x = 1;\n=======\nint x = 2;\n>>>>>>> other\nint main() { return x; }\n"), @"
    line 1: a merge marker; keep one of the two sides, and remove all three markers
      <<<<<<< HEAD
      ^
    line 5: a merge marker; keep one of the two sides, and remove all three markers
      >>>>>>> other
      ^
    ");
    assert_snapshot!(check(Language::Python, "```python\ndef f():\n    return 1\n```\n"), @"
    line 1: a Markdown fence is no code; remove the line
      ```python
      ^
    line 4: a Markdown fence is no code; remove the line
      ```
      ^
    ");
    assert_snapshot!(check(Language::JavaScript, "```js\nf();\n```\n"), @"
    line 1: a Markdown fence is no code; remove the line
      ```js
      ^
    line 3: a Markdown fence is no code; remove the line
      ```
      ^
    ");
    assert_snapshot!(check(Language::Rust, "1 | fn f() {\n2 |     g();\n3 | }\n"), @"
    line 2: line numbers are no code; remove them from the beginnings of the lines
      2 |     g();
      ^
    line 3: line numbers are no code; remove them from the beginnings of the lines
      3 | }
      ^
    ");
    // In a string they are text.
    assert_eq!(check(Language::Rust, "const S: &str = \"\n```\n<<<<<<< a\n1 | x\n2 | y\n\";\n"), "");
    assert!(
        !check(Language::Rust, "const S: &str = \"\n```\n<<<<<<< a\n1 | x\n2 | y\n\";\n)\n")
            .contains("fence")
    );
}

#[test]
fn python_wants_colons() {
    assert_snapshot!(check(Language::Python, "def f(x)\n    return x\n\ndef g():\n    return 2\n"), @"
    line 1: `:` is missing at the end of `def f(x)`
      def f(x)
              ^
    ");
    assert_snapshot!(check(Language::Python, "def f(a: int) -> int\n    if a == 1\n        return 1\n    return 2\n"), @"
    line 1: `:` is missing at the end of `def f(a: int) -> int`
      def f(a: int) -> int
                          ^
    ");
    assert_snapshot!(check(Language::Python, "if x\n    y = 1\nelse:\n    z = 2\n"), @"
    line 1: `:` is missing at the end of `if x`
      if x
          ^
    ");
}

#[test]
fn python_wants_even_indentation() {
    assert_snapshot!(check(Language::Python, "def f(x):\n    a = 1\n      b = 2\n    return a\n"), @"
    line 3: this line is indented by 6, and the block that it stands in by 4
            b = 2
            ^
    ");
    assert_snapshot!(check(Language::Python, "def f(x):\n        a = 1\n    b = 2\n"), @"
    line 3: this line is indented by 4, and the block that it stands in by 0
          b = 2
          ^
    ");
    assert_snapshot!(check(Language::Python, "def f(x):\n    a = 1\n\tb = 2\n"), @"
    line 3: this line is indented with other characters than those above it; use spaces, or tabs, for all
      	b = 2
      	^
    ");
    assert_eq!(
        check(
            Language::Python,
            "if x:\n  a = 1; b = 2\n  # far\n      # further\nelse: c = (1 +\n   2)\nclass A:\n\tx = 1\n"
        ),
        ""
    );
}

#[test]
fn python_wants_something_below_a_colon() {
    assert_snapshot!(check(Language::Python, "def f(x):\n    # why\n"), @"
    line 1: nothing is indented below `def f(x):`
      def f(x):
      ^
    ");
    assert_snapshot!(check(Language::Python, "class A:\n    @d\n    def f(self,\n          x):\n\n    def g(self):\n        pass\n"), @"
    line 3: nothing is indented below `def f(self,`
          def f(self,
          ^
    ");
    let check = |text: &str| check(Language::Python, text);
    for head in ["class A:", "if x:", "for x in y:", "while x:", "with x:", "match x:", "async def f():"] {
        assert!(check(&format!("{head}\ny = 1\n")).contains("nothing is indented"), "{head}");
    }
    assert!(check("try:\n    pass\nexcept E:\nelse:\n    pass\n").contains("below `except E:`"));
    assert!(check("if x:\n    pass\nelse:\n").contains("below `else:`"));
    for whole in
        ["def f(): pass\n", "def f():\n    \"\"\"Says.\"\"\"\n", "class A: ...\n", "def f(): return 1;\n"]
    {
        assert_eq!(check(whole), "", "{whole}");
    }
}

#[test]
fn points_at_the_place_after_tabs_and_other_than_ascii() {
    let text = "\té = \"ünï\" +\tλ ]";
    assert_eq!(
        check(Language::JavaScript, text),
        "line 1: unbalanced `]`: it closes nothing; remove it, or open what it closes\n  \té = \"ünï\" +\tλ ]\n  \t           \t  ^"
    );
}

#[test]
fn of_a_long_line_what_stands_around_the_place_is_shown() {
    let text = format!("x = [{}) ]{}\n", "1, ".repeat(2000), "+ [ü]".repeat(2000));
    let errors = Source::parse(Language::Python, &text).errors();
    assert!(errors.iter().all(|error| error.source.len() <= 200 && error.column <= error.source.len()));
    assert_eq!(&errors[0].source[errors[0].column..=errors[0].column], ")");
}

#[test]
fn five_errors_are_shown() {
    let shown = check(Language::Rust, &"fn f() { ] }\n".repeat(8));
    assert_eq!(shown.lines().filter(|line| line.starts_with("line ")).count(), 5);
    assert!(shown.ends_with("\nand 3 more"), "{shown}");
}

/// A sample of each language with its line for a comment.
fn samples() -> Vec<(Language, String, &'static str)> {
    let folder = format!("{}/tests/samples", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = RelPath::parse(path.file_name().unwrap().to_str().unwrap()).unwrap();
        let language = Language::of(&name).unwrap();
        let comment = match language {
            Language::Python | Language::Ruby | Language::Bash | Language::Yaml | Language::Toml => "# why",
            Language::Lua => "-- why",
            Language::Css => "/* why */",
            Language::Html => "<!-- why -->",
            _ => "// why",
        };
        (language, std::fs::read_to_string(path).unwrap(), comment)
    };
    paths.into_iter().map(read).collect()
}

fn with_line(text: &str, at: usize, line: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.insert(at % (lines.len() + 1), line);
    lines.join("\n") + "\n"
}

fn is_clean(language: Language, text: &str) -> bool {
    Source::parse(language, text).errors().is_empty()
}

/// Lines that are wrong wherever they stand in code.
const WRONG: [&str; 8] = [")", "}", "x = ((", "foo(]", "<<<<<<< ours", "```", "] = = [", "{ ( }"];

/// Those that open nothing which another could close.
const STRAY: [&str; 4] = [")", "}", "<<<<<<< ours", "] = = ["];

fn shown(errors: &[SyntaxError]) -> String {
    errors.iter().map(|error| error.render() + "\n").collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A comment, or a whole symbol that comes or goes, elsewhere than the error.
    #[test]
    fn an_edit_elsewhere_makes_no_old_error_new(
        sample in 0_usize..22, wrong in 0..WRONG.len(), at in 0_usize..60, elsewhere in 0_usize..60,
    ) {
        let (language, text, comment) = samples().swap_remove(sample);
        let before = with_line(&text, at, WRONG[wrong]);
        prop_assume!(is_clean(language, &with_line(&text, elsewhere, comment)));
        let after = with_line(&before, elsewhere, comment);
        let new = new_errors(language, &before, &after);
        prop_assert!(new.is_empty(), "{}---\n{after}\n---{}", shown(&new), check(language, &before));
    }

    /// Lines go, lines of elsewhere come, and a part of a line goes: what a look at the whole finds is found.
    #[test]
    fn an_edit_of_a_sound_text_is_looked_at_as_the_whole_would_be(
        sample in 0_usize..22, at in 0_usize..60, gone in 0_usize..4, from in 0_usize..60, taken in 0_usize..4, cut in 0_usize..80,
    ) {
        let (language, text, _) = samples().swap_remove(sample);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (at, from) = (at % lines.len(), from % lines.len());
        let come = lines[from..(from + taken).min(lines.len())].concat();
        let come: String = come.chars().enumerate().filter(|(n, _)| *n < cut || *n > cut + 2).map(|(_, c)| c).collect();
        let after = format!("{}{come}{}", lines[..at].concat(), lines[(at + gone).min(lines.len())..].concat());
        let (new, all) = (new_errors(language, &text, &after), Source::parse(language, &after).errors());
        prop_assert_eq!(new, all, "{}", after);
    }

    #[test]
    fn a_planted_error_is_reported(sample in 0_usize..22, wrong in 0..WRONG.len(), at in 0_usize..60) {
        let (language, text, _) = samples().swap_remove(sample);
        let after = with_line(&text, at, WRONG[wrong]);
        // Within a string, a comment or text it is none.
        prop_assume!(!Source::parse(language, &after).errors().is_empty());
        prop_assert!(!new_errors(language, &text, &after).is_empty());
    }

    /// Though the file was broken before.
    #[test]
    fn an_error_is_reported_beside_an_old_one(
        sample in 0_usize..22, old in 0..STRAY.len(), wrong in 0..WRONG.len(), at in 0_usize..60, elsewhere in 0_usize..60,
    ) {
        let (language, text, _) = samples().swap_remove(sample);
        let places = text.lines().count() + 1;
        let (at, elsewhere) = (at % places, elsewhere % places);
        let before = with_line(&text, at, STRAY[old]);
        let after = with_line(&before, elsewhere + usize::from(elsewhere >= at), WRONG[wrong]);
        prop_assume!(!is_clean(language, &with_line(&text, elsewhere, WRONG[wrong])));
        // YAML is given up as a whole, between tags there is text, and Bash takes brackets for words.
        let is_text = matches!(language, Language::Html | Language::Tsx | Language::Php | Language::Bash);
        prop_assume!(!is_text && language != Language::Yaml);
        prop_assert!(!new_errors(language, &before, &after).is_empty(), "{after}---\n{}---\n{}", check(language, &before), check(language, &after));
    }

    #[test]
    fn no_text_is_too_strange(sample in 0_usize..22, text in "[\\PC\\n\\t]{0,60}") {
        let language = Language::ALL[sample % Language::ALL.len()];
        for error in Source::parse(language, &text).errors() {
            prop_assert!(error.render().contains('^'));
        }
        prop_assert!(new_errors(language, &text, &text).is_empty());
    }
}
