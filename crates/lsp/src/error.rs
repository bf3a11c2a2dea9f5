//! Why a server has no answer.

use std::path::PathBuf;

use kinglet_domain::path::RelPath;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be started.
    #[error("the language server did not start; check that it is installed")]
    Start(#[source] kinglet_exec::Error),
    /// The folder that it is given could not be made.
    #[error(
        "cannot make a temporary folder for the language server; check its permissions and the free space"
    )]
    Scratch(#[source] std::io::Error),
    /// It ended by itself, or closed its streams.
    #[error("the language server ended by itself; it said: {said}")]
    Died {
        /// The last that it wrote to standard error.
        said: String,
    },
    /// It did not answer in time.
    #[error("the language server did not answer `{asked}` in time")]
    Silent {
        /// What it was asked.
        asked: &'static str,
    },
    /// It still reads the project: what it would say now is not the truth.
    #[error("the language server is still at work on the project: {at}")]
    Indexing {
        /// What it says that it does.
        at: String,
    },
    /// What it wrote is not the protocol, or too long.
    #[error("the language server cannot be understood: {reason}")]
    Garbled {
        /// What was wrong.
        reason: String,
    },
    /// It tells what it found and not in which version of a text: that may be one that it was shown before.
    #[error("the language server does not say in which version of a text it found something")]
    Vague,
    /// It refused to do what it was asked for.
    #[error("the language server refused `{asked}`: {message}")]
    Refused {
        /// What it was asked.
        asked: &'static str,
        /// What it said.
        message: String,
    },
    /// It, with all that it started, needs too much memory.
    #[error("the language server took {bytes} bytes of memory; it may have {limit}")]
    Greedy {
        /// How much it took.
        bytes: u64,
        /// The most that it may have.
        limit: u64,
    },
    /// It does not read what is sent to it.
    #[error("the language server does not read what is sent to it")]
    Deaf,
    /// What it wants to change lies outside of the repository.
    #[error("the language server wants to change {}, outside of the repository; nothing was changed", file.display())]
    Outside {
        /// The file.
        file: PathBuf,
    },
    /// What it wants to change cannot be done by changing text.
    #[error("the language server wants to {what}, which is not supported; nothing was changed")]
    Unsupported {
        /// What it wants.
        what: String,
    },
    /// A file that it speaks of cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: RelPath,
        /// What the system said.
        source: std::io::Error,
    },
}
