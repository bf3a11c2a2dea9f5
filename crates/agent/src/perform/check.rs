//! Runs the check.

use std::path::Path;
use std::time::Duration;

use kinglet_exec::Command;
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::event::Event;

/// Settings that every check gets.
const ENVIRONMENT: [(&str, &str); 2] = [
    ("NO_COLOR", "1"),
    // Python recognises a stale cache by the file's size and its time in whole seconds: an edit of the same length
    // within the same second as the one before it would be tested with the old code.
    ("PYTHONDONTWRITEBYTECODE", "1"),
];

/// Runs the check and reads what it printed. Also returns how long it ran.
pub(crate) async fn check(
    root: &Path,
    line: &str,
    limit: Duration,
    cancel: &CancellationToken,
) -> Result<(Event, Duration), Error> {
    let mut command = Command::shell(line, root, limit);
    command.env = ENVIRONMENT.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let finished = kinglet_exec::run(&command, cancel).await?;
    let listing = kinglet_loom::list(root)?;
    let files = |text: &str| listing.resolve(root, text).cloned();
    let report = kinglet_check::read::read(&finished.output, finished.ended, &files);
    Ok((Event::Checked { report, output: finished.output }, finished.elapsed))
}
