//! Why a reply is no action. The texts are read by the model.

use kinglet_domain::action::{ActionName, Allowed};

/// Why a reply is no action that may be taken; nothing happened.
///
/// Every text ends with the exact form of what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionError {
    /// There is no action in it.
    #[error("the reply holds no action; {expected}")]
    NoAction {
        /// What is expected.
        expected: Expected,
    },
    /// It repeats the form it was shown.
    #[error("the reply repeats the form; put real names in place of the words in capitals; {expected}")]
    Echo {
        /// What is expected.
        expected: Expected,
    },
    /// It ends within the action, or where more of it may have been meant to follow.
    #[error("the reply ends before its action is complete; {expected}")]
    Cut {
        /// What is expected.
        expected: Expected,
    },
    /// The form of the action is broken beyond repair.
    #[error("the action cannot be read: {problem}, at `{near}`; {expected}")]
    Malformed {
        /// What is wrong.
        problem: String,
        /// The text before which it went wrong.
        near: String,
        /// What is expected.
        expected: Expected,
    },
    /// There is no such action.
    #[error("`{given}` is no action; {expected}")]
    Unknown {
        /// What was named; letters that only look like Latin ones are escaped.
        given: String,
        /// What is expected.
        expected: Expected,
    },
    /// The action exists, but not here.
    #[error("`{name}` cannot be done now; {expected}")]
    NotAllowed {
        /// The action.
        name: ActionName,
        /// What is expected.
        expected: Expected,
    },
    /// A field is missing or empty.
    #[error("`{name}` needs \"{field}\"; {expected}")]
    Missing {
        /// The action.
        name: ActionName,
        /// The field.
        field: &'static str,
        /// What is expected.
        expected: Expected,
    },
    /// An edit does not say what is to be changed.
    #[error("nothing follows the first line of the edit; {expected}")]
    NoBody {
        /// What is expected.
        expected: Expected,
    },
    /// A field does not say what it has to say.
    #[error("\"{field}\" of `{name}`: {problem}; {expected}")]
    Wrong {
        /// The action.
        name: ActionName,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        problem: String,
        /// What is expected.
        expected: Expected,
    },
    /// A field stands there twice, with different values.
    #[error("\"{field}\" is given twice; {expected}")]
    Twice {
        /// The field.
        field: String,
        /// What is expected.
        expected: Expected,
    },
    /// There is a field that the action does not have; without it, more or something else would be done than was meant.
    #[error("`{name}` has no \"{field}\"; leave it out, and say all of it in the form; {expected}")]
    Extra {
        /// The action.
        name: ActionName,
        /// The field, as it was named; long names are cut.
        field: String,
        /// What is expected.
        expected: Expected,
    },
    /// The text around the action speaks of it as of one that is not to be taken.
    #[error("the text around the action says `{words}`, so it is not clear whether it is meant; {expected}")]
    Doubtful {
        /// The words.
        words: String,
        /// What is expected.
        expected: Expected,
    },
    /// There are two actions.
    #[error(
        "the reply holds two different actions, {first} and {second}; answer with the first one you need, alone"
    )]
    Ambiguous {
        /// One, as it was understood; long ones are cut.
        first: String,
        /// The other.
        second: String,
    },
}

impl ActionError {
    /// The reply was cut off.
    #[must_use]
    pub fn cut(allowed: &Allowed) -> Self {
        Self::Cut { expected: Expected::any(allowed) }
    }

    /// The kind of error in one word, for programs; it does not change.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAction { .. } => "no_action",
            Self::Echo { .. } => "echo",
            Self::Cut { .. } => "cut",
            Self::Malformed { .. } => "malformed",
            Self::Unknown { .. } => "unknown_action",
            Self::NotAllowed { .. } => "not_allowed",
            Self::Missing { .. } => "missing_field",
            Self::NoBody { .. } => "no_body",
            Self::Wrong { .. } => "wrong_field",
            Self::Twice { .. } => "given_twice",
            Self::Extra { .. } => "unknown_field",
            Self::Doubtful { .. } => "doubtful",
            Self::Ambiguous { .. } => "ambiguous",
        }
    }
}

/// The form that is expected, or the forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected(Vec<ActionName>);

impl Expected {
    /// One of these.
    pub(crate) fn any(allowed: &Allowed) -> Self {
        Self(allowed.names().collect())
    }

    /// This one.
    pub(crate) fn only(name: ActionName) -> Self {
        Self(vec![name])
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.as_slice() {
            [] => write!(out, "no action can be taken now"),
            [ActionName::Edit] => write!(
                out,
                "answer with this line: {}\nand then SEARCH/REPLACE blocks, or one fenced block with all of it",
                ActionName::Edit.form()
            ),
            [name] => write!(out, "answer with one line: {}", name.form()),
            names => {
                write!(out, "answer with one line, in one of these forms:")?;
                names.iter().try_for_each(|name| write!(out, "\n{}", name.form()))
            }
        }
    }
}
