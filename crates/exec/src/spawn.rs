//! Starts a command in a session of its own, with one pipe for everything that it prints, or one for each stream.

use std::io::{self, PipeWriter};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Stdio;

use nix::sys::signal::{SigHandler, Signal, signal};
use tokio::net::unix::pipe::Receiver;
use tokio::process::Child;

use crate::command::{Command, Program};
use crate::companion::Pipes;
use crate::{environment, watchdog};

/// The name under which errors speak of a command.
pub(crate) fn name(program: &Program) -> &str {
    match program {
        Program::Shell(_) => "/bin/sh",
        Program::Argv { name, .. } => name,
    }
}

/// Starts the command; what it and its children print arrives in order at the receiver.
///
/// - `tag`: a variable by which its descendants can be recognised, see [`crate::family`].
/// - `lifeline`: the watchdog's, which gets to know of the command before that begins.
pub(crate) fn spawn(
    command: &Command,
    tag: (&str, &str),
    lifeline: PipeWriter,
) -> io::Result<(Child, Receiver)> {
    let mut process = prepare(&command.program, &command.folder, lifeline);
    process.envs(command.env.iter().map(|(name, value)| (name, value))).env(tag.0, tag.1);
    let (reader, writer) = io::pipe()?;
    process.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let child = process.spawn()?;
    // `process` ends here and with it our copies of the writing end; only the command's are left.
    drop(process);
    Ok((child, Receiver::from_owned_fd(OwnedFd::from(reader))?))
}

/// Starts a program with a pipe for each of its streams; the rest as for [`spawn`].
pub(crate) fn with_pipes(
    program: &Program,
    folder: &Path,
    tag: (&str, &str),
    lifeline: PipeWriter,
) -> io::Result<(Child, Pipes)> {
    let mut process = prepare(program, folder, lifeline);
    process.env(tag.0, tag.1).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = process.spawn()?;
    match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
        (Some(input), Some(output), Some(errors)) => Ok((child, Pipes { input, output, errors })),
        _ => Err(io::Error::other("the process has no pipes")),
    }
}

#[expect(clippy::disallowed_methods, reason = "`exec` is where processes are spawned")]
fn prepare(program: &Program, folder: &Path, lifeline: PipeWriter) -> tokio::process::Command {
    let mut process = match program {
        Program::Shell(line) => {
            let mut shell = tokio::process::Command::new("/bin/sh");
            shell.arg("-c").arg(line);
            shell
        }
        Program::Argv { name, arguments } => {
            let mut program = tokio::process::Command::new(name);
            program.args(arguments);
            program
        }
    };
    environment::hide(&mut process, environment::is_secret);
    process.current_dir(folder).kill_on_drop(true);
    leave_session(&mut process, lifeline);
    process
}

/// The signals that a shell lets the programs ignore which it starts in the background, or `nohup` does. A shell that
/// begins with one ignored can never trap it again.
const IGNORED_IN_THE_BACKGROUND: [Signal; 3] = [Signal::SIGHUP, Signal::SIGINT, Signal::SIGQUIT];

/// Gives the child a session, so that it has no terminal and one signal reaches its whole group, and every signal that
/// asks it to end its usual effect; on Linux the kernel also kills it when the thread that started it ends.
fn leave_session(process: &mut tokio::process::Command, lifeline: PipeWriter) {
    #[cfg(target_os = "linux")]
    let parent = rustix::process::getpid();
    let enter = move || {
        rustix::process::setsid()?;
        watchdog::announce(&lifeline)?;
        for asking in IGNORED_IN_THE_BACKGROUND {
            #[expect(unsafe_code, reason = "the default action runs no code of ours")]
            // SAFETY: see the reason above.
            unsafe { signal(asking, SigHandler::SigDfl) }?;
        }
        #[cfg(target_os = "linux")]
        {
            rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
            if rustix::process::getppid() != Some(parent) {
                // The parent died before its death could be announced.
                return Err(io::Error::from(rustix::io::Errno::SRCH));
            }
        }
        Ok(())
    };
    #[expect(
        unsafe_code,
        reason = "the closure makes system calls only: no allocation, no lock, as fork demands"
    )]
    // SAFETY: see the reason above; `io::Error::from(Errno)` does not allocate either.
    unsafe {
        process.pre_exec(enter);
    }
}
