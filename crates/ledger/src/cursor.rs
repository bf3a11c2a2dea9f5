//! The table `cursors`: where each run stands.

use kinglet_domain::evidence::RunId;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::de::IgnoredAny;

use crate::error::Fault;
use crate::row::verified_text;
use crate::seal::{self, Seal};
use crate::step::Seq;

pub(crate) const UPSERT: &str = "
    INSERT INTO cursors (run, seq, seal, state, state_hash) VALUES (:run, :seq, :seal, :state, :state_hash)
    ON CONFLICT (run) DO UPDATE SET
        seq = excluded.seq, seal = excluded.seal, state = excluded.state, state_hash = excluded.state_hash";
const LAST: &str = "SELECT seq, seal FROM cursors WHERE run = :run";
const OF_RUN: &str = "
    SELECT cursors.seq AS seq, state, state_hash, intent
    FROM cursors JOIN steps ON steps.run = cursors.run AND steps.seq = cursors.seq
    WHERE cursors.run = :run";

/// Where a run stands: everything that is needed to go on with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The last step.
    pub seq: Seq,
    /// The run's state after that step, as JSON.
    pub state: String,
    /// The outside effect that was to follow that step, as JSON. Whether it took place is unknown.
    pub intent: Option<String>,
}

impl Cursor {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            seq: Seq(row.get("seq")?),
            state: verified_text(row, "state", "state_hash")?,
            intent: row.get("intent")?,
        })
    }
}

pub(crate) fn put(conn: &Connection, run: RunId, (seq, seal): (Seq, Seal), state: &str) -> Result<(), Fault> {
    serde_json::from_str::<IgnoredAny>(state)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let hash = blake3::hash(state.as_bytes());
    conn.prepare_cached(UPSERT)?.execute(
        named_params! { ":run": run.0, ":seq": seq.0, ":seal": seal, ":state": state, ":state_hash": hash.as_bytes() },
    )?;
    Ok(())
}

/// The last step of a run with its seal; `None` if there is no such run.
pub(crate) fn last(conn: &Connection, run: RunId) -> Result<Option<(Seq, Seal)>, Fault> {
    let pair = |row: &Row<'_>| Ok((Seq(row.get("seq")?), row.get("seal")?));
    Ok(conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, pair).optional()?)
}

/// Where a run stands; `None` if there is no such run. What its last step recorded has the seal of that step.
pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Option<Cursor>, Fault> {
    let mut statement = conn.prepare_cached(OF_RUN)?;
    let key = named_params! { ":run": run.0 };
    let found = statement.query_and_then(key, Cursor::from_row)?.next().transpose()?;
    if let Some(cursor) = &found {
        seal::confirm_last(conn, run, cursor.seq)?;
    }
    Ok(found)
}
