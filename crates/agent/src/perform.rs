//! Performs the actions of a run on the outside: one function each.

mod ask;
mod check;
mod explore;
mod files;
mod patiently;

pub(crate) use ask::{Asked, ask};
pub(crate) use check::check;
pub(crate) use explore::{View, cited, explore, look};
pub(crate) use files::{around, prepare, stale, survey, sweep, write};
pub(crate) use patiently::open;

use crate::error::Error;

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
