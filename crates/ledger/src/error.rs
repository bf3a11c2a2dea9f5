//! What can go wrong with a ledger.

use std::io;
use std::path::{Path, PathBuf};

use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, RunId};
use rusqlite::ErrorCode;

use crate::episode::EpisodeId;
use crate::plan::{NodeChange, NodeId};
use crate::step::Seq;

/// Why the ledger did not do what was asked; nothing was recorded in any case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no ledger to read.
    #[error("there is no ledger at {}; the first run creates it", path.display())]
    Absent {
        /// Where it would be.
        path: PathBuf,
    },
    /// The file cannot be looked at.
    #[error("cannot look at the ledger {}; check the permissions of its folder", path.display())]
    Reach {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file cannot be opened.
    #[error("cannot open the ledger {}; check that its folder exists and may be written", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A later version of kinglet wrote it.
    #[error(
        "the ledger {} has schema {found} and this kinglet knows schemas up to {known}; update kinglet",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema that it has.
        found: u32,
        /// The latest schema that is known here.
        known: u32,
    },
    /// Its bytes are not what was written. It is left as it is.
    #[error(
        "the ledger {path} is damaged ({detail}); it was left as it is: move it and the file {path}-wal aside to start \
         anew, or restore a backup; `sqlite3 {path} .recover` saves what can be read",
        path = path.display()
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// Another process kept it locked.
    #[error("another process is writing to the ledger {}; try again when it has ended", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// There is no space for it to grow.
    #[error("no space is left for the ledger {}; free some and try again", path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// It was opened for reading, or the file system does not let it be written.
    #[error("the ledger {} cannot be written; check its permissions", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// What was to be recorded breaks a rule of the schema: a defect of the caller.
    #[error("the ledger {} refused rows that break its rules; please report this as a defect", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// SQLite failed in another way, for instance because the disk did.
    #[error("the ledger {} cannot be read or written; check the disk", path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// Someone else committed a step in the meantime.
    #[error("{run} is at step {found}, not at {expected}: another process goes on with it; stop one of them")]
    Moved {
        /// The run.
        run: RunId,
        /// The last step that the caller knows.
        expected: Seq,
        /// The last step that there is.
        found: Seq,
    },
    /// The run has ended before.
    #[error("{run} has already ended ({outcome:?}); a run ends once, start another")]
    AlreadyEnded {
        /// The run.
        run: RunId,
        /// How it ended.
        outcome: OutcomeName,
    },
    /// No run has this name.
    #[error("there is no run `{given}`; {known}")]
    NoSuchRun {
        /// What was asked for.
        given: String,
        /// The runs that there are, as half a sentence.
        known: String,
    },
    /// Several runs have ids that begin like this.
    #[error("the ids of {matches} begin with `{given}`; write more of the id, or the number")]
    AmbiguousRun {
        /// What was asked for.
        given: String,
        /// The runs that match.
        matches: String,
    },
    /// The run made fewer calls to the model.
    #[error("{run} has no model call {number}; it has {count}, counted from 1")]
    NoSuchEpisode {
        /// The run.
        run: RunId,
        /// What was asked for.
        number: EpisodeId,
        /// How many there are.
        count: u32,
    },
    /// A line of an export cannot be imported.
    #[error("line {line} of the export: {problem}; nothing was imported")]
    Import {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// An export cannot be read.
    #[error("the export cannot be read; nothing was imported")]
    Read {
        /// What the system said.
        source: io::Error,
    },
    /// An export cannot be written.
    #[error("the export cannot be written to its end; what is there is not whole")]
    Export {
        /// What the system said.
        source: io::Error,
    },
    /// The plan has no such node.
    #[error("{run} has no node {node} in its plan; {}", upto(*.last, last.0))]
    NoSuchNode {
        /// The run.
        run: RunId,
        /// What was asked for.
        node: NodeId,
        /// The last node that there is; number 0 if there is none.
        last: NodeId,
    },
    /// What is closed cannot be closed again, and what is open cannot be reopened.
    #[error("{node} of {run} is {} and cannot be {}; {}", found.name(), wanted.name(), way_out(*found))]
    NodeStatus {
        /// The run.
        run: RunId,
        /// The node.
        node: NodeId,
        /// Its status.
        found: NodeChange,
        /// The status that it was to get.
        wanted: NodeChange,
    },
    /// There is no such piece of evidence to cite.
    #[error("{run} has no evidence {id}; {}", upto(*.last, last.0))]
    NoSuchEvidence {
        /// The run.
        run: RunId,
        /// What was cited.
        id: EvidenceId,
        /// The last piece that there is; number 0 if there is none.
        last: EvidenceId,
    },
    /// A claim that rests on nothing that was observed.
    #[error(
        "{node} of {run} cannot be {}: {}; cite at least one observation that kinglet made itself, such as a test \
         result or a file that was read",
        change.name(), cited(cites)
    )]
    Unobserved {
        /// The run.
        run: RunId,
        /// The node.
        node: NodeId,
        /// What was claimed.
        change: NodeChange,
        /// What was cited.
        cites: Vec<EvidenceId>,
    },
}

/// Half a sentence: which ones there are.
fn upto(last: impl std::fmt::Display, count: u32) -> String {
    match count {
        0 => "there is none yet".to_owned(),
        1 => format!("there is only {last}"),
        _ => format!("the last is {last}"),
    }
}

/// Half a sentence: what can be done with a node of this status.
fn way_out(found: NodeChange) -> &'static str {
    if found.is_open() { "close it first, or work on it" } else { "reopen it first, or name another" }
}

/// Half a sentence: what a claim rests on.
fn cited(cites: &[EvidenceId]) -> String {
    if cites.is_empty() {
        return "nothing was cited".to_owned();
    }
    let ids: Vec<String> = cites.iter().map(EvidenceId::to_string).collect();
    format!("{} is what the model said, not what was observed", ids.join(", "))
}

/// What goes wrong inside, before anyone says in which file.
#[derive(Debug)]
pub(crate) enum Fault {
    /// SQLite failed.
    Sqlite(rusqlite::Error),
    /// A stored value is not what was written.
    Damaged(String),
    /// An error that does not depend on the file.
    Plain(Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Plain(error)
    }
}

impl Fault {
    /// The error for the caller: what happened, in which file.
    pub(crate) fn at(self, path: &Path) -> Error {
        let path = path.to_owned();
        match self {
            Self::Plain(error) => error,
            Self::Damaged(detail) => Error::Corrupt { path, detail },
            Self::Sqlite(
                source @ (rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                // All SQL here is constant: if it does not fit, the schema in the file is not what was written.
                | rusqlite::Error::SqlInputError { .. }
                | rusqlite::Error::Utf8Error(..)),
            ) => Error::Corrupt { path, detail: source.to_string() },
            Self::Sqlite(source @ rusqlite::Error::ToSqlConversionFailure(..)) => {
                Error::Refused { path, source }
            }
            Self::Sqlite(source) => match source.sqlite_error_code() {
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Error::Corrupt { path, detail: source.to_string() }
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path, source },
                Some(ErrorCode::DiskFull) => Error::Full { path, source },
                Some(ErrorCode::ReadOnly) => Error::ReadOnly { path, source },
                Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Error::Open { path, source },
                Some(ErrorCode::ConstraintViolation) => Error::Refused { path, source },
                _ => Error::Failed { path, source },
            },
        }
    }
}
