//! Puts new lines in the place of old ones, and keeps the file's own bytes wherever nothing was to change.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::ladder::Place;
use crate::shift::Shift;
use crate::text::{Line, eol_at};

/// The text that takes the place of `place`.
///
/// - `quoted`: those lines as the model believes them to be. What it leaves as it quoted it stays as the file has it.
/// - `wanted`: the lines as they should become. New ones end as their surroundings do.
pub(crate) fn weave(lines: &[Line<'_>], place: &Place, quoted: &[&str], wanted: &[&str]) -> String {
    let mut cloth = Cloth { lines, next: place.lines.start, woven: Vec::new() };
    let eol = eol_at(lines, &place.lines);
    for op in differences(quoted, wanted) {
        let (old, new) = (op.old_range(), op.new_range());
        let stand_ins = place.stands_for.get(old).unwrap_or_default().iter().copied().flatten();
        if matches!(op, DiffOp::Equal { .. }) {
            stand_ins.for_each(|index| cloth.keep(index));
            continue;
        }
        cloth.drop(stand_ins);
        for (index, line) in wanted.iter().enumerate().take(new.end).skip(new.start) {
            cloth.woven.push((place.shift.apply(index, line), eol));
        }
    }
    let last = lines.get(place.lines.clone()).and_then(<[_]>::last);
    cloth.finish(eol, last.is_some_and(|line| line.eol.is_empty()))
}

/// The text that `wanted` makes of `old`, line by line; whatever is the same keeps its bytes.
pub(crate) fn rewrite(old: &[Line<'_>], wanted: &[&str]) -> String {
    let quoted: Vec<_> = old.iter().map(|line| line.content).collect();
    let place =
        Place { lines: 0..old.len(), stands_for: (0..old.len()).map(Some).collect(), shift: Shift::none() };
    weave(old, &place, &quoted, wanted)
}

struct Cloth<'a> {
    lines: &'a [Line<'a>],
    /// The first line of the file that was neither kept nor dropped yet.
    next: usize,
    woven: Vec<(String, &'a str)>,
}

impl Cloth<'_> {
    /// Keeps a line, with the blank lines above it that nobody quoted.
    fn keep(&mut self, index: usize) {
        self.take(self.next..index + 1);
    }

    /// Drops lines, with the blank lines between them; those above them stay.
    fn drop(&mut self, mut indices: impl Iterator<Item = usize>) {
        let Some(first) = indices.next() else { return };
        self.take(self.next..first);
        self.next = indices.last().unwrap_or(first) + 1;
    }

    fn take(&mut self, range: Range<usize>) {
        self.next = range.end;
        let kept = self.lines.get(range).unwrap_or_default();
        self.woven.extend(kept.iter().map(|line| (line.content.to_owned(), line.eol)));
    }

    /// Every line gets an end, except the last one of a file that had none there.
    fn finish(mut self, eol: &str, is_open: bool) -> String {
        let last = self.woven.pop();
        let mut text = String::new();
        for (content, end) in self.woven {
            text.push_str(&content);
            text.push_str(if end.is_empty() { eol } else { end });
        }
        if let Some((content, end)) = last {
            text.push_str(&content);
            text.push_str(match end {
                _ if is_open => "",
                "" => eol,
                end => end,
            });
        }
        text
    }
}

/// Beyond this many lines, what differs is replaced as a whole: comparing takes the product of the lengths.
const MOST_LINES: usize = 20_000;

fn differences(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    if old.len() + new.len() <= MOST_LINES {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: head },
        DiffOp::Replace {
            old_index: head,
            old_len: old.len() - head - tail,
            new_index: head,
            new_len: new.len() - head - tail,
        },
        DiffOp::Equal { old_index: old.len() - tail, new_index: new.len() - tail, len: tail },
    ]
}
