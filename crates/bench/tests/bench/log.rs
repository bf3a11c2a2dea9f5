//! Results are kept line by line, and what is not whole does not count.

use std::fs;

use insta::assert_snapshot;
use kinglet_bench::{Claim, Log, Outcome};

use crate::support::{Stage, attempt, entry, options, read};

#[test]
fn what_was_appended_is_read_again() {
    let stage = Stage::new();
    let path = stage.path("results.jsonl");
    let entries = [
        entry("c-easy", "m", Outcome::of(attempt(Claim::Done, Some(3)), true)),
        entry("c-easy", "n", Outcome::of(attempt(Claim::Done, None), false)),
        entry("go-hard", "m", Outcome::of(attempt(Claim::NothingToDo, None), false)),
        entry("go-hard", "m", Outcome::Skipped { reason: "go is not installed".to_owned() }),
    ];
    let mut log = Log::open(&path).unwrap();
    for entry in entries.clone() {
        log.append(entry).unwrap();
    }
    assert!(matches!(entries[1].outcome, Outcome::FalseDone(_)));
    assert!(matches!(entries[2].outcome, Outcome::Unsolved(_)));
    assert_eq!(kinglet_bench::read(&path).unwrap(), entries);
    assert_eq!(log.last("go-hard", &options("m")), Some(&entries[3]));
    assert_eq!(log.last("go-hard", &options("n")), None);
    assert_snapshot!(read(&path).lines().next().unwrap(), @r#"{"v":1,"task":"c-easy","kind":"feature","language":"c","difficulty":"easy","kinglet":"0.0.0","options":{"model":"m","endpoint":"http://127.0.0.1:8080","threads":null,"attempts":40,"samples":1,"explore":"auto","seconds":1200},"outcome":"solved","claim":"done","account":"not done: a|b","verdict":"exit code 1\n<b>41 & not 42</b>","seconds":2.25,"model":"m (http://127.0.0.1:8080)","steps":9,"calls":2,"prompt_tokens":3,"cached_tokens":1,"generated_tokens":7,"model_seconds":1.5,"attempts":2,"refused":1,"reverts":0,"kept":0,"repairs":0,"explorations":0,"escalations":0}"#);
}

#[test]
fn a_torn_line_is_dropped_and_no_other() {
    let stage = Stage::new();
    let path = stage.path("results.jsonl");
    let first = entry("c-easy", "m", Outcome::of(attempt(Claim::Done, Some(3)), true));
    Log::open(&path).unwrap().append(first.clone()).unwrap();
    let first = [first];
    let whole = read(&path);
    for length in 0..whole.len() {
        fs::write(&path, whole.clone() + &whole[..length]).unwrap();
        assert_eq!(kinglet_bench::read(&path).unwrap(), first);
        assert_eq!(Log::open(&path).unwrap().entries(), first);
        assert_eq!(read(&path), whole, "what is appended begins a line");
    }
}

#[test]
fn results_that_cannot_be_understood_are_left_alone() {
    let stage = Stage::new();
    for (line, wrong) in [("{\"v\":2,\"new\":1}\n", "later"), ("{\"v\":1}\n", "short"), ("?\n", "damaged")] {
        let path = stage.path(wrong);
        fs::write(&path, line).unwrap();
        let error = stage.masked(&Log::open(&path).unwrap_err().to_string());
        assert!(
            error.starts_with(&format!("line 1 of STAGE/{wrong} is no result of this version")),
            "{error}"
        );
        assert_eq!(read(&path), line);
    }
}

#[test]
fn nobody_appends_beside_another() {
    let stage = Stage::new();
    let path = stage.path("results.jsonl");
    let log = Log::open(&path).unwrap();
    assert_snapshot!(stage.masked(&Log::open(&path).unwrap_err().to_string()), @"another kinglet appends to STAGE/results.jsonl; wait until it has ended, or name another folder");
    drop(log);
    Log::open(&path).unwrap();
}
