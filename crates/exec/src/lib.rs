//! Runs commands: the only crate that spawns processes.
//!
//! **Invariant:** when [`run`] has returned, or its future or a [`Companion`] was dropped, nothing that the command started is alive
//! (on Linux also daemons that left its session; elsewhere its process group). `tests/leftovers.rs` guards it.

mod capture;
mod command;
mod companion;
mod ended;
mod environment;
mod error;
mod family;
pub mod git;
mod guarded;
#[cfg(target_os = "linux")]
mod proc;
mod run;
mod spawn;
mod watchdog;

pub use capture::Cap;
pub use command::{Command, Program, Stop};
pub use companion::{Companion, Pipes};
pub use environment::guard_keys;
pub use error::Error;
pub use run::{Finished, run};
