//! What the check says after an edit, compared with what it said before. Pure.

use kinglet_domain::check::{Ended, FailureKind, Report};

/// Why an edit after which the check still fails is an improvement, if it is one: fewer tests fail, and none that
/// did not fail before.
pub(crate) fn progress(before: &Report, after: &Report) -> Option<String> {
    let (was, is) = (before.failed?, after.failed?);
    let known = |name: &str| before.failures.iter().any(|failure| failure.name == name);
    let is_better = is > 0
        && is < was
        && matches!(after.ended, Ended::Failed { .. })
        && after.passed >= before.passed
        // Of very many failures not all have their names kept: then nobody knows.
        && after.failures.len() == is as usize
        && after.failures.iter().all(|failure| known(&failure.name));
    is_better.then(|| format!("{was} failed before it, {is} after it"))
}

/// Whether the check says more against the code than before. Where it does not count, any other word is more.
pub(crate) fn is_worse(before: &Report, after: &Report) -> bool {
    if !matches!(after.ended, Ended::Failed { .. }) || breaks_the_build(before, after) {
        return true;
    }
    match (before.failed, after.failed) {
        (Some(was), Some(is)) => is > was || after.passed.unwrap_or(0) < before.passed.unwrap_or(0),
        _ => after.summary != before.summary,
    }
}

/// Whether code that compiled and loaded before no longer does.
pub(crate) fn breaks_the_build(before: &Report, after: &Report) -> bool {
    let is_built = |report: &Report| report.failures.iter().all(|failure| failure.kind == FailureKind::Test);
    is_built(before) && !is_built(after)
}
