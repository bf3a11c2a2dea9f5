//! Where a symbol is defined, and where its name is used.

use std::fmt::Write as _;

use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_index::{Definition, Document, File, Index, Kind};
use rustc_hash::FxHashSet;

use crate::error::Error;
use crate::look::{Look, MOST_BYTES, clipped, count, near};

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
///
/// # Errors
/// [`Error::Index`].
pub fn symbol(index: &Index, name: &str) -> Result<Look, Error> {
    let wanted = plain(name);
    let short = wanted.rsplit('.').next().unwrap_or(&wanted).to_owned();
    let subject = format!("symbol {wanted}");
    let files = mentioning(index, &short)?;
    let definitions = definitions(&files, &wanted);
    let heads: Vec<(&RelPath, Line)> =
        definitions.iter().map(|(code, symbol)| (code.path, symbol.line)).collect();
    let uses: Vec<Use<'_>> = files
        .iter()
        .flat_map(|code| uses(code, &short))
        .filter(|it| !heads.contains(&(it.code.path, Line::from_index(it.index))))
        .collect();
    if definitions.is_empty() && uses.is_empty() {
        let mut names = Vec::new();
        for file in index.files().iter().filter(|file| is_project_code(file)) {
            names.extend(index.outline(file)?.symbols.into_iter().map(|symbol| symbol.name));
        }
        let said = format!("no code defines or uses `{wanted}`");
        return Ok(Look::nothing(subject, near::no_symbol(said, &wanted, names.iter().map(String::as_str))));
    }
    let mut content = String::new();
    for (code, symbol) in definitions.iter().take(MOST_DEFINITIONS) {
        let _ = writeln!(
            content,
            "defined in {}, lines {}-{}, as `{}`:\n  {}",
            code.path,
            symbol.first,
            symbol.last,
            symbol.name,
            clipped(code.text.lines().nth(symbol.line.index()).unwrap_or_default().trim(), WIDEST)
        );
    }
    if definitions.len() > MOST_DEFINITIONS {
        let _ = writeln!(content, "({} more definitions)", definitions.len() - MOST_DEFINITIONS);
    }
    show(&uses, &mut content);
    let defined = match definitions.as_slice() {
        [] => "is not defined here".to_owned(),
        [(code, symbol)] => format!("is defined in {}, line {}", code.path, symbol.first),
        several => format!("has {} definitions", several.len()),
    };
    let count_of_files = uses.chunk_by(|one, other| one.code.path == other.code.path).count();
    let times = format!("{} of the name in {}", count(uses.len(), "use"), count(count_of_files, "file"));
    let defining = definitions.iter().map(|(code, _)| code.path);
    let paths = defining.chain(uses.iter().map(|it| it.code.path));
    Ok(Look::seen(subject, paths, format!("`{wanted}` {defined}; {times}"), content))
}

/// A name as it is kept: qualified with `.`, without parentheses.
pub(super) fn plain(name: &str) -> String {
    let name = name.trim().trim_matches('`');
    let name = name.split(['(', '<', ' ']).next().unwrap_or(name);
    name.replace("::", ".").replace('#', ".").trim_matches('.').to_owned()
}

/// A file as it is now, and what it defines.
struct Code<'i> {
    path: &'i RelPath,
    text: String,
    symbols: Vec<Definition>,
}

fn is_project_code(file: &File) -> bool {
    matches!(file.kind, Kind::Source | Kind::Test | Kind::Example)
}

/// The files that define a name or use it in code, by their paths.
fn mentioning<'i>(index: &'i Index, short: &str) -> Result<Vec<Code<'i>>, Error> {
    // Of `empty?` the index knows `empty`.
    let known = short.trim_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
    let mut ids: Vec<Document> = index.uses(known)?.into_iter().map(|(id, _)| id).collect();
    ids.extend(index.definitions(short)?.into_iter().map(|(id, _)| id));
    let ids: FxHashSet<Document> = ids.into_iter().collect();
    // The index has no uses of names this short.
    let is_any = known.len() < 3;
    let mut files = Vec::new();
    for file in index.files().iter().filter(|file| ids.contains(&file.id) || is_any && is_project_code(file))
    {
        // What cannot be shown is as good as gone.
        let Ok(text) = super::file::text(index.root(), &file.path) else { continue };
        files.push(Code { path: &file.path, text, symbols: index.outline(file)?.symbols });
    }
    Ok(files)
}

/// Those with the whole name; if there are none, those whose name ends with it.
fn definitions<'c>(files: &'c [Code<'c>], wanted: &str) -> Vec<(&'c Code<'c>, &'c Definition)> {
    let all = || files.iter().flat_map(|code| code.symbols.iter().map(move |symbol| (code, symbol)));
    let ending = format!(".{wanted}");
    // A short name means every definition of that name, wherever it lies.
    let by_end = |symbol: &Definition| symbol.name == wanted || symbol.name.ends_with(&ending);
    let found: Vec<_> = all().filter(|(_, symbol)| by_end(symbol)).collect();
    if !found.is_empty() {
        return found;
    }
    // `module.function`: what stands before the name may be the file.
    let short = wanted.rsplit('.').next().unwrap_or(wanted);
    all().filter(|(_, symbol)| symbol.name == short && short != wanted).collect()
}

/// A line that uses a name.
struct Use<'c> {
    code: &'c Code<'c>,
    index: usize,
    text: &'c str,
    /// The innermost symbol that it lies in.
    within: Option<&'c Definition>,
}

fn uses<'c>(code: &'c Code<'c>, name: &str) -> Vec<Use<'c>> {
    let lines = code.text.lines().enumerate().filter(|(_, line)| mentions(line, name));
    let within =
        |index: usize| code.symbols.iter().rfind(|it| (it.first.index()..=it.last.index()).contains(&index));
    lines.map(|(index, text)| Use { code, index, text: text.trim(), within: within(index) }).collect()
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
    for of_file in uses.chunk_by(|one, other| one.code.path == other.code.path) {
        let Some(first) = of_file.first() else { continue };
        if shown >= MOST_USES || content.len() > MOST_BYTES {
            break;
        }
        let _ = writeln!(content, "used in {}", first.code.path);
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
