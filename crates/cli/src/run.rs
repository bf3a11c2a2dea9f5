//! `kinglet run` and `kinglet resume`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use kinglet_agent::{Driver, Explore, Job, Limits, Models, NewJob, Outcome, begin};
use kinglet_domain::event::Event;
use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use kinglet_ledger::Ledger;
use serde::{Deserialize, Serialize};

use crate::arguments::{self, Model, Resume, Run};
use crate::choose_check;
use crate::exit::{self, Failure};
use crate::feed::{Face, Feed};
use crate::interrupt;
use crate::lock::Lock;
use crate::place::Place;
use crate::replay::{self, Replay};
use crate::screen::Screen;
use crate::source::{Wanted, file_of};
use crate::task;
use crate::text::{self, Style};

/// How the user configured a run: what a resumption needs to know. Kept in the ledger as the run began, and beside it as
/// it was last resumed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Options {
    check_timeout: u64,
    model: Option<String>,
    endpoint: Option<String>,
    threads: Option<u32>,
    #[serde(default)]
    script: Option<PathBuf>,
}

impl Options {
    fn new(check_timeout: u64, models: &Wanted) -> Self {
        let Model { name, endpoint, threads } = models.model().clone();
        Self { check_timeout, model: name, endpoint, threads, script: None }
    }

    fn read(text: &str, run: RunId) -> anyhow::Result<Self> {
        serde_json::from_str(text).with_context(|| {
            format!("{run} was begun by another version of kinglet and cannot be resumed by this one")
        })
    }
}

pub(crate) async fn start(folder: &Path, run: &Run) -> Result<ExitCode, Failure> {
    let script = run.script.as_deref().map(replay::read).transpose()?;
    let header = script.as_ref().map(|script| &script.header);
    let task = match header {
        Some(header) if run.task.is_none() && run.task_file.is_none() => header.task.clone(),
        _ => task::read(run)?,
    };
    // Before anything is recorded, which is for ever: an address may be wrong, and may hold a password.
    let models = Wanted::new(run.model.clone())?;
    let place = Place::of(folder).await?;
    let check = choose_check::choose(&place.root, run, header.map(|header| header.check.as_str()))?;
    let path = run.script.as_deref().map(std::path::absolute).transpose();
    let path = path.context("cannot tell where the script is")?;
    let options = Options { script: path, ..Options::new(run.check_timeout, &models) };
    let job = Job {
        task,
        check,
        attempts: header.map_or(run.attempts, |header| header.attempts),
        explore: header.map_or_else(|| Ok(explore(run)), |header| named(&header.explore))?,
        is_scripted: header.is_some_and(|header| !header.live),
    };
    place.prepare()?;
    let mut lock = Lock::take(&place)?;
    let mut ledger = Ledger::open(&place.ledger())?;
    let encoded = serde_json::to_string(&options).context("cannot keep the options")?;
    let ulid = ulid::Ulid::generate().to_string();
    let job = NewJob { ulid: &ulid, job, options: &encoded, at: now() };
    let id = begin(&mut ledger, &place.root, job).map_err(|error| Failure::of_run(&error))?;
    lock.name(id);
    let models: Box<dyn Models> = match script {
        Some(script) => Box::new(Replay { script, spoken: 0 }),
        None => Box::new(models),
    };
    carry_on(&place, &mut ledger, id, (options, models), run.json).await
}

fn explore(run: &Run) -> Explore {
    match run.explore {
        arguments::Explore::Off => Explore::Off,
        arguments::Explore::Auto => Explore::Auto,
        arguments::Explore::Always => Explore::Always,
    }
}

/// Reads the word that a script has for it.
fn named(explore: &str) -> Result<Explore, Failure> {
    serde_json::from_value(explore.into()).map_err(|_| {
        Failure::usage(format!("the script's `explore` is `{explore}`; known are off, auto and always"))
    })
}

pub(crate) async fn resume(folder: &Path, resume: &Resume) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    // Opened for reading first: asking for a run must not create a ledger.
    let row = place.reader()?.find(&resume.run)?;
    let Options { check_timeout, model, endpoint, threads, script } = match place.kept(row.id)? {
        Some(text) => Options::read(&text, row.id)?,
        None => Options::read(&row.options, row.id)?,
    };
    let models = Wanted::new(instead(resume.model.clone(), Model { name: model, endpoint, threads }))?;
    // Another model may go on where a script ends.
    let script = script.filter(|_| resume.model.name.is_none() && resume.model.endpoint.is_none());
    let options = Options { script, ..Options::new(resume.check_timeout.unwrap_or(check_timeout), &models) };
    let mut lock = Lock::take(&place)?;
    lock.name(row.id);
    let mut ledger = Ledger::open(&place.ledger())?;
    let models: Box<dyn Models> = match &options.script {
        Some(path) => {
            Box::new(Replay { script: replay::read(path)?, spoken: replay::spoken(&ledger, row.id)? })
        }
        None => Box::new(models),
    };
    carry_on(&place, &mut ledger, row.id, (options, models), resume.json).await
}

/// What is wanted `now`, and for the rest what was wanted `then`, unless the two exclude each other.
fn instead(now: Model, then: Model) -> Model {
    let is_file = |name: &String| file_of(name).is_some();
    let leaves_server = now.name.as_ref().is_some_and(is_file);
    let leaves_file = now.endpoint.is_some() && then.endpoint.is_none();
    Model {
        name: now.name.or(then.name.filter(|name| !(leaves_file && is_file(name)))),
        endpoint: now.endpoint.or(then.endpoint.filter(|_| !leaves_server)),
        threads: now.threads.or(then.threads),
    }
}

async fn carry_on(
    place: &Place,
    ledger: &mut Ledger,
    run: RunId,
    (options, mut models): (Options, Box<dyn Models>),
    json: bool,
) -> Result<ExitCode, Failure> {
    let face = if json { Face::Json } else { Face::Screen(Screen::new(Style::of_stdout())) };
    let mut feed = Feed::open(&place.run(run), face, now)?;
    let encoded = serde_json::to_string(&options).context("cannot keep the options")?;
    let mut watch = |event| {
        // A model that cannot be reached is not what the next resumption should look for.
        if matches!(event, Event::ModelReady { .. })
            && let Err(error) = place.keep(run, &encoded)
        {
            text::complain(&format!("kinglet: {error:#}"));
        }
        feed.tell(event);
    };
    let mut driver = Driver {
        root: &place.root,
        ledger,
        models: models.as_mut(),
        clock: &now,
        watch: &mut watch,
        cancel: interrupt::listen(),
        limits: Limits { check: Duration::from_secs(options.check_timeout.max(1)) },
    };
    match driver.go_on(run).await {
        Ok(outcome) => {
            if !json {
                advise(run, &outcome);
            }
            Ok(exit::of_outcome(&outcome))
        }
        Err(error) => {
            let failure = Failure::of_run(&error);
            // The account of the interruption says all but what lies behind it.
            Err(match feed.interruption() {
                Some(account) => {
                    let causes = exit::causes(&error).join(": ");
                    let because =
                        if causes.is_empty() { String::new() } else { format!("\n  because: {causes}") };
                    Failure { message: format!("{account}{because}"), ..failure }
                }
                None => failure,
            })
        }
    }
}

/// What the user can do next. Where edits were left in the tree that do not suffice, the account of the run says so and
/// how to take them back.
fn advise(run: RunId, outcome: &Outcome) {
    let undo = match outcome {
        Outcome::Done => format!(", `kinglet undo {run}` takes the change back"),
        _ => String::new(),
    };
    text::say(&Style::of_stdout().dim(&format!("`kinglet show {run}` tells the whole story{undo}.")));
}

/// The time now. Only the order of steps matters to the ledger, and that does not come from the clock.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and passed on")]
pub(crate) fn now() -> Millis {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Millis(since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a resumption asks for, as `MODEL ENDPOINT`, each `-` if nothing is said of it.
    fn check(now: &str, then: &str) -> String {
        let model = |text: &str| {
            let mut words = text.split(' ').map(|word| (word != "-").then(|| word.to_owned()));
            Model { name: words.next().flatten(), endpoint: words.next().flatten(), threads: None }
        };
        let Model { name, endpoint, .. } = instead(model(now), model(then));
        format!("{} {}", name.as_deref().unwrap_or("-"), endpoint.as_deref().unwrap_or("-"))
    }

    #[test]
    fn a_file_and_a_server_exclude_each_other() {
        assert_eq!(check("- -", "x.gguf http://a"), "x.gguf http://a");
        assert_eq!(check("x.gguf -", "- http://a"), "x.gguf -");
        assert_eq!(check("x.gguf http://b", "- http://a"), "x.gguf http://b");
        assert_eq!(check("Qwen/Qwen-7B -", "- http://a"), "Qwen/Qwen-7B http://a");
        assert_eq!(check("- http://b", "x.gguf -"), "- http://b");
        assert_eq!(check("- http://b", "m http://a"), "m http://b");
    }
}
