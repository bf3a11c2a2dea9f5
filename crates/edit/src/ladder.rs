//! Finds the text that a model quotes from a file, although it rarely quotes exactly.
//!
//! The rungs go from strict to lenient. The first one on which anything matches decides: one match is taken, two
//! are an error, because every later rung would match at least there.

use std::ops::Range;

use kinglet_domain::unit;

use crate::similarity::Fingerprint;
use crate::text::{Line, indentation, is_blank, line_at};

/// Where a quoted text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// It is these whole lines.
    Lines(Place),
    /// It is this range of bytes: a part of one line, or lines without their first words.
    Part(Range<usize>),
}

/// Whole lines of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The lines.
    pub(crate) lines: Range<usize>,
    /// For each quoted line, the line that it stands for; `None` for a blank line that the file does not have.
    pub(crate) stands_for: Vec<Option<usize>>,
    /// How the quoted lines must be shifted to lie where those of the file lie.
    pub(crate) shift: Shift,
}

/// What is done to the indentation of the first line and of all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shift {
    first: Indent,
    rest: Indent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Indent {
    Add(String),
    Remove(String),
}

impl Shift {
    /// Leaves every line where it is.
    pub(crate) fn none() -> Self {
        Self { first: Indent::none(), rest: Indent::none() }
    }

    /// Shifts the line at `index` of a text; blank lines stay as they are.
    pub(crate) fn apply(&self, index: usize, line: &str) -> String {
        match if index == 0 { &self.first } else { &self.rest } {
            _ if is_blank(line) => line.to_owned(),
            Indent::Add(prefix) => format!("{prefix}{line}"),
            Indent::Remove(prefix) => {
                let common = prefix.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
                line.get(common..).unwrap_or(line).to_owned()
            }
        }
    }
}

impl Indent {
    fn none() -> Self {
        Self::Add(String::new())
    }

    /// What leads from the indentation of `quoted` to that of `actual`; `None` if they mix tabs and spaces differently.
    fn between(quoted: &str, actual: &str) -> Option<Self> {
        let (quoted, actual) = (indentation(quoted), indentation(actual));
        let added = actual.strip_suffix(quoted).map(|prefix| Self::Add(prefix.to_owned()));
        added.or_else(|| quoted.strip_suffix(actual).map(|prefix| Self::Remove(prefix.to_owned())))
    }
}

/// Why a quoted text was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Miss {
    /// It is there at least twice, beginning at these lines.
    Ambiguous(unit::Line, unit::Line),
    /// It is not there; this tells what resembles it.
    Nowhere { closest: String },
}

/// Finds `quoted` in a file.
///
/// - `text`, `lines`: the file, and its lines.
/// - `quoted`: lines of which at least one is not blank.
pub(crate) fn find(text: &str, lines: &[Line<'_>], quoted: &[&str]) -> Result<Found, Miss> {
    let all: Vec<Numbered> = lines.iter().map(|line| line.content).enumerate().collect();
    let rungs: [Rung; 3] = [same, same_but_for_line_ends, same_but_for_indentation];
    for rung in rungs {
        if let Some(found) = only(windows(&all, quoted, rung))? {
            return Ok(found);
        }
    }
    let dense: Vec<Numbered> = all.iter().copied().filter(|(_, line)| !is_blank(line)).collect();
    let words: Vec<&str> = quoted.iter().copied().filter(|line| !is_blank(line)).collect();
    let sparse = windows(&dense, &words, same_but_for_indentation).map(|found| found.with_blanks(quoted));
    if let Some(found) = only(sparse)? {
        return Ok(found);
    }
    if let Some(found) = part(text, lines, quoted)? {
        return Ok(found);
    }
    near(lines, &dense, &words).map(|place| Found::Lines(place.with_blanks(quoted)))
}

/// Compares lines of the file with as many quoted ones, and tells how the latter must be shifted.
type Rung = fn(&[Numbered], &[&str]) -> Option<Shift>;

/// A line's content, after its position in the file.
type Numbered<'a> = (usize, &'a str);

fn same(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    actual.iter().zip(quoted).all(|((_, actual), quoted)| actual == quoted).then(Shift::none)
}

fn same_but_for_line_ends(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    let equal = |((_, actual), quoted): (&Numbered, &&str)| actual.trim_end() == quoted.trim_end();
    actual.iter().zip(quoted).all(equal).then(Shift::none)
}

fn same_but_for_indentation(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    let equal = |((_, actual), quoted): (&Numbered, &&str)| actual.trim() == quoted.trim();
    actual.iter().zip(quoted).all(equal).then(|| shift(actual, quoted)).flatten()
}

/// The one shift of all lines; or of the first line alone, whose indentation models like to lose.
fn shift(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    let pairs = actual.iter().zip(quoted).filter(|(_, quoted)| !is_blank(quoted));
    let mut indents = pairs.map(|((_, actual), quoted)| Indent::between(quoted, actual));
    let first = indents.next()??;
    let rest = indents.next().unwrap_or_else(|| Some(first.clone()))?;
    let is_uniform = indents.all(|indent| indent.as_ref() == Some(&rest));
    (is_uniform && (first == rest || rest == Indent::none())).then_some(Shift { first, rest })
}

/// Every place where the rung accepts as many lines as are quoted.
fn windows<'a>(
    lines: &'a [Numbered<'a>],
    quoted: &'a [&'a str],
    rung: impl Fn(&[Numbered<'a>], &[&str]) -> Option<Shift> + 'a,
) -> impl Iterator<Item = Place> + 'a {
    lines.windows(quoted.len()).filter_map(move |window| Some(Place::of(window, rung(window, quoted)?)))
}

impl Place {
    fn of(window: &[Numbered], shift: Shift) -> Self {
        let start = window.first().map_or(0, |(index, _)| *index);
        let end = window.last().map_or(0, |(index, _)| index + 1);
        Self { lines: start..end, stands_for: window.iter().map(|(index, _)| Some(*index)).collect(), shift }
    }

    /// The same place, found without the blank ones among the `quoted` lines.
    fn with_blanks(self, quoted: &[&str]) -> Self {
        let mut known = self.stands_for.into_iter();
        let stands_for =
            quoted.iter().map(|line| if is_blank(line) { None } else { known.next().flatten() }).collect();
        Self { stands_for, ..self }
    }
}

fn only(mut places: impl Iterator<Item = Place>) -> Result<Option<Found>, Miss> {
    match (places.next(), places.next()) {
        (Some(first), Some(second)) => Err(ambiguous(first.lines.start, second.lines.start)),
        (first, _) => Ok(first.map(Found::Lines)),
    }
}

fn ambiguous(first: usize, second: usize) -> Miss {
    Miss::Ambiguous(unit::Line::from_index(first), unit::Line::from_index(second))
}

/// The quoted text as a part of the file that does not begin or end at a line's border, nor within a word.
fn part(text: &str, lines: &[Line<'_>], quoted: &[&str]) -> Result<Option<Found>, Miss> {
    let eol = lines.first().map_or("\n", |line| line.eol);
    let wanted = quoted.join(if eol.is_empty() { "\n" } else { eol });
    let is_word = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphanumeric() || character == '_')
    };
    let splits_word = |at: usize| {
        text.split_at_checked(at)
            .is_some_and(|(left, right)| is_word(left.chars().next_back()) && is_word(right.chars().next()))
    };
    let mut hits = text
        .match_indices(&wanted)
        .map(|(start, _)| start..start + wanted.len())
        .filter(|range| !splits_word(range.start) && !splits_word(range.end));
    match (hits.next(), hits.next()) {
        (Some(first), Some(second)) => {
            Err(ambiguous(line_at(text, first.start), line_at(text, second.start)))
        }
        (first, _) => Ok(first.map(Found::Part)),
    }
}

/// How alike the lines must be on average for a near match.
const NEAR: f64 = 0.9;
/// How far the best near match must be ahead of the second.
const LEAD: f64 = 0.1;
/// Below this, showing the closest lines would only mislead.
const RELATED: f64 = 0.4;
/// The most pairs of lines that are compared; some seconds' work.
const MOST_PAIRS: usize = 4_000_000;

/// The place whose lines resemble the quoted ones most, if it does so closely and alone.
fn near(lines: &[Line<'_>], dense: &[Numbered], words: &[&str]) -> Result<Place, Miss> {
    let nowhere = || Miss::Nowhere { closest: "and nothing there resembles it".to_owned() };
    if dense.len() < words.len() || dense.len().saturating_mul(words.len()) > MOST_PAIRS {
        return Err(nowhere());
    }
    let actual: Vec<_> = dense.iter().map(|(_, line)| Fingerprint::of(line)).collect();
    let quoted: Vec<_> = words.iter().map(|line| Fingerprint::of(line)).collect();
    #[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 lines")]
    let score = |window: &[Fingerprint]| {
        window.iter().zip(&quoted).map(|(actual, quoted)| actual.similarity(quoted)).sum::<f64>()
            / quoted.len() as f64
    };
    let mut ranked: Vec<_> = actual.windows(words.len()).map(score).zip(dense.windows(words.len())).collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a)); // Stable: of equals, the first in the file leads.
    let mut ranked = ranked.into_iter();
    let Some((best, window)) = ranked.next() else { return Err(nowhere()) };
    if best < RELATED {
        return Err(nowhere());
    }
    if best < NEAR {
        return Err(Miss::Nowhere { closest: show(lines, window) });
    }
    if let Some((_, rival)) = ranked.next().filter(|(second, _)| best - second < LEAD) {
        let start = |window: &[Numbered]| window.first().map_or(0, |(index, _)| *index);
        return Err(ambiguous(start(window).min(start(rival)), start(window).max(start(rival))));
    }
    Ok(Place::of(window, shift(window, words).unwrap_or_else(Shift::none)))
}

/// The lines of a window and two on either side, numbered.
fn show(lines: &[Line<'_>], window: &[Numbered]) -> String {
    const AROUND: usize = 2;
    const MOST: usize = 40;
    let start = window.first().map_or(0, |(index, _)| index.saturating_sub(AROUND));
    let end = window.last().map_or(0, |(index, _)| index + 1 + AROUND);
    let shown = lines.iter().enumerate().take(end).skip(start).take(MOST);
    let numbered: Vec<_> =
        shown.map(|(index, line)| format!("{}| {}", unit::Line::from_index(index), line.content)).collect();
    format!("the closest lines are:\n{}", numbered.join("\n"))
}
