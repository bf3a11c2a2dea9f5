//! Evidence: what was observed or decided, as the ledger keeps it.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A run's number within its repository's ledger; shown and serialised as `R3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u32);

/// A piece of evidence's number within its run; shown and serialised as `E17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId(pub u32);

macro_rules! numbered {
    ($type:ident, $letter:literal) => {
        impl fmt::Display for $type {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}{}", $letter, self.0)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = match Written::deserialize(deserializer)? {
                    Written::Number(number) => Some(number),
                    Written::Text(text) => text.strip_prefix($letter).and_then(|digits| digits.parse().ok()),
                };
                number.map(Self).ok_or_else(|| {
                    D::Error::custom(concat!("an id is written as `", $letter, "3`, or as the number alone"))
                })
            }
        }
    };
}

numbered!(RunId, 'R');
numbered!(EvidenceId, 'E');

/// An id as it may be written: before it was a text, it was a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u32),
    Text(String),
}

/// What kind of thing a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The text of a file, or of a part of it.
    FileRead,
    /// Something that is wrong: a syntax error, a reply that cannot be read, a server that failed.
    Diagnostic,
    /// What a check said.
    TestResult,
    /// An edit that changed files.
    EditApplied,
    /// A choice and its reason.
    Decision,
    /// What a command printed.
    ShellOutput,
    /// Where a symbol is defined or used.
    SymbolLookup,
}

/// The kinds with their names as they are stored and typed.
const KINDS: [(Kind, &str); 7] = [
    (Kind::FileRead, "file_read"),
    (Kind::Diagnostic, "diagnostic"),
    (Kind::TestResult, "test_result"),
    (Kind::EditApplied, "edit_applied"),
    (Kind::Decision, "decision"),
    (Kind::ShellOutput, "shell_output"),
    (Kind::SymbolLookup, "symbol_lookup"),
];

/// Who observed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Kinglet itself: it read the file, it ran the command.
    Harness,
    /// The model said so.
    Model,
}

const ORIGINS: [(Origin, &str); 2] = [(Origin::Harness, "harness"), (Origin::Model, "model")];

/// How an observation came out, where that can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A check succeeded, an edit was applied.
    Passed,
    /// A check failed, a reply or an edit was refused.
    Failed,
    /// Nothing that passes or fails.
    Neutral,
}

const STATUSES: [(Status, &str); 3] =
    [(Status::Passed, "passed"), (Status::Failed, "failed"), (Status::Neutral, "neutral")];

/// A text that names no known value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a known {what}; known are {known}")]
pub struct UnknownName {
    /// What was asked for.
    pub what: &'static str,
    /// What was given.
    pub given: String,
    /// The names that there are.
    pub known: String,
}

macro_rules! named {
    ($type:ty, $table:ident, $what:literal) => {
        impl $type {
            /// The name under which it is stored and typed.
            #[must_use]
            pub fn name(self) -> &'static str {
                $table.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                $table.iter().find(|(_, name)| *name == text).map(|(value, _)| *value).ok_or_else(|| {
                    UnknownName {
                        what: $what,
                        given: text.to_owned(),
                        known: $table.map(|(_, name)| name).join(", "),
                    }
                })
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.pad(self.name())
            }
        }
    };
}

named!(Kind, KINDS, "kind of evidence");
named!(Origin, ORIGINS, "origin");
named!(Status, STATUSES, "status");

/// Evidence that is about to be recorded; the ledger gives it its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvidence {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Who observed it.
    pub origin: Origin,
    /// How it came out.
    pub status: Status,
    /// What it is about: a path, a command, an error code.
    pub subject: String,
    /// One or two lines for the next step.
    pub summary: String,
    /// The observation, verbatim.
    pub content: String,
}

impl NewEvidence {
    /// Whether kinglet observed it of the code or of the check. Only this can settle a claim: not what somebody said or
    /// chose, not what is wrong with a reply, and not a look at what is not there.
    #[must_use]
    pub fn is_observed(&self) -> bool {
        self.origin == Origin::Harness
            && match self.kind {
                Kind::TestResult => true,
                Kind::FileRead | Kind::ShellOutput | Kind::SymbolLookup => self.status != Status::Failed,
                Kind::EditApplied => self.status == Status::Passed,
                Kind::Diagnostic | Kind::Decision => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_as_they_are_shown_and_read_as_numbers_too() {
        let read = |text: &str| serde_json::from_str::<RunId>(text).map_err(|error| error.to_string());
        assert_eq!(serde_json::to_string(&(RunId(4), EvidenceId(1))).unwrap(), r#"["R4","E1"]"#);
        assert_eq!((read(r#""R4""#), read("4")), (Ok(RunId(4)), Ok(RunId(4))));
        assert_eq!(read(r#""E4""#), Err("an id is written as `R3`, or as the number alone".to_owned()));
    }

    #[test]
    fn names_lead_back_to_their_values() {
        for (kind, name) in KINDS {
            assert_eq!(name.parse(), Ok(kind));
            assert_eq!(kind.to_string(), name);
        }
        assert_eq!(
            "tests".parse::<Status>().unwrap_err().to_string(),
            "`tests` is not a known status; known are passed, failed, neutral"
        );
    }
}
