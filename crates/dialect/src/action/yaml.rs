//! Fields as lines: the part of YAML that models use for an action.
//!
//! Every scalar is a text, whatever YAML would make of it: a pattern `no` is no boolean, and a line is no number.

use crate::action::call::Unclear;
use crate::action::name;
use crate::object::{self, Fields, Value};

/// More levels than any action has.
const DEEPEST: usize = 8;

/// Fields that stand in plain text.
pub(super) struct Found {
    pub(super) fields: Fields,
    /// Whether more of the last field, or more fields, may have been meant to follow.
    pub(super) open: bool,
    /// Where the rest of the text begins.
    pub(super) end: usize,
}

/// Reads all of a text as fields; `None` if it is something else.
pub(super) fn read(text: &str) -> Result<Option<Fields>, Unclear> {
    let is_mark = |line: &&str| matches!(line.trim(), "---" | "...");
    let lines: Vec<&str> = text.lines().filter(|line| !is_mark(line)).collect();
    let mut reader = Reader { lines: &lines, at: 0 };
    let Some(Value::Object(fields)) = reader.node(0, 1)? else { return Ok(None) };
    reader.skip_blank();
    Ok((reader.at == lines.len()).then_some(fields))
}

/// Reads the fields that begin with a line that names an action, as far as they are fields of it; `None` if none follow.
pub(super) fn without_fence(said: &str, at: usize) -> Result<Option<Found>, Unclear> {
    let rest = said.get(at..).unwrap_or_default();
    let mut lines = rest.split_inclusive('\n');
    let Some(first) = lines.next() else { return Ok(None) };
    let Some(action) = bare(first).split_once(':').and_then(|(_, name)| name::action(trimmed(name))) else {
        return Ok(None);
    };
    let (mut end, mut fields, mut open) = (first.len(), vec![bare(first)], true);
    // Blank lines count if more follows that belongs here.
    let mut blank = 0;
    for line in lines {
        if line.trim().is_empty() {
            blank += 1;
            end += line.len();
            continue;
        }
        let is_nested = fields.len() > 1 && (line.starts_with([' ', '\t']) || line.starts_with("- "));
        let key = bare(line).split_once(':').map(|(key, _)| name::plain(key.trim_end_matches('*')));
        if !is_nested && !key.is_some_and(|key| name::is_field(action, &key)) {
            // Half a line may still become a field.
            open = !line.ends_with('\n');
            break;
        }
        fields.extend(std::iter::repeat_n("", std::mem::take(&mut blank)));
        fields.push(if is_nested { line.trim_end() } else { bare(line) });
        end += line.len();
    }
    if fields.len() < 2 || is_input(fields.get(1).copied().unwrap_or_default()) {
        return Ok(None);
    }
    let mut reader = Reader { lines: &fields, at: 0 };
    let Some(Value::Object(fields)) = reader.node(0, 1)? else { return Ok(None) };
    Ok(Some(Found { fields, open, end: at + end }))
}

/// Whether a line is the second of `Action:` and `Input:`, which has its own reader.
fn is_input(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    name::is_input(&name::plain(key)) && !value.trim().is_empty()
}

/// A line without what decorates it: `**Path:** a.py`, `- path: a.py`.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['*', '#', '>', '`', ' ']).trim_end_matches('`')
}

fn trimmed(value: &str) -> &str {
    value.trim().trim_matches(['*', '`', '"', '\'', ' '])
}

struct Reader<'lines> {
    lines: &'lines [&'lines str],
    at: usize,
}

impl<'lines> Reader<'lines> {
    fn skip_blank(&mut self) {
        let is_blank = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
        while self.lines.get(self.at).is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// The next line with its indentation, if it is indented as far as that.
    fn peek(&mut self, least: usize) -> Option<(usize, &'lines str)> {
        self.skip_blank();
        let line = self.lines.get(self.at)?;
        let text = line.trim_start_matches(' ');
        let indentation = line.len() - text.len();
        (indentation >= least).then_some((indentation, text.trim_end()))
    }

    /// What is indented at least so far: fields, a list, or nothing.
    fn node(&mut self, least: usize, depth: usize) -> Result<Option<Value>, Unclear> {
        if depth > DEEPEST {
            return Err(broken("it has too many levels"));
        }
        let Some((indentation, text)) = self.peek(least) else { return Ok(None) };
        if is_item(text) {
            return self.list(indentation, depth).map(Some);
        }
        if key_of(text).is_none() {
            return Ok(None);
        }
        let mut fields = Fields::new();
        self.fields(indentation, depth, &mut fields)?;
        Ok(Some(Value::Object(fields)))
    }

    fn fields(&mut self, indentation: usize, depth: usize, fields: &mut Fields) -> Result<(), Unclear> {
        while let Some((at, text)) = self.peek(indentation) {
            let Some((key, rest)) = key_of(text).filter(|_| at == indentation) else { break };
            self.at += 1;
            let value = self.value(rest, indentation, depth)?;
            if fields.insert(key.to_owned(), value).is_some() {
                return Err(Unclear::Twice(key.to_owned()));
            }
        }
        Ok(())
    }

    fn list(&mut self, indentation: usize, depth: usize) -> Result<Value, Unclear> {
        let mut values = Vec::new();
        while let Some((at, text)) = self.peek(indentation) {
            if at != indentation || !is_item(text) {
                break;
            }
            let item = text.get(1..).unwrap_or_default();
            let inner = item.trim_start();
            let column = indentation + text.len() - inner.len();
            self.at += 1;
            match key_of(inner) {
                Some((key, rest)) if !inner.starts_with(['"', '\'', '{', '[']) => {
                    let mut fields = Fields::new();
                    let value = self.value(rest, column, depth + 1)?;
                    fields.insert(key.to_owned(), value);
                    self.fields(column, depth + 1, &mut fields)?;
                    values.push(Value::Object(fields));
                }
                _ => values.push(scalar(inner)?),
            }
        }
        Ok(Value::List(values))
    }

    /// What follows a key: on its line, or indented below it.
    fn value(&mut self, rest: &str, indentation: usize, depth: usize) -> Result<Value, Unclear> {
        let rest = rest.trim();
        if matches!(rest, "|" | "|-" | "|+" | ">" | ">-" | ">+") {
            return Ok(Value::Text(self.block(indentation, rest)));
        }
        if !rest.is_empty() {
            return scalar(rest);
        }
        // A list may stand as far left as its key.
        if let Some((at, text)) = self.peek(indentation)
            && (at > indentation || is_item(text))
        {
            return Ok(self.node(at, depth + 1)?.unwrap_or(Value::Null));
        }
        Ok(Value::Null)
    }

    /// Lines that are a text.
    fn block(&mut self, indentation: usize, style: &str) -> String {
        let mut lines: Vec<&str> = Vec::new();
        let mut margin = None;
        while let Some(line) = self.lines.get(self.at) {
            let own = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && own <= indentation {
                break;
            }
            if !line.trim().is_empty() {
                margin = Some(margin.unwrap_or(own));
            }
            lines.push(line.get(margin.unwrap_or(0).min(own)..).unwrap_or_default());
            self.at += 1;
        }
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let text = lines.join(if style.starts_with('|') { "\n" } else { " " });
        if style.ends_with('-') { text } else { text + "\n" }
    }
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// A key and what stands behind its colon.
fn key_of(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'', '*', '`']);
    let rest = rest.strip_prefix("**").unwrap_or(rest);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let is_key = !key.is_empty() && key.len() <= 40 && key.chars().all(is_name);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some((key, rest))
}

/// A value on one line.
fn scalar(text: &str) -> Result<Value, Unclear> {
    let text = text.trim();
    if text.contains('\0') {
        return Err(broken("a text holds a NUL character"));
    }
    if text.starts_with(['"', '\'', '[', '{']) {
        // A pattern may begin so and be none of them: `[a-z]+ x`.
        let end = object::value(text).filter(|(_, end)| {
            let rest = text.get(*end..).unwrap_or_default().trim();
            rest.is_empty() || rest.starts_with('#')
        });
        return match end {
            Some((value, _)) => Ok(value),
            None if text.starts_with(['{', '"']) => Err(broken("a value in YAML is not closed")),
            None => Ok(Value::Text(text.to_owned())),
        };
    }
    let text = text.split_once(" #").map_or(text, |(text, _)| text.trim_end());
    let text = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
    Ok(if matches!(text, "" | "~" | "null") { Value::Null } else { Value::Text(text.to_owned()) })
}

fn broken(problem: &'static str) -> Unclear {
    Unclear::Broken { problem, at: 0 }
}
