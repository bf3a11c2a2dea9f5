//! A small process that outlives us if we are killed, and then kills the command's process group.
//!
//! The kernel's parent-death signal reaches the command's first process only, and exists on Linux only.

use std::io::{self, PipeWriter, Write};
use std::process::Stdio;

use tokio::process::Child;

/// Reads the id of the group; then waits until its standard input ends, that is, until no process holds the
/// other end of the pipe. (dash knows `--` only after `-s`.)
const SCRIPT: &str = r#"read -r group && read -r never; kill -s KILL -- "-$group""#;

/// Guards one process group for as long as it is held.
pub(crate) struct Watchdog {
    // Dropped, and thereby killed, before the pipe: our own drop must not set it off.
    _process: Child,
    lifeline: PipeWriter,
}

impl Watchdog {
    /// Starts one that waits to be told its group.
    #[expect(clippy::disallowed_methods, reason = "`exec` is where processes are spawned")]
    pub(crate) fn start() -> io::Result<Self> {
        let (reader, lifeline) = io::pipe()?;
        let process = tokio::process::Command::new("/bin/sh")
            .args(["-c", SCRIPT, "kinglet-watchdog"])
            .env_clear()
            .current_dir("/")
            .stdin(reader)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0) // Ctrl-C in the terminal must not reach it.
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self { _process: process, lifeline })
    }

    /// Where the leader of a new group must [`announce`] itself before it does anything else.
    pub(crate) fn lifeline(&self) -> io::Result<PipeWriter> {
        self.lifeline.try_clone()
    }
}

/// Puts the calling process's group into the watchdog's care. Allocates nothing: it runs between fork and exec.
pub(crate) fn announce(mut lifeline: &PipeWriter) -> io::Result<()> {
    let mut line = [0; 16];
    let mut rest = line.as_mut_slice();
    writeln!(rest, "{}", rustix::process::getpid().as_raw_pid())?;
    let unused = rest.len();
    lifeline.write_all(line.split_at(line.len() - unused).0)
}
