//! The table of languages: the grammar of each, and the query that finds what a file defines and imports.

use std::cell::RefCell;
use std::sync::OnceLock;

use kinglet_domain::language::Language;
use tree_sitter::{Parser, Query, QueryError, Tree};
use tree_sitter_language::LanguageFn;

use crate::bug::pattern::Pattern;

/// What the crate knows of a language.
pub(crate) struct Row {
    language: Language,
    parser: LanguageFn,
    query: &'static str,
    /// The kinds of leaves that are names, beside those that end in `identifier`.
    pub(crate) names: &'static [&'static str],
    /// Compiled when it is first needed, and once: that takes longer than most parses.
    outline: OnceLock<Option<Outline>>,
    /// Its bug patterns, once they are needed.
    bugs: OnceLock<Vec<Pattern>>,
}

impl Row {
    const fn new(
        language: Language,
        parser: LanguageFn,
        query: &'static str,
        names: &'static [&'static str],
    ) -> Self {
        Self { language, parser, query, names, outline: OnceLock::new(), bugs: OnceLock::new() }
    }

    fn grammar(&self) -> tree_sitter::Language {
        self.parser.into()
    }

    /// `None` if the query does not compile: a test compiles each.
    pub(crate) fn outline(&self) -> Option<&Outline> {
        self.outline.get_or_init(|| Outline::new(&self.grammar(), self.query).ok()).as_ref()
    }

    /// The queries of the language's bug patterns whose words a text has.
    ///
    /// - `are_sure`: only of those that are sure.
    pub(crate) fn bugs(&self, text: &str, are_sure: bool) -> impl Iterator<Item = &Query> {
        let (patterns, grammar) = (self.bugs.get_or_init(|| Pattern::all(self.language)), self.grammar());
        let wanted = patterns.iter().filter(move |it| it.is_sure || !are_sure);
        wanted.filter_map(move |pattern| pattern.query(&grammar, text))
    }
}

/// The query that finds what a file defines and imports.
pub(crate) struct Outline {
    pub(crate) query: Query,
    /// The kinds of the nodes with which its patterns begin, in order, each once.
    pub(crate) roots: Vec<u16>,
}

impl Outline {
    fn new(grammar: &tree_sitter::Language, text: &str) -> Result<Self, QueryError> {
        let query = Query::new(grammar, text)?;
        let kind = |pattern: usize| {
            let text = text.get(query.start_byte_for_pattern(pattern)..)?.strip_prefix('(')?;
            text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().filter(|kind| !kind.is_empty())
        };
        let id = |pattern: usize| kind(pattern).map_or(0, |kind| grammar.id_for_node_kind(kind, true));
        let mut roots: Vec<u16> = (0..query.pattern_count()).map(id).collect();
        roots.sort_unstable();
        roots.dedup();
        Ok(Self { query, roots })
    }
}

/// The row of a language; a test looks for each.
pub(crate) fn of(language: Language) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.language == language)
}

/// The tree of a text, errors and all. A grammar that the library refuses would be an error of the build.
///
/// - `edited`: the tree of what the text was before, told of the edit; what that left alone is not parsed again.
pub(crate) fn parse(language: Language, text: &str, edited: Option<&Tree>) -> Option<Tree> {
    thread_local! {
        /// A parser keeps what it allocated, which the next of many small files needs again.
        static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
    }
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&of(language)?.grammar()).ok()?;
        parser.parse(text, edited)
    })
}

/// The queries of files in `queries/`, one after the other.
macro_rules! queries {
    ($($name:literal),*) => { concat!($(include_str!(concat!("../queries/", $name, ".scm"))),*) };
}

/// `total` in `const { total } = cart`.
const PATTERN: &[&str] = &["shorthand_property_identifier_pattern"];

#[rustfmt::skip] // One row, one line.
static TABLE: [Row; 23] = [
    Row::new(Language::Python, tree_sitter_python::LANGUAGE, queries!("python"), &[]),
    Row::new(Language::Rust, tree_sitter_rust::LANGUAGE, queries!("rust"), &[]),
    Row::new(Language::JavaScript, tree_sitter_javascript::LANGUAGE, queries!("javascript"), PATTERN),
    Row::new(Language::TypeScript, tree_sitter_typescript::LANGUAGE_TYPESCRIPT, queries!("javascript", "typescript"), PATTERN),
    Row::new(Language::Tsx, tree_sitter_typescript::LANGUAGE_TSX, queries!("javascript", "typescript"), PATTERN),
    Row::new(Language::Go, tree_sitter_go::LANGUAGE, queries!("go"), &[]),
    Row::new(Language::Java, tree_sitter_java::LANGUAGE, queries!("java"), &[]),
    Row::new(Language::C, tree_sitter_c::LANGUAGE, queries!("c"), &[]),
    Row::new(Language::Cpp, tree_sitter_cpp::LANGUAGE, queries!("c", "cpp"), &[]),
    Row::new(Language::CSharp, tree_sitter_c_sharp::LANGUAGE, queries!("csharp"), &[]),
    Row::new(Language::Ruby, tree_sitter_ruby::LANGUAGE, queries!("ruby"), &["constant"]),
    Row::new(Language::Php, tree_sitter_php::LANGUAGE_PHP, queries!("php"), &["name"]),
    Row::new(Language::Bash, tree_sitter_bash::LANGUAGE, queries!("bash"), &["word", "variable_name"]),
    Row::new(Language::Kotlin, tree_sitter_kotlin_ng::LANGUAGE, queries!("kotlin"), &[]),
    Row::new(Language::Swift, tree_sitter_swift::LANGUAGE, queries!("swift"), &[]),
    Row::new(Language::Scala, tree_sitter_scala::LANGUAGE, queries!("scala"), &[]),
    Row::new(Language::Lua, tree_sitter_lua::LANGUAGE, queries!("lua"), &[]),
    Row::new(Language::Json, tree_sitter_json::LANGUAGE, queries!("json"), &[]),
    Row::new(Language::Jsonc, tree_sitter_json::LANGUAGE, queries!("json"), &[]),
    Row::new(Language::Yaml, tree_sitter_yaml::LANGUAGE, queries!("yaml"), &[]),
    Row::new(Language::Toml, tree_sitter_toml_ng::LANGUAGE, queries!("toml"), &[]),
    Row::new(Language::Html, tree_sitter_html::LANGUAGE, "", &[]),
    Row::new(Language::Css, tree_sitter_css::LANGUAGE, queries!("css"), &[]),
];

#[cfg(test)]
mod tests {
    use tree_sitter::{CaptureQuantifier, QueryPredicateArg};

    use super::*;

    #[test]
    fn every_language_has_a_row_whose_query_compiles() {
        for language in Language::ALL {
            let row = of(*language).unwrap();
            match Outline::new(&row.grammar(), row.query) {
                Err(error) => panic!("{language:?}: {error}"),
                // 0 is the end of the file, and what is no kind; what is not visible is a kind of kinds.
                Ok(outline) => assert!(
                    outline.roots.iter().all(|kind| *kind != 0 && row.grammar().node_kind_is_visible(*kind)),
                    "{language:?}: a pattern begins with no kind of node"
                ),
            }
            for pattern in Pattern::all(*language) {
                if let Err(error) = pattern.compile(&row.grammar()) {
                    panic!("a bug pattern of {language:?}: {error}");
                }
            }
        }
        assert_eq!(TABLE.len(), Language::ALL.len());
    }

    #[test]
    fn what_a_bug_pattern_demands_stands_in_all_its_matches() {
        // Words of what only some matches have would be demanded of all files.
        let demand = regex::Regex::new(r#"\(#(?:eq|any-of)\? @(\w+)\s+""#).unwrap();
        let mut optional = Vec::new();
        for language in Language::ALL {
            let grammar = of(*language).unwrap().grammar();
            for pattern in Pattern::all(*language) {
                let query = pattern.compile(&grammar).unwrap();
                let demanded = demand.captures_iter(pattern.text()).map(|it| it[1].to_owned());
                for name in demanded {
                    let index = query.capture_index_for_name(&name).unwrap() as usize;
                    if matches!(
                        query.capture_quantifiers(0)[index],
                        CaptureQuantifier::ZeroOrOne | CaptureQuantifier::ZeroOrMore
                    ) {
                        optional.push(format!("{language:?} @{name} in {}", pattern.text()));
                    }
                }
            }
        }
        assert_eq!(optional, [""; 0]);
    }

    #[test]
    fn every_bug_pattern_says_what_is_wrong_and_mends_something() {
        // Names in braces are filled in.
        let named = regex::Regex::new(r"\{\w+\}").unwrap();
        let all = |language: &Language| {
            let grammar = of(*language).unwrap().grammar();
            Pattern::all(*language).into_iter().map(move |it| it.compile(&grammar).unwrap())
        };
        for query in Language::ALL.iter().flat_map(all) {
            for pattern in 0..query.pattern_count() {
                let settings = query.property_settings(pattern);
                let why = settings.iter().find(|it| &*it.key == "why").unwrap().value.as_ref().unwrap();
                let is_splice = |key: &str| ["replace", "before", "after"].contains(&key);
                assert!(settings.iter().any(|it| is_splice(&it.key) && it.capture_id.is_some()), "{why}");
                assert!(
                    !["weak", "sure"].iter().all(|key| settings.iter().any(|it| &*it.key == *key)),
                    "{why}"
                );
                assert!(
                    settings
                        .iter()
                        .all(|it| is_splice(&it.key) || ["why", "weak", "sure"].contains(&&*it.key)),
                    "{why}"
                );
                for predicate in query.general_predicates(pattern) {
                    assert!(["holds?", "lacks?"].contains(&&*predicate.operator), "{why}");
                    let Some(QueryPredicateArg::String(text)) = predicate.args.last() else {
                        panic!("{why}")
                    };
                    let text = named.replace_all(text, "x");
                    assert!(regex::Regex::new(&text).is_ok(), "{why}: {text}");
                }
            }
        }
    }
}
