//! Why a command could not be run, or not to its end.

use std::io;
use std::path::PathBuf;

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The working folder is missing or is no folder.
    #[error("cannot run a command in {}: it is not a folder", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
    },
    /// The command's process could not be started.
    #[error(
        "cannot start `{program}`; check that it is installed and that the machine has room for a process"
    )]
    Start {
        /// The program, or the shell.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// Its output could not be read, or its end not be waited for; it was killed.
    #[error("lost hold of `{program}`; it was ended")]
    Lost {
        /// The program, or the shell.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// The caller cancelled it; it was ended with everything that it started.
    #[error("the command was cancelled")]
    Cancelled,
    /// There is no `git` on this machine.
    #[error("git is not installed; install it, then try again")]
    GitMissing,
    /// The folder lies in no repository.
    #[error("{} is not in a git repository; run `git init` there first (git: {message})", folder.display())]
    NotARepository {
        /// The folder.
        folder: PathBuf,
        /// What git said.
        message: String,
    },
    /// There is a repository, and git would not open it: somebody else owns it, or its configuration is damaged.
    #[error("git does not open the repository of {}; it says: {message}", folder.display())]
    Unopened {
        /// The folder.
        folder: PathBuf,
        /// What git said, with its own remedy where it knows one.
        message: String,
    },
    /// The repository has no working tree.
    #[error("{} has no working tree; clone it and work in the clone", folder.display())]
    BareRepository {
        /// The folder.
        folder: PathBuf,
    },
    /// A git command failed.
    #[error("git {subcommand} failed: {message}")]
    Git {
        /// Which one.
        subcommand: String,
        /// What git said.
        message: String,
    },
    /// A git command did not end in time; it was killed.
    #[error(
        "git {subcommand} did not end within {seconds} s; check whether another git process holds the repository"
    )]
    GitSlow {
        /// Which one.
        subcommand: String,
        /// How long it was allowed to run.
        seconds: u64,
    },
}
