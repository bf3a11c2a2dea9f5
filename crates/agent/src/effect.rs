//! What a step brings about.

use kinglet_domain::edit::Change;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::NewEvidence;
use kinglet_ledger::{GateVerdict, NewSample, PlanChange};

/// What a step brings about, besides the new state.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Evidence to record.
    Record(NewEvidence),
    /// What was understood of the model's reply, to be kept with it: the action as JSON, if there was one.
    Understood {
        /// The action.
        action: Option<String>,
        /// What had to be mended.
        repairs: Vec<String>,
    },
    /// Changes to record; the next action writes them.
    Apply {
        /// The changes.
        changes: Vec<Change>,
        /// Why.
        reason: String,
    },
    /// The inverse of changes is to be recorded; the next action writes it.
    TakeBack {
        /// Of which.
        back: Back,
        /// What the files have become since, where that is not what the edit made of them.
        touched: Vec<Change>,
        /// Why.
        reason: String,
    },
    /// A change of the plan to record. What it rests on is the check that the same step records.
    Plan(PlanChange),
    /// That the check was run, and how it came out; the evidence recorded before tells what it said.
    Gate(GateVerdict),
    /// What came of a candidate edit.
    Sample(NewSample),
    /// Something for those who watch.
    Tell(Progress),
}

/// How far edits are taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// The last one.
    Last,
    /// All since the check last succeeded.
    Green,
}
