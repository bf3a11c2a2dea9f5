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
/// So long it may take however little time is left.
const LEAST: Duration = Duration::from_secs(2);

/// How long the longest checks took that ended by themselves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Took {
    /// Before any edit; not known to a run that was resumed.
    first: Option<Duration>,
    /// After an edit.
    edited: Option<Duration>,
}

impl Took {
    /// A check ended by itself.
    pub(crate) fn add(&mut self, took: Duration, is_of_edit: bool) {
        let longest = if is_of_edit { &mut self.edited } else { &mut self.first };
        *longest = (*longest).max(Some(took));
    }

    /// How long the check of an edit may run.
    ///
    /// - `most`: what the user allows.
    /// - `left`: of the budget, if there is one. Half of it is kept for what comes after a loop that never ends.
    /// - `is_slip`: a variant of an operator may well be such a loop, before any other edit was judged.
    pub(crate) fn limit(self, most: Duration, left: Option<Duration>, is_slip: bool) -> Duration {
        let Some(longest) = self.first.max(self.edited) else { return most };
        let usual = longest.saturating_mul(2);
        let hangs = self.edited.or(is_slip.then_some(Duration::ZERO));
        let hangs = hangs.map(|edited| edited.saturating_mul(HANGS).max(AT_LEAST).max(usual));
        let left = left.map(|left| (left / 2).max(LEAST).max(usual));
        [hangs, left].into_iter().flatten().fold(most, Duration::min)
    }
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

    /// - `took`: by the check before any edit, and by the longest after one.
    fn limit(took: (u64, Option<u64>), left: Option<u64>, is_slip: bool) -> u64 {
        let seconds = Duration::from_secs;
        let took = Took { first: Some(seconds(took.0)), edited: took.1.map(seconds) };
        took.limit(seconds(300), left.map(seconds), is_slip).as_secs()
    }

    #[test]
    fn what_takes_far_longer_than_any_check_before_hangs() {
        for (took, may) in [
            ((5, None), 300),
            ((0, Some(1)), 30),
            ((5, Some(4)), 80),
            ((0, Some(60)), 300),
            ((40, Some(0)), 80),
        ] {
            assert_eq!(limit(took, None, false), may, "{took:?}");
        }
        assert_eq!(limit((1, None), None, true), 30);
        assert_eq!(limit((40, None), None, true), 80);
        let short = Took { first: None, edited: Some(Duration::from_secs(1)) };
        assert_eq!(short.limit(Duration::from_secs(10), None, false).as_secs(), 10);
    }

    #[test]
    fn a_check_leaves_some_of_the_budget_unless_it_always_takes_as_long() {
        assert_eq!(limit((1, None), Some(100), false), 50);
        assert_eq!(limit((40, None), Some(100), false), 80);
        assert_eq!(limit((1, Some(2)), Some(20), false), 10);
        assert_eq!(limit((0, None), Some(0), false), 2);
        // A run that was resumed may have a check that takes long.
        assert_eq!(Took::default().limit(Duration::from_mins(5), Some(Duration::ZERO), false).as_secs(), 300);
    }
}
