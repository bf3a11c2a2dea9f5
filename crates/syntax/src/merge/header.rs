//! What belongs into a header of C: a function is declared there, and defined elsewhere.

use tree_sitter::{Node, Tree};

/// The piece with its functions declared alone; `None` if the file is no header, or defines functions itself.
pub(super) fn declared((file, known): (Node<'_>, &str), tree: &Tree, piece: &str) -> Option<String> {
    if !is_guard(file) || any(file, |node| node.kind() == "function_definition") {
        return None;
    }
    let mut cursor = tree.root_node().walk();
    let (mut text, mut at, mut has_definitions) = (String::new(), 0, false);
    for function in tree.root_node().named_children(&mut cursor) {
        let said = piece.get(function.byte_range())?;
        match function.kind() {
            "function_definition" => has_definitions = true,
            // What the definitions need is included where they stand: the header by itself would be a circle.
            "preproc_include" if !known.contains(said.trim()) => {
                text.push_str(piece.get(at..function.start_byte())?);
                at = function.end_byte();
                continue;
            }
            _ => continue,
        }
        let body = function.child_by_field_name("body")?;
        let head = piece.get(function.start_byte()..body.start_byte())?.trim_end();
        text.push_str(piece.get(at..function.start_byte())?);
        if head.starts_with("inline ") || head.starts_with("static inline ") {
            text.push_str(piece.get(function.byte_range())?);
        } else if !head.starts_with("static ") {
            text = text + head + ";";
        }
        at = function.end_byte();
    }
    text.push_str(piece.get(at..)?);
    has_definitions.then_some(text)
}

/// Whether a node is what a header's guard surrounds, or a header that says so in another way.
fn is_guard(file: Node<'_>) -> bool {
    file.kind() == "preproc_ifdef" || any(file, |node| node.kind() == "preproc_call")
}

fn any(parent: Node<'_>, is_it: impl Fn(Node<'_>) -> bool) -> bool {
    let mut cursor = parent.walk();
    let mut children = parent.named_children(&mut cursor);
    children.any(is_it)
}
