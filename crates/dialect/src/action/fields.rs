//! Takes what an action needs out of the fields that a model gave.

use kinglet_domain::action::{Action, ActionName, Body, Lines, Part};
use kinglet_domain::evidence::{EvidenceId, Kind};
use kinglet_domain::path::{self, RelPath};
use kinglet_domain::unit::Line;

use crate::action::Ended;
use crate::action::call::Call;
use crate::action::error::{ActionError, Expected};
use crate::action::name;
use crate::object::{self, Value};

/// The fields of a call, as they are taken out of it one by one.
pub(super) struct Given {
    pub(super) name: ActionName,
    pub(super) left: Vec<(String, Value)>,
    pub(super) body: Option<Body>,
    open: bool,
    /// Whether every field that could change the action was there.
    is_whole: bool,
    pub(super) repairs: Vec<String>,
}

impl Given {
    pub(super) fn new(name: ActionName, call: Call) -> Result<Self, ActionError> {
        let mut repairs: Vec<String> = call.repairs.iter().map(|repair| (*repair).to_owned()).collect();
        if call.name != name.text() {
            repairs.push(format!("took `{}` as `{name}`", call.name));
        }
        let mut left: Vec<(String, Value)> = call.fields.into_iter().collect();
        let mut positions = name::positions(name).iter();
        for value in call.positional {
            let Some(field) = positions.next() else {
                let problem = "a value has no name".to_owned();
                return Err(ActionError::Malformed {
                    problem,
                    near: call.name,
                    expected: Expected::only(name),
                });
            };
            left.push(((*field).to_owned(), value));
        }
        Ok(Self { name, left, body: call.body, open: call.open, is_whole: true, repairs })
    }

    pub(super) fn action(&mut self) -> Result<Action, ActionError> {
        match self.name {
            ActionName::RecordEvidence => Ok(Action::RecordEvidence {
                kind: self.kind()?,
                subject: self.text("subject")?,
                summary: self.text("summary")?,
                content: self.optional_text("content")?.unwrap_or_default(),
            }),
            ActionName::SpawnChild => Ok(Action::SpawnChild { hypothesis: self.text("hypothesis")? }),
            ActionName::Resolve => Ok(Action::Resolve {
                verdict: self.verdict()?,
                cites: self.cites()?,
                summary: self.text("summary")?,
            }),
            ActionName::Read => self.read(),
            ActionName::Search => self.search(),
            ActionName::Symbol => Ok(Action::Symbol { name: self.text("name")?.trim().to_owned() }),
            ActionName::Plan => self.plan(),
            ActionName::Edit => self.edit(),
        }
    }

    /// What was mended, once all that matters has been taken.
    pub(super) fn close(mut self, ended: Ended) -> Result<Vec<String>, ActionError> {
        if self.open && !self.is_whole && ended == Ended::Unknown {
            return Err(ActionError::Cut { expected: Expected::only(self.name) });
        }
        // What says more about an action than it can hold would change it if it were left out.
        let is_strict = matches!(self.name, ActionName::Resolve | ActionName::Edit);
        if let Some((field, _)) = self.left.iter().find(|(key, value)| is_strict && !is_harmless(key, value))
        {
            let field = brief(field);
            return Err(ActionError::Extra { name: self.name, field, expected: Expected::only(self.name) });
        }
        let names: Vec<String> = self.left.iter().take(3).map(|(name, _)| format!("`{name}`")).collect();
        if !names.is_empty() {
            self.repairs.push(format!("left out {}", names.join(", ")));
        }
        Ok(self.repairs)
    }

    /// Takes a field by its name or another one; what stands there twice must say the same.
    pub(super) fn take(&mut self, field: &'static str) -> Result<Option<Value>, ActionError> {
        let is_meant = |given: &str| name::means(self.name, field, &name::plain(given));
        let (meant, left) = std::mem::take(&mut self.left).into_iter().partition(|(key, _)| is_meant(key));
        self.left = left;
        let meant: Vec<(String, Value)> = meant;
        let mut said = meant.into_iter().filter(|(_, value)| *value != Value::Null);
        let Some((key, value)) = said.next() else {
            self.is_whole = false;
            return Ok(None);
        };
        if said.any(|(_, other)| other != value) {
            return Err(ActionError::Twice { field: field.to_owned(), expected: Expected::only(self.name) });
        }
        if key != field {
            self.repairs.push(format!("took `{key}` as `{field}`"));
        }
        Ok(Some(value))
    }

    pub(super) fn wrong(&self, field: &'static str, problem: impl Into<String>) -> ActionError {
        let problem = problem.into();
        ActionError::Wrong { name: self.name, field, problem, expected: Expected::only(self.name) }
    }

    pub(super) fn missing(&self, field: &'static str) -> ActionError {
        ActionError::Missing { name: self.name, field, expected: Expected::only(self.name) }
    }

    pub(super) fn optional_text(&mut self, field: &'static str) -> Result<Option<String>, ActionError> {
        let Some(value) = self.take(field)? else { return Ok(None) };
        self.as_text(field, value).map(Some)
    }

    pub(super) fn text(&mut self, field: &'static str) -> Result<String, ActionError> {
        let text = self.optional_text(field)?;
        text.filter(|text| !text.trim().is_empty()).ok_or_else(|| self.missing(field))
    }

    pub(super) fn as_text(&mut self, field: &'static str, value: Value) -> Result<String, ActionError> {
        match value {
            Value::Text(text) => Ok(text),
            Value::Number(number) => {
                self.repairs.push(format!("made a text of `{field}`"));
                Ok(number)
            }
            Value::Bool(value) => {
                self.repairs.push(format!("made a text of `{field}`"));
                Ok(value.to_string())
            }
            Value::List(mut values) if values.len() == 1 => {
                self.repairs.push(format!("took `{field}` out of a list"));
                self.as_text(field, values.pop().unwrap_or(Value::Null))
            }
            Value::Null => Err(self.missing(field)),
            Value::List(_) => Err(self.wrong(field, "one text is expected, not a list")),
            Value::Object(_) => Err(self.wrong(field, "a text is expected, not an object")),
        }
    }

    fn kind(&mut self) -> Result<Kind, ActionError> {
        let Some(text) = self.optional_text("kind")? else {
            self.repairs.push("took the kind for `decision`".to_owned());
            return Ok(Kind::Decision);
        };
        let plain = text.trim().to_lowercase().replace([' ', '-'], "_");
        let kind = plain.parse::<Kind>().map_err(|error| self.wrong("kind", error.to_string()))?;
        self.note_if_not(kind.name(), &text);
        Ok(kind)
    }

    pub(super) fn note_if_not(&mut self, meant: &str, given: &str) {
        if meant != given {
            self.repairs.push(format!("took `{}` as `{meant}`", brief(given)));
        }
    }

    fn cites(&mut self) -> Result<Vec<EvidenceId>, ActionError> {
        let values = match self.take("cites")? {
            None => return Err(self.missing("cites")),
            Some(Value::List(values)) => values,
            Some(Value::Text(text)) if let Some(values) = object::list(&text) => values,
            Some(Value::Text(text)) => {
                self.repairs.push("made a list of `cites`".to_owned());
                let parts = text.split([',', ' ', ';', '\n']).filter(|part| !part.is_empty());
                parts.map(|part| Value::Text(part.to_owned())).collect()
            }
            Some(single) => {
                self.repairs.push("made a list of `cites`".to_owned());
                vec![single]
            }
        };
        let mut ids = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for value in values {
            let text = self.as_cited(value)?;
            let id = evidence_id(&text)
                .ok_or_else(|| self.wrong("cites", format!("`{}` is no id like E12", brief(&text))))?;
            if id.to_string() != text {
                self.note_if_not(&id.to_string(), &text);
            }
            if seen.insert(id) {
                ids.push(id);
            }
        }
        if ids.is_empty() { Err(self.missing("cites")) } else { Ok(ids) }
    }

    fn as_cited(&mut self, value: Value) -> Result<String, ActionError> {
        match value {
            Value::Text(text) | Value::Number(text) => Ok(text),
            _ => Err(self.wrong("cites", "a list of ids like E12 is expected")),
        }
    }

    fn read(&mut self) -> Result<Action, ActionError> {
        let given = self.text("path")?;
        let (given, suffix) = without_lines(&given);
        let path = RelPath::parse(given).map_err(|error| self.wrong("path", error.to_string()))?;
        let symbol = self.optional_text("symbol")?.filter(|name| !name.trim().is_empty());
        // Lines are no symbol, wherever they stand.
        let named = symbol.as_deref().and_then(lines_of_symbol);
        if let Some(lines) = named {
            self.repairs.push("took the symbol as lines".to_owned());
            return Ok(Action::Read { path, part: Part::Lines(lines) });
        }
        if let Some(name) = symbol {
            // The symbol says more than its lines, whichever stands first.
            self.is_whole = true;
            return Ok(Action::Read { path, part: Part::Symbol(name.trim().to_owned()) });
        }
        let lines = match self.take("lines")? {
            Some(value) => Some(self.lines(&value)?),
            None => self.start_and_end()?,
        };
        if lines.is_none() && suffix.is_some() {
            self.repairs.push("took the lines out of the path".to_owned());
        }
        let part = lines.or(suffix).map_or(Part::Whole, Part::Lines);
        Ok(Action::Read { path, part })
    }

    fn start_and_end(&mut self) -> Result<Option<Lines>, ActionError> {
        let (start, end) = (self.take("start")?, self.take("end")?);
        match (start, end) {
            (None, None) => Ok(None),
            (Some(start), Some(end)) => self.lines(&Value::List(vec![start, end])).map(Some),
            _ => Err(self.wrong("lines", r#"the first and the last are expected: "lines":"10-40""#)),
        }
    }

    /// The lines that a value names by one number or by two.
    fn lines(&mut self, value: &Value) -> Result<Lines, ActionError> {
        let text = match value {
            Value::Text(text) | Value::Number(text) => text.clone(),
            Value::List(values) => {
                let texts = values.iter().map(|value| match value {
                    Value::Text(text) | Value::Number(text) => text.as_str(),
                    _ => "?",
                });
                texts.collect::<Vec<_>>().join("-")
            }
            _ => "?".to_owned(),
        };
        let problem = || format!(r#"`{}` names no lines; write "lines":"10-40""#, brief(&text));
        let lines = lines_in(&text).ok_or_else(|| self.wrong("lines", problem()))?;
        let lines = lines.map_err(|error| self.wrong("lines", error))?;
        self.note_if_not(&lines.to_string(), &text);
        Ok(lines)
    }

    fn search(&mut self) -> Result<Action, ActionError> {
        let given = self.text("pattern")?;
        // In JSON `\b` is a backspace; nobody searches for one.
        let pattern = given.replace('\u{8}', "\\b");
        if pattern != given {
            self.repairs.push("doubled a backslash".to_owned());
        }
        let path = match self.optional_text("path")? {
            None => None,
            Some(text) => match RelPath::parse(&text) {
                Ok(path) => Some(path),
                Err(path::Error::Empty) => None,
                Err(error) => return Err(self.wrong("path", error.to_string())),
            },
        };
        Ok(Action::Search { pattern, path })
    }
}

/// Whether a field that an action does not have says nothing about what is to be done.
fn is_harmless(key: &str, value: &Value) -> bool {
    let is_empty = match value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    is_empty || name::is_remark(&name::plain(key))
}

pub(super) fn brief(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The id in a text like `E12`, `e12`, `[E12]` or `12`.
fn evidence_id(text: &str) -> Option<EvidenceId> {
    let bare = text.trim().trim_start_matches(['[', '(', '#']).trim_end_matches([']', ')']);
    let digits = bare.strip_prefix(['E', 'e']).unwrap_or(bare);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    is_number.then(|| digits.parse().ok().map(EvidenceId)).flatten()
}

/// The lines in a text like `10-40`, `L10-L40`, `10:40` or `10`; `None` if there are not one or two numbers.
fn lines_in(text: &str) -> Option<Result<Lines, String>> {
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let (first, last) = match numbers.as_slice() {
        [only] => (only, only),
        [first, last] => (first, last),
        _ => return None,
    };
    let line = |digits: &str| digits.parse().ok().and_then(Line::new);
    // A sign or a point before the first number makes it another number.
    let begins = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '[' | '('));
    if !begins.starts_with(|c: char| c.is_ascii_digit()) || text.contains('.') && !text.contains("..") {
        return None;
    }
    Some(Lines::new(line(first)?, line(last)?).map_err(|error| error.to_string()))
}

/// The lines that are given as a symbol: `10-40`, `lines:10-40`.
fn lines_of_symbol(text: &str) -> Option<Lines> {
    let bare = text.trim();
    let bare = bare.strip_prefix("lines").or_else(|| bare.strip_prefix("line")).unwrap_or(bare);
    let bare = bare.trim_start_matches([':', ' ']);
    let is_lines = bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    is_lines.then(|| lines_in(bare)?.ok()).flatten()
}

/// A path, and the lines that stand behind it: `src/a.py:10-40`.
fn without_lines(given: &str) -> (&str, Option<Lines>) {
    let parts = given.trim().rsplit_once(':');
    let lines = parts.filter(|(_, lines)| lines.starts_with(|c: char| c.is_ascii_digit() || c == 'L'));
    let lines = lines.and_then(|(path, text)| Some((path, lines_in(text)?.ok()?)));
    lines.map_or((given, None), |(path, lines)| (path, Some(lines)))
}
