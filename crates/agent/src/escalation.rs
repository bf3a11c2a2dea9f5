//! The second model: bigger, and perhaps on another machine. It is asked once questions to the first led to nothing, a
//! few times, and only if the user agrees to what is sent there. Pure.

use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Tokens;
use serde::{Deserialize, Serialize};

use crate::state::State;
use crate::step::Transition;

/// When a second model is asked, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// After so many questions about edits that led to no progress.
    pub after: u32,
    /// The most questions to it.
    pub questions: u32,
}

/// What was asked of the second model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// How many questions it was asked.
    pub asked: u32,
    /// How many questions about edits there had been when the last one led to progress.
    pub progress_at: u32,
    /// Why it is not asked any more, if something stands against it.
    pub off: Option<String>,
}

/// What the second model would be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// The files of which code may be sent, each once, in order.
    pub files: Vec<RelPath>,
    /// The most questions that are still to be sent.
    pub questions: u32,
    /// About how long they are together.
    pub tokens: Tokens,
}

impl Transition {
    /// Why the next question goes to the second model, if it does.
    pub(crate) fn escalates(&self) -> Option<String> {
        let Escalation { after, questions } = self.state.job.escalation?;
        let Escalated { asked, progress_at, off } = &self.state.escalated;
        let since = self.state.history.questions().saturating_sub(*progress_at);
        let is_due = off.is_none() && *asked < questions && since >= after;
        let number = asked.saturating_add(1);
        is_due.then(|| {
            format!("question {number} of {questions} to the second model, since {since} led to no progress")
        })
    }

    /// The second model cannot or may not be asked; the run goes on without it.
    pub(crate) fn unescalated(&mut self, reason: String) {
        let summary = format!("the second model is not asked: {reason}; the run goes on without it");
        self.record((Kind::Decision, Status::Neutral), "escalation", &summary, "");
        self.tell(Progress::Unescalated { reason: reason.clone() });
        self.state.escalated.off = Some(reason);
        self.ask_next();
    }
}

/// What the questions that are still to be sent may tell.
pub(crate) fn leaving(state: &State, question: Tokens) -> Leaving {
    let red = state.red.as_ref();
    let tests = red.into_iter().flat_map(|red| &red.tests).map(|test| test.path.clone());
    let code = red.into_iter().flat_map(|red| &red.candidates).map(|place| place.path.clone());
    let mut files: Vec<RelPath> = tests.chain(code).collect();
    files.sort_unstable();
    files.dedup();
    let most = state.job.escalation.map_or(0, |escalation| escalation.questions);
    let questions = most.saturating_sub(state.escalated.asked);
    Leaving { files, questions, tokens: Tokens(question.0.saturating_mul(questions)) }
}
