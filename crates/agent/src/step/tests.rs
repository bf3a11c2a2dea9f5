//! Events go in; what follows is read off as lines of text.

use insta::assert_snapshot;
use kinglet_dialect::Wish;
use kinglet_domain::action::ActionName;
use kinglet_loom::{LeftOut, Why};

use self::scene::*;
use super::*;
use crate::planning::Planning;
use crate::state::Job;

mod described;
mod promises;
mod scene;
mod second_model;
mod slips;
mod without;

#[test]
fn a_run_that_succeeds() {
    assert_snapshot!(course(then(verifying(), [passed()])).join("\n"), @"
    checked -> survey
      record test_result failed make test: 2 failed
      gate Failed
    surveyed -> ask
      record file_read neutral test_cart.py: the failing test, from line 1
      record symbol_lookup neutral cart.py: total, line 1: 40 points (+40 nearest frame)
      tell context_chosen
      record decision neutral cart.py: attempt 1
      plan: the fault is in total in cart.py
    answered -> prepare
      understood an edit
    prepared -> write
      apply cart.py (attempt 1)
    written -> verify
      record edit_applied passed cart.py: attempt 1: 1 line added, 1 removed
      tell edit_applied
    checked -> finished
      record test_result passed make test: a summary
      gate Passed
      plan: N2 resolved
      sample total in cart.py: passed
      record decision passed run: done: `make test` succeeds after the last edit (1 attempt)
      plan: N1 resolved
      tell run_ended
    ");
}

#[test]
fn an_edit_that_does_not_help_is_taken_back() {
    assert_snapshot!(last(then(verifying(), [failed(&["a", "b"])])), @"
    checked -> revert
      record test_result failed make test: 2 failed
      gate Failed
      sample total in cart.py: failed
      take back (the check still fails and no fewer tests fail than before)
    ");
    assert_snapshot!(last(then(verifying(), [failed(&["a", "b"]), Event::Written])), @"
    written -> ask
      record edit_applied neutral cart.py: taken back: the check still fails and no fewer tests fail than before
      tell edit_reverted
      record decision neutral cart.py: attempt 2
    ");
}

#[test]
fn what_a_language_server_finds_refuses_nothing_and_is_told_with_the_next_question() {
    let found: &[&str] = &["cart.py: line 2: `retrun` is not defined\n  retrun 5\n  ^"];
    let edit = || then(asking(), [answered(RIGHT), reviewed("    retrun 5", Ok(found))]);
    assert_snapshot!(last(edit()), @"
    prepared -> write
      record diagnostic failed pyright: attempt 1: new error: cart.py: line 2: `retrun` is not defined
      apply cart.py (attempt 1)
    ");
    let failed_after = || then(edit(), [Event::Written, failed(&["a", "b"])]);
    let state = after(failed_after());
    let Some(Verdict::Failed { found: told, .. }) = state.history.recent().last().map(|it| &it.verdict)
    else {
        panic!("the attempt failed");
    };
    assert_eq!(told, &found.concat());
    // It may be wrong: a check that succeeds is right.
    assert_eq!(
        after(then(edit(), [Event::Written, passed()])).phase,
        Phase::Finished { outcome: Outcome::Done }
    );
    let Phase::Ask { question } = after(then(failed_after(), [Event::Written])).phase else {
        panic!("asked on")
    };
    assert!(question.is_repair);
}

#[test]
fn that_nobody_knows_what_a_language_server_would_say_is_told_once() {
    let absent = || reviewed("    return 5", Err("it still reads the project"));
    assert_snapshot!(last(then(asking(), [answered(RIGHT), absent()])), @"
    prepared -> write
      record diagnostic neutral pyright: attempt 1: nothing is known from pyright: it still reads the project
      apply cart.py (attempt 1)
    ");
    let again = [Event::Written, failed(&["a", "b"]), Event::Written, answered(RIGHT)];
    let again = then(then(asking(), [answered(RIGHT), absent()]), again);
    let other = reviewed("    return 6", Err("it still reads the project"));
    assert_snapshot!(last(then(again, [other])), @"
    prepared -> write
      apply cart.py (attempt 2)
    ");
    assert_snapshot!(last(then(asking(), [answered(RIGHT), reviewed("    return 5", Ok(&[]))])), @"
    prepared -> write
      record diagnostic passed pyright: attempt 1: pyright finds no new error
      apply cart.py (attempt 1)
    ");
}

#[test]
fn a_mechanical_change_is_carried_out_and_judged_by_the_check() {
    let course = |events: Vec<Event>| {
        let mut state = choosing();
        let take = |event: Event| {
            let (next, effects) = step(state.clone(), event);
            state = next;
            let effects: Vec<String> = effects.iter().map(shown).collect();
            format!("-> {} {}", tag(&state.phase, "phase"), effects.join("; "))
        };
        events.into_iter().map(take).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(course(vec![wished("each"), called(), valued(), valued(), prepared("    return 5"), Event::Written, passed()]), @r#"
    -> refactor understood an edit; record decision neutral refactoring: the task asks for {"action":"add_parameter","name":"rate","symbol":"total","value":"each"}
    -> refactor record symbol_lookup neutral refactoring: lines with calls: 2
    -> refactor understood an edit
    -> refactor understood an edit
    -> write apply cart.py ({"action":"add_parameter","name":"rate","symbol":"total"})
    -> verify record edit_applied passed cart.py: attempt 1: 1 line added, 1 removed; tell edit_applied
    -> finished record test_result passed make test: a summary; gate Passed; record decision passed run: done: `make test` succeeds after the last edit (0 attempts); plan: N1 resolved; tell run_ended
    "#);
    assert_snapshot!(course(vec![wished("1"), prepared("    return 5"), Event::Written, failed(&["a", "b"]), Event::Written]), @r#"
    -> refactor understood an edit; record decision neutral refactoring: the task asks for {"action":"add_parameter","name":"rate","symbol":"total","value":"1"}
    -> write apply cart.py ({"action":"add_parameter","name":"rate","symbol":"total","value":"1"})
    -> verify record edit_applied passed cart.py: attempt 1: 1 line added, 1 removed; tell edit_applied
    -> revert record test_result failed make test: 2 failed; gate Failed; take back (the check still fails and no fewer tests fail than before)
    -> ask record edit_applied neutral cart.py: taken back: the check still fails and no fewer tests fail than before; tell edit_reverted; record decision neutral cart.py: attempt 1; plan: the fault is in total in cart.py
    "#);
    assert_snapshot!(course(vec![wished("1"), unprepared(), wished("2"), unprepared(), wished("3"), unprepared()]), @r#"
    -> refactor understood an edit; record decision neutral refactoring: the task asks for {"action":"add_parameter","name":"rate","symbol":"total","value":"1"}
    -> choose record diagnostic failed refactor/refused: cart.py does not define `total`; tell refused
    -> refactor understood an edit; record decision neutral refactoring: the task asks for {"action":"add_parameter","name":"rate","symbol":"total","value":"2"}
    -> choose record diagnostic failed refactor/refused: cart.py does not define `total`; tell refused
    -> refactor understood an edit; record decision neutral refactoring: the task asks for {"action":"add_parameter","name":"rate","symbol":"total","value":"3"}
    -> ask record diagnostic failed refactor/refused: cart.py does not define `total`; tell refused; record decision neutral refactoring: 3 answers could not be carried out; record decision neutral cart.py: attempt 1; plan: the fault is in total in cart.py
    "#);
    assert_snapshot!(course(vec![Event::Wished(Ok(Wish::Nothing))]), @"-> ask understood an edit; record decision neutral refactoring: the model finds no mechanical change in the task; record decision neutral cart.py: attempt 1; plan: the fault is in total in cart.py");
}

#[test]
fn a_change_that_the_task_names_is_not_asked_for() {
    let phases = |planning, events: Vec<Event>| {
        let mut state =
            State::new(Job { task: "Rename `total` to `sum`.".to_owned(), planning, ..begun().job });
        let take = |event: Event| {
            state = step(state.clone(), event).0;
            tag(&state.phase, "phase")
        };
        events.into_iter().map(take).collect::<Vec<_>>().join(" ")
    };
    let surveyed = || surveyed(&["total"]);
    let green = |rest: Vec<Event>| {
        phases(
            Planning::Auto,
            [vec![passed(), surveyed(), prepared("    return 5"), Event::Written], rest].concat(),
        )
    };
    assert_eq!(green(vec![passed()]), "survey refactor write verify finished");
    // What breaks a check that succeeded, or cannot be carried out, is left to edits.
    assert_eq!(green(vec![failed(&["a"]), Event::Written]), "survey refactor write verify revert plan");
    assert_eq!(phases(Planning::Auto, vec![passed(), surveyed(), unprepared()]), "survey refactor plan");
    // Where the check fails, there may be no plan; and who wants only a plan gets one.
    let red = vec![failed(&["a"]), surveyed(), prepared("    return 5"), Event::Written, passed()];
    assert_eq!(phases(Planning::Off, red), "survey refactor write verify finished");
    assert_eq!(phases(Planning::Only, vec![passed(), surveyed()]), "survey plan");
}

#[test]
fn an_edit_that_helps_stays() {
    assert_snapshot!(last(then(verifying(), [failed(&["b"])])), @"
    checked -> survey
      record test_result failed make test: 1 failed
      gate Failed
      record decision neutral cart.py: the edit stays: 2 failed before it, 1 after it
      sample total in cart.py: kept
    ");
    assert_eq!(after(then(verifying(), [failed(&["b"])])).kept, 1);
}

#[test]
fn an_edit_is_only_said_to_help_if_that_is_certain() {
    let phase = |event| tag(&after(then(verifying(), [event])).phase, "phase");
    assert_eq!(phase(failed(&["a"])), "survey");
    assert_eq!(phase(failed(&["c"])), "revert", "another test fails instead");
    assert_eq!(phase(failed(&["a", "b"])), "revert", "as many fail");
    assert_eq!(phase(failed(&["a", "b", "c"])), "revert", "more fail");
    assert_eq!(phase(ended(Ended::Failed { code: 2 })), "revert", "nothing is known");
    assert_eq!(phase(ended(Ended::TimedOut { seconds: 9 })), "revert");
    assert_eq!(phase(ended(Ended::Killed { signal: 9 })), "revert");
    assert_eq!(phase(ended(Ended::NotFound { message: "gone".to_owned() })), "revert");
    let Event::Checked { report, output, took_ms, touched } = failed(&["a"]) else { unreachable!() };
    let fewer_ran = Report { passed: Some(1), ..report };
    assert_eq!(
        phase(Event::Checked { report: fewer_ran, output, took_ms, touched }),
        "revert",
        "a test vanished"
    );
}

#[test]
fn a_first_check_that_leaves_nothing_to_do() {
    assert_snapshot!(last([passed()]), @"
    checked -> finished
      record test_result passed make test: a summary
      gate Passed
      record decision failed run: `make test` succeeds already, so there is nothing that it could prove; nothing was changed. Give a check that fails until the task is done
      plan: N1 abandoned
      tell run_ended
    ");
    assert_snapshot!(account_of([passed()]), @"`make test` succeeds already, so there is nothing that it could prove; nothing was changed. Give a check that fails until the task is done");
    assert_snapshot!(account_of([ended(Ended::NotFound { message: "sh: make: not found".to_owned() })]), @"the check `make test` cannot be run: sh: make: not found. Nothing was changed; correct it with --check");
    assert_snapshot!(account_of([ended(Ended::TimedOut { seconds: 300 })]), @"the check `make test` did not end within 300 s and was stopped. Nothing was changed; allow it more time with --check-timeout, or give a quicker check");
    assert_snapshot!(last([ended(Ended::Killed { signal: 11 })]), @"
    checked -> survey
      record test_result failed make test: a summary
      gate Failed
    ");
}

#[test]
fn says_which_code_was_left_out() {
    let survey = |candidates: &[&str]| match surveyed(candidates) {
        Event::Surveyed(survey) => {
            let latin = LeftOut { path: "calc.py".to_owned(), why: Why::Encoding };
            Event::Surveyed(Survey { left_out: vec![latin], ..survey })
        }
        other => other,
    };
    assert_snapshot!(account_of([failed(&["a"]), survey(&[])]), @"
    not done: all code that the check's output or the task could mean was left out; `make test` still fails.
    calc.py was left out because it is not UTF-8 text; convert it.
    None of its edits is left in the tree.
    ");
    assert_snapshot!(account_of([failed(&["a"]), survey(&["total"]), unaskable()]), @"
    not done: no place is left to ask about; `make test` still fails.
    calc.py was left out because it is not UTF-8 text; convert it.
      1. total in cart.py: too long for the model's window
    None of its edits is left in the tree.
    ");
    let empty = Event::Surveyed(Survey { is_empty: true, ..Survey::default() });
    assert_snapshot!(account_of([failed(&["a"]), empty]), @"
    not done: there is no source file in a language that kinglet knows (Python, Rust, JavaScript, TypeScript, Go); `make test` still fails.
    None of its edits is left in the tree.
    ");
}

#[test]
fn nothing_to_ask_about() {
    assert_snapshot!(account_of([failed(&["a"]), surveyed(&[])]), @"
    not done: neither the check's output nor the task led to any code that could be changed; name the file or the function in the task; `make test` still fails.
    None of its edits is left in the tree.
    ");
}

#[test]
fn a_reply_that_cannot_be_read_is_refused() {
    assert_snapshot!(last(then(asking(), [answered("I would add five.")])), @"
    answered -> ask
      understood nothing
      record diagnostic failed dialect/parse_error: the reply holds no code; answer with the corrected `total` in one fenced block
      tell refused
      sample total in cart.py: refused
      record decision neutral cart.py: attempt 2
    ");
}

#[test]
fn a_reply_that_was_cut_off_is_never_acted_on() {
    assert_snapshot!(last(then(asking(), [answer(RIGHT, Finish::Length)])), @"
    answered -> ask
      understood nothing
      record diagnostic failed model/length: the reply was cut off at the token limit; answer with the code alone, without repetition
      tell refused
      sample total in cart.py: refused
      record decision neutral cart.py: attempt 2
    ");
    assert_snapshot!(last(then(asking(), [answer(RIGHT, Finish::Early)])), @"
    answered -> prepare
      understood an edit
    ");
}

#[test]
fn an_edit_that_cannot_be_made_is_refused() {
    let preparing = then(asking(), [answered(RIGHT)]);
    assert_snapshot!(last(then(preparing.clone(), [broken("cart.py: line 2: `(` is never closed")])), @"
    prepared -> ask
      record diagnostic failed syntax/error: the new code has a syntax error
      tell refused
      sample total in cart.py: refused
      record decision neutral cart.py: attempt 2
    ");
    assert_snapshot!(last(then(preparing, [unprepared()])), @"
    unprepared -> ask
      record diagnostic failed edit/refused: cart.py does not define `total`
      tell refused
      sample total in cart.py: refused
      record decision neutral cart.py: attempt 2
    ");
}

#[test]
fn a_place_that_does_not_fit_is_not_asked_about_again() {
    assert_snapshot!(account_of(then(asking(), [unaskable()])), @"
    not done: no place is left to ask about; `make test` still fails.
      1. total in cart.py: too long for the model's window
    None of its edits is left in the tree.
    ");
    let two = vec![failed(&["a", "b"]), surveyed(&["total", "discount"])];
    let Phase::Ask { question } = after(then(two, [unaskable()])).phase else { panic!("no question") };
    assert_eq!((question.about, question.is_repair), (1, false));
}

#[test]
fn code_that_changes_all_the_time_ends_the_run() {
    let overtaken = [stale(), failed(&["b"]), surveyed(&["total"])];
    let events = (1..8).fold(asking(), |events, _| then(events, overtaken.clone()));
    assert_snapshot!(account_of(then(events, [stale()])), @"not done: cart.py changed 8 times in a row before an answer could be used; stop what writes there, or give a check that leaves it alone. Nothing else was left changed.");
}

#[test]
fn code_that_somebody_changed_is_chosen_anew() {
    assert_snapshot!(last(then(asking(), [stale()])), @"
    stale -> baseline
      record decision neutral cart.py: changed by someone else; the check runs again, and the code is chosen anew
      tell tree_changed
    ");
    let again = [stale(), failed(&["b"]), surveyed(&["total"])];
    assert_snapshot!(last(then(asking(), again)), @"
    surveyed -> ask
      record file_read neutral test_cart.py: the failing test, from line 1
      record symbol_lookup neutral cart.py: total, line 1: 40 points (+40 nearest frame)
      tell context_chosen
      record decision neutral cart.py: attempt 1
    ");
    assert_snapshot!(account_of(then(verifying(), [failed(&["a", "b"]), Event::Written, stale(), passed()])), @"`make test` succeeds by now, through a change that is not kinglet's; its own edits were all taken back");
}

#[test]
fn what_a_check_did_to_the_files_is_said() {
    let change = Change { path: path("cart.py"), before: None, after: Some(b"formatted".to_vec()) };
    let checked = |check: Event, is_edit_gone| match check {
        Event::Checked { report, output, .. } => {
            let touched = Touched { changes: vec![change.clone()], is_edit_gone };
            then(verifying(), [Event::Checked { report, output, took_ms: 100, touched }])
        }
        other => panic!("{other:?}"),
    };
    assert_snapshot!(last(checked(failed(&["a", "b"]), false)), @"
    checked -> revert
      record test_result failed make test: 2 failed
      gate Failed
      record edit_applied neutral cart.py: changed while the check ran
      tell tree_changed
      sample total in cart.py: failed
      take back (the check still fails and no fewer tests fail than before)
    ");
    assert_snapshot!(account_of(checked(passed(), true)), @"not done: the check itself took the edit out of the files again, so its success proves nothing; give a check that leaves them alone. Nothing else was left changed.");
}

#[test]
fn a_refused_reply_is_mended_once() {
    let questions = |events: Vec<Event>| match after(events).phase {
        Phase::Ask { question } => question,
        phase => panic!("{phase:?}"),
    };
    let first = questions(asking());
    let repair = questions(then(asking(), [answered("")]));
    let next = questions(then(asking(), [answered(""), answered("")]));
    assert_eq!([first.is_repair, repair.is_repair, next.is_repair], [false, true, false]);
    assert_eq!([first.attempt, repair.attempt, next.attempt], [1, 2, 3]);
    assert!(first.sampling != repair.sampling && repair.sampling != next.sampling);
}

#[test]
fn the_same_edit_is_not_written_twice() {
    let again = [failed(&["a", "b"]), Event::Written, answered(RIGHT), prepared("    return 5")];
    assert_snapshot!(last(then(verifying(), again)), @"
    prepared -> ask
      record diagnostic failed edit/repeated: this is the same edit as in attempt 1, which did not help
      tell refused
      sample total in cart.py: refused
      record decision neutral cart.py: attempt 3
    ");
}

#[test]
fn the_account_of_a_run_that_gave_up() {
    let tries = [failed(&["a", "b"]), Event::Written, answered(""), answered("Hm.")];
    assert_snapshot!(account_of(then(verifying(), tries)), @"
    not done: the limit of attempts (3) is reached; `make test` still fails.
      1. total in cart.py: 1 line added, 1 removed, then: 2 failed
      2. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      3. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
    None of its edits is left in the tree.
    ");
    let kept = [failed(&["b"]), surveyed(&["total"]), answered(""), answered("Hm.")];
    assert_snapshot!(account_of(then(verifying(), kept)), @"
    not done: the limit of attempts (3) is reached; `make test` still fails.
      1. total in cart.py: 1 line added, 1 removed, kept: fewer tests fail
      2. total in cart.py: not usable: the reply is empty; answer with the corrected code in one fenced block
      3. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
    One edit that made fewer tests fail was left in the tree; `kinglet undo` takes it back.
    ");
}

#[test]
fn what_somebody_else_wrote_ends_the_run() {
    let writing = || then(asking(), [answered(RIGHT), prepared("    return 5")]);
    assert_snapshot!(account_of(then(writing(), [conflict()])), @"not done: cart.py was changed by someone else, so the edit was not written. Nothing else was left changed.");
    assert_snapshot!(account_of(then(verifying(), [failed(&["a", "b"]), conflict()])), @"not done: cart.py was changed by someone else, so the last edit, which did not help, was not taken back. Nothing else was left changed.");
    let second =
        [failed(&["b"]), surveyed(&["total"]), answered(RIGHT), prepared("    return 6"), conflict()];
    assert_snapshot!(account_of(then(verifying(), second)), @"not done: cart.py was changed by someone else, so the edit was not written. One edit that made fewer tests fail was left in the tree; `kinglet undo` takes it back.");
}

#[test]
fn a_budget_that_is_used_up_ends_the_run() {
    assert_snapshot!(account_of(then(asking(), [exhausted()])), @"
    not done: the budget is used up; `make test` still fails.
    None of its edits is left in the tree.
    ");
    assert_snapshot!(last(then(asking(), [exhausted()])), @"
    exhausted -> finished
      record decision failed run: not done: the budget is used up; `make test` still fails.
      plan: N1 abandoned
      tell run_ended
    ");
    let (ended, _) = step(exploring(), exhausted());
    assert!(ended.action().is_none() && ended.investigation.way.is_empty());
}

#[test]
fn a_proposed_test_decides_only_if_it_fails_for_a_reason_of_the_task() {
    let running = || [proposed(), approved(), Event::Written];
    let after = |event| {
        let (state, effects) = step(proposing(running()), event);
        let effects: Vec<String> = effects.iter().map(shown).collect();
        format!("{} `{}`\n{}", tag(&state.phase, "phase"), state.job.check, effects.join("\n"))
    };
    assert_snapshot!(after(passed()), @"
    gate ``
    record test_result passed make test: a summary
    take back (the proposed test proves nothing: it succeeds before anything is changed)
    ");
    let report = |message: &str| {
        let Event::Checked { mut report, output, took_ms, touched } = failed(&["a"]) else { unreachable!() };
        report.failures.iter_mut().for_each(|failure| message.clone_into(&mut failure.message));
        Event::Checked { report, output, took_ms, touched }
    };
    assert_snapshot!(after(report("AssertionError: 4 != 5")), @"
    plan `make test`
    record test_result failed make test: 1 failed
    gate Failed
    record decision neutral test_cart.py: `make test` decides from now on: it fails now, since the task is not done
    ");
    assert_snapshot!(after(report("ZeroDivisionError")), @"
    gate ``
    record test_result failed make test: 1 failed
    take back (the proposed test proves nothing: it does not fail by an assertion, but: ZeroDivisionError)
    ");
    assert_eq!(proposing([proposed()]).check(), "", "nothing is executed before the user agreed");
    let declined = Event::Approved(Err("you did not agree to it".to_owned()));
    let state = proposing([proposed(), declined]);
    assert_eq!((state.check(), tag(&state.phase, "phase")), ("", "locate".to_owned()));
}

#[test]
fn an_action_is_named_and_then_given() {
    let chosen_of = |state: &State| match state.phase {
        Phase::Explore { chosen } => chosen,
        _ => panic!("{:?}", state.phase),
    };
    let (named, effects) = step(exploring(), chosen());
    assert_eq!(chosen_of(&named), Some(ActionName::Symbol));
    assert_snapshot!(effects.iter().map(shown).collect::<String>(), @"understood an edit");
    assert_eq!(named.investigation.turns, 0, "the turn is not over");
    // What is given instead is refused, and another may be named.
    let (refused, _) = step(named.clone(), undecided());
    assert_eq!((chosen_of(&refused), refused.investigation.refusals), (None, 1));
    // Why is told in both questions that follow.
    let (again, _) = step(refused, chosen());
    assert_eq!(again.investigation.refused.as_deref(), Some("there is no action"));
    let (given, _) = step(again, decided(symbol("total")));
    assert_eq!((given.investigation.refused, given.investigation.turns), (None, 2));
    // What was given at once needs no name.
    assert!(matches!(step(exploring(), decided(symbol("total"))).0.phase, Phase::Look { .. }));
}
