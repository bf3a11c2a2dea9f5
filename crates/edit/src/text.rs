//! Text as lines that remember how they end.

use std::ops::Range;

/// A line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// The line without its end.
    pub(crate) content: &'a str,
    /// How it ends: `\n`, `\r\n`, or nothing if it is the last.
    pub(crate) eol: &'a str,
    /// Where it begins, in bytes.
    pub(crate) start: usize,
}

impl Line<'_> {
    /// Where the next line begins, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.start + self.content.len() + self.eol.len()
    }
}

/// All lines of `text`; together they are the text.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|whole| {
            let content = whole.strip_suffix('\n').unwrap_or(whole);
            let content = if content.len() < whole.len() {
                content.strip_suffix('\r').unwrap_or(content)
            } else {
                content
            };
            let eol = whole.get(content.len()..).unwrap_or_default();
            let line = Line { content, eol, start };
            start += whole.len();
            line
        })
        .collect()
}

/// The lines of a text whose line ends do not matter. A newline at its end begins no further line.
pub(crate) fn contents(text: &str) -> Vec<&str> {
    lines(text).into_iter().map(|line| line.content).collect()
}

/// How lines that are put in the place of `range` should end: as those there do, or else as their neighbours do.
pub(crate) fn eol_at<'a>(lines: &[Line<'a>], range: &Range<usize>) -> &'a str {
    let inside = lines.iter().take(range.end).skip(range.start);
    let above = lines.iter().take(range.start).rev();
    let below = lines.iter().skip(range.end);
    inside.chain(above).chain(below).map(|line| line.eol).find(|eol| !eol.is_empty()).unwrap_or("\n")
}

/// The position of the line that holds the byte at `offset`.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The white space at the beginning of a line.
pub(crate) fn indentation(line: &str) -> &str {
    let rest = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - rest.len()).unwrap_or_default()
}

pub(crate) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}
