//! Which candidates are shown, and how much of each.

use std::cmp::Reverse;

use kinglet_domain::evidence::EvidenceId;
use kinglet_domain::unit::Tokens;

/// The most that is picked: a small model drowns in more, whatever the budget.
const MOST: usize = 12;

/// How near a piece of evidence is to what is worked on; the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The last test result that failed.
    LastFailure,
    /// Found out for the node itself.
    Own,
    /// A decision about the subject.
    Decision,
    /// Found out for a node so many above it.
    Above(u32),
}

/// What can be picked, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) id: EvidenceId,
    pub(super) nearness: Nearness,
    /// What its summary costs.
    pub(super) summary: Tokens,
    /// What all of it costs; `None` if that is not to be shown.
    pub(super) whole: Option<Tokens>,
}

/// What was picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    /// The candidate's place in the list, counted from 0.
    pub(super) index: usize,
    pub(super) is_whole: bool,
    /// What it costs.
    pub(super) tokens: Tokens,
}

/// Picks within a budget, in the order in which it is to be read: by nearness, then the newest first.
///
/// As many as there is room for are shown by their summaries; then, from the first to the last, those become whole for
/// which there is still room. So what is far and old is reduced first. If not even the first one's summary fits, nothing
/// is picked: what follows makes little sense without it.
pub(super) fn select(candidates: &[Candidate], budget: Tokens) -> Vec<Choice> {
    let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    // A total order: no two candidates have the same id.
    order.sort_by_key(|(_, candidate)| (candidate.nearness, Reverse(candidate.id)));
    let mut left = budget.0;
    let mut chosen = Vec::new();
    for (index, candidate) in order.into_iter().take(MOST) {
        match left.checked_sub(candidate.summary.0) {
            Some(rest) => left = rest,
            None if chosen.is_empty() => return Vec::new(),
            None => continue,
        }
        chosen.push((Choice { index, is_whole: false, tokens: candidate.summary }, candidate.whole));
    }
    for (choice, whole) in &mut chosen {
        let Some(whole) = *whole else { continue };
        let room = left.saturating_add(choice.tokens.0);
        if let Some(rest) = room.checked_sub(whole.0) {
            left = rest;
            (choice.is_whole, choice.tokens) = (true, whole);
        }
    }
    chosen.into_iter().map(|(choice, _)| choice).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nearness() -> impl Strategy<Value = Nearness> {
        prop_oneof![Just(Nearness::Own), Just(Nearness::Decision), (1..4_u32).prop_map(Nearness::Above)]
    }

    /// Some candidates, of which the first is the last failure, in any order.
    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        prop::collection::vec((nearness(), 1..60_u32, prop::option::of(1..400_u32)), 1..30)
            .prop_map(|all| {
                let candidate =
                    |(id, (nearness, summary, whole)): (u32, (Nearness, u32, Option<u32>))| Candidate {
                        id: EvidenceId(id),
                        nearness: if id == 1 { Nearness::LastFailure } else { nearness },
                        summary: Tokens(summary),
                        whole: whole.map(Tokens),
                    };
                (1..).zip(all).map(candidate).collect::<Vec<_>>()
            })
            .prop_shuffle()
    }

    /// What is picked, by id, so that the order of the candidates does not show.
    fn picked(candidates: &[Candidate], budget: u32) -> Vec<(EvidenceId, bool, Tokens)> {
        let id = |choice: &Choice| candidates.get(choice.index).unwrap().id;
        select(candidates, Tokens(budget))
            .iter()
            .map(|choice| (id(choice), choice.is_whole, choice.tokens))
            .collect()
    }

    proptest! {
        #[test]
        fn never_over_budget_and_the_last_failure_first(all in candidates(), budget in 0..3000_u32) {
            let picks = picked(&all, budget);
            prop_assert!(picks.iter().map(|(_, _, tokens)| tokens.0).sum::<u32>() <= budget);
            prop_assert!(picks.len() <= MOST);
            let failure = all.iter().find(|one| one.nearness == Nearness::LastFailure).unwrap();
            prop_assert_eq!(picks.is_empty(), failure.summary.0 > budget);
            if let Some((first, _, _)) = picks.first() {
                prop_assert_eq!(*first, failure.id);
            }
        }

        #[test]
        fn the_order_of_the_candidates_does_not_matter(all in candidates(), budget in 0..3000_u32) {
            let mut sorted = all.clone();
            sorted.sort_by_key(|one| one.id);
            prop_assert_eq!(picked(&all, budget), picked(&sorted, budget));
        }

        #[test]
        fn with_room_for_everything_all_is_whole(all in candidates()) {
            let picks = picked(&all, u32::MAX);
            prop_assert_eq!(picks.len(), all.len().min(MOST));
            for (id, is_whole, _) in picks {
                let one = all.iter().find(|one| one.id == id).unwrap();
                prop_assert_eq!(is_whole, one.whole.is_some());
            }
        }
    }

    #[test]
    fn what_is_far_and_old_is_reduced_first() {
        let candidate = |id, nearness| Candidate {
            id: EvidenceId(id),
            nearness,
            summary: Tokens(10),
            whole: Some(Tokens(100)),
        };
        let all = [
            candidate(1, Nearness::LastFailure),
            candidate(2, Nearness::Above(1)),
            candidate(3, Nearness::Own),
            candidate(4, Nearness::Own),
        ];
        let shown = |budget| {
            let name = |(id, is_whole, _): (EvidenceId, bool, Tokens)| {
                format!("{id}{}", if is_whole { "+" } else { "" })
            };
            picked(&all, budget).into_iter().map(name).collect::<Vec<_>>().join(" ")
        };
        insta::assert_snapshot!(shown(400), @"E1+ E4+ E3+ E2+");
        insta::assert_snapshot!(shown(310), @"E1+ E4+ E3+ E2");
        insta::assert_snapshot!(shown(130), @"E1+ E4 E3 E2");
        insta::assert_snapshot!(shown(25), @"E1 E4");
        insta::assert_snapshot!(shown(9), @"");
    }
}
