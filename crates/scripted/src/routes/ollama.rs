//! Ollama's own routes, as <https://github.com/ollama/ollama/blob/main/docs/api.md> has them.

use serde_json::{Value, json};

use super::{Memory, words};
use crate::behaviour::Behaviour;
use crate::http::Request;
use crate::script::Script;

pub(crate) const CHAT: &str = "/api/chat";

/// What each model was trained for, in tokens.
const TRAINED: u32 = 32_768;

pub(super) fn answer(script: &Script, request: &Request, memory: &Memory) -> Behaviour {
    match request.path.as_str() {
        "/api/version" => Behaviour::json(200, &json!({"version": "0.12.0"})),
        "/api/tags" => {
            let models =
                script.models.iter().map(|name| json!({"name": name, "model": name, "digest": "feed"}));
            Behaviour::json(200, &json!({"models": models.collect::<Vec<_>>()}))
        }
        "/api/show" => {
            let info = json!({"general.architecture": "scripted", "scripted.context_length": TRAINED});
            Behaviour::json(
                200,
                &json!({"parameters": "", "model_info": info, "capabilities": ["completion"]}),
            )
        }
        "/api/ps" => Behaviour::json(200, &json!({"models": running(script, memory)})),
        _ => Behaviour::answer(404, "text/plain", &[], "404 page not found"),
    }
}

fn running(script: &Script, memory: &Memory) -> Vec<Value> {
    let name = script.models.first();
    let loaded = memory.loaded.zip(name);
    let model = |(window, name)| json!({"name": name, "model": name, "context_length": window});
    loaded.map(model).into_iter().collect()
}

/// Loads the model with the window that is asked for, else with the server's own.
pub(super) fn before_chat(request: &Request, window: u32, memory: &mut Memory) -> Option<Behaviour> {
    let asked = request.body["options"]["num_ctx"].as_u64().and_then(|asked| u32::try_from(asked).ok());
    let loaded = asked.unwrap_or(window).min(TRAINED);
    memory.loaded = Some(loaded);
    if request.body["messages"].as_array().is_none_or(Vec::is_empty) {
        let message = json!({"role": "assistant", "content": ""});
        let answer = json!({"model": "scripted", "message": message, "done": true, "done_reason": "load"});
        return Some(Behaviour::json(200, &answer));
    }
    (request.body["truncate"] == false && words(request) > loaded)
        .then(|| Behaviour::json(400, &json!({"error": "the input length exceeds the context length"})))
}
