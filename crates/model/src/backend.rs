//! The one trait behind which every model stands.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_domain::form::{Form, Tool};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::profile::Profile;
use kinglet_domain::unit::Tokens;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A model that can be asked.
///
/// Dropping the future that [`Backend::generate`] returns cancels the generation at the next token
/// (and at the next part of the prompt, while that is still being read).
pub trait Backend: Send {
    /// Which model this is, and where it runs.
    fn identity(&self) -> &Identity;

    /// Asks the model and streams its reply.
    ///
    /// - `sink` is given each piece of text as it comes (never the request's prefill), and says whether to go on.
    ///
    /// # Errors
    /// [`Error`]; nothing that was streamed before it may be acted on.
    fn generate<'a>(
        &'a mut self,
        request: &'a Request,
        sink: &'a mut (dyn FnMut(&str) -> Flow + Send),
    ) -> BoxFuture<'a, Result<Reply, Error>>;

    /// The number of tokens of a text, by the model's own tokenizer where the backend has one.
    ///
    /// # Errors
    /// [`Error`] if the backend cannot be reached.
    fn count<'a>(&'a mut self, text: &'a str) -> BoxFuture<'a, Result<Tokens, Error>>;

    /// Where the model would rather have written something else than a given text, had it been the one to write it;
    /// `None` if the backend cannot tell.
    ///
    /// - `request`: as for [`Backend::generate`]; the text follows its prefill. Its form, tools, stops and sampling are
    ///   not regarded.
    ///
    /// # Errors
    /// [`Error`]; above all [`Error::TooLong`].
    fn doubts<'a>(
        &'a mut self,
        _request: &'a Request,
        _text: &'a str,
    ) -> BoxFuture<'a, Result<Option<Doubts>, Error>> {
        async { Ok(None) }.boxed()
    }

    /// Whether it can be asked now, as far as that can be found out without a question: after a failure, a long prompt
    /// is sent again only to who can take it.
    ///
    /// # Errors
    /// [`Error`] if it cannot be asked yet.
    fn health(&mut self) -> BoxFuture<'_, Result<(), Error>> {
        async { Ok(()) }.boxed()
    }
}

/// Which model answers, and where it runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// The model's name as the server or the file gives it.
    pub model: String,
    /// `embedded`, or the server's address.
    pub backend: String,
    /// The context window, as far as it is known.
    pub window: Option<Tokens>,
    /// Whether a reply can be made to continue a given beginning.
    pub prefill: Prefill,
    /// What imposes a form on a reply.
    pub constraint: Constraint,
    /// Whether tools can be offered to it.
    pub tools: Tools,
    /// How it is best asked, as far as that was tried out.
    pub profile: Profile,
}

/// Whether a backend continues an assistant's turn that we began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefill {
    /// It does; [`Request::prefill`] is honoured and the reply does not repeat it.
    Continued,
    /// It would not, or may not; [`Request::prefill`] is left out of what is sent.
    Ignored,
}

/// Whether a backend takes tools beside a question, and hands calls of them back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tools {
    /// It does, as far as its model can; a call comes back as text, as models without tools write it.
    Offered,
    /// It does not: [`Request::tools`] is left out of what is sent.
    Ignored,
}

/// What a backend imposes a form on replies by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// A grammar, and with it every form.
    Grammar,
    /// A JSON schema. It describes whole replies: where a reply has a beginning, or its form is not JSON, it is left
    /// out of what is sent.
    JsonSchema,
    /// Nothing: [`Request::form`] is left out of what is sent.
    None,
}

/// Whether to go on generating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// More, please.
    Continue,
    /// Enough was read.
    Stop,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The conversation; the last message is the user's.
    pub messages: Vec<Message>,
    /// How the reply must begin; empty for no wish.
    pub prefill: String,
    /// What follows the prefill must look like this, where the backend can see to that.
    pub form: Option<Form>,
    /// What is offered to the model instead of a form; empty for nothing.
    pub tools: Vec<Tool>,
    /// The reply ends before the first of these texts.
    pub stop: Vec<String>,
    /// The most tokens to generate.
    pub limit: Tokens,
    /// How tokens are chosen.
    pub sampling: Sampling,
    /// Which of the caller's roles asks, counted from 0: in the process, each keeps a cache of its own.
    pub slot: u32,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Whose it is.
    pub role: Role,
    /// Its text.
    pub content: String,
}

/// Whose message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The instructions.
    System,
    /// The question.
    User,
}

/// What came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The reply's text, without the request's prefill.
    pub text: String,
    /// Why it ended.
    pub finish: Finish,
    /// What it cost.
    pub usage: Usage,
}

/// Where the model would rather have written something else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Doubts {
    /// The places, in the order of the text; several may be at the same one.
    pub doubts: Vec<Doubt>,
    /// What it cost to find out.
    pub usage: Usage,
}

/// A token that the model takes for possible where another one stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// Where in the text, in bytes.
    pub at: usize,
    /// The token that stands there.
    pub written: String,
    /// The other one.
    pub instead: String,
    /// How likely the model takes the other one to be, from 0 to 1.
    pub probability: f32,
}

/// How many tokens are looked at for each one that is written.
pub(crate) const ALTERNATIVES: usize = 12;
