//! What a model really does, tried out: its window, speed, and what it can be made to do.

use std::time::Instant;

use kinglet_domain::model::{Sampling, Usage};
use kinglet_domain::unit::Tokens;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, Constraint, Flow, Message, Prefill, Request, Role};
use crate::error::Error;

/// What was found out about a model where it runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The model's name as the server or the file gives it.
    pub model: String,
    /// `embedded`, or the server's address.
    pub backend: String,
    /// What serves it, such as `Ollama`.
    pub kind: String,
    /// The context window; nothing if no prompt that was tried came to its end.
    pub window: Option<Window>,
    /// Who counts tokens.
    pub tokenizer: Tokenizer,
    /// A text of code and the tokens that it came to.
    pub sample: Option<Sample>,
    /// What imposes a form on its replies.
    pub constraint: Constraint,
    /// Whether it calls tools that are offered to it natively; nothing if that was not tried.
    pub tools: Option<bool>,
    /// Whether it continues a reply that we began.
    pub prefill: bool,
    /// How fast a prompt is read, in tokens per second.
    pub read_speed: Option<f64>,
    /// How fast a reply is written, in tokens per second.
    pub write_speed: Option<f64>,
}

/// A context window, in tokens, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "known", content = "tokens", rename_all = "snake_case")]
pub enum Window {
    /// The program that holds the model told with which window it is loaded.
    Told(u32),
    /// A prompt of more tokens was cut to this many, or refused.
    Measured(u32),
    /// A prompt of this many tokens was read whole, and none of more was tried.
    AtLeast(u32),
}

impl Window {
    /// Prompts up to here are safe.
    #[must_use]
    pub fn tokens(self) -> Tokens {
        match self {
            Self::Told(tokens) | Self::Measured(tokens) | Self::AtLeast(tokens) => Tokens(tokens),
        }
    }
}

/// Who counts tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tokenizer {
    /// The model's own.
    Own,
    /// Nobody; the number is estimated from the bytes.
    Estimate,
}

/// A text and the tokens that it came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its length in bytes.
    pub bytes: usize,
    /// Its length in tokens.
    pub tokens: u32,
}

/// Times a model in this process, and tells what is known of it without trying.
///
/// - `nonce`: a number that no earlier probe had, so that no cache answers.
///
/// # Errors
/// [`Error`] if the model cannot be asked.
pub async fn probe(model: &mut dyn Backend, nonce: u64) -> Result<Report, Error> {
    let identity = model.identity().clone();
    let timed = time(model, nonce).await?;
    Ok(Report {
        model: identity.model,
        backend: identity.backend,
        kind: "embedded llama.cpp".to_owned(),
        window: identity.window.map(|window| Window::Told(window.0)),
        tokenizer: Tokenizer::Own,
        sample: timed.sample,
        constraint: identity.constraint,
        tools: None,
        prefill: identity.prefill == Prefill::Continued,
        read_speed: timed.read_speed,
        write_speed: timed.write_speed,
    })
}

/// How fast a model is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timed {
    pub(crate) sample: Option<Sample>,
    pub(crate) read_speed: Option<f64>,
    pub(crate) write_speed: Option<f64>,
}

/// Tokens to write for the speed of writing.
const WRITTEN: Tokens = Tokens(32);

/// Functions in the prompt for the speed of reading: some 300 tokens.
const READ: u32 = 12;

/// Has a model read some code and write a little.
pub(crate) async fn time(model: &mut dyn Backend, nonce: u64) -> Result<Timed, Error> {
    let code = code(nonce, READ);
    let question = format!("{code}\nSay in a few sentences what this code does.");
    let bytes = question.len();
    let begun = Instant::now();
    let mut first = None;
    let mut sink = |_: &str| {
        first.get_or_insert_with(|| begun.elapsed());
        Flow::Continue
    };
    let reply = model.generate(&request(question, WRITTEN), &mut sink).await?;
    let all = begun.elapsed();
    let first = first.unwrap_or(all);
    let Usage { prompt, cached, generated, prompt_ms, generate_ms } = reply.usage;
    let per_second = |tokens: Option<Tokens>, ms: f64| {
        tokens.filter(|tokens| tokens.0 > 0 && ms > 0.0).map(|tokens| f64::from(tokens.0) * 1000.0 / ms)
    };
    let fresh = prompt.map(|all| Tokens(all.0.saturating_sub(cached.unwrap_or_default().0)));
    // Where the server keeps no times, ours hold what the connection cost, too.
    let read_ms = prompt_ms.unwrap_or(first.as_secs_f64() * 1000.0);
    let write_ms = generate_ms.unwrap_or(all.saturating_sub(first).as_secs_f64() * 1000.0);
    Ok(Timed {
        sample: prompt.map(|tokens| Sample { bytes, tokens: tokens.0 }),
        read_speed: per_second(fresh, read_ms),
        write_speed: per_second(generated, write_ms),
    })
}

/// A question without a system message.
pub(crate) fn request(question: String, limit: Tokens) -> Request {
    Request {
        messages: vec![Message { role: Role::User, content: question }],
        prefill: String::new(),
        form: None,
        tools: Vec::new(),
        stop: Vec::new(),
        limit,
        sampling: Sampling { temperature: 0.0, top_p: 1.0, seed: 1 },
        slot: 0,
    }
}

/// So many small functions, the first of which no cache can know.
pub(crate) fn code(nonce: u64, functions: u32) -> String {
    let body = |number: u64| {
        format!("def part_{number}(items, scale={number}):\n    return [item * scale for item in items]\n\n")
    };
    std::iter::once(nonce).chain((1..functions).map(u64::from)).map(body).collect()
}
