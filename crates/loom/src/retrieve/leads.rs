//! Where to begin to look: what the index knows of a task, for who asks it look by look.

use kinglet_domain::event::CandidateNote;
use kinglet_domain::path::RelPath;
use kinglet_index::{Index, Kind};

use super::points::Table;
use super::retrieve;
use crate::error::Error;
use crate::map::best_first;

/// So many places are named.
const PLACES: usize = 8;

/// So many names of symbols: a grammar lists them all.
const SYMBOLS: usize = 300;

/// Where to begin to look.
#[derive(Debug, Clone, Default)]
pub struct Leads {
    /// The symbols that have most of the task, best first, those of tests left out.
    pub places: Vec<CandidateNote>,
    /// The names of symbols that there are, best first: all of a small tree.
    pub symbols: Vec<String>,
    /// All files.
    pub paths: Vec<RelPath>,
}

/// Ranks what a tree defines for a task.
///
/// # Errors
/// [`Error::Index`].
pub fn leads(index: &Index, task: &str) -> Result<Leads, Error> {
    let ranking = retrieve(index, task, &[], &Table::default())?;
    let all = ranking.files.iter().enumerate();
    let ranked = best_first(all.flat_map(|(at, file)| file.symbols.iter().map(move |it| (at, it))).collect());
    let mut leads =
        Leads { paths: index.files().iter().map(|file| file.path.clone()).collect(), ..Leads::default() };
    let mut known: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for (at, it) in ranked {
        let Some(file) = ranking.files.get(at) else { continue };
        let is_lead = it.score > 0.0 && file.kind == Kind::Source && !it.symbol.is_test();
        if is_lead && leads.places.len() < PLACES {
            leads.places.push(CandidateNote {
                path: file.path.clone(),
                symbol: it.symbol.name.clone(),
                line: it.symbol.line,
                score: file.points().0 / 10,
                reasons: vec![format!("{} has {}", file.points(), it.words.join(", "))],
            });
        }
        if known.len() < SYMBOLS && known.insert(it.symbol.name.clone()) {
            leads.symbols.push(it.symbol.name.clone());
        }
    }
    for file in index.files().iter().filter(|file| file.kind == Kind::Source) {
        if known.len() >= SYMBOLS {
            break;
        }
        for symbol in index.outline(file)?.symbols {
            if known.len() < SYMBOLS && known.insert(symbol.name.clone()) {
                leads.symbols.push(symbol.name);
            }
        }
    }
    Ok(leads)
}
