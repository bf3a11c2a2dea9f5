//! Asks one question: sends it, reads the reply as it comes, and sees to it that all of the question was read.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use kinglet_domain::form::{Form, Tool};
use kinglet_domain::model::Finish;
use kinglet_domain::unit::Tokens;
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use serde_json::json;
use tokio::time::Instant;

use super::OpenAi;
use super::http::Route;
use super::reading::Reading;
use super::stream::Stream;
use super::whole::{self, Sent};
use super::wire::{self, Extras, Limit, Question, fields};
use crate::backend::{Constraint, Flow, Prefill, Reply, Request, Role};
use crate::error::Error;

/// Takes the pieces of a reply.
type Sink<'a> = dyn FnMut(&str) -> Flow + Send + 'a;

/// What a reply is waited for with.
#[derive(Clone, Copy)]
struct Patient<'a> {
    begin_by: Instant,
    sent: &'a Sent,
}

impl OpenAi {
    /// Asks, unless the prompt does not fit, and has nothing to do with a reply to a part of it.
    pub(super) async fn generate_with(
        &mut self,
        request: &Request,
        more: &Extras,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        let prompt = whole::prompt(request, self.prefill(request));
        let counted = self.counted(&prompt).await?;
        let sent = self.watch.size(&prompt, counted);
        whole::fits(&sent, request.limit, self.identity.window)?;
        let mut reply = self.ask_in_time(request, &sent, more, sink).await;
        // The name of a field, which no server mentions for another reason.
        if let Err(Error::Refused { status: 400, message, .. }) = &reply
            && message.contains("max_completion_tokens")
        {
            self.limit = Limit::MaxCompletionTokens;
            reply = self.ask_in_time(request, &sent, more, sink).await;
        }
        self.failures = match &reply {
            Err(Error::Refused { status: 500, .. }) => self.failures.saturating_add(1),
            _ => 0,
        };
        let reply = reply?;
        if reply.finish == Finish::Early && reply.usage.prompt.is_none() {
            // It was left before the account, since it is known that such prompts are read whole.
            return Ok(reply);
        }
        if let Err(read) = self.watch.compare(&sent, reply.usage.prompt) {
            let afresh = self.read_afresh(request, &sent).await?;
            self.watch.excuse(&sent, afresh).map_err(|()| Error::Truncated {
                endpoint: self.http.address().to_owned(),
                sent: sent.tokens.0,
                read: read.0,
                remedy: self.server.remedy(),
            })?;
        }
        Ok(reply)
    }

    /// How many tokens of a prompt the server reads if nothing of it can be in its cache.
    async fn read_afresh(&self, request: &Request, sent: &Sent) -> Result<Option<Tokens>, Error> {
        // Each `RandomState` differs from all others.
        let unheard_of = RandomState::new().hash_one(());
        let mut question = Request { limit: Tokens(1), ..request.clone() };
        if let Some(first) = question.messages.first_mut() {
            first.content.insert_str(0, &format!("{unheard_of:x}\n"));
        }
        let (nothing_more, mut unheard) = (Extras::new(), |_: &str| Flow::Continue);
        let reply = self.ask_in_time(&question, sent, &nothing_more, &mut unheard).await?;
        Ok(reply.usage.prompt)
    }

    /// Asks, and tells failures by what is known of the server.
    async fn ask_in_time(
        &self,
        request: &Request,
        sent: &Sent,
        more: &Extras,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        let asked = self.ask(request, sent, more, sink);
        let reply = self.http.within(self.timers.total, "went on answering", asked).await;
        reply.map_err(|error| match error {
            // It has spoken the protocol before: a gateway on the way, or the server itself, has stumbled.
            Error::Protocol { endpoint, what } => Error::Garbled { endpoint, what },
            Error::Refused { endpoint, status: 400 | 413 | 500, message, .. }
                if self.server.too_long().iter().any(|words| message.contains(words)) =>
            {
                Error::Overlong { endpoint, message }
            }
            other => other,
        })
    }

    /// Asks, with what stands in the request beyond what the kind of server has there anyway.
    async fn ask(
        &self,
        request: &Request,
        sent: &Sent,
        more: &Extras,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        let begin_by = Instant::now() + self.timers.first;
        let question = self.question(request, more);
        let route = self.server.chat();
        let response = match self.server.own_form(&question) {
            Some(own) => self.begin(route, &own).await,
            None => self.begin(route, &question).await,
        };
        let response = response.map_err(|error| with_limit(error, request.limit))?;
        let piece = |data: &str| self.server.piece(data);
        let mut reading = Reading::new(self.http.words(), &piece, self.prefill(request), request.limit);
        match content_type(&response) {
            Some(other) if other.starts_with("text/html") => Err(self.http.not_the_protocol(&other)),
            // Some servers ignore that a stream was asked for.
            Some(json) if json.starts_with("application/json") => {
                let fresh = reading.whole(&self.http.body(response).await?)?;
                deliver(&fresh, sink);
                Ok(finished(reading, sink))
            }
            _ => {
                let stream = Stream::new(&self.http, response, self.server.framing());
                self.listen(stream, reading, Patient { begin_by, sent }, sink).await
            }
        }
    }

    async fn begin(&self, route: Route<'_>, body: &impl Serialize) -> Result<Response, Error> {
        self.http.within(self.timers.first, "sent nothing", self.http.post(route, body)).await
    }

    /// Reads a stream until the model, the sink or the connection ends it.
    async fn listen(
        &self,
        mut stream: Stream<'_>,
        mut reading: Reading<'_>,
        patient: Patient<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Reply, Error> {
        // After so many bytes the sink had read enough; the rest is of use for the costs alone.
        let mut enough = None;
        loop {
            let next = stream.next(reading.received());
            let events =
                match self.http.within(self.patience(&reading, patient.begin_by), "sent nothing", next).await
                {
                    Ok(Some(events)) => events,
                    // After the reason for the end, only the costs can be lost.
                    _ if reading.is_complete() => return Ok(ended(reading, enough, sink)),
                    Ok(None) => return Err(stream.broken_off(reading.received())),
                    Err(Error::TimedOut { endpoint, seconds, .. }) if reading.has_begun() => {
                        return Err(Error::Stalled { endpoint, seconds });
                    }
                    Err(error) => return Err(error),
                };
            for event in events {
                let fresh = reading.event(&event)?;
                if enough.is_none() && deliver(&fresh, sink) == Flow::Stop {
                    enough = Some(reading.received());
                }
                let is_accounted = reading.read().is_some() || self.watch.is_proven(patient.sent);
                if reading.is_over() || (enough.is_some() && is_accounted) {
                    return Ok(ended(reading, enough, sink));
                }
            }
        }
    }

    /// How long to wait for the next piece.
    fn patience(&self, reading: &Reading<'_>, begin_by: Instant) -> Duration {
        if reading.is_complete() {
            self.timers.answer
        } else if reading.has_begun() {
            self.timers.idle
        } else {
            begin_by.saturating_duration_since(Instant::now())
        }
    }

    /// What the reply shall begin with, if the server can do that.
    pub(super) fn prefill<'a>(&self, request: &'a Request) -> &'a str {
        match self.identity.prefill {
            Prefill::Continued => &request.prefill,
            Prefill::Ignored => "",
        }
    }

    pub(super) fn question<'a>(&'a self, request: &'a Request, more: &Extras) -> Question<'a> {
        let prefill = self.prefill(request);
        let begun = (!prefill.is_empty()).then_some(wire::Message { role: "assistant", content: prefill });
        let mut extras = self.server.extras(begun.is_some());
        extras.extend(
            request.form.as_ref().and_then(|form| self.imposed(form, begun.is_none())).unwrap_or_default(),
        );
        extras.extend(offered(&request.tools));
        extras.extend(more.clone());
        let asked = request.messages.iter().map(|message| wire::Message {
            role: match message.role {
                Role::System => "system",
                Role::User => "user",
            },
            content: &message.content,
        });
        Question {
            model: &self.identity.model,
            messages: asked.chain(begun).collect(),
            limit: (self.limit)(request.limit.0),
            stop: &request.stop,
            temperature: request.sampling.temperature,
            top_p: request.sampling.top_p,
            // A server that failed over its own reading of a reply would fail over the same reply again.
            seed: request.sampling.seed.wrapping_add(self.failures),
            extras,
        }
    }

    /// What stands in a request so that the reply has a form.
    ///
    /// - `is_whole`: the reply has no beginning of ours.
    fn imposed(&self, form: &Form, is_whole: bool) -> Option<Extras> {
        match self.identity.constraint {
            Constraint::Grammar => self.server.grammar(&form.grammar),
            Constraint::JsonSchema if is_whole => {
                form.schema.as_ref().map(|schema| self.server.schema(schema))
            }
            Constraint::JsonSchema | Constraint::None => None,
        }
    }
}

/// What stands in a request so that tools are offered.
fn offered(tools: &[Tool]) -> Extras {
    if tools.is_empty() {
        return Extras::new();
    }
    let function = |Tool { name, description, parameters }: &Tool| json!({"type": "function", "function": {"name": name, "description": description, "parameters": parameters}});
    fields(json!({"tools": tools.iter().map(function).collect::<Vec<_>>()}))
}

/// Hands text to the sink unless there is none.
fn deliver(text: &str, sink: &mut Sink<'_>) -> Flow {
    if text.is_empty() { Flow::Continue } else { sink(text) }
}

/// The reply, after the sink was given what had been held back.
fn finished(mut reading: Reading<'_>, sink: &mut Sink<'_>) -> Reply {
    deliver(&reading.rest(), sink);
    reading.into_reply()
}

/// The reply as the server ended it, or as the sink did after so many bytes.
fn ended(reading: Reading<'_>, enough: Option<usize>, sink: &mut Sink<'_>) -> Reply {
    match enough {
        Some(bytes) => reading.into_early_reply(bytes),
        None => finished(reading, sink),
    }
}

fn content_type(response: &Response) -> Option<String> {
    response.headers().get(CONTENT_TYPE)?.to_str().ok().map(str::to_lowercase)
}

/// The server counted the prompt, but only we know what was to come after it.
fn with_limit(error: Error, limit: Tokens) -> Error {
    match error {
        Error::TooLong { prompt, window, .. } => Error::TooLong { prompt, limit: limit.0, window },
        other => other,
    }
}
