//! Finds the model servers that run on this machine.

use std::time::Duration;

use futures_util::future::join_all;
use reqwest::Client;
use reqwest::header::SERVER;

use crate::openai::http;
use crate::openai::wire::{Model, Models};

/// Where model servers usually listen: llama.cpp and its like, Ollama, LM Studio, vLLM.
pub const USUAL_PORTS: [u16; 6] = [8080, 8081, 8765, 11434, 1234, 8000];

const CONNECT: Duration = Duration::from_millis(300);
const ANSWER: Duration = Duration::from_secs(1);

/// The most bytes of a list of models.
const LONGEST: usize = 4 << 20;

/// A model server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its address, as [`Options::endpoint`](crate::openai::Options::endpoint) takes it.
    pub endpoint: String,
    /// The models that it offers; none while it loads one, or if it tells only those who have a key.
    pub models: Vec<String>,
    /// What it seems to be.
    pub kind: Kind,
}

/// What a server seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// llama.cpp's `llama-server`.
    Llama,
    /// Ollama.
    Ollama,
    /// LM Studio.
    LmStudio,
    /// vLLM.
    Vllm,
    /// Some other server that speaks the protocol.
    Other,
}

/// Asks each of these ports of 127.0.0.1, all at once, for its models.
///
/// - Returns those that answer as a model server does, in the order of `ports`, after two seconds at most.
pub async fn scan(ports: &[u16]) -> Vec<Found> {
    // Without encryption there is nothing in a client that could be missing.
    let Ok(client) = http::client(CONNECT, true, false) else { return Vec::new() };
    let found = join_all(ports.iter().map(|&port| probe(&client, port))).await;
    found.into_iter().flatten().collect()
}

async fn probe(client: &Client, port: u16) -> Option<Found> {
    let endpoint = format!("http://127.0.0.1:{port}");
    let (models, is_llama) = tokio::time::timeout(ANSWER, models(client, &endpoint)).await.ok()??;
    let owner = models.first().and_then(|model| model.owned_by.as_deref());
    let kind = if is_llama { Kind::Llama } else { kind(owner) };
    Some(Found { endpoint, models: models.into_iter().map(|model| model.id).collect(), kind })
}

/// The models, and whether the server calls itself llama.cpp; nothing if it is no model server.
async fn models(client: &Client, endpoint: &str) -> Option<(Vec<Model>, bool)> {
    let mut response = client.get(format!("{endpoint}/v1/models")).send().await.ok()?;
    let is_llama = response.headers().get(SERVER).is_some_and(|server| server == "llama.cpp");
    if is_llama && matches!(response.status().as_u16(), 401 | 503) {
        return Some((Vec::new(), true));
    }
    if !response.status().is_success() {
        return None;
    }
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.ok()? {
        body.extend_from_slice(&piece);
        if body.len() > LONGEST {
            return None;
        }
    }
    Some((Models::parse(&body)?, is_llama))
}

fn kind(owner: Option<&str>) -> Kind {
    match owner {
        Some("llamacpp") => Kind::Llama,
        Some("library") => Kind::Ollama,
        Some("organization_owner") => Kind::LmStudio,
        Some("vllm") => Kind::Vllm,
        _ => Kind::Other,
    }
}
