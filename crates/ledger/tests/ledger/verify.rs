//! Verification: a sound ledger has no findings, and each planted corruption has its own.

use insta::assert_snapshot;
use kinglet_ledger::{Finding, Ledger};
use rusqlite::Connection;

use crate::support::{Scene, raw, whole_run};

/// What is wrong with a whole run after something was done to it behind the ledger's back.
///
/// The triggers are dropped meanwhile and put back after, so that they are no finding themselves.
fn findings(corrupt: impl FnOnce(&Connection)) -> Vec<Finding> {
    let mut scene = Scene::new();
    whole_run(&mut scene.ledger);
    assert_eq!(scene.ledger.verify().unwrap(), []);
    let conn = raw(&scene.path());
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    corrupt(&conn);
    for (_, sql) in &triggers {
        conn.execute_batch(sql).unwrap();
    }
    drop(conn);
    Ledger::open_read_only(&scene.path()).unwrap().verify().unwrap()
}

/// The findings after one statement, one a line.
fn check(sql: &str) -> String {
    let found = findings(|conn| assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}"));
    found.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sound_ledger_has_no_findings() {
    assert_eq!(findings(|_conn| {}), []);
}

#[test]
fn each_corruption_is_found() {
    assert_snapshot!(check("DELETE FROM evidence WHERE number = 1"), @"");
    assert_snapshot!(check("UPDATE evidence SET number = 7 WHERE number = 3"), @"");
    assert_snapshot!(check("UPDATE samples SET seq = 1 WHERE number = 2"), @"");
    assert_snapshot!(check("UPDATE plan_nodes SET parent = 2 WHERE number = 2"), @"");
    assert_snapshot!(check("UPDATE plan_nodes SET parent = NULL WHERE number = 2"), @"");
    assert_snapshot!(check("UPDATE plan_revisions SET change = 'reopened' WHERE number = 2"), @"");
    assert_snapshot!(check("INSERT INTO citations VALUES (1, 4, 99)"), @"");
    assert_snapshot!(check("INSERT INTO citations VALUES (1, 1, 3)"), @"");
    assert_snapshot!(check("DELETE FROM citations WHERE revision = 4"), @"");
    assert_snapshot!(check("UPDATE evidence SET origin = 'model' WHERE number = 3"), @"");
    assert_snapshot!(check("UPDATE gates SET passed = 0 WHERE number = 2"), @"");
    assert_snapshot!(check("UPDATE evidence SET status = 'passed' WHERE number = 1"), @"");
    assert_snapshot!(check("UPDATE evidence SET content = 'forged' WHERE number = 2"), @"");
    assert_snapshot!(check("UPDATE evidence SET content = zeroblob(90) WHERE number = 1"), @"");
    assert_snapshot!(check("UPDATE evidence SET size = 1 WHERE number = 2"), @"");
    assert_snapshot!(check("UPDATE blobs SET bytes = x'00' WHERE bytes = x'00fffe'"), @"");
    assert_snapshot!(check("DELETE FROM blobs WHERE bytes = x'00fffe'"), @"");
    assert_snapshot!(check("UPDATE prompt_parts SET position = 3 WHERE position = 1"), @"");
    assert_snapshot!(check("DELETE FROM prompt_parts WHERE position = 2"), @"");
    assert_snapshot!(check("UPDATE cursors SET state = '{}'"), @"");
    assert_snapshot!(check("UPDATE cursors SET seq = 3"), @"");
    assert_snapshot!(check("DELETE FROM cursors"), @"");
    assert_snapshot!(check("UPDATE resumptions SET intent = '{}'"), @"");
    assert_snapshot!(check("UPDATE episodes SET finish = 'won'"), @"");
    assert_snapshot!(check("DELETE FROM steps WHERE seq = 4"), @"");
}

#[test]
fn a_changed_schema_is_found() {
    let said = |sql: &str| {
        let found = findings(|conn| conn.execute_batch(sql).unwrap());
        found.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(said("DROP INDEX evidence_of_node"), @"");
    assert_snapshot!(said("CREATE TABLE notes (text TEXT)"), @"");
    let mut scene = Scene::new();
    whole_run(&mut scene.ledger);
    raw(&scene.path()).execute_batch("DROP TRIGGER evidence_stays").unwrap();
    assert_snapshot!(scene.ledger.verify().unwrap().first().unwrap(), @"");
}

#[test]
fn a_broken_page_is_found() {
    let mut scene = Scene::new();
    whole_run(&mut scene.ledger);
    let path = scene.path();
    scene.ledger.vacuum().unwrap();
    let folder = scene.close();
    let mut bytes = std::fs::read(&path).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'samples'";
    let root: u32 = raw(&path).query_row(root, [], |row| row.get(0)).unwrap();
    *bytes.get_mut((root as usize - 1) * 4096).unwrap() = 0xff;
    std::fs::write(&path, bytes).unwrap();
    let found = Ledger::open_read_only(&path).unwrap().verify().unwrap();
    assert!(found.iter().any(|finding| matches!(finding, Finding::Structure { .. } | Finding::Unreadable { .. })));
    drop(folder);
}
