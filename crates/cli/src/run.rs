//! `kinglet run` and `kinglet resume`.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use kinglet_agent::{Driver, Error, Job, Limits, NewJob, Outcome, begin};
use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use kinglet_ledger::Ledger;
use serde::{Deserialize, Serialize};

use crate::arguments::{Model, Resume, Run};
use crate::choose_check;
use crate::exit::{self, Failure};
use crate::feed::{Face, Feed};
use crate::interrupt;
use crate::place::Place;
use crate::screen::Screen;
use crate::source::Wanted;
use crate::text::{self, Style};

/// How the user configured a run: what a resumption needs to know. Kept in the ledger.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Options {
    check_timeout: u64,
    model: Option<String>,
    endpoint: Option<String>,
    threads: Option<u32>,
}

pub(crate) async fn start(folder: &Path, run: &Run) -> Result<ExitCode, Failure> {
    if run.task.trim().is_empty() {
        return Err(Failure::usage("the task is empty; say what is to be done"));
    }
    let place = Place::of(folder).await?;
    let check = choose_check::choose(&place.root, run)?;
    let Model { name, endpoint, threads } = run.model.clone();
    let options = Options { check_timeout: run.check_timeout, model: name, endpoint, threads };
    let job = Job { task: run.task.clone(), check, attempts: run.attempts };
    place.prepare()?;
    let mut ledger = Ledger::open(&place.ledger())?;
    let encoded = serde_json::to_string(&options).context("cannot keep the options")?;
    let ulid = ulid::Ulid::generate().to_string();
    let job = NewJob { ulid: &ulid, job, options: &encoded, at: now() };
    let id = begin(&mut ledger, &place.root, job).map_err(|error| Failure::of_run(&error))?;
    carry_on(&place, &mut ledger, id, options, run.json).await
}

pub(crate) async fn resume(folder: &Path, resume: &Resume) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    // Opened for reading first: asking for a run must not create a ledger.
    let row = Ledger::open_read_only(&place.ledger())?.find(&resume.run)?;
    let mut options: Options = serde_json::from_str(&row.options)
        .with_context(|| format!("the options of {} were written by another version of kinglet", row.id))?;
    let Model { name, endpoint, threads } = resume.model.clone();
    options.model = name.or(options.model);
    options.endpoint = endpoint.or(options.endpoint);
    options.threads = threads.or(options.threads);
    let mut ledger = Ledger::open(&place.ledger())?;
    carry_on(&place, &mut ledger, row.id, options, resume.json).await
}

async fn carry_on(
    place: &Place,
    ledger: &mut Ledger,
    run: RunId,
    options: Options,
    json: bool,
) -> Result<ExitCode, Failure> {
    let face = if json { Face::Json } else { Face::Screen(Screen::new(Style::of_stdout())) };
    let mut feed = Feed::open(&place.run(run), face, now)?;
    let _owned = own(place, run)?;
    let Options { check_timeout, model, endpoint, threads } = options;
    let mut models = Wanted { model: Model { name: model, endpoint, threads } };
    let mut driver = Driver {
        root: &place.root,
        ledger,
        models: &mut models,
        clock: &now,
        watch: &mut |event| feed.tell(event),
        cancel: interrupt::listen(),
        limits: Limits { check: Duration::from_secs(check_timeout.max(1)) },
    };
    match driver.go_on(run).await {
        Ok(outcome) => {
            if !json {
                advise(run, &outcome);
            }
            Ok(exit::of_outcome(&outcome))
        }
        Err(error @ Error::Ended { .. }) => Err(Failure::of_run(&error)),
        Err(error) => {
            let failure = Failure::of_run(&error);
            let message =
                format!("{}\nNothing is lost: `kinglet resume {run}` goes on from here.", failure.message);
            Err(Failure { message, ..failure })
        }
    }
}

/// What the user can do next.
fn advise(run: RunId, outcome: &Outcome) {
    let undo = match outcome {
        Outcome::Done => format!(", `kinglet undo {run}` takes the change back"),
        Outcome::GaveUp { .. } | Outcome::Conflict { .. } => {
            format!(", `kinglet undo {run}` restores what it left changed, if anything")
        }
        _ => String::new(),
    };
    text::say(&Style::of_stdout().dim(&format!("`kinglet show {run}` tells the whole story{undo}.")));
}

/// Makes this process the only one that changes a run, until it ends, however it ends.
pub(crate) fn own(place: &Place, run: RunId) -> Result<File, Failure> {
    let folder = place.run(run);
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let path = folder.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(Failure::not_done(format!("another process is at work on {run}; wait for it, or stop it")))
        }
        Err(std::fs::TryLockError::Error(error)) => {
            Err(Failure::not_done(format!("cannot lock {}: {error}", path.display())))
        }
    }
}

/// The time now. Only the order of steps matters to the ledger, and that does not come from the clock.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and passed on")]
pub(crate) fn now() -> Millis {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Millis(since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}
