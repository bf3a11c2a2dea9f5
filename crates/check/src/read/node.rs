//! node:test's spec reporter, and what node prints when a script crashes.

use kinglet_domain::check::{Failure, FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::place::{self, Place};
use super::text;

/// Reads what the spec reporter prints: each failure where it happens and, complete, again at the end.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    for line in &output.lines {
        is_ours |= line.starts_with("ℹ tests ") || line.ends_with("✖ failing tests:");
        count(&mut findings, line, "ℹ ");
    }
    if !is_ours {
        return None;
    }
    let end = output.lines.iter().rposition(|line| *line == "✖ failing tests:");
    let lines = output.lines.get(end.map_or(0, |end| end + 1)..).unwrap_or_default();
    let mut location = None;
    for (index, line) in lines.iter().enumerate() {
        if let Some(rest) = line.strip_prefix("test at ") {
            location = place::leading(rest);
        } else if let Some(name) = line.trim_start().strip_prefix("✖ ") {
            let name = name.rsplit_once(" (").map_or(name, |(name, _duration)| name);
            let body = body(lines.get(index + 1..).unwrap_or_default());
            // Without the list at the end, suites stand between their tests and have no account of their own.
            if end.is_some() || body.iter().any(|line| !line.trim().is_empty()) {
                findings.push(failure(output, name, body, location.take()));
            }
        }
    }
    Some(with_crashes(output, findings))
}

/// What follows a test's line up to the next test.
fn body<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    let is_end = |line: &&str| {
        line.starts_with("test at ")
            || ["✖ ", "✔ ", "▶ ", "ℹ "].iter().any(|mark| line.trim_start().starts_with(mark))
    };
    let end = lines.iter().position(is_end).unwrap_or(lines.len());
    lines.get(..end).unwrap_or_default()
}

fn failure(output: &Output, name: &str, body: &[&str], location: Option<Place>) -> Failure {
    let is_call = |line: &&str| line.trim_start().starts_with("at ");
    let start = body.iter().position(is_call).unwrap_or(body.len());
    let (said, stack) = body.split_at_checked(start).unwrap_or_default();
    let mut message = text::compact(said);
    // A message of the test's own says nothing of the values; they stand among the error's properties.
    if message.lines().count() == 1 {
        for property in stack.iter().map(|line| line.trim()) {
            if property.starts_with("expected: ") || property.starts_with("actual: ") {
                message.push('\n');
                message.push_str(property.trim_end_matches(','));
            }
        }
    }
    let calls = stack.iter().filter_map(|line| place::javascript(line));
    let frames = frames(output, calls.chain(location.map(|place| (place, None))));
    findings::failure(name, FailureKind::Test, message, frames)
}

/// The frames of a stack in the user's own files.
pub(super) fn frames<'a>(
    output: &Output,
    places: impl Iterator<Item = (Place<'a>, Option<&'a str>)>,
) -> Vec<Frame> {
    let mut frames = Vec::new();
    for (place, function) in places {
        // `Object`, `Test` or `TestContext` stand for the receiver; only what follows is the function's name.
        let function = function.map(|name| name.rsplit('.').next().unwrap_or(name));
        let frame = output.frame(place.path, place.line, function);
        findings::add_frame(&mut frames, frame);
    }
    frames
}

/// Reads the counts at the end, which follow a mark: `# pass 2`, `ℹ fail 3`.
pub(super) fn count(findings: &mut Findings, line: &str, mark: &str) {
    let Some((word, count)) = line.strip_prefix(mark).and_then(|rest| rest.split_once(' ')) else { return };
    match word {
        "pass" => findings.passed = count.parse().ok().or(findings.passed),
        "fail" => findings.failed = count.parse().ok().or(findings.failed),
        _ => {}
    }
}

/// Explains the files that failed as a whole (`test failed`) by the crashes that were printed apart.
pub(super) fn with_crashes(output: &Output, mut findings: Findings) -> Findings {
    let is_bare = |failure: &Failure| failure.message.trim_matches('\'') == "test failed";
    if !findings.failures.iter().any(is_bare) {
        return findings;
    }
    let mut crashes = read_crash(output).map(|found| found.failures).unwrap_or_default();
    for failure in findings.failures.iter_mut().filter(|failure| is_bare(failure)) {
        let file = output.file(&failure.name);
        let own = crashes
            .iter()
            .position(|crash| crash.frames.iter().any(|frame| Some(&frame.path) == file.as_ref()));
        if let Some(at) = own {
            let crash = crashes.remove(at);
            (failure.kind, failure.message, failure.frames) = (crash.kind, crash.message, crash.frames);
        }
    }
    findings
}

/// Reads uncaught errors: the place, the line of source, the error and its stack. TAP puts `# ` before each line.
pub(super) fn read_crash(output: &Output) -> Option<Findings> {
    let lines: Vec<&str> = output.lines.iter().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    let mut findings = Findings::default();
    let mut source: Option<(usize, Place)> = None;
    for (index, line) in lines.iter().enumerate() {
        if let Some(place) = place::leading(line).filter(|place| place.rest.is_empty()) {
            source = Some((index, place));
        } else if is_error(line) {
            let rest = lines.get(index + 1..).unwrap_or_default();
            let is_call = |line: &str| line.trim_start().starts_with("at ");
            let stack: Vec<&str> = rest.iter().copied().take_while(|line| is_call(line)).collect();
            if stack.is_empty() {
                continue;
            }
            let calls = stack.iter().filter_map(|line| place::javascript(line));
            let mut found = frames(output, calls);
            // The stack of a syntax error is node's own; what matters is the place that node quotes.
            let quoted = source.take().filter(|(at, _)| index - at <= 6);
            let quoted = quoted.and_then(|(_, place)| output.frame(place.path, place.line, None));
            if let Some(frame) = quoted.filter(|frame| !found.iter().any(|known| known.path == frame.path)) {
                found.insert(0, frame);
            }
            let is_loading = line.starts_with("SyntaxError") || line.contains("ERR_MODULE_NOT_FOUND");
            let kind = if is_loading { FailureKind::Build } else { FailureKind::Test };
            let name = line.split([':', ' ']).next().unwrap_or(line);
            findings.push(findings::failure(name, kind, *line, found));
        }
    }
    (!findings.failures.is_empty()).then_some(findings)
}

/// `TypeError: message`, `Error [ERR_MODULE_NOT_FOUND]: message`
fn is_error(line: &str) -> bool {
    let Some((class, _)) = line.split_once(':') else { return false };
    let class = class.split_once(" [").map_or(class, |(class, _code)| class);
    class.ends_with("Error") && class.chars().all(char::is_alphanumeric)
}
