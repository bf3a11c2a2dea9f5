//! Takes a verdict out of the fields that a model gave, however it says it.

use kinglet_domain::action::Verdict;

use crate::action::error::{ActionError, Expected};
use crate::action::fields::{Given, brief};
use crate::action::name;
use crate::object::Value;

impl Given {
    /// The verdict that all fields agree on.
    pub(super) fn verdict(&mut self) -> Result<Verdict, ActionError> {
        let given = match self.optional_text("verdict")? {
            Some(text) => Some(self.word(&text)?),
            None => None,
        };
        let claimed = self.claims()?;
        let mut said = given.into_iter().chain(claimed);
        let Some(verdict) = said.next() else {
            // Where all that is said is a verdict, it is not clear on what.
            let is_word =
                |(_, value): &(String, Value)| matches!(value, Value::Text(text) if word(text).is_some());
            if self.left.iter().any(is_word) {
                return Err(self.missing("verdict"));
            }
            self.repairs.push("took the verdict for `holds`".to_owned());
            return Ok(Verdict::Holds);
        };
        if said.any(|other| other != verdict) {
            return Err(ActionError::Twice {
                field: "verdict".to_owned(),
                expected: Expected::only(self.name),
            });
        }
        Ok(verdict)
    }

    fn word(&mut self, text: &str) -> Result<Verdict, ActionError> {
        let problem = || format!("`{}` is neither `holds` nor `refuted`", brief(text));
        let verdict = word(text).ok_or_else(|| self.wrong("verdict", problem()))?;
        self.note_if_not(&verdict.to_string(), text);
        Ok(verdict)
    }

    /// The verdicts in fields like `"holds": false` and `"refuted": true`.
    fn claims(&mut self) -> Result<Vec<Verdict>, ActionError> {
        let is_claim = |(key, value): &mut (String, Value)| claim(key).is_some() && *value != Value::Null;
        let claims: Vec<(String, Value)> = self.left.extract_if(.., is_claim).collect();
        let mut said = Vec::new();
        for (key, value) in claims {
            let text = self.as_text("verdict", value)?;
            let (Some(claimed), Some(truth)) = (claim(&key), word(&text)) else {
                let problem = format!("`{}` of `{}` is neither true nor false", brief(&text), brief(&key));
                return Err(self.wrong("verdict", problem));
            };
            let verdict = if truth == Verdict::Holds { claimed } else { opposite(claimed) };
            self.repairs.push(format!("took `{}` `{}` as `{verdict}`", brief(&key), brief(&text)));
            said.push(verdict);
        }
        Ok(said)
    }
}

/// What is claimed if the field of this name says yes.
fn claim(key: &str) -> Option<Verdict> {
    match name::plain(key).as_str() {
        "resolved" => Some(Verdict::Holds),
        plain => word(plain.strip_prefix("is").unwrap_or(plain)),
    }
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Holds => Verdict::Refuted,
        Verdict::Refuted => Verdict::Holds,
    }
}

/// The verdict that a word means.
fn word(text: &str) -> Option<Verdict> {
    Some(match name::plain(text).trim_end_matches('.') {
        "holds" | "hold" | "true" | "yes" | "confirmed" | "supported" | "proven" | "proved" | "correct"
        | "valid" | "verified" | "accepted" => Verdict::Holds,
        "refuted" | "refute" | "false" | "no" | "rejected" | "disproved" | "disproven" | "incorrect"
        | "invalid" | "unsupported" | "unconfirmed" | "notconfirmed" | "notsupported" | "nottrue"
        | "doesnothold" => Verdict::Refuted,
        _ => return None,
    })
}
