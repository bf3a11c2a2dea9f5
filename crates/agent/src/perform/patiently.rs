//! Asks a model, and asks again where the failure may pass.

use std::time::Duration;

use kinglet_domain::event::Event as Progress;
use kinglet_model::{Backend, Error, patience};

use super::Watch;
use crate::parties::Models;

/// Makes the model ready.
pub(crate) async fn open(models: &mut dyn Models, watch: &mut Watch<'_>) -> Result<Box<dyn Backend>, Error> {
    patience::open(watch, retrying, async || models.open().await).await
}

/// Asks until there is an answer, or the failure is one that does not pass, or there were too many.
///
/// - `ask`: is given the model, which after a failure has been found to be ready again, and `watch` for its own use.
pub(crate) async fn patiently<T>(
    model: &mut dyn Backend,
    watch: &mut Watch<'_>,
    mut ask: impl AsyncFnMut(&mut dyn Backend, &mut Watch<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut has_failed = false;
    let asking = async |watch: &mut Watch<'_>| {
        if std::mem::replace(&mut has_failed, true) {
            model.health().await?;
        }
        ask(model, watch).await
    };
    patience::ask(watch, retrying, asking).await
}

fn retrying(watch: &mut Watch<'_>, error: &Error, pause: Duration) {
    let wait_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
    watch(Progress::Retrying { reason: error.to_string(), wait_ms });
}
