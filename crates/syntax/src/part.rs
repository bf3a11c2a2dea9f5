//! What a file consists of: its imports, its definitions and its statements, each with what belongs to it.

use std::ops::Range;

use tree_sitter::Node;

use crate::code::is_comment;

/// A part of a file, or of a class: whole lines.
#[derive(Debug, Clone)]
pub(crate) struct Part<'tree> {
    /// What tells it from its neighbours; parts of two versions of a file that have the same are the same part.
    pub(crate) key: String,
    /// Its name, or its first line.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// From the comments and attributes right above it to the end of its last line, in bytes.
    pub(crate) span: Range<usize>,
    /// Where it begins itself, in bytes.
    pub(crate) start: usize,
    /// The definition within its decorators or its `export`.
    pub(crate) inner: Node<'tree>,
    /// What lies in it, if it is one of those that hold others.
    pub(crate) body: Option<Node<'tree>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Import,
    Definition,
    Statement,
    /// A statement that stands at the end of a file, or tests that do.
    Last,
}

/// Definitions that hold others by name; what else a definition holds is written with it.
const HOLDERS: [&str; 19] = [
    "class",
    "class_definition",
    "class_declaration",
    "abstract_class_declaration",
    "class_specifier",
    "impl_item",
    "trait_item",
    "mod_item",
    "interface_declaration",
    "enum_declaration",
    "object_declaration",
    "object_definition",
    "trait_definition",
    "trait_declaration",
    "protocol_declaration",
    "record_declaration",
    "namespace_definition",
    "namespace_declaration",
    "module",
];

const IMPORTS: [&str; 14] = [
    "import_statement",
    "import_from_statement",
    "future_import_statement",
    "use_declaration",
    "extern_crate_declaration",
    "import_declaration",
    "import_header",
    "import",
    "preproc_include",
    "package_declaration",
    "package_clause",
    "package_header",
    "using_directive",
    "namespace_use_declaration",
];

/// The parts of a node, in order; `None` if two of them share a line.
pub(crate) fn of<'tree>(parent: Node<'tree>, text: &str) -> Option<Vec<Part<'tree>>> {
    let mut parts: Vec<Part<'tree>> = Vec::new();
    // Where comments and attributes began that the next part may belong to, and the row that they end in.
    let mut lead: Option<(usize, usize)> = None;
    let mut cursor = parent.walk();
    let guard = parent.child_by_field_name("name").filter(|_| parent.kind() == "preproc_ifdef");
    for node in parent.named_children(&mut cursor).filter(|node| Some(*node) != guard) {
        let begins = line_start(text, node.start_byte());
        let is_alone = text.get(begins..node.start_byte())?.trim().is_empty();
        if is_lead(node) {
            let ends_in = node.end_position().row - usize::from(node.end_position().column == 0);
            if is_alone {
                let above = lead.filter(|(_, row)| row + 1 == node.start_position().row);
                lead = Some((above.map_or(begins, |(start, _)| start), ends_in));
            }
            continue;
        }
        let above = lead.take().filter(|(_, row)| row + 1 == node.start_position().row);
        let end = line_end(text, node.end_byte());
        let rest =
            text.get(node.end_byte().min(end)..end)?.trim().trim_start_matches([';', ',']).trim_start();
        let is_last = rest.is_empty() || ["//", "#", "/*", "--"].iter().any(|mark| rest.starts_with(mark));
        if !is_alone || !is_last {
            return None;
        }
        let span = above.map_or(begins, |(start, _)| start)..end;
        parts.push(part(node, span, text));
    }
    Some(parts)
}

fn part<'tree>(node: Node<'tree>, span: Range<usize>, text: &str) -> Part<'tree> {
    let inner = ["definition", "declaration"].iter().find_map(|field| node.child_by_field_name(field));
    let inner = inner.unwrap_or(node);
    let (of, start) = (|node: Node<'_>| text.get(node.byte_range()).unwrap_or_default(), node.start_byte());
    let first_line = of(node).lines().next().unwrap_or_default().trim().to_owned();
    let body = inner.child_by_field_name("body").filter(|_| HOLDERS.contains(&inner.kind()));
    let made =
        |kind, key: String, name: String| Part { key, name, kind, span: span.clone(), start, inner, body };
    if IMPORTS.contains(&node.kind()) {
        return made(Kind::Import, words(of(node)), first_line);
    }
    match name(inner, text) {
        Some(name) if name == "tests" && inner.kind() == "mod_item" => made(Kind::Last, name.clone(), name),
        Some(name) => {
            let class = match inner.kind() {
                "impl_item" => "impl ",
                // What C declares it defines elsewhere; in TypeScript, types have names of their own.
                "declaration" => "declaration ",
                "interface_declaration" | "type_alias_declaration" => "type ",
                "singleton_method" => "self.",
                "object_definition" => "object ",
                _ => accessor(node, inner, text),
            };
            let is_list = matches!(name.as_str(), "module.exports" | "__all__");
            made(if is_list { Kind::Last } else { Kind::Definition }, format!("{class}{name}"), name)
        }
        None => {
            let is_export = node.kind() == "export_statement" && first_line.starts_with("export {");
            let is_list = is_export && !of(node).contains(" from ");
            let is_main = first_line.starts_with("if __name__");
            let key = match (is_list, is_main) {
                (true, _) => "export {".to_owned(),
                (_, true) => "if __name__".to_owned(),
                // `test('a name', () => {` names what it begins.
                _ if first_line.contains(['\'', '"', '`']) && !first_line.ends_with(['(', '[']) => {
                    first_line.clone()
                }
                _ => words(of(node)),
            };
            made(if is_list || is_main { Kind::Last } else { Kind::Statement }, key, first_line)
        }
    }
}

/// What sets those apart that share a name: what reads it, what sets it, what extends it.
fn accessor(node: Node<'_>, inner: Node<'_>, text: &str) -> &'static str {
    let of = |range: Range<usize>| text.get(range).unwrap_or_default();
    let (before, code) = (of(node.start_byte()..inner.start_byte()), of(inner.byte_range()));
    let begins = |word: &str| code.trim_start_matches("static ").starts_with(word);
    if before.contains(".setter") || begins("set ") {
        "set "
    } else if before.contains(".deleter") {
        "delete "
    } else if begins("get ") {
        "get "
    } else if begins("extension ") {
        "extension "
    } else {
        ""
    }
}

/// The name of a definition.
fn name(node: Node<'_>, text: &str) -> Option<String> {
    let of = |node: Node<'_>| text.get(node.byte_range()).map(words);
    let field = |field: &str| node.child_by_field_name(field);
    match node.kind() {
        "impl_item" => text.get(node.start_byte()..field("body")?.start_byte()).map(words),
        "command" => None,
        // Of a group, which is no one of its names.
        "type_declaration" | "const_declaration" | "var_declaration"
            if of(node)?.split(' ').nth(1).is_some_and(|word| word.starts_with('(')) =>
        {
            None
        }
        // What is taken apart is named by what it comes from.
        "variable_declarator" if of(field("name")?)?.starts_with('{') => of(field("value")?),
        // `let a = 1`, `var a = 1`, `type a int`: the name lies in what is declared.
        "lexical_declaration"
        | "variable_declaration"
        | "type_declaration"
        | "const_declaration"
        | "var_declaration"
        | "expression_statement"
        | "field_declaration" => {
            field("declarator").or_else(|| node.named_child(0)).and_then(|inner| name(inner, text))
        }
        "assignment" | "assignment_expression" => of(field("left")?),
        "method_declaration" => {
            let named = of(field("name")?)?;
            let receiver = field("receiver").and_then(of);
            let of_type =
                receiver.as_deref().and_then(|it| it.trim_end_matches(')').split([' ', '*']).next_back());
            Some(of_type.map_or(named.clone(), |it| format!("{it}.{named}")))
        }
        _ => match (field("name"), field("declarator")) {
            (Some(named), _) => of(named),
            (None, Some(declarator)) => declared(declarator, text),
            (None, None) => None,
        },
    }
}

/// What a declarator of C declares: `(*f)(int)` declares `f`.
fn declared(node: Node<'_>, text: &str) -> Option<String> {
    match node.child_by_field_name("declarator") {
        Some(inner) => declared(inner, text),
        None if node.kind() == "parenthesized_declarator" => declared(node.named_child(0)?, text),
        None => text.get(node.byte_range()).map(words),
    }
}

/// What tells a definition from another of its name: its decorators and parameters.
pub(crate) fn overload(part: &Part<'_>, text: &str) -> String {
    let decorators = text.get(part.start..part.inner.start_byte()).unwrap_or_default();
    let parameters = part.inner.child_by_field_name("parameters").map(|node| node.byte_range());
    let parameters = parameters.and_then(|range| text.get(range)).unwrap_or_default();
    words(&format!("{decorators} {parameters}"))
}

fn is_lead(node: Node<'_>) -> bool {
    is_comment(node) || ["attribute_item", "decorator", "hash_bang_line"].contains(&node.kind())
}

/// A text with one blank wherever it has some.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

pub(crate) fn line_end(text: &str, at: usize) -> usize {
    // Some nodes end behind their line's end.
    let at = if text.get(..at).is_some_and(|before| before.ends_with('\n')) { at - 1 } else { at };
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline)
}
