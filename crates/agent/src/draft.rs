//! New code that a failing test refutes is written anew, a few times, before what is wrong in it is looked for: a small model
//! that misses the idea at first seldom finds it by a line, but often in another draft. The best one stays. Pure.

use kinglet_domain::check::{FailureKind, Report};
use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use serde::{Deserialize, Serialize};

use crate::state::{Phase, Question};
use crate::step::Transition;

/// So many drafts are asked for beyond the first.
const DRAFTS: u32 = 6;

/// The drafts of what is new in the piece at hand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Drafts {
    /// How many the check refuted.
    pub refuted: u32,
    /// The one after which the fewest tests failed, the question that led to it, and how many these were.
    pub best: Option<(Question, Edit, u32)>,
    /// Whether that one stays, whatever the check says.
    pub is_settled: bool,
}

impl Drafts {
    /// Whether no other is asked for.
    pub(crate) fn are_enough(&self) -> bool {
        self.refuted > DRAFTS
    }
}

impl Transition {
    /// Whether an edit that the check refutes is a draft, to be taken back for another one. If it is, it is kept in mind.
    ///
    /// - `edit`: the piece's file as the edit leaves it.
    pub(crate) fn is_draft(&mut self, question: &Question, edit: Option<&Edit>, report: &Report) -> bool {
        let is_header = edit.is_some_and(|edit| Language::is_header(edit.path()));
        let is_new =
            !is_header && !self.wanted(question).is_empty() && self.left_out(question, edit).is_none();
        let has_limit = self.state.history.asked() + 1 >= self.state.job.attempts;
        let Some(work) = self.state.work.as_mut().filter(|_| is_new && !has_limit) else { return false };
        let is_last = work.at + 1 == work.pieces.len();
        let is_told = !report.failures.is_empty()
            && report.failures.iter().all(|failure| failure.kind == FailureKind::Test);
        let drafts = &mut work.drafts;
        let Some(edit) = edit.filter(|_| {
            !work.began_green
                && is_last
                && is_told
                && work.places == 1
                && !drafts.is_settled
                && !drafts.are_enough()
        }) else {
            return false;
        };
        let failed =
            report.failed.unwrap_or_else(|| u32::try_from(report.failures.len()).unwrap_or(u32::MAX));
        if drafts.best.as_ref().is_none_or(|(.., least)| failed < *least) {
            drafts.best = Some((question.clone(), edit.clone(), failed));
        }
        drafts.refuted += 1;
        // A draft that is shown is copied.
        work.recovery.since = self.state.history.count().saturating_add(1);
        true
    }

    /// Turns to the best draft, once no other is asked for. Whether there is one.
    pub(crate) fn settles(&mut self) -> bool {
        let Some(work) = &mut self.state.work else { return false };
        let Some((question, edit, failed)) = work.drafts.best.take() else { return false };
        work.drafts.is_settled = true;
        work.recovery.since = self.state.history.count();
        let tests = if failed == 1 { "1 test".to_owned() } else { format!("{failed} tests") };
        let summary = format!(
            "of {} drafts, the one of attempt {} stays, after which {tests} failed",
            work.drafts.refuted, question.attempt
        );
        self.record((Kind::Decision, Status::Neutral), edit.path().as_str(), &summary, "");
        let attempt = self.state.history.count().saturating_add(1);
        self.state.phase = Phase::Prepare { question: Question { attempt, ..question }, edit };
        true
    }
}
