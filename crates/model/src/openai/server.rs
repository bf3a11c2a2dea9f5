//! What differs from one kind of server to another. Each kind has a file; what it does not say is as OpenAI's protocol
//! has it.

mod llama;
mod lm_studio;
mod mlx;
mod ollama;
mod plain;
mod vllm;

use std::fmt;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_domain::unit::Tokens;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::event::Framing;
use super::http::{Http, Route};
use super::wire::{Chunk, Extras, Model, Question, fields};
use crate::backend::Constraint;
use crate::error::Error;

/// What a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// llama.cpp's `llama-server`.
    Llama,
    /// Ollama.
    Ollama,
    /// LM Studio.
    LmStudio,
    /// vLLM.
    Vllm,
    /// `mlx_lm.server`.
    Mlx,
    /// Some other server that speaks the protocol.
    Other,
}

impl Kind {
    /// Its name as its makers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Llama => "llama.cpp",
            Self::Ollama => "Ollama",
            Self::LmStudio => "LM Studio",
            Self::Vllm => "vLLM",
            Self::Mlx => "mlx_lm",
            Self::Other => "OpenAI protocol",
        }
    }
}

/// What waits for an answer of a server.
pub(super) type Answering<'a, T> = BoxFuture<'a, Result<T, Error>>;

/// A server as one of its kind.
pub(super) trait Server: fmt::Debug + Send + Sync {
    fn kind(&self) -> Kind;

    /// What its user does where prompts are longer than its window; it ends a sentence.
    fn remedy(&self) -> &'static str;

    /// Words by which it can be told that it refuses a prompt as too long, where it has no code for that: without
    /// them, the run would end instead of going on with a shorter question.
    fn too_long(&self) -> &'static [&'static str] {
        // OpenAI's, and of those who have taken its words over.
        &["maximum context length", "context_length_exceeded"]
    }

    /// The models that can be asked, best first.
    ///
    /// - `listed`: what the server lists.
    fn offer(&self, listed: Vec<String>) -> Vec<String> {
        listed
    }

    /// Whether a model can be asked at all, as far as the list does not tell; an embedding model cannot.
    fn can_chat<'a>(&'a self, _http: &'a Http, _model: &'a str) -> Answering<'a, bool> {
        async { Ok(true) }.boxed()
    }

    /// The window of a model as far as it is known without loading it.
    fn window<'a>(&'a mut self, http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>>;

    /// Has a model loaded where that decides about its window; it may take as long as loading does.
    fn ready<'a>(&'a mut self, http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        self.window(http, model)
    }

    /// What tells a model's files from all others; nothing if the server does not tell.
    fn digest<'a>(&'a self, _http: &'a Http, _model: &'a str) -> Answering<'a, Option<String>> {
        async { Ok(None) }.boxed()
    }

    /// Whether it is known of all such servers that they continue a beginning.
    fn continues(&self) -> bool {
        false
    }

    /// Where chat requests go.
    fn chat(&self) -> Route<'static> {
        Route::OpenAi("/chat/completions")
    }

    /// What stands in a request beyond the protocol.
    ///
    /// - `continues`: the last message is a beginning that is to be continued.
    fn extras(&self, _continues: bool) -> Extras {
        streaming()
    }

    /// The request as it is sent, where it is not as OpenAI's protocol has it.
    fn own_form(&self, _question: &Question<'_>) -> Option<Value> {
        None
    }

    /// How pieces of a reply are told apart.
    fn framing(&self) -> Framing {
        Framing::Events
    }

    /// Reads a piece of a reply.
    fn piece(&self, data: &str) -> serde_json::Result<Chunk> {
        serde_json::from_str(data)
    }

    /// Counts the tokens of a text with the model's own tokenizer; nothing if the server has no route for that.
    fn count<'a>(
        &'a self,
        _http: &'a Http,
        _model: &'a str,
        _text: &'a str,
    ) -> Option<Answering<'a, Tokens>> {
        None
    }

    /// Where it tells whether it can be asked; nothing if no such server does.
    fn health(&self) -> Option<Route<'static>> {
        None
    }

    /// What it is known of all such servers to impose a form by.
    fn constraint(&self) -> Constraint {
        Constraint::None
    }

    /// How it takes a grammar in GBNF; nothing if no such server does.
    fn grammar(&self, _grammar: &str) -> Option<Extras> {
        None
    }

    /// How it is asked to tell, of each token that it is made to write, which others it took for possible; nothing if it
    /// is not known to tell that of what a grammar makes it write.
    ///
    /// - `most`: of how many others, for each.
    fn telling(&self, _most: usize) -> Extras {
        Extras::new()
    }

    /// How it takes a JSON schema, if it does.
    fn schema(&self, schema: &Value) -> Extras {
        let named = json!({"name": "reply", "strict": true, "schema": schema});
        fields(json!({"response_format": {"type": "json_schema", "json_schema": named}}))
    }
}

/// Finds out what a server is, by the routes that it has.
///
/// # Errors
/// [`Error`] where a route fails in a way that may pass: a server that is only busy must not be taken for another for
/// the rest of a run.
pub(super) async fn recognise(
    http: &Http,
    limit: Duration,
    listed: &[Model],
) -> Result<Box<dyn Server>, Error> {
    if let Some(server) = llama::recognise(http, limit).await? {
        return Ok(Box::new(server));
    }
    if let Some(server) = ollama::recognise(http, limit).await? {
        return Ok(Box::new(server));
    }
    if let Some(server) = lm_studio::recognise(http, limit).await? {
        return Ok(Box::new(server));
    }
    if let Some(server) = vllm::recognise(http, limit, listed).await? {
        return Ok(Box::new(server));
    }
    if let Some(server) = mlx::recognise(http, limit).await? {
        return Ok(Box::new(server));
    }
    Ok(Box::new(plain::Plain::new(listed)))
}

/// Asks for a stream that ends with its costs.
fn streaming() -> Extras {
    fields(json!({"stream": true, "stream_options": {"include_usage": true}}))
}

/// What a server says at one of its own routes; nothing if it has no such route, or something else there.
async fn told<T: DeserializeOwned>(http: &Http, limit: Duration, route: &str) -> Result<Option<T>, Error> {
    passing(http.promptly(limit, http.get_json(Route::Own(route))).await)
}

/// Only what may pass is a failure; whatever else another server makes of a route is no fault of its.
///
/// Some answer 500 where they have no route, and gateways 502: while a server is only busy or loads, it says 429 or 503.
pub(super) fn passing<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(Error::Refused { status: 500..=599, .. }) => Ok(None),
        Err(error) if error.is_transient() => Err(error),
        Err(_) => Ok(None),
    }
}

/// A window as servers tell it; none is 0 tokens long.
fn window(tokens: Option<u32>) -> Option<Tokens> {
    tokens.filter(|tokens| *tokens > 0).map(Tokens)
}
