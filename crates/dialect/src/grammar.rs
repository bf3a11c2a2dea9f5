//! Forms that a reply can be made to have: what is fixed is imposed, what is named exists, what is written is free.
//!
//! They are made anew for each question: that takes less than a millisecond, where one token takes tens of them.

mod code;
mod decision;
mod gbnf;

pub use code::{Opening, grounded, rewrite};
pub use decision::{Begun, Existing, decision};

#[cfg(test)]
mod tests;
