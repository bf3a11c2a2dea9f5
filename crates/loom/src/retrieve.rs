//! What matters for a task: files and symbols, best first, each point with its reason.
//!
//! Scores are explicit and add up ([`Table`]). What is relevant by itself comes first (words, names, paths, history); what that leads
//! to (imports, changes in common, the graph of names) only adds to it.

mod forms;
mod gather;
mod leads;
mod links;
mod named;
mod overview;
mod points;
mod profile;
mod rank;
mod reach;
mod related;
mod task;

use kinglet_domain::path::RelPath;
use kinglet_index::{Definition, Document, Index, Kind};

pub use leads::{Leads, leads};
pub use overview::overview;
pub use points::{Points, Signal, Table};
pub use profile::Profile;
pub(crate) use reach::related_files;

use crate::error::Error;

/// The files that matter, best first.
#[derive(Debug, Default, PartialEq)]
pub struct Ranking {
    /// Best first; equal ones by path.
    pub files: Vec<Ranked>,
    /// The words of the task that were looked for.
    pub words: Vec<String>,
}

/// A file with its points.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Which one.
    pub id: Document,
    /// Where it lies.
    pub path: RelPath,
    /// What it is for.
    pub kind: Kind,
    /// The points, most first.
    pub rows: Vec<Row>,
    /// Its symbols, best first; of the first files only.
    pub symbols: Vec<Match>,
}

impl Ranked {
    /// All points.
    #[must_use]
    pub fn points(&self) -> Points {
        self.rows.iter().map(|row| row.points).sum()
    }
}

/// Points with their reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What for.
    pub signal: Signal,
    /// How many.
    pub points: Points,
    /// Why, in words.
    pub why: String,
}

/// A symbol of a file, and how well it fits the task.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which one.
    pub symbol: Definition,
    /// How well; 0 if it has nothing of the task. Symbols of different files can be compared.
    pub score: f64,
    /// The words that it shares with the task, those that count most first.
    pub words: Vec<String>,
}

/// Ranks the files of an index for a task.
///
/// - `modified`: files that were changed and not committed.
///
/// # Errors
/// [`Error::Index`].
pub fn retrieve(index: &Index, task: &str, modified: &[RelPath], table: &Table) -> Result<Ranking, Error> {
    rank::rank(index, &task::Task::read(task, table).with_forms(index)?, modified, table)
}
