//! The table `gates`: each time the check that decides was run.

use kinglet_domain::evidence::{EvidenceId, RunId};
use rusqlite::{Connection, Row, named_params};

use crate::error::Fault;
use crate::step::Seq;

pub(crate) const INSERT: &str = "
    INSERT INTO gates (run, number, seq, command, passed, evidence)
    VALUES (:run, :number, :seq, :command, :passed, :evidence)";
const LAST: &str = "SELECT coalesce(max(number), 0) FROM gates WHERE run = :run";
const OF_RUN: &str = "
    SELECT number, seq, command, passed, evidence FROM gates WHERE run = :run ORDER BY number";

/// A run of the check that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGate {
    /// The command.
    pub command: String,
    /// How it came out.
    pub verdict: GateVerdict,
    /// What it said; the same step may record it.
    pub evidence: EvidenceId,
}

/// How the check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateVerdict {
    /// It succeeded.
    Passed,
    /// It did not, for whatever reason.
    Failed,
}

/// A run of the check, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateRow {
    /// Its number within the run, counted from 1 without gaps.
    pub number: u32,
    /// The step that committed it.
    pub seq: Seq,
    /// The command.
    pub command: String,
    /// How it came out.
    pub verdict: GateVerdict,
    /// What it said.
    pub evidence: EvidenceId,
}

impl GateRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            number: row.get("number")?,
            seq: Seq(row.get("seq")?),
            command: row.get("command")?,
            verdict: if row.get("passed")? { GateVerdict::Passed } else { GateVerdict::Failed },
            evidence: EvidenceId(row.get("evidence")?),
        })
    }
}

/// Records the checks of one step, in order.
pub(crate) fn insert_all(conn: &Connection, run: RunId, seq: Seq, gates: &[NewGate]) -> Result<(), Fault> {
    if gates.is_empty() {
        return Ok(());
    }
    let last: u32 =
        conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?;
    let mut statement = conn.prepare_cached(INSERT)?;
    for (number, gate) in (last.saturating_add(1)..).zip(gates) {
        statement.execute(named_params! {
            ":run": run.0,
            ":number": number,
            ":seq": seq.0,
            ":command": gate.command,
            ":passed": gate.verdict == GateVerdict::Passed,
            ":evidence": gate.evidence.0,
        })?;
    }
    Ok(())
}

pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Vec<GateRow>, Fault> {
    conn.prepare_cached(OF_RUN)?.query_and_then(named_params! { ":run": run.0 }, GateRow::from_row)?.collect()
}
