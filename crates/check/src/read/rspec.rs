//! `RSpec`.

use kinglet_domain::check::{Failure, FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::{place, text};

/// Reads the numbered failures, those of files that could not be loaded, and the counts.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    let mut is_listing = false;
    let mut sections: Vec<(FailureKind, &str, Vec<&str>)> = Vec::new();
    for line in output.lines.iter().copied() {
        if let Some(file) = line.strip_prefix("An error occurred while loading ") {
            let file = file.split(". - ").next().unwrap_or(file).trim_end_matches('.');
            let file = file.strip_prefix("./").unwrap_or(file);
            sections.push((FailureKind::Build, file, Vec::new()));
        } else if let Some(tally) = tally(line) {
            is_ours = true;
            is_listing = false;
            let (examples, failures) = tally;
            let errors = line.split(", ").find_map(|part| part.split_once(" error").map(|(count, _)| count));
            let errors = errors.and_then(|count| count.parse().ok()).unwrap_or(0);
            let pending = text::count_of(line, "pending").unwrap_or(0);
            let passed = examples.saturating_sub(failures).saturating_sub(pending);
            findings.passed = findings::sum(findings.passed, Some(passed));
            findings.failed = findings::sum(findings.failed, Some(failures.saturating_add(errors)));
        } else if line == "Failures:" {
            is_listing = true;
        } else if ["Finished in ", "Pending:", "Failed examples:", "No examples found."]
            .iter()
            .any(|end| line.starts_with(end))
        {
            is_listing = false;
            // What follows belongs to no failure.
            sections.retain(|(_, _, body)| !body.is_empty());
            sections.push((FailureKind::Test, "", Vec::new()));
        } else if let Some(title) = numbered(line).filter(|_| is_listing) {
            sections.push((FailureKind::Test, title, Vec::new()));
        } else if let Some((_, _, body)) = sections.last_mut() {
            body.push(line);
        }
    }
    if !is_ours {
        return None;
    }
    for (kind, title, body) in sections.iter().filter(|(_, title, _)| !title.is_empty()) {
        findings.push(failure(output, *kind, title, body));
    }
    Some(findings)
}

/// `4 examples, 3 failures, 1 pending`
fn tally(line: &str) -> Option<(u32, u32)> {
    let (examples, rest) = place::number(line)?;
    let rest = rest.strip_prefix(" example")?.trim_start_matches('s').strip_prefix(", ")?;
    let (failures, rest) = place::number(rest)?;
    rest.starts_with(" failure").then_some((examples, failures))
}

/// `  1) Cart multiplies by quantity`
fn numbered(line: &str) -> Option<&str> {
    let (_, rest) = place::number(line.strip_prefix("  ")?.trim_start())?;
    rest.strip_prefix(") ")
}

fn failure(output: &Output, kind: FailureKind, title: &str, body: &[&str]) -> Failure {
    let said = body.iter().copied().filter(|line| call(line).is_none());
    // Of a file that does not load, a hint at others may come first.
    let is_hint = |line: &&str| kind == FailureKind::Build && !line.starts_with("Failure/Error:");
    let said: Vec<&str> = said.skip_while(is_hint).collect();
    let mut frames: Vec<Frame> = Vec::new();
    let calls: Vec<_> = body.iter().filter_map(|line| call(line)).collect();
    for (index, (place, function)) in calls.iter().enumerate() {
        // Ruby gives what is written in C the place of its caller, which follows.
        let is_in_c =
            calls.get(index + 1).is_some_and(|(next, _)| next.path == place.path && next.line == place.line);
        if !is_in_c {
            let path = place.path.strip_prefix("./").unwrap_or(place.path);
            findings::add_frame(&mut frames, output.frame(path, place.line, *function));
        }
    }
    findings::failure(title, kind, text::compact(&said), frames)
}

/// ``     # ./lib/cart.rb:4:in `first'``
fn call(line: &str) -> Option<(place::Place<'_>, Option<&str>)> {
    let place = place::leading(line.trim_start().strip_prefix("# ")?)?;
    let function = place.rest.strip_prefix(":in ").map(|name| name.trim_matches(['`', '\'']));
    // From Ruby 3.4 on the class stands before it: 'Cart#first'.
    let function = function.map(|name| name.rsplit(['#', '.']).next().unwrap_or(name));
    let is_named = |name: &&str| !name.contains([' ', '<']) && !name.is_empty();
    Some((place, function.filter(is_named)))
}
