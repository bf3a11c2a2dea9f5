//! Matches, applies and undoes edits, atomically.
//!
//! [`plan`] reads files and decides what they would become; [`apply`] makes it so for all of them or for none;
//! [`revert`], [`undo()`] and [`take_back`] undo it. The images in a [`Change`](kinglet_domain::edit::Change) are all that is
//! needed for that, and all that is kept.
//!
//! **Invariant:** bytes outside of what an edit names stay as they are: line ends, byte order mark, indentation,
//! a missing last newline. The properties in `tests/properties.rs` guard it.

mod anchor;
mod apply;
mod diff;
mod disk;
mod elision;
mod error;
mod ladder;
mod plan;
mod reach;
mod replace;
mod shift;
mod similarity;
mod spelling;
mod symbol;
mod text;
mod undo;
mod weave;

pub use apply::apply;
pub use diff::diff;
pub use error::Error;
pub use plan::{Locate, Plan, plan};
pub use undo::{OnDisk, current, make_executable, merge, revert, state_of, take_back, undo};
