//! Functions as their callers see them: their parameters.

use std::ops::Range;

use kinglet_domain::language::Language;
use tree_sitter::{Node, Tree};

use crate::Source;

/// The parameters of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The list with its parentheses, in bytes.
    pub list: Range<usize>,
    /// The parameters, in order.
    pub parameters: Vec<Parameter>,
    /// Whether some share a type that is written once (`a, b int`).
    pub is_grouped: bool,
    /// What the function does, in bytes; `None` if it is only declared.
    pub body: Option<Range<usize>>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name; empty if it has none.
    pub name: String,
    /// Where it stands, in bytes; one that shares its type stands with the others.
    pub span: Range<usize>,
    /// Its text, with a type of its own.
    pub text: String,
    /// What callers do about it.
    pub sort: Sort,
}

/// What callers do about a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// What a method is called on stands before the call (`self`).
    Receiver,
    /// They give it a value.
    Required,
    /// They may.
    Optional,
    /// It takes all that is left.
    Rest,
    /// It is no parameter, but divides them (`*`, `/`).
    Mark,
}

/// The kinds of nodes that define functions with a name.
const NAMED: &[&str] = &[
    "function_item",
    "function_signature_item",
    "function_definition",
    "function_declaration",
    "generator_function_declaration",
    "function_signature",
    "method_definition",
    "method_signature",
    "abstract_method_signature",
    "method_declaration",
    "constructor_declaration",
];
/// The kinds of those that define functions without one.
const UNNAMED: &[&str] =
    &["arrow_function", "function_expression", "closure_expression", "lambda", "func_literal"];

impl Source<'_> {
    /// The parameters of the function whose name begins at a byte; `None` if none is defined there.
    #[must_use]
    pub fn signature(&self, name: usize) -> Option<Signature> {
        let (_, tree) = self.parsed.as_ref()?;
        let name = leaf(tree, name)?;
        let function = function_of(name)?;
        let list = declarator_of(name).unwrap_or(function).child_by_field_name("parameters")?;
        let mut cursor = list.walk();
        let mut parameters = Vec::new();
        let mut is_grouped = false;
        for node in list.named_children(&mut cursor).filter(|it| !it.is_extra()) {
            let names = field_names(node, self.text);
            is_grouped |= names.len() > 1;
            for name in names {
                parameters.push(parameter(node, &name, self.text));
            }
        }
        if self.language == Language::Python
            && is_method(function, self.text)
            && let Some(first) = parameters.first_mut()
        {
            first.sort = Sort::Receiver;
        }
        let body = function.child_by_field_name("body").map(|body| body.byte_range());
        Some(Signature { list: list.byte_range(), parameters, is_grouped, body })
    }
}

pub(crate) fn leaf(tree: &Tree, at: usize) -> Option<Node<'_>> {
    tree.root_node().descendant_for_byte_range(at, at + 1)
}

/// In C, the name and the parameters of a function, without what it returns.
fn declarator_of(name: Node<'_>) -> Option<Node<'_>> {
    let parent = name.parent().filter(|it| it.kind() == "function_declarator")?;
    (parent.child_by_field_name("declarator") == Some(name)).then_some(parent)
}

/// The function to which a name is given.
pub(crate) fn function_of(name: Node<'_>) -> Option<Node<'_>> {
    let parent = name.parent()?;
    if let Some(declarator) = declarator_of(name) {
        let outer = std::iter::successors(declarator.parent(), Node::parent);
        let mut outer = outer.skip_while(|it| it.kind().ends_with("_declarator"));
        return outer.next().filter(|it| it.kind() == "function_definition");
    }
    if NAMED.contains(&parent.kind()) && parent.child_by_field_name("name") == Some(name) {
        return Some(parent);
    }
    let value = parent.child_by_field_name("value")?;
    let is_held =
        matches!(parent.kind(), "variable_declarator" | "public_field_definition" | "field_definition");
    (is_held && UNNAMED.contains(&value.kind())).then_some(value)
}

pub(crate) fn is_function(node: Node<'_>) -> bool {
    NAMED.contains(&node.kind()) || UNNAMED.contains(&node.kind())
}

/// The names of a node of a list of parameters; one that is empty for a parameter without a name.
fn field_names(node: Node<'_>, text: &str) -> Vec<String> {
    let read = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default().to_owned();
    let is_name = |node: &Node<'_>| node.kind() == "identifier" || node.kind() == "this";
    let mut cursor = node.walk();
    let names: Vec<String> = node.children_by_field_name("name", &mut cursor).map(read).collect();
    if !names.is_empty() {
        return names;
    }
    // C: `const char *from`, `int sums[]`.
    let declarators = std::iter::successors(node.child_by_field_name("declarator"), |it| {
        it.child_by_field_name("declarator")
    });
    if let Some(declared) = declarators.last() {
        return vec![if is_name(&declared) { read(declared) } else { String::new() }];
    }
    let pattern = ["pattern", "left"].iter().find_map(|field| node.child_by_field_name(field));
    let inner = pattern.unwrap_or(node);
    if is_name(&inner) {
        return vec![read(inner)];
    }
    // `*rest`, `mut total`, `total: int`.
    let is_type = matches!(node.kind(), "parameter_declaration" | "variadic_parameter_declaration");
    let mut cursor = inner.walk();
    let mut children = inner.named_children(&mut cursor);
    let first = children.find(is_name).filter(|_| !is_type && !inner.kind().starts_with("tuple"));
    if let Some(first) = first {
        return vec![read(first)];
    }
    // `*rest: int`: the name lies deeper.
    let mut cursor = inner.walk();
    let splat = inner.named_children(&mut cursor).find(|it| it.kind().ends_with("splat_pattern"));
    vec![splat.and_then(|it| it.named_child(0)).map(read).unwrap_or_default()]
}

fn parameter(node: Node<'_>, name: &str, text: &str) -> Parameter {
    let whole = text.get(node.byte_range()).unwrap_or_default();
    let type_of = node.child_by_field_name("type").and_then(|it| text.get(it.byte_range()));
    let (kind, pattern) = (node.kind(), node.child_by_field_name("pattern"));
    let is_rest = kind.contains("splat")
        || kind.starts_with("variadic")
        || kind == "rest_pattern"
        || pattern.is_some_and(|it| it.kind() == "rest_pattern")
        || (kind == "typed_parameter" && whole.starts_with('*'));
    let sort = match kind {
        "self_parameter" => Sort::Receiver,
        "keyword_separator" | "positional_separator" => Sort::Mark,
        _ if pattern.is_some_and(|it| it.kind() == "this") => Sort::Receiver,
        _ if is_rest => Sort::Rest,
        "default_parameter" | "typed_default_parameter" | "optional_parameter" | "assignment_pattern" => {
            Sort::Optional
        }
        "required_parameter" if node.child_by_field_name("value").is_some() => Sort::Optional,
        _ => Sort::Required,
    };
    let text = match (kind, type_of) {
        ("parameter_declaration", Some(of)) if !name.is_empty() => format!("{name} {of}"),
        _ => whole.to_owned(),
    };
    Parameter { name: name.to_owned(), span: node.byte_range(), text, sort }
}

/// Whether a function of Python is called on a value.
fn is_method(function: Node<'_>, text: &str) -> bool {
    let decorated = function.parent().filter(|it| it.kind() == "decorated_definition");
    let is_static = decorated.and_then(|it| text.get(it.start_byte()..function.start_byte()));
    let is_static = is_static.is_some_and(|decorators| decorators.contains("@staticmethod"));
    let holder = decorated.unwrap_or(function).parent().and_then(|it| it.parent());
    !is_static && holder.is_some_and(|it| it.kind() == "class_definition")
}
