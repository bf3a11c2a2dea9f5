//! Finds out where a model behind a server would rather have written something else: it is made to write the text by a
//! grammar that allows nothing else, and tells of each token what it would have taken instead.

use kinglet_domain::form::Form;
use kinglet_domain::model::Usage;
use kinglet_domain::unit::Tokens;
use serde::Deserialize;

use super::OpenAi;
use super::reading::account;
use super::server::passing;
use super::whole;
use super::wire::{self, Extras, lenient};
use crate::backend::{ALTERNATIVES, Doubt, Doubts, Request};
use crate::error::Error;

#[derive(Debug, Deserialize)]
struct Whole {
    choices: Vec<Choice>,
    #[serde(default, deserialize_with = "lenient")]
    usage: Option<wire::Usage>,
    #[serde(default, deserialize_with = "lenient")]
    timings: Option<wire::Timings>,
}

#[derive(Debug, Deserialize)]
struct Choice {
    #[serde(default)]
    logprobs: Option<Logprobs>,
}

#[derive(Debug, Deserialize)]
struct Logprobs {
    content: Vec<Written>,
}

/// A token of the text.
#[derive(Debug, Deserialize)]
struct Written {
    #[serde(flatten)]
    token: Token,
    #[serde(default)]
    top_logprobs: Vec<Token>,
}

#[derive(Debug, Deserialize)]
struct Token {
    #[serde(rename = "token")]
    text: String,
    /// A token may be a part of a character, which no text can show.
    bytes: Option<Vec<u8>>,
    logprob: f32,
}

impl Token {
    fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }
}

impl OpenAi {
    pub(super) async fn doubts_about(
        &mut self,
        request: &Request,
        text: &str,
    ) -> Result<Option<Doubts>, Error> {
        let more = self.server.telling(ALTERNATIVES);
        if more.is_empty() || text.is_empty() {
            return Ok(None);
        }
        let tokens = self.counted(text).await?.unwrap_or_else(|| self.watch.estimate(text));
        let prompt = whole::prompt(request, self.prefill(request));
        let counted = self.counted(&prompt).await?;
        // Where the text is cut into other tokens than our count has, there may be some more of them.
        let limit = Tokens(tokens.0.saturating_add(tokens.0 / 4 + 16));
        whole::fits(&self.watch.size(&prompt, counted), limit, self.identity.window)?;
        let form = Some(Form { grammar: format!("root ::= {}", literal(text)), schema: None });
        let request = Request { form, limit, stop: Vec::new(), tools: Vec::new(), ..request.clone() };
        let answer = self.told(&request, &more).await?;
        Ok(answer.and_then(|answer| read(answer, text)))
    }

    async fn told(&self, request: &Request, more: &Extras) -> Result<Option<Whole>, Error> {
        let question = self.question(request, more);
        let asked = self.http.post_json(self.server.chat(), &question);
        passing(self.http.within(self.timers.first, "sent nothing", asked).await)
    }
}

/// What a server told; nothing if it wrote something else than it was to write.
fn read(answer: Whole, text: &str) -> Option<Doubts> {
    let written = answer.choices.into_iter().next()?.logprobs?.content;
    let (mut at, mut doubts) = (0, Vec::new());
    for Written { token, top_logprobs } in written {
        let bytes = token.bytes();
        if !text.as_bytes().get(at..)?.starts_with(bytes) {
            return None;
        }
        let other = |other: &Token| {
            let instead = String::from_utf8(other.bytes().to_vec()).ok()?;
            let is_other = !instead.is_empty() && other.bytes() != bytes;
            let written = String::from_utf8_lossy(bytes).into_owned();
            is_other.then(|| Doubt { at, written, instead, probability: other.logprob.exp() })
        };
        doubts.extend(top_logprobs.iter().filter_map(other));
        at += bytes.len();
    }
    let mut usage = Usage::default();
    account(&mut usage, &answer.usage.unwrap_or_default(), &answer.timings.unwrap_or_default());
    (at == text.len()).then_some(Doubts { doubts, usage })
}

/// A text in GBNF.
fn literal(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
