//! Faults at every step of storing: afterwards everything is old, or everything is new.

use std::collections::BTreeMap;
use std::fs;

use tempfile::PathPersistError;

use super::*;

/// A disk of which one operation fails, once.
struct FaultyDisk {
    disk: RealDisk,
    left: usize,
}

impl FaultyDisk {
    fn failing_at(operation: usize) -> Self {
        Self { disk: RealDisk, left: operation + 1 }
    }

    fn count(&mut self) -> io::Result<()> {
        self.left = self.left.saturating_sub(1);
        let is_due = self.left == 0;
        if is_due {
            self.left = usize::MAX;
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.count()?;
        self.disk.make_folder(folder)
    }

    fn write_beside(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
        self.count()?;
        self.disk.write_beside(target, bytes)
    }

    fn keep(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
        self.count()?;
        self.disk.keep(target, bytes)
    }

    fn rename(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError> {
        match self.count() {
            Ok(()) => self.disk.rename(from, target),
            Err(error) => Err(PathPersistError { error, path: from }),
        }
    }

    fn remove(&mut self, target: &Path) -> io::Result<()> {
        self.count()?;
        self.disk.remove(target)
    }

    fn sync(&mut self, folder: &Path) -> io::Result<()> {
        self.count()?;
        self.disk.sync(folder)
    }
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
    for (name, text) in [("a", "1"), ("b", "2"), ("old/gone", "3")] {
        fs::write(root.path().join(name), text).unwrap();
    }
    let changes = vec![
        change("a", Some("1"), Some("one")),
        change("new/deep/c", None, Some("three")),
        change("old/gone", Some("3"), None),
        change("b", Some("2"), Some("two")),
    ];
    (root, changes)
}

#[test]
fn after_any_fault_all_files_are_as_before() {
    for operation in 0.. {
        let (root, changes) = stage();
        let before = everything(root.path());
        match apply_on(&mut FaultyDisk::failing_at(operation), root.path(), &changes) {
            Ok(()) => {
                assert!(operation > 10, "hardly anything was injected");
                let names: Vec<_> = everything(root.path()).into_keys().collect();
                assert_eq!(
                    names,
                    ["a", "b", "new", "new/deep", "new/deep/c"].map(|name| root.path().join(name))
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

/// Fails for good from some operation on, as a disk does that was pulled out.
struct DyingDisk(FaultyDisk);

impl Disk for DyingDisk {
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.0.make_folder(folder)
    }

    fn write_beside(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
        self.0.write_beside(target, bytes)
    }

    fn keep(&mut self, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
        self.0.keep(target, bytes)
    }

    fn rename(&mut self, from: TempPath, target: &Path) -> Result<(), PathPersistError> {
        let renamed = self.0.rename(from, target);
        if renamed.is_err() {
            self.0.left = 1;
        }
        renamed
    }

    fn remove(&mut self, target: &Path) -> io::Result<()> {
        self.0.remove(target)
    }

    fn sync(&mut self, folder: &Path) -> io::Result<()> {
        self.0.sync(folder)
    }
}

#[test]
fn what_cannot_be_restored_is_kept_under_another_name() {
    let (root, _) = stage();
    let changes = [change("a", Some("1"), Some("one")), change("b", Some("2"), Some("two"))];
    // Two files are written and kept, the first is renamed, the second cannot be, nor the first restored.
    let mut disk = DyingDisk(FaultyDisk::failing_at(5));
    let Err(Error::Torn { path, backup: Some(backup), .. }) = apply_on(&mut disk, root.path(), &changes)
    else {
        panic!("not torn")
    };
    assert_eq!(path.as_str(), "a");
    assert_eq!(fs::read_to_string(backup).unwrap(), "1");
    assert_eq!(fs::read_to_string(root.path().join("b")).unwrap(), "2");
}
