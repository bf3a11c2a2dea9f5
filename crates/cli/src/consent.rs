//! The user's word on a check that the model proposes, and how users are asked for their word.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::{Approve, Consent, Proposal};

use crate::kept::Kept;
use crate::place::Place;
use crate::text;

/// Asks for consent in so many words: an empty line is none, nor is an end of input.
///
/// # Errors
/// Why there is no consent.
pub(crate) async fn ask(question: &str) -> Result<(), String> {
    text::ask(question);
    // The run can be stopped meanwhile; the process does not wait for this thread.
    match tokio::task::spawn_blocking(answer).await {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err("you did not agree to it".to_owned()),
        Ok(Err(error)) => Err(format!("your answer cannot be read: {error}")),
        Err(_) => Err("your answer was not waited for".to_owned()),
    }
}

fn answer() -> io::Result<bool> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Whether somebody can agree to a check that the model proposes, or did beforehand.
pub(crate) fn is_possible(yes: bool) -> bool {
    yes || io::stdin().is_terminal()
}

/// Who agrees to a check that the model proposes.
pub(crate) struct Approver<'a> {
    pub(crate) yes: bool,
    pub(crate) place: &'a Place,
    pub(crate) ulid: &'a str,
    pub(crate) kept: &'a Mutex<Kept>,
}

impl Approve for Approver<'_> {
    fn approve<'b>(&'b mut self, proposal: &'b Proposal) -> BoxFuture<'b, Result<Consent, String>> {
        async {
            let Proposal { path, text, command, .. } = proposal;
            if !self.yes {
                if !is_possible(false) {
                    return Err("nobody is there who could agree to it; --yes agrees beforehand".to_owned());
                }
                let text = text::indent(text.trim_end(), "    ");
                let question = format!(
                    "{path}:\n{text}\nWrite this test and check the work with `{command}`? It runs with your rights. [y/N] "
                );
                ask(&question).await?;
            }
            // Before it runs: a resumption looks here for what this run may execute.
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.check.clone_from(command);
            kept.keep(self.place, self.ulid).map_err(|error| format!("{error:#}"))?;
            Ok(if self.yes { Consent::Beforehand } else { Consent::Read })
        }
        .boxed()
    }
}
