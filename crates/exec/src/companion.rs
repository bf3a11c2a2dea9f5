//! A program that is talked to for as long as it is held.

use std::io;
use std::path::Path;
use std::process::ExitStatus;

use tokio::process::{ChildStderr, ChildStdin, ChildStdout};

use crate::command::Program;
use crate::error::Error;
use crate::guarded::Guarded;
use crate::spawn;

/// A program that runs beside this one. Dropped, it is killed with everything that it started; so it is if this
/// process dies (on Linux also at the end of the thread that started it).
pub struct Companion {
    process: Guarded,
}

/// The ends of a companion's streams that are ours.
pub struct Pipes {
    /// Its standard input.
    pub input: ChildStdin,
    /// Its standard output.
    pub output: ChildStdout,
    /// Its standard error.
    pub errors: ChildStderr,
}

impl Companion {
    /// Starts a program in a folder. It has no terminal and sees none of the agent's keys, as a
    /// [`Command`](crate::Command).
    ///
    /// Whoever holds the pipes must read both outputs: a program that cannot write stands still.
    ///
    /// # Errors
    /// [`Error::Folder`] without the folder, [`Error::Start`] if the program is not there or cannot be started.
    pub fn start(program: &Program, folder: &Path) -> Result<(Self, Pipes), Error> {
        if !folder.is_dir() {
            return Err(Error::Folder { folder: folder.to_owned() });
        }
        let started = Guarded::start(|tag, lifeline| spawn::with_pipes(program, folder, tag, lifeline));
        let (process, pipes) =
            started.map_err(|source| Error::Start { program: spawn::name(program).to_owned(), source })?;
        Ok((Self { process }, pipes))
    }

    /// What it and everything that it started hold of the machine's memory, in bytes; `None` where the system does not
    /// tell. Pages that several of them share count for each.
    #[must_use]
    pub fn memory(&self) -> Option<u64> {
        self.process.family.memory()
    }

    /// Waits until the program itself has ended.
    ///
    /// # Errors
    /// If the system does not tell.
    pub async fn ended(&mut self) -> io::Result<ExitStatus> {
        self.process.child.wait().await
    }
}
