//! What goes over the wire. Whatever comes is optional: servers differ in all they leave out.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A chat request.
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
    pub(super) streaming: Streaming,
    #[serde(flatten)]
    pub(super) llama: Option<Llama>,
    #[serde(flatten)]
    pub(super) continuing: Option<Continuing>,
}

#[derive(Debug, Serialize)]
pub(super) struct Message<'a> {
    pub(super) role: &'static str,
    pub(super) content: &'a str,
}

/// Asks for a stream that ends with its costs.
#[derive(Debug, Serialize)]
pub(super) struct Streaming {
    stream: bool,
    stream_options: StreamOptions,
}

#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

impl Streaming {
    pub(super) const ON: Self = Self { stream: true, stream_options: StreamOptions { include_usage: true } };
}

/// What only llama.cpp understands.
#[derive(Debug, Serialize)]
pub(super) struct Llama {
    cache_prompt: bool,
    /// The costs so far stand in each chunk, so that they are known of a reply that we leave early, too.
    timings_per_token: bool,
}

impl Llama {
    pub(super) const ON: Self = Self { cache_prompt: true, timings_per_token: true };
}

/// Asks llama.cpp to go on with the last message.
///
/// It does so anyway, but repeats that message unless it is asked in these words. A template that can think
/// refuses to go on unless thinking is turned off.
#[derive(Debug, Serialize)]
pub(super) struct Continuing {
    continue_final_message: bool,
    add_generation_prompt: bool,
    chat_template_kwargs: TemplateArguments,
}

#[derive(Debug, Serialize)]
struct TemplateArguments {
    enable_thinking: bool,
}

impl Continuing {
    pub(super) const ON: Self = Self {
        continue_final_message: true,
        add_generation_prompt: false,
        chat_template_kwargs: TemplateArguments { enable_thinking: false },
    };
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
    pub(super) reasoning_content: Option<String>,
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
pub(crate) struct Models {
    /// Null where Ollama has none.
    pub(crate) data: Option<Vec<Model>>,
    /// What else tells a list of models from any other JSON.
    pub(crate) object: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) owned_by: Option<String>,
}

impl Models {
    /// The models, if it is a list of models at all.
    pub(crate) fn parse(body: &[u8]) -> Option<Vec<Model>> {
        let models: Self = serde_json::from_slice(body).ok()?;
        match (models.data, models.object.as_deref()) {
            (Some(models), _) => Some(models),
            (None, Some("list")) => Some(Vec::new()),
            (None, _) => None,
        }
    }
}

/// What llama.cpp tells of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Props {
    pub(super) default_generation_settings: Settings,
}

#[derive(Debug, Deserialize)]
pub(super) struct Settings {
    /// The context window of one slot, in tokens.
    pub(super) n_ctx: Option<u32>,
}

#[derive(Debug, Serialize)]
pub(super) struct Tokenize<'a> {
    pub(super) content: &'a str,
}

#[derive(Debug, Deserialize)]
pub(super) struct Tokenized {
    pub(super) tokens: Vec<IgnoredAny>,
}
