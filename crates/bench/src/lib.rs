//! Suites of tasks with hidden tests: reads them, judges what was made of a task, keeps and tells the results.
//!
//! What is judged is what lies in a [`Workshop`]'s repository; who works there is the caller's business. The format of a
//! suite is told in `bench/README.md`, and `cargo xtask suite` proves one.

mod entry;
mod error;
mod figures;
mod folder;
mod log;
mod report;
mod suite;
mod task;
mod toolbox;
mod workshop;

pub use entry::{Attempt, Claim, Entry, Options, Outcome, VERSION};
pub use error::Error;
pub use figures::Figures;
pub use log::{Log, read};
pub use report::Report;
pub use suite::Suite;
pub use task::Task;
pub use toolbox::Toolbox;
pub use workshop::{Judgement, Workshop};
