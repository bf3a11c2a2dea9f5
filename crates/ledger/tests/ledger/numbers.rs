//! Numbers have no gaps, whatever is committed and whatever is refused in between.

use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Status};
use kinglet_ledger::{EpisodeId, NewEdit, Query, Seq, Source, Step};
use proptest::prelude::*;

use crate::support::{R1, Scene, edit, episode, evidence, plain};

/// How much a step adds, and whether it is refused.
#[derive(Debug, Clone)]
struct Plan {
    evidence: usize,
    edits: usize,
    episode: bool,
    is_late: bool,
    is_broken: bool,
}

fn plan() -> impl Strategy<Value = Plan> {
    (0..4_usize, 0..3_usize, any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.2)).prop_map(
        |(evidence, edits, episode, is_late, is_broken)| Plan {
            evidence,
            edits,
            episode,
            is_late,
            is_broken,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn numbers_have_no_gaps(plans in prop::collection::vec(plan(), 0..10)) {
        let mut scene = Scene::new();
        let new = episode();
        let mut at = Seq::FIRST;
        let mut expected = Plan { evidence: 0, edits: 0, episode: false, is_late: false, is_broken: false };
        let mut episodes = 0;
        for plan in plans {
            let seen: Vec<NewEvidence> =
                (0..plan.evidence).map(|_| evidence(Kind::Decision, Status::Neutral, "x", "y")).collect();
            let edits: Vec<NewEdit> = (0..plan.edits).map(|_| edit("a", None, Some("b"))).collect();
            let step = Step {
                source: if plan.episode { Source::New(&new) } else { Source::NoModel },
                evidence: &seen,
                edits: &edits,
                state: if plan.is_broken { "{" } else { "{}" },
                ..plain("x")
            };
            let known = if plan.is_late { Seq(at.0 - 1) } else { at };
            let result = scene.ledger.commit(R1, known, &step);
            prop_assert_eq!(result.is_err(), plan.is_late || plan.is_broken);
            if let Ok(committed) = result {
                prop_assert_eq!(committed.seq, at.next());
                at = committed.seq;
                expected.evidence += plan.evidence;
                expected.edits += plan.edits;
                episodes += usize::from(plan.episode);
            }
        }
        let ledger = &scene.ledger;
        prop_assert_eq!(ledger.cursor(R1).unwrap().seq, at);
        let seqs: Vec<Seq> = ledger.steps(R1).unwrap().iter().map(|step| step.seq).collect();
        prop_assert_eq!(seqs, (1..=at.0).map(Seq).collect::<Vec<_>>());
        let ids: Vec<EvidenceId> =
            ledger.evidence(&Query::default()).unwrap().iter().map(|row| row.id).collect();
        prop_assert_eq!(ids, (1..).map(EvidenceId).take(expected.evidence).collect::<Vec<_>>());
        let edits: Vec<u32> = ledger.edits(R1).unwrap().iter().map(|row| row.number).collect();
        prop_assert_eq!(edits, (1..).take(expected.edits).collect::<Vec<_>>());
        let calls: Vec<EpisodeId> = ledger.episodes(R1).unwrap().iter().map(|row| row.number).collect();
        prop_assert_eq!(calls, (1..).map(EpisodeId).take(episodes).collect::<Vec<_>>());
    }
}
