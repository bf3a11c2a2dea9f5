//! Python's unittest.

use kinglet_domain::check::FailureKind;

use super::findings::{self, Findings};
use super::output::Output;
use super::{text, traceback};

/// Reads the report that unittest's text runner prints at the end.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut is_open = false;
    let mut previous = "";
    let mut ran = None;
    for line in output.lines.iter().copied() {
        if is_rule(previous, '=')
            && let Some(name) = line.strip_prefix("ERROR: ").or_else(|| line.strip_prefix("FAIL: "))
        {
            sections.push((name, Vec::new()));
            is_open = true;
        } else if let Some(count) = ran_count(line) {
            ran = Some(count);
            is_ours = true;
            is_open = false;
        } else if ran.is_some() && is_verdict(line) {
            count(&mut findings, ran, line);
        } else if is_open && let Some((_, body)) = sections.last_mut() {
            body.push(line);
        }
        previous = line;
    }
    for (name, body) in &sections {
        findings.push(failure(output, name, body));
    }
    (is_ours || !sections.is_empty()).then_some(findings)
}

fn is_rule(line: &str, char: char) -> bool {
    line.len() >= 70 && line.chars().all(|other| other == char)
}

/// `Ran 4 tests in 0.001s`.
fn ran_count(line: &str) -> Option<u32> {
    let (count, rest) = line.strip_prefix("Ran ")?.split_once(" test")?;
    rest.contains(" in ").then(|| count.parse().ok())?
}

/// `OK`, `OK (skipped=1)`, `FAILED (failures=2, errors=1)`.
fn is_verdict(line: &str) -> bool {
    line == "OK" || line.starts_with("OK (") || line.starts_with("FAILED (")
}

fn count(findings: &mut Findings, ran: Option<u32>, verdict: &str) {
    let of = |key: &str| -> u32 {
        let parts = verdict.split(['(', ')', ',']).map(str::trim);
        parts.filter_map(|part| part.strip_prefix(key)?.strip_prefix('=')?.parse::<u32>().ok()).sum()
    };
    let failed = of("failures").saturating_add(of("errors")).saturating_add(of("unexpected successes"));
    let other = of("skipped").saturating_add(of("expected failures"));
    // A test whose subtests fail counts once as run and several times as failed.
    findings.passed = ran.map(|ran| ran.saturating_sub(failed).saturating_sub(other));
    findings.failed = Some(failed);
}

fn failure(output: &Output, name: &str, body: &[&str]) -> kinglet_domain::check::Failure {
    // What follows is the test's docstring, a rule, the traceback, and what the test printed.
    let start = body.iter().position(|line| is_rule(line, '-')).map_or(0, |at| at + 1);
    let body: Vec<&str> = body
        .iter()
        .skip(start)
        .copied()
        .take_while(|line| !is_rule(line, '-') && !is_rule(line, '=') && !is_captured(line))
        .collect();
    let last = traceback::tracebacks(&output.with_lines(body.clone())).pop();
    let (first_line, frames) = match &last {
        Some(found) => (found.message.lines().next().unwrap_or_default(), found.frames.clone()),
        None => ("", Vec::new()),
    };
    // The assertion's own account may hold blank lines: all of it belongs to the message.
    let from = body.iter().rposition(|line| *line == first_line && !first_line.is_empty()).unwrap_or(0);
    let message = text::compact(body.get(from..).unwrap_or_default());
    let is_loading = name.contains("_FailedTest");
    let kind = if is_loading { FailureKind::Build } else { FailureKind::Test };
    findings::failure(name, kind, message, frames)
}

fn is_captured(line: &str) -> bool {
    line == "Stdout:" || line == "Stderr:"
}
