//! A project at a glance: its languages, where it begins, and how it is laid out.

use std::collections::BTreeMap;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Tokens;
use kinglet_index::{File, Index, Kind};

use super::overview::is_entry;
use crate::tokens::estimate;

/// More folders, or files to begin with, say nothing at a glance.
const MOST: usize = 10;

/// A project at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The languages of its code, with how many files of each, most first.
    pub languages: Vec<(&'static str, usize)>,
    /// The files that things begin in, as far as their names tell, the outermost first.
    pub entries: Vec<RelPath>,
    /// Folders with how many files of code and of tests lie beneath them, by path. One that holds most of them is shown
    /// by its own folders.
    pub layout: Vec<(String, usize, usize)>,
}

impl Profile {
    /// The profile of an index's tree.
    #[must_use]
    pub fn of(index: &Index) -> Self {
        let is_code = |file: &&File| matches!(file.kind, Kind::Source | Kind::Test | Kind::Example);
        let code: Vec<&File> = index.files().iter().filter(is_code).collect();
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for language in code.iter().filter_map(|file| Language::of(&file.path)) {
            *counts.entry(language.fence()).or_default() += 1;
        }
        let mut languages: Vec<(&'static str, usize)> = counts.into_iter().collect();
        languages.sort_by_key(|(_, files)| std::cmp::Reverse(*files));
        let mut entries: Vec<RelPath> = code
            .iter()
            .filter(|file| file.kind == Kind::Source && is_entry(&file.path))
            .map(|file| file.path.clone())
            .collect();
        entries.sort_by_key(|path| path.as_str().matches('/').count());
        entries.truncate(MOST);
        Self { languages, entries, layout: layout(&code) }
    }
}

impl Profile {
    /// The profile in a few lines, of no more than so many tokens as [`estimate`] counts them: what comes last is left out.
    #[must_use]
    pub fn brief(mut self, check: &str, budget: Tokens) -> String {
        loop {
            let text = self.lines(check);
            if estimate(&text).0 <= budget.0 {
                return text;
            }
            let longest = if self.entries.len() > self.layout.len() {
                self.entries.pop().is_some()
            } else {
                self.layout.pop().is_some()
            };
            if !longest && self.languages.pop().is_none() {
                return String::new();
            }
        }
    }

    fn lines(&self, check: &str) -> String {
        let languages: Vec<String> =
            self.languages.iter().map(|(language, files)| format!("{language} ({files})")).collect();
        let entries: Vec<&str> = self.entries.iter().map(RelPath::as_str).collect();
        let folders: Vec<String> = self
            .layout
            .iter()
            .map(|(folder, code, tests)| match tests {
                0 => format!("{folder} ({code})"),
                _ => format!("{folder} ({code}, tests {tests})"),
            })
            .collect();
        let lines = [
            ("Languages, with their files", languages.join(", ")),
            ("Checked by", check.to_owned()),
            ("Begins in", entries.join(", ")),
            ("Folders, with their files", folders.join(", ")),
        ];
        let lines = lines.iter().filter(|(_, said)| !said.is_empty());
        lines.map(|(what, said)| format!("{what}: {said}")).collect::<Vec<_>>().join("\n")
    }
}

fn layout(code: &[&File]) -> Vec<(String, usize, usize)> {
    let mut within = String::new();
    loop {
        let mut folders: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for file in code {
            let Some(rest) = file.path.as_str().strip_prefix(within.as_str()) else { continue };
            let Some((folder, _)) = rest.split_once('/') else { continue };
            let counts = folders.entry(folder).or_default();
            if file.kind == Kind::Test { counts.1 += 1 } else { counts.0 += 1 }
        }
        let main = folders.iter().max_by_key(|(_, (source, _))| *source);
        // Where nearly all of the code lies in one folder, its own folders say more.
        if let Some((main, (source, _))) = main
            && *source * 10 > code.len() * 8
        {
            let inner = format!("{within}{main}/");
            let rest =
                |file: &&&File| file.path.as_str().strip_prefix(&inner).is_some_and(|it| it.contains('/'));
            if code.iter().filter(rest).count() * 2 > *source {
                within = inner;
                continue;
            }
        }
        let mut folders: Vec<(String, usize, usize)> = folders
            .into_iter()
            .map(|(folder, (source, tests))| (format!("{within}{folder}/"), source, tests))
            .collect();
        folders.sort_by_key(|(_, source, tests)| std::cmp::Reverse(source + tests));
        folders.truncate(MOST);
        folders.sort();
        return folders;
    }
}
