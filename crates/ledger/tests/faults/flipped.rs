//! A bit of the files changes: that is noticed when the ledger is opened or read, or it makes no difference.

use std::fs;

use kinglet_ledger::{Error, Ledger};

use crate::script::{self, RUN, STEPS, Start, advance, file_in, log_of, read_all};
use crate::torn::Logged;
use crate::vfs;

const BITS: u32 = 120;

/// Most bits are in space that is not used. Where nothing is said, whatever is recorded is what it was.
#[test]
fn a_flipped_bit_of_the_file_is_noticed_or_makes_no_difference() {
    vfs::install();
    let folder = Start::Closed.make();
    let path = file_in(&folder);
    let mut ledger = Ledger::open(&path).unwrap();
    (Start::Closed.steps()..STEPS).for_each(|at| assert_eq!(advance(&mut ledger, at).unwrap(), at + 1));
    ledger.vacuum().unwrap();
    drop(ledger);
    let sound = fs::read(&path).unwrap();
    let ledger = Ledger::open_read_only(&path).unwrap();
    // The work has no check, and says that it is done.
    let (text, findings) = (export(&ledger).unwrap(), ledger.verify().unwrap());
    drop(ledger);
    let (mut refused, mut verified) = (0, 0);
    for n in 0..BITS {
        let bit = bit(n, sound.len());
        fs::write(&path, flipped(&sound, bit)).unwrap();
        let read = Ledger::open(&path).and_then(|ledger| {
            read_all(&ledger)?;
            Ok(ledger)
        });
        match read {
            Ok(ledger) => {
                let is_sound = ledger.verify().unwrap() == findings;
                match export(&ledger) {
                    Ok(found) => assert_eq!(found, text, "bit {bit}"),
                    Err(error) => assert!(!is_sound, "bit {bit}: {error:?}"),
                }
                verified += u32::from(!is_sound);
            }
            Err(Error::Corrupt { .. }) => {
                assert!(
                    fs::read(&path).unwrap() == flipped(&sound, bit),
                    "bit {bit}: the file was written to"
                );
                refused += 1;
            }
            Err(error) => panic!("bit {bit}: {error:?}"),
        }
    }
    assert!(refused > BITS / 10 && verified > 0, "{refused} were refused, {verified} were only found");
}

fn export(ledger: &Ledger) -> Result<String, Error> {
    let mut out = Vec::new();
    ledger.export(Some(RUN), &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

/// The one thing that cannot be told apart is damage to the last commit, and a last commit that never ended.
#[test]
fn a_flipped_bit_of_the_log_is_noticed_or_costs_only_the_last_step() {
    let logged = Logged::new();
    let undisturbed = script::undisturbed();
    let whole = Start::Killed.steps();
    let header = 0..32 * 8;
    let anywhere = (0..BITS / 2).map(|n| bit(n, logged.log.len()));
    let (mut noticed, mut lost) = (0, 0);
    let opens = [Ledger::open_read_only, Ledger::open];
    for (bit, open) in header.chain(anywhere).flat_map(|bit| opens.map(|open| (bit, open))) {
        let bytes = flipped(&logged.log, bit);
        let folder = logged.with_log(&bytes);
        let path = file_in(&folder);
        match open(&path).and_then(|ledger| read_all(&ledger)) {
            Ok(text) if undisturbed.get(whole as usize) == Some(&text) => {}
            Ok(text) => {
                assert!(logged.last_commit().contains(&(bit / 8)), "bit {bit}: steps are lost");
                assert!(
                    undisturbed.get(whole as usize - 1) == Some(&text),
                    "bit {bit}: not as it was before"
                );
                lost += 1;
            }
            Err(Error::Corrupt { .. }) => {
                assert!(fs::read(log_of(&path)).unwrap() == bytes, "bit {bit}: the log was written to");
                noticed += 1;
            }
            Err(error) => panic!("bit {bit}: {error:?}"),
        }
    }
    assert!(noticed > lost, "{noticed} were noticed, {lost} cost the last step");
}

fn bit(n: u32, bytes: usize) -> usize {
    let hash = blake3::hash(&n.to_le_bytes());
    let (number, _) = hash.as_bytes().split_first_chunk::<8>().unwrap();
    usize::try_from(u64::from_le_bytes(*number) % (bytes as u64 * 8)).unwrap()
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    *bytes.get_mut(bit / 8).unwrap() ^= 1 << (bit % 8);
    bytes
}
