//! The database: where it lies, how it is opened, and what happens when that fails.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};

use crate::error::Error;

/// Where the index is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In a file, for the next time.
    OnDisk(PathBuf),
    /// In memory, because there is no file to write to: why, in words.
    InMemory(String),
}

/// An open database.
pub(crate) struct Store {
    pub(crate) connection: Connection,
    pub(crate) kept: Kept,
}

impl Store {
    /// Opens the index at a path, or makes it. One that is damaged or of another version is replaced; where none can be written,
    /// it is made in memory.
    ///
    /// - `maker`: what changes whenever the schema does, or what is written of the same file: grammars, words, kinds.
    pub(crate) fn open(path: Option<&Path>, maker: &str) -> Result<Self, Error> {
        let Some(path) = path else {
            return Self::in_memory("no folder was given for it".to_owned(), maker);
        };
        match Self::on_disk(path, maker) {
            Err(error) if error.is_damage() => {
                delete(path);
                Self::on_disk(path, maker).or_else(|error| Self::in_memory(error_chain(&error), maker))
            }
            Err(error) => Self::in_memory(error_chain(&error), maker),
            opened => opened,
        }
    }

    /// Throws the database away and makes a new one.
    pub(crate) fn replace(self, maker: &str) -> Result<Self, Error> {
        let Self { connection, kept } = self;
        drop(connection);
        match kept {
            Kept::OnDisk(path) => {
                delete(&path);
                Self::open(Some(&path), maker)
            }
            Kept::InMemory(why) => Self::in_memory(why, maker),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that opens the index")]
    fn on_disk(path: &Path, maker: &str) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        // Nothing here is worth waiting for the disk: it can all be made again, and what is half written shows.
        connection.execute_batch(
            "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000;
             PRAGMA journal_size_limit = 4194304; PRAGMA temp_store = MEMORY;",
        )?;
        let mut store = Self { connection, kept: Kept::OnDisk(path.to_owned()) };
        store.prepare(maker)?;
        Ok(store)
    }

    fn in_memory(why: String, maker: &str) -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        let mut store = Self { connection, kept: Kept::InMemory(why) };
        store.prepare(maker)?;
        Ok(store)
    }

    /// Makes the tables, unless they are there and of this version.
    fn prepare(&mut self, maker: &str) -> Result<(), Error> {
        if read_meta(&self.connection, "maker")?.as_deref() == Some(maker) {
            return Ok(());
        }
        let writing = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Another process may have made them while this one waited.
        if read_meta(&writing, "maker")?.as_deref() != Some(maker) {
            let tables: Vec<String> = {
                let mut named = writing.prepare(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
                )?;
                named.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
            };
            for table in OURS.iter().filter(|table| tables.iter().any(|it| it == *table)) {
                writing.execute_batch(&format!("DROP TABLE {table}"))?;
            }
            writing.execute_batch(include_str!("schema.sql"))?;
            write_meta(&writing, "maker", maker)?;
        }
        writing.commit()?;
        Ok(())
    }
}

const OURS: [&str; 6] = ["meta", "file", "outline", "segment", "posting", "history"];

pub(crate) fn read_meta(connection: &Connection, key: &str) -> Result<Option<String>, Error> {
    let is_there = connection
        .prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")?
        .query_row([], |_| Ok(()))
        .optional()?;
    if is_there.is_none() {
        return Ok(None);
    }
    let mut read = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(read.query_row(params![key], |row| row.get(0)).optional()?)
}

pub(crate) fn write_meta(connection: &Connection, key: &str, value: &str) -> Result<(), Error> {
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", params![key, value])?;
    Ok(())
}

/// Removes the files of a database. One that cannot be removed makes the next attempt to open it fail, which is told.
fn delete(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _gone_or_told_later = std::fs::remove_file(name);
    }
}

fn error_chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
