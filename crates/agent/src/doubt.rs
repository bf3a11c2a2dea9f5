//! Where the model itself doubts what stands there: of each of the best places it is told what the model would rather
//! have written, token by token, and the most likely of these branches are tried first, before anything is asked in
//! words. A branch costs the rest of a line, where an answer costs the whole place. Pure.
//!
//! What a small model is asked to correct it mostly repeats as it stands: the wrong token is the likeliest, if only
//! because it was just read. But the right one is mostly the second or third.

use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::language::Language;
use kinglet_domain::profile::{Asking, EditFormat, EditWay};
use kinglet_model::Doubt;
use kinglet_prompt::coder::line_of;
use serde::{Deserialize, Serialize};

use crate::diff::changed;
use crate::history::History;
use crate::state::{Addressee, Question};

/// So many of the best places are read.
const PLACES: usize = 5;
/// So many branches of a place are tried in a row.
const TURN: u32 = 4;
/// A place comes again after this many of lower rank.
const RANKS_A_TURN: usize = 3;
/// The most branches of a place.
const BRANCHES: usize = 12;
/// The most branches in one line.
const IN_A_LINE: usize = 3;
/// What the model takes for less likely is not tried.
const LEAST: f32 = 0.015;
/// The longest place that is read, in bytes: a server reads it no faster than it writes.
const LONGEST: usize = 3000;
/// So many branches are tried before, and after each so many questions in words: some faults a model finds by the one,
/// some by the other.
const IN_A_ROW: u32 = 8;
/// What stands where code is still to be written, in lower case: of that, no token is the wrong one.
const STUBS: [&str; 5] =
    ["notimplementederror", "todo!(", "unimplemented!(", "not implemented", "not yet implemented"];
/// A branch is followed to where the model thinks it leads.
const TEMPERATURE: f32 = 0.2;

/// What is known of the model's doubts about the places of a survey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Doubts {
    /// The places that were read.
    places: Vec<Read>,
    /// Whether the model, or the server that it runs on, tells nothing.
    is_unable: bool,
}

/// A place that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Read {
    /// Which: the digest of where it is and what stands there. Changed code is another place.
    #[serde(default)]
    place: String,
    /// The branches that were not tried yet, most likely first.
    branches: Vec<Doubt>,
    /// How many were.
    tried: u32,
    /// The lines of the place that it doubts, as indices, most doubtful first.
    #[serde(default)]
    lines: Vec<usize>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Next {
    /// A place is read.
    Read(usize),
    /// A branch is tried.
    Try(Question),
}

impl Doubts {
    /// What comes next, if anything is left that is likely enough.
    ///
    /// - `candidates`: the places, best first.
    pub(crate) fn next(&mut self, candidates: &[Candidate], history: &History) -> Option<Next> {
        if self.is_unable || !self.is_due(history) || candidates.first().is_some_and(is_stub) {
            return None;
        }
        let is_open = |candidate: &Candidate| {
            candidate.target != Target::File
                && !is_stub(candidate)
                && candidate.text.len() <= LONGEST
                && !history.is_too_long(candidate)
        };
        let read = |candidate: &Candidate| self.places.get(self.position(candidate)?);
        let turn = |candidate: &Candidate| match read(candidate) {
            None => Some((0, 0)),
            Some(read) if read.branches.is_empty() => None,
            Some(read) => Some((read.tried / TURN, read.tried % TURN)),
        };
        let (about, candidate) = candidates
            .iter()
            .enumerate()
            .take(PLACES)
            .filter(|(_, candidate)| is_open(candidate))
            .filter_map(|(about, candidate)| Some((about, candidate, turn(candidate)?)))
            .min_by_key(|(about, _, (turn, within))| {
                // A turn that was begun is finished first.
                (*within == 0, about + *turn as usize * RANKS_A_TURN, *turn)
            })
            .map(|(about, candidate, _)| (about, candidate))?;
        let at = self.position(candidate);
        let Some(read) = at.and_then(|at| self.places.get_mut(at)) else { return Some(Next::Read(about)) };
        let branch = read.branches.remove(0);
        read.tried += 1;
        let way = EditWay { format: EditFormat::Rewrite, asking: Asking::Imposed };
        let question = Question::open(history.count(), about, way, TEMPERATURE);
        Some(Next::Try(Question { round: history.rounds(candidate), branch: Some(branch), ..question }))
    }

    /// Whether it is their turn, and not that of questions in words; an answer to one of these is repaired first.
    fn is_due(&self, history: &History) -> bool {
        let tried: u32 = self.places.iter().map(|read| read.tried).sum();
        let rows = history.count().saturating_sub(tried) / IN_A_ROW + 1;
        tried < rows.saturating_mul(IN_A_ROW) && history.to_repair(Addressee::First).is_none()
    }

    /// A place was read; without branches it is not read again.
    pub(crate) fn add(&mut self, candidate: &Candidate, branches: Vec<Doubt>) {
        let mut lines = Vec::new();
        for line in branches.iter().map(|branch| line_of(candidate, branch.at)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        self.places.push(Read { place: digest(candidate), branches, tried: 0, lines });
    }

    /// The lines of a place that the model doubts, as indices, most doubtful first: mostly the wrong one is among the first,
    /// even if what the model would rather have written is wrong, too.
    pub(crate) fn lines(&self, candidate: &Candidate) -> &[usize] {
        let read = self.position(candidate).and_then(|at| self.places.get(at));
        read.map_or(&[], |read| &read.lines)
    }

    /// Nothing is told.
    pub(crate) fn cannot(&mut self) {
        self.is_unable = true;
    }

    fn position(&self, candidate: &Candidate) -> Option<usize> {
        let place = digest(candidate);
        self.places.iter().position(|read| read.place == place)
    }
}

/// Whether the place is still to be written.
fn is_stub(candidate: &Candidate) -> bool {
    let text = candidate.text.to_lowercase();
    STUBS.iter().any(|mark| text.contains(mark))
}

/// What tells a place from others, and from itself with other code.
fn digest(candidate: &Candidate) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [candidate.path.as_str(), candidate.name(), &candidate.text] {
        hasher.update(part.as_bytes()).update(b"\0");
    }
    hasher.finalize().to_hex().to_string()
}

/// The branches that are worth trying, most likely first.
///
/// - `text`: what the doubts are about.
pub(crate) fn branches(text: &str, doubts: Vec<Doubt>, language: Option<Language>) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> =
        doubts.into_iter().filter(|doubt| is_worth_trying(text, doubt, language)).collect();
    // The sort is stable: of what is equally likely, what comes first in the text comes first.
    doubts.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    let mut branches: Vec<Doubt> = Vec::new();
    for doubt in doubts {
        let of_line = branches.iter().filter(|it| line(text, it) == line(text, &doubt)).count();
        if branches.len() < BRANCHES && of_line < IN_A_LINE {
            branches.push(doubt);
        }
    }
    branches
}

/// The line that a doubt is about, counted from 0.
pub(crate) fn line(text: &str, doubt: &Doubt) -> usize {
    text.get(..doubt.at).unwrap_or_default().matches('\n').count()
}

/// Whether a branch became a rewrite: more is added than one line in the place of another, and one more.
///
/// The fault is one of a few tokens, then; code that works around it elsewhere satisfies a check as well, but not
/// whoever wrote it.
pub(crate) fn leads_too_far(diff: &str) -> bool {
    let (added, removed): (Vec<&str>, Vec<&str>) = changed(diff).partition(|line| line.starts_with('+'));
    added.len() > removed.len() + 1 || removed.len() > 2
}

fn is_worth_trying(text: &str, doubt: &Doubt, language: Option<Language>) -> bool {
    let Doubt { at, written, instead, probability } = doubt;
    let (Some(before), Some(rest)) = (text.get(..*at), text.get(*at..)) else { return false };
    let said = instead.trim_start();
    let comments: &[&str] = match language {
        Some(Language::Python) => &["#", "\"\"\"", "'''"],
        _ => &["//", "/*"],
    };
    let is_idle = said.trim_end().is_empty()
        || said.starts_with("``")
        || comments.iter().any(|mark| said.starts_with(mark))
        // Within a comment all is well.
        || before.lines().next_back().is_some_and(|line| comments.iter().any(|mark| line.contains(mark)))
        || said.trim_end() == written.trim();
    // The same text can be cut into tokens in more than one way; but `<` in the place of `<=` is another text.
    let is_cut = rest.starts_with(instead.as_str())
        && (instead.len() >= written.len()
            || said.ends_with(|last: char| last.is_alphanumeric() || last == '_'));
    *probability >= LEAST && !is_idle && !is_cut
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::check::{Ended, Report};
    use kinglet_domain::path::RelPath;
    use kinglet_domain::profile::Profile;
    use kinglet_domain::unit::Line;

    use super::*;
    use crate::schedule;
    use crate::state::Verdict;

    const TEXT: &str = "(a, b):\n    total = a # the sum\n    return total >= b\n";

    fn doubt(written: &str, instead: &str, probability: f32) -> Doubt {
        let at = TEXT.find(written).unwrap();
        Doubt { at, written: written.to_owned(), instead: instead.to_owned(), probability }
    }

    fn tried(doubts: Vec<Doubt>) -> String {
        let branches = branches(TEXT, doubts, Some(Language::Python));
        let shown = branches.iter().map(|it| format!("{}:{}->{}", line(TEXT, it), it.written, it.instead));
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn tries_what_makes_another_program_most_likely_first() {
        let doubts = vec![doubt(" >=", " >", 0.2), doubt(" b\n", " a", 0.4), doubt("total", "sum", 0.01)];
        assert_snapshot!(tried(doubts), @"
        2: b
        -> a | 2: >=-> >
        ");
    }

    #[test]
    fn does_not_try_what_changes_nothing() {
        let idle = [
            ("total", "tot"),
            ("total", "  "),
            ("return", "# return"),
            ("return", "```"),
            ("sum", "product"),
        ];
        assert_eq!(tried(idle.map(|(written, instead)| doubt(written, instead, 0.5)).to_vec()), "");
    }

    #[test]
    fn a_branch_is_no_rewrite() {
        let diff = |lines: &str| format!("--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n{lines}");
        assert!(!leads_too_far(&diff("-a\n+b\n")) && !leads_too_far(&diff("-a\n+b\n+c\n")));
        assert!(!leads_too_far(&diff("+b\n")) && !leads_too_far(&diff("-a\n")));
        assert!(leads_too_far(&diff("-a\n+b\n+c\n+d\n")) && leads_too_far(&diff("-a\n-b\n-c\n")));
    }

    #[test]
    fn one_line_does_not_take_all() {
        let many = ["1", "2", "3", "4", "5"].map(|instead| doubt(" a #", instead, 0.5)).to_vec();
        assert_eq!(tried(many).split(" | ").count(), IN_A_LINE);
    }

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
            match doubts.next(&candidates, &history) {
                Some(Next::Read(about)) => {
                    shown.push(format!("read {about}"));
                    doubts.add(&candidates[about], vec![doubt("a", "b", 0.5); branches]);
                }
                Some(Next::Try(question)) => {
                    shown.push(question.about.to_string());
                    history.add(&candidates[question.about], &question, verdict);
                }
                None => {
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
        assert_snapshot!(course(3, 6, 40), @"read 0 0 0 0 0 read 1 1 1 1 1 words repair words repair words repair words repair read 2 2 2 2 2 0 0 1 1 words repair words repair words repair words repair 2 2 words repair words");
        assert_snapshot!(course(1, 0, 3), @"read 0 words repair");
        assert_snapshot!(course(7, 1, 20), @"read 0 0 read 1 1 read 2 2 read 3 3 read 4 4 words repair words repair words repair words repair words repair");
    }

    #[test]
    fn what_is_still_to_be_written_is_asked_for_in_words() {
        let mut candidates = candidates(2);
        candidates[0].text = "(a):\n    raise NotImplementedError\n".to_owned();
        assert_eq!(Doubts::default().next(&candidates, &History::default()), None);
        candidates.swap(0, 1);
        let mut doubts = Doubts::default();
        assert_eq!(doubts.next(&candidates, &History::default()), Some(Next::Read(0)));
        doubts.add(&candidates[0], Vec::new());
        assert_eq!(doubts.next(&candidates, &History::default()), None);
    }

    #[test]
    fn a_place_is_read_again_once_its_code_is_another() {
        let (mut candidates, history) = (candidates(1), History::default());
        let mut doubts = Doubts::default();
        doubts.add(&candidates[0], Vec::new());
        assert_eq!(doubts.next(&candidates, &history), None);
        candidates[0].text.push_str("    # changed\n");
        assert_eq!(doubts.next(&candidates, &history), Some(Next::Read(0)));
    }

    #[test]
    fn what_cannot_be_told_is_not_asked_for_again() {
        let mut doubts = Doubts::default();
        doubts.cannot();
        assert_eq!(doubts.next(&candidates(1), &History::default()), None);
    }
}
