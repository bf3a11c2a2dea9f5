//! Takes back what a run changed.

use std::path::Path;

use kinglet_domain::edit::Change;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Ledger, NewEdit, Purpose, Step};

use crate::error::Error;

/// Undoes all edits of a run and records that. Returns the files that are as they were before it.
///
/// Undoing twice changes nothing the second time.
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
    let cursor = ledger.cursor(run)?;
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
    let step = Step { evidence: &[evidence], edits: &edits, ..Step::new(at, "undone", &cursor.state) };
    ledger.commit(run, cursor.seq, &step)?;
    Ok(paths)
}
