//! The table `blobs`: bytes by their hash, each kept once.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::content::{Encoded, decoded};
use crate::error::Fault;
use crate::row::verify;

pub(crate) const INSERT: &str = "
    INSERT INTO blobs (hash, bytes, encoding) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING";
const IS_KNOWN: &str = "SELECT 1 FROM blobs WHERE hash = ?1";

/// Keeps bytes and returns their hash.
pub(crate) fn put(conn: &Connection, bytes: &[u8]) -> Result<[u8; 32], Fault> {
    let hash = *blake3::hash(bytes).as_bytes();
    // Most parts of a prompt are there already: they are not compressed to find that out.
    if conn.prepare_cached(IS_KNOWN)?.query_row(params![hash], |_row| Ok(())).optional()?.is_none() {
        let encoded = Encoded::of(bytes);
        conn.prepare_cached(INSERT)?.execute(params![hash, encoded.bytes(), encoded.name()])?;
    }
    Ok(hash)
}

/// The bytes in a row that joins blobs; they have the hash under which they were stored.
pub(crate) fn read(
    row: &Row<'_>,
    column: &'static str,
    encoding: &'static str,
    hash: [u8; 32],
) -> Result<Vec<u8>, Fault> {
    let bytes = decoded(row, column, encoding)?;
    verify(column, &bytes, hash)?;
    Ok(bytes)
}
