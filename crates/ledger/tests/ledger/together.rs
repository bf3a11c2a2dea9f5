//! Readers beside a writer.

use insta::assert_snapshot;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_ledger::{Error, Ledger, Seq, Step};

use crate::support::{R1, Scene, evidence, file_in, plain};

#[test]
fn a_reader_sees_what_is_committed_while_the_writer_goes_on() {
    let mut scene = Scene::new();
    let reader = Ledger::open_read_only(&scene.path()).unwrap();
    for seq in 1..50 {
        assert_eq!(reader.cursor(R1).unwrap().seq, Seq(seq));
        scene.ledger.commit(R1, Seq(seq), &plain("x")).unwrap();
    }
    assert_eq!(reader.steps(R1).unwrap(), scene.ledger.steps(R1).unwrap());
}

/// A log that grows while it is looked at is not taken for a damaged one, nor is one that is begun anew.
#[test]
fn a_reader_can_come_at_any_moment() {
    let Scene { folder, mut ledger } = Scene::new();
    let path = file_in(&folder);
    let content = "a line of what a test printed\n".repeat(1000);
    let seen = [evidence(Kind::ShellOutput, Status::Neutral, "ls", &content)];
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for seq in 1..1500 {
                ledger.commit(R1, Seq(seq), &Step { evidence: &seen, ..plain("x") }).unwrap();
            }
        });
        let mut last = Seq::FIRST;
        while !writer.is_finished() {
            let now = Ledger::open_read_only(&path).unwrap().cursor(R1).unwrap().seq;
            assert!(now >= last, "{now} after {last}");
            last = now;
        }
    });
}

#[test]
fn a_reader_does_not_write() {
    let scene = Scene::new();
    let mut reader = Ledger::open_read_only(&scene.path()).unwrap();
    let error = reader.commit(R1, Seq(1), &plain("x")).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }), "{error:?}");
    let text = error.to_string().replace(&scene.path().display().to_string(), "PATH");
    assert_snapshot!(text, @"the ledger PATH cannot be written; check its permissions");
}

#[test]
fn a_reader_of_nothing_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(&folder);
    assert!(matches!(Ledger::open_read_only(&path), Err(Error::Absent { .. })));
    assert!(!path.exists());
    std::fs::write(&path, "").unwrap();
    assert!(matches!(Ledger::open_read_only(&path), Err(Error::Absent { .. })));
}
