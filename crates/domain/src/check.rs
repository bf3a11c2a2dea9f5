//! What a check (the project's tests, or any command) said.

use serde::{Deserialize, Serialize};

use crate::path::RelPath;
use crate::unit::Line;

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ended")]
pub enum Ended {
    /// It exited with code 0.
    Passed,
    /// It exited with another code.
    Failed {
        /// The exit code.
        code: i32,
    },
    /// A signal ended it.
    Killed {
        /// The signal's number.
        signal: i32,
    },
    /// It did not end within its time and was killed with all its children.
    TimedOut {
        /// How long it was allowed to run.
        seconds: u64,
    },
    /// It could not run: no such command (shell exit codes 126 and 127), or no such tool, target or script.
    NotFound {
        /// What the shell or the tool said.
        message: String,
    },
}

/// What was understood of a check's output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How the command ended; the only thing that decides success.
    pub ended: Ended,
    /// Tests that passed, where the output tells.
    pub passed: Option<u32>,
    /// Tests (or compiler errors) that failed, where the output tells.
    pub failed: Option<u32>,
    /// The failures, in the order of the output.
    pub failures: Vec<Failure>,
    /// A few lines (under some 200 tokens) for people and models.
    pub summary: String,
}

impl Report {
    /// Where a file fails, in the order of the output: each failure with its first line in it.
    pub fn lines_in(&self, path: &RelPath) -> impl Iterator<Item = (&Failure, Line)> {
        self.failures.iter().filter_map(move |failure| {
            let line = failure.frames.iter().filter(|frame| frame.path == *path).find_map(|frame| frame.line);
            Some((failure, line?))
        })
    }

    /// Whether the check succeeded.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.ended == Ended::Passed
    }
}

/// A test that failed, or an error that a compiler reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The test's name as its runner prints it, or the compiler's error code or first line.
    pub name: String,
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// The assertion or error message: at most some ten lines.
    pub message: String,
    /// Places in the user's own source, nearest to the failure first.
    pub frames: Vec<Frame>,
}

/// The kind of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// A test ran and failed.
    Test,
    /// The code did not compile, or could not be imported or collected.
    Build,
}

/// A place in the user's own source that a check's output names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The file.
    pub path: RelPath,
    /// The line, where the output tells.
    pub line: Option<Line>,
    /// The function, where the output tells.
    pub function: Option<String>,
}
