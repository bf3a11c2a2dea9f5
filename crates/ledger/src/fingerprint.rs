//! What a run comes to, as text: equal for two runs that took the same course, whenever and wherever they ran.

use kinglet_domain::evidence::RunId;
use rusqlite::Connection;

use crate::dump::{self, TABLES};
use crate::error::Fault;

/// Tables that say how a run was interrupted, or hold bytes that others name by their hash.
const NO_PART: [&str; 2] = ["resumptions", "blobs"];

/// Columns that say when and where a run took place instead of what it came to, how something is stored, or what the
/// hash of another column is.
const LEFT_OUT: [&str; 29] = [
    "runs.id",
    "runs.ulid",
    "runs.root",
    "runs.started_ms",
    "runs.ended_ms",
    "runs.ended_seal",
    "steps.run",
    "steps.at_ms",
    "steps.before_seal",
    "cursors.run",
    "cursors.seal",
    "cursors.state_hash",
    "plan_nodes.run",
    "plan_revisions.run",
    "citations.run",
    "episodes.run",
    "episodes.backend",
    "episodes.cached_tokens",
    "episodes.prompt_ms",
    "episodes.generate_ms",
    "episodes.wall_ms",
    "prompt_parts.run",
    "evidence.run",
    "evidence.size",
    "evidence.content_hash",
    "evidence.encoding",
    "edits.run",
    "gates.run",
    "samples.run",
];

/// The lines of a run, each ended by a line break.
pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<String, Fault> {
    let mut text = String::new();
    for table in TABLES.iter().filter(|table| !NO_PART.contains(&table.name)) {
        dump::each(conn, run, table, &LEFT_OUT, |line| {
            text.push_str(line);
            text.push('\n');
            Ok(())
        })?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_there() {
        let conn = crate::connection::empty().unwrap();
        for column in LEFT_OUT {
            let (table, name) = column.split_once('.').unwrap();
            let mut found = conn.prepare("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2").unwrap();
            assert!(found.exists([table, name]).unwrap(), "{column}");
        }
    }
}
