//! A line that the model would rather have had further up: a branch that begins with the line that follows is meant to change the
//! order of two lines, not to leave one out. Pure.

use kinglet_domain::edit::Edit;

/// What an answer means that only leaves out one line: the next one goes before it. With what had to be mended in the answer.
///
/// - `before`: the piece as it stands.
pub(crate) fn shifted(before: &str, edit: Edit, mut repairs: Vec<String>) -> (Edit, Vec<String>) {
    let Edit::Symbol { path, symbol, text } = edit else { return (edit, repairs) };
    let moved = with_line_moved(before, &text);
    if moved.is_some() {
        repairs.push("changed the order of two lines instead of leaving one out".to_owned());
    }
    (Edit::Symbol { path, symbol, text: moved.unwrap_or(text) }, repairs)
}

/// The text with the line moved up that stands where another one was left out; `None` if there is no such line.
fn with_line_moved(before: &str, after: &str) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let said = |line: &&str| line.trim().to_owned();
    let at = old.iter().zip(&new).position(|(old, new)| said(old) != said(new))?;
    let rest =
        |lines: &[&str], from: usize| lines.get(from..).map(|it| it.iter().map(said).collect::<Vec<_>>());
    if old.len() != new.len() + 1 || rest(&old, at + 1) != rest(&new, at) {
        return None;
    }
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (left_out, moved) = (*old.get(at)?, *old.get(at + 1)?);
    // Lines of two blocks do not change places.
    if indent(left_out) != indent(moved) || !is_statement(left_out) || !is_statement(moved) {
        return None;
    }
    let mut lines = old.clone();
    lines.swap(at, at + 1);
    Some(lines.join("\n") + if before.ends_with('\n') { "\n" } else { "" })
}

/// Whether a line is a statement of its own, after which the next one is reached.
fn is_statement(line: &str) -> bool {
    let line = line.trim();
    let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let leaves = matches!(word, "return" | "break" | "continue" | "raise" | "throw");
    let is_whole = !line.ends_with(['{', '(', '[', ',', ':']) && !line.starts_with(['}', ')', ']']);
    !line.is_empty() && is_whole && !leaves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(before: &str, after: &str) -> String {
        with_line_moved(before, after).unwrap_or_else(|| "as it is".to_owned())
    }

    #[test]
    fn a_line_that_stands_where_another_was_left_out_goes_before_it() {
        let before = "void move(int to) {\n    at = to;\n    history.add(at);\n    draw();\n}\n";
        let after = "void move(int to) {\n    history.add(at);\n    draw();\n}\n";
        assert_eq!(
            moved(before, after),
            "void move(int to) {\n    history.add(at);\n    at = to;\n    draw();\n}\n"
        );
    }

    #[test]
    fn what_is_left_out_before_an_end_or_a_block_stays_so() {
        for (before, after) in [
            ("f() {\n    a();\n}\n", "f() {\n}\n"),
            ("f() {\n    a();\n    return b;\n}\n", "f() {\n    return b;\n}\n"),
            ("f() {\n    if (a) {\n    b();\n    }\n}\n", "f() {\n    b();\n    }\n}\n"),
            ("f() {\n    a();\n    b();\n    c();\n}\n", "f() {\n    c();\n}\n"),
            ("f() {\n    a();\n}\n", "f() {\n    a();\n}\n"),
            ("f() {\n    a();\n    b();\n}\n", "f() {\n    x();\n}\n"),
        ] {
            assert_eq!(moved(before, after), "as it is", "{before}");
        }
    }
}
