//! What a usual model server answers beside chat requests.

use serde_json::{Value, json};

use crate::behaviour::Behaviour;
use crate::http::Request;
use crate::script::Script;

/// Where chat requests go.
pub(crate) const CHAT: &str = "/v1/chat/completions";

pub(crate) fn answer(script: &Script, request: &Request) -> Behaviour {
    match (request.path.as_str(), script.window) {
        ("/v1/models", _) => Behaviour::json(200, &models(script)),
        ("/health", _) => Behaviour::json(200, &json!({"status": "ok"})),
        ("/props", Some(window)) => {
            Behaviour::json(200, &json!({"default_generation_settings": {"n_ctx": window}, "total_slots": 1}))
        }
        ("/tokenize", Some(_)) => Behaviour::json(200, &json!({"tokens": tokens(&request.body)})),
        _ => Behaviour::error(404, "File Not Found"),
    }
}

/// What a chat request asks to be continued, where the server repeats it.
///
/// llama.cpp repeats the beginning unless `continue_final_message` is set.
pub(crate) fn echo(script: &Script, request: &Request) -> String {
    if script.window.is_none() || (request.body["continue_final_message"] == true && !script.echo) {
        return String::new();
    }
    let messages = request.body["messages"].as_array();
    match messages.and_then(|messages| messages.last()) {
        Some(last) if last["role"] == "assistant" => last["content"].as_str().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn models(script: &Script) -> Value {
    let owner = if script.window.is_some() { "llamacpp" } else { "scripted" };
    let models = script.models.iter().map(|name| json!({"id": name, "object": "model", "owned_by": owner}));
    json!({"object": "list", "data": models.collect::<Vec<_>>()})
}

/// One token a word.
fn tokens(body: &Value) -> Vec<usize> {
    body["content"].as_str().unwrap_or_default().split_whitespace().enumerate().map(|(id, _)| id).collect()
}
