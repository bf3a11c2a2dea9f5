use insta::assert_snapshot;

use super::*;

/// The only code here that names the API under test.
fn check(reply: &str) -> String {
    match read_edits(reply) {
        Ok(Proposals { proposals, repairs }) => {
            let shown: Vec<String> = proposals.iter().map(|it| format!("{it:?}")).collect();
            let repairs = repairs.iter().map(|repair| format!("({repair})"));
            shown.into_iter().chain(repairs).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn reads_blocks() {
    assert_snapshot!(check("src/a.py\n```python\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n```\n"), @r#"Edit(Replace { path: RelPath("src/a.py"), blocks: [Block { search: "x\n", replace: "y\n" }], within: None })"#);
}
