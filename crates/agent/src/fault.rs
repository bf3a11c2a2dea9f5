//! A task that describes a mistake, and no check that shows it: the model is read for where it is sure of one, or asked where it is, and
//! then for that piece alone, as one with a mistake in it. Asked for what a task wants there, a small model copies what it is shown. Pure.

use kinglet_domain::action::Step;
use kinglet_domain::context::{Candidate, Claim, KnownBug, Target, short};
use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_ledger::NodeChange;
use serde_json::json;

use crate::account;
use crate::doubt::{Next, Surest};
use crate::effect::Effect;
use crate::idea::Idea;
use crate::planning::is_list;
use crate::recover::Recovery;
use crate::state::{Phase, Question};
use crate::step::Transition;
use crate::work::Work;

/// The most pieces of which one is chosen.
const PIECES: usize = 8;
/// The most pieces that are read for what the model would rather have written, before it is asked for the place.
const READ: usize = 5;
/// What the model takes for less likely is not tried where no test fails: of that, most would be let pass.
const LIKELY: f32 = 0.05;
/// What looks like a well-known mistake and is seldom right is taken for the one that is described, if the model doubts its lines so
/// much, or is sure of no other place.
const DOUBTED: f32 = 0.05;
/// The same of what is as often right, if the model doubts its lines so much.
const MUCH_DOUBTED: f32 = 0.6;
/// Words that say that something is wrong.
const WRONG: &str = "although bug bugs broken cannot complain complains correct corrected crash crashes defect exception fail fails \
    fault fix fixed incorrect incorrectly mistake mistakenly oddly panic panics problem repair strange strangely supposed \
    unexpected unexpectedly weird wrong wrongly";
/// The same in several words, where what is wrong is quoted, too.
const SAID: [&str; 6] = ["should be ", "should not", "shouldn't", "no longer", "does not", "doesn't"];
/// The same of something that was named before.
const IT: [&str; 5] =
    [" even though ", " it should be ", " it should have been ", " it should not ", " it should never "];
/// The same, where nothing is wished for.
const STILL: &str = "still";
/// What is said of something before it is, or comes out, too large.
const IS: &str = "are become becomes come comes get gets is was were";
/// More, or less, of something than there should be.
const TOO: &str = "big cold early few fast far high hot large late little long low many much narrow often short slow small soon wide";
/// What makes of a clause a case that may be.
const CASE: &str = "if that unless when whenever where which";
/// What is wished for, and not missed.
const ABLE: [&str; 2] = ["should be possible", "should be able"];
/// Words that ask for something new.
const NEW: &str = "add adds adding adapt argument change create everywhere extend feature field flag implement introduce \
    move option parameter provide provides refactor remove rename replace support update write";
/// The same, where nothing is said to be wrong.
const WISHED: &str = "need needs want wants";

/// Whether a task tells of something that is wrong, and asks for nothing new.
pub(crate) fn is_described(task: &str) -> bool {
    let words = || task.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |list: &str| {
        words().any(|word| list.split_whitespace().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let said = format!(" {}", task.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
    let says = |phrases: &[&str]| phrases.iter().any(|told| said.contains(told));
    let is_told = has(WRONG) || said.split(['.', ',', ';', ':', '!', '?', '(', ')']).any(is_too);
    let is_wrong = is_told || said.contains('"') && says(&SAID) || says(&IT) && !says(&ABLE);
    let is_wished = !is_told && has(WISHED);
    (is_wrong || has(STILL)) && !is_wished && !has(NEW)
}

/// Whether a clause in small letters says that something is too large, or the like.
fn is_too(clause: &str) -> bool {
    let is = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let words: Vec<&str> = clause.split_whitespace().filter(|word| *word != "out").collect();
    let is_told = |words: &[&str]| matches!(words, [be, "too", much] if is(IS, be) && is(TOO, much));
    let told = words.windows(3).position(is_told);
    told.is_some_and(|told| !words.iter().take(told).any(|word| is(CASE, word)))
}

/// The pieces of which one may have the mistake, with their positions.
pub(crate) fn pieces(candidates: &[Candidate]) -> Vec<(usize, &Candidate)> {
    let is_part = |(_, candidate): &(usize, &Candidate)| candidate.target != Target::File;
    candidates.iter().enumerate().filter(is_part).take(PIECES).collect()
}

/// The pieces that are worth reading: those with half of the points of the best one.
fn likeliest(candidates: &[Candidate]) -> Vec<(usize, &Candidate)> {
    let mut pieces = pieces(candidates);
    let most = pieces.first().map_or(0, |(_, best)| best.score());
    pieces.retain(|(_, it)| 2 * it.score() >= most);
    pieces.truncate(READ);
    pieces
}

/// The position of the piece that a model means by a name.
pub(crate) fn meant(candidates: &[Candidate], said: &str) -> Option<usize> {
    let said = said.trim().split('(').next().unwrap_or_default().trim();
    let pieces = pieces(candidates);
    let is = |name: &str| name == said;
    let alike = || pieces.iter().find(|(_, it)| it.short_name() == short(said) && !said.is_empty());
    pieces.iter().find(|(_, it)| is(it.name())).or_else(alike).map(|(about, _)| *about)
}

impl Transition {
    /// Whether the model is asked first where the mistake is.
    pub(crate) fn locates(&self) -> bool {
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let work = self.state.work.as_ref();
        self.state.job.has(Idea::Locating)
            && work.is_some_and(|work| work.began_green && work.located.is_none())
            && self.state.mechanics.carried.is_none()
            && is_described(&self.state.job.task)
            && !is_list(&self.state.job.task)
            && !pieces(candidates).is_empty()
    }

    /// Looks for the mistake: where the model is sure that something else belongs, and else where it says.
    pub(crate) fn locate(&mut self) {
        if let Some((bug, place)) = self.known_fault() {
            let reason = format!("`{}` has what is next to never right: {}", place.name(), bug.why);
            return self.take_for_known(bug, &place, &reason);
        }
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let sure = match self.state.doubts.surest(&likeliest(candidates), &self.state.history) {
            Some(Surest::Unread(about)) => {
                return self.state.phase = Phase::Doubt { about, claim: Claim::Open };
            }
            Some(Surest::Place(about)) => candidates.get(about).cloned(),
            None => None,
        };
        let known = self.doubted_fault().filter(|(doubt, ..)| *doubt >= DOUBTED || sure.is_none());
        if let Some((_, bug, place)) = known {
            let reason = format!("`{}` has what is often wrong: {}", place.name(), bug.why);
            self.take_for_known(bug, &place, &reason);
        } else if let Some(place) = sure {
            let reason = format!("the model is sure that something in `{}` is wrong", place.name());
            self.take_for_fault(&place, &reason);
        } else {
            self.state.phase = Phase::Locate;
        }
    }

    /// What looks most like the mistake of all that looks like a well-known one, how likely the model would rather have written something
    /// else there, and its piece.
    fn doubted_fault(&self) -> Option<(f32, KnownBug, Candidate)> {
        let found = self.suspects().into_iter().filter_map(|(bug, place)| {
            let Edit::Lines { lines, .. } = &bug.edit else { return None };
            let doubt = self.state.doubts.doubted(place, *lines).unwrap_or_default();
            let is_there = place.contains(lines.first());
            (is_there && (!bug.is_weak || doubt >= MUCH_DOUBTED)).then_some((doubt, bug, place))
        });
        // Of equally doubted ones, the first.
        let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(doubt, bug, place)| (doubt, bug.clone(), place.clone()))
    }

    fn take_for_known(&mut self, bug: KnownBug, place: &Candidate, reason: &str) {
        self.take_for_fault(place, reason);
        if let Some(work) = &mut self.state.work {
            work.known = Some(bug);
        }
    }

    /// A well-known mistake in one of the pieces that is next to never right, and that piece.
    fn known_fault(&self) -> Option<(KnownBug, Candidate)> {
        let found =
            self.suspects().into_iter().filter(|(bug, place)| bug.is_sure && place.contains(bug.line));
        let (bug, place) = found.min_by_key(|(bug, _)| bug.about)?;
        Some((bug.clone(), place.clone()))
    }

    /// What looks like a well-known mistake, each with its piece, if that is among the likeliest.
    fn suspects(&self) -> Vec<(&KnownBug, &Candidate)> {
        let Some(red) = self.state.red.as_ref().filter(|_| self.state.job.has(Idea::Patterns)) else {
            return Vec::new();
        };
        let pieces = likeliest(&red.candidates);
        let of =
            |bug: &KnownBug| pieces.iter().find(|(about, _)| *about == bug.about).map(|(_, piece)| *piece);
        red.bugs.iter().filter_map(|bug| Some((bug, of(bug)?))).collect()
    }

    /// Mends what looks like the mistake at hand. Whether there is something.
    pub(crate) fn mends_fault(&mut self) -> bool {
        let known = self.state.work.as_mut().and_then(|work| work.known.take());
        let place = self.state.red.as_ref().and_then(|red| red.candidates.first()).cloned();
        let Some((KnownBug { line, why, edit, .. }, place)) = known.zip(place) else { return false };
        let open = Question::open(self.state.history.count(), 0, self.state.profile.edit(0), 0.0);
        self.try_mend(open, &place, (line, why), edit);
        true
    }

    /// Whether the piece at hand is the one that is said to have the mistake.
    pub(crate) fn is_fault(&self) -> bool {
        self.state.work.as_ref().is_some_and(Work::is_fault)
    }

    /// Whether the model is sure that something else belongs in the piece at hand.
    pub(crate) fn is_sure(&self) -> bool {
        let best = self.state.red.as_ref().and_then(|red| red.candidates.first());
        best.is_some_and(|best| {
            self.state.doubts.surest(&[(0, best)], &self.state.history) == Some(Surest::Place(0))
        })
    }

    /// Where no answer about the piece with the mistake could be used, or the model is sure of what belongs there, what it would rather have
    /// written is tried. Whether there is anything.
    pub(crate) fn doubts_fault(&mut self) -> bool {
        let is_open = self.is_fault() && self.state.work.as_ref().is_some_and(|work| work.changed == 0);
        let Some(red) = self.state.red.as_ref().filter(|_| is_open) else { return false };
        let place = red.candidates.get(..1).unwrap_or_default();
        match self.state.doubts.best(place, &self.state.history, &[(Claim::Open, 1.0)]) {
            Some(Next::Read(about, claim)) => self.state.phase = Phase::Doubt { about, claim },
            Some(Next::Try(question)) => {
                let probability = question.branch.as_ref().map_or(0.0, |branch| branch.probability);
                let Some(place) = place.first().filter(|_| probability >= LIKELY) else { return false };
                let summary = account::question(&question, place, &self.state.profile);
                let path = place.path.clone();
                self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
                self.put(question);
            }
            None => return false,
        }
        true
    }

    /// Whether nothing came of the piece that was said to have the mistake: then there is a plan as for any other task.
    pub(crate) fn looks_elsewhere(&mut self) -> bool {
        if !self.is_fault() || self.state.work.as_ref().is_some_and(|work| work.changed > 0) {
            return false;
        }
        self.close_step(NodeChange::Abandoned, "no answer about it could be used");
        if let Some(work) = &mut self.state.work {
            (work.pieces, work.parts, work.at, work.places) = (Vec::new(), Vec::new(), 0, 0);
            (work.lacks, work.recovery, work.reduced) = (None, Recovery::default(), None);
        }
        true
    }

    /// The model said where the mistake is, or nothing that can be used.
    pub(crate) fn located(&mut self, said: Result<String, String>) {
        let action = said.as_ref().ok().map(|said| json!({ "name": said }).to_string());
        self.effects.push(Effect::Understood { action, repairs: Vec::new() });
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let Some(place) = said.ok().and_then(|said| candidates.get(meant(candidates, &said)?)).cloned()
        else {
            if let Some(work) = &mut self.state.work {
                work.located = Some(String::new());
            }
            let reason = "the model names none of the pieces as the one with the mistake";
            self.record((Kind::Decision, Status::Neutral), "plan", reason, "");
            self.state.phase = Phase::Plan;
            return;
        };
        self.take_for_fault(
            &place,
            &format!("the model takes `{}` for the place of the mistake", place.name()),
        );
    }

    /// One piece is to be corrected, and nothing else.
    fn take_for_fault(&mut self, place: &Candidate, reason: &str) {
        if let Some(work) = &mut self.state.work {
            work.located = Some(place.name().to_owned());
        }
        let title = account::first_line(&self.state.job.task).to_owned();
        let step = Step { title, files: vec![place.path.clone()], compile: true };
        self.adopt_about(&[step], reason, Some(place.name()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_from_a_wish() {
        for described in [
            "Customers complain: an order of exactly 100.00 gets no discount, though the price list says so.",
            "`formatDuration` shows 65 seconds as \"1:5\"; it should be \"1:05\".",
            "Names with several spaces come out wrong in `initials`.",
            "`slug` is wrong: it needs to be in lower case.",
            "`volume_set` lets the volume become negative; it should be 0 then.",
            "Since we moved to the new server, nothing is found, although\nit is there.",
            "One hour and five minutes is shown as 1:5:00 when\nit should be 1:05:00. Leave the rest as it is.",
            "The list forgets people: they cannot be found any more. It happens every week. Please repair it.",
            "Who wants no border, with \"border=0\", gets one of 5 mm, and the paper is too large by that. Please see to it.",
            "When I order ten, the price is too high by one.",
            "When I count none at all, the overview says \"not counted\", and the average comes out too high. A count of zero is a count.",
            "After `close` the door is still open.",
            "Since 2.0.0-rc.10 was published, 2.0.0-rc.9 is still shown above it. Please repair the ordering.",
        ] {
            assert!(is_described(described), "{described}");
        }
        for wish in [
            "Add a function `median(values)` to stats.py; of nothing it must raise a ValueError.",
            "`format_price(amount)` should get a second parameter `currency`.",
            "Give the program a flag that shows the number of each line instead.",
            "Notes should have tags. `Note` gets a field `tags`, a list that should be empty by default.",
            "Use `logging` instead of print everywhere.",
            "Move the constants to config.py; they should not be in \"main.py\".",
            "Say something else.",
            "Customers want to see the border in the quote, too.",
            "Print a warning if the password is too short.",
            "Truncate titles that are too long.",
            "Say so when a name is too long, please.",
            "Provide `median(values)` in stats.py; it should be 0 for an empty list.",
            "The limit should be 20 a page.",
            "For long lists, it should be possible to see ten at a time.",
            "Add a flag `--all`; without it, the output is still the same.",
            "I need a method `by_author()` of `Shelf`; of an empty one it should be empty.",
        ] {
            assert!(!is_described(wish), "{wish}");
        }
    }
}
