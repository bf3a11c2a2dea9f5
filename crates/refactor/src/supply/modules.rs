//! JavaScript has two systems of modules, and a file takes part in one of them: what an edit says in the other is put into that
//! of the file, or of those beside it. What is new and for others is exported as they do it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;

use super::given;
use super::script::{System, is_require, system};
use super::{Supplied, imports};
use crate::text::{Piece, is_name, line_end, replaced, words};

/// So many files of a folder are looked at.
const MOST: usize = 20;
/// Words before the name of what a statement declares.
const DECLARES: [&str; 7] = ["async", "class", "const", "default", "function", "let", "var"];

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
    if let Some(text) = translated(own, language, before, &supplied.text) {
        let note = match own {
            System::CommonJs => "put into `require` and `module.exports`, as the project has it",
            System::Ecma => "put into `import` and `export`, as the project has it",
        };
        (supplied.text, supplied.notes) = (text, [supplied.notes.as_slice(), &[note.to_owned()]].concat());
    }
    if own == System::CommonJs && before.is_empty() {
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

/// A text with all that an edit says in the other system; `None` if there is none, or it cannot be said.
fn translated(own: System, language: Language, before: &str, text: &str) -> Option<String> {
    let source = Source::parse(language, text);
    let old: BTreeSet<&str> = before.lines().collect();
    let bound: BTreeSet<&str> =
        imports(&Source::parse(language, before), before).into_iter().flat_map(words).collect();
    let (mut pieces, mut given): (Vec<Piece>, Vec<String>) = (Vec::new(), Vec::new());
    let statements = source.import_statements().into_iter();
    for span in statements.filter(|_| own == System::CommonJs) {
        let said = text.get(span.clone())?;
        if said.starts_with("import") && !said.starts_with("import(") && !old.contains(said) {
            pieces.push(taken(text, span, &required(said, &bound)?));
        }
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.trim_end().len();
        at += line.len();
        let said = line.trim_end();
        if old.contains(said) {
            continue;
        }
        match own {
            System::CommonJs if said.starts_with("export ") => {
                let (kept, names) = exported(said)?;
                // What is declared stays, without the word before it.
                pieces.push(if kept.is_empty() {
                    taken(text, span, "")
                } else {
                    (span.start..span.end - kept.len(), String::new())
                });
                given.extend(names);
            }
            System::Ecma if is_require(said) => pieces.push(taken(text, span, &imported(said)?)),
            System::Ecma if said.starts_with("module.exports = ") => {
                let list = said.strip_prefix("module.exports = ")?.trim_end_matches(';').trim();
                let list = list.strip_prefix('{').map_or(Some(list), |it| it.strip_suffix('}'))?.trim();
                let is_plain = list.split(',').map(str::trim).all(|name| name.is_empty() || is_name(name));
                pieces.push(taken(text, span, &is_plain.then(|| format!("export {{ {list} }};"))?));
            }
            _ => {}
        }
    }
    if pieces.is_empty() {
        return None;
    }
    given::by_exports(replaced(text, &pieces)?, &given)
}

/// What takes the place of a statement; without anything, its line goes, too.
fn taken(text: &str, span: Range<usize>, with: &str) -> Piece {
    let rest = text.get(span.end..).unwrap_or_default();
    let end = if with.is_empty() && rest.starts_with(['\n', '\r']) { line_end(text).len() } else { 0 };
    (span.start..span.end + end, with.to_owned())
}

/// A statement of `import` as one of `require`, without what is bound already; empty if nothing is left of it.
fn required(statement: &str, bound: &BTreeSet<&str>) -> Option<String> {
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
    let new: Vec<String> = new.map(|item| item.replace(" as ", ": ")).collect();
    Some(if new.is_empty() {
        String::new()
    } else {
        format!("const {{ {} }} = require({module});", new.join(", "))
    })
}

/// A line of `require` as one of `import`.
fn imported(line: &str) -> Option<String> {
    let (what, module) = line.split_once(" = require(")?;
    let (_, what) = what.split_once(' ')?;
    let module = module.trim_end().trim_end_matches(';').strip_suffix(')')?;
    let is_own = module.starts_with(['\'', '"']) && module.get(1..)?.starts_with('.');
    let what = match what.trim() {
        list if list.starts_with('{') => list.replace(": ", " as "),
        name if is_own => format!("* as {name}"),
        name => name.to_owned(),
    };
    Some(format!("import {what} from {module};"))
}

/// What a line of `export` leaves behind without that word, and the names that it gives; `None` if there are none.
fn exported(line: &str) -> Option<(&str, Vec<String>)> {
    let said = line.strip_prefix("export ")?;
    if let Some(list) = said.strip_prefix('{') {
        let names = list.split_once('}').filter(|(_, rest)| matches!(*rest, "" | ";"))?.0.split(',');
        let names: Vec<String> =
            names.map(|name| name.trim().to_owned()).filter(|it| !it.is_empty()).collect();
        return names.iter().all(|name| is_name(name)).then_some(("", names));
    }
    let plain = said.strip_prefix("default ").unwrap_or(said);
    let single = plain.trim_end_matches(';');
    if is_name(single) {
        return Some(("", vec![single.to_owned()]));
    }
    let first = words(plain).next().filter(|word| DECLARES.contains(word))?;
    let name = words(plain).find(|word| !DECLARES.contains(word)).filter(|_| plain.starts_with(first))?;
    Some((plain, vec![name.to_owned()]))
}
