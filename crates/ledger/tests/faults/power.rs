//! The power is lost, and with it what was not synced: all of it, none of it, or any part.

use crate::disk::{self, Fate, Moment};
use crate::script::{self, Start, file_in};
use crate::vfs;

/// At every sync of the work, for every part of what is lost: nothing that was acknowledged is lost.
#[test]
fn a_loss_of_power_costs_at_most_the_step() {
    vfs::install();
    let undisturbed = script::undisturbed();
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(&folder);
    let ((), moments) = disk::recorded(|| {
        // The first two close the ledger: the log is moved into the file.
        for start in Start::ALL {
            script::go_on(&path, start.stop(), disk::acknowledge).unwrap();
        }
    });
    for moment in &moments {
        for fates in fates(moment) {
            for keeps_names in [true, false] {
                if !keeps_names && moment.are_names_kept() {
                    continue;
                }
                let folder = tempfile::tempdir().unwrap();
                let path = file_in(&folder);
                moment.restore(&path, keeps_names, |change| fates.get(change).copied().unwrap());
                script::assert_recovers(&path, moment.acknowledged, &undisturbed);
            }
        }
    }
    assert!(moments.len() > 20, "only {} syncs", moments.len());
}

/// What may become of the changes that are not synced: all are kept, none is, the first so many with the last of them
/// torn, the last so many, and any.
fn fates(moment: &Moment) -> Vec<Vec<Fate>> {
    let count = moment.pending();
    let each = |fate: &dyn Fn(usize) -> Fate| (0..count).map(fate).collect::<Vec<_>>();
    let mut fates = vec![each(&|_| Fate::Kept), each(&|_| Fate::Lost)];
    for cut in (0..count).step_by(count.div_ceil(4).max(1)) {
        fates.push(each(&|change| match change {
            change if change < cut => Fate::Kept,
            change if change == cut => Fate::Half,
            _ => Fate::Lost,
        }));
        fates.push(each(&|change| if change < cut { Fate::Lost } else { Fate::Kept }));
    }
    for seed in 0..4 {
        fates.push(each(&|change| match hash(seed, change) % 5 {
            0 => Fate::Half,
            1 | 2 => Fate::Lost,
            _ => Fate::Kept,
        }));
    }
    fates.dedup();
    fates
}

fn hash(seed: usize, change: usize) -> u8 {
    let bytes = [seed.to_le_bytes(), change.to_le_bytes()].concat();
    blake3::hash(&bytes).as_bytes()[0]
}
