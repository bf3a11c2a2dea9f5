//! Code that looks like a mistake which is made again and again is mended before any model is asked: it costs a check, and where the
//! check succeeds with it, it is mostly right. Pure.

use kinglet_domain::context::{Candidate, KnownBug};
use kinglet_domain::edit::Edit;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::unit::Line;

use crate::account;
use crate::digest::digest;
use crate::doubt::is_stub;
use crate::idea::Idea;
use crate::state::{Phase, Question, State};
use crate::step::Transition;

/// So many are tried before a model is asked, as each costs a check: at most a quarter of all attempts, and never more than half.
const BEFORE_QUESTIONS: u32 = 6;

impl Transition {
    /// Mends the next of what looks like a well-known mistake. Whether there is one.
    ///
    /// - `is_late`: whether what is as often right has its turn, too, and what was one too many before: after what the model doubts
    ///   most.
    pub(crate) fn mends_known(&mut self, is_late: bool) -> bool {
        let Some((KnownBug { about, line, why, edit, .. }, candidate)) = next(&mut self.state, is_late)
        else {
            return false;
        };
        let open = Question::open(self.state.history.count(), about, self.state.profile.edit(0), 0.0);
        self.try_mend(open, &candidate, (line, why), edit);
        true
    }

    /// Tries an edit for which no model is asked.
    ///
    /// - `wrong`: the line, and what is wrong there.
    pub(crate) fn try_mend(
        &mut self,
        open: Question,
        candidate: &Candidate,
        wrong: (Line, String),
        edit: Edit,
    ) {
        let (line, why) = wrong;
        let question = Question { bug: Some(format!("line {line}: {why}")), ..open };
        let summary = account::question(&question, candidate, &self.state.profile);
        self.record((Kind::Decision, Status::Neutral), candidate.path.as_str(), &summary, "");
        let (attempt, limit) = (question.attempt, self.state.job.attempts);
        let about = format!("{} in {}", candidate.name(), candidate.path);
        self.tell(Progress::Mending { attempt, limit, about, line, why });
        self.state.phase = Phase::Prepare { question, edit };
    }
}

/// The next of them that was not tried yet, and its place.
fn next(state: &mut State, is_late: bool) -> Option<(KnownBug, Candidate)> {
    let State { job, history, doubts, red, mended, .. } = state;
    let red = red.as_mut().filter(|_| job.has(Idea::Patterns))?;
    // What is still to be written has no mistakes.
    red.candidates.first().filter(|best| !is_stub(best))?;
    let most = if is_late { job.attempts / 2 } else { BEFORE_QUESTIONS.min(job.attempts / 4) };
    if history.unasked() >= most {
        return None;
    }
    loop {
        let is_seen = |bug: &KnownBug| {
            red.candidates.get(bug.about).is_some_and(|it| doubts.has_seen(bug.about, it, history))
        };
        let is_due = |bug: &KnownBug| !bug.is_weak || is_late && is_seen(bug);
        let at = red.bugs.iter().position(is_due)?;
        let bug = red.bugs.remove(at);
        let candidate = red.candidates.get(bug.about)?.clone();
        // After an edit that stays, all places are looked at anew.
        if mended.insert(identity(&bug.edit)) {
            return Some((bug, candidate));
        }
    }
}

/// What tells an edit from others, wherever its lines have moved.
fn identity(edit: &Edit) -> String {
    match edit {
        Edit::Lines { path, starts, ends, text, .. } => digest([path.as_str(), starts, ends, text]),
        other => digest([other.path().as_str(), "", "", ""]),
    }
}
