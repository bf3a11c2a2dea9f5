//! Which candidates are shown, and how much of each.

use std::cmp::Reverse;

use kinglet_domain::evidence::EvidenceId;
use kinglet_domain::unit::Tokens;

use super::Excerpt;
use crate::step::Seq;

/// The most that is picked: a small model drowns in more, whatever the budget.
const MOST: usize = 16;

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
    /// The step in which it was found out.
    pub(super) seq: Seq,
    pub(super) nearness: Nearness,
    /// What its summary costs.
    pub(super) summary: Tokens,
    /// What all of it costs; `None` if that is not to be shown.
    pub(super) whole: Option<Tokens>,
}

impl Candidate {
    /// The best has the least. No two candidates have the same. What was found out in one step, the best is said first.
    fn rank(&self) -> (Nearness, Reverse<Seq>, EvidenceId) {
        (self.nearness, Reverse(self.seq), self.id)
    }

    /// All of it, or its summary; `None` where all is wanted and must not be shown.
    fn shown(&self, index: usize, is_whole: bool) -> Option<Choice> {
        let tokens = if is_whole { self.whole? } else { self.summary };
        Some(Choice { index, is_whole, tokens })
    }
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

/// Picks within a budget, the best first: by nearness, then those of the newest step.
///
/// What follows on another question shows what that showed, and what is new; if there is no room for that, or something
/// of it is not so any more, all is chosen anew, for half of the budget, so that the next questions find room again.
pub(super) fn select(candidates: &[Candidate], before: Option<&[Excerpt]>, budget: Tokens) -> Vec<Choice> {
    let Some(before) = before else { return choose(candidates, None, MOST, budget) };
    let newest = before.iter().map(|excerpt| excerpt.id).max();
    extend(candidates, before, budget)
        .unwrap_or_else(|| choose(candidates, newest, MOST / 2, Tokens(budget.0 / 2)))
}

/// What was shown before, and all that is new; `None` if that is not to be had.
fn extend(candidates: &[Candidate], before: &[Excerpt], budget: Tokens) -> Option<Vec<Choice>> {
    let newest = before.iter().map(|excerpt| excerpt.id).max()?;
    let mut chosen = Vec::with_capacity(before.len());
    for excerpt in before {
        let index = candidates.iter().position(|candidate| candidate.id == excerpt.id)?;
        chosen.push(candidates.get(index)?.shown(index, excerpt.is_whole)?);
    }
    for (index, candidate) in candidates.iter().enumerate().filter(|(_, it)| it.id > newest) {
        chosen.push(candidate.shown(index, candidate.whole.is_some())?);
    }
    let tokens: Tokens = chosen.iter().map(|choice| choice.tokens).sum();
    chosen.sort_by_key(|choice| candidates.get(choice.index).map(Candidate::rank));
    (chosen.len() <= MOST && tokens <= budget).then_some(chosen)
}

/// Picks so many within a budget.
///
/// As many as there is room for are shown by their summaries; then those become whole for which there is still room: what
/// is newer than `since`, for it was just asked for, then from the first to the last. So what is far and old is reduced first. If not even the first one's summary fits, nothing
/// is picked: what follows makes little sense without it.
fn choose(candidates: &[Candidate], since: Option<EvidenceId>, most: usize, budget: Tokens) -> Vec<Choice> {
    let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    order.sort_by_key(|(_, candidate)| candidate.rank());
    let mut left = budget.0;
    let mut chosen = Vec::new();
    for (index, candidate) in order.into_iter().take(most) {
        match left.checked_sub(candidate.summary.0) {
            Some(rest) => left = rest,
            None if chosen.is_empty() => return Vec::new(),
            None => continue,
        }
        chosen.push((Choice { index, is_whole: false, tokens: candidate.summary }, candidate));
    }
    let is_new = |candidate: &Candidate| since.is_some_and(|since| candidate.id > since);
    let mut by_worth: Vec<_> = chosen.iter_mut().collect();
    by_worth.sort_by_key(|(_, candidate)| !is_new(candidate));
    for (choice, candidate) in by_worth {
        let Some(whole) = candidate.whole else { continue };
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
                        seq: Seq(id),
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
        choose(candidates, None, MOST, Tokens(budget))
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
        fn a_question_goes_on_from_the_one_before_or_leaves_room(
            all in candidates(), known in 1..30_u32, budget in 0..3000_u32,
        ) {
            let old: Vec<Candidate> = all.iter().filter(|one| one.id.0 <= known).cloned().collect();
            let before: Vec<Excerpt> = select(&old, Some(&[]), Tokens(budget))
                .iter()
                .map(|choice| Excerpt { id: old[choice.index].id, is_whole: choice.is_whole })
                .collect();
            let after = select(&all, Some(&before), Tokens(budget));
            let tokens: u32 = after.iter().map(|choice| choice.tokens.0).sum();
            let shows = |excerpt: &Excerpt| {
                after.iter().any(|it| all[it.index].id == excerpt.id && it.is_whole == excerpt.is_whole)
            };
            if before.iter().all(shows) {
                prop_assert!(tokens <= budget && after.len() <= MOST);
            } else {
                prop_assert!(tokens <= budget / 2 && after.len() <= MOST / 2);
            }
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

    /// A survey says the best place first.
    #[test]
    fn what_a_step_said_last_goes_first() {
        let place = |id, seq| Candidate {
            id: EvidenceId(id),
            seq: Seq(seq),
            nearness: Nearness::Own,
            summary: Tokens(10),
            whole: None,
        };
        let all = [place(1, 1), place(2, 2), place(3, 2), place(4, 2)];
        let ids: Vec<u32> = picked(&all, 20).into_iter().map(|(id, ..)| id.0).collect();
        assert_eq!(ids, [2, 3]);
    }

    #[test]
    fn what_is_far_and_old_is_reduced_first() {
        let candidate = |id, nearness| Candidate {
            id: EvidenceId(id),
            seq: Seq(id),
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
