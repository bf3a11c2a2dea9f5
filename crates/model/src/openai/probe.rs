//! Tries out what a server and its model do, instead of believing what they say.

use kinglet_domain::form::Tool;
use kinglet_domain::unit::Tokens;
use serde_json::{Value, json};

use super::OpenAi;
use super::wire::Extras;
use crate::backend::{Constraint, Flow, Prefill, Request};
use crate::error::Error;
use crate::probe::{Report, Timed, Tokenizer, Window, code, request, time};

/// The prompts by which a window is measured grow from here, each twice as long as the one before.
const FIRST: u32 = 1024;
/// The longest of them, in tokens.
const LONGEST: u32 = 32_768;
/// None is tried that would take longer to read, in seconds.
const PATIENCE: f64 = 120.0;
/// Tokens of one of the functions of which they are made, more or less.
const FUNCTION: u32 = 24;

impl OpenAi {
    /// Tries out the model: its true window, speed, and what it can be made to do.
    ///
    /// - `nonce`: a number that no earlier probe had, so that no cache answers.
    /// - `tell`: is given what is tried next, in a few words.
    ///
    /// # Errors
    /// [`Error`] if the model cannot be asked; that it cannot do something is none.
    pub async fn probe(
        &mut self,
        nonce: u64,
        tell: &mut (dyn FnMut(&'static str) + Send),
    ) -> Result<Report, Error> {
        tell("speed");
        let timed = time(self, nonce).await?;
        tell("window");
        let window = match self.identity.window {
            Some(window) => Some(Window::Told(window.0)),
            None => self.measured_window(nonce, &timed).await?,
        };
        tell("continuing a reply");
        let prefill = self.tries_to_continue().await?;
        tell("grammar and JSON schema");
        let constraint = self.tries_constraints().await?;
        tell("native tools");
        let tools = self.tries_tools().await?;
        let has_tokenizer = self.counted("").await?.is_some();
        Ok(Report {
            model: self.identity.model.clone(),
            backend: self.identity.backend.clone(),
            kind: self.kind().name().to_owned(),
            window,
            tokenizer: if has_tokenizer { Tokenizer::Own } else { Tokenizer::Estimate },
            sample: timed.sample,
            constraint,
            tools: Some(tools),
            prefill,
            read_speed: timed.read_speed,
            write_speed: timed.write_speed,
        })
    }

    /// Sends longer and longer prompts until one is cut or refused.
    ///
    /// Each begins differently: an account that leaves out what came from a cache must not look like a cut.
    async fn measured_window(&mut self, nonce: u64, timed: &Timed) -> Result<Option<Window>, Error> {
        // A server that keeps no account cannot be measured, and a model cannot be believed.
        let Some(sample) = timed.sample else { return Ok(None) };
        let mut whole = None;
        let mut size = FIRST;
        while size <= LONGEST && timed.read_speed.is_none_or(|speed| f64::from(size) / speed <= PATIENCE) {
            let text = code(nonce.wrapping_add(u64::from(size)), size / FUNCTION);
            let expected = text.len() as u64 * u64::from(sample.tokens) / sample.bytes.max(1) as u64;
            let question = request(format!("{text}\nAnswer with one word."), Tokens(1));
            match self.generate_with(&question, &Extras::new(), &mut |_: &str| Flow::Continue).await {
                Err(Error::Truncated { read, .. }) => return Ok(Some(Window::Measured(read))),
                Err(Error::TooLong { window, .. }) => return Ok(Some(Window::Measured(window))),
                Err(Error::Overlong { .. } | Error::Refused { status: 400..=499, .. }) => {
                    return Ok(whole.map(Window::Measured));
                }
                Err(error) => return Err(error),
                // The functions are all alike, so that even a small part that is missing shows.
                Ok(reply) => match reply.usage.prompt {
                    Some(read) if u64::from(read.0) * 10 < expected * 9 => {
                        return Ok(Some(Window::Measured(read.0)));
                    }
                    Some(read) => whole = Some(read.0),
                    None => return Ok(whole.map(Window::AtLeast)),
                },
            }
            size *= 2;
        }
        Ok(whole.map(Window::AtLeast))
    }

    /// Whether a reply goes on where its given beginning stops.
    async fn tries_to_continue(&mut self) -> Result<bool, Error> {
        const TRIALS: [(&str, &str, &str); 2] = [
            ("Write the numbers from 1 to 9, with commas.", "1, 2, 3, 4,", "5"),
            ("Write a Python function that adds a and b.", "```python\ndef add(a, b):\n    return a", "+"),
        ];
        let usual = self.identity.prefill;
        self.identity.prefill = Prefill::Continued;
        let mut continued = Ok(false);
        for (question, beginning, rest) in TRIALS {
            let mut question = request(question.to_owned(), Tokens(8));
            beginning.clone_into(&mut question.prefill);
            continued = self
                .tries(&question, &Extras::new())
                .await
                .map(|text| text.is_some_and(|text| text.trim_start().starts_with(rest)));
            if !matches!(continued, Ok(false)) {
                break;
            }
        }
        self.identity.prefill = usual;
        continued
    }

    async fn tries_constraints(&mut self) -> Result<Constraint, Error> {
        // No model says these by itself.
        let hello = request("Say hello.".to_owned(), Tokens(32));
        if let Some(grammar) = self.server.grammar("root ::= \"zq\" [0-9] [0-9] [0-9]")
            && self.tries(&hello, &grammar).await?.is_some_and(|text| is_numbered(&text))
        {
            return Ok(Constraint::Grammar);
        }
        let schema = json!({"type": "object", "properties": {"zq": {"type": "boolean"}},
            "required": ["zq"], "additionalProperties": false});
        let obeys = |text: String| {
            let value: Option<Value> = serde_json::from_str(&text).ok();
            value.is_some_and(|value| {
                value.as_object().is_some_and(|it| it.len() == 1) && value["zq"].is_boolean()
            })
        };
        let schema = self.server.schema(&schema);
        let is_obeyed = self.tries(&hello, &schema).await?.is_some_and(obeys);
        Ok(if is_obeyed { Constraint::JsonSchema } else { Constraint::None })
    }

    async fn tries_tools(&mut self) -> Result<bool, Error> {
        let number = json!({"type": "integer"});
        let parameters = json!({"type": "object", "properties": {"a": number, "b": number},
            "required": ["a", "b"]});
        let add = Tool { name: "add".to_owned(), description: "Adds two numbers.".to_owned(), parameters };
        let question = request("What is 20 + 22? Call the tool `add`.".to_owned(), Tokens(128));
        let question = Request { tools: vec![add], ..question };
        let text = self.tries(&question, &Extras::new()).await?;
        Ok(text.is_some_and(|text| is_native_call(&text)))
    }

    /// What comes of a question; nothing if the server refuses it.
    async fn tries(&mut self, question: &Request, more: &Extras) -> Result<Option<String>, Error> {
        match self.generate_with(question, more, &mut |_: &str| Flow::Continue).await {
            Ok(reply) => Ok(Some(reply.text)),
            Err(Error::Refused { .. } | Error::Garbled { .. } | Error::Truncated { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn is_numbered(text: &str) -> bool {
    let digits = text.trim().strip_prefix("zq");
    digits.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text holds a call as it is written for a native one: a model that writes calls itself gives them no id.
fn is_native_call(text: &str) -> bool {
    let call = text.split_once("<tool_call>\n").and_then(|(_, rest)| rest.split_once("\n</tool_call>"));
    let call: Option<Value> = call.and_then(|(call, _)| serde_json::from_str(call).ok());
    call.is_some_and(|call| call["id"].is_string() && call["name"] == "add")
}
