//! A client for language servers: which there are, and what they say of an edit.
//!
//! **Invariant:** that a server is not there, still reads the project, is silent or has died is said as such and is
//! never "no errors". `tests/lsp/review.rs` guards it.

mod answer;
mod client;
mod diagnostic;
mod document;
mod error;
mod find;
mod frame;
mod heard;
mod known;
mod message;
mod position;
mod review;
mod uri;
mod wire;

pub use answer::{Place, Symbol};
pub use client::{Client, Limits, Start};
pub use diagnostic::{Diagnostic, Severity, new_errors};
pub use error::Error;
pub use find::{Found, Search};
pub use known::{Asked, KNOWN, Known};
pub use review::{Finding, Review, Revision, Servers};
