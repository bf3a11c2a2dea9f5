//! Curation: the handful of evidence that matters for the next step, within a budget of tokens.
//!
//! What is fetched is bounded, however long the run is; what is chosen of it is decided by [`select`], which is pure.
//! Nothing is changed: evidence that is shown by its summary stays in the ledger as it is.

mod select;

use std::collections::BTreeMap;

use kinglet_domain::evidence::{EvidenceId, Kind, RunId, Status};
use kinglet_domain::unit::Tokens;
use rusqlite::{Connection, Row, named_params};

use self::select::{Candidate, Nearness, select};
use crate::error::Fault;
use crate::evidence::EvidenceRow;
use crate::plan::{self, NodeId};

/// The most that is fetched of each group.
const FETCHED: u32 = 16;
/// The most decisions that are looked at for one that is about the subject.
const LOOKED_AT: u32 = 128;
/// The most nodes above the one in question.
const ABOVE: u32 = 8;
/// A token is rarely longer than this many bytes: content beyond the budget's does not fit and is not counted.
const LONGEST_TOKEN: u64 = 8;

macro_rules! select {
    () => {
        "SELECT run, number, seq, episode, node, kind, origin, status, subject, summary, content_hash, encoding, content
        FROM evidence
        "
    };
}

const LAST_FAILED: &str = concat!(
    select!(),
    "WHERE run = :run AND kind = 'test_result' AND status = 'failed' ORDER BY number DESC LIMIT 1"
);
const OF_NODE: &str =
    concat!(select!(), "WHERE run = :run AND node = :node ORDER BY number DESC LIMIT :limit");
const OF_RUN: &str = concat!(select!(), "WHERE run = :run ORDER BY number DESC LIMIT :limit");
/// For each status by itself, because that is what the index is sorted by.
const DECISIONS: &str = "
    SELECT number, subject FROM evidence
    WHERE run = :run AND kind = 'decision' AND status = :status ORDER BY number DESC LIMIT :limit";
const ONE: &str = concat!(select!(), "WHERE run = :run AND number = :number");
const EDITED_SINCE: &str =
    "SELECT EXISTS (SELECT 1 FROM edits WHERE run = :run AND path = :path AND seq >= :seq)";

/// What evidence is wanted for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The node of the plan that is worked on; `None` takes the newest evidence, whatever it is for.
    pub node: Option<NodeId>,
    /// What is worked on: decisions about this path are wanted. `None` wants none.
    pub subject: Option<&'a str>,
    /// The most tokens that all picks together may have.
    pub budget: Tokens,
    /// Counts the tokens of a text; without it, each 3.5 bytes are taken to be one.
    pub count: Option<&'a dyn Fn(&str) -> Tokens>,
}

/// The evidence that matters, in the order in which it should be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curated {
    /// What was picked: first the last failing test result, then from near to far, and the newest first.
    pub picks: Vec<Pick>,
    /// How long their texts are together; never more than the budget.
    pub tokens: Tokens,
}

/// A piece of evidence that was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Its id.
    pub id: EvidenceId,
    /// All of it.
    pub row: EvidenceRow,
    /// Why it was picked, in words.
    pub reason: String,
    /// How much of it is shown.
    pub shown: Shown,
    /// What is to be shown: a line that says what it is, and its content or its summary.
    pub text: String,
    /// How long that is.
    pub tokens: Tokens,
}

/// How much of a piece of evidence is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// All of its content.
    Whole,
    /// Its summary: there is no room for more, or there is nothing more.
    Summary,
    /// Its summary: the file that it shows was edited since.
    Stale,
}

/// A piece of evidence with all that is needed to choose and to show it.
struct Found {
    row: EvidenceRow,
    nearness: Nearness,
    reason: String,
}

/// Picks the evidence that matters for the next step. The run and the node must be there.
pub(crate) fn curate(conn: &Connection, run: RunId, request: &Request<'_>) -> Result<Curated, Fault> {
    let found = fetch(conn, run, request)?;
    let mut texts = Vec::with_capacity(found.len());
    let mut candidates = Vec::with_capacity(found.len());
    for one in found.values() {
        let is_stale = is_stale(conn, run, &one.row)?;
        let summary = text(&one.row, is_stale, &one.row.evidence.summary);
        let content = one.row.evidence.content.as_str();
        let may_fit = content.len() as u64 <= u64::from(request.budget.0) * LONGEST_TOKEN;
        let whole = (!is_stale && !content.is_empty() && may_fit).then(|| text(&one.row, is_stale, content));
        candidates.push(Candidate {
            id: one.row.id,
            nearness: one.nearness,
            summary: count(request, &summary),
            whole: whole.as_deref().map(|text| count(request, text)),
        });
        texts.push((one, is_stale, summary, whole));
    }
    let chosen = select(&candidates, request.budget);
    let picks: Vec<Pick> = chosen
        .into_iter()
        .filter_map(|choice| {
            let (one, is_stale, summary, whole) = texts.get(choice.index)?;
            let (shown, text) = match whole {
                Some(whole) if choice.is_whole => (Shown::Whole, whole),
                _ => (if *is_stale { Shown::Stale } else { Shown::Summary }, summary),
            };
            let reason = one.reason.clone();
            Some(Pick {
                id: one.row.id,
                row: one.row.clone(),
                reason,
                shown,
                text: text.clone(),
                tokens: choice.tokens,
            })
        })
        .collect();
    let tokens = picks.iter().map(|pick| pick.tokens).sum();
    Ok(Curated { picks, tokens })
}

/// One piece of evidence; `None` if there is none with this number.
pub(crate) fn one(conn: &Connection, run: RunId, id: EvidenceId) -> Result<Option<EvidenceRow>, Fault> {
    Ok(rows(conn, ONE, named_params! { ":run": run.0, ":number": id.0 })?.pop())
}

/// What may matter, each once, for the nearest reason.
fn fetch(conn: &Connection, run: RunId, request: &Request<'_>) -> Result<BTreeMap<EvidenceId, Found>, Fault> {
    let mut found = BTreeMap::new();
    let mut add = |row: EvidenceRow, nearness, reason: &dyn Fn() -> String| {
        found.entry(row.id).or_insert_with(|| Found { row, nearness, reason: reason() });
    };
    for row in rows(conn, LAST_FAILED, named_params! { ":run": run.0 })? {
        add(row, Nearness::LastFailure, &|| "the last test result that failed".to_owned());
    }
    let way = request.node.map_or_else(|| Ok(Vec::new()), |node| plan::way_up(conn, run, node, ABOVE))?;
    let of_node = |node: &NodeId| {
        rows(conn, OF_NODE, named_params! { ":run": run.0, ":node": node.0, ":limit": FETCHED })
    };
    let mut way = (0_u32..).zip(&way);
    match way.next() {
        Some((_, own)) => {
            for row in of_node(own)? {
                add(row, Nearness::Own, &|| format!("found out for {own}, which is worked on"));
            }
        }
        None => {
            for row in rows(conn, OF_RUN, named_params! { ":run": run.0, ":limit": FETCHED })? {
                add(row, Nearness::Own, &|| "the newest of the run".to_owned());
            }
        }
    }
    if let Some(subject) = request.subject {
        for id in decisions(conn, run, subject)? {
            for row in rows(conn, ONE, named_params! { ":run": run.0, ":number": id.0 })? {
                add(row, Nearness::Decision, &|| format!("a decision about {subject}"));
            }
        }
    }
    for (distance, node) in way {
        for row in of_node(node)? {
            add(row, Nearness::Above(distance), &|| format!("found out for {node}, above it in the plan"));
        }
    }
    Ok(found)
}

fn rows(
    conn: &Connection,
    sql: &str,
    key: &[(&str, &dyn rusqlite::ToSql)],
) -> Result<Vec<EvidenceRow>, Fault> {
    conn.prepare_cached(sql)?.query_and_then(key, EvidenceRow::from_row)?.collect()
}

/// The newest decisions about a path, or about one that lies beneath it.
fn decisions(conn: &Connection, run: RunId, subject: &str) -> Result<Vec<EvidenceId>, Fault> {
    let mut statement = conn.prepare_cached(DECISIONS)?;
    let mut found = Vec::new();
    for status in [Status::Passed, Status::Failed, Status::Neutral] {
        let key = named_params! { ":run": run.0, ":status": status.name(), ":limit": LOOKED_AT };
        let row =
            |row: &Row<'_>| Ok::<_, Fault>((row.get::<_, u32>("number")?, row.get::<_, String>("subject")?));
        for decision in statement.query_and_then(key, row)? {
            let (number, about) = decision?;
            if is_about(&about, subject) {
                found.push(EvidenceId(number));
            }
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(FETCHED as usize);
    Ok(found)
}

/// Whether one of the paths in a list is this one, or lies beneath it.
fn is_about(list: &str, subject: &str) -> bool {
    let wanted = subject.trim_end_matches('/');
    list == subject
        || list.split(", ").any(|path| {
            path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
}

/// Whether a row shows a file that was edited since. Edits are recorded before they are written, so one of the same
/// step came after what was read.
fn is_stale(conn: &Connection, run: RunId, row: &EvidenceRow) -> Result<bool, Fault> {
    if row.evidence.kind != Kind::FileRead {
        return Ok(false);
    }
    let mut statement = conn.prepare_cached(EDITED_SINCE)?;
    for path in row.evidence.subject.split(", ") {
        let key = named_params! { ":run": run.0, ":path": path, ":seq": row.seq.0 };
        if statement.query_row(key, |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is shown of a row.
fn text(row: &EvidenceRow, is_stale: bool, body: &str) -> String {
    let evidence = &row.evidence;
    let status = match evidence.status {
        Status::Neutral => String::new(),
        told => format!(" {told}"),
    };
    let stale = if is_stale { " (edited since: read it again)" } else { "" };
    format!("{} {}{status} {}{stale}\n{}\n", row.id, evidence.kind, evidence.subject, body.trim_end())
}

fn count(request: &Request<'_>, text: &str) -> Tokens {
    request.count.map_or_else(|| estimate(text), |count| count(text))
}

/// 3.5 bytes a token, rounded up.
fn estimate(text: &str) -> Tokens {
    Tokens(u32::try_from(text.len().saturating_mul(2).div_ceil(7)).unwrap_or(u32::MAX))
}
