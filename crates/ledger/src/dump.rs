//! Rows as JSON, whatever their table: for the fingerprint and the export.

use std::fmt::Write as _;

use kinglet_domain::evidence::RunId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};
use serde_json::Value;

use crate::content::decoded;
use crate::error::Fault;
use crate::row::{damaged, verified_text, verify};

/// A table's rows of one run, in the order in which they can be written again: what is referred to comes first.
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    select: &'static str,
}

pub(crate) const TABLES: &[Table] = &[
    Table { name: "runs", select: "SELECT * FROM runs WHERE id = :run" },
    Table { name: "steps", select: "SELECT * FROM steps WHERE run = :run ORDER BY seq" },
    Table { name: "cursors", select: "SELECT * FROM cursors WHERE run = :run" },
    Table { name: "plan_nodes", select: "SELECT * FROM plan_nodes WHERE run = :run ORDER BY number" },
    Table {
        name: "blobs",
        select: "SELECT named.hash AS hash, encoding, bytes FROM (
                SELECT before_hash AS hash FROM edits WHERE run = :run UNION SELECT after_hash FROM edits WHERE run = :run
                UNION SELECT hash FROM prompt_parts WHERE run = :run) AS named LEFT JOIN blobs ON blobs.hash = named.hash
            WHERE named.hash IS NOT NULL ORDER BY named.hash",
    },
    Table { name: "episodes", select: "SELECT * FROM episodes WHERE run = :run ORDER BY number" },
    Table {
        name: "prompt_parts",
        select: "SELECT * FROM prompt_parts WHERE run = :run ORDER BY episode, position",
    },
    Table { name: "evidence", select: "SELECT * FROM evidence WHERE run = :run ORDER BY number" },
    Table { name: "plan_revisions", select: "SELECT * FROM plan_revisions WHERE run = :run ORDER BY number" },
    Table { name: "citations", select: "SELECT * FROM citations WHERE run = :run ORDER BY revision, evidence" },
    Table { name: "edits", select: "SELECT * FROM edits WHERE run = :run ORDER BY number" },
    Table { name: "gates", select: "SELECT * FROM gates WHERE run = :run ORDER BY number" },
    Table { name: "samples", select: "SELECT * FROM samples WHERE run = :run ORDER BY number" },
    Table { name: "resumptions", select: "SELECT * FROM resumptions WHERE run = :run ORDER BY number" },
];

/// The columns that hold content as it is stored, each with that of its hash; both have the column `encoding` beside them.
const STORED: [(&str, &str); 2] = [("content", "content_hash"), ("bytes", "hash")];

/// Gives each row of a table as a line of JSON, `{"table":NAME,...}`, without a line break.
///
/// Hashes are in hexadecimal digits. Content is as it was before it was stored: a text, or, if it is none,
/// `{"base64":...}`. What does not have its hash is an error, which names the row by its place.
///
/// - `left_out`: columns that are not wanted, as `table.column`.
pub(crate) fn each(
    conn: &Connection,
    run: RunId,
    table: &Table,
    left_out: &[&str],
    mut take: impl FnMut(&str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut statement = conn.prepare(table.select)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let is_wanted = |name: &str| !left_out.contains(&format!("{}.{name}", table.name).as_str());
    let wanted: Vec<(usize, &String)> =
        names.iter().enumerate().filter(|(_, name)| is_wanted(name)).collect();
    let mut rows = statement.query(named_params! { ":run": run.0 })?;
    let mut place = 0;
    while let Some(row) = rows.next()? {
        place += 1;
        let mut line = format!("{{\"table\":\"{}\"", table.name);
        for (index, name) in &wanted {
            let value = value(row, *index, name).map_err(|fault| match fault {
                Fault::Damaged(detail) => {
                    Fault::Damaged(format!("row {place} of `{}` of {run}, {detail}", table.name))
                }
                other => other,
            })?;
            // Writing to a text cannot fail.
            let _ = write!(line, ",\"{name}\":{value}");
        }
        line.push('}');
        take(&line)?;
    }
    Ok(())
}

fn value(row: &Row<'_>, index: usize, name: &str) -> Result<Value, Fault> {
    if let Some((column, hash)) = STORED.into_iter().find(|(column, _)| *column == name) {
        let bytes = decoded(row, column, "encoding")?;
        verify(column, &bytes, row.get(hash)?)?;
        return Ok(content(bytes));
    }
    if name == "state" {
        return Ok(verified_text(row, "state", "state_hash")?.into());
    }
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => std::str::from_utf8(text).map_err(|error| damaged("text", error))?.into(),
        ValueRef::Blob(hash) => {
            let hash = <[u8; 32]>::try_from(hash).map_err(|error| damaged("hash", error))?;
            blake3::Hash::from_bytes(hash).to_hex().as_str().into()
        }
    })
}

/// Content as JSON: a text where it is one.
fn content(bytes: Vec<u8>) -> Value {
    use base64::Engine as _;
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => {
            let text = base64::engine::general_purpose::STANDARD.encode(error.as_bytes());
            serde_json::json!({ "base64": text })
        }
    }
}
