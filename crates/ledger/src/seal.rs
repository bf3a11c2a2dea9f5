//! Seals: hashes over whole rows, so that no column changes unnoticed.
//!
//! The seal of a step covers all rows that it added and the seal of the step before; that of the first step, how the run
//! began. It stands in the cursor, which each step replaces, and with the next step in that step's row, so that no row
//! is written twice. How a run ended and that it was taken up again are no steps, and have seals of their own. What
//! differs from one ledger to another is not covered: the numbers of runs, and how content is compressed, whose hash is.
//!
//! A seal shows damage. It is no signature: who can write to the file can make new ones.

use kinglet_domain::evidence::RunId;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, Row, named_params};

use crate::commit::{Source, Step};
use crate::error::Fault;
use crate::step::Seq;
use crate::verify::Finding;

/// What a step adds to a table. Its own row is not among this: it is at hand without a look at the table.
///
/// What the seals in a released schema are made of, and in which order, never changes.
struct Added {
    table: &'static str,
    /// Whether it adds anything.
    is_any: fn(&Step<'_>) -> bool,
    /// The rows, newest first; the first column is the step.
    rows: &'static str,
}

const ADDED: [Added; 9] = [
    Added {
        table: "episodes",
        is_any: |step| matches!(step.source, Source::New(_)),
        rows: "
            SELECT seq, number, role, about, model, backend, finish, temperature, top_p, seed, prompt_tokens,
                cached_tokens, generated_tokens, prompt_ms, generate_ms, wall_ms, repairs, action, prompt_hash,
                reply
            FROM episodes WHERE run = :run ORDER BY number DESC",
    },
    Added {
        table: "prompt_parts",
        is_any: |step| matches!(step.source, Source::New(_)),
        rows: "
            SELECT (SELECT seq FROM episodes WHERE run = :run AND number = episode), episode, position,
                name, tokens, hash
            FROM prompt_parts WHERE run = :run ORDER BY episode DESC, position DESC",
    },
    Added {
        table: "evidence",
        is_any: |step| !step.evidence.is_empty(),
        rows: "
            SELECT seq, number, episode, node, kind, origin, status, subject, summary, size, content_hash
            FROM evidence WHERE run = :run ORDER BY number DESC",
    },
    Added {
        table: "edits",
        is_any: |step| !step.edits.is_empty(),
        rows: "
            SELECT seq, number, episode, path, before_hash, after_hash, purpose, reason
            FROM edits WHERE run = :run ORDER BY number DESC",
    },
    Added {
        table: "plan_nodes",
        is_any: |step| !step.plan.is_empty(),
        rows: "
            SELECT seq, number, parent, kind, title
            FROM plan_nodes WHERE run = :run ORDER BY number DESC",
    },
    Added {
        table: "plan_revisions",
        is_any: |step| !step.plan.is_empty(),
        rows: "
            SELECT seq, number, node, change, reason
            FROM plan_revisions WHERE run = :run ORDER BY number DESC",
    },
    Added {
        table: "citations",
        is_any: |step| !step.plan.is_empty(),
        rows: "
            SELECT (SELECT seq FROM plan_revisions WHERE run = :run AND number = revision), revision,
                evidence
            FROM citations WHERE run = :run ORDER BY revision DESC, evidence DESC",
    },
    Added {
        table: "gates",
        is_any: |step| !step.gates.is_empty(),
        rows: "
            SELECT seq, number, command, passed, evidence
            FROM gates WHERE run = :run ORDER BY number DESC",
    },
    Added {
        table: "samples",
        is_any: |step| !step.samples.is_empty(),
        rows: "
            SELECT seq, number, episode, node, about, verdict, reason
            FROM samples WHERE run = :run ORDER BY number DESC",
    },
];
const BEGINNING: &str = "
    SELECT ulid, task, check_command, root, options, started_ms FROM runs WHERE id = :run";
const STEPS: &str = "
    SELECT before_seal, seal, steps.seq AS seq, at_ms, event, intent FROM steps LEFT JOIN cursors ON cursors.run = steps.run
    WHERE steps.run = :run ORDER BY steps.seq";
const LAST: &str = "
    SELECT before_seal, seal, steps.seq AS seq, at_ms, event, intent FROM cursors JOIN steps ON steps.run = cursors.run AND steps.seq = cursors.seq
    WHERE cursors.run = :run";
const PUT_BEFORE: &str = "UPDATE steps SET before_seal = :seal WHERE run = :run AND seq = :number";
const PUT_LAST: &str = "UPDATE cursors SET seal = :seal WHERE run = :run AND seq = :number";
const ENDING: &str = "SELECT ended_seal, ulid, ended_ms, outcome, summary FROM runs WHERE id = :run";
const PUT_ENDING: &str = "UPDATE runs SET ended_seal = :seal WHERE id = :run AND outcome IS NOT NULL";
const RESUMPTIONS: &str = "
    SELECT seal, number, after_seq, at_ms, intent, outcome FROM resumptions WHERE run = :run ORDER BY number DESC";
const PUT_RESUMPTION: &str = "UPDATE resumptions SET seal = :seal WHERE run = :run AND number = :number";

/// A seal.
pub(crate) type Seal = [u8; 32];

/// The seal of the last step of a run, when all its rows are there.
///
/// - `before`: the seal of the step before it, or of how the run began.
pub(crate) fn of_step(
    conn: &Connection,
    run: RunId,
    (before, seq): (Seal, Seq),
    step: &Step<'_>,
) -> Result<Seal, Fault> {
    let mut own = blake3::Hasher::new();
    let intent = step.intent.map_or(ValueRef::Null, |intent| ValueRef::Text(intent.as_bytes()));
    let [seq_value, at] = [seq.0.into(), step.at.0].map(ValueRef::Integer);
    for value in [seq_value, at, ValueRef::Text(step.event.as_bytes()), intent] {
        add_value(&mut own, value);
    }
    let rows = digests(conn, run, [seq].into_iter(), |added| (added.is_any)(step))?;
    Ok(rows.into_iter().fold(before, |before, rows| link(before, *own.finalize().as_bytes(), rows)))
}

/// The seal of how a run began.
pub(crate) fn of_beginning(conn: &Connection, run: RunId) -> Result<Seal, Fault> {
    let seal = |row: &Row<'_>| {
        let mut hasher = blake3::Hasher::new();
        add(&mut hasher, row, 0)?;
        Ok(*hasher.finalize().as_bytes())
    };
    Ok(conn.prepare_cached(BEGINNING)?.query_row(named_params! { ":run": run.0 }, seal)?)
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
    let (number, seal): (u32, Seal) = conn.prepare_cached(RESUMPTIONS)?.query_row(key, with_number)?;
    put(conn, PUT_RESUMPTION, run, number, seal)
}

/// Seals a whole run that has no seals: one that was recorded by the first schema, or comes from an export.
pub(crate) fn run(conn: &Connection, run: RunId) -> Result<(), Fault> {
    let mut before = of_beginning(conn, run)?;
    for (Kept { seq, own, .. }, rows) in steps(conn, run)? {
        put(conn, PUT_BEFORE, run, seq.0, before)?;
        before = link(before, own, rows);
        // Nothing but where the run stands.
        put(conn, PUT_LAST, run, seq.0, before)?;
    }
    for (number, _, right) in resumptions(conn, run)? {
        put(conn, PUT_RESUMPTION, run, number, right)?;
    }
    ending(conn, run)
}

/// Everything in a run that does not have its seal.
pub(crate) fn broken(conn: &Connection, run: RunId) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    let begun = of_beginning(conn, run)?;
    let mut steps = steps(conn, run)?.into_iter().peekable();
    while let Some((kept, rows)) = steps.next() {
        let seal = steps.peek().map_or(kept.last, |(next, _)| next.before);
        let follows = kept.before.is_some_and(|before| seal == Some(link(before, kept.own, rows)));
        if !follows || kept.seq == Seq::FIRST && kept.before != Some(begun) {
            findings.push(Finding::Step { run, seq: kept.seq });
        }
    }
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
        Some(finding) => Err(damaged(finding)),
    }
}

/// Refuses a last step that does not have its seal. How long the run is costs nothing.
pub(crate) fn confirm_last(conn: &Connection, run: RunId, seq: Seq) -> Result<(), Fault> {
    let kept = conn.prepare_cached(LAST)?.query_row(named_params! { ":run": run.0 }, Kept::from_row)?;
    let rows = digests(conn, run, [seq].into_iter(), |_added| true)?.into_iter().next();
    let parts = kept.before.zip(rows);
    let right = parts.map(|(before, rows)| link(before, kept.own, rows));
    if right.is_some() && right == kept.last { Ok(()) } else { Err(damaged(&Finding::Step { run, seq })) }
}

/// The fault of what does not have its seal: the first of perhaps many.
fn damaged(finding: &Finding) -> Fault {
    Fault::Damaged(format!("{finding}; `kinglet ledger verify` lists all that is wrong"))
}

/// A step, with the seals that are there.
struct Kept {
    seq: Seq,
    /// That of the step before.
    before: Option<Seal>,
    /// That of the last step.
    last: Option<Seal>,
    /// The hash of its own row.
    own: Seal,
}

impl Kept {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let mut own = blake3::Hasher::new();
        add(&mut own, row, 2)?;
        // What is no seal is none that is right.
        let (before, last) = (row.get("before_seal").ok(), row.get("seal").ok());
        Ok(Self { seq: Seq(row.get("seq")?), before, last, own: *own.finalize().as_bytes() })
    }
}

/// The steps of a run in order, each with the hash of its rows.
fn steps(conn: &Connection, run: RunId) -> Result<Vec<(Kept, Seal)>, Fault> {
    let mut statement = conn.prepare_cached(STEPS)?;
    let all = statement.query_map(named_params! { ":run": run.0 }, Kept::from_row)?;
    let all = all.collect::<Result<Vec<Kept>, _>>()?;
    let mut rows = digests(conn, run, all.iter().rev().map(|kept| kept.seq), |_added| true)?;
    rows.reverse();
    Ok(all.into_iter().zip(rows).collect())
}

/// The resumptions of a run, each with the seal that it has and the one that it should have.
fn resumptions(conn: &Connection, run: RunId) -> Result<Vec<(u32, Option<Seal>, Seal)>, Fault> {
    let one = |row: &Row<'_>| {
        let (kept, right) = kept_and_right(row)?;
        Ok((row.get("number")?, kept, right))
    };
    let mut statement = conn.prepare_cached(RESUMPTIONS)?;
    Ok(statement.query_map(named_params! { ":run": run.0 }, one)?.collect::<Result<_, _>>()?)
}

/// The seal of a step, from the one before, the hash of its own row and that of the rows that it added.
fn link(before: Seal, own: Seal, rows: Seal) -> Seal {
    *blake3::Hasher::new().update(&before).update(&own).update(&rows).finalize().as_bytes()
}

/// The hash of the rows that each step added. A row that belongs to no step is taken for one of the step after it.
///
/// - `newest_first`: steps without gaps, from the last one on.
fn digests(
    conn: &Connection,
    run: RunId,
    newest_first: impl Iterator<Item = Seq>,
    may_hold: impl Fn(&Added) -> bool,
) -> Result<Vec<Seal>, Fault> {
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
                && row.get::<_, Option<u32>>(0)?.is_none_or(|of| of >= seq.0)
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
fn kept_and_right(row: &Row<'_>) -> rusqlite::Result<(Option<Seal>, Seal)> {
    let mut hasher = blake3::Hasher::new();
    add(&mut hasher, row, 1)?;
    // What is no seal is none that is right.
    Ok((row.get(0).ok(), *hasher.finalize().as_bytes()))
}

/// Adds a row from its column `first` on, so that no two rows come to the same bytes.
fn add(hasher: &mut blake3::Hasher, row: &Row<'_>, first: usize) -> rusqlite::Result<()> {
    for column in first..row.as_ref().column_count() {
        add_value(hasher, row.get_ref(column)?);
    }
    Ok(())
}

fn add_value(hasher: &mut blake3::Hasher, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => hasher.update(b"n"),
        ValueRef::Integer(number) => hasher.update(b"i").update(&number.to_le_bytes()),
        ValueRef::Real(number) => hasher.update(b"r").update(&number.to_le_bytes()),
        ValueRef::Text(bytes) => text(hasher, b"t", bytes),
        ValueRef::Blob(bytes) => text(hasher, b"b", bytes),
    };
}

fn text<'h>(hasher: &'h mut blake3::Hasher, kind: &[u8], bytes: &[u8]) -> &'h mut blake3::Hasher {
    hasher.update(kind).update(&(bytes.len() as u64).to_le_bytes()).update(bytes)
}

fn put(conn: &Connection, sql: &str, run: RunId, number: u32, seal: Seal) -> Result<(), Fault> {
    conn.prepare_cached(sql)?.execute(named_params! { ":run": run.0, ":number": number, ":seal": seal })?;
    Ok(())
}
