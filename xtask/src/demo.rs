//! `cargo xtask demo`: from a fresh clone to a repaired bug, in front of the reader's eyes.

mod options;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use self::options::{Demo, Wanted};
use crate::command::Command;
use crate::screen::{heading, say};
use crate::workspace::Workspace;
use crate::{folder, tools};

const TASK: &str = "Fix the failing tests";

/// Shows a repair; the exit code is kinglet's.
///
/// # Errors
/// If something could not be installed, built, fetched or copied, or the arguments make no sense.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let demo = match options::parse(arguments)? {
        Wanted::Help => {
            say(&options::help());
            return Ok(ExitCode::SUCCESS);
        }
        Wanted::Demo(demo) => demo,
    };
    let workspace = Workspace::read()?;
    announce(&demo);
    heading("1. What building needs");
    tools::ensure(&[&tools::BUILD, demo.example.tools].concat(), &workspace)?;
    heading("2. Building kinglet (the first time, llama.cpp too: some minutes)");
    workspace.cargo("build --locked --release --package kinglet-cli").run_shown()?;
    let kinglet = workspace.kinglet("release");
    heading("3. Fetching the model (once)");
    Command::new(&kinglet).with(["models", "pull", demo.model()]).run_shown()?;
    heading("4. A copy of the example, in a git repository of its own");
    let project = project(&demo, &workspace)?;
    say(&project.display().to_string());
    heading("5. The repair");
    let code = repair(&demo, &kinglet, &project)?;
    heading("6. What changed");
    git("diff --no-ext-diff", &project).run()?;
    if code == 0 {
        heading("7. The check, once more");
        Command::parse(demo.example.check).in_folder(&project).run_shown()?;
    }
    farewell(&kinglet, &project, code);
    Ok(ExitCode::from(code))
}

fn announce(demo: &Demo) {
    say(&format!(
        "This builds kinglet, fetches the model {} ({}), copies examples/{} to a folder outside of this repository\n\
         and lets kinglet repair it there. What is missing is installed first; a second run does nothing twice.",
        demo.model(),
        demo.model_size(),
        demo.example.name,
    ));
}

/// A copy of the example, committed.
fn project(demo: &Demo, workspace: &Workspace) -> Result<PathBuf> {
    let project = match &demo.folder {
        Some(folder) => {
            std::path::absolute(folder).with_context(|| format!("{} is no folder", folder.display()))?
        }
        None => folder::fresh()?.join(demo.example.name),
    };
    folder::copy(&workspace.root.join("examples").join(demo.example.name), &project)?;
    // The reader's own templates and hooks stay out of it.
    git("init --quiet --template=", &project).run()?;
    git("add --all", &project).run()?;
    git("commit --quiet --message", &project).with(["The example as delivered"]).run()?;
    Ok(project)
}

fn repair(demo: &Demo, kinglet: &Path, project: &Path) -> Result<u8> {
    // The model is named, so that it is this one, even where another one is being served on this machine.
    let options = ["run", TASK, "--check", demo.example.check, "--model", demo.model()];
    let command = Command::new(kinglet).with(options).in_folder(project);
    say(&format!("$ {command}"));
    command.code()
}

fn farewell(kinglet: &Path, project: &Path, code: u8) {
    let line = |rest: &str| Command::new(kinglet).with(["-C"]).with([project]).with([rest]).to_string();
    let end = match code {
        0 => "Repaired, and its tests pass.",
        _ => "Not repaired; the lines above say why.",
    };
    say(&format!("\n{end}\nThe whole story:  {}\nTake it back:     {}", line("show"), line("undo")));
}

/// A git command that asks nothing of the reader's configuration.
fn git(line: &str, folder: &Path) -> Command {
    let settings = [
        "user.name=kinglet demo",
        "user.email=demo@kinglet.invalid",
        "commit.gpgSign=false",
        "core.autocrlf=false",
        "core.hooksPath=/dev/null",
        "init.defaultBranch=main",
    ];
    let command = Command::parse("git --no-pager").in_folder(folder);
    command.with(settings.iter().flat_map(|setting| ["-c", setting])).with(line.split_whitespace())
}
