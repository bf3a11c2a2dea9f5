//! `kinglet undo`.

use std::path::Path;
use std::process::ExitCode;

use kinglet_agent::Error;
use kinglet_agent::undo::{Scope, Undone};
use kinglet_domain::evidence::RunId;
use kinglet_ledger::{Ledger, Seq};

use crate::arguments::Undo;
use crate::exit::{Failure, chain};
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
    let files = kinglet_agent::undo::undo(&mut ledger, &place.root, run, scope, now());
    let files = files.map_err(|error| failure(&error, run))?;
    restore_modes(&place.root, &files).await?;
    let (left, what) = match scope {
        Scope::Run => (run.to_string(), format!("as it was before {run}")),
        Scope::Step(step) => {
            (format!("step {step} of {run}"), format!("without what step {step} of {run} changed"))
        }
        Scope::Node(node) => (format!("{node} of {run}"), format!("without what {run} changed for {node}")),
    };
    if files.is_empty() {
        say(&format!("{left} left nothing changed; there is nothing to take back."));
    }
    for Undone { path, .. } in files {
        say(&format!("{} is {what}.", plain(path.as_str())));
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes files executable that came back and that git knows as such.
async fn restore_modes(root: &Path, files: &[Undone]) -> Result<(), Failure> {
    if !files.iter().any(|file| file.is_back) {
        return Ok(());
    }
    let executables =
        kinglet_exec::git::executables(root).await.map_err(|error| Failure::not_done(chain(&error)))?;
    let was = |file: &&Undone| executables.iter().any(|name| name == file.path.as_str().as_bytes());
    for Undone { path, .. } in files.iter().filter(|file| file.is_back).filter(was) {
        kinglet_edit::make_executable(root, path).map_err(|error| Failure::not_done(chain(&error)))?;
    }
    Ok(())
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
