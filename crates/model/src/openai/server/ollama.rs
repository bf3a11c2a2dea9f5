//! Ollama, by its own protocol: <https://github.com/ollama/ollama/blob/main/docs/api.md>.
//!
//! Its OpenAI routes cannot set the window, and cut a prompt that is longer without a word.

use std::time::Duration;

use futures_util::FutureExt as _;
use kinglet_domain::unit::Tokens;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

use super::super::wire::{self, Choice, Chunk, PromptDetails, Said, Timings, Usage};
use super::{
    Answering, Constraint, Extras, Framing, Http, Kind, Question, Route, Server, fields, told, window,
};
use crate::error::Error;

/// The window that is asked for unless the model's own settings name one, or a larger one is loaded already.
const WANTED: u32 = 8192;

/// Its window is set with each question; the same each time, since another would have the model loaded again.
#[derive(Debug, Default)]
pub(super) struct Ollama {
    num_ctx: Option<u32>,
    /// Whether the model thinks before it answers unless it is told not to.
    thinks: bool,
}

#[derive(Debug, Deserialize)]
struct Version {
    #[serde(rename = "version")]
    _version: String,
}

/// What it knows of a model.
#[derive(Debug, Deserialize)]
struct Shown {
    /// Lines such as `num_ctx 8192`.
    #[serde(default)]
    parameters: String,
    /// Among others `qwen2.context_length`: what the model was trained for.
    #[serde(default)]
    model_info: Map<String, Value>,
    /// Such as `completion`; versions before 0.6.4 do not tell.
    #[serde(default, deserialize_with = "wire::lenient")]
    capabilities: Option<Vec<String>>,
}

impl Shown {
    fn chosen(&self) -> Option<u32> {
        let value = |line: &str| line.trim().strip_prefix("num_ctx")?.trim().parse().ok();
        self.parameters.lines().find_map(value)
    }

    fn trained(&self) -> Option<u32> {
        let (_, value) = self.model_info.iter().find(|(name, _)| name.ends_with(".context_length"))?;
        u32::try_from(value.as_u64()?).ok()
    }

    fn can(&self, capability: &str) -> Option<bool> {
        Some(self.capabilities.as_ref()?.iter().any(|known| known == capability))
    }
}

/// The models that it has.
#[derive(Debug, Deserialize)]
struct Tags {
    models: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    name: String,
    digest: String,
}

/// The models that are loaded.
#[derive(Debug, Deserialize)]
struct Running {
    models: Vec<Loaded>,
}

#[derive(Debug, Deserialize)]
struct Loaded {
    name: String,
    /// Left out by versions before 0.11.
    #[serde(default, deserialize_with = "wire::lenient")]
    context_length: Option<u32>,
}

/// A piece of a reply; the last holds the costs, with times in nanoseconds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Piece {
    message: Option<Spoken>,
    done: bool,
    #[serde(deserialize_with = "wire::lenient")]
    done_reason: Option<String>,
    /// With the tokens that came from the cache, except in some versions about 0.30.
    #[serde(deserialize_with = "wire::lenient")]
    prompt_eval_count: Option<u32>,
    #[serde(deserialize_with = "wire::lenient")]
    prompt_eval_cached_count: Option<u32>,
    #[serde(deserialize_with = "wire::lenient")]
    prompt_eval_duration: Option<u64>,
    #[serde(deserialize_with = "wire::lenient")]
    eval_count: Option<u32>,
    #[serde(deserialize_with = "wire::lenient")]
    eval_duration: Option<u64>,
    error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Spoken {
    content: Option<String>,
    #[serde(deserialize_with = "wire::lenient")]
    thinking: Option<String>,
    tool_calls: Option<Vec<wire::ToolCall>>,
}

pub(super) async fn recognise(http: &Http, limit: Duration) -> Result<Option<Ollama>, Error> {
    let version: Option<Version> = told(http, limit, "/api/version").await?;
    Ok(version.map(|_| Ollama::default()))
}

async fn shown(http: &Http, model: &str) -> Result<Shown, Error> {
    http.post_json(Route::Own("/api/show"), &json!({"model": model})).await
}

/// The window that a model is loaded with, if it is.
async fn loaded(http: &Http, model: &str) -> Result<Option<u32>, Error> {
    let running: Running = http.get_json(Route::Own("/api/ps")).await?;
    let found = running.models.into_iter().find(|loaded| loaded.name == model);
    Ok(found.and_then(|loaded| loaded.context_length))
}

impl Server for Ollama {
    fn kind(&self) -> Kind {
        Kind::Ollama
    }

    fn constraint(&self) -> Constraint {
        Constraint::JsonSchema
    }

    fn remedy(&self) -> &'static str {
        "set OLLAMA_CONTEXT_LENGTH=16384 for `ollama serve` and start it again, or give the model a larger `num_ctx`"
    }

    fn too_long(&self) -> &'static [&'static str] {
        &["exceeds the context length"]
    }

    fn can_chat<'a>(&'a self, http: &'a Http, model: &'a str) -> Answering<'a, bool> {
        async move { Ok(shown(http, model).await?.can("completion").unwrap_or(true)) }.boxed()
    }

    fn window<'a>(&'a mut self, http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        async move { Ok(window(loaded(http, model).await?)) }.boxed()
    }

    fn ready<'a>(&'a mut self, http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        async move {
            let shown = shown(http, model).await?;
            self.thinks = shown.can("thinking") == Some(true);
            let trained = shown.trained().unwrap_or(u32::MAX);
            let wanted = shown.chosen().unwrap_or(WANTED).min(trained);
            // Another window would have the model loaded again; a larger one does no harm.
            let num_ctx = loaded(http, model).await?.map_or(wanted, |loaded| loaded.max(wanted));
            self.num_ctx = Some(num_ctx);
            // A question without messages loads the model.
            let load =
                json!({"model": model, "messages": [], "stream": false, "options": {"num_ctx": num_ctx}});
            let _loaded: IgnoredAny = http.post_json(Route::Own("/api/chat"), &load).await?;
            // What it was loaded with is the truth, whatever was asked for.
            let real = loaded(http, model).await?.map_or(num_ctx, |real| real.min(num_ctx));
            Ok(window(Some(real)))
        }
        .boxed()
    }

    fn digest<'a>(&'a self, http: &'a Http, model: &'a str) -> Answering<'a, Option<String>> {
        async move {
            let tags: Tags = http.get_json(Route::Own("/api/tags")).await?;
            let found = tags.models.into_iter().find(|listed| listed.name == model);
            Ok(found.map(|listed| listed.digest))
        }
        .boxed()
    }

    fn chat(&self) -> Route<'static> {
        Route::Own("/api/chat")
    }

    /// What is too long is an error instead of being cut (`truncate`) or pushed out while the reply grows (`shift`);
    /// versions that do not know these words leave them unread. Thoughts would use up the limit of a short reply; to
    /// other models than those that think, the word is an error: <https://docs.ollama.com/capabilities/thinking>.
    fn extras(&self, _continues: bool) -> Extras {
        let mut extras = fields(json!({"stream": true, "truncate": false, "shift": false}));
        if self.thinks {
            extras.insert("think".to_owned(), false.into());
        }
        extras
    }

    fn own_form(&self, question: &Question<'_>) -> Option<Value> {
        let mut options = json!({
            "num_predict": question.limit.tokens(),
            "temperature": question.temperature,
            "top_p": question.top_p,
            "seed": question.seed,
        });
        if let Some(num_ctx) = self.num_ctx {
            options["num_ctx"] = num_ctx.into();
        }
        if !question.stop.is_empty() {
            options["stop"] = json!(question.stop);
        }
        let mut body = fields(json!({
            "model": question.model,
            "messages": question.messages,
            "options": options,
        }));
        body.extend(question.extras.clone());
        Some(Value::Object(body))
    }

    fn framing(&self) -> Framing {
        Framing::Lines
    }

    fn piece(&self, data: &str) -> serde_json::Result<Chunk> {
        serde_json::from_str::<Piece>(data).map(Chunk::from)
    }

    fn schema(&self, schema: &Value) -> Extras {
        fields(json!({"format": schema}))
    }
}

impl From<Piece> for Chunk {
    fn from(piece: Piece) -> Self {
        let is_part = piece.message.is_some() || piece.done;
        let said = piece.message.unwrap_or_default();
        let choice = Choice {
            index: None,
            delta: Some(Said {
                content: said.content,
                reasoning_content: said.thinking,
                tool_calls: said.tool_calls,
                reasoning: None,
            }),
            message: None,
            finish_reason: piece.done.then(|| piece.done_reason.unwrap_or_else(|| "stop".to_owned())),
        };
        let usage = Usage {
            prompt_tokens: piece.prompt_eval_count,
            completion_tokens: piece.eval_count,
            prompt_tokens_details: Some(PromptDetails { cached_tokens: piece.prompt_eval_cached_count }),
        };
        let timings = Timings {
            prompt_ms: piece.prompt_eval_duration.map(milliseconds),
            predicted_ms: piece.eval_duration.map(milliseconds),
            ..Timings::default()
        };
        Self {
            choices: is_part.then(|| vec![choice]),
            usage: Some(usage),
            timings: Some(timings),
            error: piece.error,
        }
    }
}

fn milliseconds(nanoseconds: u64) -> f64 {
    Duration::from_nanos(nanoseconds).as_secs_f64() * 1000.0
}
