//! Takes back what a run changed.

use std::path::Path;

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_edit::OnDisk;
use kinglet_ledger::{Cursor, Ending, Ledger, NewEdit, Purpose, Step};

use crate::error::Error;
use crate::perform;
use crate::state::{Outcome, Phase, State};
use crate::step::Action;

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
    let mut rows = ledger.edits(run)?;
    if under_way.as_ref().and_then(State::action) == Some(Action::Write) {
        // Killed while it wrote: what the last step recorded may not have reached the files.
        let last: Vec<Change> =
            rows.iter().filter(|row| row.seq == seq).map(|row| row.change.clone()).collect();
        perform::sweep(root, &last);
        rows.retain(|row| row.seq != seq || kinglet_edit::state_of(root, &row.change) != OnDisk::Before);
    }
    let changes: Vec<Change> = rows.into_iter().map(|row| row.change).collect();
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

fn given_up(state: State) -> State {
    let outcome = Outcome::GaveUp { reason: "the user took back what it had changed".to_owned() };
    State { phase: Phase::Finished { outcome }, kept: 0, ..state }
}
