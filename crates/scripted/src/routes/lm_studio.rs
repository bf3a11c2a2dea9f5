//! LM Studio's own routes, as <https://lmstudio.ai/docs/developer/rest/endpoints> has them.

use serde_json::{Value, json};

use super::Memory;
use crate::behaviour::Behaviour;
use crate::http::Request;
use crate::script::Script;

/// The most that each model can take, in tokens; it is loaded with less.
const MOST: u32 = 32_768;

pub(super) fn answer(script: &Script, request: &Request, memory: &Memory) -> Behaviour {
    if request.path == "/api/v0/models" {
        let models: Vec<_> = script.models.iter().map(|name| model(name, memory)).collect();
        return Behaviour::json(200, &json!({"object": "list", "data": models}));
    }
    // Its status is the one of success, too.
    let message = format!("Unexpected endpoint or method. ({} {})", request.method, request.path);
    Behaviour::json(200, &json!({"error": message}))
}

fn model(name: &str, memory: &Memory) -> Value {
    let purpose = if name.starts_with("text-embedding") { "embeddings" } else { "llm" };
    let mut model = json!({"id": name, "object": "model", "type": purpose, "state": "not-loaded",
        "max_context_length": MOST});
    if let Some(window) = memory.loaded.filter(|_| purpose == "llm") {
        model["state"] = "loaded".into();
        model["loaded_context_length"] = window.into();
    }
    model
}

/// The first question loads the model.
pub(super) fn before_chat(request: &Request, window: u32, memory: &mut Memory) -> Option<Behaviour> {
    memory.loaded = Some(window);
    let whole =
        json!({"choices": [{"message": {"role": "assistant", "content": "Hi"}, "finish_reason": "length"}]});
    (request.body["stream"] == false).then(|| Behaviour::json(200, &whole))
}
