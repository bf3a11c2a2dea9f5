//! What a file defines and imports, as a record.

use std::ops::Range;

use kinglet_domain::unit::Line;
use kinglet_syntax::SymbolKind;

use crate::posting::{pull, push};

/// What a file defines and imports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In the order in which they begin.
    pub symbols: Vec<Definition>,
    /// The modules and files that it asks for, as they are written there.
    pub imports: Vec<String>,
}

/// Something that a file defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name, qualified with `.` by what it lies in.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Its text, in bytes.
    pub span: Range<usize>,
    /// Its first line.
    pub first: Line,
    /// Its last line.
    pub last: Line,
    /// The line with its name.
    pub line: Line,
    /// Its head on one line, without the body.
    pub signature: String,
    /// How many words stand in it and in nothing within it.
    pub words: u32,
}

impl Definition {
    /// The name without what qualifies it.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }

    /// Whether it is part of the tests of its file.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.kind == SymbolKind::Test || self.name.split('.').any(|part| matches!(part, "tests" | "test"))
    }
}

const KINDS: [SymbolKind; 4] =
    [SymbolKind::Function, SymbolKind::Type, SymbolKind::Constant, SymbolKind::Test];

impl Outline {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push(&mut out, number(self.symbols.len()));
        for symbol in &self.symbols {
            text(&mut out, &symbol.name);
            let kind = KINDS.iter().position(|kind| *kind == symbol.kind).unwrap_or_default();
            push(&mut out, number(kind));
            push(&mut out, number(symbol.span.start));
            push(&mut out, number(symbol.span.len()));
            push(&mut out, symbol.first.get());
            push(&mut out, symbol.last.get() - symbol.first.get());
            push(&mut out, symbol.line.get().saturating_sub(symbol.first.get()));
            text(&mut out, &symbol.signature);
            push(&mut out, symbol.words);
        }
        push(&mut out, number(self.imports.len()));
        for import in &self.imports {
            text(&mut out, import);
        }
        out
    }

    pub(crate) fn decode(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        let mut outline = Self::default();
        for _ in 0..pull(bytes)? {
            let name = read(bytes)?;
            let kind = *KINDS.get(pull(bytes)? as usize)?;
            let start = pull(bytes)? as usize;
            let span = start..start + pull(bytes)? as usize;
            let first = pull(bytes)?;
            let last = Line::new(first.checked_add(pull(bytes)?)?)?;
            let line = Line::new(first.checked_add(pull(bytes)?)?)?;
            let (signature, words) = (read(bytes)?, pull(bytes)?);
            let first = Line::new(first)?;
            outline.symbols.push(Definition { name, kind, span, first, last, line, signature, words });
        }
        for _ in 0..pull(bytes)? {
            outline.imports.push(read(bytes)?);
        }
        Some(outline)
    }
}

/// Files of 4 GB are not parsed.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn text(out: &mut Vec<u8>, text: &str) {
    push(out, number(text.len()));
    out.extend_from_slice(text.as_bytes());
}

fn read(bytes: &mut &[u8]) -> Option<String> {
    let length = pull(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}
