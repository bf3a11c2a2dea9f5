//! Forms that a reply can be made to have: what is fixed is imposed, what is named exists, what is written is free.
//!
//! They are bounded in size, and made anew for each question: nothing of them is worth keeping.

mod code;
mod decision;
mod gbnf;
mod refactoring;

pub use code::{Opening, follows, grounded, replacement, rewrite};
pub use decision::{Begun, Existing, choice, decision};
pub(crate) use refactoring::refactoring;

#[cfg(test)]
mod tests;
