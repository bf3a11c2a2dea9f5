//! Any server with OpenAI's chat protocol, and what each kind of server can do beyond it.

mod calls;
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
use kinglet_domain::form::Form;
use kinglet_domain::model::Finish;
use kinglet_domain::unit::Tokens;
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use tokio::time::Instant;

use self::endpoint::Endpoint;
use self::http::{Http, Route};
use self::reading::Reading;
pub use self::server::Kind;
use self::server::Server;
use self::stream::Stream;
use self::whole::{Sent, Watch};
use self::wire::{Extras, Model, Question};
use crate::backend::{Backend, Constraint, Flow, Identity, Prefill, Reply, Request, Role};
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
}

/// Takes the pieces of a reply.
type Sink<'a> = dyn FnMut(&str) -> Flow + Send + 'a;

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
        let model = choose(&http, options.model, offered)?;
        let ready = server.ready(&http, &model);
        let window = http.within(timers.first, "did not say that its model is loaded", ready).await?;
        let identity = Identity {
            model,
            backend: http.address().to_owned(),
            window,
            prefill: if server.continues() { Prefill::Continued } else { Prefill::Ignored },
            constraint: server.constraint(),
        };
        Ok(Self { http, identity, timers, server, watch: Watch::new(), failures: 0 })
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

    /// Asks, with what stands in the request beyond what the kind of server has there anyway.
    async fn ask(
        &self,
        request: &Request,
        sent: &Sent,
        more: &Extras,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        let begin_by = Instant::now() + self.timers.first;
        let question = self.question(request, more);
        let route = self.server.chat();
        let response = match self.server.own_form(&question) {
            Some(own) => self.begin(route, &own).await,
            None => self.begin(route, &question).await,
        };
        let response = response.map_err(|error| with_limit(error, request.limit))?;
        let piece = |data: &str| self.server.piece(data);
        let mut reading = Reading::new(self.http.address(), &piece, self.prefill(request), request.limit);
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
            _ => {
                let stream = Stream::new(&self.http, response, self.server.framing());
                self.listen(stream, reading, Patient { begin_by, sent }, sink).await
            }
        }
    }

    async fn begin(&self, route: Route<'_>, body: &impl Serialize) -> Result<Response, Error> {
        self.http.within(self.timers.first, "sent nothing", self.http.post(route, body)).await
    }

    /// Reads a stream until the model, the sink or the connection ends it.
    async fn listen(
        &self,
        mut stream: Stream<'_>,
        mut reading: Reading<'_>,
        patient: Patient<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        // After so many bytes the sink had read enough; the rest is of use for the costs alone.
        let mut enough = None;
        loop {
            let next = stream.next(reading.received());
            let events =
                match self.http.within(self.patience(&reading, patient.begin_by), "sent nothing", next).await
                {
                    Ok(Some(events)) => events,
                    // After the reason for the end, only the costs can be lost.
                    _ if reading.is_complete() => return Ok(ended(reading, enough, sink)),
                    Ok(None) => return Err(stream.broken_off(reading.received())),
                    Err(error) => return Err(error),
                };
            for event in events {
                let fresh = reading.event(&event)?;
                if enough.is_none() && deliver(&fresh, sink) == Flow::Stop {
                    enough = Some(reading.received());
                }
                let is_accounted = reading.read().is_some() || self.watch.is_proven(patient.sent);
                if reading.is_over() || (enough.is_some() && is_accounted) {
                    return Ok(ended(reading, enough, sink));
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
        match self.identity.prefill {
            Prefill::Continued => &request.prefill,
            Prefill::Ignored => "",
        }
    }

    fn question<'a>(&'a self, request: &'a Request, more: &Extras) -> Question<'a> {
        let prefill = self.prefill(request);
        let begun = (!prefill.is_empty()).then_some(wire::Message { role: "assistant", content: prefill });
        let mut extras = self.server.extras(begun.is_some(), request.slot);
        extras.extend(
            request.form.as_ref().and_then(|form| self.imposed(form, begun.is_none())).unwrap_or_default(),
        );
        extras.extend(more.clone());
        let asked = request.messages.iter().map(|message| wire::Message {
            role: match message.role {
                Role::System => "system",
                Role::User => "user",
            },
            content: &message.content,
        });
        Question {
            model: &self.identity.model,
            messages: asked.chain(begun).collect(),
            max_tokens: request.limit.0,
            stop: &request.stop,
            temperature: request.sampling.temperature,
            top_p: request.sampling.top_p,
            // A server that failed over its own reading of a reply would fail over the same reply again.
            seed: request.sampling.seed.wrapping_add(self.failures),
            extras,
        }
    }

    /// What stands in a request so that the reply has a form.
    ///
    /// - `is_whole`: the reply has no beginning of ours.
    fn imposed(&self, form: &Form, is_whole: bool) -> Option<Extras> {
        match self.identity.constraint {
            Constraint::Grammar => self.server.grammar(&form.grammar),
            Constraint::JsonSchema if is_whole => {
                form.schema.as_ref().map(|schema| self.server.schema(schema))
            }
            Constraint::JsonSchema | Constraint::None => None,
        }
    }

    /// Asks, unless the prompt does not fit, and has nothing to do with a reply to a part of it.
    async fn generate_with(
        &mut self,
        request: &Request,
        more: &Extras,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        let prompt = whole::prompt(request, self.prefill(request));
        let counted = self.counted(&prompt).await?;
        let sent = self.watch.size(&prompt, counted);
        whole::fits(&sent, request.limit, self.identity.window)?;
        let asked = self.ask(request, &sent, more, sink);
        let reply = self.http.within(self.timers.total, "went on answering", asked).await;
        self.failures = match &reply {
            Err(Error::Refused { status: 500, .. }) => self.failures.saturating_add(1),
            _ => 0,
        };
        let reply = reply?;
        if reply.finish == Finish::Early && reply.usage.prompt.is_none() {
            // It was left before the account, since it is known that such prompts are read whole.
            return Ok(reply);
        }
        self.watch.compare(&sent, reply.usage.prompt).map_err(|read| Error::Truncated {
            endpoint: self.http.address().to_owned(),
            sent: sent.tokens.0,
            read: read.0,
            remedy: self.server.remedy(),
        })?;
        Ok(reply)
    }

    /// The tokens of a text by the model's own tokenizer, if the server has a route for that.
    async fn counted(&self, text: &str) -> Result<Option<Tokens>, Error> {
        match self.server.count(&self.http, &self.identity.model, text) {
            Some(counting) => self.http.promptly(self.timers.answer, counting).await.map(Some),
            None => Ok(None),
        }
    }
}

/// What a reply is waited for with.
#[derive(Clone, Copy)]
struct Patient<'a> {
    begin_by: Instant,
    sent: &'a Sent,
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
            let text = refusal::shortened(&String::from_utf8_lossy(&body));
            http.not_the_protocol(format!("its list of models is {text}"))
        }),
    }
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

/// The reply as the server ended it, or as the sink did after so many bytes.
fn ended(reading: Reading<'_>, enough: Option<usize>, sink: &mut Sink<'_>) -> Reply {
    match enough {
        Some(bytes) => reading.into_early_reply(bytes),
        None => finished(reading, sink),
    }
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
