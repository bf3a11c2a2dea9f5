//! Finds the text that a model quotes from a file, although it rarely quotes exactly.
//!
//! The rungs go from strict to lenient. The first one on which anything matches decides: one match is taken, two
//! are an error, because every later rung would match at least there. Only the symbol that is meant tells two apart,
//! or a line number that is far nearer to one of them.

use std::fmt;
use std::ops::Range;

use kinglet_domain::unit;

use crate::shift::{Shift, shift};
use crate::similarity::Fingerprint;
use crate::text::{Line, is_blank, line_at};

/// Where a quoted text was found, and how.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    pub(crate) found: Found,
    pub(crate) rung: Rung,
    /// What it took to tell it from other places.
    pub(crate) told_by: Option<Sign>,
}

/// What tells one of several places from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Symbol,
    Number,
}

/// What was found.
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

/// In what a quoted text and the file's differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Rung {
    Exact,
    LineEnds,
    Indentation,
    BlankLines,
    Part,
    /// So alike are the lines on average.
    Near(f64),
}

impl fmt::Display for Rung {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => out.write_str("matched"),
            Self::LineEnds => out.write_str("matched but for white space at the ends of lines"),
            Self::Indentation => out.write_str("matched but for the indentation"),
            Self::BlankLines => out.write_str("matched but for blank lines"),
            Self::Part => out.write_str("matched a part of the line"),
            Self::Near(similarity) => write!(out, "matched nearly: {:.0} % alike", similarity * 100.0),
        }
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

/// Where something is sought.
#[derive(Debug, Clone)]
pub(crate) struct Haystack<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    region: Range<usize>,
    symbol: Option<Range<usize>>,
}

impl<'a> Haystack<'a> {
    /// All of a file.
    ///
    /// - `symbol`: the lines of the symbol that is meant where something is there twice.
    pub(crate) fn new(text: &'a str, lines: &'a [Line<'a>], symbol: Option<Range<usize>>) -> Self {
        Self { text, lines, region: 0..lines.len(), symbol }
    }

    /// Only these lines of it.
    pub(crate) fn only(&self, region: Range<usize>) -> Self {
        Self { region, symbol: None, ..self.clone() }
    }

    pub(crate) fn lines(&self) -> &'a [Line<'a>] {
        self.lines
    }

    /// Finds `quoted`, of which at least one line is not blank, as far as it differs in white space only.
    ///
    /// - `number`: the line at which it begins, by the reply.
    pub(crate) fn strict(&self, quoted: &[&str], number: Option<unit::Line>) -> Result<Match, Miss> {
        let found = self.or_by_symbol(|haystack| haystack.climb(quoted, None));
        match (&found, number) {
            (Err(Miss::Ambiguous(..)), Some(number)) => {
                let nearest = self.climb(quoted, Some(number.index()));
                nearest.map(|found| Match { told_by: Some(Sign::Number), ..found })
            }
            _ => found,
        }
    }

    /// Finds the lines that resemble `quoted` most, if they do so closely and alone.
    pub(crate) fn near(&self, quoted: &[&str]) -> Result<Match, Miss> {
        self.or_by_symbol(|haystack| haystack.most_alike(quoted))
    }

    fn or_by_symbol(&self, find: impl Fn(&Self) -> Result<Match, Miss>) -> Result<Match, Miss> {
        let found = find(self);
        let Some(symbol) = self.symbol.clone().filter(|_| matches!(found, Err(Miss::Ambiguous(..)))) else {
            return found;
        };
        let within = find(&self.only(symbol));
        within.map(|found| Match { told_by: Some(Sign::Symbol), ..found }).or(found)
    }

    /// - `number`: what tells places apart, as a position.
    fn climb(&self, quoted: &[&str], number: Option<usize>) -> Result<Match, Miss> {
        let all = self.numbered();
        let rungs: [(Rung, Accept); 3] = [
            (Rung::Exact, same),
            (Rung::LineEnds, same_but_for_line_ends),
            (Rung::Indentation, same_but_for_indentation),
        ];
        for (rung, accept) in rungs {
            if let Some(place) = only(windows(&all, quoted, accept), number)? {
                return Ok(Match::new(Found::Lines(place), rung));
            }
        }
        let dense = without_blanks(&all);
        let words: Vec<&str> = quoted.iter().copied().filter(|line| !is_blank(line)).collect();
        let sparse = windows(&dense, &words, same_but_for_indentation).map(|place| place.with_blanks(quoted));
        if let Some(place) = only(sparse, number)? {
            return Ok(Match::new(Found::Lines(place), Rung::BlankLines));
        }
        let part = self.part(quoted)?.ok_or_else(nowhere)?;
        Ok(Match::new(Found::Part(part), Rung::Part))
    }

    fn numbered(&self) -> Vec<Numbered<'a>> {
        let lines = self.lines.iter().map(|line| line.content).enumerate();
        lines.take(self.region.end).skip(self.region.start).collect()
    }

    /// The quoted text as a part of the file that does not begin or end at a line's border, nor within a word.
    fn part(&self, quoted: &[&str]) -> Result<Option<Range<usize>>, Miss> {
        let start_of = |index: usize| self.lines.get(index).map_or(self.text.len(), |line| line.start);
        let (from, to) = (start_of(self.region.start), start_of(self.region.end));
        let eol = self.lines.first().map_or("\n", |line| line.eol);
        let wanted = quoted.join(if eol.is_empty() { "\n" } else { eol });
        let is_word = |character: Option<char>| {
            character.is_some_and(|character| character.is_alphanumeric() || character == '_')
        };
        let splits_word = |at: usize| {
            self.text.split_at_checked(at).is_some_and(|(left, right)| {
                is_word(left.chars().next_back()) && is_word(right.chars().next())
            })
        };
        let mut hits = self
            .text
            .get(from..to)
            .unwrap_or_default()
            .match_indices(&wanted)
            .map(|(start, _)| from + start..from + start + wanted.len())
            .filter(|range| !splits_word(range.start) && !splits_word(range.end));
        match (hits.next(), hits.next()) {
            (Some(first), Some(second)) => {
                Err(ambiguous(line_at(self.text, first.start), line_at(self.text, second.start)))
            }
            (first, _) => Ok(first),
        }
    }

    fn most_alike(&self, quoted: &[&str]) -> Result<Match, Miss> {
        let dense = without_blanks(&self.numbered());
        let words: Vec<&str> = quoted.iter().copied().filter(|line| !is_blank(line)).collect();
        if dense.len() < words.len() || dense.len().saturating_mul(words.len()) > MOST_PAIRS {
            return Err(nowhere());
        }
        let actual: Vec<_> = dense.iter().map(|(_, line)| Fingerprint::of(line)).collect();
        let wanted: Vec<_> = words.iter().map(|line| Fingerprint::of(line)).collect();
        let alike = |window: &[Fingerprint]| Alike::of(window, &wanted);
        let mut ranked: Vec<_> =
            actual.windows(words.len()).map(alike).zip(dense.windows(words.len())).collect();
        // Stable: of equals, the first in the file leads.
        ranked.sort_by(|(a, _), (b, _)| b.mean.total_cmp(&a.mean));
        let mut ranked = ranked.into_iter();
        let Some((best, window)) = ranked.next().filter(|(best, _)| best.mean >= RELATED) else {
            return Err(nowhere());
        };
        let shift = shift(window, &words).filter(|_| best.mean >= NEAR && best.least >= LEAST);
        let Some(shift) = shift else {
            return Err(Miss::Nowhere { closest: show(self.lines, &covered(window)) });
        };
        if let Some((_, rival)) = ranked.next().filter(|(second, _)| best.mean - second.mean < LEAD) {
            let (first, second) = (covered(window).start, covered(rival).start);
            return Err(ambiguous(first.min(second), first.max(second)));
        }
        let place = Place::of(window, shift).with_blanks(quoted);
        Ok(Match::new(Found::Lines(place), Rung::Near(best.mean)))
    }
}

impl Match {
    fn new(found: Found, rung: Rung) -> Self {
        Self { found, rung, told_by: None }
    }

    /// What had to be overlooked; `None` if nothing had to be.
    pub(crate) fn repair(&self) -> Option<String> {
        let sign = match self.told_by {
            None => "",
            Some(Sign::Symbol) => ", in the symbol that is meant",
            Some(Sign::Number) => ", nearest to the line number that is given",
        };
        let is_literal = matches!(self.rung, Rung::Exact | Rung::Part) && self.told_by.is_none();
        (!is_literal).then(|| format!("{}{sign}", self.rung))
    }
}

/// Compares lines of the file with as many quoted ones, and tells how the latter must be shifted.
type Accept = fn(&[Numbered], &[&str]) -> Option<Shift>;

/// A line's content, after its position in the file.
pub(crate) type Numbered<'a> = (usize, &'a str);

fn without_blanks<'a>(all: &[Numbered<'a>]) -> Vec<Numbered<'a>> {
    all.iter().copied().filter(|(_, line)| !is_blank(line)).collect()
}

/// What counts as white space: others, such as a space that does not break, are no indentation.
const SPACES: [char; 4] = [' ', '\t', '\r', '\u{c}'];

fn same(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    actual.iter().zip(quoted).all(|((_, actual), quoted)| actual == quoted).then(Shift::none)
}

fn same_but_for_line_ends(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    let equal = |((_, actual), quoted): (&Numbered, &&str)| {
        actual.trim_end_matches(SPACES) == quoted.trim_end_matches(SPACES)
    };
    actual.iter().zip(quoted).all(equal).then(Shift::none)
}

fn same_but_for_indentation(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    let equal = |((_, actual), quoted): (&Numbered, &&str)| {
        actual.trim_matches(SPACES) == quoted.trim_matches(SPACES)
    };
    actual.iter().zip(quoted).all(equal).then(|| shift(actual, quoted)).flatten()
}

/// Every place where as many lines as are quoted are accepted.
fn windows<'a>(
    lines: &'a [Numbered<'a>],
    quoted: &'a [&'a str],
    accept: impl Fn(&[Numbered<'a>], &[&str]) -> Option<Shift> + 'a,
) -> impl Iterator<Item = Place> + 'a {
    lines.windows(quoted.len()).filter_map(move |window| Some(Place::of(window, accept(window, quoted)?)))
}

impl Place {
    fn of(window: &[Numbered], shift: Shift) -> Self {
        let stands_for = window.iter().map(|(index, _)| Some(*index)).collect();
        Self { lines: covered(window), stands_for, shift }
    }

    /// The same place, found without the blank ones among the `quoted` lines.
    fn with_blanks(self, quoted: &[&str]) -> Self {
        let mut known = self.stands_for.into_iter();
        let stands_for =
            quoted.iter().map(|line| if is_blank(line) { None } else { known.next().flatten() }).collect();
        Self { stands_for, ..self }
    }
}

fn covered(window: &[Numbered]) -> Range<usize> {
    window.first().map_or(0, |(index, _)| *index)..window.last().map_or(0, |(index, _)| index + 1)
}

/// The one place, or that of several which a number tells from the others.
fn only(mut places: impl Iterator<Item = Place>, number: Option<usize>) -> Result<Option<Place>, Miss> {
    match (places.next(), places.next()) {
        (Some(first), Some(second)) => {
            let miss = ambiguous(first.lines.start, second.lines.start);
            let all = [first, second].into_iter().chain(places);
            let nearest = number.and_then(|number| nearest(all, number, |place| place.lines.start));
            nearest.map(Some).ok_or(miss)
        }
        (first, _) => Ok(first),
    }
}

/// A number that is further off says nothing.
const FAR: usize = 10;

/// The one of several places that a line number means: models miscount by a line or two, and what stood there may have
/// moved, so all others must lie more than three times as far off.
///
/// - `position`: where a place begins.
pub(crate) fn nearest<P>(
    places: impl Iterator<Item = P>,
    number: usize,
    position: impl Fn(&P) -> usize,
) -> Option<P> {
    let mut places: Vec<(usize, P)> =
        places.map(|place| (position(&place).abs_diff(number), place)).collect();
    places.sort_by_key(|(off, _)| *off);
    let next = places.get(1).map_or(usize::MAX, |(off, _)| *off);
    let (off, place) = places.into_iter().next()?;
    (off <= FAR && 3 * (off + 1) < next).then_some(place)
}

fn ambiguous(first: usize, second: usize) -> Miss {
    Miss::Ambiguous(unit::Line::from_index(first), unit::Line::from_index(second))
}

/// Nothing is like it.
pub(crate) fn nowhere() -> Miss {
    Miss::Nowhere { closest: "and nothing there resembles it".to_owned() }
}

/// How alike the lines must be on average for a near match.
const NEAR: f64 = 0.9;
/// How alike each of them must be: one that is not is another line, however many others agree.
const LEAST: f64 = 0.6;
/// How far the best near match must be ahead of the second.
const LEAD: f64 = 0.1;
/// Below this, showing the closest lines would only mislead.
const RELATED: f64 = 0.4;
/// The most pairs of lines that are compared; some seconds' work.
const MOST_PAIRS: usize = 4_000_000;

/// How alike as many lines of a file are as were quoted.
#[derive(Debug, Clone, Copy)]
struct Alike {
    mean: f64,
    least: f64,
}

impl Alike {
    #[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 lines")]
    fn of(window: &[Fingerprint], wanted: &[Fingerprint]) -> Self {
        let (mut sum, mut least) = (0.0, 1.0_f64);
        for (actual, wanted) in window.iter().zip(wanted) {
            let similarity = actual.similarity(wanted);
            sum += similarity;
            least = least.min(similarity);
        }
        Self { mean: sum / wanted.len() as f64, least }
    }
}

/// Some lines and two on either side, numbered.
pub(crate) fn show(lines: &[Line<'_>], range: &Range<usize>) -> String {
    const AROUND: usize = 2;
    const MOST: usize = 40;
    let shown = lines.iter().enumerate().take(range.end + AROUND).skip(range.start.saturating_sub(AROUND));
    let numbered: Vec<_> = shown
        .take(MOST)
        .map(|(index, line)| format!("{}| {}", unit::Line::from_index(index), line.content))
        .collect();
    format!("the closest lines are:\n{}", numbered.join("\n"))
}
