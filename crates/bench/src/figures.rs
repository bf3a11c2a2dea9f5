//! What a run took, read from its ledger.

use std::collections::BTreeSet;
use std::time::Duration;

use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{EpisodeRow, Ledger, Purpose, SampleVerdict};
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What a run took.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Who answered first, and where; `None` if nobody was asked.
    pub model: Option<String>,
    /// Steps that were recorded.
    pub steps: usize,
    /// Calls of the model.
    pub calls: usize,
    /// Tokens that it read, those from the cache included; `None` if a call did not tell.
    pub prompt_tokens: Option<u64>,
    /// Of these, tokens from the cache.
    pub cached_tokens: Option<u64>,
    /// Tokens that it wrote.
    pub generated_tokens: Option<u64>,
    /// How long it was waited for, in seconds.
    pub model_seconds: f64,
    /// Edits that it proposed.
    pub attempts: usize,
    /// Of these, how many could not be used and changed nothing.
    pub refused: usize,
    /// How many were taken back because they did not help.
    pub reverts: usize,
    /// How many stayed though the check still failed.
    pub kept: usize,
    /// What had to be mended in the form of its replies.
    pub repairs: usize,
    /// Calls in which it looked into the code.
    pub explorations: usize,
    /// Calls of another model than the first.
    pub escalations: usize,
}

impl Figures {
    /// What it takes to refuse a task: nothing, which is known.
    #[must_use]
    pub fn none() -> Self {
        let none = Some(0);
        Self { prompt_tokens: none, cached_tokens: none, generated_tokens: none, ..Self::default() }
    }

    /// What a run took so far.
    ///
    /// # Errors
    /// [`Error::Ledger`].
    pub fn read(ledger: &Ledger, run: RunId) -> Result<Self, Error> {
        let (episodes, samples) = (ledger.episodes(run)?, ledger.samples(run)?);
        let who = |row: &EpisodeRow| format!("{} ({})", row.model, row.backend);
        let first = episodes.first().map(who);
        let sum = |of: fn(&EpisodeRow) -> Option<Tokens>| {
            // One call that did not tell leaves the sum unknown.
            episodes.iter().map(|row| of(row).map(|tokens| u64::from(tokens.0))).sum()
        };
        let verdicts = |verdict| samples.iter().filter(|row| row.sample.verdict == verdict).count();
        let reverted = ledger.edits(run)?.into_iter().filter(|row| row.purpose == Purpose::Revert);
        Ok(Self {
            steps: ledger.steps(run)?.len(),
            calls: episodes.len(),
            prompt_tokens: sum(|row| row.usage.prompt),
            cached_tokens: sum(|row| row.usage.cached),
            generated_tokens: sum(|row| row.usage.generated),
            model_seconds: episodes.iter().map(|row| row.wall).sum::<Duration>().as_secs_f64(),
            attempts: samples.len(),
            refused: verdicts(SampleVerdict::Refused),
            // One edit may change several files.
            reverts: reverted.map(|row| row.seq).collect::<BTreeSet<_>>().len(),
            kept: verdicts(SampleVerdict::Kept),
            repairs: episodes.iter().map(|row| row.repairs.len()).sum(),
            explorations: episodes.iter().filter(|row| row.role == "explorer").count(),
            escalations: episodes.iter().filter(|row| Some(who(row)) != first).count(),
            model: first,
        })
    }
}
