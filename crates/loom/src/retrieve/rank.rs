//! Adds the points up.

use kinglet_domain::path::RelPath;
use kinglet_index::{Definition, Document, File, Index, Kind, Past};
use rustc_hash::FxHashMap;

use super::gather::{self, Gathered, gather};
use super::links;
use super::named;
use super::points::{Points, Signal, Table};
use super::task::Task;
use super::{Match, Ranked, Ranking, Row};
use crate::error::Error;

/// Of so many files the symbols are ranked.
const DETAILED: usize = 60;

/// So many files are ranked at most.
const MOST: usize = 400;

/// Cuts a list of ranked files to what anybody looks at.
pub(crate) fn most_ranked(files: &mut Vec<Ranked>) {
    files.truncate(MOST);
}

/// Points of files while they are collected.
#[derive(Default)]
pub(crate) struct Board {
    rows: FxHashMap<Document, Vec<Row>>,
}

impl Board {
    pub(crate) fn add(&mut self, file: Document, signal: Signal, points: f64, why: impl Into<String>) {
        let points = Points::of(points);
        if points.0 != 0 {
            self.rows.entry(file).or_default().push(Row { signal, points, why: why.into() });
        }
    }

    pub(crate) fn total(&self, file: Document) -> i32 {
        self.rows.get(&file).map_or(0, |rows| rows.iter().map(|row| row.points.0).sum())
    }

    /// The best files by their points, best first; equal ones by path.
    fn best<'f>(&self, files: &'f [File], most: usize) -> Vec<&'f File> {
        let has_points =
            |file: &File| self.rows.get(&file.id).is_some_and(|rows| rows.iter().any(|row| row.points.0 > 0));
        let mut best: Vec<(i32, &File)> =
            files.iter().filter(|file| has_points(file)).map(|file| (-self.total(file.id), file)).collect();
        // The files come by their paths.
        best.sort_by_key(|(points, _)| *points);
        best.into_iter().map(|(_, file)| file).take(most).collect()
    }

    pub(crate) fn has(&self, file: Document) -> bool {
        self.rows.contains_key(&file)
    }
}

pub(crate) fn rank(
    index: &Index,
    task: &Task,
    modified: &[RelPath],
    table: &Table,
) -> Result<Ranking, Error> {
    let files = index.files();
    let past = index.history()?;
    let gathered = gather(index, task, past.len(), table)?;
    let shown: Vec<&str> = task.words.values().map(|word| word.shown.as_str()).collect();
    let mut board = Board::default();
    let best_parts = words(&mut board, &gathered, files, &shown, table);
    history(&mut board, index, &past, task, table)?;
    named::files(&mut board, task, files, table);
    named::places(&mut board, &gathered, task, files, table);
    named::symbols(&mut board, index, task, table)?;
    named::building(&mut board, task, files, table);
    named::messages(&mut board, &gathered, task, table);
    for path in modified {
        if let Some(file) = index.file(path) {
            board.add(file.id, Signal::Modified, table.modified, "changed and not committed");
        }
    }
    kinds(&mut board, task, files, table);
    let best: Vec<&File> = board.best(files, DETAILED);
    named::in_words(&mut board, index, &gathered, &best, table)?;
    let first = board.best(files, links::SEEDS);
    links::add(&mut board, index, &past, &first, table)?;
    let mut ranking =
        Ranking { words: shown.iter().map(|&word| word.to_owned()).collect(), ..Ranking::default() };
    for (place, file) in board.best(files, MOST).into_iter().enumerate() {
        let mut rows = board.rows.remove(&file.id).unwrap_or_default();
        rows.sort_by(|a, b| (b.points, a.signal).cmp(&(a.points, b.signal)));
        // Tests are parsed only now: that takes longer than all the rest.
        let is_detailed = file.kind != Kind::Test || task.is_about_tests && place < DETAILED / 4;
        let symbols = if place < DETAILED && is_detailed {
            let outline = index.outline(file)?.symbols;
            if let Some(number) = best_parts.get(&file.id) {
                let symbol = number.checked_sub(1).and_then(|at| outline.get(at as usize));
                name_part(&mut rows, symbol.map_or(OUTSIDE, |it| it.name.as_str()));
            }
            symbols(outline, file, &gathered, task, &shown)
        } else {
            Vec::new()
        };
        ranking.files.push(Ranked { id: file.id, path: file.path.clone(), kind: file.kind, rows, symbols });
    }
    Ok(ranking)
}

/// A part of a file, with the task's words in it.
#[derive(Default)]
struct Part<'g> {
    value: f64,
    chunk: u32,
    words: &'g [(usize, f64)],
}

/// Full text, paths, and the best part of each file.
///
/// - Returns of each file which part of it that is.
fn words(
    board: &mut Board,
    gathered: &Gathered,
    files: &[File],
    shown: &[&str],
    table: &Table,
) -> FxHashMap<Document, u32> {
    let is_code = |kind| matches!(kind, Kind::Source);
    let code: FxHashMap<Document, bool> = files.iter().map(|file| (file.id, is_code(file.kind))).collect();
    let is_code = |document: &Document| code.get(document).copied().unwrap_or(false);
    // The scale is the best code's: a long change log holds every word.
    let most = |scores: &FxHashMap<Document, Vec<(usize, f64)>>| {
        let best = |code_only: bool| {
            let all = scores.iter().filter(|(document, _)| !code_only || is_code(document));
            all.map(|(_, parts)| sum(parts)).fold(0.0, f64::max)
        };
        if best(true) > 0.0 { best(true) } else { best(false) }
    };
    let mut best_chunk: FxHashMap<Document, Part> = FxHashMap::default();
    for ((document, chunk), parts) in &gathered.chunk {
        let value = sum(parts);
        let best = best_chunk.entry(*document).or_default();
        if value > best.value || (value >= best.value && *chunk < best.chunk) {
            *best = Part { value, chunk: *chunk, words: parts };
        }
    }
    let most_text = most(&gathered.text);
    let most_path: f64 = gathered.rarity.iter().sum::<f64>().max(1.0);
    let most_chunk = best_chunk
        .iter()
        .filter(|(document, _)| is_code(document))
        .map(|(_, best)| best.value)
        .fold(0.0, f64::max);
    for file in files {
        let scale = |value: f64, most: f64| if most > 0.0 { (value / most).min(1.0) } else { 0.0 };
        if let Some(parts) = gathered.text.get(&file.id) {
            let points = table.words * scale(sum(parts), most_text);
            board.add(
                file.id,
                Signal::Words,
                points,
                format!("has the task's words: {}", named_words(parts, shown)),
            );
        }
        if let Some(parts) = gathered.path.get(&file.id) {
            // A path with half of what the task says, by rarity, is as good as named.
            let points = table.path * scale(2.0 * sum(parts), most_path);
            board.add(file.id, Signal::Path, points, format!("its path says {}", named_words(parts, shown)));
        }
        if let Some(part) = best_chunk.get(&file.id) {
            let points = table.chunk * scale(part.value, most_chunk);
            board.add(
                file.id,
                Signal::Chunk,
                points,
                format!("{PART} has {}", named_words(part.words, shown)),
            );
        }
    }
    best_chunk.into_iter().map(|(document, part)| (document, part.chunk)).collect()
}

/// How the part of a file is called that lies in no symbol.
const OUTSIDE: &str = "what it has outside of its symbols";

/// How a part of a file is called while nobody has looked up what it is.
const PART: &str = "one part of it";

/// Says which part of a file its points for one are about.
fn name_part(rows: &mut [Row], name: &str) {
    for row in rows.iter_mut().filter(|row| row.signal == Signal::Chunk) {
        if let Some(said) = row.why.strip_prefix(PART) {
            row.why = format!("{name}{said}");
        }
    }
}

fn sum(parts: &[(usize, f64)]) -> f64 {
    parts.iter().map(|(_, value)| value).sum()
}

/// The words that count most, as the task has them.
fn named_words(parts: &[(usize, f64)], shown: &[&str]) -> String {
    most_first(parts, shown).into_iter().take(5).collect::<Vec<_>>().join(", ")
}

fn most_first(parts: &[(usize, f64)], shown: &[&str]) -> Vec<String> {
    let mut parts = parts.to_vec();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut words: Vec<String> = Vec::new();
    for (word, _) in parts {
        if let Some(&word) = shown.get(word)
            && !words.iter().any(|it| it == word)
        {
            words.push(word.to_owned());
        }
    }
    words
}

fn history(board: &mut Board, index: &Index, past: &[Past], task: &Task, table: &Table) -> Result<(), Error> {
    let gather::History { said, possible, subjects } = gather::history(index, past, task, table)?;
    let there: FxHashMap<&str, &File> = index.files().iter().map(|file| (file.path.as_str(), file)).collect();
    let is_source = |path: &str| there.get(path).is_some_and(|file| file.kind == Kind::Source);
    let best =
        said.iter().filter(|(path, _)| is_source(path)).map(|(_, said)| said.score).fold(0.0, f64::max);
    if best <= 0.0 || possible <= 0.0 {
        return Ok(());
    }
    // A history that shares one word of ten is the best there is, and says little.
    let scale = best.max(possible * table.history_sure);
    for (path, said) in &said {
        if let Some(file) = there.get(path.as_str()) {
            let points = table.history * (said.score / scale).min(1.0);
            let subject = subjects.get(&said.best.1).map_or("", String::as_str);
            board.add(file.id, Signal::History, points, format!("changed by \u{201c}{subject}\u{201d}"));
        }
    }
    Ok(())
}

fn kinds(board: &mut Board, task: &Task, files: &[File], table: &Table) {
    for file in files {
        if !board.has(file.id) {
            continue;
        }
        let (points, why) = match file.kind {
            Kind::Source => continue,
            Kind::Test if task.is_about_tests => (table.test / 2.0, "a test; the task speaks of tests"),
            Kind::Test => (table.test, "a test"),
            Kind::Example => (table.example, "an example or a benchmark"),
            Kind::Text if task.is_about_text => (table.text / 2.0, "no code; the task speaks of such"),
            Kind::Text => (table.text, "no code"),
            Kind::Generated => (table.generated, "generated"),
            Kind::Vendored => (table.generated, "the code of others"),
            Kind::Fixture => (table.generated, "data for tests"),
        };
        board.add(file.id, Signal::Kind, points, why);
    }
}

/// The symbols of a file, best first.
fn symbols(
    outline: Vec<Definition>,
    file: &File,
    gathered: &Gathered,
    task: &Task,
    shown: &[&str],
) -> Vec<Match> {
    let mut matches: Vec<Match> = outline
        .into_iter()
        .enumerate()
        .map(|(at, symbol)| {
            let chunk = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let parts = gathered.chunk.get(&(file.id, chunk)).map(Vec::as_slice).unwrap_or_default();
            let is_named = task.names.iter().any(|name| name == symbol.short_name());
            // A short symbol with the same words says more.
            let length = 0.75 + 0.25 * f64::from(symbol.words) / 60.0;
            let score = sum(parts) / length.sqrt() + if is_named { 20.0 } else { 0.0 };
            Match { symbol, score, words: most_first(parts, shown) }
        })
        .collect();
    matches.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.symbol.span.start.cmp(&b.symbol.span.start)));
    matches
}
