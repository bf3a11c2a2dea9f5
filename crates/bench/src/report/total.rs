//! What several tasks come to together.

use crate::entry::{Attempt, Entry, Outcome};

/// What several tasks come to together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Total {
    tasks: usize,
    solved: usize,
    false_done: usize,
    skipped: usize,
    failed: usize,
    seconds: f64,
    prompt: Option<u64>,
    cached: Option<u64>,
    generated: Option<u64>,
}

impl Total {
    /// The heads of the columns that [`Self::cells`] fills.
    pub(super) const HEAD: &[&str] = &[
        "judged",
        "solved",
        "false done",
        "seconds",
        "prompt",
        "cached",
        "generated",
        "prompt per solved",
        "generated per solved",
    ];

    pub(super) fn of(entries: &[&Entry]) -> Self {
        let count = |is: fn(&Outcome) -> bool| entries.iter().filter(|entry| is(&entry.outcome)).count();
        let attempts: Vec<&Attempt> = entries.iter().filter_map(|entry| entry.outcome.attempt()).collect();
        // Where no model was asked, no tokens were spent; where one did not tell, the sum is unknown.
        let sum = |of: fn(&Attempt) -> Option<u64>| attempts.iter().map(|attempt| of(attempt)).sum();
        Self {
            tasks: attempts.len(),
            solved: count(|outcome| matches!(outcome, Outcome::Solved(_))),
            false_done: count(|outcome| matches!(outcome, Outcome::FalseDone(_))),
            skipped: count(|outcome| matches!(outcome, Outcome::Skipped { .. })),
            failed: count(|outcome| matches!(outcome, Outcome::Failed { .. })),
            // Not `sum`, which makes a negative zero of nothing.
            seconds: attempts.iter().fold(0.0, |sum, attempt| sum + attempt.seconds),
            prompt: sum(|attempt| attempt.figures.prompt_tokens),
            cached: sum(|attempt| attempt.figures.cached_tokens),
            generated: sum(|attempt| attempt.figures.generated_tokens),
        }
    }

    pub(super) fn cells(&self) -> Vec<String> {
        let mut cells: Vec<String> =
            [self.tasks, self.solved, self.false_done].map(|count| count.to_string()).to_vec();
        cells.push(format!("{:.0}", self.seconds));
        cells.extend([self.prompt, self.cached, self.generated].map(told));
        cells.extend([self.prompt, self.generated].map(|sum| self.per_solved(sum)));
        cells
    }

    /// The same in a sentence.
    pub(super) fn line(&self) -> String {
        let Self { tasks, solved, false_done, skipped, failed, seconds, .. } = self;
        let mut line = format!("Solved {solved} of {tasks}, false done {false_done}, in {seconds:.0} s");
        for (count, what) in [(skipped, "skipped"), (failed, "failed and not judged")] {
            if *count > 0 {
                line = format!("{line}; {count} {what}");
            }
        }
        line + "."
    }

    fn per_solved(&self, sum: Option<u64>) -> String {
        match u64::try_from(self.solved) {
            Ok(0) | Err(_) => "–".to_owned(),
            Ok(solved) => told(sum.map(|sum| sum / solved)),
        }
    }
}

/// A number of tokens, as far as the server told it.
pub(super) fn told(tokens: Option<u64>) -> String {
    tokens.map_or_else(|| "?".to_owned(), |tokens| tokens.to_string())
}
