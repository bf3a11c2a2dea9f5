//! Why a run could not go on.

use kinglet_domain::evidence::RunId;

/// Why a run stopped before its end. What was committed stays; the run can be resumed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model could not be asked.
    #[error(transparent)]
    Model(#[from] kinglet_model::Error),
    /// The ledger could not be read or written.
    #[error(transparent)]
    Ledger(#[from] kinglet_ledger::Error),
    /// The repository could not be read.
    #[error(transparent)]
    Loom(#[from] kinglet_loom::Error),
    /// A file could not be read or written.
    #[error(transparent)]
    Edit(#[from] kinglet_edit::Error),
    /// The check could not be started.
    #[error(transparent)]
    Exec(kinglet_exec::Error),
    /// The user stopped it.
    #[error("stopped")]
    Cancelled,
    /// The ledger holds a state that this version does not understand.
    #[error("{run} was begun by another version of kinglet and cannot be resumed by this one")]
    ForeignState {
        /// The run.
        run: RunId,
        /// What the state's reader said.
        source: serde_json::Error,
    },
    /// The run has ended already.
    #[error("{run} has ended already; see `kinglet show {run}`")]
    Ended {
        /// The run.
        run: RunId,
    },
    /// A state could not be written as JSON.
    #[error("the run's state cannot be stored")]
    Encode(#[source] serde_json::Error),
}

impl From<kinglet_exec::Error> for Error {
    fn from(error: kinglet_exec::Error) -> Self {
        match error {
            kinglet_exec::Error::Cancelled => Self::Cancelled,
            other => Self::Exec(other),
        }
    }
}
