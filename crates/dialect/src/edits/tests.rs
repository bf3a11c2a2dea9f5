use insta::assert_snapshot;
use kinglet_domain::path::RelPath;
use proptest::prelude::*;

use super::*;

/// The only code here that names the reader. What it makes of whole replies is shown by the corpus of `agent`.
fn check(reply: &str) -> String {
    match read_edits(reply) {
        Ok(Proposals { proposals, repairs }) => {
            let shown = proposals.iter().map(|it| format!("{it:?}"));
            let repairs = repairs.iter().map(|repair| format!("({repair})"));
            shown.chain(repairs).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("error: {error}"),
    }
}

/// What code is taken for, beside a file.
fn placed(existing: &str, code: &str) -> String {
    let path = RelPath::parse("a.py").unwrap();
    match settle(&path, None, code, Some(existing)) {
        Ok(edits) => edits
            .iter()
            .map(|edit| match edit {
                Edit::Symbol { symbol, .. } => symbol.as_str(),
                Edit::File { .. } => "the file",
                _ => "something else",
            })
            .collect::<Vec<_>>()
            .join(", "),
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn the_file_is_the_one_that_is_named_last() {
    let block = "<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n";
    assert_snapshot!(check(&format!("a.py\n```python\n{block}```\n")), @r#"Edit(Replace { path: RelPath("a.py"), blocks: [Block { search: "x\n", replace: "y\n", near: None }], within: None })"#);
    assert_snapshot!(check(&format!("### `a.py`\n\nSee `b.py`, too.\n\n{block}\nand\n{block}")), @r#"
    Edit(Replace { path: RelPath("a.py"), blocks: [Block { search: "x\n", replace: "y\n", near: None }], within: None })
    Edit(Replace { path: RelPath("a.py"), blocks: [Block { search: "x\n", replace: "y\n", near: None }], within: None })
    "#);
    assert_snapshot!(check("## a.py\n\n```python\nx = 1\n```\n\n```sh\npytest\n```\n"), @r#"
    Code { path: RelPath("a.py"), symbol: None, text: "x = 1\n" }
    (left out the sh at line 7: no file is named for it)
    "#);
}

#[test]
fn code_is_the_file_or_its_symbols() {
    const FILE: &str = "import os\n\n\nclass A:\n    n = 1\n\n    def f(self):\n        pass\n\n    def g(self):\n        pass\n\n\ndef h():\n    pass\n\n\nif __name__ == '__main__':\n    h()\n";
    assert_snapshot!(placed(FILE, &FILE.replace("n = 1", "n = 2")), @"the file");
    assert_snapshot!(placed(FILE, "def h():\n    return 1\n"), @"h");
    assert_snapshot!(placed(FILE, "import os\n\n\nclass A:\n    def g(self):\n        return 1\n\n\ndef h():\n    return 1\n"), @"error: it is not clear what the code for a.py takes the place of: it begins like the file but leaves out `A.f`; give the whole file, whole functions, or SEARCH/REPLACE blocks");
    assert_snapshot!(placed(FILE, "class A:\n    def g(self):\n        return 1\n"), @"A.g");
    assert_snapshot!(placed(FILE, "class A:\n    n = 2\n\n    def g(self):\n        return 1\n"), @"error: it is not clear what the code for a.py takes the place of: `    n = 2` is not in the file and belongs to nothing that the code defines; give the whole file, whole functions, or SEARCH/REPLACE blocks");
    assert_snapshot!(placed(FILE, FILE.split("if __name__").next().unwrap()), @"error: it is not clear what the code for a.py takes the place of: it begins like the file but leaves out some of it; give the whole file, whole functions, or SEARCH/REPLACE blocks");
}

proptest! {
    #[test]
    fn never_panics(reply in "(```|~~~|a\\.py\n|<<<<<<< SEARCH\n|=======\n|>>>>>>> REPLACE\n|\\{\"path\":\"a.py\"|\"search\":|,|\\}|--- a/a.py\n|\\+\\+\\+ b/a.py\n|@@\n|\\*\\*\\* Begin Patch\n|\\*\\*\\* Update File: a.py\n|\\*\\*\\* End Patch|\n|[-+ ]x\n|\\PC){0,30}") {
        check(&reply);
        placed("def f():\n    pass\n", &reply);
    }
}
