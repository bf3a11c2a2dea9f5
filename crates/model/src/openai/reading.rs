//! Gathers a reply from its pieces; knows nothing of connections and clocks.

use kinglet_domain::model::{Finish, Usage};
use kinglet_domain::unit::Tokens;

use super::calls::Calls;
use super::refusal::Words;
use super::wire::{self, Choice, Chunk};
use crate::backend::Reply;
use crate::error::Error;

/// The most text of any reply, in bytes.
const LONGEST: usize = 4 << 20;

/// More bytes than this a token never has on average, in no language.
const BYTES_A_TOKEN: usize = 32;

/// What an event that says that the stream is over looks like.
const DONE: &str = "[DONE]";

/// Reads a piece of a reply.
pub(super) type Piece<'a> = dyn Fn(&str) -> serde_json::Result<Chunk> + Send + Sync + 'a;

/// A reply so far.
pub(super) struct Reading<'a> {
    words: &'a Words,
    piece: &'a Piece<'a>,
    text: String,
    /// What the model thought, where the server tells that apart.
    thought: String,
    calls: Calls,
    echo: Echo<'a>,
    /// Bytes that the model has said, what it only thought included.
    heard: usize,
    /// More bytes than this are not listened to.
    cap: usize,
    finish: Option<Finish>,
    usage: Usage,
    is_over: bool,
}

impl<'a> Reading<'a> {
    /// Nothing was heard yet.
    ///
    /// - `piece`: how one piece of the reply is read.
    /// - `prefill`: what the server may repeat at the beginning; it is left out.
    /// - `limit`: the most tokens that were asked for; a server that sends much more is not listened to.
    pub(super) fn new(words: &'a Words, piece: &'a Piece<'a>, prefill: &'a str, limit: Tokens) -> Self {
        Self {
            words,
            piece,
            text: String::new(),
            thought: String::new(),
            calls: Calls::default(),
            echo: Echo::Awaited { prefill, held: String::new() },
            heard: 0,
            cap: (limit.0 as usize).saturating_mul(BYTES_A_TOKEN).clamp(BYTES_A_TOKEN, LONGEST),
            finish: None,
            usage: Usage::default(),
            is_over: false,
        }
    }

    /// Whether the model has said anything.
    pub(super) fn has_begun(&self) -> bool {
        self.heard > 0
    }

    /// Whether it is known why the reply ended; what comes after that may as well be lost.
    pub(super) fn is_complete(&self) -> bool {
        self.finish.is_some()
    }

    /// The reply's length so far, in bytes.
    pub(super) fn received(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing more will come that matters.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Reads the data of one event; returns the new text, perhaps none.
    pub(super) fn event(&mut self, data: &str) -> Result<String, Error> {
        if data.trim() == DONE {
            self.finish.get_or_insert(Finish::Stop);
            self.is_over = true;
            return Ok(String::new());
        }
        let chunk = (self.piece)(data).map_err(|_| self.not_the_protocol("an event", data))?;
        self.chunk(chunk)
    }

    /// Reads the body of an answer that was not streamed; returns its text.
    pub(super) fn whole(&mut self, body: &[u8]) -> Result<String, Error> {
        let text = String::from_utf8_lossy(body);
        let chunk = (self.piece)(&text).map_err(|_| self.not_the_protocol("an answer", &text))?;
        if chunk.choices.as_ref().is_none_or(Vec::is_empty) && chunk.error.is_none() {
            return Err(self.not_the_protocol("an answer without choices", &text));
        }
        let fresh = self.chunk(chunk)?;
        self.finish.get_or_insert(Finish::Stop);
        Ok(fresh)
    }

    /// The tokens of the prompt that the server has read, as far as it has told.
    pub(super) fn read(&self) -> Option<Tokens> {
        self.usage.prompt
    }

    /// The text that was held back; call it when nothing more comes.
    ///
    /// It is what might have become a repetition, then the native tool calls, and if the model only thought, its
    /// thoughts: some servers take the whole reply for such. Where these were cut off they are marked as thoughts.
    pub(super) fn rest(&mut self) -> String {
        let mut rest = self.echo.give_up() + &self.calls.text();
        if self.text.is_empty() && rest.is_empty() {
            rest = std::mem::take(&mut self.thought);
            if self.finish == Some(Finish::Length) && !rest.is_empty() {
                rest.insert_str(0, "<think>");
            }
        }
        self.text.push_str(&rest);
        rest
    }

    /// The reply as the server ended it.
    pub(super) fn into_reply(self) -> Reply {
        Reply { text: self.text, finish: self.finish.unwrap_or(Finish::Stop), usage: self.usage }
    }

    /// The reply as we ended it, after so many bytes of text.
    pub(super) fn into_early_reply(mut self, bytes: usize) -> Reply {
        self.text.truncate(bytes);
        Reply { text: self.text, finish: Finish::Early, usage: self.usage }
    }

    fn not_the_protocol(&self, what: &str, text: &str) -> Error {
        self.words.not_the_protocol(&format!("it sent {what}:"), text)
    }

    fn chunk(&mut self, chunk: Chunk) -> Result<String, Error> {
        if let Some(error) = chunk.error {
            return Err(self.words.of_object(&error));
        }
        account(&mut self.usage, &chunk.usage.unwrap_or_default(), &chunk.timings.unwrap_or_default());
        let mut fresh = String::new();
        for choice in chunk.choices.unwrap_or_default() {
            if choice.index.unwrap_or(0) == 0 {
                fresh.push_str(&self.choice(choice)?);
            }
        }
        self.text.push_str(&fresh);
        if self.heard > self.cap {
            self.finish = Some(Finish::Length);
            self.is_over = true;
        }
        Ok(fresh)
    }

    fn choice(&mut self, choice: Choice) -> Result<String, Error> {
        let said = choice.delta.or(choice.message).unwrap_or_default();
        let content = said.content.unwrap_or_default();
        let thought = said.reasoning_content.or(said.reasoning).unwrap_or_default();
        self.heard += content.len() + thought.len();
        self.thought.push_str(&thought);
        for call in said.tool_calls.unwrap_or_default() {
            self.heard += self.calls.push(call);
        }
        // Some servers write it in capitals.
        match choice.finish_reason.map(|reason| reason.to_ascii_lowercase()).as_deref() {
            None | Some("") => {}
            Some("length" | "model_length" | "max_tokens" | "token_limit") => {
                self.finish = Some(Finish::Length);
            }
            Some(reason @ ("content_filter" | "error" | "abort")) => {
                let message = format!("the reply was broken off with `{reason}`");
                return Err(self.words.of_object(&message.into()));
            }
            Some(_) => self.finish = Some(Finish::Stop),
        }
        Ok(self.echo.pass(&content))
    }
}

/// Takes the newest figures; servers that tell them more than once tell totals.
pub(super) fn account(known: &mut Usage, usage: &wire::Usage, timings: &wire::Timings) {
    let cached = usage.prompt_tokens_details.as_ref().and_then(|details| details.cached_tokens);
    let evaluated = timings.prompt_n.map(|count| count.saturating_add(timings.cache_n.unwrap_or(0)));
    known.prompt = usage.prompt_tokens.or(evaluated).map(Tokens).or(known.prompt);
    known.cached = timings.cache_n.or(cached).map(Tokens).or(known.cached);
    known.generated = usage.completion_tokens.or(timings.predicted_n).map(Tokens).or(known.generated);
    known.prompt_ms = timings.prompt_ms.or(known.prompt_ms);
    known.generate_ms = timings.predicted_ms.or(known.generate_ms);
}

/// Leaves out the prefill where a server repeats it at the beginning of its reply.
#[derive(Debug)]
enum Echo<'a> {
    /// All that came so far is the beginning of the prefill.
    Awaited { prefill: &'a str, held: String },
    /// It was left out, or it did not come.
    Settled,
}

impl Echo<'_> {
    fn pass(&mut self, text: &str) -> String {
        let Self::Awaited { prefill, held } = self else { return text.to_owned() };
        held.push_str(text);
        let fresh = match held.strip_prefix(*prefill) {
            Some(rest) => rest.to_owned(),
            None if prefill.starts_with(held.as_str()) => return String::new(),
            None => std::mem::take(held),
        };
        *self = Self::Settled;
        fresh
    }

    fn give_up(&mut self) -> String {
        match std::mem::replace(self, Self::Settled) {
            Self::Awaited { held, .. } => held,
            Self::Settled => String::new(),
        }
    }
}
