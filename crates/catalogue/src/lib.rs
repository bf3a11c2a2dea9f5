//! Knows which model files exist and brings them to disk, verified.
//!
//! The [`Catalogue`] says what a model file is: its name, size, SHA-256 and where it can be had.
//! The [`Store`] is the folder that holds such files. **Invariant:** a file is used only after its
//! SHA-256 matched: a pull names it only then, and [`Store::verified`] looks again at what came by other ways.
//!
//! Processes are not started here: the caller passes in what runs `python3` ([`Store::pull`]).

mod answer;
mod catalogue;
mod digest;
mod error;
mod hub;
mod packages;
mod partial;
mod progress;
mod store;

pub use catalogue::{Catalogue, Entry, Packages, Source};
pub use digest::Digest;
pub use error::{Attempt, Error};
pub use hub::Patience;
pub use progress::Progress;
pub use store::{State, Store};
