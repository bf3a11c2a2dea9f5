//! What an exam found out.

use kinglet_domain::model::Usage;
use kinglet_domain::profile::{Asking, EditWay};
use kinglet_domain::unit::Tokens;
use kinglet_ledger::NewEpisode;
use serde::{Deserialize, Serialize};

/// The marks of an exam.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// Of decisions, for each way to ask for them.
    pub decisions: Vec<(Asking, Tally)>,
    /// Of edits, for each way to ask for them.
    pub edits: Vec<Edits>,
    /// Of plans.
    pub plans: Tally,
    /// Of finding a line in prompts of growing length.
    pub recall: Vec<Recall>,
}

/// The marks of one way to ask for edits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Edits {
    /// The way.
    pub way: EditWay,
    /// How it was sampled.
    pub temperature: f32,
    /// The marks.
    pub tally: Tally,
}

/// The marks of one kind of question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// How many were asked.
    pub asked: u32,
    /// How many answers had the form that was asked for, with nothing to mend.
    pub obeyed: u32,
    /// How many could be carried out, after what had to be mended.
    pub applicable: u32,
    /// How many were right.
    pub right: u32,
    /// The tokens of all answers.
    pub generated: u32,
    /// What all answers took, in milliseconds.
    pub ms: u64,
}

/// What came of one answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) obeyed: bool,
    pub(crate) applicable: bool,
    pub(crate) right: bool,
}

impl Tally {
    /// Counts an answer, and what it cost.
    pub(crate) fn add(&mut self, mark: Mark, call: Option<&NewEpisode>) {
        self.asked += 1;
        self.obeyed += u32::from(mark.obeyed);
        self.applicable += u32::from(mark.applicable);
        self.right += u32::from(mark.right);
        tracing::debug!(?mark, reply = call.map(|call| &call.reply), "an answer of the exam");
        if let Some(NewEpisode { usage: Usage { generated, .. }, wall, .. }) = call {
            self.generated = self.generated.saturating_add(generated.unwrap_or_default().0);
            self.ms = self.ms.saturating_add(u64::try_from(wall.as_millis()).unwrap_or(u64::MAX));
        }
    }
}

/// Finding lines in a prompt of some length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// The length of the prompt.
    pub prompt: Tokens,
    /// How many lines were asked for.
    pub asked: u32,
    /// How many were found.
    pub found: u32,
}

impl Recall {
    /// Whether most were found.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.found * 2 > self.asked
    }
}
