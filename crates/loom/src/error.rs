//! Why a repository could not be read.

use std::path::PathBuf;

/// Why a repository could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder could not be listed.
    #[error("cannot list the files under {root}; check its permissions")]
    Walk {
        /// The folder.
        root: PathBuf,
        /// What the system said.
        source: ignore::Error,
    },
    /// The index could not be asked.
    #[error(transparent)]
    Index(#[from] kinglet_index::Error),
}

impl Error {
    /// Whether the index is damaged and must be made anew.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Index(error) if error.is_damage())
    }
}
