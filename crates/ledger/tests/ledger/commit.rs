//! What is recorded can be read back, and what breaks a rule is not recorded.

use insta::assert_snapshot;
use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, Kind, RunId, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{
    Committed, Cursor, EditRow, Ended, Ending, EpisodeId, EpisodeRow, Error, EvidenceRow, FullEpisode,
    Ledger, Purpose, Query, RunRow, SectionSize, Seq, Source, Step, StepRow,
};

use crate::support::{R1, Scene, assert_sound, edit, episode, evidence, file_in, new_run, plain, raw};

const INTENT: &str = r#"{"run":"make test"}"#;

#[test]
fn a_step_comes_back_as_it_went_in() {
    let mut scene = Scene::new();
    let (new, seen) = (episode(), evidence(Kind::TestResult, Status::Failed, "make test", "1 failed\n"));
    let change = edit("cart.py", None, Some("total\n"));
    let step = Step {
        intent: Some(INTENT),
        source: Source::New(&new),
        evidence: std::slice::from_ref(&seen),
        edits: std::slice::from_ref(&change),
        ..Step::new(Millis(9), "answered", r#"{"attempt":1}"#)
    };
    let committed = scene.ledger.commit(R1, Seq::FIRST, &step).unwrap();
    assert_eq!(
        committed,
        Committed { seq: Seq(2), episode: Some(EpisodeId(1)), evidence: vec![EvidenceId(1)], nodes: vec![] }
    );

    let folder = scene.close();
    let ledger = Ledger::open(&file_in(&folder)).unwrap();
    let (seq, from) = (Seq(2), Some(EpisodeId(1)));
    assert_eq!(
        ledger.cursor(R1).unwrap(),
        Cursor { seq, state: r#"{"attempt":1}"#.to_owned(), intent: Some(INTENT.to_owned()) }
    );
    let row = EpisodeRow {
        number: EpisodeId(1),
        seq,
        role: new.role,
        about: new.about,
        model: new.model,
        backend: new.backend,
        sections: new
            .sections
            .iter()
            .map(|part| SectionSize { name: part.name.clone(), tokens: part.tokens })
            .collect(),
        reply: new.reply,
        action: new.action,
        repairs: new.repairs,
        finish: new.finish,
        sampling: new.sampling,
        usage: new.usage,
        wall: new.wall,
    };
    assert_eq!(ledger.episodes(R1).unwrap(), std::slice::from_ref(&row));
    assert_eq!(
        ledger.episode(R1, EpisodeId(1)).unwrap(),
        FullEpisode { row, prompt: "You repair code.\nThe total is wrong.".to_owned() }
    );
    assert_eq!(
        ledger.evidence(&Query::default()).unwrap(),
        [EvidenceRow { run: R1, id: EvidenceId(1), seq, episode: from, node: None, evidence: seen }]
    );
    let edited = EditRow {
        number: 1,
        seq,
        episode: from,
        change: change.change,
        purpose: change.purpose,
        reason: change.reason,
    };
    assert_eq!(ledger.edits(R1).unwrap(), [edited]);
    assert_eq!(
        ledger.steps(R1).unwrap(),
        [
            StepRow { seq: Seq(1), at: Millis(7), event: "began".to_owned(), intent: None },
            StepRow { seq, at: Millis(9), event: "answered".to_owned(), intent: Some(INTENT.to_owned()) },
        ]
    );
}

#[test]
fn a_run_comes_back_as_it_went_in() {
    let scene = Scene::new();
    let row = RunRow {
        id: R1,
        ulid: "01JD0000000000000000000001".to_owned(),
        task: "make the total right".to_owned(),
        check: "make test".to_owned(),
        root: "/shop".to_owned(),
        options: "{}".to_owned(),
        started: Millis(7),
        ended: None,
    };
    assert_eq!(scene.ledger.run(R1).unwrap(), row);
    assert_eq!(scene.ledger.latest().unwrap().unwrap(), row);
    assert_eq!(scene.ledger.runs().unwrap(), [row]);
}

#[test]
fn each_call_says_which_model_answered() {
    let mut scene = Scene::new();
    let resumed = episode_with(|episode| {
        episode.model = "small".to_owned();
        episode.backend = "http://127.0.0.1:8080".to_owned();
    });
    for (seq, new) in (1..).zip([episode(), resumed]) {
        let answered = Step { source: Source::New(&new), ..plain("answered") };
        scene.ledger.commit(R1, Seq(seq), &answered).unwrap();
    }
    let calls = scene.ledger.episodes(R1).unwrap();
    let said: Vec<_> = calls.iter().map(|row| format!("{} from {}", row.model, row.backend)).collect();
    assert_eq!(said, ["tiny from embedded", "small from http://127.0.0.1:8080"]);
}

#[test]
fn what_an_earlier_call_proposed_is_credited_to_it() {
    let mut scene = Scene::new();
    let new = episode();
    let asked = Step { source: Source::New(&new), ..plain("answered") };
    scene.ledger.commit(R1, Seq(1), &asked).unwrap();
    let edits = [edit("a.py", Some("a"), None)];
    let applied = Step { source: Source::Latest, edits: &edits, ..plain("applied") };
    scene.ledger.commit(R1, Seq(2), &applied).unwrap();
    assert_eq!(scene.ledger.edits(R1).unwrap().first().unwrap().episode, Some(EpisodeId(1)));
}

#[test]
fn bytes_that_are_no_text_survive_and_equal_ones_are_kept_once() {
    let mut scene = Scene::new();
    let bytes = vec![0, 0xff, 0xfe, b'\n'];
    let mut edits = [edit("a.bin", None, None), edit("b.bin", None, None)];
    for edit in &mut edits {
        edit.change.after = Some(bytes.clone());
        edit.purpose = Purpose::Undo;
    }
    scene.ledger.commit(R1, Seq(1), &Step { edits: &edits, ..plain("undone") }).unwrap();
    let changes: Vec<Change> = scene.ledger.edits(R1).unwrap().into_iter().map(|row| row.change).collect();
    let path = |name| RelPath::parse(name).unwrap();
    assert_eq!(
        changes,
        [
            Change { path: path("a.bin"), before: None, after: Some(bytes.clone()) },
            Change { path: path("b.bin"), before: None, after: Some(bytes) },
        ]
    );
    let kept: i64 = raw(&scene.path()).query_row("SELECT count(*) FROM blobs", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn a_run_ends_once_but_an_interruption_gives_way() {
    let mut scene = Scene::new();
    let ledger = &mut scene.ledger;
    let outcome = |ledger: &Ledger| ledger.run(R1).unwrap().ended;
    ledger.interrupt(R1, Millis(8), "Ctrl-C").unwrap();
    let interrupted =
        Ended { at: Millis(8), outcome: OutcomeName::Interrupted, summary: "Ctrl-C".to_owned() };
    assert_eq!(outcome(ledger), Some(interrupted.clone()));
    ledger.commit(R1, Seq(1), &plain("resumed")).unwrap();
    assert_eq!(outcome(ledger), Some(interrupted));

    let ending = |outcome| Step { ended: Some(Ending { outcome, summary: "it passes" }), ..plain("ended") };
    ledger.commit(R1, Seq(2), &ending(OutcomeName::Done)).unwrap();
    let done = Ended { at: Millis(7), outcome: OutcomeName::Done, summary: "it passes".to_owned() };
    assert_eq!(outcome(ledger), Some(done.clone()));

    let again = ledger.commit(R1, Seq(3), &ending(OutcomeName::NotDone)).unwrap_err();
    assert_snapshot!(again, @"R1 has already ended (Done); a run ends once, start another");
    assert!(matches!(ledger.interrupt(R1, Millis(9), ""), Err(Error::AlreadyEnded { .. })));
    ledger.commit(R1, Seq(3), &plain("undone")).unwrap();
    assert_eq!(outcome(ledger), Some(done));
}

#[test]
fn a_second_writer_is_told_that_the_run_moved() {
    let mut scene = Scene::new();
    let mut second = Ledger::open(&scene.path()).unwrap();
    scene.ledger.commit(R1, Seq(1), &plain("mine")).unwrap();
    let error = second.commit(R1, Seq(1), &plain("theirs")).unwrap_err();
    assert_snapshot!(error, @"R1 is at step 2, not at 1: another process goes on with it; stop one of them");
    assert_eq!(second.steps(R1).unwrap().len(), 2);
}

#[test]
fn what_breaks_a_rule_is_not_recorded_at_all() {
    let mut scene = Scene::new();
    let fine = episode();
    let no_json = episode_with(|episode| episode.action = Some("{".to_owned()));
    let no_role = episode_with(|episode| episode.role.clear());
    let nowhere = [edit("a.py", None, None)];
    let steps = [
        ("a state that is no JSON", Step::new(Millis(1), "x", "{")),
        ("an event without a name", Step::new(Millis(1), "", "{}")),
        ("an intent that is no JSON", Step { intent: Some("run it"), ..plain("x") }),
        ("an action that is no JSON", Step { source: Source::New(&no_json), ..plain("x") }),
        ("a call without a role", Step { source: Source::New(&no_role), ..plain("x") }),
        (
            "an edit of nothing into nothing",
            Step { source: Source::New(&fine), edits: &nowhere, ..plain("x") },
        ),
    ];
    let before = scene.ledger.fingerprint(R1).unwrap();
    for (what, step) in steps {
        let error = scene.ledger.commit(R1, Seq(1), &step).unwrap_err();
        assert!(matches!(error, Error::Refused { .. }), "{what}: {error:?}");
        assert_eq!(scene.ledger.fingerprint(R1).unwrap(), before, "{what}");
    }
    for ulid in ["", "01jd0000000000000000000002", "01JD000000000000000000000U", "01JD0000000000000000000001"]
    {
        let error = scene.ledger.begin(&new_run(ulid), &plain("began")).unwrap_err();
        assert!(matches!(error, Error::Refused { .. }), "{ulid}: {error:?}");
    }
    assert_eq!(scene.ledger.runs().unwrap().len(), 1);
    assert_sound(&scene.path());
}

#[test]
fn the_file_itself_refuses_to_rewrite_what_happened() {
    let scene = Scene::new();
    let conn = raw(&scene.path());
    let check = |sql| conn.execute(sql, []).map_err(|error| error.to_string()).unwrap_err();
    assert_snapshot!(check("UPDATE steps SET event = 'other'"), @"steps are never changed");
    assert_snapshot!(check("DELETE FROM steps"), @"steps are never deleted");
    assert_snapshot!(check("UPDATE runs SET task = 'other'"), @"how a run began is never rewritten");
    assert_snapshot!(check("INSERT INTO steps VALUES (1, 3, 0, 'x', NULL, NULL)"), @"a step must follow the last one");
    assert_snapshot!(check("UPDATE runs SET outcome = 'won', ended_ms = 1, summary = ''"),
        @"CHECK constraint failed: outcome IN ('done', 'nothing_to_do', 'not_done', 'interrupted')");
}

#[test]
fn absent_runs_and_calls_are_named() {
    let mut scene = Scene::new();
    let absent = RunId(9);
    let ledger = &mut scene.ledger;
    assert_snapshot!(ledger.commit(absent, Seq(1), &plain("x")).unwrap_err(), @"there is no run `R9`; there is only R1");
    assert_snapshot!(ledger.interrupt(absent, Millis(1), "").unwrap_err(), @"there is no run `R9`; there is only R1");
    assert_snapshot!(ledger.cursor(absent).unwrap_err(), @"there is no run `R9`; there is only R1");
    assert_snapshot!(ledger.edits(absent).unwrap_err(), @"there is no run `R9`; there is only R1");
    assert_snapshot!(ledger.evidence(&Query { run: Some(absent), ..Query::default() }).unwrap_err(),
        @"there is no run `R9`; there is only R1");
    assert_snapshot!(ledger.episode(R1, EpisodeId(2)).unwrap_err(), @"R1 has no model call 2; it has 0, counted from 1");
}

fn episode_with(change: impl FnOnce(&mut kinglet_ledger::NewEpisode)) -> kinglet_ledger::NewEpisode {
    let mut episode = episode();
    change(&mut episode);
    episode
}
