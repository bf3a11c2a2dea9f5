//! Where a server lies on this machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_exec::Program;
use serde_json::{Value, json};

use crate::client::Start;
use crate::known::{KNOWN, Known};

/// Folders of a project in which programs are installed for it.
const OF_PROJECTS: [&str; 3] = ["node_modules/.bin", ".venv/bin", "venv/bin"];

/// Where servers are looked for.
#[derive(Debug, Clone)]
pub struct Search {
    /// The repository.
    pub root: PathBuf,
    /// The value of `PATH`.
    pub path: Option<OsString>,
    /// The servers that may be there.
    pub known: &'static [Known],
}

/// A server that is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Which.
    pub known: &'static Known,
    /// Its program.
    pub program: PathBuf,
    /// Whether the program comes with the repository: nothing of it is run that the user has not agreed to.
    pub is_of_project: bool,
}

impl Search {
    /// Looks for the servers that kinglet knows.
    #[must_use]
    pub fn new(root: &Path, path: Option<OsString>) -> Self {
        Self { root: root.to_owned(), path, known: KNOWN }
    }

    /// Where a server is: first among the project's own programs, then in `PATH`.
    #[must_use]
    pub fn find(&self, known: &'static Known) -> Option<Found> {
        let own = OF_PROJECTS.iter().map(|folder| self.root.join(folder));
        let path = self.path.iter().flat_map(std::env::split_paths);
        // What a relative folder means depends on where one stands.
        let folders = own.chain(path.filter(|folder| folder.is_absolute()));
        let program = folders.map(|folder| folder.join(known.program)).find(|file| is_program(file))?;
        let lies_within = |program: &Path| program.starts_with(&self.root);
        // A folder of `PATH` may lead into the repository, too.
        let is_of_project = lies_within(&program) || program.canonicalize().is_ok_and(|it| lies_within(&it));
        Some(Found { known, program, is_of_project })
    }

    /// The servers for a language, best first.
    pub fn candidates(&self, language: Language) -> impl Iterator<Item = &'static Known> + use<> {
        self.known.iter().filter(move |known| known.languages.contains(&language))
    }

    /// The folder of the project in which a file lies: the nearest one with a marker, or the repository.
    pub(crate) fn folder(&self, known: &Known, path: &RelPath) -> PathBuf {
        let file = path.under(&self.root);
        let folders = file.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
        let is_project = |folder: &&Path| known.markers.iter().any(|marker| folder.join(marker).exists());
        folders.into_iter().find(is_project).unwrap_or(&self.root).to_owned()
    }
}

impl Found {
    /// How it is started.
    pub(crate) fn start(&self, folder: &Path) -> Start {
        let arguments = self.known.arguments.iter().map(ToString::to_string).collect();
        let name = self.program.to_string_lossy().into_owned();
        Start {
            program: Program::Argv { name, arguments },
            folder: folder.to_owned(),
            // Part of the program; a test reads all of them.
            options: serde_json::from_str(self.known.options).unwrap_or_default(),
            settings: settings(folder),
            tells_readiness: self.known.tells_readiness,
            asked: self.known.asked,
        }
    }

    /// The command that tells the version, if there is one.
    #[must_use]
    pub fn version(&self) -> Option<(PathBuf, &'static str)> {
        let (program, argument) = self.known.version?;
        Some((self.program.with_file_name(program), argument))
    }
}

/// What servers are told when they ask: which Python the project has.
fn settings(folder: &Path) -> Value {
    let pythons = [".venv/bin/python", "venv/bin/python"].map(|python| folder.join(python));
    match pythons.into_iter().find(|python| python.exists()) {
        Some(python) => json!({ "python": { "pythonPath": python } }),
        None => json!({}),
    }
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_servers_are_told_is_json() {
        for known in KNOWN {
            assert!(serde_json::from_str::<Value>(known.options).is_ok(), "{}", known.name);
        }
    }
}
