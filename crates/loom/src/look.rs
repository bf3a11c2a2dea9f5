//! Looks at the code for a model: a part of a file, the places of a text, a symbol's definition and uses.
//!
//! Nothing is changed, and nothing outside the root is read. What cannot be shown is said in words from which a model
//! can learn what to ask for instead.

mod file;
mod near;
mod read;
mod search;
mod symbol;

use kinglet_domain::evidence::Status;
use kinglet_domain::path::RelPath;

pub use read::read;
pub use search::search;
pub use symbol::symbol;

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What was looked at: `src/cart.py Cart.total`, `search b64decode`.
    pub subject: String,
    /// The files that are shown, in order, the first few; none if there was nothing to see.
    pub paths: Vec<RelPath>,
    /// One or two lines.
    pub summary: String,
    /// What is there, with line numbers; cut to a size that a small model can read, with a line that says how to get
    /// the rest. Empty if there is nothing to show.
    pub content: String,
    /// [`Status::Failed`] if it could not be looked at.
    pub status: Status,
}

impl Look {
    fn seen<'p>(
        subject: String,
        paths: impl IntoIterator<Item = &'p RelPath>,
        summary: String,
        content: String,
    ) -> Self {
        let mut shown: Vec<RelPath> = Vec::new();
        for path in paths {
            if shown.len() < MOST_FILES && !shown.contains(path) {
                shown.push(path.clone());
            }
        }
        Self { subject, paths: shown, summary, content, status: Status::Neutral }
    }

    /// What was looked for is nowhere: that is something to know.
    fn nothing(subject: String, summary: String) -> Self {
        Self::seen(subject, [], summary, String::new())
    }

    fn failed(subject: String, why: String) -> Self {
        Self { subject, paths: Vec::new(), summary: why, content: String::new(), status: Status::Failed }
    }
}

/// The most files of which something is shown.
const MOST_FILES: usize = 20;

/// The most lines that are shown at once.
const MOST_LINES: usize = 120;

/// The most bytes that are shown at once.
const MOST_BYTES: usize = 6 * 1024;

/// The most characters of a line that are shown: longer ones are generated.
const WIDEST: usize = 240;

/// A line with its number.
fn numbered(index: usize, line: &str) -> String {
    let shown = clipped(line.trim_end(), WIDEST);
    format!("{}| {shown}\n", index + 1)
}

/// The first characters of a line, and how many it has if there are more.
fn clipped(line: &str, most: usize) -> String {
    match line.char_indices().nth(most) {
        None => line.to_owned(),
        Some((end, _)) => {
            format!(
                "{} … (a line of {} characters)",
                line.get(..end).unwrap_or_default(),
                line.chars().count()
            )
        }
    }
}

/// `1 use`, `2 uses`.
fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

#[cfg(test)]
mod tests;
