//! The second model: who may be asked where the first does not get on, and what the user lets be sent there.

use std::io::{self, IsTerminal as _};
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::{Escalation, Leaving, Models, Second};
use kinglet_domain::path::RelPath;
use kinglet_model::{Backend, Error, openai};

use crate::arguments::Run;
use crate::consent;
use crate::exit::Failure;
use crate::kept::{Consent, Escalate, Kept};
use crate::key::Key;
use crate::place::Place;
use crate::source::{address, connect};
use crate::text;

/// When a run asks its second model, if it has one.
pub(crate) fn escalation(run: &Run) -> Result<Option<Escalation>, Failure> {
    let (after, attempts) = (run.escalate_after, run.attempts);
    match run.second.escalate {
        Some(_) if after >= attempts => Err(Failure::usage(format!(
            "--escalate-after {after} is never reached with --attempts {attempts}; give a smaller one"
        ))),
        Some(_) => Ok(Some(Escalation { after, questions: run.escalate_questions })),
        None if run.second.is_given() => {
            Err(Failure::usage("no second model is named; give the address of its server with --escalate"))
        }
        None => Ok(None),
    }
}

/// A server that was named for the second model, and how it is to be named from now on.
pub(crate) fn named(endpoint: &str, model: Option<String>) -> Result<Escalate, Failure> {
    Ok(Escalate { endpoint: address(endpoint, Key::Second)?, model })
}

/// What the user agreed to on the command line: for a server on this machine, `--yes` will do.
pub(crate) fn agreed(escalate: &Escalate, yes: bool, yes_escalate: bool) -> Option<Consent> {
    let agreed = yes_escalate || yes && is_here(escalate);
    agreed.then(|| Consent { endpoint: escalate.endpoint.clone(), files: None })
}

fn is_here(escalate: &Escalate) -> bool {
    openai::is_here(&escalate.endpoint).unwrap_or(false)
}

/// The second model of a run.
pub(crate) struct Other<'a> {
    escalate: Escalate,
    /// For that server; no other gets it.
    api_key: Option<String>,
    place: &'a Place,
    ulid: &'a str,
    kept: &'a Mutex<Kept>,
    /// The files of which the user was told by this process.
    told: Vec<RelPath>,
}

impl<'a> Other<'a> {
    /// Reads the key.
    pub(crate) async fn new(
        escalate: Escalate,
        place: &'a Place,
        ulid: &'a str,
        kept: &'a Mutex<Kept>,
    ) -> Result<Self, Failure> {
        Ok(Self { escalate, api_key: Key::Second.read().await?, place, ulid, kept, told: Vec::new() })
    }

    /// Says what would leave this machine, and where it would go.
    fn tell(&mut self, leaving: &Leaving) {
        if leaving.files.iter().all(|file| self.told.contains(file)) && !self.told.is_empty() {
            return;
        }
        self.told.clone_from(&leaving.files);
        let endpoint = &self.escalate.endpoint;
        let machine = match (is_here(&self.escalate), endpoint.starts_with("https:")) {
            (true, _) => "on this machine",
            (false, true) => "NOT on this machine",
            (false, false) => "NOT on this machine, and the way there is not encrypted",
        };
        let files: Vec<&str> = leaving.files.iter().map(RelPath::as_str).collect();
        let (questions, tokens) = (leaving.questions, leaving.tokens.0);
        let plural = if questions == 1 { "" } else { "s" };
        text::complain(&format!(
            "kinglet: the model does not get on; a second one is configured at {endpoint} ({machine}).\n\
             What would be sent there: the task, the check and what it says, edits that were tried, and code of {}.\n\
             At most {questions} question{plural}, together about {tokens} tokens.",
            files.join(", ")
        ));
    }

    fn is_agreed(&self, leaving: &Leaving) -> bool {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.consent.as_ref().is_some_and(|it| it.covers(&self.escalate.endpoint, &leaving.files))
    }

    /// Remembers what was agreed to, for the rest of the run.
    fn remember(&self, leaving: &Leaving) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let endpoint = self.escalate.endpoint.clone();
        let before = kept.consent.take().filter(|consent| consent.endpoint == endpoint);
        let before = before.and_then(|consent| consent.files).unwrap_or_default();
        let files = Some(before.into_iter().chain(leaving.files.clone()).collect());
        kept.consent = Some(Consent { endpoint, files });
        if let Err(error) = kept.keep(self.place, self.ulid) {
            text::complain(&format!("kinglet: {error:#}"));
        }
    }
}

impl Models for Other<'_> {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
        let Escalate { endpoint, model } = &self.escalate;
        async { Ok(connect(endpoint, model.as_deref(), self.api_key.clone()).await? as Box<dyn Backend>) }
            .boxed()
    }
}

impl Second for Other<'_> {
    fn agree<'b>(&'b mut self, leaving: &'b Leaving) -> BoxFuture<'b, Result<(), String>> {
        async {
            self.tell(leaving);
            if self.is_agreed(leaving) {
                return Ok(());
            }
            if !io::stdin().is_terminal() {
                return Err(
                    "nobody is there who could agree to it; --yes-escalate agrees beforehand".to_owned()
                );
            }
            consent::ask("Send it? [y/N] ").await?;
            self.remember(leaving);
            Ok(())
        }
        .boxed()
    }
}
