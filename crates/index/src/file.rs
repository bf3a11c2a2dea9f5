//! A file as the index knows it.

use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use rusqlite::Row;

use crate::error::Error;
use crate::kind::Kind;
use crate::posting::Document;
use crate::walk::Stat;

/// A file of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its number, as long as its content is the same.
    pub id: Document,
    /// Where it lies.
    pub path: RelPath,
    /// What it is for.
    pub kind: Kind,
    /// How many words stand in it, tests within it not counted.
    pub words: u32,
    /// The BLAKE3 hash of its content; zero if it was not read.
    pub hash: [u8; 32],
    /// Why it was not read, if it was not.
    pub skipped: Option<Skipped>,
    pub(crate) stat: Stat,
    pub(crate) read: Millis,
}

/// Why a file was listed and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skipped {
    /// It is too long to have been written by hand.
    TooLong,
    /// It is no text.
    Binary,
    /// The system does not let it be read.
    Unreadable,
}

impl Skipped {
    const ALL: [Self; 3] = [Self::TooLong, Self::Binary, Self::Unreadable];

    /// Words for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TooLong => "larger than 1 MB",
            Self::Binary => "no text",
            Self::Unreadable => "cannot be read",
        }
    }
}

impl File {
    pub(crate) fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        const DAMAGED: Error = Error::Damaged { what: "a file's row" };
        let (path, kind, size): (String, String, i64) =
            (row.get("path")?, row.get("kind")?, row.get("size")?);
        let skipped: Option<String> = row.get("skipped")?;
        let skipped = match skipped {
            None => None,
            Some(name) => Some(Skipped::ALL.into_iter().find(|it| it.name() == name).ok_or(DAMAGED)?),
        };
        Ok(Self {
            id: row.get("id")?,
            path: RelPath::parse(&path).map_err(|_| DAMAGED)?,
            kind: Kind::parse(&kind).ok_or(DAMAGED)?,
            words: row.get("words")?,
            hash: row.get("hash")?,
            skipped,
            stat: Stat {
                size: u64::try_from(size).map_err(|_| DAMAGED)?,
                modified_ns: row.get("modified_ns")?,
                changed_ns: row.get("changed_ns")?,
            },
            read: Millis(row.get("read_ms")?),
        })
    }
}
