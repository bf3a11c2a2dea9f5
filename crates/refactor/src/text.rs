//! Pieces of text that are replaced.

use std::ops::Range;

/// A piece of a text, and what takes its place.
pub(crate) type Piece = (Range<usize>, String);

/// A text with pieces of it replaced; `None` if two overlap.
pub(crate) fn replaced(text: &str, pieces: &[Piece]) -> Option<String> {
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut new, mut done) = (String::with_capacity(text.len()), 0);
    for (range, with) in pieces {
        new.push_str(text.get(done..range.start)?);
        new.push_str(with);
        text.get(range.clone())?;
        done = range.end;
    }
    new.push_str(text.get(done..)?);
    Some(new)
}

/// How the lines of a text end.
pub(crate) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Whether a text is one word that can name something.
pub(crate) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '$'))
        && characters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
}

/// The words of a text, dots and dashes between them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}
