//! Finds time for a meeting of several people.

mod busy;
mod calendar;
mod error;
mod planner;
mod span;
mod time;

pub use calendar::Calendar;
pub use error::Error;
pub use planner::Planner;
pub use span::Span;
pub use time::Time;
