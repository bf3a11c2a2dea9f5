//! Any server with OpenAI's chat protocol, and what each kind of server can do beyond it.

mod asking;
mod calls;
mod counters;
mod doubts;
mod endpoint;
mod event;
mod http;
mod probe;
mod reading;
mod refusal;
pub(crate) mod seen;
mod server;
mod stream;
mod whole;
mod wire;

use std::fmt;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_domain::profile::Profile;
use kinglet_domain::unit::Tokens;

pub use self::counters::{Counters, counters};
use self::endpoint::Endpoint;
use self::http::{Http, Route};
pub use self::server::Kind;
use self::server::Server;
use self::whole::Watch;
use self::wire::{Extras, Limit, Model};
use crate::backend::{Backend, Doubts, Flow, Identity, Prefill, Reply, Request, Tools};
use crate::error::Error;
use crate::probe::Report;

/// How to reach a server.
#[derive(Clone)]
pub struct Options {
    /// Its address; a missing scheme, a missing or present `/v1` and a slash at the end are understood.
    pub endpoint: String,
    /// The model to ask; the first that the server offers if none is named.
    pub model: Option<String>,
    /// A key, if the server wants one. It is sent to this server alone and never shown.
    pub api_key: Option<String>,
    /// How long to wait for what.
    pub timers: Timers,
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timers {
    /// For a connection.
    pub connect: Duration,
    /// For an answer to a small question, such as which models there are.
    pub answer: Duration,
    /// For the first token: the prompt is read meanwhile, which takes minutes on a small machine.
    pub first: Duration,
    /// Between two pieces of a reply.
    pub idle: Duration,
    /// For a whole reply.
    pub total: Duration,
}

impl Default for Timers {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(10),
            first: Duration::from_mins(10),
            idle: Duration::from_mins(1),
            total: Duration::from_mins(30),
        }
    }
}

/// The address of a server in the form in which it can be kept: complete, and with nothing secret in it.
///
/// - `endpoint`: as [`Options::endpoint`] takes it; what comes out may be given there, too.
///
/// # Errors
/// [`Error::BadEndpoint`].
pub fn address(endpoint: &str) -> Result<String, Error> {
    Ok(Endpoint::parse(endpoint)?.base)
}

/// Whether the server at an address runs on this machine, so that nothing that it is sent leaves it.
///
/// # Errors
/// [`Error::BadEndpoint`].
pub fn is_here(endpoint: &str) -> Result<bool, Error> {
    Ok(Endpoint::parse(endpoint)?.is_local)
}

/// A model behind an HTTP server.
#[derive(Debug)]
pub struct OpenAi {
    http: Http,
    identity: Identity,
    timers: Timers,
    server: Box<dyn Server>,
    watch: Watch,
    /// How often in a row the server failed over a question.
    failures: u32,
    /// How it is told the most tokens to generate.
    limit: fn(u32) -> Limit,
}

impl OpenAi {
    /// Finds out whether a server answers, what kind it is, which model it offers and what it can do.
    ///
    /// - Ollama and LM Studio load the model meanwhile: with which window is known only then.
    ///
    /// # Errors
    /// [`Error`]; above all [`Error::Unreachable`], [`Error::NotReady`] while the server loads its model,
    /// [`Error::NoModel`], [`Error::NoSuchModel`] and [`Error::Protocol`].
    pub async fn connect(options: Options) -> Result<Self, Error> {
        let timers = options.timers;
        let endpoint = Endpoint::parse(&options.endpoint)?;
        let http = Http::new(endpoint, options.api_key.as_deref(), timers.connect)?;
        let listed = listed_models(&http, timers.answer).await?;
        let mut server = server::recognise(&http, timers.answer, &listed).await?;
        let offered = server.offer(listed.into_iter().map(|model| model.id).collect());
        let offered = match options.model {
            Some(_) => offered,
            None => first_that_chats(&http, timers.answer, server.as_ref(), offered).await?,
        };
        let model = choose(&http, options.model, offered)?;
        let ready = server.ready(&http, &model);
        let window = http.within(timers.first, "did not say that its model is loaded", ready).await?;
        let identity = Identity {
            model,
            backend: http.address().to_owned(),
            window,
            prefill: if server.continues() { Prefill::Continued } else { Prefill::Ignored },
            constraint: server.constraint(),
            tools: Tools::Offered,
            profile: Profile::default(),
        };
        Ok(Self { http, identity, timers, server, watch: Watch::new(), failures: 0, limit: Limit::MaxTokens })
    }

    /// What the server is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.server.kind()
    }

    /// What results of a probe are kept under: the model's digest where the server tells one, else where it runs and
    /// its name.
    ///
    /// # Errors
    /// [`Error`] if the server does not answer.
    pub async fn fingerprint(&self) -> Result<String, Error> {
        let asked = self.server.digest(&self.http, &self.identity.model);
        let digest = self.http.promptly(self.timers.answer, asked).await?;
        Ok(match digest {
            Some(digest) => format!("{} {digest}", self.kind().name()),
            None => format!("{} {}", self.identity.backend, self.identity.model),
        })
    }

    /// Relies on an earlier probe where the server itself says less.
    pub fn rely_on(&mut self, report: &Report) {
        if let (None, Some(window)) = (self.identity.window, report.window) {
            self.identity.window = Some(window.tokens());
        }
        if report.prefill {
            self.identity.prefill = Prefill::Continued;
        }
        // What was tried is truer than what is known of all such servers.
        self.identity.constraint = report.constraint;
        if let Some(sample) = report.sample {
            self.watch.learn(sample.bytes, Tokens(sample.tokens));
        }
    }

    /// Has the model asked as an exam showed to be best.
    pub fn follow(&mut self, profile: Profile) {
        self.identity.profile = profile;
    }

    /// The tokens of a text by the model's own tokenizer, if the server has a route for that.
    async fn counted(&self, text: &str) -> Result<Option<Tokens>, Error> {
        match self.server.count(&self.http, &self.identity.model, text) {
            // Where something on the way lets only OpenAI's routes through, nobody counts.
            Some(counting) => server::passing(self.http.promptly(self.timers.answer, counting).await),
            None => Ok(None),
        }
    }
}

impl Backend for OpenAi {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn generate<'a>(
        &'a mut self,
        request: &'a Request,
        sink: &'a mut (dyn FnMut(&str) -> Flow + Send),
    ) -> BoxFuture<'a, Result<Reply, Error>> {
        async move { self.generate_with(request, &Extras::new(), sink).await }.boxed()
    }

    fn count<'a>(&'a mut self, text: &'a str) -> BoxFuture<'a, Result<Tokens, Error>> {
        async move { Ok(self.counted(text).await?.unwrap_or_else(|| self.watch.estimate(text))) }.boxed()
    }

    fn doubts<'a>(
        &'a mut self,
        request: &'a Request,
        text: &'a str,
    ) -> BoxFuture<'a, Result<Option<Doubts>, Error>> {
        self.doubts_about(request, text).boxed()
    }

    fn health(&mut self) -> BoxFuture<'_, Result<(), Error>> {
        async {
            let Some(route) = self.server.health() else { return Ok(()) };
            match self.http.promptly(self.timers.answer, self.http.get(route)).await {
                Err(error) if error.is_transient() => Err(error),
                _ => Ok(()),
            }
        }
        .boxed()
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Options")
            .field("model", &self.model)
            .field("api_key", &self.api_key.as_ref().map(|_| "(not shown)"))
            .field("timers", &self.timers)
            .finish_non_exhaustive()
    }
}

/// The models that the server lists; none if it does not tell.
async fn listed_models(http: &Http, limit: Duration) -> Result<Vec<Model>, Error> {
    match http.promptly(limit, http.get(Route::OpenAi("/models"))).await {
        Err(Error::Refused { status: 404 | 405 | 501, .. }) => Ok(Vec::new()),
        Err(error) => Err(error),
        Ok(body) => wire::Models::parse(&body).ok_or_else(|| {
            http.words().not_the_protocol("its list of models is", &String::from_utf8_lossy(&body))
        }),
    }
}

/// The models from the first on that can be asked.
async fn first_that_chats(
    http: &Http,
    limit: Duration,
    server: &dyn Server,
    mut offered: Vec<String>,
) -> Result<Vec<String>, Error> {
    while let Some(first) = offered.first() {
        if http.promptly(limit, server.can_chat(http, first)).await? {
            break;
        }
        offered.remove(0);
    }
    Ok(offered)
}

/// The model to ask: the named one if it is offered or nothing is known of the offer, else the first.
fn choose(http: &Http, wanted: Option<String>, offered: Vec<String>) -> Result<String, Error> {
    let missing = |wanted: String, offered: &[String]| Error::NoSuchModel {
        endpoint: http.address().to_owned(),
        wanted,
        offered: if offered.is_empty() { "none".to_owned() } else { http.words().shown(&offered.join(", ")) },
    };
    match wanted {
        Some(wanted) if offered.is_empty() || offered.contains(&wanted) => Ok(wanted),
        // Ollama lists `qwen3:latest` and understands `qwen3`.
        Some(wanted) if offered.contains(&format!("{wanted}:latest")) => Ok(wanted + ":latest"),
        Some(wanted) => Err(missing(wanted, &offered)),
        None => offered.into_iter().next().ok_or_else(|| Error::NoModel {
            tried: format!("the server at {} offers none", http.address()),
            remedy: "load one there, or name the one that it is to load with --model".to_owned(),
        }),
    }
}
