//! Which files lie in a tree, and how they stand, without opening one.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};
use kinglet_domain::path::RelPath;

use crate::error::Error;
use crate::others;

/// A file as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: RelPath,
    pub(crate) stat: Stat,
}

/// What changes when a file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stat {
    pub(crate) size: u64,
    pub(crate) modified_ns: i64,
    /// When the file's record changed: nobody can set that back.
    pub(crate) changed_ns: i64,
}

impl Stat {
    fn of(metadata: &Metadata) -> Self {
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            size: metadata.len(),
            modified_ns: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed_ns: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// What a walk found.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The files, by path.
    pub(crate) files: Vec<Found>,
    /// What was passed over though nobody asked for it: as written, and why.
    pub(crate) passed: Vec<(String, Passed)>,
}

/// Why something was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    /// Its name cannot be written as text, or holds a control character.
    Name,
    /// A repository of its own within this one, or a submodule.
    Repository,
    /// The system does not let it be read.
    Unreadable,
}

/// Lists the files that git, or a file named `.ignore`, does not ignore. Symbolic links are not followed: what they lead to is
/// indexed where it lies, and a loop is none.
///
/// # Errors
/// [`Error::Walk`] if the folder itself cannot be listed.
pub(crate) fn walk(root: &Path) -> Result<Tree, Error> {
    // Of a folder that cannot be listed the walk itself would find nothing.
    let listed = std::fs::read_dir(root).map_err(ignore::Error::Io);
    listed.map_err(|source| Error::Walk { root: root.to_owned(), source })?;
    let tree = Tree::default();
    let repositories = Arc::new(Mutex::new(Vec::new()));
    let mut builder = WalkBuilder::new(root);
    // `.gitignore` holds in a folder that is no repository, too: what it names is no less built or downloaded there.
    builder.hidden(false).require_git(false);
    let folder = root.to_owned();
    let seen = Arc::clone(&repositories);
    builder.filter_entry(move |entry| {
        let name = entry.file_name();
        if name == ".git" {
            return false;
        }
        if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
            return true;
        }
        if entry.path().join(".git").exists() {
            let written = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            if let Ok(mut seen) = seen.lock() {
                seen.push(written.to_string_lossy().into_owned());
            }
            return false;
        }
        !others::is_others(entry.path(), &name.to_string_lossy())
    });
    let tree = Mutex::new(tree);
    builder.threads(workers()).build_parallel().run(|| {
        Box::new(|entry| {
            note(&tree, root, entry);
            WalkState::Continue
        })
    });
    let mut tree = tree.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Ok(mut repositories) = repositories.lock() {
        tree.passed.extend(repositories.drain(..).map(|name| (name, Passed::Repository)));
    }
    tree.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    tree.passed.sort_unstable();
    Ok(tree)
}

/// How many threads read a tree.
pub(crate) fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(1, 8)
}

fn note(tree: &Mutex<Tree>, root: &Path, entry: Result<DirEntry, ignore::Error>) {
    let add_file = |found| lock(tree).files.push(found);
    let pass = |name: String, why| lock(tree).passed.push((name, why));
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return pass(written(root, &error), Passed::Unreadable),
    };
    if !entry.file_type().is_some_and(|kind| kind.is_file()) {
        return;
    }
    match (RelPath::beneath(root, entry.path()), entry.metadata()) {
        (Some(path), Ok(metadata)) => add_file(Found { path, stat: Stat::of(&metadata) }),
        (None, _) => {
            let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
            pass(name.to_string_lossy().into_owned(), Passed::Name);
        }
        // It went away meanwhile.
        (Some(_), Err(_)) => {}
    }
}

/// What another thread left half done is a list with one entry less.
fn lock(tree: &Mutex<Tree>) -> MutexGuard<'_, Tree> {
    tree.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The path that an error of the walk is about, from the root.
fn written(root: &Path, error: &ignore::Error) -> String {
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::WithPath { path, .. } => {
                return path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
            }
            other => return other.to_string(),
        }
    }
}

impl Passed {
    /// Words for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "its name is no text",
            Self::Repository => "a repository of its own",
            Self::Unreadable => "cannot be read",
        }
    }
}
