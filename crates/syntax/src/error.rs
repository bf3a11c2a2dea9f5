//! Syntax errors, and which of them an edit brought in.

mod bracket;
mod edited;
mod keyword;
mod pasted;
mod python;
mod scan;

use std::collections::HashMap;
use std::ops::Range;

use kinglet_domain::language::Language;
use kinglet_domain::unit::Line;
use tree_sitter::Tree;

use crate::Source;
use scan::Scan;

/// The most errors that are shown of a file: the rest mostly follow from the first.
const SHOWN: usize = 5;
/// A longer line is shown around the place alone, in bytes.
const LONGEST_LINE: usize = 200;

/// A place where a text breaks its language's grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line.
    pub line: Line,
    /// The place in `source`, in bytes from 0.
    pub column: usize,
    /// What is wrong, in a few words, and for what happens often, what to do. It does not depend on where it is.
    pub message: String,
    /// The text of that line; of a long one, what stands around the place.
    pub source: String,
    /// Who found it.
    by: By,
}

/// Who found an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// A rule, which finds it again wherever else the text changes.
    Rule,
    /// The parser, going on after what it did not understand: how it does so depends on what stands around.
    Parser,
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

/// Renders errors: the first five, and how many more there are.
#[must_use]
pub fn render_errors(errors: &[SyntaxError]) -> Vec<String> {
    let mut shown: Vec<String> = errors.iter().take(SHOWN).map(SyntaxError::render).collect();
    if errors.len() > SHOWN {
        shown.push(format!("and {} more", errors.len() - SHOWN));
    }
    shown
}

/// Parses a text that will be edited, so that [`new_errors`] need not, as long as no other text is edited meanwhile.
pub fn expect_edits(language: Language, before: &str) {
    let _known = edited::tree_of(language, before);
}

/// The errors that a text has `after` a change, and had not `before`.
///
/// An error is an old one if its line did not change and had it before, wherever that line stands now; or if as many
/// errors with the same words and the same line were there. In a text that was broken before, what follows from an
/// old error changes with what stands around: of unchanged lines, and within what an old error before the change
/// reaches, only what a rule finds is new (brackets, strings, indentation, what was pasted in).
#[must_use]
pub fn new_errors(language: Language, before: &str, after: &str) -> Vec<SyntaxError> {
    if edited::is_sound(language, before, after) {
        return Vec::new();
    }
    let found = Source::parse(language, after).errors();
    let tree = edited::tree_of(language, before);
    let old = tree.as_ref().map_or_else(Vec::new, |tree| of(language, tree, before, &(0..before.len())));
    let same = Unchanged::between(before, after);
    let mut known: HashMap<Key<'_>, usize> = HashMap::new();
    for error in &old {
        *known.entry(key(error, same.line_after(error.line.index()))).or_default() += 1;
    }
    let reaches_in = tree.is_some_and(|tree| is_broken_around(&tree, same.first));
    let mut new = Vec::new();
    for error in &found {
        let line = same.line_before(error.line.index()).map(|_| error.line.index());
        let follows = line.is_some() || reaches_in || language == Language::Yaml;
        if error.by == By::Parser && follows && !old.is_empty() {
            continue;
        }
        match known.get_mut(&key(error, line)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => new.push(error.clone()),
        }
    }
    new
}

/// What says of two errors that they are the same: the line, where it did not change, or else its text.
type Key<'a> = (Option<usize>, &'a str, &'a str);

/// - `line`: where it stands in the later text, if it did not change.
fn key(error: &SyntaxError, line: Option<usize>) -> Key<'_> {
    (line, &error.message, if line.is_some() { "" } else { error.source.trim() })
}

/// The lines at the beginning and at the end that two texts share.
struct Unchanged {
    first: usize,
    last: usize,
    before: usize,
    after: usize,
}

impl Unchanged {
    fn between(before: &str, after: &str) -> Self {
        let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
        let first = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let rest = before.len().min(after.len()) - first;
        let last = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        Self { first, last, before: before.len(), after: after.len() }
    }

    /// Where a line of the later text stood; `None` if it is new. What is past the end is the end's.
    fn line_before(&self, after: usize) -> Option<usize> {
        map(after, self.first, self.last, self.after, self.before)
    }

    fn line_after(&self, before: usize) -> Option<usize> {
        map(before, self.first, self.last, self.before, self.after)
    }
}

fn map(line: usize, first: usize, last: usize, from: usize, to: usize) -> Option<usize> {
    if line < first {
        return Some(line);
    }
    (line + last >= from).then(|| (line + to).saturating_sub(from))
}

/// Whether something that the parser did not understand begins before a row and reaches it.
fn is_broken_around(tree: &Tree, row: usize) -> bool {
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let begins_before = node.start_position().row < row;
        let reaches = begins_before && node.end_position().row >= row;
        if reaches && node.is_error() {
            return true;
        }
        if reaches && node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            // What the parser skips at the end belongs to no node.
            if begins_before && cursor.node().is_error() {
                return true;
            }
            if !cursor.goto_parent() {
                return false;
            }
        }
    }
}

/// A place in a text and what is wrong there.
struct Fault {
    at: usize,
    row: usize,
    message: String,
    by: By,
}

/// The errors of a tree.
///
/// - `within`: where they are looked for in a text that the parser understood; elsewhere they may be told as well.
pub(crate) fn of(language: Language, tree: &Tree, text: &str, within: &Range<usize>) -> Vec<SyntaxError> {
    let is_broken = tree.root_node().has_error();
    let mut faults = Vec::new();
    // These grammars take what their languages do not.
    if is_broken || matches!(language, Language::Python | Language::Html | Language::Json) {
        let scan = Scan::of(language, tree, text, within);
        faults = scan.faults(language);
        if language == Language::Python {
            python::check(is_broken, &scan, &mut faults);
        }
    }
    pasted::check(language, is_broken, tree, text, &mut faults);
    faults.sort_by_key(|fault| fault.at);
    faults.dedup_by(|later, earlier| later.row == earlier.row && later.message == earlier.message);
    faults.into_iter().map(|fault| fault.shown(text)).collect()
}

impl Fault {
    fn shown(self, text: &str) -> SyntaxError {
        let (before, after) = text.split_at_checked(self.at).unwrap_or((text, ""));
        // A line may be as long as the file: only what is shown of it is looked at.
        let begin =
            before.len() - before.bytes().rev().take(LONGEST_LINE).take_while(|b| *b != b'\n').count();
        let end = self.at + after.bytes().take(LONGEST_LINE).take_while(|b| *b != b'\n').count();
        let (begin, end) = if end - begin > LONGEST_LINE {
            (begin.max(self.at.saturating_sub(LONGEST_LINE / 2)), end.min(self.at + LONGEST_LINE / 2))
        } else {
            (begin, end)
        };
        let (begin, end) = (text.ceil_char_boundary(begin), text.floor_char_boundary(end));
        let source = text.get(begin..end).unwrap_or_default().trim_end_matches('\r').to_owned();
        SyntaxError {
            line: Line::from_index(self.row),
            column: self.at.saturating_sub(begin),
            message: self.message,
            source,
            by: self.by,
        }
    }
}

/// What the first line of a piece of text begins with, for a message.
fn beginning(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    if first.chars().count() > 40 {
        first.chars().take(40).chain("…".chars()).collect()
    } else {
        first.to_owned()
    }
}
