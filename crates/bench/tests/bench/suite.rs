//! What is a suite, and what is said of what is none.

use insta::assert_snapshot;
use kinglet_bench::Suite;

use crate::support::{Stage, TASK};

/// The names of the tasks, or what is wrong.
fn check(stage: &Stage, path: &str, only: &[&str]) -> String {
    let only: Vec<String> = only.iter().map(|&word| word.to_owned()).collect();
    match Suite::read(&stage.path(path)).and_then(|suite| suite.only(&only)) {
        Ok(suite) => suite.tasks.into_iter().map(|task| task.name).collect::<Vec<_>>().join(" "),
        Err(error) => stage.masked(&error.to_string()),
    }
}

#[test]
fn a_suite_is_a_folder_of_tasks_or_one_task() {
    let stage = Stage::new();
    for folder in ["suite/tasks/c-two", "suite/tasks/c-one"] {
        stage.task(folder);
    }
    stage.write("suite/tasks/.git/x", "");
    stage.write("suite/tasks/notes.txt", "");
    for path in ["suite", "suite/tasks", "suite/tasks/../tasks"] {
        assert_eq!(check(&stage, path, &[]), "c-one c-two");
    }
    assert_eq!(check(&stage, "suite/tasks/c-one", &[]), "c-one");
    assert_eq!(check(&stage, "suite", &["two"]), "c-two");
    assert_eq!(
        check(&stage, "suite", &["nothing", "one"]),
        "no task of the suite has `nothing` in its name, kind, language or difficulty; --list shows them all"
    );
    assert_eq!(check(&stage, "suite", &["hard"]), "c-one c-two");
    assert_snapshot!(check(&stage, "suite/tasks/c-one/repo", &[]), @"STAGE/suite/tasks/c-one/repo is no suite: it has neither a `task.toml` nor folders that have one, nor a folder `tasks` of such");
    assert_snapshot!(check(&stage, "elsewhere", &[]), @"STAGE/elsewhere is no suite: it has neither a `task.toml` nor folders that have one, nor a folder `tasks` of such");
}

#[test]
fn what_is_wrong_with_a_task_is_said() {
    let stage = Stage::new();
    stage.task("tasks/one");
    let with = |from: &str, to: &str| {
        assert!(TASK.contains(from));
        stage.write("tasks/one/task.toml", &TASK.replace(from, to));
        check(&stage, "", &[])
    };
    assert_snapshot!(with("'c'", "'cobol'"), @"STAGE/tasks/one/task.toml is no task: `language` is `cobol`; it can be c, go, java, javascript, python, rust");
    assert_snapshot!(with("'feature'", "'failing-test'"), @"STAGE/tasks/one/task.toml is no task: a failing test needs a `check` that shows it");
    assert_snapshot!(with("'Write 42.'", "' '"), @"STAGE/tasks/one/task.toml is no task: `task` says nothing");
    assert_snapshot!(with("seconds = 9", "seconds = 0"), @"STAGE/tasks/one/task.toml is no task: `seconds` says nothing");
    assert_snapshot!(with("seconds = 9", "minutes = 9"), @"
    STAGE/tasks/one/task.toml is no task: TOML parse error at line 6, column 1
      |
    6 | minutes = 9
      | ^^^^^^^
    unknown field `minutes`, expected one of `kind`, `language`, `difficulty`, `task`, `check`, `verdict`, `seconds`
    ");
    stage.write("tasks/one/task.toml", TASK);
    std::fs::remove_dir_all(stage.path("tasks/one/hidden")).unwrap();
    assert_snapshot!(check(&stage, "", &[]), @"STAGE/tasks/one/task.toml is no task: there is no folder `hidden` beside it");
}
