//! Syntax errors, and which of them an edit brought in.

use kinglet_domain::language::Language;
use kinglet_domain::unit::Line;
use tree_sitter::{Node, Tree};

/// The most errors that are reported of one file: the rest follow from the first.
const LIMIT: usize = 10;

/// A place where a text breaks its language's grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line.
    pub line: Line,
    /// The column, in bytes from 0.
    pub column: usize,
    /// What is wrong, in a few words.
    pub message: String,
    /// The text of that line.
    pub source: String,
}

impl SyntaxError {
    /// The error with its line and a caret under the place.
    #[must_use]
    pub fn render(&self) -> String {
        let before = self.source.char_indices().take_while(|(at, _)| *at < self.column);
        let indent: String = before.map(|(_, c)| if c == '\t' { '\t' } else { ' ' }).collect();
        format!("line {}: {}\n  {}\n  {indent}^", self.line, self.message, self.source)
    }
}

/// The errors of `after` that were not there `before`: those whose message and source line are new.
#[must_use]
pub fn new_errors(before: &[SyntaxError], after: Vec<SyntaxError>) -> Vec<SyntaxError> {
    after
        .into_iter()
        .filter(|new| !before.iter().any(|old| old.message == new.message && old.source == new.source))
        .collect()
}

/// The errors of a tree.
pub(crate) fn of(language: Language, tree: &Tree, text: &str) -> Vec<SyntaxError> {
    let is_python = language == Language::Python;
    let mut found = Vec::new();
    let mut waiting = vec![tree.root_node()];
    while let Some(node) = waiting.pop() {
        if found.len() == LIMIT {
            break;
        }
        if node.is_missing() {
            found.push(at(node, text, format!("`{}` is missing", node.kind())));
        } else if node.is_error() {
            found.push(at(node, text, describe(node, text)));
        } else if is_python && is_empty_block(node) {
            let head = node.parent().unwrap_or(node);
            found.push(at(head, text, format!("nothing is indented below `{}`", beginning(head, text))));
        } else if is_python || node.has_error() {
            let children: Vec<Node<'_>> = node.children(&mut node.walk()).collect();
            // Depth first, in the order of the text: the last one pushed is visited first.
            waiting.extend(children.into_iter().rev());
        }
    }
    found
}

/// A body without a statement: the grammar for Python takes it, Python does not.
fn is_empty_block(node: Node<'_>) -> bool {
    node.kind() == "block" && node.children(&mut node.walk()).all(|child| child.is_extra())
}

fn describe(node: Node<'_>, text: &str) -> String {
    let shown = beginning(node, text);
    if shown.is_empty() { "unexpected end".to_owned() } else { format!("unexpected `{shown}`") }
}

/// What the first line of a node begins with.
fn beginning(node: Node<'_>, text: &str) -> String {
    let first = text.get(node.byte_range()).unwrap_or_default().lines().next().unwrap_or_default().trim();
    first.chars().take(40).collect()
}

fn at(node: Node<'_>, text: &str, message: String) -> SyntaxError {
    let position = node.start_position();
    let source = text.lines().nth(position.row).unwrap_or_default().to_owned();
    SyntaxError { line: Line::from_index(position.row), column: position.column, message, source }
}
