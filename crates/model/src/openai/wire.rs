//! What goes over the wire. Whatever comes is optional: servers differ in all they leave out.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A chat request. Fields that only one kind of server understands come from that kind.
#[derive(Debug, Serialize)]
pub(super) struct Question<'a> {
    pub(super) model: &'a str,
    pub(super) messages: Vec<Message<'a>>,
    pub(super) max_tokens: u32,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) stop: &'a [String],
    pub(super) temperature: f32,
    pub(super) top_p: f32,
    pub(super) seed: u32,
    #[serde(flatten)]
    pub(super) extras: Extras,
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
    pub(super) usage: Option<Usage>,
    pub(super) timings: Option<Timings>,
    pub(super) error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    pub(super) index: Option<u32>,
    pub(super) delta: Option<Said>,
    pub(super) message: Option<Said>,
    pub(super) finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub(super) content: Option<String>,
    /// Thoughts, under the name that llama.cpp, LM Studio and older vLLM give them.
    pub(super) reasoning_content: Option<String>,
    /// Thoughts, under the name that newer vLLM gives them, perhaps beside the other.
    pub(super) reasoning: Option<String>,
    pub(super) tool_calls: Option<Vec<ToolCall>>,
}

/// A call, or a piece of one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ToolCall {
    pub(super) index: Option<u32>,
    pub(super) id: Option<String>,
    pub(super) function: Function,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Function {
    pub(super) name: Option<String>,
    /// A text that is JSON, or a piece of it; some servers send the object itself.
    pub(super) arguments: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Usage {
    pub(super) prompt_tokens: Option<u32>,
    pub(super) completion_tokens: Option<u32>,
    pub(super) prompt_tokens_details: Option<PromptDetails>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PromptDetails {
    pub(super) cached_tokens: Option<u32>,
}

/// llama.cpp's own account; its `prompt_n` leaves out what came from the cache.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Timings {
    pub(super) cache_n: Option<u32>,
    pub(super) prompt_n: Option<u32>,
    pub(super) prompt_ms: Option<f64>,
    pub(super) predicted_n: Option<u32>,
    pub(super) predicted_ms: Option<f64>,
}

/// The models that a server offers.
#[derive(Debug, Deserialize)]
pub(super) struct Models {
    /// Null where Ollama has none.
    pub(super) data: Option<Vec<Model>>,
    /// What else tells a list of models from any other JSON.
    pub(super) object: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Model {
    pub(super) id: String,
    /// The window that vLLM and `SGLang` serve it with, in tokens.
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
