//! A log that ends in the middle, or whose end is not what was written: the last whole commit is found.

use std::fs;
use std::ops::Range;

use kinglet_ledger::Ledger;
use tempfile::TempDir;

use crate::script::{self, Start, advance, file_in, log_of, position};
use crate::vfs;

const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// A ledger as a killed process left it, all of its last steps in the log.
pub(crate) struct Logged {
    pub(crate) folder: TempDir,
    pub(crate) log: Vec<u8>,
    /// The length of the log after each step; those before the first one are in the file.
    pub(crate) ends: Vec<(u32, usize)>,
}

impl Logged {
    pub(crate) fn new() -> Self {
        vfs::install();
        let begun = Start::Closed.make();
        let path = file_in(&begun);
        let mut ledger = Ledger::open(&path).unwrap();
        let mut ends = vec![(Start::Closed.steps(), 0)];
        for at in Start::Closed.steps()..Start::Killed.steps() {
            let step = advance(&mut ledger, at).unwrap();
            ends.push((step, usize::try_from(fs::metadata(log_of(&path)).unwrap().len()).unwrap()));
        }
        let log = fs::read(log_of(&path)).unwrap();
        Self { folder: script::image(&path), log, ends }
    }

    /// The last step whose commit ends in the first `length` bytes.
    fn step_within(&self, length: usize) -> u32 {
        let whole = self.ends.iter().filter(|(_, end)| *end <= length);
        whole.map(|(step, _)| *step).max().unwrap()
    }

    /// The part of the log that the last commit wrote.
    pub(crate) fn last_commit(&self) -> Range<usize> {
        let mut ends = self.ends.iter().rev().map(|(_, end)| *end);
        let end = ends.next().unwrap();
        ends.next().unwrap()..end
    }

    /// The ledger with another log.
    pub(crate) fn with_log(&self, log: &[u8]) -> TempDir {
        let folder = script::image(&file_in(&self.folder));
        fs::write(log_of(&file_in(&folder)), log).unwrap();
        folder
    }

    /// Places at, before, in and after every frame.
    fn places(&self) -> impl Iterator<Item = usize> {
        let places = [0, 1, 8, 16, 24, 25, FRAME / 2, FRAME - 1];
        let frames = (LOG_HEADER..self.log.len()).step_by(FRAME);
        frames.flat_map(move |frame| places.map(|place| frame + place))
    }
}

#[test]
fn a_log_that_ends_early_ends_with_its_last_whole_commit() {
    let logged = Logged::new();
    let undisturbed = script::undisturbed();
    assert!(logged.log.len() > 20 * FRAME);
    for length in [0, 1, 31].into_iter().chain(logged.places()) {
        let folder = logged.with_log(logged.log.get(..length).unwrap());
        let step = logged.step_within(length);
        for open in [Ledger::open_read_only, Ledger::open] {
            assert_eq!(position(&open(&file_in(&folder)).unwrap()).unwrap(), step, "cut at {length}");
        }
        if length % 7 == 0 {
            script::assert_recovers(&file_in(&folder), step, &undisturbed);
        }
    }
}
