//! `kinglet runs`, `show`, `evidence` and `where`: the ledger, for people and for programs.

mod calls;
mod plan;
mod story;

use std::path::Path;
use std::process::ExitCode;

use kinglet_domain::evidence::{Origin, Status};
use kinglet_domain::unit::Millis;
use kinglet_ledger::{EpisodeId, EvidenceRow, Ledger, Query, RunRow};
use serde_json::json;

use crate::arguments::{Evidence, Listing, Show, View};
use crate::exit::Failure;
use crate::place::Place;
use crate::text::{Style, indent, plain, say, say_json, say_recorded, short};

pub(crate) async fn runs(folder: &Path, options: &Listing) -> Result<ExitCode, Failure> {
    let place = Place::of_any(folder).await?;
    let runs = match Ledger::open_read_only(&place.ledger()) {
        Ok(ledger) => {
            let known = |run| Ok((undoing(&ledger, &run)?, run));
            ledger.runs()?.into_iter().map(known).collect::<Result<Vec<_>, Failure>>()?
        }
        Err(kinglet_ledger::Error::Absent { .. }) => Vec::new(),
        Err(error) => return Err(place.unreadable(error)),
    };
    if runs.is_empty() && !options.json {
        say("No run yet in this repository; begin one with `kinglet run \"what is to be done\"`.");
    }
    for (undone, run) in runs {
        if options.json {
            say_json(&run_json(&run, undone));
        } else {
            let (when, task) = (time(run.started), short(&run.task, 80));
            let stands = undone.map_or_else(|| outcome(&run), |_| "undone".to_owned());
            say(&format!("{:5} {stands:13} {when}  {task}", run.id.to_string()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn show(folder: &Path, options: &Show) -> Result<ExitCode, Failure> {
    let place = Place::of_any(folder).await?;
    let ledger = place.reader()?;
    let run = ledger.find(&options.run)?;
    if let Some(number) = options.prompt {
        say_recorded(&ledger.episode(run.id, EpisodeId(number))?.prompt);
    } else if let Some(number) = options.reply {
        say_recorded(&ledger.episode(run.id, EpisodeId(number))?.row.reply);
    } else {
        shown(&ledger, &run, options)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(ledger: &Ledger, run: &RunRow, Show { view, json, .. }: &Show) -> Result<(), Failure> {
    let style = Style::of_stdout();
    match view {
        View { plan: true, .. } if *json => plan::lines(ledger, run),
        View { plan: true, .. } => plan::show(ledger, run, style),
        View { episodes: true, .. } | View { cost: true, .. } if *json => calls::lines(ledger, run),
        View { episodes: true, .. } => calls::show(ledger, run, style),
        View { cost: true, .. } => calls::costs(ledger, run),
        View { .. } if *json => story::lines(ledger, run),
        View { .. } => story::tell(ledger, run, style),
    }
}

pub(crate) async fn evidence(folder: &Path, options: &Evidence) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    let query = Query::parse(&options.query.join(" ")).map_err(|error| Failure::usage(error.to_string()))?;
    let ledger = place.reader()?;
    let rows = ledger.evidence(&query)?;
    let style = Style::of_stdout();
    for row in &rows {
        if options.json {
            say_json(&evidence_json(row));
        } else {
            say(&format!("{} {}", row.run, evidence_line(row, style)));
            if options.content && !row.evidence.content.is_empty() {
                say(&indent(&plain(&row.evidence.content), "      "));
            }
        }
    }
    if rows.is_empty() && !options.json {
        say("Nothing of the kind was recorded.");
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn place(folder: &Path) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    say(&place.state.display().to_string());
    Ok(ExitCode::SUCCESS)
}

/// How a run stands, in a word.
fn outcome(run: &RunRow) -> String {
    run.ended.as_ref().map_or_else(|| "unfinished".to_owned(), |ended| name(&ended.outcome))
}

/// When a run was undone, if it was: no step follows that.
fn undoing(ledger: &Ledger, run: &RunRow) -> Result<Option<Millis>, Failure> {
    let last = ledger.last_step(run.id)?;
    Ok((last.event == "undone").then_some(last.at))
}

/// The name under which an enumeration is serialised.
pub(crate) fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn evidence_line(row: &EvidenceRow, style: Style) -> String {
    let status = match row.evidence.status {
        Status::Passed => style.green("passed"),
        Status::Failed => style.red("failed"),
        Status::Neutral => "      ".to_owned(),
    };
    let id = format!("{:4}", row.id.to_string());
    let summary = indent(&plain(&row.evidence.summary), "      ");
    let said = if row.evidence.origin == Origin::Model { " (said by the model)" } else { "" };
    let (kind, subject) = (row.evidence.kind, style.bold(&plain(&row.evidence.subject)));
    format!("{id} {kind:13} {status} {subject}{said}\n{summary}")
}

fn run_json(run: &RunRow, undone: Option<Millis>) -> serde_json::Value {
    json!({
        "type": "run", "run": run.id.to_string(), "ulid": run.ulid, "task": run.task, "check": run.check,
        "started_ms": run.started.0, "outcome": outcome(run), "undone_ms": undone.map(|at| at.0),
        "ended_ms": run.ended.as_ref().map(|ended| ended.at.0),
        "summary": run.ended.as_ref().map(|ended| ended.summary.clone()),
    })
}

fn evidence_json(row: &EvidenceRow) -> serde_json::Value {
    json!({
        "type": "evidence", "run": row.run.to_string(), "id": row.id.to_string(), "seq": row.seq.0,
        "node": row.node.map(|node| node.to_string()), "episode": row.episode.map(|episode| episode.0), "kind": row.evidence.kind, "origin": row.evidence.origin, "status": row.evidence.status, "subject": row.evidence.subject,
        "summary": row.evidence.summary, "content": row.evidence.content,
    })
}

/// A time in the user's own zone.
fn time(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(
        |_| "at an unknown time".to_owned(),
        |at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
}
