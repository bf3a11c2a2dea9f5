//! What the grammar for Python takes, Python does not; and what it does not say.

use std::collections::HashSet;

use tree_sitter::Node;

use super::scan::{Scan, fault};
use super::{By, Fault, beginning};

/// What begins a line that ends with a colon.
const HEADS: [&str; 14] = [
    "def", "class", "if", "elif", "else", "for", "while", "with", "try", "except", "finally", "match",
    "case", "async",
];

pub(super) fn check(is_broken: bool, scan: &Scan<'_>, faults: &mut Vec<Fault>) {
    if !scan.broken.is_empty() {
        colons(scan, faults);
    }
    // What is a block of a text that the parser did not understand depends on how it went on.
    let by = if is_broken { By::Parser } else { By::Rule };
    for (block, parent) in &scan.blocks {
        if block.kind() == "block" && !parent.has_error() && is_empty(*block) {
            let shown = beginning(scan.text.get(parent.byte_range()).unwrap_or_default());
            faults.push(fault(*parent, by, format!("nothing is indented below `{shown}`")));
        } else if let Some((node, message)) = uneven(*block, scan.text) {
            faults.push(fault(node, by, message));
        }
    }
}

/// Says of what the parser did not understand whether a colon is missing before it.
fn colons(scan: &Scan<'_>, faults: &mut Vec<Fault>) {
    let mut start = 0;
    let lines = scan.text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line)
    });
    let lines: Vec<(usize, &str)> = lines.collect();
    let mut heads: HashSet<usize> = HashSet::new();
    for node in &scan.broken {
        let row = node.start_position().row;
        // The parser often notices it on the line below.
        for row in [Some(row), row.checked_sub(1)].into_iter().flatten() {
            let Some((start, line)) = lines.get(row) else { continue };
            if let Some(end) = lacks_colon(line) {
                if heads.insert(row) {
                    let message = format!("`:` is missing at the end of `{}`", beginning(line));
                    faults.push(Fault { at: start + end, row, message, by: By::Rule });
                }
                break;
            }
        }
    }
    let follows =
        |row: usize| heads.contains(&row) || row.checked_sub(1).is_some_and(|row| heads.contains(&row));
    faults.retain(|fault| fault.by == By::Rule || !follows(fault.row));
}

/// Where the colon is missing of a line that needs one.
fn lacks_colon(line: &str) -> Option<usize> {
    let code = line.split(" #").next().unwrap_or(line).trim_end();
    let word = code.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    // A colon within brackets is another one.
    let tail = code.rsplit([')', ']', '}']).next().unwrap_or(code);
    let is_open = code.matches('(').count() > code.matches(')').count();
    let is_over = tail.contains(':') || code.ends_with(['\\', ',', '(', '[', '{']) || is_open;
    (HEADS.contains(&word) && !is_over).then_some(code.len())
}

/// A body without a statement.
fn is_empty(block: Node<'_>) -> bool {
    block.children(&mut block.walk()).all(|child| child.is_extra())
}

/// The first statement of a block that begins a line and stands further left or right than those above it.
fn uneven<'tree>(block: Node<'tree>, text: &str) -> Option<(Node<'tree>, String)> {
    let mut expected = (block.kind() == "module").then_some("");
    for node in
        block.children(&mut block.walk()).filter(|it| it.is_named() && !it.is_extra() && !it.is_error())
    {
        let line = node.start_byte() - node.start_position().column;
        let before = text.get(line..node.start_byte()).unwrap_or_default();
        if !before.trim().is_empty() {
            continue;
        }
        let above = *expected.get_or_insert(before);
        if before == above {
            continue;
        }
        let message = if !above.is_empty() && before.contains('\t') != above.contains('\t') {
            "this line is indented with other characters than those above it; use spaces, or tabs, for all"
                .to_owned()
        } else {
            let (found, wanted) = (before.chars().count(), above.chars().count());
            format!("this line is indented by {found}, and the block that it stands in by {wanted}")
        };
        return Some((node, message));
    }
    None
}
