//! Texts that a server is shown.

use kinglet_domain::language::Language;
use serde_json::{Value, json};

use crate::position::Encoding;

/// A text that a server was shown.
pub(crate) struct Document {
    /// No two texts have the same one.
    pub(crate) version: i64,
    pub(crate) text: String,
}

/// The part of a text that was replaced, and with what.
pub(crate) fn replaced(before: &str, after: &str, encoding: Encoding) -> Value {
    let common = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum::<usize>()
    };
    let mut start = common(&mut before.chars(), &mut after.chars());
    // Whole lines: the two halves of a line's end are never parted.
    start = before.get(..start).and_then(|same| same.rfind('\n')).map_or(0, |at| at + 1);
    let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
    let (old, new) = (rest(before), rest(after));
    let mut same = common(&mut old.chars().rev(), &mut new.chars().rev());
    same = old
        .get(old.len() - same..)
        .and_then(|tail| tail.find('\n').map(|at| tail.len() - at - 1))
        .unwrap_or(0);
    let end = encoding.position(before, before.len() - same);
    let text = new.get(..new.len() - same).unwrap_or_default();
    json!({ "range": { "start": encoding.position(before, start).json(), "end": end.json() }, "text": text })
}

/// What servers call a language.
pub(crate) fn language_id(language: Language) -> &'static str {
    match language {
        Language::Tsx => "typescriptreact",
        Language::Bash => "shellscript",
        other => other.fence(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::position::Position;

    /// What a server makes of a change.
    fn apply(before: &str, change: &Value, encoding: Encoding) -> String {
        let place = |name: &str| Position::read(&change["range"][name]).unwrap();
        let (start, end) = (encoding.offset(before, place("start")), encoding.offset(before, place("end")));
        format!("{}{}{}", &before[..start], change["text"].as_str().unwrap(), &before[end..])
    }

    proptest! {
        #[test]
        fn the_server_sees_what_was_shown(before in "(a|😀|\r\n|\n|b){0,12}", after in "(a|😀|\r\n|\n|b){0,12}") {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                prop_assert_eq!(apply(&before, &replaced(&before, &after, encoding), encoding), after.clone());
            }
        }
    }
}
