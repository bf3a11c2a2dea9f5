//! `PHPUnit`.

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::{place, text};

/// Reads the numbered errors and failures, and the counts at the end.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    let mut is_failing = false;
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    let mut class = "";
    let mut is_open = false;
    for line in output.lines.iter().copied() {
        is_ours |= line.starts_with("PHPUnit ") && line.contains(" by Sebastian Bergmann");
        if let Some(what) = listed(line) {
            is_failing = what.starts_with("error") || what.starts_with("failure");
            is_open = false;
        } else if let Some(title) = numbered(line).filter(|_| is_failing) {
            sections.push((title.to_owned(), Vec::new()));
            is_open = true;
        } else if let Some(title) = line.strip_prefix(" ✘ ") {
            sections.push((format!("{class} > {title}"), Vec::new()));
            is_open = true;
        } else if count(&mut findings, line) || is_end(line) {
            is_open = false;
        } else if let Some((_, body)) = sections.last_mut().filter(|_| is_open) {
            // With `--testdox` a rule stands before each line.
            let line = line.trim_start().strip_prefix('│').map_or(line, |line| line.get(1..).unwrap_or(""));
            body.push(line);
        } else if !line.is_empty() {
            class = line;
        }
    }
    if !is_ours {
        return None;
    }
    for (title, body) in &sections {
        findings.push(failure(output, title, body));
    }
    Some(findings)
}

/// What ends an account.
fn is_end(line: &str) -> bool {
    ["--", "ERRORS!", "FAILURES!"].contains(&line) || line.starts_with(" ✔ ") || line.starts_with("Time: ")
}

/// `There was 1 error:`, `There were 2 failures:`
fn listed(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("There was ").or_else(|| line.strip_prefix("There were "))?;
    place::number(rest)?.1.strip_prefix(' ')?.strip_suffix(':')
}

/// `1) CartTest::testTotal`
fn numbered(line: &str) -> Option<&str> {
    place::number(line)?.1.strip_prefix(") ").filter(|title| title.contains("::"))
}

/// Reads `OK (1 test, 1 assertion)` and `Tests: 4, Assertions: 3, Errors: 1, Failures: 2.`.
fn count(findings: &mut Findings, line: &str) -> bool {
    if let Some(tally) = line.strip_prefix("OK (") {
        let tests = place::number(tally).filter(|(_, rest)| rest.starts_with(" test"));
        findings.passed = findings::sum(findings.passed, tests.map(|(count, _)| count));
        return tests.is_some();
    }
    let of = |key: &str| -> Option<u32> {
        let parts = line.trim_end_matches('.').split(", ");
        { parts }.find_map(|part| part.strip_prefix(key)?.strip_prefix(": ")?.parse().ok())
    };
    let Some(tests) = of("Tests").filter(|_| of("Assertions").is_some()) else { return false };
    let failed = of("Errors").unwrap_or(0).saturating_add(of("Failures").unwrap_or(0));
    let other = of("Skipped").unwrap_or(0).saturating_add(of("Incomplete").unwrap_or(0));
    let passed = tests.saturating_sub(failed).saturating_sub(other);
    findings.passed = findings::sum(findings.passed, Some(passed));
    findings.failed = findings::sum(findings.failed, Some(failed));
    true
}

fn failure(output: &Output, title: &str, body: &[&str]) -> Failure {
    let said: Vec<&str> = body.iter().copied().filter(|line| call(line).is_none()).collect();
    let mut frames = Vec::new();
    for place in body.iter().filter_map(|line| call(line)) {
        findings::add_frame(&mut frames, output.frame(place.path, place.line, None));
    }
    findings::failure(title, FailureKind::Test, text::compact(&said), frames)
}

/// The stack is one place a line, without names.
fn call(line: &str) -> Option<place::Place<'_>> {
    place::leading(line).filter(|place| place.rest.is_empty() && line.contains(".php:"))
}
