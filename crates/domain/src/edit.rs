//! Edits as the model proposes them, before anything has been matched or changed.

use serde::{Deserialize, Serialize};

use crate::path::RelPath;

/// A change to one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "edit")]
pub enum Edit {
    /// A whole symbol (function, method, class, constant) is replaced, found by name in the syntax tree.
    Symbol {
        /// The file that defines it.
        path: RelPath,
        /// Its name, qualified with `.` where it lies in another (`Cart.total`).
        symbol: String,
        /// Its new text.
        text: String,
    },
    /// A whole file is replaced.
    File {
        /// The file.
        path: RelPath,
        /// Its new text.
        text: String,
    },
    /// Parts of a file are replaced, each found by its text.
    Replace {
        /// The file.
        path: RelPath,
        /// The parts, in any order; none may overlap another.
        blocks: Vec<Block>,
    },
    /// A file that does not exist yet is written.
    Create {
        /// The file.
        path: RelPath,
        /// Its text.
        text: String,
    },
}

impl Edit {
    /// The file that the edit changes.
    #[must_use]
    pub fn path(&self) -> &RelPath {
        match self {
            Self::Symbol { path, .. }
            | Self::File { path, .. }
            | Self::Replace { path, .. }
            | Self::Create { path, .. } => path,
        }
    }
}

/// One SEARCH/REPLACE block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The text to find.
    pub search: String,
    /// What to put in its place.
    pub replace: String,
}

/// What an edit did to one file: enough to see it and to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The file.
    pub path: RelPath,
    /// Its bytes before; `None` if it did not exist.
    pub before: Option<Vec<u8>>,
    /// Its bytes after; `None` if it no longer exists.
    pub after: Option<Vec<u8>>,
}
