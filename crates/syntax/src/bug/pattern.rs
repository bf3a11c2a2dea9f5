//! The bug patterns of a language, each a query of its own: all of them take a second to compile, and most files have the words of a few.

use std::sync::OnceLock;

use kinglet_domain::language::Language;
use regex::Regex;
use tree_sitter::{Query, QueryError};

/// The files of a folder in `bugs/`.
macro_rules! files {
    ($folder:literal: $($file:literal)*) => {
        &[$(include_str!(concat!("../../bugs/", $folder, "/", $file, ".scm"))),*]
    };
}

/// The files of bug patterns, and the languages that they are written for.
const FILES: [(&[Language], &[&str]); 6] = [
    (&[Language::Python], files!("python": "conditions" "loops" "numbers" "objects" "texts")),
    (
        &[Language::JavaScript, Language::TypeScript, Language::Tsx],
        files!("javascript": "conditions" "loops" "numbers" "objects" "texts"),
    ),
    (&[Language::Rust], files!("rust": "conditions" "loops" "numbers" "objects" "texts")),
    (&[Language::Go], files!("go": "conditions" "loops" "numbers" "objects" "texts")),
    (&[Language::Java], files!("java": "conditions" "loops" "numbers" "objects" "texts")),
    (&[Language::C, Language::Cpp], files!("c": "conditions" "loops" "numbers" "objects" "texts")),
];
/// A part that has to be one of some words.
const ONE_OF: &str = r#"\(#(?:eq|any-of)\? @\w+((?:\s+"[^"\\]*")+)\s*\)"#;

/// A bug pattern.
pub(crate) struct Pattern {
    text: &'static str,
    pub(crate) is_sure: bool,
    /// The words of which a file has to have one of each list.
    words: Vec<Vec<&'static str>>,
    /// Compiled when it is first needed.
    query: OnceLock<Option<Query>>,
}

impl Pattern {
    /// All of a language, those first that are sure, those last that are weak; none if nobody wrote any.
    pub(crate) fn all(language: Language) -> Vec<Self> {
        let files = FILES.iter().find(|(languages, _)| languages.contains(&language));
        let words = Regex::new(ONE_OF).ok();
        let of = |text: &'static str| {
            let demands = words.iter().flat_map(|words| words.captures_iter(text));
            // Every other part stands in quotes.
            let lists =
                demands.filter_map(|it| Some(it.get(1)?.as_str().split('"').skip(1).step_by(2).collect()));
            let is_sure = text.contains("(#set! sure)");
            Self { text, is_sure, words: lists.collect(), query: OnceLock::new() }
        };
        let mut patterns: Vec<Self> =
            files.into_iter().flat_map(|(_, files)| *files).flat_map(|file| split(file)).map(of).collect();
        patterns.sort_by_key(|it| (it.text.contains("(#set! weak)"), !it.is_sure));
        patterns
    }

    /// Its query, unless a text lacks words that it demands; `None` if it does not compile, too: a test compiles each.
    pub(crate) fn query(&self, grammar: &tree_sitter::Language, text: &str) -> Option<&Query> {
        let has = |words: &Vec<&str>| words.iter().any(|word| text.contains(word));
        if !self.words.iter().all(has) {
            return None;
        }
        self.query.get_or_init(|| self.compile(grammar).ok()).as_ref()
    }

    #[cfg(test)]
    pub(crate) fn text(&self) -> &'static str {
        self.text
    }

    pub(crate) fn compile(&self, grammar: &tree_sitter::Language) -> Result<Query, QueryError> {
        Query::new(grammar, self.text)
    }
}

/// The patterns of a file: each begins with the bracket that opens it, and ends where the next one begins.
fn split(file: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let (mut depth, mut is_quoted, mut is_comment) = (0_usize, false, false);
    let mut signs = file.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\n' => is_comment = false,
            _ if is_comment => {}
            '\\' if is_quoted => drop(signs.next()),
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            ';' => is_comment = true,
            '(' | '[' => {
                if depth == 0 {
                    starts.push(at);
                }
                depth += 1;
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).copied().chain([file.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| file.get(*start..end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_all_of_its_patterns() {
        let file = "; (no)\n((a \"(\" @b) @c\n  (#eq? @b \"\\\"[\"))\n[(d) (e)] @f ; )\n(g)\n";
        assert_eq!(
            split(file),
            ["((a \"(\" @b) @c\n  (#eq? @b \"\\\"[\"))\n", "[(d) (e)] @f ; )\n", "(g)\n"]
        );
    }

    #[test]
    fn words_that_a_file_has_to_have() {
        let words = |text: &'static str| {
            let words = Regex::new(ONE_OF).unwrap();
            words.captures_iter(text).map(|it| it[1].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("(#eq? @a \"b\") (#any-of? @c \"d\" \"e\")"), [" \"b\"", " \"d\" \"e\""]);
        // One part for another, what may not be, what is escaped.
        assert_eq!(words("(#eq? @a @b) (#not-eq? @a \"b\") (#eq? @a \"\\\"\") (#match? @a \"b\")"), [""; 0]);
    }
}
