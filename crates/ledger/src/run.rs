//! The table `runs`: tasks that were given, and how they ended.

use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use rusqlite::{Connection, Row, named_params};

use crate::commit::Ending;
use crate::error::{Error, Fault};
use crate::row::{Names, damaged, name_of, named};
use crate::seal;

pub(crate) const INSERT: &str = "
    INSERT INTO runs (ulid, task, check_command, root, options, started_ms)
    VALUES (:ulid, :task, :check_command, :root, :options, :started_ms) RETURNING id";
pub(crate) const END: &str = "
    UPDATE runs SET ended_ms = :ended_ms, outcome = :outcome, summary = :summary WHERE id = :id";
const ALL: &str = "SELECT * FROM runs ORDER BY id";
const ONE: &str = "SELECT * FROM runs WHERE id = :id";
const LATEST_ID: &str = "SELECT max(id) FROM runs";
const BY_ULID: &str = "SELECT * FROM runs WHERE substr(ulid, 1, length(:prefix)) = :prefix ORDER BY id";

const OUTCOMES: &Names<OutcomeName> = &[
    (OutcomeName::Done, "done"),
    (OutcomeName::NothingToDo, "nothing_to_do"),
    (OutcomeName::NotDone, "not_done"),
    (OutcomeName::Interrupted, "interrupted"),
];

/// A run that is about to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRun<'a> {
    /// Its id the world over: a ULID of 26 characters in upper case.
    pub ulid: &'a str,
    /// What the user asked for.
    pub task: &'a str,
    /// The command that decides whether it is done.
    pub check: &'a str,
    /// The repository's root.
    pub root: &'a str,
    /// How the user configured it, as JSON.
    pub options: &'a str,
}

/// A run as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Its number in this ledger.
    pub id: RunId,
    /// Its id the world over.
    pub ulid: String,
    /// What the user asked for.
    pub task: String,
    /// The command that decides whether it is done.
    pub check: String,
    /// The repository's root.
    pub root: String,
    /// How the user configured it, as JSON.
    pub options: String,
    /// When it began.
    pub started: Millis,
    /// How it ended; `None` while it runs, and after its process was killed.
    pub ended: Option<Ended>,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Millis,
    /// How. [`OutcomeName::Interrupted`] stands until the resumed run has another ending.
    pub outcome: OutcomeName,
    /// The account of it.
    pub summary: String,
}

impl RunRow {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: RunId(row.get("id")?),
            ulid: row.get("ulid")?,
            task: row.get("task")?,
            check: row.get("check_command")?,
            root: row.get("root")?,
            options: row.get("options")?,
            started: Millis(row.get("started_ms")?),
            ended: Ended::from_row(row)?,
        })
    }
}

impl Ended {
    fn from_row(row: &Row<'_>) -> Result<Option<Self>, Fault> {
        match (row.get("ended_ms")?, row.get("summary")?) {
            (None, None) => Ok(None),
            (Some(at), Some(summary)) => {
                Ok(Some(Self { at: Millis(at), outcome: named(OUTCOMES, row, "outcome")?, summary }))
            }
            (Some(_), None) | (None, Some(_)) => Err(damaged("ended_ms", "the run ended by half")),
        }
    }
}

pub(crate) fn insert(conn: &Connection, run: &NewRun<'_>, started: Millis) -> Result<RunId, Fault> {
    let values = named_params! {
        ":ulid": run.ulid,
        ":task": run.task,
        ":check_command": run.check,
        ":root": run.root,
        ":options": run.options,
        ":started_ms": started.0,
    };
    Ok(RunId(conn.query_row(INSERT, values, |row| row.get("id"))?))
}

/// Records how a run ended. Only an interruption gives way to another ending.
pub(crate) fn end(conn: &Connection, id: RunId, at: Millis, ending: Ending<'_>) -> Result<(), Fault> {
    if let Some(Ended { outcome, .. }) = get(conn, id)?.ended
        && outcome != OutcomeName::Interrupted
    {
        return Err(Error::AlreadyEnded { run: id, outcome }.into());
    }
    conn.prepare_cached(END)?.execute(named_params! {
        ":id": id.0,
        ":ended_ms": at.0,
        ":outcome": name_of(OUTCOMES, ending.outcome),
        ":summary": ending.summary,
    })?;
    seal::ending(conn, id)
}

/// All runs, oldest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<RunRow>, Fault> {
    conn.prepare(ALL)?.query_and_then([], RunRow::from_row)?.collect()
}

/// The run with this number.
pub(crate) fn get(conn: &Connection, id: RunId) -> Result<RunRow, Fault> {
    let mut statement = conn.prepare_cached(ONE)?;
    let found =
        statement.query_and_then(named_params! { ":id": id.0 }, RunRow::from_row)?.next().transpose()?;
    found.map_or_else(|| Err(no_such(conn, &id.to_string())), Ok)
}

/// The newest run, if there is one.
pub(crate) fn latest(conn: &Connection) -> Result<Option<RunRow>, Fault> {
    latest_id(conn)?.map(|id| get(conn, id)).transpose()
}

/// The run that a person means by `R3`, `3`, `last`, or the beginning of its ULID.
pub(crate) fn find(conn: &Connection, text: &str) -> Result<RunRow, Fault> {
    if text == "last" {
        return latest(conn)?.map_or_else(|| Err(no_such(conn, text)), Ok);
    }
    match number(text) {
        Some(id) => get(conn, id),
        None => by_ulid(conn, text),
    }
}

/// The fault of a run that is not there; it says which are.
pub(crate) fn no_such(conn: &Connection, given: &str) -> Fault {
    match latest_id(conn) {
        Err(fault) => fault,
        Ok(latest) => {
            let known = match latest {
                None => "there is none yet".to_owned(),
                Some(RunId(1)) => "there is only R1".to_owned(),
                Some(last) => format!("there are R1 to {last}"),
            };
            Error::NoSuchRun { given: given.to_owned(), known }.into()
        }
    }
}

fn latest_id(conn: &Connection) -> Result<Option<RunId>, Fault> {
    let id: Option<u32> = conn.query_row(LATEST_ID, [], |row| row.get(0))?;
    Ok(id.map(RunId))
}

/// Reads `R3`, `r3` and `3`. A leading zero makes it the beginning of a ULID: every ULID of this age has one.
fn number(text: &str) -> Option<RunId> {
    let digits = text.strip_prefix(['R', 'r']).unwrap_or(text);
    if digits.starts_with(['0', '+']) { None } else { digits.parse().ok().map(RunId) }
}

fn by_ulid(conn: &Connection, text: &str) -> Result<RunRow, Fault> {
    if text.is_empty() {
        return Err(no_such(conn, text));
    }
    let prefix = text.to_uppercase();
    let mut found = conn
        .prepare(BY_ULID)?
        .query_and_then(named_params! { ":prefix": prefix }, RunRow::from_row)?
        .collect::<Result<Vec<_>, Fault>>()?;
    match found.len() {
        0 | 1 => found.pop().map_or_else(|| Err(no_such(conn, text)), Ok),
        _ => {
            let matches = found.iter().map(|run| run.id.to_string()).collect::<Vec<_>>().join(", ");
            Err(Error::AmbiguousRun { given: text.to_owned(), matches }.into())
        }
    }
}
