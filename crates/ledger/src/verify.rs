//! Proof that a ledger is what it says: every invariant, over all of its rows.

mod finding;

use std::collections::BTreeMap;

use kinglet_domain::evidence::{EvidenceId, RunId};
use rusqlite::{Connection, Row};

pub use self::finding::Finding;
use crate::blob;
use crate::content::decoded;
use crate::episode::EpisodeId;
use crate::error::Fault;
use crate::plan::NodeId;
use crate::row::verified_text;
use crate::step::Seq;
use crate::{connection, episode, gate, plan, prompt, resumption, run, sample, seal, step};

/// The first number of each run's rows that is not the one after the last.
macro_rules! gaps {
    ($table:literal, $number:literal, $within:literal) => {
        (
            $table,
            concat!(
                "SELECT run, min(number) AS number FROM (SELECT run, ",
                $number,
                " AS number,
                    row_number() OVER (PARTITION BY ",
                $within,
                " ORDER BY ",
                $number,
                ") AS place FROM ",
                $table,
                ")
                WHERE number <> place GROUP BY run"
            ),
        )
    };
}

const GAPS: [(&str, &str); 10] = [
    gaps!("steps", "seq", "run"),
    gaps!("episodes", "number", "run"),
    gaps!("prompt_parts", "position", "run, episode"),
    gaps!("evidence", "number", "run"),
    gaps!("edits", "number", "run"),
    gaps!("plan_nodes", "number", "run"),
    gaps!("plan_revisions", "number", "run"),
    gaps!("gates", "number", "run"),
    gaps!("samples", "number", "run"),
    gaps!("resumptions", "number", "run"),
];

/// The first of each run's rows that an earlier step recorded than the row before it.
macro_rules! disorder {
    ($table:literal) => {
        (
            $table,
            concat!(
                "SELECT run, min(number) AS number FROM (SELECT run, number, seq,
                    lag(seq) OVER (PARTITION BY run ORDER BY number) AS before FROM ",
                $table,
                ")
                WHERE before > seq GROUP BY run"
            ),
        )
    };
}

const DISORDER: [(&str, &str); 7] = [
    disorder!("episodes"),
    disorder!("evidence"),
    disorder!("edits"),
    disorder!("plan_nodes"),
    disorder!("plan_revisions"),
    disorder!("gates"),
    disorder!("samples"),
];

const NO_TREE: &str = "
    SELECT run, number FROM plan_nodes AS node
    WHERE (parent IS NULL) <> (number = 1) OR parent >= number
        OR parent IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM plan_nodes AS above WHERE above.run = node.run AND above.number = node.parent)";
const NO_HISTORY: &str = "
    SELECT run, number FROM plan_nodes AS node
    WHERE NOT EXISTS (SELECT 1 FROM plan_revisions AS revision
                      WHERE revision.run = node.run AND node = node.number)
    UNION
    SELECT run, node FROM (
        SELECT run, node, change, lag(change) OVER (PARTITION BY run, node ORDER BY number) AS before
        FROM plan_revisions)
    WHERE CASE WHEN before IS NULL THEN change <> 'spawned'
               WHEN before IN ('spawned', 'reopened') THEN change IN ('spawned', 'reopened')
               ELSE change <> 'reopened' END";
const NOT_THERE: &str = "
    SELECT run, revision, evidence FROM citations
    WHERE NOT EXISTS (SELECT 1 FROM evidence
                      WHERE evidence.run = citations.run AND evidence.number = citations.evidence)";
const TOO_LATE: &str = "
    SELECT citations.run AS run, revision, evidence FROM citations
    JOIN plan_revisions ON plan_revisions.run = citations.run AND plan_revisions.number = revision
    JOIN evidence ON evidence.run = citations.run AND evidence.number = citations.evidence
    WHERE evidence.seq > plan_revisions.seq";
const UNOBSERVED: &str = "
    SELECT run, number FROM plan_revisions AS revision
    WHERE change IN ('resolved', 'refuted') AND NOT EXISTS (
        SELECT 1 FROM citations JOIN evidence
            ON evidence.run = citations.run AND evidence.number = citations.evidence
        WHERE citations.run = revision.run AND citations.revision = revision.number AND origin = 'harness' AND (
            kind = 'test_result' OR kind = 'edit_applied' AND status = 'passed'
            OR kind IN ('file_read', 'shell_output', 'symbol_lookup') AND status <> 'failed'))";
const NO_IMAGE: &str = "
    SELECT run, number FROM edits
    WHERE before_hash NOT IN (SELECT hash FROM blobs) OR after_hash NOT IN (SELECT hash FROM blobs)";
const UNPROVEN: &str = "
    SELECT id AS run FROM runs
    WHERE outcome = 'done' AND check_command <> '' AND NOT EXISTS (
        SELECT 1 FROM gates WHERE run = id AND passed AND seq > coalesce(
            (SELECT max(seq) FROM edits WHERE run = id AND purpose <> 'undo'), 0))";
const CONTRADICTED: &str = "
    SELECT gates.run AS run, gates.number AS number FROM gates
    JOIN evidence ON evidence.run = gates.run AND evidence.number = gates.evidence
    WHERE kind <> 'test_result' OR passed <> (status = 'passed')";
const CURSORS: &str = "
    SELECT id AS run, (SELECT seq FROM cursors WHERE run = id) AS seq,
        (SELECT max(seq) FROM steps WHERE run = id) AS last
    FROM runs WHERE seq IS NOT last OR seq IS NULL";
const RESUMPTIONS: &str = "
    SELECT resumptions.run AS run, number FROM resumptions
    JOIN steps ON steps.run = resumptions.run AND seq = after_seq
    WHERE resumptions.intent IS NOT steps.intent";
const STATES: &str = "SELECT run, state, state_hash FROM cursors";
const CONTENTS: &str = "SELECT run, number, size, content_hash, encoding, content FROM evidence";
const IMAGES: &str = "SELECT hash, bytes, encoding FROM blobs";
const PROMPTS: &str = "SELECT run, number, prompt_hash FROM episodes";
const RULES: &str = "
    SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

type Check = fn(&Connection, &mut Vec<Finding>) -> Result<(), Fault>;

const CHECKS: [Check; 10] =
    [structure, rules, references, numbers, readable, seals, tree, proof, bytes, places];

/// Looks at everything and returns all that is wrong. What cannot even be read is a finding, too.
pub(crate) fn verify(conn: &Connection) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in CHECKS {
        if let Err(fault) = check(conn, &mut findings) {
            findings.push(Finding::Unreadable { detail: said(fault) });
        }
    }
    findings
}

/// SQLite's own account of its pages, indices and constraints.
fn structure(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let detail = line?;
        if detail != "ok" {
            findings.push(Finding::Structure { detail });
        }
    }
    Ok(())
}

/// Tables, indices and triggers are those of the migrations.
fn rules(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let rules = |conn: &Connection| {
        let mut statement = conn.prepare(RULES)?;
        let pair = |row: &Row<'_>| Ok((row.get("name")?, row.get("sql")?));
        let pairs = statement.query_map([], pair)?.collect::<Result<BTreeMap<String, String>, _>>()?;
        Ok::<_, Fault>(pairs)
    };
    let (found, wanted) = (rules(conn)?, rules(&connection::empty()?)?);
    for (name, sql) in &wanted {
        if found.get(name) != Some(sql) {
            findings.push(Finding::Rule { name: name.clone() });
        }
    }
    findings.extend(
        found.into_keys().filter(|name| !wanted.contains_key(name)).map(|name| Finding::Rule { name }),
    );
    Ok(())
}

fn references(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let pair = |row: &Row<'_>| Ok(Finding::Reference { table: row.get("table")?, to: row.get("parent")? });
    for finding in statement.query_map([], pair)? {
        let finding = finding?;
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    Ok(())
}

fn numbers(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    for (table, sql) in GAPS {
        each(conn, sql, findings, |row| {
            Ok(Finding::Gap { run: run_of(row)?, table, number: row.get("number")? })
        })?;
    }
    for (table, sql) in DISORDER {
        each(conn, sql, findings, |row| {
            Ok(Finding::Disorder { run: run_of(row)?, table, number: row.get("number")? })
        })?;
    }
    Ok(())
}

/// Each value is one that kinglet writes.
fn readable(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    for run in run::all(conn)?.into_iter().map(|row| row.id) {
        let all = [
            step::of_run(conn, run).err(),
            episode::of_run(conn, run).err(),
            plan::nodes(conn, run).err(),
            plan::revisions(conn, run).err(),
            gate::of_run(conn, run).err(),
            sample::of_run(conn, run).err(),
            resumption::of_run(conn, run).err(),
        ];
        findings.extend(all.into_iter().flatten().map(|fault| Finding::Unreadable { detail: said(fault) }));
    }
    Ok(())
}

/// Each row is as it was recorded.
fn seals(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    for run in run::all(conn)? {
        match seal::broken(conn, run.id) {
            Ok(broken) => findings.extend(broken),
            Err(fault) => findings.push(Finding::Unreadable { detail: said(fault) }),
        }
    }
    Ok(())
}

fn tree(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let node = |row: &Row<'_>| row.get("number").map(NodeId);
    let cited = |row: &Row<'_>| row.get("evidence").map(EvidenceId);
    each(conn, NO_TREE, findings, |row| Ok(Finding::NoTree { run: run_of(row)?, node: node(row)? }))?;
    each(conn, NO_HISTORY, findings, |row| Ok(Finding::NoHistory { run: run_of(row)?, node: node(row)? }))?;
    each(conn, NOT_THERE, findings, |row| {
        Ok(Finding::NotThere { run: run_of(row)?, revision: row.get("revision")?, evidence: cited(row)? })
    })?;
    each(conn, TOO_LATE, findings, |row| {
        Ok(Finding::TooLate { run: run_of(row)?, revision: row.get("revision")?, evidence: cited(row)? })
    })?;
    each(conn, UNOBSERVED, findings, |row| {
        Ok(Finding::Unobserved { run: run_of(row)?, revision: row.get("number")? })
    })
}

fn proof(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    each(conn, UNPROVEN, findings, |row| Ok(Finding::Unproven { run: run_of(row)? }))?;
    each(conn, CONTRADICTED, findings, |row| {
        Ok(Finding::Contradicted { run: run_of(row)?, gate: row.get("number")? })
    })
}

/// Everything that has a hash has the one with which it was stored.
fn bytes(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    each(conn, NO_IMAGE, findings, |row| {
        Ok(Finding::NoImage { run: run_of(row)?, edit: row.get("number")? })
    })?;
    maybe(conn, IMAGES, findings, |row| {
        let hash: [u8; 32] = row.get("hash")?;
        let finding = Finding::Image { hash: blake3::Hash::from_bytes(hash).to_string() };
        Ok(blob::read(row, "bytes", "encoding", hash).is_err().then_some(finding))
    })?;
    maybe(conn, CONTENTS, findings, |row| {
        let (size, hash): (i64, [u8; 32]) = (row.get("size")?, row.get("content_hash")?);
        let is_sound = decoded(row, "content", "encoding")
            .is_ok_and(|bytes| i64::try_from(bytes.len()) == Ok(size) && blake3::hash(&bytes) == hash);
        let finding = Finding::Content { run: run_of(row)?, evidence: EvidenceId(row.get("number")?) };
        Ok((!is_sound).then_some(finding))
    })?;
    maybe(conn, PROMPTS, findings, |row| {
        let (run, episode) = (run_of(row)?, EpisodeId(row.get("number")?));
        let hash: [u8; 32] = row.get("prompt_hash")?;
        let is_sound =
            prompt::of_episode(conn, run, episode).is_ok_and(|sections| prompt::hash(&sections) == hash);
        Ok((!is_sound).then_some(Finding::Prompt { run, episode }))
    })?;
    maybe(conn, STATES, findings, |row| {
        let finding = Finding::State { run: run_of(row)? };
        Ok(verified_text(row, "state", "state_hash").is_err().then_some(finding))
    })
}

fn places(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    each(conn, CURSORS, findings, |row| {
        let at = row.get::<_, Option<u32>>("seq")?.map(Seq);
        Ok(Finding::Cursor { run: run_of(row)?, at, last: row.get::<_, Option<u32>>("last")?.map(Seq) })
    })?;
    each(conn, RESUMPTIONS, findings, |row| {
        Ok(Finding::Resumption { run: run_of(row)?, number: row.get("number")? })
    })
}

fn run_of(row: &Row<'_>) -> rusqlite::Result<RunId> {
    row.get("run").map(RunId)
}

/// Each row is a finding.
fn each(
    conn: &Connection,
    sql: &str,
    findings: &mut Vec<Finding>,
    finding: impl Fn(&Row<'_>) -> rusqlite::Result<Finding>,
) -> Result<(), Fault> {
    maybe(conn, sql, findings, |row| finding(row).map(Some))
}

/// Each row may be a finding.
fn maybe(
    conn: &Connection,
    sql: &str,
    findings: &mut Vec<Finding>,
    finding: impl Fn(&Row<'_>) -> rusqlite::Result<Option<Finding>>,
) -> Result<(), Fault> {
    let mut statement = conn.prepare(sql)?;
    for found in statement.query_map([], |row| finding(row))? {
        findings.extend(found?);
    }
    Ok(())
}

fn said(fault: Fault) -> String {
    match fault {
        Fault::Sqlite(error) => error.to_string(),
        Fault::Damaged(detail) => detail,
        Fault::Plain(error) => error.to_string(),
    }
}
