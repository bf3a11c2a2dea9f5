//! The ledger: what was asked, decided, observed and changed, kept on disk. The only crate that knows its SQL.
//!
//! A run is a series of steps. [`Ledger::commit`] appends one, whole or not at all: the step itself, the model
//! call that led to it, the evidence, the edits with both images, and the state from which the run goes on.
//! When it has returned, the step survives a kill and a loss of power.
//!
//! An effect on the outside is announced by the step before it ([`Step::intent`]) and resolved by the step after
//! it, so that at most the last step of a run has an intent whose result is unknown.
//!
//! Order is by sequence number, never by time: the clock may be set back.

mod blob;
mod commit;
mod connection;
mod cursor;
mod edit;
mod episode;
mod error;
mod evidence;
mod fingerprint;
mod ledger;
pub mod query;
mod row;
mod run;
mod step;

pub use commit::{Committed, Ending, Source, Step};
pub use connection::SCHEMA_VERSION;
pub use cursor::Cursor;
pub use edit::{EditRow, NewEdit, Purpose};
pub use episode::{EpisodeId, EpisodeRow, FullEpisode, NewEpisode, Section};
pub use error::Error;
pub use evidence::EvidenceRow;
pub use ledger::Ledger;
pub use query::Query;
pub use run::{Ended, NewRun, RunRow};
pub use step::{Seq, StepRow};
