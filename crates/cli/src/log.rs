//! What happened behind the scenes, for whoever looks into a fault: `kinglet.log` in the state folder.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::writer::OptionalWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::exit::Failure;
use crate::place;

/// A file that has grown beyond this, in bytes, is begun anew.
const LONGEST: u64 = 4 << 20;

/// Sends to the file whatever kinglet's crates have to tell from the level in `KINGLET_LOG` on.
pub(crate) fn install() -> Result<(), Failure> {
    let level = level(&std::env::var_os("KINGLET_LOG").unwrap_or_default())?;
    // A command that needs a home says so itself.
    let Ok(folder) = place::state_folder() else { return Ok(()) };
    let log = Log { path: folder.join("kinglet.log"), file: OnceLock::new() };
    // Only our own crates: what others tell, such as the headers of a request, may hold a key.
    let ours = Targets::new().with_target("kinglet", level);
    let layer = tracing_subscriber::fmt::layer().with_writer(log).log_internal_errors(false);
    // It fails only where it was done before.
    let _was_installed = tracing_subscriber::registry().with(layer.with_filter(ours)).try_init();
    Ok(())
}

fn level(text: &OsStr) -> Result<LevelFilter, Failure> {
    match text.to_str() {
        Some("off") => Ok(LevelFilter::OFF),
        Some("error") => Ok(LevelFilter::ERROR),
        Some("warn") => Ok(LevelFilter::WARN),
        Some("" | "info") => Ok(LevelFilter::INFO),
        Some("debug") => Ok(LevelFilter::DEBUG),
        Some("trace") => Ok(LevelFilter::TRACE),
        _ => Err(Failure::usage(format!(
            "KINGLET_LOG is `{}`; it can be off, error, warn, info, debug or trace",
            text.display()
        ))),
    }
}

/// The file, made when there is something to tell: a command that only looks leaves nothing behind.
struct Log {
    path: PathBuf,
    file: OnceLock<Option<File>>,
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = OptionalWriter<&'a File>;

    fn make_writer(&'a self) -> Self::Writer {
        // A run is not worth less where it cannot be logged.
        self.file.get_or_init(|| open(&self.path).ok()).as_ref().into()
    }
}

/// Opens the file for its owner alone.
fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    if file.metadata()?.len() > LONGEST {
        file.set_len(0)?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn the_level_is_read_strictly() {
        let check = |text: &str| level(OsStr::new(text)).map_err(|failure| failure.message);
        assert_eq!(check(""), Ok(LevelFilter::INFO));
        assert_eq!(check("off"), Ok(LevelFilter::OFF));
        insta::assert_snapshot!(check("loud").unwrap_err(), @"KINGLET_LOG is `loud`; it can be off, error, warn, info, debug or trace");
    }

    #[test]
    fn the_file_does_not_grow_without_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/kinglet.log");
        open(&path).unwrap().set_len(LONGEST).unwrap();
        assert_eq!(open(&path).unwrap().metadata().unwrap().len(), LONGEST);
        open(&path).unwrap().write_all(b"one more").unwrap();
        assert_eq!(open(&path).unwrap().metadata().unwrap().len(), 0);
    }
}
