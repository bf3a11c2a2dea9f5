//! Finding the run that a person means.

use insta::assert_snapshot;
use kinglet_ledger::Ledger;

use crate::support::{Scene, file_in, new_run, plain};

/// The only code here that names the API under test.
fn check(ledger: &Ledger, text: &str) -> String {
    ledger.find(text).map_or_else(|error| format!("error: {error}"), |run| run.id.to_string())
}

#[test]
fn by_number_by_id_and_by_age() {
    let mut scene = Scene::new();
    for ulid in ["01JD0000000000000000000002", "01KA0000000000000000000003"] {
        scene.ledger.begin(&new_run(ulid), &plain("began")).unwrap();
    }
    let check = |text| check(&scene.ledger, text);
    assert_snapshot!(check("R2"), @"R2");
    assert_snapshot!(check("r2"), @"R2");
    assert_snapshot!(check("2"), @"R2");
    assert_snapshot!(check("last"), @"R3");
    assert_snapshot!(check("01KA"), @"R3");
    assert_snapshot!(check("01ka"), @"R3");
    assert_snapshot!(check("01JD0000000000000000000002"), @"R2");
    assert_snapshot!(check("01JD"), @"error: the ids of R1, R2 begin with `01JD`; write more of the id, or the number");
    assert_snapshot!(check("4"), @"error: there is no run `R4`; there are R1 to R3");
    assert_snapshot!(check("the cart"), @"error: there is no run `the cart`; there are R1 to R3");
    assert_snapshot!(check("%"), @"error: there is no run `%`; there are R1 to R3");
    assert_snapshot!(check(""), @"error: there is no run ``; there are R1 to R3");
}

#[test]
fn in_an_empty_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&file_in(&folder)).unwrap();
    assert_snapshot!(check(&ledger, "last"), @"error: there is no run `last`; there is none yet");
    assert!(ledger.latest().unwrap().is_none());
    assert!(ledger.runs().unwrap().is_empty());
}
