//! Queries on small tables.

pub mod error;
mod parse;
pub mod query;
pub mod table;
mod value;
