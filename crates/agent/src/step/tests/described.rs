//! Tasks that describe a mistake which no check shows: where the model looks for it.

use kinglet_domain::action::Lines;
use kinglet_domain::context::KnownBug;
use kinglet_domain::unit::Line;

use super::*;

/// A run whose check succeeds, after its survey of two functions and after these events.
fn described(events: impl IntoIterator<Item = Event>) -> State {
    after([surveyed(&["total", "discount"])].into_iter().chain(events))
}

/// A run whose check succeeds, after these events.
fn after(events: impl IntoIterator<Item = Event>) -> State {
    let task = "An empty cart has a total of 1, which is wrong.".to_owned();
    let job = Job { task, planning: Planning::Auto, ..begun().job };
    [passed()].into_iter().chain(events).fold(State::new(job), |state, event| step(state, event).0)
}

/// A survey in which the second line of the second place looks like a well-known mistake.
fn suspected(is_weak: bool) -> Event {
    let mut event = surveyed(&["total", "discount"]);
    if let Event::Surveyed(survey) = &mut event {
        let line = Line::from_index(1);
        let edit = Edit::Lines {
            path: path("cart.py"),
            lines: Lines::new(line, line).unwrap(),
            starts: "    return 1".to_owned(),
            ends: "    return 1".to_owned(),
            text: "    return 0".to_owned(),
        };
        let why = "an empty cart costs nothing".to_owned();
        survey.bugs = vec![KnownBug { about: 1, line, why, is_weak, is_sure: false, edit }];
    }
    event
}

/// The model would rather have written `0` than `1`, so likely.
fn rather(probability: f32) -> Event {
    let doubt = Doubt { at: 14, written: " 1".to_owned(), instead: " 0".to_owned(), probability };
    Event::Doubted(Some(vec![doubt]))
}

fn located(state: &State) -> Option<&str> {
    state.work.as_ref().and_then(|work| work.located.as_deref())
}

#[test]
fn the_best_places_are_read_before_the_model_is_asked_where_it_is() {
    assert_eq!(described([]).phase, Phase::Doubt { about: 0, claim: Claim::Open });
    assert_eq!(described([rather(0.5)]).phase, Phase::Doubt { about: 1, claim: Claim::Open });
    let unsure = described([rather(0.5), rather(0.6)]);
    assert_eq!((unsure.phase.clone(), located(&unsure)), (Phase::Locate, None));
}

#[test]
fn it_is_where_the_model_is_surest() {
    assert_eq!(located(&described([rather(0.8), rather(0.9)])), Some("discount"));
    assert_eq!(located(&described([rather(0.8), rather(0.1)])), Some("total"));
    let state = described([rather(0.1), rather(0.9)]);
    assert_eq!(state.work.as_ref().map(|work| work.pieces.len()), Some(1));
    assert_eq!(state.phase, Phase::Open);
}

#[test]
fn what_looks_like_a_known_mistake_and_is_doubted_is_mended() {
    let found = |is_weak, doubt| {
        let state = after([suspected(is_weak), rather(0.6), rather(doubt)]);
        let known = state.work.as_ref().and_then(|work| work.known.as_ref());
        (located(&state).map(str::to_owned), known.is_some())
    };
    assert_eq!(found(true, 0.65), (Some("discount".to_owned()), true));
    // What is as often right has to be doubted much.
    assert_eq!(found(true, 0.2), (None, false));
    assert_eq!(found(false, 0.2), (Some("discount".to_owned()), true));
    // What is seldom right gives way only where the model is sure of another place.
    let known = |doubts: [f32; 2]| {
        let state = after([suspected(false), rather(doubts[0]), rather(doubts[1])]);
        state.work.as_ref().is_some_and(|work| work.known.is_some())
    };
    assert_eq!((known([0.6, 0.01]), known([0.9, 0.01])), (true, false));
}

#[test]
fn a_server_that_tells_no_likelihoods_is_asked_where_it_is() {
    assert_eq!(described([Event::Doubted(None)]).phase, Phase::Locate);
    let refused = Event::Unaskable { reason: "too long".to_owned() };
    assert_eq!(described([refused.clone(), refused]).phase, Phase::Locate);
}

#[test]
fn what_somebody_else_changes_meanwhile_is_no_end_of_it() {
    let changed = || Event::Stale { paths: vec![path("cart.py")] };
    let again = described([rather(0.5), changed(), passed(), surveyed(&["total", "discount"])]);
    assert!(matches!(again.phase, Phase::Doubt { .. } | Phase::Locate), "{:?}", again.phase);
    let failing = described([rather(0.5), changed(), failed(&["a"])]);
    assert_eq!(failing.phase, Phase::Survey);
    assert_eq!(failing.work.map(|work| work.began_green), Some(false));
}

#[test]
fn a_best_place_that_is_too_long_to_be_read_leaves_it_to_the_model() {
    let mut event = surveyed(&["total", "discount"]);
    if let Event::Surveyed(survey) = &mut event {
        survey.candidates[0].text += &"    # a long story\n".repeat(300);
    }
    let task = "An empty cart has a total of 1, which is wrong.".to_owned();
    let job = Job { task, planning: Planning::Auto, ..begun().job };
    let state = [passed(), event].into_iter().fold(State::new(job), |state, event| step(state, event).0);
    assert_eq!(state.phase, Phase::Locate);
}
