//! What a server sends, of which a reply is a part: a completion, a message, its tool calls, its thoughts.

use serde_json::Value;

/// A reply, taken out of what a server sent.
pub(crate) struct Envelope {
    /// The text.
    pub(crate) said: String,
    /// The tool calls, as an object of their own.
    pub(crate) calls: Option<String>,
    /// Whether the server says that it cut the reply off.
    pub(crate) is_cut: bool,
    pub(crate) repairs: Vec<String>,
}

/// Opens a text that is all of what a server sent; `None` if it is not.
pub(crate) fn open(text: &str) -> Option<Envelope> {
    let text = text.trim();
    // Most replies are no JSON at all.
    if !text.starts_with('{')
        || !["\"content\"", "\"tool_calls\"", "\"text\"", "\"response\""].iter().any(|key| text.contains(key))
    {
        return None;
    }
    let whole: Value = serde_json::from_str(text).ok()?;
    let choice = match whole.get("choices") {
        // Of several answers none is the one that was meant.
        Some(choices) => choices.as_array().filter(|choices| choices.len() == 1)?.first()?,
        None => &whole,
    };
    let message = choice.get("message").unwrap_or(choice);
    let text_of = |keys: &[&str]| keys.iter().find_map(|key| message.get(key)?.as_str()).unwrap_or_default();
    // Ollama says of each answer whether it is done.
    let done = whole.get("done").and_then(Value::as_bool);
    let is_ollama = done.is_some() && (message.get("content").is_some() || whole.get("response").is_some());
    let is_message = is_ollama || message.get("role").is_some_and(|role| role == "assistant");
    if whole.get("choices").is_none() && !is_message {
        return None;
    }
    let calls =
        message.get("tool_calls").filter(|calls| calls.as_array().is_some_and(|calls| !calls.is_empty()));
    let mut repairs = vec!["took the reply out of what the server sent".to_owned()];
    let mut said = text_of(&["content", "text", "response"]);
    if said.trim().is_empty() && calls.is_none() {
        said = text_of(&["reasoning_content", "reasoning", "thinking"]);
        repairs.push("took the reply out of the thoughts, where all of it stands".to_owned());
    }
    let ends = [choice.get("finish_reason"), whole.get("done_reason"), whole.get("stop_reason")];
    let mut ends = ends.into_iter().flatten().filter_map(Value::as_str);
    let is_cut = done == Some(false) || ends.any(is_cut_off);
    let calls = calls.map(|calls| serde_json::json!({ "tool_calls": calls }).to_string());
    Some(Envelope { said: said.to_owned(), calls, is_cut, repairs })
}

/// Whether a server that gives this reason did not let the model end its reply.
fn is_cut_off(reason: &str) -> bool {
    matches!(
        reason.to_ascii_lowercase().as_str(),
        "length" | "model_length" | "max_tokens" | "max_output_tokens" | "token_limit" | "content_filter"
    )
}
