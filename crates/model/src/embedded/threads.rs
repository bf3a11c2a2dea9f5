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

/// Picks the fastest, trying upward until it clearly gets slower.
///
/// - `seconds`: measures the same work with a number of threads.
/// - A tie within 5 % goes to fewer threads: they leave more of the machine to its user.
///
/// # Errors
/// The first error of a measurement.
pub(super) fn fastest<E>(
    candidates: &[u32],
    mut seconds: impl FnMut(u32) -> Result<f64, E>,
) -> Result<u32, E> {
    let mut best: Option<(u32, f64)> = None;
    for &threads in candidates {
        let took = seconds(threads)?;
        match best {
            Some((_, least)) if took > least * 1.2 => break,
            Some((_, least)) if took >= least * 0.95 => {}
            _ => best = Some((threads, took)),
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
            tried.push(threads);
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
