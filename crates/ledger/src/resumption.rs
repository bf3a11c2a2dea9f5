//! The table `resumptions`: each time a run was taken up again, and what became of the effect that was under way.

use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use rusqlite::{Connection, Row, named_params};

use crate::error::Fault;
use crate::row::{Names, name_of, named};
use crate::seal;
use crate::step::Seq;

pub(crate) const INSERT: &str = "
    INSERT INTO resumptions (run, number, after_seq, at_ms, intent, outcome)
    VALUES (:run, :number, :after_seq, :at_ms, :intent, :outcome)";
const LAST: &str = "SELECT coalesce(max(number), 0) FROM resumptions WHERE run = :run";
const OF_RUN: &str = "
    SELECT number, after_seq, at_ms, intent, outcome FROM resumptions WHERE run = :run ORDER BY number";

/// What became of the effect that was announced when the run stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aftermath {
    /// There was nothing to see to: none was announced, or it has no outside effect.
    Nothing,
    /// It may have taken place, and was carried out again, because that is harmless.
    Repeated,
    /// What is there shows whether it took place, and it was completed or left.
    Reconciled,
    /// Whether it took place cannot be told.
    Unknown,
}

const OUTCOMES: &Names<Aftermath> = &[
    (Aftermath::Nothing, "nothing"),
    (Aftermath::Repeated, "repeated"),
    (Aftermath::Reconciled, "reconciled"),
    (Aftermath::Unknown, "unknown"),
];

impl Aftermath {
    /// The name under which it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(OUTCOMES, self)
    }
}

/// A time at which a run was taken up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumptionRow {
    /// Its number within the run, counted from 1 without gaps.
    pub number: u32,
    /// The last step that there was.
    pub after: Seq,
    /// When.
    pub at: Millis,
    /// The effect that was to follow that step, as JSON.
    pub intent: Option<String>,
    /// What became of it.
    pub outcome: Aftermath,
}

impl ResumptionRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            number: row.get("number")?,
            after: Seq(row.get("after_seq")?),
            at: Millis(row.get("at_ms")?),
            intent: row.get("intent")?,
            outcome: named(OUTCOMES, row, "outcome")?,
        })
    }
}

/// Records that a run was taken up again.
pub(crate) fn insert(
    conn: &Connection,
    run: RunId,
    (after, intent): (Seq, Option<&str>),
    at: Millis,
    outcome: Aftermath,
) -> Result<(), Fault> {
    let last: u32 =
        conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?;
    conn.prepare_cached(INSERT)?.execute(named_params! {
        ":run": run.0,
        ":number": last.saturating_add(1),
        ":after_seq": after.0,
        ":at_ms": at.0,
        ":intent": intent,
        ":outcome": outcome.name(),
    })?;
    seal::resumption(conn, run)
}

pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Vec<ResumptionRow>, Fault> {
    conn.prepare_cached(OF_RUN)?
        .query_and_then(named_params! { ":run": run.0 }, ResumptionRow::from_row)?
        .collect()
}
