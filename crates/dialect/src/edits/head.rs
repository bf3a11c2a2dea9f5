//! An action's head: one JSON object that says which file is edited, and how.

use kinglet_domain::action::Lines;
use kinglet_domain::edit::{Block, Edit};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::edits::{EditsError, Proposal};
use crate::object::{self, Fields, Value};

/// A head whose body stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) path: RelPath,
    pub(super) symbol: Option<String>,
    anchors: Option<(Lines, String, String)>,
}

impl Head {
    /// What it means with this code behind it.
    pub(super) fn with_code(self, text: String) -> Proposal {
        let Self { path, symbol, anchors } = self;
        match anchors {
            Some((lines, starts, ends)) => Proposal::Edit(Edit::Lines { path, lines, starts, ends, text }),
            None => Proposal::Code { path, symbol, text },
        }
    }
}

/// What an object says.
pub(super) enum Read {
    /// All that is needed.
    Whole(Proposal),
    /// What is to be changed stands behind it.
    Head(Head),
}

const PATHS: [&str; 6] = ["path", "file", "file_path", "filename", "filepath", "target_file"];
/// The fields of which an edit has at least one.
const SAYS: [&str; 9] =
    ["action", "search", "replace", "content", "delete", "rename", "to", "old_string", "new_string"];
const LISTS: [&str; 4] = ["edits", "changes", "files", "actions"];

/// How much of a text that begins with a brace or a bracket is the object or the list; `None` if it is neither.
pub(super) fn length(text: &str) -> Option<usize> {
    let at = text.find(['{', '['])?;
    if text.get(at..)?.starts_with('{') {
        return object::read(text, at).ok().filter(|read| !read.open).map(|read| read.end);
    }
    object::value(text.get(at..)?).map(|(_, end)| at + end)
}

/// Whether a text is an object that names a file, or a list of such.
pub(super) fn is_one(text: &str) -> bool {
    objects(text).is_some_and(|objects| !objects.is_empty() && objects.iter().all(is_edit))
}

fn is_edit(fields: &Fields) -> bool {
    let has_one = |names: &[&str]| names.iter().any(|name| fields.contains_key(*name));
    let is_other = fields.get("action").is_some_and(|action| *action != Value::Text("edit".to_owned()));
    has_one(&PATHS) && has_one(&SAYS) && !is_other
}

fn objects(text: &str) -> Option<Vec<Fields>> {
    let text = text.trim();
    let value = if text.starts_with('{') {
        let read = object::read(text, 0)
            .ok()
            .filter(|read| !read.open && text.get(read.end..).is_some_and(|rest| rest.trim().is_empty()))?;
        Value::Object(read.fields)
    } else {
        object::value(text).filter(|(_, end)| text.get(*end..).is_some_and(|rest| rest.trim().is_empty()))?.0
    };
    match value {
        Value::List(items) => items
            .into_iter()
            .map(|item| match item {
                Value::Object(fields) => Some(fields),
                _ => None,
            })
            .collect(),
        Value::Object(fields) => {
            let list = LISTS.iter().find_map(|name| fields.get(*name));
            let Some(Value::List(items)) = list else { return Some(vec![fields]) };
            let path = PATHS.iter().find_map(|name| Some((*name, fields.get(*name)?)));
            items
                .iter()
                .map(|item| match item {
                    Value::Object(inner) => {
                        let mut inner = inner.clone();
                        if let Some((name, path)) = path {
                            inner.entry(name.to_owned()).or_insert_with(|| path.clone());
                        }
                        Some(inner)
                    }
                    _ => None,
                })
                .collect()
        }
        _ => None,
    }
}

/// What the objects of a text say.
///
/// - `line`: where it begins in the reply.
pub(super) fn read(text: &str, line: usize) -> Result<Vec<Read>, EditsError> {
    objects(text).unwrap_or_default().iter().map(|fields| one(fields, line)).collect()
}

fn one(fields: &Fields, line: usize) -> Result<Read, EditsError> {
    let text = |names: &[&str]| {
        names.iter().find_map(|name| match fields.get(*name) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        })
    };
    let parse = |path: &str| RelPath::parse(path).map_err(|error| EditsError::Path { line, error });
    let broken = |problem| EditsError::Broken { line, problem };
    let path = parse(&text(&PATHS).unwrap_or_default())?;
    let to = text(&["rename", "to", "new_path"]).map(|to| parse(&to)).transpose()?;
    let (search, replace) = (
        text(&["search", "old_string", "old_str", "old"]),
        text(&["replace", "new_string", "new_str", "new"]),
    );
    let content = text(&["content", "code", "text"]);
    let symbol = text(&["symbol"]).filter(|symbol| !symbol.trim().is_empty());
    let is_deleted = fields.get("delete") == Some(&Value::Bool(true));
    let said = [to.is_some(), search.is_some() || replace.is_some(), content.is_some(), is_deleted];
    if said.iter().filter(|said| **said).count() > 1 {
        return Err(broken("one edit says two different things"));
    }
    let whole = |edit| Ok(Read::Whole(Proposal::Edit(edit)));
    if is_deleted {
        return whole(Edit::Delete { path });
    }
    if let Some(to) = to {
        return whole(Edit::Rename { path, to });
    }
    match (search, replace) {
        (Some(search), Some(replace)) if !search.trim().is_empty() => {
            return whole(Edit::Replace {
                path,
                blocks: vec![Block { search, replace, near: None }],
                within: symbol,
            });
        }
        (None, None) => {}
        _ => return Err(broken("what to search and what to replace it by belong together")),
    }
    let anchors = match fields.get("lines") {
        None => None,
        Some(lines) => {
            let lines = range(lines).ok_or_else(|| broken("lines are written as \"10-14\""))?;
            let starts = text(&["starts", "first", "start_text"]).unwrap_or_default();
            let ends = text(&["ends", "last", "end_text"]);
            let ends = ends.unwrap_or_else(|| {
                if lines.first() == lines.last() { starts.clone() } else { String::new() }
            });
            Some((lines, starts, ends))
        }
    };
    let head = Head { path, symbol, anchors };
    Ok(match content {
        Some(content) => Read::Whole(head.with_code(content)),
        None => Read::Head(head),
    })
}

fn range(value: &Value) -> Option<Lines> {
    let (Value::Text(text) | Value::Number(text)) = value else { return None };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let line = |text: &str| text.trim().trim_start_matches('L').parse().ok().and_then(Line::new);
    Lines::new(line(first)?, line(last)?).ok()
}
