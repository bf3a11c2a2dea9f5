//! Words that begin what another word ends.

use kinglet_domain::language::Language;
use tree_sitter::Node;

/// The first word in what the parser did not understand that is never ended, and what would end it.
pub(super) fn unended(language: Language, broken: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let mut open: Vec<(Node<'_>, &'static str)> = Vec::new();
    let mut row = None;
    for node in broken.children(&mut broken.walk()).filter(|node| !node.is_named()) {
        let begins_line = row != Some(node.start_position().row);
        row = Some(node.end_position().row);
        if let Some(end) = end_of(language, node.kind()) {
            // `x if y` of Ruby needs no end.
            if begins_line || !matches!(node.kind(), "if" | "unless" | "while" | "until") {
                open.push((node, end));
            }
        } else if open.last().is_some_and(|(_, end)| *end == node.kind()) {
            open.pop();
        }
    }
    open.into_iter().next()
}

fn end_of(language: Language, word: &str) -> Option<&'static str> {
    Some(match (language, word) {
        (Language::Bash, "if") => "fi",
        (Language::Bash, "case") => "esac",
        (Language::Bash, "do") => "done",
        (Language::Lua, "repeat") => "until",
        (Language::Lua, "if" | "do" | "function")
        | (
            Language::Ruby,
            "def" | "class" | "module" | "if" | "unless" | "while" | "until" | "case" | "begin" | "do"
            | "for",
        ) => "end",
        _ => return None,
    })
}
