//! Messages in a stream of bytes, each behind a header with its length.

/// What stands before the length, in lower case.
const LENGTH: &[u8] = b"content-length:";
/// The most that may stand before a message: some servers print what belongs elsewhere.
const JUNK: usize = 64 * 1024;

/// Why a stream cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Broken {
    #[error("it announced a message of {length} bytes; the most is {limit}")]
    TooLong { length: String, limit: usize },
    #[error("what it wrote is no message")]
    Garbled,
}

/// Takes a stream of bytes apart.
///
/// Lines before a header, other headers, and lines that end without a carriage return are passed over.
#[derive(Debug)]
pub(crate) struct Decoder {
    /// Invariant: shorter than `limit` and [`JUNK`] together, and what was pushed last.
    buffer: Vec<u8>,
    /// The length of the message that is to come, once its header was read.
    awaited: Option<usize>,
    limit: usize,
}

impl Decoder {
    /// - `limit`: the longest message, in bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { buffer: Vec::new(), awaited: None, limit }
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next message that is there as a whole.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<u8>>, Broken> {
        let length = match self.awaited {
            Some(length) => length,
            None => match self.header()? {
                Some(length) => length,
                None => return Ok(None),
            },
        };
        if self.buffer.len() < length {
            self.awaited = Some(length);
            return Ok(None);
        }
        self.awaited = None;
        Ok(Some(self.buffer.drain(..length).collect()))
    }

    /// Takes a header off, with what stands before it.
    fn header(&mut self) -> Result<Option<usize>, Broken> {
        let start = self.buffer.windows(LENGTH.len()).position(|bytes| bytes.eq_ignore_ascii_case(LENGTH));
        let end = start.and_then(|start| Some((start, end_of_header(self.buffer.get(start..)?)?)));
        let Some((start, length)) = end else {
            return if self.buffer.len() > JUNK { Err(Broken::Garbled) } else { Ok(None) };
        };
        let header: Vec<u8> = self.buffer.drain(..start + length).skip(start).collect();
        let digits = header.get(LENGTH.len()..).unwrap_or_default().split(|byte| *byte == b'\n').next();
        let digits = String::from_utf8_lossy(digits.unwrap_or_default()).trim().to_owned();
        match digits.parse() {
            Ok(length) if length <= self.limit => Ok(Some(length)),
            _ if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(Broken::Garbled)
            }
            _ => Err(Broken::TooLong { length: digits, limit: self.limit }),
        }
    }
}

/// Where the empty line after a header ends.
fn end_of_header(bytes: &[u8]) -> Option<usize> {
    let end = |mark: &[u8]| bytes.windows(mark.len()).position(|it| it == mark).map(|at| at + mark.len());
    match (end(b"\r\n\r\n"), end(b"\n\n")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A message with its header.
pub(crate) fn encode(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    /// The messages of a stream that arrives in pieces of so many bytes.
    fn check(stream: &[u8], piece: usize) -> String {
        let mut decoder = Decoder::new(100);
        let mut said = vec![];
        for bytes in stream.chunks(piece) {
            decoder.push(bytes);
            loop {
                match decoder.next() {
                    Ok(Some(message)) => said.push(String::from_utf8_lossy(&message).into_owned()),
                    Ok(None) => break,
                    Err(error) => return [said, vec![format!("error: {error}")]].concat().join("|"),
                }
            }
        }
        said.join("|")
    }

    #[test]
    fn reads_what_servers_write() {
        assert_snapshot!(check(b"Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]", 1), @"{}|[1]");
        assert_snapshot!(check(b"content-length:2\nContent-Type: x; charset=utf-8\n\n{}", 7), @"{}");
        assert_snapshot!(check(b"warming up\nContent-Length: 2\r\n\r\n{}", 4), @"{}");
    }

    #[test]
    fn stops_at_what_is_no_message() {
        assert_snapshot!(check(b"Content-Length: 99999999999999999999\r\n\r\n", 9), @"error: it announced a message of 99999999999999999999 bytes; the most is 100");
        assert_snapshot!(check(b"Content-Length: 101\r\n\r\n", 9), @"error: it announced a message of 101 bytes; the most is 100");
        assert_snapshot!(check(b"Content-Length: -1\r\n\r\n", 9), @"error: what it wrote is no message");
        assert_snapshot!(check(&vec![b'x'; JUNK + 1], 4096), @"error: what it wrote is no message");
    }

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded(bodies: Vec<Vec<u8>>, piece in 1_usize..40) {
            let stream: Vec<u8> = bodies.iter().flat_map(|body| encode(body)).collect();
            let mut decoder = Decoder::new(1000);
            let mut read = vec![];
            for bytes in stream.chunks(piece) {
                decoder.push(bytes);
                while let Some(body) = decoder.next().unwrap() {
                    read.push(body);
                }
            }
            prop_assert_eq!(read, bodies);
        }

        #[test]
        fn no_bytes_are_too_much(bytes: Vec<u8>, piece in 1_usize..40) {
            check(&bytes, piece);
        }
    }
}
