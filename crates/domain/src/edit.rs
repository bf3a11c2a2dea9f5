//! Edits as the model proposes them, before anything has been matched or changed.

use serde::{Deserialize, Serialize};

use crate::action::Lines;
use crate::path::RelPath;
use crate::unit::Line;

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
        /// The symbol that is meant where a text is in the file more than once.
        #[serde(default)]
        within: Option<String>,
    },
    /// Some lines of a file are replaced, found by their numbers and by what stands in the first and the last of them.
    Lines {
        /// The file.
        path: RelPath,
        /// The lines.
        lines: Lines,
        /// What the first of them holds.
        starts: String,
        /// What the last of them holds.
        ends: String,
        /// What takes their place.
        text: String,
    },
    /// A file that does not exist yet is written.
    Create {
        /// The file.
        path: RelPath,
        /// Its text.
        text: String,
    },
    /// A file is removed.
    Delete {
        /// The file.
        path: RelPath,
    },
    /// A file gets another path, at which there is none yet.
    Rename {
        /// The file.
        path: RelPath,
        /// Its new path.
        to: RelPath,
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
            | Self::Lines { path, .. }
            | Self::Create { path, .. }
            | Self::Delete { path }
            | Self::Rename { path, .. } => path,
        }
    }
}

/// One SEARCH/REPLACE block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The text to find.
    pub search: String,
    /// What to put in its place.
    pub replace: String,
    /// The line at which it begins, by the reply; it tells places apart in which the text is, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<Line>,
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
