//! Reads the header of a GGUF file: what the file says about itself, and what tensors it holds.
//!
//! The file may come from anywhere: nothing is allocated because the file says so, only what was really read, and of
//! that no more than the limits below.
//! (The format: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.)

use std::collections::BTreeMap;
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};

use crate::error::Error;
use crate::layout::block;

/// The most metadata entries that are read; models have some fifty.
const ENTRIES: u64 = 1 << 12;
/// The most tensors that are read; the largest models have some two thousand.
const TENSORS: u64 = 1 << 16;
/// The longest name of an entry or a tensor.
const NAME: u64 = 1024;
/// The longest text that is kept; longer ones (chat templates) are passed over.
const TEXT: u64 = 1024;
/// The longest list that is kept; longer ones (vocabularies) are passed over. llama.cpp takes 512 layers.
const LIST: u64 = 1024;
/// How deep lists may lie in lists.
const DEPTH: u32 = 4;

/// What stands before the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    values: BTreeMap<String, Value>,
    /// The tensors, in the file's order.
    pub tensors: Vec<Tensor>,
    /// Where the weights begin, in bytes from the file's beginning.
    pub data: u64,
    /// The file's length in bytes.
    pub length: u64,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number that is not negative, or 0 and 1 for a claim.
    Number(u64),
    /// A text.
    Text(String),
    /// A list of whole numbers or claims.
    Numbers(Vec<u64>),
    /// Something that is not kept: a fraction, a long text, a list of texts.
    Other,
}

/// What the header says about a tensor.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    /// Its name, such as `blk.0.attn_q.weight`.
    pub name: String,
    /// The number of its type in the format.
    pub kind: u32,
    /// How many elements there are in each direction; 1 where there is none.
    pub size: [u64; 4],
    /// Where its bytes begin, counted from [`Header::data`].
    pub offset: u64,
    /// How many bytes it has.
    pub bytes: u64,
}

impl Header {
    /// Reads the header, and nothing after it.
    ///
    /// # Errors
    /// [`Error::NotGguf`], [`Error::Version`], [`Error::Truncated`], [`Error::Malformed`] or [`Error::TensorType`],
    /// whatever the bytes; [`Error::Read`] if they cannot be read.
    pub fn read(mut file: impl Read + Seek) -> Result<Self, Error> {
        let length = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let mut source = Source { reader: BufReader::with_capacity(1 << 16, file), at: 0, length };
        if length < 4 || source.bytes()? != *b"GGUF" {
            return Err(Error::NotGguf);
        }
        match source.u32()? {
            2 | 3 => {}
            version => return Err(Error::Version(version)),
        }
        let (tensors, entries) = (source.u64()?, source.u64()?);
        if tensors > TENSORS || entries > ENTRIES {
            return Err(source.malformed("it claims more entries than any model has"));
        }
        let mut values = BTreeMap::new();
        for _ in 0..entries {
            let name = source.name()?;
            let kind = source.u32()?;
            values.insert(name, source.value(kind, 0)?);
        }
        let tensors = (0..tensors).map(|_| source.tensor()).collect::<Result<Vec<_>, _>>()?;
        let alignment = match values.get("general.alignment") {
            Some(Value::Number(alignment)) if alignment.is_power_of_two() => *alignment,
            None => 32,
            Some(_) => return Err(source.malformed("the alignment is no power of two")),
        };
        let data = source.at.checked_next_multiple_of(alignment);
        let data = data.ok_or_else(|| source.malformed("the alignment is beyond all files"))?;
        Ok(Self { values, tensors, data, length })
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<u64> {
        match self.values.get(key)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.values.get(key)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// One number for each layer: a list, or the same for all.
    #[must_use]
    pub fn per_layer(&self, key: &str, layers: usize) -> Option<Vec<u64>> {
        match self.values.get(key)? {
            Value::Number(number) => Some(vec![*number; layers]),
            Value::Numbers(numbers) if numbers.len() >= layers => numbers.get(..layers).map(<[u64]>::to_vec),
            _ => None,
        }
    }
}

/// The bytes of a file, none of them believed.
struct Source<R> {
    reader: BufReader<R>,
    /// How many bytes were read.
    at: u64,
    /// How many there are.
    length: u64,
}

impl<R: Read + Seek> Source<R> {
    fn malformed(&self, what: &'static str) -> Error {
        Error::Malformed { at: self.at, what }
    }

    /// Makes sure that so many bytes follow.
    fn expect(&self, count: u64) -> Result<(), Error> {
        if count > self.length.saturating_sub(self.at) {
            return Err(Error::Truncated { at: self.at });
        }
        Ok(())
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.expect(bytes.len() as u64)?;
        // The file may have become shorter since it was measured.
        self.reader.read_exact(bytes).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => Error::Truncated { at: self.at },
            _ => Error::Read(error),
        })?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32, Error> {
        Ok(u32::from_le_bytes(self.bytes()?))
    }

    fn u64(&mut self) -> Result<u64, Error> {
        Ok(u64::from_le_bytes(self.bytes()?))
    }

    fn skip(&mut self, count: u64) -> Result<(), Error> {
        self.expect(count)?;
        let distance = i64::try_from(count).map_err(|_| Error::Truncated { at: self.at })?;
        self.reader.seek_relative(distance)?;
        self.at += count;
        Ok(())
    }

    /// A text of no more than `most` bytes; a longer one is passed over.
    fn text(&mut self, most: u64) -> Result<Option<String>, Error> {
        let length = self.u64()?;
        self.expect(length)?;
        match usize::try_from(length) {
            Ok(short) if length <= most => {
                let mut bytes = vec![0; short];
                self.fill(&mut bytes)?;
                Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
            }
            _ => self.skip(length).map(|()| None),
        }
    }

    fn name(&mut self) -> Result<String, Error> {
        let begin = self.at;
        let name = self.text(NAME)?;
        name.ok_or(Error::Malformed { at: begin, what: "a name is longer than names are" })
    }

    fn value(&mut self, kind: u32, depth: u32) -> Result<Value, Error> {
        Ok(match kind {
            STRING => self.text(TEXT)?.map_or(Value::Other, Value::Text),
            ARRAY => self.list(depth)?,
            _ => self.scalar(kind)?.map_or(Value::Other, Value::Number),
        })
    }

    fn list(&mut self, depth: u32) -> Result<Value, Error> {
        if depth == DEPTH {
            return Err(self.malformed("lists lie too deep in lists"));
        }
        let (kind, length) = (self.u32()?, self.u64()?);
        match width(kind) {
            Some(width) if length > LIST => {
                let bytes = length.checked_mul(width).ok_or(Error::Truncated { at: self.at })?;
                self.skip(bytes)?;
                Ok(Value::Other)
            }
            Some(_) => {
                // All are read, whether they are kept or not: what follows stands behind them.
                let all = (0..length).map(|_| self.scalar(kind)).collect::<Result<Vec<_>, _>>()?;
                Ok(all.into_iter().collect::<Option<_>>().map_or(Value::Other, Value::Numbers))
            }
            None => {
                // Each has a length of its own, at least; so there is an end to them.
                for _ in 0..length {
                    match kind {
                        STRING => drop(self.text(0)?),
                        _ => drop(self.value(kind, depth + 1)?),
                    }
                }
                Ok(Value::Other)
            }
        }
    }

    /// A number or a claim; `None` for those that are negative or no whole numbers.
    fn scalar(&mut self, kind: u32) -> Result<Option<u64>, Error> {
        Ok(match kind {
            0 | 7 => Some(u64::from(u8::from_le_bytes(self.bytes()?))),
            1 => u64::try_from(i8::from_le_bytes(self.bytes()?)).ok(),
            2 => Some(u64::from(u16::from_le_bytes(self.bytes()?))),
            3 => u64::try_from(i16::from_le_bytes(self.bytes()?)).ok(),
            4 => Some(u64::from(self.u32()?)),
            5 => u64::try_from(i32::from_le_bytes(self.bytes()?)).ok(),
            10 => Some(self.u64()?),
            11 => u64::try_from(i64::from_le_bytes(self.bytes()?)).ok(),
            _ => match width(kind) {
                Some(width) => self.skip(width).map(|()| None)?,
                None => return Err(self.malformed("an entry is of an unknown type")),
            },
        })
    }

    fn tensor(&mut self) -> Result<Tensor, Error> {
        let name = self.name()?;
        let begin = self.at;
        let malformed = |what| Error::Malformed { at: begin, what };
        let dimensions = self.u32()?;
        let mut size = [1; 4];
        for length in
            size.get_mut(..dimensions as usize).ok_or(malformed("a tensor has too many dimensions"))?
        {
            *length = self.u64()?;
        }
        let (kind, offset) = (self.u32()?, self.u64()?);
        let Some((elements, bytes)) = block(kind) else {
            return Err(Error::TensorType { tensor: name, id: kind });
        };
        let [row, ..] = size;
        if !row.is_multiple_of(elements) {
            return Err(malformed("a tensor's rows are no whole blocks"));
        }
        let all = size.iter().try_fold(1_u64, |all, length| all.checked_mul(*length));
        let bytes = all.and_then(|all| (all / elements).checked_mul(bytes));
        let end = bytes.and_then(|bytes| offset.checked_add(bytes));
        let (Some(bytes), Some(_)) = (bytes, end) else {
            return Err(malformed("a tensor is beyond all files"));
        };
        Ok(Tensor { name, kind, size, offset, bytes })
    }
}

const STRING: u32 = 8;
const ARRAY: u32 = 9;

/// The bytes of a number or claim.
const fn width(kind: u32) -> Option<u64> {
    Some(match kind {
        0 | 1 | 7 => 1,
        2 | 3 => 2,
        4..=6 => 4,
        10..=12 => 8,
        _ => return None,
    })
}
