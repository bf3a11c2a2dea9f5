//! Tasks that describe a mistake which no check shows: where the model looks for it.

use super::*;

/// A run whose check succeeds, after its survey of two functions and after these events.
fn described(events: impl IntoIterator<Item = Event>) -> State {
    let task = "An empty cart has a total of 1, which is wrong.".to_owned();
    let job = Job { task, planning: Planning::Auto, ..begun().job };
    let known = [passed(), surveyed(&["total", "discount"])];
    known.into_iter().chain(events).fold(State::new(job), |state, event| step(state, event).0)
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
