//! Reaches files beneath a root, and nothing else: what links, names and kinds of files are refused.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use kinglet_domain::path::RelPath;
use rustix::fs::OFlags;

use crate::error::Error;

/// Names of files and folders that configure git, editors or agents, in any letter case.
const PROTECTED: [&str; 4] = [".git", ".vscode", ".mcp.json", ".kinglet"];

/// The most bytes that a file may have to be edited.
pub(crate) const LARGEST: u64 = 8 * 1024 * 1024;

/// The root without symbolic links.
pub(crate) fn root(root: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(root).map_err(|source| Error::Root { root: root.to_owned(), source })
}

/// Where `path` really is, or would be if it were created; always beneath `root`.
///
/// - `root`: as [`root`] returns it.
pub(crate) fn resolve(root: &Path, path: &RelPath) -> Result<PathBuf, Error> {
    refuse_protected(path, Path::new(path.as_str()))?;
    let place = path.under(root);
    let fault = |source| Error::Read { path: path.clone(), source };
    let real = match fs::symlink_metadata(&place) {
        Ok(_) => fs::canonicalize(&place).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Error::NotAFile { path: path.clone() },
            _ => fault(source),
        })?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => future_place(root, &place).map_err(fault)?,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Error::NotAFile { path: path.clone() });
        }
        Err(source) => return Err(fault(source)),
    };
    let inside = real.strip_prefix(root).map_err(|_| Error::Outside { path: path.clone() })?;
    refuse_protected(path, inside)?;
    Ok(real)
}

/// Where a file that does not exist will be, once the links among its folders are followed.
fn future_place(root: &Path, place: &Path) -> io::Result<PathBuf> {
    let folders = place.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    for folder in folders {
        match fs::symlink_metadata(folder) {
            Ok(_) => {
                let rest = place.strip_prefix(folder).map_err(io::Error::other)?;
                return Ok(fs::canonicalize(folder)?.join(rest));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::NotFound))
}

fn refuse_protected(path: &RelPath, parts: &Path) -> Result<(), Error> {
    let is_protected = |part: &&str| PROTECTED.iter().any(|protected| protected.eq_ignore_ascii_case(part));
    match parts.iter().filter_map(|part| part.to_str()).find(is_protected) {
        Some(name) => Err(Error::Protected { path: path.clone(), name: name.to_owned() }),
        None => Ok(()),
    }
}

/// The bytes of a regular file of at most [`LARGEST`] bytes; `None` if there is none.
///
/// - `place`: as [`resolve`] returns it.
pub(crate) fn read(place: &Path, path: &RelPath) -> Result<Option<Vec<u8>>, Error> {
    let fault = |source| Error::Read { path: path.clone(), source };
    // Looked at before it is opened, because opening a device can act on it, and after, because it may be another.
    match fs::symlink_metadata(place) {
        Ok(metadata) if !metadata.is_file() => return Err(Error::NotAFile { path: path.clone() }),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(fault(source)),
    }
    let file = open(place).map_err(fault)?;
    if !file.metadata().map_err(fault)?.is_file() {
        return Err(Error::NotAFile { path: path.clone() });
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::TooLarge { path: path.clone(), limit: LARGEST });
    }
    Ok(Some(bytes))
}

/// Opens without waiting for whoever might write into a pipe, and without following a link put there meanwhile.
fn open(place: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
    OpenOptions::new()
        .read(true)
        .custom_flags(i32::try_from(flags.bits()).map_err(io::Error::other)?)
        .open(place)
}

/// Removes `folder` and its parents up to `root`, as far as they are empty.
pub(crate) fn prune(root: &Path, folder: &Path) {
    let beneath = folder.ancestors().take_while(|folder| folder.starts_with(root) && *folder != root);
    for folder in beneath {
        if fs::remove_dir(folder).is_err() {
            return; // Not empty: its parents are not either.
        }
    }
}
