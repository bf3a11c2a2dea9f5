//! `kinglet apply`: the edits of a reply that comes from anywhere.

use std::path::Path;
use std::process::ExitCode;

use kinglet_agent::replied::{self, Refusal};
use kinglet_agent::{Explore, Job, NewJob, Planning, Prepared};
use kinglet_domain::evidence::RunId;
use kinglet_domain::path::RelPath;
use kinglet_ledger::Ledger;
use serde_json::json;

use crate::arguments::Apply;
use crate::exit::{Failure, NOT_DONE};
use crate::lock::Lock;
use crate::place::Place;
use crate::reply;
use crate::run::now;
use crate::text::{Style, complain, plain, say, say_json};

pub(crate) async fn apply(folder: &Path, options: &Apply) -> Result<ExitCode, Failure> {
    let text = reply::text(&options.file)?;
    let place = Place::of_any(folder).await?;
    let prepared = match replied::prepare(&place.root, &text) {
        Ok(prepared) => prepared,
        Err(refusal) => return Ok(refused(&refusal, options)),
    };
    let source = if options.file.as_os_str() == "-" {
        "a reply".to_owned()
    } else {
        options.file.display().to_string()
    };
    let task = format!("apply the edits of {source}");
    let run = if options.dry_run { None } else { Some(write(&place, &task, &prepared)?) };
    tell(&prepared, run, options);
    Ok(ExitCode::SUCCESS)
}

/// Records edits that no run asked for, and writes them.
pub(crate) fn write(place: &Place, task: &str, prepared: &Prepared) -> Result<RunId, Failure> {
    place.prepare()?;
    let _lock = Lock::take(place)?;
    let mut ledger = Ledger::open(&place.ledger())?;
    let job = Job {
        task: task.to_owned(),
        check: String::new(),
        attempts: 0,
        explore: Explore::Off,
        refactor: false,
        planning: Planning::Off,
        proposes: false,
        without: std::collections::BTreeSet::new(),
        samples: 1,
        is_scripted: false,
        escalation: None,
    };
    let ulid = ulid::Ulid::generate().to_string();
    let job = NewJob { ulid: &ulid, job, options: "{}", at: now() };
    replied::apply(&mut ledger, &place.root, job, prepared).map_err(|error| Failure::of_run(&error))
}

fn tell(prepared: &Prepared, run: Option<RunId>, options: &Apply) {
    let paths: Vec<&str> = prepared.changes.iter().map(|change| &change.path).map(RelPath::as_str).collect();
    if options.json {
        return say_json(&json!({
            "applied": run.is_some(), "run": run, "paths": paths, "diff": prepared.diff, "repairs": prepared.repairs,
        }));
    }
    say(&Style::of_stdout().diff(&prepared.diff));
    if !prepared.repairs.is_empty() {
        say("mended:");
    }
    for repair in &prepared.repairs {
        say(&format!("- {}", plain(repair)));
    }
    match run {
        Some(run) => say(&format!("Applied as {run}; `kinglet undo {run}` takes it back.")),
        None => say("Nothing was changed: --dry-run."),
    }
}

fn refused(refusal: &Refusal, options: &Apply) -> ExitCode {
    if options.json {
        let message = refusal.to_string();
        say_json(&json!({ "applied": false, "reason": refusal.code(), "message": message }));
    } else {
        complain(&format!("kinglet: nothing was changed: {refusal}"));
    }
    ExitCode::from(NOT_DONE)
}
