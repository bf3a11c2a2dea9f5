//! The run as a state machine, and the driver that performs its effects.
//!
//! [`step`] decides: it is pure, so that a run can be stopped and taken up at any moment and go on as if nothing
//! had happened. [`Driver`] acts: it performs one [`Action`] after the other and commits each result to the ledger,
//! with all that was observed and the next state, in one transaction.

mod account;
mod action;
mod again;
mod ballot;
mod branch;
mod budget;
mod close;
mod compare;
mod complete;
mod diff;
mod digest;
mod doubt;
mod draft;
mod driver;
mod effect;
mod error;
mod escalation;
mod event;
mod explore;
mod fault;
mod history;
mod idea;
mod mechanic;
mod mistrust;
mod opinions;
mod parties;
mod pattern;
mod perform;
mod plan;
mod planning;
mod proposal;
mod recover;
mod reduce;
pub mod replied;
mod schedule;
mod shift;
mod slip;
mod state;
mod step;
pub mod trial;
pub mod undo;
mod verify;
mod work;

pub use action::Action;
pub use ballot::Ballot;
pub use budget::Budget;
pub use driver::{Driver, Limits, NewJob, begin};
pub use effect::{Back, Effect};
pub use error::Error;
pub use escalation::{Escalated, Escalation, Leaving};
pub use event::{Answer, Event, Explored, Looked, Opened, Opinion, Outlined, Prepared, Touched};
pub use explore::{Cited, Explore, Investigation};
pub use history::{Attempt, History};
pub use idea::Idea;
pub use mechanic::{Calls, Change, Mechanics, Site};
pub use parties::{Approve, Consent, Models, Second};
pub use plan::Plan;
pub use planning::{Planning, is_about_check_alone};
pub use proposal::{Proposal, Proposals, Standing};
pub use recover::Recovery;
pub use state::{Addressee, Job, Outcome, Phase, Question, Red, Reviewed, State, Verdict};
pub use step::{TOO_LONG, step};
pub use work::{Piece, Stage, Work};
