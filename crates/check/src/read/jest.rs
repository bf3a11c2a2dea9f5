//! Jest.

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::{node, place, text};

/// Reads what follows each `●`.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let tally = output
        .lines
        .iter()
        .find_map(|line| line.strip_prefix("Tests: ")?.ends_with(" total").then_some(*line));
    let mut findings = Findings::default();
    let mut sections: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    let mut file = "";
    let mut is_open = false;
    for line in output.lines.iter().copied() {
        let ended = ["FAIL ", "PASS ", "Test Suites: ", "Summary of all failing tests"];
        if let Some(title) = line.strip_prefix("  ● ").filter(|title| !title.starts_with("Console")) {
            sections.push((file, title.trim(), Vec::new()));
            is_open = true;
        } else if ended.iter().any(|word| line.starts_with(word)) {
            is_open = false;
            file =
                line.strip_prefix("FAIL ").map_or("", |path| path.split(" (").next().unwrap_or(path).trim());
        } else if let Some((_, _, body)) = sections.last_mut().filter(|_| is_open) {
            body.push(line);
        }
    }
    if tally.is_none() && sections.is_empty() {
        return None;
    }
    for (file, title, body) in &sections {
        findings.push(failure(output, file, title, body));
    }
    if let Some(tally) = tally {
        let suites = findings.failures.iter().filter(|failure| failure.kind == FailureKind::Build).count();
        findings.passed = Some(text::count_of(tally, "passed").unwrap_or(0));
        findings.failed =
            findings::sum(text::count_of(tally, "failed").or(Some(0)), u32::try_from(suites).ok());
    }
    Some(findings)
}

fn failure(output: &Output, file: &str, title: &str, body: &[&str]) -> Failure {
    let is_said = |line: &&str| !is_source(line) && !line.trim_start().starts_with("at ");
    let said: Vec<&str> = body.iter().copied().take_while(is_said).collect();
    // The names in the stack are of what was called there, not of what holds the place: they are left out.
    let calls = body.iter().filter_map(|line| place::javascript(line)).map(|(place, _)| (place, None));
    let frames = node::frames(output, calls);
    let fails_to_load = title == "Test suite failed to run";
    let name = if fails_to_load { format!("{file}: {title}") } else { title.to_owned() };
    let kind = if fails_to_load { FailureKind::Build } else { FailureKind::Test };
    findings::failure(name, kind, text::compact(&said), frames)
}

/// A line of quoted source: `  6 | code`, `> 8 | code`, `    |   ^`.
pub(super) fn is_source(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix('>').unwrap_or(line).trim_start();
    let line = line.trim_start_matches(|char: char| char.is_ascii_digit());
    line.trim_start().starts_with('|')
}
