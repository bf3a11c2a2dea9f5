//! Takes back what a run changed.

use std::path::Path;

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_edit::OnDisk;
use kinglet_ledger::{Cursor, EditRow, Ending, Ledger, NewEdit, Purpose, Step};

use crate::error::Error;
use crate::perform;
use crate::state::{Outcome, Phase, State};

/// Undoes all edits of a run and records that. Returns the files that are as they were before it.
///
/// Undoing twice changes nothing the second time. A run that had not ended yet ends, because the tree that it would go
/// on with is gone.
///
/// # Errors
/// [`Error::Edit`] with the files that somebody changed since; then nothing is undone.
pub fn undo(ledger: &mut Ledger, root: &Path, run: RunId, at: Millis) -> Result<Vec<RelPath>, Error> {
    let Cursor { seq, state, .. } = ledger.cursor(run)?;
    let under_way = match serde_json::from_str::<State>(&state) {
        Ok(state) => Some(state).filter(|state| state.action().is_some()),
        // Another version's run cannot be gone on with, but what it changed can be taken back.
        Err(_foreign) => None,
    };
    let changes = written(ledger, root, run)?;
    // A process that was killed while it wrote, or while it undid, may have left some.
    perform::sweep(root, &changes);
    // Written first and recorded after: a kill in between leaves files that the next undo finds undone already.
    let undone = kinglet_edit::undo(root, &changes)?;
    let paths: Vec<RelPath> = undone.iter().map(|change| change.path.clone()).collect();
    if undone.is_empty() {
        return Ok(paths);
    }
    let summary = "not done: the user took back what it had changed";
    let ended = under_way.is_some().then_some(Ending { outcome: OutcomeName::NotDone, summary });
    let state = match under_way {
        Some(state) => serde_json::to_string(&given_up(state)).map_err(Error::Encode)?,
        None => state,
    };
    let subject = paths.iter().map(RelPath::as_str).collect::<Vec<_>>().join(", ");
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
    let step = Step { evidence: &[evidence], edits: &edits, ended, ..Step::new(at, "undone", &state) };
    ledger.commit(run, seq, &step)?;
    Ok(paths)
}

/// What a run changed in the files since it was last undone.
///
/// A step that follows an edit's tells that it was written. Where that is missing, because the process was killed or
/// somebody else changed the file, the file itself tells.
fn written(ledger: &Ledger, root: &Path, run: RunId) -> Result<Vec<Change>, Error> {
    let steps = ledger.steps(run)?;
    let event_after =
        |row: &EditRow| steps.iter().find(|step| step.seq == row.seq.next()).map(|step| step.event.as_str());
    let rows = ledger.edits(run)?;
    let undone = rows.iter().filter(|row| row.purpose == Purpose::Undo).map(|row| row.seq).max();
    let mut written = Vec::new();
    for row in rows.into_iter().filter(|row| Some(row.seq) > undone) {
        let is_written = match event_after(&row) {
            Some("written") => true,
            Some(_) => kinglet_edit::state_of(root, &row.change)? == OnDisk::After,
            // If somebody changed the file since, it may have been written before: that is for them to sort out.
            None => kinglet_edit::state_of(root, &row.change)? != OnDisk::Before,
        };
        written.extend(is_written.then_some(row.change));
    }
    Ok(written)
}

fn given_up(state: State) -> State {
    let outcome = Outcome::GaveUp { reason: "the user took back what it had changed".to_owned() };
    State { phase: Phase::Finished { outcome }, kept: 0, ..state }
}
