//! Opens files beneath a root, and nothing else.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use kinglet_domain::path::RelPath;
use rustix::fs::OFlags;

/// Larger files are data.
const LARGEST: u64 = 2 * 1024 * 1024;

/// Why a file is not shown. The texts are read by the model.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("there is no file {0}")]
    Missing(RelPath),
    #[error("{0} is a link that leads outside the repository; it is not read")]
    Outside(RelPath),
    #[error("{0} is no regular file; it is not read")]
    NotAFile(RelPath),
    #[error("{0} is a binary file; it is not shown")]
    Binary(RelPath),
    #[error("{0} has more than 2 MiB; it is data and is not shown")]
    TooLarge(RelPath),
    #[error("{0} cannot be read: {1}")]
    Io(RelPath, io::Error),
}

/// The text of a file; what is no UTF-8 in it is replaced.
pub(super) fn text(root: &Path, path: &RelPath) -> Result<String, Unreadable> {
    let fault = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unreadable::Missing(path.clone()),
        _ => Unreadable::Io(path.clone(), error),
    };
    let place = beneath(root, path).map_err(fault)?.ok_or_else(|| Unreadable::Outside(path.clone()))?;
    // Looked at before it is opened, because opening a device can act on it, and after, because it may be another.
    let found = fs::symlink_metadata(&place).map_err(fault)?;
    if !found.is_file() {
        return Err(Unreadable::NotAFile(path.clone()));
    }
    let file = open(&place).map_err(fault)?;
    if !file.metadata().map_err(fault)?.is_file() {
        return Err(Unreadable::NotAFile(path.clone()));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unreadable::TooLarge(path.clone()));
    }
    if bytes.iter().take(8 * 1024).any(|byte| *byte == 0) {
        return Err(Unreadable::Binary(path.clone()));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Where a path really is; `None` if a link leads outside the root, or into git's own folder.
fn beneath(root: &Path, path: &RelPath) -> io::Result<Option<PathBuf>> {
    let root = fs::canonicalize(root)?;
    let place = fs::canonicalize(path.under(&root))?;
    Ok(RelPath::beneath(&root, &place).map(|_| place))
}

/// Opens without waiting for whoever might write into a pipe, and without following a link put there meanwhile.
fn open(place: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).map_err(io::Error::other)?;
    OpenOptions::new().read(true).custom_flags(flags).open(place)
}
