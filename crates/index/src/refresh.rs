//! Brings the index up to date with the tree.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use kinglet_domain::unit::Millis;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::error::Error;
use crate::file::{File, Skipped};
use crate::kind::Kind;
use crate::outline::Outline;
use crate::parse::{Parsed, parse};
use crate::posting::Document;
use crate::segment::{self, LARGEST, Segment};
use crate::store::{read_meta, write_meta};
use crate::walk::{Found, Passed, Stat, walk, workers};

/// Longer files are generated or data: they are listed, not read.
pub(crate) const LONGEST: u64 = 1 << 20;

/// After so many files what was parsed is committed: a kill loses no more.
const BATCH: usize = 8192;

/// So many are read and parsed at most before the one that writes them is woken: to wake it for each takes as long as some of them.
const AT_ONCE: usize = 16;

/// A file that changed so shortly before it was read may change again without its times telling: clocks of file systems
/// are coarse.
const COARSEST_MS: i64 = 2_000;

/// What a refresh found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or changed, and were read.
    pub read: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// What was passed over without being a file of the index: as written, and why.
    pub passed: Vec<(String, Passed)>,
}

/// What is to be done about the tree.
#[derive(Default)]
struct Difference {
    /// Files that are new, or that changed: then with the number of what they were.
    read: Vec<(Option<Document>, Found)>,
    gone: Vec<Document>,
    /// Files whose times changed and nothing else.
    touched: Vec<(Document, Stat)>,
}

/// Brings the files of an index up to date; returns them, in order of their paths.
///
/// - `now`: when this is.
/// - `progress`: is told how many files are done, of how many.
pub(crate) fn refresh(
    connection: &Connection,
    root: &Path,
    now: Millis,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Vec<File>, Report), Error> {
    let tree = walk(root)?;
    let mut known = files(connection)?;
    let mut report = Report { passed: tree.passed, ..Report::default() };
    let mut total = None;
    let mut is_behind = !compare(root, &tree.files, &known, now).is_empty();
    while is_behind {
        // From here on another process waits. What it wrote meanwhile need not be done again.
        let writing = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        known = files(&writing)?;
        let mut difference = compare(root, &tree.files, &known, now);
        let total = *total.get_or_insert(difference.read.len());
        is_behind = difference.read.len() > BATCH;
        difference.read.truncate(BATCH);
        report.read += difference.read.len();
        report.removed += difference.gone.len();
        let is_stale = forget(&writing, &known, &difference, now)?;
        read_all(&writing, root, &difference.read, now, &mut |done| {
            progress(report.read - difference.read.len() + done, total);
        })?;
        segment::tidy(&writing, is_stale)?;
        if is_stale {
            write_meta(&writing, "gone", "0")?;
        }
        if !is_behind {
            known = files(&writing)?;
        }
        writing.commit()?;
    }
    report.unchanged = known.len().saturating_sub(report.read);
    Ok((known, report))
}

impl Difference {
    fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty() && self.touched.is_empty()
    }
}

/// The files of the index, by path.
pub(crate) fn files(connection: &Connection) -> Result<Vec<File>, Error> {
    let mut read = connection.prepare_cached(
        "SELECT id, path, size, modified_ns, changed_ns, read_ms, hash, kind, words, skipped FROM file",
    )?;
    let mut rows = read.query([])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        files.push(File::from_row(row)?);
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn compare(root: &Path, found: &[Found], known: &[File], now: Millis) -> Difference {
    let mut difference = Difference::default();
    let mut known = known.iter().peekable();
    for found in found {
        while let Some(gone) = known.next_if(|file| file.path < found.path) {
            difference.gone.push(gone.id);
        }
        let Some(file) = known.next_if(|file| file.path == found.path) else {
            difference.read.push((None, found.clone()));
            continue;
        };
        // Read a moment ago, by this refresh.
        if file.read == now && file.stat == found.stat {
            continue;
        }
        let is_settled = file.stat.changed_ns / 1_000_000 + COARSEST_MS < file.read.0
            // Written in the future, as far as this machine's clock knows: it will never settle.
            || file.stat.changed_ns / 1_000_000 > now.0;
        if file.stat == found.stat && is_settled {
            continue;
        }
        let is_same = found.stat.size == file.stat.size
            && (file.skipped == Some(Skipped::TooLong) || hash_of(root, found) == Some(file.hash));
        if is_same {
            difference.touched.push((file.id, found.stat));
        } else {
            difference.read.push((Some(file.id), found.clone()));
        }
    }
    difference.gone.extend(known.map(|file| file.id));
    difference
}

fn hash_of(root: &Path, found: &Found) -> Option<[u8; 32]> {
    Some(*blake3::hash(&std::fs::read(found.path.under(root)).ok()?).as_bytes())
}

/// Forgets files that are gone. Returns whether so many are that the inverted index is to be cleaned of them.
fn forget(
    connection: &Connection,
    known: &[File],
    difference: &Difference,
    now: Millis,
) -> Result<bool, Error> {
    let mut forget_file = connection.prepare_cached("DELETE FROM file WHERE id = ?1")?;
    let mut forget_outline = connection.prepare_cached("DELETE FROM outline WHERE file = ?1")?;
    let changed = difference.read.iter().filter_map(|(old, _)| old.as_ref());
    for id in difference.gone.iter().chain(changed) {
        forget_file.execute(params![id])?;
        forget_outline.execute(params![id])?;
    }
    let mut touch = connection
        .prepare_cached("UPDATE file SET modified_ns = ?2, changed_ns = ?3, read_ms = ?4 WHERE id = ?1")?;
    for (id, stat) in &difference.touched {
        touch.execute(params![id, stat.modified_ns, stat.changed_ns, now.0])?;
    }
    let before = read_meta(connection, "gone")?.and_then(|text| text.parse().ok()).unwrap_or(0);
    let replaced = difference.read.iter().filter(|(old, _)| old.is_some()).count();
    let gone = before + difference.gone.len() + replaced;
    write_meta(connection, "gone", &gone.to_string())?;
    Ok(gone > 200 + known.len() / 4)
}

/// Reads and parses files on all processors, and writes what was found, in the order of the files.
fn read_all(
    connection: &Connection,
    root: &Path,
    files: &[(Option<Document>, Found)],
    now: Millis,
    progress: &mut dyn FnMut(usize),
) -> Result<(), Error> {
    let next = AtomicUsize::new(0);
    let at_once = AT_ONCE.min(files.len().div_ceil(4 * workers())).max(1);
    // Few, so that what is parsed does not pile up while the database is slow.
    let (sender, receiver) = mpsc::sync_channel(4);
    thread::scope(|scope| {
        for _ in 0..workers() {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((at, batch)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|at| Some((at, files.chunks(at_once).nth(at)?)))
                {
                    let contents: Vec<_> =
                        batch.iter().map(|(_, found)| (found, read(root, found))).collect();
                    if sender.send((at, contents)).is_err() {
                        return; // The writer failed.
                    }
                }
            });
        }
        drop(sender);
        let mut writer = Writer::new(connection, now)?;
        let mut waiting = BTreeMap::new();
        let (mut next, mut written) = (0, 0);
        for (at, contents) in receiver {
            waiting.insert(at, contents);
            while let Some(contents) = waiting.remove(&next) {
                for (found, content) in contents {
                    writer.write(found, content)?;
                    written += 1;
                    progress(written);
                }
                next += 1;
            }
        }
        writer.finish()
    })
}

/// What a file holds, or why it was not read.
fn read(root: &Path, found: &Found) -> Result<Parsed, Skipped> {
    if found.stat.size > LONGEST {
        return Err(Skipped::TooLong);
    }
    let place = found.path.under(root);
    // It may have been replaced by a pipe since it was listed, or have grown.
    let file = open(&place).map_err(|_| Skipped::Unreadable)?;
    let mut bytes = Vec::with_capacity(usize::try_from(found.stat.size).unwrap_or(0));
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|_| Skipped::Unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Skipped::TooLong);
    }
    let head = bytes.get(..bytes.len().min(8 << 10)).unwrap_or_default();
    if head.contains(&0) {
        return Err(Skipped::Binary);
    }
    let hash = *blake3::hash(&bytes).as_bytes();
    Ok(parse(&found.path, &String::from_utf8_lossy(&bytes), hash))
}

/// Opens a regular file; does not wait for anything else.
fn open(place: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let file = std::fs::OpenOptions::new().read(true).custom_flags(O_NONBLOCK).open(place)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(std::io::ErrorKind::InvalidInput.into()) }
}

/// What keeps the opening of a pipe from waiting for somebody who writes to it.
#[expect(clippy::cast_possible_wrap, reason = "a flag, of few bits")]
const O_NONBLOCK: i32 = rustix::fs::OFlags::NONBLOCK.bits() as i32;

/// Writes files, one after the other.
struct Writer<'c> {
    connection: &'c Connection,
    segment: Segment,
    next: Document,
    now: Millis,
}

impl<'c> Writer<'c> {
    fn new(connection: &'c Connection, now: Millis) -> Result<Self, Error> {
        // Never one that was used before: rows of the inverted index may still name it.
        let next = read_meta(connection, "next")?.and_then(|text| text.parse().ok()).unwrap_or(1);
        Ok(Self { connection, segment: Segment::default(), next, now })
    }

    fn write(&mut self, found: &Found, content: Result<Parsed, Skipped>) -> Result<(), Error> {
        let id = self.next;
        self.next += 1;
        let (hash, kind, words) = match &content {
            Ok(parsed) => (parsed.hash, parsed.kind, parsed.words),
            Err(_) => ([0; 32], Kind::of(&found.path, ""), 0),
        };
        let stat = found.stat;
        self.connection
            .prepare_cached(
                "INSERT INTO file (id, path, size, modified_ns, changed_ns, read_ms, hash, kind, words, skipped)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                id,
                found.path.as_str(),
                i64::try_from(stat.size).unwrap_or(i64::MAX),
                stat.modified_ns,
                stat.changed_ns,
                self.now.0,
                hash,
                kind.name(),
                words,
                content.as_ref().err().map(|skipped| skipped.name()),
            ])?;
        let Ok(parsed) = content else { return Ok(()) };
        if parsed.outline != Outline::default() {
            self.connection
                .prepare_cached("INSERT INTO outline (file, data) VALUES (?1, ?2)")?
                .execute(params![id, parsed.outline.encode()])?;
        }
        for (topic, key, places) in parsed.entries.iter() {
            self.segment.add(id, topic, key, places);
        }
        if self.segment.bytes > LARGEST {
            self.segment.flush(self.connection)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        write_meta(self.connection, "next", &self.next.to_string())?;
        self.segment.flush(self.connection)
    }
}
