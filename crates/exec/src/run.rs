//! Runs one command from its start until everything that it started is gone.

use std::io;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use kinglet_domain::check::Ended;
use tokio::net::unix::pipe::Receiver;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::capture::Capture;
use crate::command::{Command, Program, Stop};
use crate::error::Error;
use crate::guarded::Guarded;
use crate::{ended, spawn};

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// How it ended.
    pub ended: Ended,
    /// What it and its children printed on either stream, in order; where the middle is missing, a line says so.
    pub output: String,
    /// How long it ran.
    pub elapsed: Duration,
}

/// Runs a command and returns when it and all that it started have ended.
///
/// At the timeout, and when `cancel` is cancelled, it is asked to end ([`Stop`]); after the grace, all of it gets
/// SIGKILL. What is left when the command itself has ended may write for the grace, then it is killed. A dropped future
/// kills at once, and so does the death of this process (on Linux also the end of the thread that polled the future
/// first, so a thread that starts commands must outlive them).
///
/// Needs a tokio runtime with IO and time enabled.
///
/// # Errors
/// [`Error::Folder`] without a working folder, [`Error::Start`] if not even the shell starts, [`Error::Cancelled`]
/// if cancelled, and [`Error::Lost`] if the system fails underneath. A command that is not found is no error but
/// [`Ended::NotFound`].
pub async fn run(command: &Command, cancel: &CancellationToken) -> Result<Finished, Error> {
    if cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    if !command.folder.is_dir() {
        return Err(Error::Folder { folder: command.folder.clone() });
    }
    let started = Instant::now();
    let running = match Running::start(command) {
        Ok(running) => running,
        Err(error) => return not_started(command, error),
    };
    let lost = |source| Error::Lost { program: spawn::name(&command.program).to_owned(), source };
    let (end, capture) = running.finish(command, cancel).await.map_err(lost)?;
    let output = capture.finish();
    let ended = match end {
        End::Exited(status) => ended::read(status, &output),
        End::TimedOut => Ended::TimedOut { seconds: command.timeout.as_secs() },
        End::Cancelled => return Err(Error::Cancelled),
    };
    Ok(Finished { ended, output, elapsed: started.elapsed() })
}

/// A program that is not there is the command's failure; a shell that is not there is the machine's.
fn not_started(command: &Command, error: io::Error) -> Result<Finished, Error> {
    let program = spawn::name(&command.program).to_owned();
    match (&command.program, error.kind()) {
        (Program::Argv { .. }, io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(Finished {
            ended: Ended::NotFound { message: format!("{program}: {error}") },
            output: String::new(),
            elapsed: Duration::ZERO,
        }),
        _ => Err(Error::Start { program, source: error }),
    }
}

/// Why a command is no longer running.
enum End {
    Exited(ExitStatus),
    TimedOut,
    Cancelled,
}

/// A command that runs.
struct Running {
    process: Guarded,
    output: Receiver,
}

impl Running {
    fn start(command: &Command) -> io::Result<Self> {
        let (process, output) = Guarded::start(|tag, lifeline| spawn::spawn(command, tag, lifeline))?;
        Ok(Self { process, output })
    }

    async fn finish(mut self, command: &Command, cancel: &CancellationToken) -> io::Result<(End, Capture)> {
        let mut capture = Capture::new(command.cap);
        // Biased: an endless output must not keep the other events from being seen.
        let end = tokio::select! {
            biased;
            () = cancel.cancelled() => End::Cancelled,
            () = sleep(command.timeout) => End::TimedOut,
            status = self.process.child.wait() => End::Exited(status?),
            error = read_on(&self.output, &mut capture) => return Err(error),
        };
        match end {
            End::Exited(_) => {
                // Something in the background may hold the pipe; it gets the grace to finish its words.
                within(command.grace, read(&self.output, &mut capture)).await?;
            }
            End::TimedOut | End::Cancelled => {
                match command.stop {
                    Stop::Terminate => self.process.family.terminate(),
                    Stop::Interrupt => self.process.family.interrupt(),
                }
                let output = &self.output;
                let quiet = async {
                    tokio::try_join!(self.process.child.wait(), read(output, &mut capture)).map(drop)
                };
                within(command.grace, quiet).await?;
            }
        }
        self.process.family.kill();
        // All are gone, so this ends; unless one hangs in the kernel, which must not hang us.
        let output = &self.output;
        let rest =
            async { tokio::try_join!(self.process.child.wait(), read(output, &mut capture)).map(drop) };
        within(Command::GRACE, rest).await?;
        Ok((end, capture))
    }
}

/// Waits for `work`, but not beyond `limit`.
async fn within(limit: Duration, work: impl Future<Output = io::Result<()>>) -> io::Result<()> {
    timeout(limit, work).await.unwrap_or(Ok(()))
}

/// Reads to the end of the output.
///
/// Safe to cancel: what was read is in the capture.
async fn read(output: &Receiver, capture: &mut Capture) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        output.readable().await?;
        match output.try_read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => capture.push(buffer.get(..length).unwrap_or(&[])),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
}

/// Reads to the end of the output and then rests: a command may close its streams and go on. Returns only errors.
async fn read_on(output: &Receiver, capture: &mut Capture) -> io::Error {
    match read(output, capture).await {
        Ok(()) => std::future::pending().await,
        Err(error) => error,
    }
}
