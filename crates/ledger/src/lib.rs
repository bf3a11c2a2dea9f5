//! The ledger: what was asked, decided, observed and changed, kept on disk. The only crate that knows its SQL.
//!
//! A run is a series of steps. [`Ledger::commit`] appends one, whole or not at all: the step itself, the model
//! call that led to it, the evidence, the edits with both images, what becomes of the plan and why, and the state from
//! which the run goes on. When it has returned, the step survives a kill and a loss of power.
//!
//! The plan is a tree of nodes. What a node was found to be rests on evidence, of which at least one piece was observed
//! by the harness and not said by the model. [`Ledger::curate`] picks the few pieces that matter for the next step.
//!
//! An effect on the outside is announced by the step before it ([`Step::intent`]) and resolved by the step after
//! it, so that at most the last step of a run has an intent whose result is unknown.
//!
//! Order is by sequence number, never by time: the clock may be set back.

mod blob;
mod commit;
mod connection;
mod content;
mod curate;
mod cursor;
mod dump;
mod edit;
mod episode;
mod error;
mod evidence;
mod export;
mod fingerprint;
mod gate;
mod import;
mod ledger;
mod log;
mod plan;
mod prompt;
pub mod query;
mod resumption;
mod row;
mod run;
mod sample;
mod seal;
mod step;
mod vacuum;
mod verify;

pub use commit::{Committed, Ending, Next, Source, Step};
pub use connection::SCHEMA_VERSION;
pub use curate::{Curated, Excerpt, Pick, Request, Shown};
pub use cursor::Cursor;
pub use edit::{EditRow, NewEdit, Purpose};
pub use episode::{EpisodeId, EpisodeRow, FullEpisode, NewEpisode};
pub use error::Error;
pub use evidence::EvidenceRow;
pub use gate::{GateRow, GateVerdict, NewGate};
pub use ledger::Ledger;
pub use plan::{NodeChange, NodeId, NodeKind, NodeRow, PlanChange, RevisionRow};
pub use prompt::{Section, SectionSize};
pub use query::Query;
pub use resumption::{Aftermath, ResumptionRow};
pub use run::{Ended, NewRun, RunRow};
pub use sample::{NewSample, SampleRow, SampleVerdict};
pub use step::{Seq, StepRow};
pub use vacuum::Vacuumed;
pub use verify::Finding;
