//! A ledger in a temporary folder, and the values that the tests put into it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{
    Aftermath, Ending, GateVerdict, Ledger, NewEdit, NewEpisode, NewGate, NewRun, NewSample, NodeChange,
    NodeId, NodeKind, PlanChange, Purpose, SampleVerdict, Section, Seq, Source, Step,
};
use rusqlite::Connection;
use tempfile::TempDir;

/// The first run of a ledger.
pub(crate) const R1: RunId = RunId(1);

/// A ledger with one run, whose first step is committed.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    pub(crate) ledger: Ledger,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&file_in(&folder)).unwrap();
        ledger.begin(&new_run("01JD0000000000000000000001"), &plain("began")).unwrap();
        Self { folder, ledger }
    }

    pub(crate) fn path(&self) -> PathBuf {
        file_in(&self.folder)
    }

    /// Closes the ledger and gives the folder back.
    pub(crate) fn close(self) -> TempDir {
        self.folder
    }
}

pub(crate) fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("ledger.sqlite")
}

pub(crate) fn new_run(ulid: &str) -> NewRun<'_> {
    NewRun { ulid, task: "make the total right", check: "make test", root: "/shop", options: "{}" }
}

/// A step that adds nothing but itself.
pub(crate) fn plain(event: &str) -> Step<'_> {
    Step::new(Millis(7), event, r#"{"phase":"asking"}"#)
}

pub(crate) fn evidence(kind: Kind, status: Status, subject: &str, content: &str) -> NewEvidence {
    NewEvidence {
        kind,
        origin: if kind == Kind::Decision { Origin::Model } else { Origin::Harness },
        status,
        subject: subject.to_owned(),
        summary: format!("about {subject}"),
        content: content.to_owned(),
    }
}

pub(crate) fn edit(path: &str, before: Option<&str>, after: Option<&str>) -> NewEdit {
    let image = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    NewEdit {
        change: Change { path: RelPath::parse(path).unwrap(), before: image(before), after: image(after) },
        purpose: Purpose::Apply,
        reason: "the total was wrong".to_owned(),
    }
}

pub(crate) fn episode() -> NewEpisode {
    NewEpisode {
        role: "coder".to_owned(),
        about: "cart.py".to_owned(),
        model: "tiny".to_owned(),
        backend: "embedded".to_owned(),
        sections: vec![
            Section { name: "role".to_owned(), tokens: Tokens(4), text: "You repair code.\n".to_owned() },
            Section { name: "task".to_owned(), tokens: Tokens(3), text: "The total is wrong.".to_owned() },
        ],
        reply: "```\ntotal\n```".to_owned(),
        action: Some(r#"{"edit":"file"}"#.to_owned()),
        repairs: vec!["closed the fence".to_owned()],
        finish: Finish::Length,
        sampling: Sampling { temperature: 0.2, top_p: 0.95, seed: 7 },
        usage: Usage {
            prompt: Some(Tokens(4)),
            cached: Some(Tokens(3)),
            generated: Some(Tokens(5)),
            prompt_ms: Some(1.5),
            generate_ms: None,
        },
        wall: Duration::from_millis(31),
    }
}

pub(crate) fn spawn(parent: Option<u32>, kind: NodeKind, title: &str) -> PlanChange {
    PlanChange::Spawn {
        parent: parent.map(NodeId),
        kind,
        title: title.to_owned(),
        reason: format!("because of {title}"),
    }
}

pub(crate) fn close(node: u32, change: NodeChange, cites: &[u32]) -> PlanChange {
    PlanChange::Close {
        node: NodeId(node),
        change,
        reason: "it says so".to_owned(),
        cites: cites.iter().map(|id| EvidenceId(*id)).collect(),
    }
}

pub(crate) fn gate(verdict: GateVerdict, evidence: u32) -> NewGate {
    NewGate { command: "make test".to_owned(), verdict, evidence: EvidenceId(evidence) }
}

/// A whole run with rows in every table: a failing check, a plan with a hypothesis, two candidates, an interruption, a
/// check that passes. It goes on from the step of [`Scene::new`].
pub(crate) fn whole_run(ledger: &mut Ledger) {
    let failed = [evidence(Kind::TestResult, Status::Failed, "make test", &"1 failed\n".repeat(500))];
    let plan = [
        spawn(None, NodeKind::Task, "make the total right"),
        spawn(Some(1), NodeKind::Hypothesis, "the tax is added twice"),
    ];
    let gates = [gate(GateVerdict::Failed, 1)];
    let intent = Some(r#"{"action":"ask"}"#);
    let checked = Step {
        evidence: &failed,
        plan: &plan,
        gates: &gates,
        intent,
        node: Some(NodeId(1)),
        ..plain("checked")
    };
    ledger.commit(R1, Seq(1), &checked).unwrap();
    ledger.resumed(R1, Seq(2), Millis(8), Aftermath::Repeated).unwrap();

    let new = episode();
    let mut binary = edit("logo.bin", None, Some(""));
    binary.change.after = Some(vec![0, 0xff, 0xfe]);
    let edits = [edit("cart.py", Some("a\n"), Some(&"b\n".repeat(2000))), binary];
    let samples = [
        NewSample {
            about: "cart.py".to_owned(),
            verdict: SampleVerdict::Refused,
            reason: "no such line".to_owned(),
        },
        NewSample {
            about: "cart.py".to_owned(),
            verdict: SampleVerdict::Passed,
            reason: "it passes".to_owned(),
        },
    ];
    let seen = [evidence(Kind::Decision, Status::Neutral, "cart.py", "the tax is added in checkout() too")];
    let answered = Step {
        source: Source::New(&new),
        node: Some(NodeId(2)),
        evidence: &seen,
        edits: &edits,
        samples: &samples,
        ..plain("answered")
    };
    ledger.commit(R1, Seq(2), &answered).unwrap();

    let passed = [evidence(Kind::TestResult, Status::Passed, "make test", "ok\n")];
    let plan = [close(2, NodeChange::Resolved, &[2, 3]), close(1, NodeChange::Resolved, &[3])];
    let gates = [gate(GateVerdict::Passed, 3)];
    let ended = Some(Ending { outcome: OutcomeName::Done, summary: "it passes" });
    let last = Step { evidence: &passed, plan: &plan, gates: &gates, ended, ..plain("checked") };
    ledger.commit(R1, Seq(3), &last).unwrap();
}

/// SQLite's own account of the file: its structure, its constraints, its foreign keys.
pub(crate) fn assert_sound(path: &Path) {
    let conn = raw(path);
    let found: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(found, "ok");
    assert!(
        !conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(),
        "a foreign key is broken"
    );
}

#[expect(clippy::disallowed_methods, reason = "the tests look behind the ledger's back")]
pub(crate) fn raw(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}
