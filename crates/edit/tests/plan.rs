//! What edits make of texts, and which edits are refused.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_domain::edit::{Block, Edit};
use kinglet_domain::path::RelPath;
use kinglet_edit::{Plan, plan};

fn path(text: &str) -> RelPath {
    RelPath::parse(text).unwrap()
}

/// The only code here that names the API under test. A "symbol" here is the very text that is to be replaced.
fn planned(root: &Path, edits: &[Edit]) -> String {
    let locate = |_: &RelPath, text: &str, symbol: &str| {
        text.match_indices(symbol).map(|(start, found)| start..start + found.len()).collect()
    };
    match plan(root, edits, &locate) {
        Ok(Plan { changes, .. }) => {
            changes.into_iter().map(|change| String::from_utf8(change.after.unwrap()).unwrap()).collect()
        }
        Err(error) => format!("error: {error}"),
    }
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("f"), text).unwrap();
    planned(root.path(), edits)
}

fn blocks(pairs: &[(&str, &str)]) -> Edit {
    let block = |(search, replace): &(&str, &str)| Block {
        search: (*search).into(),
        replace: (*replace).into(),
        near: None,
    };
    Edit::Replace { path: path("f"), blocks: pairs.iter().map(block).collect(), within: None }
}

fn check(text: &str, search: &str, replace: &str) -> String {
    edited(text, &[blocks(&[(search, replace)])])
}

fn symbol(text: &str, old: &str, new: &str) -> String {
    edited(text, &[Edit::Symbol { path: path("f"), symbol: old.into(), text: new.into() }])
}

fn whole(text: &str, new: &str) -> String {
    edited(text, &[Edit::File { path: path("f"), text: new.into() }])
}

mod rungs {
    use super::*;

    #[test]
    fn exact_lines() {
        assert_eq!(check("a\nb\nc\n", "b\n", "x\ny\n"), "a\nx\ny\nc\n");
        assert_eq!(check("a\nb\nc\n", "b", ""), "a\nc\n");
        assert_eq!(check("    x\nx\n", "x", "y"), "    x\ny\n");
    }

    #[test]
    fn without_trailing_white_space() {
        assert_eq!(check("a  \nb\nc\n", "a\nb \n", "a\nB\n"), "a  \nB\nc\n");
    }

    #[test]
    fn shifted() {
        assert_snapshot!(check("class A:\n    def f(self):\n        return 1\n", "def f(self):\n    return 1", "def f(self):\n    # why\n\n    return 2"), @r"
        class A:
            def f(self):
                # why

                return 2
        ");
        assert_eq!(
            check("fn f() {\n\tg(1);\n}\n", "\t\t\tg(1);", "\t\t\tg(2);\n\t\t\t\th();\n  i();"),
            "fn f() {\n\tg(2);\n\t\th();\n  i();\n}\n"
        );
    }

    #[test]
    fn first_line_without_its_indentation() {
        assert_snapshot!(check("if a:\n    b()\n    c()\n", "b()\n    c()", "x()\n    c()"), @r"
        if a:
            x()
            c()
        ");
    }

    #[test]
    fn without_blank_lines() {
        assert_eq!(check("a\n\nb\n\n\nc\nd\n", "a\nb\n\nc\n", "a\nB\n\nc\n"), "a\n\nB\n\n\nc\nd\n");
        assert_eq!(check("a\nb\n", "\na\n\nb\n\n", "\na\n\nc\n\n"), "a\nc\n");
    }

    #[test]
    fn a_part_of_a_line() {
        assert_eq!(check("x = f(1) + returned\n", "f(1)", "f(2)"), "x = f(2) + returned\n");
        assert_eq!(check("x = g(\r\n  1) # one\r\n", "g(\n  1)", "h(\n  2)"), "x = h(\r\n  2) # one\r\n");
    }

    #[test]
    fn near_enough() {
        let text = "def total(items):\n    # Sum the prices of all the items, in cents.\n    result = 0\n    return result\n";
        let search = "def total(items):\n    # Sum the prices of all items, in cents\n    result = 0\n    return result\n";
        assert_snapshot!(check(text, search, &search.replace("= 0", "= 1")), @r"
        def total(items):
            # Sum the prices of all the items, in cents.
            result = 1
            return result
        ");
    }

    #[test]
    fn several_blocks_in_any_order() {
        assert_eq!(edited("a\nb\nc\n", &[blocks(&[("c", "C"), ("a", "A"), ("c", "C")])]), "A\nb\nC\n");
    }
}

mod repairs {
    use super::*;

    /// What had to be overlooked.
    fn check(text: &str, edit: Edit) -> String {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("f"), text).unwrap();
        plan(root.path(), &[edit], &|_, _, _| std::iter::once(6..11).collect()).unwrap().repairs.join("; ")
    }

    fn within(pairs: &[(&str, &str)]) -> Edit {
        let Edit::Replace { path, blocks, .. } = blocks(pairs) else { unreachable!() };
        Edit::Replace { path, blocks, within: Some("second".into()) }
    }

    #[test]
    fn the_rung_is_told() {
        assert_snapshot!(check("a\nb\n", blocks(&[("b", "c")])), @"");
        assert_snapshot!(check("a\nb  \n", blocks(&[("b", "c")])), @"f: line 2: matched but for white space at the ends of lines");
        assert_snapshot!(check("a\n\tb\n", blocks(&[("    b", "    c")])), @"f: line 2: matched but for the indentation");
        assert_snapshot!(check("a\n\nb\n", blocks(&[("a\nb", "c")])), @"f: line 1: matched but for blank lines");
        assert_snapshot!(check("one long line of text here\n", blocks(&[("one long line of text  here.", "c")])), @"f: line 1: matched nearly: 93 % alike");
        assert_snapshot!(check("a\nb\n", blocks(&[("2 | b", "2 | c")])), @"f: left out pasted line numbers");
        assert_snapshot!(check("x = 1\nx = 1\n", within(&[("x = 1", "x = 2")])), @"f: line 2: matched, in the symbol that is meant");
    }
}

mod ranges {
    use super::*;
    use kinglet_domain::action::Lines;
    use kinglet_domain::unit::Line;

    fn check(text: &str, (first, last): (u32, u32), (starts, ends): (&str, &str), new: &str) -> String {
        let lines = Lines::new(Line::new(first).unwrap(), Line::new(last).unwrap()).unwrap();
        let (starts, ends, text_of) = (starts.into(), ends.into(), new.into());
        edited(text, &[Edit::Lines { path: path("f"), lines, starts, ends, text: text_of }])
    }

    #[test]
    fn numbers_that_are_off_are_corrected() {
        let text = "a\nb\r\nc\nd\nb\nx\n";
        assert_eq!(check(text, (2, 3), ("b", "c"), "B\n"), "a\nB\r\nd\nb\nx\n");
        assert_eq!(check(text, (3, 4), ("b", "c"), "B\n"), "a\nB\r\nd\nb\nx\n");
        assert_eq!(check(text, (1, 9), ("c", "x"), "y\n"), "a\nb\r\ny\n");
        assert_snapshot!(check(text, (1, 1), ("b", "b"), "B\n"), @"error: f: what the lines should hold is there at lines 2 and 5; give the right numbers");
        assert_snapshot!(check(text, (9, 9), ("z", "z"), "B\n"), @"
        error: f: lines 9-9 do not begin and end as expected; the closest lines are:
        5| b
        6| x
        ");
        assert_snapshot!(check(text, (2, 3), ("", "c"), "B\n"), @"error: f: the lines are given by their numbers alone; give the text of the first and of the last of them, too");
    }
}

mod misses {
    use super::*;

    #[test]
    fn two_matches() {
        assert_snapshot!(check("x\ny\nx\n", "x", "z"), @"error: f: the SEARCH text matches at lines 1 and 3; add neighbouring lines to tell them apart");
        assert_snapshot!(check("  x;\n    x;\n", "x;", "z;"), @"error: f: the SEARCH text matches at lines 1 and 2; add neighbouring lines to tell them apart");
        assert_snapshot!(check("f(x) + f(x)\n", "f(x)", "z"), @"error: f: the SEARCH text matches at lines 1 and 1; add neighbouring lines to tell them apart");
    }

    #[test]
    fn two_near_matches() {
        let text = "let first_value = compute_something(1);\nlet first_value = compute_something(2);\n";
        assert_snapshot!(check(text, "let first_value = compute_something(3);", "z"), @"error: f: the SEARCH text matches at lines 1 and 2; add neighbouring lines to tell them apart");
    }

    #[test]
    fn shows_the_closest_lines() {
        assert_snapshot!(check("import os\n\ndef total(items, tax):\n    return sum(items) * tax\n\n\n# end\nx = 1\n", "def total(items):\n    return sum(items)\n", ""), @r"
        error: f: the SEARCH text is not in the file; the closest lines are:
        1| import os
        2| 
        3| def total(items, tax):
        4|     return sum(items) * tax
        5| 
        6| 
        ");
        assert_snapshot!(check("abc\n", "xyz", ""), @"error: f: the SEARCH text is not in the file; and nothing there resembles it");
    }

    #[test]
    fn not_within_a_word() {
        assert_snapshot!(check("abandon\n", "band", ""), @r"
        error: f: the SEARCH text is not in the file; the closest lines are:
        1| abandon
        ");
    }

    #[test]
    fn empty_search() {
        assert_snapshot!(check("a\n", " \n", "x"), @"error: f: the SEARCH text is empty; copy the lines to be replaced from the file");
        assert_eq!(check("", "", "x\n"), "x\n");
    }

    #[test]
    fn overlapping_blocks() {
        assert_snapshot!(edited("a\nb\nc\n", &[blocks(&[("a\nb", "x"), ("b\nc", "y")])]), @"error: f: two SEARCH texts overlap at line 2; join them into one");
    }

    #[test]
    fn nothing_changed() {
        assert_snapshot!(check("a\n", "a", "a"), @"error: the edit of f changes nothing; what it writes is there already");
        assert_snapshot!(whole("a\r\n", "a"), @"error: the edit of f changes nothing; what it writes is there already");
    }
}

mod style {
    use super::*;

    #[test]
    fn line_ends_are_those_of_the_surroundings() {
        assert_eq!(check("a\r\nb\r\nc\r\n", "b\n", "x\ny\n"), "a\r\nx\r\ny\r\nc\r\n");
        assert_eq!(check("a\nb\r\nc\n", "b\n", "x\ny"), "a\nx\r\ny\r\nc\n");
        assert_eq!(check("a\nb\r\nc\n", "a\nb\nc", "a\nb\nx"), "a\nb\r\nx\n");
        assert_eq!(whole("a\r\nb\r\n", "a\nc\nb\n"), "a\r\nc\r\nb\r\n");
        assert_eq!(symbol("a {\r\n}\r\nb\r\n", "a {\r\n}", "a {\n  x\n}\n"), "a {\r\n  x\r\n}\r\nb\r\n");
    }

    #[test]
    fn a_missing_last_newline_stays_missing() {
        assert_eq!(check("a\nb", "b\n", "x\ny\n"), "a\nx\ny");
        assert_eq!(check("a\nb", "a\n", "x"), "x\nb");
        assert_eq!(check("a\nb", "b", "b\nc"), "a\nb\nc");
        assert_eq!(whole("a\nb", "x\n"), "x");
        assert_eq!(whole("a\n", "x"), "x\n");
        assert_eq!(symbol("f()", "f()", "g()\n"), "g()");
    }

    #[test]
    fn a_byte_order_mark_stays() {
        assert_eq!(check("\u{feff}a\nb\n", "a", "x"), "\u{feff}x\nb\n");
        assert_eq!(check("\u{feff}a\nb\n", "\u{feff}a", "\u{feff}x"), "\u{feff}x\nb\n");
        assert_eq!(whole("\u{feff}a\n", "x\n"), "\u{feff}x\n");
        assert_eq!(symbol("\u{feff}a\n", "a", "x"), "\u{feff}x\n");
    }
}

mod symbols {
    use super::*;

    const CLASS: &str = "class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        pass\n";
    const METHOD: &str = "def f(self):\n        return 1";

    #[test]
    fn written_at_the_margin() {
        assert_snapshot!(symbol(CLASS, METHOD, "def f(self):\n    x = [\n        1,\n    ]\n\n    return x\n"), @r"
        class A:
            def f(self):
                x = [
                    1,
                ]

                return x

            def g(self):
                pass
        ");
    }

    #[test]
    fn written_in_place() {
        for new in [
            "    def f(self):\n        return 2\n",
            "def f(self):\n        return 2",
            "  def f(self):\n      return 2",
        ] {
            assert_eq!(symbol(CLASS, METHOD, new), CLASS.replace('1', "2"), "{new}");
        }
    }

    #[test]
    fn braces_tell_where_it_was_written() {
        let text = "impl A {\n    fn f() {\n        1\n    }\n}\n";
        let old = "fn f() {\n        1\n    }";
        for new in
            ["fn f() {\n    2\n}\n", "fn f() {\n        2\n    }\n", "    fn f() {\n        2\n    }\n"]
        {
            assert_eq!(symbol(text, old, new), text.replace('1', "2"), "{new}");
        }
    }

    #[test]
    fn words_before_it_are_not_doubled() {
        assert_eq!(
            symbol("export function f() {}\n", "function f() {}", "export function f() { x }"),
            "export function f() { x }\n"
        );
    }

    #[test]
    fn it_is_not_joined_with_the_next_line() {
        assert_eq!(symbol("f\ng\n", "f\n", "x"), "x\ng\n");
        assert_eq!(symbol("f\ng\n", "f", "x\n\n"), "x\ng\n");
        assert_eq!(symbol("f; g\n", "f", "x\n"), "x; g\n");
    }

    #[test]
    fn it_must_be_there_once() {
        assert_snapshot!(symbol("a\n", "b", "c"), @"error: f defines no `b`; check the name, qualified like `Class.method`");
        assert_snapshot!(symbol("a\na\n", "a", "c"), @"error: f defines `a` at lines 1 and 2; replace it by SEARCH/REPLACE instead");
    }
}

mod characters {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_not_brought_in() {
        assert_snapshot!(symbol("f\n", "f", "# \u{1b}]0;x\u{7}"), @"error: the edit of f brings in the character U+001B, which cannot be seen; leave it out, or write it as an escape");
        assert_snapshot!(check("a\nb\n", "b", "# \u{202e} evil"), @"error: the edit of f brings in the character U+202E, which cannot be seen; leave it out, or write it as an escape");
        for c in "\u{0}\u{c}\u{7f}\u{9b}\u{61c}\u{200b}\u{2066}\u{feff}\u{e0041}".chars() {
            assert!(whole("a\n", &format!("a{c}\n")).starts_with("error: "), "{}", c.escape_unicode());
        }
        assert_eq!(
            whole("a\n", "\tnaïve ❤\u{fe0f} \u{200d}\u{200c} 日本\n"),
            "\tnaïve ❤\u{fe0f} \u{200d}\u{200c} 日本\n"
        );
    }

    #[test]
    fn what_is_there_may_stay() {
        assert_eq!(check("a\u{c}\nb\n", "b", "c\u{c}"), "a\u{c}\nc\u{c}\n");
    }
}

mod files {
    use super::*;

    fn in_folder(prepare: impl FnOnce(&Path), edit: &Edit) -> String {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir(&root).unwrap();
        prepare(&root);
        planned(&root, std::slice::from_ref(edit))
    }

    fn create(name: &str) -> Edit {
        Edit::Create { path: path(name), text: "new\n".into() }
    }

    fn write(name: &str) -> Edit {
        Edit::File { path: path(name), text: "new\n".into() }
    }

    #[test]
    fn edits_of_one_file_follow_each_other() {
        let edits = [blocks(&[("a", "b")]), blocks(&[("b", "c")])];
        assert_eq!(edited("a\n", &edits), "c\n");
        let edits = [create("g"), Edit::File { path: path("g"), text: "newer\n".into() }];
        assert_eq!(edited("a\n", &edits), "newer\n");
    }

    #[test]
    fn creation() {
        assert_eq!(in_folder(|_| {}, &create("a/b/c")), "new\n");
        assert_snapshot!(in_folder(|root| fs::write(root.join("f"), "").unwrap(), &create("f")), @"error: f exists already; edit it instead of creating it");
        assert_snapshot!(in_folder(|root| fs::create_dir(root.join("f")).unwrap(), &create("f")), @"error: f is not a regular file");
        assert_snapshot!(in_folder(|root| fs::write(root.join("f"), "").unwrap(), &create("f/g")), @"error: f/g is not a regular file");
        assert_snapshot!(in_folder(|_| {}, &write("f")), @"error: f does not exist; check the path, or create the file");
    }

    #[test]
    fn removal_and_renaming() {
        let write = |root: &Path| fs::write(root.join("f"), b"\xff\0").unwrap();
        let link = |root: &Path| std::os::unix::fs::symlink("nowhere", root.join("f")).unwrap();
        let (delete, rename) =
            (Edit::Delete { path: path("f") }, Edit::Rename { path: path("f"), to: path("f/g") });
        assert_snapshot!(in_folder(|_| {}, &delete), @"error: f does not exist; check the path, or create the file");
        assert_snapshot!(in_folder(link, &delete), @"error: f is not a regular file");
        assert_snapshot!(in_folder(write, &rename), @"error: f/g is not a regular file");
        assert_snapshot!(in_folder(write, &Edit::Rename { path: path("f"), to: path(".vscode/g") }), @"error: .vscode/g may not be edited: `.vscode` is protected");
    }

    #[test]
    fn protected_names() {
        assert_snapshot!(in_folder(|_| {}, &create(".vscode/tasks.json")), @"error: .vscode/tasks.json may not be edited: `.vscode` is protected");
        assert_snapshot!(in_folder(|_| {}, &create("a/.MCP.json")), @"error: a/.MCP.json may not be edited: `.MCP.json` is protected");
        let link = |root: &Path| {
            fs::create_dir_all(root.join(".git/hooks")).unwrap();
            std::os::unix::fs::symlink(".git/hooks", root.join("harmless")).unwrap();
        };
        assert_snapshot!(in_folder(link, &create("harmless/pre-commit")), @"error: harmless/pre-commit may not be edited: `.git` is protected");
    }

    #[test]
    fn links() {
        use std::os::unix::fs::symlink;
        let outside = |root: &Path| {
            fs::create_dir(root.join("../outside")).unwrap();
            fs::write(root.join("../outside/f"), "x").unwrap();
            symlink("../outside", root.join("folder")).unwrap();
            symlink("../outside/f", root.join("file")).unwrap();
            symlink("nowhere", root.join("dangling")).unwrap();
            fs::write(root.join("inside"), "x\n").unwrap();
            symlink("inside", root.join("link")).unwrap();
        };
        assert_snapshot!(in_folder(outside, &write("folder/f")), @"error: folder/f leads outside the repository through a symbolic link; edit the real file there yourself");
        assert_snapshot!(in_folder(outside, &create("folder/g")), @"error: folder/g leads outside the repository through a symbolic link; edit the real file there yourself");
        assert_snapshot!(in_folder(outside, &write("file")), @"error: file leads outside the repository through a symbolic link; edit the real file there yourself");
        assert_snapshot!(in_folder(outside, &create("dangling")), @"error: dangling is not a regular file");
        assert_eq!(in_folder(outside, &write("link")), "new\n");
    }

    #[test]
    fn not_text() {
        assert_snapshot!(in_folder(|root| fs::write(root.join("f"), b"a\0b").unwrap(), &write("f")), @"error: f is a binary file; only text is edited");
        assert_snapshot!(in_folder(|root| fs::write(root.join("f"), b"caf\xe9").unwrap(), &write("f")), @"error: f is not UTF-8; convert it first");
        let large = |root: &Path| fs::File::create(root.join("f")).unwrap().set_len(1 << 31).unwrap();
        assert_snapshot!(in_folder(large, &write("f")), @"error: f is larger than 8388608 bytes, the most that is edited");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn not_regular() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let fifo = |root: &Path| mknodat(CWD, root.join("f"), FileType::Fifo, Mode::RWXU, 0).unwrap();
        assert_snapshot!(in_folder(fifo, &write("f")), @"error: f is not a regular file");
        assert_snapshot!(in_folder(|root| fs::create_dir(root.join("f")).unwrap(), &write("f")), @"error: f is not a regular file");
    }
}
