//! A program that is talked to.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::path::Path;

use kinglet_exec::{Companion, Error, Pipes, Program};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};

fn start(line: &str) -> (Companion, Pipes) {
    Companion::start(&Program::Shell(line.to_owned()), Path::new("/")).unwrap()
}

#[tokio::test]
async fn hears_and_answers_on_streams_of_their_own() {
    let (mut companion, mut pipes) = start("read -r word; echo \"$word back\"; echo aside >&2; exit 3");
    pipes.input.write_all(b"there\n").await.unwrap();
    let (mut said, mut aside) = (String::new(), String::new());
    pipes.output.read_to_string(&mut said).await.unwrap();
    pipes.errors.read_to_string(&mut aside).await.unwrap();
    assert_eq!((said.as_str(), aside.as_str()), ("there back\n", "aside\n"));
    assert_eq!(companion.ended().await.unwrap().code(), Some(3));
}

#[tokio::test]
async fn is_told_from_one_that_is_not_there() {
    let absent = Program::Argv { name: "kinglet-no-such-program".to_owned(), arguments: vec![] };
    let error = Companion::start(&absent, Path::new("/")).err().unwrap();
    assert!(matches!(error, Error::Start { .. }), "{error}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn tells_its_memory_and_takes_its_family_with_it() {
    let (companion, pipes) = start("sh -c 'echo $$; sleep 60' & setsid sh -c 'echo $$; sleep 60' & wait");
    let mut lines = BufReader::new(pipes.output).lines();
    let mut pids = vec![];
    while pids.len() < 2 {
        pids.push(lines.next_line().await.unwrap().unwrap());
    }
    assert!(companion.memory().unwrap() > 100_000);
    drop(companion);
    let left = pids.iter().filter(|pid| {
        let stat = std::fs::read_to_string(Path::new("/proc").join(pid).join("stat"));
        stat.is_ok_and(|stat| !stat.contains(") Z "))
    });
    assert_eq!(left.count(), 0);
}
