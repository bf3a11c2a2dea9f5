//! What passes to and from a model, whatever serves it.

use serde::{Deserialize, Serialize};

use crate::unit::Tokens;

/// How the next token is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    /// 0 takes the most likely token each time; 1 follows the model's own distribution.
    pub temperature: f32,
    /// Only the most likely tokens whose probabilities sum to this are considered.
    pub top_p: f32,
    /// Makes the choice repeatable on one machine.
    pub seed: u32,
}

/// Why a reply ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finish {
    /// The model ended it, or a stop text appeared.
    Stop,
    /// We had read enough.
    Early,
    /// The token limit cut it off; it must not be acted on.
    Length,
}

/// What a reply cost, as far as the backend tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    /// Tokens of the prompt, those served from the cache included.
    pub prompt: Option<Tokens>,
    /// Prompt tokens that were served from the KV cache.
    pub cached: Option<Tokens>,
    /// Tokens that were generated.
    pub generated: Option<Tokens>,
    /// Milliseconds spent reading the prompt.
    pub prompt_ms: Option<f64>,
    /// Milliseconds spent generating.
    pub generate_ms: Option<f64>,
}
