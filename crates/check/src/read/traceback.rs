//! Python's own tracebacks.

use kinglet_domain::check::{FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::place::{self, Place};
use super::text;

/// One exception with those that led to it.
#[derive(Debug)]
pub(super) struct Traceback {
    /// The innermost frame first; those of the exceptions that led to this one come last.
    pub(super) frames: Vec<Frame>,
    /// From the exception's name to the end of what it says.
    pub(super) message: String,
}

impl Traceback {
    /// The exception's class: `ValueError`, `json.decoder.JSONDecodeError`.
    fn class(&self) -> &str {
        let first = self.message.lines().next().unwrap_or_default();
        first.split_once(':').map_or(first, |(class, _)| class).trim()
    }
}

/// Reads uncaught exceptions.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    for traceback in tracebacks(output) {
        let kind = kind_of(&traceback.message);
        let name = traceback.class().to_owned();
        findings.push(findings::failure(name, kind, traceback.message, traceback.frames));
    }
    (!findings.failures.is_empty()).then_some(findings)
}

/// Whether an exception means that code could not be loaded at all.
pub(super) fn kind_of(message: &str) -> FailureKind {
    let classes = ["SyntaxError", "IndentationError", "TabError", "ImportError", "ModuleNotFoundError"];
    let fails_to_load = |line: &str| classes.iter().any(|class| line.starts_with(class));
    if message.lines().any(fails_to_load) { FailureKind::Build } else { FailureKind::Test }
}

/// Reads a frame's line: `File "path", line 3, in function`.
pub(super) fn place(line: &str) -> Option<(Place<'_>, Option<&str>)> {
    let (path, rest) = line.trim_start().strip_prefix("File \"")?.split_once("\", line ")?;
    let (line, rest) = place::number(rest)?;
    let function = rest.strip_prefix(", in ").filter(|name| !name.starts_with('<'));
    Some((Place { path, line, rest }, function))
}

/// Reads every traceback; chained ones are one.
pub(super) fn tracebacks(output: &Output) -> Vec<Traceback> {
    let mut found: Vec<Traceback> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut is_inside = false;
    let mut is_chained = false;
    let mut index = 0;
    while let Some(line) = output.lines.get(index) {
        if let Some((place, function)) = place(line) {
            frames.extend(output.frame(place.path, place.line, function));
            is_inside = true;
        } else if line.trim_start().starts_with("Traceback (most recent call last)") {
            is_inside = true;
        } else if is_inside && text::indent(line) == 0 && !line.is_empty() {
            let message = message(&output.lines, index);
            index += message.lines().count().saturating_sub(1);
            let mut all = findings::innermost_first(std::mem::take(&mut frames));
            if is_chained && let Some(cause) = found.pop() {
                for frame in cause.frames {
                    findings::add_frame(&mut all, Some(frame));
                }
            }
            found.push(Traceback { frames: all, message });
            (is_inside, is_chained) = (false, false);
        } else if is_connector(line) {
            is_chained = true;
        }
        index += 1;
    }
    found
}

fn is_connector(line: &str) -> bool {
    line.starts_with("The above exception was the direct cause")
        || line.starts_with("During handling of the above exception")
}

/// The exception's own line and the lines that belong to what it says: up to an empty one.
fn message(lines: &[&str], start: usize) -> String {
    let rest = lines.iter().skip(start);
    let own = rest.take_while(|line| !line.is_empty() && !is_connector(line));
    own.copied().collect::<Vec<_>>().join("\n")
}
