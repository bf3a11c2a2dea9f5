//! A corpus of replies with edits in them, each a folder: see `replies/README.md`.
#![expect(clippy::unwrap_used, reason = "a helper outside of a test function may fail like the test itself")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

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
    let mut cases: Vec<PathBuf> =
        fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
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

#[test]
fn what_is_clear_lands_and_what_is_not_changes_nothing() {
    let (mut landed, mut refused, mut failures) = (0, 0, Vec::new());
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let (root, result) = applied(&case);
        let (before, now) = (tree(&case.join("input")), tree(root.path()));
        let expected = fs::read_to_string(case.join("error.txt"));
        match (result, expected) {
            (Ok(changes), Err(_)) => {
                landed += 1;
                if now != tree(&case.join("expected")) {
                    failures.push(format!("{name}: landed, but not as expected:\n{}", kinglet_edit::diff(&changes)));
                }
                kinglet_edit::undo(root.path(), &changes).unwrap();
                if tree(root.path()) != before {
                    failures.push(format!("{name}: undoing it does not lead back"));
                }
            }
            (Err(error), Ok(expected)) => {
                refused += 1;
                if error.trim_end() != expected.trim_end() {
                    failures.push(format!("{name}: refused for another reason:\n{error}"));
                }
                if now != before {
                    failures.push(format!("{name}: refused, and yet something changed"));
                }
            }
            (Ok(changes), Ok(_)) => {
                failures.push(format!("{name}: landed, but is not clear:\n{}", kinglet_edit::diff(&changes)));
            }
            (Err(error), Err(_)) => failures.push(format!("{name}: refused, but is clear: {error}")),
        }
    }
    assert!(failures.is_empty(), "{}\n\n{} failures", failures.join("\n\n"), failures.len());
    insta::assert_snapshot!(format!("{landed} landed, {refused} refused"), @"");
}
