//! Finds misspelt words.

pub mod dictionary;
pub mod suggest;
pub mod text;
