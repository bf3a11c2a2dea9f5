//! The table `blobs`: bytes by their hash, each kept once.

use rusqlite::{Connection, params};

use crate::error::Fault;

const INSERT: &str = "INSERT INTO blobs (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING";

/// Keeps bytes and returns their hash.
pub(crate) fn put(conn: &Connection, bytes: &[u8]) -> Result<[u8; 32], Fault> {
    let hash = *blake3::hash(bytes).as_bytes();
    conn.execute(INSERT, params![hash, bytes])?;
    Ok(hash)
}
