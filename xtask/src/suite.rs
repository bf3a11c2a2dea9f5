//! `cargo xtask suite`: proves that every task of `bench/` is unsolved as delivered and can be solved.

mod task;

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};

use self::task::Task;
use crate::command::Command;
use crate::screen::{complain, say};
use crate::workspace::Workspace;
use crate::{folder, usage};

const HELP: &str = "\
Proves that the tasks of bench/ are what they promise: without its solution a task fails its verdict (and its check,
if it is about a failing test), with it both succeed, each command within the task's limit.
Usage: cargo xtask suite [TASK]...

  TASK   part of a task's name; all tasks if none is given

It needs what the tasks are written in: python3 with pytest, cargo, node, go, javac, a C compiler and make.";

/// What a command of a task has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Promise {
    Fails,
    Succeeds,
}

/// Tries the tasks that the arguments name.
///
/// # Errors
/// If a task breaks its promise or cannot be read; every task is tried before.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let [only] = arguments
        && (only == "--help" || only == "-h")
    {
        say(HELP);
        return Ok(());
    }
    if let Some(flag) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return Err(usage::wrong(format!("`suite` does not understand `{flag}`\n{HELP}")));
    }
    let tasks = wanted(task::all(&Workspace::read()?.root)?, arguments)?;
    let start = Instant::now();
    let mut broken = 0;
    for task in &tasks {
        let start = Instant::now();
        match prove(task) {
            Ok(()) => say(&format!("ok      {} ({:.1} s)", task.name, start.elapsed().as_secs_f64())),
            Err(error) => {
                broken += 1;
                complain(&format!("BROKEN  {}: {error:#}", task.name));
            }
        }
    }
    let (count, seconds) = (tasks.len(), start.elapsed().as_secs_f64());
    if broken > 0 {
        bail!("{broken} of {count} tasks break their promise; each line above says how");
    }
    say(&format!("\nall {count} tasks can be solved and are not ({seconds:.0} s)\n{}", task::census(&tasks)));
    Ok(())
}

/// Those with one of `parts` in their names; all of them if there are no parts.
fn wanted(tasks: Vec<Task>, parts: &[String]) -> Result<Vec<Task>> {
    if let Some(part) = parts.iter().find(|part| !tasks.iter().any(|task| task.name.contains(*part))) {
        return Err(usage::wrong(format!("no task in bench/tasks has `{part}` in its name")));
    }
    let is_wanted = |task: &Task| parts.is_empty() || parts.iter().any(|part| task.name.contains(part));
    Ok(tasks.into_iter().filter(is_wanted).collect())
}

fn prove(task: &Task) -> Result<()> {
    let (delivered, solved) = (folder::Temporary::new()?, folder::Temporary::new()?);
    folder::copy(&task.part("repo"), delivered.path())?;
    folder::copy(&task.part("repo"), solved.path())?;
    folder::copy_over(&task.part("solution"), solved.path())?;
    if let Some(check) = &task.check {
        if task.kind.begins_with_a_failure() {
            keeps(task, check, delivered.path(), Promise::Fails)?;
        }
        keeps(task, check, solved.path(), Promise::Succeeds)?;
    }
    for (project, promise) in [(&delivered, Promise::Fails), (&solved, Promise::Succeeds)] {
        folder::copy_over(&task.part("hidden"), project.path())?;
        keeps(task, &task.verdict, project.path(), promise)?;
    }
    Ok(())
}

fn keeps(task: &Task, line: &str, project: &Path, promise: Promise) -> Result<()> {
    let start = Instant::now();
    let command = Command::parse(line).in_folder(project);
    // A folder for all of them, as developers have one, would fill up with what was built in folders that are gone.
    let finished = command.variable("CARGO_TARGET_DIR", project.join("target")).read()?;
    let seconds = start.elapsed().as_secs();
    let state = match promise {
        Promise::Fails => "as delivered",
        Promise::Succeeds => "with the solution",
    };
    match (promise, finished.code == Some(0)) {
        _ if seconds > task.seconds => {
            bail!("`{line}` took {seconds} s {state}; its limit is {} s", task.seconds)
        }
        (Promise::Fails, true) => bail!("`{line}` succeeds {state}; there is nothing left to do"),
        (Promise::Succeeds, false) => {
            bail!("`{line}` fails {state}:\n{}{}", finished.stdout, finished.stderr)
        }
        (Promise::Fails, false) | (Promise::Succeeds, true) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use insta::assert_snapshot;

    use super::*;

    /// Proves a task whose repository, solution and hidden files hold one file each.
    fn check(kind: &str, command: &str, files: [(&str, &str); 3]) -> String {
        let root = folder::Temporary::new().unwrap();
        let folder = root.path().join("bench/tasks/a-task");
        for (part, (name, text)) in ["repo", "solution", "hidden"].into_iter().zip(files) {
            fs::create_dir_all(folder.join(part)).unwrap();
            fs::write(folder.join(part).join(name), text).unwrap();
        }
        let text = format!(
            "kind = '{kind}'\nlanguage = 'c'\ndifficulty = 'easy'\ntask = 'x'\ncheck = '{command}'\n\
             verdict = 'cmp answer expected'\nseconds = 9"
        );
        fs::write(folder.join("task.toml"), text).unwrap();
        let tasks = task::all(root.path()).unwrap();
        prove(&tasks[0]).map_or_else(|error| error.to_string(), |()| "proved".to_owned())
    }

    const GOOD: [(&str, &str); 3] = [("answer", "41"), ("answer", "42"), ("expected", "42")];

    #[test]
    fn a_task_that_is_unsolved_and_can_be_solved_is_proved() {
        assert_snapshot!(check("failing-test", "grep -q 42 answer", GOOD), @"proved");
    }

    #[test]
    fn a_broken_promise_is_named() {
        assert_snapshot!(check("failing-test", "true", GOOD), @"`true` succeeds as delivered; there is nothing left to do");
        assert_snapshot!(check("feature", "false", GOOD), @"`false` fails with the solution:");
        let solved = [("answer", "42"), ("answer", "42"), ("expected", "42")];
        assert_snapshot!(check("feature", "true", solved), @"`cmp answer expected` succeeds as delivered; there is nothing left to do");
        let hopeless = [("answer", "41"), ("answer", "43"), ("expected", "42")];
        assert!(
            check("feature", "true", hopeless).starts_with("`cmp answer expected` fails with the solution")
        );
    }
}
