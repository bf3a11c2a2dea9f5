//! Rust's test harness, run by cargo or by nextest.

use kinglet_domain::check::{Failure, FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::{place, rustc, text};

/// What the runner printed about one test that failed.
struct Section<'a> {
    name: &'a str,
    body: Vec<&'a str>,
}

/// What the lines of an output fall into.
#[derive(Default)]
struct Parts<'a> {
    sections: Vec<Section<'a>>,
    /// Lines that belong to no test: what the compiler printed, among others.
    outside: Vec<&'a str>,
    /// The tests that are listed as failed.
    failed: Vec<&'a str>,
    counts: Findings,
    is_ours: bool,
}

/// Reads compiler errors, the reports of cargo's test harness and those of nextest.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let parts = split(&output.lines);
    let outside = output.with_lines(parts.outside);
    let mut findings = parts.counts;
    let is_compilers = rustc::read(&outside, &mut findings);
    for section in &parts.sections {
        findings.push(failure(output, section));
    }
    // A test whose thread panics outside its section: `--nocapture`, or a process that was aborted.
    for failure in loose_panics(&outside) {
        // Where the runner lists what failed, another panic was expected.
        if parts.failed.is_empty() || parts.failed.contains(&failure.name.as_str()) {
            findings.push(failure);
        }
    }
    for name in parts.failed {
        if !findings.failures.iter().any(|failure| failure.name == name) {
            findings.push(findings::failure(name, FailureKind::Test, "failed without a message", Vec::new()));
        }
    }
    (parts.is_ours || is_compilers || !findings.failures.is_empty()).then_some(findings)
}

fn split<'a>(lines: &[&'a str]) -> Parts<'a> {
    let mut parts = Parts::default();
    let mut is_inside = false;
    let mut is_list = false;
    let mut is_summary = false;
    for line in lines.iter().copied() {
        let header = libtest_header(line).or_else(|| nextest_header(line).filter(|_| !is_summary));
        if let Some(name) = header {
            (is_inside, is_list, parts.is_ours) = (true, false, true);
            parts.sections.push(Section { name, body: Vec::new() });
        } else if is_tally(&mut parts, line) {
            parts.is_ours = true;
            is_summary |= line.trim_start().starts_with("Summary [");
            (is_inside, is_list) = (false, false);
        } else if line == "failures:" {
            (is_inside, is_list) = (false, true);
        } else if is_nextest_status(line) {
            is_inside = false;
        } else if let Some(section) = parts.sections.last_mut().filter(|_| is_inside) {
            section.body.push(line);
        } else if let Some(name) = line.strip_prefix("    ").filter(|name| is_list && !name.starts_with(' '))
        {
            parts.failed.push(name);
        } else {
            parts.outside.push(line);
        }
    }
    parts
}

/// `---- tests::counts stdout ----`
fn libtest_header(line: &str) -> Option<&str> {
    line.strip_prefix("---- ")?.strip_suffix(" stdout ----")
}

/// `        FAIL [   0.128s] (2/6) shop tests::counts`
fn nextest_header(line: &str) -> Option<&str> {
    let (status, rest) = line.strip_prefix("  ")?.trim_start().split_once(" [")?;
    if !["FAIL", "TIMEOUT", "SIGABRT", "SIGSEGV", "LEAK-FAIL"].contains(&status) {
        return None;
    }
    let (_time, rest) = rest.split_once("] ")?;
    let rest = rest.trim_start();
    Some(
        rest.strip_prefix('(')
            .and_then(|rest| rest.split_once(") "))
            .map_or(rest, |(_count, name)| name.trim()),
    )
}

fn is_nextest_status(line: &str) -> bool {
    line.starts_with("────")
        || ["PASS [", "SLOW [", "LEAK [", "SKIP [", "Cancelling "]
            .iter()
            .any(|word| line.starts_with("    ") && line.trim_start().starts_with(word))
}

/// Reads the lines that count: one per test binary from libtest, one altogether from nextest.
fn is_tally(parts: &mut Parts, line: &str) -> bool {
    let tally = line.strip_prefix("test result: ").or_else(|| {
        line.strip_prefix("    ")?
            .trim_start()
            .strip_prefix("Summary [")
            .and_then(|rest| rest.split_once("] "))
            .map(|(_, rest)| rest)
    });
    let Some(tally) = tally else { return false };
    let timed_out = text::count_of(tally, "timed out");
    parts.counts.passed = findings::sum(parts.counts.passed, text::count_of(tally, "passed"));
    let failed = findings::sum(text::count_of(tally, "failed"), timed_out);
    parts.counts.failed = findings::sum(parts.counts.failed, failed);
    true
}

fn failure(output: &Output, section: &Section) -> Failure {
    let (message, mut frames) = match section.body.iter().position(|line| panicked(line).is_some()) {
        Some(start) => panic(output, section.body.get(start..).unwrap_or_default()),
        None => told(output, &section.body),
    };
    findings::add_frame(&mut frames, doc_test(output, section.name));
    findings::failure(section.name, FailureKind::Test, message, frames)
}

/// Reads `thread 'name' (7) panicked at src/lib.rs:3:5:`; gives the thread's name and what follows `at`.
fn panicked(line: &str) -> Option<(&str, &str)> {
    let (thread, place) = line.trim_start().strip_prefix("thread '")?.split_once(" panicked at ")?;
    Some((thread.rsplit_once('\'')?.0, place))
}

/// The message and the frames of a panic.
///
/// - `lines`: from the line that says where it panicked.
fn panic(output: &Output, lines: &[&str]) -> (String, Vec<Frame>) {
    let mut frames = Vec::new();
    let Some((first, rest)) = lines.split_first() else { return (String::new(), frames) };
    let place = panicked(first).and_then(|(_, place)| place::leading(place));
    if let Some(frame) = place.as_ref().and_then(|place| output.frame(place.path, place.line, None)) {
        frames.push(frame);
    }
    let message: Vec<&str> = rest
        .iter()
        .copied()
        .take_while(|line| {
            let line = line.trim_start();
            !line.starts_with("stack backtrace:")
                && !line.starts_with("note: ")
                && !line.starts_with("thread '")
        })
        .collect();
    let mut message = text::compact(&message);
    if message.is_empty() {
        // Until Rust 1.73 the message stood on the same line: `panicked at 'message', src/lib.rs:3:5`.
        first.trim().clone_into(&mut message);
        for place in place::all(first) {
            frames.extend(output.frame(place.path, place.line, None));
        }
    }
    let mut function = None;
    let backtrace = rest.iter().map(|line| line.trim()).take_while(|line| !line.starts_with("thread '"));
    for line in backtrace {
        if let Some(place) = line.strip_prefix("at ").and_then(place::leading) {
            let frame = output.frame(place.path, place.line, function.take());
            findings::add_frame(&mut frames, frame);
        } else if let Some((_, rest)) = place::number(line) {
            function = rest.strip_prefix(": ").map(|name| name.trim_end_matches("::{{closure}}"));
        }
    }
    (message, frames)
}

/// What a test that did not panic printed, without what the harness adds.
fn told(output: &Output, body: &[&str]) -> (String, Vec<Frame>) {
    let is_harness = |line: &str| {
        line.is_empty()
            || ["running ", "test ", "failures:", "---- ", "stdout ───", "stderr ───"]
                .iter()
                .any(|word| line.starts_with(word))
            || line.contains("::") && !line.contains(' ')
    };
    let told: Vec<&str> = body.iter().copied().filter(|line| !is_harness(line.trim())).collect();
    let mut frames = Vec::new();
    for place in told.iter().take(20).flat_map(|line| place::all(line)) {
        let frame = output.frame(place.path, place.line, None);
        findings::add_frame(&mut frames, frame);
    }
    (text::compact(&told), frames)
}

/// The place of a doc test, which its name holds: `src/lib.rs - total (line 5)`.
fn doc_test(output: &Output, name: &str) -> Option<Frame> {
    let (path, rest) = name.split_once(" - ")?;
    let (function, line) = rest.split_once("(line ")?;
    let function = Some(function.trim()).filter(|function| !function.is_empty());
    output.frame(path, place::number(line)?.0, function)
}

fn loose_panics(outside: &Output) -> Vec<Failure> {
    let mut found = Vec::new();
    for (index, line) in outside.lines.iter().enumerate() {
        if let Some((thread, _)) = panicked(line) {
            // A panic's own lines end where the next begins: none is read more than twice.
            let (message, frames) =
                panic(outside, until_next_panic(outside.lines.get(index..).unwrap_or_default()));
            found.push(findings::failure(thread, FailureKind::Test, message, frames));
        } else if let Some(thread) =
            line.strip_prefix("thread '").filter(|rest| rest.contains("overflowed its stack"))
        {
            let name = thread.split('\'').next().unwrap_or_default();
            found.push(findings::failure(
                name,
                FailureKind::Test,
                "the stack overflowed: endless recursion?",
                Vec::new(),
            ));
        }
    }
    found
}

fn until_next_panic<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    let is_end =
        |line: &&str| panicked(line).is_some() || line.starts_with("test ") || line.starts_with("error: ");
    let end = lines.iter().skip(1).position(is_end).map_or(lines.len(), |at| at + 1);
    lines.get(..end).unwrap_or_default()
}
