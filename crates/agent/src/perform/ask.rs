//! Asks the model.

use std::time::Instant;

use kinglet_dialect::{Opening, follows, grounded, rejoins, repeats, replacement, rewrite};
use kinglet_domain::context::Candidate;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::profile::{Asking, EditFormat, EditWay};
use kinglet_domain::unit::Tokens;
use kinglet_ledger::Section;
use kinglet_model::{
    Backend, Constraint, Doubt, Error as ModelError, Flow, Identity, Prefill, Reply, Request,
};
use kinglet_prompt::{Keep, change, coder, tester};

use super::exchange::{Counted, Put, count, counted, messages, unaskable, written};
use super::patiently::patiently;
use super::{Performed, Watch};
use crate::diff::changed;
use crate::error::Error;
use crate::escalation::{self, Leaving};
use crate::event::{Answer, Event};
use crate::idea::Idea;
use crate::state::{Question, Red, State, Verdict};

/// Which of a server's caches keeps what this role reads.
const SLOT: u32 = 0;
/// The longest reply.
const LONGEST_REPLY: u32 = 3072;
/// So many bytes of code make a token, rather fewer than more, before any model was asked.
const BYTES_A_TOKEN: usize = 3;
/// The most lines that are shown of an edit that failed.
const MOST_CHANGED: usize = 8;

/// Asks a question and waits for the whole answer.
pub(crate) async fn ask(
    model: &mut dyn Backend,
    state: &State,
    question: &Question,
    plan: &[String],
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let (Some(red), Some(candidate)) = (&state.red, state.candidate(question)) else {
        return Ok(unaskable("the place in question is no longer known".to_owned()));
    };
    let tried = tried(state, question, candidate);
    let asked = asking(state, question, (red, candidate), plan, &tried);
    let manner = Manner {
        asking: question.way.asking,
        sampling: question.sampling,
        // A branch comes back to what stands there, or leads too far.
        doublings: if question.branch.is_some() { 0 } else { state.history.doublings(candidate) },
        stops_early: state.job.has(Idea::EarlyStop),
    };
    put(model, asked, manner, watch).await
}

/// The question as it is put: to change a piece of a plan, or to repair a place.
pub(crate) fn asking<'a>(
    state: &'a State,
    question: &Question,
    (red, candidate): (&'a Red, &'a Candidate),
    plan: &[String],
    tried: &[String],
) -> Asked<'a> {
    // A repair has it from what was tried.
    let said = state.work.as_ref().filter(|_| !question.is_repair);
    let said = said.map(|work| work.said_of(candidate)).unwrap_or_default();
    // Only the function itself is told: the others have nothing to do with it.
    let working = state.work.as_ref().and_then(|work| Some((work, work.piece()?)));
    let told = state.mechanics.told().filter(|_| working.is_some_and(|(_, piece)| piece.about.is_some()));
    let task = told.map_or(state.job.task.clone(), |told| format!("{}\n\n{told}", state.job.task));
    let change = change::Question {
        task: &task,
        plan,
        title: "",
        about: candidate,
        around: &[],
        begins: "",
        said: &said,
        tried,
        format: question.way.format,
        is_fault: true,
    };
    let asked = if let Some((work, piece)) = working {
        let around = red.candidates.get(work.places..).unwrap_or_default();
        let (title, begins, is_fault) = (&piece.title, &work.begins, work.is_fault());
        let question = change::Question { title, around, begins, is_fault, ..change };
        Asked::change(&question, candidate)
    } else if state.work.as_ref().is_some_and(|work| work.pieces.is_empty()) {
        // A mistake is looked for that no check shows.
        Asked::change(&change, candidate)
    } else {
        Asked::repair(&asked(state, question, red, tried), candidate)
    };
    match &question.branch {
        Some(branch) => asked.branching(branch),
        None => asked,
    }
}

/// A question about an edit, as it is put.
pub(crate) struct Asked<'a> {
    /// Who is asked, for the ledger.
    name: &'static str,
    role: &'static str,
    sections: Vec<kinglet_prompt::Section>,
    candidate: &'a Candidate,
    /// How the answer begins and ends where all of the piece is written.
    frame: coder::Frame,
    format: EditFormat,
    /// What the answer may have beyond half as much again as there is.
    more: u32,
}

impl<'a> Asked<'a> {
    /// A piece of code is to be corrected.
    pub(crate) fn repair(question: &coder::Question<'_>, candidate: &'a Candidate) -> Self {
        let (role, sections, format) = (coder::role(), coder::sections(question), question.format);
        let frame = coder::frame(candidate, question.claim.line());
        Self { name: "coder", role, sections, candidate, frame, format, more: 128 }
    }

    /// The answer repeats the piece, and leaves at one place what stands there.
    fn branching(self, Doubt { at, instead, .. }: &Doubt) -> Self {
        // It comes back to what stands there within a line, or leads too far.
        Self { frame: coder::branch(self.candidate, *at, instead), more: 32, ..self }
    }

    /// A test is to be written.
    pub(crate) fn test(question: &tester::Question<'_>, candidate: &'a Candidate) -> Self {
        let (role, sections, format) = (tester::role(), tester::sections(question), EditFormat::Rewrite);
        let frame = tester::frame(question.path);
        Self { name: "architect", role, sections, candidate, frame, format, more: 448 }
    }

    /// A piece of code is to be changed.
    fn change(question: &change::Question<'_>, candidate: &'a Candidate) -> Self {
        let format = question.format;
        // What is new has no size yet.
        let more = if candidate.text.is_empty() { 1024 } else { 512 };
        let (role, sections, frame) =
            (change::role(question.is_fault), change::sections(question), change::frame(question));
        Self { name: "coder", role, sections, candidate, frame, format, more }
    }
}

/// How a question is put.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Whether the answer's frame is imposed.
    pub(crate) asking: Asking,
    /// How it samples.
    pub(crate) sampling: Sampling,
    /// How often the limit of the reply is doubled.
    pub(crate) doublings: u32,
    /// Whether it is cut off once it repeats itself, or comes back to what stands there.
    pub(crate) stops_early: bool,
}

/// A question as a model is given it.
pub(crate) struct Composed {
    pub(crate) request: Request,
    /// Exactly what it reads, for the ledger.
    pub(crate) sections: Vec<Section>,
    /// What follows in the original.
    rest: String,
}

/// Composes a question so that it fits the model; the reason if it cannot.
pub(crate) async fn compose(
    model: &mut dyn Backend,
    asked: Asked<'_>,
    manner: Manner,
    watch: &mut Watch<'_>,
) -> Result<Result<Composed, String>, Error> {
    let Manner { asking, sampling, doublings, .. } = manner;
    let Asked { role, sections, candidate, frame, format, more, .. } = asked;
    let way = EditWay { format, asking };
    let Frame { prefill, form, stop, rest } = Frame::of(model.identity(), way, candidate, frame);
    let begun = count(model, &prefill, watch).await?;
    let limit = reply_limit(count(model, &candidate.text, watch).await?, begun, more);
    let Counted { role, sections, room } = counted(model, role, sections, watch).await?;
    let room = room.0.saturating_sub(begun.0);
    let is_needed = |section: &kinglet_prompt::Section| section.keep == Keep::Always;
    let needed: Tokens =
        sections.iter().filter(|(section, _)| is_needed(section)).map(|(_, size)| *size).sum();
    // Thoughts may take what the window has left beside what must be said.
    let most = room.saturating_sub(needed.0);
    let limit = Tokens(limit.0.saturating_mul(1 << doublings).min(most).max(limit.0));
    let room = room.saturating_sub(limit.0);
    // What must be said may be longer than is good for a small model, as long as it fits its window.
    let longest = model.identity().profile.longest_prompt.0;
    let fitted = match kinglet_prompt::fit(sections, Tokens(room.min(longest.max(needed.0)))) {
        Ok(fitted) => fitted,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let request = Request {
        messages: messages(&role, &fitted),
        stop,
        prefill,
        form,
        tools: Vec::new(),
        limit,
        sampling,
        slot: SLOT,
    };
    let sections = written(role, fitted.parts, &request.prefill);
    Ok(Ok(Composed { request, sections, rest }))
}

/// Puts a question to a model, whichever run it is of.
pub(crate) async fn put(
    model: &mut dyn Backend,
    asked: Asked<'_>,
    manner: Manner,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let (role, about) = (asked.name, format!("{} in {}", asked.candidate.name(), asked.candidate.path));
    let Composed { request, sections, rest } = match compose(model, asked, manner, watch).await? {
        Ok(composed) => composed,
        Err(reason) => return Ok(unaskable(reason)),
    };
    let put = Put { role, about, sections, sampling: manner.sampling, since: Instant::now() };
    let asking = patiently(model, watch, async |model, watch| {
        generate(model, &request, manner.stops_early.then_some(&rest), watch).await
    });
    let reply = match asking.await {
        // Our count can be wrong; asking the same again would not make it shorter.
        Err(error) if error.is_too_long() => return Ok(unaskable(error.to_string())),
        other => other?,
    };
    let episode = put.answered(model.identity(), &reply);
    let answer = Answer { prefill: request.prefill, rest, text: reply.text, finish: reply.finish };
    Ok(Performed { event: Event::Answered(answer), episode: Some(episode) })
}

pub(super) fn asked<'a>(
    state: &'a State,
    question: &Question,
    red: &'a Red,
    tried: &'a [String],
) -> coder::Question<'a> {
    coder::Question {
        task: &state.job.task,
        check: &state.job.check,
        said: &red.report.summary,
        tests: &red.tests,
        candidates: &red.candidates,
        about: question.about,
        claim: question.claim,
        tried,
        format: question.way.format,
    }
}

/// What a question, and those that follow it, would tell the second model.
pub(crate) fn leaving(state: &State, question: &Question) -> Leaving {
    let bytes = state.red.as_ref().zip(state.candidate(question)).map_or(0, |(red, candidate)| {
        let tried = tried(state, question, candidate);
        let sections = coder::sections(&asked(state, question, red, &tried));
        sections.iter().map(|section| section.text.len()).sum()
    });
    let tokens = u32::try_from(bytes / BYTES_A_TOKEN).unwrap_or(u32::MAX);
    escalation::leaving(state, Tokens(tokens))
}

/// What surrounds the answer, in the way in which the backend can be given it.
#[derive(Default)]
struct Frame {
    prefill: String,
    form: Option<Form>,
    stop: Vec<String>,
    rest: String,
}

impl Frame {
    fn of(identity: &Identity, way: EditWay, candidate: &Candidate, whole: coder::Frame) -> Self {
        let continues = identity.prefill == Prefill::Continued;
        match (way.format, identity.constraint) {
            _ if way.asking == Asking::Free => Self::default(),
            (EditFormat::Rewrite, constraint) if continues || constraint == Constraint::Grammar => {
                let coder::Frame { prefill, rest } = whole;
                // Once the fence is closed, there is nothing left to wait for.
                let stop = vec!["\n```".to_owned()];
                if continues {
                    let form = follows(&prefill).filter(|_| constraint == Constraint::Grammar);
                    return Self { prefill, form, stop, rest };
                }
                Self { prefill: String::new(), form: Some(rewrite(Opening::Code, &prefill)), stop, rest }
            }
            (EditFormat::Replace, Constraint::Grammar) => {
                Self { form: Some(grounded(&coder::dedent(&candidate.text))), ..Self::default() }
            }
            (EditFormat::Replace, _) if continues => {
                Self { prefill: "<<<<<<< SEARCH\n".to_owned(), ..Self::default() }
            }
            (EditFormat::Json, Constraint::Grammar | Constraint::JsonSchema) => {
                Self { form: Some(replacement(&candidate.path)), ..Self::default() }
            }
            (EditFormat::Rewrite | EditFormat::Replace | EditFormat::Json, _) => Self::default(),
        }
    }
}

/// What was tried on a place before, for the model to read: the exact error to repair, or the last two failures.
///
/// A question about one line goes without, and so does a branch: it differs from all others, and what stands before it
/// stays in the cache.
fn tried(state: &State, question: &Question, candidate: &Candidate) -> Vec<String> {
    let since = state.work.as_ref().map_or(0, |work| work.recovery.since);
    let about = state.history.recent().filter(|it| it.is_about(candidate) && it.number > since).rev();
    if question.is_repair {
        let said = about.take(1).filter_map(|attempt| match &attempt.verdict {
            Verdict::Refused { reason, .. } => Some(format!("Your last answer: {reason}")),
            Verdict::Failed { diff, said, found, .. } => {
                let found =
                    if found.is_empty() { String::new() } else { format!("\nIt brought in:\n{found}") };
                Some(format!("{}\nThen: {said}{found}", changed_lines(diff, usize::MAX)))
            }
            Verdict::Idle
            | Verdict::TooLong
            | Verdict::Kept { .. }
            | Verdict::Stands { .. }
            | Verdict::Passed => None,
        });
        return said.collect();
    }
    // Of one function, and of what is written anew, what is shown is copied.
    let is_one = state.work.as_ref().is_some_and(|work| work.is_of_one() || work.drafts.refuted > 0);
    if question.claim.line().is_some() || question.branch.is_some() || is_one {
        return Vec::new();
    }
    let failed = about.filter_map(|attempt| match &attempt.verdict {
        Verdict::Failed { diff, .. } => Some(changed_lines(diff, MOST_CHANGED)),
        _ => None,
    });
    let mut last: Vec<String> = failed.take(2).collect();
    // What failed before the step began anew is shorter, and stands first.
    let before = state.work.as_ref().map(|work| &work.recovery.failed).filter(|failed| !failed.is_empty());
    last.extend(before.map(|failed| format!("The step was tried before, and taken back:\n{failed}")));
    last.reverse();
    last
}

/// The changed lines of a diff, without the rest.
fn changed_lines(diff: &str, most: usize) -> String {
    format!("```diff\n{}\n```", changed(diff).take(most).collect::<Vec<_>>().join("\n"))
}

/// Room for what is left of the piece to write, half as much again, and so much more.
///
/// - `whole`: the piece's size.
/// - `begun`: the size of what the reply begins with.
fn reply_limit(whole: Tokens, begun: Tokens, more: u32) -> Tokens {
    let left = whole.0.saturating_sub(begun.0);
    Tokens((left + left / 2 + more).min(LONGEST_REPLY))
}

/// Streams a reply, as far as it is of use.
///
/// - `rest`: what follows in the original; `None` if all of the reply is wanted, whatever it is.
async fn generate(
    model: &mut dyn Backend,
    request: &Request,
    rest: Option<&String>,
    watch: &mut Watch<'_>,
) -> Result<Reply, ModelError> {
    let mut so_far = String::new();
    let mut looked_at = 0;
    let mut is_looping = false;
    let mut sink = |text: &str| {
        so_far.push_str(text);
        watch(Progress::Token { text: text.to_owned() });
        let Some(rest) = rest else { return Flow::Continue };
        // Looking at each token would cost more than it saves.
        if so_far.len() >= looked_at + 128 {
            looked_at = so_far.len();
            is_looping = repeats(&so_far);
        }
        let is_complete = text.contains('\n') && rejoins(&so_far, rest).is_some();
        if is_looping || is_complete { Flow::Stop } else { Flow::Continue }
    };
    let mut reply = model.generate(request, &mut sink).await?;
    if is_looping {
        reply.finish = Finish::Length;
    }
    Ok(reply)
}
