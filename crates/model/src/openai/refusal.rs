//! Makes errors of a server's words. All that a server says in an error passes here, and comes out without the key.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::error::Error;

/// The longest that a server can make us wait.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The most characters of a server's words that are passed on.
const SHOWN: usize = 300;

/// Whose words they are, and what must not stand among them.
#[derive(Clone)]
pub(super) struct Words {
    endpoint: String,
    /// Some servers repeat a key that they do not like.
    key: Option<String>,
}

impl Words {
    /// - `endpoint`: the server's address, as people are shown it.
    pub(super) fn new(endpoint: String, key: Option<&str>) -> Self {
        Self { endpoint, key: key.filter(|key| !key.is_empty()).map(str::to_owned) }
    }

    /// The beginning of what was said, on one line, without the key.
    pub(super) fn shown(&self, said: &str) -> String {
        match &self.key {
            Some(key) => shortened(&said.replace(key, "(the key)")),
            None => shortened(said),
        }
    }

    /// The error for something that no model server sends.
    ///
    /// - `what`: in our words.
    /// - `said`: in the server's.
    pub(super) fn not_the_protocol(&self, what: &str, said: &str) -> Error {
        let what = format!("{what} {}", self.shown(said));
        Error::Protocol { endpoint: self.endpoint.clone(), what }
    }

    /// The error for an answer with a status other than success.
    ///
    /// - `retry_after`: the header of that name, in seconds; a date or garbage is left out.
    pub(super) fn of_status(&self, status: u16, body: &str, retry_after: Option<&str>) -> Error {
        let json: Option<Value> = serde_json::from_str(body).ok();
        if let Some(error) = json.as_ref().and_then(too_long) {
            return error;
        }
        let message = match json.as_ref().and_then(|json| words(json.get("error").unwrap_or(json))) {
            Some(message) => message,
            None => body,
        };
        let (endpoint, message) = (self.endpoint.clone(), self.shown(message));
        let is_coded = json.as_ref().and_then(|json| json.get("error")).is_some_and(is_coded_too_long);
        if status == 413 || is_coded {
            return Error::Overlong { endpoint, message };
        }
        let retry_after = retry_after.and_then(|text| text.trim().parse().ok()).map(pause);
        match status {
            503 => Error::NotReady { endpoint, message, retry_after },
            _ => Error::Refused { endpoint, status, message, retry_after },
        }
    }

    /// The error for an answer that began well and then holds an error object.
    ///
    /// Its status is the object's code, or 500 where that is no HTTP status.
    pub(super) fn of_object(&self, error: &Value) -> Error {
        let code = error.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
        let message = self.shown(&words(error).map_or_else(|| error.to_string(), str::to_owned));
        let endpoint = self.endpoint.clone();
        if is_coded_too_long(error) {
            return Error::Overlong { endpoint, message };
        }
        let status = code.filter(|code| (400..600).contains(code)).unwrap_or(500);
        Error::Refused { endpoint, status, message, retry_after: None }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Words").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
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

/// OpenAI's code, which others have taken over: <https://platform.openai.com/docs/guides/error-codes>.
fn is_coded_too_long(error: &Value) -> bool {
    error.get("code").is_some_and(|code| code == "context_length_exceeded")
}

/// llama.cpp counts the prompt for us when it does not fit.
fn too_long(json: &Value) -> Option<Error> {
    let error = json.get("error")?;
    let number = |name: &str| error.get(name)?.as_u64().and_then(|count| u32::try_from(count).ok());
    (error.get("type")? == "exceed_context_size_error").then_some(())?;
    Some(Error::TooLong { prompt: number("n_prompt_tokens")?, limit: 0, window: number("n_ctx")? })
}
