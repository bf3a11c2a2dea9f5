//! Splits a stream of bytes into its pieces, within bounds: server-sent events, or lines.
//!
//! Format: <https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream>.
//! A lone CR does not end a line here; no model server sends one. Beyond the format, an event that the end
//! of the stream leaves open counts, and so does a field `error`, in which older llama.cpp servers complain.

/// The most bytes of a line, and of an event.
const LIMIT: usize = 1 << 20;

/// How the pieces of an answer are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// Each is a server-sent event.
    Events,
    /// Each is a line.
    Lines,
}

/// Splits bytes, in pieces of any size, into the data of events.
#[derive(Debug)]
pub(super) struct Splitter {
    framing: Framing,
    line: Vec<u8>,
    data: Option<String>,
}

/// A line or an event is longer than any that a model server sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong;

impl Splitter {
    pub(super) fn new(framing: Framing) -> Self {
        Self { framing, line: Vec::new(), data: None }
    }

    /// Takes the next bytes; returns the data of the events that they complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<Vec<String>, TooLong> {
        let mut events = Vec::new();
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            if self.line.len() + piece.len() > LIMIT {
                return Err(TooLong);
            }
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                events.extend(self.end_line()?);
            }
        }
        Ok(events)
    }

    /// Takes the end of the stream; returns the data of the event that it left open.
    pub(super) fn finish(mut self) -> Option<String> {
        // What is too long to be an event is none.
        let completed = self.end_line().unwrap_or(None);
        completed.or(self.data)
    }

    fn end_line(&mut self) -> Result<Option<String>, TooLong> {
        let bytes = std::mem::take(&mut self.line);
        // Models stop in the middle of characters, and some servers pass that on: it must not cost the reply.
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return Ok(self.data.take());
        }
        if self.framing == Framing::Lines {
            return Ok(Some(line.to_owned()));
        }
        let Some((field, value)) = line.split_once(':') else { return Ok(None) };
        if matches!(field, "data" | "error") {
            self.append(value.strip_prefix(' ').unwrap_or(value))?;
        }
        Ok(None)
    }

    fn append(&mut self, value: &str) -> Result<(), TooLong> {
        let data = match self.data.take() {
            Some(earlier) => earlier + "\n" + value,
            None => value.to_owned(),
        };
        if data.len() > LIMIT {
            return Err(TooLong);
        }
        self.data = Some(data);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(pieces: &[&[u8]]) -> Vec<String> {
        let mut splitter = Splitter::new(Framing::Events);
        let mut events: Vec<_> =
            pieces.iter().flat_map(|piece| splitter.push(piece).expect("short")).collect();
        events.extend(splitter.finish());
        events
    }

    #[test]
    fn comments_other_fields_line_ends_and_many_data_lines_are_understood() {
        let stream = b"\xef\xbb\xbf: hello\r\nevent: x\r\ndata: one\r\n\r\n\n:\nid\ndata:two\ndata:  three\n\nerror: no\n\n";
        assert_eq!(split(&[stream]), ["one", "two\n three", "no"]);
    }

    #[test]
    fn the_last_event_needs_no_blank_line_and_no_line_end() {
        assert_eq!(split(&[b"data: one\n\ndata: [DONE]\n"]), ["one", "[DONE]"]);
        assert_eq!(split(&[b"data: [DONE]"]), ["[DONE]"]);
    }

    #[test]
    fn it_does_not_matter_where_the_bytes_are_split() {
        let stream = "data: {\"ü→\u{1f980}\"}\r\n\r\ndata: a\ndata: b\n\n: c\n\n".as_bytes();
        for at in 0..=stream.len() {
            let (before, after) = stream.split_at(at);
            assert_eq!(split(&[before, after]), ["{\"ü→\u{1f980}\"}", "a\nb"], "split at {at}");
        }
    }

    #[test]
    fn lines_are_pieces_where_there_are_no_events() {
        let mut splitter = Splitter::new(Framing::Lines);
        assert_eq!(splitter.push(b"{\"a\":1}\r\n\n{\"b\""), Ok(vec!["{\"a\":1}".to_owned()]));
        assert_eq!(splitter.push(b":2}"), Ok(vec![]));
        assert_eq!(splitter.finish().as_deref(), Some("{\"b\":2}"));
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(split(&[b"data: a\xffb\n\n"]), ["a\u{fffd}b"]);
    }

    #[test]
    fn neither_a_line_nor_an_event_grows_without_bound() {
        let mut splitter = Splitter::new(Framing::Events);
        assert_eq!(splitter.push(&vec![b'x'; LIMIT]), Ok(vec![]));
        assert_eq!(splitter.push(b"x"), Err(TooLong));
        let half = [b"data: ".as_slice(), &vec![b'x'; LIMIT / 2], b"\n"].concat();
        let mut splitter = Splitter::new(Framing::Events);
        assert_eq!(splitter.push(&half), Ok(vec![]));
        assert_eq!(splitter.push(&half), Err(TooLong));
    }
}
