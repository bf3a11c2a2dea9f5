//! Copies of projects.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::Error;

/// What building and testing leaves in a project's folder.
pub(crate) const LEFTOVERS: [&str; 5] = [".git", ".pytest_cache", "__pycache__", "node_modules", "target"];

/// Copies a project into a folder, over the files of the same names that are there.
///
/// What is to be written never goes through a link that is there: whoever worked in that folder may have made it.
pub(crate) fn copy_over(from: &Path, to: &Path) -> Result<(), Error> {
    clear_unless(to, fs::Metadata::is_dir)
        .and_then(|()| fs::create_dir_all(to))
        .map_err(|source| Error::Write { path: to.to_owned(), source })?;
    let unreadable = |source| Error::Read { path: from.to_owned(), source };
    for entry in fs::read_dir(from).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (name, kind) = (entry.file_name(), entry.file_type().map_err(unreadable)?);
        if LEFTOVERS.iter().any(|leftover| name == *leftover) {
            continue;
        }
        let (source, target) = (entry.path(), to.join(&name));
        if kind.is_dir() {
            copy_over(&source, &target)?;
        } else {
            let copied = clear_unless(&target, fs::Metadata::is_file).and_then(|()| {
                if kind.is_symlink() { link(&source, &target) } else { fs::copy(&source, &target).map(drop) }
            });
            copied.map_err(|source| Error::Write { path: target, source })?;
        }
    }
    Ok(())
}

fn link(source: &Path, target: &Path) -> io::Result<()> {
    match fs::remove_file(target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    std::os::unix::fs::symlink(fs::read_link(source)?, target)
}

/// Takes away what lies at a path, unless it is as it has to be.
fn clear_unless(path: &Path, is_right: impl Fn(&fs::Metadata) -> bool) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if is_right(&found) => Ok(()),
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
