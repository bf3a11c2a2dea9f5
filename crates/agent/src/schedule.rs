//! Which question comes next: a failure always changes something.
//!
//! A place has turns of a few questions each: an open one and ones about a single line of it. The best
//! few places have their first turns, then the best one has its second, the next place its first, and so on along
//! diagonals. Most questions of a turn share most of their prompt, so that they cost little. A reply
//! that could not be used, broke the build, or let a test get further is answered once with the exact error, and in the next way to write an
//! edit that suits the model, before the walk goes on.

use kinglet_domain::check::Report;
use kinglet_domain::context::{Candidate, Claim, Target};
use kinglet_domain::profile::{EditFormat, EditWay, Profile};
use kinglet_loom::suspicious_lines;

use crate::doubt::Doubts;
use crate::history::History;
use crate::recover;
use crate::state::{Addressee, Question, Verdict};

/// The temperature of the first questions about a place: close to what the model thinks most likely.
const COOL: f32 = 0.2;
/// So many lines of a place are asked about between two open questions.
const LINES: usize = 5;
/// How many questions a turn has.
const TURN: u32 = 3;
/// So many lines that the model doubts are asked about before the whole place: an answer of a line costs a tenth.
const DOUBTED: usize = 2;
/// A place that had a turn comes again after this many of lower rank: where the fault is not certain, looking at
/// another place finds it more often than asking again.
const RANKS_A_TURN: usize = 5;
/// How much warmer a repair is than the question that it repairs.
const STEP: f32 = 0.3;

/// The next question; `None` if no place is left to ask about.
///
/// - `candidates`: the places, best first.
/// - `report`: what the check says.
/// - `history`: all questions so far, of earlier surveys too.
/// - `doubts`: what is known of the model's doubts about the places.
pub(crate) fn next(
    candidates: &[Candidate],
    report: &Report,
    history: &History,
    doubts: &Doubts,
    profile: &Profile,
) -> Option<Question> {
    let rounds: Vec<u32> = candidates.iter().map(|candidate| history.rounds(candidate)).collect();
    let rounds = |about: usize| rounds.get(about).copied().unwrap_or(0);
    if let Some(last) = history.to_repair(Addressee::First)
        && let Some(about) = candidates.iter().position(|it| last.is_about(it))
    {
        let round = rounds(about).saturating_sub(1);
        let candidate = candidates.get(about)?;
        let manner = manner(candidate, report, doubts.lines(candidate), round, profile).shown();
        // Code that was tried was written in the right form.
        let is_misread = matches!(last.verdict, Verdict::Refused { .. });
        let way = profile.edit(usize::from(is_misread));
        let question = manner.question(history, about, way);
        let mut question = Question { round, is_repair: true, ..question };
        question.sampling.temperature += STEP;
        return Some(question);
    }
    let is_open = |about: &usize| candidates.get(*about).is_some_and(|it| !history.is_too_long(it));
    let turns = |about: usize| (rounds(about) / TURN) as usize;
    let is_unfinished = |about: &usize| !rounds(*about).is_multiple_of(TURN);
    let walk = || {
        (0..candidates.len())
            .filter(is_open)
            .min_by_key(|about| (about + turns(*about) * RANKS_A_TURN, turns(*about)))
    };
    let about = (0..candidates.len()).filter(is_open).find(is_unfinished).or_else(walk)?;
    let (round, candidate) = (rounds(about), candidates.get(about)?);
    let way = recover::way(profile, history.refused(candidate));
    let manner = manner(candidate, report, doubts.lines(candidate), round, profile);
    let manner = if way.format == EditFormat::Rewrite { manner } else { manner.shown() };
    Some(Question { round, ..manner.question(history, about, way) })
}

/// The next question to the second model: an open one about each place, best first, then ones about a line. Its
/// questions are few, so they are not spent on one place.
pub(crate) fn escalated(candidates: &[Candidate], report: &Report, history: &History) -> Option<Question> {
    // What is known of the first model tells nothing of this one.
    let profile = Profile::default();
    let last = history.to_repair(Addressee::Second);
    let repaired = last.and_then(|last| candidates.iter().position(|it| last.is_about(it)));
    let rounds = |about: usize| candidates.get(about).map_or(0, |candidate| history.escalated(candidate));
    let about = repaired.or_else(|| (0..candidates.len()).min_by_key(|about| rounds(*about)))?;
    let is_repair = repaired.is_some();
    let round = rounds(about).saturating_sub(u32::from(is_repair));
    let manner = manner(candidates.get(about)?, report, &[], round, &profile);
    let question = manner.question(history, about, profile.edit(0));
    let mut question = Question { round, is_repair, to: Addressee::Second, ..question };
    if is_repair {
        question.sampling.temperature += STEP;
    }
    Some(question)
}

/// How a place is asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Manner {
    claim: Claim,
    temperature: f32,
}

impl Manner {
    fn open(temperature: f32) -> Self {
        Self { claim: Claim::Open, temperature }
    }

    /// The same with all of the place shown: who repairs an answer reads what it changed.
    fn shown(self) -> Self {
        Self { claim: self.claim.line().map_or(Claim::Open, Claim::Line), ..self }
    }

    fn question(self, history: &History, about: usize, way: EditWay) -> Question {
        let open = Question::open(history.count(), about, way, self.temperature);
        Question { claim: self.claim, ..open }
    }
}

/// How a place is asked about in a round.
///
/// One question is open; each other leaves another line of the place blank, since a question that differs
/// finds more than a hotter one. After some lines it is asked openly again, but hotter. Then the same lines are pointed at.
/// Once that was done with all lines, it all begins anew, hotter.
///
/// - `doubted`: the lines that the model doubts, as indices, most doubtful first.
fn manner(
    candidate: &Candidate,
    report: &Report,
    doubted: &[usize],
    round: u32,
    profile: &Profile,
) -> Manner {
    let lines = if candidate.target == Target::File { Vec::new() } else { lines(candidate, report, doubted) };
    let all = |claim: fn(usize) -> Claim| lines.iter().copied().map(claim).collect::<Vec<Claim>>();
    // In another form, what is not shown cannot be replaced.
    let has_blanks = profile.edit(0).format == EditFormat::Rewrite;
    let blanks = if has_blanks { all(Claim::Blank) } else { Vec::new() };
    let is_doubted = |blank: &&Claim| blank.line().is_some_and(|line| doubted.contains(&line));
    let (first, blanks) = blanks.split_at(blanks.iter().take(DOUBTED).take_while(is_doubted).count());
    let manner = |claim: &Claim| Manner { claim: *claim, temperature: COOL };
    let mut cycle: Vec<Manner> = first.iter().map(manner).collect();
    cycle.push(Manner::open(COOL));
    for part in blanks.chunks(LINES).chain(all(Claim::Line).chunks(LINES)) {
        // The first lines follow an open question.
        cycle.extend((cycle.len() > first.len() + 1).then(|| Manner::open(profile.warm)));
        cycle.extend(part.iter().map(manner));
    }
    let round = round as usize;
    let manner = cycle.get(round % cycle.len()).copied().unwrap_or(Manner::open(COOL));
    if round < cycle.len() { manner } else { Manner { temperature: profile.warm, ..manner } }
}

/// The lines of a place to ask about, as indices: first those through which a failure went, nearest to it first, then those
/// that the model doubts, then those in which there is most to get wrong.
fn lines(candidate: &Candidate, report: &Report, doubted: &[usize]) -> Vec<usize> {
    let frames = report.failures.iter().flat_map(|failure| &failure.frames);
    let of_it = frames.filter(|frame| frame.path == candidate.path);
    let lines = of_it.filter_map(|frame| frame.line).filter(|line| candidate.contains(*line));
    let mut found: Vec<usize> = Vec::new();
    let within = lines.map(|line| line.index() - candidate.first.index());
    for index in within.chain(doubted.iter().copied()).chain(suspicious_lines(&candidate.text)) {
        if index > 0 && !found.contains(&index) {
            found.push(index);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use kinglet_domain::check::{Ended, Failure, FailureKind, Frame};
    use kinglet_domain::path::RelPath;
    use kinglet_domain::unit::Line;

    use super::*;

    /// A failure that went through these lines.
    fn report(lines: &[u32]) -> Report {
        let path = RelPath::parse("a.py").unwrap();
        let frame = |line: &u32| Frame { path: path.clone(), line: Line::new(*line), function: None };
        let (name, message, frames) = (String::new(), String::new(), lines.iter().map(frame).collect());
        let failures = vec![Failure { name, kind: FailureKind::Test, message, frames }];
        let (ended, summary) = (Ended::Failed { code: 1 }, String::new());
        Report { ended, passed: None, failed: None, failures, summary }
    }

    fn candidates(names: &[&str]) -> Vec<Candidate> {
        let candidate = |name: &&str| Candidate {
            path: RelPath::parse("a.py").unwrap(),
            target: Target::Symbol { name: (*name).to_owned(), head: String::new() },
            first: Line::FIRST,
            text: "def f(x):\n    y = x + 1\n    return y < 3\n".to_owned(),
            reasons: vec![],
        };
        names.iter().map(candidate).collect()
    }

    fn told(claim: Claim) -> String {
        match claim {
            Claim::Open => String::new(),
            Claim::Line(line) => format!(":{line}"),
            Claim::Blank(line) => format!("_{line}"),
            Claim::Missing => "^".to_owned(),
        }
    }

    /// Asks `count` times; `verdict` says what comes of each.
    fn check(names: &[&str], count: usize, verdict: impl Fn(usize) -> Verdict) -> String {
        let candidates = candidates(names);
        let mut history = History::default();
        let mut shown = Vec::new();
        for at in 0..count {
            let Some(question) =
                next(&candidates, &report(&[]), &history, &Doubts::default(), &Profile::default())
            else {
                break;
            };
            let name = candidates[question.about].name().to_owned();
            let repair = if question.is_repair { "!" } else { "" };
            let claim = told(question.claim);
            shown.push(format!("{name}{claim}{repair}@{}", question.sampling.temperature));
            history.add(&candidates[question.about], &question, verdict(at));
        }
        shown.join(" ")
    }

    fn failed(_: usize) -> Verdict {
        Verdict::Failed { diff: String::new(), said: String::new(), found: String::new(), is_near: false }
    }

    #[test]
    fn walks_places_and_rounds_along_diagonals() {
        insta::assert_snapshot!(check(&["a", "b", "c"], 24, failed), @"a@0.2 a_2@0.2 a_1@0.2 b@0.2 b_2@0.2 b_1@0.2 c@0.2 c_2@0.2 c_1@0.2 a@0.8 a:2@0.2 a:1@0.2 b@0.8 b:2@0.2 b:1@0.2 c@0.8 c:2@0.2 c:1@0.2 a@0.8 a_2@0.8 a_1@0.8 b@0.8 b_2@0.8 b_1@0.8");
        insta::assert_snapshot!(check(&["a"], 7, failed), @"a@0.2 a_2@0.2 a_1@0.2 a@0.8 a:2@0.2 a:1@0.2 a@0.8");
        insta::assert_snapshot!(check(&[], 3, failed), @"");
    }

    #[test]
    fn all_lines_are_asked_about_before_any_is_again_those_of_the_failure_first() {
        let mut candidate = candidates(&["a"]).remove(0);
        candidate.text = "def a(x):\n".to_owned() + &"    x = f(x)\n".repeat(7) + "    return x\n";
        let course = |candidate: &Candidate, report: &Report, doubted: &[usize]| {
            let shown = (0..30).map(|round| {
                let Manner { claim, temperature } =
                    manner(candidate, report, doubted, round, &Profile::default());
                format!("{}@{temperature}", told(claim))
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        insta::assert_snapshot!(course(&candidate, &report(&[]), &[]), @"@0.2 _1@0.2 _2@0.2 _3@0.2 _4@0.2 _5@0.2 @0.8 _6@0.2 _7@0.2 _8@0.2 @0.8 :1@0.2 :2@0.2 :3@0.2 :4@0.2 :5@0.2 @0.8 :6@0.2 :7@0.2 :8@0.2 @0.8 _1@0.8 _2@0.8 _3@0.8 _4@0.8 _5@0.8 @0.8 _6@0.8 _7@0.8 _8@0.8");
        insta::assert_snapshot!(course(&candidate, &report(&[]), &[7, 8, 2]), @"_7@0.2 _8@0.2 @0.2 _2@0.2 _1@0.2 _3@0.2 _4@0.2 _5@0.2 @0.8 _6@0.2 @0.8 :7@0.2 :8@0.2 :2@0.2 :1@0.2 :3@0.2 @0.8 :4@0.2 :5@0.2 :6@0.2 _7@0.8 _8@0.8 @0.8 _2@0.8 _1@0.8 _3@0.8 _4@0.8 _5@0.8 @0.8 _6@0.8");
        // Lines are counted from the first of the file; beyond the place, they say nothing of it.
        candidate.first = Line::new(11).unwrap();
        insta::assert_snapshot!(course(&candidate, &report(&[16, 19, 11, 3]), &[]), @"@0.2 _5@0.2 _8@0.2 _1@0.2 _2@0.2 _3@0.2 @0.8 _4@0.2 _6@0.2 _7@0.2 @0.8 :5@0.2 :8@0.2 :1@0.2 :2@0.2 :3@0.2 @0.8 :4@0.2 :6@0.2 :7@0.2 @0.8 _5@0.8 _8@0.8 _1@0.8 _2@0.8 _3@0.8 @0.8 _4@0.8 _6@0.8 _7@0.8");
    }

    #[test]
    fn what_is_too_long_is_not_asked_about_again() {
        insta::assert_snapshot!(check(&["a", "b"], 9, |at| if at == 0 { Verdict::TooLong } else { failed(at) }), @"a@0.2 b@0.2 b_2@0.2 b_1@0.2 b@0.8 b:2@0.2 b:1@0.2 b@0.8 b_2@0.8");
        insta::assert_snapshot!(check(&["a", "b"], 9, |_| Verdict::TooLong), @"a@0.2 b@0.2");
    }

    #[test]
    fn repairs_the_form_once() {
        let refused = |is_repairable| move |_| Verdict::Refused { reason: String::new(), is_repairable };
        insta::assert_snapshot!(check(&["a", "b"], 6, refused(true)), @"a@0.2 a!@0.5 a:2@0.2 a:2!@0.5 a:1@0.2 a:1!@0.5");
        insta::assert_snapshot!(check(&["a", "b"], 4, refused(false)), @"a@0.2 a_2@0.2 a_1@0.2 b@0.2");
    }
}
