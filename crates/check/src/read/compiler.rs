//! Compilers that say `path:line:column: error: …`: gcc, clang, javac, and rustc's short form; with their linkers.

use kinglet_domain::check::{FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::place::{self, Place};
use super::text;

/// The most lines of quoted source, and again the most below its marks.
const MOST_SOURCE: usize = 3;
/// The most instantiations that are followed out of a library's header.
const MOST_NOTES: usize = 60;

/// Reads errors; warnings and notes belong to what they follow.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut count = 0u32;
    let mut object = "";
    for (index, line) in output.lines.iter().copied().enumerate() {
        if let Some((of, _)) = line.split_once(": in function `") {
            object = of;
        } else if let Some(error) = Error::read(line).or_else(|| Error::link(line, object)) {
            count = count.saturating_add(1);
            let rest = output.lines.get(index + 1..).unwrap_or_default();
            let message: Vec<&str> =
                std::iter::once(error.message).chain(quoted(rest).iter().copied()).collect();
            let (_, name) = error.message.split_once("error: ").unwrap_or(("", error.message));
            let frames = frames(output, &error, rest);
            findings.push(findings::failure(name, FailureKind::Build, message.join("\n"), frames));
        }
    }
    findings.failed = Some(count);
    (count > 0).then_some(findings)
}

struct Error<'a> {
    place: Place<'a>,
    /// From `error` on, so that one sees that it is none of a test's.
    message: &'a str,
}

impl<'a> Error<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let line = line.trim_start();
        // Gradle's plain console prints the task directly before the first error.
        let line = if line.starts_with(':') { line.get(line.find('/')?..)? } else { line };
        let place = place::leading(line)?;
        let message = place.rest.strip_prefix(": ")?;
        let is_error = message.starts_with("error: ") || message.starts_with("fatal error: ");
        is_error.then_some(Self { place, message })
    }

    /// `/usr/bin/ld: /home/a.c:3: undefined reference to …`, and the same of `a.c:(.text+0x10)`.
    fn link(line: &'a str, object: &'a str) -> Option<Self> {
        let words = [": undefined reference to ", ": multiple definition of "];
        let at = words.iter().find_map(|words| line.find(words))?;
        let (place, message) = (line.get(..at)?, line.get(at + 2..)?);
        // The linker may name itself first.
        let place = place.rsplit_once(": ").map_or(place, |(_, place)| place);
        let without_line = Place { path: place.split(":(").next().unwrap_or(object), line: 0, rest: "" };
        Some(Self { place: place::leading(place).unwrap_or(without_line), message })
    }
}

/// The source that is quoted below an error, with its marks and what follows them.
fn quoted<'a, 'b>(rest: &'b [&'a str]) -> &'b [&'a str] {
    let is_own = |line: &&str| !line.is_empty() && place::leading(line.trim_start()).is_none();
    let is_mark = |line: &&str| {
        line.contains('^') && line.chars().all(|char| " |^~".contains(char) || char.is_ascii_digit())
    };
    let Some(mark) = rest.iter().take(MOST_SOURCE).take_while(|line| is_own(line)).position(is_mark) else {
        return &[];
    };
    // gcc and clang propose what to insert, javac names the symbol.
    let more = rest.iter().skip(mark + 1).take(MOST_SOURCE);
    let more = more.take_while(|line| is_own(line) && text::indent(line) > 0).count();
    rest.get(..=mark + more).unwrap_or_default()
}

/// The error's place; of one in a library's header, the place of the user's own that led to it.
fn frames(output: &Output, error: &Error, rest: &[&str]) -> Vec<Frame> {
    let mut frames = Vec::new();
    findings::add_frame(&mut frames, output.frame(error.place.path, error.place.line, None));
    if frames.is_empty() {
        let notes = rest.iter().take(MOST_NOTES).take_while(|line| Error::read(line).is_none());
        for place in notes.filter_map(|line| place::leading(line.trim_start())) {
            findings::add_frame(&mut frames, output.frame(place.path, place.line, None));
        }
    }
    frames
}
