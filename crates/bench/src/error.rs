//! Why a suite could not be read or run, or its results not kept.

use std::io;
use std::path::PathBuf;

/// Why something of a suite failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no suite at this path.
    #[error(
        "{} is no suite: it has neither a `task.toml` nor folders that have one, nor a folder `tasks` of such",
        path.display()
    )]
    NoSuite {
        /// The path.
        path: PathBuf,
    },
    /// A file or folder of the suite, or a result, could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A task's description is not what `bench/README.md` asks for.
    #[error("{} is no task: {reason}", file.display())]
    Task {
        /// The description.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No task is meant by a word.
    #[error(
        "no task of the suite has `{word}` in its name, kind, language or difficulty; --list shows them all"
    )]
    NoMatch {
        /// The word.
        word: String,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}; check its permissions and the free space", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The results that are there cannot be understood.
    #[error("line {line} of {} is no result of this version of kinglet: {reason}; name another folder", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// Somebody else appends to the results.
    #[error("another kinglet appends to {}; wait until it has ended, or name another folder", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A command could not be run, or was cancelled.
    #[error(transparent)]
    Exec(#[from] kinglet_exec::Error),
    /// What the run recorded cannot be read.
    #[error(transparent)]
    Ledger(#[from] kinglet_ledger::Error),
}
