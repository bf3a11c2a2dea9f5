//! How many threads are best here: measured once, because more can be several times slower than one
//! where the machine is shared.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The numbers of threads worth trying on a machine with this many processors: 1, 2, 4 and so on, and all.
pub(super) fn worth_trying(processors: u32) -> Vec<u32> {
    let mut all: Vec<u32> =
        std::iter::successors(Some(1_u32), |n| n.checked_mul(2)).take_while(|n| *n < processors).collect();
    all.push(processors.max(1));
    all
}

/// How often each number of threads is measured; the slowest counts.
const ROUNDS: u32 = 3;

/// How much faster more threads must be to be worth it.
const GAIN: f64 = 1.25;

/// Picks the number of threads that is fastest even at its slowest, trying upward until it clearly gets slower.
///
/// - `seconds`: measures the same work with a number of threads.
/// - More threads are taken only for a clear gain: they leave less of the machine to its user, and where another
///   program wants a processor, all of them wait for the one that lost it.
///
/// # Errors
/// The first error of a measurement.
pub(super) fn fastest<E>(
    candidates: &[u32],
    mut seconds: impl FnMut(u32) -> Result<f64, E>,
) -> Result<u32, E> {
    let mut best: Option<(u32, f64)> = None;
    for &threads in candidates {
        let mut slowest = 0.0_f64;
        for _ in 0..ROUNDS {
            slowest = slowest.max(seconds(threads)?);
            if best.is_some_and(|(_, least)| slowest > least) {
                break;
            }
        }
        match best {
            Some((_, least)) if slowest > least => break,
            Some((_, least)) if slowest * GAIN > least => {}
            _ => best = Some((threads, slowest)),
        }
    }
    Ok(best.map_or(1, |(threads, _)| threads))
}

/// What was measured earlier for this model on this many processors.
///
/// A file that cannot be read counts as none: the measurement is made again and the file replaced.
pub(super) fn remembered(cache: &Path, key: &str) -> Option<u32> {
    read(cache).get(key).copied().filter(|threads| *threads > 0)
}

/// Keeps a measurement.
///
/// # Errors
/// Whatever kept the file from being written.
pub(super) fn remember(cache: &Path, key: &str, threads: u32) -> io::Result<()> {
    let mut all = read(cache);
    all.insert(key.to_owned(), threads);
    let text = serde_json::to_string_pretty(&all).map_err(io::Error::other)?;
    if let Some(folder) = cache.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(cache, text)
}

fn read(cache: &Path) -> BTreeMap<String, u32> {
    let text = std::fs::read_to_string(cache).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(times: &[(u32, f64)]) -> (u32, Vec<u32>) {
        let candidates: Vec<u32> = times.iter().map(|(threads, _)| *threads).collect();
        let mut tried = Vec::new();
        let best = fastest(&candidates, |threads| {
            if tried.last() != Some(&threads) {
                tried.push(threads);
            }
            times.iter().find(|(n, _)| *n == threads).map(|(_, took)| *took).ok_or(())
        });
        (best.unwrap_or(0), tried)
    }

    #[test]
    fn tries_powers_of_two_and_all() {
        assert_eq!(worth_trying(0), [1]);
        assert_eq!(worth_trying(1), [1]);
        assert_eq!(worth_trying(2), [1, 2]);
        assert_eq!(worth_trying(12), [1, 2, 4, 8, 12]);
    }

    #[test]
    fn prefers_fewer_threads_and_stops_when_it_gets_slower() {
        assert_eq!(choose(&[(1, 4.0), (2, 2.1), (4, 1.3), (8, 1.28), (16, 9.0)]), (4, vec![1, 2, 4, 8, 16]));
        assert_eq!(choose(&[(1, 1.0), (2, 5.0), (4, 0.1)]), (1, vec![1, 2]));
    }

    #[test]
    fn judges_by_the_slowest_round() {
        let mut second_round = false;
        let best = fastest(&[1, 2], |threads| {
            let slow = threads == 2 && std::mem::replace(&mut second_round, true);
            Ok::<_, ()>(if slow { 3.0 } else { 1.0 / f64::from(threads) })
        });
        assert_eq!(best, Ok(1));
    }

    #[test]
    fn keeps_what_was_measured() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let cache = folder.path().join("a/threads.json");
        assert_eq!(remembered(&cache, "m"), None);
        remember(&cache, "m", 3)?;
        remember(&cache, "n", 1)?;
        assert_eq!((remembered(&cache, "m"), remembered(&cache, "n")), (Some(3), Some(1)));
        std::fs::write(&cache, "{broken")?;
        assert_eq!(remembered(&cache, "m"), None);
        Ok(())
    }
}
