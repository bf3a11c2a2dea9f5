//! What the words of a task say by themselves: in which files it is to be done, and where in a file.

use std::collections::BTreeSet;
use std::path::Path;

use kinglet_domain::action::Step;
use kinglet_domain::context::{Candidate, Ground, Reason, Target};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::repository::{File, Repository, is_test_path};
use crate::survey::{Query, places_in};
use crate::words;

/// A file this short is written anew as a whole.
const SHORT_LINES: usize = 160;
/// Nor may it have more bytes.
const SHORT_BYTES: usize = 6000;
/// The most places of a longer file.
const PLACES: usize = 3;
/// The most files of a point beside those that it names.
const MORE: usize = 5;
/// The longest title of a step, in bytes.
const TITLE: usize = 400;
/// Words after which, in the same sentence, something is named for another reason than to be changed.
const NEGATIONS: [&str; 11] = [
    " do not ",
    " don't ",
    " must not ",
    " should not ",
    " but not ",
    ", not ",
    " without ",
    " except ",
    " like ",
    " see ",
    " instead of ",
];
/// What stands right before the name of something that is used as it is, with or without an article.
const USES: [&str; 7] = ["raises", "raising", "throws", "throwing", "returns", "returning", "takes"];
/// The same, where it is said of a file that is to be made.
const BUILT: [&str; 9] = ["as", "by", "calling", "calls", "than", "use", "uses", "using", "way"];
/// What stands between something and the file that has it: both are named for the same reason.
const HELD: [&str; 2] = ["from", "of"];
/// What ends a sentence, or something like one.
const ENDS: [&str; 6] = [". ", ".\n", "; ", "\n\n", "\n- ", "\n* "];
/// The files with which a folder that is a package says what it exports.
const INDICES: [&str; 5] = ["__init__.py", "index.js", "index.mjs", "index.ts", "mod.rs"];
/// How the lines begin with which files begin, before what they import and define.
const BEGINNINGS: [&str; 9] = ["#!", "#pragma", "'use ", "\"use ", "//", "/*", " *", "# ", "<?php"];
/// The same of those that say in which package a file is.
const PACKAGES: [&str; 2] = ["namespace ", "package "];
/// The most names of symbols in a file's line of the map.
const NAMES: usize = 12;

/// The steps of a task that says itself which files they are about; `None` if some part of it does not.
///
/// A task is a list of points, or one point. A point is about the files that it names and those that define what it names
/// as code (`Cart.total`); if it names no file, about those that define whatever it names.
#[must_use]
pub fn outline(repository: &Repository, root: &Path, task: &str) -> Option<Vec<Step>> {
    let step = |text: &str, files: Vec<RelPath>| {
        let title = text.get(..text.floor_char_boundary(TITLE)).unwrap_or_default().to_owned();
        (!files.is_empty()).then_some(Step { title, files, compile: true })
    };
    let told = |point: &String| {
        let mut files = named_files(repository, root, point);
        let is_naming = !files.is_empty();
        // A file that is to be made builds upon what is named in passing.
        let is_new = |path: &RelPath| !is_there(repository, path);
        let is_making = files.iter().any(is_new);
        files.retain(|path| !is_making || is_new(path) || !is_built_upon(point, path.file_name()));
        let is_passing = if is_making { is_built_upon } else { is_used };
        let defining = defining_files(repository, point, is_naming, |name| !is_passing(point, name));
        let most = if is_naming { files.len() + MORE } else { usize::MAX };
        files.extend(defining);
        let mut seen = BTreeSet::new();
        files.retain(|path| seen.insert(path.clone()));
        files.truncate(most);
        step(point, files)
    };
    let points = points(task);
    let steps: Option<Vec<Step>> = points.iter().map(told).collect();
    // What is listed may say more of what stands before the list.
    let whole = || Some(vec![step(task.trim(), named_files(repository, root, before_list(task)))?]);
    steps.filter(|steps| !steps.is_empty()).or_else(whole)
}

/// What stands before the first point of a list.
fn before_list(task: &str) -> &str {
    let before: usize =
        task.split_inclusive('\n').take_while(|line| item(line).is_none()).map(str::len).sum();
    task.get(..before).unwrap_or_default()
}

/// The program's files that a task names and that are to be made.
#[must_use]
pub fn new_files(repository: &Repository, root: &Path, task: &str) -> Vec<RelPath> {
    let mut files = named_files(repository, root, task);
    files.retain(|path| !is_there(repository, path));
    files
}

fn is_there(repository: &Repository, path: &RelPath) -> bool {
    repository.listing.paths().contains(path)
}

/// Whether a text names something in order to have it changed, at least once.
fn is_meant(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let from = ENDS.iter().filter_map(|end| before.rfind(end)).max().unwrap_or(0);
        let said = format!(" {}", before.get(from..).unwrap_or_default().to_lowercase());
        // That is no comparison.
        let said = said.replace("would like", "want").replace("'d like", " want");
        !NEGATIONS.iter().any(|word| said.contains(word))
    })
}

/// Whether a text speaks of what something raises, takes or returns wherever it names it.
fn is_used(text: &str, name: &str) -> bool {
    text.match_indices(name).all(|(at, _)| ends_with(text.get(..at).unwrap_or_default(), &USES))
}

/// Whether a text names something only in passing: as what is used, or as what has something that is, or that stands in
/// parentheses (`x` of a.py).
fn is_built_upon(text: &str, name: &str) -> bool {
    let uses = |before: &str| ends_with(before, &USES) || ends_with(before, &BUILT);
    text.match_indices(name).all(|(at, _)| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        let before = before.trim_end_matches(|c: char| c.is_alphanumeric() || "_.-/`".contains(c));
        let behind = behind.trim_start_matches(|c: char| c.is_alphanumeric() || "_.-/`()".contains(c));
        let is_holder = behind.split_whitespace().next().is_some_and(|word| HELD.contains(&word));
        let held =
            HELD.iter().find_map(|word| before.trim_end().strip_suffix(word)?.trim_end().strip_suffix('`'));
        let holder = held.and_then(|held| held.rsplit_once('`')).map(|(before, _)| before);
        uses(before)
            || before.ends_with('(') && is_holder
            || holder.is_some_and(|before| uses(before) || before.ends_with('('))
    })
}

/// Whether a text ends with one of some words, before a name or an article.
fn ends_with(before: &str, known: &[&str]) -> bool {
    // `Cart.total` is one name.
    let before = before.trim_end_matches(|c: char| c.is_alphanumeric() || "_.:/`".contains(c));
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).rev();
    let last = words.skip_while(|word| ["a", "an", "the"].contains(word)).map(str::to_lowercase).next();
    last.is_some_and(|last| known.contains(&last.as_str()))
}

/// The points of a list with what belongs to each; all of the task if it is none.
fn points(task: &str) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    let mut is_within = false;
    for line in task.lines() {
        if let Some(text) = item(line) {
            points.push(text.to_owned());
            is_within = true;
        } else if is_within && line.starts_with([' ', '\t']) {
            if let Some(point) = points.last_mut() {
                point.push('\n');
                point.push_str(line.trim());
            }
        } else {
            is_within = false;
        }
    }
    if points.len() > 1 { points } else { vec![task.trim().to_owned()] }
}

/// What a line of a list says: `- this`, `* this`, `1. this`, `2) this`.
#[must_use]
pub fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let sign = if numbered.len() < line.len() { [". ", ") "] } else { ["- ", "* "] };
    sign.iter().find_map(|sign| numbered.strip_prefix(sign))
}

/// The program's files that a text names, in its order; files that are to be made as well.
fn named_files(repository: &Repository, root: &Path, text: &str) -> Vec<RelPath> {
    let mut files: Vec<RelPath> = Vec::new();
    let is_wanted =
        |path: &RelPath| Language::of(path).is_some_and(Language::is_program) && !is_test_path(path);
    for word in words::paths(text).filter(|word| is_meant(text, word)) {
        let there = repository.listing.resolve(root, word);
        let named = there.or_else(|| new_file(repository, text, word)).into_iter().filter(is_wanted);
        files.extend(named);
    }
    files.extend(folder_files(repository, text).filter(is_wanted));
    let mut seen = BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    files
}

/// All files of the folders that a text names as such (`shop/`); of one that it names as a package, the file that says
/// what the package exports, if the text speaks of exports.
fn folder_files(repository: &Repository, text: &str) -> impl Iterator<Item = RelPath> {
    let is_about_exports = text.to_lowercase().contains("export");
    let words =
        text.split(|c: char| c.is_whitespace() || "`'\"(),;:".contains(c)).filter(|it| !it.is_empty());
    words.flat_map(move |word| {
        let is_index = |path: &str| INDICES.iter().any(|it| path == format!("{word}/{it}"));
        let is_named = |path: &str| {
            path.starts_with(word) && (word.ends_with('/') || is_about_exports && is_index(path))
        };
        let named = repository.files.iter().map(|file| &file.path).filter(|path| is_named(path.as_str()));
        let named: Vec<RelPath> = named.cloned().collect();
        if named.is_empty() || is_meant(text, word) { named } else { Vec::new() }
    })
}

/// A file that is not there, in a folder that is.
fn new_file(repository: &Repository, text: &str, word: &str) -> Option<RelPath> {
    let path = RelPath::parse(word).ok()?;
    // `Node.js` is no file, unless something says that it is one.
    if !word.contains('/') && !text.contains(&format!("`{word}`")) && !is_made(text, word) {
        return None;
    }
    let folder = path.as_str().rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
    let is_place = folder.is_none_or(|folder| {
        repository.listing.paths().iter().any(|known| known.as_str().starts_with(&folder))
    });
    // `Cart.total` is no file.
    let is_known = repository.files.iter().any(|file| file.path.extension() == path.extension());
    (is_place && is_known).then_some(path)
}

/// Whether a text says of a name that something is put there: `write a.py`, `a new file a.py`.
fn is_made(text: &str, name: &str) -> bool {
    const BEFORE: [&str; 5] = ["create", "file", "module", "new", "write"];
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().split_whitespace().next_back();
        before.is_some_and(|word| BEFORE.iter().any(|known| word.eq_ignore_ascii_case(known)))
    })
}

/// The files that define a symbol which a text names, each symbol in one file alone.
///
/// - `only_marked`: whether only what is marked as code counts, and has the form of it.
/// - `counts`: whether a name counts, as it stands in the text.
fn defining_files(
    repository: &Repository,
    text: &str,
    only_marked: bool,
    counts: impl Fn(&str) -> bool,
) -> Vec<RelPath> {
    let mut files: Vec<RelPath> = Vec::new();
    for name in words::identifiers(text) {
        let has_form = name.contains('_') || name.chars().skip(1).any(char::is_uppercase);
        // `package.json` is a file, and names no `json`.
        let is_file = |mark: &str| RelPath::parse(mark).is_ok_and(|path| Language::of(&path).is_some());
        let mut marks = words::marks(text).filter(|mark| words::named(mark) == Some(name) && !is_file(mark));
        let is_code = if only_marked {
            marks.any(|mark| has_form || mark.contains(['.', ':', '(']))
        } else {
            has_form || marks.next().is_some()
        };
        if !is_code || !is_meant(text, name) || !counts(name) {
            continue;
        }
        let defines = |file: &&File| {
            file.symbols.iter().any(|(symbol, _)| symbol.name == name || symbol.short_name() == name)
        };
        let mut defining = repository.files.iter().filter(|file| !file.is_test()).filter(defines);
        if let (Some(file), None) = (defining.next(), defining.next())
            && !files.contains(&file.path)
        {
            files.push(file.path.clone());
        }
    }
    files
}

/// The places of a file that may have to change: all of a short one, else the parts to which the task leads.
///
/// None if the file is there and was not read: it is too long, say.
#[must_use]
pub fn places(repository: &Repository, root: &Path, query: Query<'_>, path: &RelPath) -> Vec<Candidate> {
    let Some(file) = repository.files.iter().find(|file| file.path == *path) else {
        let is_there = path.under(root).symlink_metadata().is_ok();
        return if is_there { Vec::new() } else { vec![whole(path, "", "the plan makes it")] };
    };
    if is_short(&file.text) {
        return vec![whole(path, &file.text, "the plan changes it")];
    }
    places_in(repository, query, path).into_iter().take(PLACES).collect()
}

/// How a new file begins: as all others of its kind do in its folder, or in the project where that has no two; empty if they do not
/// begin alike. What they import and define is left to whoever writes it.
#[must_use]
pub fn beginning(repository: &Repository, path: &RelPath) -> String {
    let of_kind = |file: &&File| file.path.extension() == path.extension() && file.path != *path;
    let all: Vec<&File> = repository.files.iter().filter(of_kind).collect();
    let here: Vec<&File> = all.iter().copied().filter(|file| file.path.folder() == path.folder()).collect();
    let is_here = here.len() > 1;
    let alike = if is_here { here } else { all };
    let Some((first, others)) = alike.split_first().filter(|(_, others)| !others.is_empty()) else {
        return String::new();
    };
    let is_common = |(at, line): &(usize, &str)| {
        others.iter().all(|other| other.text.split_inclusive('\n').nth(*at) == Some(*line))
    };
    let begins = |line: &str, known: &[&str]| known.iter().any(|known| line.starts_with(known));
    // Another folder has another package.
    let is_known = |line: &str| {
        line.trim().is_empty() || begins(line, &BEGINNINGS) || is_here && begins(line, &PACKAGES)
    };
    let lines = first.text.split_inclusive('\n').enumerate().take_while(is_common).map(|(_, line)| line);
    let mut common: String = lines.take_while(|line| is_known(line)).collect();
    // A comment of which only the beginning is the same.
    if let Some(open) = common.rfind("/*").filter(|open| !common[*open..].contains("*/")) {
        common.truncate(open);
    }
    if common.trim().is_empty() { String::new() } else { common }
}

/// The part of a file in which the check fails first; `None` if it fails outside any, or does not fail there.
#[must_use]
pub fn failing(repository: &Repository, query: Query<'_>, path: &RelPath) -> Option<Candidate> {
    let (_, line) = query.report.lines_in(path).next()?;
    let around = places_in(repository, query, path).into_iter();
    around
        .filter(|part| part.target != Target::File && part.contains(line))
        .min_by_key(|part| part.text.len())
}

/// The part of a file that has a name; `None` if there is none.
#[must_use]
pub fn named_part(
    repository: &Repository,
    query: Query<'_>,
    path: &RelPath,
    name: &str,
) -> Option<Candidate> {
    places_in(repository, query, path)
        .into_iter()
        .find(|part| part.target != Target::File && part.name() == name)
}

/// The parts of a place that is a whole file to which the task leads, best first; none of another place, or of a file with
/// one part.
#[must_use]
pub fn parts(repository: &Repository, query: Query<'_>, places: &[Candidate]) -> Vec<Candidate> {
    let [Candidate { path, target: Target::File, text, .. }] = places else { return Vec::new() };
    let mut parts = places_in(repository, query, path);
    parts.retain(|part| part.target != Target::File && part.text.len() < text.len());
    parts.truncate(PLACES);
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// Files that it is good to know beside one of a plan, as they are now, if they are short: those that the task names,
/// whatever is in them, and the others of the plan.
#[must_use]
pub fn beside(repository: &Repository, root: &Path, task: &str, paths: &[RelPath]) -> Vec<Candidate> {
    let named = words::paths(task).filter_map(|word| repository.listing.resolve(root, word));
    let named = named.filter(|path| !paths.contains(path));
    let named = named.filter_map(|path| Some((std::fs::read_to_string(path.under(root)).ok()?, path)));
    let named = named.filter(|(text, _)| is_short(text));
    let mut around: Vec<Candidate> =
        named.map(|(text, path)| whole(&path, &text, "the task names it")).collect();
    let files = paths.iter().filter_map(|path| repository.files.iter().find(|file| file.path == *path));
    let short = files.filter(|file| is_short(&file.text));
    around.extend(short.map(|file| whole(&file.path, &file.text, "the plan changes it, too")));
    around
}

/// A line for each source file: its path and the names that it defines. Tests come last.
///
/// - `best`: which files are shown if there are more than `most`, best first.
#[must_use]
pub fn overview(repository: &Repository, most: usize, best: &[RelPath]) -> String {
    let mut files: Vec<&File> = repository.files.iter().collect();
    if files.len() > most {
        let place = |file: &File| best.iter().position(|path| *path == file.path).unwrap_or(usize::MAX);
        files.sort_by_cached_key(|file| (place(file), file.is_test(), file.path.clone()));
        files.truncate(most);
    }
    files.sort_by_key(|file| (file.is_test(), file.path.clone()));
    let line = |file: &&File| {
        let names: Vec<&str> =
            file.symbols.iter().map(|(symbol, _)| symbol.name.as_str()).take(NAMES).collect();
        if names.is_empty() { file.path.to_string() } else { format!("{}: {}", file.path, names.join(", ")) }
    };
    files.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn is_short(text: &str) -> bool {
    text.len() <= SHORT_BYTES && text.lines().count() <= SHORT_LINES
}

fn whole(path: &RelPath, text: &str, why: &str) -> Candidate {
    let reason = Reason { points: 1, ground: Ground::Task, why: why.to_owned() };
    Candidate {
        path: path.clone(),
        target: Target::File,
        first: Line::FIRST,
        text: text.to_owned(),
        reasons: vec![reason],
    }
}

#[cfg(test)]
mod tests;
