//! What the check says after an edit, compared with what it said before. Pure.

use kinglet_domain::check::{Ended, Failure, FailureKind, Report};
use kinglet_domain::path::RelPath;

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
    // Tests that could not be loaded were not counted.
    if builds_again(before, after) {
        return false;
    }
    match (before.failed, after.failed) {
        (Some(was), Some(is)) => is > was || after.passed.unwrap_or(0) < before.passed.unwrap_or(0),
        _ => after.summary != before.summary,
    }
}

/// Whether fewer failures are left, and none that is of another kind than those before: an error that hides all others is
/// no success.
pub(crate) fn says_less(before: &Report, after: &Report) -> bool {
    let is_fewer = match (before.failed, after.failed) {
        (Some(was), Some(is)) => is < was,
        _ => after.failures.len() < before.failures.len(),
    };
    let is_known = |failure: &Failure| before.failures.iter().any(|it| it.name == failure.name);
    is_fewer && after.failures.iter().all(is_known)
}

/// Whether the tests that failed before get further: the same ones fail, and one of them at a later line of its own. What
/// made it so may be half of the answer, but the rest of the test was never seen to hold, so it is no progress yet.
///
/// - `changed`: the files that are others now; of their lines nobody can tell.
pub(crate) fn gets_further(before: &Report, after: &Report, changed: &[RelPath]) -> bool {
    let later = |failure: &Failure| {
        let was = before.failures.iter().find(|was| was.name == failure.name)?;
        // The outermost frame is the test's own.
        let (was, is) = (was.frames.last()?, failure.frames.last()?);
        Some(was.path == is.path && !changed.contains(&is.path) && was.line? < is.line?)
    };
    let is_same = |failure: &Failure| before.failures.iter().any(|was| was.name == failure.name);
    after.failed == before.failed
        && matches!(after.ended, Ended::Failed { .. })
        && is_built(after)
        && after.failures.iter().all(is_same)
        && after.failures.iter().any(|failure| later(failure) == Some(true))
}

/// Whether all that fails are tests.
pub(crate) fn is_built(report: &Report) -> bool {
    report.failures.iter().all(|failure| failure.kind == FailureKind::Test)
}

/// Whether code that compiled and loaded before no longer does.
pub(crate) fn breaks_the_build(before: &Report, after: &Report) -> bool {
    is_built(before) && !is_built(after)
}

/// Whether code that did not compile or load before does now.
pub(crate) fn builds_again(before: &Report, after: &Report) -> bool {
    breaks_the_build(after, before)
}

#[cfg(test)]
mod tests {
    use kinglet_domain::check::Frame;
    use kinglet_domain::unit::Line;

    use super::*;

    /// One test that fails at a line.
    fn report(name: &str, line: u32) -> Report {
        let frame = Frame { path: RelPath::parse("test.py").unwrap(), line: Line::new(line), function: None };
        let inner = Frame { path: RelPath::parse("code.py").unwrap(), line: Line::new(1), function: None };
        let (name, message, frames) = (name.to_owned(), String::new(), vec![inner, frame]);
        Report {
            ended: Ended::Failed { code: 1 },
            passed: Some(3),
            failed: Some(1),
            failures: vec![Failure { name, kind: FailureKind::Test, message, frames }],
            summary: String::new(),
        }
    }

    #[test]
    fn the_check_says_less_if_what_is_left_was_there_before() {
        let of = |names: &[&str]| {
            let failures: Vec<Failure> = names.iter().flat_map(|name| report(name, 1).failures).collect();
            Report { failed: u32::try_from(failures.len()).ok(), failures, ..report("", 1) }
        };
        assert!(says_less(&of(&["a", "a", "b"]), &of(&["a", "b"])));
        assert!(!says_less(&of(&["a", "b"]), &of(&["c"])));
        assert!(!says_less(&of(&["a"]), &of(&["a"])));
        // Of many failures, not all are kept.
        let many = |failed| Report { failed: Some(failed), ..of(&["a"]) };
        assert!(says_less(&many(26), &many(24)));
    }

    #[test]
    fn a_test_gets_further_if_it_fails_at_a_later_line() {
        let before = report("adds", 7);
        assert!(gets_further(&before, &report("adds", 8), &[]));
        assert!(!gets_further(&before, &report("adds", 8), &[RelPath::parse("test.py").unwrap()]));
        assert!(!gets_further(&before, &report("adds", 7), &[]));
        assert!(!gets_further(&before, &report("adds", 6), &[]));
        assert!(!gets_further(&before, &report("subtracts", 8), &[]));
        let mut two = report("adds", 8);
        two.failed = Some(2);
        assert!(!gets_further(&before, &two, &[]));
    }
}
