//! Making the file smaller, without touching what is in it.

use std::path::Path;

use rusqlite::Connection;

use crate::connection::{length, log_of};
use crate::error::Fault;

/// How large a ledger was and is, in bytes, its log included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vacuumed {
    /// Before.
    pub before: u64,
    /// After.
    pub after: u64,
}

/// Writes the file anew without gaps, and moves the log into it. Takes as much free space again as the file has.
pub(crate) fn vacuum(conn: &Connection, path: &Path) -> Result<Vacuumed, Fault> {
    let size = || Ok::<_, Fault>(length(path)?.saturating_add(length(&log_of(path))?));
    let before = size()?;
    conn.execute_batch("VACUUM")?;
    // A reader may still need the log: then it stays until the next commit without one.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_row| Ok(()))?;
    Ok(Vacuumed { before, after: size()? })
}
