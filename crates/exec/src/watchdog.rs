//! A small process that outlives us if we are killed, and then kills what the command started.
//!
//! The kernel's parent-death signal reaches the command's first process only, and exists on Linux only.

use std::io::{self, PipeWriter, Write};
use std::process::Stdio;

use tokio::process::Child;

/// Reads the id of the group; then waits until its standard input ends, that is, until no process holds the
/// other end of the pipe. Kills the group, then (where there is a `/proc`) whoever left the group but still
/// carries the tag, a few times over, for one that is forking may be missed. (dash knows `--` only after `-s`.)
const SCRIPT: &str = r#"
read -r group && read -r never
kill -s KILL -- "-$group"
for round in 1 2 3 4 5; do
    found=$(grep -slzFx -- "$1" /proc/[0-9]*/environ)
    test -n "$found" || exit 0
    for file in $found; do
        pid=${file#/proc/}
        kill -s KILL "${pid%/environ}"
    done
done
"#;

/// Guards one command for as long as it is held.
pub(crate) struct Watchdog {
    // Dropped, and thereby killed, before the pipe: our own drop must not set it off.
    _process: Child,
    lifeline: PipeWriter,
}

impl Watchdog {
    /// Starts one that waits to be told its group.
    ///
    /// - `tag`: the variable that all processes of the command carry, as `NAME=VALUE`.
    #[expect(clippy::disallowed_methods, reason = "`exec` is where processes are spawned")]
    pub(crate) fn start(tag: &str) -> io::Result<Self> {
        let (reader, lifeline) = io::pipe()?;
        let process = tokio::process::Command::new("/bin/sh")
            .args(["-c", SCRIPT, "kinglet-watchdog", tag])
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
