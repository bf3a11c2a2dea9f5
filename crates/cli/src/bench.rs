//! `kinglet bench`: works on the tasks of a suite, and lets their hidden tests judge.

mod agent;
mod progress;
mod runner;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::ValueEnum as _;
use kinglet_bench::{Entry, Log, Options, Outcome, Report, Suite, Task};
use serde_json::json;

use crate::arguments::{Bench, Model};
use crate::exit::{Failure, INTERRUPTED, NOT_DONE, chain};
use crate::interrupt;
use crate::place::replace;
use crate::source::Wanted;
use crate::text::{plain, say, say_json};
use progress::Progress;
use runner::Runner;

/// The file of results in the folder that `--out` names.
const RESULTS: &str = "results.jsonl";

pub(crate) async fn bench(options: &Bench) -> Result<ExitCode, Failure> {
    let Some(suite) = options.suite.as_deref().filter(|_| !options.instead.report) else {
        let entries = kinglet_bench::read(&options.out.join(RESULTS))?;
        write_report(&options.out, &entries)?;
        say(&format!("{} and report.html are made", options.out.join("report.md").display()));
        return Ok(ExitCode::SUCCESS);
    };
    let suite = Suite::read(suite).and_then(|suite| suite.only(&options.only));
    let tasks = suite.map_err(|error| Failure::usage(chain(&error)))?.tasks;
    if options.instead.list {
        for task in &tasks {
            list(task, options.json);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let configured = configured(options).await?;
    let out = std::path::absolute(&options.out).context("cannot tell where --out is")?;
    fs::create_dir_all(&out).with_context(|| format!("cannot make the folder {}", out.display()))?;
    let mut log = Log::open(&out.join(RESULTS))?;
    let mut runner = Runner::new(&configured, &out)?;
    let interrupted = work(&tasks, &mut runner, &mut log, options).await?;
    write_report(&out, log.entries())?;
    if let Some(task) = interrupted {
        let message = format!(
            "interrupted at {task}, of which nothing is kept; the same command goes on with it (results: {})",
            out.join(RESULTS).display()
        );
        return Err(Failure { message, code: INTERRUPTED });
    }
    let entries: Vec<&Entry> = tasks.iter().filter_map(|task| log.last(&task.name, &configured)).collect();
    if !options.json {
        say(&format!("{}\n{}", Report::summary(&entries), out.join("report.html").display()));
    }
    let is_fine = |entry: &&Entry| matches!(entry.outcome, Outcome::Solved(_) | Outcome::Unsolved(_));
    Ok(ExitCode::from(if entries.iter().all(is_fine) { 0 } else { NOT_DONE }))
}

/// Works on each task that has no result yet, one after the other. Returns the name of the one at which it was
/// interrupted.
async fn work(
    tasks: &[Task],
    runner: &mut Runner<'_>,
    log: &mut Log,
    options: &Bench,
) -> Result<Option<String>, Failure> {
    let cancel = interrupt::listen();
    let mut progress = Progress::new(tasks.len(), options.json);
    for task in tasks {
        // What was not judged is tried again: the reason may be gone.
        let known = log.last(&task.name, runner.options).filter(|entry| entry.outcome.attempt().is_some());
        if let Some(entry) = known.filter(|_| !options.again) {
            progress.knows(entry);
            continue;
        }
        progress.begins(task);
        let outcome = runner.outcome(task, &cancel).await;
        if cancel.is_cancelled() {
            return Ok(Some(task.name.clone()));
        }
        let outcome = outcome.unwrap_or_else(|failure| Outcome::Failed { reason: failure.message });
        let entry = Entry::new(task, env!("CARGO_PKG_VERSION"), runner.options, outcome);
        progress.ends(&entry);
        log.append(entry)?;
    }
    Ok(None)
}

/// What results depend on.
async fn configured(options: &Bench) -> Result<Options, Failure> {
    // With the address and the path complete: each task is worked on in another folder.
    let Model { name, endpoint, threads } = Wanted::new(options.model.clone()).await?.model().clone();
    let explore = options.explore.to_possible_value();
    Ok(Options {
        model: name,
        endpoint,
        threads,
        attempts: options.attempts,
        samples: options.samples,
        explore: explore.map_or_else(String::new, |value| value.get_name().to_owned()),
        without: BTreeSet::from_iter(&options.without).into_iter().map(ToString::to_string).collect(),
        seconds: options.minutes.as_secs(),
        agent: options.agent.clone(),
    })
}

fn list(task: &Task, json: bool) {
    let Task { name, kind, language, difficulty, .. } = task;
    if json {
        say_json(&json!({ "task": name, "kind": kind, "language": language, "difficulty": difficulty }));
    } else {
        say(&format!("{:28} {language:10} {kind:12} {difficulty}", plain(name)));
    }
}

/// Writes the tables, which follow from the results alone.
fn write_report(out: &Path, entries: &[Entry]) -> anyhow::Result<()> {
    let report = Report::new(entries);
    for (name, text) in [("report.md", report.markdown()), ("report.html", report.html())] {
        let path = out.join(name);
        replace(&path, &text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
