//! `kinglet run` and `kinglet resume`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use kinglet_agent::{
    Approve, Driver, Error, Explore, Idea, Job, Limits, Models, NewJob, Outcome, Planning, Second, State,
    begin,
};
use kinglet_domain::event::Event;
use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Ledger, RunRow};
use kinglet_lsp::{Search, Servers};
use serde::de::DeserializeOwned;

use crate::arguments::{self, Lsp, Model, Resume, Run};
use crate::choose_check;
use crate::consent::{self, Approver};
use crate::escalate::{self, Other};
use crate::exit::{self, Failure};
use crate::feed::{Face, Feed};
use crate::fresh;
use crate::interrupt;
use crate::kept::{Escalate, Kept, Options};
use crate::lock::Lock;
use crate::place::Place;
use crate::replay::{self, Replay};
use crate::screen::Screen;
use crate::source::{Wanted, file_of};
use crate::task;
use crate::text::{self, Style};

/// A run that is to be carried on.
struct Work {
    run: RunId,
    ulid: String,
    kept: Kept,
    models: Box<dyn Models>,
    /// Whether the user agrees beforehand to a check that the model proposes.
    yes: bool,
    /// How many replies the script has that is replayed.
    replies: Option<usize>,
}

pub(crate) async fn start(folder: &Path, run: &Run) -> Result<ExitCode, Failure> {
    let script = run.script.as_deref().map(replay::read).transpose()?;
    let header = script.as_ref().map(|script| &script.header);
    let task = match header {
        Some(header) if run.task.is_none() && run.task_file.is_none() => header.task.clone(),
        _ => task::read(run)?,
    };
    // Before anything is recorded, which is for ever: an address may be wrong, and may hold a password.
    let models = Wanted::new(run.model.clone()).await?;
    let place = Place::of(folder).await?;
    let check = choose_check::choose(&place.root, run, &task, header.map(|header| header.check.as_str()))?;
    let path = run.script.as_deref().map(std::path::absolute).transpose();
    let path = path.context("cannot tell where the script is")?;
    let escalate = run.second.escalate.as_deref();
    let escalate = escalate.map(|it| escalate::named(it, run.second.escalate_model.clone())).transpose()?;
    let escalation = escalate::escalation(run)?;
    let consent = escalate.as_ref().and_then(|it| escalate::agreed(it, run.yes, run.second.yes_escalate));
    let options = Options {
        script: path,
        escalate,
        lsp: run.lsp,
        budget: run.budget,
        ..Options::new(run.check_timeout, &models)
    };
    let job = Job {
        task,
        check,
        attempts: header.map_or(run.attempts, |header| header.attempts),
        explore: header.map_or_else(|| Ok(explore(run)), |header| named("explore", &header.explore))?,
        refactor: header.map_or(run.refactor, |header| header.refactor),
        planning: header.map_or_else(|| Ok(planning(run)), |header| named("plan", &header.plan))?,
        proposes: header.map_or_else(|| proposes(run), |header| header.proposes),
        samples: header.map_or(run.samples, |header| header.samples),
        without: header
            .map_or_else(|| Ok(run.without.iter().copied().collect()), |header| ideas(&header.without))?,
        is_scripted: header.is_some_and(|header| !header.live),
        escalation,
    };
    place.prepare()?;
    let mut lock = Lock::take(&place)?;
    let mut ledger = Ledger::open(&place.ledger())?;
    let encoded = serde_json::to_string(&options).context("cannot keep the options")?;
    let ulid = ulid::Ulid::generate().to_string();
    let kept = Kept { check: job.check.clone(), consent, options };
    // First: a run that is in the ledger alone is taken for an imported one.
    kept.keep(&place, &ulid)?;
    let job = NewJob { ulid: &ulid, job, options: &encoded, at: now() };
    let id = begin(&mut ledger, &place.root, job).map_err(|error| Failure::of_run(&error))?;
    lock.name(id);
    let (models, replies) = speaking(models, script.map(|script| Replay { script, spoken: 0 }));
    carry_on(&place, &mut ledger, Work { run: id, ulid, kept, models, yes: run.yes, replies }, run.json).await
}

/// The model that was asked for, or the script that speaks in its place with the number of its replies.
fn speaking(models: Wanted, replay: Option<Replay>) -> (Box<dyn Models>, Option<usize>) {
    match replay {
        Some(replay) => {
            let replies = replay.script.lines.len();
            (Box::new(replay), Some(replies))
        }
        None => (Box::new(models), None),
    }
}

fn explore(run: &Run) -> Explore {
    match run.explore {
        arguments::Explore::Off => Explore::Off,
        arguments::Explore::Auto => Explore::Auto,
        arguments::Explore::Always => Explore::Always,
    }
}

fn planning(run: &Run) -> Planning {
    match run.plan {
        arguments::Planning::Off => Planning::Off,
        arguments::Planning::Auto => Planning::Auto,
        arguments::Planning::Always => Planning::Always,
        arguments::Planning::Only => Planning::Only,
    }
}

/// Whether the model may propose a check where there is none.
fn proposes(run: &Run) -> bool {
    matches!(run.plan, arguments::Planning::Auto | arguments::Planning::Always)
        && consent::is_possible(run.yes)
}

/// Reads the word that a script has for it.
fn named<T: DeserializeOwned>(field: &str, word: &str) -> Result<T, Failure> {
    serde_json::from_value(word.into())
        .map_err(|error| Failure::usage(format!("the script's `{field}` is `{word}`: {error}")))
}

/// Reads the names that a script has for what its run does without.
fn ideas(names: &[String]) -> Result<BTreeSet<Idea>, Failure> {
    let idea = |name: &String| name.parse::<Idea>();
    let ideas: Result<_, _> = names.iter().map(idea).collect();
    ideas.map_err(|error| Failure::usage(format!("the script's `without` names something else: {error}")))
}

pub(crate) async fn resume(folder: &Path, resume: &Resume) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    // Opened for reading first: asking for a run must not create a ledger.
    let reader = place.reader()?;
    let row = reader.find(&resume.run)?;
    let state = state_of(&reader, row.id)?;
    let (check, escalation) = (state.check().to_owned(), state.job.escalation);
    let Kept { consent, options, .. } = kept_of(&place, &row, &check, resume.yes)?;
    let Options { check_timeout, model, endpoint, threads, script, escalate, lsp, budget } = options;
    drop(reader);
    if escalation.is_none() && resume.second.is_given() {
        let message = format!("{} was begun without --escalate, and goes on without", row.id);
        return Err(Failure::usage(message));
    }
    let escalate = second(&resume.second, escalate)?;
    let now_agreed = escalate.as_ref();
    let now_agreed = now_agreed.and_then(|it| escalate::agreed(it, resume.yes, resume.second.yes_escalate));
    let models = Wanted::new(instead(resume.model.clone(), Model { name: model, endpoint, threads })).await?;
    // Another model may go on where a script ends.
    let script = script.filter(|_| resume.model.name.is_none() && resume.model.endpoint.is_none());
    let check_timeout = resume.check_timeout.unwrap_or(check_timeout);
    let lsp = resume.lsp.unwrap_or(lsp);
    let budget = resume.budget.or(budget);
    let options = Options { script, escalate, lsp, budget, ..Options::new(check_timeout, &models) };
    let mut lock = Lock::take(&place)?;
    lock.name(row.id);
    let mut ledger = Ledger::open(&place.ledger())?;
    let replay = match options.script.as_deref() {
        Some(path) => Some(Replay { script: replay::read(path)?, spoken: replay::spoken(&ledger, row.id)? }),
        None => None,
    };
    let (models, replies) = speaking(models, replay);
    let kept = Kept { check, consent: now_agreed.or(consent), options };
    let work = Work { run: row.id, ulid: row.ulid, kept, models, yes: resume.yes, replies };
    carry_on(&place, &mut ledger, work, resume.json).await
}

/// The second model that is wanted now, else as it was then.
fn second(now: &arguments::Second, then: Option<Escalate>) -> Result<Option<Escalate>, Failure> {
    let name = now.escalate_model.clone();
    match &now.escalate {
        Some(endpoint) => escalate::named(endpoint, name).map(Some),
        None => Ok(then.map(|then| Escalate { model: name.or(then.model), ..then })),
    }
}

/// Where a run goes on. Its rows are confirmed before: they decide what is done.
fn state_of(ledger: &Ledger, run: RunId) -> Result<State, Failure> {
    ledger.confirm(run)?;
    let read = serde_json::from_str(&ledger.cursor(run)?.state);
    let state: State = read.map_err(|source| Failure::of_run(&Error::ForeignState { run, source }))?;
    if state.action().is_none() {
        return Err(Failure::of_run(&Error::Ended { run }));
    }
    Ok(state)
}

/// How a run was configured on this machine. One that came from elsewhere brings no consent, and neither a model nor a
/// script: an address in it would be sent the code.
fn kept_of(place: &Place, row: &RunRow, check: &str, yes: bool) -> Result<Kept, Failure> {
    if let Some(text) = place.kept(&row.ulid)? {
        let kept: Kept = read(&text, row.id)?;
        // What the user agreed to last may not have come into the ledger: then it is asked for again.
        if kept.check == check || check.is_empty() {
            return Ok(kept);
        }
    }
    let Options { check_timeout, budget, .. } = read(&row.options, row.id)?;
    choose_check::accept_imported(check, row, yes)?;
    let options = Options { check_timeout, budget, ..Options::default() };
    let kept = Kept { check: check.to_owned(), consent: None, options };
    kept.keep(place, &row.ulid)?;
    Ok(kept)
}

fn read<T: DeserializeOwned>(text: &str, run: RunId) -> anyhow::Result<T> {
    serde_json::from_str(text).with_context(|| {
        format!("{run} was begun by another version of kinglet and cannot be resumed by this one")
    })
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
    Work { run, ulid, kept, mut models, yes, replies }: Work,
    json: bool,
) -> Result<ExitCode, Failure> {
    let face = if json { Face::Json } else { Face::Screen(Screen::new(Style::of_stdout())) };
    let mut feed = Feed::open(&place.run(&ulid), face, now)?;
    let check = Duration::from_secs(kept.options.check_timeout.max(1));
    let limits = Limits { check, budget: kept.options.budget.into() };
    let escalate = kept.options.escalate.clone();
    // Whoever is here has agreed to have the check run: servers execute no more than that does.
    let mut servers = (kept.options.lsp == Lsp::Auto).then(|| {
        Servers::new(Search::new(&place.root, std::env::var_os("PATH")), kinglet_lsp::Limits::default())
    });
    // The watch, the second model and whoever agrees to a check keep it.
    let kept = Mutex::new(kept);
    let mut second = match escalate {
        Some(escalate) => Some(Other::new(escalate, place, &ulid, &kept).await?),
        None => None,
    };
    let mut approver = Approver { yes, place, ulid: &ulid, kept: &kept };
    let mut watch = |event| {
        // A model that cannot be reached is not what the next resumption should look for.
        if matches!(event, Event::ModelReady { .. })
            && let Err(error) = kept.lock().unwrap_or_else(PoisonError::into_inner).keep(place, &ulid)
        {
            text::complain(&format!("kinglet: {error:#}"));
        }
        feed.tell(event);
    };
    let cancel = interrupt::listen();
    // Steps keep it up to date with the tree; the history and, of a large tree, all the rest is read here, where it shows.
    if let Err(failure) = fresh::indexed(place, true, false).await {
        text::complain(&format!("kinglet: {}", failure.message));
    }
    let mut driver = Driver {
        shelf: &fresh::shelf(place),
        ledger,
        models: models.as_mut(),
        second: second.as_mut().map(|second| second as &mut dyn Second),
        approve: Some(&mut approver as &mut dyn Approve),
        servers: servers.as_mut(),
        clock: &now,
        watch: &mut watch,
        cancel,
        limits,
    };
    let ended = driver.go_on(run).await;
    // Of a run that was stopped, they are killed when they are dropped.
    if let (Ok(_), Some(servers)) = (&ended, &mut servers) {
        servers.shut_down().await;
    }
    match ended {
        Ok(outcome) => {
            if let Some(replies) = replies {
                say_unused(replies.saturating_sub(replay::spoken(ledger, run)?));
            }
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

/// Tells of a script that was not heard to its end: the run took another course than the one that was recorded.
fn say_unused(replies: usize) {
    if replies > 0 {
        let were = if replies == 1 { "reply of the script was" } else { "replies of the script were" };
        text::complain(&format!("kinglet: {replies} {were} not used"));
    }
}

/// What the user can do next. Where edits were left in the tree that do not suffice, the account of the run says so and
/// how to take them back.
fn advise(run: RunId, outcome: &Outcome) {
    let undo = match outcome {
        Outcome::Done | Outcome::Unproven => format!(", `kinglet undo {run}` takes the change back"),
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
