//! What a new version of a file has of its own although it takes it from elsewhere: small models write what they were shown
//! of other files once more, or import what they define.

use std::ops::Range;

use kinglet_domain::language::Language;

use crate::Source;
use crate::part::{self, Kind, Part};

/// Definitions that clash with an import of their name.
const CLASHING: [&str; 9] = [
    "class_definition",
    "function_definition",
    "class_declaration",
    "function_declaration",
    "interface_declaration",
    "struct_item",
    "enum_item",
    "trait_item",
    "function_item",
];

/// A file's new text without the definitions that it brings in of names that the file imports, and without the imports that
/// it brings in of names that it defines; `None` if there are none.
///
/// - Returns the text, and the names.
#[must_use]
pub fn without_clashes(language: Language, before: &str, after: &str) -> Option<(String, Vec<String>)> {
    let source = Source::parse(language, after);
    let (_, tree) = source.parsed.as_ref()?;
    let parts = part::of(tree.root_node(), after).filter(|_| !tree.root_node().has_error())?;
    let former = Source::parse(language, before);
    let former = former.parsed.as_ref().and_then(|(_, tree)| part::of(tree.root_node(), before));
    let was_there = |part: &Part<'_>| former.iter().flatten().any(|it| it.key == part.key);
    let said = |part: &Part<'_>| after.get(part.start..part.span.end).unwrap_or_default();
    let imports: Vec<(&Part<'_>, Vec<&str>)> = parts
        .iter()
        .filter(|part| part.kind == Kind::Import)
        .map(|part| (part, imported(language, said(part))))
        .collect();
    let definitions = || {
        let is_clashing = |part: &&Part<'_>| CLASHING.contains(&part.inner.kind());
        parts.iter().filter(|part| part.kind == Kind::Definition).filter(is_clashing)
    };
    let is_imported = |part: &&Part<'_>| {
        // In Rust, a module and a function may have one name.
        let is_type = part.name.starts_with(char::is_uppercase);
        (language != Language::Rust || is_type)
            && imports.iter().any(|(import, names)| was_there(import) && names.contains(&part.name.as_str()))
    };
    let mut gone: Vec<(Range<usize>, String)> = definitions()
        .filter(|part| !was_there(part) && is_imported(part))
        .map(|part| (part.span.clone(), part.name.clone()))
        .collect();
    let is_own = |name: &str| definitions().any(|part| part.name == *name);
    let clashing = imports.iter().filter(|(import, names)| {
        !was_there(import) && !names.is_empty() && names.iter().all(|name| is_own(name))
    });
    gone.extend(clashing.map(|(import, names)| (import.start..import.span.end, names.join(", "))));
    if gone.is_empty() {
        return None;
    }
    gone.sort_by_key(|(range, _)| range.start);
    let (mut text, mut at) = (String::new(), 0);
    for (range, _) in &gone {
        text.push_str(after.get(at..range.start)?);
        let rest = after.get(range.end..)?;
        at = range.end + rest.len() - rest.trim_start_matches(['\n', '\r']).len();
    }
    text.push_str(after.get(at..)?);
    let is_sound = Source::parse(language, &text).errors().is_empty();
    is_sound.then(|| (text.trim_end().to_owned() + "\n", gone.into_iter().map(|(_, name)| name).collect()))
}

/// The names that an import brings in, one by one, each as it is called here; none where that is not sure.
fn imported(language: Language, import: &str) -> Vec<&str> {
    let list = match language {
        Language::Python => {
            import.strip_prefix("from ").and_then(|it| it.split_once(" import ")).map(|it| it.1)
        }
        Language::JavaScript | Language::TypeScript | Language::Tsx => {
            let named = import.strip_prefix("import ").and_then(|it| it.rsplit_once(" from ")).map(|it| it.0);
            named.filter(|it| !it.contains('*'))
        }
        Language::Rust => {
            let path = import.strip_prefix("use ").filter(|path| !path.contains(['*', '{']));
            let is_own = |path: &&str| ["crate::", "super::"].iter().any(|root| path.starts_with(root));
            path.filter(is_own).and_then(|path| path.rsplit("::").next())
        }
        _ => None,
    };
    let items = list.unwrap_or_default().split(['{', '}', '(', ')', ',', ';', '\n']);
    items
        .filter_map(|item| item.split([' ', '\t']).rfind(|word| !word.is_empty()))
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$'))
        .collect()
}
