//! Adds an import to a file.

use std::ops::Range;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;

use crate::Refactored;
use crate::error::Error;
use crate::project::{Family, Project};
use crate::text::{line_end, replaced, words};

pub(crate) fn add(project: &Project, path: &RelPath, import: &str) -> Result<Refactored, Error> {
    let file = project.file(path)?;
    let statement = statement(file.language, import)?;
    let same = |text: &str| words(text).map(str::to_owned).collect::<Vec<_>>();
    let known = file.source().import_statements().into_iter().find(|span| {
        let text = file.text.get(span.clone()).unwrap_or_default();
        same(text) == same(&statement) || (file.language == Language::Go && text.contains(quoted(&statement)))
    });
    if let Some(span) = known {
        return Err(Error::Taken { name: statement, spot: project.spot(path, span.start) });
    }
    let after = inserted(file.language, &file.text, &statement)
        .ok_or_else(|| Error::Overlap { path: path.clone() })?;
    Ok(Refactored { changes: project.change(path, after).into_iter().collect(), calls: Vec::new(), by: None })
}

/// The statement as the language writes it.
fn statement(language: Language, import: &str) -> Result<String, Error> {
    let import = import.trim();
    let whole = match Family::of(language) {
        Some(Family::Go) if !import.starts_with("import") => format!("import {import}"),
        Some(Family::Rust) if !import.ends_with(';') => format!("{import};"),
        _ => import.to_owned(),
    };
    let text = if language == Language::Go { format!("package p\n{whole}\n") } else { format!("{whole}\n") };
    let source = Source::parse(language, &text);
    let is_one =
        source.import_statements().len() == 1 && source.errors().is_empty() && !import.contains('\n');
    let what = format!("one import as {} writes it", language.fence());
    if is_one { Ok(whole) } else { Err(Error::Unreadable { text: import.to_owned(), what }) }
}

/// What stands in quotes in an import of Go, quotes included.
fn quoted(statement: &str) -> &str {
    statement.find('"').and_then(|at| statement.get(at..)).unwrap_or(statement)
}

/// A text with a statement behind its imports, or where they would stand.
pub(crate) fn inserted(language: Language, text: &str, statement: &str) -> Option<String> {
    let source = Source::parse(language, text);
    let end = line_end(text);
    let first_symbol = source.symbols().first().map_or(text.len(), |symbol| symbol.span.start);
    // Those at the margin before all code: one within a function is its own.
    let is_outer = |span: &&Range<usize>| {
        let above = &text[..span.start];
        // What stands between `#if` and `#endif` may be left out.
        let is_certain =
            language != Language::C || above.matches("#if").count() == above.matches("#endif").count();
        span.start < first_symbol && (above.is_empty() || above.ends_with(['\n', '\u{feff}'])) && is_certain
    };
    let imports = source.import_statements();
    let at = match imports.iter().rev().find(is_outer) {
        Some(last) if language == Language::Go && text[last.clone()].ends_with(')') => {
            let line = format!("\t{}{end}", quoted(statement));
            return replaced(text, &[(last.end - 1..last.end - 1, line)]);
        }
        // An `#include` reaches to the end of its line.
        Some(last) if text[..last.end].ends_with('\n') => last.end,
        Some(last) => next_line(text, last.end),
        None => beginning(language, text),
    };
    let is_first = !imports.iter().any(|it| is_outer(&it));
    let before = if text[..at].is_empty() || text[..at].ends_with('\n') { "" } else { end };
    let gap_before = if is_first && language == Language::Go { end } else { "" };
    let gap =
        if is_first && !text[at..].starts_with(['\n', '\r']) && !text[at..].is_empty() { end } else { "" };
    replaced(text, &[(at..at, format!("{before}{gap_before}{statement}{end}{gap}"))])
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Where a file without imports has its first one: behind what has to come first, blank lines and comments before that
/// included.
fn beginning(language: Language, text: &str) -> usize {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mut beginning, mut docstring) = (at, None::<&str>);
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        at += line.len();
        let said = line.trim();
        if let Some(quote) = docstring {
            docstring = docstring.filter(|_| !said.contains(quote));
            beginning = at;
            continue;
        }
        if language == Language::Python {
            let quote = ["\"\"\"", "'''"].into_iter().find(|quote| said.starts_with(quote));
            docstring = quote.filter(|quote| said.matches(*quote).count() == 1);
            if quote.is_some() {
                beginning = at;
                continue;
            }
        }
        if comes_first(language, said) {
            beginning = at;
        } else if !is_skipped(language, said) {
            break;
        }
    }
    beginning
}

/// Whether a line has to come before imports.
fn comes_first(language: Language, line: &str) -> bool {
    let begins: &[&str] = match Family::of(language) {
        Some(Family::Python) => &["#!", "# -*-", "# coding"],
        Some(Family::Rust) => &["//!", "#!["],
        Some(Family::Go) => &["package "],
        Some(Family::Script) => &["#!", "'use ", "\"use "],
        None if language == Language::Java => &["package "],
        None => &["#ifndef ", "#define ", "#pragma "],
    };
    begins.iter().any(|begin| line.starts_with(begin))
}

/// Whether what has to come first may stand behind a line.
fn is_skipped(language: Language, line: &str) -> bool {
    let begins: &[&str] = if language == Language::Python { &["#"] } else { &["//", "/*", "*"] };
    line.is_empty() || begins.iter().any(|begin| line.starts_with(begin))
}
