//! Curation: the handful of evidence that matters for the next step, within a budget of tokens.
//!
//! What is fetched is bounded, however long the run is; what is chosen of it is decided by [`select`], which is pure.
//! Nothing is changed: evidence that is shown by its summary stays in the ledger as it is.

mod select;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use kinglet_domain::evidence::{EvidenceId, Kind, RunId, Status};
use kinglet_domain::unit::Tokens;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use serde::{Deserialize, Serialize};

use self::select::{Candidate, Choice, Nearness, select};
use crate::error::Fault;
use crate::evidence::EvidenceRow;
use crate::plan::{self, NodeId};
use crate::step::Seq;

/// The most that is fetched of each group.
const FETCHED: u32 = 16;
/// The most decisions that are looked at for one that is about the subject.
const LOOKED_AT: u32 = 128;
/// The most of them that are wanted: what was chosen tells less of the code than the code.
const DECIDED: usize = 4;
/// The most nodes above the one in question.
const ABOVE: u32 = 8;
/// The bytes of an id and of the marks around it.
const HEAD: usize = 12;

/// Where the index is named, SQLite would rather go through all of the run, in the hope of finding enough soon.
macro_rules! select {
    () => {
        "SELECT run, number, seq, episode, node, kind, origin, status, subject, summary, content_hash, encoding, content
        FROM evidence
        "
    };
}

/// Neither what kinglet chose, nor what it took back, nor what was wrong with a reply tells anything of the code.
/// The `+` keeps SQLite from looking the kinds up in an index, one after the other, and sorting all that it finds.
macro_rules! tells {
    () => {
        " AND (+kind IN ('file_read', 'test_result', 'shell_output', 'symbol_lookup')
               OR +kind = 'edit_applied' AND status = 'passed' OR +kind = 'decision' AND origin = 'model')
        ORDER BY number DESC LIMIT :limit"
    };
}

const FAILED: &str = concat!(
    select!(),
    "INDEXED BY evidence_of_kind
    WHERE run = :run AND kind = 'test_result' AND status = 'failed' ORDER BY number DESC LIMIT :limit"
);
const OF_NODE: &str =
    concat!(select!(), "INDEXED BY evidence_of_node WHERE run = :run AND node = :node", tells!());
const OF_RUN: &str = concat!(select!(), "WHERE run = :run", tells!());
/// For each status by itself, because that is what the index is sorted by.
const DECISIONS: &str = "
    SELECT number, subject FROM evidence INDEXED BY evidence_of_kind
    WHERE run = :run AND kind = 'decision' AND status = :status ORDER BY number DESC LIMIT :limit";
const ONE: &str = concat!(select!(), "WHERE run = :run AND number = :number");
/// From one path to the next, so that it costs nothing how often each was edited.
const EDITED: &str = "
    WITH RECURSIVE edited (path) AS (
        SELECT min(path) FROM edits WHERE run = :run
        UNION ALL
        SELECT (SELECT min(path) FROM edits WHERE run = :run AND path > edited.path) FROM edited
        WHERE path IS NOT NULL)
    SELECT path FROM edited WHERE path IS NOT NULL";
/// Whether a file is something else than before the first of some edits: one that was taken back changes nothing.
const CHANGED_SINCE: &str = "
    SELECT before_hash IS NOT (
        SELECT after_hash FROM edits WHERE run = :run AND path = :path ORDER BY seq DESC, number DESC LIMIT 1)
    FROM edits WHERE run = :run AND path = :path AND seq >= :seq ORDER BY seq, number LIMIT 1";

/// What evidence is wanted for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The node of the plan that is worked on; `None` takes the newest evidence, whatever it is for.
    pub node: Option<NodeId>,
    /// What is worked on: decisions about this path are wanted. `None` wants none.
    pub subject: Option<&'a str>,
    /// The most tokens that all picks together may have, each 3.5 bytes being taken for one: what makes a prompt of
    /// them counts more exactly.
    pub budget: Tokens,
    /// What the question before this one showed, where one question follows on another; `None` for one that stands
    /// alone. What was shown stays as it was while there is room for what is new, so that a model's cache of what it read
    /// stays good.
    pub before: Option<&'a [Excerpt]>,
}

/// A piece of evidence as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Its id.
    pub id: EvidenceId,
    /// Whether all of it was shown, rather than its summary.
    pub is_whole: bool,
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
    /// How long that is, with a line that says what it is.
    pub tokens: Tokens,
}

impl Curated {
    /// What is shown, for the question that follows.
    #[must_use]
    pub fn excerpts(&self) -> Vec<Excerpt> {
        let excerpt = |pick: &Pick| Excerpt { id: pick.id, is_whole: pick.shown == Shown::Whole };
        self.picks.iter().map(excerpt).collect()
    }
}

/// How much of a piece of evidence is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// All of its content.
    Whole,
    /// Its summary: there is no room for more, or there is nothing more.
    Summary,
    /// Its summary: what it shows has changed since.
    Stale,
}

/// A piece of evidence with all that is needed to choose and to show it.
struct Found {
    row: EvidenceRow,
    nearness: Nearness,
    reason: String,
    /// Whether it shows what is no longer so.
    is_stale: bool,
}

impl Found {
    /// What two pieces of evidence have in common that tell the same.
    fn says(&self) -> (Kind, &str, &str) {
        let evidence = &self.row.evidence;
        (evidence.kind, &evidence.subject, &evidence.content)
    }
}

/// Picks the evidence that matters for the next step. The run and the node must be there.
pub(crate) fn curate(conn: &Connection, run: RunId, request: &Request<'_>) -> Result<Curated, Fault> {
    let edited = Edited::of(conn, run)?;
    let found = fetch(conn, run, request, &edited)?;
    let mut candidates = Vec::with_capacity(found.len());
    for one in found.values() {
        let evidence = &one.row.evidence;
        // What a check said is in its summary; all that it printed drowns it.
        let is_told = evidence.kind == Kind::TestResult;
        let is_shown = !one.is_stale && !is_told && !evidence.content.is_empty();
        candidates.push(Candidate {
            id: one.row.id,
            seq: one.row.seq,
            nearness: one.nearness,
            summary: estimate(&one.row, &evidence.summary),
            whole: is_shown.then(|| estimate(&one.row, &evidence.content)),
        });
    }
    let found: Vec<Found> = found.into_values().collect();
    let pick = |choice: Choice| {
        let Found { row, reason, is_stale, .. } = found.get(choice.index)?;
        let shown = match (choice.is_whole, is_stale) {
            (true, _) => Shown::Whole,
            (false, true) => Shown::Stale,
            (false, false) => Shown::Summary,
        };
        let (row, reason) = (row.clone(), reason.clone());
        Some(Pick { id: row.id, row, reason, shown, tokens: choice.tokens })
    };
    let picks: Vec<Pick> =
        select(&candidates, request.before, request.budget).into_iter().filter_map(pick).collect();
    let tokens = picks.iter().map(|pick| pick.tokens).sum();
    Ok(Curated { picks, tokens })
}

/// One piece of evidence; `None` if there is none with this number.
pub(crate) fn one(conn: &Connection, run: RunId, id: EvidenceId) -> Result<Option<EvidenceRow>, Fault> {
    Ok(rows(conn, ONE, named_params! { ":run": run.0, ":number": id.0 })?.pop())
}

/// What may matter, each once, for the nearest reason.
fn fetch(
    conn: &Connection,
    run: RunId,
    request: &Request<'_>,
    edited: &Edited<'_>,
) -> Result<BTreeMap<EvidenceId, Found>, Fault> {
    let mut found = BTreeMap::new();
    let mut add = |row: EvidenceRow, nearness, reason: &dyn Fn() -> String| {
        if let Entry::Vacant(place) = found.entry(row.id) {
            let is_stale = edited.outdates(&row)?;
            // What the check said of code that is not there misleads, even in a line.
            if is_stale && row.evidence.kind == Kind::TestResult {
                return Ok(());
            }
            place.insert(Found { row, nearness, reason: reason(), is_stale });
        }
        Ok::<_, Fault>(())
    };
    for row in rows(conn, FAILED, named_params! { ":run": run.0, ":limit": FETCHED })? {
        // That of an edit which was taken back is no longer so.
        if !edited.outdates(&row)? {
            add(row, Nearness::LastFailure, &|| "the last test result that failed".to_owned())?;
            break;
        }
    }
    let way = request.node.map_or_else(|| Ok(Vec::new()), |node| plan::way_up(conn, run, node, ABOVE))?;
    let of_node = |node: &NodeId| {
        rows(conn, OF_NODE, named_params! { ":run": run.0, ":node": node.0, ":limit": FETCHED })
    };
    let mut way = (0_u32..).zip(&way);
    match way.next() {
        Some((_, own)) => {
            for row in of_node(own)? {
                add(row, Nearness::Own, &|| format!("found out for {own}, which is worked on"))?;
            }
        }
        None => {
            for row in rows(conn, OF_RUN, named_params! { ":run": run.0, ":limit": FETCHED })? {
                add(row, Nearness::Own, &|| "the newest of the run".to_owned())?;
            }
        }
    }
    if let Some(subject) = request.subject {
        for id in decisions(conn, run, subject)? {
            for row in rows(conn, ONE, named_params! { ":run": run.0, ":number": id.0 })? {
                add(row, Nearness::Decision, &|| format!("a decision about {subject}"))?;
            }
        }
    }
    for (distance, node) in way {
        for row in of_node(node)? {
            add(row, Nearness::Above(distance), &|| format!("found out for {node}, above it in the plan"))?;
        }
    }
    let before = request.before.unwrap_or_default();
    for excerpt in before {
        for row in rows(conn, ONE, named_params! { ":run": run.0, ":number": excerpt.id.0 })? {
            add(row, Nearness::Own, &|| "shown before".to_owned())?;
        }
    }
    leave_out_repeated(&mut found, before);
    Ok(found)
}

/// Leaves out what says the same as something that was shown before and still holds: a survey finds most of it again.
fn leave_out_repeated(found: &mut BTreeMap<EvidenceId, Found>, before: &[Excerpt]) {
    let is_shown = |it: &Found| before.iter().any(|excerpt| excerpt.id == it.row.id);
    let repeated: Vec<EvidenceId> = {
        let holds = |it: &&Found| is_shown(it) && !it.is_stale && !it.row.evidence.content.is_empty();
        let known: Vec<_> = found.values().filter(holds).map(Found::says).collect();
        let new = found.values().filter(|it| !is_shown(it));
        new.filter(|it| known.contains(&it.says())).map(|it| it.row.id).collect()
    };
    found.retain(|id, _| !repeated.contains(id));
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
    found.truncate(DECIDED);
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

/// The files that a run has edited.
struct Edited<'c> {
    conn: &'c Connection,
    run: RunId,
    paths: Vec<String>,
}

impl<'c> Edited<'c> {
    fn of(conn: &'c Connection, run: RunId) -> Result<Self, Fault> {
        let mut statement = conn.prepare_cached(EDITED)?;
        let paths = statement.query_map(named_params! { ":run": run.0 }, |row| row.get("path"))?;
        Ok(Self { conn, run, paths: paths.collect::<Result<_, _>>()? })
    }

    /// Whether a row shows what has changed since: the files that it is about; any file, for what the check or a search
    /// of all files said. What somebody said or chose does not grow old.
    fn outdates(&self, row: &EvidenceRow) -> Result<bool, Fault> {
        let evidence = &row.evidence;
        let is_any = match evidence.kind {
            Kind::FileRead | Kind::SymbolLookup => false,
            // A search that shows nothing has no files.
            Kind::TestResult | Kind::ShellOutput => true,
            Kind::Diagnostic | Kind::EditApplied | Kind::Decision => return Ok(false),
        };
        for path in &self.paths {
            let is_shown = is_any || evidence.subject.split(", ").any(|shown| shown == path);
            if is_shown && self.is_changed(path, row.seq)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Edits are recorded before they are written, so one of the same step came after what was read.
    fn is_changed(&self, path: &str, since: Seq) -> Result<bool, Fault> {
        let key = named_params! { ":run": self.run.0, ":path": path, ":seq": since.0 };
        let changed = self.conn.prepare_cached(CHANGED_SINCE)?.query_row(key, |row| row.get(0)).optional()?;
        Ok(changed.unwrap_or(false))
    }
}

/// The tokens of a row that is shown by this body: 3.5 bytes each, rounded up.
fn estimate(row: &EvidenceRow, body: &str) -> Tokens {
    let evidence = &row.evidence;
    let head = [evidence.kind.name(), evidence.status.name(), &evidence.subject].map(str::len);
    let length = head.iter().sum::<usize>().saturating_add(HEAD).saturating_add(body.len());
    Tokens(u32::try_from(length.saturating_mul(2).div_ceil(7)).unwrap_or(u32::MAX))
}
