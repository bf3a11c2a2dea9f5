//! An output as the readers see it: lines, and a way to tell the user's files from others.

use kinglet_domain::check::Frame;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

/// The most bytes of a line that are read: a longer one is data, and every reader looks at every line.
const MOST_LINE_BYTES: usize = 10_000;

/// Lines of an output, or of a part of it.
pub(super) struct Output<'a> {
    /// The lines, without escapes and line ends.
    pub(super) lines: Vec<&'a str>,
    files: &'a dyn Fn(&str) -> Option<RelPath>,
}

impl<'a> Output<'a> {
    pub(super) fn new(text: &'a str, files: &'a dyn Fn(&str) -> Option<RelPath>) -> Self {
        Self { lines: text.lines().map(head).collect(), files }
    }

    /// The same with other lines.
    pub(super) fn with_lines<'b>(&'b self, lines: Vec<&'b str>) -> Output<'b> {
        Output { lines, files: self.files }
    }

    /// The file of the repository that a printed path or `file:` address means.
    pub(super) fn file(&self, printed: &str) -> Option<RelPath> {
        match printed.strip_prefix("file://") {
            Some(address) => (self.files)(&address.replace("%20", " ")),
            None => (self.files)(printed),
        }
    }

    /// The frame at a printed place; `None` if it is not in a file of the user's own.
    pub(super) fn frame(&self, path: &str, line: u32, function: Option<&str>) -> Option<Frame> {
        let path = self.file(path)?;
        Some(Frame { path, line: Line::new(line), function: function.map(str::to_owned) })
    }
}

/// The beginning of a line, as far as it is read.
fn head(line: &str) -> &str {
    line.get(..line.floor_char_boundary(MOST_LINE_BYTES)).unwrap_or(line)
}
