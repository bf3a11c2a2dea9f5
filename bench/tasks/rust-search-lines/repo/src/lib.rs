//! Searches lines for a word.

pub mod options;
pub mod search;
