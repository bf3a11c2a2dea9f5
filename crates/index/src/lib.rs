//! Keeps what stands in a tree searchable: symbols, words, names, imports and history, always fresh.
//!
//! [`Index::open`] opens the database (or makes one), [`Index::refresh`] brings it up to date with the tree: each file's times
//! and size are compared, its content only in doubt, and only what changed is parsed, on all processors. Words lie in an
//! inverted index of immutable segments, so that a changed file adds rows and changes none.
//!
//! It decides nothing about what matters for a task: that is the loom's business.

mod error;
mod file;
mod history;
mod index;
mod kind;
mod lex;
pub mod others;
mod outline;
mod parse;
mod posting;
mod refresh;
mod segment;
mod store;
mod walk;
pub mod words;

pub use error::Error;
pub use file::{File, Skipped};
pub use history::{Commit, MOST as MOST_COMMITS, Past};
pub use index::{Index, Occurrence};
pub use kind::{Kind, is_test};
pub use lex::Field;
pub use outline::{Definition, Outline};
pub use posting::{Document, Place, Places};
pub use refresh::Report;
pub use store::Kept;
pub use walk::Passed;
