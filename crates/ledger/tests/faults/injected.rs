//! Calls into the file system fail, one after the other: all but those that repeat their neighbours.

use std::path::Path;

use kinglet_ledger::{Error, Ledger};
use tempfile::TempDir;

use crate::disk::{self, Fault, Kind};
use crate::script::{self, Start, advance, file_in};
use crate::vfs;

/// Does each part of the work once for every turn that its calls take, and lets that call and all later ones fail.
fn every_turn_fails_for_good(kind: Kind, expects: impl Fn(&Error) -> bool) {
    vfs::install();
    let undisturbed = script::undisturbed();
    for start in Start::ALL {
        let begun = start.make();
        let undone = script::image(&file_in(&begun));
        let all = || script::go_on(&file_in(&undone), start.stop(), |_step| {});
        let (done, turns) = disk::turns(kind, all);
        done.unwrap();
        for at in turns {
            let folder = script::image(&file_in(&begun));
            let path = file_in(&folder);
            let mut acknowledged = start.steps();
            let fault = Fault { kind, at, lasts: true, only: None };
            let work = || script::go_on(&path, start.stop(), |step| acknowledged = step);
            let (result, has_failed) = disk::failing(fault, work);
            if let Err(error) = result {
                assert!(expects(&error), "{start:?}, {fault:?}: {error:?}");
            } else {
                assert_eq!(acknowledged, start.stop(), "{start:?}, {fault:?}");
            }
            assert!(has_failed, "{start:?}, {fault:?}");
            script::assert_recovers(&path, acknowledged, &undisturbed);
        }
    }
}

/// The same for one call alone. The caller repeats what failed; were it killed instead, the ledger recovers, too.
fn every_turn_fails_once(kind: Kind, expects: impl Fn(&Error) -> bool) {
    vfs::install();
    let undisturbed = script::undisturbed();
    for start in Start::ALL {
        let begun = start.make();
        let undone = script::image(&file_in(&begun));
        let (_, turns) = disk::turns(kind, || insist(&file_in(&undone), start, &expects));
        for at in turns {
            let folder = script::image(&file_in(&begun));
            let path = file_in(&folder);
            let fault = Fault { kind, at, lasts: false, only: None };
            let (killed, has_failed) = disk::failing(fault, || insist(&path, start, &expects));
            assert!(has_failed, "{start:?}, {fault:?}");
            script::assert_recovers(&path, start.stop(), &undisturbed);
            if let Some((acknowledged, folder)) = killed {
                script::assert_recovers(&file_in(&folder), acknowledged, &undisturbed);
            }
        }
    }
}

/// Does a part of the work and repeats the one call that fails. Returns how many steps were acknowledged when a
/// commit failed, and the files as they were.
fn insist(path: &Path, start: Start, expects: impl Fn(&Error) -> bool) -> Option<(u32, TempDir)> {
    let mut ledger = Ledger::open(path).unwrap_or_else(|error| {
        assert!(expects(&error), "{start:?}: {error:?}");
        Ledger::open(path).unwrap()
    });
    let mut killed = None;
    let mut step = start.steps();
    while step < start.stop() {
        match advance(&mut ledger, step) {
            Ok(number) => step = number,
            Err(error) => {
                assert!(expects(&error), "{start:?}, step {step}: {error:?}");
                assert!(killed.is_none(), "{start:?}, step {step}: failed again");
                killed = Some((step, script::image(path)));
            }
        }
    }
    killed
}

fn is_full(error: &Error) -> bool {
    // A file that cannot be created for want of space only says that it cannot be.
    matches!(error, Error::Full { .. } | Error::Open { .. } | Error::Failed { .. })
}

fn is_failed(error: &Error) -> bool {
    matches!(error, Error::Failed { .. } | Error::Open { .. })
}

fn is_read_only(error: &Error) -> bool {
    matches!(error, Error::ReadOnly { .. } | Error::Open { .. } | Error::Failed { .. })
}

#[test]
fn a_disk_that_is_full_for_a_moment_costs_at_most_the_step() {
    every_turn_fails_once(Kind::Full, is_full);
}

#[test]
fn a_disk_that_stays_full_costs_at_most_the_step() {
    every_turn_fails_for_good(Kind::Full, is_full);
}

#[test]
fn a_disk_that_fails_once_costs_at_most_the_step() {
    every_turn_fails_once(Kind::Io, is_failed);
}

#[test]
fn a_disk_that_fails_for_good_costs_at_most_the_step() {
    every_turn_fails_for_good(Kind::Io, is_failed);
}

#[test]
fn half_a_write_costs_at_most_the_step() {
    // For good, it differs from a disk that does not answer in nothing but the first half of a write.
    every_turn_fails_once(Kind::Torn, is_failed);
}

#[test]
fn a_file_system_that_becomes_read_only_costs_at_most_the_step() {
    // It does not become writable again by itself.
    every_turn_fails_for_good(Kind::ReadOnly, is_read_only);
}
