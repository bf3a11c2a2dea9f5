//! Parses source files: their symbols, what they import, the names that they use and for what, and their syntax errors.

mod bug;
mod call;
mod code;
mod error;
mod grammar;
mod import;
mod merge;
mod name;
mod own;
mod part;
mod signature;
mod symbol;
mod variant;

use std::ops::Range;

use kinglet_domain::language::Language;
use streaming_iterator::StreamingIterator as _;
use tree_sitter::{Query, QueryCursor, QueryMatch, Tree};

use crate::grammar::{Outline, Row};

pub use bug::Bug;
pub use call::{Argument, Arguments, Usage};
pub use error::{SyntaxError, expect_edits, new_errors, render_errors};
pub use import::Import;
pub use merge::{Merged, Piece, merge, with_comments_above};
pub use name::Name;
pub use own::without_clashes;
pub use signature::{Parameter, Signature, Sort};
pub use symbol::{Symbol, SymbolKind};
pub use variant::Variant;

/// A parsed source file.
pub struct Source<'text> {
    language: Language,
    text: &'text str,
    parsed: Option<(&'static Row, Tree)>,
}

impl<'text> Source<'text> {
    /// Parses a text. A text with errors parses too: see [`Source::errors`].
    #[must_use]
    pub fn parse(language: Language, text: &'text str) -> Self {
        Self { language, text, parsed: grammar::of(language).zip(grammar::parse(language, text, None)) }
    }

    /// The symbols that the file defines, in the order in which they begin; an outer one stands before those within it.
    /// Of a data file they are its topmost entries.
    #[must_use]
    pub fn symbols(&self) -> Vec<Symbol> {
        let mut finding = symbol::Finding::default();
        self.each_match(|query, matched| finding.look(query, matched));
        finding.symbols(self.text)
    }

    /// What the file imports, in order, repetitions included.
    #[must_use]
    pub fn imports(&self) -> Vec<Import> {
        let mut finding = import::Finding::default();
        self.each_match(|query, matched| finding.look(query, matched, self.text));
        finding.imports(self.text)
    }

    /// Both [`symbols`](Self::symbols) and [`imports`](Self::imports): the tree is walked once, which takes about half as
    /// long as to parse it.
    #[must_use]
    pub fn outline(&self) -> (Vec<Symbol>, Vec<Import>) {
        let (mut symbols, mut imports) = (symbol::Finding::default(), import::Finding::default());
        self.each_match(|query, matched| {
            symbols.look(query, matched);
            imports.look(query, matched, self.text);
        });
        (symbols.symbols(self.text), imports.imports(self.text))
    }

    /// Calls with each match of the language's query. It is asked only about nodes with which a pattern begins: to have it look for
    /// them itself takes half as long again (TypeScript, Python and Rust of two kilobytes a file).
    fn each_match<'tree>(&'tree self, mut look: impl FnMut(&Query, &QueryMatch<'_, 'tree>)) {
        let outline = self.parsed.as_ref().and_then(|(row, tree)| row.outline().zip(Some(tree)));
        let Some((Outline { query, roots }, tree)) = outline else { return };
        let mut asked = QueryCursor::new();
        asked.set_max_start_depth(Some(0));
        let mut walk = tree.walk();
        loop {
            if roots.contains(&walk.node().kind_id()) {
                let mut matches = asked.matches(query, walk.node(), self.text.as_bytes());
                while let Some(matched) = matches.next() {
                    look(query, matched);
                }
            }
            if walk.goto_first_child() {
                continue;
            }
            while !walk.goto_next_sibling() {
                if !walk.goto_parent() {
                    return;
                }
            }
        }
    }

    /// The names that a part of the file uses, in order, repetitions included.
    ///
    /// - `range`: in bytes.
    #[must_use]
    pub fn names(&self, range: Range<usize>) -> Vec<Name> {
        self.parsed.as_ref().map_or_else(Vec::new, |(row, tree)| name::of(row, tree, self.text, range))
    }

    /// The places where the text breaks the language's grammar, in order.
    #[must_use]
    pub fn errors(&self) -> Vec<SyntaxError> {
        let tree = self.parsed.as_ref().map(|(_, tree)| tree);
        let all = 0..self.text.len();
        tree.map_or_else(Vec::new, |tree| error::of(self.language, tree, self.text, &all))
    }
}

#[cfg(test)]
mod tests;
