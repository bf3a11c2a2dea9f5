//! A quick look at a text that was edited: only what changed is parsed again and looked at.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use kinglet_domain::language::Language;
use tree_sitter::{InputEdit, Point, Tree};

use crate::grammar;

/// A longer text is parsed anew each time, in bytes: a tree takes some ten times the memory of its text.
const LONGEST: usize = 1024 * 1024;

/// The last sound text that was looked at, and its tree: a model often tries several edits of one file.
static LAST: Mutex<Option<Known>> = Mutex::new(None);

struct Known {
    language: Language,
    text: String,
    tree: Tree,
}

/// Whether nothing is wrong in a text, except perhaps where it did not change. `false` where that is not clear.
pub(super) fn is_sound(language: Language, before: &str, after: &str) -> bool {
    let Some(tree) = tree_of(language, after) else { return false };
    let lines = Change::between(before, after).lines(after);
    !tree.root_node().has_error() && super::of(language, &tree, after, &lines).is_empty()
}

/// The tree of a text. Of one that resembles the last sound one, only what differs is parsed.
pub(super) fn tree_of(language: Language, text: &str) -> Option<Tree> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let tree = match last.as_ref().filter(|known| known.language == language) {
        Some(known) if known.text == text => return Some(known.tree.clone()),
        Some(known) => grammar::parse(language, text, known.edited(text).as_ref())?,
        None => grammar::parse(language, text, None)?,
    };
    // What follows a broken text resembles the one before it.
    if text.len() <= LONGEST && !tree.root_node().has_error() {
        *last = Some(Known { language, text: text.to_owned(), tree: tree.clone() });
    }
    Some(tree)
}

impl Known {
    /// The tree, told what another text has in the place of what; `None` if they share less than half.
    fn edited(&self, text: &str) -> Option<Tree> {
        let change = Change::between(&self.text, text);
        let differs = change.ends[0] - change.first;
        if 2 * differs > self.text.len() {
            return None;
        }
        let mut tree = self.tree.clone();
        tree.edit(&change.edit(&self.text, text));
        Some(tree)
    }
}

/// The bytes at the beginning and at the end that two texts share.
struct Change {
    first: usize,
    /// Where what they share at the end begins, in each.
    ends: [usize; 2],
}

impl Change {
    fn between(before: &str, after: &str) -> Self {
        let first = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
        let first = before.floor_char_boundary(first);
        let most = before.len().min(after.len()) - first;
        let both = before.bytes().rev().zip(after.bytes().rev()).take(most);
        let shared = both.take_while(|(a, b)| a == b).count();
        let end = before.ceil_char_boundary(before.len() - shared);
        Self { first, ends: [end, after.len() - (before.len() - end)] }
    }

    fn edit(&self, before: &str, after: &str) -> InputEdit {
        let [old, new] = self.ends;
        InputEdit {
            start_byte: self.first,
            old_end_byte: old,
            new_end_byte: new,
            start_position: point(before, self.first),
            old_end_position: point(before, old),
            new_end_position: point(after, new),
        }
    }

    /// The changed lines of the later text, with one on each side: what is missing is noticed beside it.
    fn lines(&self, after: &str) -> Range<usize> {
        let (head, tail) = (after.get(..self.first), after.get(self.ends[1]..));
        let start = head.and_then(|head| Some(head.rmatch_indices('\n').nth(1)?.0)).unwrap_or(0);
        let end = tail.and_then(|tail| Some(self.ends[1] + tail.match_indices('\n').nth(1)?.0));
        start..end.unwrap_or(after.len())
    }
}

fn point(text: &str, at: usize) -> Point {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rfind('\n').map_or(0, |newline| newline + 1);
    Point { row: head.bytes().filter(|byte| *byte == b'\n').count(), column: at - line }
}
