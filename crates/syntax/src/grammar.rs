//! The grammars and the queries that find symbols in them.

use std::sync::OnceLock;

use kinglet_domain::language::Language;
use tree_sitter::Query;

/// The grammar of a language.
pub(crate) fn of(language: Language) -> tree_sitter::Language {
    match language {
        Language::Python => tree_sitter_python::LANGUAGE.into(),
        Language::Rust => tree_sitter_rust::LANGUAGE.into(),
        Language::JavaScript => tree_sitter_javascript::LANGUAGE.into(),
        Language::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        Language::Tsx => tree_sitter_typescript::LANGUAGE_TSX.into(),
        Language::Go => tree_sitter_go::LANGUAGE.into(),
    }
}

const TYPESCRIPT: &str =
    concat!(include_str!("../queries/javascript.scm"), include_str!("../queries/typescript.scm"));

/// The query that finds a language's symbols; compiled once, since that takes longer than most parses.
///
/// `None` if it does not compile: a test compiles each.
pub(crate) fn symbol_query(language: Language) -> Option<&'static Query> {
    static COMPILED: [OnceLock<Option<Query>>; 6] = [const { OnceLock::new() }; 6];
    let (slot, text) = match language {
        Language::Python => (0, include_str!("../queries/python.scm")),
        Language::Rust => (1, include_str!("../queries/rust.scm")),
        Language::JavaScript => (2, include_str!("../queries/javascript.scm")),
        Language::TypeScript => (3, TYPESCRIPT),
        Language::Tsx => (4, TYPESCRIPT),
        Language::Go => (5, include_str!("../queries/go.scm")),
    };
    COMPILED.get(slot)?.get_or_init(|| Query::new(&of(language), text).ok()).as_ref()
}
