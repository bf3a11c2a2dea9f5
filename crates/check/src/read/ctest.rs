//! `CTest`.

use std::collections::HashMap;

use kinglet_domain::check::FailureKind;

use super::findings::{self, Findings};
use super::output::Output;
use super::{place, text};

/// Reads the line of each test with what it printed (`--output-on-failure`, `-V`), and the counts.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    let mut failed: Vec<(&str, &str)> = Vec::new();
    let mut said: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut current = None;
    for line in output.lines.iter().copied() {
        if let Some((name, verdict)) = result(line) {
            is_ours = true;
            current = (verdict != "Passed").then_some(name);
            if verdict != "Passed" {
                failed.push((name, verdict));
            }
        } else if let Some(tally) = tally(line) {
            is_ours = true;
            current = None;
            let (failed, all) = tally;
            findings.failed = findings::sum(findings.failed, Some(failed));
            findings.passed = findings::sum(findings.passed, Some(all.saturating_sub(failed)));
        } else if let Some((_, name)) =
            line.trim_start().strip_prefix("Start ").and_then(|s| s.split_once(": "))
        {
            // With `-V` a test's output stands between this and its result.
            current = Some(name.trim());
        } else if let Some(name) = current.filter(|_| !is_addition(line)) {
            said.entry(name).or_default().push(without_number(line));
        }
    }
    for (name, verdict) in failed {
        let lines = said.remove(name).unwrap_or_default();
        let mut frames = Vec::new();
        for place in lines.iter().take(40).flat_map(|line| place::all(line)) {
            findings::add_frame(&mut frames, output.frame(place.path, place.line, None));
        }
        let message = format!("{verdict}\n{}", text::compact(&lines));
        findings.push(findings::failure(name, FailureKind::Test, message.trim_end(), frames));
    }
    is_ours.then_some(findings)
}

/// The name and the verdict in `1/5 Test #1: total .......Subprocess aborted***Exception:   0.06 sec`.
fn result(line: &str) -> Option<(&str, &str)> {
    let (count, rest) = line.split_once(" Test ")?;
    let (done, all) = count.trim().split_once('/')?;
    let is_count = |text: &str| !text.is_empty() && text.chars().all(|char| char.is_ascii_digit());
    let (_, rest) = rest.trim_start().strip_prefix('#')?.split_once(": ")?;
    let (name, verdict) = rest.split_once(" .")?;
    let verdict = verdict.trim_start_matches('.').trim_start();
    let verdict = verdict.rsplit_once("  ").map_or(verdict, |(verdict, _seconds)| verdict);
    let verdict = verdict.trim().trim_start_matches("***");
    // `Subprocess aborted***Exception:`, but `***Exception: SegFault`.
    let verdict = verdict.split_once("***").map_or(verdict, |(verdict, _)| verdict);
    (is_count(done) && is_count(all)).then_some((name.trim(), verdict))
}

/// `20% tests passed, 4 tests failed out of 5`
fn tally(line: &str) -> Option<(u32, u32)> {
    let (_, rest) = line.split_once("% tests passed, ")?;
    let (failed, rest) = place::number(rest)?;
    let (_, all) = rest.split_once(" failed out of ")?;
    Some((failed, place::number(all)?.0))
}

/// What `CTest` itself says about a test.
fn is_addition(line: &str) -> bool {
    let line = without_number(line);
    line.is_empty()
        || ["Test command: ", "Working Directory: ", "Test timeout computed to be: "]
            .iter()
            .any(|start| line.starts_with(start))
        || (line.starts_with("test ") && line.get(5..).is_some_and(|rest| rest.parse::<u32>().is_ok()))
}

/// `-V` puts the test's number before each line.
fn without_number(line: &str) -> &str {
    place::number(line).and_then(|(_, rest)| rest.strip_prefix(": ")).unwrap_or(line)
}
