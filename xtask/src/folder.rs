//! Copies of projects, in folders of their own.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// What building and testing leaves in a project's folder.
const LEFTOVERS: [&str; 5] = [".git", ".pytest_cache", "__pycache__", "node_modules", "target"];

/// A folder that is removed with everything in it when this value goes.
#[derive(Debug)]
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    pub(crate) fn new() -> Result<Self> {
        fresh().map(Self)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which clears its folder of temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Makes an empty folder among the system's temporary files; it stays.
pub(crate) fn fresh() -> Result<PathBuf> {
    let base = std::env::temp_dir();
    for number in 0..1000 {
        let folder = base.join(format!("kinglet-{}-{number}", std::process::id()));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot make the folder {}", folder.display()));
            }
        }
    }
    bail!("there is no free name for a folder in {}; remove what begins with `kinglet-`", base.display())
}

/// Copies a project, without what building and testing it left behind.
///
/// - `to`: must not exist, or be an empty folder.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let is_taken = match fs::read_dir(to) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != ErrorKind::NotFound,
    };
    if is_taken {
        bail!("{} is not an empty folder; name one that is, or one that is not there yet", to.display());
    }
    copy_over(from, to)
}

/// Copies a project into a folder, over the files of the same names that are there.
pub(crate) fn copy_over(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot list {}", from.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list {}", from.display()))?;
        let name = entry.file_name();
        let (source, target) = (entry.path(), to.join(&name));
        if LEFTOVERS.iter().any(|leftover| name == *leftover) {
            continue;
        }
        if source.is_dir() {
            copy_over(&source, &target)?;
        } else {
            fs::copy(&source, &target).with_context(|| format!("cannot copy {}", source.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, path: &str) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }

    #[test]
    fn a_project_is_copied_without_what_its_build_left_behind() {
        let folder = Temporary::new().unwrap();
        let [from, to] = ["from", "to"].map(|name| folder.path().join(name));
        for path in [".gitignore", "src/a.py", "src/__pycache__/a.pyc", "target/debug/a"] {
            write(&from, path);
        }
        copy(&from, &to).unwrap();
        assert!(to.join(".gitignore").exists() && to.join("src/a.py").exists());
        assert!(!to.join("target").exists() && !to.join("src/__pycache__").exists());
    }

    #[test]
    fn nothing_is_copied_over_what_is_there() {
        let folder = Temporary::new().unwrap();
        let [from, to] = ["from", "to"].map(|name| folder.path().join(name));
        write(&from, "a");
        write(&to, "mine");
        assert!(copy(&from, &to).is_err());
        assert!(copy(&from, &to.join("mine")).is_err());
        assert!(!to.join("a").exists());
    }

    #[test]
    fn a_temporary_folder_goes_with_its_owner() {
        let folder = Temporary::new().unwrap();
        write(folder.path(), "a/b");
        let path = folder.path().to_owned();
        drop(folder);
        assert!(!path.exists());
    }
}
