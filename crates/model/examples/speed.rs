//! Times a model for `cargo xtask bench speed`: how fast it reads a prompt and writes a reply, and how much of a second
//! prompt with the same beginning it need not read again.
//!
//! Usage: `speed (--embedded FILE --threads N | --endpoint URL) --round N`. Prints one JSON object a call:
//! the tokens, the engine's own times, and the times on this side's clock, which is the same for every engine:
//! `first_ms` from the question to the first text, `rest_ms` from there to the last text.
#![expect(clippy::print_stdout, reason = "the figures are what it has to say")]

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::unit::Tokens;
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::{Backend, Flow, Message, Request, Role, patience};
use serde_json::json;

/// Tokens to write in each call.
const GENERATED: Tokens = Tokens(128);
/// Functions in the prompt: some 1500 tokens, as a question of the Coder has.
const FUNCTIONS: u32 = 60;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options: HashMap<&str, &str> = words
        .chunks_exact(2)
        .filter_map(|pair| Some((pair.first()?.as_str(), pair.get(1)?.as_str())))
        .collect();
    let round = options.get("--round").copied().unwrap_or("1");
    let mut model = open(&options).await?;
    for (call, language) in [("fresh", "Rust"), ("again", "Go")] {
        println!("{}", ask(model.as_mut(), call, &request(round, language)).await?);
    }
    Ok(())
}

async fn open(options: &HashMap<&str, &str>) -> Result<Box<dyn Backend>, Box<dyn Error>> {
    if let Some(file) = options.get("--embedded") {
        let threads = options.get("--threads").ok_or("--embedded needs --threads")?.parse()?;
        return embedded(Path::new(file), threads).await;
    }
    let endpoint = (*options.get("--endpoint").ok_or("name --embedded FILE or --endpoint URL")?).to_owned();
    let options = Options { endpoint, model: None, api_key: None, timers: Timers::default() };
    // The server may still load its model.
    let connect = async |(): &mut ()| OpenAi::connect(options.clone()).await;
    Ok(Box::new(patience::ask(&mut (), |(), _, _| {}, connect).await?))
}

#[cfg(feature = "embedded")]
async fn embedded(file: &Path, threads: u32) -> Result<Box<dyn Backend>, Box<dyn Error>> {
    use kinglet_model::embedded::{Embedded, Options, Threads};
    let options = Options { file: file.to_owned(), window: Tokens(8192), threads: Threads::Fixed(threads) };
    Ok(Box::new(Embedded::load(options).await?))
}

#[cfg(not(feature = "embedded"))]
#[expect(clippy::unused_async, reason = "the other build waits for the file to load")]
async fn embedded(_file: &Path, _threads: u32) -> Result<Box<dyn Backend>, Box<dyn Error>> {
    Err("built without the feature `embedded`".into())
}

/// - `round`: stands at the beginning, so that no server remembers the prompt from an earlier round.
/// - `language`: stands at the end, so that the prompts of one round share all the rest.
fn request(round: &str, language: &str) -> Request {
    let mut user = String::new();
    for n in 0..FUNCTIONS {
        let _ = write!(user, "def item_{n}(order):\n    return order.price({n}) * {} + order.tax\n\n", n + 1);
    }
    let _ = write!(user, "Translate all of these functions to {language}, one after the other.");
    Request {
        messages: vec![
            Message { role: Role::System, content: format!("Round {round}. You translate programs.") },
            Message { role: Role::User, content: user },
        ],
        prefill: String::new(),
        form: None,
        tools: Vec::new(),
        stop: Vec::new(),
        limit: GENERATED,
        sampling: Sampling { temperature: 0.0, top_p: 1.0, seed: 1 },
        slot: 0,
    }
}

async fn ask(
    model: &mut dyn Backend,
    call: &str,
    request: &Request,
) -> Result<serde_json::Value, Box<dyn Error>> {
    let begun = Instant::now();
    let mut first = None;
    let mut last = begun;
    let mut sink = |text: &str| {
        if !text.is_empty() {
            last = Instant::now();
            first.get_or_insert(last);
        }
        Flow::Continue
    };
    let reply = model.generate(request, &mut sink).await?;
    let first = first.ok_or("the model wrote nothing")?;
    if reply.finish != Finish::Length {
        return Err(
            format!("the model ended its reply before {GENERATED}; the figures would not compare").into()
        );
    }
    let milliseconds = |from: Instant, to: Instant| to.duration_since(from).as_secs_f64() * 1000.0;
    let usage = reply.usage;
    Ok(json!({
        "call": call,
        "model": model.identity().model,
        "prompt": usage.prompt,
        "cached": usage.cached,
        "generated": usage.generated,
        "prompt_ms": usage.prompt_ms,
        "generate_ms": usage.generate_ms,
        "first_ms": milliseconds(begun, first),
        "rest_ms": milliseconds(first, last),
    }))
}
