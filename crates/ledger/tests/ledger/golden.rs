//! A saved ledger of each released schema still opens, is migrated, and says what it said.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use kinglet_domain::evidence::RunId;
use kinglet_ledger::{Error, Ledger, SCHEMA_VERSION};

use crate::support::{R1, Scene, assert_sound, file_in, raw};

fn golden(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/v{version}.sqlite"))
}

#[test]
fn every_released_schema_is_migrated() {
    for version in 1..=SCHEMA_VERSION {
        let folder = tempfile::tempdir().unwrap();
        let path = file_in(&folder);
        fs::copy(golden(version), &path).unwrap();
        let ledger = Ledger::open(&path).unwrap();
        let found: u32 = raw(&path).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, SCHEMA_VERSION);
        assert_sound(&path);
        assert_eq!(ledger.runs().unwrap().len(), 2);
        assert_eq!(ledger.edits(R1).unwrap().len(), 1);
        assert_eq!(ledger.episodes(R1).unwrap().len(), 1);
        assert_eq!(ledger.cursor(RunId(2)).unwrap().intent.unwrap(), r#"{"check":"python -m unittest"}"#);
        let kept = tempfile::tempdir().unwrap();
        fs::copy(golden(version), file_in(&kept)).unwrap();
        assert!(Ledger::open_read_only(&file_in(&kept)).is_ok(), "v{version}: decide how a reader meets it");
    }
}

#[test]
fn what_the_first_schema_held_is_still_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(golden(1), file_in(&folder)).unwrap();
    let ledger = Ledger::open(&file_in(&folder)).unwrap();
    assert_snapshot!(ledger.fingerprint(R1).unwrap(), @r#"
    {"table":"runs","task":"make the total right","check_command":"python -m unittest","options":"{\"attempts\":8}","outcome":"done","summary":"the check passes"}
    {"table":"steps","seq":1,"event":"began","intent":"{\"check\":\"python -m unittest\"}"}
    {"table":"steps","seq":2,"event":"check_ended","intent":null}
    {"table":"steps","seq":3,"event":"answered","intent":null}
    {"table":"steps","seq":4,"event":"check_ended","intent":null}
    {"table":"cursors","seq":4,"state":"{\"phase\":\"finished\"}"}
    {"table":"episodes","number":1,"seq":3,"role":"coder","about":"cart.py","model":"qwen2.5-coder-1.5b","finish":"early","temperature":0.25,"top_p":1.0,"seed":1,"prompt_tokens":11,"generated_tokens":9,"repairs":"[\"the fence had no path\"]","action":"{\"edit\":\"symbol\"}","prompt_hash":"82e1d40974b34a24045e3225a2f16b35a825c15c0ecf2a7d9e3422888e1b4fae","reply":"```python\ntotal = sum(prices)\n```"}
    {"table":"prompt_parts","episode":1,"position":1,"name":"role","tokens":5,"hash":"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"}
    {"table":"prompt_parts","episode":1,"position":2,"name":"task","tokens":6,"hash":"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"}
    {"table":"prompt_parts","episode":1,"position":3,"name":"whole","tokens":0,"hash":"82e1d40974b34a24045e3225a2f16b35a825c15c0ecf2a7d9e3422888e1b4fae"}
    {"table":"evidence","number":1,"seq":2,"episode":null,"node":null,"kind":"test_result","origin":"harness","status":"failed","subject":"python -m unittest","summary":"1 of 2 failed","content":"python -m unittest\n1 of 2 failed\n"}
    {"table":"evidence","number":2,"seq":3,"episode":1,"node":null,"kind":"edit_applied","origin":"harness","status":"passed","subject":"cart.py","summary":"1 line changed","content":"cart.py\n1 line changed\n"}
    {"table":"evidence","number":3,"seq":4,"episode":null,"node":null,"kind":"test_result","origin":"harness","status":"passed","subject":"python -m unittest","summary":"2 passed","content":"python -m unittest\n2 passed\n"}
    {"table":"edits","number":1,"seq":3,"episode":1,"path":"cart.py","before_hash":"386c20bacaab113303e49cbc12949be38109c292f4ba357cf22efd368d241ec6","after_hash":"be84c0db8adb69ee1895e833b3ee51b5af58c33514ed558b64c9a04d037f7d1d","purpose":"apply","reason":"sums the prices"}
    {"table":"gates","number":1,"seq":2,"command":"python -m unittest","passed":0,"evidence":1}
    {"table":"gates","number":2,"seq":4,"command":"python -m unittest","passed":1,"evidence":3}
    "#);
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let folder = Scene::new().close();
    let path = file_in(&folder);
    // The later version was killed: its last change is still in the log, where it has to stay.
    let later = raw(&path);
    later.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    let image = tempfile::tempdir().unwrap();
    let copy = file_in(&image);
    for ending in ["", "-wal"] {
        let name = format!("ledger.sqlite{ending}");
        fs::copy(folder.path().join(&name), image.path().join(&name)).unwrap();
    }
    drop(later);

    let files =
        || ["", "-wal"].map(|ending| fs::read(image.path().join(format!("ledger.sqlite{ending}"))).unwrap());
    let before = files();
    for open in [Ledger::open, Ledger::open_read_only] {
        let error = open(&copy).unwrap_err();
        assert!(matches!(error, Error::Newer { .. }), "{error:?}");
        let text = error.to_string().replace(&copy.display().to_string(), "PATH");
        let known = SCHEMA_VERSION;
        let said = format!(
            "the ledger PATH has schema {} and this kinglet knows schemas up to {known}; update kinglet",
            known + 1
        );
        assert_eq!(text, said);
        assert!(files() == before, "bytes have changed");
    }
}
