//! Reads a reply as one action, and writes an action as the reply that it should have been.

mod body;
mod call;
mod choice;
mod doubt;
mod echo;
mod edit;
mod error;
mod fenced;
mod fields;
mod name;
mod native;
pub(crate) mod path;
mod plan;
mod tagged;
mod talk;
mod verdict;
mod yaml;

use kinglet_domain::action::{Action, Allowed, BEGINNING, Body};

use crate::action::call::{Call, Unclear};
use crate::action::fields::Given;
use crate::contract::Contract;
use crate::envelope::{self, Envelope};

pub use choice::{Choice, ChoiceError, read_choice};
pub use error::{ActionError, Expected};

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionReading {
    /// The action.
    pub action: Action,
    /// What had to be mended in the form of the reply.
    pub repairs: Vec<String>,
}

/// What is known about the end of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The model ended it: nothing would have followed.
    ByItself,
    /// More may follow, or have been meant to.
    Unknown,
}

/// Reads a reply, whatever its shape.
///
/// - `reply`: all of it, its imposed beginning included. What a server sends (`choices`, a message with `tool_calls` or
///   `reasoning_content`) is read as well as its text alone.
/// - What surrounds the action is left out. A reply in which two different actions stand is refused.
/// - [`Ended::Unknown`]: whatever part of a reply it is, it is read as the whole would be, or refused. An edit is always
///   refused: that no more of it follows is seen by the end alone.
///
/// # Errors
/// [`ActionError`] if there is no action, or not clearly one of those that are allowed. Its text tells the model
/// what is expected.
pub fn read_action(reply: &str, ended: Ended, allowed: &Allowed) -> Result<ActionReading, ActionError> {
    let Some(envelope) = envelope::open(reply) else { return read_text(reply, ended, allowed) };
    let Envelope { said, calls, is_cut, mut repairs } = envelope;
    if is_cut {
        return Err(ActionError::Cut { expected: Expected::any(allowed) });
    }
    let called = calls.map(|calls| read_text(&calls, Ended::Unknown, allowed)).transpose()?;
    let reading = match (called, read_text(&said, ended, allowed)) {
        (None, said) => said?,
        (Some(called), Ok(said)) if said.action != called.action => {
            return Err(ActionError::Ambiguous { first: short(&called.action), second: short(&said.action) });
        }
        (Some(called), _) => called,
    };
    repairs.extend(reading.repairs);
    Ok(ActionReading { action: reading.action, repairs })
}

fn read_text(reply: &str, ended: Ended, allowed: &Allowed) -> Result<ActionReading, ActionError> {
    if let Some(at) = reply.find('\0') {
        let unclear = Unclear::Broken {
            problem: "it holds a NUL character",
            at: reply.floor_char_boundary(at.saturating_sub(20)),
        };
        return Err(refusal(reply, unclear, allowed));
    }
    let mut repairs = Vec::new();
    let text = without_second_beginning(reply, &mut repairs);
    let found = call::find(text, ended, allowed).map_err(|unclear| refusal(text, unclear, allowed))?;
    if found.thought {
        repairs.push("left out a block of thoughts".to_owned());
    }
    if found.talked {
        repairs.push("left out the text around the action".to_owned());
    }
    let mut first: Option<ActionReading> = None;
    let mut is_echoed = false;
    for call in found.calls {
        if echo::is_form(&call) {
            is_echoed = true;
            continue;
        }
        let doubt = call.doubt;
        let read = interpret(call, ended, allowed)?;
        if echo::is_blank(&read.action) {
            is_echoed = true;
            continue;
        }
        if let Some(words) = doubt {
            return Err(ActionError::Doubtful { words: words.to_owned(), expected: Expected::any(allowed) });
        }
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
    let expected = Expected::any(allowed);
    let mut reading = first.ok_or(if is_echoed {
        ActionError::Echo { expected }
    } else {
        ActionError::NoAction { expected }
    })?;
    if is_echoed {
        repairs.push("left out a form that nothing was put into".to_owned());
    }
    for repair in std::mem::replace(&mut reading.repairs, repairs) {
        if !reading.repairs.contains(&repair) {
            reading.repairs.push(repair);
        }
    }
    Ok(reading)
}

/// Writes an action as a reply should be: on one line, and what an edit changes on the lines that follow.
#[must_use]
pub fn render_action(action: &Action) -> String {
    let head = head(action);
    match action {
        Action::Edit { body, .. } => format!("{head}\n{}", body::render(body)),
        _ => head,
    }
}

/// An action in one JSON object, what an edit changes included: for programs, not for models.
#[must_use]
pub fn action_json(action: &Action) -> serde_json::Value {
    let mut value = serde_json::json!(Contract::from(action));
    if let (Action::Edit { body, .. }, Some(fields)) = (action, value.as_object_mut()) {
        match body {
            Body::Blocks(blocks) => fields.insert("blocks".to_owned(), serde_json::json!(blocks)),
            Body::Code(code) => fields.insert("code".to_owned(), serde_json::json!(code)),
        };
    }
    value
}

fn head(action: &Action) -> String {
    // Texts and lists of texts are always JSON.
    serde_json::to_string(&Contract::from(action)).unwrap_or_default()
}

fn short(action: &Action) -> String {
    let text = head(action);
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

fn interpret(call: Call, ended: Ended, allowed: &Allowed) -> Result<ActionReading, ActionError> {
    let Some(name) = name::action(&call.name) else {
        let given: String = call.name.chars().take(40).flat_map(escape_foreign).collect();
        return Err(ActionError::Unknown { given, expected: Expected::any(allowed) });
    };
    if !allowed.contains(name) {
        return Err(ActionError::NotAllowed { name, expected: Expected::any(allowed) });
    }
    let mut fields = Given::new(name, call)?;
    let action = fields.action()?;
    if matches!(action, Action::Edit { .. }) && ended == Ended::Unknown {
        return Err(ActionError::Cut { expected: Expected::only(name) });
    }
    Ok(ActionReading { action, repairs: fields.close(ended)? })
}

fn escape_foreign(c: char) -> Vec<char> {
    if c.is_ascii_graphic() || c == ' ' { vec![c] } else { c.escape_unicode().collect() }
}

#[cfg(test)]
mod tests;
