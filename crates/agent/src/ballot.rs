//! Several answers to one question: those that can be used are counted, and tried in the order of their agreement. Pure.

use std::cmp::Reverse;

use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::model::Sampling;
use serde::{Deserialize, Serialize};

use crate::state::{Addressee, Phase, Question};
use crate::step::Transition;

/// What was answered to one question so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ballot {
    /// Whether more answers are drawn; afterwards they are tried.
    is_drawing: bool,
    /// How many answers were drawn.
    #[serde(default)]
    drawn: u32,
    /// The edits that can be used, each once, in the order in which they came.
    edits: Vec<Voted>,
}

/// An edit, and how many answers came to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Voted {
    question: Question,
    edit: Edit,
    diff: String,
    votes: u32,
}

impl Transition {
    /// Puts a question: once, or as often as is wanted. The exact error is answered once.
    pub(crate) fn put(&mut self, question: Question) {
        let is_open = !question.is_repair && question.branch.is_none();
        let is_drawing = self.state.job.samples > 1 && is_open && question.to == Addressee::First;
        self.state.ballot = is_drawing.then(|| Ballot { is_drawing, drawn: 0, edits: Vec::new() });
        self.state.phase = Phase::Ask { question };
    }

    /// Whether answers are drawn that are not tried yet.
    pub(crate) fn is_drawing(&self) -> bool {
        self.state.ballot.as_ref().is_some_and(|ballot| ballot.is_drawing)
    }

    /// An answer can be used.
    pub(crate) fn vote(&mut self, question: &Question, edit: Edit, diff: String) {
        self.state.history.add_drawn();
        if let Some(ballot) = &mut self.state.ballot {
            match ballot.edits.iter_mut().find(|known| known.diff == diff) {
                Some(known) => known.votes += 1,
                None => ballot.edits.push(Voted { question: question.clone(), edit, diff, votes: 1 }),
            }
        }
        self.draw(question);
    }

    /// Draws another answer, hotter than the first, or begins to try them.
    pub(crate) fn draw(&mut self, last: &Question) {
        let sample = last.sample + 1;
        if sample < self.state.job.samples && self.state.history.asked() < self.state.job.attempts {
            let Sampling { temperature, top_p, seed } = last.sampling;
            let temperature = temperature.max(self.state.profile.warm);
            // Far from the seeds of other questions, which are counted up by one.
            let sampling = Sampling { temperature, top_p, seed: seed.saturating_add(1 << 16) };
            self.state.phase = Phase::Ask { question: Question { sampling, sample, ..last.clone() } };
            return;
        }
        if let Some(ballot) = &mut self.state.ballot {
            (ballot.is_drawing, ballot.drawn) = (false, sample);
            // What most answers came to, and of those what came first, is tried first.
            ballot.edits.sort_by_key(|voted| Reverse(voted.votes));
        }
        self.ask_next();
    }

    /// Tries the best of the answers that were not tried yet; whether there is one.
    pub(crate) fn try_next(&mut self) -> bool {
        let Some(ballot) = self.state.ballot.as_mut().filter(|ballot| !ballot.is_drawing) else {
            return false;
        };
        if ballot.edits.is_empty() {
            self.state.ballot = None;
            return false;
        }
        let samples = ballot.drawn;
        let Voted { question, edit, votes, .. } = ballot.edits.remove(0);
        self.state.history.take_drawn();
        let summary = format!("{votes} of {samples} answers came to this edit; it is tried next");
        self.record((Kind::Decision, Status::Neutral), edit.path().as_str(), &summary, "");
        self.state.phase = Phase::Prepare { question, edit };
        true
    }
}
