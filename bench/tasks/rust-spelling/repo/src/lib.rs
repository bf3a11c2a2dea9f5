//! Finds misspelt words.

pub mod dictionary;
pub mod text;
