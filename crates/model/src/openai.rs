//! Any server with OpenAI's chat protocol, and what llama.cpp's server can do beyond it.

mod endpoint;
mod event;
pub(crate) mod http;
mod reading;
mod refusal;
mod stream;
pub(crate) mod wire;

use std::fmt;
use std::time::Duration;

use futures_util::future::BoxFuture;
use kinglet_domain::unit::Tokens;
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use tokio::time::Instant;

use self::endpoint::Endpoint;
use self::http::Http;
use self::reading::Reading;
use self::stream::Stream;
use self::wire::{Continuing, Llama, Question, Streaming};
use crate::backend::{Backend, Flow, Identity, Prefill, Reply, Request, Role};
use crate::error::Error;
use crate::estimate::Estimate;

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

/// A model behind an HTTP server.
#[derive(Debug)]
pub struct OpenAi {
    http: Http,
    identity: Identity,
    timers: Timers,
    kind: Kind,
}

/// What the server can do, with what makes up for what it cannot.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// llama.cpp: it counts tokens, keeps the cache and continues a beginning.
    Llama,
    /// Any other.
    Other(Estimate),
}

/// Takes the pieces of a reply.
type Sink<'a> = dyn FnMut(&str) -> Flow + Send + 'a;

impl OpenAi {
    /// Finds out whether a server answers, which model it offers and what it can do.
    ///
    /// # Errors
    /// [`Error`]; above all [`Error::Unreachable`], [`Error::NotReady`] while the server loads its model,
    /// [`Error::NoModel`], [`Error::NoSuchModel`] and [`Error::Protocol`].
    pub async fn connect(options: Options) -> Result<Self, Error> {
        let timers = options.timers;
        let endpoint = Endpoint::parse(&options.endpoint)?;
        let http = Http::new(endpoint, options.api_key.as_deref(), timers.connect)?;
        let offered = offered_models(&http, timers.answer).await?;
        let model = choose(&http, options.model, offered)?;
        let settings = match http.promptly(timers.answer, http.get_own("/props")).await {
            Ok(wire::Props { default_generation_settings }) => Some(default_generation_settings),
            // A llama.cpp that is only busy must not be taken for another server for the rest of the run.
            Err(error) if error.is_transient() => return Err(error),
            // Only llama.cpp has this route; whatever another server makes of it is no fault of its.
            Err(_) => None,
        };
        let identity = Identity {
            model,
            backend: http.address().to_owned(),
            window: settings.as_ref().and_then(|settings| settings.n_ctx).map(Tokens),
            prefill: if settings.is_some() { Prefill::Continued } else { Prefill::Ignored },
        };
        let kind = if settings.is_some() { Kind::Llama } else { Kind::Other(Estimate::PRIOR) };
        Ok(Self { http, identity, timers, kind })
    }

    async fn ask(&self, request: &Request, sink: &mut Sink<'_>) -> Result<Reply, Error> {
        let begin_by = Instant::now() + self.timers.first;
        let question = self.question(request);
        let posted = self.http.post("/chat/completions", &question);
        let response = self
            .http
            .within(self.timers.first, "sent nothing", posted)
            .await
            .map_err(|error| with_limit(error, request.limit))?;
        let mut reading = Reading::new(self.http.address(), self.prefill(request), request.limit);
        match content_type(&response) {
            Some(other) if other.starts_with("text/html") => {
                Err(self.http.not_the_protocol(format!("it sent {other}")))
            }
            // Some servers ignore that a stream was asked for.
            Some(json) if json.starts_with("application/json") => {
                let fresh = reading.whole(&self.http.body(response).await?)?;
                deliver(&fresh, sink);
                Ok(finished(reading, sink))
            }
            _ => self.listen(Stream::new(&self.http, response), reading, begin_by, sink).await,
        }
    }

    /// Reads a stream until the model, the sink or the connection ends it.
    async fn listen(
        &self,
        mut stream: Stream<'_>,
        mut reading: Reading<'_>,
        begin_by: Instant,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        loop {
            let next = stream.next(reading.received());
            let events = match self.http.within(self.patience(&reading, begin_by), "sent nothing", next).await
            {
                Ok(Some(events)) => events,
                // After the reason for the end, only the costs can be lost.
                _ if reading.is_complete() => return Ok(finished(reading, sink)),
                Ok(None) => return Err(stream.broken_off(reading.received())),
                Err(error) => return Err(error),
            };
            for event in events {
                let fresh = reading.event(&event)?;
                if deliver(&fresh, sink) == Flow::Stop {
                    return Ok(reading.into_early_reply());
                }
                if reading.is_over() {
                    return Ok(finished(reading, sink));
                }
            }
        }
    }

    /// How long to wait for the next piece.
    fn patience(&self, reading: &Reading<'_>, begin_by: Instant) -> Duration {
        if reading.is_complete() {
            self.timers.answer
        } else if reading.has_begun() {
            self.timers.idle
        } else {
            begin_by.saturating_duration_since(Instant::now())
        }
    }

    /// What the reply shall begin with, if the server can do that.
    fn prefill<'a>(&self, request: &'a Request) -> &'a str {
        match self.kind {
            Kind::Llama => &request.prefill,
            Kind::Other(_) => "",
        }
    }

    fn question<'a>(&'a self, request: &'a Request) -> Question<'a> {
        let prefill = self.prefill(request);
        let begun = (!prefill.is_empty()).then_some(wire::Message { role: "assistant", content: prefill });
        let asked = request.messages.iter().map(|message| wire::Message {
            role: match message.role {
                Role::System => "system",
                Role::User => "user",
            },
            content: &message.content,
        });
        Question {
            model: &self.identity.model,
            continuing: begun.is_some().then_some(Continuing::ON),
            messages: asked.chain(begun).collect(),
            max_tokens: request.limit.0,
            stop: &request.stop,
            temperature: request.sampling.temperature,
            top_p: request.sampling.top_p,
            seed: request.sampling.seed,
            streaming: Streaming::ON,
            llama: matches!(self.kind, Kind::Llama).then_some(Llama::ON),
        }
    }

    fn learn(&mut self, request: &Request, reply: &Reply) {
        if let (Kind::Other(estimate), Some(tokens)) = (&mut self.kind, reply.usage.prompt) {
            estimate.learn(request.messages.iter().map(|message| message.content.len()).sum(), tokens);
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
        Box::pin(async move {
            let asked = self.ask(request, sink);
            let reply = self.http.within(self.timers.total, "went on answering", asked).await?;
            self.learn(request, &reply);
            Ok(reply)
        })
    }

    fn count<'a>(&'a mut self, text: &'a str) -> BoxFuture<'a, Result<Tokens, Error>> {
        Box::pin(async move {
            if let Kind::Other(estimate) = self.kind {
                return Ok(estimate.count(text));
            }
            let question = wire::Tokenize { content: text };
            let counted = self.http.post_own("/tokenize", &question);
            let answer: wire::Tokenized = self.http.promptly(self.timers.answer, counted).await?;
            Ok(Tokens(u32::try_from(answer.tokens.len()).unwrap_or(u32::MAX)))
        })
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

/// The models that the server offers; none if it does not tell.
async fn offered_models(http: &Http, limit: Duration) -> Result<Vec<String>, Error> {
    match http.promptly(limit, http.get("/models")).await {
        Err(Error::Refused { status: 404 | 405 | 501, .. }) => Ok(Vec::new()),
        Err(error) => Err(error),
        Ok(body) => names(http, &body),
    }
}

fn names(http: &Http, body: &[u8]) -> Result<Vec<String>, Error> {
    let models = wire::Models::parse(body).ok_or_else(|| {
        let text = refusal::shortened(&String::from_utf8_lossy(body));
        http.not_the_protocol(format!("its list of models is {text}"))
    })?;
    Ok(models.into_iter().map(|model| model.id).collect())
}

/// The model to ask: the named one if it is offered or nothing is known of the offer, else the first.
fn choose(http: &Http, wanted: Option<String>, offered: Vec<String>) -> Result<String, Error> {
    let missing = |wanted: String, offered: &[String]| Error::NoSuchModel {
        endpoint: http.address().to_owned(),
        wanted,
        offered: if offered.is_empty() { "none".to_owned() } else { offered.join(", ") },
    };
    match wanted {
        Some(wanted) if offered.is_empty() || offered.contains(&wanted) => Ok(wanted),
        Some(wanted) => Err(missing(wanted, &offered)),
        None => offered.into_iter().next().ok_or_else(|| Error::NoModel {
            tried: format!("the server at {} offers none", http.address()),
            remedy: "load one there, or name the one that it is to load with --model".to_owned(),
        }),
    }
}

/// Hands text to the sink unless there is none.
fn deliver(text: &str, sink: &mut Sink<'_>) -> Flow {
    if text.is_empty() { Flow::Continue } else { sink(text) }
}

/// The reply, after the sink was given what had been held back.
fn finished(mut reading: Reading<'_>, sink: &mut Sink<'_>) -> Reply {
    deliver(&reading.rest(), sink);
    reading.into_reply()
}

fn content_type(response: &Response) -> Option<String> {
    response.headers().get(CONTENT_TYPE)?.to_str().ok().map(str::to_lowercase)
}

/// The server counted the prompt, but only we know what was to come after it.
fn with_limit(error: Error, limit: Tokens) -> Error {
    match error {
        Error::TooLong { prompt, window, .. } => Error::TooLong { prompt, limit: limit.0, window },
        other => other,
    }
}
