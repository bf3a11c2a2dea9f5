//! Calls in plain text: `Action:` and `Input:` on two lines; and what plain text says of the calls in it.

use kinglet_domain::action::ActionName;

use crate::action::call::{Call, TAKEN, Unclear};
use crate::action::{Ended, name, path};
use crate::object::{self, Value};

/// Adds the calls in the text that is left; those before a cut, too.
///
/// - `said`: where something else was found, [`TAKEN`] stands.
pub(super) fn calls(said: &str, ended: Ended, calls: &mut Vec<Call>) -> Result<(), Unclear> {
    let mut action: Option<&str> = None;
    for line in said.split_inclusive('\n') {
        let (label, value) = labelled(line);
        if label == Label::Action {
            action = Some(value.trim_matches(['`', '*', '"', ' ', '\r', '\n']));
        } else if let (Label::Input, Some(name)) = (label, action) {
            let value = value.trim();
            if !value.is_empty() && !value.starts_with(TAKEN) && !value.starts_with("```") {
                if !line.ends_with('\n') && ended == Ended::Unknown {
                    return Err(Unclear::Cut); // More of the line may have been meant to follow.
                }
                let mut call = Call::new(name, "read `Action:` and `Input:`");
                let value = value.trim_matches(['`', '"', '\'']);
                // Words about a file are no path.
                let is_path = matches!(name::action(name), Some(ActionName::Read | ActionName::Edit));
                if !is_path || !value.contains([' ', '`']) {
                    call.positional.push(Value::Text(value.to_owned()));
                }
                calls.push(call);
                action = None;
            }
        }
    }
    Ok(())
}

/// The action that a text names at its end, for the object that follows: `read(`, or `Action: read`.
pub(super) fn named_before(said: &str) -> Option<&str> {
    let tail = end_of(said).trim_end();
    if let Some(before) = tail.strip_suffix('(') {
        let name = before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next()?;
        return name::action(name).map(|_| name);
    }
    let mut lines = tail.lines().rev().filter(|line| !line.trim().is_empty() && !line.starts_with("```"));
    let last = labelled(lines.next()?);
    let named = match last {
        (Label::Action, name) => name,
        (Label::Input, value) if value.trim().is_empty() => {
            let (label, name) = labelled(lines.next()?);
            if label != Label::Action {
                return None;
            }
            name
        }
        _ => return None,
    };
    Some(named.trim_matches(['`', '*', '"', ' ', '\r'])).filter(|name| !name.contains(TAKEN))
}

/// The path that is the last line of a text.
pub(super) fn path_before(said: &str) -> Option<&str> {
    end_of(said).lines().rev().find(|line| !line.trim().is_empty()).and_then(path::of_line)
}

/// Leaves out the lines with which a text names the edit that follows: its path, and `Action: edit` before it.
pub(super) fn forget_head(said: &mut String) {
    for is_head in
        [|line: &str| path::of_line(line).is_some(), |line: &str| labelled(line).0 == Label::Action]
    {
        let kept = said.trim_end();
        let begin = kept.rfind('\n').map_or(0, |at| at + 1);
        if kept.get(begin..).is_some_and(is_head) {
            said.truncate(begin);
        }
    }
}

/// Whether a text is a single call and nothing else.
pub(super) fn is_one_call(text: &str) -> bool {
    let text = text.trim();
    let parenthesis = text.find('(').filter(|at| text.get(..*at).and_then(callee).is_some());
    let end = match parenthesis {
        Some(at) => object::arguments(text, at).map(|found| found.end),
        None if text.starts_with('{') => object::read(text, 0).map(|found| found.end),
        None => return false,
    };
    end.is_ok_and(|end| end == text.len())
}

/// Two lines are enough; a long text must not be looked through for each object.
fn end_of(said: &str) -> &str {
    said.get(said.floor_char_boundary(said.len().saturating_sub(200))..).unwrap_or_default()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Action,
    Input,
    None,
}

/// What a line is labelled, and what stands behind the label.
fn labelled(line: &str) -> (Label, &str) {
    let bare = line.trim_start_matches([' ', '\t', '*', '#', '-', '>', '`']);
    let Some((label, value)) = bare.split_once(':') else { return (Label::None, bare) };
    let value = value.trim_start_matches(['*', ' ', '\t']);
    match name::plain(label.trim_matches('*')).as_str() {
        "action" | "tool" | "toolname" => (Label::Action, value),
        plain if name::is_input(plain) => (Label::Input, value),
        _ => (Label::None, bare),
    }
}

/// The action that is called, where an opening parenthesis follows a beginning of a line.
pub(super) fn callee(line: &str) -> Option<&str> {
    let (_, value) = labelled(line);
    let is_name = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && name::action(value).is_some()).then_some(value)
}

/// Whether the beginning of a line, with its colon, is a label for an action.
pub(super) fn names_action(line: &str) -> bool {
    labelled(line).0 == Label::Action
}
