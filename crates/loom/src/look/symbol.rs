//! Where a symbol is defined, and where its name is used.

use std::fmt::Write as _;

use kinglet_domain::path::RelPath;
use kinglet_syntax::Symbol;

use crate::look::{Look, MOST_BYTES, clipped, count, near};
use crate::repository::{File, Repository};

/// The most definitions that are shown.
const MOST_DEFINITIONS: usize = 12;

/// The most uses that are shown.
const MOST_USES: usize = 30;

/// The most uses in one file, so that one full of them does not hide the others.
const MOST_OF_A_FILE: usize = 6;

/// The most characters of a line.
const WIDEST: usize = 160;

/// Shows the definitions of a name with their signatures, then the lines that use it, each with what it lies in.
///
/// - `name`: short or qualified; `Cart::total`, `Cart#total` and `total()` are understood.
/// - Uses are found by the last part of the name: who means another thing of that name is among them.
#[must_use]
pub fn symbol(repository: &Repository, name: &str) -> Look {
    let wanted = plain(name);
    let short = wanted.rsplit('.').next().unwrap_or(&wanted).to_owned();
    let subject = format!("symbol {wanted}");
    let definitions = definitions(repository, &wanted);
    let heads: Vec<(&RelPath, usize)> =
        definitions.iter().map(|(file, symbol)| (&file.path, head(file, symbol).0)).collect();
    let uses: Vec<Use<'_>> = repository
        .files
        .iter()
        .flat_map(|file| uses(file, &short))
        .filter(|it| !heads.contains(&(&it.file.path, it.index)))
        .collect();
    if definitions.is_empty() && uses.is_empty() {
        let all =
            repository.files.iter().flat_map(|file| &file.symbols).map(|(symbol, _)| symbol.name.as_str());
        let said = format!("no source file mentions `{wanted}`");
        return Look::nothing(subject, near::no_symbol(said, &wanted, all));
    }
    let mut content = String::new();
    for (file, symbol) in definitions.iter().take(MOST_DEFINITIONS) {
        let (_, line) = head(file, symbol);
        let _ = writeln!(
            content,
            "defined in {}, lines {}-{}, as `{}`:\n  {}",
            file.path,
            symbol.first,
            symbol.last,
            symbol.name,
            clipped(line, WIDEST)
        );
    }
    if definitions.len() > MOST_DEFINITIONS {
        let _ = writeln!(content, "({} more definitions)", definitions.len() - MOST_DEFINITIONS);
    }
    show(&uses, &mut content);
    let defined = match definitions.as_slice() {
        [] => "is not defined here".to_owned(),
        [(file, symbol)] => format!("is defined in {}, line {}", file.path, symbol.first),
        several => format!("has {} definitions", several.len()),
    };
    let files = uses.chunk_by(|one, other| one.file.path == other.file.path).count();
    let times = format!("{} of the name in {}", count(uses.len(), "use"), count(files, "file"));
    let defining = definitions.iter().map(|(file, _)| &file.path);
    let paths = defining.chain(uses.iter().map(|it| &it.file.path));
    Look::seen(subject, paths, format!("`{wanted}` {defined}; {times}"), content)
}

/// A name as it is kept: qualified with `.`, without parentheses.
pub(super) fn plain(name: &str) -> String {
    let name = name.trim().trim_matches('`');
    let name = name.split(['(', '<', ' ']).next().unwrap_or(name);
    name.replace("::", ".").replace('#', ".").trim_matches('.').to_owned()
}

/// Those with the whole name; if there are none, those whose name ends with it.
fn definitions<'r>(repository: &'r Repository, wanted: &str) -> Vec<(&'r File, &'r Symbol)> {
    let all = || {
        repository.files.iter().flat_map(|file| file.symbols.iter().map(move |(symbol, _)| (file, symbol)))
    };
    let ending = format!(".{wanted}");
    // A short name means every definition of that name, wherever it lies.
    let by_end = |symbol: &Symbol| symbol.name == wanted || symbol.name.ends_with(&ending);
    let found: Vec<_> = all().filter(|(_, symbol)| by_end(symbol)).collect();
    if !found.is_empty() {
        return found;
    }
    // `module.function`: what stands before the name may be the file.
    let short = wanted.rsplit('.').next().unwrap_or(wanted);
    all().filter(|(_, symbol)| symbol.name == short && short != wanted).collect()
}

/// The line on which a definition's name stands, by its position in the file, and its text.
fn head<'f>(file: &'f File, symbol: &Symbol) -> (usize, &'f str) {
    let before = file.text.get(..symbol.name_end).unwrap_or_default();
    let index = before.matches('\n').count();
    (index, file.text.lines().nth(index).unwrap_or_default().trim())
}

/// A line that uses a name.
struct Use<'r> {
    file: &'r File,
    index: usize,
    text: &'r str,
    /// The innermost symbol that it lies in.
    within: Option<&'r Symbol>,
}

fn uses<'r>(file: &'r File, name: &str) -> Vec<Use<'r>> {
    let lines = file.text.lines().enumerate().filter(|(_, line)| mentions(line, name));
    let within = |index: usize| {
        let mut around = file.symbols.iter().map(|(symbol, _)| symbol);
        around.rfind(|symbol| (symbol.first.index()..=symbol.last.index()).contains(&index))
    };
    lines.map(|(index, text)| Use { file, index, text: text.trim(), within: within(index) }).collect()
}

/// Whether a line holds a name as a whole word.
fn mentions(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    !name.is_empty()
        && line.match_indices(name).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let after = line.get(at + name.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(is_part) && !after.is_some_and(is_part)
        })
}

fn show(uses: &[Use<'_>], content: &mut String) {
    let mut shown = 0;
    for of_file in uses.chunk_by(|one, other| one.file.path == other.file.path) {
        let Some(first) = of_file.first() else { continue };
        if shown >= MOST_USES || content.len() > MOST_BYTES {
            break;
        }
        let _ = writeln!(content, "used in {}", first.file.path);
        let some = of_file.len().min(MOST_OF_A_FILE).min(MOST_USES - shown);
        for it in of_file.iter().take(some) {
            let within = it.within.map_or_else(String::new, |symbol| format!(" (in {})", symbol.name));
            let _ = writeln!(content, "{}|{within} {}", it.index + 1, clipped(it.text, WIDEST));
        }
        if some < of_file.len() {
            let _ = writeln!(content, "({} more in this file)", of_file.len() - some);
        }
        shown += some;
    }
    if shown < uses.len() {
        content.push_str("(not all uses are shown; search with a \"path\" for the others)\n");
    }
}
