//! Reading values out of a row, by column name. A value that nobody here wrote is damage, never a default.

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::Row;
use serde::de::DeserializeOwned;

use crate::error::Fault;

/// The values of an enum with the names under which they are stored.
pub(crate) type Names<T> = [(T, &'static str)];

/// The name under which a value is stored. One that is not listed is refused by the table's `CHECK`.
pub(crate) fn name_of<T: Copy + PartialEq>(names: &Names<T>, value: T) -> &'static str {
    names.iter().find(|(known, _)| *known == value).map_or("", |(_, name)| name)
}

/// The value whose name stands in a column.
pub(crate) fn named<T: Copy>(names: &Names<T>, row: &Row<'_>, column: &'static str) -> Result<T, Fault> {
    let text: String = row.get(column)?;
    let found = names.iter().find(|(_, name)| *name == text);
    found.map(|(value, _)| *value).ok_or_else(|| damaged(column, format_args!("`{text}` is not known")))
}

/// A text that its type reads back.
pub(crate) fn parsed<T: FromStr<Err: Display>>(row: &Row<'_>, column: &'static str) -> Result<T, Fault> {
    row.get::<_, String>(column)?.parse().map_err(|error| damaged(column, error))
}

/// A JSON text that its type reads back.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &'static str) -> Result<T, Fault> {
    serde_json::from_str(&row.get::<_, String>(column)?).map_err(|error| damaged(column, error))
}

/// A text that has the hash with which it was stored.
pub(crate) fn verified_text(
    row: &Row<'_>,
    column: &'static str,
    hash_column: &'static str,
) -> Result<String, Fault> {
    let text: String = row.get(column)?;
    verify(column, text.as_bytes(), row.get(hash_column)?)?;
    Ok(text)
}

/// Confirms that bytes have the hash with which they were stored.
pub(crate) fn verify(column: &'static str, bytes: &[u8], hash: [u8; 32]) -> Result<(), Fault> {
    if blake3::hash(bytes) == hash {
        Ok(())
    } else {
        Err(damaged(column, "the content does not have the hash with which it was stored"))
    }
}

/// The fault of a column that holds what nobody wrote.
pub(crate) fn damaged(column: &'static str, reason: impl Display) -> Fault {
    Fault::Damaged(format!("column `{column}`: {reason}"))
}
