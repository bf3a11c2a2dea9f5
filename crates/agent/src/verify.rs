//! What is made of the check after an edit: the run is done, the edit stays, or it is taken back. Pure.

use kinglet_domain::check::Report;
use kinglet_domain::edit::Change;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::path::RelPath;
use kinglet_ledger::NodeChange;

use crate::account;
use crate::compare::{breaks_the_build, gets_further, progress};
use crate::diff;
use crate::effect::{Back, Effect};
use crate::event::Touched;
use crate::history::Attempt;
use crate::mechanic;
use crate::plan;
use crate::state::{Outcome, Phase, Question, Verdict};
use crate::step::Transition;

impl Transition {
    /// The check was run after an edit.
    pub(crate) fn verified(&mut self, question: &Question, diff: String, report: Report, touched: Touched) {
        let Touched { changes: touched, is_edit_gone } = touched;
        if !touched.is_empty() {
            self.touched(&touched);
        }
        if report.is_success() && is_edit_gone {
            self.attempted(question, Verdict::Passed);
            let reason = "the check itself took the edit out of the files again, so its success proves nothing; \
                          give a check that leaves them alone";
            return self.finish(Outcome::Conflict { reason: reason.to_owned() });
        }
        let is_confirmed = std::mem::take(&mut self.state.is_confirming);
        if report.is_success() && !is_confirmed && self.may_be_chance() {
            let check = self.state.job.check.clone();
            let summary = "other edits failed before this one: it has to succeed twice";
            self.record((Kind::Decision, Status::Neutral), &check, summary, "");
            self.state.is_confirming = true;
            self.state.phase = Phase::Verify { question: question.clone(), diff };
            return;
        }
        if self.is_working() {
            let touched = Touched { changes: touched, is_edit_gone };
            return self.judged(question, diff, report, touched);
        }
        if report.is_success() {
            let node = self.state.node();
            if node != plan::ROOT {
                let reason = "with this edit the check succeeds";
                self.effects.push(Effect::Plan(plan::close(node, NodeChange::Resolved, reason)));
            }
            self.attempted(question, Verdict::Passed);
            return self.hold(report);
        }
        let before = self.state.red.as_ref().map(|red| &red.report);
        let helps = |before: &Report| {
            progress(before, &report).or_else(|| mechanic::builds_again(question, before, &report))
        };
        // Of many variants, one may make fewer tests fail by chance.
        if let Some(reason) = before.filter(|_| !question.is_slip).and_then(helps) {
            let subject = account::list(&diff::paths(&diff));
            self.record(
                (Kind::Decision, Status::Neutral),
                &subject,
                &format!("the edit stays: {reason}"),
                "",
            );
            self.attempted(question, Verdict::Kept { diff });
            self.state.kept += 1;
            self.state.escalated.progress_at = self.state.history.questions();
            self.state.ballot = None;
            return self.survey(report);
        }
        let paths = diff::paths(&diff);
        let reason = "the check still fails and no fewer tests fail than before".to_owned();
        let is_near = |red: &Report| breaks_the_build(red, &report) || gets_further(red, &report, &paths);
        let is_near = self.state.red.as_ref().is_some_and(|red| is_near(&red.report));
        let found = std::mem::take(&mut self.state.reviewed.found);
        self.attempted(question, Verdict::Failed { diff, said: report.summary, found, is_near });
        self.state.mechanics.carried.take_if(|_| mechanic::is_mechanical(question));
        self.effects.push(Effect::TakeBack { back: Back::Last, touched, reason: reason.clone() });
        self.state.phase = Phase::Revert { paths, reason, to_green: false };
    }

    /// Whether the check is to succeed once more before it is believed: of many edits that are tried, one may satisfy by chance a
    /// check that does not always say the same.
    fn may_be_chance(&self) -> bool {
        let is_failed = |attempt: &Attempt| matches!(attempt.verdict, Verdict::Failed { .. });
        let was_green = self.state.work.as_ref().is_some_and(|work| work.is_green);
        !was_green && (self.state.history.slips() > 0 || self.state.history.recent().any(is_failed))
    }

    /// The files are no longer what the edit made of them: while the check ran, or through it.
    fn touched(&mut self, touched: &[Change]) {
        let paths: Vec<RelPath> = touched.iter().map(|change| change.path.clone()).collect();
        let reason = "changed while the check ran".to_owned();
        self.record((Kind::EditApplied, Status::Neutral), &account::list(&paths), &reason, "");
        self.tell(Progress::TreeChanged { paths, reason });
    }
}
