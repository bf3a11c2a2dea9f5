//! Why the index could not be used.

use std::path::PathBuf;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder itself cannot be listed.
    #[error("cannot list {}; check that it is there and that you may read it", root.display())]
    Walk {
        /// The folder.
        root: PathBuf,
        /// What the walk met.
        source: ignore::Error,
    },
    /// The database failed, and not because it is damaged: that mends itself.
    #[error("the index failed; check the free space, or delete it with `kinglet index --rebuild`")]
    Database {
        /// What SQLite said.
        #[from]
        source: rusqlite::Error,
    },
    /// A stored record does not read as what was written.
    #[error("the index is damaged: {what}; make it anew with `kinglet index --rebuild`")]
    Damaged {
        /// Which record.
        what: &'static str,
    },
}

impl Error {
    /// Whether the file is damaged or of another kind, so that a new one must take its place: [`crate::Index::empty`].
    #[must_use]
    pub fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Self::Damaged { .. } => true,
            Self::Database { source } => {
                use rusqlite::ErrorCode::{ConstraintViolation, Unknown};
                let damage = [DatabaseCorrupt, NotADatabase, ConstraintViolation, Unknown];
                source.sqlite_error_code().is_some_and(|code| damage.contains(&code))
                    // Our statements are right for our schema, and our rows for our types: nothing else writes here.
                    || matches!(
                        source,
                        rusqlite::Error::SqlInputError { .. }
                            | rusqlite::Error::InvalidColumnType(..)
                            | rusqlite::Error::InvalidColumnName(..)
                            | rusqlite::Error::FromSqlConversionFailure(..)
                            | rusqlite::Error::Utf8Error(..)
                            | rusqlite::Error::IntegralValueOutOfRange(..)
                    )
            }
            Self::Walk { .. } => false,
        }
    }
}
