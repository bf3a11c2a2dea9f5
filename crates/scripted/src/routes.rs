//! What a usual model server answers beside chat requests, shaped as one of the known kinds.

mod lm_studio;
mod ollama;

use serde_json::{Value, json};

use crate::behaviour::{Behaviour, Form};
use crate::http::Request;
use crate::script::{Script, Shape};

/// Where chat requests go.
pub(crate) const CHAT: &str = "/v1/chat/completions";

/// What a server remembers from one request to the next.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The window that the model is loaded with, in tokens.
    pub(crate) loaded: Option<u32>,
}

pub(crate) fn answer(script: &Script, request: &Request, memory: &Memory) -> Behaviour {
    match (request.path.as_str(), script.shape) {
        ("/v1/models", _) => Behaviour::json(200, &models(script)),
        (_, Shape::Ollama(_)) => ollama::answer(script, request, memory),
        (_, Shape::LmStudio(_)) => lm_studio::answer(script, request, memory),
        ("/health", _) => Behaviour::json(200, &json!({"status": "ok"})),
        ("/props", Shape::Llama(window)) => {
            Behaviour::json(200, &json!({"default_generation_settings": {"n_ctx": window}, "total_slots": 1}))
        }
        ("/tokenize", Shape::Llama(_)) => Behaviour::json(200, &json!({"tokens": tokens(&request.body)})),
        _ => Behaviour::error(404, "File Not Found"),
    }
}

/// What happens before a chat request is answered; a behaviour if that is all that happens.
pub(crate) fn before_chat(script: &Script, request: &Request, memory: &mut Memory) -> Option<Behaviour> {
    match script.shape {
        Shape::Ollama(window) => ollama::before_chat(request, window, memory),
        Shape::LmStudio(window) => lm_studio::before_chat(request, window, memory),
        Shape::Plain | Shape::Llama(_) => None,
    }
}

/// How replies are worded.
pub(crate) fn form(script: &Script) -> Form {
    match script.shape {
        Shape::Llama(_) => Form::Llama,
        Shape::Ollama(_) => Form::Ollama,
        Shape::Plain | Shape::LmStudio(_) => Form::OpenAi,
    }
}

/// The tokens of a prompt that a server says to have read, where it cuts what is longer than its window.
pub(crate) fn read(request: &Request, memory: &Memory) -> Option<u32> {
    memory.loaded.map(|window| words(request).min(window))
}

pub(crate) fn is_chat_route(path: &str) -> bool {
    matches!(path, CHAT | ollama::CHAT)
}

/// Whether a request asks for a reply, and not only for the model to be loaded.
pub(crate) fn is_chat(request: &Request) -> bool {
    is_chat_route(&request.path) && request.body["stream"] != false
}

/// What a chat request asks to be continued, where the server repeats it.
///
/// llama.cpp repeats the beginning unless `continue_final_message` is set.
pub(crate) fn echo(script: &Script, request: &Request) -> String {
    let is_llama = matches!(script.shape, Shape::Llama(_));
    if !is_llama || (request.body["continue_final_message"] == true && !script.echo) {
        return String::new();
    }
    let messages = request.body["messages"].as_array();
    match messages.and_then(|messages| messages.last()) {
        Some(last) if last["role"] == "assistant" => last["content"].as_str().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn models(script: &Script) -> Value {
    let models =
        script.models.iter().map(|name| json!({"id": name, "object": "model", "owned_by": "scripted"}));
    json!({"object": "list", "data": models.collect::<Vec<_>>()})
}

/// One token a word.
fn tokens(body: &Value) -> Vec<usize> {
    body["content"].as_str().unwrap_or_default().split_whitespace().enumerate().map(|(id, _)| id).collect()
}

fn words(request: &Request) -> u32 {
    let messages = request.body["messages"].as_array().into_iter().flatten();
    let count = messages.map(|message| message["content"].as_str().unwrap_or_default());
    u32::try_from(count.flat_map(str::split_whitespace).count()).unwrap_or(u32::MAX)
}
