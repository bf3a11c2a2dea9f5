//! Code that looks like a mistake which is made again and again is mended before any model is asked: it costs a check, and where the
//! check succeeds with it, it is mostly right. Pure.

use kinglet_domain::context::KnownBug;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};

use crate::account;
use crate::idea::Idea;
use crate::state::{Phase, Question};
use crate::step::Transition;

impl Transition {
    /// Mends the next of what looks like a well-known mistake. Whether there is one.
    ///
    /// - `is_weak`: whether the same code is as often right; that comes after what the model doubts most in the same place.
    pub(crate) fn mends_known(&mut self, is_weak: bool) -> bool {
        let has_patterns = self.state.job.has(Idea::Patterns);
        let Some(red) = self.state.red.as_mut().filter(|_| has_patterns) else { return false };
        let doubts = &self.state.doubts;
        let is_seen = |bug: &KnownBug| red.candidates.get(bug.about).is_some_and(|it| doubts.has_seen(it));
        let is_due = |bug: &KnownBug| bug.is_weak == is_weak && (!is_weak || is_seen(bug));
        while let Some(next) = red.bugs.iter().position(is_due) {
            let KnownBug { about, line, why, edit, .. } = red.bugs.remove(next);
            let Some(candidate) = red.candidates.get(about) else { continue };
            let (path, name) = (candidate.path.clone(), candidate.name().to_owned());
            // After an edit that stays, all places are looked at anew.
            if !self.state.mended.insert(format!("{path} {name}: {why}")) {
                continue;
            }
            let way = self.state.profile.edit(0);
            let open = Question::open(self.state.history.count(), about, way, 0.0);
            let question = Question { bug: Some(format!("line {line}: {why}")), ..open };
            let summary = account::question(&question, candidate, &self.state.profile);
            let (attempt, limit) = (question.attempt, self.state.job.attempts);
            self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
            self.tell(Progress::Mending { attempt, limit, about: format!("{name} in {path}"), line, why });
            self.state.phase = Phase::Prepare { question, edit };
            return true;
        }
        false
    }
}
