//! A step: what is committed as one, across all tables.

use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, NewEvidence, RunId};
use kinglet_domain::unit::Millis;
use rusqlite::Connection;

use crate::edit::NewEdit;
use crate::episode::{EpisodeId, NewEpisode};
use crate::error::{Error, Fault};
use crate::gate::NewGate;
use crate::plan::{NodeId, PlanChange};
use crate::sample::NewSample;
use crate::seal::Seal;
use crate::step::Seq;
use crate::{cursor, edit, episode, evidence, gate, plan, run, sample, seal, step};

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
    /// The model call that the evidence, the edits and the samples come from.
    pub source: Source<'a>,
    /// The node of the plan that the evidence and the samples are for; the step itself may spawn it.
    pub node: Option<NodeId>,
    /// What was observed or decided.
    pub evidence: &'a [NewEvidence],
    /// Files that were changed.
    pub edits: &'a [NewEdit],
    /// What becomes of the plan, in order.
    pub plan: &'a [PlanChange],
    /// Times that the check that decides was run.
    pub gates: &'a [NewGate],
    /// Candidates that were drawn, those that lost among them.
    pub samples: &'a [NewSample],
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
            node: None,
            evidence: &[],
            edits: &[],
            plan: &[],
            gates: &[],
            samples: &[],
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
    /// Those of the nodes that the step spawned, in the order in which they were given.
    pub nodes: Vec<NodeId>,
}

/// The numbers that the next step's first rows will get; the following rows get the following numbers.
///
/// So a step can cite what it records itself, and close what it spawns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The next piece of evidence's.
    pub evidence: EvidenceId,
    /// The next node's.
    pub node: NodeId,
}

/// Where the rows of a step come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origins {
    /// The step.
    pub(crate) seq: Seq,
    /// The model call.
    pub(crate) episode: Option<EpisodeId>,
    /// The node of the plan.
    pub(crate) node: Option<NodeId>,
}

/// The numbers that a run's next step will give out first.
pub(crate) fn next(conn: &Connection, run: RunId) -> Result<Next, Fault> {
    Ok(Next {
        evidence: EvidenceId(evidence::last(conn, run)?.saturating_add(1)),
        node: NodeId(plan::last_node(conn, run)?.saturating_add(1)),
    })
}

/// Adds the step after `expected`, the last one that the caller knows.
pub(crate) fn append(
    conn: &Connection,
    run: RunId,
    expected: Seq,
    step: &Step<'_>,
) -> Result<Committed, Fault> {
    let before = confirm_at(conn, run, expected)?;
    insert(conn, run, (before, expected.next()), step)
}

/// Confirms that a run is where the caller takes it to be, and returns the seal of its last step.
pub(crate) fn confirm_at(conn: &Connection, run: RunId, expected: Seq) -> Result<Seal, Fault> {
    let (found, seal) =
        cursor::last(conn, run)?.map_or_else(|| Err(run::no_such(conn, &run.to_string())), Ok)?;
    if found == expected { Ok(seal) } else { Err(Error::Moved { run, expected, found }.into()) }
}

/// Writes all rows of a step.
///
/// - `before`: the seal of the step before it, or of how the run began.
pub(crate) fn insert(
    conn: &Connection,
    run: RunId,
    (before, seq): (Seal, Seq),
    step: &Step<'_>,
) -> Result<Committed, Fault> {
    validate(conn, run, step)?;
    step::insert(conn, run, (before, seq), step)?;
    let (recorded, source) = match step.source {
        Source::New(episode) => {
            let number = episode::insert(conn, run, seq, episode)?;
            (Some(number), Some(number))
        }
        Source::Latest => (None, episode::latest(conn, run)?),
        Source::NoModel => (None, None),
    };
    let origins = Origins { seq, episode: source, node: step.node };
    let evidence = evidence::insert_all(conn, run, origins, step.evidence)?;
    edit::insert_all(conn, run, origins, step.edits)?;
    // After the evidence, which it may cite.
    let nodes = plan::insert_all(conn, run, seq, step.plan)?;
    gate::insert_all(conn, run, seq, step.gates)?;
    sample::insert_all(conn, run, origins, step.samples)?;
    let seal = seal::of_step(conn, run, (before, seq), step)?;
    cursor::put(conn, run, (seq, seal), step.state)?;
    if let Some(ending) = step.ended {
        run::end(conn, run, step.at, ending)?;
    }
    Ok(Committed { seq, episode: recorded, evidence, nodes })
}

/// Confirms what the schema cannot, before anything is written.
fn validate(conn: &Connection, run: RunId, step: &Step<'_>) -> Result<(), Fault> {
    plan::validate(conn, run, step)?;
    for gate in step.gates {
        evidence::is_observed(conn, run, gate.evidence, step.evidence)?;
    }
    Ok(())
}
