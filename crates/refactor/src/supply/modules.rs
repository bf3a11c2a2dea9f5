//! JavaScript has two systems of modules, and a file takes part in one of them. Small models like the newer one: in a file of the
//! older, what an edit says so is put into `require` and `module.exports`. What is new and for others is exported as the rest is.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;

use super::given;
use super::script::{System, outer_lines, system};
use super::{Supplied, imports};
use crate::text::{Piece, is_name, replaced, words};

/// So many files of a folder are looked at.
const MOST: usize = 20;
/// How a declaration begins, before its name.
const DECLARED: [&str; 6] = ["async function ", "function ", "class ", "const ", "let ", "var "];
/// The same of one that may be of several names.
const VARIABLE: [&str; 3] = ["const ", "let ", "var "];

/// Puts what an edit takes and gives into the system of its file.
///
/// - `before`: the file's text before the edit, empty if there was none.
pub(super) fn put_right(
    root: &Path,
    (language, path): (Language, &RelPath),
    before: &str,
    supplied: &mut Supplied,
) {
    if language != Language::JavaScript {
        return;
    }
    let beside = beside(root, path);
    let own = system(path, before).or_else(|| of_package(root, path)).or_else(|| of_others(path, &beside));
    let Some(own) = own else { return };
    if own == System::CommonJs
        && let Some(text) = required(language, before, &supplied.text)
    {
        supplied.notes.push("put into `require` and `module.exports`, as the project has it".to_owned());
        supplied.text = text;
    }
    // A tool may want its settings as they are.
    if own == System::CommonJs && before.is_empty() && !path.file_name().contains(".config.") {
        given::by_name(&beside, supplied);
    }
    given::what_is_new(own, language, before, supplied);
}

/// The texts of other files of the folder that speak the language.
fn beside(root: &Path, path: &RelPath) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(root.join(path.folder())) else { return Vec::new() };
    let mut names: Vec<_> = folder.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    let is_other = |name: &&std::ffi::OsString| {
        let name = name.to_string_lossy();
        name != path.file_name()
            && name.rsplit_once('.').is_some_and(|(_, ending)| ending == path.extension())
    };
    let places = names.iter().filter(is_other).take(MOST).map(|name| root.join(path.folder()).join(name));
    places.filter_map(|place| std::fs::read_to_string(place).ok()).collect()
}

/// What the nearest `package.json` says of its files.
fn of_package(root: &Path, path: &RelPath) -> Option<System> {
    let mut folder = root.join(path.folder());
    loop {
        if let Ok(text) = std::fs::read_to_string(folder.join("package.json")) {
            let said: String = text.split_whitespace().collect();
            let is_said = |kind: &str| said.contains(&format!("\"type\":\"{kind}\""));
            let kinds = [("module", System::Ecma), ("commonjs", System::CommonJs)];
            return kinds.into_iter().find(|(kind, _)| is_said(kind)).map(|(_, system)| system);
        }
        if folder == root || !folder.pop() {
            return None;
        }
    }
}

/// The system of other files, if they have the same.
fn of_others(path: &RelPath, texts: &[String]) -> Option<System> {
    let mut known = texts.iter().filter_map(|text| system(path, text));
    let first = known.next()?;
    known.all(|other| other == first).then_some(first)
}

/// A text with all that an edit says in `import` and `export` said in `require` and `module.exports`; `None` if there is nothing, or it
/// cannot be said so.
fn required(language: Language, before: &str, text: &str) -> Option<String> {
    let old: BTreeSet<&str> = before.lines().collect();
    let taken_before = imports(&Source::parse(language, before), before);
    let bound: BTreeSet<&str> = taken_before.into_iter().flat_map(|it| words(bindings(it))).collect();
    let (mut pieces, mut given): (Vec<Piece>, Vec<String>) = (Vec::new(), Vec::new());
    for span in Source::parse(language, text).import_statements() {
        let said = text.get(span.clone())?;
        if said.starts_with("import") && !said.starts_with("import(") && !old.contains(said) {
            pieces.push(instead(text, span, &requirement(said, &bound)?));
        }
    }
    for (at, line) in outer_lines(text).filter(|(_, line)| line.starts_with("export ") && !old.contains(line))
    {
        let span = at..at + line.len();
        let (kept, names) = exported(line)?;
        // What is declared stays, without the word before it.
        let piece = if kept.is_empty() {
            instead(text, span, "")
        } else {
            (at..span.end - kept.len(), String::new())
        };
        pieces.push(piece);
        given.extend(names);
    }
    if pieces.is_empty() {
        return None;
    }
    given::by_exports(replaced(text, &pieces)?, &given)
}

/// The part of a statement with the names that it binds.
fn bindings(statement: &str) -> &str {
    let end = statement.rfind(" from ").or_else(|| statement.find(" = ")).unwrap_or_default();
    statement.get(..end).unwrap_or_default()
}

/// What takes the place of a statement; without anything, its line goes, too.
fn instead(text: &str, span: Range<usize>, with: &str) -> Piece {
    let rest = text.get(span.end..).unwrap_or_default();
    let end = ["\r\n", "\n"].iter().find(|end| with.is_empty() && rest.starts_with(**end));
    (span.start..span.end + end.map_or(0, |end| end.len()), with.to_owned())
}

/// A statement of `import` as one of `require`, without what is bound already; empty if nothing is left of it.
fn requirement(statement: &str, bound: &BTreeSet<&str>) -> Option<String> {
    let said = statement.strip_prefix("import")?.trim().trim_end_matches(';');
    if said.starts_with(['\'', '"']) {
        return Some(format!("require({said});"));
    }
    let (what, module) = said.rsplit_once(" from ")?;
    let (what, module) = (what.trim(), module.trim());
    let name = what.strip_prefix("* as ").unwrap_or(what);
    if is_name(name) {
        let is_new = !bound.contains(name);
        return Some(if is_new { format!("const {name} = require({module});") } else { String::new() });
    }
    let list = what.strip_prefix('{')?.strip_suffix('}')?;
    let items = list.split(',').map(str::trim).filter(|item| !item.is_empty());
    let new = items.filter(|item| words(item).last().is_some_and(|name| !bound.contains(name)));
    let new = new.map(|item| item.replace(" as ", ": ")).collect::<Vec<_>>().join(", ");
    Some(if new.is_empty() { String::new() } else { format!("const {{ {new} }} = require({module});") })
}

/// What a line of `export` leaves behind without that word, and the names that it gives; `None` if that is not clear.
fn exported(line: &str) -> Option<(&str, Vec<String>)> {
    let said = line.strip_prefix("export ")?;
    if let Some(list) = said.strip_prefix('{') {
        let (list, _) = list.split_once('}').filter(|(_, rest)| matches!(*rest, "" | ";"))?;
        let names: Vec<String> =
            list.split(',').map(|name| name.trim().to_owned()).filter(|it| !it.is_empty()).collect();
        return names.iter().all(|name| is_name(name)).then_some(("", names));
    }
    let plain = said.strip_prefix("default ").unwrap_or(said);
    let single = plain.trim_end_matches(';');
    if is_name(single) {
        return Some(("", vec![single.to_owned()]));
    }
    let declared = DECLARED.iter().find_map(|word| plain.strip_prefix(word))?;
    let end = declared.find(|c: char| !(c.is_alphanumeric() || "_$".contains(c)))?;
    let (name, rest) = declared.split_at_checked(end)?;
    // Several may be declared at once.
    let may_be_more = VARIABLE.iter().any(|word| plain.starts_with(word));
    let is_one = !may_be_more || rest.starts_with(" = ") && !rest.contains(',');
    (is_name(name) && is_one).then(|| (plain, vec![name.to_owned()]))
}
