//! What holds in every phase, whatever happens.

use kinglet_domain::action::Action as Decision;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::action::Action;

/// A state in each phase, with the names of the events that belong to it.
fn phases() -> Vec<(State, &'static [&'static str])> {
    let preparing = then(asking(), [answered(RIGHT)]);
    let writing = then(preparing.clone(), [prepared("    return 5")]);
    vec![
        (after([]), &["checked"]),
        (after([failed(&["a"])]), &["surveyed"]),
        (after(asking()), &["answered", "unaskable", "stale", "exhausted"]),
        (doubting(), &["doubted", "unaskable", "stale", "exhausted"]),
        (step(doubting(), doubted()).0, &["answered", "unaskable", "stale", "exhausted"]),
        (after(preparing), &["prepared", "unprepared", "stale"]),
        (after(writing), &["written", "conflict"]),
        (after(verifying()), &["checked"]),
        (after(then(verifying(), [failed(&["a", "b"])])), &["written", "conflict"]),
        (after(then(verifying(), [passed()])), &[]),
        (exploring(), &["explored", "unaskable", "chosen", "exhausted"]),
        (step(exploring(), chosen()).0, &["explored", "unaskable", "exhausted"]),
        (step(exploring(), decided(symbol("total"))).0, &["looked"]),
        (escalating(), &["answered", "unaskable", "stale", "unescalated", "exhausted"]),
        (choosing(), &["wished", "unaskable", "exhausted"]),
        (refactoring("false"), &["prepared", "unprepared"]),
        (refactoring("each"), &["called"]),
        (step(refactoring("each"), called()).0, &["valued", "unaskable", "exhausted"]),
        (proposing([]), &["proposed", "unaskable", "exhausted"]),
        (proposing([proposed()]), &["approved"]),
        (proposing([proposed(), approved()]), &["written", "conflict"]),
        (proposing([proposed(), approved(), Event::Written]), &["checked"]),
        (proposing([proposed(), approved(), Event::Written, passed()]), &["written", "conflict"]),
    ]
}

fn one_of_each_event() -> Vec<Event> {
    vec![
        failed(&["a"]),
        passed(),
        surveyed(&["total"]),
        doubted(),
        answered(RIGHT),
        unaskable(),
        stale(),
        prepared("    return 5"),
        unprepared(),
        Event::Written,
        conflict(),
        undecided(),
        chosen(),
        looked(),
        unescalated(),
        wished("false"),
        called(),
        valued(),
        exhausted(),
        proposed(),
        approved(),
    ]
}

#[test]
fn late_and_repeated_events_change_nothing() {
    for (state, own) in phases() {
        for event in one_of_each_event() {
            let name = event.name();
            let (next, effects) = step(state.clone(), event);
            let phase = tag(&state.phase, "phase");
            if own.contains(&name) {
                assert!(next != state && !effects.is_empty() || name == "checked", "{name} in {phase}");
            } else {
                assert!(next == state && effects.is_empty(), "{name} in {phase}");
            }
        }
    }
}

#[test]
fn every_state_survives_the_ledger() {
    for (state, _) in phases() {
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&json).unwrap(), state);
    }
}

#[test]
fn every_phase_but_the_last_has_one_thing_to_do() {
    let actions = phases().into_iter().map(|(state, _)| match state.action() {
        Some(Action::Check) => "check",
        Some(Action::Survey) => "survey",
        Some(Action::Locate) => "locate",
        Some(Action::Plan) => "plan",
        Some(Action::Open) => "open",
        Some(Action::Doubt(..)) => "doubt",
        Some(Action::Ask(_)) => "ask",
        Some(Action::Explore) => "explore",
        Some(Action::Look(_)) => "look",
        Some(Action::Prepare(_)) => "prepare",
        Some(Action::Write) => "write",
        Some(Action::Propose) => "propose",
        Some(Action::Approve(_)) => "approve",
        Some(Action::Choose) => "choose",
        Some(Action::Calls(_)) => "calls",
        Some(Action::Value(_)) => "value",
        Some(Action::Refactor(_)) => "refactor",
        None => "nothing",
    });
    let expected = [
        "check", "survey", "ask", "doubt", "ask", "prepare", "write", "check", "write", "nothing", "explore",
        "explore", "look", "ask", "choose", "refactor", "calls", "value", "propose", "approve", "write",
        "check", "write",
    ];
    assert!(actions.eq(expected));
}

/// One event, or a few as they follow on a question.
fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let line = select(vec!["    return 2", "    return 3", "    return 4"]);
    let round = (line, any_event(), any_event()).prop_map(|(line, check, after)| {
        vec![surveyed(&["total"]), answered(RIGHT), prepared(line), Event::Written, check, after]
    });
    prop_oneof![any_event().prop_map(|event| vec![event]), round]
}

fn any_event() -> impl Strategy<Value = Event> {
    let names = || proptest::sample::subsequence(vec!["a", "b", "c"], 0..=3);
    let line = select(vec!["    return 2", "    return 3", "    return 4"]);
    let finish = select(vec![Finish::Stop, Finish::Early, Finish::Length]);
    let text = prop_oneof![Just(RIGHT.to_owned()), Just("```\n".to_owned()), "\\PC{0,40}"];
    let others = one_of_each_event();
    prop_oneof![
        names().prop_map(|names| failed(&names)),
        names().prop_map(|names| surveyed(&names)),
        (text, finish).prop_map(|(text, finish)| answer(&text, finish)),
        line.prop_map(prepared),
        any_decision(),
        any::<Index>().prop_map(move |index| index.get(&others).clone()),
    ]
}

fn any_decision() -> impl Strategy<Value = Event> {
    prop_oneof![
        select(vec!["total", "cart", "price"]).prop_map(|name| decided(symbol(name))),
        Just(decided(Decision::SpawnChild { hypothesis: "the sum is wrong".to_owned() })),
        Just(resolved()),
        Just(undecided()),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_the_run_keeps_its_promises(
        begun in select(vec![begun(), begun_exploring(), begun_escalating(), begun_refactoring()]),
        events in prop::collection::vec(any_events(), 0..30),
    ) {
        let mut state = begun;
        let (mut standing, mut endings) = (0_u32, 0);
        for event in events.into_iter().flatten() {
            let was_ended = state.action().is_none();
            let (next, effects) = step(state.clone(), event);
            prop_assert!(!was_ended || (next == state && effects.is_empty()), "the end is the end");
            for effect in &effects {
                match effect {
                    Effect::Apply { .. } => standing += 1,
                    Effect::TakeBack { .. } => standing -= 1,
                    Effect::Tell(Progress::RunEnded { .. }) => endings += 1,
                    _ => {}
                }
                if matches!(effect, Effect::Apply { .. } | Effect::TakeBack { .. }) {
                    prop_assert_eq!(next.action(), Some(Action::Write), "what was recorded is written next");
                }
            }
            if let Phase::Ask { question } = &next.phase {
                prop_assert_eq!(question.attempt, next.history.count() + 1, "no question is asked twice");
            }
            prop_assert_eq!(endings, u32::from(next.action().is_none()), "it ends once, and says so");
            prop_assert!(next.history.count() <= next.job.attempts);
            state = next;
        }
        let json = serde_json::to_string(&state).unwrap();
        prop_assert_eq!(&serde_json::from_str::<State>(&json).unwrap(), &state);
        if let Phase::Ask { .. } | Phase::Survey = state.phase {
            prop_assert_eq!(standing, state.kept, "what did not help does not stay");
        }
    }
}
