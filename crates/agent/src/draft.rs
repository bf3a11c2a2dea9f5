//! New code that a failing test refutes is written anew, a few times, before what is wrong in it is looked for: a small model
//! that misses the idea at first seldom finds it by a line, but often in another draft. The best one stays. Pure.

use std::cmp::Reverse;

use kinglet_domain::check::{Failure, Report};
use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use kinglet_loom::is_test_path;
use serde::{Deserialize, Serialize};

use crate::compare::is_built;
use crate::idea::Idea;
use crate::state::Question;
use crate::step::Transition;
use crate::work::Work;

/// So many drafts are asked for beyond the first.
const DRAFTS: u32 = 6;

/// The drafts of what is new in the piece at hand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Drafts {
    /// How many the check refuted.
    pub refuted: u32,
    /// The best of them.
    pub best: Option<Draft>,
    /// Whether that one stays, whatever the check says.
    pub is_settled: bool,
}

/// New code that the check refuted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The question that led to it.
    pub question: Question,
    /// Its file, as it was then.
    pub edit: Edit,
    /// What stood there before; `None` if there was no such file.
    pub before: Option<String>,
    /// How many tests failed with it, and how many succeeded.
    pub counts: (u32, u32),
}

impl Drafts {
    /// Whether no other is asked for.
    pub(crate) fn are_enough(&self) -> bool {
        self.refuted > DRAFTS
    }
}

impl Transition {
    /// Whether an edit is a draft that the check refutes, to be taken back for another one. If it is, the best is kept in mind.
    ///
    /// - `edit`: the piece's file as the edit leaves it.
    /// - `before`: what stood in the file.
    pub(crate) fn redrafts(
        &mut self,
        question: &Question,
        edit: Option<&Edit>,
        before: Option<String>,
        report: &Report,
    ) -> bool {
        let Some(edit) = edit.filter(|edit| !Language::is_header(edit.path())) else { return false };
        let is_all_new = !self.wanted(question).is_empty() && self.left_out(question, Some(edit)).is_none();
        // What failed before, and for the same reason, has nothing to do with it.
        let known = self.state.red.as_ref().map_or(&[][..], |red| &red.report.failures);
        let same = |one: &Failure, other: &Failure| one.name == other.name && one.message == other.message;
        // Nor has what goes wrong in other files alone.
        let is_elsewhere = |failure: &Failure| {
            let mut places =
                failure.frames.iter().map(|frame| &frame.path).filter(|path| !is_test_path(path));
            let first = places.next();
            first.is_some_and(|first| first != edit.path() && places.all(|path| path != edit.path()))
        };
        let is_of_it =
            |failure: &Failure| !is_elsewhere(failure) && !known.iter().any(|known| same(known, failure));
        // What does not build fails where it is written, or elsewhere for want of what is still to come.
        let is_in_it = |failure: &Failure| failure.frames.iter().any(|frame| frame.path == *edit.path());
        let is_built = is_built(report);
        let is_its_own = |failure: &Failure| is_of_it(failure) && (is_built || is_in_it(failure));
        let is_silent = is_built && report.failures.is_empty();
        let is_told = !report.is_success() && (is_silent || report.failures.iter().any(is_its_own));
        let has_idea = self.state.job.has(Idea::Drafts);
        let is_due = |work: &&mut Work| {
            let is_last = work.at + 1 == work.pieces.len();
            has_idea && !work.began_green && is_last && work.places == 1 && !work.drafts.is_settled
        };
        let work = self.state.work.as_mut().filter(|_| is_all_new && is_told).filter(is_due);
        let Some(Drafts { refuted, best, .. }) = work.map(|work| &mut work.drafts) else { return false };
        *refuted += 1;
        // What ends without a word of any test is worse than all that does not, as is what no test can look at.
        let told = || u32::try_from(report.failures.len()).ok();
        let failed = report.failed.or_else(told).filter(|failed| is_built && *failed > 0);
        let counts = (failed.unwrap_or(u32::MAX), report.passed.unwrap_or(0));
        let worth = |(failed, passed): (u32, u32)| (failed, Reverse(passed));
        if best.as_ref().is_none_or(|best| worth(counts) < worth(best.counts)) {
            *best = Some(Draft { question: question.clone(), edit: edit.clone(), before, counts });
        }
        true
    }

    /// Turns to the best draft, once no other is asked for. Whether there is one.
    pub(crate) fn settles(&mut self) -> bool {
        let Some(work) = &mut self.state.work else { return false };
        let Some(Draft { question, edit, before, counts: (failed, _) }) = work.drafts.best.take() else {
            return false;
        };
        work.drafts.is_settled = true;
        // It was taken back once, and that it is the same is no reason against it.
        work.recovery.since = self.state.history.count();
        let failed = match failed {
            1 => "1 test failed".to_owned(),
            u32::MAX => "the check failed".to_owned(),
            failed => format!("{failed} tests failed"),
        };
        let summary = format!(
            "of {} drafts, the one of attempt {} stays, after which {failed}",
            work.drafts.refuted, question.attempt
        );
        self.record((Kind::Decision, Status::Neutral), edit.path().as_str(), &summary, "");
        let attempt = self.state.history.count().saturating_add(1);
        self.make_again(Question { attempt, ..question }, edit, before);
        true
    }
}
