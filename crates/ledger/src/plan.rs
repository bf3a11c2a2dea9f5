//! The tables `plan_nodes`, `plan_revisions` and `citations`: what is to be found out or done, what became of it, why,
//! and on what that rests.

use std::fmt;

use kinglet_domain::evidence::{EvidenceId, RunId};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::commit::Step;
use crate::error::{Error, Fault};
use crate::evidence;
use crate::row::{Names, name_of, named};
use crate::step::Seq;

pub(crate) const INSERT_NODE: &str = "
    INSERT INTO plan_nodes (run, number, seq, parent, kind, title)
    VALUES (:run, :number, :seq, :parent, :kind, :title)";
pub(crate) const INSERT_REVISION: &str = "
    INSERT INTO plan_revisions (run, number, seq, node, change, reason)
    VALUES (:run, :number, :seq, :node, :change, :reason)";
pub(crate) const INSERT_CITATION: &str = "
    INSERT INTO citations (run, revision, evidence) VALUES (:run, :revision, :evidence)";
const LAST_NODE: &str = "SELECT coalesce(max(number), 0) FROM plan_nodes WHERE run = :run";
const LAST_REVISION: &str = "SELECT coalesce(max(number), 0) FROM plan_revisions WHERE run = :run";
const STATUS: &str = "
    SELECT change FROM plan_revisions WHERE run = :run AND node = :node ORDER BY number DESC LIMIT 1";
const NODES: &str = "
    SELECT number, seq, parent, kind, title,
        (SELECT change FROM plan_revisions AS revision
         WHERE revision.run = plan_nodes.run AND node = plan_nodes.number
         ORDER BY revision.number DESC LIMIT 1) AS change
    FROM plan_nodes WHERE run = :run ORDER BY number";
const REVISIONS: &str = "
    SELECT number, seq, node, change, reason FROM plan_revisions WHERE run = :run ORDER BY number";
const CITED: &str = "
    SELECT evidence FROM citations WHERE run = :run AND revision = :revision ORDER BY evidence";
/// Upwards to the root. A damaged tree may have a ring: the depth is bounded.
const WAY_UP: &str = "
    WITH RECURSIVE way (number, depth) AS (
        VALUES (:node, 0)
        UNION ALL
        SELECT parent, depth + 1 FROM way JOIN plan_nodes ON run = :run AND plan_nodes.number = way.number
        WHERE parent IS NOT NULL AND depth < :limit
    )
    SELECT number FROM way ORDER BY depth";

/// A node's number within its run's plan, counted from 1 without gaps; shown as `N3`. The root is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl fmt::Display for NodeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "N{}", self.0)
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// What the user asked for.
    Task,
    /// Something to be found out.
    Hypothesis,
    /// Something to be carried out.
    Step,
}

const KINDS: &Names<NodeKind> =
    &[(NodeKind::Task, "task"), (NodeKind::Hypothesis, "hypothesis"), (NodeKind::Step, "step")];

impl NodeKind {
    /// The name under which it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(KINDS, self)
    }
}

/// What became of a node; the last of these is its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeChange {
    /// It was added to the plan, and is open.
    Spawned,
    /// It was done, or found to be so. Rests on evidence.
    Resolved,
    /// It was found not to be so. Rests on evidence.
    Refuted,
    /// It is not followed any further.
    Abandoned,
    /// It is open again.
    Reopened,
}

const CHANGES: &Names<NodeChange> = &[
    (NodeChange::Spawned, "spawned"),
    (NodeChange::Resolved, "resolved"),
    (NodeChange::Refuted, "refuted"),
    (NodeChange::Abandoned, "abandoned"),
    (NodeChange::Reopened, "reopened"),
];

impl NodeChange {
    /// The name under which it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(CHANGES, self)
    }

    /// Whether a node of this status is still to be worked on.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Spawned | Self::Reopened)
    }

    /// Whether it has to rest on something that the harness observed.
    const fn is_claim(self) -> bool {
        matches!(self, Self::Resolved | Self::Refuted)
    }
}

/// A change of the plan that is about to be recorded, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanChange {
    /// A node is added; it gets the next number.
    Spawn {
        /// The node above it; `None` for the first alone.
        parent: Option<NodeId>,
        /// What it is.
        kind: NodeKind,
        /// What is to be found out or done; not empty.
        title: String,
        /// Why; not empty.
        reason: String,
    },
    /// A node's status changes.
    Close {
        /// The node; the same step may have spawned it, before this.
        node: NodeId,
        /// Its new status; anything but [`NodeChange::Spawned`].
        change: NodeChange,
        /// Why; not empty.
        reason: String,
        /// On what that rests; the same step may record it. To resolve or to refute takes at least one piece that the
        /// harness observed.
        cites: Vec<EvidenceId>,
    },
}

/// A node of the plan, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeRow {
    /// Its number.
    pub id: NodeId,
    /// The step that spawned it.
    pub seq: Seq,
    /// The node above it; `None` for the root.
    pub parent: Option<NodeId>,
    /// What it is.
    pub kind: NodeKind,
    /// What is to be found out or done.
    pub title: String,
    /// What became of it last.
    pub status: NodeChange,
}

/// A change of the plan, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// Its number within the run, counted from 1 without gaps.
    pub number: u32,
    /// The step that committed it.
    pub seq: Seq,
    /// The node.
    pub node: NodeId,
    /// What became of it.
    pub change: NodeChange,
    /// Why.
    pub reason: String,
    /// On what that rests.
    pub cites: Vec<EvidenceId>,
}

impl NodeRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: NodeId(row.get("number")?),
            seq: Seq(row.get("seq")?),
            parent: row.get::<_, Option<u32>>("parent")?.map(NodeId),
            kind: named(KINDS, row, "kind")?,
            title: row.get("title")?,
            status: named(CHANGES, row, "change")?,
        })
    }
}

impl RevisionRow {
    fn from_row(conn: &Connection, run: RunId, row: &Row<'_>) -> Result<Self, Fault> {
        let number: u32 = row.get("number")?;
        let mut cited = conn.prepare_cached(CITED)?;
        let key = named_params! { ":run": run.0, ":revision": number };
        Ok(Self {
            number,
            seq: Seq(row.get("seq")?),
            node: NodeId(row.get("node")?),
            change: named(CHANGES, row, "change")?,
            reason: row.get("reason")?,
            cites: cited.query_map(key, |row| Ok(EvidenceId(row.get(0)?)))?.collect::<Result<_, _>>()?,
        })
    }
}

/// Confirms what the schema cannot, before anything is written: every node is there and open or closed as the change
/// takes it to be, every citation exists, and every claim rests on an observation.
pub(crate) fn validate(conn: &Connection, run: RunId, step: &Step<'_>) -> Result<(), Fault> {
    if step.plan.is_empty() && step.node.is_none() {
        return Ok(());
    }
    let first = last_node(conn, run)?.saturating_add(1);
    let mut spawned = Vec::new();
    for change in step.plan {
        match change {
            PlanChange::Spawn { parent, .. } => {
                if let Some(parent) = parent {
                    status(conn, run, *parent, first, &spawned)?;
                }
                spawned.push(NodeChange::Spawned);
            }
            PlanChange::Close { node, change, cites, .. } => {
                let found = status(conn, run, *node, first, &spawned)?;
                if found.is_open() == change.is_open() {
                    return Err(Error::NodeStatus { run, node: *node, found, wanted: *change }.into());
                }
                confirm(conn, run, step, (*node, *change, cites))?;
                if let Some(status) = position(*node, first).and_then(|index| spawned.get_mut(index)) {
                    *status = *change;
                }
            }
        }
    }
    if let Some(node) = step.node {
        status(conn, run, node, first, &spawned)?;
    }
    Ok(())
}

/// The status of a node, which the step itself may have spawned.
fn status(
    conn: &Connection,
    run: RunId,
    node: NodeId,
    first: u32,
    spawned: &[NodeChange],
) -> Result<NodeChange, Fault> {
    let found = match position(node, first) {
        Some(index) => spawned.get(index).copied(),
        None => conn
            .prepare_cached(STATUS)?
            .query_and_then(named_params! { ":run": run.0, ":node": node.0 }, |row| {
                named(CHANGES, row, "change")
            })?
            .next()
            .transpose()?,
    };
    let last =
        NodeId(first.saturating_sub(1).saturating_add(u32::try_from(spawned.len()).unwrap_or(u32::MAX)));
    found.ok_or_else(|| Error::NoSuchNode { run, node, last }.into())
}

/// The place of a node among those that the step spawns, counted from 0.
fn position(node: NodeId, first: u32) -> Option<usize> {
    node.0.checked_sub(first).map(|index| index as usize)
}

/// Confirms that what a change cites is there, and that a claim rests on an observation.
fn confirm(
    conn: &Connection,
    run: RunId,
    step: &Step<'_>,
    (node, change, cites): (NodeId, NodeChange, &[EvidenceId]),
) -> Result<(), Fault> {
    let mut is_observed = false;
    for cited in cites {
        is_observed |= evidence::is_observed(conn, run, *cited, step.evidence)?;
    }
    if change.is_claim() && !is_observed {
        return Err(Error::Unobserved { run, node, change, cites: cites.to_vec() }.into());
    }
    Ok(())
}

/// Records the changes of one step, in order, and returns the numbers of the nodes that it spawned.
pub(crate) fn insert_all(
    conn: &Connection,
    run: RunId,
    seq: Seq,
    changes: &[PlanChange],
) -> Result<Vec<NodeId>, Fault> {
    let mut spawned = Vec::new();
    if changes.is_empty() {
        return Ok(spawned);
    }
    let first = last_node(conn, run)?.saturating_add(1);
    let last: u32 =
        conn.prepare_cached(LAST_REVISION)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?;
    let mut insert = conn.prepare_cached(INSERT_REVISION)?;
    for (number, change) in (last.saturating_add(1)..).zip(changes) {
        let (node, change, reason, cites) = match change {
            PlanChange::Spawn { parent, kind, title, reason } => {
                let node = NodeId(first.saturating_add(u32::try_from(spawned.len()).unwrap_or(u32::MAX)));
                conn.prepare_cached(INSERT_NODE)?.execute(named_params! {
                    ":run": run.0,
                    ":number": node.0,
                    ":seq": seq.0,
                    ":parent": parent.map(|id| id.0),
                    ":kind": kind.name(),
                    ":title": title,
                })?;
                spawned.push(node);
                (node, NodeChange::Spawned, reason, [].as_slice())
            }
            PlanChange::Close { node, change, reason, cites } => (*node, *change, reason, cites.as_slice()),
        };
        insert.execute(named_params! {
            ":run": run.0,
            ":number": number,
            ":seq": seq.0,
            ":node": node.0,
            ":change": change.name(),
            ":reason": reason,
        })?;
        cite(conn, run, number, cites)?;
    }
    Ok(spawned)
}

fn cite(conn: &Connection, run: RunId, revision: u32, cites: &[EvidenceId]) -> Result<(), Fault> {
    let mut cites = cites.to_vec();
    cites.sort_unstable();
    cites.dedup();
    let mut insert = conn.prepare_cached(INSERT_CITATION)?;
    for evidence in cites {
        insert.execute(named_params! { ":run": run.0, ":revision": revision, ":evidence": evidence.0 })?;
    }
    Ok(())
}

/// The number of the last node; 0 if there is none.
pub(crate) fn last_node(conn: &Connection, run: RunId) -> Result<u32, Fault> {
    Ok(conn.prepare_cached(LAST_NODE)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?)
}

/// The nodes of a run, in the order in which they were spawned.
pub(crate) fn nodes(conn: &Connection, run: RunId) -> Result<Vec<NodeRow>, Fault> {
    conn.prepare_cached(NODES)?.query_and_then(named_params! { ":run": run.0 }, NodeRow::from_row)?.collect()
}

/// What became of the nodes of a run, in order.
pub(crate) fn revisions(conn: &Connection, run: RunId) -> Result<Vec<RevisionRow>, Fault> {
    conn.prepare_cached(REVISIONS)?
        .query_and_then(named_params! { ":run": run.0 }, |row| RevisionRow::from_row(conn, run, row))?
        .collect()
}

/// A node and those above it, upwards; at most `limit` above it.
pub(crate) fn way_up(conn: &Connection, run: RunId, node: NodeId, limit: u32) -> Result<Vec<NodeId>, Fault> {
    let mut statement = conn.prepare_cached(WAY_UP)?;
    let key = named_params! { ":run": run.0, ":node": node.0, ":limit": limit };
    Ok(statement.query_map(key, |row| Ok(NodeId(row.get(0)?)))?.collect::<Result<_, _>>()?)
}

/// Confirms that a node is there.
pub(crate) fn confirm_node(conn: &Connection, run: RunId, node: NodeId) -> Result<(), Fault> {
    let key = named_params! { ":run": run.0, ":node": node.0 };
    match conn.prepare_cached(STATUS)?.query_row(key, |_row| Ok(())).optional()? {
        Some(()) => Ok(()),
        None => Err(Error::NoSuchNode { run, node, last: NodeId(last_node(conn, run)?) }.into()),
    }
}
