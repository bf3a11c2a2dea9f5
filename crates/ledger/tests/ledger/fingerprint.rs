//! The fingerprint: the same for the same course, and silent about nothing else.

use std::path::Path;
use std::time::Duration;

use insta::assert_snapshot;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, RunId, Status};
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Ending, Ledger, NewEpisode, NewRun, Seq, Source, Step};

use crate::support::{R1, Scene, edit, episode, evidence, file_in, new_run, plain};

/// When and where a run takes place.
struct Occasion {
    ulid: &'static str,
    root: &'static str,
    backend: &'static str,
    start: i64,
}

const AT_HOME: Occasion =
    Occasion { ulid: "01JD0000000000000000000001", root: "/shop", backend: "embedded", start: 0 };

/// Records the same course; `pause` may do what it likes with the file between two steps.
fn record(path: &Path, occasion: &Occasion, pause: impl Fn(Ledger, RunId) -> Ledger) -> String {
    let &Occasion { ulid, root, backend, start } = occasion;
    let mut ledger = Ledger::open(path).unwrap();
    let began = Step { intent: Some(r#"{"run":"make test"}"#), ..Step::new(Millis(start), "began", "{}") };
    let id = ledger.begin(&NewRun { root, ..new_run(ulid) }, &began).unwrap();
    let mut ledger = pause(ledger, id);
    let wall = Duration::from_millis(start.unsigned_abs());
    let new = NewEpisode { backend: backend.to_owned(), wall, ..episode() };
    let seen = [evidence(Kind::TestResult, Status::Failed, "make test", "1 failed")];
    let edits = [edit("a.py", Some("a"), Some("b")), edit("b.py", None, Some("b"))];
    let answered = Step {
        source: Source::New(&new),
        evidence: &seen,
        edits: &edits,
        ..Step::new(Millis(start + 1), "answered", r#"{"attempt":1}"#)
    };
    ledger.commit(id, Seq(1), &answered).unwrap();
    let mut ledger = pause(ledger, id);
    let ended = Some(Ending { outcome: OutcomeName::Done, summary: "it passes" });
    ledger.commit(id, Seq(2), &Step { ended, ..Step::new(Millis(start + 2), "check_ended", "{}") }).unwrap();
    ledger.fingerprint(id).unwrap()
}

#[test]
fn an_interrupted_run_equals_one_that_was_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(&folder);
    let whole = record(&path, &AT_HOME, |ledger, _run| ledger);
    let elsewhere = Occasion {
        ulid: "01JD0000000000000000000002",
        root: "/elsewhere",
        backend: "http://[::1]:1",
        start: 5_000,
    };
    let interrupted = record(&path, &elsewhere, |mut ledger, run| {
        ledger.interrupt(run, Millis(6_000), "Ctrl-C").unwrap();
        drop(ledger);
        Ledger::open(&path).unwrap()
    });
    assert_eq!(whole, interrupted);
    assert_snapshot!(whole, @r#"
    {"table":"runs","task":"make the total right","check_command":"make test","options":"{}","outcome":"done","summary":"it passes"}
    {"table":"steps","seq":1,"event":"began","intent":"{\"run\":\"make test\"}"}
    {"table":"steps","seq":2,"event":"answered","intent":null}
    {"table":"steps","seq":3,"event":"check_ended","intent":null}
    {"table":"cursors","seq":3,"state":"{}"}
    {"table":"episodes","number":1,"seq":2,"role":"coder","about":"cart.py","model":"tiny","finish":"length","temperature":0.20000000298023224,"top_p":0.949999988079071,"seed":7,"prompt_tokens":4,"generated_tokens":5,"repairs":"[\"closed the fence\"]","action":"{\"edit\":\"file\"}","prompt_hash":"026991fce3e2235fbb60b985e25846cc625e4980bb33a6cc6478280ee6f83011","reply":"```\ntotal\n```"}
    {"table":"prompt_parts","episode":1,"position":1,"name":"role","tokens":4,"hash":"3008ebfe22f500bdaa4557887331ec13cea1f783bada9f73e25127146201fecb"}
    {"table":"prompt_parts","episode":1,"position":2,"name":"task","tokens":3,"hash":"8e8666a461f7bd954b5955ef9011d95c676b9893402856fc9bf91ac1cd570406"}
    {"table":"evidence","number":1,"seq":2,"episode":1,"node":null,"kind":"test_result","origin":"harness","status":"failed","subject":"make test","summary":"about make test","content":"1 failed"}
    {"table":"edits","number":1,"seq":2,"episode":1,"path":"a.py","before_hash":"17762fddd969a453925d65717ac3eea21320b66b54342fde15128d6caf21215f","after_hash":"10e5cf3d3c8a4f9f3468c8cc58eea84892a22fdadbc1acb22410190044c1d553","purpose":"apply","reason":"the total was wrong"}
    {"table":"edits","number":2,"seq":2,"episode":1,"path":"b.py","before_hash":null,"after_hash":"10e5cf3d3c8a4f9f3468c8cc58eea84892a22fdadbc1acb22410190044c1d553","purpose":"apply","reason":"the total was wrong"}
    "#);
}

#[test]
fn another_course_has_another_fingerprint() {
    let mut scene = Scene::new();
    let before = scene.ledger.fingerprint(R1).unwrap();
    scene.ledger.commit(R1, Seq(1), &plain("answered")).unwrap();
    assert_ne!(scene.ledger.fingerprint(R1).unwrap(), before);
}

#[test]
fn another_model_has_another_fingerprint() {
    let fingerprint = |model: &str| {
        let mut scene = Scene::new();
        let new = NewEpisode { model: model.to_owned(), ..episode() };
        scene.ledger.commit(R1, Seq(1), &Step { source: Source::New(&new), ..plain("answered") }).unwrap();
        scene.ledger.fingerprint(R1).unwrap()
    };
    assert_eq!(fingerprint("tiny"), fingerprint("tiny"));
    assert_ne!(fingerprint("tiny"), fingerprint("small"));
}
