//! What a server answers about places, symbols and changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kinglet_domain::edit::Change;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use serde_json::Value;

use crate::error::Error;
use crate::position::{Encoding, Position};
use crate::uri;

/// A place in a file, of the repository or outside of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line.
    pub line: Line,
    /// The byte of the line, counted from 0.
    pub column: usize,
}

/// Something that a text defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name, qualified with `.` where it lies in another (`Cart.total`).
    pub name: String,
    /// Its first line.
    pub first: Line,
    /// Its last line.
    pub last: Line,
}

/// The places of an answer, each once, in order. Those that cannot be read are left out.
///
/// - `text`: what a file holds.
pub(crate) fn places(
    answer: &Value,
    encoding: Encoding,
    text: &dyn Fn(&Path) -> Option<String>,
) -> Vec<Place> {
    let one = std::slice::from_ref(answer);
    let items = answer.as_array().map_or(one, Vec::as_slice);
    let place = |item: &Value| {
        let named = |name: &str, other: &str| item.get(name).or_else(|| item.get(other));
        let file = named("uri", "targetUri").and_then(Value::as_str).and_then(uri::path)?;
        let range = named("range", "targetSelectionRange")?;
        let Position { line, character } = Position::read(range.get("start")?)?;
        let text = text(&file)?;
        let column = encoding.within(text.lines().nth(line).unwrap_or_default(), character);
        Some(Place { file, line: Line::from_index(line), column })
    };
    let mut places: Vec<Place> = items.iter().filter_map(place).collect();
    places.sort();
    places.dedup();
    places
}

/// The symbols of an answer, in its order, each after the one that holds it.
pub(crate) fn symbols(answer: &Value) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let items = answer.as_array().map_or(&[][..], Vec::as_slice);
    // Last in, first out; so they are put in from the last to the first.
    let mut open: Vec<(String, &Value)> = items.iter().rev().map(|item| (String::new(), item)).collect();
    while let Some((holder, item)) = open.pop() {
        let holder = match item.get("containerName").and_then(Value::as_str) {
            Some(name) if holder.is_empty() => name.to_owned(),
            _ => holder,
        };
        let range = item.get("range").or_else(|| item.get("location")?.get("range"));
        let line = |name: &str| Some(Line::from_index(Position::read(range?.get(name)?)?.line));
        let (Some(name), Some(first), Some(last)) =
            (item.get("name").and_then(Value::as_str), line("start"), line("end"))
        else {
            continue;
        };
        let name = if holder.is_empty() { name.to_owned() } else { format!("{holder}.{name}") };
        let children = item.get("children").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        open.extend(children.iter().rev().map(|child| (name.clone(), child)));
        symbols.push(Symbol { name, first, last });
    }
    symbols
}

/// What an edit of the workspace makes of the files: all of it, or an error.
pub(crate) fn changes(
    answer: &Value,
    root: &Path,
    encoding: Encoding,
    text: &dyn Fn(&RelPath) -> Result<String, Error>,
) -> Result<Vec<Change>, Error> {
    let mut edits: BTreeMap<RelPath, Vec<&Value>> = BTreeMap::new();
    for (uri, items) in edits_of(answer)? {
        let file = uri::path(uri).ok_or_else(|| Error::Unsupported { what: format!("change {uri}") })?;
        let path = RelPath::beneath(root, &file).ok_or(Error::Outside { file })?;
        edits.entry(path).or_default().extend(items.as_array().map_or(&[][..], Vec::as_slice));
    }
    let change = |(path, items): (RelPath, Vec<&Value>)| {
        let before = text(&path)?;
        let after = edited(&before, &items, encoding)
            .ok_or_else(|| Error::Unsupported { what: format!("make changes of {path} that overlap") })?;
        Ok(Change { path, before: Some(before.into_bytes()), after: Some(after.into_bytes()) })
    };
    edits.into_iter().map(change).collect()
}

/// The files of an edit of the workspace, in either of its forms, each with its edits.
fn edits_of(answer: &Value) -> Result<Vec<(&str, &Value)>, Error> {
    let Some(documents) = answer.get("documentChanges").and_then(Value::as_array) else {
        let files = answer.get("changes").and_then(Value::as_object);
        return Ok(files.into_iter().flatten().map(|(uri, items)| (uri.as_str(), items)).collect());
    };
    documents
        .iter()
        .map(|document| {
            let uri = document.get("textDocument").and_then(|it| it.get("uri")).and_then(Value::as_str);
            let kind = document.get("kind").and_then(Value::as_str).unwrap_or("change");
            let moved = || Error::Unsupported { what: format!("{kind} a file") };
            uri.zip(document.get("edits")).ok_or_else(moved)
        })
        .collect()
}

/// A text after its edits; `None` if one cannot be read, or two overlap.
fn edited(before: &str, items: &[&Value], encoding: Encoding) -> Option<String> {
    let mut edits = Vec::with_capacity(items.len());
    for item in items {
        let place = |name: &str| Position::read(item.get("range")?.get(name)?);
        let at = |name: &str| Some(encoding.offset(before, place(name)?));
        edits.push((at("start")?, at("end")?, item.get("newText")?.as_str()?));
    }
    // Stable: what is inserted at one place stays in the server's order.
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let (mut after, mut done) = (String::with_capacity(before.len()), 0);
    for (start, end, text) in edits {
        after.push_str(before.get(done..start)?);
        after.push_str(text);
        before.get(start..end)?;
        done = end;
    }
    after.push_str(before.get(done..)?);
    Some(after)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::*;

    fn edit(line: u64, from: u64, to: u64, text: &str) -> Value {
        let place = |character: u64| json!({ "line": line, "character": character });
        json!({ "range": { "start": place(from), "end": place(to) }, "newText": text })
    }

    /// What becomes of `/r/a.rs`, which holds `one two`.
    fn check(answer: &Value) -> String {
        let text = |_: &RelPath| Ok("one two\n".to_owned());
        match changes(answer, Path::new("/r"), Encoding::Utf8, &text) {
            Ok(changes) => changes
                .iter()
                .map(|it| format!("{}: {}", it.path, String::from_utf8_lossy(it.after.as_ref().unwrap())))
                .collect::<Vec<_>>()
                .concat(),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn a_change_is_whole_or_refused() {
        let edits = json!([edit(0, 4, 7, "2"), edit(0, 0, 3, "1")]);
        assert_snapshot!(check(&json!({ "changes": { "file:///r/a.rs": edits } })), @"a.rs: 1 2");
        let document = json!({ "textDocument": { "uri": "file:///r/a.rs" }, "edits": edits });
        assert_snapshot!(check(&json!({ "documentChanges": [document] })), @"a.rs: 1 2");
        let moved = json!({ "kind": "rename", "oldUri": "file:///r/a.rs", "newUri": "file:///r/b.rs" });
        assert_snapshot!(check(&json!({ "documentChanges": [document, moved] })), @"error: the language server wants to rename a file, which is not supported; nothing was changed");
        assert_snapshot!(check(&json!({ "changes": { "file:///etc/passwd": edits } })), @"error: the language server wants to change /etc/passwd, outside of the repository; nothing was changed");
        assert_snapshot!(check(&json!({ "changes": { "file:///r/../etc/passwd": edits } })), @"error: the language server wants to change /r/../etc/passwd, outside of the repository; nothing was changed");
        let overlap = json!([edit(0, 0, 5, "x"), edit(0, 4, 7, "y")]);
        assert_snapshot!(check(&json!({ "changes": { "file:///r/a.rs": overlap } })), @"error: the language server wants to make changes of a.rs that overlap, which is not supported; nothing was changed");
        assert_snapshot!(check(&Value::Null), @"");
    }

    #[test]
    fn symbols_come_nested_or_flat() {
        let range = |first: u64, last: u64| json!({ "start": { "line": first, "character": 0 }, "end": { "line": last, "character": 0 } });
        let answer = json!([
            { "name": "Cart", "range": range(0, 9), "children": [{ "name": "total", "range": range(1, 2) }] },
            { "name": "add", "containerName": "Shop", "location": { "uri": "file:///r/a.rs", "range": range(3, 4) } },
            { "name": "nowhere" },
        ]);
        let line = |it: Symbol| format!("{} {}-{}", it.name, it.first, it.last);
        assert_snapshot!(symbols(&answer).into_iter().map(line).collect::<Vec<_>>().join("\n"), @"
        Cart 1-10
        Cart.total 2-3
        Shop.add 4-5
        ");
    }

    #[test]
    fn places_come_one_or_many_and_as_links() {
        let range = json!({ "start": { "line": 0, "character": 1 }, "end": { "line": 0, "character": 2 } });
        let place = json!({ "uri": "file:///r/a.rs", "range": range });
        let link =
            json!({ "targetUri": "file:///r/a.rs", "targetSelectionRange": range, "targetRange": range });
        let read = |answer: &Value| {
            places(answer, Encoding::Utf16, &|_| Some("😀b".to_owned()))
                .iter()
                .map(|it| it.column)
                .collect::<Vec<_>>()
        };
        assert_eq!(read(&place), [4]);
        assert_eq!(read(&json!([place, link, { "uri": 3 }])), [4]);
        assert_eq!(read(&Value::Null), [0_usize; 0]);
    }
}
