//! The file in the making: what was received so far, its sum, and whether it is right.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::catalogue::Entry;
use crate::digest::{Digest, Hasher};
use crate::error::{Error, Failure};

/// A file that grows towards its size. Dropped, it stays on disk for the next pull.
///
/// Invariant: `have` bytes are in the file, at most `size`, and `hasher` has seen exactly these.
pub(crate) struct Partial {
    path: PathBuf,
    file: File,
    have: u64,
    size: u64,
    hasher: Hasher,
    expected: Digest,
}

impl Partial {
    /// Opens the file, or creates it, and hashes what it holds; what cannot become `entry`'s file is thrown
    /// away. Blocks: a gigabyte takes seconds.
    pub(crate) fn open(path: PathBuf, entry: &Entry) -> Result<Self, Error> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(|source| Error::write(&path, source))?;
        let mut hasher = Hasher::default();
        let have = hash(&mut file, &mut hasher).map_err(|source| Error::read(&path, source))?;
        let (size, expected) = (entry.size(), entry.digest());
        let mut partial = Self { path, file, have, size, hasher, expected };
        if have >= size && !partial.is_right() {
            partial.restart()?;
        }
        Ok(partial)
    }

    /// How many bytes there are.
    pub(crate) fn have(&self) -> u64 {
        self.have
    }

    /// How many there will be.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn is_full(&self) -> bool {
        self.have == self.size
    }

    /// Whether it is complete and has the right sum.
    pub(crate) fn is_right(&self) -> bool {
        self.is_full() && self.hasher.digest() == self.expected
    }

    /// Throws everything away, and says why, unless it is right.
    pub(crate) fn judge(&mut self) -> Result<(), Failure> {
        if self.is_right() {
            return Ok(());
        }
        let reason = if self.is_full() {
            format!("it gave another file: SHA-256 {} instead of {}", self.hasher.digest(), self.expected)
        } else {
            format!("it gave {} bytes instead of {}", self.have, self.size)
        };
        self.restart()?;
        Err(Failure::Source(reason))
    }

    /// Adds `bytes`. What goes beyond the size is dropped: the sum decides whether the rest is right.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let missing = usize::try_from(self.size - self.have).unwrap_or(usize::MAX);
        let bytes = bytes.get(..missing).unwrap_or(bytes);
        self.file
            .write_all(bytes)
            .and_then(|()| self.hasher.write_all(bytes))
            .map_err(|source| Error::write(&self.path, source))?;
        self.have += bytes.len() as u64;
        Ok(())
    }

    /// Throws away what there is.
    pub(crate) fn restart(&mut self) -> Result<(), Error> {
        if self.have > 0 {
            self.file
                .set_len(0)
                .and_then(|()| self.file.rewind())
                .map_err(|source| Error::write(&self.path, source))?;
        }
        self.have = 0;
        self.hasher = Hasher::default();
        Ok(())
    }

    /// Gives the file its final name. After this the name can be relied on, even if the power fails.
    pub(crate) fn publish(self, target: &Path) -> Result<(), Error> {
        self.file
            .sync_all()
            .and_then(|()| fs::rename(&self.path, target))
            .and_then(|()| target.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all()))
            .map_err(|source| Error::write(target, source))
    }

    /// Leaves the file for the next pull, or removes it if it is empty.
    pub(crate) fn leave(self) -> Result<(), Error> {
        if self.have > 0 {
            return Ok(());
        }
        fs::remove_file(&self.path).map_err(|source| Error::write(&self.path, source))
    }
}

/// Reads as much as the file said it holds when it was asked, and stays behind it.
fn hash(file: &mut File, hasher: &mut Hasher) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let have = io::copy(&mut Read::by_ref(file).take(length), hasher)?;
    file.seek(SeekFrom::Start(have))?;
    Ok(have)
}
