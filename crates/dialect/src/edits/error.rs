//! Why no edits were understood.

use kinglet_domain::path;

/// Why a reply's edits cannot be told; nothing is to be changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditsError {
    /// There is none.
    #[error("the reply holds no edit of a named file; name the file before each block of code")]
    None,
    /// The server says that it cut the reply off.
    #[error("the reply was cut off by the server; ask for the rest, or for less at a time")]
    Cut,
    /// A block's file is not named.
    #[error("line {line} of the reply: it is not said which file this is for; name it in the line before")]
    NoPath {
        /// Where it begins, counted from 1.
        line: usize,
    },
    /// A path is none that may be edited.
    #[error("line {line} of the reply: {error}")]
    Path {
        /// Where it stands.
        line: usize,
        /// What is wrong with it.
        error: path::Error,
    },
    /// Something has no end: it may have been cut off.
    #[error("line {line} of the reply: {missing} is missing; the reply may have been cut off")]
    Open {
        /// Where it begins.
        line: usize,
        /// What is missing.
        missing: &'static str,
    },
    /// Something is not as it must be.
    #[error("line {line} of the reply: {problem}")]
    Broken {
        /// Where it begins.
        line: usize,
        /// What is wrong.
        problem: &'static str,
    },
    /// An action's head is not followed by what is to be changed.
    #[error(
        "nothing says what to change in {path}; write it behind the first line, in one fenced block or in SEARCH/REPLACE blocks"
    )]
    NoBody {
        /// The file.
        path: String,
    },
    /// Code is neither all of a file nor some of its symbols.
    #[error(
        "it is not clear what the code for {path} takes the place of: {reason}; give the whole file, whole functions, or SEARCH/REPLACE blocks"
    )]
    Unplaced {
        /// The file.
        path: String,
        /// What speaks against it.
        reason: String,
    },
}
