//! `kinglet undo`.

use std::path::Path;
use std::process::ExitCode;

use kinglet_ledger::Ledger;

use crate::arguments::Undo;
use crate::exit::Failure;
use crate::lock::Lock;
use crate::place::Place;
use crate::run::now;
use crate::text::{plain, say};

pub(crate) async fn undo(folder: &Path, options: &Undo) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    let run = Ledger::open_read_only(&place.ledger())?.find(&options.run)?.id;
    let mut lock = Lock::take(&place)?;
    lock.name(run);
    let mut ledger = Ledger::open(&place.ledger())?;
    let paths = kinglet_agent::undo::undo(&mut ledger, &place.root, run, now());
    let paths = paths.map_err(|error| Failure::of_run(&error))?;
    if paths.is_empty() {
        say(&format!("{run} left nothing changed; there is nothing to take back."));
    }
    for path in paths {
        say(&format!("{} is as it was before {run}.", plain(path.as_str())));
    }
    Ok(ExitCode::SUCCESS)
}
