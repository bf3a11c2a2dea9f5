//! What is judged is what was made of a task, and nothing that was made for the judge.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_bench::{Judgement, Task, Toolbox, Workshop};
use tokio_util::sync::CancellationToken;

use crate::support::{Stage, TASK, read};

/// What is said of the usual task after somebody worked on it.
async fn judged(stage: &Stage, work: impl Fn(&Path)) -> Judgement {
    stage.task("one");
    let task = Task::read(&stage.path("one")).unwrap();
    let workshop = Workshop::open(&task).await.unwrap();
    assert_eq!(read(workshop.task_file()), "Write 42.");
    work(workshop.repo());
    workshop.judge(&task, &CancellationToken::new()).await.unwrap()
}

#[tokio::test]
async fn the_hidden_files_decide() {
    let stage = Stage::new();
    let idle = judged(&stage, |_| {}).await;
    assert!(!idle.is_solved && idle.diff.is_empty());
    assert_snapshot!(idle.said, @"
    exit code 1
    answer verdict/answer differ: byte 2, line 1
    ");
    let solved = judged(&stage, |repo| fs::write(repo.join("answer"), "42\n").unwrap()).await;
    assert!(solved.is_solved, "{}", solved.said);
    assert!(String::from_utf8(solved.diff).unwrap().ends_with("-41\n+42\n"));
}

#[tokio::test]
async fn what_was_put_in_the_place_of_the_hidden_files_is_taken_away() {
    let stage = Stage::new();
    stage.write("mine/answer", "41\n");
    for link in ["verdict", "verdict/answer"] {
        let judgement = judged(&stage, |repo| {
            let link = repo.join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(stage.path(if link.ends_with("answer") { "mine/answer" } else { "mine" }), link).unwrap();
        });
        assert!(!judgement.await.is_solved);
        assert_eq!(read(&stage.path("mine/answer")), "41\n", "nothing is written through a link");
    }
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let stage = Stage::new();
    stage.task("one");
    let lines = [
        ("'cmp answer verdict/answer'", "'no-such-tool x'", "no-such-tool"),
        ("'c'\n", "'python'\ncheck = 'python3 -m no_such_module'\n", "no_such_module"),
    ];
    for (from, to, missing) in lines {
        stage.write("one/task.toml", &TASK.replace(from, to));
        let task = Task::read(&stage.path("one")).unwrap();
        let found = Toolbox::default().missing(&task, &CancellationToken::new()).await.unwrap();
        assert_eq!(found.as_deref(), Some(missing));
    }
}
