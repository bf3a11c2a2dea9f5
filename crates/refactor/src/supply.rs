//! The imports that an edit forgot, and those of Go that it no longer needs: what a person's editor does in passing.
//!
//! A name counts as forgotten if the edit brings it in and nothing in the file defines, binds or imports it. It is supplied
//! if it is clear what it stands for: it is defined in one file of the project that can be reached from here, or it is a
//! usual name of the standard library. All else is left to the checks, which say what is wrong.

mod library;
mod project;
mod unused;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, Usage};

use self::library::{Known, known, statement};
use crate::import;
use crate::text::words;

/// In which files of the project names are defined; of a name that none defines, nothing is told.
pub type Definers<'d> = dyn Fn(&BTreeSet<String>) -> BTreeMap<String, Vec<RelPath>> + 'd;

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
}

/// Puts the imports of a file right after an edit; `None` if there is nothing to do.
///
/// - `before`, `after`: the file's text before the edit, empty if there was none, and after it.
/// - `definers`: asked once at the most.
#[must_use]
pub fn supply(
    root: &Path,
    path: &RelPath,
    (before, after): (&str, &str),
    definers: &Definers<'_>,
) -> Option<Supplied> {
    let language = Language::of(path).filter(|it| it.is_program())?;
    let source = Source::parse(language, after);
    if !source.errors().is_empty() {
        return None;
    }
    let mut supplied = Supplied { text: after.to_owned(), notes: Vec::new() };
    let free = free(language, &source, (before, after));
    let unknown = free.keys().filter(|name| known(language, name, None) != Some(Known::Builtin));
    let unknown: BTreeSet<String> = unknown.cloned().collect();
    let defined = if unknown.is_empty() { BTreeMap::new() } else { definers(&unknown) };
    for name in unknown {
        let Some(uses) = free.get(&name) else { continue };
        let files = defined.get(&name).map(Vec::as_slice).unwrap_or_default();
        let importer = project::Importer { root, path, language, text: &supplied.text };
        let new = match files.iter().filter(|it| *it != path).collect::<Vec<_>>().as_slice() {
            [] => of_library(language, &supplied.text, &name, uses),
            [only] if is_told_by_name(&name, uses) => importer.importing(&name, only),
            _ => None,
        };
        if let Some((text, statement)) = new {
            supplied.notes.push(format!("added `{statement}`, which the edit needs"));
            supplied.text = text;
        }
    }
    if language == Language::Go {
        unused::drop(before, &mut supplied);
    }
    (!supplied.notes.is_empty()).then_some(supplied)
}

/// Whether a name tells by itself that it is no variable: it is called, or begins as types and constants do.
fn is_told_by_name(name: &str, uses: &Free) -> bool {
    uses.is_called || name.chars().next().is_some_and(char::is_uppercase)
}

/// The text with an import of a name of the standard library, and its statement.
fn of_library(language: Language, text: &str, name: &str, uses: &Free) -> Option<(String, String)> {
    let mut wanted = uses.members.iter().map(|member| known(language, name, member.as_deref()));
    let first = wanted.next()??;
    if wanted.any(|it| it != Some(first)) {
        return None;
    }
    let (Known::Name(template) | Known::Module(template)) = first else { return None };
    let statement = match language {
        Language::JavaScript if is_common_js(text) => format!("const {name} = require('{name}');"),
        Language::JavaScript => format!("import {name} from 'node:{name}';"),
        Language::TypeScript | Language::Tsx => format!("import * as {name} from \"{name}\";"),
        _ => statement(template, name),
    };
    // All of a package may be imported at once.
    let all = statement.replacen(&format!("{name};"), "*;", 1);
    if text.contains(&all) {
        return None;
    }
    Some((inserted(language, text, &statement)?, statement))
}

/// Whether a file of JavaScript takes from others by `require`.
fn is_common_js(text: &str) -> bool {
    let is_module = text.lines().any(|line| line.starts_with("import ") || line.starts_with("export "));
    !is_module && (text.contains("require(") || text.contains("module.exports"))
}

/// A text with a statement behind its imports.
fn inserted(language: Language, text: &str, statement: &str) -> Option<String> {
    let is_require = |line: &&str| !line.starts_with([' ', '\t']) && line.contains("require(");
    let Some(last) = text.split_inclusive('\n').rfind(is_require).filter(|_| is_common_js(text)) else {
        return import::inserted(language, text, statement);
    };
    let (above, below) = text.split_at(text.rfind(last)? + last.len());
    Some(format!("{above}{statement}\n{below}"))
}

/// The names that an edit brings in and that nothing in the file defines, binds or imports.
fn free(language: Language, source: &Source<'_>, (before, after): (&str, &str)) -> BTreeMap<String, Free> {
    let known: BTreeSet<&str> = words(before).collect();
    let kept = import_words(language, after);
    let lost: BTreeSet<String> = import_words(language, before).difference(&kept).cloned().collect();
    let is_new = |name: &str| !known.contains(name) || lost.contains(name);
    let mut free: BTreeMap<String, Free> = BTreeMap::new();
    let mut bound: BTreeSet<String> = kept;
    bound.extend(source.symbols().iter().map(|symbol| symbol.short_name().to_owned()));
    for name in source.names(0..after.len()).into_iter().filter(|it| it.of.is_none() && is_new(&it.text)) {
        let usage = source.usage(name.at);
        match usage {
            Usage::Definition | Usage::Import | Usage::Local(_) => {
                bound.insert(name.text);
            }
            _ if source.is_binding(name.at) => {
                bound.insert(name.text);
            }
            Usage::Key => {}
            Usage::Call(_) | Usage::Opaque | Usage::Shorthand | Usage::Value => {
                let behind = after.get(name.at + name.text.len()..).unwrap_or_default();
                let entry = free.entry(name.text).or_default();
                entry.is_called |= matches!(usage, Usage::Call(_));
                entry.members.insert(member(behind));
            }
        }
    }
    free.retain(|name, _| !bound.contains(name));
    free
}

/// What is taken from a name.
///
/// - `behind`: what follows it.
fn member(behind: &str) -> Option<String> {
    let rest = behind.strip_prefix('.').or_else(|| behind.strip_prefix("::"))?;
    words(rest).next().filter(|word| rest.starts_with(*word)).map(str::to_owned)
}

/// The words of a file's imports.
fn import_words(language: Language, text: &str) -> BTreeSet<String> {
    let spans = Source::parse(language, text).import_statements();
    let statements = spans.into_iter().filter_map(|span| text.get(span));
    statements.flat_map(words).map(str::to_owned).collect()
}
