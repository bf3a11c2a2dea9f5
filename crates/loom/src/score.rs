//! The points that make a symbol a candidate. All of them stand here.

use std::collections::BTreeMap;

use kinglet_domain::check::Report;
use kinglet_domain::context::{Ground, Reason};
use kinglet_domain::unit::Line;
use kinglet_syntax::SymbolKind;

use crate::case::Case;
use crate::graph::{Graph, Id};
use crate::suspect::suspicious_lines;
use crate::words;

const NEAREST_FRAME: i32 = 40;
const OTHER_FRAME: i32 = 20;
/// For a short file in which a failure names a line outside any symbol.
const FRAME_OUTSIDE: i32 = 40;
const NAMED_IN_TASK: i32 = 24;
const FILE_IN_TASK: i32 = 12;
/// By the number of calls between what the task names and the symbol: what somebody sees go wrong is done further down, too.
const BENEATH_NAMED: [i32; 3] = [18, 12, 8];
/// The most symbols of one name of which it is looked at.
const NAMESAKES: usize = 4;
/// By the number of calls between a failing test and the symbol.
const REACHED: [i32; 6] = [12, 12, 10, 8, 6, 4];
/// For a symbol that failing tests reach and no passing test does.
const SUSPICION: f64 = 20.0;
/// For the symbol whose words are most like those of the failure; less for the others, in proportion.
const ALIKE: f64 = 24.0;
/// The same where failing tests lead to code: how they do tells more than words.
const ALIKE_TO_TESTS: f64 = 12.0;
/// For each line where the code decides or computes something, up to a limit.
const MOST_DECISIONS: i32 = 6;
/// For two such lines, and the most lines, where failing tests lead to code: the more of them, the more room there is for a mistake.
const TWO_DECISIONS: i32 = 3;
const MOST_TESTED: i32 = 16;
/// Code that decides and computes nothing leaves little room for a bug.
const NOTHING_DECIDED: i32 = -8;
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
    pub(crate) failing: Vec<Case>,
    /// All other tests of the repository.
    pub(crate) passing: Vec<Case>,
    /// Whether what the task names leads on to what that calls.
    pub(crate) is_followed: bool,
}

/// The points of every symbol that has any, tests left out.
pub(crate) fn points(graph: &Graph<'_>, facts: &Facts<'_>) -> BTreeMap<Id, Vec<Reason>> {
    let mut board = Board(BTreeMap::new());
    frames(graph, facts, &mut board);
    task(graph, facts, &mut board);
    tests(graph, facts, &mut board);
    words_alike(graph, facts, &mut board);
    let mut points = board.0;
    points.retain(|id, _| !graph.is_test(*id));
    for (id, reasons) in &mut points {
        reasons.extend(prior(graph, *id, !facts.failing.is_empty()));
    }
    points
}

/// Why a file is a candidate as a whole.
pub(crate) fn outside_symbols(line: Line) -> Reason {
    let why = format!("frame of the failure, line {line}, outside any symbol");
    Reason { points: FRAME_OUTSIDE, ground: Ground::Frame, why }
}

/// What holds sentences together, and some code: it says nothing of what either is about.
const GRAMMAR: [&str; 40] = [
    "and", "are", "because", "been", "but", "does", "for", "from", "has", "have", "into", "its", "not",
    "off", "out", "should", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "was", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
    "without", "would",
];

struct Board(BTreeMap<Id, Vec<Reason>>);

impl Board {
    fn add(&mut self, id: Id, ground: Ground, points: i32, why: String) {
        let reasons = self.0.entry(id).or_default();
        let reason = Reason { points, ground, why };
        if points != 0 && !reasons.contains(&reason) {
            reasons.push(reason);
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
            board.add(id, Ground::Frame, points, format!("{what} of the failure, line {line}"));
            nearest = false;
        }
    }
}

/// Symbols and files that the task names.
fn task(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    let mut named: Vec<(&str, Vec<Id>)> = Vec::new();
    for name in words::identifiers(facts.task) {
        // An English word is no name, unless something that looks like code makes it one.
        let looks_like_code = name.contains(['_', '.']) || name.chars().skip(1).any(char::is_uppercase);
        let quoted = facts.task.contains(&format!("`{name}`")) || facts.task.contains(&format!("{name}("));
        if looks_like_code || quoted {
            let all = graph.defined(name);
            for &id in &all {
                board.add(id, Ground::Task, NAMED_IN_TASK, format!("the task names {name}"));
            }
            named.push((name, all));
        }
    }
    if facts.failing.is_empty() && facts.is_followed {
        beneath(graph, &named, board);
    }
    for id in graph.ids() {
        if let Some(file) = graph.file(id)
            && words::mentions(facts.task, file.path.file_name())
        {
            board.add(id, Ground::Task, FILE_IN_TASK, format!("the task names {}", file.path));
        }
    }
}

/// What the symbols that the task names call, by the nearest of these. A name that many have leads nowhere.
fn beneath(graph: &Graph<'_>, named: &[(&str, Vec<Id>)], board: &mut Board) {
    let depth = u32::try_from(BENEATH_NAMED.len()).unwrap_or(u32::MAX);
    let mut nearest: BTreeMap<Id, (u32, &str)> = BTreeMap::new();
    for (name, all) in named.iter().filter(|(_, all)| all.len() <= NAMESAKES) {
        for case in all.iter().filter_map(|&id| Case::whole(graph, id)) {
            for (id, distance) in graph.reach(&case, depth) {
                let known = nearest.entry(id).or_insert((distance, name));
                *known = (distance, *name).min(*known);
            }
        }
    }
    for (id, (distance, name)) in nearest {
        let points = BENEATH_NAMED.get((distance.max(1) - 1) as usize).copied().unwrap_or(0);
        board.add(id, Ground::Task, points, format!("{name}, which the task names, leads to it"));
    }
}

/// What failing tests reach, and the more so if passing ones do not: Ochiai's coefficient over the tests
/// that reach a symbol, taken from the call graph instead of from a run (Abreu et al., 2006).
fn tests(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    let depth = u32::try_from(REACHED.len()).unwrap_or(u32::MAX);
    let mut nearest: BTreeMap<Id, u32> = BTreeMap::new();
    let mut by_failing: BTreeMap<Id, u32> = BTreeMap::new();
    for test in &facts.failing {
        for (id, distance) in graph.reach(test, depth) {
            *by_failing.entry(id).or_default() += 1;
            let least = nearest.entry(id).or_insert(distance);
            *least = distance.min(*least);
        }
    }
    let mut by_passing: BTreeMap<Id, u32> = BTreeMap::new();
    for test in &facts.passing {
        for id in graph.reach(test, depth).into_keys().filter(|id| nearest.contains_key(id)) {
            *by_passing.entry(id).or_default() += 1;
        }
    }
    let failing = f64::from(u32::try_from(facts.failing.len()).unwrap_or(u32::MAX));
    for (id, distance) in nearest {
        let calls = distance.max(1);
        let points = REACHED.get(calls as usize - 1).copied().unwrap_or(0);
        let plural = if calls == 1 { "" } else { "s" };
        board.add(id, Ground::Tests, points, format!("{calls} call{plural} from a failing test"));
        let failed = by_failing.get(&id).copied().unwrap_or(0);
        let passed = by_passing.get(&id).copied().unwrap_or(0);
        let ochiai = f64::from(failed) / (failing * f64::from(failed + passed)).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 20")]
        let points = (ochiai * SUSPICION).round() as i32;
        board.add(
            id,
            Ground::Tests,
            points,
            format!("reached by {failed} failing and {passed} passing tests"),
        );
    }
}

/// Symbols whose words are like those of the task and the failures: BM25
/// (Robertson and Zaragoza, 2009) over subwords, in which a name counts more than a body.
fn words_alike(graph: &Graph<'_>, facts: &Facts<'_>, board: &mut Board) {
    let documents: Vec<(Id, Counts)> = graph
        .ids()
        .filter(|&id| !graph.is_test(id))
        .filter_map(|id| Some((id, document(graph, id)?)))
        .collect();
    let mut containing: BTreeMap<&str, f64> = BTreeMap::new();
    for word in documents.iter().flat_map(|(_, words)| words.keys()) {
        *containing.entry(word).or_default() += 1.0;
    }
    let total = count(documents.len());
    let average = documents.iter().map(|(_, words)| length(words)).sum::<f64>() / total.max(1.0);
    let reached_any = !board.0.is_empty();
    let mut query = query(facts);
    if !reached_any {
        for said in facts.failing.iter().filter_map(|test| graph.file(test.of)?.text.get(test.span())) {
            add(&mut query, words::of(said), 1);
        }
    }
    let mut scores: Vec<(Id, f64, String)> = Vec::new();
    // Where the failure leads somewhere, words only weigh what it leads to.
    for (id, words) in documents.iter().filter(|(id, _)| !reached_any || board.0.contains_key(id)) {
        let mut parts: Vec<(f64, &str)> = Vec::new();
        for (word, (wanted, shown)) in &query {
            let Some((found, _)) = words.get(word) else { continue };
            let frequency = f64::from(*found);
            let with = containing.get(word.as_str()).copied().unwrap_or(0.0);
            let rarity = (1.0 + (total - with + 0.5) / (with + 0.5)).ln();
            let saturation = frequency / (frequency + 1.2 * (0.25 + 0.75 * length(words) / average.max(1.0)));
            parts.push((f64::from(*wanted).sqrt() * rarity * saturation, shown));
        }
        parts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let best = parts.iter().take(4).map(|(_, word)| *word).collect::<Vec<_>>().join(", ");
        scores.push((*id, parts.iter().map(|(points, _)| points).sum(), best));
    }
    let alike = if facts.failing.is_empty() { ALIKE } else { ALIKE_TO_TESTS };
    let most = scores.iter().map(|(_, score, _)| *score).fold(0.0, f64::max);
    for (id, score, words) in scores.into_iter().filter(|(_, score, _)| *score > 0.0) {
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 24")]
        let points = (alike * score / most).round() as i32;
        let what = if facts.report.is_success() { "task" } else { "failure" };
        board.add(id, Ground::Words, points, format!("shares words with the {what}: {words}"));
    }
}

/// Words with how often they count, and a form in which to show them.
type Counts = BTreeMap<String, (u32, String)>;

/// A symbol's words: those of its name three times, those of its file's name twice, those of its text once.
fn document(graph: &Graph<'_>, id: Id) -> Option<Counts> {
    let (file, symbol) = graph.file(id).zip(graph.symbol(id))?;
    if symbol.kind == SymbolKind::Type {
        return None;
    }
    let mut counts = words::of(file.text.get(symbol.span.clone())?);
    add(&mut counts, words::of(symbol.short_name()), 3);
    add(&mut counts, words::of(file.path.file_name()), 2);
    Some(counts)
}

/// The words of the task and of the failures: a failing test's name counts twice. What the test itself says counts only where it leads
/// nowhere else: most of it names what it calls first, and the fault is as often in what that calls.
fn query(facts: &Facts<'_>) -> Counts {
    let mut counts = words::of(facts.task);
    for failure in &facts.report.failures {
        let name = failure.name.rsplit([':', '/']).next().unwrap_or_default();
        add(&mut counts, words::of(name), 2);
        add(&mut counts, words::of(&failure.message), 1);
    }
    counts.retain(|_, (_, shown)| !GRAMMAR.contains(&shown.as_str()));
    counts
}

fn add(counts: &mut Counts, more: Counts, times: u32) {
    for (stem, (found, shown)) in more {
        counts.entry(stem).or_insert((0, shown)).0 += found * times;
    }
}

fn length(words: &Counts) -> f64 {
    words.values().map(|(found, _)| f64::from(*found)).sum()
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// How likely code of this shape is wrong, whatever failed.
///
/// - `is_tested`: whether failing tests lead to code.
fn prior(graph: &Graph<'_>, id: Id, is_tested: bool) -> Vec<Reason> {
    let Some((file, symbol)) = graph.file(id).zip(graph.symbol(id)) else { return Vec::new() };
    let mut reasons = Vec::new();
    let mut add = |points, why: String| reasons.push(Reason { points, ground: Ground::Shape, why });
    match symbol.kind {
        SymbolKind::Function => {
            let places = file.text.get(symbol.span.clone()).map_or(0, |text| suspicious_lines(text).len());
            match i32::try_from(places).unwrap_or(i32::MAX) {
                0 => add(NOTHING_DECIDED, "decides and computes nothing".to_owned()),
                n => {
                    let points = if is_tested {
                        (n.min(MOST_TESTED) * TWO_DECISIONS + 1) / 2
                    } else {
                        n.min(MOST_DECISIONS)
                    };
                    add(points, format!("decides or computes something in {n} lines"));
                }
            }
        }
        SymbolKind::Constant => add(CONSTANT, "a constant".to_owned()),
        SymbolKind::Type | SymbolKind::Test => {}
    }
    let lines = symbol.last.get() - symbol.first.get() + 1;
    if lines > LONG_LINES {
        add(LONG, format!("{lines} lines"));
    }
    reasons
}
