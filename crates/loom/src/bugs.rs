//! Well-known mistakes in the places that may have to change. Pure.

use kinglet_domain::action::Lines;
use kinglet_domain::context::{Candidate, KnownBug, Target};
use kinglet_domain::edit::Edit;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::{Bug, Source};

use crate::repository::{File, Repository};
use crate::swapped::{self, swapped};

/// The most of them that are seldom right.
const MOST: usize = 12;
/// The most of the others.
const MOST_WEAK: usize = 8;

/// What looks like a well-known mistake in the candidates' files, in the order of these.
pub(crate) fn known_bugs(repository: &Repository, candidates: &[Candidate]) -> Vec<KnownBug> {
    let mut found: Vec<(bool, KnownBug)> = Vec::new();
    let has_any = |file: &&File| candidates.iter().any(|candidate| candidate.path == file.path);
    let files = || repository.files.iter().filter(has_any);
    let functions = swapped::functions(repository, files());
    for file in files() {
        let of_it = |candidate: &Candidate| candidate.path == file.path;
        let (Some(language), Some(first)) = (Language::of(&file.path), candidates.iter().position(of_it))
        else {
            continue;
        };
        let source = Source::parse(language, &file.text);
        let bugs = source.bugs().into_iter().chain(swapped(&functions, file, &source));
        for Bug { why, line, is_weak, is_sure, mended } in bugs {
            let holds = |it: &Candidate| of_it(it) && it.target != Target::File && it.contains(line);
            let about = candidates.iter().position(holds);
            // What stands in no candidate goes with the best one of its file, and comes last.
            let is_outside = about.is_none();
            let about = about.unwrap_or(first);
            if let Some(edit) = edit(&file.path, &file.text, &mended).filter(|_| !(is_outside && is_weak)) {
                found.push((is_outside, KnownBug { about, line, why, is_weak, is_sure, edit }));
            }
        }
    }
    found.sort_by_key(|(is_outside, it)| (*is_outside, it.about, it.line));
    let (weak, strong): (Vec<_>, Vec<_>) = found.into_iter().map(|(_, bug)| bug).partition(|bug| bug.is_weak);
    strong.into_iter().take(MOST).chain(weak.into_iter().take(MOST_WEAK)).collect()
}

/// The lines in which two texts differ, as an edit.
fn edit(path: &RelPath, before: &str, after: &str) -> Option<Edit> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let is_filled = |line: &&str| !line.trim().is_empty();
    // Lines are found by what stands in the first and the last of them.
    let first = old.get(..=same.min(old.len().checked_sub(1)?))?.iter().rposition(is_filled)?;
    let most = old.len().min(new.len()) - same;
    let behind =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let last = (old.len() - behind).max(first + 1) - 1;
    let last = last + old.get(last..)?.iter().position(is_filled)?;
    let kept = old.len() - 1 - last;
    let new = new.get(..new.len().checked_sub(kept)?)?;
    // Where all lines that are replaced are indented, what takes their place is, too.
    let margin = |lines: &[&str]| {
        lines.iter().filter(|line| is_filled(line)).map(|line| line.len() - line.trim_start().len()).min()
    };
    let mut from = first;
    while from > 0 && margin(old.get(from..=last)?) > margin(new.get(from..)?) {
        from -= 1;
    }
    let first = from + old.get(from..)?.iter().position(is_filled)?;
    let text = new.get(first..)?.join("\n");
    Some(Edit::Lines {
        path: path.clone(),
        lines: Lines::new(Line::from_index(first), Line::from_index(last)).ok()?,
        starts: (*old.get(first)?).to_owned(),
        ends: (*old.get(last)?).to_owned(),
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_of_the_lines_that_differ() {
        let path = RelPath::parse("a.py").unwrap();
        let told = |before: &str, after: &str| match edit(&path, before, after) {
            Some(Edit::Lines { lines, starts, ends, text, .. }) => {
                format!("{lines} {starts}|{ends}|{text:?}")
            }
            other => format!("{other:?}"),
        };
        assert_eq!(told("a\nb\nc\n", "a\nx\nc\n"), "2-2 b|b|\"x\"");
        assert_eq!(told("a\nb\nc\n", "a\nx\nb\nc\n"), "2-2 b|b|\"x\\nb\"");
        assert_eq!(told("a\n\nc\n", "a\n\nc\nx\n"), "3-3 c|c|\"c\\nx\"");
        assert_eq!(told("a\n\nc\n", "a\nx\n\nc\n"), "1-1 a|a|\"a\\nx\"");
        assert_eq!(told("a\nb\n\nc\n", "a\nc\n"), "2-4 b|c|\"c\"");
        assert_eq!(told("a\na\n", "a\na\na\n"), "2-2 a|a|\"a\\na\"");
        // What stands at the margin is no part of the lines that do not.
        assert_eq!(told("a:\n  b\n", "a:\n  b\nc\n"), "1-2 a:|  b|\"a:\\n  b\\nc\"");
    }
}
