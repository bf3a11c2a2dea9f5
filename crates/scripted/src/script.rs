//! What a server answers.

use std::collections::HashMap;
use std::fmt;

use crate::behaviour::Behaviour;
use crate::http::Request;
use crate::routes::{self, Memory};

type Rule = Box<dyn Fn(&Request) -> Behaviour + Send + Sync>;

/// What a server answers to which request.
pub struct Script {
    rules: HashMap<String, Rule>,
    pub(crate) models: Vec<String>,
    pub(crate) shape: Shape,
    pub(crate) echo: bool,
}

/// What a server looks like, with its window in tokens where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Plain,
    Llama(u32),
    Ollama(u32),
    LmStudio(u32),
}

impl Script {
    /// A script that answers chat requests by a rule; other requests are answered as a usual server does.
    ///
    /// The server offers one model, `scripted`, and does not look like llama.cpp.
    pub fn new(rule: impl Fn(&Request) -> Behaviour + Send + Sync + 'static) -> Self {
        Self { rules: HashMap::new(), models: vec!["scripted".to_owned()], shape: Shape::Plain, echo: false }
            .route(routes::CHAT, rule)
    }

    /// A script that answers every chat request alike.
    pub fn always(behaviour: impl Into<Behaviour>) -> Self {
        let behaviour = behaviour.into();
        Self::new(move |_| behaviour.clone())
    }

    /// A script that answers the first chat request with the first of these texts, and so on; past the last,
    /// with status 500.
    #[must_use]
    pub fn replies(texts: &[&str]) -> Self {
        let texts: Vec<_> = texts.iter().map(|&text| crate::Reply::text(text)).collect();
        Self::new(move |request| match texts.get(request.ordinal) {
            Some(reply) => reply.clone().into(),
            None => Behaviour::error(500, "the script has no more replies"),
        })
    }

    /// It looks like llama.cpp with this context window, in tokens.
    #[must_use]
    pub fn llama(self, window: u32) -> Self {
        Self { shape: Shape::Llama(window), ..self }
    }

    /// It looks like Ollama, which loads a model with this context window, in tokens, unless it is told another.
    ///
    /// A word is a token; a prompt that is longer is cut, unless that is forbidden.
    #[must_use]
    pub fn ollama(self, window: u32) -> Self {
        Self { shape: Shape::Ollama(window), ..self }
    }

    /// It looks like LM Studio, which loads a model at the first question, with this context window, in tokens.
    ///
    /// A word is a token; a prompt that is longer is cut.
    #[must_use]
    pub fn lm_studio(self, window: u32) -> Self {
        Self { shape: Shape::LmStudio(window), ..self }
    }

    /// It repeats the beginning of a reply that it was given, even where it was asked not to.
    #[must_use]
    pub fn echoing(self) -> Self {
        Self { echo: true, ..self }
    }

    /// It offers these models.
    #[must_use]
    pub fn models(self, names: &[&str]) -> Self {
        Self { models: names.iter().map(|&name| name.to_owned()).collect(), ..self }
    }

    /// It answers requests for one path by a rule.
    #[must_use]
    pub fn route(mut self, path: &str, rule: impl Fn(&Request) -> Behaviour + Send + Sync + 'static) -> Self {
        self.rules.insert(path.to_owned(), Box::new(rule));
        self
    }

    pub(crate) fn answer(&self, request: &Request, memory: &mut Memory) -> Behaviour {
        // Whatever route a kind of server has for chat requests, they are answered alike.
        let mut path = request.path.as_str();
        if routes::is_chat_route(path) {
            if let Some(answer) = routes::before_chat(self, request, memory) {
                return answer;
            }
            path = routes::CHAT;
        }
        match self.rules.get(path) {
            Some(rule) => rule(request),
            None => routes::answer(self, request, memory),
        }
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<_> = self.rules.keys().collect();
        out.debug_struct("Script")
            .field("paths", &paths)
            .field("models", &self.models)
            .finish_non_exhaustive()
    }
}
