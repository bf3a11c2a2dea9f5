//! The thread that owns llama.cpp's model and context.

use std::num::NonZeroU32;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Instant;

use kinglet_domain::model::Finish;
use kinglet_domain::unit::Tokens;
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::context::params::LlamaContextParams;
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::model::params::LlamaModelParams;
use llama_cpp_2::sampling::LlamaSampler;
use llama_cpp_2::token::LlamaToken;
use tokio::sync::oneshot;

use super::choice::Choice;
use super::held::{Held, Told};
use super::output::{Output, Shown};
use super::template::{self, Part};
use super::{BATCH, Job, Loaded, Options, Piece, SEQUENCES, Threads, log, threads};
use crate::backend::Request;
use crate::error::Error;

/// llama.cpp may be initialised once in a process.
static BACKEND: OnceLock<Option<LlamaBackend>> = OnceLock::new();

/// Loads the model, says so, and serves until nobody can ask any more.
///
/// - `is_unwanted`: becomes true when nobody waits for the model any more; looked at while it is loaded and measured.
///   Later, the channels tell the same.
pub(super) fn run(
    options: &Options,
    inbox: &mpsc::Receiver<Job>,
    ready: oneshot::Sender<Result<Loaded, Error>>,
    is_unwanted: &Arc<AtomicBool>,
) {
    let (backend, model) = match load(&options.file, is_unwanted) {
        Ok(loaded) => loaded,
        Err(error) => return drop(ready.send(Err(error))),
    };
    let window = options.window.0.min(model.n_ctx_train()).max(512);
    let opened = choose_threads(backend, &model, options, is_unwanted)
        .and_then(|threads| Ok((threads, open(backend, &model, window, threads)?)));
    let (threads, context) = match opened {
        Ok(opened) => opened,
        Err(error) => return drop(ready.send(Err(error))),
    };
    let allocated = log::allocated();
    tracing::info!(?allocated, window, "llama.cpp is ready");
    let loaded = Loaded { name: name(&model, &options.file), window, threads, allocated };
    let mut engine = Engine { model: &model, context, window, held: Held::default() };
    if ready.send(Ok(loaded)).is_err() {
        return;
    }
    while let Ok(job) = inbox.recv() {
        match job {
            Job::Count { text, out } => {
                let count = engine.model.vocab().tokenize(text.as_bytes(), false, false).len();
                let _asker_left = out.send(Tokens(saturate(count)));
            }
            Job::Generate { request, out } => {
                if let Err(error) = engine.generate(&request, &out) {
                    engine.forget_after(&error);
                    let _asker_left = out.blocking_send(Piece::Failed(error));
                }
            }
            Job::Doubt { request, text, out } => {
                let doubts = engine.doubts(&request, &text, || out.is_closed());
                if let Err(error) = &doubts {
                    engine.forget_after(error);
                }
                let _asker_left = out.send(doubts);
            }
        }
    }
}

fn load(file: &Path, is_unwanted: &Arc<AtomicBool>) -> Result<(&'static LlamaBackend, LlamaModel), Error> {
    let fault = |reason: String| Error::File { path: file.display().to_string(), reason };
    let found = std::fs::metadata(file).map_err(|error| fault(error.to_string()))?;
    if !found.is_file() {
        return Err(fault("it is not a file".to_owned()));
    }
    let backend = BACKEND
        .get_or_init(|| {
            log::capture();
            LlamaBackend::init().ok()
        })
        .as_ref()
        .ok_or_else(|| Error::Inference("it could not be initialised".to_owned()))?;
    log::begin_model();
    let seen = Arc::clone(is_unwanted);
    let params = LlamaModelParams::default().with_progress_callback(move |_| !seen.load(Ordering::Relaxed));
    let model = LlamaModel::load_from_file(backend, file, &params).map_err(|error| {
        let said = log::take();
        let reason = said.first().cloned().unwrap_or_else(|| error.to_string());
        fault(format!(
            "{reason} ({} bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`)",
            found.len()
        ))
    })?;
    Ok((backend, model))
}

fn name(model: &LlamaModel, file: &Path) -> String {
    let stem =
        || file.file_stem().map_or_else(|| "model".to_owned(), |stem| stem.to_string_lossy().into_owned());
    model.meta_val_str("general.name").ok().filter(|name| !name.trim().is_empty()).unwrap_or_else(stem)
}

fn open<'m>(
    backend: &LlamaBackend,
    model: &'m LlamaModel,
    window: u32,
    threads: u32,
) -> Result<LlamaContext<'m>, Error> {
    log::begin_context();
    let threads = i32::try_from(threads).unwrap_or(1);
    let params = LlamaContextParams::default()
        .with_n_ctx(NonZeroU32::new(window))
        .with_n_batch(BATCH.0)
        // Its room belongs to whichever of them needs it.
        .with_n_seq_max(SEQUENCES)
        .with_kv_unified(true)
        .with_n_threads(threads)
        .with_n_threads_batch(threads);
    model.new_context(backend, params).map_err(|error| {
        let said = log::take().join("; ");
        Error::Inference(format!("no context of {window} tokens could be made: {error} {said}"))
    })
}

/// The number of threads that was asked for, or remembered, or is measured now.
fn choose_threads(
    backend: &LlamaBackend,
    model: &LlamaModel,
    options: &Options,
    is_unwanted: &AtomicBool,
) -> Result<u32, Error> {
    let cache = match &options.threads {
        Threads::Fixed(threads) => return Ok((*threads).max(1)),
        Threads::Measured { cache } => cache,
    };
    let processors = std::thread::available_parallelism().map_or(1, |n| saturate(n.get()));
    let key = format!("{} ({} bytes) on {processors} processors", name(model, &options.file), model.size());
    if let Some(threads) = threads::remembered(cache, &key) {
        return Ok(threads);
    }
    let time = |threads| time(backend, model, threads, is_unwanted);
    // The first touch of the file's pages must not be counted against one thread.
    time(1)?;
    let best = threads::fastest(&threads::worth_trying(processors), time)?;
    if let Err(error) = threads::remember(cache, &key, best) {
        tracing::warn!(%error, "the number of threads was measured but could not be kept");
    }
    Ok(best)
}

/// Seconds for reading 32 tokens and writing 8.
fn time(
    backend: &LlamaBackend,
    model: &LlamaModel,
    threads: u32,
    is_unwanted: &AtomicBool,
) -> Result<f64, Error> {
    let mut context = open(backend, model, 512, threads)?;
    let mut tokens = model.vocab().tokenize("the quick brown fox ".repeat(8).as_bytes(), true, false);
    tokens.truncate(32);
    let begun = Instant::now();
    decode(&mut context, &tokens)?;
    let mut sampler = LlamaSampler::greedy();
    for _ in 0..8 {
        if is_unwanted.load(Ordering::Relaxed) {
            return Err(Error::Inference("nobody waits for it any more".to_owned()));
        }
        let next = sampler.sample(&context, -1);
        decode(&mut context, &[next])?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

fn decode(context: &mut LlamaContext<'_>, tokens: &[LlamaToken]) -> Result<(), Error> {
    let mut batch = LlamaBatch::get_one(tokens).map_err(|error| Error::Inference(error.to_string()))?;
    context.decode(&mut batch).map_err(|error| Error::Inference(error.to_string()))
}

/// A model with its context.
pub(super) struct Engine<'m> {
    pub(super) model: &'m LlamaModel,
    pub(super) context: LlamaContext<'m>,
    pub(super) window: u32,
    pub(super) held: Held,
}

impl Engine<'_> {
    fn generate(&mut self, request: &Request, out: &tokio::sync::mpsc::Sender<Piece>) -> Result<(), Error> {
        let prompt = self.tokenize(request)?;
        self.fits(&prompt, request.limit)?;
        let begun = Instant::now();
        let Some(cached) = self.read_prompt(request.slot, &prompt, request.limit, || out.is_closed())? else {
            return Ok(());
        };
        let read = Piece::Read {
            prompt: saturate(prompt.len()),
            cached: saturate(cached),
            elapsed_ms: begun.elapsed().as_secs_f64() * 1000.0,
        };
        if out.blocking_send(read).is_err() {
            return Ok(());
        }
        self.write(request, out)
    }

    /// Refuses a prompt that leaves no room for its reply.
    pub(super) fn fits(&self, prompt: &[LlamaToken], limit: Tokens) -> Result<(), Error> {
        let room = u64::from(self.window).saturating_sub(prompt.len() as u64);
        if room < u64::from(limit.0) {
            let prompt = saturate(prompt.len());
            return Err(Error::TooLong { prompt, limit: limit.0, window: self.window });
        }
        Ok(())
    }

    /// Generates until the model ends its turn, a stop text appears, the limit is reached, or nobody listens.
    fn write(&mut self, request: &Request, out: &tokio::sync::mpsc::Sender<Piece>) -> Result<(), Error> {
        let begun = Instant::now();
        let elapsed_ms = || begun.elapsed().as_secs_f64() * 1000.0;
        let mut choice = Choice::new(self.model, request.sampling, request.form.as_ref())?;
        let mut output = Output::new(&request.stop);
        let mut generated = 0;
        let (rest, finish) = loop {
            if generated == request.limit.0 {
                break (output.finish(), Finish::Length);
            }
            let next = choice.next(&self.context)?;
            generated += 1;
            if self.model.vocab().is_eog(next) {
                break (output.finish(), Finish::Stop);
            }
            match output.push(&self.model.vocab().token_to_piece(next, false, None)) {
                Shown::Stopped(text) => break (text, Finish::Stop),
                Shown::More(text) => {
                    if out.blocking_send(Piece::Text { text, generated, elapsed_ms: elapsed_ms() }).is_err() {
                        return Ok(());
                    }
                }
            }
            self.read(&[next], Told::Last)?;
        };
        let last = Piece::Text { text: rest, generated, elapsed_ms: elapsed_ms() };
        if out.blocking_send(last).is_ok() {
            let _asker_left = out.blocking_send(Piece::End { finish, generated, elapsed_ms: elapsed_ms() });
        }
        Ok(())
    }

    pub(super) fn tokenize(&self, request: &Request) -> Result<Vec<LlamaToken>, Error> {
        let vocab = self.model.vocab();
        let template = self.model.chat_template(None).ok().and_then(|template| template.to_string().ok());
        let text = |token| String::from_utf8_lossy(&vocab.token_to_piece(token, true, None)).into_owned();
        let parts = template::render(
            template.as_deref(),
            &request.messages,
            (&text(vocab.bos()), &text(vocab.eos())),
        )
        .map_err(|error| Error::Inference(format!("the model's chat template does not render: {error}")))?;
        let mut tokens = Vec::new();
        if vocab.should_add_bos() && !starts_with(&parts, &text(vocab.bos())) {
            tokens.push(vocab.bos());
        }
        for part in &parts {
            tokens.extend(match part {
                Part::Template(text) => vocab.tokenize(text.as_bytes(), false, true),
                Part::Content(text) => vocab.tokenize(text.as_bytes(), false, false),
            });
        }
        tokens.extend(vocab.tokenize(request.prefill.as_bytes(), false, false));
        Ok(tokens)
    }
}

fn starts_with(parts: &[Part], text: &str) -> bool {
    matches!(parts.first(), Some(Part::Template(first)) if !text.is_empty() && first.starts_with(text))
}

pub(super) fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
