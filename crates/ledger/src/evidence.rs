//! The table `evidence`: what was observed or decided.

use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, RunId, Status};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, named_params};

use crate::commit::Origins;
use crate::content::{Encoded, decoded};
use crate::episode::EpisodeId;
use crate::error::{Error, Fault};
use crate::plan::NodeId;
use crate::query::Query;
use crate::row::{damaged, parsed, verify};
use crate::step::Seq;

pub(crate) const INSERT: &str = "
    INSERT INTO evidence (run, number, seq, episode, node, kind, origin, status, subject, summary, size, content_hash,
        encoding, content)
    VALUES (:run, :number, :seq, :episode, :node, :kind, :origin, :status, :subject, :summary, :size, :content_hash,
        :encoding, :content)";
const LAST: &str = "SELECT coalesce(max(number), 0) FROM evidence WHERE run = :run";
const NATURE: &str = "SELECT kind, origin, status FROM evidence WHERE run = :run AND number = :number";
/// Newest first, so that whoever wants the last few stops reading early. The run is a range, because an index can be
/// searched for a range but not for `:run IS NULL OR`. The subject is searched between separators, `, ` and `/`, so
/// that a path is found whole or not at all; `LIKE` would read `_` and `%` in it as patterns and ignore case.
const MATCHING: &str = "
    SELECT run, number, seq, episode, node, kind, origin, status, subject, summary, content_hash, encoding, content
    FROM evidence
    WHERE run BETWEEN :first_run AND :last_run
        AND number > :since
        AND (:id IS NULL OR number = :id)
        AND (:node IS NULL OR node = :node)
        AND (:kind IS NULL OR kind = :kind)
        AND (:origin IS NULL OR origin = :origin)
        AND (:status IS NULL OR status = :status)
        AND (:subject IS NULL OR subject = :subject
            OR instr(', ' || subject || ', ', ', ' || rtrim(:subject, '/') || ', ')
            OR instr(', ' || subject, ', ' || rtrim(:subject, '/') || '/'))
    ORDER BY run DESC, number DESC";

/// A piece of evidence, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The run that it belongs to.
    pub run: RunId,
    /// Its id within the run, counted from 1 without gaps.
    pub id: EvidenceId,
    /// The step that committed it.
    pub seq: Seq,
    /// The model call that it comes from.
    pub episode: Option<EpisodeId>,
    /// The node of the plan that it was found out for.
    pub node: Option<NodeId>,
    /// What was observed.
    pub evidence: NewEvidence,
}

impl EvidenceRow {
    pub(crate) fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            run: RunId(row.get("run")?),
            id: EvidenceId(row.get("number")?),
            seq: Seq(row.get("seq")?),
            episode: row.get::<_, Option<u32>>("episode")?.map(EpisodeId),
            node: row.get::<_, Option<u32>>("node")?.map(NodeId),
            evidence: NewEvidence {
                kind: parsed(row, "kind")?,
                origin: parsed(row, "origin")?,
                status: parsed(row, "status")?,
                subject: row.get("subject")?,
                summary: row.get("summary")?,
                content: content(row)?,
            },
        })
    }
}

/// Records what one step observed and returns the ids, in the same order.
pub(crate) fn insert_all(
    conn: &Connection,
    run: RunId,
    origins: Origins,
    evidence: &[NewEvidence],
) -> Result<Vec<EvidenceId>, Fault> {
    if evidence.is_empty() {
        return Ok(Vec::new());
    }
    let last = last(conn, run)?;
    let mut statement = conn.prepare_cached(INSERT)?;
    let mut ids = Vec::with_capacity(evidence.len());
    for (number, piece) in (last.saturating_add(1)..).zip(evidence) {
        let hash = blake3::hash(piece.content.as_bytes());
        let encoded = Encoded::of(piece.content.as_bytes());
        statement.execute(named_params! {
            ":run": run.0,
            ":number": number,
            ":seq": origins.seq.0,
            ":episode": origins.episode.map(|id| id.0),
            ":node": origins.node.map(|id| id.0),
            ":kind": piece.kind.name(),
            ":origin": piece.origin.name(),
            ":status": piece.status.name(),
            ":subject": piece.subject,
            ":summary": piece.summary,
            // No text in memory is longer.
            ":size": i64::try_from(piece.content.len()).unwrap_or(i64::MAX),
            ":content_hash": hash.as_bytes(),
            ":encoding": encoded.name(),
            // What is plain is stored as the text that it is.
            ":content": ToSqlOutput::Borrowed(match &encoded {
                Encoded::Plain(text) => ValueRef::Text(text),
                Encoded::Zstd(packed) => ValueRef::Blob(packed),
            }),
        })?;
        ids.push(EvidenceId(number));
    }
    Ok(ids)
}

/// The content of a piece, which has the hash with which it was stored.
fn content(row: &Row<'_>) -> Result<String, Fault> {
    let bytes = decoded(row, "content", "encoding")?;
    verify("content", &bytes, row.get("content_hash")?)?;
    String::from_utf8(bytes).map_err(|error| damaged("content", error))
}

/// The number of the last piece; 0 if there is none.
pub(crate) fn last(conn: &Connection, run: RunId) -> Result<u32, Fault> {
    Ok(conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?)
}

/// Whether kinglet observed a piece, which may be among those that are about to be recorded.
pub(crate) fn is_observed(
    conn: &Connection,
    run: RunId,
    id: EvidenceId,
    new: &[NewEvidence],
) -> Result<bool, Fault> {
    let last = last(conn, run)?;
    let found = match id.0.checked_sub(last.saturating_add(1)) {
        Some(index) => new.get(index as usize).map(NewEvidence::is_observed),
        None => conn
            .prepare_cached(NATURE)?
            .query_and_then(named_params! { ":run": run.0, ":number": id.0 }, nature)?
            .next()
            .transpose()?,
    };
    let count = last.saturating_add(u32::try_from(new.len()).unwrap_or(u32::MAX));
    found.ok_or_else(|| Error::NoSuchEvidence { run, id, last: EvidenceId(count) }.into())
}

fn nature(row: &Row<'_>) -> Result<bool, Fault> {
    let (kind, origin, status) = (parsed(row, "kind")?, parsed(row, "origin")?, parsed(row, "status")?);
    let [subject, summary, content] = [const { String::new() }; 3];
    Ok(NewEvidence { kind, origin, status, subject, summary, content }.is_observed())
}

/// What matches the query, by run and number.
pub(crate) fn matching(conn: &Connection, query: &Query) -> Result<Vec<EvidenceRow>, Fault> {
    let mut statement = conn.prepare_cached(MATCHING)?;
    let newest_first = statement.query_and_then(
        named_params! {
            ":first_run": query.run.map_or(0, |run| run.0),
            ":last_run": query.run.map_or(u32::MAX, |run| run.0),
            ":since": query.since.map_or(0, |id| id.0),
            ":id": query.id.map(|id| id.0),
            ":node": query.node.map(|id| id.0),
            ":kind": query.kind.map(Kind::name),
            ":origin": query.origin.map(Origin::name),
            ":status": query.status.map(Status::name),
            ":subject": query.subject,
        },
        EvidenceRow::from_row,
    )?;
    let limit = query.last.map_or(usize::MAX, |last| last.get() as usize);
    // Words are looked for here and not in SQL, which only knows upper and lower case in ASCII.
    let words: Vec<String> = query.words.iter().map(|word| word.to_lowercase()).collect();
    let has_words = |row: &EvidenceRow| words.is_empty() || holds(&row.evidence, &words);
    let mut rows = newest_first
        .filter(|row| row.as_ref().map_or(true, has_words))
        .take(limit)
        .collect::<Result<Vec<_>, _>>()?;
    rows.reverse();
    Ok(rows)
}

/// Whether each of the words, in lower case, stands in the subject, the summary or the content.
fn holds(evidence: &NewEvidence, words: &[String]) -> bool {
    let places = [&evidence.subject, &evidence.summary, &evidence.content].map(|text| text.to_lowercase());
    words.iter().all(|word| places.iter().any(|text| text.contains(word)))
}
