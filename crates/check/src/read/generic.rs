//! Output that no other reader recognised: lines that look like errors, and the places that they name.

use kinglet_domain::check::{Failure, FailureKind};

use super::output::Output;
use super::{findings, place, text};

/// Words of lines that say what went wrong, in lower case.
const WORDS: [&str; 18] = [
    "error",
    "fail",
    "fatal",
    "panic",
    "exception",
    "assert",
    "traceback",
    "undefined",
    "not found",
    "no such",
    "cannot",
    "can't",
    "no module",
    "invalid",
    "unexpected",
    "expected",
    "abort",
    "denied",
];
const MOST_LINES: usize = 8;
/// The most places that are looked up.
const MOST_PLACES: usize = 200;

/// Makes one failure of all lines that look like errors; `None` if there are none.
pub(super) fn read(output: &Output) -> Option<Failure> {
    let errors: Vec<&str> = output.lines.iter().copied().filter(|line| is_error(line)).collect();
    let first = errors.first()?;
    let mut frames = Vec::new();
    let places = errors.iter().chain(&output.lines).flat_map(|line| place::all(line));
    for place in places.take(MOST_PLACES) {
        let frame = output.frame(place.path, place.line, None);
        findings::add_frame(&mut frames, frame);
    }
    // Compilers say `path:line:column: error: …`.
    let is_compiler =
        |line: &&str| place::leading(line.trim()).is_some_and(|place| place.rest.starts_with(": error"));
    let kind = if errors.iter().any(is_compiler) { FailureKind::Build } else { FailureKind::Test };
    let message: Vec<&str> = errors.iter().copied().take(MOST_LINES).collect();
    let message = text::clip(&text::compact(&message), MOST_LINES, 800);
    Some(findings::failure(text::clip_line(first.trim(), 120), kind, message, frames))
}

fn is_error(line: &str) -> bool {
    // A line that is longer than any message is data.
    if line.len() > 2000 {
        return false;
    }
    let line = line.to_lowercase();
    WORDS.iter().any(|word| line.contains(word)) && !line.contains("0 error") && !line.contains("0 failed")
}
