//! A part of the inverted index while it is made: rows in memory, then in the database.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Error;
use crate::parse::Topic;
use crate::posting::{Document, Records, append, pieces};

/// So many bytes of rows are held in memory before they are written.
pub(crate) const LARGEST: usize = 24 << 20;

/// More small segments than this are joined, so that a word is looked up in few places.
const MOST: usize = 6;

/// A segment with so many entries is not small, however large the tree is: to join what fills the memory anew and anew takes longer than
/// to look in each.
const FULL: i64 = 1 << 18;

const INSERT: &str = "INSERT INTO posting (segment, topic, key, first, data) VALUES (?1, ?2, ?3, ?4, ?5)";

/// The last document of a row, and its bytes.
type Row = (Document, Vec<u8>);

/// Rows in the making.
#[derive(Default)]
pub(crate) struct Segment {
    /// Of each topic, by their keys.
    rows: BTreeMap<Topic, FxHashMap<Box<str>, Row>>,
    pub(crate) bytes: usize,
    entries: usize,
}

impl Segment {
    /// Adds what a document contributes. Documents come in order.
    pub(crate) fn add(&mut self, document: Document, topic: Topic, key: &str, places: &[u8]) {
        let rows = self.rows.entry(topic).or_default();
        // Most words are known already, and nothing is to be allocated for those.
        let (last, row) = if let Some(row) = rows.get_mut(key) {
            row
        } else {
            self.bytes += key.len() + 64;
            rows.entry(key.into()).or_default()
        };
        let before = row.capacity();
        append(row, *last, document, places);
        *last = document;
        self.bytes += row.capacity() - before;
        self.entries += 1;
    }

    /// Writes the rows, and leaves none.
    pub(crate) fn flush(&mut self, connection: &Connection) -> Result<(), Error> {
        let Self { rows, entries, .. } = std::mem::take(self);
        if rows.is_empty() {
            return Ok(());
        }
        let id = begin(connection, entries)?;
        let mut insert = connection.prepare_cached(INSERT)?;
        for (topic, rows) in rows {
            let mut rows: Vec<_> = rows.into_iter().map(|(key, (_, row))| (key, row)).collect();
            // In the order of the table, each row goes to its end: a tenth of the time of any other order.
            rows.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            for (key, row) in rows {
                for (first, piece) in pieces(row) {
                    insert.execute(params![id, topic as i64, &*key, first, piece])?;
                }
            }
        }
        Ok(())
    }
}

fn begin(connection: &Connection, entries: usize) -> Result<i64, Error> {
    let entries = i64::try_from(entries).unwrap_or(i64::MAX);
    connection.execute("INSERT INTO segment (entries) VALUES (?1)", params![entries])?;
    Ok(connection.last_insert_rowid())
}

/// Joins segments where there are too many, and drops what belongs to documents that are gone.
///
/// - All segments are joined if `is_stale`, else the small ones: those that have neither an eighth of all entries nor many.
pub(crate) fn tidy(connection: &Connection, is_stale: bool) -> Result<(), Error> {
    let segments: Vec<(i64, i64)> = {
        let mut read = connection.prepare("SELECT id, entries FROM segment ORDER BY entries, id")?;
        read.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    let joined = to_join(&segments, is_stale);
    if joined.is_empty() {
        return Ok(());
    }
    let files: FxHashSet<Document> = {
        let mut read = connection.prepare("SELECT id FROM file")?;
        read.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    join(connection, &joined, &files)
}

/// The segments that are to be joined: see [`tidy`].
///
/// - `segments`: each with the number of its entries.
fn to_join(segments: &[(i64, i64)], is_stale: bool) -> Vec<i64> {
    let total: i64 = segments.iter().map(|(_, entries)| entries).sum();
    let is_small = |entries: i64| entries < FULL && entries <= total / 8;
    let joined = segments.iter().filter(|(_, entries)| is_stale || is_small(*entries)).map(|(id, _)| *id);
    let joined: Vec<i64> = joined.collect();
    if is_stale || joined.len() > MOST { joined } else { Vec::new() }
}

/// Merges the rows of segments into a new one, key by key: each segment has its keys in order, so no more than one key's
/// documents are in memory at a time.
fn join(connection: &Connection, segments: &[i64], files: &FxHashSet<Document>) -> Result<(), Error> {
    let is_alive = |topic: i64, document| topic >= Topic::Message as i64 || files.contains(&document);
    let joined = begin(connection, 0)?;
    let mut entries = 0_i64;
    {
        let mut insert = connection.prepare_cached(INSERT)?;
        let select = "SELECT topic, key, data FROM posting WHERE segment = ?1 ORDER BY topic, key, first";
        let mut statements = Vec::new();
        for _ in segments {
            statements.push(connection.prepare(select)?);
        }
        let mut sources = Vec::new();
        for (statement, id) in statements.iter_mut().zip(segments) {
            let mut rows = statement.query(params![id])?;
            let head = head(&mut rows)?;
            sources.push((rows, head));
        }
        while let Some((topic, key)) = sources
            .iter()
            .filter_map(|(_, head)| head.as_ref())
            .map(|(topic, key, _)| (*topic, key.clone()))
            .min()
        {
            let mut documents: Vec<(Document, Vec<u8>)> = Vec::new();
            for (rows, first) in &mut sources {
                while let Some((_, _, data)) = first.take_if(|(t, k, _)| (*t, &*k) == (topic, &key)) {
                    let alive = Records::of(&data).filter(|(document, _)| is_alive(topic, *document));
                    documents.extend(alive.map(|(document, places)| (document, places.to_vec())));
                    *first = head(rows)?;
                }
            }
            documents.sort_unstable_by_key(|(document, _)| *document);
            let (mut row, mut last) = (Vec::new(), 0);
            for (document, places) in &documents {
                append(&mut row, last, *document, places);
                last = *document;
            }
            entries += i64::try_from(documents.len()).unwrap_or(0);
            for (first, piece) in pieces(row) {
                insert.execute(params![joined, topic, key, first, piece])?;
            }
        }
    }
    for id in segments {
        connection.execute("DELETE FROM posting WHERE segment = ?1", params![id])?;
        connection.execute("DELETE FROM segment WHERE id = ?1", params![id])?;
    }
    connection.execute("UPDATE segment SET entries = ?2 WHERE id = ?1", params![joined, entries])?;
    Ok(())
}

type Head = Option<(i64, String, Vec<u8>)>;

fn head(rows: &mut rusqlite::Rows<'_>) -> Result<Head, Error> {
    Ok(match rows.next()? {
        Some(row) => Some((row.get(0)?, row.get(1)?, row.get(2)?)),
        None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(entries: &[i64]) -> usize {
        let segments: Vec<(i64, i64)> = (1..).zip(entries.iter().copied()).collect();
        assert_eq!(to_join(&segments, true).len(), entries.len());
        to_join(&segments, false).len()
    }

    #[test]
    fn many_small_segments_are_joined_and_large_ones_stay() {
        assert_eq!(joined(&[]), 0);
        assert_eq!(joined(&[10; 7]), 0);
        assert_eq!(joined(&[10; 8]), 8);
        let beside = |small: usize| [vec![1; small], vec![1000; 3]].concat();
        assert_eq!(joined(&beside(6)), 0);
        assert_eq!(joined(&beside(7)), 7);
        assert_eq!(joined(&[FULL; 30]), 0);
        assert_eq!(joined(&[FULL - 1; 30]), 30);
    }
}
