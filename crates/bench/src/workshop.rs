//! Where a task is worked on, and what was made of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::{Command, git};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::folder::{LEFTOVERS, copy_over};
use crate::task::Task;

/// A folder of its own for one task, with a copy of the project as a fresh repository in it. Dropped, it is removed.
#[derive(Debug)]
pub struct Workshop {
    folder: TempDir,
    repo: PathBuf,
    task_file: PathBuf,
}

/// What was made of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What was changed, as git shows it.
    pub diff: Vec<u8>,
    /// Whether the verdict's command succeeded.
    pub is_solved: bool,
    /// How that command ended, and its last words if it failed.
    pub said: String,
}

impl Workshop {
    /// Prepares a task: all of the project is committed, and its text lies beside the repository.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Write`], or [`Error::Exec`] if git is missing or fails.
    pub async fn open(task: &Task) -> Result<Self, Error> {
        let folder = tempfile::Builder::new()
            .prefix("kinglet-bench-")
            .tempdir()
            .map_err(|source| Error::Write { path: std::env::temp_dir(), source })?;
        let (repo, task_file) = (folder.path().join(&task.name), folder.path().join("task.txt"));
        copy_over(&task.repo(), &repo)?;
        fs::write(&task_file, &task.text)
            .map_err(|source| Error::Write { path: task_file.clone(), source })?;
        git::begin(&repo, &LEFTOVERS).await?;
        Ok(Self { folder, repo, task_file })
    }

    /// The repository.
    #[must_use]
    pub fn repo(&self) -> &Path {
        &self.repo
    }

    /// The file with what the user says.
    #[must_use]
    pub fn task_file(&self) -> &Path {
        &self.task_file
    }

    /// Variables for whatever runs in a project's folder.
    ///
    /// A folder for all that cargo builds, as developers have one, would give one task what another one built.
    #[must_use]
    pub fn variables(project: &Path) -> Vec<(String, String)> {
        vec![("CARGO_TARGET_DIR".to_owned(), project.join("target").to_string_lossy().into_owned())]
    }

    /// Judges the repository as it is now: the hidden files are copied over a copy of it, without what git ignores (or an
    /// object file from before the last change might be judged), and the verdict's command is run there.
    ///
    /// # Errors
    /// [`Error::Exec`] if git or the command could not be run or `cancel` was cancelled; [`Error::Read`] and
    /// [`Error::Write`].
    pub async fn judge(&self, task: &Task, cancel: &CancellationToken) -> Result<Judgement, Error> {
        let copy = self.folder.path().join("verdict").join(&task.name);
        let diff = git::changes(&self.repo, &copy).await?;
        copy_over(&task.hidden(), &copy)?;
        let (program, arguments) = task
            .verdict
            .split_first()
            .map_or(("", &[][..]), |(program, arguments)| (program.as_str(), arguments));
        let command = Command::argv(program, arguments, &copy, Duration::from_secs(task.seconds));
        let command = Command { env: Self::variables(&copy), ..command };
        let finished = kinglet_exec::run(&command, cancel).await?;
        let is_solved = finished.ended == Ended::Passed;
        Ok(Judgement { diff, is_solved, said: said(&finished.ended, &finished.output) })
    }
}

/// How many of a command's last lines are kept.
const LAST_LINES: usize = 20;

fn said(ended: &Ended, output: &str) -> String {
    let how = match ended {
        Ended::Passed => return "it succeeded".to_owned(),
        Ended::Failed { code } => format!("exit code {code}"),
        Ended::Killed { signal } => format!("ended by signal {signal}"),
        Ended::TimedOut { seconds } => format!("not ended within {seconds} s"),
        Ended::NotFound { message } => message.clone(),
    };
    let lines: Vec<&str> = output.lines().collect();
    let last = lines.get(lines.len().saturating_sub(LAST_LINES)..).unwrap_or_default();
    format!("{how}\n{}", last.join("\n")).trim_end().to_owned()
}
