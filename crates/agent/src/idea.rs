//! The ideas that a run can do without, so that what each is worth can be measured: everything else stays as it is. Pure.

use std::fmt;
use std::str::FromStr;

use kinglet_domain::context::{Claim, Target};
use kinglet_domain::profile::{Asking, Profile};
use serde::{Deserialize, Serialize};

use crate::state::{Job, Question, Red, Verdict};

/// Something that the agent does to get more out of a small model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Idea {
    /// A plan is made where no failing check says what is wrong, or what it misses is still to be written. (It says nothing against
    /// a plan that the user asks for.)
    Plan,
    /// The code that matters stands first; without it, the places that were chosen come in the order of their paths.
    Ranking,
    /// The answer's beginning is written for the model, and its form and its end are imposed.
    Frame,
    /// Questions differ: they point at a line, or leave it blank. Without it, the same is asked again, warmer.
    Lines,
    /// Code that looks like a well-known mistake is mended first; no model is asked for that.
    Patterns,
    /// What the model would rather have written is tried.
    Doubts,
    /// Each spot of the lines that the model doubts is tried as what else it could have been.
    Slips,
    /// An answer that could not be used is asked for once more, with the exact error.
    Repairs,
    /// New code that a test refutes is written anew.
    Drafts,
    /// Of an edit that breaks something, each part is left out once.
    Reductions,
    /// A mistake that is described is located first.
    Locating,
    /// An answer is cut off once it repeats itself, or comes back to what stands there.
    EarlyStop,
}

impl Idea {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Plan,
        Self::Ranking,
        Self::Frame,
        Self::Lines,
        Self::Patterns,
        Self::Doubts,
        Self::Slips,
        Self::Repairs,
        Self::Drafts,
        Self::Reductions,
        Self::Locating,
        Self::EarlyStop,
    ];

    /// Its name for users.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Ranking => "ranking",
            Self::Frame => "frame",
            Self::Lines => "lines",
            Self::Patterns => "patterns",
            Self::Doubts => "doubts",
            Self::Slips => "slips",
            Self::Repairs => "repairs",
            Self::Drafts => "drafts",
            Self::Reductions => "reductions",
            Self::Locating => "locating",
            Self::EarlyStop => "early-stop",
        }
    }
}

impl fmt::Display for Idea {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.text())
    }
}

impl FromStr for Idea {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|idea| idea.text() == text.trim());
        known.ok_or_else(|| format!("it is one of {}", Self::ALL.map(Self::text).join(", ")))
    }
}

impl Job {
    /// Whether the run makes use of an idea.
    pub(crate) fn has(&self, idea: Idea) -> bool {
        !self.without.contains(&idea)
    }

    /// A question as it is put in a run that does without some ideas.
    pub(crate) fn plain(&self, mut question: Question, profile: &Profile) -> Question {
        // A branch is nothing without what stands before it.
        if !self.has(Idea::Frame) && question.branch.is_none() {
            question.way.asking = Asking::Free;
        }
        if !self.has(Idea::Lines) && question.claim.line().is_some() {
            question.claim = Claim::Open;
            if question.round > 0 && !question.is_repair {
                question.sampling.temperature = profile.warm;
            }
        }
        question
    }

    /// What came of a question, as a run takes it that does without some ideas.
    pub(crate) fn taken(&self, verdict: Verdict) -> Verdict {
        match verdict {
            verdict if self.has(Idea::Repairs) => verdict,
            Verdict::Refused { reason, .. } => Verdict::Refused { reason, is_repairable: false },
            Verdict::Failed { diff, said, .. } => {
                Verdict::Failed { diff, said, found: String::new(), is_near: false }
            }
            verdict => verdict,
        }
    }

    /// Orders the places of a survey in a run that does without their ranks.
    pub(crate) fn ordered(&self, red: &mut Red) {
        if !self.has(Idea::Ranking) {
            let before = red.candidates.clone();
            // Whole files stand behind their parts.
            red.candidates.sort_by_key(|it| (it.target == Target::File, it.path.clone(), it.first));
            for bug in &mut red.bugs {
                let place = before.get(bug.about);
                let moved = place.and_then(|place| red.candidates.iter().position(|it| it == place));
                bug.about = moved.unwrap_or(bug.about);
            }
        }
    }
}
