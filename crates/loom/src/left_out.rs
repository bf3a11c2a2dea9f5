//! Files that are not among those that may be changed, and why.

use std::fmt;
use std::path::Path;

use kinglet_domain::path::RelPath;

/// Longer files are generated or data; they are listed but not parsed.
pub(crate) const LONGEST: u64 = 512 * 1024;

/// More source files than this are listed but not parsed, so that a huge tree costs seconds, not minutes.
pub(crate) const MOST: usize = 5_000;

/// Folders that package managers fill, by their names; those of other names may be virtual environments.
const OTHERS: [&str; 9] = [
    "node_modules",
    "bower_components",
    "site-packages",
    "dist-packages",
    "__pypackages__",
    ".venv",
    ".tox",
    ".nox",
    ".eggs",
];

/// What is found only in folders that hold the code of others: virtual environments of Python, of conda, and what
/// `go mod vendor` writes.
const MARKS: [&str; 3] = ["pyvenv.cfg", "conda-meta", "modules.txt"];

/// A file that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, as well as its name can be written.
    pub path: String,
    /// Why.
    pub why: Why,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} was left out because {}", self.path, self.why)
    }
}

/// Why a file was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Its name is no [`RelPath`].
    #[error("its name has characters that kinglet cannot spell; rename it")]
    Name,
    /// It is text in another encoding, or no text.
    #[error("it is not UTF-8 text; convert it")]
    Encoding,
    /// It is too long to be parsed.
    #[error("it is larger than {} KB", LONGEST / 1024)]
    TooLong,
    /// It comes behind too many others.
    #[error("only the first {MOST} source files are read")]
    TooMany,
    /// The system does not let it be read.
    #[error("it cannot be read; check its permissions")]
    Unreadable,
    /// A link leads out of the repository.
    #[error("it leads out of the repository through a symbolic link")]
    Outside,
    /// Git would not track it. One that it tracks all the same cannot be told from the others without asking git.
    #[error("git is told to ignore it; name its path in the task if it is to be changed")]
    Ignored,
    /// It belongs to a package.
    #[error(
        "it lies in {0}, which holds the code of others; name its path in the task if it is to be changed"
    )]
    Others(String),
    /// It belongs to another repository.
    #[error("it lies in {0}, a repository of its own; run kinglet there, or name its path in the task")]
    Nested(String),
    /// It belongs to a submodule, which is committed elsewhere.
    #[error("it lies in the submodule {0}; run kinglet there")]
    Submodule(String),
}

impl Why {
    /// Whether the task may overrule it by naming the file.
    pub(crate) fn yields(&self) -> bool {
        matches!(self, Self::Ignored | Self::Others(_) | Self::Nested(_))
    }
}

/// Why the files of a folder below the root are left out; `None` if they are not.
pub(crate) fn why_folder(place: &Path, name: &str) -> Option<fn(String) -> Why> {
    let git = place.join(".git");
    let is_marked =
        || MARKS.iter().any(|mark| (*mark != "modules.txt" || name == "vendor") && place.join(mark).exists());
    if git.is_file() {
        Some(Why::Submodule)
    } else if git.is_dir() {
        Some(Why::Nested)
    } else if OTHERS.contains(&name) || is_marked() {
        Some(Why::Others)
    } else {
        None
    }
}

/// Why a file is not listed; `None` if there is no such file.
pub(crate) fn why(root: &Path, path: &RelPath) -> Option<Why> {
    let place = path.under(root);
    if !place.is_file() {
        return None;
    }
    let folders = path.as_str().match_indices('/').filter_map(|(at, _)| path.as_str().get(..at));
    let around = folders.into_iter().find_map(|folder| {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        why_folder(&root.join(folder), name).map(|why| why(folder.to_owned()))
    });
    let is_inside = || Some(place.canonicalize().ok()?.starts_with(root.canonicalize().ok()?));
    Some(around.unwrap_or_else(|| if is_inside() == Some(true) { Why::Ignored } else { Why::Outside }))
}
