//! Imports of Go that nobody uses any more: there, they are errors.

use std::collections::BTreeSet;

use kinglet_domain::language::Language;
use kinglet_syntax::Source;

use super::Supplied;
use super::library::{Known, known};

/// Drops the usual imports of the standard library that the text does not use, if they were used before, or were not there.
pub(super) fn drop(before: &str, supplied: &mut Supplied) {
    let (was, is) = (used(before), used(&supplied.text));
    let source = Source::parse(Language::Go, &supplied.text);
    let spans = source.import_statements();
    let (mut kept, mut at) = (String::new(), 0);
    let mut notes = Vec::new();
    for line in supplied.text.split_inclusive('\n') {
        let is_import = spans.iter().any(|span| span.start < at + line.len() && at < span.end);
        at += line.len();
        let package = package(line).filter(|_| is_import);
        let is_dropped = package
            .is_some_and(|name| !is.contains(name) && (was.contains(name) || !before.contains(line.trim())));
        if is_dropped {
            notes.push(format!("left out `{}`, which nothing uses", line.trim()));
        } else {
            kept.push_str(line);
        }
    }
    if !notes.is_empty() {
        supplied.text = kept;
        supplied.notes.extend(notes);
    }
}

/// The package of the standard library that a line imports, by its usual name.
fn package(line: &str) -> Option<&str> {
    let said = line.trim();
    let path = said.strip_prefix("import ").unwrap_or(said).trim().strip_prefix('"')?.strip_suffix('"')?;
    let name = path.rsplit('/').next()?;
    match known(Language::Go, name, Some("")) {
        Some(Known::Module(template)) => {
            template.replace("{}", name).contains(&format!("\"{path}\"")).then_some(name)
        }
        _ => None,
    }
}

/// What something is taken from.
fn used(text: &str) -> BTreeSet<String> {
    let source = Source::parse(Language::Go, text);
    source.names(0..text.len()).into_iter().filter_map(|name| name.of).collect()
}
