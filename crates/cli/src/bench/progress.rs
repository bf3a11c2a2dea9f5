//! How far a suite is: a bar on a terminal, a line for each task, or JSON Lines.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use kinglet_bench::{Attempt, Entry, Outcome, Task};

use crate::text::{plain, say, say_json};

pub(super) struct Progress {
    /// On standard error, and hidden where that is no terminal.
    bar: ProgressBar,
    json: bool,
    solved: usize,
}

impl Progress {
    pub(super) fn new(tasks: usize, json: bool) -> Self {
        let bar = ProgressBar::new(tasks as u64);
        // The template is part of the program; without it the bar looks plainer.
        let bar = match ProgressStyle::with_template("{elapsed_precise} {bar:30} {pos}/{len} {wide_msg}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        bar.enable_steady_tick(Duration::from_secs(1));
        Self { bar, json, solved: 0 }
    }

    /// A task has its result already.
    pub(super) fn knows(&mut self, entry: &Entry) {
        self.count(entry);
    }

    pub(super) fn begins(&self, task: &Task) {
        self.bar.set_message(format!("{} solved; {}", self.solved, plain(&task.name)));
    }

    pub(super) fn ends(&mut self, entry: &Entry) {
        self.bar.suspend(|| {
            if !self.json {
                say(&line(entry));
            } else if let Ok(value) = serde_json::to_value(entry) {
                say_json(&value);
            }
        });
        self.count(entry);
    }

    fn count(&mut self, entry: &Entry) {
        self.solved += usize::from(matches!(entry.outcome, Outcome::Solved(_)));
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// What came of a task, in a line.
fn line(entry: &Entry) -> String {
    let details = match &entry.outcome {
        Outcome::Solved(attempt) | Outcome::Unsolved(attempt) | Outcome::FalseDone(attempt) => {
            figures(attempt)
        }
        Outcome::Skipped { reason } | Outcome::Failed { reason } => plain(reason),
    };
    format!("{:10}  {:28}  {details}", entry.outcome.words(), plain(&entry.task))
}

fn figures(Attempt { claim, seconds, figures, .. }: &Attempt) -> String {
    let told = |tokens: Option<u64>| tokens.map_or_else(|| "?".to_owned(), |tokens| tokens.to_string());
    format!(
        "{}: {seconds:.0} s, {} of the model, {} prompt tokens ({} cached), {} generated",
        claim.words(),
        match figures.calls {
            1 => "1 call".to_owned(),
            calls => format!("{calls} calls"),
        },
        told(figures.prompt_tokens),
        told(figures.cached_tokens),
        told(figures.generated_tokens),
    )
}
