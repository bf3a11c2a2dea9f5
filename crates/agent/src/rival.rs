//! A branch that satisfies the check is not believed at once. The check may be weak, and the first edit that satisfies it need
//! not be the right one: so the likeliest of the other branches are tried as well, a few, and of those that satisfy it the
//! likeliest is taken. Pure.

use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use serde::{Deserialize, Serialize};

use crate::account;
use crate::diff;
use crate::effect::{Back, Effect};
use crate::state::{Phase, Question, Verdict};
use crate::step::Transition;

/// So many branches more are tried after the first that satisfied the check.
const RIVALS: u32 = 6;

/// The branches that satisfied the check.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Rivals {
    /// The edit of the branch that is tried, as long as it is not known what comes of it.
    pending: Option<Edit>,
    found: Vec<Rival>,
    /// How many were tried since the first was found.
    tried: u32,
    /// Whether one of them was taken.
    is_settled: bool,
}

/// A branch that satisfied the check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Rival {
    question: Question,
    edit: Edit,
    /// How likely the model took it, times the points of its place.
    weight: f32,
}

impl Rivals {
    /// Whether others are tried beside one that satisfied the check.
    pub(crate) fn is_open(&self) -> bool {
        !self.found.is_empty() && !self.is_settled
    }

    /// An edit is about to be written.
    pub(crate) fn prepare(&mut self, question: &Question, edit: &Edit) {
        self.pending = question.branch.as_ref().filter(|_| !self.is_settled).map(|_| edit.clone());
    }

    /// The likeliest; of equals, the one that was tried first.
    fn best(&self) -> Option<&Rival> {
        self.found.iter().rev().max_by(|one, other| one.weight.total_cmp(&other.weight))
    }
}

impl Transition {
    /// The check succeeds with a branch: it is set aside, and others are tried. `false` if it is to be believed.
    pub(crate) fn sets_aside(&mut self, question: &Question, diff: &str) -> bool {
        let Some(edit) = self.state.rivals.pending.take() else { return false };
        let points = self.state.candidate(question).map_or(0, |candidate| candidate.score().max(1));
        let likely = question.branch.as_ref().map_or(0.0, |branch| branch.probability);
        #[expect(clippy::cast_precision_loss, reason = "points are some hundreds")]
        let weight = likely * points as f32;
        // Two branches may come to the same edit.
        if self.state.rivals.found.iter().all(|found| found.edit != edit) {
            self.state.rivals.found.push(Rival { question: question.clone(), edit, weight });
        }
        self.attempted(question, Verdict::Passed);
        let paths = diff::paths(diff);
        let reason = "the check succeeds with it; before it is believed, others are tried".to_owned();
        let (touched, back) = (Vec::new(), Back::Last);
        self.effects.push(Effect::TakeBack { back, touched, reason: reason.clone() });
        self.state.phase = Phase::Revert { paths, reason, to_green: false };
        true
    }

    /// Tries the next branch beside those that satisfied the check, or takes the best of these; `false` if there is none.
    pub(crate) fn tries_rivals(&mut self) -> bool {
        if !self.state.rivals.is_open() {
            return false;
        }
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let is_within =
            self.state.rivals.tried < RIVALS && self.state.history.asked() < self.state.job.attempts;
        let next = is_within.then(|| self.state.doubts.likeliest(candidates, &self.state.history)).flatten();
        let Some(question) = next else {
            self.take_rival();
            return true;
        };
        if let Some(candidate) = candidates.get(question.about) {
            let path = candidate.path.clone();
            let summary = account::question(&question, candidate, &self.state.profile);
            self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
        }
        self.state.rivals.tried += 1;
        self.put(question);
        true
    }

    /// Writes the best of the branches that satisfied the check once more.
    pub(crate) fn take_rival(&mut self) {
        let Some(Rival { question, edit, .. }) = self.state.rivals.best().cloned() else { return };
        let summary = match self.state.rivals.found.len() {
            1 => "no other edit was found with which the check succeeds; this one is taken".to_owned(),
            found => format!(
                "the check succeeds with {found} edits; the likeliest is taken, but the check cannot tell them apart"
            ),
        };
        self.record((Kind::Decision, Status::Neutral), edit.path().as_str(), &summary, "");
        self.state.rivals.is_settled = true;
        let attempt = self.state.history.count().saturating_add(1);
        self.state.phase = Phase::Prepare { question: Question { attempt, ..question }, edit };
    }

    /// The code is another now: what satisfied the check is tried again before others.
    pub(crate) fn forget_rivals(&mut self) {
        for rival in std::mem::take(&mut self.state.rivals).found {
            let place = self.state.candidate(&rival.question).cloned();
            if let Some((place, branch)) = place.zip(rival.question.branch) {
                self.state.doubts.put_back(&place, branch);
            }
        }
    }
}
