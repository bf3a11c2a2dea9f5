//! A bit of the files changes: that is noticed when the ledger is opened or read, or it makes no difference.

use std::fs;

use kinglet_ledger::{Error, Ledger};

use crate::script::{self, STEPS, Start, advance, file_in, log_of, read_all};
use crate::torn::Logged;
use crate::vfs;

/// What a hash covers. A changed bit of any other column that its rules allow (a letter of a summary, say) is not
/// noticed.
const SEALED: [&str; 5] =
    ["cursors.state", "edits.after_hash", "edits.before_hash", "episodes.prompt", "evidence.content"];

const BITS: u32 = 400;

#[test]
fn a_flipped_bit_of_the_file_is_noticed_where_a_hash_covers_it() {
    vfs::install();
    let folder = Start::Closed.make();
    let path = file_in(&folder);
    let mut ledger = Ledger::open(&path).unwrap();
    (Start::Closed.steps()..STEPS).for_each(|at| assert_eq!(advance(&mut ledger, at).unwrap(), at + 1));
    drop(ledger);
    let sound = fs::read(&path).unwrap();
    let text = read_all(&Ledger::open_read_only(&path).unwrap()).unwrap();
    let mut noticed = 0;
    for n in 0..BITS {
        let bit = bit(n, sound.len());
        fs::write(&path, flipped(&sound, bit)).unwrap();
        match Ledger::open(&path).and_then(|ledger| read_all(&ledger)) {
            Ok(found) => {
                let differences = differences(&text, &found);
                let is_sealed = |column: &String| column == "rows" || SEALED.contains(&column.as_str());
                assert!(!differences.iter().any(is_sealed), "bit {bit}: {differences:?}");
            }
            Err(Error::Corrupt { .. }) => {
                assert!(
                    fs::read(&path).unwrap() == flipped(&sound, bit),
                    "bit {bit}: the file was written to"
                );
                noticed += 1;
            }
            Err(error) => panic!("bit {bit}: {error:?}"),
        }
    }
    assert!(noticed > BITS / 4, "only {noticed} were noticed");
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
    for bit in header.chain(anywhere) {
        let bytes = flipped(&logged.log, bit);
        let folder = logged.with_log(&bytes);
        let path = file_in(&folder);
        match Ledger::open(&path).and_then(|ledger| read_all(&ledger)) {
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

/// The fields in which two accounts of a run differ, as `table.column`.
fn differences(before: &str, after: &str) -> Vec<String> {
    let read = |text: &str| -> Vec<serde_json::Map<String, serde_json::Value>> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let (before, after) = (read(before), read(after));
    if before.len() != after.len() {
        return vec!["rows".to_owned()];
    }
    let mut found = Vec::new();
    for (before, after) in before.iter().zip(&after) {
        let table = before.get("table").unwrap().as_str().unwrap();
        let differs = before.iter().filter(|(column, value)| after.get(*column) != Some(value));
        found.extend(differs.map(|(column, _)| format!("{table}.{column}")));
    }
    found
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
