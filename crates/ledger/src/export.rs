//! A copy of runs as JSON Lines, for other tools and for other ledgers.
//!
//! The first line names the format: `{"kinglet_ledger_export":1,"schema":2}`. Each of the others but the last is one row,
//! `{"table":NAME,...}`, with the names of the table's columns; what a row refers to stands before it, run by run. Hashes
//! are BLAKE3 in hexadecimal digits, times milliseconds since the Unix epoch, JSON columns texts as they are stored. What
//! is compressed in the ledger (`evidence.content`, `blobs.bytes`) is not here: it is a text, or `{"base64":...}` if it is
//! none. The last line, `{"table":"end","lines":N,"blake3":...}`, has the number of lines before it and the hash of all
//! their bytes, so that a copy that was cut off or changed is not taken for a whole one.

use std::collections::HashSet;
use std::io::Write;

use kinglet_domain::evidence::RunId;
use rusqlite::Connection;

use crate::connection::SCHEMA_VERSION;
use crate::dump::{self, TABLES};
use crate::error::{Error, Fault};
use crate::seal;

/// The version of the format; it changes when what another tool relies on does.
pub(crate) const VERSION: u64 = 1;
/// The key of the first line that holds it.
pub(crate) const VERSION_KEY: &str = "kinglet_ledger_export";

/// Columns that say how something is stored here.
const LEFT_OUT: [&str; 7] = [
    "runs.ended_seal",
    "steps.before_seal",
    "cursors.seal",
    "evidence.encoding",
    "evidence.size",
    "blobs.encoding",
    "resumptions.seal",
];

/// Writes runs, and returns how many lines that took.
pub(crate) fn write(conn: &Connection, runs: &[RunId], out: &mut dyn Write) -> Result<u64, Fault> {
    let mut lines = Lines { out, count: 0, hasher: blake3::Hasher::new() };
    lines.put(&format!("{{\"{VERSION_KEY}\":{VERSION},\"schema\":{SCHEMA_VERSION}}}"))?;
    let mut images = HashSet::new();
    for run in runs {
        // A seal does not leave its ledger: from here on, the hash of the last line says that nothing changed.
        seal::confirm(conn, *run)?;
        for table in TABLES {
            dump::each(conn, *run, table, &LEFT_OUT, |line| {
                // Runs share what is kept by its hash.
                if table.name == "blobs" && !images.insert(blake3::hash(line.as_bytes())) {
                    return Ok(());
                }
                lines.put(line)
            })?;
        }
    }
    let (count, hash) = (lines.count, lines.hasher.finalize());
    lines.put(&format!("{{\"table\":\"end\",\"lines\":{count},\"blake3\":\"{hash}\"}}"))?;
    lines.out.flush().map_err(|source| Error::Export { source })?;
    Ok(lines.count)
}

/// Where the lines go, and what the last one says of them.
struct Lines<'a> {
    out: &'a mut dyn Write,
    count: u64,
    hasher: blake3::Hasher,
}

impl Lines<'_> {
    fn put(&mut self, line: &str) -> Result<(), Fault> {
        self.count += 1;
        for part in [line.as_bytes(), b"\n"] {
            self.hasher.update(part);
            self.out.write_all(part).map_err(|source| Error::Export { source })?;
        }
        Ok(())
    }
}
