//! The keys of model servers: from the environment, or from a key store by the command that reads it.

use std::ffi::OsString;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::Command;
use tokio_util::sync::CancellationToken;

use crate::exit::Failure;

/// A server that may want a key. No other server gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// Of the server that `--endpoint` names.
    First,
    /// Of the server that `--escalate` names.
    Second,
}

/// Somebody may have to unlock the key store.
const PATIENCE: Duration = Duration::from_mins(2);

impl Key {
    /// The variable that holds the key.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::First => "KINGLET_API_KEY",
            Self::Second => "KINGLET_ESCALATE_API_KEY",
        }
    }

    /// The variable that holds the command that prints the key.
    pub(crate) fn command_variable(self) -> &'static str {
        match self {
            Self::First => "KINGLET_API_KEY_COMMAND",
            Self::Second => "KINGLET_ESCALATE_API_KEY_COMMAND",
        }
    }

    /// Reads the key, if the user has set one.
    pub(crate) async fn read(self) -> Result<Option<String>, Failure> {
        match (text(self.variable())?, text(self.command_variable())?) {
            (Some(key), _) => Ok(Some(key)),
            (None, Some(line)) => self.printed(&line).await.map(Some),
            (None, None) => Ok(None),
        }
    }

    /// What a command prints. A command may print the key with its error, so neither is told.
    async fn printed(self, line: &str) -> Result<String, Failure> {
        let failure = |what: &str| {
            let variable = self.command_variable();
            Failure::usage(format!(
                "the command in {variable} {what}; run it by hand to see why, or unset it: {line}"
            ))
        };
        // A warning on standard error is no part of the key.
        let command = Command::shell(format!("exec 2>/dev/null\n{line}"), std::env::temp_dir(), PATIENCE);
        let finished = kinglet_exec::run(&command, &CancellationToken::new())
            .await
            .map_err(|error| failure(&format!("does not run: {error}")))?;
        let key = finished.output.trim();
        match finished.ended {
            Ended::Passed if !key.is_empty() && !key.contains(char::is_whitespace) => Ok(key.to_owned()),
            Ended::Passed => Err(failure("prints no key")),
            Ended::TimedOut { seconds } => Err(failure(&format!("did not end within {seconds} s"))),
            Ended::Failed { .. } | Ended::Killed { .. } | Ended::NotFound { .. } => Err(failure("fails")),
        }
    }
}

/// What a variable is set to; one that is empty counts as unset.
fn text(variable: &str) -> Result<Option<String>, Failure> {
    let value: Option<OsString> = std::env::var_os(variable).filter(|value| !value.is_empty());
    value
        .map(OsString::into_string)
        .transpose()
        .map_err(|_| Failure::usage(format!("{variable} is not UTF-8; set it again, or unset it")))
}
