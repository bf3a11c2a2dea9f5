//! Folders that hold the code of others.

use std::path::Path;

/// Folders that package managers fill, by their names; those of other names may be virtual environments.
const NAMES: [&str; 9] = [
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

/// Whether a folder holds installed packages, which nobody edits in place.
///
/// - `name`: the folder's own.
#[must_use]
pub fn is_others(place: &Path, name: &str) -> bool {
    NAMES.contains(&name)
        || MARKS.iter().any(|mark| (*mark != "modules.txt" || name == "vendor") && place.join(mark).exists())
}
