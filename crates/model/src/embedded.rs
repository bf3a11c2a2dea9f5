//! A model in this process: a GGUF file, run by llama.cpp.
//!
//! One thread owns the model and its context; this side talks to it over channels. Dropping the future of
//! [`Backend::generate`] closes the channel, at which the thread stops at the next token or part of the prompt.
//! Dropping [`Embedded`], or the future that loads it, waits for the thread to end: no longer than one such part, or
//! one tensor of the file, takes.

mod choice;
mod doubt;
mod held;
mod log;
mod output;
mod template;
mod threads;
mod worker;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_domain::model::{Finish, Usage};
use kinglet_domain::profile::Profile;
use kinglet_domain::unit::Tokens;
use tokio::sync::{mpsc as stream, oneshot};

use crate::backend::{Backend, Constraint, Doubts, Flow, Identity, Prefill, Reply, Request, Tools};
use crate::error::Error;

/// Where the model is and how it is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The GGUF file.
    pub file: PathBuf,
    /// The context window; never more than the model was trained for.
    pub window: Tokens,
    /// How many threads compute.
    pub threads: Threads,
}

/// How many threads compute.
#[derive(Debug, Clone)]
pub enum Threads {
    /// This many.
    Fixed(u32),
    /// As many as a short measurement shows to be best; the result is kept in this file.
    Measured {
        /// The file that keeps it, for all models.
        cache: PathBuf,
    },
}

/// How many tokens of a prompt are read at once; between two such parts a cancellation is noticed.
///
/// llama.cpp provides memory for what the model says after each of them, though only the last is asked for: with the
/// usual 512 and a large vocabulary that would be hundreds of megabytes.
pub const BATCH: Tokens = Tokens(128);
/// How many texts are held, one of each role; a slot beyond shares the last.
pub const SEQUENCES: u32 = 2;

/// What llama.cpp allocated, in bytes, as exactly as it says so: in hundredths of a mebibyte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allocated {
    /// The weights that are mapped from the file.
    pub mapped: u64,
    /// The weights that were laid out anew for the processor.
    pub packed: u64,
    /// Keys and values of the context's tokens.
    pub cache: u64,
    /// What is computed with.
    pub compute: u64,
    /// What the model says of the next token.
    pub output: u64,
}

/// A loaded model.
pub struct Embedded {
    identity: Identity,
    threads: u32,
    allocated: Allocated,
    worker: Worker,
}

/// The thread, for as long as somebody wants something of it.
///
/// A process that ends while llama.cpp computes takes its globals away under its feet; so this waits when dropped.
struct Worker {
    /// Taken when dropped: the thread ends when nobody can ask any more.
    jobs: Option<mpsc::SyncSender<Job>>,
    is_unwanted: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            // A panic was printed by the thread itself; a second one here would abort.
            let _panicked = thread.join();
        }
    }
}

/// What the thread is asked to do.
enum Job {
    Generate { request: Box<Request>, out: stream::Sender<Piece> },
    Count { text: String, out: oneshot::Sender<Tokens> },
    Doubt { request: Box<Request>, text: String, out: oneshot::Sender<Result<Option<Doubts>, Error>> },
}

/// What the thread sends while it generates.
enum Piece {
    /// The prompt was read.
    Read { prompt: u32, cached: u32, elapsed_ms: f64 },
    /// More text; how many tokens there are so far, and the time they took.
    Text { text: String, generated: u32, elapsed_ms: f64 },
    /// The end of the reply.
    End { finish: Finish, generated: u32, elapsed_ms: f64 },
    /// The reply failed.
    Failed(Error),
}

/// What the thread says once the model is loaded.
struct Loaded {
    name: String,
    window: u32,
    threads: u32,
    allocated: Allocated,
}

impl Embedded {
    /// Loads a model. The file is mapped into memory, not copied.
    ///
    /// # Errors
    /// [`Error::File`] if there is no such file, or llama.cpp cannot use it.
    pub async fn load(options: Options) -> Result<Self, Error> {
        let (jobs, inbox) = mpsc::sync_channel(1);
        let (ready, loaded) = oneshot::channel();
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&is_unwanted);
        let thread = std::thread::Builder::new()
            .name("llama.cpp".to_owned())
            .spawn(move || worker::run(&options, &inbox, ready, &seen))
            .map_err(|error| Error::Inference(format!("its thread could not be started: {error}")))?;
        let worker = Worker { jobs: Some(jobs), is_unwanted, thread: Some(thread) };
        let loaded = loaded.await.map_err(|_| ended())??;
        let identity = Identity {
            model: loaded.name,
            backend: "embedded".to_owned(),
            window: Some(Tokens(loaded.window)),
            prefill: Prefill::Continued,
            constraint: Constraint::Grammar,
            tools: Tools::Ignored,
            profile: Profile::default(),
        };
        Ok(Self { identity, threads: loaded.threads, allocated: loaded.allocated, worker })
    }

    /// Has the model asked as an exam showed to be best.
    pub fn follow(&mut self, profile: Profile) {
        self.identity.profile = profile;
    }

    /// How many threads compute.
    #[must_use]
    pub fn threads(&self) -> u32 {
        self.threads
    }

    /// What llama.cpp allocated. Of two models that are loaded at the same time, neither may be told right.
    #[must_use]
    pub fn allocated(&self) -> Allocated {
        self.allocated
    }

    fn send(&self, job: Job) -> Result<(), Error> {
        let jobs = self.worker.jobs.as_ref().ok_or_else(ended)?;
        jobs.send(job).map_err(|_| ended())
    }
}

impl Backend for Embedded {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn generate<'a>(
        &'a mut self,
        request: &'a Request,
        sink: &'a mut (dyn FnMut(&str) -> Flow + Send),
    ) -> BoxFuture<'a, Result<Reply, Error>> {
        async move {
            let (out, mut pieces) = stream::channel(64);
            self.send(Job::Generate { request: Box::new(request.clone()), out })?;
            let mut reply = Reply { text: String::new(), finish: Finish::Early, usage: Usage::default() };
            while let Some(piece) = pieces.recv().await {
                match piece {
                    Piece::Read { prompt, cached, elapsed_ms } => {
                        reply.usage.prompt = Some(Tokens(prompt));
                        reply.usage.cached = Some(Tokens(cached));
                        reply.usage.prompt_ms = Some(elapsed_ms);
                    }
                    Piece::Text { text, generated, elapsed_ms } => {
                        reply.usage.generated = Some(Tokens(generated));
                        reply.usage.generate_ms = Some(elapsed_ms);
                        reply.text.push_str(&text);
                        if sink(&text) == Flow::Stop {
                            return Ok(reply);
                        }
                    }
                    Piece::End { finish, generated, elapsed_ms } => {
                        reply.finish = finish;
                        reply.usage.generated = Some(Tokens(generated));
                        reply.usage.generate_ms = Some(elapsed_ms);
                        return Ok(reply);
                    }
                    Piece::Failed(error) => return Err(error),
                }
            }
            Err(ended())
        }
        .boxed()
    }

    fn count<'a>(&'a mut self, text: &'a str) -> BoxFuture<'a, Result<Tokens, Error>> {
        async move {
            let (out, count) = oneshot::channel();
            self.send(Job::Count { text: text.to_owned(), out })?;
            count.await.map_err(|_| ended())
        }
        .boxed()
    }

    fn doubts<'a>(
        &'a mut self,
        request: &'a Request,
        text: &'a str,
    ) -> BoxFuture<'a, Result<Option<Doubts>, Error>> {
        async move {
            let (out, doubts) = oneshot::channel();
            self.send(Job::Doubt { request: Box::new(request.clone()), text: text.to_owned(), out })?;
            doubts.await.map_err(|_| ended())?
        }
        .boxed()
    }
}

fn ended() -> Error {
    Error::Inference("its thread ended unexpectedly".to_owned())
}
