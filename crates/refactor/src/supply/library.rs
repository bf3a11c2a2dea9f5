//! The names of the standard libraries that code uses most, and the statements that import them: tables in `library/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kinglet_domain::language::Language;

/// What a name stands for that nothing in a file defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It is there without an import.
    Builtin,
    /// It is imported by the statement in which it stands for `{}`.
    Name(&'static str),
    /// The same, where something is taken from it (`math.sqrt`).
    Module(&'static str),
}

/// What a library knows, by name; what tells names apart by what is taken from them, by both (`date.today`).
type Library = BTreeMap<&'static str, Known>;

static PYTHON: LazyLock<Library> = LazyLock::new(|| read(include_str!("library/python.txt")));
static JAVA: LazyLock<Library> = LazyLock::new(|| read(include_str!("library/java.txt")));
static RUST: LazyLock<Library> = LazyLock::new(|| read(include_str!("library/rust.txt")));
static GO: LazyLock<Library> = LazyLock::new(|| read(include_str!("library/go.txt")));
static C: LazyLock<Library> = LazyLock::new(|| read(include_str!("library/c.txt")));
static SCRIPT: LazyLock<Library> = LazyLock::new(|| read(include_str!("library/script.txt")));

/// What a name stands for in a language.
///
/// - `member`: what is taken from it, if anything is.
pub(super) fn known(language: Language, name: &str, member: Option<&str>) -> Option<Known> {
    let library = match language {
        Language::Python => &PYTHON,
        Language::Java => &JAVA,
        Language::Rust => &RUST,
        Language::Go => &GO,
        Language::C => &C,
        Language::JavaScript | Language::TypeScript | Language::Tsx => &SCRIPT,
        _ => return None,
    };
    let taken = member.and_then(|member| library.get(format!("{name}.{member}").as_str()));
    let known = taken.or_else(|| library.get(name))?;
    (member.is_some() || !matches!(known, Known::Module(_))).then_some(*known)
}

/// Reads a table: `SORT STATEMENT: NAMES` in each line that is no comment.
fn read(table: &'static str) -> Library {
    let mut library = Library::new();
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let Some((head, names)) = row.rsplit_once(": ") else { continue };
        let (sort, template) = head.split_once(' ').unwrap_or((head, ""));
        let known = match sort {
            "name" | "taken" => Known::Name(template),
            "module" => Known::Module(template),
            _ => Known::Builtin,
        };
        library.extend(names.split(' ').map(|name| (name, known)));
    }
    library
}
