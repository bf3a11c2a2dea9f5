//! What is to be run, and within which limits.

use std::path::PathBuf;
use std::time::Duration;

use crate::capture::Cap;

/// A command and its limits.
///
/// It reads an empty standard input, has no terminal, and never sees the agent's own keys: variables whose
/// name starts with `KINGLET_` or ends with `_API_KEY` are removed from what it inherits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What is run.
    pub program: Program,
    /// The folder that it runs in.
    pub folder: PathBuf,
    /// How long it may run before it is ended with everything that it started.
    pub timeout: Duration,
    /// How it is asked to end when its time is up, or when it is cancelled.
    pub stop: Stop,
    /// How long it may take to end itself once it was asked to before SIGKILL follows, and how long something that it
    /// left behind may still write after it ended.
    pub grace: Duration,
    /// Variables that are set, after the removals.
    pub env: Vec<(String, String)>,
    /// How much of its output is kept.
    pub cap: Cap,
}

/// How a command is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It and all that it started get SIGTERM.
    Terminate,
    /// It alone gets SIGINT, as if somebody pressed Ctrl-C: for a program that ends in order what it started.
    Interrupt,
}

/// A program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// A line for `/bin/sh -c`.
    Shell(String),
    /// A program, searched in `PATH`, and its arguments; no shell reads them.
    Argv {
        /// The program's name or path.
        name: String,
        /// Its arguments, without the name.
        arguments: Vec<String>,
    },
}

impl Command {
    /// The grace that commands get unless told otherwise.
    pub const GRACE: Duration = Duration::from_secs(2);

    /// A line for the shell, with the usual limits.
    #[must_use]
    pub fn shell(line: impl Into<String>, folder: impl Into<PathBuf>, timeout: Duration) -> Self {
        Self::new(Program::Shell(line.into()), folder.into(), timeout)
    }

    /// A program with arguments, with the usual limits.
    #[must_use]
    pub fn argv(
        name: impl Into<String>,
        arguments: impl IntoIterator<Item = impl Into<String>>,
        folder: impl Into<PathBuf>,
        timeout: Duration,
    ) -> Self {
        let arguments = arguments.into_iter().map(Into::into).collect();
        Self::new(Program::Argv { name: name.into(), arguments }, folder.into(), timeout)
    }

    fn new(program: Program, folder: PathBuf, timeout: Duration) -> Self {
        Self {
            program,
            folder,
            timeout,
            stop: Stop::Terminate,
            grace: Self::GRACE,
            env: vec![],
            cap: Cap::default(),
        }
    }
}
