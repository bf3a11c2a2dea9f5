//! Takes changes back, and never what someone else wrote since.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kinglet_domain::edit::Change;
use kinglet_domain::path::RelPath;

use crate::apply::apply;
use crate::disk;
use crate::error::Error;
use crate::reach;

/// Which image of a change the file on the disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDisk {
    /// The one before the change.
    Before,
    /// The one after the change.
    After,
    /// Neither: someone else changed it, or put something else in its place.
    Other,
}

/// The changes that take `changes` back, in the order in which they must be applied.
#[must_use]
pub fn revert(changes: &[Change]) -> Vec<Change> {
    let inverse = |change: &Change| Change {
        path: change.path.clone(),
        before: change.after.clone(),
        after: change.before.clone(),
    };
    changes.iter().rev().map(inverse).collect()
}

/// The change that does what `ours` does, in a file that `theirs` has changed meanwhile; both begin with the same
/// text. `None` if they change the same lines, or one of them creates or removes the file.
#[must_use]
pub fn merge(ours: &Change, theirs: &Change) -> Option<Change> {
    let (ancestor, now) = (theirs.before.as_ref()?, theirs.after.as_ref()?);
    let after = diffy::merge_bytes(ancestor, ours.after.as_ref()?, now).ok()?;
    Some(Change { path: ours.path.clone(), before: Some(now.clone()), after: Some(after) })
}

/// The bytes of a file as it is now; `None` if there is none.
///
/// # Errors
/// Those of reaching it ([`Error::Outside`], [`Error::NotAFile`], ...), and [`Error::Read`].
pub fn current(root: &Path, path: &RelPath) -> Result<Option<Vec<u8>>, Error> {
    let place = reach::resolve(&reach::root(root)?, path)?;
    reach::read(&place, path)
}

/// Lets everybody execute a file who may read it.
///
/// # Errors
/// Those of reaching it ([`Error::Outside`], [`Error::NotAFile`], ...), and [`Error::Write`].
pub fn make_executable(root: &Path, path: &RelPath) -> Result<(), Error> {
    let place = reach::resolve(&reach::root(root)?, path)?;
    disk::make_executable(&place).map_err(|source| Error::Write { path: path.clone(), source })
}

/// Tells whether a change has been applied, as after a crash in the middle of it.
///
/// # Errors
/// [`Error::Root`] and [`Error::Read`] if the file system does not say.
pub fn state_of(root: &Path, change: &Change) -> Result<OnDisk, Error> {
    match current(root, &change.path) {
        Ok(bytes) if bytes == change.before => Ok(OnDisk::Before),
        Ok(bytes) if bytes == change.after => Ok(OnDisk::After),
        Err(error @ (Error::Root { .. } | Error::Read { .. })) => Err(error),
        // What is there by now is no file that we could have written.
        Ok(_) | Err(_) => Ok(OnDisk::Other),
    }
}

/// Undoes all `changes`, or none, and returns what that changed.
///
/// - `changes`: in the order in which they were applied; several may be of the same file.
/// - Files that the changes created are removed, and so are folders that this leaves empty.
/// - A file that is already what it was before the first change is left alone, and so is one on which the changes
///   cancel each other out.
///
/// # Errors
/// [`Error::Conflict`] with every file that is neither what it was before the first change of it nor what it was
/// after the last one, or that someone else changed between two of them; otherwise those of [`apply`].
pub fn undo(root: &Path, changes: &[Change]) -> Result<Vec<Change>, Error> {
    let mut histories: BTreeMap<&RelPath, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        histories.entry(&change.path).or_default().push(change);
    }
    let (mut needed, mut conflicts) = (Vec::new(), Vec::new());
    for (path, history) in histories {
        let Some(whole) = fold(&history) else {
            conflicts.push(path.clone());
            continue;
        };
        if whole.before == whole.after {
            continue; // All was taken back already: what the file is by now is not ours.
        }
        match state_of(root, &whole)? {
            OnDisk::Before => {}
            OnDisk::After => needed.push(whole),
            OnDisk::Other => conflicts.push(path.clone()),
        }
    }
    if !conflicts.is_empty() {
        return Err(Error::Conflict { paths: conflicts });
    }
    let back = revert(&needed);
    apply(root, &back)?;
    Ok(back)
}

/// Takes `changes` back, all of them or none, and leaves alone what was changed after them. Returns what that changed.
///
/// - `changes`: in the order in which they were applied.
/// - What is taken back already stays as it is.
///
/// # Errors
/// [`Error::Conflict`] with every file in which somebody, or a later change, changed the same lines; otherwise those of
/// [`apply`].
pub fn take_back(root: &Path, changes: &[Change]) -> Result<Vec<Change>, Error> {
    let mut files: BTreeMap<&RelPath, Change> = BTreeMap::new();
    let mut conflicts = BTreeSet::new();
    for change in changes.iter().rev() {
        let file = match files.entry(&change.path) {
            Entry::Occupied(file) => file.into_mut(),
            Entry::Vacant(file) => {
                let now = current(root, &change.path)?;
                file.insert(Change { path: change.path.clone(), before: now.clone(), after: now })
            }
        };
        match without(change, file) {
            Some(now) => *file = now,
            None => drop(conflicts.insert(change.path.clone())),
        }
    }
    if !conflicts.is_empty() {
        return Err(Error::Conflict { paths: conflicts.into_iter().collect() });
    }
    let due: Vec<Change> = files.into_values().filter(|file| file.before != file.after).collect();
    apply(root, &due)?;
    Ok(due)
}

/// What becomes of a file if a change is taken out of what it is after `file`; `None` if the same lines were changed
/// since.
fn without(change: &Change, file: &Change) -> Option<Change> {
    let after = if file.after == change.after || file.after == change.before {
        change.before.clone()
    } else {
        let [back] = revert(std::slice::from_ref(change)).try_into().ok()?;
        merge(&back, &Change { before: change.after.clone(), ..file.clone() })?.after
    };
    Some(Change { after, ..file.clone() })
}

/// All changes of one file as one; `None` if one of them began with a content that none before it knew.
fn fold(history: &[&Change]) -> Option<Change> {
    let (first, last) = (history.first()?, history.last()?);
    let is_known = |index: usize, change: &Change| {
        let earlier = history.iter().take(index);
        index == 0
            || earlier
                .flat_map(|earlier| [&earlier.before, &earlier.after])
                .any(|image| *image == change.before)
    };
    let is_ours = history.iter().enumerate().all(|(index, change)| is_known(index, change));
    is_ours.then(|| Change {
        path: first.path.clone(),
        before: first.before.clone(),
        after: last.after.clone(),
    })
}
