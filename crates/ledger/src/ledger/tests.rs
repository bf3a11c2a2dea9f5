//! Faults that only the connection itself can be made to have; everything else is tested from outside.

use std::collections::BTreeSet;
use std::time::Duration;

use kinglet_domain::edit::Change;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, Status};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Tokens;
use rusqlite::config::DbConfig;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use tempfile::TempDir;

use super::*;
use crate::commit::Source;
use crate::edit::{NewEdit, Purpose};
use crate::episode::NewEpisode;
use crate::gate::{GateVerdict, NewGate};
use crate::plan::{NodeChange, NodeId, NodeKind, PlanChange};
use crate::prompt::Section;
use crate::run::NewRun;
use crate::sample::{NewSample, SampleVerdict};

const RUN: RunId = RunId(1);

fn ledger() -> (TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    let run = NewRun { ulid: "01J0000000000000000000000A", task: "", check: "", root: "", options: "{}" };
    ledger.begin(&run, &Step::new(Millis(0), "began", "{}")).unwrap();
    (folder, ledger)
}

#[test]
fn a_full_disk_takes_the_step_back_and_the_same_commit_succeeds_later() {
    let (_folder, mut ledger) = ledger();
    let evidence = [NewEvidence {
        kind: Kind::ShellOutput,
        origin: Origin::Harness,
        status: Status::Neutral,
        subject: "yes".to_owned(),
        summary: String::new(),
        // Random digits, which are half as long when they are compressed.
        content: (0..1300_u32).map(|n| blake3::hash(&n.to_le_bytes()).to_string()).collect(),
    }];
    let step = Step { evidence: &evidence, ..Step::new(Millis(1), "ran", "{}") };
    let before = ledger.fingerprint(RUN).unwrap();
    let pages: u32 = ledger.conn.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    let mut faults = 0;
    for spare in 0.. {
        // Answers with the limit, so it is asked for and not only set.
        let limit = pages + spare;
        ledger.conn.pragma_update_and_check(None, "max_page_count", limit, |_row| Ok(())).unwrap();
        match ledger.commit(RUN, Seq(1), &step) {
            Ok(committed) => {
                assert_eq!(committed.seq, Seq(2));
                break;
            }
            Err(error) => {
                assert!(matches!(error, Error::Full { .. }), "{error:?}");
                assert_eq!(ledger.fingerprint(RUN).unwrap(), before, "with {spare} spare pages");
                faults += 1;
            }
        }
    }
    assert!(faults >= 9, "40 kB need ten pages, but only {faults} commits failed");
    let sound: String = ledger.conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

#[test]
fn a_locked_ledger_says_so() {
    let (folder, mut ledger) = ledger();
    let other = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    ledger.conn.busy_timeout(Duration::ZERO).unwrap();
    let step = Step::new(Millis(1), "ran", "{}");
    assert!(matches!(ledger.commit(RUN, Seq(1), &step), Err(Error::Busy { .. })));
    assert_eq!(ledger.cursor(RUN).unwrap().seq, Seq(1));
    other.conn.execute_batch("ROLLBACK").unwrap();
    assert_eq!(ledger.commit(RUN, Seq(1), &step).unwrap().seq, Seq(2));
}

/// How SQLite would carry out a statement, the triggers that it sets off included.
fn plan_of(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    // What is asked for does not depend on the values.
    statement.raw_query().mapped(|row| row.get("detail")).collect::<Result<_, _>>().unwrap()
}

#[test]
fn no_statement_between_two_steps_takes_longer_the_longer_the_run_is() {
    let (_folder, mut ledger) = ledger();
    let (send, statements) = std::sync::mpsc::channel::<String>();
    let note = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(statement, _) = event {
            let _ = send.send(statement.sql().to_string());
        }
    };
    ledger.conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note)).unwrap();
    whole_step(&mut ledger);
    ledger.cursor(RUN).unwrap();
    ledger.next(RUN).unwrap();
    ledger.edits_of(RUN, Seq(2)).unwrap();
    ledger.last_applied(RUN).unwrap();
    let request = Request { node: Some(NodeId(1)), subject: Some("a.py"), budget: Tokens(100), before: None };
    ledger.curate(RUN, &request).unwrap();
    ledger.curate(RUN, &Request { node: None, ..request }).unwrap();
    ledger.conn.trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>).unwrap();

    ledger.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true).unwrap();
    let statements: BTreeSet<String> = statements.try_iter().filter(|sql| !sql.starts_with("--")).collect();
    assert!(statements.len() >= 30, "{statements:#?}");
    for sql in statements {
        for detail in plan_of(&ledger.conn, &sql) {
            let is_slow = detail.contains("SCAN") || detail.contains("TEMP B-TREE");
            // A node and those above it are at most nine rows; the edited files do not grow with the run.
            let is_bounded = ["SCAN way", "SCAN edited", "CONSTANT ROW"].iter().any(|it| detail.contains(it))
                || sql.contains("WITH RECURSIVE way");
            assert!(!is_slow || is_bounded, "{detail}: {sql}");
        }
    }
}

/// A step with rows in every table, and the resumption after it.
fn whole_step(ledger: &mut Ledger) {
    let text = |text: &str| text.to_owned();
    let episode = NewEpisode {
        role: text("coder"),
        about: text("a.py"),
        model: text("tiny"),
        backend: text("embedded"),
        sections: vec![Section { name: text("task"), tokens: Tokens(1), text: text("do it") }],
        reply: text("done"),
        action: None,
        repairs: Vec::new(),
        finish: Finish::Stop,
        sampling: Sampling { temperature: 0.0, top_p: 1.0, seed: 0 },
        usage: Usage::default(),
        wall: Duration::ZERO,
    };
    let evidence = [Kind::TestResult, Kind::Decision, Kind::FileRead].map(|kind| NewEvidence {
        kind,
        origin: Origin::Harness,
        status: Status::Failed,
        subject: text("a.py"),
        summary: String::new(),
        content: text("x"),
    });
    let change = Change { path: RelPath::parse("a.py").unwrap(), before: None, after: Some(b"x".to_vec()) };
    let edits = [NewEdit { change, purpose: Purpose::Apply, reason: text("so") }];
    let plan = [
        PlanChange::Spawn { parent: None, kind: NodeKind::Task, title: text("all"), reason: text("so") },
        PlanChange::Close {
            node: NodeId(1),
            change: NodeChange::Refuted,
            reason: text("so"),
            cites: vec![EvidenceId(1)],
        },
    ];
    let gates = [NewGate { command: text("test"), verdict: GateVerdict::Failed, evidence: EvidenceId(1) }];
    let samples = [NewSample { about: text("a.py"), verdict: SampleVerdict::Failed, reason: text("so") }];
    let step = Step {
        source: Source::New(&episode),
        node: Some(NodeId(1)),
        evidence: &evidence,
        edits: &edits,
        plan: &plan,
        gates: &gates,
        samples: &samples,
        ..Step::new(Millis(1), "all", "{}")
    };
    ledger.commit(RUN, Seq(1), &step).unwrap();
    let ended = Some(Ending { outcome: OutcomeName::NotDone, summary: "" });
    let last = Step { source: Source::Latest, ended, ..Step::new(Millis(2), "ended", "{}") };
    ledger.commit(RUN, Seq(2), &last).unwrap();
    ledger.resumed(RUN, Seq(3), Millis(3), Aftermath::Nothing).unwrap();
    let reopened = [PlanChange::Close {
        node: NodeId(1),
        change: NodeChange::Reopened,
        reason: text("so"),
        cites: vec![EvidenceId(2)],
    }];
    let step = Step { plan: &reopened, node: Some(NodeId(1)), ..Step::new(Millis(4), "reopened", "{}") };
    ledger.commit(RUN, Seq(3), &step).unwrap();
}

#[test]
fn the_log_stays_short_however_long_the_run_is() {
    let (folder, mut ledger) = ledger();
    let log = folder.path().join("ledger.sqlite-wal");
    ledger.conn.pragma_update(None, "synchronous", "OFF").unwrap();
    let state = format!("{{\"state\":\"{}\"}}", "x".repeat(4096));
    let longest = (1..2000_u32)
        .map(|seq| {
            ledger.commit(RUN, Seq(seq), &Step::new(Millis(0), "x", &state)).unwrap();
            std::fs::metadata(&log).unwrap().len()
        })
        .max();
    assert!(longest.unwrap() < 5 << 20, "{longest:?}");
}

#[test]
fn a_commit_is_on_the_disk_before_it_returns() {
    let (_folder, ledger) = ledger();
    let pragma = |name| ledger.conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(pragma("synchronous"), 2, "FULL");
    assert_eq!(pragma("foreign_keys"), 1);
    let mode: String = ledger.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}
