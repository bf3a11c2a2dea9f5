//! What becomes of an effect that was under way when a run was stopped.

use insta::assert_snapshot;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Aftermath, Error, ResumptionRow, Seq, Step};

use crate::support::{R1, Scene, plain};

#[test]
fn each_resumption_is_kept_with_what_was_under_way() {
    let mut scene = Scene::new();
    let ledger = &mut scene.ledger;
    let asked = Step { intent: Some(r#"{"action":"check"}"#), ..plain("asked") };
    ledger.resumed(R1, Seq(1), Millis(1), Aftermath::Nothing).unwrap();
    ledger.commit(R1, Seq(1), &asked).unwrap();
    let before = ledger.fingerprint(R1).unwrap();
    ledger.resumed(R1, Seq(2), Millis(2), Aftermath::Unknown).unwrap();
    assert_eq!(ledger.fingerprint(R1).unwrap(), before, "an interruption does not show");
    let row = |number, after, at, intent: Option<&str>, outcome| ResumptionRow {
        number,
        after: Seq(after),
        at: Millis(at),
        intent: intent.map(str::to_owned),
        outcome,
    };
    assert_eq!(
        ledger.resumptions(R1).unwrap(),
        [
            row(1, 1, 1, None, Aftermath::Nothing),
            row(2, 2, 2, Some(r#"{"action":"check"}"#), Aftermath::Unknown)
        ]
    );
}

#[test]
fn what_was_not_announced_cannot_have_been_repeated() {
    let mut scene = Scene::new();
    let error = scene.ledger.resumed(R1, Seq(1), Millis(1), Aftermath::Repeated).unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error:?}");
    assert_snapshot!(scene.ledger.resumed(R1, Seq(2), Millis(1), Aftermath::Nothing).unwrap_err(), @"R1 is at step 1, not at 2: another process goes on with it; stop one of them");
}
