//! Reads why a server refuses.

use std::time::Duration;

use serde_json::Value;

use crate::error::Error;

/// The longest that a server can make us wait.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The most characters of a server's words that are passed on.
const SHOWN: usize = 300;

/// The error for an answer with a status other than success.
///
/// - `retry_after`: the header of that name, in seconds; a date or garbage is left out.
pub(super) fn of_status(endpoint: &str, status: u16, body: &str, retry_after: Option<&str>) -> Error {
    let json: Option<Value> = serde_json::from_str(body).ok();
    if let Some(error) = json.as_ref().and_then(too_long) {
        return error;
    }
    let message = match json.as_ref().and_then(|json| words(json.get("error").unwrap_or(json))) {
        Some(message) => message,
        None => body,
    };
    let (endpoint, message) = (endpoint.to_owned(), shortened(message));
    let retry_after = retry_after.and_then(|text| text.trim().parse().ok()).map(pause);
    match status {
        503 => Error::NotReady { endpoint, message, retry_after },
        _ => Error::Refused { endpoint, status, message, retry_after },
    }
}

/// The error for an answer that began well and then holds an error object.
///
/// Its status is the object's code, or 500 where that is no HTTP status.
pub(super) fn of_object(endpoint: &str, error: &Value) -> Error {
    let code = error.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
    let message = words(error).map_or_else(|| error.to_string(), str::to_owned);
    Error::Refused {
        endpoint: endpoint.to_owned(),
        status: code.filter(|code| (400..600).contains(code)).unwrap_or(500),
        message: shortened(&message),
        retry_after: None,
    }
}

/// The beginning of a text, on one line.
pub(super) fn shortened(text: &str) -> String {
    // A server must not be able to steer the terminal that shows its words.
    let visible = text.replace(|each: char| each.is_control() && !each.is_whitespace(), "\u{fffd}");
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None if line.is_empty() => "(no explanation)".to_owned(),
        None => line,
    }
}

fn pause(seconds: u64) -> Duration {
    Duration::from_secs(seconds).min(LONGEST_PAUSE)
}

fn words(error: &Value) -> Option<&str> {
    error.as_str().or_else(|| error.get("message")?.as_str())
}

/// llama.cpp counts the prompt for us when it does not fit.
fn too_long(json: &Value) -> Option<Error> {
    let error = json.get("error")?;
    let number = |name: &str| error.get(name)?.as_u64().and_then(|count| u32::try_from(count).ok());
    (error.get("type")? == "exceed_context_size_error").then_some(())?;
    Some(Error::TooLong { prompt: number("n_prompt_tokens")?, limit: 0, window: number("n_ctx")? })
}
