//! Files that the command line names, to be read.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Opens a file. A pipe or a device, which may never begin or never end, is refused.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    // Before it is opened: to open a pipe waits for somebody who writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    File::open(path)
}
