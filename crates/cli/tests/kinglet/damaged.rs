//! A ledger whose bytes changed: every command says so, and none goes on as if nothing were.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::{Script, Server};

use crate::model::{self, RIGHT};
use crate::support::Scene;

/// A run that was killed while its first question was answered; its last steps are in the log of the ledger.
pub(crate) fn killed(scene: &Scene) -> Server {
    let server = Server::start(Script::new(|request| match request.ordinal {
        0 => model::code(RIGHT).stall_after(2).into(),
        _ => model::code(RIGHT).into(),
    }));
    let mut running = scene.start(server.url());
    running.until("token");
    running.kill();
    scene.assert_nothing_runs();
    server
}

#[test]
fn a_log_that_is_damaged_is_refused_by_all_who_read_it() {
    let scene = Scene::new();
    let _server = killed(&scene);
    let log = scene.state().join("ledger.sqlite-wal");
    let mut bytes = fs::read(&log).unwrap();
    // In the first page of the first frame, behind which there are whole commits.
    *bytes.get_mut(32 + 24 + 100).unwrap() ^= 1;
    fs::write(&log, &bytes).unwrap();
    for command in [
        &["ledger", "verify"][..],
        &["show"],
        &["evidence"],
        &["runs"],
        &["export"],
        &["ledger", "export"],
        &["undo"],
        &["resume"],
    ] {
        // A machine that was started again has no index of the log.
        fs::remove_file(scene.state().join("ledger.sqlite-shm")).unwrap_or_default();
        let said = scene.kinglet(command);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{command:?}");
        assert!(said.err.contains("its log is not what was written at byte 32, but goes on"), "{}", said.err);
        assert!(fs::read(&log).unwrap() == bytes, "{command:?} wrote to the log");
    }
    assert_snapshot!(scene.kinglet(&["ledger", "verify"]).refusal(&scene), @"1: kinglet: the ledger FOLDER/home/kinglet/shop-HASH/ledger.sqlite is damaged (its log is not what was written at byte 32, but goes on); it was left as it is: move it and the file FOLDER/home/kinglet/shop-HASH/ledger.sqlite-wal aside to start anew, or restore a backup; `sqlite3 FOLDER/home/kinglet/shop-HASH/ledger.sqlite .recover` saves what can be read");
}

#[test]
fn a_run_is_not_gone_on_with_on_rows_that_changed() {
    let scene = Scene::new();
    let server = killed(&scene);
    // So that all of it is in one file.
    scene.kinglet(&["ledger", "vacuum"]).expect(0);
    let path = scene.state().join("ledger.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    // The first step's, which is not the last one.
    let at = bytes.windows(5).position(|bytes| bytes == b"begun").unwrap();
    *bytes.get_mut(at).unwrap() = b'B';
    fs::write(&path, bytes).unwrap();
    let asked = server.chats().len();
    assert_snapshot!(scene.kinglet(&["resume"]).refusal(&scene), @"1: kinglet: the ledger FOLDER/home/kinglet/shop-HASH/ledger.sqlite is damaged (step 1 of R1 is not what was recorded; `kinglet ledger verify` lists all that is wrong); it was left as it is: move it and the file FOLDER/home/kinglet/shop-HASH/ledger.sqlite-wal aside to start anew, or restore a backup; `sqlite3 FOLDER/home/kinglet/shop-HASH/ledger.sqlite .recover` saves what can be read");
    for command in
        [&["undo"][..], &["export"], &["export", "--script"], &["ledger", "export", "--out", "../copy"]]
    {
        let said = scene.kinglet(command);
        assert!(
            said.code == 1 && said.err.contains("step 1 of R1 is not what was recorded"),
            "{command:?}: {said:?}"
        );
    }
    assert!(!scene.beside("copy").exists());
    assert_eq!(server.chats().len(), asked);
    let said = scene.kinglet(&["ledger", "verify", "--json"]).expect(1);
    assert_snapshot!(scene.masked(&said.out), @r#"
    {"finding":"step","run":"R1","text":"step 1 of R1 is not what was recorded","type":"finding"}
    {"findings":1,"ledger":"FOLDER/home/kinglet/shop-HASH/ledger.sqlite","type":"verified"}
    "#);
}
