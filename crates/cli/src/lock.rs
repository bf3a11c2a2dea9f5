//! One process at a time changes a repository: a run tries its edits in the tree, where another run's check would
//! see them. Readers of the ledger need no lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};

use anyhow::Context as _;
use kinglet_domain::evidence::RunId;

use crate::exit::Failure;
use crate::place::Place;

/// The right to change a repository, until this is dropped or the process ends, however it ends.
pub(crate) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock, or says who has it. The state folder must be there.
    pub(crate) fn take(place: &Place) -> Result<Self, Failure> {
        let path = place.state.join("lock");
        // Not emptied when opened: if somebody else has the lock, it says who.
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = file.with_context(|| format!("cannot write {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0).with_context(|| format!("cannot write {}", path.display()))?;
                Ok(Self { file })
            }
            Err(TryLockError::WouldBlock) => Err(Failure::not_done(held(&mut file))),
            Err(TryLockError::Error(error)) => {
                Err(Failure::not_done(format!("cannot lock {}: {error}", path.display())))
            }
        }
    }

    /// Tells others which run this process is at work on.
    pub(crate) fn name(&mut self, run: RunId) {
        // The lock holds without it; the message is only less exact.
        let _disk_full = self.file.write_all(format!("{run} {}", std::process::id()).as_bytes());
    }
}

fn held(file: &mut File) -> String {
    let mut holder = String::new();
    let read = file.read_to_string(&mut holder);
    match holder.split_once(' ').filter(|_| read.is_ok()) {
        Some((run, process)) => format!(
            "another kinglet (process {process}) is at work on {run} in this repository; wait until it has ended, \
             or stop it with `kill {process}`, then try again"
        ),
        None => "another kinglet is at work in this repository; wait until it has ended, then try again"
            .to_owned(),
    }
}
