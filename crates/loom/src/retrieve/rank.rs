//! Adds the points up.

use kinglet_domain::path::RelPath;
use kinglet_index::{Document, File, Index, Kind};
use rustc_hash::FxHashMap;

use super::gather::{self, Gathered, count, gather};
use super::links;
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

    /// Files by their points, best first; equal ones by path.
    fn order(&self, files: &[File]) -> Vec<usize> {
        let mut order: Vec<(i32, usize)> = files
            .iter()
            .enumerate()
            .filter(|(_, file)| {
                self.rows.get(&file.id).is_some_and(|rows| rows.iter().any(|row| row.points.0 > 0))
            })
            .map(|(at, file)| (self.total(file.id), at))
            .collect();
        order.sort_unstable_by_key(|(points, at)| (-points, *at));
        order.into_iter().map(|(_, at)| at).collect()
    }
}

pub(crate) fn rank(
    index: &Index,
    task: &Task,
    modified: &[RelPath],
    table: &Table,
) -> Result<Ranking, Error> {
    let files = index.files();
    let gathered = gather(index, task, table)?;
    let shown: Vec<&str> = task.words.values().map(|(_, shown)| shown.as_str()).collect();
    let mut board = Board::default();
    words(&mut board, &gathered, files, &shown, table);
    history(&mut board, index, task, table)?;
    tagged(&mut board, task, files, table);
    named(&mut board, index, task, table)?;
    quoted(&mut board, &gathered, task, table);
    for path in modified {
        if let Some(file) = index.file(path) {
            board.add(file.id, Signal::Modified, table.modified, "changed and not committed");
        }
    }
    recent(&mut board, index, table)?;
    kinds(&mut board, task, files, table);
    let first: Vec<&File> =
        board.order(files).into_iter().filter_map(|at| files.get(at)).take(links::SEEDS).collect();
    links::add(&mut board, index, &first, table)?;
    let order = board.order(files);
    let mut ranking =
        Ranking { words: shown.iter().map(|&word| word.to_owned()).collect(), ..Ranking::default() };
    for (place, file) in order.into_iter().filter_map(|at| files.get(at)).take(MOST).enumerate() {
        let mut rows = board.rows.remove(&file.id).unwrap_or_default();
        rows.sort_by(|a, b| (b.points, a.signal).cmp(&(a.points, b.signal)));
        // Tests are parsed only now: that takes longer than all the rest.
        let is_detailed = file.kind != Kind::Test || task.is_about_tests && place < DETAILED / 4;
        let symbols = if place < DETAILED && is_detailed {
            symbols(index, file, &gathered, task, &shown)?
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
fn words(board: &mut Board, gathered: &Gathered, files: &[File], shown: &[&str], table: &Table) {
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
                format!("one part of it has {}", named_words(part.words, shown)),
            );
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

fn history(board: &mut Board, index: &Index, task: &Task, table: &Table) -> Result<(), Error> {
    let gather::History { said, possible, subjects } = gather::history(index, task, table)?;
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

/// What was changed often and lately is changed again; it says nothing about what has nothing else of the task.
fn recent(board: &mut Board, index: &Index, table: &Table) -> Result<(), Error> {
    let mut often: FxHashMap<String, f64> = FxHashMap::default();
    for (age, commit) in index.history()?.into_iter().rev().enumerate() {
        let share =
            0.5_f64.powf(count(age) / table.recent_half) / count(commit.paths.len()).powf(table.recent_width);
        for path in commit.paths {
            *often.entry(path).or_default() += share;
        }
    }
    let there = |file: &&File| board.rows.contains_key(&file.id) && file.kind == Kind::Source;
    let value = |file: &File| often.get(file.path.as_str()).copied().unwrap_or(0.0);
    let most = index.files().iter().filter(there).map(value).fold(0.0, f64::max);
    let found: Vec<&File> = index.files().iter().filter(there).collect();
    for file in found.into_iter().filter(|_| most > 0.0) {
        let points = table.recent * (value(file) / most).sqrt();
        board.add(file.id, Signal::Recent, points, "commits changed it often, and lately");
    }
    Ok(())
}

/// Files that the task names: whole, by their end, or by their name alone if that is no other's.
fn tagged(board: &mut Board, task: &Task, files: &[File], table: &Table) {
    let mut frames: Vec<(&File, u32)> = Vec::new();
    for (path, line) in &task.paths {
        let ending = format!("/{path}");
        let named: Vec<&File> = files
            .iter()
            // An absolute path ends with ours.
            .filter(|file| {
                let own = file.path.as_str();
                own == path
                    || own.ends_with(&ending)
                    || (path.len() > own.len() && path.ends_with(&format!("/{own}")))
            })
            .take(5)
            .collect();
        let named: Vec<&File> = match named.iter().find(|file| file.path.as_str() == path) {
            Some(exact) => vec![exact],
            None => named,
        };
        let share = table.tagged / count(named.len()).max(1.0);
        for file in named {
            match line {
                Some(line) => frames.push((file, *line)),
                None => board.add(file.id, Signal::Tagged, share, format!("the task names {path}")),
            }
        }
    }
    // Python tells the nearest frame last; those of tests lead to it.
    let nearest =
        frames.iter().rposition(|(file, _)| file.kind == Kind::Source).or(frames.len().checked_sub(1));
    let mut seen: Vec<Document> = Vec::new();
    for (at, (file, line)) in frames.iter().enumerate().rev() {
        if !seen.contains(&file.id) {
            seen.push(file.id);
            let (points, what) = if Some(at) == nearest {
                (table.nearest_frame, "nearest frame")
            } else {
                (table.frame, "frame")
            };
            board.add(file.id, Signal::Frame, points, format!("{what}, line {line}"));
        }
    }
}

/// Files that define what the task names.
fn named(board: &mut Board, index: &Index, task: &Task, table: &Table) -> Result<(), Error> {
    let there: FxHashMap<Document, &File> = index.files().iter().map(|file| (file.id, file)).collect();
    let mut names: FxHashMap<Document, Vec<(f64, &str)>> = FxHashMap::default();
    for name in &task.names {
        let mut defined: Vec<Document> =
            index.definitions(name)?.into_iter().map(|(document, _)| document).collect();
        defined.retain(|document| there.contains_key(document));
        defined.sort_unstable();
        defined.dedup();
        // A name with many definitions says little about which is meant.
        let share = 1.0 / count(defined.len()).max(1.0).sqrt();
        for document in defined.iter().filter(|_| defined.len() <= 12) {
            names.entry(*document).or_default().push((share, name));
        }
    }
    for (document, mut names) in names {
        names.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let share: f64 =
            names.iter().enumerate().map(|(at, (share, _))| share / f64::from(1_u32 << at.min(8))).sum();
        let shown = names.iter().take(4).map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
        board.add(
            document,
            Signal::Named,
            table.named * share.min(1.5),
            format!("defines {shown}, which the task names"),
        );
    }
    Ok(())
}

/// Files that hold a message that the task quotes.
fn quoted(board: &mut Board, gathered: &Gathered, task: &Task, table: &Table) {
    let mut best: FxHashMap<Document, (f64, usize)> = FxHashMap::default();
    for (at, (quote, found)) in task.quotes.iter().zip(&gathered.quoted).enumerate() {
        let mut distinct = quote.clone();
        distinct.sort_unstable();
        distinct.dedup();
        for ((document, _), words) in found {
            let share = f64::from(*words) / count(distinct.len()).max(1.0);
            let entry = best.entry(*document).or_insert((0.0, at));
            if share > entry.0 {
                *entry = (share, at);
            }
        }
    }
    for (document, (share, at)) in best.into_iter().filter(|(_, (share, _))| *share >= 0.6) {
        let quote = task.quotes.get(at).map(|quote| quote.join(" ")).unwrap_or_default();
        board.add(
            document,
            Signal::Quoted,
            table.quoted * share.min(1.0),
            format!("holds a message like the quoted one ({quote})"),
        );
    }
}

fn kinds(board: &mut Board, task: &Task, files: &[File], table: &Table) {
    for file in files {
        if !board.rows.contains_key(&file.id) {
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
    index: &Index,
    file: &File,
    gathered: &Gathered,
    task: &Task,
    shown: &[&str],
) -> Result<Vec<Match>, Error> {
    let outline = index.outline(file)?;
    let mut matches: Vec<Match> = outline
        .symbols
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
    Ok(matches)
}
