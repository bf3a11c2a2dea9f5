//! What must hold of whatever is made of a file.

use crate::{Source, Symbol};

/// What a file, and the piece that is put into it, define.
pub(super) struct Kept<'p> {
    old: Vec<Symbol>,
    new: Vec<Symbol>,
    piece: &'p str,
}

impl<'p> Kept<'p> {
    pub(super) fn of(file: &Source<'_>, piece: &Source<'p>) -> Self {
        Self { old: file.symbols(), new: piece.symbols(), piece: piece.text }
    }

    /// Whether the piece defines all that the file does, and each as often.
    pub(super) fn is_in_piece(&self) -> bool {
        self.is_in(&self.new)
    }

    /// Whether in what was made nothing of the file is lost, nothing is there twice, and no method stands beside its class.
    pub(super) fn holds_in(&self, made: &Source<'_>) -> bool {
        let made = made.symbols();
        let is_once = |symbol: &Symbol| {
            let most = count(&self.old, &symbol.name).max(count(&self.new, &symbol.name));
            count(&made, &symbol.name) <= most.max(1)
        };
        let is_method = |symbol: &Symbol| {
            let code = self.piece.get(symbol.span.clone()).unwrap_or_default();
            let has_self = ["self", "this."].iter().any(|word| code.contains(word));
            let is_inner = |known: &Symbol| known.name.contains('.') && known.short_name() == symbol.name;
            has_self && count(&self.old, &symbol.name) == 0 && self.old.iter().any(is_inner)
        };
        self.is_in(&made) && made.iter().all(is_once) && !self.new.iter().any(is_method)
    }

    fn is_in(&self, symbols: &[Symbol]) -> bool {
        self.old.iter().all(|symbol| count(symbols, &symbol.name) >= count(&self.old, &symbol.name))
    }
}

fn count(symbols: &[Symbol], name: &str) -> usize {
    symbols.iter().filter(|symbol| symbol.name == name).count()
}
