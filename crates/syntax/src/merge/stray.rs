//! Methods that a piece of code writes outside of any class: small models do so where they are asked for a method alone.

use kinglet_domain::language::Language;
use tree_sitter::Node;

use super::head;
use crate::part::{self, Kind, Part};

/// The piece with its stray methods in the class that can hold them; `None` if it has none, or if more than one class can.
pub(super) fn housed(
    language: Language,
    (old, file): (Node<'_>, &str),
    (new, piece): (Node<'_>, &str),
) -> Option<String> {
    let (old, new) = (part::of(old, file)?, part::of(new, piece)?);
    let is_stray = |part: &&Part<'_>| is_method(language, part.inner, piece);
    if !new.iter().any(|part| is_stray(&part)) || old.iter().any(|part| is_method(language, part.inner, file))
    {
        return None;
    }
    let mut holders = old.iter().filter(|part| holds_methods(language, part));
    let holder = holders.next().filter(|_| holders.next().is_none())?;
    if new.iter().any(|part| part.key == holder.key) {
        return None;
    }
    let head = head(file, holder, holder.body?);
    let margin = if language == Language::Python { "    " } else { "" };
    let (mut rest, mut methods, mut at) = (String::new(), String::new(), 0);
    for stray in new.iter().filter(is_stray) {
        rest.push_str(piece.get(at..stray.span.start)?);
        for line in piece.get(stray.span.clone())?.trim_matches('\n').lines() {
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
fn is_method(language: Language, node: Node<'_>, text: &str) -> bool {
    let first = || node.child_by_field_name("parameters")?.named_child(0);
    let said = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default();
    match language {
        Language::Rust => first().is_some_and(|it| it.kind() == "self_parameter"),
        Language::Python => {
            node.kind() == "function_definition"
                && first().is_some_and(|it| matches!(said(it), "self" | "cls"))
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
            _ => ["class_declaration", "record_declaration", "enum_declaration"].contains(&part.inner.kind()),
        }
}
