//! Seals: hashes over whole rows, so that no column changes unnoticed.
//!
//! The seal of a step covers all rows that it added and the seal of the step before; that of the first step, how the run
//! began. How a run ended and that it was taken up again are no steps, and have seals of their own. What differs from
//! one ledger to another is not covered: the numbers of runs, and how content is compressed, whose hash is.
//!
//! A seal shows damage. It is no signature: who can write to the file can make new ones.

use kinglet_domain::evidence::RunId;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Row, named_params};

use crate::commit::{Source, Step};
use crate::error::Fault;
use crate::row::damaged;
use crate::step::Seq;
use crate::verify::Finding;

/// What a step adds to a table.
///
/// What the seals in a released schema are made of, and in which order, never changes.
struct Added {
    table: &'static str,
    /// Whether it adds anything.
    is_any: fn(&Step<'_>) -> bool,
    /// The rows, newest first; `seq` is the step.
    rows: &'static str,
}

const ADDED: [Added; 10] = [
    Added { table: "steps", is_any: |_step| true, rows: "SELECT seq, at_ms, event, intent FROM steps WHERE run = :run ORDER BY seq DESC" },
    Added { table: "episodes", is_any: |step| matches!(step.source, Source::New(_)), rows: "SELECT seq, number, role, about, model, backend, finish, temperature, top_p, seed, prompt_tokens, cached_tokens,
        generated_tokens, prompt_ms, generate_ms, wall_ms, repairs, action, prompt_hash, reply
     FROM episodes WHERE run = :run ORDER BY number DESC" },
    Added { table: "prompt_parts", is_any: |step| matches!(step.source, Source::New(_)), rows: "SELECT (SELECT seq FROM episodes WHERE run = :run AND number = episode) AS seq, episode, position, name, tokens,
        hash
     FROM prompt_parts WHERE run = :run ORDER BY episode DESC, position DESC" },
    Added { table: "evidence", is_any: |step| !step.evidence.is_empty(), rows: "SELECT seq, number, episode, node, kind, origin, status, subject, summary, size, content_hash
     FROM evidence WHERE run = :run ORDER BY number DESC" },
    Added { table: "edits", is_any: |step| !step.edits.is_empty(), rows: "SELECT seq, number, episode, path, before_hash, after_hash, purpose, reason
     FROM edits WHERE run = :run ORDER BY number DESC" },
    Added { table: "plan_nodes", is_any: |step| !step.plan.is_empty(), rows: "SELECT seq, number, parent, kind, title FROM plan_nodes WHERE run = :run ORDER BY number DESC" },
    Added { table: "plan_revisions", is_any: |step| !step.plan.is_empty(), rows: "SELECT seq, number, node, change, reason FROM plan_revisions WHERE run = :run ORDER BY number DESC" },
    Added { table: "citations", is_any: |step| !step.plan.is_empty(), rows: "SELECT (SELECT seq FROM plan_revisions WHERE run = :run AND number = revision) AS seq, revision, evidence
     FROM citations WHERE run = :run ORDER BY revision DESC, evidence DESC" },
    Added { table: "gates", is_any: |step| !step.gates.is_empty(), rows: "SELECT seq, number, command, passed, evidence FROM gates WHERE run = :run ORDER BY number DESC" },
    Added { table: "samples", is_any: |step| !step.samples.is_empty(), rows: "SELECT seq, number, episode, node, about, verdict, reason FROM samples WHERE run = :run ORDER BY number DESC" },
];
const BEGINNING: &str = "
    SELECT ulid, task, check_command, root, options, started_ms FROM runs WHERE id = :run";
const STEP: &str = "SELECT seal FROM steps WHERE run = :run AND seq = :seq";
const STEPS: &str = "SELECT seq, seal FROM steps WHERE run = :run ORDER BY seq";
const PUT_STEP: &str = "UPDATE steps SET seal = :seal WHERE run = :run AND seq = :seq";
const ENDING: &str = "SELECT ended_seal, ulid, ended_ms, outcome, summary FROM runs WHERE id = :run";
const PUT_ENDING: &str = "UPDATE runs SET ended_seal = :seal WHERE id = :run AND outcome IS NOT NULL";
const RESUMPTIONS: &str = "
    SELECT seal, number, after_seq, at_ms, intent, outcome FROM resumptions WHERE run = :run ORDER BY number DESC";
const PUT_RESUMPTION: &str = "UPDATE resumptions SET seal = :seal WHERE run = :run AND number = :number";

type Hash = [u8; 32];

/// Seals the last step of a run, when all its rows are there.
pub(crate) fn step(conn: &Connection, run: RunId, seq: Seq, step: &Step<'_>) -> Result<(), Fault> {
    let seal = of_last(conn, run, seq, |added| (added.is_any)(step))?;
    put_step(conn, run, seq, seal)
}

/// Seals how a run ended.
pub(crate) fn ending(conn: &Connection, run: RunId) -> Result<(), Fault> {
    let (_, seal) =
        conn.prepare_cached(ENDING)?.query_row(named_params! { ":run": run.0 }, kept_and_right)?;
    conn.prepare_cached(PUT_ENDING)?.execute(named_params! { ":run": run.0, ":seal": seal })?;
    Ok(())
}

/// Seals the last resumption of a run.
pub(crate) fn resumption(conn: &Connection, run: RunId) -> Result<(), Fault> {
    let key = named_params! { ":run": run.0 };
    let with_number = |row: &Row<'_>| Ok((row.get("number")?, kept_and_right(row)?.1));
    let (number, seal): (u32, Hash) = conn.prepare_cached(RESUMPTIONS)?.query_row(key, with_number)?;
    put_resumption(conn, run, number, seal)
}

/// Seals a whole run that has no seals: one that was recorded by the first schema, or comes from an export.
pub(crate) fn run(conn: &Connection, run: RunId) -> Result<(), Fault> {
    for (seq, _, right) in steps(conn, run, Chain::Made)? {
        put_step(conn, run, seq, right)?;
    }
    for (number, _, right) in resumptions(conn, run)? {
        put_resumption(conn, run, number, right)?;
    }
    ending(conn, run)
}

/// Everything in a run that does not have its seal.
pub(crate) fn broken(conn: &Connection, run: RunId) -> Result<Vec<Finding>, Fault> {
    let steps = steps(conn, run, Chain::Kept)?.into_iter();
    let mut findings: Vec<Finding> = steps
        .filter(|(_, kept, right)| *kept != Some(*right))
        .map(|(seq, _, _)| Finding::Step { run, seq })
        .collect();
    let resumptions = resumptions(conn, run)?.into_iter().filter(|(_, kept, right)| *kept != Some(*right));
    findings.extend(resumptions.map(|(number, _, _)| Finding::Resumed { run, number }));
    let has_ended = |row: &Row<'_>| row.get_ref("outcome").map(|outcome| outcome != ValueRef::Null);
    let is_right = |row: &Row<'_>| {
        let (kept, right) = kept_and_right(row)?;
        Ok(kept == has_ended(row)?.then_some(right))
    };
    if !conn.prepare_cached(ENDING)?.query_row(named_params! { ":run": run.0 }, is_right)? {
        findings.push(Finding::Ending { run });
    }
    Ok(findings)
}

/// Refuses a run in which anything does not have its seal.
pub(crate) fn confirm(conn: &Connection, run: RunId) -> Result<(), Fault> {
    match broken(conn, run)?.first() {
        None => Ok(()),
        Some(finding) => Err(Fault::Damaged(finding.to_string())),
    }
}

/// Refuses a last step that does not have its seal. How long the run is costs nothing.
pub(crate) fn confirm_last(conn: &Connection, run: RunId, seq: Seq) -> Result<(), Fault> {
    if kept(conn, run, seq)? == Some(of_last(conn, run, seq, |_added| true)?) {
        Ok(())
    } else {
        Err(Fault::Damaged(Finding::Step { run, seq }.to_string()))
    }
}

/// From which seals the next ones are worked out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chain {
    /// From those that are kept, so that only what is damaged differs.
    Kept,
    /// From those that are being made.
    Made,
}

/// The steps of a run in order, each with the seal that it has and the one that it should have.
fn steps(conn: &Connection, run: RunId, chain: Chain) -> Result<Vec<(Seq, Option<Hash>, Hash)>, Fault> {
    let pair = |row: &Row<'_>| Ok((Seq(row.get("seq")?), row.get("seal").ok()));
    let key = named_params! { ":run": run.0 };
    let all: Vec<(Seq, Option<Hash>)> =
        conn.prepare_cached(STEPS)?.query_map(key, pair)?.collect::<Result<_, _>>()?;
    let mut rows = digests(conn, run, all.iter().rev().map(|(seq, _)| *seq), |_added| true)?;
    rows.reverse();
    let mut before = beginning(conn, run)?;
    let with_right = |((seq, kept), rows): ((Seq, Option<Hash>), Hash)| {
        let right = link(before, rows);
        before = if chain == Chain::Kept { kept.unwrap_or(right) } else { right };
        (seq, kept, right)
    };
    Ok(all.into_iter().zip(rows).map(with_right).collect())
}

/// The resumptions of a run, each with the seal that it has and the one that it should have.
fn resumptions(conn: &Connection, run: RunId) -> Result<Vec<(u32, Option<Hash>, Hash)>, Fault> {
    let one = |row: &Row<'_>| {
        let (kept, right) = kept_and_right(row)?;
        Ok((row.get("number")?, kept, right))
    };
    let mut statement = conn.prepare_cached(RESUMPTIONS)?;
    Ok(statement.query_map(named_params! { ":run": run.0 }, one)?.collect::<Result<_, _>>()?)
}

/// The seal that the last step should have.
///
/// - `may_hold`: whether a table may hold rows of it.
fn of_last(
    conn: &Connection,
    run: RunId,
    seq: Seq,
    may_hold: impl Fn(&Added) -> bool,
) -> Result<Hash, Fault> {
    let before = match seq.0.checked_sub(1) {
        None | Some(0) => beginning(conn, run)?,
        Some(before) => {
            kept(conn, run, Seq(before))?.ok_or_else(|| damaged("seal", "a step before has none"))?
        }
    };
    let rows = digests(conn, run, [seq].into_iter(), may_hold)?;
    Ok(rows.into_iter().fold(before, link))
}

/// The seal that a step has.
fn kept(conn: &Connection, run: RunId, seq: Seq) -> Result<Option<Hash>, Fault> {
    let key = named_params! { ":run": run.0, ":seq": seq.0 };
    Ok(conn.prepare_cached(STEP)?.query_row(key, |row| row.get("seal")).optional()?.flatten())
}

fn beginning(conn: &Connection, run: RunId) -> Result<Hash, Fault> {
    let digest = |row: &Row<'_>| {
        let mut hasher = blake3::Hasher::new();
        add(&mut hasher, row, 0)?;
        Ok(*hasher.finalize().as_bytes())
    };
    Ok(conn.prepare_cached(BEGINNING)?.query_row(named_params! { ":run": run.0 }, digest)?)
}

fn link(before: Hash, rows: Hash) -> Hash {
    *blake3::Hasher::new().update(&before).update(&rows).finalize().as_bytes()
}

/// The hash of the rows that each step added. A row that belongs to no step is taken for one of the step after it.
///
/// - `newest_first`: steps without gaps, from the last one on.
fn digests(
    conn: &Connection,
    run: RunId,
    newest_first: impl Iterator<Item = Seq>,
    may_hold: impl Fn(&Added) -> bool,
) -> Result<Vec<Hash>, Fault> {
    let held: Vec<&Added> = ADDED.iter().filter(|added| may_hold(added)).collect();
    let statements = held.iter().map(|added| conn.prepare_cached(added.rows));
    let mut statements: Vec<CachedStatement<'_>> = statements.collect::<Result<_, _>>()?;
    let tables = statements.iter_mut().map(|statement| statement.query(named_params! { ":run": run.0 }));
    let mut tables = tables.collect::<Result<Vec<_>, _>>()?;
    for rows in &mut tables {
        rows.advance()?;
    }
    let mut digests = Vec::new();
    for seq in newest_first {
        let mut hasher = blake3::Hasher::new();
        for (added, rows) in held.iter().zip(&mut tables) {
            while let Some(row) = rows.get()
                && row.get::<_, Option<u32>>("seq")?.is_none_or(|of| of >= seq.0)
            {
                // With its table, so that no row passes from one to another.
                hasher.update(added.table.as_bytes());
                add(&mut hasher, row, 0)?;
                rows.advance()?;
            }
        }
        digests.push(*hasher.finalize().as_bytes());
    }
    Ok(digests)
}

/// The seal in a row's first column, and the one that the others should have.
fn kept_and_right(row: &Row<'_>) -> rusqlite::Result<(Option<Hash>, Hash)> {
    let mut hasher = blake3::Hasher::new();
    add(&mut hasher, row, 1)?;
    // What is no seal is none that is right.
    Ok((row.get(0).ok(), *hasher.finalize().as_bytes()))
}

/// Adds a row from its column `first` on, so that no two rows come to the same bytes.
fn add(hasher: &mut blake3::Hasher, row: &Row<'_>, first: usize) -> rusqlite::Result<()> {
    for column in first..row.as_ref().column_count() {
        match row.get_ref(column)? {
            ValueRef::Null => hasher.update(b"n"),
            ValueRef::Integer(number) => hasher.update(b"i").update(&number.to_le_bytes()),
            ValueRef::Real(number) => hasher.update(b"r").update(&number.to_le_bytes()),
            ValueRef::Text(bytes) => text(hasher, b"t", bytes),
            ValueRef::Blob(bytes) => text(hasher, b"b", bytes),
        };
    }
    hasher.update(b";");
    Ok(())
}

fn text<'h>(hasher: &'h mut blake3::Hasher, kind: &[u8], bytes: &[u8]) -> &'h mut blake3::Hasher {
    hasher.update(kind).update(&(bytes.len() as u64).to_le_bytes()).update(bytes)
}

fn put_step(conn: &Connection, run: RunId, seq: Seq, seal: Hash) -> Result<(), Fault> {
    let values = named_params! { ":run": run.0, ":seq": seq.0, ":seal": seal };
    conn.prepare_cached(PUT_STEP)?.execute(values)?;
    Ok(())
}

fn put_resumption(conn: &Connection, run: RunId, number: u32, seal: Hash) -> Result<(), Fault> {
    let values = named_params! { ":run": run.0, ":number": number, ":seal": seal };
    conn.prepare_cached(PUT_RESUMPTION)?.execute(values)?;
    Ok(())
}
