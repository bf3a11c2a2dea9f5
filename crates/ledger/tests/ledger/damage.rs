//! Damage is found and said; a damaged file is never replaced or written to.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_ledger::{EpisodeId, Error, Ledger, Query, Seq, Source, Step};
use tempfile::TempDir;

use crate::support::{R1, Scene, edit, episode, evidence, file_in, plain};

const PAGE: usize = 4096;

/// A closed ledger with some pages of everything.
fn closed() -> TempDir {
    let mut scene = Scene::new();
    let new = episode();
    let seen: Vec<_> = (0..20)
        .map(|n| evidence(Kind::ShellOutput, Status::Neutral, "ls", &format!("evidence {n}\n").repeat(90)))
        .collect();
    let edits = [edit("a.py", Some("the image before"), Some("the image after"))];
    let state = r#"{"remember":"the state"}"#;
    let step = Step { source: Source::New(&new), evidence: &seen, edits: &edits, state, ..plain("x") };
    scene.ledger.commit(R1, Seq(1), &step).unwrap();
    scene.close()
}

/// Reads everything that there is.
fn read_all(path: &Path) -> Result<String, Error> {
    let ledger = Ledger::open(path)?;
    ledger.runs()?;
    ledger.cursor(R1)?;
    ledger.steps(R1)?;
    ledger.episodes(R1)?;
    ledger.episode(R1, EpisodeId(1))?;
    ledger.edits(R1)?;
    ledger.evidence(&Query::default())?;
    ledger.fingerprint(R1)
}

/// Reads the ledger with all bits of one byte flipped. An error must leave the file as it is.
fn with_flipped(folder: &TempDir, sound: &[u8], at: usize) -> Result<String, Error> {
    let path = file_in(folder);
    let mut bytes = sound.to_vec();
    let byte = bytes.get_mut(at).unwrap();
    *byte = !*byte;
    fs::write(&path, &bytes).unwrap();
    let result = read_all(&path);
    if result.is_err() {
        assert!(fs::read(&path).unwrap() == bytes, "byte {at}: the file was written to");
    }
    result
}

#[test]
fn a_page_that_is_not_one_is_found() {
    let folder = closed();
    let sound = fs::read(file_in(&folder)).unwrap();
    let pages = sound.len() / PAGE;
    assert!(pages > 20);
    for page in 0..pages {
        // The first page begins with the file's own header.
        let at = page * PAGE + if page == 0 { 100 } else { 0 };
        let error = with_flipped(&folder, &sound, at).map(|_| format!("page {page}")).unwrap_err();
        assert!(matches!(error, Error::Corrupt { .. }), "page {page}: {error:?}");
    }
}

#[test]
fn changed_content_is_found_by_its_hash() {
    let folder = closed();
    let sound = fs::read(file_in(&folder)).unwrap();
    for content in ["You repair code.", "evidence 7\n", "the image before", "the image after", "the state"] {
        // Where rows were moved to another page, what they left behind is no content.
        let places = sound.windows(content.len()).enumerate().filter(|(_, part)| *part == content.as_bytes());
        let errors: Vec<Error> =
            places.filter_map(|(at, _)| with_flipped(&folder, &sound, at).err()).collect();
        assert!(!errors.is_empty(), "{content}");
        assert!(errors.iter().all(|error| matches!(error, Error::Corrupt { .. })), "{content}: {errors:?}");
    }
}

#[test]
fn no_flipped_byte_panics_or_loses_the_file() {
    let folder = closed();
    let sound = fs::read(file_in(&folder)).unwrap();
    let found =
        (0..sound.len()).step_by(661).filter(|at| with_flipped(&folder, &sound, *at).is_err()).count();
    assert!(found > 0);
}

#[test]
fn the_message_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(&folder);
    let check =
        |path: &Path| read_all(path).unwrap_err().to_string().replace(&path.display().to_string(), "PATH");
    fs::write(
        &path,
        "this is no database at all, and long enough to hold a header of one hundred bytes ......",
    )
    .unwrap();
    assert_snapshot!(check(&path), @"the ledger PATH is damaged (file is not a database); it was left as it is: move it and the file PATH-wal aside to start anew, or restore a backup; `sqlite3 PATH .recover` saves what can be read");
    fs::write(&path, "").unwrap();
    fs::write(folder.path().join("ledger.sqlite-wal"), "steps").unwrap();
    assert_snapshot!(check(&path), @"the ledger PATH is damaged (it is empty or gone, but its log PATH-wal is there); it was left as it is: move it and the file PATH-wal aside to start anew, or restore a backup; `sqlite3 PATH .recover` saves what can be read");
    assert_eq!(fs::read(folder.path().join("ledger.sqlite-wal")).unwrap(), b"steps");
    assert_snapshot!(check(&folder.path().join("absent/ledger.sqlite")), @"cannot open the ledger PATH; check that its folder exists and may be written");
}

#[test]
fn a_torn_end_of_the_log_costs_only_the_last_step() {
    let mut scene = Scene::new();
    scene.ledger.commit(R1, Seq(1), &plain("kept")).unwrap();
    scene.ledger.commit(R1, Seq(2), &plain("torn")).unwrap();
    let image = tempfile::tempdir().unwrap();
    let log = fs::read(scene.folder.path().join("ledger.sqlite-wal")).unwrap();
    fs::copy(scene.path(), file_in(&image)).unwrap();
    let torn = log.get(..log.len() - PAGE / 2).unwrap();
    fs::write(image.path().join("ledger.sqlite-wal"), torn).unwrap();
    assert_eq!(Ledger::open(&file_in(&image)).unwrap().cursor(R1).unwrap().seq, Seq(2));
}
