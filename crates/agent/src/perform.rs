//! Performs the actions of a run on the outside: one function each.

mod ask;
mod check;
mod doubt;
mod exchange;
mod explore;
mod files;
mod locate;
mod mechanic;
mod patiently;
mod propose;
mod review;
mod supply;
mod work;

pub(crate) use ask::{Asked, Manner, ask, leaving, put};
pub(crate) use check::{Took, check, no_check, touched};
pub(crate) use doubt::doubt;
pub(crate) use explore::{View, Wanted, cited, decide, explore, form, look};
pub(crate) use files::{around, expect_edits, prepare, prepared, stale, survey, sweep, syntax_errors, write};
pub(crate) use locate::locate;
pub(crate) use mechanic::{calls, choose, refactor, value};
pub(crate) use patiently::open;
pub(crate) use propose::propose;
pub(crate) use review::review;
pub(crate) use supply::supplied;
pub(crate) use work::{Overview, open_piece, plan};

use std::path::Path;

use kinglet_domain::event::Event as Progress;
use kinglet_domain::unit::Millis;
use kinglet_ledger::NewEpisode;
use kinglet_loom::{Query, Repository, Shelf};

use crate::error::Error;
use crate::event::Event;

/// Is told what happens.
pub(crate) type Watch<'a> = dyn FnMut(Progress) + Send + 'a;

/// A tree at a moment.
pub(crate) struct Tree {
    /// Where its index is.
    pub(crate) shelf: Shelf,
    /// The moment.
    pub(crate) now: Millis,
}

impl Tree {
    fn root(&self) -> &Path {
        &self.shelf.root
    }

    /// The source files that matter, parsed.
    fn repository(&self, query: Query<'_>) -> Result<Repository, Error> {
        Ok(Repository::on(&self.shelf, self.now, query)?)
    }
}

/// What one action led to.
pub(crate) struct Performed {
    /// What happened.
    pub(crate) event: Event,
    /// The call for the ledger, if the model was asked.
    pub(crate) episode: Option<NewEpisode>,
}

/// Does what takes far longer than a millisecond on a thread of its own.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| match error.try_into_panic() {
        // A fault of ours must not look like the user's wish to stop.
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Err(Error::Cancelled),
    })
}
