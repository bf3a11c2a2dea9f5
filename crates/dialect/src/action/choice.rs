//! Reads a reply that names one action, of several that may be taken.

use kinglet_domain::action::{ActionName, Allowed};

use super::{ActionReading, Ended, call, name, read_action};
use crate::envelope;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// An action by its name: what it is about is still to be said.
    Name(ActionName),
    /// An action with all that belongs to it, which was not asked for yet.
    Action(ActionReading),
}

/// Why a reply chooses no action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// It names none.
    #[error("the reply names no action; answer with one word: {expected}")]
    None {
        /// What may be named.
        expected: String,
    },
    /// It names more than one.
    #[error("the reply names several actions, {named}; answer with one word: {expected}")]
    Several {
        /// Those.
        named: String,
        /// What may be named.
        expected: String,
    },
    /// It names one that cannot be taken.
    #[error("`{name}` cannot be done now; answer with one word: {expected}")]
    NotAllowed {
        /// The action.
        name: ActionName,
        /// What may be named.
        expected: String,
    },
}

/// Reads a reply to the question which action is to be taken.
///
/// - A name alone in the first line is what was chosen, whatever follows.
/// - Else a complete action is taken as it is, and of anything that has the shape of one its name.
/// - Else the one name that stands in the text, if it is only one; quoted names come before others.
/// - [`Ended::Unknown`]: what is read of a part of a reply is read of the whole.
///
/// # Errors
/// [`ChoiceError`] if no action is named, or not clearly one of those that are allowed. Its text tells the model what
/// is expected.
pub fn read_choice(reply: &str, ended: Ended, allowed: &Allowed) -> Result<Choice, ChoiceError> {
    let opened = envelope::open(reply).map(|envelope| envelope.calls.unwrap_or(envelope.said));
    let text = answer(opened.as_deref().unwrap_or(reply));
    let first = first_line(text, ended).and_then(alone);
    if let Some(name) = first {
        return one(vec![name], allowed);
    }
    if let Ok(reading) = read_action(reply, ended, allowed) {
        return Ok(Choice::Action(reading));
    }
    if ended == Ended::Unknown {
        return one(Vec::new(), allowed);
    }
    let called = call::find(text, ended, allowed).map(|found| found.calls).unwrap_or_default();
    let called: Vec<ActionName> = called.iter().filter_map(|call| name::action(&call.name)).collect();
    one(if called.is_empty() { mentioned(text) } else { called }, allowed)
}

fn one(mut names: Vec<ActionName>, allowed: &Allowed) -> Result<Choice, ChoiceError> {
    names.sort_unstable();
    names.dedup();
    let list = |names: &[ActionName], between| {
        names.iter().map(|name| name.text()).collect::<Vec<_>>().join(between)
    };
    let expected = list(&allowed.names().collect::<Vec<_>>(), ", ");
    match names.as_slice() {
        [] => Err(ChoiceError::None { expected }),
        [name] if allowed.contains(*name) => Ok(Choice::Name(*name)),
        [name] => Err(ChoiceError::NotAllowed { name: *name, expected }),
        _ => Err(ChoiceError::Several { named: list(&names, " and "), expected }),
    }
}

/// What follows the thoughts.
fn answer(text: &str) -> &str {
    let ends = ["</think>", "</thinking>", "</thought>", "</reasoning>"];
    let behind = ends.iter().filter_map(|end| text.rfind(end).and_then(|at| text.get(at + end.len()..)));
    behind.min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// The first line with anything in it, once it is complete.
fn first_line(text: &str, ended: Ended) -> Option<&str> {
    let line = text.trim_start().split_inclusive('\n').next()?;
    (line.ends_with('\n') || ended == Ended::ByItself).then_some(line)
}

/// The action that a text names and nothing else.
fn alone(text: &str) -> Option<ActionName> {
    name::action(text.trim_matches(|c: char| c.is_whitespace() || "`'\"*.:()".contains(c)))
}

/// The actions whose exact names stand in a text: those in quotes, if there are any.
fn mentioned(text: &str) -> Vec<ActionName> {
    let is_word = |c: char| c.is_alphanumeric() || "_./-".contains(c);
    let (mut quoted, mut plain) = (Vec::new(), Vec::new());
    for name in ActionName::ALL {
        for (at, found) in text.match_indices(name.text()) {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let behind = text.get(at + found.len()..).unwrap_or_default();
            // A full stop ends a sentence, but not in `read.py`.
            let is_end = behind.trim_start_matches('.').chars().next().is_none_or(|c| !is_word(c))
                && !behind.starts_with(['_', '/', '-']);
            if before.is_some_and(is_word) || !is_end {
                continue;
            }
            let is_quoted =
                before.is_some_and(|c| "`'\"*".contains(c)) && behind.starts_with(['`', '\'', '"', '*']);
            if is_quoted { quoted.push(name) } else { plain.push(name) }
        }
    }
    if quoted.is_empty() { plain } else { quoted }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(reply: &str) -> String {
        match read_choice(reply, Ended::ByItself, &Allowed::explorer()) {
            Ok(Choice::Name(name)) => name.to_string(),
            Ok(Choice::Action(reading)) => super::super::render_action(&reading.action),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn a_name_is_read_in_many_shapes() {
        for reply in [
            "read",
            " Read.\n",
            "`read`",
            "**read**",
            "\"read\"",
            "read\nI want to see the code, to search it for the symbol.",
            "I will use read.",
            "I will use `read`, since a search would find too much.",
            "Let me read cart.py (or search.py)",
            "{\"action\":\"read\"}",
            "```json\n{\"action\": \"read\"}\n```",
            "Action: read",
            "{\"action\":\"read\",\"path\":\"../x\"}",
            "<think>search or symbol?</think>\nread",
            "<tool_call>{\"name\":\"read\",\"arguments\":{}}</tool_call>",
            "read_file",
        ] {
            assert_eq!(check(reply), "read", "{reply}");
        }
        assert_eq!(check("spawn child"), "spawn_child");
    }

    #[test]
    fn a_complete_action_is_taken_as_it_is() {
        assert_snapshot!(check("Sure: {'action': 'read', 'path': 'a.py'}"), @r#"{"action":"read","path":"a.py"}"#);
        assert_snapshot!(check("{\"action\":\"search\",\"pattern\":\"read\"}"), @r#"{"action":"search","pattern":"read"}"#);
    }

    #[test]
    fn what_names_no_action_or_several_is_refused() {
        assert_snapshot!(check(""), @"error: the reply names no action; answer with one word: read, search, symbol, record_evidence, spawn_child, resolve");
        assert_snapshot!(check("The total is wrong; I already looked at read.py."), @"error: the reply names no action; answer with one word: read, search, symbol, record_evidence, spawn_child, resolve");
        assert_snapshot!(check("I would read or search."), @"error: the reply names several actions, read and search; answer with one word: read, search, symbol, record_evidence, spawn_child, resolve");
        assert_snapshot!(check("edit"), @"error: `edit` cannot be done now; answer with one word: read, search, symbol, record_evidence, spawn_child, resolve");
        assert_snapshot!(check("rеad"), @"error: the reply names no action; answer with one word: read, search, symbol, record_evidence, spawn_child, resolve");
    }

    #[test]
    fn a_part_is_read_as_the_whole_or_not_at_all() {
        let allowed = Allowed::explorer();
        for reply in [
            "read\n{\"action\":\"search\",\"pattern\":\"x\"}",
            "read_file\nsearch",
            "I will `read`\nor `search`.",
            "{\"action\":\"read\"}{\"action\":\"search\"}",
            "{\"action\":\"read\",\"path\":\"a.py\"}\nresolve",
            "<think>\nread\n</think>\nsearch\n",
        ] {
            // What is left out around it may differ.
            let meant = |choice| match choice {
                Choice::Name(name) => (name, None),
                Choice::Action(ActionReading { action, .. }) => (action.name(), Some(action)),
            };
            let whole = read_choice(reply, Ended::ByItself, &allowed).map(meant);
            for end in (0..reply.len()).filter(|end| reply.is_char_boundary(*end)) {
                let part = read_choice(&reply[..end], Ended::Unknown, &allowed).map(meant);
                assert!(part.is_err() || part == whole, "{:?}: {part:?}, {whole:?}", &reply[..end]);
            }
        }
    }
}
