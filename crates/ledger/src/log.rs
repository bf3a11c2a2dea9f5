//! Looks at SQLite's log without SQLite, which takes the first frame that is not sound for the log's end. After a
//! loss of power it is. But if a later commit is sound, the bytes in between have changed, and going on would drop
//! steps that were acknowledged.
//!
//! The last commit cannot be judged like this: one that was damaged looks like one that never ended.
//!
//! The header, 32 bytes, is taken to be written whole or not at all, as a disk writes its sectors.
//!
//! The format: <https://sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::path::Path;
use std::{fs, io};

use rusqlite::Connection;

use crate::error::{Error, Fault};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The running sum over all frames up to one.
type Sum = [u32; 2];

/// Refuses a log that is damaged before its last commit, and writes nothing.
///
/// Somebody may write to the log meanwhile, and what is read of it may be half old and half new. But a commit is begun
/// when the one before it is whole: what looks damaged because of that does so once. So it is looked at again.
pub(crate) fn refuse_damaged(conn: &Connection, log: &Path) -> Result<(), Fault> {
    let page: u32 = conn.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let mut seen = None;
    loop {
        let bytes = match fs::read(log) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(Error::Reach { path: log.to_owned(), source }.into()),
            Ok(bytes) => bytes,
        };
        let Some(at) = damage(&bytes, page as usize) else { return Ok(()) };
        // With the header, which is another one when the log is filled anew.
        let found = Some((at, bytes.get(..HEADER).map(<[u8]>::to_vec)));
        if found == seen {
            let detail = format!("its log is not what was written at byte {at}, but goes on");
            return Err(Fault::Damaged(detail));
        }
        seen = found;
    }
}

/// A stretch of the log with its own sum: the header or a frame.
struct Part<'a> {
    /// What the sum covers.
    summed: [&'a [u8]; 2],
    /// The sum with which it was written.
    sum: Sum,
    /// What tells this filling of the log from the ones before.
    salt: &'a [u8],
    /// Whether it was on the disk before the next part was begun.
    is_synced: bool,
}

impl<'a> Part<'a> {
    fn header(bytes: &'a [u8]) -> Option<Self> {
        Some(Self {
            summed: [bytes.get(..24)?, &[]],
            sum: [word(bytes, 24)?, word(bytes, 28)?],
            salt: bytes.get(16..24)?,
            is_synced: true,
        })
    }

    fn frame(bytes: &'a [u8]) -> Option<Self> {
        Some(Self {
            summed: [bytes.get(..8)?, bytes.get(FRAME_HEADER..)?],
            sum: [word(bytes, 16)?, word(bytes, 20)?],
            salt: bytes.get(8..16)?,
            is_synced: word(bytes, 4)? != 0, // The size of the database after a commit.
        })
    }

    /// The sum that it should have after the part before it.
    fn expected(&self, before: Sum, read: fn([u8; 4]) -> u32) -> Sum {
        self.summed.iter().fold(before, |sum, bytes| add(sum, bytes, read))
    }
}

/// Where a log is damaged, in bytes from its beginning; `None` if it is sound or may have ended there.
fn damage(log: &[u8], page: usize) -> Option<usize> {
    let mut before = Part::header(log)?;
    // The order of bytes is that of the machine that wrote it, and known by what gives the right sum.
    let orders: [fn([u8; 4]) -> u32; 2] = [u32::from_le_bytes, u32::from_be_bytes];
    let right = orders.into_iter().find(|read| before.expected([0; 2], *read) == before.sum);
    let read = right.unwrap_or(u32::from_ne_bytes);
    let frames = log.get(HEADER..)?.chunks_exact(FRAME_HEADER + page);
    let mut expected = before.expected([0; 2], read);
    let mut first = (expected != before.sum).then_some(0);
    let mut salt = before.salt;
    for (number, frame) in frames.enumerate() {
        let frame = Part::frame(frame)?;
        if number == 0 && first.is_some() {
            salt = frame.salt; // The header's may be what is damaged.
        }
        let next = frame.expected(before.sum, read);
        let follows = frame.sum == next || frame.sum == frame.expected(expected, read);
        if frame.salt != salt || frame.sum != next {
            first.get_or_insert(HEADER + number * (FRAME_HEADER + page));
        }
        if first.is_some() && before.is_synced && frame.salt == salt && follows {
            return first;
        }
        (before, expected) = (frame, next);
    }
    None
}

/// The sum of the format, over whole pairs of words.
fn add(sum: Sum, bytes: &[u8], read: fn([u8; 4]) -> u32) -> Sum {
    let (words, _) = bytes.as_chunks::<4>();
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().fold(sum, |[first, second], [left, right]| {
        let first = first.wrapping_add(read(*left)).wrapping_add(second);
        [first, second.wrapping_add(read(*right)).wrapping_add(first)]
    })
}

/// A number of the log's headers, which are big-endian whatever the sums are.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}
