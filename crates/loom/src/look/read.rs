//! Shows a file, or a part of it.

use std::path::Path;

use kinglet_domain::action::{Lines, Part};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::{Source, Symbol};

use crate::look::file::{self, Unreadable};
use crate::look::{Look, MOST_BYTES, MOST_LINES, count, near, numbered};
use crate::repository::list;

/// The most symbols that are named for the part of a file that is not shown.
const OUTLINE: usize = 12;

/// Shows a file, one of its symbols, or some of its lines.
///
/// - `path`: as [`RelPath`] guarantees beneath `root`; links that lead elsewhere are not followed.
#[must_use]
pub fn read(root: &Path, path: &RelPath, part: &Part) -> Look {
    let subject = match part {
        Part::Whole => path.to_string(),
        Part::Symbol(name) => format!("{path} {name}"),
        Part::Lines(lines) => format!("{path} {lines}"),
    };
    let text = match file::text(root, path) {
        Ok(text) => text,
        Err(Unreadable::Missing(_) | Unreadable::NotAFile(_)) => {
            let all = list(root).map_or_else(|_| Vec::new(), |listing| listing.paths().to_vec());
            return Look::failed(subject, near::no_file(path, &all));
        }
        Err(error) => return Look::failed(subject, error.to_string()),
    };
    let file = Shown { path, lines: text.lines().collect(), symbols: symbols(path, &text) };
    match part {
        Part::Whole if file.lines.is_empty() => {
            Look::seen(subject, [path], format!("{path} is empty"), String::new())
        }
        Part::Whole => file.show(subject, None, 0, file.lines.len()),
        Part::Lines(lines) => file.span(subject, *lines),
        Part::Symbol(name) => file.symbol(subject, name),
    }
}

fn symbols(path: &RelPath, text: &str) -> Vec<Symbol> {
    Language::of(path).map_or_else(Vec::new, |language| Source::parse(language, text).symbols())
}

struct Shown<'a> {
    path: &'a RelPath,
    lines: Vec<&'a str>,
    symbols: Vec<Symbol>,
}

impl Shown<'_> {
    fn span(&self, subject: String, lines: Lines) -> Look {
        let (begin, end) = (lines.first().index(), lines.last().index() + 1);
        if begin >= self.lines.len() {
            let why = format!("{} has only {}", self.path, count(self.lines.len(), "line"));
            return Look::failed(subject, why);
        }
        self.show(subject, None, begin, end.min(self.lines.len()))
    }

    fn symbol(&self, subject: String, name: &str) -> Look {
        if Language::of(self.path).is_none() {
            let why =
                format!("the symbols of {} are not known; read it by \"lines\", or search in it", self.path);
            return Look::failed(subject, why);
        }
        let wanted = super::symbol::plain(name);
        let named = |symbol: &&Symbol| symbol.name == wanted;
        let short = |symbol: &&Symbol| symbol.short_name() == wanted;
        let mut found: Vec<&Symbol> = self.symbols.iter().filter(named).collect();
        if found.is_empty() {
            found = self.symbols.iter().filter(short).collect();
        }
        match found.as_slice() {
            [] => {
                let said = format!("{} defines no `{wanted}`", self.path);
                let all = self.symbols.iter().map(|symbol| symbol.name.as_str());
                Look::failed(subject, near::no_symbol(said, &wanted, all))
            }
            [one] => self.show(subject, Some(one), one.first.index(), one.last.index() + 1),
            several => {
                let places: Vec<String> = several
                    .iter()
                    .take(OUTLINE)
                    .map(|it| format!("{} (lines {}-{})", it.name, it.first, it.last))
                    .collect();
                let said = format!("{} defines `{wanted}` {} times", self.path, several.len());
                Look::failed(subject, format!("{said}; read one by its lines: {}", places.join(", ")))
            }
        }
    }

    /// Lines from `begin` up to, not including, `end`, as many as may be shown.
    fn show(&self, subject: String, symbol: Option<&Symbol>, begin: usize, end: usize) -> Look {
        let mut content = String::new();
        let mut next = begin;
        for line in self.lines.iter().take(end).skip(begin).take(MOST_LINES) {
            let line = numbered(next, line);
            if content.len() + line.len() > MOST_BYTES && next > begin {
                break;
            }
            content.push_str(&line);
            next += 1;
        }
        if next < end {
            content.push_str(&self.rest(next, end));
        }
        let what = symbol.map_or_else(String::new, |symbol| format!(" `{}`,", symbol.name));
        let shown = format!("{}-{}", begin + 1, next.max(begin + 1));
        let summary = format!("{}:{what} lines {shown} of {}", self.path, self.lines.len());
        Look::seen(subject, [self.path], summary, content)
    }

    /// What is not shown, and how to get it.
    fn rest(&self, next: usize, end: usize) -> String {
        let until = end.min(next + MOST_LINES);
        let mut said =
            format!("(lines {}-{end} are left out; for more: \"lines\":\"{}-{until}\"", next + 1, next + 1);
        let beyond: Vec<String> = self
            .symbols
            .iter()
            .filter(|symbol| (next..end).contains(&symbol.first.index()))
            .map(|symbol| format!("{} {}", symbol.name, place(symbol.first)))
            .collect();
        if !beyond.is_empty() {
            said.push_str("; they define ");
            said.push_str(&beyond.iter().take(OUTLINE).cloned().collect::<Vec<_>>().join(", "));
            if beyond.len() > OUTLINE {
                said.push_str(", ...");
            }
        }
        said + ")\n"
    }
}

fn place(line: Line) -> String {
    format!("(line {line})")
}
