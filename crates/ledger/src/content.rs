//! Compression of what is kept verbatim: hidden behind the tables that use it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Read as _};

use rusqlite::Row;
use rusqlite::types::ValueRef;
use zstd::bulk::Compressor;

use crate::error::Fault;
use crate::row::damaged;

/// Up to this many bytes, what compression saves is not worth that `sqlite3` no longer shows the text.
const SHORT: usize = 1024;
/// A fast one: what is kept is source code and output, which repeats itself, and the run waits for each step.
const LEVEL: i32 = -1;
/// More is never kept: what claims to be longer is damaged, and is not unpacked to find out how much longer.
const LONGEST: u64 = 1 << 31;

thread_local! {
    /// Making a compressor costs more than a step's evidence does to compress: it is kept. It holds nothing of what it
    /// compressed before.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

/// Bytes as they are stored, and how: the values of the columns `encoding` and `content` or `bytes`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Encoded<'a> {
    /// As they are.
    Plain(&'a [u8]),
    /// A zstd frame.
    Zstd(Vec<u8>),
}

impl<'a> Encoded<'a> {
    /// Compresses what is long, if that makes it shorter.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        if bytes.len() <= SHORT {
            return Self::Plain(bytes);
        }
        match packed(bytes) {
            Ok(packed) if packed.len() < bytes.len() => Self::Zstd(packed),
            // Random bytes do not shrink; and whatever else keeps them from it, they can be stored as they are.
            Ok(_) | Err(_) => Self::Plain(bytes),
        }
    }

    /// The name of the encoding.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Plain(_) => "plain",
            Self::Zstd(_) => "zstd",
        }
    }

    /// What is stored.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Zstd(packed) => packed,
        }
    }
}

/// The bytes of a column as they were before they were stored.
///
/// - `encoding`: the column that says how they are stored.
pub(crate) fn decoded(row: &Row<'_>, column: &'static str, encoding: &'static str) -> Result<Vec<u8>, Fault> {
    let stored = match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Cow::Borrowed(bytes),
        other => return Err(damaged(column, format_args!("it holds {}", other.data_type()))),
    };
    match row.get_ref(encoding)?.as_str().map_err(|error| damaged(encoding, error))? {
        "plain" => Ok(stored.into_owned()),
        "zstd" => unpacked(&stored).map_err(|error| damaged(column, error)),
        other => Err(damaged(encoding, format_args!("`{other}` is not known"))),
    }
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let mut compressor = kept.take().map_or_else(|| Compressor::new(LEVEL), Ok)?;
        let packed = compressor.compress(bytes);
        *kept = Some(compressor);
        packed
    })
}

fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    zstd::Decoder::with_buffer(packed)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_long_and_shrinks_is_compressed() {
        let name = |bytes: &[u8]| Encoded::of(bytes).name();
        assert_eq!(name(b""), "plain");
        assert_eq!(name(&[b'a'; SHORT]), "plain");
        assert_eq!(name(&[b'a'; SHORT + 1]), "zstd");
        let noise: Vec<u8> = (0..200_u32).flat_map(|n| *blake3::hash(&n.to_le_bytes()).as_bytes()).collect();
        assert_eq!(name(&noise), "plain");
    }

    #[test]
    fn what_was_compressed_comes_back() {
        let text = "a line of a test runner's output\n".repeat(1000);
        let encoded = Encoded::of(text.as_bytes());
        assert!(encoded.bytes().len() < text.len() / 10);
        assert_eq!(unpacked(encoded.bytes()).unwrap(), text.as_bytes());
        assert!(unpacked(encoded.bytes().get(..10).unwrap()).is_err());
    }
}
