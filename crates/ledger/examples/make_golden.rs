//! Saves a small ledger of the present schema as `tests/golden/vN.sqlite`, from which the tests migrate for ever.
//!
//! Run it once when a new schema is released, and commit the file: `cargo run -p kinglet-ledger --example make_golden`.
//! It does not replace a file that is there, because a released schema never changes.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, Status};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{
    Aftermath, Ending, GateVerdict, Ledger, NewEdit, NewEpisode, NewGate, NewRun, NewSample, NodeChange,
    NodeId, NodeKind, PlanChange, Purpose, SCHEMA_VERSION, SampleVerdict, Section, Seq, Source, Step,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let path = folder.join(format!("v{SCHEMA_VERSION}.sqlite"));
    if path.exists() {
        return Err(format!("{} is there already; a released schema never changes", path.display()).into());
    }
    write(&mut Ledger::open(&path)?)
}

/// A row in every table, and every column that may be empty both empty and filled.
fn write(ledger: &mut Ledger) -> Result<(), Box<dyn Error>> {
    let run = NewRun {
        ulid: "01JD0000000000000000000001",
        task: "make the total right",
        check: "python -m unittest",
        root: "/home/user/shop",
        options: r#"{"attempts":8}"#,
    };
    let first = Step {
        intent: Some(r#"{"check":"python -m unittest"}"#),
        ..Step::new(Millis(1_760_000_000_000), "began", r#"{"phase":"baseline"}"#)
    };
    let id = ledger.begin(&run, &first)?;

    let mut failed = [evidence(Kind::TestResult, Status::Failed, "python -m unittest", "1 of 2 failed")];
    for piece in &mut failed {
        // Long enough to be compressed.
        piece.content = piece.content.repeat(50);
    }
    let plan = [
        spawn(None, NodeKind::Task, "make the total right"),
        spawn(Some(NodeId(1)), NodeKind::Hypothesis, "the prices are not summed"),
    ];
    let checked = Step {
        evidence: &failed,
        plan: &plan,
        gates: &gate(GateVerdict::Failed, 1),
        node: Some(NodeId(1)),
        intent: Some(r#"{"action":"ask"}"#),
        ..Step::new(Millis(1_760_000_001_000), "check_ended", r#"{"phase":"asking"}"#)
    };
    let checked = ledger.commit(id, Seq::FIRST, &checked)?;

    ledger.resumed(id, checked.seq, Millis(1_760_000_001_500), Aftermath::Repeated)?;

    let episode = episode();
    let edits = [NewEdit {
        change: Change {
            path: RelPath::parse("cart.py")?,
            before: Some(b"total = 0\n".to_vec()),
            after: Some(b"total = sum(prices)\n".to_vec()),
        },
        purpose: Purpose::Apply,
        reason: "sums the prices".to_owned(),
    }];
    let applied = [evidence(Kind::EditApplied, Status::Passed, "cart.py", "1 line changed")];
    let edited = Step {
        source: Source::New(&episode),
        evidence: &applied,
        edits: &edits,
        samples: &samples(),
        node: Some(NodeId(2)),
        ..Step::new(Millis(1_760_000_002_000), "answered", r#"{"phase":"verifying"}"#)
    };
    let edited = ledger.commit(id, checked.seq, &edited)?;

    let summary = "the check passes";
    let passed = [evidence(Kind::TestResult, Status::Passed, "python -m unittest", "2 passed")];
    let last = Step {
        evidence: &passed,
        plan: &[resolve(2, &[1, 3]), resolve(1, &[3])],
        gates: &gate(GateVerdict::Passed, 3),
        ended: Some(Ending { outcome: OutcomeName::Done, summary }),
        ..Step::new(Millis(1_760_000_003_000), "check_ended", r#"{"phase":"finished"}"#)
    };
    ledger.commit(id, edited.seq, &last)?;

    let unfinished = NewRun { ulid: "01JD0000000000000000000002", task: "go on", ..run };
    ledger.begin(&unfinished, &first)?;
    Ok(())
}

fn evidence(kind: Kind, status: Status, subject: &str, summary: &str) -> NewEvidence {
    NewEvidence {
        kind,
        origin: Origin::Harness,
        status,
        subject: subject.to_owned(),
        summary: summary.to_owned(),
        content: format!("{subject}\n{summary}\n"),
    }
}

fn spawn(parent: Option<NodeId>, kind: NodeKind, title: &str) -> PlanChange {
    PlanChange::Spawn { parent, kind, title: title.to_owned(), reason: "a test fails".to_owned() }
}

fn resolve(node: u32, cites: &[u32]) -> PlanChange {
    PlanChange::Close {
        node: NodeId(node),
        change: NodeChange::Resolved,
        reason: "the check passes".to_owned(),
        cites: cites.iter().map(|id| EvidenceId(*id)).collect(),
    }
}

fn gate(verdict: GateVerdict, evidence: u32) -> [NewGate; 1] {
    [NewGate { command: "python -m unittest".to_owned(), verdict, evidence: EvidenceId(evidence) }]
}

fn samples() -> [NewSample; 2] {
    [(SampleVerdict::Refused, "no such line"), (SampleVerdict::Passed, "the check passes")].map(
        |(verdict, reason)| NewSample { about: "cart.py".to_owned(), verdict, reason: reason.to_owned() },
    )
}

fn episode() -> NewEpisode {
    NewEpisode {
        role: "coder".to_owned(),
        about: "cart.py".to_owned(),
        model: "qwen2.5-coder-1.5b".to_owned(),
        backend: "embedded".to_owned(),
        sections: vec![
            Section { name: "role".to_owned(), tokens: Tokens(5), text: "You repair code.\n".to_owned() },
            Section { name: "task".to_owned(), tokens: Tokens(6), text: "The total is wrong.\n".to_owned() },
        ],
        reply: "```python\ntotal = sum(prices)\n```".to_owned(),
        action: Some(r#"{"edit":"symbol"}"#.to_owned()),
        repairs: vec!["the fence had no path".to_owned()],
        finish: Finish::Early,
        sampling: Sampling { temperature: 0.25, top_p: 1.0, seed: 1 },
        usage: Usage {
            prompt: Some(Tokens(11)),
            cached: None,
            generated: Some(Tokens(9)),
            prompt_ms: Some(12.5),
            generate_ms: None,
        },
        wall: Duration::from_millis(120),
    }
}
