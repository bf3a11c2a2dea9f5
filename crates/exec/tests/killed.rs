//! A killed agent leaves no commands behind. In a file of its own: the commands of other tests in the same process
//! would clean up here, too.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::time::Duration;

use kinglet_exec::{Command, run};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tokio_util::sync::CancellationToken;

/// Not a test of its own: what the test below starts in another process, and kills.
#[tokio::test]
async fn host() {
    let Some(folder) = std::env::var_os("HOST_FOLDER") else { return };
    let line = "exec 9>pipe; (sleep 20; echo survived >&9) & mkfifo ready; \
        setsid sh -c 'echo >ready; sleep 20; echo escaped >&9' & read -r _ <ready; \
        echo begun >&9; sleep 20; echo survived >&9";
    run(&Command::shell(line, folder, Duration::from_mins(1)), &CancellationToken::new()).await.unwrap();
}

#[test]
#[expect(clippy::disallowed_methods, reason = "starts this test program again, to kill it")]
fn commands_die_with_a_killed_agent() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let mut host = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "host", "--nocapture"])
        .env("HOST_FOLDER", folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut pipe = BufReader::new(File::open(pipe).unwrap());
    let (mut first, mut rest) = (String::new(), String::new());
    pipe.read_line(&mut first).unwrap();
    assert_eq!(first, "begun\n");
    host.kill().unwrap();
    host.wait().unwrap();
    // Ends when no process of the command is left that could still write.
    pipe.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}
