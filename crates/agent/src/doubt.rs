//! Where the model itself doubts what stands there: of the best places it is told what the model would rather have written,
//! token by token, and the most likely of these branches are tried first, wherever they are, by turns with questions in
//! words. A branch costs the rest of a line, where an answer costs the whole place. Pure.
//!
//! What a small model is asked to correct it mostly repeats as it stands: the wrong token is the likeliest, if only
//! because it was just read. But the right one is mostly the second or third. A place is read twice: once as one with a
//! mistake in it, and once as one that lacks a line, of which the doubts at the beginnings of lines tell where.

use kinglet_domain::action::Lines;
use kinglet_domain::context::{Candidate, Claim, Target};
use kinglet_domain::language::Language;
use kinglet_domain::profile::{Asking, EditFormat, EditWay};
use kinglet_model::Doubt;
use kinglet_prompt::coder::line_of;
use serde::{Deserialize, Serialize};

use crate::branch::comments;
use crate::digest::digest;
use crate::history::History;
use crate::state::{Addressee, Question};

/// So many of the best places are read.
const PLACES: usize = 5;
/// As what a place is read, and how likely its best branch is before it was read: code is more often wrong than missing.
const READINGS: [(Claim, f32); 2] = [(Claim::Open, 0.2), (Claim::Missing, 0.1)];
/// How much less is worth what lies in the next place: what satisfies the check in the best place is to be believed before what
/// does so in a worse one.
const A_RANK: f32 = 0.65;
/// How much more is worth what lies in the reading that was last at hand: to turn to another one, much of the prompt is read anew, and
/// what satisfies the check there is to be believed less.
const AT_HAND: f32 = 1.6;
/// What the model takes for less likely is not tried: of such edits, more satisfy the check by chance than rightly.
const LIKELY: f32 = 0.03;
/// The longest place that is read, in bytes: a server reads it no faster than it writes.
const LONGEST: usize = 3000;
/// What the model takes for this likely, it is sure of.
const SURE: f32 = 0.75;
/// So many branches are tried before, and after each so many questions in words: some faults a model finds by the one,
/// some by the other. At most half of the attempts that there are.
const IN_A_ROW: u32 = 16;
/// So many questions in words are put about the best place before the next one is touched: what satisfies the check there is to be
/// believed less, and cannot be told from what is right.
const WORDS_FIRST: u32 = 1;
/// What stands where code is still to be written, in lower case: of that, no token is the wrong one.
const STUBS: [&str; 5] =
    ["notimplementederror", "todo!(", "unimplemented!(", "not implemented", "not yet implemented"];
/// A branch is followed to where the model thinks it leads.
const TEMPERATURE: f32 = 0.2;

/// What is known of the model's doubts about the places of a survey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Doubts {
    /// The places that were read, and as what.
    places: Vec<Read>,
    /// Whether the model, or the server that it runs on, tells nothing.
    is_unable: bool,
    /// How many questions in words came between branches.
    #[serde(default)]
    words: u32,
    /// The reading that is at hand: a position among the places.
    #[serde(default)]
    at_hand: Option<usize>,
}

/// A place that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Read {
    /// Which: the digest of where it is and what stands there. Changed code is another place.
    #[serde(default)]
    place: String,
    /// What was said to be wrong with it.
    #[serde(default)]
    claim: Claim,
    /// The branches that were not tried yet, most likely first.
    branches: Vec<Doubt>,
    /// How many were.
    tried: u32,
    /// The lines of the place that it doubts, as indices, most doubtful first.
    #[serde(default)]
    lines: Vec<usize>,
}

impl Read {
    /// How likely the next branch is, if it is likely enough.
    fn likely(&self) -> Option<f32> {
        self.branches.first().map(|branch| branch.probability).filter(|likely| *likely >= LIKELY)
    }
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Next {
    /// A place is read, and something is said to be wrong with it.
    Read(usize, Claim),
    /// A branch is tried.
    Try(Question),
}

/// Where the model is sure of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surest {
    /// In this place.
    Place(usize),
    /// Not known before this place is read.
    Unread(usize),
}

impl Doubts {
    /// What comes next, if anything is left that is likely enough.
    ///
    /// - `candidates`: the places, best first.
    /// - `most`: the attempts that there are in all.
    pub(crate) fn next(&mut self, candidates: &[Candidate], history: &History, most: u32) -> Option<Next> {
        if self.is_unable || candidates.first().is_some_and(is_stub) {
            return None;
        }
        if !self.is_due(history, most) {
            return None;
        }
        let (about, claim) = self.choose(candidates, history, &READINGS)?;
        let best = candidates.first().filter(|best| about > 0 && is_open(best, history));
        if best.is_some_and(|best| history.rounds(best) < WORDS_FIRST) {
            return None;
        }
        self.take(candidates, history, (about, claim))
    }

    /// A question in words is put instead.
    pub(crate) fn give_way(&mut self, history: &History, most: u32) {
        if !self.is_due(history, most) {
            self.words = self.words.saturating_add(1);
        }
    }

    /// The place of which the model is surest that something else belongs there; or one that is to be read first.
    ///
    /// - `places`: where the mistake may be, each with its position.
    pub(crate) fn surest(&self, places: &[(usize, &Candidate)], history: &History) -> Option<Surest> {
        // What is too long to be read may hold it.
        places.first().filter(|(_, best)| is_open(best, history))?;
        let mut surest: Option<(usize, f32)> = None;
        for &(about, place) in places.iter().filter(|(_, place)| !self.is_unable && is_open(place, history)) {
            let Some(read) = self.read(place, Claim::Open) else { return Some(Surest::Unread(about)) };
            let likely =
                read.likely().filter(|likely| surest.map_or(*likely >= SURE, |(_, most)| *likely > most));
            surest = likely.map(|likely| (about, likely)).or(surest);
        }
        surest.map(|(about, _)| Surest::Place(about))
    }

    /// How likely is the likeliest of what the model would rather have written within some lines of the file that a place lies in; `None`
    /// if it would have written nothing else there, or the place was not read.
    pub(crate) fn doubted(&self, place: &Candidate, lines: Lines) -> Option<f32> {
        let is_there = |branch: &&Doubt| {
            let line = place.first.index() + line_of(place, branch.at);
            (lines.first().index()..=lines.last().index()).contains(&line)
        };
        let branches = self.read(place, Claim::Open)?.branches.iter().filter(is_there);
        branches.map(|branch| branch.probability).max_by(f32::total_cmp)
    }

    /// What comes next, whoever's turn it is: the likeliest branch that is known, or a reading that may well have a likelier one.
    ///
    /// - `candidates`: the places, best first.
    /// - `readings`: as what they are read, and how likely the best branch is.
    pub(crate) fn best(
        &mut self,
        candidates: &[Candidate],
        history: &History,
        readings: &[(Claim, f32)],
    ) -> Option<Next> {
        let chosen = self.choose(candidates, history, readings)?;
        self.take(candidates, history, chosen)
    }

    fn take(
        &mut self,
        candidates: &[Candidate],
        history: &History,
        (about, claim): (usize, Claim),
    ) -> Option<Next> {
        let candidate = candidates.get(about)?;
        let at = self.position(candidate, claim);
        let Some(read) = at.and_then(|at| self.places.get_mut(at)) else {
            return Some(Next::Read(about, claim));
        };
        self.at_hand = at;
        let branch = read.branches.remove(0);
        read.tried += 1;
        let way = EditWay { format: EditFormat::Rewrite, asking: Asking::Imposed };
        let question = Question::open(history.count(), about, way, TEMPERATURE);
        let round = history.rounds(candidate);
        Some(Next::Try(Question { round, claim, branch: Some(branch), ..question }))
    }

    /// The place, as one among the candidates, and the reading of it from which most is to be expected.
    fn choose(
        &self,
        candidates: &[Candidate],
        history: &History,
        readings: &[(Claim, f32)],
    ) -> Option<(usize, Claim)> {
        if self.is_unable {
            return None;
        }
        let mut best: Option<(usize, Claim, f32)> = None;
        let places = candidates.iter().enumerate().take(PLACES);
        for (about, candidate) in places.filter(|(_, candidate)| is_open(candidate, history)) {
            let share: f32 = std::iter::repeat_n(A_RANK, about).product();
            for (claim, expected) in readings {
                let at = self.position(candidate, *claim);
                let likely = match at.and_then(|at| self.places.get(at)) {
                    None => Some(*expected),
                    Some(read) => read.likely(),
                };
                let share = if at.is_some() && at == self.at_hand { share * AT_HAND } else { share };
                // A message leaves more open than a condition: likelihoods of two places are hardly comparable, so they count by
                // their roots.
                let worth = likely.map(|likely| likely.sqrt() * share);
                if let Some(worth) = worth.filter(|worth| best.is_none_or(|(.., most)| *worth > most)) {
                    best = Some((about, *claim, worth));
                }
            }
        }
        best.map(|(about, claim, _)| (about, claim))
    }

    /// Whether it is their turn, and not that of questions in words; an answer to one of these is repaired first.
    fn is_due(&self, history: &History, most: u32) -> bool {
        let row = IN_A_ROW.min(most / 2);
        let tried: u32 = self.places.iter().map(|read| read.tried).sum();
        let rows = self.words.checked_div(row).map_or(0, |rows| rows + 1);
        tried < rows.saturating_mul(row) && history.to_repair(Addressee::First).is_none()
    }

    /// A place was read; without branches it is not read again.
    pub(crate) fn add(&mut self, candidate: &Candidate, claim: Claim, branches: Vec<Doubt>) {
        let mut lines = Vec::new();
        for line in branches.iter().map(|branch| line_of(candidate, branch.at)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        self.at_hand = Some(self.places.len());
        self.places.push(Read { place: identity(candidate), claim, branches, tried: 0, lines });
    }

    /// The lines of a place that the model doubts, as indices, most doubtful first: mostly the wrong one is among the first,
    /// even if what the model would rather have written is wrong, too.
    pub(crate) fn lines(&self, candidate: &Candidate) -> &[usize] {
        self.read(candidate, Claim::Open).map_or(&[], |read| &read.lines)
    }

    /// Whether any place was looked at, or none will be.
    pub(crate) fn has_seen_any(&self) -> bool {
        self.is_unable || !self.places.is_empty()
    }

    /// Whether a place was looked at, or never will be.
    ///
    /// - `about`: its position.
    pub(crate) fn has_seen(&self, about: usize, candidate: &Candidate, history: &History) -> bool {
        let is_read = self.read(candidate, Claim::Open).is_some();
        self.is_unable || is_read || about >= PLACES || !is_open(candidate, history)
    }

    /// Nothing is told.
    pub(crate) fn cannot(&mut self) {
        self.is_unable = true;
    }

    fn read(&self, candidate: &Candidate, claim: Claim) -> Option<&Read> {
        self.places.get(self.position(candidate, claim)?)
    }

    fn position(&self, candidate: &Candidate, claim: Claim) -> Option<usize> {
        let place = identity(candidate);
        self.places.iter().position(|read| read.place == place && read.claim == claim)
    }
}

/// Whether a place is one that can be read.
fn is_open(candidate: &Candidate, history: &History) -> bool {
    candidate.target != Target::File
        && !is_stub(candidate)
        && candidate.text.len() <= LONGEST
        && !history.is_too_long(candidate)
}

/// Whether the place is still to be written: it says so, or has nothing but comments in it.
pub(crate) fn is_stub(candidate: &Candidate) -> bool {
    let text = candidate.text.to_lowercase();
    STUBS.iter().any(|mark| text.contains(mark)) || is_comment_alone(candidate)
}

/// Whether a comment is all that stands behind the line in which a body opens.
fn is_comment_alone(candidate: &Candidate) -> bool {
    let opens = |line: &str| line.trim_end().ends_with(['{', ':']);
    let comments = comments(Language::of(&candidate.path));
    let is_comment = |line: &str| comments.iter().any(|mark| line.starts_with(mark));
    let body = || candidate.text.lines().skip_while(|line| !opens(line)).skip(1).map(str::trim);
    body().any(is_comment) && body().all(|line| matches!(line, "" | "}" | "};" | "pass") || is_comment(line))
}

/// What tells a place from others, and from itself with other code.
fn identity(candidate: &Candidate) -> String {
    digest([candidate.path.as_str(), candidate.name(), &candidate.text])
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::check::{Ended, Report};
    use kinglet_domain::path::RelPath;
    use kinglet_domain::profile::Profile;
    use kinglet_domain::unit::Line;

    use super::*;
    use crate::branch::tests::{TEXT, doubt};
    use crate::schedule;
    use crate::state::Verdict;

    fn failed() -> Report {
        let (ended, summary) = (Ended::Failed { code: 1 }, String::new());
        Report { ended, passed: None, failed: None, failures: Vec::new(), summary }
    }

    fn candidates(count: usize) -> Vec<Candidate> {
        let candidate = |index| Candidate {
            path: RelPath::parse("a.py").unwrap(),
            target: Target::Symbol { name: format!("f{index}"), head: String::new() },
            first: Line::FIRST,
            text: TEXT.to_owned(),
            reasons: vec![],
        };
        (0..count).map(candidate).collect()
    }

    /// What is done of so many places with so many branches each.
    fn course(places: usize, branches: usize, most: usize) -> String {
        let candidates = candidates(places);
        let (mut doubts, mut history) = (Doubts::default(), History::default());
        let mut shown = Vec::new();
        while shown.len() < most {
            let reason = String::new();
            let verdict = Verdict::Refused { reason, is_repairable: true };
            match doubts.next(&candidates, &history, 40) {
                Some(Next::Read(about, claim)) => {
                    shown.push(format!("read {about}{}", if claim == Claim::Missing { "^" } else { "" }));
                    let likely = [0.3, 0.1, 0.07, 0.05, 0.04, 0.03].into_iter().take(branches);
                    let branches = likely.map(|likely| doubt("a", "b", likely)).collect();
                    doubts.add(&candidates[about], claim, branches);
                }
                Some(Next::Try(question)) => {
                    let sign = if question.claim == Claim::Missing { "^" } else { "" };
                    shown.push(format!("{}{sign}", question.about));
                    history.add(&candidates[question.about], &question, verdict);
                }
                None => {
                    doubts.give_way(&history, 40);
                    let profile = Profile::default();
                    let next = schedule::next(&candidates, &failed(), &history, &doubts, &profile);
                    let Some(question) = next else { break };
                    shown.push(if question.is_repair { "repair" } else { "words" }.to_owned());
                    history.add(&candidates[question.about], &question, verdict);
                }
            }
        }
        shown.join(" ")
    }

    #[test]
    fn reads_the_best_places_and_comes_back_to_them() {
        assert_snapshot!(course(3, 6, 40), @"read 0 0 0 0 0 0 read 0^ 0^ 0^ 0^ 0^ 0^ words repair read 1 1 1 1 1 1 read 1^ 1^ words repair words repair words repair words repair words repair words repair words repair words repair 1^ 1^");
        assert_snapshot!(course(1, 0, 3), @"read 0 read 0^ words");
        assert_snapshot!(course(7, 1, 20), @"read 0 0 read 0^ 0^ words repair read 1 1 read 1^ 1^ read 2 2 read 2^ 2^ read 3 3 read 3^ 3^ read 4 4");
    }

    #[test]
    fn what_is_still_to_be_written_is_asked_for_in_words() {
        let mut candidates = candidates(2);
        candidates[0].text = "(a):\n    raise NotImplementedError\n".to_owned();
        assert_eq!(Doubts::default().next(&candidates, &History::default(), 40), None);
        candidates.swap(0, 1);
        let mut doubts = Doubts::default();
        assert_eq!(doubts.next(&candidates, &History::default(), 40), Some(Next::Read(0, Claim::Open)));
        doubts.add(&candidates[0], Claim::Open, Vec::new());
        doubts.add(&candidates[0], Claim::Missing, Vec::new());
        assert_eq!(doubts.next(&candidates, &History::default(), 40), None);
    }

    #[test]
    fn what_has_only_a_comment_in_it_is_still_to_be_written() {
        let is_stub = |path: &str, text: &str| {
            let place = candidates(1).remove(0);
            is_stub(&Candidate { path: RelPath::parse(path).unwrap(), text: text.to_owned(), ..place })
        };
        assert!(is_stub("a.c", "int f(int a) {\n    // Adds.\n}\n"));
        assert!(is_stub("a.py", "def f(a):\n    # Adds.\n    pass\n"));
        assert!(!is_stub("a.c", "void f(int *a) {\n    *a = 0;\n}\n"));
        assert!(!is_stub("a.py", "class E(Exception):\n    pass\n"));
        assert!(!is_stub("a.c", "int f(int a) {\n    // Adds.\n    return a;\n}\n"));
    }

    #[test]
    fn a_place_is_read_again_once_its_code_is_another() {
        let (mut candidates, history) = (candidates(1), History::default());
        let mut doubts = Doubts::default();
        doubts.add(&candidates[0], Claim::Open, Vec::new());
        doubts.add(&candidates[0], Claim::Missing, Vec::new());
        assert_eq!(doubts.next(&candidates, &history, 40), None);
        candidates[0].text.push_str("    # changed\n");
        assert_eq!(doubts.next(&candidates, &history, 40), Some(Next::Read(0, Claim::Open)));
    }

    #[test]
    fn of_few_attempts_at_most_half_are_branches() {
        let candidates = candidates(1);
        let tried = |most| {
            let (mut doubts, history) = (Doubts::default(), History::default());
            doubts.add(&candidates[0], Claim::Open, vec![doubt("a", "b", 0.5); 12]);
            doubts.add(&candidates[0], Claim::Missing, Vec::new());
            let next = std::iter::from_fn(|| doubts.next(&candidates, &history, most));
            next.count()
        };
        assert_eq!([1, 2, 8, 16, 40].map(tried), [0, 1, 4, 8, 12]);
    }

    #[test]
    fn what_cannot_be_told_is_not_asked_for_again() {
        let mut doubts = Doubts::default();
        doubts.cannot();
        assert_eq!(doubts.next(&candidates(1), &History::default(), 40), None);
    }
}
