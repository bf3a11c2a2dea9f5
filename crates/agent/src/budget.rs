//! What a run may take in all, and what it has taken: its own steps, tokens and time, however often it was interrupted.

use std::time::Duration;

use kinglet_domain::evidence::RunId;
use kinglet_domain::model::Usage;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{EpisodeRow, Ledger, NewEpisode, ResumptionRow, Seq, StepRow};

use crate::error::Error;
use crate::state::{Outcome, State};
use crate::step::Transition;

/// So many bytes of a reply are taken for a token where the server does not count.
const BYTES_A_TOKEN: usize = 3;

/// The most that a run may take; `None` for as much as it needs. An edit that was answered is still judged, but its
/// check may take half of the time that is left, or twice as long as one before, and no more; the one before any edit is not cut off.
/// What a model is at when the time is up is given up: nothing is kept of it, and its tokens are counted nowhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Budget {
    /// Steps, as the ledger counts them.
    pub steps: Option<u32>,
    /// Tokens that models read, those from a cache left out, and wrote.
    pub tokens: Option<u64>,
    /// Time at work.
    pub time: Option<Duration>,
}

/// What a run has taken so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Spent {
    steps: u32,
    tokens: u64,
    time: Duration,
}

impl Budget {
    /// Which part of it is used up, in words; `None` if none is.
    fn used_up(&self, spent: Spent) -> Option<String> {
        let Spent { steps, tokens, time } = spent;
        if let Some(most) = self.steps.filter(|most| steps >= *most) {
            return Some(format!("the budget of {most} steps (--max-steps) is used up"));
        }
        if let Some(most) = self.tokens.filter(|most| tokens >= *most) {
            return Some(format!("the budget of {most} tokens (--max-tokens) is used up"));
        }
        self.time.filter(|most| time >= *most).map(|_| self.time_is_up())
    }

    /// That the time is used up, in words.
    pub(crate) fn time_is_up(&self) -> String {
        let minutes = self.time.unwrap_or_default().as_secs_f64() / 60.0;
        format!("the budget of {minutes} minutes (--max-minutes) is used up")
    }
}

/// Measures what a run takes.
pub(crate) struct Meter {
    budget: Budget,
    tokens: u64,
    /// The time at work before this process.
    before: Duration,
    /// When this process took the run up.
    since: Millis,
}

impl Meter {
    /// Of the past, only what a budget needs is read.
    pub(crate) fn read(ledger: &Ledger, run: RunId, budget: Budget, now: Millis) -> Result<Self, Error> {
        let tokens = match budget.tokens {
            Some(_) => ledger.episodes(run)?.iter().map(recorded).sum(),
            None => 0,
        };
        let before = match budget.time {
            Some(_) => worked(&ledger.steps(run)?, &ledger.resumptions(run)?),
            None => Duration::ZERO,
        };
        Ok(Self { budget, tokens, before, since: now })
    }

    /// A model was asked.
    pub(crate) fn add(&mut self, episode: &NewEpisode) {
        let read = episode.sections.iter().map(|section| section.tokens).sum();
        self.tokens = self.tokens.saturating_add(cost(&episode.usage, read, &episode.reply));
    }

    /// How much time is left; `None` if there is no limit to it.
    pub(crate) fn left(&self, now: Millis) -> Option<Duration> {
        self.budget.time.map(|most| most.saturating_sub(self.time(now)))
    }

    fn time(&self, now: Millis) -> Duration {
        self.before.saturating_add(between(self.since, now))
    }

    /// Why nothing new is begun any more, if the budget forbids it.
    pub(crate) fn forbids(&self, state: &State, seq: Seq, now: Millis) -> Option<String> {
        let spent = Spent { steps: seq.0, tokens: self.tokens, time: self.time(now) };
        self.budget.used_up(spent).filter(|_| state.begins())
    }
}

fn recorded(row: &EpisodeRow) -> u64 {
    cost(&row.usage, row.sections.iter().map(|section| section.tokens).sum(), &row.reply)
}

/// What a call cost: as the server says, else as it was counted before.
fn cost(usage: &Usage, read: Tokens, reply: &str) -> u64 {
    let cached = usage.cached.unwrap_or_default().0;
    let read = usage.prompt.unwrap_or(read).0.saturating_sub(cached);
    let written = usage.generated.map_or(reply.len().div_ceil(BYTES_A_TOKEN) as u64, |it| u64::from(it.0));
    u64::from(read).saturating_add(written)
}

/// The time between steps, but for the time between a step and a resumption after it.
fn worked(steps: &[StepRow], resumptions: &[ResumptionRow]) -> Duration {
    let pairs = steps.iter().zip(steps.iter().skip(1));
    let times = pairs.map(|(step, next)| {
        let resumed = resumptions.iter().rev().find(|resumption| resumption.after == step.seq);
        between(resumed.map_or(step.at, |resumption| resumption.at), next.at)
    });
    times.sum()
}

/// A clock that was set back took no time.
fn between(from: Millis, to: Millis) -> Duration {
    Duration::from_millis(u64::try_from(to.0.saturating_sub(from.0)).unwrap_or(0))
}

impl Transition {
    /// No more may be taken. The best state that was reached stays: one in which the check holds before one in which it
    /// does not.
    pub(crate) fn exhausted(&mut self, reason: String) {
        self.state.ballot = None;
        self.abandon_claims(&reason);
        if self.is_working() {
            return self.stop_work(&reason);
        }
        self.finish(Outcome::GaveUp { reason });
    }
}

#[cfg(test)]
mod tests {
    use kinglet_ledger::Aftermath;

    use super::*;

    fn step(seq: u32, at: i64) -> StepRow {
        StepRow { seq: Seq(seq), at: Millis(at), event: "answered".to_owned(), intent: None }
    }

    #[test]
    fn the_time_of_an_interruption_is_nobodys_work() {
        let steps = [step(1, 0), step(2, 1000), step(3, 90_000), step(4, 89_000)];
        let resumed = |number, after, at| ResumptionRow {
            number,
            after: Seq(after),
            at: Millis(at),
            intent: None,
            outcome: Aftermath::Repeated,
        };
        // It was taken up twice before the third step was taken.
        let resumptions = [resumed(1, 2, 50_000), resumed(2, 2, 80_000)];
        assert_eq!(worked(&steps, &resumptions), Duration::from_secs(11));
        assert_eq!(worked(&[], &[]), Duration::ZERO);
    }

    #[test]
    fn what_a_server_does_not_tell_is_counted_nevertheless() {
        let told = Usage { prompt: Some(Tokens(900)), cached: Some(Tokens(600)), ..Usage::default() };
        assert_eq!(cost(&told, Tokens(7), "0123456789"), 304);
        let told = Usage { generated: Some(Tokens(5)), ..told };
        assert_eq!(cost(&told, Tokens(7), "0123456789"), 305);
        assert_eq!(cost(&Usage::default(), Tokens(7), ""), 7);
    }

    #[test]
    fn the_budget_that_is_used_up_is_named() {
        let budget = Budget { steps: Some(9), tokens: Some(800), time: Some(Duration::from_secs(90)) };
        let spent = Spent { steps: 8, tokens: 799, time: Duration::from_secs(89) };
        assert_eq!(budget.used_up(spent), None);
        assert_eq!(Budget::default().used_up(spent), None);
        let said = [
            Spent { steps: 9, ..spent },
            Spent { tokens: 800, ..spent },
            Spent { time: Duration::from_secs(90), ..spent },
        ];
        let said: Vec<String> = said.into_iter().filter_map(|spent| budget.used_up(spent)).collect();
        insta::assert_snapshot!(said.join("\n"), @"
        the budget of 9 steps (--max-steps) is used up
        the budget of 800 tokens (--max-tokens) is used up
        the budget of 1.5 minutes (--max-minutes) is used up
        ");
    }
}
