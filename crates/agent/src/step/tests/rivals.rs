//! A branch with which the check succeeds, and the others beside it.

use kinglet_model::Doubt;

use super::*;

/// Two branches of the best place; the second is half as likely.
fn two() -> Event {
    let branch = |instead: &str, probability| Doubt {
        at: 13,
        written: "4".to_owned(),
        instead: instead.to_owned(),
        probability,
    };
    Event::Doubted(Some(vec![branch("5", 0.5), branch("6", 0.25)]))
}

/// A branch is answered, written, and judged.
fn tried(line: &str, said: Event) -> Vec<Event> {
    let reply = format!("```python\ndef total():\n{line}\n```\n");
    vec![answered(&reply), prepared(line), Event::Written, said]
}

fn shown(events: Vec<Event>) -> String {
    let mut state = doubting();
    let mut lines = Vec::new();
    for event in events {
        let name = event.name();
        let (next, effects) = step(state, event);
        let decided = effects.iter().filter_map(|effect| match effect {
            Effect::Record(evidence) if evidence.kind == Kind::Decision => Some(evidence.summary.clone()),
            _ => None,
        });
        let decided: Vec<String> = decided.collect();
        lines.push(
            format!("{name} -> {} {}", tag(&next.phase, "phase"), decided.join("; ")).trim_end().to_owned(),
        );
        state = next;
    }
    lines.join("\n")
}

#[test]
fn others_are_tried_before_a_branch_is_believed() {
    let mut events = vec![two()];
    events.extend(tried("    return 5", passed()));
    events.push(Event::Written);
    events.extend(tried("    return 6", failed(&["a", "b"])));
    events.push(Event::Written);
    events.extend([prepared("    return 5"), Event::Written, passed()]);
    assert_snapshot!(shown(events), @"
    doubted -> ask total: 2 branches that the model takes for likely; attempt 1: ask about total at temperature 0.2: with `5` where `4` stands in line 2 of it
    answered -> prepare
    prepared -> write
    written -> verify
    checked -> revert
    written -> ask attempt 2: ask about total at temperature 0.2: with `6` where `4` stands in line 2 of it
    answered -> prepare
    prepared -> write
    written -> verify
    checked -> revert
    written -> prepare no other edit was found with which the check succeeds; this one is taken
    prepared -> write
    written -> verify
    checked -> finished done: `make test` succeeds after the last edit (3 attempts)
    ");
}

#[test]
fn of_two_that_succeed_the_likelier_is_taken() {
    let mut events = vec![two()];
    events.extend(tried("    return 5", passed()));
    events.push(Event::Written);
    events.extend(tried("    return 6", passed()));
    events.push(Event::Written);
    events.extend([prepared("    return 5"), Event::Written, passed()]);
    assert_snapshot!(shown(events), @"
    doubted -> ask total: 2 branches that the model takes for likely; attempt 1: ask about total at temperature 0.2: with `5` where `4` stands in line 2 of it
    answered -> prepare
    prepared -> write
    written -> verify
    checked -> revert
    written -> ask attempt 2: ask about total at temperature 0.2: with `6` where `4` stands in line 2 of it
    answered -> prepare
    prepared -> write
    written -> verify
    checked -> revert
    written -> prepare the check succeeds with 2 edits; the likeliest is taken, but the check cannot tell them apart
    prepared -> write
    written -> verify
    checked -> finished done: `make test` succeeds after the last edit (3 attempts)
    ");
}

#[test]
fn what_succeeded_is_taken_when_a_budget_runs_out() {
    let mut events = vec![two()];
    events.extend(tried("    return 5", passed()));
    events.extend([Event::Written, exhausted(), prepared("    return 5"), Event::Written, passed()]);
    assert_snapshot!(shown(events), @"
    doubted -> ask total: 2 branches that the model takes for likely; attempt 1: ask about total at temperature 0.2: with `5` where `4` stands in line 2 of it
    answered -> prepare
    prepared -> write
    written -> verify
    checked -> revert
    written -> ask attempt 2: ask about total at temperature 0.2: with `6` where `4` stands in line 2 of it
    exhausted -> prepare no other edit was found with which the check succeeds; this one is taken
    prepared -> write
    written -> verify
    checked -> finished done: `make test` succeeds after the last edit (2 attempts)
    ");
}
