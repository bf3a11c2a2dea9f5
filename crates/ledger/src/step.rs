//! The table `steps`: what happened, in order.

use std::fmt;

use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use rusqlite::{Connection, Row, named_params};

use crate::commit::Step;
use crate::error::Fault;
use crate::seal::Seal;

pub(crate) const INSERT: &str = "
    INSERT INTO steps (run, seq, at_ms, event, intent, before_seal)
    VALUES (:run, :seq, :at_ms, :event, :intent, :before_seal)";
const LAST: &str = "
    SELECT seq, at_ms, event, intent FROM steps WHERE run = :run ORDER BY seq DESC LIMIT 1";
const OF_RUN: &str = "SELECT seq, at_ms, event, intent FROM steps WHERE run = :run ORDER BY seq";

/// A step's number within its run, counted from 1 without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq(pub u32);

impl Seq {
    /// The number of a run's first step.
    pub const FIRST: Self = Self(1);

    /// The number after this one. The last there can be is its own successor, which the ledger refuses.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// A step as it was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Its number.
    pub seq: Seq,
    /// When it was committed.
    pub at: Millis,
    /// What happened, by its short name.
    pub event: String,
    /// The outside effect that was to follow, as JSON.
    pub intent: Option<String>,
}

impl StepRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            seq: Seq(row.get("seq")?),
            at: Millis(row.get("at_ms")?),
            event: row.get("event")?,
            intent: row.get("intent")?,
        })
    }
}

/// Records a step.
///
/// - `before`: the seal of the step before it, or of how the run began.
pub(crate) fn insert(
    conn: &Connection,
    run: RunId,
    (before, seq): (Seal, Seq),
    step: &Step<'_>,
) -> Result<(), Fault> {
    conn.prepare_cached(INSERT)?.execute(named_params! {
        ":run": run.0, ":seq": seq.0, ":at_ms": step.at.0, ":event": step.event, ":intent": step.intent,
        ":before_seal": before,
    })?;
    Ok(())
}

/// The last step of a run. The run must be there.
pub(crate) fn last(conn: &Connection, run: RunId) -> Result<StepRow, Fault> {
    let mut statement = conn.prepare_cached(LAST)?;
    let mut rows = statement.query_and_then(named_params! { ":run": run.0 }, StepRow::from_row)?;
    // A run begins with one.
    rows.next().unwrap_or_else(|| Err(Fault::Damaged(format!("{run} has no step"))))
}

pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Vec<StepRow>, Fault> {
    conn.prepare_cached(OF_RUN)?.query_and_then(named_params! { ":run": run.0 }, StepRow::from_row)?.collect()
}
