//! How long a step takes outside the model and the check: what the user waits for that is ours alone.
//!
//! A real run of the release binary works on a copy of an example project. Its check prints a recorded failure; its
//! model is a server that answers at once and never helps. What is left of the run's time, once the check's own time is
//! taken away, is ours: reading output, choosing code, writing prompts, reading replies, matching edits, writing files,
//! committing, telling. The exchange with the server counts as ours, too; so the result is an upper bound.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::figure::{Figure, Section};
use super::server::Server;
use super::statistics::{median, percentile};
use super::{build, scratch};
use crate::command::{Command, Finished};
use crate::folder;
use crate::workspace::Workspace;

const RUNS: u32 = 5;
const ATTEMPTS: &str = "50";
const EXAMPLE: &str = "examples/python-invoices";
/// What pytest says of the example.
const FAILURE: &str = include_str!("step/failure.txt");
const CHECK: &str = "cat failure.txt; exit 1";
const TASK: &str = "the discount for a full box is wrong";

/// What one run took.
#[derive(Debug, PartialEq)]
struct Account {
    /// From the first event to the last, in milliseconds.
    total: f64,
    /// The check's share of it.
    check: f64,
    /// Edits that were written and tried.
    edits: usize,
}

pub(super) fn measure(workspace: &Workspace) -> Result<Section> {
    let kinglet = build(workspace, "-p kinglet-cli")?.join("kinglet");
    let server =
        build(workspace, "-p kinglet-scripted --example bench_server")?.join("examples/bench_server");
    let mut own = Vec::new();
    let mut last = None;
    for _ in 0..RUNS {
        let folder = scratch(workspace, "step")?;
        let project = folder.join("project");
        prepare(&workspace.root.join(EXAMPLE), &project)?;
        let kinglet =
            Command::new(&kinglet).in_folder(&project).variable("XDG_STATE_HOME", folder.join("state"));
        let (account, steps) = measure_run(&kinglet, &Server::that_tells(&Command::new(&server))?)?;
        own.push((account.total - account.check) / f64::from(steps));
        last = Some((account, steps));
    }
    let (account, steps) = last.context("nothing was run")?;
    let figures = vec![
        Figure::under("a step outside the model and the check, median run", median(&own), 10.0, "ms"),
        Figure::plain("the same, slowest run", format!("{:.1} ms", percentile(&own, 1.0))),
        Figure::plain("steps of a run, edits among them", format!("{steps}, {}", account.edits)),
    ];
    Ok(Section { name: "step", command: "cargo xtask bench step".to_owned(), figures })
}

/// Carries out one run; also returns how many steps it committed after its first.
fn measure_run(kinglet: &Command, server: &Server) -> Result<(Account, u32)> {
    let run = ["run", TASK, "--check", CHECK, "--attempts", ATTEMPTS, "--json", "--endpoint", &server.url];
    let account = account(&lines(&kinglet.clone().with(run).read()?)?)?;
    let story = lines(&kinglet.clone().with(["show", "--json"]).read()?)?;
    let steps = steps(&story).filter(|steps| *steps > 0).context("the ledger shows no steps")?;
    Ok((account, steps))
}

/// A copy of the example under git, with what its check printed once.
fn prepare(example: &Path, project: &Path) -> Result<()> {
    folder::copy(example, project)?;
    std::fs::write(project.join("failure.txt"), FAILURE)?;
    let git = || Command::new("git").in_folder(project);
    git().with(["init", "--quiet"]).run()?;
    git().with(["add", "--all"]).run()?;
    let identity = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
    git().with(identity).with(["commit", "--quiet", "--message", "the example"]).run()
}

fn lines(finished: &Finished) -> Result<Vec<Value>> {
    let lines: Result<Vec<Value>, _> = finished.stdout.lines().map(serde_json::from_str).collect();
    let lines = lines.context("kinglet printed a line that is not JSON")?;
    if lines.is_empty() {
        bail!("kinglet printed nothing; it said: {}", finished.stderr.trim());
    }
    Ok(lines)
}

/// - `events`: the run's stream, as `--json` prints it.
fn account(events: &[Value]) -> Result<Account> {
    let named = |name: &'static str| events.iter().filter(move |event| event["type"] == name);
    let at = |name: &'static str| named(name).next_back().and_then(|event| event["ms"].as_f64());
    let begun = at("run_started").context("the run did not begin")?;
    let ended = at("run_ended").context("the run did not end")?;
    let check = named("check_ended").filter_map(|event| event["elapsed_ms"].as_f64()).sum();
    let edits = named("edit_applied").count();
    if edits == 0 {
        bail!("no edit was tried; the run's cost would not be a usual one");
    }
    Ok(Account { total: ended - begun, check, edits })
}

/// The steps that were committed while the events came: all but the first, which records that the run has begun.
///
/// - `story`: what the ledger holds, as `kinglet show --json` prints it; each row names its step, and the last step
///   always has one.
fn steps(story: &[Value]) -> Option<u32> {
    let last = story.iter().filter_map(|row| row["seq"].as_u64()).max()?;
    u32::try_from(last - 1).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn takes_the_checks_time_away() {
        let events = [
            json!({"type": "run_started", "ms": 1000}),
            json!({"type": "check_ended", "ms": 1010, "elapsed_ms": 7}),
            json!({"type": "edit_applied", "ms": 1015}),
            json!({"type": "check_ended", "ms": 1020, "elapsed_ms": 4}),
            json!({"type": "run_ended", "ms": 1031}),
        ];
        assert_eq!(account(&events).unwrap(), Account { total: 31.0, check: 11.0, edits: 1 });
        assert_eq!(account(&events[..2]).unwrap_err().to_string(), "the run did not end");
        assert_eq!(steps(&[json!({"type": "run"}), json!({"seq": 2}), json!({"seq": 9})]), Some(8));
    }
}
