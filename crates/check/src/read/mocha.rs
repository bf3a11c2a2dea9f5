//! Mocha.

use kinglet_domain::check::{Failure, FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::{node, place, text};

/// What begins the account of a test file that could not be loaded.
const EXCEPTION: &str = " Exception during run: ";

/// Reads the list of failures below the counts, which the reporters for people share.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_counted = false;
    let mut is_broken = false;
    let mut sections: Vec<Vec<&str>> = Vec::new();
    for line in output.lines.iter().copied() {
        if let Some(count) = counted(line, " passing") {
            findings.passed = findings::sum(findings.passed, Some(count));
            is_counted = true;
        } else if let Some(count) = counted(line, " failing").filter(|_| is_counted) {
            findings.failed = findings::sum(findings.failed, Some(count));
        } else if line.starts_with(EXCEPTION) {
            is_broken = true;
            sections.push(vec![line]);
        } else if let Some(title) = numbered(line).filter(|_| findings.failed.is_some()) {
            sections.push(vec![title]);
        } else if let Some(section) = sections.last_mut() {
            section.push(line);
        }
    }
    for section in &sections {
        findings.push(failure(output, section));
    }
    if is_broken {
        findings.failed = findings::sum(findings.failed, Some(1));
    }
    (is_counted || is_broken).then_some(findings)
}

/// `  2 passing (44ms)`
fn counted(line: &str, word: &str) -> Option<u32> {
    let (count, rest) = place::number(line.strip_prefix("  ")?)?;
    let rest = rest.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(" (")).then_some(count)
}

/// `  1) cart`
fn numbered(line: &str) -> Option<&str> {
    let (_, rest) = place::number(line.strip_prefix("  ")?)?;
    rest.strip_prefix(") ")
}

fn failure(output: &Output, section: &[&str]) -> Failure {
    if let Some(said) = section.first().and_then(|line| line.strip_prefix(EXCEPTION)) {
        let frames = node::frames(output, section.iter().filter_map(|line| place::javascript(line)));
        return findings::failure("Exception during run", FailureKind::Build, said, frames);
    }
    // The titles of the suites and of the test stand one below the other; a colon ends the last.
    let titles = section.iter().position(|line| line.ends_with(':')).unwrap_or(0);
    let (titles, body) = section.split_at_checked(titles + 1).unwrap_or_default();
    let name: Vec<&str> = titles.iter().map(|title| title.trim().trim_end_matches(':')).collect();
    let is_call = |line: &&str| line.trim_start().starts_with("at ");
    let said: Vec<&str> = body.iter().copied().take_while(|line| !is_call(line)).collect();
    let calls = body.iter().filter_map(|line| place::javascript(line));
    let mut frames = node::frames(output, calls);
    // A test that took too long has no stack; its file stands at the end of the message.
    let file = said.iter().find_map(|line| output.file(line.rsplit_once(" (")?.1.strip_suffix(')')?));
    if let Some(path) = file.filter(|_| frames.is_empty()) {
        frames.push(Frame { path, line: None, function: None });
    }
    findings::failure(name.join(" > "), FailureKind::Test, text::said(&said), frames)
}
