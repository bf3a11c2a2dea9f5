//! Places in a text, as servers count them: lines from 0, and units of an encoding within the line.

use serde_json::{Value, json};

/// What is counted within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) character: usize,
}

impl Position {
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let number = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
        Some(Self { line: number("line")?, character: number("character")? })
    }

    pub(crate) fn json(self) -> Value {
        json!({ "line": self.line, "character": self.character })
    }
}

impl Encoding {
    /// What a server chose; UTF-16 if it does not say, as servers did that could not choose.
    pub(crate) fn named(name: Option<&str>) -> Self {
        match name {
            Some("utf-8") => Self::Utf8,
            Some("utf-32") => Self::Utf32,
            _ => Self::Utf16,
        }
    }

    /// The place of a byte; of one within a character, that of the character.
    pub(crate) fn position(self, text: &str, offset: usize) -> Position {
        let before = text.get(..text.floor_char_boundary(offset)).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count();
        let character = before.get(start..).unwrap_or_default().chars().map(|c| self.units(c)).sum();
        Position { line, character }
    }

    /// The byte at a place; beyond the end of a line the line's end, beyond the last line the end of the text.
    pub(crate) fn offset(self, text: &str, at: Position) -> usize {
        let mut start = 0;
        for line in text.split_inclusive('\n').take(at.line) {
            start += line.len();
        }
        let lines = text.bytes().filter(|byte| *byte == b'\n').count();
        if at.line > lines {
            return text.len();
        }
        let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        start + self.within(line, at.character)
    }

    /// The byte at which so many units of a line have passed, or its end.
    pub(crate) fn within(self, line: &str, character: usize) -> usize {
        let mut units = 0;
        for (at, c) in line.char_indices() {
            if units >= character {
                return at;
            }
            units += self.units(c);
        }
        line.len()
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_as_the_server_does() {
        let text = "a\r\nä😀b\n";
        let place = |encoding: Encoding| {
            let Position { line, character } = encoding.position(text, 9);
            (line, character)
        };
        assert_eq!(text.get(9..10), Some("b"));
        assert_eq!(place(Encoding::Utf8), (1, 6));
        assert_eq!(place(Encoding::Utf16), (1, 3));
        assert_eq!(place(Encoding::Utf32), (1, 2));
    }

    #[test]
    fn a_place_that_is_not_there_becomes_the_nearest_end() {
        let offset = |line, character| Encoding::Utf16.offset("ab\r\ncd", Position { line, character });
        assert_eq!(offset(0, 99), 2);
        assert_eq!(offset(1, 99), 6);
        assert_eq!(offset(9, 0), 6);
    }

    proptest! {
        #[test]
        fn a_place_leads_back(text in "(a|ß|😀|\n){0,20}", at: prop::sample::Index) {
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let offset = *at.get(&offsets);
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                prop_assert_eq!(encoding.offset(&text, encoding.position(&text, offset)), offset);
            }
        }

        #[test]
        fn any_place_is_within_the_text(text: String, line in 0_usize..9, character in 0_usize..9) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let offset = encoding.offset(&text, Position { line, character });
                prop_assert!(text.is_char_boundary(offset));
            }
        }
    }
}
