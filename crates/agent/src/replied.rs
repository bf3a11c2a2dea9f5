//! Applies the edits of a reply that no run asked for, and records that as a run of its own.

use std::path::Path;

use kinglet_dialect::{EditsError, Proposal, Proposals, read_edits, settle};
use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_ledger::{Ending, Ledger, NewEdit, NewRun, NodeChange, PlanChange, Purpose, Step};

use crate::driver::NewJob;
use crate::error::Error;
use crate::event::Prepared;
use crate::perform;
use crate::plan;
use crate::state::{Outcome, Phase, State};

/// Why the edits of a reply were refused; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// They are not understood.
    #[error(transparent)]
    Unread(#[from] EditsError),
    /// One of them does not fit.
    #[error(transparent)]
    Unfit(#[from] kinglet_edit::Error),
    /// They would break a file.
    #[error("the new code has a syntax error\n{}", errors.join("\n"))]
    Broken {
        /// The new errors, each with its file, its line and a caret.
        errors: Vec<String>,
    },
}

impl Refusal {
    /// A word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unread(_) => "unread",
            Self::Unfit(_) => "unfit",
            Self::Broken { .. } => "broken",
        }
    }
}

/// Works out what the edits of a reply make of the files. Nothing is written.
///
/// # Errors
/// [`Refusal`] if one of them is not clear, does not fit, or brings in a syntax error: they are applied together or
/// not at all.
pub fn prepare(root: &Path, reply: &str) -> Result<Prepared, Refusal> {
    let Proposals { proposals, mut repairs } = read_edits(reply)?;
    let mut edits = Vec::new();
    for proposal in proposals {
        match proposal {
            Proposal::Edit(edit) => edits.push(edit),
            Proposal::Code { path, symbol, text } => {
                let existing = kinglet_edit::current(root, &path)?;
                let existing = existing.as_deref().map(String::from_utf8_lossy);
                edits.extend(settle(&path, symbol.as_deref(), &text, existing.as_deref())?);
            }
        }
    }
    let prepared = perform::prepared(root, &edits)?;
    if !prepared.syntax_errors.is_empty() {
        return Err(Refusal::Broken { errors: prepared.syntax_errors });
    }
    repairs.extend(prepared.repairs);
    Ok(Prepared { repairs, ..prepared })
}

/// Looks at what is to become of files without a model: each has to be as free of syntax errors as it was.
///
/// # Errors
/// [`Refusal::Broken`] if a syntax error would come in.
pub fn looked_at(changes: Vec<Change>) -> Result<Prepared, Refusal> {
    let errors: Vec<String> = changes.iter().flat_map(perform::syntax_errors).collect();
    if !errors.is_empty() {
        return Err(Refusal::Broken { errors });
    }
    let diff = kinglet_edit::diff(&changes);
    Ok(Prepared { changes, diff, syntax_errors: errors, repairs: Vec::new(), opinions: Vec::new() })
}

/// Writes what was prepared, so that [`undo`](crate::undo::undo) takes them back like a run's.
///
/// # Errors
/// [`Error::Edit`] if the files could not be written; then all of them are as they were, and the run says so.
pub fn apply(
    ledger: &mut Ledger,
    root: &Path,
    NewJob { ulid, job, options, at }: NewJob<'_>,
    Prepared { changes, diff, repairs, .. }: &Prepared,
) -> Result<RunId, Error> {
    let state = State { phase: Phase::Finished { outcome: Outcome::Done }, ..State::new(job) };
    let place = root.display().to_string();
    let run = NewRun { ulid, task: &state.job.task, check: &state.job.check, root: &place, options };
    let encoded = serde_json::to_string(&state).map_err(Error::Encode)?;
    let reason = repairs.join("; ");
    let edit = |change| NewEdit { change, purpose: Purpose::Apply, reason: reason.clone() };
    let edits: Vec<NewEdit> = changes.iter().cloned().map(edit).collect();
    // Recorded first and written after, as in a run: what a kill leaves is told by the files themselves.
    let intent = Some(r#"{"action":"write"}"#);
    let plan = [plan::root(&state.job.task)];
    let first = Step { edits: &edits, plan: &plan, intent, ..Step::new(at, "prepared", &encoded) };
    let id = ledger.begin(&run, &first)?;
    let written = kinglet_edit::apply(root, changes);
    let subject =
        changes.iter().map(|change| &change.path).map(RelPath::as_str).collect::<Vec<_>>().join(", ");
    let (event, outcome, summary) = match &written {
        Ok(()) => ("written", OutcomeName::Done, "applied; no check was run".to_owned()),
        Err(error) => ("conflict", OutcomeName::NotDone, format!("not applied: {error}")),
    };
    let evidence = NewEvidence {
        kind: Kind::EditApplied,
        origin: Origin::Harness,
        status: if written.is_ok() { Status::Passed } else { Status::Failed },
        subject,
        summary: summary.clone(),
        content: diff.clone(),
    };
    let ended = Some(Ending { outcome, summary: &summary });
    let mut closed = plan::close(plan::ROOT, NodeChange::Abandoned, &summary);
    if let (Ok(()), PlanChange::Close { change, cites, .. }) = (&written, &mut closed) {
        *change = NodeChange::Resolved;
        cites.push(ledger.next(id)?.evidence);
    }
    let seq = ledger.cursor(id)?.seq;
    ledger.commit(
        id,
        seq,
        &Step {
            node: Some(plan::ROOT),
            evidence: &[evidence],
            plan: &[closed],
            ended,
            ..Step::new(at, event, &encoded)
        },
    )?;
    written?;
    Ok(id)
}
