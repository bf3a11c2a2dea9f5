//! From a task and a failed check to the places that may have to change.

use kinglet_domain::check::Report;
use kinglet_domain::context::{Candidate, Excerpt, Ground, KnownBug, Reason, Target};
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Symbol, SymbolKind};

use crate::bugs::known_bugs;
use crate::case::{cases, indented};
use crate::graph::{Graph, Id};
use crate::left_out::LeftOut;
use crate::repository::{File, Repository};
use crate::score::{self, Facts};
use crate::words;

/// The most candidates: a run asks about a handful.
const CANDIDATES: usize = 12;

/// The most failing tests that are shown.
const TESTS: usize = 2;

/// The most files of which it is said that they were left out.
const LEFT_OUT: usize = 5;

/// A file this short may be rewritten as a whole.
const SHORT_FILE_LINES: usize = 150;

/// What the survey starts from.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// What the user asked for.
    pub task: &'a str,
    /// What the check said.
    pub report: &'a Report,
}

/// What matters for a task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The places that may have to change, best first; equal scores by path and line.
    pub candidates: Vec<Candidate>,
    /// What looks like a well-known mistake in them, those first that are seldom right.
    pub bugs: Vec<KnownBug>,
    /// The source of the first failing tests.
    pub tests: Vec<Excerpt>,
    /// Files that the task or the failure names, or might mean where there are no candidates, and that were left out.
    pub left_out: Vec<LeftOut>,
    /// Whether there is no source file in a known language at all.
    pub is_empty: bool,
}

/// Chooses the code that matters. The same repository and query give the same survey.
#[must_use]
pub fn survey(repository: &Repository, query: Query<'_>) -> Survey {
    let graph = Graph::new(repository);
    let facts = facts(repository, &graph, query);
    let tests = facts.failing.iter().take(TESTS).filter_map(|case| case.excerpt(&graph)).collect();
    let candidates = best(repository, &graph, &facts);
    let is_due = |file: &&LeftOut| candidates.is_empty() || is_named(file, query);
    let left_out = repository.left_out.iter().filter(is_due).take(LEFT_OUT).cloned().collect();
    let bugs = known_bugs(repository, &candidates);
    Survey { candidates, bugs, tests, left_out, is_empty: repository.files.is_empty() }
}

/// The places of a [`survey`] alone.
#[must_use]
pub fn candidates(repository: &Repository, query: Query<'_>) -> Vec<Candidate> {
    let graph = Graph::new(repository);
    best(repository, &graph, &facts(repository, &graph, query))
}

fn facts<'a>(repository: &Repository, graph: &Graph<'_>, query: Query<'a>) -> Facts<'a> {
    let (failing, passing) = cases(repository, graph, query.report);
    Facts { task: query.task, report: query.report, failing, passing, is_followed: true }
}

fn best(repository: &Repository, graph: &Graph<'_>, facts: &Facts<'_>) -> Vec<Candidate> {
    let mut candidates = ranked(repository, graph, facts);
    candidates.truncate(CANDIDATES);
    candidates
}

/// The symbols of one file to which a task leads, best first.
pub(crate) fn places_in(repository: &Repository, query: Query<'_>, path: &RelPath) -> Vec<Candidate> {
    let graph = Graph::new(repository);
    let Query { task, report } = query;
    let facts = Facts { task, report, failing: Vec::new(), passing: Vec::new(), is_followed: false };
    let mut candidates = ranked(repository, &graph, &facts);
    candidates.retain(|candidate| candidate.path == *path);
    candidates
}

/// All places that have any points, best first; equal ones by path and line.
fn ranked(repository: &Repository, graph: &Graph<'_>, facts: &Facts<'_>) -> Vec<Candidate> {
    let points = score::points(graph, facts);
    let mut candidates: Vec<Candidate> =
        points.into_iter().filter_map(|(id, reasons)| candidate(graph, id, reasons)).collect();
    candidates.extend(outside_symbols(repository, facts.report));
    candidates.sort_by(|a, b| {
        b.score().cmp(&a.score()).then_with(|| a.path.cmp(&b.path)).then_with(|| a.first.cmp(&b.first))
    });
    candidates
}

/// Whether the task or a failure names a file that was left out.
fn is_named(file: &LeftOut, query: Query<'_>) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    words::mentions(query.task, name)
        || query.report.failures.iter().any(|failure| {
            words::mentions(&failure.message, name)
                || words::mentions(&failure.name, name)
                || failure.frames.iter().any(|frame| frame.path.as_str() == file.path)
        })
}

/// A symbol's text with the indentation of its first line.
fn text_of(file: &File, symbol: &Symbol) -> Option<String> {
    file.text.get(indented(file, symbol.span.start)..symbol.span.end).map(str::to_owned)
}

fn candidate(graph: &Graph<'_>, id: Id, reasons: Vec<Reason>) -> Option<Candidate> {
    let (file, symbol) = graph.file(id).zip(graph.symbol(id))?;
    // A class is rewritten through its methods; a type's methods are candidates of their own.
    if symbol.kind == SymbolKind::Type && !reasons.iter().any(|reason| reason.ground == Ground::Frame) {
        return None;
    }
    let text = text_of(file, symbol)?;
    let indented = text.len() - (symbol.span.end - symbol.span.start);
    let head = text.get(..indented + (symbol.name_end - symbol.span.start))?.to_owned();
    Some(Candidate {
        path: file.path.clone(),
        target: Target::Symbol { name: symbol.name.clone(), head },
        first: symbol.first,
        text,
        reasons,
    })
}

/// Short files that a failure points into, outside any symbol: an import, a statement of the module.
fn outside_symbols(repository: &Repository, report: &Report) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for frame in report.failures.iter().flat_map(|failure| &failure.frames) {
        let Some(line) = frame.line else { continue };
        let outside = |file: &&File| {
            file.path == frame.path
                && !file.is_test()
                && file.text.lines().count() <= SHORT_FILE_LINES
                && !file.symbols.iter().any(|(symbol, _)| symbol.contains(line))
        };
        if let Some(file) = repository.files.iter().find(outside)
            && !found.iter().any(|candidate| candidate.path == file.path)
        {
            found.push(Candidate {
                path: file.path.clone(),
                target: Target::File,
                first: kinglet_domain::unit::Line::FIRST,
                text: file.text.clone(),
                reasons: vec![score::outside_symbols(line)],
            });
        }
    }
    found
}

#[cfg(test)]
pub(crate) mod tests;
