//! Where a run stands: all that is needed to go on with it, and no more.
//!
//! The ledger keeps it as JSON at each step. Its size does not grow with the run, but for a short entry for each place
//! that was asked about.

use std::collections::BTreeSet;

use kinglet_domain::action::{Action as Decision, ActionName};
use kinglet_domain::check::Report;
use kinglet_domain::context::{Candidate, Claim, Excerpt, KnownBug};
use kinglet_domain::edit::Edit;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::model::Sampling;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::{EditWay, Profile};
use kinglet_ledger::NodeId;
use kinglet_model::Doubt;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::ballot::Ballot;
use crate::diff;
use crate::doubt::Doubts;
use crate::escalation::{Escalated, Escalation};
use crate::explore::{Explore, Investigation};
use crate::history::History;
use crate::idea::Idea;
use crate::mechanic::{Change, Mechanics};
use crate::plan::{self, Plan};
use crate::planning::Planning;
use crate::proposal::{Proposal, Proposals, Standing};
use crate::work::Work;

/// A run's state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// What is to be done.
    pub job: Job,
    /// What comes next.
    pub phase: Phase,
    /// What is known of the failure; `None` before the first check.
    pub red: Option<Red>,
    /// What was asked about edits, and what came of it.
    pub history: History,
    /// What is looked into before code is changed.
    pub investigation: Investigation,
    /// The nodes of the plan.
    pub plan: Plan,
    /// How the model is best asked, as far as that was tried out.
    #[serde(default)]
    pub profile: Profile,
    /// How many edits stand in the tree because each made fewer tests fail.
    pub kept: u32,
    /// What was asked of the second model.
    #[serde(default)]
    pub escalated: Escalated,
    /// The plan that is carried out, if there is one.
    #[serde(default)]
    pub work: Option<Work>,
    /// The answers to the question at hand, if several are wanted.
    #[serde(default)]
    pub ballot: Option<Ballot>,
    /// What looked like well-known mistakes or slips, and was mended to no avail: each by its place and by what is written there.
    #[serde(default)]
    pub mended: BTreeSet<String>,
    /// How long the checks of variants of doubtful lines took, in milliseconds.
    #[serde(default)]
    pub slips_ms: u64,
    /// What the model doubts.
    #[serde(default)]
    pub doubts: Doubts,
    /// How often in a row somebody changed the code before an answer about it could be used.
    #[serde(default)]
    pub overtaken: u32,
    /// Whether the check runs a second time after an edit with which it succeeded.
    #[serde(default)]
    pub is_confirming: bool,
    /// What language servers said.
    #[serde(default)]
    pub reviewed: Reviewed,
    /// Whether the task asks for a mechanical change.
    #[serde(default)]
    pub mechanics: Mechanics,
    /// The check that the model proposes.
    #[serde(default)]
    pub proposals: Proposals,
}

/// What language servers said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The errors that the edit under way brings in; empty if none is known of.
    pub found: String,
    /// Why a server knew nothing, each reason once: of every edit it would be the same.
    pub silent: Vec<String>,
}

/// What is to be done. It never changes within a run, but that a check may be found where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What the user asked for.
    pub task: String,
    /// The command that decides whether it is done; empty if there is none.
    pub check: String,
    /// The most questions about edits to the model.
    pub attempts: u32,
    /// When the code is looked into by the model's choice.
    pub explore: Explore,
    /// Whether the model is asked first for a mechanical change.
    #[serde(default)]
    pub refactor: bool,
    /// When a plan is made before anything is changed.
    #[serde(default)]
    pub planning: Planning,
    /// Whether the model may propose a check where there is none.
    #[serde(default)]
    pub proposes: bool,
    /// How many answers are drawn to a question before one is tried.
    #[serde(default = "one")]
    pub samples: u32,
    /// Whether a script speaks for the model: then it may record evidence of any kind.
    pub is_scripted: bool,
    /// When a second model is asked; `None` for never.
    #[serde(default)]
    pub escalation: Option<Escalation>,
    /// What the run does without, to measure what it is worth.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<Idea>,
}

fn one() -> u32 {
    1
}

/// A failing check and the code that may be behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Red {
    /// What the check said.
    pub report: Report,
    /// The failing tests.
    pub tests: Vec<Excerpt>,
    /// The places that may have to change, best first.
    pub candidates: Vec<Candidate>,
    /// What looks like a well-known mistake in them, and was not tried yet.
    #[serde(default)]
    pub bugs: Vec<KnownBug>,
    /// Files that were left out of the choice, each with the reason as a sentence.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Whether the tree has no source file in a known language.
    #[serde(default)]
    pub is_empty: bool,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "phase")]
pub enum Phase {
    /// The check runs for the first time.
    Baseline,
    /// The code that matters is chosen.
    Survey,
    /// The model is asked for a test that tells whether the task is done.
    Propose,
    /// Such a test is on its way to become the check.
    Gate {
        /// The test.
        proposal: Proposal,
    },
    /// The model is asked which mechanical change the task asks for.
    Choose,
    /// A mechanical change is prepared.
    Refactor {
        /// Which.
        change: Change,
    },
    /// The model is asked what to look at, or what to make of what was seen.
    Explore {
        /// The action that it has named already.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<ActionName>,
    },
    /// What the model wants to see is looked at.
    Look {
        /// What.
        decision: Decision,
    },
    /// It is asked in which piece the mistake is that the task describes.
    Locate,
    /// It is worked out in which steps the task is done.
    Plan,
    /// The file of the plan that is next is read.
    Open,
    /// The model reads a place, and tells what it would rather have written.
    Doubt {
        /// The place's position among the candidates.
        about: usize,
        /// What is said to be wrong with it.
        #[serde(default)]
        claim: Claim,
    },
    /// The model is asked.
    Ask {
        /// What it is asked.
        question: Question,
    },
    /// It is worked out what the edit makes of the files; nothing is written.
    Prepare {
        /// The question that led to it.
        question: Question,
        /// The edit.
        edit: Edit,
    },
    /// The changes that the last step recorded are written.
    Write {
        /// The question that led to it.
        question: Question,
        /// The changes as a unified diff.
        diff: String,
    },
    /// The check runs after an edit.
    Verify {
        /// The question that led to it.
        question: Question,
        /// The changes as a unified diff.
        diff: String,
    },
    /// The edit that did not help is taken back: the inverse changes are recorded and are written.
    Revert {
        /// The files.
        paths: Vec<RelPath>,
        /// Why.
        reason: String,
        /// Whether all is taken back since the check last succeeded, rather than the last edit.
        #[serde(default)]
        to_green: bool,
    },
    /// The run has ended; no event changes it.
    Finished {
        /// How.
        outcome: Outcome,
    },
}

/// What the model is asked: about which place, and how it samples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The attempt, counted from 1.
    pub attempt: u32,
    /// The place's position among the candidates.
    pub about: usize,
    /// How often this place was asked about before.
    pub round: u32,
    /// What is said to be wrong with the place.
    #[serde(default)]
    pub claim: Claim,
    /// Where the answer leaves what stands there, if the place was read for that.
    #[serde(default)]
    pub branch: Option<Doubt>,
    /// What is wrong, if it is a well-known mistake that is mended: no model is asked, then.
    #[serde(default)]
    pub bug: Option<String>,
    /// Whether it is one spot of a doubtful line that is tried as something else: there are many of these, and they count for nothing else.
    #[serde(default)]
    pub is_slip: bool,
    /// Whether it mends the form of the reply before.
    pub is_repair: bool,
    /// How the answer is to be written.
    pub way: EditWay,
    /// How it samples.
    pub sampling: Sampling,
    /// Which model is asked.
    #[serde(default)]
    pub to: Addressee,
    /// Which of the answers to one question it draws, counted from 0.
    #[serde(default)]
    pub sample: u32,
}

impl Question {
    /// A question of the run's own model, the one after so many, that is no repair and points at nothing.
    pub(crate) fn open(asked: u32, about: usize, way: EditWay, temperature: f32) -> Self {
        let attempt = asked.saturating_add(1);
        Self {
            attempt,
            about,
            round: 0,
            claim: Claim::Open,
            branch: None,
            bug: None,
            is_slip: false,
            is_repair: false,
            way,
            sampling: Sampling { temperature, top_p: 0.95, seed: attempt },
            to: Addressee::First,
            sample: 0,
        }
    }

    /// Whether its edit is the model's own choice: no branch that it had not taken, and no mistake that is mended without it.
    pub(crate) fn is_own(&self) -> bool {
        self.branch.is_none() && self.bug.is_none()
    }
}

/// Which of the models is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The run's own.
    #[default]
    First,
    /// The one that is asked where the first did not get on.
    Second,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// The reply or its edit could not be used; nothing changed.
    Refused {
        /// Why, as the model is told.
        reason: String,
        /// Whether asking the same again, with the reason, may help.
        is_repairable: bool,
    },
    /// The edit writes what stands there; nothing changed.
    Idle,
    /// The question did not fit the model's window, and will not next time.
    TooLong,
    /// The edit was written and the check failed.
    Failed {
        /// The edit.
        diff: String,
        /// What the check said, in a few lines.
        said: String,
        /// The errors that it brought in, as language servers see it; empty if none is known of.
        #[serde(default)]
        found: String,
        /// Whether asking the same again, with what the check says now, may help: the code did not even compile or
        /// load, as it did before, or a test got further.
        #[serde(alias = "is_broken")]
        is_near: bool,
    },
    /// The edit was written, and fewer tests failed.
    Kept {
        /// The edit.
        diff: String,
    },
    /// The edit of a plan was written, and the check says nothing new against it.
    Stands {
        /// The edit.
        diff: String,
    },
    /// The edit was written, and the check succeeded.
    Passed,
}

impl Verdict {
    /// Whether asking the same again, with the exact error, may help.
    #[must_use]
    pub fn is_repairable(&self) -> bool {
        match self {
            Self::Refused { is_repairable, .. } => *is_repairable,
            Self::Failed { is_near, found, .. } => *is_near || !found.is_empty(),
            Self::Idle | Self::TooLong | Self::Kept { .. } | Self::Stands { .. } | Self::Passed => false,
        }
    }
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// The check succeeded after the last edit.
    Done,
    /// The check succeeded before anything was changed.
    NothingToDo,
    /// The plan was made, and nothing else was wanted.
    Planned,
    /// The plan was carried out, and the check succeeds as it did before: that proves nothing.
    Unproven,
    /// The attempts were used up, or nothing was left to try.
    GaveUp {
        /// Why no more was tried.
        reason: String,
    },
    /// The check's command does not exist.
    CheckNotFound {
        /// What the shell said.
        message: String,
    },
    /// The check did not end before anything was changed.
    CheckTimedOut {
        /// How long it was allowed to run.
        seconds: u64,
    },
    /// Somebody else changed a file while the run was about to write it.
    Conflict {
        /// What was found.
        reason: String,
    },
}

impl Outcome {
    /// The outcome by the name under which the ledger keeps it.
    #[must_use]
    pub fn name(&self) -> OutcomeName {
        match self {
            Self::Done | Self::Planned => OutcomeName::Done,
            Self::NothingToDo => OutcomeName::NothingToDo,
            Self::Unproven
            | Self::GaveUp { .. }
            | Self::CheckNotFound { .. }
            | Self::CheckTimedOut { .. }
            | Self::Conflict { .. } => OutcomeName::NotDone,
        }
    }
}

impl State {
    /// The state of a run that has just begun.
    #[must_use]
    pub fn new(job: Job) -> Self {
        let mut doubts = Doubts::default();
        if !job.has(Idea::Doubts) {
            doubts.cannot();
        }
        Self {
            job,
            phase: Phase::Baseline,
            red: None,
            history: History::default(),
            investigation: Investigation::default(),
            plan: Plan::default(),
            profile: Profile::default(),
            kept: 0,
            escalated: Escalated::default(),
            mended: BTreeSet::new(),
            slips_ms: 0,
            doubts,
            overtaken: 0,
            is_confirming: false,
            reviewed: Reviewed::default(),
            mechanics: Mechanics::default(),
            proposals: Proposals::default(),
            work: None,
            ballot: None,
        }
    }

    /// Whether something new is begun: a model is asked, or an edit is tried for which none was.
    pub(crate) fn begins(&self) -> bool {
        let is_reduced =
            || self.work.as_ref().and_then(|work| work.reduced.as_ref()).is_some_and(|it| it.is_trying);
        match &self.phase {
            Phase::Prepare { question, .. } => question.bug.is_some() || is_reduced(),
            _ => self.action().is_some_and(|action| action.is_question()),
        }
    }

    /// The one thing that has to be done on the outside next; `None` once the run has ended.
    ///
    /// It follows from the state alone, so a run that was interrupted goes on from its last step.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        Some(match &self.phase {
            Phase::Baseline | Phase::Verify { .. } => Action::Check,
            Phase::Survey => Action::Survey,
            Phase::Propose => Action::Propose,
            Phase::Gate { proposal } => proposal.action(),
            Phase::Choose => Action::Choose,
            Phase::Refactor { change } => change.action(),
            Phase::Explore { .. } => Action::Explore,
            Phase::Look { decision } => Action::Look(decision.clone()),
            Phase::Locate => Action::Locate,
            Phase::Plan => Action::Plan,
            Phase::Open => Action::Open,
            Phase::Doubt { about, claim } => Action::Doubt(*about, *claim),
            Phase::Ask { question } => Action::Ask(question.clone()),
            Phase::Prepare { edit, .. } => Action::Prepare(edit.clone()),
            Phase::Write { .. } | Phase::Revert { .. } => Action::Write,
            Phase::Finished { .. } => return None,
        })
    }

    /// The node of the plan that is worked on.
    #[must_use]
    pub fn node(&self) -> NodeId {
        if let (Phase::Explore { .. } | Phase::Look { .. }, Some(node)) =
            (&self.phase, self.investigation.way.last())
        {
            return NodeId(*node);
        }
        if let Some(piece) = self.work.as_ref().and_then(Work::piece) {
            return NodeId(piece.node);
        }
        let question = match &self.phase {
            Phase::Ask { question }
            | Phase::Prepare { question, .. }
            | Phase::Write { question, .. }
            | Phase::Verify { question, .. } => self.candidate(question),
            _ => None,
        };
        let place = question.and_then(|place| self.plan.node(&place.path, place.name()));
        place.unwrap_or(plan::ROOT)
    }

    /// The files that may hold an edit that no check has judged yet.
    #[must_use]
    pub fn unproven(&self) -> Vec<RelPath> {
        match &self.phase {
            Phase::Write { diff, .. } | Phase::Verify { diff, .. } => diff::paths(diff),
            Phase::Revert { paths, .. } => paths.clone(),
            Phase::Gate { proposal } if proposal.standing != Standing::Shown => vec![proposal.path.clone()],
            _ => match &self.work {
                Some(work) if work.unproven > 0 => work.unjudged(),
                _ => Vec::new(),
            },
        }
    }

    /// The command that the run executes: the check, or that of a proposed test to which the user agreed; empty if none.
    #[must_use]
    pub fn check(&self) -> &str {
        match &self.phase {
            Phase::Gate { proposal } if proposal.standing != Standing::Shown => &proposal.command,
            _ => &self.job.check,
        }
    }

    /// How many edits of a plan stand.
    #[must_use]
    pub fn changed(&self) -> u32 {
        self.work.as_ref().map_or(0, |work| work.changed)
    }

    /// The place that a question is about.
    #[must_use]
    pub fn candidate(&self, question: &Question) -> Option<&Candidate> {
        self.red.as_ref()?.candidates.get(question.about)
    }
}
