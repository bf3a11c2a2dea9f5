//! When the second model is asked, and when not.

use insta::assert_snapshot;

use super::*;

/// Which model is asked about which place, after each of these events.
fn asked(events: impl IntoIterator<Item = Event>) -> String {
    let mut state = escalating();
    let mut shown = Vec::new();
    for event in [None].into_iter().chain(events.into_iter().map(Some)) {
        state = event.into_iter().fold(state, |state, event| step(state, event).0);
        if let Phase::Ask { question } = &state.phase {
            let repair = if question.is_repair { " again" } else { "" };
            shown.push(format!("{:?} {}{repair}", question.to, state.candidate(question).unwrap().name()));
        }
    }
    shown.join(", ")
}

#[test]
fn a_second_model_is_asked_a_few_times_and_then_the_first_goes_on() {
    assert_snapshot!(asked([answered(""), answered(""), answered("")]), @"Second total, Second total again, First total, First total again");
    // What it was told in vain is not mended by the first.
    assert_snapshot!(asked([unaskable(), answered("")]), @"Second total, Second discount, First total");
    // Progress begins the count anew.
    let helps =
        [answered(RIGHT), prepared("    return 5"), Event::Written, failed(&["b"]), surveyed(&["total"])];
    assert_snapshot!(asked(helps.into_iter().chain([unaskable(), unaskable()])), @"Second total, First total, Second total");
}

#[test]
fn that_a_second_model_is_asked_is_a_decision_with_its_reason() {
    let first = [failed(&["a", "b"]), surveyed(&["total"])];
    let first = first.into_iter().fold(begun_escalating(), |state, event| step(state, event).0);
    let (asked, effects) = step(first, answered(""));
    assert_snapshot!(effects.iter().map(shown).collect::<Vec<_>>().join("\n"), @"
    understood nothing
    record diagnostic failed dialect/parse_error: the reply is empty; answer with the corrected code in one fenced block
    tell refused
    sample total in cart.py: refused
    record decision neutral escalation: question 1 of 2 to the second model, since 1 led to no progress
    record decision neutral cart.py: attempt 2
    ");
    let (without, effects) = step(asked, unescalated());
    assert_snapshot!(effects.iter().map(shown).collect::<Vec<_>>().join("\n"), @"
    record decision neutral escalation: the second model is not asked: nobody is there; the run goes on without it
    tell unescalated
    record decision neutral cart.py: attempt 2
    ");
    let end = (0..8).fold(without, |state, _| step(state, answered("")).0);
    assert_snapshot!(account::of(&end, &Outcome::GaveUp { reason: "enough".to_owned() }), @"
    not done: enough; `make test` still fails.
      1. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      2. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      3. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      4. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      5. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      6. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      7. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      8. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      9. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
    The second model was not asked: nobody is there.
    None of its edits is left in the tree.
    ");
}
