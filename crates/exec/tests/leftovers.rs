//! Whatever a command does to stay alive, nothing of it is left.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::{Command, Error, Finished, Stop, run};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio_util::sync::CancellationToken;

const LONG: Duration = Duration::from_mins(1);

/// A folder with a named pipe, `pipe`, through which a command tells of itself.
struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mode = rustix::fs::Mode::RWXU;
        rustix::fs::mknodat(rustix::fs::CWD, folder.path().join("pipe"), rustix::fs::FileType::Fifo, mode, 0)
            .unwrap();
        Self { folder }
    }

    fn shell(&self, line: &str) -> Command {
        let grace = Duration::from_millis(50);
        Command { grace, ..Command::shell(line, self.folder.path(), LONG) }
    }

    fn pipe(&self) -> PathBuf {
        self.folder.path().join("pipe")
    }

    /// The process ids in the first line that is written to the pipe; then cancels.
    fn pids(&self, cancel: &CancellationToken) -> JoinHandle<Vec<i32>> {
        let (pipe, cancel) = (self.pipe(), cancel.clone());
        spawn_blocking(move || {
            let pids = first_line(&mut BufReader::new(File::open(pipe).unwrap()));
            cancel.cancel();
            pids
        })
    }
}

fn first_line(pipe: &mut impl BufRead) -> Vec<i32> {
    let mut line = String::new();
    pipe.read_line(&mut line).unwrap();
    line.split_whitespace().map(|pid| pid.parse().unwrap()).collect()
}

fn is_alive(pid: i32) -> bool {
    fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat"))
        .is_ok_and(|stat| !stat.contains(") Z "))
}

fn assert_dead(pids: &[i32], expected: usize) {
    assert_eq!(pids.len(), expected);
    for pid in pids {
        assert!(!is_alive(*pid), "{pid} is alive");
    }
}

/// Runs `line`, which writes process ids to `pipe`, cancels it, and looks whether all of them are dead.
async fn cancelled(line: &str, expected: usize) {
    let stage = Stage::new();
    let cancel = CancellationToken::new();
    let pids = stage.pids(&cancel);
    let result = run(&stage.shell(line), &cancel).await;
    assert!(matches!(result, Err(Error::Cancelled)), "{result:?}");
    assert_dead(&pids.await.unwrap(), expected);
}

/// Runs `line`, which prints process ids and ends by itself, and looks whether all of them are dead.
async fn ended(line: &str, expected: usize) -> Finished {
    let stage = Stage::new();
    let finished = run(&stage.shell(line), &CancellationToken::new()).await.unwrap();
    let pids: Vec<i32> = finished.output.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert_dead(&pids, expected);
    finished
}

#[tokio::test]
async fn a_tree_that_ignores_sigterm_is_killed() {
    cancelled(
        "trap '' TERM; (trap '' TERM; sleep 1000; sleep 1000) & echo $$ $! >pipe; sleep 1000; sleep 1000",
        2,
    )
    .await;
}

#[tokio::test]
async fn a_tree_may_end_itself_at_sigterm() {
    let stage = Stage::new();
    let cancel = CancellationToken::new();
    let pids = stage.pids(&cancel);
    // The inner shell announces itself, so that the signal cannot come while it is being forked.
    let line = "trap 'echo bye >said; exit' TERM; sh -c 'echo $$ >pipe; exec sleep 1000' & wait";
    let command = Command { grace: LONG, ..stage.shell(line) };
    assert!(matches!(run(&command, &cancel).await, Err(Error::Cancelled)));
    assert_dead(&pids.await.unwrap(), 1);
    assert_eq!(fs::read_to_string(stage.folder.path().join("said")).unwrap(), "bye\n");
}

#[tokio::test]
async fn one_that_is_interrupted_is_asked_alone() {
    let stage = Stage::new();
    let cancel = CancellationToken::new();
    let pids = stage.pids(&cancel);
    let line = "trap 'echo bye >said; exit' INT; \
        sh -c \"trap 'echo asked >told; exit' TERM; echo \\$\\$ >pipe; sleep 1000 & wait\" >/dev/null 2>&1 & wait";
    let command = Command { grace: LONG, stop: Stop::Interrupt, ..stage.shell(line) };
    assert!(matches!(run(&command, &cancel).await, Err(Error::Cancelled)));
    assert_dead(&pids.await.unwrap(), 1);
    assert_eq!(fs::read_to_string(stage.folder.path().join("said")).unwrap(), "bye\n");
    assert!(!stage.folder.path().join("told").exists());
}

#[test]
fn one_that_is_interrupted_ends_even_if_we_ignore_interrupts() {
    // As in the background of a script, and under `nohup`.
    let line = "trap '' INT; exec \"$0\" --exact one_that_is_interrupted_is_asked_alone";
    #[expect(clippy::disallowed_methods, reason = "the test itself is started anew, not a command")]
    let mut test = std::process::Command::new("/bin/sh");
    let ended = test.arg("-c").arg(line).arg(std::env::current_exe().unwrap()).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success() && said.contains("1 passed"), "{said}");
}

/// The clock stands still until the command has announced itself: a paused one does not jump while the reader blocks.
#[tokio::test(start_paused = true)]
async fn a_timeout_kills_the_tree_too() {
    let stage = Stage::new();
    let told = CancellationToken::new();
    let pids = stage.pids(&told);
    let command = stage.shell("trap '' TERM; sleep 1000 & echo $! $$ >pipe; sleep 1000; sleep 1000");
    let never = CancellationToken::new();
    let deadline = async {
        let pids = pids.await.unwrap();
        tokio::time::advance(LONG).await;
        tokio::time::resume();
        pids
    };
    let (finished, pids) = tokio::join!(run(&command, &never), deadline);
    assert_eq!(finished.unwrap().ended, Ended::TimedOut { seconds: LONG.as_secs() });
    assert_dead(&pids, 2);
}

#[tokio::test]
async fn a_daemon_in_its_own_session_dies_with_a_cancelled_command() {
    cancelled("setsid sh -c 'echo $$ >pipe; sleep 1000; sleep 1000' >/dev/null 2>&1; sleep 1000", 1).await;
}

#[tokio::test]
async fn a_daemon_does_not_outlive_its_command() {
    // Two forks, a session of its own, no environment, its streams closed: as daemons do.
    let daemon = "echo $$ >ready; exec sleep 1000";
    let line = format!(
        "mkfifo ready; (env -i setsid /bin/sh -c '{daemon}' >/dev/null 2>&1 </dev/null &); read pid <ready; echo $pid"
    );
    assert_eq!(ended(&line, 1).await.ended, Ended::Passed);
}

#[tokio::test]
async fn a_daemon_of_one_command_survives_the_end_of_another() {
    let stage = Stage::new();
    let (first, second) = (CancellationToken::new(), CancellationToken::new());
    let told = CancellationToken::new();
    let pids = stage.pids(&told);
    let line = "(setsid sh -c 'echo $$ >pipe; exec sleep 1000' >/dev/null 2>&1 &); sleep 1000";
    let command = stage.shell(line);
    let long = run(&command, &first);
    let short = async {
        told.cancelled().await;
        let pids = pids.await.unwrap();
        run(&stage.shell("true"), &second).await.unwrap();
        assert!(is_alive(pids[0]), "a stranger was killed");
        first.cancel();
        pids
    };
    let (result, pids) = tokio::join!(long, short);
    assert!(matches!(result, Err(Error::Cancelled)));
    assert_dead(&pids, 1);
}

#[tokio::test]
async fn a_background_process_that_holds_the_pipe_is_not_waited_for_long() {
    let finished = ended("sleep 1000 & echo $!", 1).await;
    assert_eq!(finished.ended, Ended::Passed);
}

#[tokio::test]
async fn last_words_of_a_background_process_are_read() {
    let stage = Stage::new();
    // The background process writes only after the shell is gone, when its reading end of `pipe` is closed.
    let line =
        "mkfifo gate; (exec 8>gate; cat pipe >/dev/null; echo late) & exec 9<gate; exec 7>pipe; echo early";
    let command = Command { grace: LONG, ..stage.shell(line) };
    let finished = run(&command, &CancellationToken::new()).await.unwrap();
    assert_eq!(finished.output, "early\nlate\n");
}

#[tokio::test]
async fn dropping_the_future_kills_at_once() {
    let stage = Stage::new();
    let told = CancellationToken::new();
    let pids = stage.pids(&told);
    let command = stage.shell("trap '' TERM; sleep 1000 & echo $! $$ >pipe; sleep 1000; sleep 1000");
    let never = CancellationToken::new();
    tokio::select! {
        result = run(&command, &never) => panic!("{result:?}"),
        () = told.cancelled() => {}
    }
    assert_dead(&pids.await.unwrap(), 2);
}
