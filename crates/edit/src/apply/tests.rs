//! Faults at every step of storing: afterwards everything is old, or everything is new.

use std::collections::BTreeMap;
use std::fs;

use tempfile::PathPersistError;

use super::*;

/// The machine's own disk, with something that happens before each operation, and may make it fail.
struct Disturbed<F>(F);

impl<F: FnMut(&'static str) -> io::Result<()>> Disk for Disturbed<F> {
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.0("make folder")?;
        RealDisk.make_folder(folder)
    }

    fn write_beside(&mut self, target: &Path, bytes: &[u8], like: &Path) -> io::Result<TempPath> {
        self.0("write")?;
        RealDisk.write_beside(target, bytes, like)
    }

    fn keep(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
        self.0("keep")?;
        RealDisk.keep(target, bytes)
    }

    fn rename(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError> {
        match self.0("rename") {
            Ok(()) => RealDisk.rename(from, target),
            Err(error) => Err(PathPersistError { error, path: from }),
        }
    }

    fn create(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError> {
        match self.0("create") {
            Ok(()) => RealDisk.create(from, target),
            Err(error) => Err(PathPersistError { error, path: from }),
        }
    }

    fn remove(&mut self, target: &Path) -> io::Result<()> {
        self.0("remove")?;
        RealDisk.remove(target)
    }

    fn sync(&mut self, folder: &Path) -> io::Result<()> {
        self.0("sync")?;
        RealDisk.sync(folder)
    }
}

/// Fails where `is_due` says so of the number of the operation, counted from 0.
fn failing(is_due: impl Fn(usize) -> bool) -> impl Disk {
    let mut operation = 0;
    Disturbed(move |_name: &'static str| {
        let due = is_due(operation);
        operation += 1;
        if due { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    })
}

/// Every file and folder beneath `root`; folders have no content.
fn everything(root: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let content = if path.is_dir() { None } else { Some(fs::read(&path).unwrap()) };
            if content.is_none() {
                folders.push(path.clone());
            }
            found.insert(path, content);
        }
    }
    found
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    Change { path: RelPath::parse(path).unwrap(), before: bytes(before), after: bytes(after) }
}

/// A repository, and changes of it of every kind.
fn stage() -> (tempfile::TempDir, Vec<Change>) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("old")).unwrap();
    for (name, text) in [("a", "1"), ("b", "2"), ("old/gone", "3"), ("moved", "4")] {
        fs::write(root.path().join(name), text).unwrap();
    }
    let changes = vec![
        change("a", Some("1"), Some("one")),
        change("new/deep/c", None, Some("three")),
        change("old/gone", Some("3"), None),
        change("moved", Some("4"), None),
        change("new/moved", None, Some("4")),
        change("b", Some("2"), Some("two")),
    ];
    (root, changes)
}

#[test]
fn after_any_fault_all_files_are_as_before() {
    for operation in 0.. {
        let (root, changes) = stage();
        let before = everything(root.path());
        match apply_on(&mut failing(|at| at == operation), root.path(), &changes) {
            Ok(()) => {
                assert!(operation > 10, "hardly anything was injected");
                let names: Vec<_> = everything(root.path()).into_keys().collect();
                assert_eq!(
                    names,
                    ["a", "b", "new", "new/deep", "new/deep/c", "new/moved"]
                        .map(|name| root.path().join(name))
                );
                break; // No fault was left to inject.
            }
            Err(error) => {
                assert!(matches!(error, Error::Write { .. }), "{error}");
                assert_eq!(everything(root.path()), before, "fault at operation {operation}");
            }
        }
    }
}

#[test]
fn what_cannot_be_restored_is_kept_under_another_name() {
    let (root, _) = stage();
    let changes = [change("a", Some("1"), Some("one")), change("b", Some("2"), Some("two"))];
    // Two files are written and kept, the first is renamed, the second cannot be, nor the first restored.
    let torn = apply_on(&mut failing(|at| at >= 5), root.path(), &changes);
    let Err(Error::Torn { path, backup: Some(backup), .. }) = torn else { panic!("not torn") };
    assert_eq!(path.as_str(), "a");
    assert_eq!(fs::read_to_string(backup).unwrap(), "1");
    assert_eq!(fs::read_to_string(root.path().join("b")).unwrap(), "2");
}

#[test]
fn what_somebody_saves_meanwhile_is_not_overwritten() {
    for (change, moment) in
        [(change("a", Some("1"), Some("one")), "keep"), (change("new", None, Some("one")), "create")]
    {
        let (root, _) = stage();
        let file = root.path().join(change.path.as_str());
        let mut disk =
            Disturbed(|name: &'static str| if name == moment { fs::write(&file, "theirs") } else { Ok(()) });
        let refused = apply_on(&mut disk, root.path(), std::slice::from_ref(&change));
        assert!(matches!(refused, Err(Error::Stale { .. })), "{refused:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
    }
}
