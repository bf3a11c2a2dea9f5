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
        Self::Raw(vec![
            Step::Send(stream_head(Form::OpenAi).into_bytes()),
            Step::Send(body.as_ref().to_vec()),
        ])
    }

    /// A few bytes that would become endless spaces if a client unpacked them.
    ///
    /// - `content_type`: what the answer claims to be.
    #[must_use]
    pub fn gzip_bomb(content_type: &str) -> Self {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
        );
        Self::Raw(vec![
            Step::Send(head.into_bytes()),
            Step::Send(GZIP_BEGINNING.to_vec()),
            Step::Forever(GZIP_SPACES.repeat(1 << 12)),
        ])
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
    chunks: Vec<Chunk>,
    finish: Option<String>,
    usage: Option<[u32; 3]>,
    done: bool,
    line_end: &'static str,
    fault: Fault,
}

/// A piece of a reply.
#[derive(Debug, Clone, PartialEq)]
enum Chunk {
    /// More text.
    Text(String),
    /// Anything else that is said, as it goes over the wire.
    Delta(Value),
}

/// How a server words its replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As OpenAI has it.
    OpenAi,
    /// With llama.cpp's times.
    Llama,
    /// By Ollama's own protocol.
    Ollama,
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
        Self::of(chunks.iter().map(|&chunk| Chunk::Text(chunk.to_owned())).collect())
    }

    /// A reply of other things than text, such as native tool calls; each stands in a piece of its own.
    #[must_use]
    pub fn deltas(deltas: &[Value]) -> Self {
        Self::of(deltas.iter().map(|delta| Chunk::Delta(delta.clone())).collect())
    }

    fn of(chunks: Vec<Chunk>) -> Self {
        Self {
            chunks,
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
        [self.text_events("", Form::OpenAi).concat(), self.end_events(Form::OpenAi, self.usage)].concat()
    }

    /// What is done to the connection.
    ///
    /// - `echo`: what the reply repeats before its own text.
    /// - `read`: the tokens of the prompt that are told where the reply does not say so itself.
    pub(crate) fn steps(&self, echo: &str, form: Form, read: Option<u32>) -> Vec<Step> {
        let events = self.text_events(echo, form);
        let said = u32::try_from(self.chunks.len()).unwrap_or(u32::MAX);
        let end = self.end_events(form, self.usage.or(read.map(|read| [read, 0, said])));
        let mut steps = vec![Step::Send(stream_head(form).into_bytes())];
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

    fn text_events(&self, echo: &str, form: Form) -> Vec<Vec<u8>> {
        let echoed = (!echo.is_empty()).then(|| json!(echo));
        let deltas = self.chunks.iter().map(|chunk| match chunk {
            Chunk::Text(text) => json!({"content": text}),
            Chunk::Delta(delta) => delta.clone(),
        });
        echoed
            .into_iter()
            .map(|text| json!({"content": text}))
            .chain(deltas)
            .map(|said| match form {
                Form::Ollama => json!({"model": "scripted", "message": said, "done": false}),
                _ => json!({"choices": [{"index": 0, "delta": said, "finish_reason": null}]}),
            })
            .map(|chunk| self.event(form, &chunk.to_string()))
            .collect()
    }

    fn end_events(&self, form: Form, usage: Option<[u32; 3]>) -> Vec<u8> {
        if form == Form::Ollama {
            return self.last_line(usage);
        }
        let mut events = Vec::new();
        if let Some(reason) = &self.finish {
            let chunk = json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]});
            events.extend(self.event(form, &chunk.to_string()));
        }
        if let Some([prompt, cached, generated]) = usage {
            let mut chunk = json!({"choices": [], "usage": {
                "prompt_tokens": prompt,
                "completion_tokens": generated,
                "prompt_tokens_details": {"cached_tokens": cached},
            }});
            if form == Form::Llama {
                chunk["timings"] = json!({
                    "cache_n": cached,
                    "prompt_n": prompt.saturating_sub(cached),
                    "prompt_ms": 12.5,
                    "predicted_n": generated,
                    "predicted_ms": 250.0,
                });
            }
            events.extend(self.event(form, &chunk.to_string()));
        }
        if self.done {
            events.extend(self.event(form, "[DONE]"));
        }
        events
    }

    /// Ollama tells the end and the costs at once, with times in nanoseconds.
    fn last_line(&self, usage: Option<[u32; 3]>) -> Vec<u8> {
        let Some(reason) = &self.finish else { return Vec::new() };
        let mut line = json!({"model": "scripted", "message": {"role": "assistant", "content": ""},
            "done": true, "done_reason": reason});
        if let Some([prompt, _, generated]) = usage {
            line["prompt_eval_count"] = prompt.into();
            line["prompt_eval_duration"] = 12_500_000.into();
            line["eval_count"] = generated.into();
            line["eval_duration"] = 250_000_000.into();
        }
        self.event(Form::Ollama, &line.to_string())
    }

    fn event(&self, form: Form, data: &str) -> Vec<u8> {
        match form {
            Form::Ollama => format!("{data}{end}", end = self.line_end).into_bytes(),
            _ => format!("data: {data}{end}{end}", end = self.line_end).into_bytes(),
        }
    }
}

/// The head of a gzip file, a block of fixed codes, a space, and one repetition of it, so that it ends with a byte.
const GZIP_BEGINNING: [u8; 13] =
    [0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0x52, 0x18, 0x05];

/// Eight times the codes for 258 more of the last byte, which fill these bytes to the last bit.
const GZIP_SPACES: [u8; 13] = [0xa3, 0x60, 0x14, 0x8c, 0x82, 0x51, 0x30, 0x0a, 0x46, 0xc1, 0x28, 0x18, 0x05];

/// No length and no chunks: the body ends where the connection does, as the least forgiving servers have it.
fn stream_head(form: Form) -> String {
    let content_type = if form == Form::Ollama { "application/x-ndjson" } else { "text/event-stream" };
    format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nConnection: close\r\n\r\n")
}

fn format_length(bytes: usize) -> String {
    format!("Content-Length: {bytes}\r\nConnection: close\r\n\r\n")
}

fn first(bytes: usize, of: &[u8]) -> Vec<u8> {
    of.iter().copied().take(bytes).collect()
}
