//! The imports that an edit forgot, and those of Go that it no longer needs: what a person's editor does in passing; what
//! it defines although its package has it, or copies from another file; and how JavaScript takes and gives.
//!
//! A name counts as forgotten if the edit brings it in and nothing in the file defines, binds or imports it. It is supplied
//! if it is clear what it stands for: it is defined in one file of the project that can be reached from here, or it is a
//! usual name of the standard library. All else is left to the checks, which say what is wrong.

mod exported;
mod given;
mod library;
mod modules;
mod project;
mod repeated;
mod script;
mod unused;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, Usage};

use self::library::{Known, known};
use self::project::Importer;
pub use self::repeated::without;
use crate::import;
use crate::text::{is_name, line_end, words};

/// Who defines names: the file of the project that others can take a name from, or `None` where that is not clear: several
/// files define it, or tests do. What nobody defines is left out.
pub type Definers<'d> = dyn Fn(&BTreeSet<String>) -> BTreeMap<String, Option<RelPath>> + 'd;

/// A file's text with its imports put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplied {
    /// The text.
    pub text: String,
    /// What was done, in words.
    pub notes: Vec<String>,
}

/// A name that nothing in a file defines, and how it is used there.
#[derive(Debug, Clone, Default)]
struct Free {
    /// What is taken from it, once for each use; `None` where it is used itself.
    members: BTreeSet<Option<String>>,
    /// Whether it is called.
    is_called: bool,
    /// The statement that imported it before the edit.
    lost: Option<String>,
}

/// Puts right after an edit what a file takes from others and gives to them; `None` if there is nothing to do. Where the edit did nothing but repeat what
/// is elsewhere, the text is what it was before.
///
/// - `before`, `after`: the file's text before the edit, empty if there was none, and after it.
/// - `moves`: whether the edit may take over what stands in other files, to be taken out there.
#[must_use]
pub fn supply(
    root: &Path,
    path: &RelPath,
    (before, after): (&str, &str),
    moves: bool,
    definers: &Definers<'_>,
) -> Option<Supplied> {
    let language = Language::of(path).filter(|it| it.is_program())?;
    let source = Source::parse(language, after);
    if !source.errors().is_empty() {
        return None;
    }
    let mut supplied = Supplied { text: after.to_owned(), notes: Vec::new() };
    modules::put_right(root, (language, path), before, &mut supplied);
    let source = if supplied.text == after { source } else { Source::parse(language, &supplied.text) };
    let copied_from = (!moves).then_some(root);
    repeated::drop(copied_from, (language, path), (before, &source.symbols()), &mut supplied, definers);
    if language == Language::Python {
        drop_stars(path, before, &mut supplied);
    }
    let source = Source::parse(language, &supplied.text);
    let imports = imports(&source, &supplied.text);
    // What imports all of something may import anything.
    let free = if imports_all(language, &imports) {
        BTreeMap::new()
    } else {
        free(language, &source, &imports, (before, &supplied.text))
    };
    let names: BTreeSet<String> = free.keys().cloned().collect();
    let files = if names.is_empty() { BTreeMap::new() } else { definers(&names) };
    for (name, uses) in &free {
        let importer = Importer { root, path, language, text: &supplied.text };
        let definer = files.get(name).map(|it| it.as_ref().filter(|file| *file != path));
        let new = match (&uses.lost, definer) {
            (Some(lost), _) => inserted(language, &supplied.text, lost).map(|text| (text, lost.clone())),
            (None, None) => of_library(&importer, name, uses),
            (None, Some(Some(file))) if is_told_by_name(name, uses) && !is_usual(language, name, uses) => {
                importer.importing(name, file)
            }
            (None, Some(_)) => None,
        };
        if let Some((text, statement)) = new {
            supplied.notes.push(format!("added `{statement}`, which the edit needs"));
            supplied.text = text;
        }
    }
    if language == Language::Go {
        unused::drop(before, &mut supplied);
    }
    let is_sound = || Source::parse(language, &supplied.text).errors().is_empty();
    (!supplied.notes.is_empty() && is_sound()).then_some(supplied)
}

/// Drops the imports of all names that an edit of Python brings in beside other things, where nothing is lacking without them.
fn drop_stars(path: &RelPath, before: &str, supplied: &mut Supplied) {
    let is_star = |line: &&str| {
        let line = line.trim_end();
        line.starts_with("from ") && line.ends_with(" import *") && !before.lines().any(|old| old == line)
    };
    let without: String = supplied.text.split_inclusive('\n').filter(|line| !is_star(line)).collect();
    let without = if before.starts_with('\n') { &without } else { without.trim_start_matches(['\n', '\r']) };
    let source = Source::parse(Language::Python, without);
    let imports = imports(&source, without);
    let lacks = || !free(Language::Python, &source, &imports, (before, without)).is_empty();
    // Others may take from here what is imported, and that may be all that was wanted.
    let is_for_others =
        || path.file_name() == "__init__.py" || source.is_same_code(&Source::parse(Language::Python, before));
    let mut stars = supplied.text.lines().filter(is_star).peekable();
    if stars.peek().is_none() || imports_all(Language::Python, &imports) || lacks() || is_for_others() {
        return;
    }
    let notes: Vec<String> =
        stars.map(|line| format!("left out `{}`, which nothing uses", line.trim_end())).collect();
    supplied.notes.extend(notes);
    without.clone_into(&mut supplied.text);
}

/// Whether a name tells by itself that it is no variable: it is called, or begins as types and constants do.
fn is_told_by_name(name: &str, uses: &Free) -> bool {
    uses.is_called || name.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the standard library has the name, too.
fn is_usual(language: Language, name: &str, uses: &Free) -> bool {
    uses.members.iter().any(|member| known(language, name, member.as_deref()).is_some())
}

/// The text with an import of a name of the standard library, and its statement.
fn of_library(importer: &Importer<'_>, name: &str, uses: &Free) -> Option<(String, String)> {
    let Importer { language, text, .. } = *importer;
    let mut wanted = uses.members.iter().map(|member| known(language, name, member.as_deref()));
    let first = wanted.next()??;
    if wanted.any(|it| it != Some(first)) || !importer.has_standard_library() || importer.has_module(name) {
        return None;
    }
    let (Known::Name(template) | Known::Module(template)) = first else { return None };
    let statement = match language {
        Language::JavaScript if script::is_common_js(importer.path, text) => {
            format!("const {name} = require('{name}');")
        }
        Language::JavaScript => format!("import {name} from 'node:{name}';"),
        Language::TypeScript | Language::Tsx => format!("import * as {name} from \"{name}\";"),
        _ => template.replace("{}", name),
    };
    Some((inserted(language, text, &statement)?, statement))
}

/// A text with a statement behind its imports, its line ending as the others do; `None` if it has it already.
fn inserted(language: Language, text: &str, statement: &str) -> Option<String> {
    // A header of C tells no names.
    if text.lines().any(|line| line.trim() == statement) {
        return None;
    }
    let is_require = statement.contains("require(");
    let Some(at) = script::end_of_requires(text).filter(|_| is_require) else {
        return import::inserted(language, text, statement);
    };
    let (above, below) = text.split_at_checked(at)?;
    Some(format!("{above}{statement}{}{below}", line_end(text)))
}

/// The names that an edit brings in and that nothing in the file defines, binds or imports.
///
/// - `source`, `imports`: of the later text.
fn free(
    language: Language,
    source: &Source<'_>,
    imports: &[&str],
    (before, after): (&str, &str),
) -> BTreeMap<String, Free> {
    let words_before: BTreeSet<&str> = words(before).collect();
    let kept: BTreeSet<&str> = imports.iter().copied().flat_map(words).collect();
    let lost = self::imports(&Source::parse(language, before), before);
    let lost_by = |name: &str| {
        let statement = lost.iter().find(|it| words(it).any(|word| word == name))?;
        // Others of its names may still be imported, in another way.
        let is_whole = !words(statement).any(|word| kept.contains(word) && !KEYWORDS.contains(&word));
        is_whole.then(|| (*statement).to_owned())
    };
    let is_new =
        |name: &str| !words_before.contains(name) || lost.iter().any(|it| words(it).any(|word| word == name));
    let mut free: BTreeMap<String, Free> = BTreeMap::new();
    let mut bound: BTreeSet<String> = kept.iter().map(|word| (*word).to_owned()).collect();
    bound.extend(source.symbols().iter().map(|symbol| symbol.short_name().to_owned()));
    // What only the tests in a file need, they import themselves.
    let tests = after.find("mod tests").filter(|_| language == Language::Rust).unwrap_or(after.len());
    for name in source.names(0..after.len()).into_iter().filter(|it| it.of.is_none() && is_new(&it.text)) {
        let usage = source.usage(name.at);
        let is_bound = matches!(usage, Usage::Definition | Usage::Import | Usage::Local(_));
        if is_bound || source.is_binding(name.at) || name.at > tests {
            bound.insert(name.text);
        } else if usage != Usage::Key {
            let behind = after.get(name.at + name.text.len()..).unwrap_or_default();
            let lost = lost_by(&name.text);
            let entry = free.entry(name.text).or_default();
            entry.is_called |= matches!(usage, Usage::Call(_)) || behind.starts_with('(');
            entry.members.insert(member(behind));
            entry.lost = lost;
        }
    }
    for name in listed(language, after).filter(|name| is_new(name)) {
        free.entry(name.to_owned()).or_insert_with(|| Free { is_called: true, ..Free::default() });
    }
    free.retain(|name, uses| {
        let is_builtin = known(language, name, None) == Some(Known::Builtin);
        let is_forgotten = uses.lost.is_some() || !words_before.contains(name.as_str());
        is_forgotten && !is_builtin && !bound.contains(name)
    });
    free
}

/// What a module of Python says that it exports: `__all__ = ["total"]`.
fn listed(language: Language, text: &str) -> impl Iterator<Item = &str> {
    let list = text.split_once("\n__all__ = [").filter(|_| language == Language::Python);
    let list = list.and_then(|(_, rest)| rest.split(']').next()).unwrap_or_default();
    list.split(',').map(|name| name.trim().trim_matches(['"', '\''])).filter(|name| is_name(name))
}

/// Words of imports that name nothing.
const KEYWORDS: [&str; 8] = ["as", "const", "from", "import", "require", "static", "type", "use"];

/// What is taken from a name.
///
/// - `behind`: what follows it.
fn member(behind: &str) -> Option<String> {
    let rest = behind.strip_prefix('.').or_else(|| behind.strip_prefix("::"))?;
    words(rest).next().filter(|word| rest.starts_with(*word)).map(str::to_owned)
}

/// The statements that import something into a file, those of `require` among them.
fn imports<'t>(source: &Source<'_>, text: &'t str) -> Vec<&'t str> {
    let statements = source.import_statements().into_iter().filter_map(|span| text.get(span));
    let requires = text.lines().filter(|line| script::is_require(line));
    statements.chain(requires).map(str::trim).collect()
}

/// Whether imports take all that another file has.
fn imports_all(language: Language, imports: &[&str]) -> bool {
    let is_all = |statement: &&str| match language {
        Language::Go => statement.contains(". \""),
        // The usual way to have tests see what they test.
        Language::Rust => statement.contains('*') && *statement != "use super::*;",
        Language::C | Language::JavaScript | Language::TypeScript | Language::Tsx => false,
        _ => statement.contains('*'),
    };
    imports.iter().any(is_all)
}
