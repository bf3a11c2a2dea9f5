//! Files that the command line names, to be read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::exit::Failure;

/// What a file holds, or so much of it that it is seen to have more bytes than `most`.
pub(crate) fn bytes(file: io::Result<impl Read>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The [`bytes`] of a file, or of standard input where its path is `-`.
///
/// - `what`: what they are to be, for messages.
pub(crate) fn piped(what: &str, path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let (name, read) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), bytes(Ok(io::stdin().lock()), most))
    } else {
        (path.display().to_string(), bytes(File::open(path), most))
    };
    read.map_err(|error| Failure::usage(format!("cannot read the {what} from {name}: {error}")))
}

/// Opens a file. A pipe or a device, which may never begin or never end, is refused.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    // Before it is opened: to open a pipe waits for somebody who writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    File::open(path)
}
