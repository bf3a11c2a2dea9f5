//! Keeps the head and the tail of an output of any length.

use std::collections::VecDeque;

/// How much of an output is kept, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// From its beginning.
    pub head: usize,
    /// From its end.
    pub tail: usize,
}

impl Default for Cap {
    /// 256 KiB from either end.
    fn default() -> Self {
        Self { head: 256 * 1024, tail: 256 * 1024 }
    }
}

/// An output as it comes in.
///
/// Invariant: `head` is full before `tail` gets anything, and neither grows beyond its cap.
pub(crate) struct Capture {
    cap: Cap,
    head: Vec<u8>,
    tail: VecDeque<u8>,
    cut: u64,
}

impl Capture {
    pub(crate) fn new(cap: Cap) -> Self {
        Self { cap, head: Vec::new(), tail: VecDeque::new(), cut: 0 }
    }

    /// Takes the next part of the output.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let room = self.cap.head - self.head.len();
        let (head, rest) = bytes.split_at(room.min(bytes.len()));
        self.head.extend_from_slice(head);
        let (passed, kept) = rest.split_at(rest.len().saturating_sub(self.cap.tail));
        let overflow = (self.tail.len() + kept.len()).saturating_sub(self.cap.tail);
        self.tail.drain(..overflow);
        self.tail.extend(kept);
        self.cut += (passed.len() + overflow) as u64;
    }

    /// The output as text, with a line in the middle that says how many bytes were cut.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, and no character is cut in half.
    pub(crate) fn finish(self) -> String {
        let Self { mut head, mut tail, mut cut, .. } = self;
        if cut == 0 {
            head.extend(tail);
            return String::from_utf8_lossy(&head).into_owned();
        }
        let whole = head.len() - unfinished(&head);
        cut += (head.len() - whole) as u64;
        head.truncate(whole);
        let orphans = tail.iter().take(3).take_while(|byte| **byte & 0xC0 == 0x80).count();
        cut += orphans as u64;
        tail.drain(..orphans);

        let head = String::from_utf8_lossy(&head);
        let line_end = if head.is_empty() || head.ends_with('\n') { "" } else { "\n" };
        let tail = String::from_utf8_lossy(tail.make_contiguous());
        let marker = format!("[... {cut} bytes of output cut; run the command yourself to see them ...]");
        format!("{head}{line_end}{marker}\n{tail}")
    }
}

/// How many bytes at the end of `bytes` begin a character that does not end there.
fn unfinished(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(3).position(|byte| byte & 0xC0 == 0xC0).map_or(0, |index| index + 1);
    let lead = bytes.len().checked_sub(tail).and_then(|index| bytes.get(index)).copied().unwrap_or(0);
    let needed = match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    };
    if tail < needed { tail } else { 0 }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn check(parts: &[&[u8]], head: usize, tail: usize) -> String {
        let mut capture = Capture::new(Cap { head, tail });
        for part in parts {
            capture.push(part);
        }
        capture.finish()
    }

    #[test]
    fn says_what_it_cut() {
        assert_snapshot!(check(&[b"one\ntwo\nthree\n", b"four\n"], 4, 5), @r"
        one
        [... 10 bytes of output cut; run the command yourself to see them ...]
        four
        ");
        assert_snapshot!(check(&["äöü".as_bytes()], 3, 1), @"
        ä
        [... 4 bytes of output cut; run the command yourself to see them ...]
        ");
    }

    proptest! {
        #[test]
        fn what_fits_is_kept_whole(parts in prop::collection::vec("\\PC{0,8}", 0..8)) {
            let bytes: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
            let whole = parts.concat();
            prop_assert_eq!(check(&bytes, whole.len() / 2, whole.len() - whole.len() / 2), whole);
        }

        #[test]
        fn nothing_is_lost_but_what_is_counted(
            parts in prop::collection::vec("[a-zäß€𝄞]{0,9}", 0..9), head in 0_usize..20, tail in 0_usize..20,
        ) {
            let bytes: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
            let whole = parts.concat();
            let text = check(&bytes, head, tail);
            if let Some((first, rest)) = text.split_once("[... ") {
                let (cut, rest) = rest.split_once(' ').unwrap();
                let (_, last) = rest.split_once("...]\n").unwrap();
                let first = first.trim_end_matches('\n');
                prop_assert!(whole.starts_with(first) && whole.ends_with(last));
                prop_assert_eq!((whole.len() - first.len() - last.len()).to_string(), cut);
            } else {
                prop_assert_eq!(text, whole);
            }
        }
    }
}
