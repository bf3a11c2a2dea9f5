//! A few lines about a check, for people and models.

use std::fmt::Write as _;

use kinglet_domain::check::{Ended, Failure, FailureKind};

use super::findings::Findings;
use super::output::Output;
use super::text;

/// About 200 tokens.
const MOST_CHARS: usize = 700;
const MOST_NAMES: usize = 5;

/// How the check ended and the counts, the names of what failed, and what the first failure says; or, where no
/// failure was recognised, the output's head and tail.
pub(super) fn summarise(ended: &Ended, findings: &Findings, output: &Output) -> String {
    let counts = counts(findings);
    let head = match ended {
        Ended::Passed if counts.is_empty() => return "passed".to_owned(),
        Ended::Passed => return counts,
        Ended::Failed { code } if counts.is_empty() => format!("failed with exit code {code}"),
        Ended::Failed { code } => format!("{counts} (exit code {code})"),
        Ended::Killed { signal } => {
            with(&format!("killed by signal {signal}{}", signal_name(*signal)), &counts)
        }
        Ended::TimedOut { seconds } => with(&format!("timed out after {seconds} s and was killed"), &counts),
        Ended::NotFound { message } => {
            // What was printed is the shell's complaint, which is the message.
            return format!("could not be started: {}", text::clip(message, 6, 600));
        }
    };
    // What a command that was stopped said last tells where it was; that it has failures may not matter.
    let is_complete = matches!(ended, Ended::Failed { .. });
    let rest = match findings.failures.first() {
        Some(first) if is_complete => failed(findings, first),
        _ => ends(output, MOST_CHARS.saturating_sub(head.chars().count() + 40)),
    };
    let all = if rest.is_empty() { head } else { format!("{head}\n{rest}") };
    text::clip(&all, usize::MAX, MOST_CHARS)
}

fn counts(findings: &Findings) -> String {
    let failed = findings.failed.filter(|failed| *failed > 0).map(|failed| format!("{failed} failed"));
    let passed = findings.passed.map(|passed| format!("{passed} passed"));
    failed.into_iter().chain(passed).collect::<Vec<_>>().join(", ")
}

fn with(head: &str, counts: &str) -> String {
    if counts.is_empty() { head.to_owned() } else { format!("{head}; {counts}") }
}

fn signal_name(signal: i32) -> &'static str {
    match signal {
        6 => " (SIGABRT)",
        9 => " (SIGKILL; often for lack of memory)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => "",
    }
}

fn failed(findings: &Findings, first: &Failure) -> String {
    let mut text = String::new();
    if findings.failures.len() > 1 {
        let names: Vec<String> = findings.failures.iter().take(MOST_NAMES).map(name).collect();
        let all = findings.failed.and_then(|failed| usize::try_from(failed).ok()).unwrap_or(0);
        let more = all.max(findings.failures.len()).saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(text, "failing: {}{more}", names.join(", "));
        let _ = write!(text, "first, ");
    }
    let name = text::clip_line(&first.name, 120);
    let says_name = first.message.lines().next().is_some_and(|line| line.contains(&name));
    match (says_name, first.message.is_empty()) {
        (true, _) => {}
        (false, true) => text.push_str(&name),
        (false, false) => {
            let _ = writeln!(text, "{name}:");
        }
    }
    text.push_str(&text::clip(&first.message, 8, 360));
    if let Some(frame) = first.frames.first() {
        let _ = write!(text, "\nat {}", frame.path);
        if let Some(line) = frame.line {
            let _ = write!(text, ":{line}");
        }
        if let Some(function) = &frame.function {
            let _ = write!(text, " in {function}");
        }
    }
    text
}

/// A name in the list; a compiler's error code says little without its place.
fn name(failure: &Failure) -> String {
    let name = text::clip_line(&failure.name, 70);
    match failure.frames.first().filter(|_| failure.kind == FailureKind::Build) {
        Some(frame) => match frame.line {
            Some(line) => format!("{name} ({}:{line})", frame.path),
            None => format!("{name} ({})", frame.path),
        },
        None => name,
    }
}

/// The first line and the last ones.
fn ends(output: &Output, room: usize) -> String {
    let lines: Vec<&str> = output.lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
    let Some((first, rest)) = lines.split_first() else { return "it printed nothing".to_owned() };
    let first = text::clip_line(first, 160);
    let mut room = room.saturating_sub(first.chars().count());
    let mut tail = Vec::new();
    for line in rest.iter().rev().take(8) {
        let line = text::clip_line(line, 160);
        let length = line.chars().count() + 1;
        if length > room {
            break;
        }
        room -= length;
        tail.push(line);
    }
    let left = rest.len().saturating_sub(tail.len());
    let gap = (left > 0).then(|| format!("… ({left} lines left out)"));
    let parts = std::iter::once(first).chain(gap).chain(tail.into_iter().rev());
    format!("it printed:\n{}", parts.collect::<Vec<_>>().join("\n"))
}
