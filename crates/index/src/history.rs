//! What earlier commits changed, and in which words they said so.

use kinglet_domain::path::RelPath;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::lex::Field;
use crate::parse::Topic;
use crate::posting::{Document, Place, encode};
use crate::segment::Segment;
use crate::store::{read_meta, write_meta};
use crate::words;

/// More commits than this, the newest, are not read.
pub const MOST: u32 = 2_000;

/// A commit that changes more files than this says nothing about any of them: a reformatting, a move.
const WIDEST: usize = 40;

/// A commit, as git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// When it was made, in seconds since the Unix epoch.
    pub at_s: i64,
    /// What its author said.
    pub message: String,
    /// The files that it changed.
    pub paths: Vec<RelPath>,
}

/// A commit of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its number: a later commit has a higher one.
    pub id: Document,
    /// How many words its message has.
    pub words: u32,
    /// The first line of its message.
    pub subject: String,
    /// The files that it changed.
    pub paths: Vec<String>,
}

/// Which commit the history was read up to.
pub(crate) fn head(connection: &Connection) -> Result<Option<String>, Error> {
    read_meta(connection, "head")
}

/// Adds commits, oldest first, and notes what they lead up to.
///
/// - `is_anew`: whether all that was known is forgotten first.
pub(crate) fn add(
    connection: &Connection,
    head: &str,
    commits: &[Commit],
    is_anew: bool,
) -> Result<(), Error> {
    let writing = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    if is_anew {
        writing.execute(
            "DELETE FROM posting WHERE topic IN (?1, ?2)",
            params![Topic::Message as i64, Topic::Changed as i64],
        )?;
        writing.execute("DELETE FROM history", [])?;
    }
    let mut segment = Segment::default();
    {
        let mut insert = writing
            .prepare_cached("INSERT INTO history (at_s, words, subject, paths) VALUES (?1, ?2, ?3, ?4)")?;
        for commit in commits.iter().filter(|commit| (1..=WIDEST).contains(&commit.paths.len())) {
            let mut counts: FxHashMap<String, u32> = FxHashMap::default();
            let said = words::of(&message(&commit.message));
            let length = u32::try_from(said.len()).unwrap_or(u32::MAX);
            for word in said {
                *counts.entry(word).or_default() += 1;
            }
            let paths: Vec<&str> = commit.paths.iter().map(RelPath::as_str).collect();
            let subject = subject(&commit.message);
            insert.execute(params![commit.at_s, length, subject, paths.join("\0")])?;
            let id = Document::try_from(writing.last_insert_rowid())
                .map_err(|_| Error::Damaged { what: "the history" })?;
            let mut places = Vec::new();
            for (word, count) in counts {
                places.clear();
                encode([Place { chunk: 0, field: Field::Comment, count }], &mut places);
                segment.add(id, Topic::Message, &word, &places);
            }
            for path in paths {
                segment.add(id, Topic::Changed, path, &[]);
            }
        }
    }
    segment.flush(&writing)?;
    write_meta(&writing, "head", head)?;
    writing.commit()?;
    Ok(())
}

/// A message without the lines that tools add to it.
fn message(text: &str) -> String {
    let is_said = |line: &&str| {
        let (key, rest) = line.split_once(": ").unwrap_or((line, ""));
        let is_trailer = !rest.is_empty()
            && (key.ends_with("-by") || key.ends_with("-By") || key.ends_with("-Id") || key == "Fixes");
        !is_trailer
    };
    text.lines().filter(is_said).take(40).collect::<Vec<_>>().join("\n")
}

/// A message's first line, cut where it is long.
fn subject(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.char_indices()
        .nth(120)
        .map_or_else(|| line.to_owned(), |(end, _)| format!("{}…", line.get(..end).unwrap_or_default()))
}
