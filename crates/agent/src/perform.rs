//! Performs the actions of a run on the outside: one function each.

mod ask;
mod check;
mod explore;
mod files;
mod patiently;

pub(crate) use ask::{Asked, ask};
pub(crate) use check::check;
pub(crate) use explore::{View, cited, explore, look};
pub(crate) use files::{around, prepare, prepared, stale, survey, sweep, write};
pub(crate) use patiently::open;
