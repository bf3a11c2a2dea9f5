//! `cargo xtask bench`: measures what users feel, prints it, and keeps it in `docs/`.

mod applier;
mod calibrate;
mod commit;
mod constraint;
mod document;
mod edit;
mod figure;
mod fit;
mod index;
mod machine;
mod options;
mod reader;
mod retrieval;
mod server;
mod speed;
mod startup;
mod statistics;
mod step;

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use self::figure::Section;
use self::options::{Bench, Subject, Wanted};
use crate::screen::say;
use crate::workspace::Workspace;

/// Measures what the arguments name.
///
/// # Errors
/// If something could not be built, run or measured, or the arguments make no sense.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(("retrieval", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return retrieval::run(&Workspace::read()?, rest);
    }
    let bench = match options::parse(arguments)? {
        Wanted::Help => {
            say(options::HELP);
            return Ok(());
        }
        Wanted::Bench(bench) => bench,
    };
    let workspace = Workspace::read()?;
    // Before anything is written: the document would count as a change to the version.
    let circumstances = machine::describe(&workspace)?;
    for subject in bench.subjects() {
        let section = measure(subject, &workspace, &bench)?;
        say(&section.to_string());
        if bench.write {
            document::update(&workspace.root.join(document(subject)), &section, &circumstances)?;
        }
    }
    Ok(())
}

fn measure(subject: Subject, workspace: &Workspace, bench: &Bench) -> Result<Section> {
    match subject {
        Subject::Startup => startup::measure(workspace),
        Subject::Step => step::measure(workspace),
        Subject::Commit => commit::measure(workspace),
        Subject::Reader => reader::measure(workspace),
        Subject::Apply => applier::measure(workspace),
        Subject::Edit => edit::measure(workspace),
        Subject::Index => index::measure(workspace, bench.aider.as_deref()),
        Subject::Speed => speed::measure(workspace, &bench.speed),
        Subject::Constraint => constraint::measure(workspace, &bench.speed),
        Subject::Fit => fit::measure(workspace, &bench.speed),
        Subject::Calibrate => calibrate::measure(workspace, &bench.speed),
    }
}

/// Where the figures are kept.
fn document(subject: Subject) -> &'static str {
    match subject {
        Subject::Fit | Subject::Calibrate => "docs/models.md",
        Subject::Startup
        | Subject::Step
        | Subject::Commit
        | Subject::Reader
        | Subject::Apply
        | Subject::Edit
        | Subject::Index
        | Subject::Speed
        | Subject::Constraint => "docs/benchmarks.md",
    }
}

/// Builds in release mode, in front of the reader's eyes; returns the folder of the result.
///
/// - `what`: such as `-p kinglet-cli`.
fn build(workspace: &Workspace, what: &str) -> Result<PathBuf> {
    workspace.cargo(&format!("build --locked --release {what}")).run()?;
    Ok(workspace.target.join("release"))
}

/// An empty folder for the files of a measurement, on the disk that is built on: the system's folder of temporary files
/// may lie in memory.
fn scratch(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let folder = workspace.target.join("bench").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}
