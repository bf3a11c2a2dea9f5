//! The names that a part of a file uses.

use std::ops::Range;

use tree_sitter::{Node, Tree};

use crate::grammar::Row;

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

/// A node whose children are gone through.
struct Level<'tree> {
    parent: Option<Node<'tree>>,
    /// The last two children before the one at hand, beginning with the nearer.
    passed: [Option<Node<'tree>>; 2],
}

/// The names that a part of a tree uses.
pub(crate) fn of(row: &Row, tree: &Tree, text: &str, range: Range<usize>) -> Vec<Name> {
    let Some(top) = tree.root_node().descendant_for_byte_range(range.start, range.end) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    // A cursor steps to a sibling at once, where a node would look for it from the root.
    let mut cursor = top.walk();
    let mut levels = vec![Level { parent: None, passed: [None; 2] }];
    loop {
        let node = cursor.node();
        let is_within = range.start < node.end_byte() && node.start_byte() < range.end;
        if is_within && cursor.goto_first_child() {
            levels.push(Level { parent: Some(node), passed: [None; 2] });
            continue;
        }
        if is_within && is_name(row, node) {
            names.extend(text.get(node.byte_range()).map(|name| Name {
                text: name.to_owned(),
                of: taken_from(&levels, text),
                at: node.start_byte(),
            }));
        }
        loop {
            let node = cursor.node();
            if cursor.goto_next_sibling() {
                if let Some(level) = levels.last_mut() {
                    level.passed = [Some(node), level.passed[0]];
                }
                break;
            }
            levels.pop();
            if levels.is_empty() || !cursor.goto_parent() {
                return names;
            }
        }
    }
}

fn is_name(row: &Row, node: Node<'_>) -> bool {
    let kind = node.kind();
    node.is_named() && (kind.ends_with("identifier") || row.names.contains(&kind))
}

/// What a member is taken from, by its last name: `b` for `c` in `a.b.c`, nothing in `a().c`.
fn taken_from(levels: &[Level<'_>], text: &str) -> Option<String> {
    // Some grammars put `.c` into a node of its own.
    let mut before = levels
        .iter()
        .rev()
        .take(2)
        .flat_map(|level| level.passed.iter().flatten().map(|node| (*node, level.parent)));
    let (between, parent) = before.next()?;
    let is_between = match between.kind() {
        "." | "::" | "?." | "&." | "?->" | "\\" | "optional_chain" => true,
        // These have other meanings, too.
        "->" => parent.is_some_and(|it| it.kind().starts_with("field_") || it.kind().starts_with("member_")),
        ":" => parent.is_some_and(|it| it.kind() == "method_index_expression"),
        _ => false,
    };
    let (whole, _) = before.find(|(node, _)| is_between && node.kind() != "?")?;
    let last = text.get(whole.byte_range())?.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next();
    last.map(str::to_owned)
}
