//! Test cases: what ran as one test, as far as the source and a check's output tell.
//!
//! Mostly a case is a whole test function. Where a program tests itself (a `main` that calls what it tests, and prints what
//! went wrong), it is a paragraph of it: the lines between two empty ones.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use kinglet_domain::check::{Failure, FailureKind, Frame, Report};
use kinglet_domain::context::Excerpt;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::SymbolKind;

use crate::graph::{Graph, Id};
use crate::repository::{File, Repository};

/// A shorter text in quotes may stand in any output.
const SHORTEST: usize = 8;

/// What a line of the output begins with that says nothing is wrong.
const FINE: [&str; 4] = ["ok", "pass", "passed", "success"];

/// A longer paragraph is no case but a program.
const LONGEST_LINES: usize = 40;

/// A test case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Case {
    /// The symbol that it lies in.
    pub(crate) of: Id,
    /// Where in its file it stands, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Case {
    pub(crate) fn whole(graph: &Graph<'_>, of: Id) -> Option<Self> {
        let span = &graph.symbol(of)?.span;
        Some(Self { of, start: span.start, end: span.end })
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn excerpt(&self, graph: &Graph<'_>) -> Option<Excerpt> {
        let file = graph.file(self.of)?;
        let start = indented(file, self.start);
        let first = Line::from_index(file.text.get(..start)?.matches('\n').count());
        Some(Excerpt { path: file.path.clone(), first, text: file.text.get(start..self.end)?.to_owned() })
    }
}

/// Where the line begins in which something begins, if nothing stands before it.
pub(crate) fn indented(file: &File, start: usize) -> usize {
    let before = file.text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    if before.get(line_start..).is_some_and(|before| before.trim().is_empty()) { line_start } else { start }
}

/// The cases that failed, in the order of the report, and all others.
pub(crate) fn cases(repository: &Repository, graph: &Graph<'_>, report: &Report) -> (Vec<Case>, Vec<Case>) {
    let whole = |id: Id| Case::whole(graph, id);
    let failing: Vec<Case> = failing_tests(graph, report).into_iter().filter_map(whole).collect();
    let tests = graph.ids().filter(|&id| is_runnable_test(graph, id)).filter_map(whole);
    let mut others: BTreeSet<Case> = tests.filter(|case| !failing.contains(case)).collect();
    if !failing.is_empty() || report.is_success() {
        return (failing, others.into_iter().collect());
    }
    let mut failing: Vec<Case> = Vec::new();
    for (path, line) in places(repository, report) {
        let Some((case, before)) = around(graph, &path, line) else { continue };
        others.extend(before);
        if !failing.contains(&case) {
            failing.push(case);
        }
    }
    others.retain(|other| !failing.contains(other));
    (failing, others.into_iter().collect())
}

/// Where tests stand that the output speaks of: by the lines in it, else by what they say.
fn places(repository: &Repository, report: &Report) -> Vec<(RelPath, Line)> {
    // What was not built said nothing.
    if report.failures.iter().any(|failure| failure.kind == FailureKind::Build) {
        return Vec::new();
    }
    let tests = || repository.files.iter().filter(|file| file.is_test());
    let is_test = |frame: &&Frame| tests().any(|file| file.path == frame.path);
    // Who called the helper that failed.
    let outermost = report.failures.iter().filter_map(|failure| failure.frames.iter().rfind(is_test));
    let by_line: Vec<_> = outermost.filter_map(|frame| Some((frame.path.clone(), frame.line?))).collect();
    if !by_line.is_empty() {
        return by_line;
    }
    let lines = tests()
        .flat_map(|file| file.text.lines().enumerate().map(move |(index, line)| (&file.path, index, line)));
    let quoted: Vec<(&RelPath, usize, &str)> =
        lines.flat_map(|(path, index, line)| pieces(line).map(move |piece| (path, index, piece))).collect();
    let said = report.failures.iter().map(|failure| failure.message.as_str());
    let said = said.chain([report.summary.as_str()]).flat_map(str::lines);
    let is_fine = |said: &&str| FINE.contains(&word(said).to_lowercase().as_str()) || said.starts_with('✓');
    let mut found = Vec::new();
    for said in said.filter(|said| !is_fine(said)) {
        let told = quoted.iter().filter(|(.., piece)| said.contains(piece));
        // Of several, the one that says most of it; it may be said in several places.
        let best = told.max_by_key(|(_, index, piece)| (piece.len(), Reverse(*index)));
        if let Some((path, index, _)) = best {
            let place = ((*path).clone(), Line::from_index(*index));
            if !found.contains(&place) {
                found.push(place);
            }
        }
    }
    found
}

/// What stands in quotes in a line of source, and is long enough to mean something in an output. What is filled in later, or
/// escaped, is not in it.
fn pieces(source: &str) -> impl Iterator<Item = &str> {
    // Every other part stands in quotes.
    let in_quotes = ['"', '\'', '`'].into_iter().flat_map(|quote| source.split(quote).skip(1).step_by(2));
    let pieces = in_quotes.flat_map(|text| text.split(['%', '{', '}', '\\', '$'])).map(str::trim);
    pieces.filter(|piece| piece.len() >= SHORTEST && piece.contains(' '))
}

/// The case around a line, and those before it in the same function that begin as its line does: `expect(…)` tells of each what
/// `expect(…)` tells of it. What stands behind it may never have run.
fn around(graph: &Graph<'_>, path: &RelPath, line: Line) -> Option<(Case, Vec<Case>)> {
    let holds = |id: &Id| {
        graph.file(*id).is_some_and(|file| file.path == *path)
            && graph.symbol(*id).is_some_and(|it| it.kind == SymbolKind::Function && it.contains(line))
    };
    let of = graph.ids().filter(holds).max_by_key(|&id| graph.symbol(id).map(|it| it.span.start))?;
    if is_runnable_test(graph, of) {
        return Some((Case::whole(graph, of)?, Vec::new()));
    }
    let (file, symbol) = graph.file(of).zip(graph.symbol(of))?;
    // The lines of its body: not its head, nor the bracket that closes it.
    let mut lines: Vec<(Line, usize, &str)> = Vec::new();
    let mut at = 0;
    for (index, text) in file.text.split_inclusive('\n').enumerate() {
        let number = Line::from_index(index);
        let is_end = number == symbol.last && !text.contains(char::is_alphanumeric);
        if symbol.first < number && number <= symbol.last && !is_end {
            lines.push((number, at, text.trim_end()));
        }
        at += text.len();
    }
    let it = lines.iter().position(|(number, ..)| *number == line)?;
    let paragraph = paragraph(&lines, it);
    let (first, _) = paragraph;
    // A statement may take several lines.
    let ends = |(_, _, text): &(Line, usize, &str)| text.ends_with([';', '{', '}', ':']);
    let begun = lines.get(first..it)?.iter().rposition(ends).map_or(first, |at| first + at + 1);
    let case = |(first, last): (usize, usize)| {
        let (&(_, start, _), &(_, at, text)) = lines.get(first).zip(lines.get(last))?;
        Some(Case { of, start, end: at + text.len() })
    };
    let is_short = |(first, last): &(usize, usize)| last - first < LONGEST_LINES;
    let failing = case(Some(paragraph).filter(is_short)?)?;
    let (.., head) = lines.get(begun)?;
    let tells = |at: &usize| {
        lines.get(*at).is_some_and(|(.., text)| !word(text).is_empty() && word(text) == word(head))
    };
    let before = (0..begun).filter(tells).filter_map(|at| {
        let other = self::paragraph(&lines, at);
        case(if other == paragraph { (at, at) } else { other })
    });
    Some((failing, before.collect()))
}

/// The first and the last of the lines around one that are not empty.
fn paragraph(lines: &[(Line, usize, &str)], at: usize) -> (usize, usize) {
    let is_empty = |at: &usize| lines.get(*at).is_none_or(|(.., text)| text.is_empty());
    let first = (0..at).rev().find(is_empty).map_or(0, |empty| empty + 1);
    let last = (at..lines.len()).find(is_empty).unwrap_or(lines.len());
    (first, last.saturating_sub(1).max(at))
}

/// The word that a line begins with.
fn word(line: &str) -> &str {
    line.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The failing tests, in the order of the report: by the frames in them, else by their names.
fn failing_tests(graph: &Graph<'_>, report: &Report) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    for failure in &report.failures {
        let by_frame = graph.ids().filter(|&id| is_runnable_test(graph, id) && has_frame(graph, id, failure));
        let innermost = by_frame.max_by_key(|&id| graph.symbol(id).map(|symbol| symbol.span.start));
        let by_name = || graph.ids().find(|&id| is_runnable_test(graph, id) && has_name(graph, id, failure));
        if let Some(id) = innermost.or_else(by_name)
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    found
}

fn has_frame(graph: &Graph<'_>, id: Id, failure: &Failure) -> bool {
    let Some((file, symbol)) = graph.file(id).zip(graph.symbol(id)) else { return false };
    failure
        .frames
        .iter()
        .any(|frame| frame.path == file.path && frame.line.is_some_and(|line| symbol.contains(line)))
}

fn has_name(graph: &Graph<'_>, id: Id, failure: &Failure) -> bool {
    let Some(symbol) = graph.symbol(id) else { return false };
    let plain = failure.name.split(['[', '/']).next().unwrap_or_default();
    // `tests/test_a.py::TestB::test_c` loses its path at the slash: look at the whole name's end, too.
    [plain, failure.name.split('[').next().unwrap_or_default()].iter().any(|name| {
        let last = name.rsplit([':', '.', ' ', '>']).next().unwrap_or_default();
        last == symbol.short_name() || *name == symbol.name
    }) || failure.name.ends_with(&symbol.name)
}

/// A test that a runner runs, not a helper of tests.
fn is_runnable_test(graph: &Graph<'_>, id: Id) -> bool {
    let Some(symbol) = graph.symbol(id) else { return false };
    let name = symbol.short_name();
    graph.is_test(id)
        && match symbol.kind {
            SymbolKind::Test => true,
            SymbolKind::Function => {
                let in_rust = graph.file(id).is_some_and(|file| file.path.extension() == "rs");
                name.starts_with("test") || name.starts_with("Test") || in_rust
            }
            _ => false,
        }
}
