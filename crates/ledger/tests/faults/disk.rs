//! A disk that fails as it is told to, and that remembers what it was told to keep.
//!
//! Each test has a disk of its own: its state belongs to the thread, and SQLite does all its work on the thread that
//! called it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::ffi;

/// What is asked of the file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// A file is opened, and created if it is not there.
    Create,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
    /// The file's length is asked for.
    Size,
    /// A lock on the file is taken.
    Lock,
    /// The memory that connections share is mapped, and grown if need be.
    MapShared,
    /// A lock on the shared memory is taken.
    LockShared,
}

/// How calls fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No space is left; half of a write still finds some.
    Full,
    /// The disk does not answer.
    Io,
    /// Half of a write reaches the disk, which then does not answer.
    Torn,
    /// The file system has become read-only.
    ReadOnly,
}

impl Kind {
    /// The code with which a call fails; `None` if this kind does not concern it.
    fn code(self, call: Call) -> Option<i32> {
        match (self, call) {
            (Self::Full, Call::Write) => Some(ffi::SQLITE_FULL),
            (Self::Full, Call::MapShared) => Some(ffi::SQLITE_IOERR_SHMSIZE),
            (Self::ReadOnly, Call::Write) => Some(ffi::SQLITE_READONLY),
            (Self::Io | Self::ReadOnly, Call::Truncate) => Some(ffi::SQLITE_IOERR_TRUNCATE),
            (Self::Io | Self::ReadOnly, Call::Delete) => Some(ffi::SQLITE_IOERR_DELETE),
            (Self::Io | Self::ReadOnly | Self::Full, Call::Create) => Some(ffi::SQLITE_CANTOPEN),
            (Self::Io | Self::Torn, Call::Write) => Some(ffi::SQLITE_IOERR_WRITE),
            (Self::Io, Call::Read) => Some(ffi::SQLITE_IOERR_READ),
            (Self::Io, Call::Sync) => Some(ffi::SQLITE_IOERR_FSYNC),
            (Self::Io, Call::Size) => Some(ffi::SQLITE_IOERR_FSTAT),
            (Self::Io, Call::Lock) => Some(ffi::SQLITE_IOERR_LOCK),
            (Self::Io, Call::MapShared) => Some(ffi::SQLITE_IOERR_SHMMAP),
            (Self::Io, Call::LockShared) => Some(ffi::SQLITE_IOERR_SHMLOCK),
            (Self::Full | Self::Torn | Self::ReadOnly, _) => None,
        }
    }
}

/// A fault that is to come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// Which of the calls that the kind concerns fails, counted from 0.
    pub(crate) at: u32,
    /// Whether all later ones fail as well.
    pub(crate) lasts: bool,
    /// The only file that it concerns, if it is not all of them.
    pub(crate) only: Option<Role>,
}

/// Which file of a ledger it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Database,
    Log,
    /// The journal with which a database is made, before it has a log.
    Journal,
    Other,
}

/// How a call fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Failure {
    pub(crate) code: i32,
    /// Whether half of what is to be written reaches the file.
    pub(crate) half: bool,
}

#[derive(Default)]
struct Disk {
    fault: Option<Fault>,
    /// The calls that the fault concerns.
    calls: Vec<(Role, Call)>,
    recording: Option<Recording>,
}

thread_local! {
    static DISK: RefCell<Disk> = RefCell::default();
}

/// Does work on a disk that fails; says with what it ended, and whether there was a call to fail.
pub(crate) fn failing<T>(fault: Fault, work: impl FnOnce() -> T) -> (T, bool) {
    DISK.with_borrow_mut(|disk| *disk = Disk { fault: Some(fault), ..Disk::default() });
    let result = work();
    let disk = DISK.take();
    (result, disk.calls.len() > fault.at as usize)
}

/// Which of the calls of some work, which does not fail, are worth failing: in a row of equal ones, such as the writes of
/// a commit to the log, the first and the last; those between them repeat the first.
pub(crate) fn turns<T>(kind: Kind, work: impl FnOnce() -> T) -> (T, Vec<u32>) {
    let never = Fault { kind, at: u32::MAX, lasts: false, only: None };
    DISK.with_borrow_mut(|disk| *disk = Disk { fault: Some(never), ..Disk::default() });
    let result = work();
    let calls = DISK.take().calls;
    let at = |index: Option<usize>| index.and_then(|index| calls.get(index));
    let is_turn = |index: &usize| {
        at(index.checked_sub(1)) != at(Some(*index)) || at(Some(*index)) != at(index.checked_add(1))
    };
    let turns = (0..calls.len()).filter(is_turn).map(|index| u32::try_from(index).unwrap());
    (result, turns.collect())
}

/// Does work on a disk that remembers every moment at which the power may be lost.
pub(crate) fn recorded<T>(work: impl FnOnce() -> T) -> (T, Vec<Moment>) {
    DISK.with_borrow_mut(|disk| *disk = Disk { recording: Some(Recording::default()), ..Disk::default() });
    let result = work();
    let mut recording = DISK.take().recording.unwrap();
    recording.moment();
    (result, recording.moments)
}

/// Notes how many steps the ledger has acknowledged.
pub(crate) fn acknowledge(steps: u32) {
    with_recording(|recording| recording.now.acknowledged = steps);
}

/// How the call that is about to be made fails; `None` if it does not.
pub(crate) fn failure(role: Role, call: Call) -> Option<Failure> {
    DISK.with_borrow_mut(|disk| {
        let fault = disk.fault?;
        if fault.only.is_some_and(|only| only != role) {
            return None;
        }
        let code = fault.kind.code(call)?;
        let number = u32::try_from(disk.calls.len()).unwrap_or(u32::MAX);
        disk.calls.push((role, call));
        let fails = number == fault.at || (fault.lasts && number > fault.at);
        fails.then_some(Failure { code, half: matches!(fault.kind, Kind::Full | Kind::Torn) })
    })
}

pub(crate) fn with_recording(work: impl FnOnce(&mut Recording)) {
    DISK.with_borrow_mut(|disk| disk.recording.as_mut().map(work));
}

/// What happened to the files of one ledger.
#[derive(Default)]
pub(crate) struct Recording {
    now: Moment,
    moments: Vec<Moment>,
}

/// What is certain about the files, and what is not, should the power be lost now.
#[derive(Clone, Default)]
pub(crate) struct Moment {
    /// How many steps were acknowledged.
    pub(crate) acknowledged: u32,
    contents: Vec<Content>,
    /// Which content each name has, as the programs see it.
    seen: BTreeMap<Role, usize>,
    /// Which it surely has after a loss of power.
    kept: BTreeMap<Role, usize>,
}

/// The bytes of a file.
#[derive(Clone, Default)]
struct Content {
    synced: Vec<u8>,
    /// What was done since, in order.
    pending: Vec<Change>,
    /// Whether its next sync makes its name certain, too.
    syncs_name: bool,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => {
                let end = at + new.len();
                bytes.resize(bytes.len().max(end), 0);
                bytes.get_mut(*at..end).unwrap().copy_from_slice(new);
            }
            Self::Truncate(length) => bytes.truncate(*length),
        }
    }
}

impl Recording {
    /// A file was opened that may not have been there before.
    pub(crate) fn created(&mut self, role: Role) {
        if role != Role::Other && !self.now.seen.contains_key(&role) {
            self.now.seen.insert(role, self.now.contents.len());
            // SQLite syncs the folder with the first sync of a journal or of a log.
            self.now.contents.push(Content { syncs_name: role != Role::Database, ..Content::default() });
        }
    }

    pub(crate) fn wrote(&mut self, role: Role, at: i64, bytes: &[u8]) {
        let at = usize::try_from(at).unwrap_or_default();
        self.change(role, Change::Write(at, bytes.to_vec()));
    }

    pub(crate) fn truncated(&mut self, role: Role, length: i64) {
        self.change(role, Change::Truncate(usize::try_from(length).unwrap_or_default()));
    }

    fn change(&mut self, role: Role, change: Change) {
        if let Some(content) = self.now.content(role) {
            content.pending.push(change);
        }
    }

    pub(crate) fn deleted(&mut self, role: Role, syncs_folder: bool) {
        self.now.seen.remove(&role);
        if syncs_folder {
            self.now.kept = self.now.seen.clone();
        }
    }

    pub(crate) fn synced(&mut self, role: Role) {
        self.moment();
        let Some(content) = self.now.content(role) else { return };
        for change in std::mem::take(&mut content.pending) {
            change.apply(&mut content.synced);
        }
        if std::mem::take(&mut content.syncs_name) {
            self.now.kept = self.now.seen.clone();
        }
    }

    fn moment(&mut self) {
        self.moments.push(self.now.clone());
    }
}

impl Moment {
    fn content(&mut self, role: Role) -> Option<&mut Content> {
        let index = self.seen.get(&role)?;
        self.contents.get_mut(*index)
    }

    /// How many changes the disk has not confirmed.
    pub(crate) fn pending(&self) -> usize {
        self.contents.iter().map(|content| content.pending.len()).sum()
    }

    /// Whether the folder is surely as the programs saw it last.
    pub(crate) fn are_names_kept(&self) -> bool {
        self.seen == self.kept
    }

    /// Writes the files as they may be found after the power was lost.
    ///
    /// - `keeps_names`: whether the folder is as the programs saw it last.
    /// - `fate`: what became of each change that was not confirmed, by its number.
    pub(crate) fn restore(&self, path: &Path, keeps_names: bool, fate: impl Fn(usize) -> Fate) {
        let names = if keeps_names { &self.seen } else { &self.kept };
        for (role, suffix) in [(Role::Database, ""), (Role::Log, "-wal"), (Role::Journal, "-journal")] {
            let Some(index) = names.get(&role) else { continue };
            let content = self.contents.get(*index).unwrap();
            let first: usize = self.contents.iter().take(*index).map(|content| content.pending.len()).sum();
            let mut bytes = content.synced.clone();
            for (number, change) in (first..).zip(&content.pending) {
                match (fate(number), change) {
                    (Fate::Kept, _) => change.apply(&mut bytes),
                    (Fate::Half, Change::Write(at, new)) => {
                        Change::Write(*at, new.iter().copied().take(new.len() / 2).collect())
                            .apply(&mut bytes);
                    }
                    (Fate::Half | Fate::Lost, _) => {}
                }
            }
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            fs::write(name, bytes).unwrap();
        }
    }
}

/// What becomes of a change that was not synced when the power was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    Half,
    Lost,
}
