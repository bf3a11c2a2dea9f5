//! A check where there is none: the model writes a test that fails now, the user agrees to it, and running it proves that it
//! does. Then it decides. Pure.

use kinglet_domain::check::Report;
use kinglet_domain::edit::Change;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::path::RelPath;
use kinglet_ledger::GateVerdict;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::account;
use crate::action::Action;
use crate::effect::{Back, Effect};
use crate::event::Event;
use crate::parties::Consent;
use crate::state::{Outcome, Phase};
use crate::step::Transition;
use crate::work::Work;

/// The most tests that are asked for: what a model gets wrong twice it mostly gets wrong again, at the cost of a long answer.
const PROPOSALS: u32 = 2;

/// Where the run stands with a check of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposals {
    /// How many tests were asked for.
    pub asked: u32,
    /// The last one, and why it proves nothing.
    pub refused: Option<(String, String)>,
    /// The file of the test that decides, once there is one.
    pub test: Option<RelPath>,
    /// Whether the user read it.
    #[serde(default)]
    pub is_read: bool,
    /// Whether no more are asked for.
    pub is_settled: bool,
}

/// A test that the model proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its file, which is not there yet.
    pub path: RelPath,
    /// The file's text.
    pub text: String,
    /// The command that runs it.
    pub command: String,
    /// How far it is.
    pub standing: Standing,
}

/// How far a proposed test is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The user is asked; nothing is written yet.
    Shown,
    /// The user agreed, and it is written.
    Written,
    /// It runs.
    Running,
    /// It proves nothing, and is taken back.
    Refused {
        /// Why.
        reason: String,
    },
}

impl Proposal {
    /// What has to be done for it next.
    pub(crate) fn action(&self) -> Action {
        match self.standing {
            Standing::Shown => Action::Approve(self.clone()),
            Standing::Written | Standing::Refused { .. } => Action::Write,
            Standing::Running => Action::Check,
        }
    }

    /// What it makes of its file.
    fn change(&self) -> Change {
        let (path, after) = (self.path.clone(), Some(self.text.clone().into_bytes()));
        Change { path, before: None, after }
    }

    fn into(self, standing: Standing) -> Phase {
        Phase::Gate { proposal: Self { standing, ..self } }
    }
}

impl Transition {
    /// Whether the model is to propose a check. Where the task is about tests, another one would only be in the way.
    pub(crate) fn wants_check(&self) -> bool {
        let job = &self.state.job;
        let is_about_tests = job.task.to_lowercase().contains("test");
        job.proposes && job.check.is_empty() && !is_about_tests && !self.state.proposals.is_settled
    }

    /// The model proposes a test, or nothing that can be used.
    pub(crate) fn proposed(&mut self, proposed: Result<(Proposal, Vec<String>), String>) {
        self.state.proposals.asked += 1;
        match proposed {
            Ok((proposal, repairs)) => {
                let Proposal { path, text, command, .. } = &proposal;
                let action = Some(json!({ "check": command }).to_string());
                self.effects.push(Effect::Understood { action, repairs });
                let summary = format!("the model proposes a test as the check, to be run by `{command}`");
                self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, text);
                self.tell(Progress::CheckProposed {
                    path: path.clone(),
                    text: text.clone(),
                    command: command.clone(),
                });
                self.state.phase = Phase::Gate { proposal };
            }
            Err(reason) => {
                self.effects.push(Effect::Understood { action: None, repairs: Vec::new() });
                self.refuse_check(String::new(), reason);
            }
        }
    }

    /// Something happened to a proposed test; what does not belong to where it stands changes nothing.
    pub(crate) fn gated(&mut self, proposal: Proposal, event: Event) {
        match (proposal.standing.clone(), event) {
            (Standing::Shown, Event::Approved(Ok(consent))) => {
                self.state.proposals.is_read = consent == Consent::Read;
                let changes = vec![proposal.change()];
                let reason = "the test that the model proposes as the check".to_owned();
                self.effects.push(Effect::Apply { changes, reason });
                self.state.phase = proposal.into(Standing::Written);
            }
            (Standing::Shown, Event::Approved(Err(reason))) => {
                self.settle_check(&format!("the proposed check is not taken: {reason}"));
            }
            (Standing::Written, Event::Written) => {
                let (paths, diff) = (vec![proposal.path.clone()], kinglet_edit::diff(&[proposal.change()]));
                let summary = "the proposed test is written";
                self.record((Kind::EditApplied, Status::Passed), proposal.path.as_str(), summary, &diff);
                self.tell(Progress::EditApplied { paths, diff });
                self.state.phase = proposal.into(Standing::Running);
            }
            (Standing::Running, Event::Checked { report, output, .. }) => {
                self.proven(proposal, report, &output);
            }
            (Standing::Refused { reason }, Event::Written) => {
                let (paths, summary) = (vec![proposal.path], format!("taken back: {reason}"));
                self.record((Kind::EditApplied, Status::Neutral), &account::list(&paths), &summary, "");
                self.tell(Progress::EditReverted { paths, reason: reason.clone() });
                self.refuse_check(proposal.text, reason);
            }
            (Standing::Written | Standing::Refused { .. }, Event::Conflict { reason }) => {
                let reason = format!("{reason}, so the proposed test was left as it is");
                self.finish(Outcome::Conflict { reason });
            }
            _ => {}
        }
    }

    /// The test was run before anything else was changed.
    fn proven(&mut self, proposal: Proposal, report: Report, output: &str) {
        let status = if report.is_success() { Status::Passed } else { Status::Failed };
        self.record((Kind::TestResult, status), &proposal.command, &report.summary, output);
        let shown = kinglet_check::gap::shown(&report, &proposal.path, &self.state.job.task);
        if let Err(reason) = shown {
            let reason = format!("the proposed test proves nothing: {reason}");
            self.effects.push(Effect::TakeBack {
                back: Back::Last,
                touched: Vec::new(),
                reason: reason.clone(),
            });
            self.state.phase = proposal.into(Standing::Refused { reason });
            return;
        }
        self.effects.push(Effect::Gate(GateVerdict::Failed));
        let Proposal { path, command, .. } = proposal;
        let summary = format!("`{command}` decides from now on: it fails now, since the task is not done");
        self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
        self.state.job.check = command;
        self.state.proposals.test = Some(path);
        self.state.proposals.is_settled = true;
        // What there is no check for yet was taken to hold.
        self.state.work = Some(Work::new(false));
        if let Some(red) = &mut self.state.red {
            red.report = report;
        }
        self.ask_for_edits();
    }

    /// A test that cannot be used leads to another, a few times.
    fn refuse_check(&mut self, text: String, reason: String) {
        let first = account::first_line(&reason).to_owned();
        self.record((Kind::Diagnostic, Status::Failed), "check/refused", &first, &reason);
        self.tell(Progress::Refused { reason: reason.clone() });
        if self.state.proposals.asked >= PROPOSALS {
            return self.settle_check(&format!("{PROPOSALS} proposed tests could not be used"));
        }
        self.state.proposals.refused = Some((text, reason));
        self.state.phase = Phase::Propose;
    }

    /// Goes on without a check.
    pub(crate) fn settle_check(&mut self, reason: &str) {
        self.state.proposals.is_settled = true;
        self.record(
            (Kind::Decision, Status::Neutral),
            "check",
            &format!("{reason}; nothing will prove the work"),
            "",
        );
        self.ask_for_edits();
    }
}
