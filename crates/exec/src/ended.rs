//! Reads how a command ended from its status and its last words.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use kinglet_domain::check::Ended;

/// How a command ended, given its status and its output.
pub(crate) fn read(status: ExitStatus, output: &str) -> Ended {
    match (status.code(), status.signal()) {
        (Some(0), _) => Ended::Passed,
        (Some(code @ (126 | 127)), _) => shell_complaint(output)
            .map_or(Ended::Failed { code }, |message| Ended::NotFound { message: message.to_owned() }),
        (Some(code), _) => Ended::Failed { code },
        (None, signal) => Ended::Killed { signal: signal.unwrap_or_default() },
    }
}

/// The last line of the output, if it is what a shell says of a command that it cannot start.
///
/// dash: `sh: 1: foo: not found`; bash: `sh: line 1: foo: command not found`; either: `sh: 1: ./foo: Permission denied`.
fn shell_complaint(output: &str) -> Option<&str> {
    const COMPLAINTS: [&str; 7] = [
        ": not found",
        ": command not found",
        ": Permission denied",
        ": Is a directory",
        ": is a directory",
        ": No such file or directory",
        ": cannot execute: required file not found",
    ];
    let last = output.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    COMPLAINTS.iter().any(|complaint| last.ends_with(complaint)).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: i32, output: &str) -> Ended {
        read(ExitStatus::from_raw(code << 8), output)
    }

    #[test]
    fn tells_a_missing_command_from_a_failing_one() {
        for said in
            ["sh: 1: foo: not found", "sh: line 1: foo: command not found", "sh: 1: ./x: Permission denied"]
        {
            assert_eq!(check(127, &format!("{said}\n")), Ended::NotFound { message: said.to_owned() });
        }
        assert_eq!(check(127, "2 tests failed\n"), Ended::Failed { code: 127 });
        assert_eq!(check(1, "sh: 1: foo: not found\n"), Ended::Failed { code: 1 });
        assert_eq!(read(ExitStatus::from_raw(9), ""), Ended::Killed { signal: 9 });
    }
}
