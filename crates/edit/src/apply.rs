//! Stores changes: all of them or none.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use kinglet_domain::edit::Change;
use kinglet_domain::path::RelPath;
use tempfile::TempPath;

use crate::disk::{Disk, RealDisk, folder_of};
use crate::error::Error;
use crate::reach;

#[cfg(test)]
mod tests;

/// Makes every file what its change says, or leaves all of them as they are.
///
/// - `changes`: at most one per file; each file must be what the change says that it was before.
/// - A file that is replaced or renamed, edited at that or not, keeps its mode and extended attributes and gets a new
///   inode: other hard links to the old one keep the old content. A symbolic link stays one.
/// - When this returns, the result has reached the disk.
///
/// # Errors
/// [`Error::Stale`] if a file is not what it was, [`Error::Write`] if something could not be stored, and those of
/// reaching the files ([`Error::Outside`], [`Error::Protected`], ...). [`Error::Torn`] if storing failed and then
/// restoring failed too: the only error after which files may differ.
pub fn apply(root: &Path, changes: &[Change]) -> Result<(), Error> {
    apply_on(&mut RealDisk, root, changes)
}

fn apply_on(disk: &mut impl Disk, root: &Path, changes: &[Change]) -> Result<(), Error> {
    let root = reach::root(root)?;
    let mut steps = changes.iter().map(|change| Step::check(&root, change)).collect::<Result<Vec<_>, _>>()?;
    keep_attributes(&mut steps);
    let mut folders = Vec::new();
    let prepared = steps.iter_mut().try_for_each(|step| step.prepare(disk, &root, &mut folders));
    let stored = prepared
        .and_then(|()| steps.iter_mut().try_for_each(|step| step.commit(disk)))
        .and_then(|()| sync(disk, &steps, &folders));
    match stored {
        Ok(()) => {
            let removed = steps.iter().filter(|step| step.change.after.is_none());
            let left: Vec<_> = removed.filter_map(|step| Some(step.target.parent()?.to_owned())).collect();
            drop(steps); // And with them the backups, which lie in those folders.
            for folder in &left {
                reach::prune(&root, folder);
            }
            Ok(())
        }
        Err(error) => {
            roll_back(disk, steps)?;
            for folder in folders.iter().rev() {
                // Somebody may have put something there meanwhile; then it stays.
                let _in_use = fs::remove_dir(folder);
            }
            Err(error)
        }
    }
}

/// A change under way.
struct Step<'a> {
    change: &'a Change,
    /// Where the file really is.
    target: PathBuf,
    /// The file whose attributes it gets: itself, or what it was renamed from.
    like: PathBuf,
    /// What it will be.
    staged: Option<TempPath>,
    /// What it was, under another name.
    backup: Option<TempPath>,
    is_committed: bool,
}

impl<'a> Step<'a> {
    fn check(root: &Path, change: &'a Change) -> Result<Self, Error> {
        let target = reach::resolve(root, &change.path)?;
        if reach::read(&target, &change.path)? != change.before {
            return Err(Error::Stale { path: change.path.clone() });
        }
        Ok(Self { change, like: target.clone(), target, staged: None, backup: None, is_committed: false })
    }

    /// Does all that can fail for want of space or permission, without touching the file.
    fn prepare(
        &mut self,
        disk: &mut impl Disk,
        root: &Path,
        folders: &mut Vec<PathBuf>,
    ) -> Result<(), Error> {
        let fault = |source| write(&self.change.path, source);
        if let Some(after) = &self.change.after {
            make_parents(disk, root, &self.target, folders).map_err(fault)?;
            self.staged = Some(disk.write_beside(&self.target, after, &self.like).map_err(fault)?);
        }
        if let Some(before) = &self.change.before {
            let backup = self.backup.insert(disk.keep(&self.target, before).map_err(fault)?);
            // Somebody may have saved the file since it was checked.
            if fs::read(backup).map_err(fault)? != *before {
                return Err(Error::Stale { path: self.change.path.clone() });
            }
        }
        Ok(())
    }

    fn commit(&mut self, disk: &mut impl Disk) -> Result<(), Error> {
        let done = match (self.staged.take(), &self.backup) {
            (Some(staged), Some(_)) => disk.rename(staged, &self.target).map_err(|failed| failed.error),
            (Some(staged), None) => disk.create(staged, &self.target).map_err(|failed| failed.error),
            (None, _) => disk.remove(&self.target),
        };
        done.map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => Error::Stale { path: self.change.path.clone() },
            _ => write(&self.change.path, source),
        })?;
        self.is_committed = true;
        Ok(())
    }

    fn restore(self, disk: &mut impl Disk) -> Result<(), Error> {
        let torn = |backup, source| Error::Torn { path: self.change.path.clone(), backup, source };
        match self.backup {
            Some(backup) => disk.rename(backup, &self.target).map_err(|failed| {
                // The one copy of the user's text must not vanish with the temporary files.
                torn(failed.path.keep().ok(), failed.error)
            }),
            None => disk.remove(&self.target).map_err(|source| torn(None, source)),
        }
    }
}

/// A file that appears with half of the lines or more that another one held which goes is that one, renamed: so git sees
/// it, too.
fn keep_attributes(steps: &mut [Step<'_>]) {
    let gone: Vec<_> = steps.iter().filter(|step| step.change.after.is_none()).collect();
    let gone: Vec<_> = gone.iter().map(|step| (step.change.before.as_deref(), step.target.clone())).collect();
    for step in steps.iter_mut().filter(|step| step.change.before.is_none()) {
        let text = step.change.after.as_deref().unwrap_or_default();
        let shares = gone.iter().map(|(before, from)| (shared(before.unwrap_or_default(), text), from));
        if let Some((share, from)) = shares.max_by(|(a, _), (b, _)| a.total_cmp(b))
            && share >= 0.5
        {
            step.like.clone_from(from);
        }
    }
}

/// The share of the lines of two texts that are in both.
#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 lines")]
fn shared(old: &[u8], new: &[u8]) -> f64 {
    if old == new {
        return 1.0;
    }
    let mut lines: HashMap<&[u8], usize> = HashMap::new();
    for line in old.split_inclusive(|byte| *byte == b'\n') {
        *lines.entry(line).or_default() += 1;
    }
    let (mut both, mut all) = (0_usize, lines.values().sum::<usize>());
    for line in new.split_inclusive(|byte| *byte == b'\n') {
        all += 1;
        if let Some(left) = lines.get_mut(line).filter(|left| **left > 0) {
            *left -= 1;
            both += 2;
        }
    }
    both as f64 / all as f64
}

fn write(path: &RelPath, source: io::Error) -> Error {
    Error::Write { path: path.clone(), source }
}

fn make_parents(disk: &mut impl Disk, root: &Path, target: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<_> = target
        .ancestors()
        .skip(1)
        .take_while(|folder| folder.starts_with(root) && !folder.exists())
        .collect();
    for folder in missing.into_iter().rev() {
        disk.make_folder(folder)?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// Makes the new names durable: those of the files, and those of the folders that were made for them.
fn sync(disk: &mut impl Disk, steps: &[Step<'_>], made: &[PathBuf]) -> Result<(), Error> {
    let mut synced = BTreeSet::new();
    for step in steps {
        let fault = |source| write(&step.change.path, source);
        let above = step.target.ancestors().filter(|place| made.iter().any(|made| made == place));
        for named in std::iter::once(step.target.as_path()).chain(above) {
            let folder = folder_of(named).map_err(fault)?;
            if synced.insert(folder) {
                disk.sync(folder).map_err(fault)?;
            }
        }
    }
    Ok(())
}

/// Restores every file that was changed already, and goes on where one cannot be restored.
fn roll_back(disk: &mut impl Disk, steps: Vec<Step<'_>>) -> Result<(), Error> {
    let committed = steps.into_iter().rev().filter(|step| step.is_committed);
    committed.map(|step| step.restore(disk)).fold(Ok(()), Result::and)
}
