//! Imports of Go that nobody uses any more: there, they are errors.

use kinglet_domain::language::Language;

use super::Supplied;
use super::library::{Known, known};
use crate::go;

/// Drops the usual imports of the standard library that the text does not use, if they were used before, or were not there.
pub(super) fn drop(before: &str, supplied: &mut Supplied) {
    let (was, is) = (go::used(before), go::used(&supplied.text));
    let mut notes = Vec::new();
    let text = go::without_imports(&supplied.text, |line| {
        let is_unused = package(line)
            .is_some_and(|name| !is.contains(name) && (was.contains(name) || !before.contains(line.trim())));
        if is_unused {
            notes.push(format!("left out `{}`, which nothing uses", line.trim()));
        }
        is_unused
    });
    supplied.text = text;
    supplied.notes.extend(notes);
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
