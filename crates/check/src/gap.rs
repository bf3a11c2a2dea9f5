//! Tells a new test that fails because something is not there yet from one that is wrong itself.

use kinglet_domain::check::{Ended, Failure, Report};
use kinglet_domain::path::RelPath;

/// How failing assertions are told, by the runners of the languages in which tests are proposed.
const ASSERTIONS: [&str; 5] =
    ["AssertionError", "ERR_ASSERTION", "Expected values to be", "assert ", "assertion"];
/// How names are told that are not there.
const MISSING: [&str; 9] = [
    "ImportError: cannot import name",
    "AttributeError: ",
    "NameError: ",
    "unexpected keyword argument",
    "positional argument",
    "is not a function",
    "is not defined",
    "is not a constructor",
    "does not provide an export named",
];
/// How modules are told that are not there; the name follows in quotes.
const NO_MODULE: [&str; 3] = ["No module named ", "Cannot find module ", "Cannot find package "];

/// Whether a new test shows that the task is not done: each of its failures is an assertion, or a name that the task has
/// yet to make.
///
/// - `report`: what running it said, before the task is done.
/// - `test`: the test's file. A name that only this file uses is a mistake of its own.
/// - `task`: what is to be done. A module that it does not name will never be there.
///
/// # Errors
/// Why it proves nothing, in one sentence without an end.
pub fn shown(report: &Report, test: &RelPath, task: &str) -> Result<(), String> {
    match &report.ended {
        Ended::Passed => return Err("it succeeds before anything is changed".to_owned()),
        Ended::NotFound { message } => return Err(format!("it cannot be run: {message}")),
        Ended::TimedOut { seconds } => return Err(format!("it did not end within {seconds} s")),
        Ended::Killed { signal } => return Err(format!("signal {signal} ended it")),
        Ended::Failed { .. } => {}
    }
    if report.failures.is_empty() {
        return Err("it fails without a failing assertion".to_owned());
    }
    match report.failures.iter().find(|failure| !is_gap(failure, test, task)) {
        Some(failure) => Err(format!("it does not fail by an assertion, but: {}", failure.message)),
        None => Ok(()),
    }
}

fn is_gap(failure: &Failure, test: &RelPath, task: &str) -> bool {
    let said = failure.message.as_str();
    if let Some(name) = module(said) {
        return !name.is_empty() && task.contains(name);
    }
    let is_own = failure.frames.first().is_some_and(|frame| frame.path == *test);
    if is_own && (said.contains("NameError: ") || said.contains("ReferenceError: ")) {
        return false;
    }
    MISSING.iter().chain(&ASSERTIONS).any(|words| said.contains(words))
}

/// The name of the module that a message says is not there, without folders and ending.
pub(crate) fn module(said: &str) -> Option<&str> {
    let module = NO_MODULE.iter().find_map(|before| quoted(said, before))?;
    module.rsplit(['/', '.']).find(|part| !matches!(*part, "py" | "js" | "mjs" | "cjs"))
}

/// What stands in quotes after some words.
fn quoted<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    let (_, after) = text.split_once(before)?;
    after.split(['\'', '"']).nth(1)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::check::{FailureKind, Frame};

    use super::*;

    const FAILED: Ended = Ended::Failed { code: 1 };

    fn check(ended: Ended, messages: &[&str]) -> String {
        let path = |text| RelPath::parse(text).unwrap();
        let failure = |message: &&str| Failure {
            name: "test".to_owned(),
            kind: FailureKind::Test,
            message: (*message).to_owned(),
            frames: vec![Frame { path: path("test_cart.py"), line: None, function: None }],
        };
        let failures = messages.iter().map(failure).collect();
        let report = Report { ended, passed: None, failed: None, failures, summary: String::new() };
        let said = shown(&report, &path("test_cart.py"), "Add `mean` to statistics.py.");
        said.map_or_else(|why| why, |()| "shown".to_owned())
    }

    #[test]
    fn an_assertion_or_a_name_that_is_to_be_made() {
        for message in [
            "AssertionError: 3 != 4",
            "ImportError: cannot import name 'mean' from 'cart' (/tmp/cart.py)",
            "AttributeError: module 'cart' has no attribute 'mean'",
            "TypeError: total() got an unexpected keyword argument 'tax'",
            "ModuleNotFoundError: No module named 'statistics'",
            "TypeError: cart.mean is not a function",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/tmp/shop/statistics.js' imported from /tmp/t.mjs",
        ] {
            assert_eq!(check(FAILED, &[message]), "shown", "{message}");
        }
    }

    #[test]
    fn what_proves_nothing() {
        assert_snapshot!(check(Ended::Passed, &[]), @"it succeeds before anything is changed");
        assert_snapshot!(check(Ended::TimedOut { seconds: 3 }, &[]), @"it did not end within 3 s");
        assert_snapshot!(check(FAILED, &[]), @"it fails without a failing assertion");
        assert_snapshot!(check(FAILED, &["AssertionError", "NameError: name 'total' is not defined"]), @"it does not fail by an assertion, but: NameError: name 'total' is not defined");
        assert_snapshot!(check(FAILED, &["ModuleNotFoundError: No module named 'numpy'"]), @"it does not fail by an assertion, but: ModuleNotFoundError: No module named 'numpy'");
        assert_snapshot!(check(FAILED, &["ZeroDivisionError: division by zero"]), @"it does not fail by an assertion, but: ZeroDivisionError: division by zero");
    }
}
