//! Where to begin to look: what the index knows of a task, for who asks it look by look.

use std::collections::BTreeSet;

use kinglet_domain::event::CandidateNote;
use kinglet_domain::path::RelPath;
use kinglet_index::{Document, Index, Kind};

use super::points::Table;
use super::retrieve;
use crate::error::Error;
use crate::map::best_first;
use crate::words::identifiers;

/// So many places are named.
const PLACES: usize = 8;

/// So many names of symbols, and so many bytes of them: a grammar lists them all.
const NAMES: usize = 300;
const BYTES: usize = 12 * 1024;

/// Where to begin to look.
#[derive(Debug, Clone, Default)]
pub struct Leads {
    /// The symbols that have most of the task, best first; none of tests.
    pub places: Vec<CandidateNote>,
    /// The names of symbols that there are: all of a small tree, the best of a large one.
    pub symbols: Vec<String>,
    /// All files.
    pub paths: Vec<RelPath>,
}

/// Ranks what a tree defines for a task.
///
/// - `seen`: what was shown of the code: what is defined of the names in it is among the symbols in any case.
///
/// # Errors
/// [`Error::Index`].
pub fn leads(index: &Index, task: &str, seen: &str) -> Result<Leads, Error> {
    let ranking = retrieve(index, task, &[], &Table::default())?;
    let all = ranking.files.iter().enumerate();
    let ranked = best_first(all.flat_map(|(at, file)| file.symbols.iter().map(move |it| (at, it))).collect());
    let mut names = Names::default();
    // What is gone is taken out of the index only now and then.
    let there: BTreeSet<Document> = index.files().iter().map(|file| file.id).collect();
    for name in identifiers(seen).into_iter().filter(|name| name.len() > 2 && !name.contains('.')) {
        if !names.is_full() && index.definitions(name)?.iter().any(|(id, _)| there.contains(id)) {
            names.add(name);
        }
    }
    let mut places = Vec::new();
    for (at, it) in ranked {
        let Some(file) = ranking.files.get(at) else { continue };
        let is_lead = it.score > 0.0 && file.kind == Kind::Source && !it.symbol.is_test();
        if is_lead && places.len() < PLACES {
            places.push(CandidateNote {
                path: file.path.clone(),
                symbol: it.symbol.name.clone(),
                line: it.symbol.line,
                score: file.points().0 / 10,
                reasons: vec![format!("{} has {}", file.points(), it.words.join(", "))],
            });
        }
        names.add(&it.symbol.name);
    }
    for file in index.files().iter().filter(|file| file.kind == Kind::Source) {
        if names.is_full() {
            break;
        }
        for symbol in index.outline(file)?.symbols {
            names.add(&symbol.name);
        }
    }
    let paths = index.files().iter().map(|file| file.path.clone()).collect();
    Ok(Leads { places, symbols: names.listed, paths })
}

/// Names, each once, as long as there is room.
#[derive(Default)]
struct Names {
    listed: Vec<String>,
    known: BTreeSet<String>,
    bytes: usize,
}

impl Names {
    fn is_full(&self) -> bool {
        self.listed.len() >= NAMES || self.bytes >= BYTES
    }

    fn add(&mut self, name: &str) {
        if !self.is_full() && self.known.insert(name.to_owned()) {
            self.bytes += name.len();
            self.listed.push(name.to_owned());
        }
    }
}
