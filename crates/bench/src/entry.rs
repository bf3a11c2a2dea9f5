//! One line of the results.

use serde::{Deserialize, Serialize};

use crate::figures::Figures;
use crate::task::Task;

/// The version of the format.
pub const VERSION: u32 = 1;

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The version of the format.
    pub v: u32,
    /// The task's name.
    pub task: String,
    /// What was asked for.
    pub kind: String,
    /// What it is written in.
    pub language: String,
    /// How hard it is meant to be.
    pub difficulty: String,
    /// Which kinglet it was.
    pub kinglet: String,
    /// How it was run.
    pub options: Options,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// How tasks are run. Results of other options are other results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The model's name or file, if one was named.
    pub model: Option<String>,
    /// The address of its server, if one was named.
    pub endpoint: Option<String>,
    /// The threads of a model in the process, if they were named.
    pub threads: Option<u32>,
    /// The most questions to the model.
    pub attempts: u32,
    /// How many answers are drawn to each question.
    #[serde(default = "one")]
    pub samples: u32,
    /// When the code is looked into first.
    pub explore: String,
    /// What kinglet does without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// The most seconds for a task.
    pub seconds: u64,
    /// The program that works on the tasks, if it is not kinglet: then only the model, its server and the seconds count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
}

fn one() -> u32 {
    1
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The verdict's command succeeded.
    Solved(Attempt),
    /// It failed, and kinglet did not say otherwise.
    Unsolved(Attempt),
    /// It failed, and kinglet had called the task done.
    FalseDone(Attempt),
    /// The task was not tried.
    Skipped {
        /// What is missing.
        reason: String,
    },
    /// Kinglet did not come to an end of its own, or the verdict could not be had: this says nothing about the model.
    Failed {
        /// Why.
        reason: String,
    },
}

/// A task that was tried and judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// What kinglet said of its work.
    pub claim: Claim,
    /// The same in its own words.
    pub account: String,
    /// What the verdict's command said.
    pub verdict: String,
    /// How long kinglet was at work, in seconds.
    pub seconds: f64,
    /// What it took.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What kinglet said of its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// It is done.
    Done,
    /// The check succeeded before anything was changed.
    NothingToDo,
    /// It is not done.
    NotDone,
    /// Nothing: its time was up.
    OutOfTime,
    /// The check did not end in its time.
    CheckOutOfTime,
    /// It did not begin: there was no check, or it could not run.
    Refused,
    /// Nothing that could be told: another agent was at work.
    Unsaid,
}

impl Claim {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NothingToDo => "nothing to do",
            Self::NotDone => "not done",
            Self::OutOfTime => "out of time",
            Self::CheckOutOfTime => "the check took too long",
            Self::Refused => "did not begin",
            Self::Unsaid => "-",
        }
    }
}

impl Entry {
    /// A line about a task.
    #[must_use]
    pub fn new(task: &Task, kinglet: &str, options: &Options, outcome: Outcome) -> Self {
        Self {
            v: VERSION,
            task: task.name.clone(),
            kind: task.kind.clone(),
            language: task.language.clone(),
            difficulty: task.difficulty.clone(),
            kinglet: kinglet.to_owned(),
            options: options.clone(),
            outcome,
        }
    }
}

impl Outcome {
    /// What an attempt comes to.
    #[must_use]
    pub fn of(attempt: Attempt, is_solved: bool) -> Self {
        match (is_solved, attempt.claim) {
            (true, _) => Self::Solved(attempt),
            (false, Claim::Done) => Self::FalseDone(attempt),
            (false, _) => Self::Unsolved(attempt),
        }
    }

    /// The attempt, if the task was tried and judged.
    #[must_use]
    pub fn attempt(&self) -> Option<&Attempt> {
        match self {
            Self::Solved(attempt) | Self::Unsolved(attempt) | Self::FalseDone(attempt) => Some(attempt),
            Self::Skipped { .. } | Self::Failed { .. } => None,
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Solved(_) => "solved",
            Self::Unsolved(_) => "not solved",
            Self::FalseDone(_) => "FALSE DONE",
            Self::Skipped { .. } => "skipped",
            Self::Failed { .. } => "failed",
        }
    }
}
