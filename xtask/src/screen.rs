//! Prints. A reader that went away (`cargo xtask help | head -1`) is no reason to stop.

use std::io::Write as _;

/// Prints a line for the reader.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints the heading of what comes next, set off from what was before.
pub(crate) fn heading(text: &str) {
    say(&format!("\n== {text}"));
}

/// Prints a line about a failure.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
