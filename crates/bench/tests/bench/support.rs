//! A suite in a folder of its own, and results. The only code here that knows the form of either.

use std::fs;
use std::path::{Path, PathBuf};

use kinglet_bench::{Attempt, Claim, Entry, Figures, Options, Outcome, VERSION};
use tempfile::TempDir;

/// The description of a task that is in order.
pub(crate) const TASK: &str = "kind = 'feature'\nlanguage = 'c'\ndifficulty = 'hard'\ntask = 'Write 42.'\n\
    verdict = 'cmp answer verdict/answer'\nseconds = 9\n";

/// A folder that a test may fill.
pub(crate) struct Stage(TempDir);

impl Stage {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A task that is in order, in this folder.
    pub(crate) fn task(&self, folder: &str) {
        self.write(&format!("{folder}/task.toml"), TASK);
        self.write(&format!("{folder}/repo/answer"), "41\n");
        self.write(&format!("{folder}/hidden/verdict/answer"), "42\n");
    }

    pub(crate) fn masked(&self, text: &str) -> String {
        text.replace(&self.path("").display().to_string(), "STAGE/")
    }
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

pub(crate) fn options(model: &str) -> Options {
    Options {
        model: Some(model.to_owned()),
        endpoint: Some("http://127.0.0.1:8080".to_owned()),
        threads: None,
        attempts: 40,
        samples: 1,
        explore: "auto".to_owned(),
        without: Vec::new(),
        seconds: 1200,
        agent: None,
    }
}

pub(crate) fn entry(task: &str, model: &str, outcome: Outcome) -> Entry {
    let (language, difficulty) = task.split_once('-').unwrap();
    Entry {
        v: VERSION,
        task: task.to_owned(),
        kind: "feature".to_owned(),
        language: language.to_owned(),
        difficulty: difficulty.to_owned(),
        kinglet: "0.0.0".to_owned(),
        options: options(model),
        outcome,
    }
}

/// A model's work that cost so many tokens.
pub(crate) fn attempt(claim: Claim, prompt: Option<u64>) -> Attempt {
    let figures = Figures {
        model: Some("m (http://127.0.0.1:8080)".to_owned()),
        steps: 9,
        calls: 2,
        prompt_tokens: prompt,
        cached_tokens: prompt.map(|prompt| prompt / 2),
        generated_tokens: Some(7),
        model_seconds: 1.5,
        attempts: 2,
        refused: 1,
        ..Figures::none()
    };
    let [account, verdict] = ["not done: a|b", "exit code 1\n<b>41 & not 42</b>"].map(str::to_owned);
    Attempt { claim, account, verdict, seconds: 2.25, figures }
}
