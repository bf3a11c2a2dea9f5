//! The results: JSON Lines that are only appended to.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::entry::{Entry, Options, VERSION};
use crate::error::Error;

/// The results of a folder, open for more. Nobody else can append while it lives.
#[derive(Debug)]
pub struct Log {
    file: File,
    path: PathBuf,
    entries: Vec<Entry>,
}

impl Log {
    /// Opens the results, or begins them. A last line that a kill or a loss of power tore is dropped.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Write`], [`Error::Foreign`], [`Error::Busy`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let unwritable = |source| Error::Write { path: path.to_owned(), source };
        let mut file =
            OpenOptions::new().create(true).read(true).append(true).open(path).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: path.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(unwritable(source)),
        }
        let (entries, length) = understood(&mut file, path)?;
        file.set_len(length).map_err(unwritable)?;
        Ok(Self { file, path: path.to_owned(), entries })
    }

    /// All results, in the order in which they came.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The last result of a task with these options.
    #[must_use]
    pub fn last(&self, task: &str, options: &Options) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.task == task && entry.options == *options)
    }

    /// Appends a result; it is on disk when this returns.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn append(&mut self, entry: Entry) -> Result<(), Error> {
        let line = serde_json::to_string(&entry).map_err(std::io::Error::from);
        line.and_then(|line| self.file.write_all(format!("{line}\n").as_bytes()))
            .and_then(|()| self.file.sync_data())
            .map_err(|source| Error::Write { path: self.path.clone(), source })?;
        self.entries.push(entry);
        Ok(())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        // Closed alone, the file stays locked as long as a process that is just being started has a copy of it.
        let _closing_unlocks_too = self.file.unlock();
    }
}

/// The results in a file, in the order in which they came, without a torn last line.
///
/// # Errors
/// [`Error::Read`], [`Error::Foreign`].
pub fn read(path: &Path) -> Result<Vec<Entry>, Error> {
    let mut file = File::open(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    understood(&mut file, path).map(|(entries, _length)| entries)
}

/// The whole lines, and how many bytes they have.
fn understood(file: &mut File, path: &Path) -> Result<(Vec<Entry>, u64), Error> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let length = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    bytes.truncate(length);
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
    let entry = |(index, line)| {
        understood_line(line).map_err(|reason| Error::Foreign {
            path: path.to_owned(),
            line: index + 1,
            reason,
        })
    };
    Ok((lines.map(entry).collect::<Result<_, _>>()?, length as u64))
}

fn understood_line(line: &[u8]) -> Result<Entry, String> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        v: u32,
    }
    let Versioned { v } = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    if v != VERSION {
        return Err(format!("its format is {v}, and not {VERSION}"));
    }
    serde_json::from_slice(line).map_err(|error| error.to_string())
}
