//! Unified diffs in place of the code that was asked for.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::symbol::dedent;

/// What a piece of code turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Code, as far as can be told.
    Code,
    /// A diff, and what it makes of the original.
    Applied(String),
    /// A diff that does not lead to one clear result.
    Unfit,
}

/// A line of a hunk, without its sign.
#[derive(Clone, Copy)]
enum Line<'a> {
    /// Unchanged. The space that is its sign may have been left out.
    Kept(&'a str),
    Removed(&'a str),
    Added(&'a str),
}

/// Reads a piece of code as a diff of the original, if it is one.
///
/// - `info`: what stands after the fence.
/// - `original`: as it was shown; the result stands at the margin, as it does.
pub(crate) fn read(code: &str, info: &str, original: &str) -> Reading {
    let (code, original) = (dedent(code), dedent(original));
    let old: Vec<&str> = original.lines().collect();
    let (hunks, has_header) = hunks(&code);
    let signed = || hunks.iter().flatten().filter(|line| !matches!(line, Line::Kept(_)));
    // A line of code, too, may begin with a sign.
    if !signed()
        .any(|line| !matches!(line, Line::Added(text) | Line::Removed(text) if text.trim().is_empty()))
    {
        return Reading::Code;
    }
    let takes_away = |line: &Line<'_>| matches!(line, Line::Removed(text) if old.iter().any(|it| it.trim() == text.trim()));
    let is_surely = has_header || matches!(info, "diff" | "patch" | "udiff") || signed().any(takes_away);
    match apply(&hunks, &old) {
        Some(new) => Reading::Applied(new),
        None if is_surely => Reading::Unfit,
        None => Reading::Code,
    }
}

/// The hunks, and whether anything but their lines says that it is a diff.
fn hunks(code: &str) -> (Vec<Vec<Line<'_>>>, bool) {
    let lines: Vec<&str> = code.lines().collect();
    let is_names =
        |pair: &[&str]| matches!(pair, [old, new] if old.starts_with("--- ") && new.starts_with("+++ "));
    let names = lines.windows(2).position(is_names);
    let is_range = |line: &&str| line.starts_with("@@");
    let first = names.map(|at| at + 2).or_else(|| lines.iter().position(is_range));
    let mut hunks = vec![Vec::new()];
    for line in lines.iter().skip(first.unwrap_or(0)).copied() {
        if is_range(&line) {
            hunks.push(Vec::new());
        } else if !line.starts_with("\\ No newline")
            && let Some(hunk) = hunks.last_mut()
        {
            hunk.push(match line.split_at_checked(1) {
                Some(("-", text)) => Line::Removed(text),
                Some(("+", text)) => Line::Added(text),
                _ => Line::Kept(line),
            });
        }
    }
    for hunk in &mut hunks {
        let is_blank = |line: &Line<'_>| matches!(line, Line::Kept(text) if text.trim().is_empty());
        let end = hunk.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
        hunk.truncate(end);
        hunk.drain(..hunk.iter().take_while(|line| is_blank(line)).count());
    }
    hunks.retain(|hunk| !hunk.is_empty());
    (hunks, first.is_some())
}

/// What the hunks make of the lines; `None` if one of them fits nowhere or in several places.
fn apply(hunks: &[Vec<Line<'_>>], old: &[&str]) -> Option<String> {
    if hunks.iter().flatten().all(|line| matches!(line, Line::Added(_))) {
        // All of it is written anew.
        let added = hunks.iter().flatten().map(|line| text(*line));
        return Some(added.collect::<Vec<_>>().join("\n"));
    }
    let mut new = Vec::new();
    let mut next = 0;
    for hunk in hunks {
        let place = place(hunk, old)?;
        new.extend(old.get(next..place.start)?.iter().map(|line| (*line).to_owned()));
        next = place.end;
        let mut quoted = old.get(place)?.iter();
        let shift = shift(hunk, quoted.as_slice())?;
        for line in hunk {
            match line {
                Line::Kept(_) => new.push((*quoted.next()?).to_owned()),
                Line::Removed(_) => drop(quoted.next()),
                Line::Added(text) => new.push(shifted(text, shift)),
            }
        }
    }
    new.extend(old.get(next..)?.iter().map(|line| (*line).to_owned()));
    Some(new.join("\n"))
}

fn text(line: Line<'_>) -> &str {
    let (Line::Kept(text) | Line::Removed(text) | Line::Added(text)) = line;
    text
}

/// The one place of a hunk's kept and removed lines: as they are indented, or else whatever their indentation.
fn place(hunk: &[Line<'_>], old: &[&str]) -> Option<Range<usize>> {
    let quoted: Vec<Line<'_>> = hunk.iter().copied().filter(|line| !matches!(line, Line::Added(_))).collect();
    let exactly = |line: &Line<'_>, actual: &str| match line {
        Line::Kept(text) => [*text, unsigned(text)].iter().any(|text| text.trim_end() == actual.trim_end()),
        other => text(*other).trim_end() == actual.trim_end(),
    };
    let roughly = |line: &Line<'_>, actual: &str| text(*line).trim() == actual.trim();
    let places = |same: &dyn Fn(&Line<'_>, &str) -> bool| -> Vec<usize> {
        let fits = |window: &[&str]| quoted.iter().zip(window).all(|(line, actual)| same(line, actual));
        let windows = old.windows(quoted.len().max(1)).enumerate();
        windows.filter(|(_, window)| fits(window)).map(|(at, _)| at).collect()
    };
    let found = Some(places(&exactly)).filter(|found| !found.is_empty()).unwrap_or_else(|| places(&roughly));
    match found.as_slice() {
        [start] if !quoted.is_empty() => Some(*start..start + quoted.len()),
        _ => None,
    }
}

/// A kept line without the space that is its sign.
fn unsigned(text: &str) -> &str {
    text.strip_prefix(' ').unwrap_or(text)
}

/// By how many columns the hunk's lines must be moved to lie as the original's: by what its removed lines say, or else
/// its kept ones; `None` if they do not agree.
fn shift(hunk: &[Line<'_>], quoted: &[&str]) -> Option<isize> {
    let width = |line: &str| isize::try_from(line.len() - line.trim_start().len()).ok();
    let actual = || hunk.iter().filter(|line| !matches!(line, Line::Added(_))).zip(quoted);
    let filled = || actual().filter(|(_, actual)| !actual.trim().is_empty());
    let mut shifts = BTreeSet::new();
    for (line, actual) in filled() {
        if let Line::Removed(text) = line {
            shifts.insert(width(actual)? - width(text)?);
        }
    }
    if shifts.is_empty() {
        for (line, actual) in filled() {
            let text = text(*line);
            // Where it lies as it should, the sign was left out.
            let text = if text.trim_end() == actual.trim_end() { text } else { unsigned(text) };
            shifts.insert(width(actual)? - width(text)?);
        }
    }
    let first = shifts.pop_first().unwrap_or(0);
    shifts.is_empty().then_some(first)
}

fn shifted(line: &str, by: isize) -> String {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    match usize::try_from(by) {
        _ if line.trim().is_empty() => String::new(),
        Ok(more) => format!("{}{line}", " ".repeat(more)),
        Err(_) => line.get(by.unsigned_abs().min(spaces)..).unwrap_or(line).to_owned(),
    }
}
