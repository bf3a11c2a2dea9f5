//! What a model that investigates may decide to do next, before any of it has happened.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::edit::Block;
use crate::evidence::{EvidenceId, Kind};
use crate::path::RelPath;
use crate::unit::Line;

/// How the form of every action begins; what a reply can be made to begin with.
pub const BEGINNING: &str = r#"{"action":""#;

/// So many forms can be shown at once.
const FEW: usize = 3;

/// One decision of the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum Action {
    /// Something is to be remembered.
    RecordEvidence {
        /// What kind of thing it is.
        kind: Kind,
        /// What it is about.
        subject: String,
        /// One or two lines.
        summary: String,
        /// The rest; may be empty.
        content: String,
    },
    /// A hypothesis is to be investigated before the current one is settled.
    SpawnChild {
        /// What may be so.
        hypothesis: String,
    },
    /// The current hypothesis is settled.
    Resolve {
        /// How.
        verdict: Verdict,
        /// The evidence that settles it; never empty.
        cites: Vec<EvidenceId>,
        /// What was found, in one or two lines.
        summary: String,
    },
    /// A file, or a part of it, is to be shown.
    Read {
        /// The file.
        path: RelPath,
        /// Which part of it.
        part: Part,
    },
    /// A text is to be looked for in the files.
    Search {
        /// A regular expression, or a text that is none.
        pattern: String,
        /// The file or folder to search; `None` for all.
        path: Option<RelPath>,
    },
    /// A symbol's definition and uses are to be shown.
    Symbol {
        /// Its name, qualified or not.
        name: String,
    },
    /// The task is to be done in these steps.
    Plan {
        /// The command that succeeds when all is done; `None` leaves it as it is.
        check: Option<String>,
        /// The steps, in order; never empty.
        steps: Vec<Step>,
    },
    /// A file is to be changed.
    Edit {
        /// The file.
        path: RelPath,
        /// The symbol that is rewritten, by its name, qualified or not, if the reply names one.
        symbol: Option<String>,
        /// What is to be changed.
        body: Body,
    },
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is to be done.
    pub title: String,
    /// The files that it is about; may be empty.
    pub files: Vec<RelPath>,
    /// Whether the project has to compile after it.
    pub compile: bool,
}

/// What an edit says is to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Parts of the file, each found by its text; never empty.
    Blocks(Vec<Block>),
    /// The whole new text of the symbol, or of the file. Where no symbol is named, whoever knows the file has to see
    /// which of the two it is: the reply does not tell.
    Code(String),
}

/// How a hypothesis was settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is so.
    #[default]
    Holds,
    /// It is not so.
    Refuted,
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Holds => "holds",
            Self::Refuted => "refuted",
        })
    }
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// All of it.
    Whole,
    /// A symbol that it defines, by its name, qualified or not.
    Symbol(String),
    /// Some of its lines.
    Lines(Lines),
}

/// Lines of a file, from the first to the last, both included; shown as `10-40`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(Line, Line)", into = "(Line, Line)")]
pub struct Lines {
    first: Line,
    last: Line,
}

/// The last line stands before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("lines {0}-{1} end before they begin")]
pub struct Backwards(Line, Line);

impl Lines {
    /// The lines from one to another.
    ///
    /// # Errors
    /// [`Backwards`] if the last stands before the first.
    pub fn new(first: Line, last: Line) -> Result<Self, Backwards> {
        if first <= last { Ok(Self { first, last }) } else { Err(Backwards(first, last)) }
    }

    /// The first.
    #[must_use]
    pub fn first(self) -> Line {
        self.first
    }

    /// The last.
    #[must_use]
    pub fn last(self) -> Line {
        self.last
    }
}

impl TryFrom<(Line, Line)> for Lines {
    type Error = Backwards;

    fn try_from((first, last): (Line, Line)) -> Result<Self, Backwards> {
        Self::new(first, last)
    }
}

impl From<Lines> for (Line, Line) {
    fn from(lines: Lines) -> Self {
        (lines.first, lines.last)
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.first, self.last)
    }
}

/// An action without what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionName {
    /// [`Action::Read`].
    Read,
    /// [`Action::Search`].
    Search,
    /// [`Action::Symbol`].
    Symbol,
    /// [`Action::RecordEvidence`].
    RecordEvidence,
    /// [`Action::SpawnChild`].
    SpawnChild,
    /// [`Action::Resolve`].
    Resolve,
    /// [`Action::Plan`].
    Plan,
    /// [`Action::Edit`].
    Edit,
}

/// What actions have in common: a model with many to choose from chooses the family first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// They look at the code.
    Look,
    /// They say what is to be made of what was seen.
    Decide,
    /// They say what is to be done, and in which order.
    Plan,
    /// They change files.
    Change,
}

impl ActionName {
    /// All actions: those that look first.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Search,
        Self::Symbol,
        Self::RecordEvidence,
        Self::SpawnChild,
        Self::Resolve,
        Self::Plan,
        Self::Edit,
    ];

    /// The name that stands in a reply.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Search => "search",
            Self::Symbol => "symbol",
            Self::RecordEvidence => "record_evidence",
            Self::SpawnChild => "spawn_child",
            Self::Resolve => "resolve",
            Self::Plan => "plan",
            Self::Edit => "edit",
        }
    }

    /// The family to which it belongs.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::Read | Self::Search | Self::Symbol => Family::Look,
            Self::RecordEvidence | Self::SpawnChild | Self::Resolve => Family::Decide,
            Self::Plan => Family::Plan,
            Self::Edit => Family::Change,
        }
    }

    /// The exact form of a reply, on one line. What the model has to put in is in capital letters. What an edit changes
    /// follows this line, see [`Body`].
    #[must_use]
    pub fn form(self) -> &'static str {
        match self {
            Self::Read => r#"{"action":"read","path":"FILE","symbol":"NAME"}"#,
            Self::Search => r#"{"action":"search","pattern":"REGEX"}"#,
            Self::Symbol => r#"{"action":"symbol","name":"NAME"}"#,
            Self::RecordEvidence => {
                r#"{"action":"record_evidence","kind":"decision","subject":"FILE","summary":"ONE LINE","content":"WHY"}"#
            }
            Self::SpawnChild => r#"{"action":"spawn_child","hypothesis":"CLAIM"}"#,
            Self::Resolve => r#"{"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"}"#,
            Self::Plan => {
                r#"{"action":"plan","check":"COMMAND","steps":[{"title":"WHAT TO DO","files":["FILE"],"compile":true}]}"#
            }
            Self::Edit => r#"{"action":"edit","path":"FILE"}"#,
        }
    }

    /// What it is good for, in a few words.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Read => "show code",
            Self::Search => "find a text",
            Self::Symbol => "where a name is defined and used",
            Self::RecordEvidence => "note a decision",
            Self::SpawnChild => "look into a narrower claim first",
            Self::Resolve => r#"settle the current claim ("holds" or "refuted") by ids of evidence"#,
            Self::Plan => "say in which steps the task is done",
            Self::Edit => "change a file by SEARCH/REPLACE blocks, or by one fenced block with all of it",
        }
    }

    /// What its form may hold instead, or besides; `None` if nothing.
    #[must_use]
    pub fn option(self) -> Option<&'static str> {
        match self {
            Self::Read => Some(r#"instead of "symbol", "lines":"10-40""#),
            Self::Search => Some(r#"optional "path":"FILE OR FOLDER""#),
            Self::Edit => Some(r#"optional "symbol":"NAME""#),
            Self::Symbol | Self::RecordEvidence | Self::SpawnChild | Self::Resolve | Self::Plan => None,
        }
    }
}

/// How a model comes to its decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// It is shown the forms of all actions, and answers with one.
    #[default]
    Direct,
    /// It names one of the actions first, and is then shown the form of that one alone.
    TwoStages,
}

impl Routing {
    /// Whether the name of an action is to be asked for first: to choose among a few, no model needs that.
    #[must_use]
    pub fn asks_for_name(self, allowed: &Allowed) -> bool {
        self == Self::TwoStages && allowed.0.len() > FEW
    }
}

/// There is no action of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no action; the actions are {all}", all = ActionName::ALL.map(ActionName::text).join(", "))]
pub struct NoSuchAction(String);

impl std::str::FromStr for ActionName {
    type Err = NoSuchAction;

    fn from_str(text: &str) -> Result<Self, NoSuchAction> {
        let known = Self::ALL.into_iter().find(|name| name.text() == text);
        known.ok_or_else(|| NoSuchAction(text.to_owned()))
    }
}

impl fmt::Display for ActionName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.text())
    }
}

impl Action {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> ActionName {
        match self {
            Self::RecordEvidence { .. } => ActionName::RecordEvidence,
            Self::SpawnChild { .. } => ActionName::SpawnChild,
            Self::Resolve { .. } => ActionName::Resolve,
            Self::Read { .. } => ActionName::Read,
            Self::Search { .. } => ActionName::Search,
            Self::Symbol { .. } => ActionName::Symbol,
            Self::Plan { .. } => ActionName::Plan,
            Self::Edit { .. } => ActionName::Edit,
        }
    }
}

/// The actions that may be taken at some point of a run, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed(Vec<ActionName>);

impl Allowed {
    /// These actions; repetitions are left out.
    #[must_use]
    pub fn of(names: &[ActionName]) -> Self {
        Self(ActionName::ALL.into_iter().filter(|name| names.contains(name)).collect())
    }

    /// What the Explorer may do: look, and decide. It cannot change a file.
    #[must_use]
    pub fn explorer() -> Self {
        Self(
            ActionName::ALL
                .into_iter()
                .filter(|name| matches!(name.family(), Family::Look | Family::Decide))
                .collect(),
        )
    }

    /// Those of one family.
    #[must_use]
    pub fn family(&self, family: Family) -> Self {
        Self(self.0.iter().copied().filter(|name| name.family() == family).collect())
    }

    /// All but one.
    #[must_use]
    pub fn without(&self, name: ActionName) -> Self {
        Self(self.0.iter().copied().filter(|it| *it != name).collect())
    }

    /// Whether an action is among them.
    #[must_use]
    pub fn contains(&self, name: ActionName) -> bool {
        self.0.contains(&name)
    }

    /// The actions.
    pub fn names(&self) -> impl Iterator<Item = ActionName> {
        self.0.iter().copied()
    }

    /// Their forms, one a line.
    #[must_use]
    pub fn forms(&self) -> String {
        self.names().map(ActionName::form).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_each_action_once_and_in_order() {
        let allowed = Allowed::of(&[ActionName::Resolve, ActionName::Read, ActionName::Resolve]);
        assert_eq!(allowed.names().collect::<Vec<_>>(), [ActionName::Read, ActionName::Resolve]);
        assert!(!allowed.without(ActionName::Read).contains(ActionName::Read));
        assert!(ActionName::ALL.iter().all(|name| name.form().starts_with(BEGINNING)));
        let look = Allowed::explorer().family(Family::Look);
        insta::assert_snapshot!(look.forms(), @r#"
        {"action":"read","path":"FILE","symbol":"NAME"}
        {"action":"search","pattern":"REGEX"}
        {"action":"symbol","name":"NAME"}
        "#);
    }

    #[test]
    fn lines_run_forwards() {
        let line = |number| Line::new(number).unwrap();
        assert_eq!(Lines::new(line(3), line(3)).map(|lines| lines.to_string()), Ok("3-3".to_owned()));
        let error = Lines::new(line(4), line(3)).unwrap_err();
        insta::assert_snapshot!(error, @"lines 4-3 end before they begin");
    }
}
