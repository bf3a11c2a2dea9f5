//! Reads a reply as one action, and writes an action as the reply that it should have been.

mod call;
mod error;
mod fields;
mod name;

use kinglet_domain::action::{Action, Allowed, BEGINNING, Part};

use crate::action::call::{Call, Unclear};
use crate::action::fields::Given;

pub use error::{ActionError, Expected};

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionReading {
    /// The action.
    pub action: Action,
    /// What had to be mended in the form of the reply.
    pub repairs: Vec<String>,
}

/// Reads a reply.
///
/// - `reply`: all of it, its imposed beginning included.
/// - What surrounds the action is left out. A reply in which two different actions stand is refused.
/// - A reply that was cut off at any place is read as the whole would be, or refused.
///
/// # Errors
/// [`ActionError`] if there is no action, or not clearly one of those that are allowed. Its text tells the model
/// what is expected.
pub fn read_action(reply: &str, allowed: &Allowed) -> Result<ActionReading, ActionError> {
    let mut repairs = Vec::new();
    let text = without_second_beginning(reply, &mut repairs);
    let found = call::find(text).map_err(|unclear| refusal(text, unclear, allowed))?;
    if found.thought {
        repairs.push("left out a block of thoughts".to_owned());
    }
    if found.talked {
        repairs.push("left out the text around the action".to_owned());
    }
    let mut first: Option<ActionReading> = None;
    for call in found.calls {
        let read = interpret(call, allowed)?;
        match &first {
            None => first = Some(read),
            Some(before) if before.action == read.action => {}
            Some(before) => {
                return Err(ActionError::Ambiguous {
                    first: short(&before.action),
                    second: short(&read.action),
                });
            }
        }
    }
    let mut reading = first.ok_or_else(|| ActionError::NoAction { expected: Expected::any(allowed) })?;
    for repair in std::mem::replace(&mut reading.repairs, repairs) {
        if !reading.repairs.contains(&repair) {
            reading.repairs.push(repair);
        }
    }
    Ok(reading)
}

/// Writes an action on one line, as a reply should be.
#[must_use]
pub fn render_action(action: &Action) -> String {
    let name = action.name().text().to_owned();
    let fields: Vec<(&str, serde_json::Value)> = match action {
        Action::RecordEvidence { kind, subject, summary, content } => vec![
            ("kind", kind.name().into()),
            ("subject", subject.as_str().into()),
            ("summary", summary.as_str().into()),
            ("content", content.as_str().into()),
        ],
        Action::SpawnChild { hypothesis } => vec![("hypothesis", hypothesis.as_str().into())],
        Action::Resolve { verdict, cites, summary } => vec![
            ("verdict", verdict.to_string().into()),
            ("cites", cites.iter().map(ToString::to_string).collect()),
            ("summary", summary.as_str().into()),
        ],
        Action::Read { path, part } => {
            let part = match part {
                Part::Whole => None,
                Part::Symbol(name) => Some(("symbol", name.as_str().into())),
                Part::Lines(lines) => Some(("lines", lines.to_string().into())),
            };
            std::iter::once(("path", path.as_str().into())).chain(part).collect()
        }
        Action::Search { pattern, path } => {
            let path = path.as_ref().map(|path| ("path", path.as_str().into()));
            std::iter::once(("pattern", pattern.as_str().into())).chain(path).collect()
        }
        Action::Symbol { name } => vec![("name", name.as_str().into())],
    };
    // Written by hand, because a map would put the fields in the order of their names.
    let parts = std::iter::once(format!("{BEGINNING}{name}\""));
    let fields = fields.iter().map(|(name, value)| format!("\"{name}\":{value}"));
    parts.chain(fields).collect::<Vec<_>>().join(",") + "}"
}

fn short(action: &Action) -> String {
    let text = render_action(action);
    let cut: String = text.chars().take(120).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}

/// A model that does not notice that its reply was begun for it begins it again.
fn without_second_beginning<'reply>(reply: &'reply str, repairs: &mut Vec<String>) -> &'reply str {
    let rest = reply.trim_start().strip_prefix(BEGINNING).map(str::trim_start);
    match rest.filter(|rest| rest.starts_with(['{', '<']) || rest.starts_with("```")) {
        Some(rest) => {
            repairs.push("left out the beginning, which the reply began anew".to_owned());
            rest
        }
        None => reply,
    }
}

fn refusal(text: &str, unclear: Unclear, allowed: &Allowed) -> ActionError {
    let expected = Expected::any(allowed);
    match unclear {
        Unclear::Cut => ActionError::Cut { expected },
        Unclear::Twice(field) => ActionError::Twice { field, expected },
        Unclear::Broken { problem, at } => {
            let near: String = text.get(at..).unwrap_or_default().chars().take(40).collect();
            let near = if near.is_empty() { "the end".to_owned() } else { near.escape_debug().to_string() };
            ActionError::Malformed { problem: problem.to_owned(), near, expected }
        }
    }
}

fn interpret(call: Call, allowed: &Allowed) -> Result<ActionReading, ActionError> {
    let Some(name) = name::action(&call.name) else {
        let given: String = call.name.chars().take(40).flat_map(escape_foreign).collect();
        return Err(ActionError::Unknown { given, expected: Expected::any(allowed) });
    };
    if !allowed.contains(name) {
        return Err(ActionError::NotAllowed { name, expected: Expected::any(allowed) });
    }
    let mut fields = Given::new(name, call)?;
    let action = fields.action()?;
    Ok(ActionReading { action, repairs: fields.close()? })
}

fn escape_foreign(c: char) -> Vec<char> {
    if c.is_ascii_graphic() || c == ' ' { vec![c] } else { c.escape_unicode().collect() }
}

#[cfg(test)]
mod tests;
