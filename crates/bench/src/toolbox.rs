//! Which of the programs that tasks need are installed.

use std::collections::BTreeMap;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::Command;
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::task::Task;

/// How long a program may take to tell its version: some fetch a part of themselves first.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was found out about programs.
#[derive(Debug, Default)]
pub struct Toolbox {
    /// Whether each is there, by its name.
    known: BTreeMap<String, bool>,
}

/// How to find out whether something is installed: a command that succeeds then.
struct Probe {
    name: String,
    command: Vec<String>,
}

impl Probe {
    fn new(name: &str, command: &[&str]) -> Self {
        Self { name: name.to_owned(), command: command.iter().map(|&word| word.to_owned()).collect() }
    }
}

impl Toolbox {
    /// The first thing that a task needs and this machine lacks.
    ///
    /// # Errors
    /// [`Error::Exec`] if `cancel` is cancelled, or nothing can be started at all.
    pub async fn missing(
        &mut self,
        task: &Task,
        cancel: &CancellationToken,
    ) -> Result<Option<String>, Error> {
        for Probe { name, command } in probes(task) {
            let is_there = match self.known.get(&name) {
                Some(is_there) => *is_there,
                None => succeeds(&command, cancel).await?,
            };
            self.known.insert(name.clone(), is_there);
            if !is_there {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }
}

async fn succeeds(command: &[String], cancel: &CancellationToken) -> Result<bool, Error> {
    let Some((program, arguments)) = command.split_first() else { return Ok(false) };
    let command = Command::argv(program, arguments, std::env::temp_dir(), PATIENCE);
    Ok(kinglet_exec::run(&command, cancel).await?.ended == Ended::Passed)
}

/// What a task's language needs, and what its commands begin with.
fn probes(task: &Task) -> Vec<Probe> {
    // Asked for their version and not only looked for: where there is no Java, macOS has a `javac` that says so.
    let mut probes = match task.language.as_str() {
        "c" => vec![Probe::new("cc", &["cc", "--version"])],
        "go" => vec![Probe::new("go", &["go", "version"])],
        "java" => vec![Probe::new("javac", &["javac", "-version"])],
        "javascript" => vec![Probe::new("node", &["node", "--version"])],
        "python" => vec![Probe::new("python3", &["python3", "--version"])],
        "rust" => vec![Probe::new("cargo", &["cargo", "--version"])],
        _ => vec![],
    };
    let check = task.check.as_deref().unwrap_or_default().split_whitespace().collect();
    let verdict = task.verdict.iter().map(String::as_str).collect();
    let commands: [Vec<&str>; 2] = [check, verdict];
    for words in &commands {
        match words.as_slice() {
            // A path leads into the project.
            [] => {}
            [program, ..] if program.contains('/') => {}
            [program, rest @ ..] => {
                if !probes.iter().any(|probe| probe.name == *program) {
                    probes.push(Probe::new(program, &["sh", "-c", "command -v \"$0\"", program]));
                }
                if let ("python3", ["-m", module, ..]) = (*program, rest) {
                    probes.push(Probe::new(module, &["python3", "-c", &format!("import {module}")]));
                }
            }
        }
    }
    probes
}
