//! The event stream of a run: what `--json` prints and `progress.jsonl` keeps.
//!
//! Consumers must ignore types and fields that they do not know.

use serde::{Deserialize, Serialize};

use crate::action::ActionName;
use crate::evidence::{EvidenceId, Kind, Origin, RunId, Status};
use crate::model::{Finish, Sampling, Usage};
use crate::path::RelPath;
use crate::unit::{Line, Millis};

/// One line of the stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// The version of the format.
    pub v: u32,
    /// Counts up from 1; what a resumption tells goes on from the last line that was kept.
    pub seq: u64,
    /// When it happened.
    pub ms: Millis,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Event {
    /// A run began, or goes on after an interruption.
    RunStarted {
        /// The run.
        run: RunId,
        /// What the user asked for.
        task: String,
        /// The command that decides whether it is done.
        check: String,
        /// Whether it goes on after an interruption.
        resumed: bool,
    },
    /// The check has begun.
    CheckStarted {
        /// The command.
        command: String,
    },
    /// The check has ended.
    CheckEnded {
        /// Whether it succeeded.
        passed: bool,
        /// What it said, in a few lines.
        summary: String,
        /// How long it ran, in milliseconds.
        elapsed_ms: u64,
    },
    /// The code that matters was chosen.
    ContextChosen {
        /// The candidates, best first.
        candidates: Vec<CandidateNote>,
    },
    /// The model is being made ready: a file loaded, a server found.
    ModelReady {
        /// The model's name.
        model: String,
        /// Where it runs: `embedded`, or the server's address.
        backend: String,
    },
    /// The model proposes a test as the check, where there is none.
    CheckProposed {
        /// Its file.
        path: RelPath,
        /// The file's text.
        text: String,
        /// The command that runs it.
        command: String,
    },
    /// It is known in which steps the task is done.
    Planned {
        /// The steps, each with its files.
        steps: Vec<String>,
        /// Where they come from.
        reason: String,
    },
    /// The plan is not followed as it was.
    Revised {
        /// What is done instead.
        what: String,
        /// Why.
        reason: String,
    },
    /// The model is asked what to look at, or what to make of what was seen.
    Exploring {
        /// The question of this kind, counted from 1.
        turn: u32,
        /// The claim that is looked into.
        claim: String,
        /// The action that it has named already, and is to give now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<ActionName>,
        /// Whether the reply is made to be one of the actions.
        #[serde(default)]
        constrained: bool,
    },
    /// What the model wanted to see was looked at.
    Looked {
        /// What was looked at.
        subject: String,
        /// What there was, in one or two lines.
        summary: String,
    },
    /// The model told where it would rather have written something else.
    Doubted {
        /// In which place.
        about: String,
        /// How many other ways are worth trying.
        branches: u32,
    },
    /// What looks like a well-known mistake is mended; no model was asked for it.
    Mending {
        /// The attempt, counted from 1.
        attempt: u32,
        /// The most attempts that will be made.
        limit: u32,
        /// In which place.
        about: String,
        /// The line of its file.
        line: Line,
        /// What is wrong.
        why: String,
    },
    /// The model was asked.
    Asked {
        /// The attempt, counted from 1.
        attempt: u32,
        /// The most attempts that will be made.
        limit: u32,
        /// What it was asked about.
        about: String,
        /// How it samples.
        sampling: Sampling,
        /// Whether it is the second model that is asked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        escalated: bool,
    },
    /// The second model, which was to be asked, cannot be, or may not; the run goes on without it.
    Unescalated {
        /// Why.
        reason: String,
    },
    /// The model wrote this much more. Not kept in `progress.jsonl`.
    Token {
        /// The text.
        text: String,
    },
    /// The model answered.
    Answered {
        /// Why the reply ended.
        finish: Finish,
        /// What it cost.
        usage: Usage,
    },
    /// An edit was applied.
    EditApplied {
        /// The files that changed.
        paths: Vec<RelPath>,
        /// The change as a unified diff.
        diff: String,
    },
    /// An edit was taken back because it did not help.
    EditReverted {
        /// The files that are as before.
        paths: Vec<RelPath>,
        /// Why.
        reason: String,
    },
    /// The model could not be asked, or its answer broke off: the same is asked again, and what it wrote counts for
    /// nothing. Told only once while a server is not ready, which can last for minutes.
    Retrying {
        /// What failed.
        reason: String,
        /// The pause before the next try, in milliseconds.
        wait_ms: u64,
    },
    /// A reply or an edit was refused; nothing changed.
    Refused {
        /// Why, as the model is told.
        reason: String,
    },
    /// Somebody else, or the check, changed files that the run works on.
    TreeChanged {
        /// The files.
        paths: Vec<RelPath>,
        /// What follows from it.
        reason: String,
    },
    /// Evidence was recorded.
    Evidence {
        /// Its id.
        id: EvidenceId,
        /// Its kind.
        kind: Kind,
        /// Who observed it.
        origin: Origin,
        /// How it came out.
        status: Status,
        /// What it is about.
        subject: String,
        /// Its summary.
        summary: String,
    },
    /// The run ended.
    RunEnded {
        /// How.
        outcome: OutcomeName,
        /// The account of it.
        summary: String,
    },
}

/// A place that may have to change, and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateNote {
    /// The file.
    pub path: RelPath,
    /// The symbol, qualified.
    pub symbol: String,
    /// Its first line.
    pub line: Line,
    /// Its points.
    pub score: i32,
    /// Where the points come from.
    pub reasons: Vec<String>,
}

/// How a run ended, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeName {
    /// The check succeeded after the last edit; or there is no check, and all that was asked for is written.
    Done,
    /// The check succeeded before anything was changed; there was nothing to do.
    NothingToDo,
    /// Not done; said so.
    NotDone,
    /// Stopped by the user or by a fault; can be resumed.
    Interrupted,
}
