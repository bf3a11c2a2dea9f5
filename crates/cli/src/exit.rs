//! Exit codes: decided here alone.

use std::process::ExitCode;

use kinglet_agent::{Error, Outcome};

/// Why a command failed, in words, and the exit code that says so to scripts.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) code: u8,
}

pub(crate) const NOT_DONE: u8 = 1;
pub(crate) const USAGE: u8 = 2;
pub(crate) const NO_MODEL: u8 = 3;
pub(crate) const OUT_OF_TIME: u8 = 4;
pub(crate) const INTERRUPTED: u8 = 130;

impl Failure {
    pub(crate) fn not_done(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: NOT_DONE }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: USAGE }
    }

    pub(crate) fn no_model(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: NO_MODEL }
    }

    /// Why a run stopped before its end.
    pub(crate) fn of_run(error: &Error) -> Self {
        let code = match error {
            Error::Model(_) => NO_MODEL,
            Error::Cancelled => INTERRUPTED,
            Error::ForeignState { .. } | Error::Ended { .. } => USAGE,
            _ => NOT_DONE,
        };
        Self { message: chain(error), code }
    }
}

impl From<kinglet_ledger::Error> for Failure {
    fn from(error: kinglet_ledger::Error) -> Self {
        use kinglet_ledger::Error::{Absent, AmbiguousRun, NoSuchEpisode, NoSuchRun};
        let is_usage =
            matches!(error, Absent { .. } | NoSuchRun { .. } | AmbiguousRun { .. } | NoSuchEpisode { .. });
        let message = match error {
            Absent { .. } => format!("no run yet in this repository: {}", chain(&error)),
            _ => chain(&error),
        };
        Self { message, code: if is_usage { USAGE } else { NOT_DONE } }
    }
}

impl From<kinglet_bench::Error> for Failure {
    fn from(error: kinglet_bench::Error) -> Self {
        Self::not_done(chain(&error))
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::not_done(format!("{error:#}"))
    }
}

/// The exit code of a run that came to its end.
pub(crate) fn of_outcome(outcome: &Outcome) -> ExitCode {
    ExitCode::from(match outcome {
        Outcome::Done | Outcome::Planned => 0,
        Outcome::NothingToDo | Outcome::Unproven | Outcome::GaveUp { .. } | Outcome::Conflict { .. } => {
            NOT_DONE
        }
        Outcome::CheckNotFound { .. } => USAGE,
        Outcome::CheckTimedOut { .. } => OUT_OF_TIME,
    })
}

/// Says why a command failed, and gives its exit code.
pub(crate) fn report(failure: &Failure) -> ExitCode {
    crate::text::complain(&format!("kinglet: {}", failure.message));
    ExitCode::from(failure.code)
}

/// An error with its causes, each once.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    for cause in causes(error) {
        text = format!("{text}: {cause}");
    }
    text
}

/// The causes of an error, as far as each tells something new.
pub(crate) fn causes(error: &(dyn std::error::Error + 'static)) -> Vec<String> {
    let mut told = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !told.iter().any(|told| told.contains(&said) || said.contains(told.as_str())) {
            told.push(said);
        }
        cause = error.source();
    }
    told.split_off(1)
}
