//! Takes back what a run changed.

use std::path::Path;

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Cursor, Ending, Ledger, NewEdit, Purpose, Step};

use crate::error::Error;
use crate::state::{Outcome, Phase, State};

/// Undoes all edits of a run and records that. Returns the files that are as they were before it.
///
/// Undoing twice changes nothing the second time. A run that had not ended yet ends, because the tree that it would go
/// on with is gone.
///
/// # Errors
/// [`Error::Edit`] with the files that somebody changed since; then nothing is undone.
pub fn undo(ledger: &mut Ledger, root: &Path, run: RunId, at: Millis) -> Result<Vec<RelPath>, Error> {
    let changes: Vec<Change> = ledger.edits(run)?.into_iter().map(|row| row.change).collect();
    // Written first and recorded after: a kill in between leaves files that the next undo finds undone already.
    let undone = kinglet_edit::undo(root, &changes)?;
    let paths: Vec<RelPath> = undone.iter().map(|change| change.path.clone()).collect();
    if undone.is_empty() {
        return Ok(paths);
    }
    let Cursor { seq, state, .. } = ledger.cursor(run)?;
    let state: State = serde_json::from_str(&state).map_err(|source| Error::ForeignState { run, source })?;
    let is_under_way = state.action().is_some();
    let state = if is_under_way { given_up(state) } else { state };
    let state = serde_json::to_string(&state).map_err(Error::Encode)?;
    let summary = "not done: the user took back what it had changed";
    let ended = is_under_way.then_some(Ending { outcome: OutcomeName::NotDone, summary });
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
