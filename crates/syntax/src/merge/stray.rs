//! Methods that a piece of code writes outside of any class: small models do so where they are asked for a method alone.

use kinglet_domain::language::Language;
use tree_sitter::Node;

use super::head;
use crate::part::{self, Kind, Part};

/// What is a type, in the languages in question.
const TYPES: [&str; 7] = [
    "class_definition",
    "class_declaration",
    "record_declaration",
    "enum_declaration",
    "interface_declaration",
    "struct_item",
    "enum_item",
];

/// The piece with its stray methods in the class that can hold them; `None` if it has none, or if more than one class can.
pub(super) fn housed(
    language: Language,
    (old, file): (Node<'_>, &str),
    (new, piece): (Node<'_>, &str),
) -> Option<String> {
    let (old, new) = (part::of(old, file)?, part::of(new, piece)?);
    let is_stray = |part: &&Part<'_>| is_method(language, part, piece);
    if !new.iter().any(|part| is_stray(&part)) || old.iter().any(|part| is_method(language, part, file)) {
        return None;
    }
    let mut holders = old.iter().filter(|part| holds_methods(language, part));
    let holder = holders.next().filter(|_| holders.next().is_none())?;
    let is_there = |stray: &Part<'_>| old.iter().any(|part| part.key == stray.key);
    if new.iter().any(|part| part.key == holder.key) || new.iter().filter(is_stray).any(is_there) {
        return None;
    }
    // Where types are more than one, a method may belong to any.
    let is_type = |part: &&Part<'_>| TYPES.contains(&part.inner.kind());
    if old.iter().filter(is_type).count() > 1 {
        return None;
    }
    let head = head(file, holder, holder.body?);
    let margin = if language == Language::Python { "    " } else { "" };
    let (mut rest, mut methods, mut at) = (String::new(), String::new(), 0);
    for stray in new.iter().filter(is_stray) {
        rest.push_str(piece.get(at..stray.span.start)?);
        let text = piece.get(stray.span.clone())?.trim_matches('\n');
        // Within a text of several lines, more indentation would be another text; but for that which documents it.
        let texts = text.matches("\"\"\"").count() + text.matches("'''").count();
        let documents = text.lines().nth(1).is_some_and(|line| line.trim_start().starts_with("\"\"\""));
        if language == Language::Python && texts > if documents { 2 } else { 0 } {
            return None;
        }
        for line in text.lines() {
            methods.push_str(if line.trim().is_empty() { "" } else { margin });
            methods = methods + line + "\n";
        }
        methods.push('\n');
        at = stray.span.end;
    }
    rest.push_str(piece.get(at..)?);
    let end = if language == Language::Python { "" } else { "}\n" };
    let begin = if end.is_empty() || head.ends_with('{') { "" } else { " {" };
    let methods = methods.trim_end();
    Some(format!("{}\n\n{head}{begin}\n{methods}\n{end}", rest.trim_end()).trim_start().to_owned())
}

/// Whether a definition takes the object that it is called on, and so belongs into a class.
fn is_method(language: Language, part: &Part<'_>, text: &str) -> bool {
    let node = part.inner;
    let first = || node.child_by_field_name("parameters")?.named_child(0);
    let said = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default();
    match language {
        Language::Rust => first().is_some_and(|it| it.kind() == "self_parameter"),
        Language::Python if node.kind() == "function_definition" => {
            let decorators = text.get(part.start..node.start_byte()).unwrap_or_default();
            first().is_some_and(|it| {
                said(it) == "self" || said(it) == "cls" && decorators.contains("@classmethod")
            })
        }
        Language::Java => node.kind() == "method_declaration",
        _ => false,
    }
}

fn holds_methods(language: Language, part: &Part<'_>) -> bool {
    let is_trait = || part.inner.child_by_field_name("trait").is_some();
    part.kind == Kind::Definition
        && part.body.is_some()
        && match language {
            Language::Rust => part.inner.kind() == "impl_item" && !is_trait(),
            Language::Python => part.inner.kind() == "class_definition",
            _ => ["class_declaration", "record_declaration"].contains(&part.inner.kind()),
        }
}
