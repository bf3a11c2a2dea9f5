//! `kinglet doctor`: what is on this machine, and how to get what is not.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use futures_util::future::join_all;
use kinglet_catalogue::{Catalogue, State, Store};
use kinglet_domain::check::Ended;
use kinglet_exec::Command;
use kinglet_lsp::{Found, KNOWN, Known, Search};
use kinglet_model::scan::{USUAL_PORTS, scan};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::exit::Failure;
use crate::key::Key;
use crate::place::{self, Place};
use crate::text::{Style, plain, say, say_json};

/// How long a program may take to tell its version: some fetch a part of themselves first.
const PATIENCE: Duration = Duration::from_secs(30);

/// Something that was looked for.
struct Finding {
    area: &'static str,
    name: String,
    /// What it is like, or why it is not.
    said: String,
    /// What to do; of what is there and in order, nothing.
    remedy: Option<String>,
}

impl Finding {
    fn ok(area: &'static str, name: impl Into<String>, said: impl Into<String>) -> Self {
        Self { area, name: name.into(), said: said.into(), remedy: None }
    }

    fn missing(
        area: &'static str,
        name: impl Into<String>,
        said: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { remedy: Some(remedy.into()), ..Self::ok(area, name, said) }
    }

    fn state(&self) -> &'static str {
        if self.remedy.is_none() { "ok" } else { "missing" }
    }
}

pub(crate) async fn doctor(folder: &Path, json: bool) -> Result<ExitCode, Failure> {
    let (git, servers) = (git().await, model_servers().await);
    let (root, repository) = repository(folder).await;
    let mut findings = vec![git, repository, state()];
    findings.extend(models(servers));
    let path = std::env::var_os("PATH");
    let search = Search::new(&root, path);
    findings.extend(join_all(KNOWN.iter().map(|known| language_server(&search, known))).await);
    findings.extend(settings());
    let style = Style::of_stdout();
    let mut area = "";
    for finding in &findings {
        if json {
            let Finding { area, name, said, remedy } = finding;
            let state = finding.state();
            say_json(&json!({ "area": area, "name": name, "state": state, "said": said, "remedy": remedy }));
            continue;
        }
        if area != finding.area {
            area = finding.area;
            say(&style.bold(area));
        }
        show(finding, style);
    }
    Ok(ExitCode::SUCCESS)
}

fn show(finding: &Finding, style: Style) {
    let state = format!("{:7}", finding.state());
    let state = if finding.remedy.is_none() { style.green(&state) } else { style.red(&state) };
    say(&format!("  {state}  {:26}  {}", plain(&finding.name), plain(&finding.said)));
    if let Some(remedy) = &finding.remedy {
        say(&format!("  {:7}  {:26}  {}", "", "", style.dim(&format!("to get it: {}", plain(remedy)))));
    }
}

async fn git() -> Finding {
    match version(Path::new("git"), "--version").await {
        Ok(version) => Finding::ok("machine", "git", version),
        Err(said) => Finding::missing("machine", "git", said, "install git"),
    }
}

/// The repository's root, or the folder itself where there is none.
async fn repository(folder: &Path) -> (PathBuf, Finding) {
    match Place::of(folder).await {
        Ok(place) => {
            let said = format!("{}; what is kept of it: {}", place.root.display(), place.state.display());
            (place.root, Finding::ok("machine", "repository", said))
        }
        Err(failure) => {
            let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            (root, Finding::missing("machine", "repository", failure.message, "git init"))
        }
    }
}

/// Whether something can be kept.
fn state() -> Finding {
    let folder = match place::state_folder() {
        Ok(folder) => folder,
        Err(error) => {
            return Finding::missing("machine", "state folder", format!("{error:#}"), "set HOME");
        }
    };
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(&folder);
    match tempfile::tempfile_in(there) {
        Ok(_) => Finding::ok("machine", "state folder", folder.display().to_string()),
        Err(error) => {
            let said = format!("nothing can be written to {}: {error}", there.display());
            let remedy = "give yourself the right to write there, or set XDG_STATE_HOME";
            Finding::missing("machine", "state folder", said, remedy)
        }
    }
}

async fn model_servers() -> Vec<Finding> {
    let found = scan(&USUAL_PORTS).await.into_iter().map(|found| {
        let models =
            if found.models.is_empty() { "no model yet".to_owned() } else { found.models.join(", ") };
        Finding::ok("models", found.endpoint, format!("{}: {models}", found.kind.name()))
    });
    found.collect()
}

/// The servers and the files; one of either is enough.
fn models(servers: Vec<Finding>) -> Vec<Finding> {
    let mut findings = servers;
    let catalogue = Catalogue::builtin();
    if let Ok(folder) = place::models_folder() {
        let store = Store::new(folder);
        let here = catalogue.entries().iter().filter(|it| matches!(store.state(it), Ok(State::Present)));
        findings.extend(
            here.map(|entry| Finding::ok("models", entry.name(), store.path(entry).display().to_string())),
        );
    }
    if findings.is_empty() {
        let said = "no server runs on a usual port, and no model of the catalogue is here";
        let remedy = "kinglet models pull, or start a server that has a model";
        findings.push(Finding::missing("models", "any model", said, remedy));
    }
    findings
}

async fn language_server(search: &Search, known: &'static Known) -> Finding {
    const AREA: &str = "language servers";
    let Some(found) = search.find(known) else {
        return Finding::missing(AREA, known.name, "not found", known.install);
    };
    let at = found.program.display().to_string();
    match told_version(&found).await {
        Ok(version) => Finding::ok(AREA, known.name, format!("{version}, {at}")),
        Err(said) => Finding::missing(AREA, known.name, format!("{at} does not work: {said}"), known.install),
    }
}

async fn told_version(found: &Found) -> Result<String, String> {
    // Whoever asks a doctor has not agreed to run what the repository brings.
    if found.is_of_project {
        return Ok("the project's own, not asked for its version".to_owned());
    }
    match found.version() {
        Some((program, argument)) => version(&program, argument).await,
        None => Ok("it tells no version".to_owned()),
    }
}

/// What a program says of its version, or why it does not.
async fn version(program: &Path, argument: &str) -> Result<String, String> {
    let name = program.to_string_lossy();
    let command = Command::argv(name, [argument], std::env::temp_dir(), PATIENCE);
    let finished = kinglet_exec::run(&command, &CancellationToken::new()).await;
    let finished = finished.map_err(|error| crate::exit::chain(&error))?;
    let lines = || finished.output.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = || lines().next().unwrap_or("it said nothing").to_owned();
    match finished.ended {
        // Warnings may come first.
        Ended::Passed => Ok(lines().find(|line| is_version(line)).map_or_else(first, str::to_owned)),
        Ended::NotFound { message } => Err(message),
        Ended::TimedOut { seconds } => Err(format!("it did not end within {seconds} s")),
        _ => Err(first()),
    }
}

/// Whether a line names a version in a few words.
fn is_version(line: &str) -> bool {
    let is_number = |word: &str| {
        let word = word.trim_start_matches('v');
        word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.')
    };
    line.split_whitespace().count() <= 6 && line.split_whitespace().any(is_number)
}

/// What can be set, as it is, and where that comes from. Keys are not shown.
fn settings() -> Vec<Finding> {
    let from = |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty());
    let key = |key: Key| {
        let said = match [key.variable(), key.command_variable()].map(|it| from(it).is_some()) {
            [true, _] => "set, from the environment".to_owned(),
            [false, true] => format!("printed by the command in {}", key.command_variable()),
            [false, false] => "not set".to_owned(),
        };
        Finding::ok("settings", key.variable(), said)
    };
    let value = |variable: &'static str, default: String| {
        let said = match from(variable) {
            Some(value) => format!("{}, from the environment", value.to_string_lossy()),
            None => format!("{default}, by default"),
        };
        Finding::ok("settings", variable, said)
    };
    let models =
        place::models_folder().map_or_else(|error| format!("{error:#}"), |it| it.display().to_string());
    vec![
        key(Key::First),
        key(Key::Second),
        value("KINGLET_MODELS", models),
        value("KINGLET_LOG", "info".to_owned()),
    ]
}
