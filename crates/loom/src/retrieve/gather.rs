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

/// - `commits`: how many there are in the history.
pub(crate) fn gather(index: &Index, task: &Task, commits: usize, table: &Table) -> Result<Gathered, Error> {
    let lengths = Lengths::of(index.files());
    let &Lengths { total, average, .. } = &lengths;
    let mut gathered =
        Gathered { quoted: vec![FxHashMap::default(); task.quotes.len()], ..Gathered::default() };
    for (number, (word, Word { weight, is_own, forms, .. })) in task.words.iter().enumerate() {
        let quotes: Vec<usize> = (0..task.quotes.len())
            .filter(|&at| task.quotes.get(at).is_some_and(|quote| quote.words.contains(word)))
            .collect();
        let own = Form { number, text: word, share: 1.0, quotes };
        let mut found = gathered.look(index, &lengths, &own, table)?;
        for form in forms {
            let form = Form { number, text: form, share: table.form, quotes: Vec::new() };
            let more = gathered.look(index, &lengths, &form, table)?;
            found.files.extend(more.files);
            found.chunks.extend(more.chunks);
        }
        if !forms.is_empty() {
            found.join();
        }
        let Found { files, chunks } = found;
        let with = count(files.iter().filter(|it| it.in_code).count());
        // Of data, any number may be named alike: `tests/a.miff` says nothing of `miff.c`.
        let is_code = |it: &&InFile| lengths.of.get(&it.document).is_some_and(|(_, is_code)| *is_code);
        let with_path = count(files.iter().filter(|it| it.in_path > 0.0).filter(is_code).count());
        let rarity = rarity(total, with);
        let path_rarity = self::rarity(total, with_path);
        let weight = weight.sqrt() * unusual(index, word, commits)?.powf(table.usual);
        gathered.rarity.push(if *is_own { rarity * weight } else { 0.0 });
        gathered.path_rarity.push(weight * path_rarity);
        for InFile { document, times, in_path, .. } in files {
            let length = lengths.of.get(&document).map_or(average, |(length, _)| *length);
            let long = 1.0 - table.b + table.b * length / average;
            let value = weight * rarity * times * (table.k1 + 1.0) / (times + table.k1 * long);
            gathered.text.entry(document).or_default().push((number, value));
            if in_path > 0.0 {
                let value = weight * in_path * path_rarity;
                gathered.path.entry(document).or_default().push((number, value));
            }
        }
        if with <= f64::max(COMMON * total, 20.0) {
            for (document, chunk, times) in chunks {
                let value = weight * rarity * times * (table.k1 + 1.0) / (times + table.k1);
                gathered.chunk.entry((document, chunk)).or_default().push((number, value));
            }
        }
    }
    Ok(gathered)
}

/// The share of the commits whose messages do without a word: who writes `upstream:` above each says nothing by it.
fn unusual(index: &Index, word: &str, commits: usize) -> Result<f64, Error> {
    let mut with = 0;
    index.messages(word, |_, _| with += 1)?;
    Ok((1.0 - count(with) / count(commits.max(FEW_COMMITS))).max(0.0))
}

/// Fewer commits than this do not tell what is usual.
const FEW_COMMITS: usize = 20;

/// A word of the task as it may stand in a file.
struct Form<'t> {
    /// The place of the word in the task.
    number: usize,
    text: &'t str,
    /// How much this form of it counts.
    share: f64,
    /// The quoted messages that have it.
    quotes: Vec<usize>,
}

/// Where a word stands.
#[derive(Default)]
struct Found {
    files: Vec<InFile>,
    /// In which parts of files, and how often by what each place counts.
    chunks: Vec<(Document, u32, f64)>,
}

/// How a word stands in a file.
struct InFile {
    document: Document,
    /// How often, by what each place counts.
    times: f64,
    /// How much of it the path has: all, or another form.
    in_path: f64,
    in_code: bool,
}

impl Found {
    /// Makes one entry of those that several forms of a word made.
    fn join(&mut self) {
        self.files.sort_by_key(|it| it.document);
        self.files.dedup_by(|later, first| {
            let is_same = later.document == first.document;
            if is_same {
                first.times += later.times;
                first.in_path = first.in_path.max(later.in_path);
                first.in_code |= later.in_code;
            }
            is_same
        });
        self.chunks.sort_by_key(|(document, chunk, _)| (*document, *chunk));
        self.chunks.dedup_by(|later, first| {
            let is_same = (later.0, later.1) == (first.0, first.1);
            if is_same {
                first.2 += later.2;
            }
            is_same
        });
    }
}

impl Gathered {
    /// Looks up where a form of a word stands, and notes the names and messages that it is part of.
    fn look(&mut self, index: &Index, lengths: &Lengths, form: &Form, table: &Table) -> Result<Found, Error> {
        let mut found = Found::default();
        index.word(form.text, |document, places| {
            let Some((_, is_code)) = lengths.of.get(&document) else { return };
            let (mut sum, mut in_path, mut in_text) = (0.0, 0.0, false);
            for place in places {
                let weight = match place.field {
                    Field::Name => table.field_name,
                    Field::Code => table.field_code,
                    Field::Comment => table.field_comment,
                    Field::Text => table.field_text,
                    Field::Path => table.field_path,
                    Field::Test => continue,
                };
                let times = form.share * weight * f64::from(place.count);
                sum += times;
                if place.field == Field::Path {
                    in_path = form.share;
                    continue;
                }
                in_text = true;
                match found.chunks.last_mut().filter(|last| (last.0, last.1) == (document, place.chunk)) {
                    Some(last) => last.2 += times,
                    None => found.chunks.push((document, place.chunk, times)),
                }
                if place.field == Field::Name {
                    let named = self.name.entry((document, place.chunk)).or_default();
                    if named.last() != Some(&form.number) {
                        named.push(form.number);
                    }
                }
                if place.field == Field::Text {
                    for &at in &form.quotes {
                        if let Some(quote) = self.quoted.get_mut(at) {
                            *quote.entry((document, place.chunk)).or_default() += 1;
                        }
                    }
                }
            }
            if sum > 0.0 {
                found.files.push(InFile { document, times: sum, in_path, in_code: *is_code && in_text });
            }
        })?;
        Ok(found)
    }
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
