//! Where a word occurs, as bytes: what one row of the inverted index holds.
//!
//! A row is a sequence of records, one a document: the difference to the document before, the length of what follows,
//! and then one entry a place: chunk (difference to the one before) and field, then how often. All are varints.

use crate::lex::Field;

/// A document's number: a file's or a commit's.
pub type Document = u32;

/// Places in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which part of the document: 0 is what lies in no symbol, 1 the first symbol.
    pub chunk: u32,
    /// Where in the text.
    pub field: Field,
    /// How often.
    pub count: u32,
}

/// Writes the places of a word in one document.
///
/// - `places`: in order of their chunks.
pub(crate) fn encode(places: impl IntoIterator<Item = Place>, out: &mut Vec<u8>) {
    let mut before = 0;
    for place in places {
        let delta = place.chunk.saturating_sub(before);
        before = place.chunk;
        push(out, (delta << 3) | place.field as u32);
        push(out, place.count);
    }
}

/// Appends a document's record to a row.
///
/// - `last`: the last document of the row so far; 0 if there is none.
pub(crate) fn append(row: &mut Vec<u8>, last: Document, document: Document, places: &[u8]) {
    push(row, document.wrapping_sub(last));
    push(row, u32::try_from(places.len()).unwrap_or(u32::MAX));
    row.extend_from_slice(places);
}

/// Rows are cut between two documents where they get longer than this: with its key, such a row fits into a page of the
/// database.
const LONGEST: usize = 800;

/// Cuts a row into rows that are not too long, each with its first document; nothing of an empty one.
pub(crate) fn pieces(row: Vec<u8>) -> Vec<(Document, Vec<u8>)> {
    let mut records = Records::of(&row).peekable();
    let mut pieces = Vec::with_capacity(row.len() / LONGEST + 1);
    if row.len() <= LONGEST {
        if let Some((first, _)) = records.next() {
            pieces.push((first, row));
        }
        return pieces;
    }
    while let Some((first, _)) = records.peek().copied() {
        let (mut piece, mut last) = (Vec::with_capacity(LONGEST), 0);
        while let Some((document, places)) =
            records.next_if(|(_, places)| piece.is_empty() || piece.len() + places.len() + 10 <= LONGEST)
        {
            append(&mut piece, last, document, places);
            last = document;
        }
        pieces.push((first, piece));
    }
    pieces
}

/// The records of a row: documents, each with its places' bytes. Ends early where the bytes make no sense.
pub(crate) struct Records<'r> {
    rest: &'r [u8],
    last: Document,
}

impl<'r> Records<'r> {
    pub(crate) fn of(row: &'r [u8]) -> Self {
        Self { rest: row, last: 0 }
    }
}

impl<'r> Iterator for Records<'r> {
    type Item = (Document, &'r [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let delta = pull(&mut self.rest)?;
        let length = pull(&mut self.rest)? as usize;
        let (places, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        self.last = self.last.wrapping_add(delta);
        Some((self.last, places))
    }
}

/// The places of one record.
pub struct Places<'r> {
    rest: &'r [u8],
    chunk: u32,
}

impl<'r> Places<'r> {
    pub(crate) fn of(bytes: &'r [u8]) -> Self {
        Self { rest: bytes, chunk: 0 }
    }
}

impl Iterator for Places<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let head = pull(&mut self.rest)?;
        let count = pull(&mut self.rest)?;
        self.chunk = self.chunk.wrapping_add(head >> 3);
        let field = *Field::ALL.get((head & 7) as usize)?;
        Some(Place { chunk: self.chunk, field, count })
    }
}

/// Writes a number in as many bytes as it needs.
pub(crate) fn push(out: &mut Vec<u8>, mut value: u32) {
    loop {
        let [low, ..] = value.to_le_bytes();
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Reads a number that [`push`] wrote; `None` if there is none.
pub(crate) fn pull(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(documents in proptest::collection::btree_map(
            1_u32..1_000_000,
            proptest::collection::vec((0_u32..5_000, 0_usize..6, 1_u32..100_000), 1..5),
            1..6,
        )) {
            let mut row = Vec::new();
            let mut last = 0;
            let mut expected = Vec::new();
            for (document, mut places) in documents {
                places.sort_unstable();
                let places: Vec<Place> = places
                    .into_iter()
                    .map(|(chunk, field, count)| Place { chunk, field: Field::ALL[field], count })
                    .collect();
                let mut bytes = Vec::new();
                encode(places.iter().copied(), &mut bytes);
                append(&mut row, last, document, &bytes);
                last = document;
                expected.push((document, places));
            }
            let read: Vec<(u32, Vec<Place>)> =
                Records::of(&row).map(|(document, places)| (document, Places::of(places).collect())).collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn the_pieces_of_a_row_hold_what_it_held(documents in proptest::collection::btree_map(
            1_u32..1_000_000,
            proptest::collection::vec(any::<u8>(), 0..300),
            0..40,
        )) {
            let (mut row, mut last) = (Vec::new(), 0);
            for (document, places) in &documents {
                append(&mut row, last, *document, places);
                last = *document;
            }
            let mut read = Vec::new();
            for (first, piece) in pieces(row) {
                prop_assert!(piece.len() <= LONGEST);
                let records: Vec<_> =
                    Records::of(&piece).map(|(document, places)| (document, places.to_vec())).collect();
                prop_assert_eq!(records.first().map(|(document, _)| *document), Some(first));
                read.extend(records);
            }
            prop_assert_eq!(read, documents.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn damaged_bytes_end_early(row in proptest::collection::vec(any::<u8>(), 0..60)) {
            let places = Records::of(&row).map(|(_, places)| Places::of(places).count()).sum::<usize>();
            prop_assert!(places <= row.len());
        }
    }
}
