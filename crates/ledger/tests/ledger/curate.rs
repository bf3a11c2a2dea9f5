//! Curation: the handful of rows that matters, whole or by summary, within a budget.

use std::fmt::Write as _;

use insta::assert_snapshot;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Status};
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{Curated, Error, Excerpt, Ledger, NodeId, NodeKind, Request, Step};
use proptest::prelude::*;

use crate::support::{R1, Scene, edit, evidence, plain, spawn};

const REQUEST: Request<'_> =
    Request { node: Some(NodeId(3)), subject: Some("cart.py"), budget: Tokens(1000), before: None };

fn record(ledger: &mut Ledger, node: u32, seen: &[NewEvidence]) {
    let at = ledger.cursor(R1).unwrap().seq;
    let step = Step { node: (node > 0).then_some(NodeId(node)), evidence: seen, ..plain("saw") };
    ledger.commit(R1, at, &step).unwrap();
}

/// A plan of a task, a hypothesis under it, one under that, and another beside them; evidence for each.
fn scene() -> Scene {
    let mut scene = Scene::new();
    let ledger = &mut scene.ledger;
    let at = ledger.cursor(R1).unwrap().seq;
    let plan = [
        spawn(None, NodeKind::Task, "make the total right"),
        spawn(Some(1), NodeKind::Hypothesis, "the tax is wrong"),
        spawn(Some(2), NodeKind::Hypothesis, "the tax is added twice"),
        spawn(Some(1), NodeKind::Hypothesis, "the prices are wrong"),
    ];
    ledger.commit(R1, at, &Step { plan: &plan, ..plain("planned") }).unwrap();
    record(ledger, 1, &[evidence(Kind::TestResult, Status::Failed, "make test", "1 failed: total is 121")]);
    record(ledger, 2, &[evidence(Kind::FileRead, Status::Neutral, "tax.py", &"RATE = 21\n".repeat(30))]);
    record(ledger, 4, &[evidence(Kind::Decision, Status::Neutral, "cart.py", "prices are net")]);
    record(ledger, 4, &[evidence(Kind::ShellOutput, Status::Neutral, "ls", "cart.py")]);
    record(
        ledger,
        3,
        &[evidence(Kind::FileRead, Status::Neutral, "cart.py", &"total = tax(tax(net))\n".repeat(9))],
    );
    record(ledger, 3, &[evidence(Kind::TestResult, Status::Passed, "make lint", "ok")]);
    scene
}

fn curated(scene: &Scene, request: &Request<'_>) -> Curated {
    scene.ledger.curate(R1, request).unwrap()
}

fn shown(curated: &Curated) -> String {
    let mut text = format!("{}\n", curated.tokens);
    for pick in &curated.picks {
        let (id, how, tokens, reason) = (pick.id, pick.shown, pick.tokens, &pick.reason);
        let evidence = &pick.row.evidence;
        writeln!(text, "{id} {how:?} {tokens}: {reason}: {} {}", evidence.kind, evidence.subject).unwrap();
    }
    text
}

#[test]
fn what_matters_is_picked_with_a_reason() {
    let scene = scene();
    assert_snapshot!(shown(&curated(&scene, &REQUEST)), @"
    209 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Whole 67 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Whole 96 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
    assert_snapshot!(shown(&curated(&scene, &Request { node: None, subject: None, ..REQUEST })), @"
    221 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E6 Summary 16 tokens: the newest of the run: test_result make lint
    E5 Whole 67 tokens: the newest of the run: file_read cart.py
    E4 Whole 12 tokens: the newest of the run: shell_output ls
    E3 Whole 14 tokens: the newest of the run: decision cart.py
    E2 Whole 96 tokens: the newest of the run: file_read tax.py
    ");
}

#[test]
fn with_less_room_what_is_far_and_old_is_reduced_to_its_summary() {
    let scene = scene();
    assert_snapshot!(shown(&curated(&scene, &Request { budget: Tokens(130), ..REQUEST })), @"
    127 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Whole 67 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Summary 14 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
    assert!(curated(&scene, &Request { budget: Tokens(5), ..REQUEST }).picks.is_empty());
}

#[test]
fn what_was_edited_since_is_not_shown_as_it_was() {
    let mut scene = scene();
    let at = scene.ledger.cursor(R1).unwrap().seq;
    let edits = [edit("cart.py", Some("a"), Some("b"))];
    scene.ledger.commit(R1, at, &Step { edits: &edits, ..plain("edited") }).unwrap();
    let stale = |scene: &Scene| {
        let curated = curated(scene, &REQUEST);
        curated
            .picks
            .iter()
            .map(|pick| format!("{} {:?}", pick.id, pick.shown))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_snapshot!(stale(&scene), @"E5 Stale, E3 Whole, E2 Whole");
    record(&mut scene.ledger, 3, &[evidence(Kind::FileRead, Status::Neutral, "cart.py", "total = tax(net)")]);
    assert_snapshot!(stale(&scene), @"E7 Whole, E5 Stale, E3 Whole, E2 Whole");
}

#[test]
fn what_was_edited_and_taken_back_is_as_it_was() {
    let mut scene = scene();
    let at = scene.ledger.cursor(R1).unwrap().seq;
    let apply = [edit("cart.py", Some("a"), Some("b"))];
    let at = scene.ledger.commit(R1, at, &Step { edits: &apply, ..plain("edited") }).unwrap().seq;
    // What the check says of the edit, which is taken back in the same step.
    let said = [evidence(Kind::TestResult, Status::Failed, "make test", "9 failed")];
    let back = [edit("cart.py", Some("b"), Some("a"))];
    let step = Step { node: Some(NodeId(3)), evidence: &said, edits: &back, ..plain("checked") };
    scene.ledger.commit(R1, at, &step).unwrap();
    assert_snapshot!(shown(&curated(&scene, &REQUEST)), @"
    209 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Whole 67 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Whole 96 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
}

#[test]
fn an_absent_node_is_named() {
    let error = scene().ledger.curate(R1, &Request { node: Some(NodeId(9)), ..REQUEST }).unwrap_err();
    assert!(matches!(error, Error::NoSuchNode { .. }), "{error:?}");
}

fn piece() -> impl Strategy<Value = (u32, NewEvidence)> {
    let kind = prop_oneof![
        Just(Kind::TestResult),
        Just(Kind::FileRead),
        Just(Kind::Decision),
        Just(Kind::ShellOutput)
    ];
    let status = prop_oneof![Just(Status::Failed), Just(Status::Passed), Just(Status::Neutral)];
    let subject = prop_oneof![Just("cart.py"), Just("tax.py"), Just("cart.py, tax.py")];
    (0..5_u32, kind, status, subject, 0..3000_usize).prop_map(|(node, kind, status, subject, size)| {
        (node, evidence(kind, status, subject, &"x".repeat(size)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn never_over_budget_the_same_each_time_and_the_last_failure_first(
        pieces in prop::collection::vec(piece(), 0..40),
        budget in 0..3000_u32,
        node in prop::option::of(1..5_u32),
    ) {
        let mut scene = scene();
        for node in 0..5 {
            let seen: Vec<_> =
                pieces.iter().filter(|(of, _)| *of == node).map(|(_, piece)| piece.clone()).collect();
            record(&mut scene.ledger, node, &seen);
        }
        let request = Request { node: node.map(NodeId), budget: Tokens(budget), ..REQUEST };
        let curated = curated(&scene, &request);
        prop_assert!(curated.tokens.0 <= budget);
        prop_assert_eq!(curated.tokens, curated.picks.iter().map(|pick| pick.tokens).sum());
        let again = Ledger::open_read_only(&scene.path()).unwrap().curate(R1, &request).unwrap();
        prop_assert_eq!(&curated, &again);
        let failed = kinglet_ledger::Query::parse("kind:test_result status:failed last:1").unwrap();
        let failed: Vec<EvidenceId> = scene.ledger.evidence(&failed).unwrap().iter().map(|row| row.id).collect();
        prop_assert_eq!(curated.picks.first().map(|pick| pick.id), failed.first().copied().filter(|_| !curated.picks.is_empty()));
    }
}

/// What a question shows after one that showed `before`.
fn following(scene: &Scene, before: &[Excerpt], budget: u32) -> Curated {
    curated(scene, &Request { before: Some(before), budget: Tokens(budget), ..REQUEST })
}

#[test]
fn what_is_new_is_added_to_what_was_shown() {
    let mut scene = scene();
    let first = following(&scene, &[], 280);
    assert_snapshot!(shown(&first), @"
    127 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Whole 67 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Summary 14 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
    record(
        &mut scene.ledger,
        3,
        &[evidence(Kind::FileRead, Status::Neutral, "net.py", &"net = 1\n".repeat(20))],
    );
    let second = following(&scene, &first.excerpts(), 280);
    assert_snapshot!(shown(&second), @"
    183 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E7 Whole 56 tokens: found out for N3, which is worked on: file_read net.py
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Whole 67 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Summary 14 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
    // There is no room for another: all is chosen anew, with room for the next.
    record(
        &mut scene.ledger,
        3,
        &[evidence(Kind::FileRead, Status::Neutral, "tax.py", &"tax = 2\n".repeat(40))],
    );
    assert_snapshot!(shown(&following(&scene, &second.excerpts(), 280)), @"
    102 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E8 Summary 14 tokens: found out for N3, which is worked on: file_read tax.py
    E7 Summary 14 tokens: found out for N3, which is worked on: file_read net.py
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Summary 14 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Summary 14 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
}

#[test]
fn what_was_shown_and_is_gone_is_chosen_anew() {
    let mut scene = scene();
    let first = following(&scene, &[], 400);
    let at = scene.ledger.cursor(R1).unwrap().seq;
    let edits = [edit("cart.py", Some("a"), Some("b"))];
    scene.ledger.commit(R1, at, &Step { edits: &edits, ..plain("edited") }).unwrap();
    assert_snapshot!(shown(&following(&scene, &first.excerpts(), 400)), @"
    124 tokens
    E5 Stale 14 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Whole 96 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
}

/// The next investigation begins with a survey that finds most of what the one before it found.
#[test]
fn what_says_the_same_as_what_was_shown_is_not_shown_again() {
    let mut scene = scene();
    let first = following(&scene, &[], 400);
    let again = evidence(Kind::FileRead, Status::Neutral, "cart.py", &"total = tax(tax(net))\n".repeat(9));
    let other = evidence(Kind::FileRead, Status::Neutral, "cart.py", "net = 1\n");
    record(&mut scene.ledger, 3, &[again, other]);
    assert_snapshot!(shown(&following(&scene, &first.excerpts(), 400)), @"
    140 tokens
    E1 Summary 16 tokens: the last test result that failed: test_result make test
    E8 Whole 13 tokens: found out for N3, which is worked on: file_read cart.py
    E6 Summary 16 tokens: found out for N3, which is worked on: test_result make lint
    E5 Whole 67 tokens: found out for N3, which is worked on: file_read cart.py
    E3 Whole 14 tokens: a decision about cart.py: decision cart.py
    E2 Summary 14 tokens: found out for N2, above it in the plan: file_read tax.py
    ");
}
