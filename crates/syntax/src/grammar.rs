//! The grammars and the queries that find symbols in them.

use kinglet_domain::language::Language;

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

/// The text of the query that finds a language's symbols.
pub(crate) fn symbol_query(language: Language) -> &'static str {
    match language {
        Language::Python => include_str!("../queries/python.scm"),
        Language::Rust => include_str!("../queries/rust.scm"),
        Language::JavaScript => include_str!("../queries/javascript.scm"),
        Language::TypeScript | Language::Tsx => include_str!("../queries/typescript.scm"),
        Language::Go => include_str!("../queries/go.scm"),
    }
}
