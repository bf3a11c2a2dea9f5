//! BM25 (Robertson and Zaragoza, 2009) over the words of a task: for files, for their parts, for commits.

use kinglet_index::{Document, Field, File, Index, Kind, Past};
use rustc_hash::FxHashMap;

use super::points::Table;
use super::task::{Task, Word};
use crate::error::Error;

/// What the words of a task have to do with the files.
#[derive(Default)]
pub(crate) struct Gathered {
    /// Of each file, how much each word counts: points without a scale.
    pub(crate) text: FxHashMap<Document, Vec<(usize, f64)>>,
    /// The same for the words of its path.
    pub(crate) path: FxHashMap<Document, Vec<(usize, f64)>>,
    /// Of each part of a file, the same.
    pub(crate) chunk: FxHashMap<(Document, u32), Vec<(usize, f64)>>,
    /// How rare each word of the task itself is in code.
    pub(crate) rarity: Vec<f64>,
    /// Of each symbol, the words of the task in its name.
    pub(crate) name: FxHashMap<(Document, u32), Vec<usize>>,
    /// How rare each word is in paths.
    pub(crate) path_rarity: Vec<f64>,
    /// Of each quoted message, the parts of files that hold words of it in a string, and how many.
    pub(crate) quoted: Vec<FxHashMap<(Document, u32), u32>>,
}

/// Of a very common word only the file is noted, not the part.
const COMMON: f64 = 0.25;

/// How many words stand in files, and which of them are code.
struct Lengths {
    of: FxHashMap<Document, (f64, bool)>,
    /// How many files of code there are.
    total: f64,
    /// How many words such a file has.
    average: f64,
}

impl Lengths {
    fn of(files: &[File]) -> Self {
        let is_code = |kind| matches!(kind, Kind::Source | Kind::Example | Kind::Test);
        let of: FxHashMap<Document, (f64, bool)> =
            files.iter().map(|file| (file.id, (f64::from(file.words), is_code(file.kind)))).collect();
        let (mut total, mut words) = (0.0, 0.0);
        for (length, _) in of.values().filter(|(length, is_code)| *is_code && *length > 0.0) {
            total += 1.0;
            words += length;
        }
        let total = f64::max(total, 1.0);
        Self { of, total, average: f64::max(words / total, 1.0) }
    }
}

pub(crate) fn gather(index: &Index, task: &Task, table: &Table) -> Result<Gathered, Error> {
    let Lengths { of: lengths, total, average } = Lengths::of(index.files());
    let mut gathered =
        Gathered { quoted: vec![FxHashMap::default(); task.quotes.len()], ..Gathered::default() };
    for (number, (word, Word { weight, is_own, .. })) in task.words.iter().enumerate() {
        let mut files: Vec<(Document, f64, bool, bool)> = Vec::new();
        let mut chunks: Vec<(Document, u32, f64)> = Vec::new();
        let in_quotes: Vec<usize> = (0..task.quotes.len())
            .filter(|&at| task.quotes.get(at).is_some_and(|quote| quote.contains(word)))
            .collect();
        index.word(word, |document, places| {
            let Some((_, is_code)) = lengths.get(&document) else { return };
            let (mut found, mut in_path, mut in_text) = (0.0, false, false);
            for place in places {
                let weight = match place.field {
                    Field::Name => table.field_name,
                    Field::Code => table.field_code,
                    Field::Comment => table.field_comment,
                    Field::Text => table.field_text,
                    Field::Path => {
                        in_path = true;
                        table.field_path
                    }
                    Field::Test => continue,
                };
                in_text |= place.field != Field::Path;
                if place.field == Field::Name {
                    gathered.name.entry((document, place.chunk)).or_default().push(number);
                }
                let times = weight * f64::from(place.count);
                found += times;
                if place.field != Field::Path {
                    match chunks.last_mut().filter(|last| (last.0, last.1) == (document, place.chunk)) {
                        Some(last) => last.2 += times,
                        None => chunks.push((document, place.chunk, times)),
                    }
                }
                if place.field == Field::Text {
                    for quote in &in_quotes {
                        if let Some(quote) = gathered.quoted.get_mut(*quote) {
                            *quote.entry((document, place.chunk)).or_default() += 1;
                        }
                    }
                }
            }
            if found > 0.0 {
                files.push((document, found, in_path, *is_code && in_text));
            }
        })?;
        let with = count(files.iter().filter(|(.., is_code)| *is_code).count());
        let with_path = count(files.iter().filter(|(_, _, in_path, _)| *in_path).count());
        let rarity = rarity(total, with);
        let weight = weight.sqrt();
        gathered.rarity.push(if *is_own { rarity * weight } else { 0.0 });
        gathered.path_rarity.push(weight * self::rarity(total, with_path));
        for (document, found, in_path, _) in files {
            let length = lengths.get(&document).map_or(average, |(length, _)| *length);
            let long = 1.0 - table.b + table.b * length / average;
            let value = weight * rarity * found * (table.k1 + 1.0) / (found + table.k1 * long);
            gathered.text.entry(document).or_default().push((number, value));
            if in_path {
                gathered
                    .path
                    .entry(document)
                    .or_default()
                    .push((number, weight * self::rarity(total, with_path)));
            }
        }
        if with <= f64::max(COMMON * total, 20.0) {
            for (document, chunk, found) in chunks {
                let value = weight * rarity * found * (table.k1 + 1.0) / (found + table.k1);
                gathered.chunk.entry((document, chunk)).or_default().push((number, value));
            }
        }
    }
    Ok(gathered)
}

/// What earlier commits say.
#[derive(Default)]
pub(crate) struct History {
    /// Of each path.
    pub(crate) said: FxHashMap<String, Said>,
    /// The score of a history that has all words of the task without end.
    pub(crate) possible: f64,
    /// The subjects of the commits that say most.
    pub(crate) subjects: FxHashMap<Document, String>,
}

/// What the commits that changed a path say.
pub(crate) struct Said {
    pub(crate) score: f64,
    /// The commit that says most, and how much.
    pub(crate) best: (f64, Document),
}

/// A file's history is one text: the messages of all commits that changed it, each the less the more files it changed.
pub(crate) fn history(index: &Index, commits: &[Past], task: &Task, table: &Table) -> Result<History, Error> {
    let mut said: FxHashMap<String, Said> = FxHashMap::default();
    let mut subjects: FxHashMap<Document, String> = FxHashMap::default();
    let mut possible = 0.0;
    if commits.is_empty() {
        return Ok(History::default());
    }
    let at: FxHashMap<Document, usize> =
        commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let mut lengths: FxHashMap<&str, f64> = FxHashMap::default();
    for commit in commits {
        for path in &commit.paths {
            *lengths.entry(path).or_default() += f64::from(commit.words);
        }
    }
    let average = lengths.values().sum::<f64>() / count(lengths.len()).max(1.0);
    let mut matched: FxHashMap<Document, f64> = FxHashMap::default();
    for (word, Word { weight, .. }) in &task.words {
        let mut found: Vec<(Document, f64)> = Vec::new();
        index.messages(word, |commit, places| {
            found.push((commit, places.map(|place| f64::from(place.count)).sum::<f64>().min(2.0)));
        })?;
        let rarity = rarity(count(commits.len()), count(found.len())) * weight.sqrt();
        possible += if found.is_empty() { 0.0 } else { rarity };
        let mut times: FxHashMap<&str, f64> = FxHashMap::default();
        for (id, often) in found {
            let Some(commit) = at.get(&id).and_then(|&at| commits.get(at)) else { continue };
            *matched.entry(id).or_default() += rarity;
            let share = often / count(commit.paths.len()).powf(table.history_width);
            for path in &commit.paths {
                *times.entry(path).or_default() += share;
            }
        }
        for (path, times) in times {
            let length = lengths.get(path).copied().unwrap_or(average);
            let long = 1.0 - table.history_b + table.history_b * length / average.max(1.0);
            let value = rarity * times * (table.history_k1 + 1.0) / (times + table.history_k1 * long);
            said.entry(path.to_owned()).or_insert(Said { score: 0.0, best: (0.0, 0) }).score += value;
        }
    }
    let mut ordered: Vec<(Document, f64)> = matched.into_iter().collect();
    ordered.sort_unstable_by_key(|(id, _)| *id);
    for (id, value) in ordered {
        let Some(commit) = at.get(&id).and_then(|&at| commits.get(at)) else { continue };
        for path in &commit.paths {
            if let Some(said) = said.get_mut(path.as_str())
                && value >= said.best.0
            {
                said.best = (value, id);
                subjects.entry(id).or_insert_with(|| commit.subject.clone());
            }
        }
    }
    Ok(History { said, possible: possible * (table.history_k1 + 1.0), subjects })
}

/// The inverse document frequency, never negative.
fn rarity(total: f64, with: f64) -> f64 {
    (1.0 + (total.max(with) - with + 0.5) / (with + 0.5)).ln()
}

pub(crate) fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}
