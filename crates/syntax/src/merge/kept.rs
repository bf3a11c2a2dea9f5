//! What must hold of whatever is made of a file.

use kinglet_domain::language::Language;

use crate::{Source, Symbol};

/// Whether a text defines all that a file defines, and each as often.
pub(super) fn has_all(language: Language, file: &str, text: &str) -> bool {
    let (old, new) = (symbols(language, file), symbols(language, text));
    old.iter().all(|symbol| count(&new, &symbol.name) >= count(&old, &symbol.name))
}

/// Whether nothing of a file is lost, nothing is there twice, and no method stands beside its class.
///
/// - `from`: the file, and the piece that was put into it.
pub(super) fn is_sound(language: Language, from: (&str, &str), text: &str) -> bool {
    let (old, new) = (symbols(language, from.0), symbols(language, from.1));
    let made = symbols(language, text);
    let is_once = |symbol: &Symbol| {
        let most = count(&old, &symbol.name).max(count(&new, &symbol.name));
        count(&made, &symbol.name) <= most.max(1)
    };
    let is_method = |symbol: &Symbol| {
        let code = from.1.get(symbol.span.clone()).unwrap_or_default();
        let has_self = ["self", "this."].iter().any(|word| code.contains(word));
        let is_inner = |known: &Symbol| known.name.contains('.') && known.short_name() == symbol.name;
        has_self && count(&old, &symbol.name) == 0 && old.iter().any(is_inner)
    };
    has_all(language, from.0, text) && made.iter().all(is_once) && !new.iter().any(is_method)
}

fn symbols(language: Language, text: &str) -> Vec<Symbol> {
    Source::parse(language, text).symbols()
}

fn count(symbols: &[Symbol], name: &str) -> usize {
    symbols.iter().filter(|symbol| symbol.name == name).count()
}
