//! What was put into a file by mistake together with code: merge markers, Markdown fences, line numbers.

use std::collections::HashSet;

use kinglet_domain::language::Language;
use tree_sitter::{Node, Tree};

use super::{By, Fault};

const FENCE: &str = "a Markdown fence is no code; remove the line";
const MERGE: &str = "a merge marker; keep one of the two sides, and remove all three markers";

/// Reports what is no code; what the parser said of those lines follows from it and goes.
pub(super) fn check(language: Language, is_broken: bool, tree: &Tree, text: &str, faults: &mut Vec<Fault>) {
    // The parser takes a merge marker for operators of Scala, and a whole file between fences for one template of JavaScript.
    let is_fenced = is_broken || text.trim_start().starts_with("```");
    let mut found = Vec::new();
    let (mut at, mut number) = (0, None);
    for (row, line) in text.split_inclusive('\n').enumerate() {
        let numbered = number_of(line);
        let follows = matches!((number, numbered), (Some(last), Some(this)) if last + 1 == this);
        number = numbered;
        let message = if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            MERGE
        } else if is_fenced && line.trim_start().starts_with("```") {
            FENCE
        } else if is_broken && follows {
            "line numbers are no code; remove them from the beginnings of the lines"
        } else {
            at += line.len();
            continue;
        };
        if !is_within_token(tree, at) {
            found.push(Fault { at, row, message: message.to_owned(), by: By::Rule });
        }
        at += line.len();
    }
    let mut misread: HashSet<usize> = HashSet::new();
    let mut merge = None;
    for fault in &found {
        misread.extend(fault.row.saturating_sub(1)..=fault.row + 1);
        if fault.message == MERGE {
            // Both sides of a merge, and what stands between them.
            misread.extend(merge.unwrap_or(fault.row)..fault.row);
            merge = Some(fault.row);
        }
    }
    // Where a fence opens a string, what stands before it finds no end either: nothing that was said is worth anything.
    let is_string = matches!(
        language,
        Language::Go | Language::JavaScript | Language::TypeScript | Language::Tsx | Language::Bash
    );
    if is_string && found.iter().any(|fault| fault.message == FENCE) {
        faults.clear();
    }
    let own: HashSet<usize> = found.iter().map(|fault| fault.row).collect();
    faults
        .retain(|fault| !own.contains(&fault.row) && (fault.by == By::Rule || !misread.contains(&fault.row)));
    faults.extend(found);
}

/// The number that a line begins with, if a bar or an arrow follows it.
fn number_of(line: &str) -> Option<u32> {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.get(..line.len() - rest.len())?.parse().ok()?;
    rest.trim_start_matches(' ').starts_with(['|', '│', '→']).then_some(number)
}

/// Whether a line begins within a string or a comment.
fn is_within_token(tree: &Tree, at: usize) -> bool {
    let leaf = tree.root_node().descendant_for_byte_range(at, at + 1);
    // Where it does not know how to go on, the parser may take many lines for a string's.
    let is_misread =
        |leaf: Node<'_>| leaf.is_error() || leaf.parent().is_some_and(|parent| parent.is_error());
    leaf.is_some_and(|leaf| leaf.child_count() == 0 && leaf.start_byte() < at && !is_misread(leaf))
}
