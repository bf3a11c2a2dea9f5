//! Vitest.

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::{jest, node, place, text};

/// Reads what follows each ` FAIL `; tests that failed alike share one account.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    let mut sections: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    let mut is_open = false;
    for line in output.lines.iter().copied() {
        if let Some(name) = line.strip_prefix(" FAIL  ") {
            match sections.last_mut().filter(|(_, body)| is_open && body.is_empty()) {
                Some((names, _)) => names.push(name.trim()),
                None => sections.push((vec![name.trim()], Vec::new())),
            }
            is_open = true;
        } else if line.starts_with("⎯⎯") {
            is_open = false;
        } else if let Some(tally) = line.trim_start().strip_prefix("Tests  ") {
            is_ours = true;
            findings.passed = Some(text::count_of(tally, "passed").unwrap_or(0));
            findings.failed = Some(text::count_of(tally, "failed").unwrap_or(0));
        } else if line.trim_start().starts_with("Test Files  ") {
            is_ours = true;
            is_open = false;
        } else if let Some((_, body)) = sections.last_mut().filter(|_| is_open) {
            body.push(line);
        }
    }
    if !is_ours && sections.is_empty() {
        return None;
    }
    let mut suites = 0u32;
    for (names, body) in &sections {
        for name in names {
            let failure = failure(output, name, body);
            suites += u32::from(failure.kind == FailureKind::Build);
            findings.push(failure);
        }
    }
    findings.failed = findings::sum(findings.failed, Some(suites));
    Some(findings)
}

fn failure(output: &Output, name: &str, body: &[&str]) -> Failure {
    let is_said = |line: &&str| call(line).is_none() && !jest::is_source(line);
    let said: Vec<&str> = body.iter().copied().take_while(is_said).collect();
    let frames = node::frames(output, body.iter().filter_map(|line| call(line)));
    // A file that could not be loaded is named twice: `src/x.test.js [ src/x.test.js ]`.
    let file = name.split_once(" [ ").filter(|_| name.ends_with(" ]")).map(|(file, _)| file);
    let kind = if file.is_some() { FailureKind::Build } else { FailureKind::Test };
    findings::failure(file.unwrap_or(name), kind, text::compact(&said), frames)
}

/// ` ❯ src/cart.test.js:9:43`, ` ❯ first src/cart.js:6:19`
fn call(line: &str) -> Option<(place::Place<'_>, Option<&str>)> {
    let call = line.trim_start().strip_prefix("❯ ")?;
    match call.rsplit_once(' ') {
        Some((function, place)) if !function.contains(' ') => Some((place::leading(place)?, Some(function))),
        _ => Some((place::leading(call)?, None)),
    }
}
