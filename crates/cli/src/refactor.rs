//! `kinglet refactor`: mechanical changes of code, without a model.

use std::path::Path;
use std::process::ExitCode;

use kinglet_agent::{Prepared, replied};
use kinglet_domain::evidence::RunId;
use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::{Named, NewParameter, Refactoring};
use kinglet_lsp::{Limits, Search, Servers};
use kinglet_refactor::{By, Project, Refactored, Spot, Values};
use serde_json::{Value, json};

use crate::apply;
use crate::arguments::{How, Lsp, Refactor, Symbol};
use crate::exit::{Failure, NOT_DONE};
use crate::place::Place;
use crate::text::{Style, complain, plain, say, say_json};

/// Why nothing was changed, for people and for programs.
struct Refusal {
    reason: &'static str,
    message: String,
    spots: Vec<Spot>,
}

pub(crate) async fn refactor(folder: &Path, command: Refactor) -> Result<ExitCode, Failure> {
    let (refactoring, values, how) = read(command);
    let place = Place::of_any(folder).await?;
    let mut servers = (how.lsp == Lsp::Auto)
        .then(|| Servers::new(Search::new(&place.root, std::env::var_os("PATH")), Limits::default()));
    let done = prepare(&place.root, &refactoring, &values, servers.as_mut()).await;
    if let Some(servers) = &mut servers {
        servers.shut_down().await;
    }
    let (prepared, calls, by) = match done {
        Ok(done) => done,
        Err(refusal) => return Ok(refused(&refusal, how)),
    };
    let run = if how.dry_run { None } else { Some(apply::write(&place, &title(&refactoring), &prepared)?) };
    tell(&prepared, &calls, by.as_ref(), run, how);
    Ok(ExitCode::SUCCESS)
}

fn read(command: Refactor) -> (Refactoring, Values, How) {
    let named = |Symbol { symbol, path }: Symbol| Named { symbol, path };
    let mut values = Values::new();
    let (refactoring, how) = match command {
        Refactor::Rename { symbol, to, how } => (Refactoring::Rename { symbol: named(symbol), to }, how),
        Refactor::AddParameter { symbol, name, of, default, value, at, before, how } => {
            values.extend(at.into_iter().map(|it| ((it.path, it.line), it.value)));
            let parameter = NewParameter { name, of, default, value, before };
            (Refactoring::AddParameter { symbol: named(symbol), parameter }, how)
        }
        Refactor::RemoveParameter { symbol, name, how } => {
            (Refactoring::RemoveParameter { symbol: named(symbol), name }, how)
        }
        Refactor::ReorderParameters { symbol, order, how } => {
            (Refactoring::ReorderParameters { symbol: named(symbol), order }, how)
        }
        Refactor::Move { symbol, to, how } => (Refactoring::Move { symbol: named(symbol), to }, how),
        Refactor::AddImport { file, import, how } => (Refactoring::AddImport { path: file, import }, how),
    };
    (refactoring, values, how)
}

async fn prepare(
    root: &Path,
    refactoring: &Refactoring,
    values: &Values,
    servers: Option<&mut Servers>,
) -> Result<(Prepared, Vec<Spot>, Option<By>), Refusal> {
    let project = Project::read(root);
    let refactored = match project {
        Ok(project) => kinglet_refactor::refactor(&project, refactoring, values, servers).await,
        Err(error) => Err(error),
    };
    let Refactored { changes, calls, by } = refactored.map_err(|error| Refusal {
        reason: error.code(),
        message: error.to_string(),
        spots: error.spots().to_vec(),
    })?;
    if changes.is_empty() {
        let message = "it is so already".to_owned();
        return Err(Refusal { reason: "nothing_to_do", message, spots: Vec::new() });
    }
    let prepared = replied::looked_at(changes).map_err(|refusal| Refusal {
        reason: refusal.code(),
        message: refusal.to_string(),
        spots: Vec::new(),
    })?;
    Ok((prepared, calls, by))
}

/// What the run is called that records it.
fn title(refactoring: &Refactoring) -> String {
    match refactoring {
        Refactoring::Rename { symbol, to } => format!("rename {} to {to}", symbol.symbol),
        Refactoring::AddParameter { symbol, parameter } => {
            format!("add the parameter {} to {}", parameter.name, symbol.symbol)
        }
        Refactoring::RemoveParameter { symbol, name } => {
            format!("remove the parameter {name} of {}", symbol.symbol)
        }
        Refactoring::ReorderParameters { symbol, .. } => {
            format!("reorder the parameters of {}", symbol.symbol)
        }
        Refactoring::Move { symbol, to } => format!("move {} to {to}", symbol.symbol),
        Refactoring::AddImport { path, import } => format!("import into {path}: {import}"),
    }
}

fn tell(prepared: &Prepared, calls: &[Spot], by: Option<&By>, run: Option<RunId>, how: How) {
    if how.json {
        let paths: Vec<&str> =
            prepared.changes.iter().map(|change| &change.path).map(RelPath::as_str).collect();
        return say_json(&json!({
            "applied": run.is_some(), "run": run, "paths": paths, "diff": prepared.diff,
            "calls": places(calls), "by": by.map(by_json),
        }));
    }
    say(&Style::of_stdout().diff(&prepared.diff));
    if !calls.is_empty() {
        let plural = if calls.len() == 1 { "" } else { "s" };
        say(&format!("{} call{plural}.", calls.len()));
    }
    match by {
        Some(By::Server(name)) => say(&format!("{name} told where it is used.")),
        Some(By::Names { why }) => say(&format!(
            "Where it is used was found by names and imports, not by a language server: {}.",
            plain(why)
        )),
        None => {}
    }
    match run {
        Some(run) => say(&format!("Applied as {run}; `kinglet undo {run}` takes it back.")),
        None => say("Nothing was changed: --dry-run."),
    }
}

fn by_json(by: &By) -> Value {
    match by {
        By::Server(name) => json!({ "server": name }),
        By::Names { why } => json!({ "names": why }),
    }
}

fn places(spots: &[Spot]) -> Vec<Value> {
    let place = |spot: &Spot| json!({ "path": spot.path, "line": spot.line.get(), "text": spot.text.trim() });
    spots.iter().map(place).collect()
}

fn refused(Refusal { reason, message, spots }: &Refusal, how: How) -> ExitCode {
    if how.json {
        say_json(&json!({ "applied": false, "reason": reason, "message": message, "places": places(spots) }));
    } else {
        complain(&format!("kinglet: nothing was changed: {message}"));
    }
    ExitCode::from(NOT_DONE)
}
