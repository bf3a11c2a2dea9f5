//! Finds a project's check command and reads what it printed.
//!
//! All are pure: [`detect`](detect::detect) looks at names and texts of files that it is handed, and
//! [`read`](read::read) at the output of a command that someone else has run, and [`gap`](gap::shown) and [`is_absent`] at what it
//! made of that.

mod absent;
pub mod detect;
pub mod gap;
pub mod read;

pub use absent::is_absent;
