//! Takes back what a run changed.

use std::iter::successors;
use std::path::Path;

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_edit::OnDisk;
use kinglet_ledger::{
    Cursor, EditRow, Ending, EvidenceRow, Ledger, NewEdit, NodeChange, NodeId, NodeRow, PlanChange, Purpose,
    Query, Seq, Step, StepRow,
};

use crate::error::Error;
use crate::perform;
use crate::plan;
use crate::state::{Outcome, Phase, State};

/// The step after which nothing of a run stands any more.
const UNDONE: &str = "undone";

/// Which edits of a run are undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    Run,
    /// Those that this step recorded or wrote.
    Step(Seq),
    /// Those that were made for this node of the plan, or for one beneath it.
    Node(NodeId),
}

/// A file that is as it was without a run's edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The file.
    pub path: RelPath,
    /// Whether it was gone, and is there again. The ledger does not know its mode.
    pub is_back: bool,
}

/// Undoes edits of a run and records that. Returns the files that are as they were without them.
///
/// Undoing twice changes nothing the second time. A run that had not ended yet ends, because the tree that it would go
/// on with is gone. Of a part of a run's edits, what the run or somebody else changed later in other lines stays.
///
/// # Errors
/// [`Error::Edit`] with the files that somebody changed since, of a part only if it was in the same lines; then nothing
/// is undone.
pub fn undo(
    ledger: &mut Ledger,
    root: &Path,
    run: RunId,
    scope: Scope,
    at: Millis,
) -> Result<Vec<Undone>, Error> {
    let Cursor { seq, state, .. } = ledger.cursor(run)?;
    let under_way = match serde_json::from_str::<State>(&state) {
        Ok(state) => Some(state).filter(|state| state.action().is_some()),
        // Another version's run cannot be gone on with, but what it changed can be taken back.
        Err(_foreign) => None,
    };
    let rows = ledger.edits(run)?;
    // A process that was killed while it wrote, or while it undid, may have left some.
    perform::sweep(root, rows.iter().map(|row| &row.change));
    let standing = standing(&ledger.steps(run)?, root, rows)?;
    let wanted = seqs(ledger, run, scope)?;
    let is_wanted = |row: &EditRow| wanted.as_ref().is_none_or(|wanted| wanted.contains(&row.seq));
    let changes: Vec<Change> = standing.into_iter().filter(is_wanted).map(|row| row.change).collect();
    // Written first and recorded after: a kill in between leaves files that the next undo finds undone already.
    let (undone, event) = match scope {
        Scope::Run => (kinglet_edit::undo(root, &changes)?, UNDONE),
        Scope::Step(_) | Scope::Node(_) => (kinglet_edit::take_back(root, &changes)?, "partly_undone"),
    };
    let file = |change: &Change| Undone { path: change.path.clone(), is_back: change.before.is_none() };
    let files: Vec<Undone> = undone.iter().map(file).collect();
    if undone.is_empty() {
        return Ok(files);
    }
    let summary = "not done: the user took back what it had changed";
    let ended = under_way.is_some().then_some(Ending { outcome: OutcomeName::NotDone, summary });
    let state = match under_way {
        Some(state) => serde_json::to_string(&given_up(state)).map_err(Error::Encode)?,
        None => state,
    };
    let subject = files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
    let evidence = NewEvidence {
        kind: Kind::EditApplied,
        origin: Origin::Harness,
        status: Status::Neutral,
        subject,
        summary: "taken back by the user".to_owned(),
        content: kinglet_edit::diff(&undone),
    };
    let edit = |change| NewEdit { change, purpose: Purpose::Undo, reason: "kinglet undo".to_owned() };
    let edits: Vec<NewEdit> = undone.into_iter().map(edit).collect();
    let plan = given_back(ledger.nodes(run)?.first());
    let plan = plan.as_slice();
    let step = Step { plan, evidence: &[evidence], edits: &edits, ended, ..Step::new(at, event, &state) };
    ledger.commit(run, seq, &step)?;
    Ok(files)
}

/// The steps that recorded the edits that are meant; `None` if all are.
fn seqs(ledger: &Ledger, run: RunId, scope: Scope) -> Result<Option<Vec<Seq>>, Error> {
    let edits = || Ok::<_, Error>(ledger.edits(run)?.into_iter().filter(|row| row.purpose == Purpose::Apply));
    Ok(match scope {
        Scope::Run => None,
        // The step after the one that recorded an edit wrote it.
        Scope::Step(wanted) => {
            Some(edits()?.map(|row| row.seq).filter(|seq| *seq == wanted || seq.next() == wanted).collect())
        }
        Scope::Node(wanted) => {
            let nodes = ledger.nodes(run)?;
            let parent = |id: NodeId| nodes.iter().find(|node| node.id == id).and_then(|node| node.parent);
            let is_beneath = |id: NodeId| successors(Some(id), |id| parent(*id)).any(|id| id == wanted);
            let query = Query { run: Some(run), kind: Some(Kind::EditApplied), ..Query::default() };
            let written = ledger.evidence(&query)?;
            let is_for = |row: &EvidenceRow| row.node.is_some_and(is_beneath);
            let made = |seq: Seq| written.iter().any(|row| row.seq == seq.next() && is_for(row));
            Some(edits()?.map(|row| row.seq).filter(|seq| made(*seq)).collect())
        }
    })
}

/// The edits that stand in the files: not taken back by the run. What was undone stands as an edit of its own.
///
/// A step that follows an edit's tells that it was written. Where that is missing, because the process was killed or
/// somebody else changed the file, the file itself tells.
fn standing(steps: &[StepRow], root: &Path, rows: Vec<EditRow>) -> Result<Vec<EditRow>, Error> {
    let event_after =
        |row: &EditRow| steps.iter().find(|step| step.seq == row.seq.next()).map(|step| step.event.as_str());
    // What was done before all of it was undone stands no more.
    let undone = steps.iter().filter(|step| step.event == UNDONE).map(|step| step.seq).max();
    // What a part was undone of had been written.
    let is_undone = |row: &EditRow, other: &EditRow| {
        other.purpose == Purpose::Undo && other.seq == row.seq.next() && other.change.path == row.change.path
    };
    let rows: Vec<EditRow> = rows.into_iter().filter(|row| Some(row.seq) > undone).collect();
    let mut standing: Vec<EditRow> = Vec::new();
    for row in rows.clone() {
        let is_written = match event_after(&row) {
            Some("written") => true,
            _ if row.purpose == Purpose::Undo || rows.iter().any(|other| is_undone(&row, other)) => true,
            Some(_) => kinglet_edit::state_of(root, &row.change)? == OnDisk::After,
            // If somebody changed the file since, it may have been written before: that is for them to sort out.
            None => kinglet_edit::state_of(root, &row.change)? != OnDisk::Before,
        };
        match row.purpose {
            _ if !is_written => {}
            Purpose::Revert => take_back(&mut standing, &row.change),
            Purpose::Apply | Purpose::Undo => standing.push(row),
        }
    }
    Ok(standing)
}

/// Leaves out the edit that a change has taken back: the last one of its file.
fn take_back(standing: &mut Vec<EditRow>, back: &Change) {
    if let Some(last) = standing.iter().rposition(|row| row.change.path == back.path) {
        standing.remove(last);
    }
}

/// What becomes of the task: it was done and is open again, or is not followed any further.
fn given_back(root: Option<&NodeRow>) -> Vec<PlanChange> {
    let change = |root: &NodeRow| match root.status {
        NodeChange::Spawned | NodeChange::Reopened => NodeChange::Abandoned,
        NodeChange::Resolved | NodeChange::Refuted | NodeChange::Abandoned => NodeChange::Reopened,
    };
    let reason = "the user took back what it had changed";
    root.map(|root| plan::close(root.id, change(root), reason)).into_iter().collect()
}

fn given_up(state: State) -> State {
    let outcome = Outcome::GaveUp { reason: "the user took back what it had changed".to_owned() };
    State { phase: Phase::Finished { outcome }, kept: 0, ..state }
}
