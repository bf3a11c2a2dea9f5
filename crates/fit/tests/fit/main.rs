//! What the header tells, whatever is in it.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it should be")]

mod file;
mod header;
mod model;
mod room;
