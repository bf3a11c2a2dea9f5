//! One task, as its `task.toml` describes it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::Error;

/// The file that makes a folder a task.
pub(crate) const FILE: &str = "task.toml";

const KINDS: [&str; 6] = ["failing-test", "description", "function", "signature", "flag", "feature"];
const LANGUAGES: [&str; 6] = ["c", "go", "java", "javascript", "python", "rust"];
const DIFFICULTIES: [&str; 3] = ["easy", "medium", "hard"];

/// A task with hidden tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The name of its folder.
    pub name: String,
    /// What is asked for, such as `failing-test`.
    pub kind: String,
    /// What it is written in, such as `python`.
    pub language: String,
    /// `easy`, `medium` or `hard`.
    pub difficulty: String,
    /// What the user says.
    pub text: String,
    /// The command that whoever solves the task may run.
    pub check: Option<String>,
    /// The command that says, among the hidden files, whether the task is solved: words, without a shell.
    pub verdict: Vec<String>,
    /// How long either command may take.
    pub seconds: u64,
    folder: PathBuf,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    kind: String,
    language: String,
    difficulty: String,
    task: String,
    check: Option<String>,
    verdict: String,
    seconds: u64,
}

impl Task {
    /// Reads the task in a folder.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::Task`].
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let file = folder.join(FILE);
        let text = fs::read_to_string(&file).map_err(|source| Error::Read { path: file.clone(), source })?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let described = toml::from_str(&text).map_err(|error| error.to_string().trim_end().to_owned());
        described
            .and_then(|described| understood(described, name, folder))
            .map_err(|reason| Error::Task { file, reason })
    }

    /// The project as it is delivered.
    pub(crate) fn repo(&self) -> PathBuf {
        self.folder.join("repo")
    }

    /// The files that are copied over the project for the verdict.
    pub(crate) fn hidden(&self) -> PathBuf {
        self.folder.join("hidden")
    }

    /// Whether a word stands in its name, kind, language or difficulty.
    #[must_use]
    pub fn is_meant_by(&self, word: &str) -> bool {
        [&self.name, &self.kind, &self.language, &self.difficulty].iter().any(|text| text.contains(word))
    }
}

fn understood(described: Described, name: String, folder: &Path) -> Result<Task, String> {
    let Described { kind, language, difficulty, task: text, check, verdict, seconds } = described;
    one_of("kind", &kind, &KINDS)?;
    one_of("language", &language, &LANGUAGES)?;
    one_of("difficulty", &difficulty, &DIFFICULTIES)?;
    let verdict: Vec<String> = verdict.split_whitespace().map(str::to_owned).collect();
    for (key, is_empty) in [
        ("task", text.trim().is_empty()),
        ("check", check.as_ref().is_some_and(|check| check.trim().is_empty())),
        ("verdict", verdict.is_empty()),
        ("seconds", seconds == 0),
    ] {
        if is_empty {
            return Err(format!("`{key}` says nothing"));
        }
    }
    if kind == "failing-test" && check.is_none() {
        return Err("a failing test needs a `check` that shows it".to_owned());
    }
    for part in ["repo", "hidden"] {
        if !folder.join(part).is_dir() {
            return Err(format!("there is no folder `{part}` beside it"));
        }
    }
    Ok(Task { name, kind, language, difficulty, text, check, verdict, seconds, folder: folder.to_owned() })
}

fn one_of(key: &str, value: &str, known: &[&str]) -> Result<(), String> {
    if known.contains(&value) {
        Ok(())
    } else {
        Err(format!("`{key}` is `{value}`; it can be {}", known.join(", ")))
    }
}
