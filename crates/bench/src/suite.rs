//! The tasks of a suite, and those that are chosen of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::task::{FILE, Task};

/// Tasks, ordered by name; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// The tasks.
    pub tasks: Vec<Task>,
}

impl Suite {
    /// Reads a suite: a folder with a folder `tasks`, a folder of tasks, or one task.
    ///
    /// A folder whose name begins with a dot is no task, nor is a file beside the tasks.
    ///
    /// # Errors
    /// [`Error::NoSuite`], [`Error::Read`], and [`Error::Task`] if one of the tasks is none.
    pub fn read(path: &Path) -> Result<Self, Error> {
        // The last part of `.` or `..` is no name.
        let path = &path.canonicalize().map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Error::NoSuite { path: path.to_owned() },
            _ => Error::Read { path: path.to_owned(), source },
        })?;
        if path.join(FILE).is_file() {
            return Ok(Self { tasks: vec![Task::read(path)?] });
        }
        let inner = path.join("tasks");
        let (folders, is_promised) = match folders(&inner) {
            Ok(folders) => (folders, true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let listed = self::folders(path);
                (listed.map_err(|source| Error::Read { path: path.clone(), source })?, false)
            }
            Err(source) => return Err(Error::Read { path: inner, source }),
        };
        // Any folder would do for a list of tasks of which each may be broken: one must be whole.
        if folders.is_empty() || !is_promised && !folders.iter().any(|folder| folder.join(FILE).is_file()) {
            return Err(Error::NoSuite { path: path.clone() });
        }
        let tasks = folders.iter().map(|folder| Task::read(folder)).collect::<Result<_, _>>()?;
        Ok(Self { tasks })
    }

    /// Keeps the tasks that one of the words means; all of them if there are no words.
    ///
    /// # Errors
    /// [`Error::NoMatch`] if a word means none.
    pub fn only(mut self, words: &[String]) -> Result<Self, Error> {
        if let Some(word) =
            words.iter().find(|word| !self.tasks.iter().any(|task| task.is_meant_by(word.as_str())))
        {
            return Err(Error::NoMatch { word: word.clone() });
        }
        self.tasks.retain(|task| words.is_empty() || words.iter().any(|word| task.is_meant_by(word)));
        Ok(self)
    }
}

fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.path().is_dir() && !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
