//! Verification: a sound ledger has no findings, and each planted corruption has its own.

use std::sync::LazyLock;

use insta::assert_snapshot;
use kinglet_ledger::{Finding, Ledger};
use rusqlite::{Connection, Row};
use tempfile::TempDir;

use crate::support::{R1, Scene, file_in, raw, whole_run};

/// What is wrong with a whole run after something was done to it behind the ledger's back.
fn findings(corrupt: impl FnOnce(&Connection)) -> Vec<Finding> {
    let (_folder, ledger) = corrupted(corrupt);
    ledger.verify().unwrap()
}

/// A whole run to which something was done behind the ledger's back.
///
/// The triggers are dropped meanwhile and put back after, so that they are no finding themselves.
fn corrupted(corrupt: impl FnOnce(&Connection)) -> (TempDir, Ledger) {
    static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut scene = Scene::new();
        whole_run(&mut scene.ledger);
        assert_eq!(scene.ledger.verify().unwrap(), []);
        std::fs::read(file_in(&scene.close())).unwrap()
    });
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(&folder);
    std::fs::write(&path, &*SOUND).unwrap();
    let conn = raw(&path);
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF",
    )
    .unwrap();
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
    let ledger = Ledger::open_read_only(&path).unwrap();
    (folder, ledger)
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
fn each_corruption_of_the_plan_is_found() {
    assert_snapshot!(check("DELETE FROM evidence WHERE number = 1"), @"
    rows of `gates` refer to rows of `evidence` that are not there
    the numbers of `evidence` of R1 have a gap before 2
    step 2 of R1 is not what was recorded
    ");
    assert_snapshot!(check("UPDATE evidence SET number = 7 WHERE number = 3"), @"
    rows of `citations` refer to rows of `evidence` that are not there
    rows of `gates` refer to rows of `evidence` that are not there
    the numbers of `evidence` of R1 have a gap before 7
    step 4 of R1 is not what was recorded
    revision 3 of the plan of R1 cites E3, which is not there
    revision 4 of the plan of R1 cites E3, which is not there
    revision 3 of the plan of R1 rests on nothing that was observed
    revision 4 of the plan of R1 rests on nothing that was observed
    ");
    assert_snapshot!(check("UPDATE samples SET seq = 1 WHERE number = 2"), @"
    number 2 of `samples` of R1 is older than the one before it
    step 1 of R1 is not what was recorded
    step 3 of R1 is not what was recorded
    ");
    assert_snapshot!(check("UPDATE plan_nodes SET parent = 2 WHERE number = 2"), @"
    step 2 of R1 is not what was recorded
    the plan of R1 is no tree at N2
    ");
    assert_snapshot!(check("UPDATE plan_nodes SET parent = NULL WHERE number = 2"), @"
    step 2 of R1 is not what was recorded
    the plan of R1 is no tree at N2
    ");
    assert_snapshot!(check("UPDATE plan_revisions SET change = 'reopened' WHERE number = 2"), @"
    step 2 of R1 is not what was recorded
    what became of N2 in the plan of R1 cannot have happened like this
    ");
    assert_snapshot!(check("INSERT INTO citations VALUES (1, 4, 99)"), @"
    rows of `citations` refer to rows of `evidence` that are not there
    step 4 of R1 is not what was recorded
    revision 4 of the plan of R1 cites E99, which is not there
    ");
    assert_snapshot!(check("INSERT INTO citations VALUES (1, 1, 3)"), @"
    step 2 of R1 is not what was recorded
    revision 1 of the plan of R1 cites E3, which was recorded later
    ");
    assert_snapshot!(check("DELETE FROM citations WHERE revision = 4"), @"
    step 4 of R1 is not what was recorded
    revision 4 of the plan of R1 rests on nothing that was observed
    ");
    assert_snapshot!(check("UPDATE evidence SET origin = 'model' WHERE number = 3"), @"
    step 4 of R1 is not what was recorded
    revision 3 of the plan of R1 rests on nothing that was observed
    revision 4 of the plan of R1 rests on nothing that was observed
    ");
}

#[test]
fn each_corruption_of_what_it_rests_on_is_found() {
    assert_snapshot!(check("UPDATE gates SET passed = 0 WHERE number = 2"), @"
    step 4 of R1 is not what was recorded
    R1 is done, but its check did not pass after its last edit
    check 2 of R1 did not end as its evidence says
    ");
    assert_snapshot!(check("UPDATE evidence SET status = 'passed' WHERE number = 1"), @"
    step 2 of R1 is not what was recorded
    check 1 of R1 did not end as its evidence says
    ");
    assert_snapshot!(check("UPDATE evidence SET content = 'forged' WHERE number = 2"), @"the content of E2 of R1 is not what was recorded");
    assert_snapshot!(check("UPDATE evidence SET content = zeroblob(90) WHERE number = 1"), @"the content of E1 of R1 is not what was recorded");
    assert_snapshot!(check("UPDATE evidence SET size = 1 WHERE number = 2"), @"
    step 3 of R1 is not what was recorded
    the content of E2 of R1 is not what was recorded
    ");
    assert_snapshot!(check("UPDATE blobs SET bytes = x'00' WHERE bytes = x'00fffe'"), @"the bytes that should have the hash eeeb9207dee981f70aacabe658e13ae9260287687509eaf5ec106524ee080d43 do not");
    assert_snapshot!(check("DELETE FROM blobs WHERE bytes = x'00fffe'"), @"
    rows of `edits` refer to rows of `blobs` that are not there
    the bytes before or after edit 2 of R1 are not there
    ");
    assert_snapshot!(check("UPDATE prompt_parts SET position = 3 WHERE position = 1"), @"
    the numbers of `prompt_parts` of R1 have a gap before 2
    step 3 of R1 is not what was recorded
    the prompt of call 1 of R1 is not what was recorded
    ");
    assert_snapshot!(check("DELETE FROM prompt_parts WHERE position = 2"), @"
    step 3 of R1 is not what was recorded
    the prompt of call 1 of R1 is not what was recorded
    ");
    assert_snapshot!(check("UPDATE cursors SET state = '{}'"), @"the state of R1 is not what was recorded");
    assert_snapshot!(check("UPDATE cursors SET seq = 3"), @"R1 stands at step 3, but its last step is 4");
    assert_snapshot!(check("DELETE FROM cursors"), @"
    step 4 of R1 is not what was recorded
    R1 stands at step none, but its last step is 4
    ");
    assert_snapshot!(check("UPDATE resumptions SET intent = '{}'"), @"
    resumption 1 of R1 is not what was recorded
    resumption 1 of R1 is about an effect that was not announced
    ");
    assert_snapshot!(check("UPDATE episodes SET finish = 'won'"), @"
    rows cannot be read: column `finish`: `won` is not known
    step 3 of R1 is not what was recorded
    ");
    assert_snapshot!(check("DELETE FROM steps WHERE seq = 4"), @"
    rows of `cursors` refer to rows of `steps` that are not there
    rows of `evidence` refer to rows of `steps` that are not there
    rows of `plan_revisions` refer to rows of `steps` that are not there
    rows of `gates` refer to rows of `steps` that are not there
    step 3 of R1 is not what was recorded
    R1 stands at step 4, but its last step is 3
    ");
}

/// The columns of all tables: the table, the names of its key, the column, its type.
fn columns() -> Vec<[String; 4]> {
    let scene = Scene::new();
    let conn = raw(&scene.path());
    let sql = "
        SELECT tables.name, (SELECT group_concat(name) FROM pragma_table_info(tables.name) WHERE pk), columns.name,
            columns.type
        FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'";
    let mut statement = conn.prepare(sql).unwrap();
    let texts = |row: &Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
    statement.query_map([], texts).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn no_column_changes_unnoticed() {
    let columns = columns();
    assert!(columns.len() > 100, "{}", columns.len());
    for [table, key, column, kind] in columns {
        let filled = match kind.as_str() {
            "INTEGER" | "REAL" => "1",
            "TEXT" => "'x'",
            _ => "zeroblob(32)",
        };
        let sql = format!(
            "UPDATE {table} SET {column} = CASE typeof({column})
                WHEN 'null' THEN {filled} WHEN 'text' THEN {column} || ' ' WHEN 'blob' THEN zeroblob(32)
                ELSE {column} + 1000 END
            WHERE ({key}) = (SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1)"
        );
        assert_ne!(check(&sql), "", "{table}.{column}");
    }
}

/// What an export says after one statement, and whether the rows are confirmed before a run is gone on with.
fn export(sql: &str) -> String {
    let (folder, ledger) = corrupted(|conn| assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}"));
    let said = ledger.export(Some(R1), &mut Vec::new()).map_err(|error| error.to_string()).unwrap_err();
    let begin = format!("the ledger {} is damaged (", file_in(&folder).display());
    let (detail, _) = said.strip_prefix(&begin).unwrap().split_once("); it was left").unwrap();
    let confirmed = if ledger.confirm(R1).is_ok() { "confirmed" } else { "refused" };
    format!("{confirmed}: {detail}")
}

#[test]
fn nothing_that_is_damaged_is_exported_or_gone_on_with() {
    assert_snapshot!(export("UPDATE runs SET options = '[]'"), @"refused: step 1 of R1 is not what was recorded; `kinglet ledger verify` lists all that is wrong");
    assert_snapshot!(export("UPDATE steps SET event = 'ended' WHERE seq = 2"), @"refused: step 2 of R1 is not what was recorded; `kinglet ledger verify` lists all that is wrong");
    assert_snapshot!(export("UPDATE episodes SET reply = 'no'"), @"refused: step 3 of R1 is not what was recorded; `kinglet ledger verify` lists all that is wrong");
    assert_snapshot!(export("UPDATE evidence SET content = 'forged' WHERE number = 2"), @"confirmed: row 2 of `evidence` of R1, column `content`: the content does not have the hash with which it was stored");
    assert_snapshot!(export("UPDATE evidence SET content = zeroblob(90) WHERE number = 1"), @"confirmed: row 1 of `evidence` of R1, column `content`: Unknown frame descriptor");
    assert_snapshot!(export("UPDATE blobs SET bytes = x'00' WHERE bytes = x'00fffe'"), @"confirmed: row 5 of `blobs` of R1, column `bytes`: the content does not have the hash with which it was stored");
    assert_snapshot!(export("UPDATE blobs SET bytes = x'00' WHERE instr(bytes, 'You repair')"), @"confirmed: row 1 of `blobs` of R1, column `bytes`: the content does not have the hash with which it was stored");
    assert_snapshot!(export("DELETE FROM blobs WHERE bytes = x'00fffe'"), @"confirmed: row 5 of `blobs` of R1, column `bytes`: it holds Null");
    assert_snapshot!(export("UPDATE cursors SET state = '{}'"), @"confirmed: row 1 of `cursors` of R1, column `state`: the content does not have the hash with which it was stored");
}

#[test]
fn a_row_that_is_lost_at_the_end_is_found() {
    assert_snapshot!(check("DELETE FROM samples WHERE number = 2"), @"step 3 of R1 is not what was recorded");
    assert_snapshot!(check("DELETE FROM citations WHERE revision = 3 AND evidence = 2"), @"step 4 of R1 is not what was recorded");
}

#[test]
fn a_changed_schema_is_found() {
    let said = |sql: &str| {
        let found = findings(|conn| conn.execute_batch(sql).unwrap());
        found.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(said("DROP INDEX evidence_of_node"), @"`evidence_of_node` of the schema is not as kinglet made it");
    assert_snapshot!(said("CREATE TABLE notes (text TEXT)"), @"`notes` of the schema is not as kinglet made it");
    let mut scene = Scene::new();
    whole_run(&mut scene.ledger);
    raw(&scene.path()).execute_batch("DROP TRIGGER evidence_stays").unwrap();
    assert_snapshot!(scene.ledger.verify().unwrap().first().unwrap(), @"`evidence_stays` of the schema is not as kinglet made it");
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
    assert!(
        found.iter().any(|finding| matches!(finding, Finding::Structure { .. } | Finding::Unreadable { .. }))
    );
    drop(folder);
}
