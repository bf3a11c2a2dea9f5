//! Ids, units, evidence, edits and events that several crates share: plain data, no IO.

pub mod action;
pub mod check;
pub mod context;
pub mod edit;
pub mod event;
pub mod evidence;
pub mod form;
pub mod language;
pub mod model;
pub mod path;
pub mod profile;
pub mod refactoring;
pub mod unit;
