//! Slips of the pen: one spot of a doubtful line after the other is tried, and no model is asked.

use super::*;
use crate::idea::Idea;

/// Its places were surveyed, and of the best one the `1` is doubted.
fn read() -> [Event; 3] {
    let doubt = Doubt { at: 14, written: " 1".to_owned(), instead: " 0".to_owned(), probability: 0.02 };
    [failed(&["a", "b"]), surveyed(&["total", "discount"]), Event::Doubted(Some(vec![doubt]))]
}

/// A run after that and these events.
fn doubtful(without: Option<Idea>, events: impl IntoIterator<Item = Event>) -> State {
    let job = Job { without: without.into_iter().collect(), ..begun().job };
    read().into_iter().chain(events).fold(State::new(job), |state, event| step(state, event).0)
}

fn slip(state: &State) -> Option<&str> {
    match &state.phase {
        Phase::Prepare { question, edit: Edit::Symbol { text, .. } } if question.is_slip => Some(text),
        _ => None,
    }
}

/// It was tried, and did not help.
fn in_vain(line: &str) -> [Event; 4] {
    [prepared(line), Event::Written, failed(&["a", "b"]), Event::Written]
}

#[test]
fn each_spot_of_a_doubtful_line_is_tried_before_another_reading() {
    assert_eq!(slip(&doubtful(None, [])), Some("def total():\n    return 2"));
    let second = doubtful(None, in_vain("    return 2"));
    assert_eq!(slip(&second), Some("def total():\n    return 0"));
    let after = doubtful(None, in_vain("    return 2").into_iter().chain(in_vain("    return 0")));
    assert!(matches!(after.phase, Phase::Doubt { .. }), "{:?}", after.phase);
    assert_eq!((after.history.asked(), after.history.questions(), after.history.count()), (0, 0, 0));
    assert_eq!(after.history.slips(), 2);
}

#[test]
fn a_slip_that_holds_ends_the_run_once_the_check_says_so_twice() {
    let held =
        in_vain("    return 2").into_iter().chain([prepared("    return 0"), Event::Written, passed()]);
    let state = doubtful(None, held.clone());
    assert!(matches!(state.phase, Phase::Verify { .. }), "{:?}", state.phase);
    let state = doubtful(None, held.chain([passed()]));
    assert_eq!(state.phase, Phase::Finished { outcome: Outcome::Done });
}

#[test]
fn a_slow_check_leaves_no_time_for_more_of_them() {
    let slow = |event: Event| match event {
        Event::Checked { report, output, touched, .. } => {
            Event::Checked { report, output, took_ms: 60_000, touched }
        }
        event => event,
    };
    let state = doubtful(None, in_vain("    return 2").map(slow));
    assert!(matches!(state.phase, Phase::Doubt { .. }), "{:?}", state.phase);
    assert_eq!(state.history.slips(), 1);
}

#[test]
fn a_slip_that_makes_fewer_tests_fail_is_taken_back() {
    let state = doubtful(None, [prepared("    return 2"), Event::Written, failed(&["a"])]);
    assert!(matches!(state.phase, Phase::Revert { .. }), "{:?}", state.phase);
}

#[test]
fn a_run_may_do_without_them() {
    assert_eq!(slip(&doubtful(Some(Idea::Slips), [])), None);
}
