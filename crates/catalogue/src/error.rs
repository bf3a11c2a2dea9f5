//! What can go wrong.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::digest::Digest;

/// Why a model could not be found, brought or verified.
///
/// In every case what was received of a file is kept for the next pull, unless it was found to be wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The catalogue's text is not TOML of the expected shape.
    #[error("the model catalogue cannot be read; correct it")]
    Syntax(#[source] toml::de::Error),
    /// An entry of the catalogue contradicts itself.
    #[error("model `{name}` in the catalogue: {problem}")]
    Entry {
        /// The entry's name.
        name: String,
        /// What is wrong with it and what is expected.
        problem: &'static str,
    },
    /// No model has this name.
    #[error("no model is called `{name}`; {}", suggestion(near, known))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// Names that resemble it, best first; may be empty.
        near: Vec<String>,
        /// All names.
        known: Vec<String>,
    },
    /// Another pull of the same file is under way.
    #[error("another process is pulling {path}; wait for it or stop it")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk of {path} is full; free some space and pull again, it goes on where it stopped")]
    DiskFull {
        /// The file that could not grow.
        path: PathBuf,
    },
    /// Something could not be written.
    #[error("cannot write {path}; check its permissions and the disk")]
    Write {
        /// What.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something could not be read.
    #[error("cannot read {path}; check its permissions and the disk")]
    Read {
        /// What.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file under its final name is not what the catalogue says: it was changed, or put there by other means.
    #[error("{path} has SHA-256 {found} instead of {expected}; delete it and pull again")]
    Mismatch {
        /// The file.
        path: PathBuf,
        /// The sum in the catalogue.
        expected: Digest,
        /// The sum of the file.
        found: Digest,
    },
    /// Every source failed.
    #[error("no source gave {name}{}\n{}", list(tried), by_hand(partial, *size, *expected))]
    NotPulled {
        /// The model.
        name: String,
        /// What was tried, in order.
        tried: Vec<Attempt>,
        /// Where a person can put the file: it is verified by the next pull.
        partial: PathBuf,
        /// The size of the file in bytes.
        size: u64,
        /// Its sum.
        expected: Digest,
    },
}

/// A source that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Which, as a person reads it.
    pub source: String,
    /// Why it failed.
    pub reason: String,
}

impl Error {
    /// The error for a failed write: a full disk is told apart, because a person can repair it.
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Write { path, source },
        }
    }

    /// The error for a failed read.
    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }
}

/// Why one source did not give the file, and whether another may.
#[derive(Debug)]
pub(crate) enum Failure {
    /// This source is of no use, for this reason; another may be.
    Source(String),
    /// Nothing can be stored: no source would help.
    Disk(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Disk(error)
    }
}

fn suggestion(near: &[String], known: &[String]) -> String {
    if near.is_empty() {
        format!("the catalogue has {}", known.join(", "))
    } else {
        format!("did you mean {}?", near.join(" or "))
    }
}

fn list(tried: &[Attempt]) -> String {
    tried.iter().fold(String::new(), |mut text, attempt| {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n- {}: {}", attempt.source, attempt.reason);
        text
    })
}

fn by_hand(partial: &Path, size: u64, expected: Digest) -> String {
    format!(
        "pull again when the network is back, or get the file ({size} bytes, SHA-256 {expected}) \
         by other means, put it at {} and pull again",
        partial.display()
    )
}
