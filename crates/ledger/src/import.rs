//! Runs from an export, into this ledger: all of them or none.

use std::collections::HashMap;
use std::io::{BufRead, Read as _};

use base64::Engine as _;
use kinglet_domain::evidence::RunId;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, ErrorCode};
use serde_json::{Map, Value};

use crate::content::Encoded;
use crate::error::{Error, Fault};
use crate::export::{VERSION, VERSION_KEY};
use crate::{blob, cursor, edit, episode, evidence, gate, plan, prompt, resumption, run, sample, seal, step};

/// The most bytes of a line. What kinglet keeps of a file or a command has a few at most.
const LONGEST: u64 = 256 << 20;

/// Adds the runs of an export and returns the numbers that they have here, in order.
pub(crate) fn read(conn: &Connection, from: &mut dyn BufRead) -> Result<Vec<RunId>, Fault> {
    let mut import = Import { conn, line: 0, runs: HashMap::new(), hasher: blake3::Hasher::new() };
    let mut added = Vec::new();
    let mut text = Vec::new();
    let mut is_ended = false;
    loop {
        text.clear();
        let read = (&mut *from).take(LONGEST + 1).read_until(b'\n', &mut text);
        if read.map_err(|source| Error::Read { source })? == 0 {
            break;
        }
        import.line += 1;
        let problem = if text.len() as u64 > LONGEST {
            Err(Problem::said(format!("it has more than {LONGEST} bytes")))
        } else if is_ended {
            Err(Problem::said("something stands after the last line"))
        } else {
            import.take(&text, &mut added).map(|ended| is_ended = ended)
        };
        problem.map_err(|problem| problem.at(import.line))?;
        import.hasher.update(&text);
    }
    if is_ended {
        // What a seal stands for does not depend on the ledger, but it is made from the rows that are here.
        added.iter().try_for_each(|run| seal::run(conn, *run))?;
        Ok(added)
    } else {
        Err(Problem::said("the export ends without its last line: it was cut off").at(import.line + 1))
    }
}

/// What is wrong with a line.
enum Problem {
    /// The line itself.
    Said(String),
    /// The ledger, whatever the line.
    Fault(Fault),
}

impl Problem {
    fn said(text: impl Into<String>) -> Self {
        Self::Said(text.into())
    }

    fn at(self, line: u64) -> Fault {
        match self {
            Self::Said(problem) => Error::Import { line, problem }.into(),
            Self::Fault(fault) => fault,
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        // What breaks a rule of the schema was not in the ledger that was exported.
        if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) {
            Self::Said(error.to_string())
        } else {
            Self::Fault(error.into())
        }
    }
}

type Fields = Map<String, Value>;

struct Import<'a> {
    conn: &'a Connection,
    /// Counted from 1.
    line: u64,
    /// The numbers that the runs had, and those that they have here.
    runs: HashMap<u64, RunId>,
    hasher: blake3::Hasher,
}

impl Import<'_> {
    /// Takes a line; whether it was the last one.
    fn take(&mut self, text: &[u8], added: &mut Vec<RunId>) -> Result<bool, Problem> {
        let fields: Fields = serde_json::from_slice(text)
            .map_err(|error| Problem::said(format!("it is no JSON object ({error})")))?;
        if self.line == 1 {
            return confirm_version(&fields);
        }
        match string(&fields, "table")? {
            "runs" => added.push(self.run(&fields)?),
            "steps" => self.row_with(step::INSERT, &fields, &[("before_seal", Stored::Null)])?,
            "cursors" => {
                confirm_hash(string(&fields, "state")?.as_bytes(), &fields, "state_hash")?;
                self.row_with(cursor::UPSERT, &fields, &[("seal", Stored::Blob(vec![0; 32]))])?;
            }
            "plan_nodes" => self.row(plan::INSERT_NODE, &fields)?,
            "blobs" => {
                let bytes = content(&fields, "bytes")?;
                confirm_hash(&bytes, &fields, "hash")?;
                blob::put(self.conn, &bytes)?;
            }
            "episodes" => self.row(episode::INSERT, &fields)?,
            "prompt_parts" => self.row(prompt::INSERT, &fields)?,
            "evidence" => self.evidence(&fields)?,
            "plan_revisions" => self.row(plan::INSERT_REVISION, &fields)?,
            "citations" => self.row(plan::INSERT_CITATION, &fields)?,
            "edits" => self.row(edit::INSERT, &fields)?,
            "gates" => self.row(gate::INSERT, &fields)?,
            "samples" => self.row(sample::INSERT, &fields)?,
            "resumptions" => self.row(resumption::INSERT, &fields)?,
            "end" => {
                self.confirm_whole(&fields)?;
                return Ok(true);
            }
            other => return Err(Problem::said(format!("there is no table `{other}`"))),
        }
        Ok(false)
    }

    fn run(&mut self, fields: &Fields) -> Result<RunId, Problem> {
        let was = field(fields, "id")?.as_u64().ok_or_else(|| Problem::said("`id` is no number"))?;
        let mut insert = self.conn.prepare_cached(run::INSERT)?;
        bind(&mut insert, fields, None, &[])?;
        let id: u32 = insert
            .raw_query()
            .next()
            .map_err(|error| known_run(error, fields))?
            .map_or(Ok(0), |row| row.get("id"))?;
        drop(insert);
        if !field(fields, "outcome")?.is_null() {
            let mut end = self.conn.prepare_cached(run::END)?;
            bind(&mut end, fields, None, &[("id", Stored::Integer(id.into()))])?;
            end.raw_execute()?;
        }
        self.runs.insert(was, RunId(id));
        Ok(RunId(id))
    }

    fn row(&self, sql: &str, fields: &Fields) -> Result<(), Problem> {
        self.row_with(sql, fields, &[])
    }

    /// Adds a row; `instead` are values that the line does not have, or not like this.
    fn row_with(&self, sql: &str, fields: &Fields, instead: &[(&str, Stored)]) -> Result<(), Problem> {
        let was = field(fields, "run")?.as_u64();
        let run = was.and_then(|was| self.runs.get(&was));
        let run = run.ok_or_else(|| Problem::said("its run does not stand before it"))?;
        let mut statement = self.conn.prepare_cached(sql)?;
        bind(&mut statement, fields, Some(*run), instead)?;
        statement.raw_execute()?;
        Ok(())
    }

    fn evidence(&self, fields: &Fields) -> Result<(), Problem> {
        let text = string(fields, "content")?;
        confirm_hash(text.as_bytes(), fields, "content_hash")?;
        let encoded = Encoded::of(text.as_bytes());
        let stored = match &encoded {
            Encoded::Plain(_) => Stored::Text(text.to_owned()),
            Encoded::Zstd(packed) => Stored::Blob(packed.clone()),
        };
        let size = Stored::Integer(i64::try_from(text.len()).unwrap_or(i64::MAX));
        let encoding = Stored::Text(encoded.name().to_owned());
        let instead = [("content", stored), ("encoding", encoding), ("size", size)];
        self.row_with(evidence::INSERT, fields, &instead)
    }

    /// Confirms what the last line says of the others.
    fn confirm_whole(&self, fields: &Fields) -> Result<(), Problem> {
        let lines = field(fields, "lines")?.as_u64();
        if lines != Some(self.line - 1) {
            return Err(Problem::said(format!(
                "{} lines stand before it, and it says otherwise",
                self.line - 1
            )));
        }
        if string(fields, "blake3")? != self.hasher.finalize().to_hex().as_str() {
            return Err(Problem::said("the lines before it were changed since they were exported"));
        }
        Ok(())
    }
}

/// A run is in a ledger once.
fn known_run(error: rusqlite::Error, fields: &Fields) -> Problem {
    let is_known = error
        .sqlite_error()
        .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE);
    match fields.get("ulid") {
        Some(ulid) if is_known => Problem::said(format!("the run {ulid} is in this ledger already")),
        _ => error.into(),
    }
}

/// Binds each of a statement's parameters to the field of its name.
fn bind(
    statement: &mut rusqlite::Statement<'_>,
    fields: &Fields,
    run: Option<RunId>,
    instead: &[(&str, Stored)],
) -> Result<(), Problem> {
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap_or_default().trim_start_matches(':').to_owned();
        let given = instead.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        let value = match (given, run) {
            (Some(given), _) => given,
            (None, Some(run)) if name == "run" => Stored::Integer(run.0.into()),
            (None, _) => stored(&name, field(fields, &name)?)?,
        };
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

/// A field's value as it is stored.
fn stored(name: &str, value: &Value) -> Result<Stored, Problem> {
    match value {
        Value::Null => Ok(Stored::Null),
        Value::String(text) if name.ends_with("hash") => {
            let hash =
                blake3::Hash::from_hex(text).map_err(|error| Problem::said(format!("`{name}`: {error}")))?;
            Ok(Stored::Blob(hash.as_bytes().to_vec()))
        }
        Value::String(text) => Ok(Stored::Text(text.clone())),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Ok(Stored::Integer(whole)),
            (None, Some(real)) => Ok(Stored::Real(real)),
            (None, None) => Err(Problem::said(format!("`{name}` is too large a number"))),
        },
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            Err(Problem::said(format!("`{name}` is neither a text nor a number")))
        }
    }
}

fn confirm_version(fields: &Fields) -> Result<bool, Problem> {
    match fields.get(VERSION_KEY).map(Value::as_u64) {
        Some(Some(VERSION)) => Ok(false),
        Some(Some(other)) => Err(Problem::said(format!(
            "it is an export of version {other}, and this kinglet reads version {VERSION}; update kinglet"
        ))),
        Some(None) | None => Err(Problem::said("it does not begin like an export of a ledger")),
    }
}

fn confirm_hash(bytes: &[u8], fields: &Fields, name: &str) -> Result<(), Problem> {
    if string(fields, name)? == blake3::hash(bytes).to_hex().as_str() {
        Ok(())
    } else {
        Err(Problem::said(format!("the content does not have the hash `{name}`")))
    }
}

/// Content that is a text, or none.
fn content(fields: &Fields, name: &str) -> Result<Vec<u8>, Problem> {
    match field(fields, name)? {
        Value::String(text) => Ok(text.clone().into_bytes()),
        Value::Object(object) => {
            let text = string(object, "base64")?;
            let bytes = base64::engine::general_purpose::STANDARD.decode(text);
            bytes.map_err(|error| Problem::said(format!("`{name}`: {error}")))
        }
        _ => Err(Problem::said(format!("`{name}` is neither a text nor base64"))),
    }
}

fn string<'f>(fields: &'f Fields, name: &str) -> Result<&'f str, Problem> {
    field(fields, name)?.as_str().ok_or_else(|| Problem::said(format!("`{name}` is no text")))
}

fn field<'f>(fields: &'f Fields, name: &str) -> Result<&'f Value, Problem> {
    fields.get(name).ok_or_else(|| Problem::said(format!("the field `{name}` is missing")))
}
