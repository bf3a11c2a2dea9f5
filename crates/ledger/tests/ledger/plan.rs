//! The plan: a tree whose every change has a reason, and whose every claim rests on an observation.

use std::fmt::Write as _;

use insta::assert_snapshot;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, Status};
use kinglet_ledger::{
    Committed, Error, GateVerdict, Ledger, Next, NodeChange, NodeId, NodeKind, PlanChange, Query, Seq, Step,
};
use proptest::prelude::*;

use crate::support::{R1, Scene, assert_sound, close, evidence, gate, plain, spawn, whole_run};

fn saw() -> NewEvidence {
    evidence(Kind::TestResult, Status::Passed, "make test", "ok")
}

fn said() -> NewEvidence {
    evidence(Kind::Decision, Status::Neutral, "cart.py", "I am sure")
}

/// Commits changes of the plan with some evidence after the last step.
fn commit(ledger: &mut Ledger, plan: &[PlanChange], seen: &[NewEvidence]) -> Result<Committed, Error> {
    let at = ledger.cursor(R1).unwrap().seq;
    ledger.commit(R1, at, &Step { plan, evidence: seen, ..plain("planned") })
}

/// The plan as text.
fn shown(ledger: &Ledger) -> String {
    let mut text = String::new();
    for node in ledger.nodes(R1).unwrap() {
        let parent = node.parent.map_or_else(String::new, |parent| format!(" under {parent}"));
        writeln!(text, "{} {} {}{parent}: {}", node.id, node.kind.name(), node.status.name(), node.title)
            .unwrap();
    }
    for row in ledger.revisions(R1).unwrap() {
        writeln!(text, "{} step {}: {} {} {:?}", row.number, row.seq, row.node, row.change.name(), row.cites)
            .unwrap();
    }
    text
}

#[test]
fn a_plan_and_its_story_come_back() {
    let mut scene = Scene::new();
    whole_run(&mut scene.ledger);
    assert_snapshot!(shown(&scene.ledger), @"
    N1 task resolved: make the total right
    N2 hypothesis resolved under N1: the tax is added twice
    1 step 2: N1 spawned []
    2 step 2: N2 spawned []
    3 step 4: N2 resolved [EvidenceId(2), EvidenceId(3)]
    4 step 4: N1 resolved [EvidenceId(3)]
    ");
    assert_sound(&scene.path());
}

#[test]
fn one_step_may_spawn_observe_and_close() {
    let mut scene = Scene::new();
    let next = scene.ledger.next(R1).unwrap();
    assert_eq!(next, Next { evidence: EvidenceId(1), node: NodeId(1) });
    let plan = [spawn(None, NodeKind::Task, "all"), close(1, NodeChange::Resolved, &[2, 1, 2])];
    let step =
        Step { plan: &plan, evidence: &[said(), saw()], node: Some(NodeId(1)), ..plain("all at once") };
    let committed = scene.ledger.commit(R1, Seq(1), &step).unwrap();
    assert_eq!(committed.nodes, [NodeId(1)]);
    assert_snapshot!(shown(&scene.ledger), @"
    N1 task resolved: all
    1 step 2: N1 spawned []
    2 step 2: N1 resolved [EvidenceId(1), EvidenceId(2)]
    ");
    assert_eq!(scene.ledger.next(R1).unwrap(), Next { evidence: EvidenceId(3), node: NodeId(2) });
    let of_node = Query::parse("node:N1 kind:decision").unwrap();
    let rows = scene.ledger.evidence(&of_node).unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.id, row.node)).collect::<Vec<_>>(),
        [(EvidenceId(1), Some(NodeId(1)))]
    );
    assert!(scene.ledger.evidence(&Query::parse("node:2").unwrap()).unwrap().is_empty());
}

#[test]
fn what_cannot_be_is_refused_with_a_reason_and_nothing_is_written() {
    let mut scene = Scene::new();
    let ledger = &mut scene.ledger;
    assert_snapshot!(commit(ledger, &[close(1, NodeChange::Resolved, &[])], &[]).unwrap_err(), @"R1 has no node N1 in its plan; there is none yet");
    commit(ledger, &[spawn(None, NodeKind::Task, "all")], &[said()]).unwrap();
    let before = ledger.fingerprint(R1).unwrap();
    let mut check = |plan: &[PlanChange], seen: &[NewEvidence]| {
        let error = commit(ledger, plan, seen).unwrap_err();
        assert_eq!(ledger.fingerprint(R1).unwrap(), before, "{error}");
        error.to_string()
    };
    assert_snapshot!(check(&[close(1, NodeChange::Resolved, &[])], &[]), @"N1 of R1 cannot be resolved: nothing was cited; cite at least one observation that kinglet made itself, such as a test result or a file that was read");
    assert_snapshot!(check(&[close(1, NodeChange::Resolved, &[1])], &[]), @"N1 of R1 cannot be resolved: E1 is what the model said, not what was observed; cite at least one observation that kinglet made itself, such as a test result or a file that was read");
    assert_snapshot!(check(&[close(1, NodeChange::Refuted, &[1, 2])], &[said()]), @"N1 of R1 cannot be refuted: E1, E2 is what the model said, not what was observed; cite at least one observation that kinglet made itself, such as a test result or a file that was read");
    assert_snapshot!(check(&[close(1, NodeChange::Refuted, &[3])], &[saw()]), @"R1 has no evidence E3; the last is E2");
    assert_snapshot!(check(&[close(1, NodeChange::Abandoned, &[0])], &[]), @"R1 has no evidence E0; there is only E1");
    assert_snapshot!(check(&[close(2, NodeChange::Abandoned, &[])], &[]), @"R1 has no node N2 in its plan; there is only N1");
    assert_snapshot!(check(&[close(1, NodeChange::Reopened, &[])], &[]), @"N1 of R1 is spawned and cannot be reopened; close it first, or work on it");
    let twice = [close(1, NodeChange::Abandoned, &[]), close(1, NodeChange::Abandoned, &[])];
    assert!(check(&twice, &[]).contains("refused"));
    let spawned = [
        spawn(Some(1), NodeKind::Step, "x"),
        close(2, NodeChange::Abandoned, &[]),
        close(2, NodeChange::Abandoned, &[]),
    ];
    assert_snapshot!(check(&spawned, &[]), @"N2 of R1 is abandoned and cannot be abandoned; reopen it first, or name another");
    assert_snapshot!(check(&[spawn(Some(2), NodeKind::Step, "its own parent")], &[]), @"R1 has no node N2 in its plan; there is only N1");
    for broken in [
        spawn(None, NodeKind::Step, "a second root"),
        spawn(Some(1), NodeKind::Step, ""),
        close(1, NodeChange::Spawned, &[]),
    ] {
        check(&[broken], &[]);
    }
    let elsewhere = Step { node: Some(NodeId(7)), evidence: &[saw()], ..plain("x") };
    assert_snapshot!(ledger.commit(R1, Seq(2), &elsewhere).unwrap_err(), @"R1 has no node N7 in its plan; there is only N1");
    let unseen = Step { gates: &[gate(GateVerdict::Passed, 9)], ..plain("x") };
    assert_snapshot!(ledger.commit(R1, Seq(2), &unseen).unwrap_err(), @"R1 has no evidence E9; there is only E1");
}

#[test]
fn what_was_closed_can_be_reopened() {
    let mut scene = Scene::new();
    let ledger = &mut scene.ledger;
    commit(ledger, &[spawn(None, NodeKind::Task, "all")], &[saw()]).unwrap();
    for change in [NodeChange::Resolved, NodeChange::Reopened, NodeChange::Abandoned, NodeChange::Reopened] {
        commit(ledger, &[close(1, change, &[1])], &[]).unwrap();
        assert_eq!(ledger.nodes(R1).unwrap().first().unwrap().status, change);
    }
}

/// A change of the plan that may or may not be allowed.
fn change() -> impl Strategy<Value = PlanChange> {
    let kind = prop_oneof![Just(NodeKind::Hypothesis), Just(NodeKind::Step)];
    let verdict = prop_oneof![
        Just(NodeChange::Resolved),
        Just(NodeChange::Refuted),
        Just(NodeChange::Abandoned),
        Just(NodeChange::Reopened)
    ];
    prop_oneof![
        (prop::option::of(1..6_u32), kind).prop_map(|(parent, kind)| spawn(parent, kind, "node")),
        (1..6_u32, verdict, prop::collection::vec(0..6_u32, 0..3))
            .prop_map(|(node, change, cites)| close(node, change, &cites)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_is_accepted_is_a_tree_that_rests_on_observations(
        steps in prop::collection::vec((prop::collection::vec(change(), 0..4), any::<bool>()), 1..9),
    ) {
        let mut scene = Scene::new();
        for (plan, is_observed) in steps {
            let before = scene.ledger.fingerprint(R1).unwrap();
            let mut seen = said();
            seen.origin = if is_observed { Origin::Harness } else { Origin::Model };
            let accepted = commit(&mut scene.ledger, &plan, &[seen]).is_ok();
            prop_assert_eq!(scene.ledger.fingerprint(R1).unwrap() == before, !accepted);
        }
        prop_assert_eq!(scene.ledger.verify().unwrap(), []);
        for node in scene.ledger.nodes(R1).unwrap() {
            prop_assert_eq!(node.parent.is_none(), node.id == NodeId(1));
            prop_assert!(node.parent.is_none_or(|parent| parent < node.id));
        }
    }
}
