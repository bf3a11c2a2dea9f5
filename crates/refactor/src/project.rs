//! The files of a project, as they are now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kinglet_domain::edit::Change;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::Source;

use crate::error::{Error, Spot};
use crate::text::words;

/// A longer file is left out: nobody wrote it by hand.
const LONGEST: u64 = 2 << 20;

/// The files of a project in the languages that can be refactored.
#[derive(Debug)]
pub struct Project {
    pub(crate) root: PathBuf,
    pub(crate) files: BTreeMap<RelPath, File>,
}

/// A source file.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) language: Language,
    pub(crate) text: String,
}

/// Languages whose files name each other's symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Python,
    Rust,
    Script,
    Go,
}

impl Family {
    pub(crate) fn of(language: Language) -> Option<Self> {
        Some(match language {
            Language::Python => Self::Python,
            Language::Rust => Self::Rust,
            Language::JavaScript | Language::TypeScript | Language::Tsx => Self::Script,
            Language::Go => Self::Go,
            _ => return None,
        })
    }
}

impl Project {
    /// Reads the files of a tree, as git sees it.
    ///
    /// # Errors
    /// [`Error::Loom`] if the folder cannot be listed.
    pub fn read(root: &Path) -> Result<Self, Error> {
        let listing = kinglet_loom::list(root)?;
        let file = |path: &RelPath| {
            let language = Language::of(path).filter(|it| Family::of(*it).is_some())?;
            let place = path.under(root);
            let is_short = place.metadata().is_ok_and(|it| it.len() <= LONGEST);
            // What is no text is no source file.
            let text = is_short.then(|| std::fs::read_to_string(place).ok()).flatten()?;
            Some((path.clone(), File { language, text }))
        };
        Ok(Self { root: root.to_owned(), files: listing.paths().iter().filter_map(file).collect() })
    }

    /// What the files define, those first that a text names; each with its place and its first line.
    ///
    /// - `most`: so many at the most.
    #[must_use]
    pub fn overview(&self, text: &str, most: usize) -> Vec<(String, Spot)> {
        let named: BTreeSet<&str> = words(text).collect();
        let mut all = Vec::new();
        for (path, file) in &self.files {
            for symbol in file.source().symbols() {
                let rank = !named.contains(symbol.short_name());
                all.push((rank, symbol.name.clone(), self.spot(path, symbol.name_end)));
            }
        }
        all.sort();
        all.into_iter().take(most).map(|(_, name, spot)| (name, spot)).collect()
    }

    /// The text of a file; `None` if it is none of the project's.
    #[must_use]
    pub fn text(&self, path: &RelPath) -> Option<&str> {
        self.files.get(path).map(|file| file.text.as_str())
    }

    pub(crate) fn file(&self, path: &RelPath) -> Result<&File, Error> {
        let what = || {
            let is_there = path.under(&self.root).exists();
            let what = if is_there {
                "is not in Python, Rust, JavaScript, TypeScript or Go"
            } else {
                "does not exist"
            };
            what.to_owned()
        };
        self.files.get(path).ok_or_else(|| Error::File { path: path.clone(), what: what() })
    }

    /// The files of a family.
    pub(crate) fn family(&self, family: Family) -> impl Iterator<Item = (&RelPath, &File)> {
        self.files.iter().filter(move |(_, file)| Family::of(file.language) == Some(family))
    }

    pub(crate) fn spot(&self, path: &RelPath, at: usize) -> Spot {
        let text = self.files.get(path).map_or("", |file| &file.text);
        let before = text.get(..at).unwrap_or_default();
        let index = before.bytes().filter(|byte| *byte == b'\n').count();
        let line = text.lines().nth(index).unwrap_or_default().to_owned();
        Spot { path: path.clone(), line: Line::from_index(index), text: line }
    }

    /// The change that gives a file another text; `None` if it has it already.
    pub(crate) fn change(&self, path: &RelPath, after: String) -> Option<Change> {
        let before = self.files.get(path).map(|file| file.text.clone());
        (before.as_ref() != Some(&after)).then(|| Change {
            path: path.clone(),
            before: before.map(String::into_bytes),
            after: Some(after.into_bytes()),
        })
    }
}

impl File {
    pub(crate) fn source(&self) -> Source<'_> {
        Source::parse(self.language, &self.text)
    }
}
