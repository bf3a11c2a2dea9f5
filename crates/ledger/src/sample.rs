//! The table `samples`: every candidate that was drawn, those that lost among them.

use kinglet_domain::evidence::RunId;
use rusqlite::{Connection, Row, named_params};

use crate::commit::Origins;
use crate::episode::EpisodeId;
use crate::error::Fault;
use crate::plan::NodeId;
use crate::row::{Names, name_of, named};
use crate::step::Seq;

pub(crate) const INSERT: &str = "
    INSERT INTO samples (run, number, seq, episode, node, about, verdict, reason)
    VALUES (:run, :number, :seq, :episode, :node, :about, :verdict, :reason)";
const LAST: &str = "SELECT coalesce(max(number), 0) FROM samples WHERE run = :run";
const OF_RUN: &str = "
    SELECT number, seq, episode, node, about, verdict, reason FROM samples WHERE run = :run ORDER BY number";

/// What came of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleVerdict {
    /// It could not be applied; nothing changed.
    Refused,
    /// The check failed with it, and it was taken back.
    Failed,
    /// The check still fails, but less than before: it stays.
    Kept,
    /// The check passes with it.
    Passed,
}

const VERDICTS: &Names<SampleVerdict> = &[
    (SampleVerdict::Refused, "refused"),
    (SampleVerdict::Failed, "failed"),
    (SampleVerdict::Kept, "kept"),
    (SampleVerdict::Passed, "passed"),
];

impl SampleVerdict {
    /// The name under which it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(VERDICTS, self)
    }
}

/// A candidate that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSample {
    /// What it would change.
    pub about: String,
    /// What came of it.
    pub verdict: SampleVerdict,
    /// Why, in words.
    pub reason: String,
}

/// A candidate, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleRow {
    /// Its number within the run, counted from 1 without gaps.
    pub number: u32,
    /// The step that committed it.
    pub seq: Seq,
    /// The model call that it comes from.
    pub episode: Option<EpisodeId>,
    /// The node of the plan that it was drawn for.
    pub node: Option<NodeId>,
    /// What it was and what came of it.
    pub sample: NewSample,
}

impl SampleRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            number: row.get("number")?,
            seq: Seq(row.get("seq")?),
            episode: row.get::<_, Option<u32>>("episode")?.map(EpisodeId),
            node: row.get::<_, Option<u32>>("node")?.map(NodeId),
            sample: NewSample {
                about: row.get("about")?,
                verdict: named(VERDICTS, row, "verdict")?,
                reason: row.get("reason")?,
            },
        })
    }
}

/// Records the candidates of one step, in order.
pub(crate) fn insert_all(
    conn: &Connection,
    run: RunId,
    origins: Origins,
    samples: &[NewSample],
) -> Result<(), Fault> {
    if samples.is_empty() {
        return Ok(());
    }
    let last: u32 =
        conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?;
    let mut statement = conn.prepare_cached(INSERT)?;
    for (number, sample) in (last.saturating_add(1)..).zip(samples) {
        statement.execute(named_params! {
            ":run": run.0,
            ":number": number,
            ":seq": origins.seq.0,
            ":episode": origins.episode.map(|id| id.0),
            ":node": origins.node.map(|id| id.0),
            ":about": sample.about,
            ":verdict": sample.verdict.name(),
            ":reason": sample.reason,
        })?;
    }
    Ok(())
}

pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Vec<SampleRow>, Fault> {
    conn.prepare_cached(OF_RUN)?
        .query_and_then(named_params! { ":run": run.0 }, SampleRow::from_row)?
        .collect()
}
