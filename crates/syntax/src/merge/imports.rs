//! What becomes of a file's imports where a piece of code brings its own.

use std::ops::Range;

use kinglet_domain::language::Language;

use super::{Cut, Merge, is_left_out};
use crate::part::{Kind, Part};

/// An import of the file; the piece has another one of the same source. It goes if nothing is used that only it names.
pub(super) struct Doubtful {
    span: Range<usize>,
    /// What the other one does not name.
    left: Vec<String>,
    /// The position of the cut that adds the other one.
    by: usize,
}

impl Merge<'_> {
    /// Whether an import says nothing that is not said: its names are all in one that is there.
    pub(super) fn is_known(&self, part: &Part<'_>, old: &[Part<'_>]) -> bool {
        if part.kind != Kind::Import {
            return false;
        }
        if self.language == Language::Go && part.inner.kind() == "import_declaration" {
            return self.missing_specs(part, old).is_empty();
        }
        let said = self.piece.get(part.start..part.span.end).unwrap_or_default();
        let says = |it: &Part<'_>| {
            let known = self.file.get(it.start..it.span.end).unwrap_or_default();
            is_same_source(known, said) && names(said).iter().all(|name| names(known).contains(name))
        };
        old.iter().filter(|it| it.kind == Kind::Import).any(says)
    }

    /// The imports of a Go declaration that are not there yet: there, what is imported twice is an error.
    pub(super) fn missing_specs(&self, part: &Part<'_>, old: &[Part<'_>]) -> String {
        let lines = |text: &str| {
            let specs = text.trim_start_matches("import").trim_matches(['(', ')', ' ', '\n', '\r']).lines();
            specs.map(|line| line.trim().to_owned()).filter(|line| line.contains('"')).collect::<Vec<_>>()
        };
        let known = old.iter().filter(|it| it.kind == Kind::Import);
        let known: Vec<String> =
            known.flat_map(|it| lines(self.file.get(it.span.clone()).unwrap_or_default())).collect();
        let wanted = lines(self.piece.get(part.span.clone()).unwrap_or_default());
        let missing = wanted.iter().filter(|spec| !known.contains(spec));
        missing.map(|spec| format!("import {spec}")).collect::<Vec<_>>().join("\n")
    }

    /// Notes the imports of the file that an import of the piece, which was just added, may stand for.
    ///
    /// - `by`: the position of the cut that adds it.
    pub(super) fn doubt(&mut self, part: &Part<'_>, by: usize, old: &[Part<'_>], new: &[Part<'_>]) {
        let said = self.piece.get(part.start..part.span.end).unwrap_or_default();
        let is_gone = |it: &&Part<'_>| it.kind == Kind::Import && is_left_out(it, old, new);
        for it in old.iter().filter(is_gone) {
            let known = self.file.get(it.start..it.span.end).unwrap_or_default();
            let left = names(known).into_iter().filter(|name| !names(said).contains(name));
            let left: Vec<String> = left.map(str::to_owned).collect();
            // A trait, and much of what paths name, is used without being named.
            if is_same_source(known, said) && (left.is_empty() || self.language != Language::Rust) {
                self.doubtful.push(Doubtful { span: it.span.clone(), left, by });
            }
        }
    }

    /// Takes away the imports for which others stand.
    pub(super) fn drop_doubtful(&mut self) {
        let text = self.text();
        let count = |text: &str, name: &str| names(text).into_iter().filter(|it| *it == name).count();
        for Doubtful { span, left, by } in std::mem::take(&mut self.doubtful) {
            let import = self.file.get(span.clone()).unwrap_or_default();
            let is_used = left.iter().any(|name| count(&text, name) > count(import, name));
            // What was not used before either is there for others.
            let is_for_others = left.iter().any(|name| count(self.file, name) == count(import, name));
            let is_used = is_used || is_for_others;
            if let Some(cut) = self.cuts.get_mut(by).filter(|_| !is_used) {
                if cut.range.is_empty() {
                    *cut = Cut { range: span, text: cut.text.trim().to_owned() };
                } else {
                    let range = span.start.saturating_sub(1)..span.end;
                    self.cuts.push(Cut { range, text: String::new() });
                }
            }
        }
    }
}

/// Where an import takes the things from that it names: `from a`, `'./a.js'`, `use a::`.
fn source(import: &str) -> Option<&str> {
    let import = import.trim();
    let quoted = import.split(['"', '\'']).nth(1).filter(|_| import.contains(" from "));
    let listed = || import.split_once('{').map(|(before, _)| before).filter(|before| before.ends_with("::"));
    let path = || import.rfind("::").and_then(|at| import.get(..at + 2));
    quoted.or_else(|| import.strip_prefix("from ")?.split(" import ").next()).or_else(listed).or_else(path)
}

/// Whether both name things from one place, each by its name.
fn is_same_source(known: &str, said: &str) -> bool {
    source(known).is_some() && source(known) == source(said) && !known.contains('*')
}

/// The names in a text.
pub(super) fn names(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty()).collect()
}
