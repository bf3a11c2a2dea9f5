//! What goes over the wire. Whatever comes is optional: servers differ in all they leave out, and what cannot be read
//! beside the text counts as left out.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// A chat request. Fields that only one kind of server understands come from that kind.
#[derive(Debug, Serialize)]
pub(super) struct Question<'a> {
    pub(super) model: &'a str,
    pub(super) messages: Vec<Message<'a>>,
    #[serde(flatten)]
    pub(super) limit: Limit,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) stop: &'a [String],
    pub(super) temperature: f32,
    pub(super) top_p: f32,
    pub(super) seed: u32,
    #[serde(flatten)]
    pub(super) extras: Extras,
}

/// The most tokens to generate, by the name that a server has for it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Limit {
    /// Nearly every server's.
    MaxTokens(u32),
    /// OpenAI's since its models think; these refuse the other.
    MaxCompletionTokens(u32),
}

impl Limit {
    pub(super) fn tokens(self) -> u32 {
        match self {
            Self::MaxTokens(tokens) | Self::MaxCompletionTokens(tokens) => tokens,
        }
    }
}

/// What is asked beyond the protocol, as fields of the request.
pub(super) type Extras = Map<String, Value>;

/// The fields of a JSON object.
pub(super) fn fields(object: Value) -> Extras {
    match object {
        Value::Object(fields) => fields,
        _ => Extras::new(),
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Message<'a> {
    pub(super) role: &'static str,
    pub(super) content: &'a str,
}

/// A piece of a reply, or a whole one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chunk {
    pub(super) choices: Option<Vec<Choice>>,
    #[serde(deserialize_with = "lenient")]
    pub(super) usage: Option<Usage>,
    #[serde(deserialize_with = "lenient")]
    pub(super) timings: Option<Timings>,
    pub(super) error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    #[serde(deserialize_with = "lenient")]
    pub(super) index: Option<u32>,
    pub(super) delta: Option<Said>,
    pub(super) message: Option<Said>,
    #[serde(deserialize_with = "lenient")]
    pub(super) finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    #[serde(deserialize_with = "text")]
    pub(super) content: Option<String>,
    /// Thoughts, under the name that llama.cpp, LM Studio and older vLLM give them.
    #[serde(deserialize_with = "lenient")]
    pub(super) reasoning_content: Option<String>,
    /// Thoughts, under the name that newer vLLM gives them, perhaps beside the other.
    #[serde(deserialize_with = "lenient")]
    pub(super) reasoning: Option<String>,
    pub(super) tool_calls: Option<Vec<ToolCall>>,
}

/// A call, or a piece of one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ToolCall {
    #[serde(deserialize_with = "lenient")]
    pub(super) index: Option<u32>,
    #[serde(deserialize_with = "lenient")]
    pub(super) id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    pub(super) function: Option<Function>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Function {
    #[serde(deserialize_with = "lenient")]
    pub(super) name: Option<String>,
    /// A text that is JSON, or a piece of it; some servers send the object itself.
    pub(super) arguments: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Usage {
    #[serde(deserialize_with = "lenient")]
    pub(super) prompt_tokens: Option<u32>,
    #[serde(deserialize_with = "lenient")]
    pub(super) completion_tokens: Option<u32>,
    #[serde(deserialize_with = "lenient")]
    pub(super) prompt_tokens_details: Option<PromptDetails>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PromptDetails {
    #[serde(deserialize_with = "lenient")]
    pub(super) cached_tokens: Option<u32>,
}

/// llama.cpp's own account; its `prompt_n` leaves out what came from the cache.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Timings {
    #[serde(deserialize_with = "lenient")]
    pub(super) cache_n: Option<u32>,
    #[serde(deserialize_with = "lenient")]
    pub(super) prompt_n: Option<u32>,
    #[serde(deserialize_with = "lenient")]
    pub(super) prompt_ms: Option<f64>,
    #[serde(deserialize_with = "lenient")]
    pub(super) predicted_n: Option<u32>,
    #[serde(deserialize_with = "lenient")]
    pub(super) predicted_ms: Option<f64>,
}

/// The models that a server offers.
#[derive(Debug, Deserialize)]
pub(super) struct Models {
    /// Null where Ollama has none.
    pub(super) data: Option<Vec<Model>>,
    /// What else tells a list of models from any other JSON.
    #[serde(default, deserialize_with = "lenient")]
    pub(super) object: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Model {
    pub(super) id: String,
    /// The window that vLLM and `SGLang` serve it with, in tokens.
    #[serde(default, deserialize_with = "lenient")]
    pub(super) max_model_len: Option<u32>,
}

impl Models {
    /// The models, if it is a list of models at all.
    pub(super) fn parse(body: &[u8]) -> Option<Vec<Model>> {
        let models: Self = serde_json::from_slice(body).ok()?;
        match (models.data, models.object.as_deref()) {
            (Some(models), _) => Some(models),
            (None, Some("list")) => Some(Vec::new()),
            (None, _) => None,
        }
    }
}

/// Reads a field that can be done without; what is something else counts as left out.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    field: D,
) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(field)?).ok())
}

/// Reads a text, which may come in parts. What is neither is an error: no part of a reply may be lost without a word.
fn text<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    let part = |part: Value| match part {
        Value::String(text) => Some(text),
        other => other.get("text")?.as_str().map(str::to_owned),
    };
    let text = match Value::deserialize(field)? {
        Value::Null => return Ok(None),
        Value::Array(parts) => parts.into_iter().map(part).collect(),
        other => part(other),
    };
    text.map(Some).ok_or_else(|| D::Error::custom("neither a text nor its parts"))
}
