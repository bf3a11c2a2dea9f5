//! The table `edits`: files that were changed, with their bytes before and after.

use kinglet_domain::edit::Change;
use kinglet_domain::evidence::RunId;
use kinglet_domain::path::RelPath;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};

use crate::blob;
use crate::commit::Origins;
use crate::episode::EpisodeId;
use crate::error::Fault;
use crate::row::{Names, damaged, name_of, named};
use crate::step::Seq;

macro_rules! select {
    () => {
        "SELECT number, seq, episode, path, purpose, reason,
            before_hash, before.bytes AS before, before.encoding AS before_encoding,
            after_hash, after.bytes AS after, after.encoding AS after_encoding
        FROM edits
        LEFT JOIN blobs AS before ON before.hash = before_hash
        LEFT JOIN blobs AS after ON after.hash = after_hash
        "
    };
}

pub(crate) const INSERT: &str = "
    INSERT INTO edits (run, number, seq, episode, path, before_hash, after_hash, purpose, reason)
    VALUES (:run, :number, :seq, :episode, :path, :before_hash, :after_hash, :purpose, :reason)";
const LAST: &str = "SELECT coalesce(max(number), 0) FROM edits WHERE run = :run";
const OF_RUN: &str = concat!(select!(), "WHERE run = :run ORDER BY number");
const OF_STEP: &str = concat!(select!(), "WHERE run = :run AND seq = :seq ORDER BY number");
const LAST_APPLIED: &str = "SELECT max(seq) FROM edits WHERE run = :run AND purpose = 'apply'";

const SINCE_GREEN: &str = concat!(
    select!(),
    "WHERE run = :run
        AND seq > (SELECT coalesce(max(seq), 0) FROM gates WHERE run = :run AND passed = 1)
    ORDER BY number"
);

/// Why a file was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The model proposed it.
    Apply,
    /// An edit did not help and was taken back by the run.
    Revert,
    /// The user took an edit back.
    Undo,
}

const PURPOSES: &Names<Purpose> =
    &[(Purpose::Apply, "apply"), (Purpose::Revert, "revert"), (Purpose::Undo, "undo")];

/// A change to one file that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEdit {
    /// The file, and its bytes before and after; it must exist on one side.
    pub change: Change,
    /// Why it was changed.
    pub purpose: Purpose,
    /// The reason in words.
    pub reason: String,
}

/// A change to one file, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRow {
    /// Its number within the run, counted from 1 without gaps.
    pub number: u32,
    /// The step that committed it.
    pub seq: Seq,
    /// The model call that it comes from.
    pub episode: Option<EpisodeId>,
    /// The file, and its bytes before and after.
    pub change: Change,
    /// Why it was changed.
    pub purpose: Purpose,
    /// The reason in words.
    pub reason: String,
}

impl EditRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let path: String = row.get("path")?;
        Ok(Self {
            number: row.get("number")?,
            seq: Seq(row.get("seq")?),
            episode: row.get::<_, Option<u32>>("episode")?.map(EpisodeId),
            change: Change {
                path: RelPath::parse(&path).map_err(|error| damaged("path", error))?,
                before: image(row, ["before", "before_encoding", "before_hash"])?,
                after: image(row, ["after", "after_encoding", "after_hash"])?,
            },
            purpose: named(PURPOSES, row, "purpose")?,
            reason: row.get("reason")?,
        })
    }
}

/// The bytes of one side of a change.
fn image(
    row: &Row<'_>,
    [column, encoding, hash_column]: [&'static str; 3],
) -> Result<Option<Vec<u8>>, Fault> {
    let Some(hash) = row.get::<_, Option<[u8; 32]>>(hash_column)? else { return Ok(None) };
    if row.get_ref(column)? == ValueRef::Null {
        return Err(damaged(hash_column, "there are no such bytes"));
    }
    blob::read(row, column, encoding, hash).map(Some)
}

/// Records changes that one step made.
pub(crate) fn insert_all(
    conn: &Connection,
    run: RunId,
    origins: Origins,
    edits: &[NewEdit],
) -> Result<(), Fault> {
    if edits.is_empty() {
        return Ok(());
    }
    let last: u32 =
        conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?;
    let mut statement = conn.prepare_cached(INSERT)?;
    for (number, edit) in (last.saturating_add(1)..).zip(edits) {
        let hash_of =
            |image: &Option<Vec<u8>>| image.as_ref().map(|bytes| blob::put(conn, bytes)).transpose();
        statement.execute(named_params! {
            ":run": run.0,
            ":number": number,
            ":seq": origins.seq.0,
            ":episode": origins.episode.map(|id| id.0),
            ":path": edit.change.path.as_str(),
            ":before_hash": hash_of(&edit.change.before)?,
            ":after_hash": hash_of(&edit.change.after)?,
            ":purpose": name_of(PURPOSES, edit.purpose),
            ":reason": edit.reason,
        })?;
    }
    Ok(())
}

pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Vec<EditRow>, Fault> {
    conn.prepare_cached(OF_RUN)?.query_and_then(named_params! { ":run": run.0 }, EditRow::from_row)?.collect()
}

/// What one step changed, in order.
pub(crate) fn of_step(conn: &Connection, run: RunId, seq: Seq) -> Result<Vec<EditRow>, Fault> {
    let key = named_params! { ":run": run.0, ":seq": seq.0 };
    conn.prepare_cached(OF_STEP)?.query_and_then(key, EditRow::from_row)?.collect()
}

/// What became of files since the check last succeeded; those that are as they were are left out.
pub(crate) fn since_green(conn: &Connection, run: RunId) -> Result<Vec<Change>, Fault> {
    let key = named_params! { ":run": run.0 };
    let mut changes: Vec<Change> = Vec::new();
    for row in conn.prepare_cached(SINCE_GREEN)?.query_and_then(key, EditRow::from_row)? {
        let next = row?.change;
        match changes.iter_mut().find(|known| known.path == next.path) {
            Some(known) if known.after == next.before => known.after = next.after,
            // Somebody else changed the file in between: that is not ours to take back.
            Some(known) => *known = next,
            None => changes.push(next),
        }
    }
    changes.retain(|change| change.before != change.after);
    Ok(changes)
}

/// What the last step that applied anything changed; nothing if there is none.
pub(crate) fn last_applied(conn: &Connection, run: RunId) -> Result<Vec<EditRow>, Fault> {
    let last: Option<u32> =
        conn.prepare_cached(LAST_APPLIED)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?;
    last.map_or_else(|| Ok(Vec::new()), |seq| of_step(conn, run, Seq(seq)))
}
