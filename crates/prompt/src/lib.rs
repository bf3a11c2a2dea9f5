//! Templates and their assembly under a token budget.
//!
//! A prompt is a list of sections in order of stability: what changes least between two questions stands first,
//! so that a model's key-value cache can be used again.

pub mod architect;
pub mod change;
pub mod coder;
pub mod explorer;
mod fit;
pub mod locate;
pub mod mechanic;
mod template;
pub mod tester;
pub mod wanted;

pub use fit::{Fitted, Part, TooLong, fit};

/// A part of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it holds: `task`, `test`, `code src/cart.py`.
    pub name: String,
    /// What the model reads.
    pub text: String,
    /// Whether it may be left out.
    pub keep: Keep,
}

/// Whether a section may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Without it the question makes no sense.
    Always,
    /// It is left out if there is no room; the least worth first.
    Worth(i32),
}
