//! How a request is answered, well or badly.

use serde_json::{Value, json};

/// How one request is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Behaviour {
    /// As a model server answers a chat request.
    Reply(Reply),
    /// Exactly so; what is not said does not happen. The connection is closed after the last step.
    Raw(Vec<Step>),
}

/// One thing that is done to a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// These bytes are sent.
    Send(Vec<u8>),
    /// Nothing happens until [`Server::release`](crate::Server::release) is called once more.
    Hold,
    /// Nothing happens until the client leaves.
    Stall,
    /// These bytes are sent again and again until the client leaves.
    Forever(Vec<u8>),
    /// The connection is reset.
    Reset,
}

impl Behaviour {
    /// A whole answer with a length.
    ///
    /// - `headers`: complete lines without their ends, such as `Retry-After: 5`.
    #[must_use]
    pub fn answer(status: u16, content_type: &str, headers: &[&str], body: &str) -> Self {
        let mut head = format!("HTTP/1.1 {status} Scripted\r\nContent-Type: {content_type}\r\n");
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        head.push_str(&format_length(body.len()));
        Self::Raw(vec![Step::Send([head.as_bytes(), body.as_bytes()].concat())])
    }

    /// A whole answer in JSON.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::answer(status, "application/json", &[], &body.to_string())
    }

    /// An error as model servers word it.
    #[must_use]
    pub fn error(status: u16, message: &str) -> Self {
        Self::json(status, &json!({"error": {"code": status, "message": message, "type": "scripted"}}))
    }

    /// What llama.cpp answers while it loads a model.
    #[must_use]
    pub fn loading() -> Self {
        Self::error(503, "Loading model")
    }

    /// An event stream with these bytes in it, which then ends.
    #[must_use]
    pub fn stream(body: impl AsRef<[u8]>) -> Self {
        Self::Raw(vec![Step::Send(stream_head().into_bytes()), Step::Send(body.as_ref().to_vec())])
    }

    /// Silence, from the first byte on, until the client leaves.
    #[must_use]
    pub fn silence() -> Self {
        Self::Raw(vec![Step::Stall])
    }
}

impl From<Reply> for Behaviour {
    fn from(reply: Reply) -> Self {
        Self::Reply(reply)
    }
}

/// A streamed reply of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    chunks: Vec<String>,
    finish: Option<String>,
    usage: Option<[u32; 3]>,
    done: bool,
    line_end: &'static str,
    fault: Fault,
}

/// Where a reply goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Never,
    /// After so many bytes of the body.
    Cut(usize),
    /// After so many bytes of the body.
    Reset(usize),
    /// After so many chunks.
    Stall(usize),
    /// Before the first chunk, and before each later one.
    Hold,
    /// The last chunk has no end.
    Endless,
}

impl Reply {
    /// A reply that is sent in one piece.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::chunks(&[text])
    }

    /// A reply that is sent in these pieces; it ends with `stop`.
    #[must_use]
    pub fn chunks(chunks: &[&str]) -> Self {
        Self {
            chunks: chunks.iter().map(|&chunk| chunk.to_owned()).collect(),
            finish: Some("stop".to_owned()),
            usage: None,
            done: true,
            line_end: "\n",
            fault: Fault::Never,
        }
    }

    /// It ends for another reason, such as `length`.
    #[must_use]
    pub fn finish(self, reason: &str) -> Self {
        Self { finish: Some(reason.to_owned()), ..self }
    }

    /// It ends without saying why, and without `[DONE]`.
    #[must_use]
    pub fn unfinished(self) -> Self {
        Self { finish: None, done: false, ..self }
    }

    /// It ends without `[DONE]`.
    #[must_use]
    pub fn without_done(self) -> Self {
        Self { done: false, ..self }
    }

    /// It tells its costs in tokens: the prompt's, how many of these came from the cache, and the reply's.
    ///
    /// A script that answers as llama.cpp tells invented times, too.
    #[must_use]
    pub fn usage(self, prompt: u32, cached: u32, generated: u32) -> Self {
        Self { usage: Some([prompt, cached, generated]), ..self }
    }

    /// Its lines end with CR and LF.
    #[must_use]
    pub fn crlf(self) -> Self {
        Self { line_end: "\r\n", ..self }
    }

    /// The stream ends in good order after so many bytes of the body.
    #[must_use]
    pub fn cut_after(self, bytes: usize) -> Self {
        Self { fault: Fault::Cut(bytes), ..self }
    }

    /// The connection is reset after so many bytes of the body.
    #[must_use]
    pub fn reset_after(self, bytes: usize) -> Self {
        Self { fault: Fault::Reset(bytes), ..self }
    }

    /// Nothing comes after so many chunks, until the client leaves.
    #[must_use]
    pub fn stall_after(self, chunks: usize) -> Self {
        Self { fault: Fault::Stall(chunks), ..self }
    }

    /// Each chunk waits for one [`Server::release`](crate::Server::release).
    #[must_use]
    pub fn held(self) -> Self {
        Self { fault: Fault::Hold, ..self }
    }

    /// The last chunk is sent again and again.
    #[must_use]
    pub fn endless(self) -> Self {
        Self { fault: Fault::Endless, ..self }
    }

    /// The body's bytes, for those who want to cut it at each of them.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        [self.text_events("").concat(), self.end_events(false)].concat()
    }

    /// What is done to the connection.
    ///
    /// - `echo`: what the reply repeats before its own text.
    /// - `timings`: whether llama.cpp's times are told.
    pub(crate) fn steps(&self, echo: &str, timings: bool) -> Vec<Step> {
        let events = self.text_events(echo);
        let end = self.end_events(timings);
        let mut steps = vec![Step::Send(stream_head().into_bytes())];
        match self.fault {
            Fault::Never => steps.push(Step::Send([events.concat(), end].concat())),
            Fault::Cut(bytes) => steps.push(Step::Send(first(bytes, &[events.concat(), end].concat()))),
            Fault::Reset(bytes) => {
                steps.push(Step::Send(first(bytes, &[events.concat(), end].concat())));
                steps.push(Step::Reset);
            }
            Fault::Stall(chunks) => {
                steps.extend(events.into_iter().take(chunks).map(Step::Send));
                steps.push(Step::Stall);
            }
            Fault::Hold => {
                steps.extend(events.into_iter().flat_map(|event| [Step::Hold, Step::Send(event)]));
                steps.push(Step::Send(end));
            }
            Fault::Endless => {
                let again = events.last().cloned().unwrap_or_default();
                steps.extend(events.into_iter().map(Step::Send));
                steps.push(Step::Forever(again));
            }
        }
        steps
    }

    fn text_events(&self, echo: &str) -> Vec<Vec<u8>> {
        let echoed = (!echo.is_empty()).then_some(echo);
        echoed
            .into_iter()
            .chain(self.chunks.iter().map(String::as_str))
            .map(|text| json!({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": null}]}))
            .map(|chunk| self.event(&chunk.to_string()))
            .collect()
    }

    fn end_events(&self, timings: bool) -> Vec<u8> {
        let mut events = Vec::new();
        if let Some(reason) = &self.finish {
            let chunk = json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]});
            events.extend(self.event(&chunk.to_string()));
        }
        if let Some([prompt, cached, generated]) = self.usage {
            let mut chunk = json!({"choices": [], "usage": {
                "prompt_tokens": prompt,
                "completion_tokens": generated,
                "prompt_tokens_details": {"cached_tokens": cached},
            }});
            if timings {
                chunk["timings"] = json!({
                    "cache_n": cached,
                    "prompt_n": prompt.saturating_sub(cached),
                    "prompt_ms": 12.5,
                    "predicted_n": generated,
                    "predicted_ms": 250.0,
                });
            }
            events.extend(self.event(&chunk.to_string()));
        }
        if self.done {
            events.extend(self.event("[DONE]"));
        }
        events
    }

    fn event(&self, data: &str) -> Vec<u8> {
        format!("data: {data}{end}{end}", end = self.line_end).into_bytes()
    }
}

/// No length and no chunks: the body ends where the connection does, as the least forgiving servers have it.
fn stream_head() -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n".to_owned()
}

fn format_length(bytes: usize) -> String {
    format!("Content-Length: {bytes}\r\nConnection: close\r\n\r\n")
}

fn first(bytes: usize, of: &[u8]) -> Vec<u8> {
    of.iter().copied().take(bytes).collect()
}
