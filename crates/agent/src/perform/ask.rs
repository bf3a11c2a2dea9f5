//! Asks the model.

use std::time::{Duration, Instant};

use kinglet_dialect::{rejoins, repeats};
use kinglet_domain::context::Candidate;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::model::Finish;
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{NewEpisode, Section};
use kinglet_model::{Backend, Flow, Message, Prefill, Reply, Request, Role};
use kinglet_prompt::coder;

use crate::error::Error;
use crate::event::{Answer, Event};
use crate::schedule::is_about;
use crate::state::{Question, State, Verdict};

/// Where the window of a model is not known, it is taken to be this small.
const CAREFUL_WINDOW: Tokens = Tokens(4096);
/// What a chat template adds around the messages, at the most.
const TEMPLATE: u32 = 64;
/// The longest prompt: a small model drowns in more, long before its window is full.
const LONGEST_PROMPT: u32 = 2600;
/// The longest reply.
const LONGEST_REPLY: u32 = 1536;
/// The most lines that are shown of an edit that failed.
const MOST_CHANGED: usize = 8;
/// How often a question is sent again when the connection fails, and how long is waited before each time.
const WAITS: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];

/// What came of asking.
pub(crate) struct Asked {
    /// What happened.
    pub(crate) event: Event,
    /// The call for the ledger, if the model was asked.
    pub(crate) episode: Option<NewEpisode>,
}

/// Asks a question and waits for the whole answer.
pub(crate) async fn ask(
    model: &mut dyn Backend,
    state: &State,
    question: &Question,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<Asked, Error> {
    let (Some(red), Some(candidate)) = (&state.red, state.candidate(question)) else {
        let reason = "the place in question is no longer known".to_owned();
        return Ok(Asked { event: Event::Unaskable { reason }, episode: None });
    };
    let tried = tried(state, question, candidate);
    let sections = coder::sections(&coder::Question {
        task: &state.job.task,
        check: &state.job.check,
        said: &red.report.summary,
        tests: &red.tests,
        candidates: &red.candidates,
        about: question.about,
        focus: question.focus,
        tried: &tried,
    });
    let limit = reply_limit(model, candidate).await?;
    let window = model.identity().window.unwrap_or(CAREFUL_WINDOW).0;
    let budget = window.saturating_sub(limit.0 + TEMPLATE).min(LONGEST_PROMPT);
    let mut texts = Vec::new();
    let mut counted = Vec::new();
    for section in sections {
        let size = model.count(&section.text).await?;
        texts.push((section.name.clone(), section.text.clone()));
        counted.push((section, size));
    }
    let fitted = match kinglet_prompt::fit(counted, Tokens(budget)) {
        Ok(fitted) => fitted,
        Err(error) => {
            return Ok(Asked { event: Event::Unaskable { reason: error.to_string() }, episode: None });
        }
    };
    let continues = model.identity().prefill == Prefill::Continued;
    let frame = continues.then(|| coder::frame(candidate, question.focus));
    let coder::Frame { prefill, rest } = frame.unwrap_or_default();
    let request = Request {
        messages: vec![
            Message { role: Role::System, content: coder::role().to_owned() },
            Message { role: Role::User, content: fitted.text.clone() },
        ],
        prefill,
        // Once the fence is closed, there is nothing left to wait for.
        stop: if continues { vec!["\n```".to_owned()] } else { Vec::new() },
        limit,
        sampling: question.sampling,
    };
    let begun = Instant::now();
    let reply = generate(model, &request, &rest, watch).await?;
    let episode = NewEpisode {
        model: model.identity().model.clone(),
        backend: model.identity().backend.clone(),
        role: "coder".to_owned(),
        about: format!("{} in {}", candidate.name(), candidate.path),
        sections: parts(&request, fitted.sections, &texts),
        reply: reply.text.clone(),
        action: None,
        repairs: Vec::new(),
        finish: reply.finish,
        sampling: question.sampling,
        usage: reply.usage,
        wall: begun.elapsed(),
    };
    let answer = Answer { prefill: request.prefill, rest, text: reply.text, finish: reply.finish };
    Ok(Asked { event: Event::Answered(answer), episode: Some(episode) })
}

/// What was tried on a place before, for the model to read: the exact error to repair, or the last two failures.
///
/// A question about one line goes without: it differs from all others, and what stands before it stays in the cache.
fn tried(state: &State, question: &Question, candidate: &Candidate) -> Vec<String> {
    let about = state.attempts.iter().filter(|attempt| is_about(attempt, candidate)).rev();
    if question.is_repair {
        let said = about.take(1).filter_map(|attempt| match &attempt.verdict {
            Verdict::Refused { reason, .. } => Some(format!("Your last answer: {reason}")),
            Verdict::Failed { diff, said, .. } => {
                Some(format!("{}\nThen: {said}", changed_lines(diff, usize::MAX)))
            }
            Verdict::Kept { .. } | Verdict::Passed => None,
        });
        return said.collect();
    }
    if question.focus.is_some() {
        return Vec::new();
    }
    let failed = about.filter_map(|attempt| match &attempt.verdict {
        Verdict::Failed { diff, .. } => Some(changed_lines(diff, MOST_CHANGED)),
        _ => None,
    });
    let mut last: Vec<String> = failed.take(2).collect();
    last.reverse();
    last
}

/// The changed lines of a diff, without the rest.
fn changed_lines(diff: &str, most: usize) -> String {
    let is_header = |line: &str| line.starts_with("+++ ") || line.starts_with("--- ");
    let changed = diff.lines().filter(|line| line.starts_with(['+', '-']) && !is_header(line));
    format!("```diff\n{}\n```", changed.take(most).collect::<Vec<_>>().join("\n"))
}

/// Room for the piece itself, and half as much again.
async fn reply_limit(model: &mut dyn Backend, candidate: &Candidate) -> Result<Tokens, Error> {
    let size = model.count(&candidate.text).await?.0;
    Ok(Tokens((size + size / 2 + 128).min(LONGEST_REPLY)))
}

/// Streams a reply; a connection that fails is tried again, a bounded number of times.
async fn generate(
    model: &mut dyn Backend,
    request: &Request,
    rest: &str,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<Reply, Error> {
    let mut waits = WAITS.iter();
    loop {
        match once(model, request, rest, watch).await {
            Err(error) if error.is_transient() => match waits.next() {
                Some(wait) => {
                    watch(Progress::Refused { reason: format!("{error}; asking again") });
                    tokio::time::sleep(*wait).await;
                }
                None => return Err(error.into()),
            },
            other => return Ok(other?),
        }
    }
}

async fn once(
    model: &mut dyn Backend,
    request: &Request,
    rest: &str,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<Reply, kinglet_model::Error> {
    let mut so_far = String::new();
    let mut looked_at = 0;
    let mut is_looping = false;
    let mut sink = |text: &str| {
        so_far.push_str(text);
        watch(Progress::Token { text: text.to_owned() });
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

/// Exactly what the model reads, in parts, for the ledger. Only what was fitted was counted.
fn parts(request: &Request, sizes: Vec<(String, Tokens)>, texts: &[(String, String)]) -> Vec<Section> {
    let mut parts = Vec::new();
    let mut put = |name: &str, tokens, text: &str| {
        if !text.is_empty() {
            parts.push(Section { name: name.to_owned(), tokens, text: text.to_owned() });
        }
    };
    for message in &request.messages {
        match message.role {
            Role::System => put("role", Tokens(0), &format!("[system]\n{}\n", message.content)),
            Role::User => {
                put("user", Tokens(0), "[user]\n");
                let mut rest = message.content.as_str();
                for (name, tokens) in &sizes {
                    let found = texts.iter().filter(|(known, _)| known == name);
                    if let Some((text, (before, after))) =
                        found.filter_map(|(_, text)| Some((text, rest.split_once(text.as_str())?))).next()
                    {
                        // Between two sections stands what says what was left out.
                        put("cut", Tokens(0), before);
                        put(name, *tokens, text);
                        rest = after;
                    }
                }
                put("rest", Tokens(0), &format!("{rest}\n"));
            }
        }
    }
    put("assistant", Tokens(0), &format!("[assistant]\n{}", request.prefill));
    parts
}
