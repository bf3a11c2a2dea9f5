//! What was asked about edits, and what came of it: as much as decides what is asked next, however long the run is.

use std::collections::VecDeque;

use kinglet_dialect::repeats;
use kinglet_domain::context::Candidate;
use kinglet_domain::path::RelPath;
use serde::{Deserialize, Serialize};

use crate::state::{Addressee, Question, Verdict};

/// So many of the latest attempts are known in full. The ledger has them all.
const RECENT: usize = 48;

/// Once a reply about a place was cut off, those after it are given twice the room: more would cost what the model is shown.
const MOST_LONGER: u32 = 1;
/// A reply is given no more than 16 times the room that it would need without thoughts.
const MOST_DOUBLINGS: u32 = 4;

/// The questions so far. Its size grows with the number of places that were asked about, not with that of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// How many questions there were.
    count: u32,
    places: Vec<Tried>,
    /// How many answers were drawn besides that nobody tried.
    #[serde(default)]
    untried: u32,
    /// How many edits were tried for which no model was asked.
    #[serde(default)]
    unasked: u32,
    /// How many variants of doubtful lines were tried.
    #[serde(default)]
    slips: u32,
    /// How many replies were cut off at their limit since one was cut off over its thoughts, that one included.
    #[serde(default)]
    cut: u32,
    /// The latest attempts, oldest first.
    recent: VecDeque<Attempt>,
}

/// A question that was asked, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Its number, counted from 1.
    pub number: u32,
    /// The file of the place in question.
    pub path: RelPath,
    /// The place's name.
    pub name: String,
    /// Whether the same is not asked again with the exact error: it was asked so, or the model had not chosen it.
    #[serde(alias = "is_repair")]
    pub is_final: bool,
    /// Which model was asked.
    #[serde(default)]
    pub to: Addressee,
    /// What came of it.
    pub verdict: Verdict,
}

/// A place that was asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Tried {
    path: RelPath,
    name: String,
    /// How often; repairs belong to the question that they repair.
    rounds: u32,
    /// How often the second model was asked, counted in the same way.
    #[serde(default)]
    escalated: u32,
    /// Whether the question did not fit the model's window.
    is_too_long: bool,
    /// How many replies were cut off that had more to say.
    #[serde(default)]
    cut: u32,
}

impl History {
    /// How many questions there were.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How many edits were tried for which no model was asked.
    pub(crate) fn unasked(&self) -> u32 {
        self.unasked
    }

    /// How many questions a model was asked.
    pub(crate) fn questions(&self) -> u32 {
        self.count.saturating_sub(self.unasked)
    }

    /// A variant of a doubtful line was tried. It is no attempt, and stands in the ledger alone.
    pub(crate) fn add_slip(&mut self) {
        self.slips = self.slips.saturating_add(1);
    }

    /// How many variants of doubtful lines were tried.
    pub(crate) fn slips(&self) -> u32 {
        self.slips
    }

    /// How many answers were asked for: what is limited. Each answer that is drawn to one question is one.
    pub(crate) fn asked(&self) -> u32 {
        self.count.saturating_add(self.untried)
    }

    /// An answer was drawn that may be tried later.
    pub(crate) fn add_drawn(&mut self) {
        self.untried = self.untried.saturating_add(1);
    }

    /// Such an answer is tried: what comes of it is added then.
    pub(crate) fn take_drawn(&mut self) {
        self.untried = self.untried.saturating_sub(1);
    }

    /// Adds what came of a question about a place.
    pub(crate) fn add(&mut self, candidate: &Candidate, question: &Question, verdict: Verdict) {
        let Question { is_repair, to, sample, .. } = *question;
        let is_own = question.is_own();
        self.count = self.count.saturating_add(1);
        self.unasked = self.unasked.saturating_add(u32::from(question.bug.is_some()));
        let (path, name) = (candidate.path.clone(), candidate.name().to_owned());
        if let Some(place) = self.place_mut(candidate) {
            let rounds = match to {
                Addressee::First => &mut place.rounds,
                Addressee::Second => &mut place.escalated,
            };
            // Several answers are drawn to one question.
            *rounds = rounds.saturating_add(u32::from(!is_repair && sample == 0 && is_own));
            // What is too long for one window may fit the other.
            place.is_too_long |= verdict == Verdict::TooLong && to == Addressee::First;
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        let is_final = is_repair || !is_own;
        self.recent.push_back(Attempt { number: self.count, path, name, is_final, to, verdict });
    }

    /// Notes that a reply was cut off at its limit. Once a model was seen to think, its thoughts may be missing from a
    /// reply that was cut off after them. One that goes round in circles would not end in any room.
    pub(crate) fn add_cut(&mut self, candidate: &Candidate, reply: &str) {
        if self.cut > 0 || reply.trim_start().starts_with("<think>") {
            self.cut = self.cut.saturating_add(1);
        } else if !repeats(reply)
            && let Some(place) = self.place_mut(candidate)
        {
            place.cut = place.cut.saturating_add(1);
        }
    }

    /// What is known of a place, which is known from now on.
    fn place_mut(&mut self, candidate: &Candidate) -> Option<&mut Tried> {
        let at = self.places.iter().position(|it| it.is_about(candidate)).unwrap_or_else(|| {
            let (path, name) = (candidate.path.clone(), candidate.name().to_owned());
            self.places.push(Tried { path, name, rounds: 0, escalated: 0, is_too_long: false, cut: 0 });
            self.places.len() - 1
        });
        self.places.get_mut(at)
    }

    /// How often the limit of the next reply about a place is to be doubled: so that there is room for thoughts, and for what is
    /// much longer than what stands there.
    pub(crate) fn doublings(&self, candidate: &Candidate) -> u32 {
        let cut = self.place(candidate).map_or(0, |place| place.cut);
        (self.cut + cut.min(MOST_LONGER)).min(MOST_DOUBLINGS)
    }

    /// The latest attempts, oldest first.
    pub(crate) fn recent(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.recent.iter()
    }

    /// The last attempt, if that model's answer is to be repaired: it is told what was wrong, once.
    pub(crate) fn to_repair(&self, to: Addressee) -> Option<&Attempt> {
        let last = self.recent.back()?;
        (last.to == to && last.verdict.is_repairable() && !last.is_final).then_some(last)
    }

    /// How many of the last answers about a place could not be used, for a fault that can be mended.
    pub(crate) fn refused(&self, candidate: &Candidate) -> usize {
        let about = self.recent.iter().rev().filter(|attempt| attempt.is_about(candidate));
        let is_refused =
            |attempt: &&Attempt| matches!(attempt.verdict, Verdict::Refused { is_repairable: true, .. });
        about.take_while(is_refused).count()
    }

    /// How often a place was asked about.
    pub(crate) fn rounds(&self, candidate: &Candidate) -> u32 {
        self.place(candidate).map_or(0, |place| place.rounds)
    }

    /// How often the second model was asked about a place.
    pub(crate) fn escalated(&self, candidate: &Candidate) -> u32 {
        self.place(candidate).map_or(0, |place| place.escalated)
    }

    /// Whether a question about a place did not fit the model's window.
    pub(crate) fn is_too_long(&self, candidate: &Candidate) -> bool {
        self.place(candidate).is_some_and(|place| place.is_too_long)
    }

    fn place(&self, candidate: &Candidate) -> Option<&Tried> {
        self.places.iter().find(|place| place.is_about(candidate))
    }
}

impl Attempt {
    /// Whether it was about this place.
    pub(crate) fn is_about(&self, candidate: &Candidate) -> bool {
        candidate.is(&self.path, &self.name)
    }
}

impl Tried {
    fn is_about(&self, candidate: &Candidate) -> bool {
        candidate.is(&self.path, &self.name)
    }
}

#[cfg(test)]
mod tests {
    use kinglet_domain::context::Target;
    use kinglet_domain::profile::Profile;
    use kinglet_domain::unit::Line;

    use super::*;

    fn candidate() -> Candidate {
        Candidate {
            path: RelPath::parse("a.py").unwrap(),
            target: Target::File,
            first: Line::FIRST,
            text: String::new(),
            reasons: vec![],
        }
    }

    /// How often the room is doubled after these replies were cut off.
    fn room(replies: &[&str]) -> u32 {
        let mut history = History::default();
        for reply in replies {
            history.add_cut(&candidate(), reply);
        }
        history.doublings(&candidate())
    }

    #[test]
    fn a_model_that_is_cut_off_over_its_thoughts_is_given_more_room() {
        assert_eq!(room(&["\n<think>So"]), 1);
        assert_eq!(room(&["\n<think>So", "```python\ndef f():"]), 2);
        assert_eq!(room(&["<think>"; 9]), MOST_DOUBLINGS);
    }

    #[test]
    fn what_had_more_to_say_is_given_more_room() {
        assert_eq!(room(&["def f():\n    a = 1"]), 1);
        assert_eq!(room(&["def f():\n    a = 1"; 9]), MOST_LONGER);
        assert_eq!(room(&[&"    total = 1\n".repeat(40)]), 0);
    }

    #[test]
    fn does_not_grow_with_the_number_of_questions() {
        let candidate = candidate();
        let question = Question::open(0, 0, Profile::default().edit(0), 0.2);
        let mut history = History::default();
        let mut sizes = Vec::new();
        for _ in 0..1000 {
            let verdict = Verdict::Refused { reason: "no".to_owned(), is_repairable: false };
            history.add(&candidate, &question, verdict);
            sizes.push(serde_json::to_string(&history).unwrap().len());
        }
        assert_eq!((history.count(), history.rounds(&candidate)), (1000, 1000));
        // But for a few more digits.
        assert!(sizes[999] < sizes[RECENT] + 4 * RECENT, "{} to {}", sizes[RECENT], sizes[999]);
        assert_eq!(history.recent().next().unwrap().number, 1000 - 47);
    }
}
