//! Finds the model servers that run on this machine.

use futures_util::future::join_all;
use kinglet_domain::unit::Tokens;

use crate::openai::{Kind, seen};

/// Where model servers usually listen: llama.cpp and its like, `mlx_lm`, Ollama, LM Studio, vLLM.
pub const USUAL_PORTS: [u16; 6] = [8080, 8081, 8765, 11434, 1234, 8000];

/// A model server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its address, as [`Options::endpoint`](crate::openai::Options::endpoint) takes it.
    pub endpoint: String,
    /// What it is.
    pub kind: Kind,
    /// The models that it offers, best first; none while it loads one, or if it tells only those who have a key.
    pub models: Vec<String>,
    /// The window of the first of them, as far as it is known without loading it.
    pub window: Option<Tokens>,
}

/// Asks each of these ports of 127.0.0.1, all at once, what runs there.
///
/// - Returns those that answer as a model server does, in the order of `ports`, after a few seconds at most.
pub async fn scan(ports: &[u16]) -> Vec<Found> {
    let looks = ports.iter().map(|port| seen::look(format!("http://127.0.0.1:{port}")));
    join_all(looks).await.into_iter().flatten().collect()
}
