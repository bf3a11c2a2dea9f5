//! `kinglet undo`.

use std::path::Path;
use std::process::ExitCode;

use kinglet_agent::Error;
use kinglet_agent::undo::Scope;
use kinglet_domain::evidence::RunId;
use kinglet_ledger::{Ledger, Seq};

use crate::arguments::Undo;
use crate::exit::Failure;
use crate::lock::Lock;
use crate::place::Place;
use crate::run::now;
use crate::text::{plain, say};

pub(crate) async fn undo(folder: &Path, options: &Undo) -> Result<ExitCode, Failure> {
    let place = Place::of_any(folder).await?;
    let run = place.reader()?.find(&options.run)?.id;
    let mut lock = Lock::take(&place)?;
    lock.name(run);
    let mut ledger = Ledger::open(&place.ledger())?;
    ledger.confirm(run)?;
    let scope = match (options.step, options.node) {
        (Some(step), _) => Scope::Step(Seq(step)),
        (None, Some(node)) => Scope::Node(node),
        (None, None) => Scope::Run,
    };
    let paths = kinglet_agent::undo::undo(&mut ledger, &place.root, run, scope, now());
    let paths = paths.map_err(|error| failure(&error, run))?;
    let (left, what) = match scope {
        Scope::Run => (run.to_string(), format!("as it was before {run}")),
        Scope::Step(step) => {
            (format!("step {step} of {run}"), format!("without what step {step} of {run} changed"))
        }
        Scope::Node(node) => (format!("{node} of {run}"), format!("without what {run} changed for {node}")),
    };
    if paths.is_empty() {
        say(&format!("{left} left nothing changed; there is nothing to take back."));
    }
    for path in paths {
        say(&format!("{} is {what}.", plain(path.as_str())));
    }
    Ok(ExitCode::SUCCESS)
}

/// Why nothing was undone, and what to do about files that somebody changed since.
fn failure(error: &Error, run: RunId) -> Failure {
    let failure = Failure::of_run(error);
    if !matches!(error, Error::Edit(kinglet_edit::Error::Conflict { .. })) {
        return failure;
    }
    let message = format!(
        "{}; `kinglet show {run}` shows what {run} changed there: take it out by hand, or put the file back as {run} \
         left it and undo again; how it was before {run} is kept in the ledger",
        failure.message
    );
    Failure { message, ..failure }
}
