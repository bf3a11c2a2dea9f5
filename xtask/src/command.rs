//! Commands: the only module of xtask that starts processes.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::screen::say;

/// What `cargo run` tells the program that it runs. Passed on, it would make build scripts that look at it
/// (ring's does) run again each time `cargo` and `cargo xtask` take turns.
const SET_BY_CARGO_RUN: [&str; 2] = ["CARGO_PKG_", "CARGO_MANIFEST_"];

/// A command with its arguments, and where and how it is to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    program: OsString,
    arguments: Vec<OsString>,
    folder: Option<PathBuf>,
    variables: Vec<(&'static str, OsString)>,
}

/// How a command ended and what it printed.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The exit code; none if a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it wrote to its standard output.
    pub(crate) stdout: String,
    /// What it wrote to its standard error.
    pub(crate) stderr: String,
}

impl Command {
    /// A command without arguments, to be run in the current folder.
    pub(crate) fn new(program: impl Into<OsString>) -> Self {
        Self { program: program.into(), arguments: vec![], folder: None, variables: vec![] }
    }

    /// Reads a line of words with spaces between them; there is no quoting.
    pub(crate) fn parse(line: &str) -> Self {
        let mut words = line.split_whitespace();
        Self::new(words.next().unwrap_or_default()).with(words)
    }

    /// Adds arguments.
    pub(crate) fn with<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Runs in a folder.
    pub(crate) fn in_folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Sets an environment variable.
    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Runs it in front of the reader's eyes and returns its exit code, 1 if a signal ended it.
    pub(crate) fn code(&self) -> Result<u8> {
        let status = self.build().status().with_context(|| self.cannot_start())?;
        Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
    }

    /// Runs it in front of the reader's eyes; anything but exit code 0 is an error.
    pub(crate) fn run(&self) -> Result<()> {
        match self.code()? {
            0 => Ok(()),
            code => bail!("`{self}` ended with exit code {code}; what it printed above says why"),
        }
    }

    /// Shows it as it would be typed, then does what [`Self::run`] does.
    pub(crate) fn run_shown(&self) -> Result<()> {
        say(&format!("$ {self}"));
        self.run()
    }

    /// Runs it out of sight and returns what it printed.
    pub(crate) fn read(&self) -> Result<Finished> {
        let output = self.build().stdin(Stdio::null()).output().with_context(|| self.cannot_start())?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Finished { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) })
    }

    /// Runs it out of sight and returns its standard output; anything but exit code 0 is an error.
    pub(crate) fn stdout(&self) -> Result<String> {
        let finished = self.read()?;
        if finished.code != Some(0) {
            bail!("`{self}` failed: {}", finished.stderr.trim());
        }
        Ok(finished.stdout)
    }

    /// Whether it can be started and ends with exit code 0.
    pub(crate) fn works(&self) -> bool {
        self.read().is_ok_and(|finished| finished.code == Some(0))
    }

    /// Starts it with pipes for its standard input and output; whoever asked for it ends it.
    pub(crate) fn start(&self) -> Result<Child> {
        let mut command = self.build();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().with_context(|| self.cannot_start())
    }

    #[expect(clippy::disallowed_methods, reason = "xtask stays free of kinglet's crates, `exec` among them")]
    fn build(&self) -> std::process::Command {
        let mut command = std::process::Command::new(&self.program);
        command.args(&self.arguments).envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_set_by_cargo_run(name)) {
            command.env_remove(name);
        }
        command
    }

    fn cannot_start(&self) -> String {
        format!("cannot start `{}`; is it installed?", self.program.display())
    }
}

fn is_set_by_cargo_run(variable: &OsStr) -> bool {
    variable.to_str().is_some_and(|name| SET_BY_CARGO_RUN.iter().any(|prefix| name.starts_with(prefix)))
}

/// As it would be typed.
impl fmt::Display for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.variables {
            write!(formatter, "{name}={} ", quoted(value))?;
        }
        write!(formatter, "{}", quoted(&self.program))?;
        self.arguments.iter().try_for_each(|argument| write!(formatter, " {}", quoted(argument)))
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "-_=./:,+@~".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let command = Command::parse("kinglet run")
            .with(["don't ask", "--check", ""])
            .variable("RUSTDOCFLAGS", "-D warnings");
        assert_snapshot!(command, @r"RUSTDOCFLAGS='-D warnings' kinglet run 'don'\''t ask' --check ''");
    }

    #[test]
    fn an_exit_code_is_told_from_a_command_that_does_not_exist() {
        let ended = |line: &str| Command::parse(line).run().unwrap_err().to_string();
        assert_snapshot!(ended("false"), @"`false` ended with exit code 1; what it printed above says why");
        assert_snapshot!(ended("no-such-program"), @"cannot start `no-such-program`; is it installed?");
    }
}
