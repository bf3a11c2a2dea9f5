//! Export, import and vacuum: the same ledger in another place or in less space.

use std::io::{self, Write};

use insta::assert_snapshot;
use kinglet_domain::evidence::RunId;
use kinglet_ledger::{Error, Ledger};

use crate::support::{R1, Scene, assert_sound, file_in, new_run, plain, whole_run};

const R2: RunId = RunId(2);

/// A ledger with a whole run and one that has just begun.
fn scene() -> Scene {
    let mut scene = Scene::new();
    whole_run(&mut scene.ledger);
    scene.ledger.begin(&new_run("01JD0000000000000000000002"), &plain("began")).unwrap();
    scene
}

fn exported(ledger: &Ledger, run: Option<RunId>) -> String {
    let mut out = Vec::new();
    let lines = ledger.export(run, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.lines().count() as u64, lines);
    text
}

/// A ledger with nothing in it.
fn empty() -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&file_in(&folder)).unwrap();
    Scene { folder, ledger }
}

fn refused(text: &str) -> String {
    let mut target = empty();
    let error = target.ledger.import(&mut text.as_bytes()).unwrap_err();
    assert!(matches!(error, Error::Import { .. }), "{error:?}");
    assert!(target.ledger.runs().unwrap().is_empty(), "all or nothing");
    error.to_string()
}

#[test]
fn an_import_has_the_same_fingerprint_and_the_same_export() {
    let scene = scene();
    let text = exported(&scene.ledger, None);
    let mut target = empty();
    assert_eq!(target.ledger.import(&mut text.as_bytes()).unwrap(), [R1, R2]);
    for run in [R1, R2] {
        assert_eq!(target.ledger.fingerprint(run).unwrap(), scene.ledger.fingerprint(run).unwrap());
        assert_eq!(target.ledger.edits(run).unwrap(), scene.ledger.edits(run).unwrap());
        assert_eq!(target.ledger.resumptions(run).unwrap(), scene.ledger.resumptions(run).unwrap());
    }
    assert_eq!(target.ledger.runs().unwrap(), scene.ledger.runs().unwrap());
    assert_eq!(exported(&target.ledger, None), text);
    assert_eq!(target.ledger.verify().unwrap(), []);
    assert_sound(&target.path());
}

#[test]
fn a_run_gets_the_next_number_here() {
    let scene = scene();
    let mut target = empty();
    target.ledger.begin(&new_run("01JD0000000000000000000009"), &plain("began")).unwrap();
    let text = exported(&scene.ledger, Some(R1));
    assert_eq!(target.ledger.import(&mut text.as_bytes()).unwrap(), [R2]);
    assert_eq!(target.ledger.fingerprint(R2).unwrap(), scene.ledger.fingerprint(R1).unwrap());
    let again = target.ledger.import(&mut text.as_bytes()).unwrap_err();
    assert_snapshot!(again, @r#"line 2 of the export: the run "01JD0000000000000000000001" is in this ledger already; nothing was imported"#);
}

#[test]
fn each_row_is_a_line_that_other_tools_can_read() {
    let scene = scene();
    let text = exported(&scene.ledger, Some(R2));
    assert_snapshot!(text, @r#"
    {"kinglet_ledger_export":1,"schema":2}
    {"table":"runs","id":2,"ulid":"01JD0000000000000000000002","task":"make the total right","check_command":"make test","root":"/shop","options":"{}","started_ms":7,"ended_ms":null,"outcome":null,"summary":null}
    {"table":"steps","run":2,"seq":1,"at_ms":7,"event":"began","intent":null}
    {"table":"cursors","run":2,"seq":1,"state_hash":"b2cc137772d77c31e2a23c21d9f33ae7336430eede606b2e506bf085c5554251","state":"{\"phase\":\"asking\"}"}
    {"table":"end","lines":4,"blake3":"b13b12750756134dd59c7f26babe70fb9876ae1433a73fb4df3e3b6aea3ad641"}
    "#);
    let text = exported(&scene.ledger, Some(R1));
    assert_snapshot!(text.lines().find(|line| line.contains("base64")).unwrap(), @r#"{"table":"blobs","hash":"eeeb9207dee981f70aacabe658e13ae9260287687509eaf5ec106524ee080d43","bytes":{"base64":"AP/+"}}"#);
}

#[test]
fn what_is_damaged_is_refused_by_line() {
    let scene = scene();
    let text = exported(&scene.ledger, Some(R1));
    let lines: Vec<&str> = text.lines().collect();
    assert_snapshot!(refused(""), @"line 1 of the export: the export ends without its last line: it was cut off; nothing was imported");
    assert_snapshot!(refused("{}\n"), @"line 1 of the export: it does not begin like an export of a ledger; nothing was imported");
    assert_snapshot!(refused(&text.replacen("_export\":1", "_export\":2", 1)), @"line 1 of the export: it is an export of version 2, and this kinglet reads version 1; update kinglet; nothing was imported");
    assert_snapshot!(refused(lines.get(..5).unwrap().join("\n").as_str()), @"line 6 of the export: the export ends without its last line: it was cut off; nothing was imported");
    assert_snapshot!(refused(&text.replacen("\"table\":\"steps\"", "\"table\":\"stepz\"", 1)), @"line 3 of the export: there is no table `stepz`; nothing was imported");
    assert_snapshot!(refused(&text.replacen("\"event\":\"answered\",", "", 1)), @"line 5 of the export: the field `event` is missing; nothing was imported");
    assert_snapshot!(refused(&text.replacen("in checkout() too", "in checkout() two", 1)), @"line 19 of the export: the content does not have the hash `content_hash`; nothing was imported");
    assert_snapshot!(refused(&text.replacen("no such line", "no such lime", 1)), @"line 35 of the export: the lines before it were changed since they were exported; nothing was imported");
    assert_snapshot!(refused(&text.replacen("\"seq\":3,\"at_ms\"", "\"seq\":9,\"at_ms\"", 1)), @"line 5 of the export: a step must follow the last one; nothing was imported");
    assert_snapshot!(refused(&text.replacen("\"verdict\":\"refused\"", "\"verdict\":[]", 1)), @"line 32 of the export: `verdict` is neither a text nor a number; nothing was imported");
    assert_snapshot!(refused(&format!("{text}{{}}\n")), @"line 36 of the export: something stands after the last line; nothing was imported");
    // Whatever line is lost, it is noticed.
    for lost in 0..lines.len() {
        let rest: Vec<&str> =
            lines.iter().enumerate().filter(|(at, _)| *at != lost).map(|(_, line)| *line).collect();
        refused(&(rest.join("\n") + "\n"));
    }
}

#[test]
fn an_export_that_cannot_be_written_says_so() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    assert!(matches!(scene().ledger.export(None, &mut Full), Err(Error::Export { .. })));
}

#[test]
fn a_vacuum_gives_the_log_back_and_changes_nothing() {
    let mut scene = scene();
    let before = scene.ledger.fingerprint(R1).unwrap();
    let done = scene.ledger.vacuum().unwrap();
    assert!(done.after < done.before, "{done:?}");
    let file = std::fs::metadata(scene.path()).unwrap().len();
    assert_eq!(done.after, file, "the log is empty");
    assert_eq!(scene.ledger.fingerprint(R1).unwrap(), before);
    assert_eq!(scene.ledger.verify().unwrap(), []);
}
