//! Parses source files: their symbols, the names those use, and their syntax errors.

mod error;
mod grammar;
mod symbol;

use kinglet_domain::language::Language;
use tree_sitter::{Parser, Tree};

pub use error::{SyntaxError, new_errors};
pub use symbol::{Name, Symbol, SymbolKind};

/// A parsed source file.
pub struct Source<'text> {
    language: Language,
    text: &'text str,
    tree: Option<Tree>,
}

impl<'text> Source<'text> {
    /// Parses a text. A text with errors parses too: see [`Source::errors`].
    #[must_use]
    pub fn parse(language: Language, text: &'text str) -> Self {
        let mut parser = Parser::new();
        // A grammar that the library refuses would be an error of the build; every language has a test.
        let tree = match parser.set_language(&grammar::of(language)) {
            Ok(()) => parser.parse(text, None),
            Err(_) => None,
        };
        Self { language, text, tree }
    }

    /// The symbols that the file defines, in the order in which they begin; an outer one stands before those within it.
    #[must_use]
    pub fn symbols(&self) -> Vec<Symbol> {
        self.tree.as_ref().map_or_else(Vec::new, |tree| symbol::of(self.language, tree, self.text))
    }

    /// The names that a part of the file uses, in order, repetitions included.
    ///
    /// - `range`: in bytes.
    #[must_use]
    pub fn names(&self, range: std::ops::Range<usize>) -> Vec<Name> {
        self.tree.as_ref().map_or_else(Vec::new, |tree| symbol::names(tree, self.text, range))
    }

    /// The places where the text breaks the language's grammar, in order.
    #[must_use]
    pub fn errors(&self) -> Vec<SyntaxError> {
        self.tree.as_ref().map_or_else(Vec::new, |tree| error::of(self.language, tree, self.text))
    }
}

#[cfg(test)]
mod tests;
