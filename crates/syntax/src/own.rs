//! What a new version of a file has of its own although it takes it from elsewhere: small models write what they were shown
//! of other files once more, or import what they define.

use std::ops::Range;

use kinglet_domain::language::Language;

use crate::Source;
use crate::part::{self, Kind, Part};

/// A file's new text without the definitions that it brings in of names that the file imports, and without the imports that
/// it brings in of names that it defines; `None` if there are none.
///
/// - Returns the text, and the names.
#[must_use]
pub fn without_clashes(language: Language, before: &str, after: &str) -> Option<(String, Vec<String>)> {
    let is_known = |language| {
        matches!(
            language,
            Language::Python | Language::Rust | Language::JavaScript | Language::TypeScript | Language::Tsx
        )
    };
    let source = Source::parse(language, after);
    let (_, tree) = source.parsed.as_ref().filter(|_| is_known(language))?;
    let parts = part::of(tree.root_node(), after).filter(|_| !tree.root_node().has_error())?;
    let former = Source::parse(language, before);
    let former = former.parsed.as_ref().and_then(|(_, tree)| part::of(tree.root_node(), before));
    let was_there = |part: &&Part<'_>| former.iter().flatten().any(|it| it.key == part.key);
    let said = |part: &Part<'_>| after.get(part.start..part.span.end).unwrap_or_default();
    let of = |kind: Kind| parts.iter().filter(move |part| part.kind == kind);
    let imported: Vec<(&Part<'_>, Vec<&str>)> =
        of(Kind::Import).map(|part| (part, bound(said(part)))).collect();
    let is_imported = |part: &&Part<'_>| {
        imported.iter().any(|(import, names)| was_there(import) && names.contains(&part.name.as_str()))
    };
    let mut gone: Vec<(Range<usize>, String)> = Vec::new();
    for part in of(Kind::Definition).filter(|part| !was_there(part)).filter(is_imported) {
        gone.push((part.span.clone(), part.name.clone()));
    }
    for (import, names) in imported.iter().filter(|(import, names)| !was_there(import) && !names.is_empty()) {
        let is_own = |name: &&str| of(Kind::Definition).any(|part| part.name == **name);
        if names.iter().all(|name| is_own(&name)) {
            gone.push((import.span.clone(), names.join(", ")));
        }
    }
    if gone.is_empty() {
        return None;
    }
    gone.sort_by_key(|(range, _)| range.start);
    let (mut text, mut at) = (String::new(), 0);
    for (range, _) in &gone {
        text.push_str(after.get(at..range.start)?);
        at = range.end + after.get(range.end..)?.len()
            - after.get(range.end..)?.trim_start_matches(['\n', '\r']).len();
    }
    text.push_str(after.get(at..)?);
    let is_sound = Source::parse(language, &text).errors().is_empty();
    is_sound.then(|| (text.trim_end().to_owned() + "\n", gone.into_iter().map(|(_, name)| name).collect()))
}

/// The names that an import brings in.
#[must_use]
pub fn bound(import: &str) -> Vec<&str> {
    let line = import.split(" //").next().unwrap_or_default();
    let line = line.split(" #").next().unwrap_or_default();
    let list = line.split_once('{').or_else(|| line.split_once(" import "));
    let default = || line.strip_prefix("import ")?.split_once(" from ");
    match (list, default()) {
        (Some((_, list)), _) => words(list.split('}').next().unwrap_or_default()).collect(),
        (None, Some((name, _))) => words(name).collect(),
        (None, None) => words(line).last().into_iter().collect(),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty())
}
