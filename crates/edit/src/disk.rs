//! The steps of which storing consists, each of which can fail.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

use tempfile::{Builder, NamedTempFile, PathPersistError, TempPath};

/// What [`apply`](crate::apply()) does to files; in tests, something that fails where it is told to.
pub(crate) trait Disk {
    /// Makes one folder in an existing one.
    fn make_folder(&mut self, folder: &Path) -> io::Result<()>;
    /// Writes `bytes` durably into a temporary file beside `target`, with the attributes of the file `like` if it exists.
    fn write_beside(&mut self, target: &Path, bytes: &[u8], like: &Path) -> io::Result<TempPath>;
    /// Gives the file at `target`, which holds `bytes`, a second and temporary name beside it.
    fn keep(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath>;
    /// Renames a temporary file to `target`, atomically.
    fn rename(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError>;
    /// Renames a temporary file to `target`, atomically, unless there is one by now.
    fn create(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError>;
    /// Removes a file.
    fn remove(&mut self, target: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync(&mut self, folder: &Path) -> io::Result<()>;
}

/// The machine's own file system.
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn write_beside(&mut self, target: &Path, bytes: &[u8], like: &Path) -> io::Result<TempPath> {
        // 0666 less the umask, as for any new file.
        let mut file =
            temporary().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder_of(target)?)?;
        if let Some(metadata) = existing(like)? {
            copy_attributes(like, &metadata, &file)?;
        }
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file.into_temp_path())
    }

    fn keep(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
        let linked = temporary().make_in(folder_of(target)?, |name| fs::hard_link(target, name));
        match linked {
            Ok(link) => Ok(link.into_temp_path()),
            // Not every file system has hard links, and not every file may be linked.
            Err(_) => self.write_beside(target, bytes, target),
        }
    }

    fn rename(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError> {
        from.persist(target)
    }

    fn create(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError> {
        from.persist_noclobber(target)
    }

    fn remove(&mut self, target: &Path) -> io::Result<()> {
        fs::remove_file(target)
    }

    fn sync(&mut self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

/// Lets everybody execute a file who may read it.
pub(crate) fn make_executable(place: &Path) -> io::Result<()> {
    let mode = fs::symlink_metadata(place)?.permissions().mode();
    fs::set_permissions(place, fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
}

fn temporary() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".kinglet-").suffix(".tmp");
    builder
}

/// The folder that holds `target`.
pub(crate) fn folder_of(target: &Path) -> io::Result<&Path> {
    target.parent().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))
}

fn existing(target: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(target) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives the new file the mode of the old one and, where we may, its owner and extended attributes.
fn copy_attributes(old: &Path, metadata: &Metadata, file: &NamedTempFile) -> io::Result<()> {
    let own = file.as_file().metadata()?;
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
        // Only the administrator may give files away; another user's edit makes the file theirs.
        let _refused = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    }
    copy_extended(old, file);
    // Last: a change of owner clears bits of the mode.
    file.as_file().set_permissions(metadata.permissions())
}

/// Copies what can be copied: file systems without such attributes, and attributes that only the system sets, exist.
fn copy_extended(old: &Path, file: &NamedTempFile) {
    let mut names = Vec::with_capacity(64 * 1024);
    if rustix::fs::listxattr(old, rustix::buffer::spare_capacity(&mut names)).is_err() {
        return;
    }
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = Vec::with_capacity(64 * 1024);
        if rustix::fs::getxattr(old, name, rustix::buffer::spare_capacity(&mut value)).is_ok() {
            let _refused = rustix::fs::fsetxattr(file, name, &value, rustix::fs::XattrFlags::empty());
        }
    }
}
