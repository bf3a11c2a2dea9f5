//! Gradle's tests; what its compilers say is read with the others'.

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::{java, place, text};

/// Reads what follows each failed test, and the counts.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut is_open = false;
    for line in output.lines.iter().copied() {
        if let Some((all, failed, skipped)) = tally(line) {
            is_open = false;
            let passed = all.saturating_sub(failed).saturating_sub(skipped);
            findings.passed = findings::sum(findings.passed, Some(passed));
            findings.failed = findings::sum(findings.failed, Some(failed));
        } else if let Some(name) = line.strip_suffix(" FAILED").filter(|name| name.contains(" > ")) {
            sections.push((name, Vec::new()));
            is_open = true;
        } else if text::indent(line) == 0 && !line.is_empty() {
            is_open = false;
        } else if let Some((_, body)) = sections.last_mut().filter(|_| is_open) {
            body.push(line);
        }
    }
    // Other runners end lines alike; only Gradle goes on with the exception.
    sections.retain(|(_, body)| !body.is_empty());
    for (name, body) in &sections {
        findings.push(failure(output, name, body));
    }
    (findings.failed.is_some() || !sections.is_empty()).then_some(findings)
}

/// `3 tests completed, 2 failed, 1 skipped`
fn tally(line: &str) -> Option<(u32, u32, u32)> {
    let (all, rest) = place::number(line)?;
    let rest = rest.strip_prefix(" tests completed").or_else(|| rest.strip_prefix(" test completed"))?;
    let of = |word| text::count_of(rest, word).unwrap_or(0);
    Some((all, of("failed"), of("skipped")))
}

fn failure(output: &Output, name: &str, body: &[&str]) -> Failure {
    let said: Vec<&str> = body.iter().copied().take_while(|line| !java::is_call(line)).collect();
    let mut frames = java::frames(output, body);
    // Unless told otherwise, Gradle prints the exception's class and the test's place alone: `X at CartTest.java:13`.
    let place = said.first().and_then(|line| place::leading(line.rsplit_once(" at ")?.1));
    if let Some(place) = place.filter(|_| frames.is_empty()) {
        let class = name.split(" > ").next().unwrap_or(name);
        findings::add_frame(&mut frames, java::frame(output, class, place.path, place.line, None));
    }
    findings::failure(name, FailureKind::Test, text::compact(&said), frames)
}
