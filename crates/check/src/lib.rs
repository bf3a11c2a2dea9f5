//! Finds a project's check command and reads what it printed.
//!
//! Both are pure: [`detect`](detect::detect) looks at names and texts of files that it is handed, and
//! [`read`](read::read) at the output of a command that someone else has run.

pub mod detect;
pub mod read;
