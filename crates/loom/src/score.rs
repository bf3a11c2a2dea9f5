//! The points that make a symbol a candidate. All of them stand here.

use std::collections::{BTreeMap, BTreeSet};

use kinglet_domain::check::Report;
use kinglet_domain::context::Reason;
use kinglet_syntax::{Symbol, SymbolKind};

use crate::graph::{Graph, Id};
use crate::words;

const NEAREST_FRAME: i32 = 40;
const OTHER_FRAME: i32 = 20;
const NAMED_IN_TASK: i32 = 24;
const FILE_IN_TASK: i32 = 12;
/// By the number of calls between a failing test and the symbol.
const REACHED: [i32; 5] = [16, 14, 10, 6, 3];
/// For a symbol that failing tests reach and no passing test does.
const SUSPICION: f64 = 20.0;
const SHARED_WORD: i32 = 3;
const MOST_SHARED_WORDS: usize = 4;
/// A function of three lines or fewer leaves little room for a bug.
const TRIVIAL: i32 = -8;
/// A table or a constant is wrong less often than the code that reads it.
const CONSTANT: i32 = -6;
/// What is too long to be rewritten at once.
const LONG: i32 = -10;
const LONG_LINES: u32 = 120;

/// What is known before the scoring.
pub(crate) struct Facts<'a> {
    pub(crate) task: &'a str,
    pub(crate) report: &'a Report,
    /// The tests that failed.
    pub(crate) failing: BTreeSet<Id>,
    /// All other tests of the repository.
    pub(crate) passing: BTreeSet<Id>,
}

/// The points of every symbol that has any, tests left out.
pub(crate) fn points(graph: &Graph<'_>, facts: &Facts<'_>) -> BTreeMap<Id, Vec<Reason>> {
    let mut board = Board(BTreeMap::new());
    frames(graph, facts, &mut board);
    task(graph, facts, &mut board);
    tests(graph, facts, &mut board);
    shared_words(graph, facts, &mut board);
    let mut points = board.0;
    points.retain(|id, _| !graph.is_test(*id));
    for (id, reasons) in &mut points {
        reasons.extend(graph.symbol(*id).and_then(handicap));
    }
    points
}

struct Board(BTreeMap<Id, Vec<Reason>>);

impl Board {
    fn add(&mut self, id: Id, points: i32, why: String) {
        let reasons = self.0.entry(id).or_default();
        if points != 0 && !reasons.iter().any(|reason| reason.why == why) {
            reasons.push(Reason { points, why });
        }
    }
}

/// The innermost symbol around each place that the check's output names.
fn frames(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    for failure in &facts.report.failures {
        let mut nearest = true;
        for frame in &failure.frames {
            let Some(line) = frame.line else { continue };
            let around = graph.ids().filter(|&id| {
                graph.file(id).is_some_and(|file| file.path == frame.path)
                    && graph.symbol(id).is_some_and(|symbol| symbol.contains(line))
            });
            let Some(id) = around.max_by_key(|&id| graph.symbol(id).map(|symbol| symbol.span.start)) else {
                continue;
            };
            if graph.is_test(id) {
                continue;
            }
            let (points, what) =
                if nearest { (NEAREST_FRAME, "nearest frame") } else { (OTHER_FRAME, "frame") };
            board.add(id, points, format!("{what} of the failure, line {line}"));
            nearest = false;
        }
    }
}

/// Symbols and files that the task names.
fn task(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    for name in words::identifiers(facts.task) {
        // An English word is no name, unless something that looks like code makes it one.
        let looks_like_code = name.contains(['_', '.']) || name.chars().skip(1).any(char::is_uppercase);
        let quoted = facts.task.contains(&format!("`{name}`")) || facts.task.contains(&format!("{name}("));
        if looks_like_code || quoted {
            for id in graph.defined(name) {
                board.add(id, NAMED_IN_TASK, format!("the task names {name}"));
            }
        }
    }
    for id in graph.ids() {
        if let Some(file) = graph.file(id)
            && facts.task.contains(file.path.file_name())
        {
            board.add(id, FILE_IN_TASK, format!("the task names {}", file.path));
        }
    }
}

/// What failing tests reach, and the more so if passing ones do not: Ochiai's coefficient over the tests
/// that reach a symbol, taken from the call graph instead of from a run (Abreu et al., 2006).
fn tests(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    let depth = u32::try_from(REACHED.len()).unwrap_or(u32::MAX);
    let mut nearest: BTreeMap<Id, u32> = BTreeMap::new();
    let mut by_failing: BTreeMap<Id, u32> = BTreeMap::new();
    for &test in &facts.failing {
        for (id, distance) in graph.reach(test, depth) {
            *by_failing.entry(id).or_default() += 1;
            let least = nearest.entry(id).or_insert(distance);
            *least = distance.min(*least);
        }
    }
    let mut by_passing: BTreeMap<Id, u32> = BTreeMap::new();
    for &test in &facts.passing {
        for id in graph.reach(test, depth).into_keys().filter(|id| nearest.contains_key(id)) {
            *by_passing.entry(id).or_default() += 1;
        }
    }
    let failing = f64::from(u32::try_from(facts.failing.len()).unwrap_or(u32::MAX));
    for (id, distance) in nearest {
        let calls = distance.max(1);
        let points = REACHED.get(calls as usize - 1).copied().unwrap_or(0);
        let plural = if calls == 1 { "" } else { "s" };
        board.add(id, points, format!("{calls} call{plural} from a failing test"));
        let failed = by_failing.get(&id).copied().unwrap_or(0);
        let passed = by_passing.get(&id).copied().unwrap_or(0);
        let ochiai = f64::from(failed) / (failing * f64::from(failed + passed)).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 20")]
        let points = (ochiai * SUSPICION).round() as i32;
        board.add(id, points, format!("reached by {failed} failing and {passed} passing tests"));
    }
}

/// Words that a symbol's name shares with the task and the failures.
fn shared_words(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    let failures =
        facts.report.failures.iter().map(|failure| format!("{} {}", failure.name, failure.message));
    let said = words::of(&failures.chain([facts.task.to_owned()]).collect::<Vec<_>>().join(" "));
    let reached_any = !board.0.is_empty();
    for id in graph.ids() {
        let Some(symbol) = graph.symbol(id) else { continue };
        // Where the failure leads somewhere, words only weigh what it leads to.
        if symbol.kind == SymbolKind::Type || (reached_any && !board.0.contains_key(&id)) {
            continue;
        }
        let shared: Vec<String> = words::of(&symbol.name).intersection(&said).cloned().collect();
        let count = i32::try_from(shared.len().min(MOST_SHARED_WORDS)).unwrap_or(0);
        if count > 0 {
            board.add(id, count * SHARED_WORD, format!("shares the words {}", shared.join(", ")));
        }
    }
}

/// What speaks against rewriting a symbol first.
fn handicap(symbol: &Symbol) -> Option<Reason> {
    let lines = symbol.last.get() - symbol.first.get() + 1;
    let (points, why) = match symbol.kind {
        SymbolKind::Function if lines <= 3 => (TRIVIAL, format!("only {lines} lines")),
        SymbolKind::Constant => (CONSTANT, "a constant".to_owned()),
        _ if lines > LONG_LINES => (LONG, format!("{lines} lines")),
        _ => return None,
    };
    Some(Reason { points, why })
}
