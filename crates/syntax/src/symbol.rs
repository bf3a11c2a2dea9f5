//! What a file defines.

use std::collections::HashMap;
use std::ops::Range;

use kinglet_domain::unit::Line;
use tree_sitter::{Node, Query, QueryMatch};

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
    /// A constant or a variable of the module; in a data file an entry.
    Constant,
    /// A test that is a call with a title: `test("adds", () => ...)`.
    Test,
}

/// What the query found, before names are qualified.
struct Found<'tree> {
    role: Role,
    name: Node<'tree>,
    receivers: Vec<Node<'tree>>,
    node: Node<'tree>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Symbol(SymbolKind),
    /// A type that is only another name.
    Alias,
    Container,
}

impl Role {
    fn of(capture: &str) -> Option<Self> {
        Some(match capture {
            "function" => Self::Symbol(SymbolKind::Function),
            "type" => Self::Symbol(SymbolKind::Type),
            "constant" => Self::Symbol(SymbolKind::Constant),
            "test" => Self::Symbol(SymbolKind::Test),
            "alias" => Self::Alias,
            "container" => Self::Container,
            _ => return None,
        })
    }
}

/// What was found of symbols so far.
#[derive(Default)]
pub(crate) struct Finding<'tree> {
    found: Vec<Found<'tree>>,
    /// What belongs to a definition but stands around it, by the definition. (Asking a node for its parent would begin at
    /// the root.)
    around: HashMap<usize, Node<'tree>>,
}

impl<'tree> Finding<'tree> {
    /// Takes what a match of the query says about symbols, if it does.
    pub(crate) fn look(&mut self, query: &Query, matched: &QueryMatch<'_, 'tree>) {
        match read(query, matched) {
            Some(Match::Found(it)) => self.found.push(it),
            Some(Match::Around { inner, around }) => {
                self.around.insert(inner.id(), around);
            }
            None => {}
        }
    }

    /// The symbols.
    pub(crate) fn symbols(self, text: &str) -> Vec<Symbol> {
        let Self { mut found, around } = self;
        for it in &mut found {
            while let Some(outer) = around.get(&it.node.id()) {
                it.node = *outer;
            }
        }
        qualified(found, text)
    }
}

/// Symbols with their whole names.
fn qualified(mut found: Vec<Found<'_>>, text: &str) -> Vec<Symbol> {
    // Outer before inner; of two readings of one span (a constant that holds a function), the function.
    let is_other = |it: &Found<'_>| it.role != Role::Symbol(SymbolKind::Function);
    found.sort_by_key(|it| (it.node.start_byte(), usize::MAX - it.node.end_byte(), is_other(it)));
    found.dedup_by(|later, earlier| {
        later.node.byte_range() == earlier.node.byte_range() && later.name == earlier.name
    });
    let mut symbols: Vec<Symbol> = Vec::new();
    // What the symbol at hand lies in: the qualified name, and the end.
    let mut around: Vec<(String, usize)> = Vec::new();
    for it in found {
        around.retain(|(_, end)| it.node.start_byte() < *end);
        let nodes = it.receivers.iter().chain([&it.name]);
        let names = nodes.filter_map(|node| text.get(node.byte_range()));
        let names = names.map(|name| name.trim_matches(['"', '\'', '`']));
        let name = around.last().map(|(name, _)| name.as_str()).into_iter().chain(names);
        let name = name.collect::<Vec<_>>().join(".");
        let kind = match it.role {
            Role::Symbol(kind) => Some(kind),
            Role::Alias => Some(SymbolKind::Type),
            Role::Container => None,
        };
        // `typedef struct cart { … } cart;` is one symbol.
        let is_alias_of_same =
            symbols.last().is_some_and(|last| last.name == name && last.span.end > it.node.start_byte());
        if let Some(kind) = kind.filter(|_| !is_alias_of_same) {
            symbols.push(symbol(&it, name.clone(), kind));
        }
        if !matches!(it.role, Role::Alias | Role::Symbol(SymbolKind::Test)) {
            around.push((name, it.node.end_byte()));
        }
    }
    symbols
}

fn symbol(found: &Found<'_>, name: String, kind: SymbolKind) -> Symbol {
    let end = found.node.end_position();
    // Some grammars count the line's end to the node.
    let last = if end.column == 0 { end.row.saturating_sub(1) } else { end.row };
    let first = found.node.start_position().row;
    Symbol {
        name,
        kind,
        span: found.node.byte_range(),
        name_end: found.name.end_byte(),
        first: Line::from_index(first),
        last: Line::from_index(last.max(first)),
    }
}

enum Match<'tree> {
    Found(Found<'tree>),
    Around { inner: Node<'tree>, around: Node<'tree> },
}

/// What a match of the query says about symbols, if it does.
fn read<'tree>(query: &Query, matched: &QueryMatch<'_, 'tree>) -> Option<Match<'tree>> {
    let (mut name, mut receivers, mut symbol, mut inner, mut around) = (None, Vec::new(), None, None, None);
    for capture in matched.captures() {
        match query.capture_names().get(capture.index as usize).copied()? {
            "name" => name = Some(capture.node),
            "receiver" => receivers.push(capture.node),
            "inner" => inner = Some(capture.node),
            "around" => around = Some(capture.node),
            other => symbol = Role::of(other).map(|role| (role, capture.node)).or(symbol),
        }
    }
    if let (Some(inner), Some(around)) = (inner, around) {
        return Some(Match::Around { inner, around });
    }
    let (role, node) = symbol?;
    Some(Match::Found(Found { role, name: name?, receivers, node }))
}
