//! Runs the check.

use std::path::Path;
use std::time::Duration;

use kinglet_domain::check::{Ended, Report};
use kinglet_domain::edit::Change;
use kinglet_exec::Command;
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::event::{Event, Touched};

/// Settings that every check gets.
const ENVIRONMENT: [(&str, &str); 2] = [
    ("NO_COLOR", "1"),
    // Python recognises a stale cache by the file's size and its time in whole seconds: an edit of the same length
    // within the same second as the one before it would be tested with the old code.
    ("PYTHONDONTWRITEBYTECODE", "1"),
];

/// A check that takes so many times as long as the slowest so far hangs: small models write loops that never end.
const HANGS: u32 = 20;
/// So long it may take in any case: after another edit, more may have to be built.
const AT_LEAST: Duration = Duration::from_secs(30);

/// How long a check may run.
///
/// - `most`: what the user allows.
/// - `slowest`: how long the longest check of an edit took that ended by itself.
pub(crate) fn limit(most: Duration, slowest: Option<Duration>) -> Duration {
    slowest.map_or(most, |slowest| most.min(slowest.saturating_mul(HANGS).max(AT_LEAST)))
}

/// Runs the check and reads what it printed.
///
/// - `applied`: the edit that it is to judge.
pub(crate) async fn check(
    root: &Path,
    line: &str,
    limit: Duration,
    applied: &[Change],
    cancel: &CancellationToken,
) -> Result<Event, Error> {
    let mut command = Command::shell(line, root, limit);
    command.env = ENVIRONMENT.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let finished = kinglet_exec::run(&command, cancel).await?;
    let listing = kinglet_loom::list(root)?;
    let files = |text: &str| listing.resolve(root, text);
    let report = kinglet_check::read::read(&finished.output, finished.ended, &files);
    let touched = touched(root, applied)?;
    let took_ms = u64::try_from(finished.elapsed.as_millis()).unwrap_or(u64::MAX);
    Ok(Event::Checked { report, output: finished.output, took_ms, touched })
}

/// What is known where there is no check: nothing speaks against the code.
pub(crate) fn no_check() -> Event {
    Event::Checked { report: nothing(), output: String::new(), took_ms: 0, touched: Touched::default() }
}

/// A report that says nothing against the code.
pub(super) fn nothing() -> Report {
    let summary = "there is no check".to_owned();
    Report { ended: Ended::Passed, passed: None, failed: None, failures: Vec::new(), summary }
}

/// What the files of edits have become since, where that is not what the edits made of them.
pub(crate) fn touched(root: &Path, applied: &[Change]) -> Result<Touched, Error> {
    let mut touched = Touched::default();
    let mut gone = 0;
    for Change { path, before, after } in applied {
        match kinglet_edit::current(root, path) {
            Ok(now) if now == *after => {}
            Ok(now) => {
                gone += usize::from(now == *before);
                let change = Change { path: path.clone(), before: after.clone(), after: now };
                touched.changes.push(change);
            }
            // What is no file can be no work of ours; taking the edit back will say so.
            Err(kinglet_edit::Error::NotAFile { .. } | kinglet_edit::Error::Outside { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    touched.is_edit_gone = gone > 0 && gone == applied.len();
    Ok(touched)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_far_longer_than_any_check_before_hangs() {
        let seconds = Duration::from_secs;
        for (most, slowest, may) in [
            (300, None, 300),
            (300, Some(1), 30),
            (300, Some(4), 80),
            (300, Some(60), 300),
            (10, Some(1), 10),
        ] {
            assert_eq!(limit(seconds(most), slowest.map(seconds)), seconds(may), "{slowest:?}");
        }
    }
}
