//! Lets another agent than kinglet work on a task, for comparison: any program that can be told what to do by variables.

use std::path::Path;
use std::time::Duration;

use kinglet_bench::{Attempt, Claim, Error, Figures, Options, Task, Workshop};
use kinglet_domain::check::Ended;
use kinglet_exec::{Command, Finished};
use kinglet_model::openai::{Counters, counters};
use tokio_util::sync::CancellationToken;

use super::runner::{LAST_WORDS, last_words, text};
use crate::exit::Failure;

/// What an agent made of a task, as far as can be told before it is judged; why not, if it could not be started.
pub(super) async fn attempt(
    agent: &str,
    (task, workshop): (&Task, &Workshop),
    options: &Options,
    cancel: &CancellationToken,
) -> Result<Result<Attempt, String>, Failure> {
    let before = counted(options).await;
    let finished = kinglet_exec::run(&command(agent, (task, workshop), options)?, cancel).await;
    let finished = finished.map_err(Error::from)?;
    let claim = match &finished.ended {
        Ended::TimedOut { .. } => Claim::OutOfTime,
        // What another program means by its exit code is not known.
        Ended::Passed | Ended::Failed { .. } => Claim::Unsaid,
        Ended::Killed { .. } | Ended::NotFound { .. } => return Ok(Err(last_words(agent, &finished))),
    };
    let figures = figures(options, before.zip(counted(options).await));
    if figures.prompt_tokens == Some(0) {
        return Ok(Err(format!("{agent} asked the model nothing: {}", last_words(agent, &finished))));
    }
    let account = last_words(agent, &finished);
    let Finished { elapsed, .. } = finished;
    Ok(Ok(Attempt { claim, account, verdict: String::new(), seconds: elapsed.as_secs_f64(), figures }))
}

fn command(agent: &str, (task, workshop): (&Task, &Workshop), options: &Options) -> anyhow::Result<Command> {
    let program = if agent.contains('/') {
        text(std::path::absolute(Path::new(agent))?.into_os_string())?
    } else {
        agent.to_owned()
    };
    let mut env = Workshop::variables(workshop.repo());
    for (name, value) in [
        ("BENCH_TASK_FILE", text(workshop.task_file().into())?),
        ("BENCH_CHECK", task.check.clone().unwrap_or_default()),
        ("BENCH_ENDPOINT", options.endpoint.clone().unwrap_or_default()),
        ("BENCH_MODEL", options.model.clone().unwrap_or_default()),
    ] {
        env.push((name.to_owned(), value));
    }
    let none: [&str; 0] = [];
    let limit = Duration::from_secs(options.seconds);
    Ok(Command { env, cap: LAST_WORDS, ..Command::argv(program, none, workshop.repo(), limit) })
}

async fn counted(options: &Options) -> Option<Counters> {
    counters(options.endpoint.as_deref()?).await
}

/// What it took, as the model's server counted it.
fn figures(options: &Options, counted: Option<(Counters, Counters)>) -> Figures {
    let since = |of: fn(&Counters) -> u64| {
        counted.as_ref().map(|(before, after)| of(after).saturating_sub(of(before)))
    };
    Figures {
        model: options.model.clone(),
        prompt_tokens: since(|it| it.read),
        // They are not counted among the others.
        cached_tokens: counted.map(|_| 0),
        generated_tokens: since(|it| it.written),
        ..Figures::default()
    }
}
