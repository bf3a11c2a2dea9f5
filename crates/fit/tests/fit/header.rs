//! Headers, whole, cut and damaged.

use std::io::Cursor;

use insta::assert_snapshot;
use kinglet_fit::{Error, Header};
use proptest::prelude::*;

use crate::file::{File, small};

fn read(bytes: &[u8]) -> Result<Header, Error> {
    Header::read(Cursor::new(bytes))
}

/// What is wrong with a header.
fn check(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|error| error.to_string(), |header| format!("{} tensors", header.tensors.len()))
}

#[test]
fn reads_what_was_written() {
    let file = small().claims("flags", &[true, false]).number("general.alignment", 64);
    let header = read(&file.header()).unwrap();
    assert_eq!(header.text("general.name"), Some("Small"));
    assert_eq!(header.number("llama.block_count"), Some(2));
    assert_eq!(header.per_layer("llama.block_count", 3), Some(vec![2, 2, 2]));
    assert_eq!(header.per_layer("flags", 2), Some(vec![1, 0]));
    assert_eq!(header.per_layer("flags", 3), None);
    assert_eq!(header.number("llama.rope.freq_base"), None);
    assert_eq!((header.tensors.len(), header.data % 64), (5, 0));
    assert_eq!((header.tensors[0].bytes, header.tensors[0].size), (64 * 96 / 32 * 18, [64, 96, 1, 1]));
}

#[test]
fn long_texts_and_lists_are_passed_over() {
    let (long, many) = ("x".repeat(5000), vec![0; 4 * 5000]);
    let file = File::default()
        .text("template", &long)
        .list("types", 5, 5000, &many)
        .list("scores", 6, 2, &[0; 8])
        .number("last", 7);
    let header = read(&file.header()).unwrap();
    assert_eq!(
        (header.text("template"), header.number("types"), header.per_layer("scores", 2)),
        (None, None, None)
    );
    assert_eq!(header.number("last"), Some(7));
}

#[test]
fn a_header_cut_anywhere_is_an_error() {
    let whole = small().header();
    for length in 0..whole.len() {
        let cut = whole.get(..length).unwrap();
        let error = read(cut).unwrap_err();
        assert!(matches!(error, Error::Truncated { .. } | Error::NotGguf), "at {length}: {error}");
    }
}

#[test]
fn says_what_is_wrong() {
    let endless = u64::MAX.to_le_bytes();
    let mut old = small().header();
    old[4] = 1;
    let counting = |tensors: u64| [b"GGUF\x03\0\0\0".as_slice(), &tensors.to_le_bytes(), &[0; 8]].concat();
    let nested = [9_u32.to_le_bytes().as_slice(), &1_u64.to_le_bytes()].concat().repeat(100);
    assert_snapshot!(check(b""), @"it is not a GGUF file");
    assert_snapshot!(check(b"PK and so on"), @"it is not a GGUF file");
    assert_snapshot!(check(&old), @"its GGUF version, 1, is not one of those understood, 2 and 3; convert it again with llama.cpp's tools");
    assert_snapshot!(check(&counting(u64::MAX)), @"its header is damaged at byte 24: it claims more entries than any model has; delete the file and fetch it again");
    assert_snapshot!(check(&counting(1)), @"its header is cut short at byte 24; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().list("a", 4, u64::MAX / 2, &[]).header()), @"its header is cut short at byte 49; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().list("a", 8, 9, &endless).header()), @"its header is cut short at byte 57; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().list("a", 77, 1, &[0]).header()), @"its header is damaged at byte 49: an entry is of an unknown type; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().list("a", 9, 1, &nested).header()), @"its header is damaged at byte 85: lists lie too deep in lists; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().text(&"n".repeat(2000), "").header()), @"its header is damaged at byte 24: a name is longer than names are; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().number("general.alignment", 12).header()), @"its header is damaged at byte 57: the alignment is no power of two; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().raw_tensor("t", &[1; 5], 0, 0).header()), @"its header is damaged at byte 33: a tensor has too many dimensions; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().raw_tensor("t", &[33], 2, 0).header()), @"its header is damaged at byte 33: a tensor's rows are no whole blocks; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().raw_tensor("t", &[32, u64::MAX], 2, 0).header()), @"its header is damaged at byte 33: a tensor is beyond all files; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().raw_tensor("t", &[32], 2, u64::MAX).header()), @"its header is damaged at byte 33: a tensor is beyond all files; delete the file and fetch it again");
    assert_snapshot!(check(&File::default().raw_tensor("t", &[32], 99, 0).header()), @"its tensor `t` is of type 99, which is not known; a newer kinglet may know it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever comes out of a damaged header, nothing breaks, then or when it is computed with.
    #[test]
    fn a_damaged_header_breaks_nothing(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = small().header();
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        if let Ok(header) = read(&bytes) {
            let _need = crate::model::need_of(&header);
        }
    }

    #[test]
    fn any_bytes_break_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _read = read(&[b"GGUF\x03\0\0\0".as_slice(), &bytes].concat());
    }
}
