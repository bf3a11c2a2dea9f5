//! What a run does on the outside.

use kinglet_domain::action::Action as Decision;
use kinglet_domain::context::Claim;
use kinglet_domain::edit::Edit;
use kinglet_domain::refactoring::Refactoring;
use kinglet_ledger::Aftermath;

use crate::mechanic::Change;
use crate::proposal::Proposal;
use crate::state::Question;

/// What is to be done on the outside. At most one is due at any time: [`State::action`](crate::State::action).
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Run the check.
    Check,
    /// Choose the code that matters.
    Survey,
    /// Ask the model what to look at, or what to make of what was seen.
    Explore,
    /// Ask the model for a test that tells whether the task is done.
    Propose,
    /// Have the user agree to such a test.
    Approve(Proposal),
    /// Ask the model which mechanical change the task asks for.
    Choose,
    /// Find the calls of the function that gets a parameter.
    Calls(Refactoring),
    /// Ask the model what the next call passes.
    Value(Change),
    /// Work out what a mechanical change makes of the files.
    Refactor(Change),
    /// Look at what the model wants to see.
    Look(Decision),
    /// Ask in which piece a mistake is.
    Locate,
    /// Work out in which steps the task is done.
    Plan,
    /// Read the file of the plan that is next.
    Open,
    /// Have the model tell what it would rather have written in a place.
    Doubt(usize, Claim),
    /// Ask the model.
    Ask(Question),
    /// Work out what an edit makes of the files.
    Prepare(Edit),
    /// Write the changes that the last step recorded.
    Write,
}

impl Action {
    /// Whether a model is asked.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(
            self,
            Self::Doubt(..)
                | Self::Ask(_)
                | Self::Locate
                | Self::Plan
                | Self::Propose
                | Self::Explore
                | Self::Choose
                | Self::Value(_)
        )
    }

    /// Its name in the ledger; what it works on stands in the state.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Survey => "survey",
            Self::Doubt(..) => "doubt",
            Self::Ask(_) => "ask",
            Self::Locate => "locate",
            Self::Plan => "plan",
            Self::Propose => "propose",
            Self::Approve(_) => "approve",
            Self::Open => "open",
            Self::Explore => "explore",
            Self::Look(_) => "look",
            Self::Choose => "choose",
            Self::Calls(_) => "calls",
            Self::Value(_) => "value",
            Self::Refactor(_) => "refactor",
            Self::Prepare(_) => "prepare",
            Self::Write => "write",
        }
    }

    /// What is done about it where the run stopped over it.
    pub(crate) fn aftermath(&self) -> Aftermath {
        match self {
            Self::Check
            | Self::Doubt(..)
            | Self::Ask(_)
            | Self::Locate
            | Self::Plan
            | Self::Propose
            | Self::Approve(_)
            | Self::Explore
            | Self::Look(_)
            | Self::Choose
            | Self::Value(_) => Aftermath::Repeated,
            Self::Write => Aftermath::Reconciled,
            Self::Survey | Self::Open | Self::Prepare(_) | Self::Calls(_) | Self::Refactor(_) => {
                Aftermath::Nothing
            }
        }
    }
}
