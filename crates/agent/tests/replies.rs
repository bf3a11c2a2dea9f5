//! A corpus of replies with edits in them, each a folder: see `replies/README.md`.
#![expect(clippy::unwrap_used, reason = "a helper outside of a test function may fail like the test itself")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use kinglet_agent::replied;

/// The files beneath a folder, by their paths in it.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn cases() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replies");
    let mut cases: Vec<PathBuf> = fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// A copy of the case's input, and what became of it: the only code here that names the API under test.
fn applied(case: &Path) -> (tempfile::TempDir, Result<Vec<kinglet_domain::edit::Change>, String>) {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in tree(&case.join("input")) {
        let place = root.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    let reply = fs::read_to_string(case.join("reply.txt")).unwrap();
    let prepared = replied::prepare(root.path(), &reply).map_err(|refusal| refusal.to_string());
    let changes = prepared.and_then(|prepared| {
        kinglet_edit::apply(root.path(), &prepared.changes).map_err(|error| error.to_string())?;
        Ok(prepared.changes)
    });
    (root, changes)
}

/// How a case came out.
enum Ended {
    Landed,
    Refused,
    Wrong(String),
}

fn ended(case: &Path) -> Ended {
    let name = case.file_name().unwrap().to_string_lossy();
    let (root, result) = applied(case);
    let now = tree(root.path());
    match (result, fs::read_to_string(case.join("error.txt"))) {
        (Ok(_), Err(_)) if now == tree(&case.join("expected")) => Ended::Landed,
        (Ok(changes), Err(_)) => {
            Ended::Wrong(format!("{name}: landed, but not as expected:\n{}", kinglet_edit::diff(&changes)))
        }
        (Ok(changes), Ok(_)) => {
            Ended::Wrong(format!("{name}: landed, but is not clear:\n{}", kinglet_edit::diff(&changes)))
        }
        (Err(error), Err(_)) => Ended::Wrong(format!("{name}: refused, but is clear: {error}")),
        (Err(_), Ok(_)) if now != tree(&case.join("input")) => {
            Ended::Wrong(format!("{name}: refused, and yet something changed"))
        }
        (Err(error), Ok(expected)) if error.trim_end() != expected.trim_end() => {
            Ended::Wrong(format!("{name}: refused for another reason:\n{error}"))
        }
        (Err(_), Ok(_)) => Ended::Refused,
    }
}

#[test]
fn what_is_clear_lands_and_what_is_not_changes_nothing() {
    let cases = cases();
    // The time goes into waiting for the disk.
    let ended: Vec<Ended> = thread::scope(|scope| {
        let parts = cases.chunks(cases.len().div_ceil(16));
        let workers: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().map(|case| ended(case)).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let wrong: Vec<&str> = ended
        .iter()
        .filter_map(|ended| if let Ended::Wrong(what) = ended { Some(what.as_str()) } else { None })
        .collect();
    assert!(wrong.is_empty(), "{}\n\n{} failures", wrong.join("\n\n"), wrong.len());
    let landed = ended.iter().filter(|ended| matches!(ended, Ended::Landed)).count();
    insta::assert_snapshot!(format!("{landed} landed, {} refused", ended.len() - landed), @"361 landed, 109 refused");
}
