//! The tasks in `bench/tasks`, as their `task.toml` describes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

/// One task.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    #[serde(skip)]
    pub(super) name: String,
    #[serde(skip)]
    folder: PathBuf,
    pub(super) kind: Kind,
    language: Language,
    difficulty: Difficulty,
    /// What the user says.
    #[serde(rename = "task")]
    text: String,
    /// The command that whoever solves the task may run.
    pub(super) check: Option<String>,
    /// The command that says, among the hidden files, whether the task is solved.
    pub(super) verdict: String,
    /// How long either command may take.
    pub(super) seconds: u64,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// Repair what makes a test fail.
    FailingTest,
    /// Repair what the text describes; no test shows it.
    Description,
    /// Add a function to a specification.
    Function,
    /// Change a signature and all its callers.
    Signature,
    /// Add a flag to a small program.
    Flag,
    /// Add what takes changes in several files.
    Feature,
}

impl Kind {
    /// Whether the check has to fail before anything is done.
    pub(super) fn begins_with_a_failure(self) -> bool {
        self == Self::FailingTest
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Language {
    C,
    Go,
    Java,
    #[serde(rename = "javascript")]
    JavaScript,
    Python,
    Rust,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Difficulty {
    Easy,
    Medium,
    Hard,
}

impl Task {
    /// The folder `repo`, `hidden` or `solution`.
    pub(super) fn part(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(folder: PathBuf) -> Result<Self> {
        let file = folder.join("task.toml");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut task: Self =
            toml::from_str(&text).with_context(|| format!("{} is no task", file.display()))?;
        task.name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        task.folder = folder;
        if task.text.trim().is_empty() {
            bail!("{}: `task` says nothing", file.display());
        }
        if task.kind.begins_with_a_failure() && task.check.is_none() {
            bail!("{}: a failing test needs a `check` that shows it", file.display());
        }
        Ok(task)
    }
}

/// All tasks, ordered by name.
pub(super) fn all(root: &Path) -> Result<Vec<Task>> {
    let folder = root.join("bench/tasks");
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut folders = vec![];
    for entry in entries {
        folders.push(entry.with_context(|| format!("cannot list {}", folder.display()))?.path());
    }
    folders.sort();
    folders.into_iter().map(Task::read).collect()
}

/// How many tasks there are of each kind, language and difficulty.
pub(super) fn census(tasks: &[Task]) -> String {
    [
        count(tasks.iter().map(|task| task.kind)),
        count(tasks.iter().map(|task| task.language)),
        count(tasks.iter().map(|task| task.difficulty)),
    ]
    .join("\n")
}

fn count<T: Ord + std::fmt::Debug>(values: impl Iterator<Item = T>) -> String {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    let parts: Vec<String> = counts.iter().map(|(value, count)| format!("{value:?} {count}")).collect();
    parts.join(", ")
}
