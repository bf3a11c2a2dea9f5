//! What a file defines, and the names that a part of it uses.

use std::ops::Range;

use kinglet_domain::language::Language;
use kinglet_domain::unit::Line;
use streaming_iterator::StreamingIterator as _;
use tree_sitter::{Node, QueryCursor, Tree};

use crate::grammar;

/// Something that a file defines and that can be replaced as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name, qualified with `.` by what it lies in: `Cart.total`.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Its text, in bytes: decorators and `export` included, comments above it not.
    pub span: Range<usize>,
    /// Where the text up to and including its name ends, in bytes.
    pub name_end: usize,
    /// Its first line.
    pub first: Line,
    /// Its last line.
    pub last: Line,
}

impl Symbol {
    /// The name without what qualifies it.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }

    /// Whether a line belongs to it.
    #[must_use]
    pub fn contains(&self, line: Line) -> bool {
        (self.first..=self.last).contains(&line)
    }
}

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A function or a method.
    Function,
    /// A class, struct, enum, trait, interface or type.
    Type,
    /// A constant or a variable of the module.
    Constant,
    /// A test that is a call with a title: `test("adds", () => ...)`.
    Test,
}

/// A name that is used somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// What names the thing it is taken from, if it is taken from something: `cart` in `cart.total`;
    /// empty if that thing has no name, as in `make().total`.
    pub of: Option<String>,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// What the query found, before names are qualified.
struct Found {
    kind: Option<SymbolKind>,
    name: String,
    receiver: Option<String>,
    span: Range<usize>,
    name_end: usize,
}

/// The symbols of a tree.
pub(crate) fn of(language: Language, tree: &Tree, text: &str) -> Vec<Symbol> {
    let mut found = find(language, tree, text);
    // Outer before inner; of two readings of one span (a constant that holds a function), the function.
    found.sort_by_key(|it| (it.span.start, usize::MAX - it.span.end, it.kind != Some(SymbolKind::Function)));
    found.dedup_by(|later, earlier| later.span == earlier.span && later.name == earlier.name);
    let mut symbols = Vec::new();
    let mut around: Vec<(String, usize)> = Vec::new();
    for it in found {
        around.retain(|(_, end)| it.span.start < *end);
        let outer = around.last().map(|(name, _)| name.clone()).or(it.receiver);
        let name = outer.map_or_else(|| it.name.clone(), |outer| format!("{outer}.{}", it.name));
        if it.kind != Some(SymbolKind::Test) {
            around.push((name.clone(), it.span.end));
        }
        if let Some(kind) = it.kind {
            let first = line_of(text, it.span.start);
            let last = line_of(text, it.span.end.saturating_sub(1).max(it.span.start));
            symbols.push(Symbol { name, kind, span: it.span, name_end: it.name_end, first, last });
        }
    }
    symbols
}

fn find(language: Language, tree: &Tree, text: &str) -> Vec<Found> {
    let Some(query) = grammar::symbol_query(language) else { return Vec::new() };
    let capture_names = query.capture_names();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
    let mut found = Vec::new();
    while let Some(matched) = matches.next() {
        let (mut node, mut kind, mut name, mut receiver) = (None, None, None, None);
        for capture in matched.captures() {
            match capture_names.get(capture.index as usize).copied() {
                Some("name") => name = Some(capture.node),
                Some("receiver") => receiver = text.get(capture.node.byte_range()).map(str::to_owned),
                Some("callee") | None => {}
                Some(what) => {
                    node = Some(capture.node);
                    kind = match what {
                        "function" => Some(SymbolKind::Function),
                        "type" => Some(SymbolKind::Type),
                        "constant" => Some(SymbolKind::Constant),
                        "test" => Some(SymbolKind::Test),
                        _ => None,
                    };
                }
            }
        }
        if let (Some(node), Some(name)) = (node, name)
            && let Some(name_text) = text.get(name.byte_range())
        {
            let span = widen(node).byte_range();
            let name_text = name_text.trim_matches(['"', '\'', '`']).to_owned();
            found.push(Found { kind, name: name_text, receiver, span, name_end: name.end_byte() });
        }
    }
    found
}

/// Takes in what belongs to a definition but stands around it in the tree.
fn widen(node: Node<'_>) -> Node<'_> {
    match node.parent() {
        Some(parent) if matches!(parent.kind(), "decorated_definition" | "export_statement") => parent,
        _ => node,
    }
}

fn line_of(text: &str, byte: usize) -> Line {
    Line::from_index(text.as_bytes().iter().take(byte).filter(|&&b| b == b'\n').count())
}

/// The names that a part of a tree uses.
pub(crate) fn names(tree: &Tree, text: &str, range: Range<usize>) -> Vec<Name> {
    let Some(top) = tree.root_node().descendant_for_byte_range(range.start, range.end) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut waiting = vec![top];
    while let Some(node) = waiting.pop() {
        if node.end_byte() <= range.start || node.start_byte() >= range.end {
            continue;
        }
        if node.kind().ends_with("identifier") && node.child_count() == 0 {
            if let Some(name) = text.get(node.byte_range()) {
                names.push(Name { text: name.to_owned(), of: taken_from(node, text), at: node.start_byte() });
            }
            continue;
        }
        waiting.extend((0..node.child_count()).rev().filter_map(|index| node.child(index)));
    }
    names
}

/// What a member is taken from, by its last name: `b` for `c` in `a.b.c`, nothing in `a().c`.
fn taken_from(node: Node<'_>, text: &str) -> Option<String> {
    let before = node.prev_sibling()?;
    if !matches!(before.kind(), "." | "::" | "?." | "optional_chain") {
        return None;
    }
    let whole = text.get(before.prev_sibling()?.byte_range())?;
    whole.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().map(str::to_owned)
}
