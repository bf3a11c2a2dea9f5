//! A step: what is committed as one, across all tables.

use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, NewEvidence, RunId};
use kinglet_domain::unit::Millis;
use rusqlite::Connection;

use crate::edit::NewEdit;
use crate::episode::{EpisodeId, NewEpisode};
use crate::error::{Error, Fault};
use crate::step::Seq;
use crate::{cursor, edit, episode, evidence, run, step};

/// Everything that one step adds to the ledger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// When it happened.
    pub at: Millis,
    /// What happened, by its short name, such as `check_ended`; not empty.
    pub event: &'a str,
    /// The run's state after it, as JSON: what [`Ledger::cursor`](crate::Ledger::cursor) gives back.
    pub state: &'a str,
    /// The outside effect that will be performed after this commit, as JSON; the next step resolves it.
    pub intent: Option<&'a str>,
    /// The model call that the evidence and the edits come from.
    pub source: Source<'a>,
    /// What was observed or decided.
    pub evidence: &'a [NewEvidence],
    /// Files that were changed.
    pub edits: &'a [NewEdit],
    /// How the run ended, if it did.
    pub ended: Option<Ending<'a>>,
}

impl<'a> Step<'a> {
    /// A step that adds nothing but itself; the other fields are filled in by struct update.
    #[must_use]
    pub const fn new(at: Millis, event: &'a str, state: &'a str) -> Self {
        Self {
            at,
            event,
            state,
            intent: None,
            source: Source::NoModel,
            evidence: &[],
            edits: &[],
            ended: None,
        }
    }
}

/// Where a step's evidence and edits come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source<'a> {
    /// From no model call.
    NoModel,
    /// From a model call that is recorded with the step.
    New(&'a NewEpisode),
    /// From the last model call that an earlier step recorded; from none if there is none.
    Latest,
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending<'a> {
    /// The outcome.
    pub outcome: OutcomeName,
    /// The account of it.
    pub summary: &'a str,
}

/// The numbers that the ledger gave to what a step added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The step's; the next commit must name it.
    pub seq: Seq,
    /// The model call's, if the step recorded one.
    pub episode: Option<EpisodeId>,
    /// The evidence's, in the order in which it was given.
    pub evidence: Vec<EvidenceId>,
}

/// Adds the step after `expected`, the last one that the caller knows.
pub(crate) fn append(
    conn: &Connection,
    run: RunId,
    expected: Seq,
    step: &Step<'_>,
) -> Result<Committed, Fault> {
    let found = cursor::seq(conn, run)?.map_or_else(|| Err(run::no_such(conn, &run.to_string())), Ok)?;
    if found != expected {
        return Err(Error::Moved { run, expected, found }.into());
    }
    insert(conn, run, expected.next(), step)
}

/// Writes all rows of a step.
pub(crate) fn insert(conn: &Connection, run: RunId, seq: Seq, step: &Step<'_>) -> Result<Committed, Fault> {
    step::insert(conn, run, seq, step)?;
    let (recorded, source) = match step.source {
        Source::New(episode) => {
            let number = episode::insert(conn, run, seq, episode)?;
            (Some(number), Some(number))
        }
        Source::Latest => (None, episode::latest(conn, run)?),
        Source::NoModel => (None, None),
    };
    let evidence = evidence::insert_all(conn, run, seq, source, step.evidence)?;
    edit::insert_all(conn, run, seq, source, step.edits)?;
    cursor::put(conn, run, seq, step.state)?;
    if let Some(ending) = step.ended {
        run::end(conn, run, step.at, ending)?;
    }
    Ok(Committed { seq, episode: recorded, evidence })
}
