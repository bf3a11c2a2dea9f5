//! The pieces of an answer as they come in.

use reqwest::Response;
use serde::de::IgnoredAny;

use super::event::{Framing, Splitter};
use super::http::Http;
use crate::error::Error;

/// The most bytes of the beginning that are kept to be shown if it is no event stream.
const SHOWN: usize = 200;

/// The most bytes of a whole answer: tens of thousands of tokens with their costs.
const LONGEST: usize = 64 << 20;

/// What the lines of an event stream begin with.
const FIELDS: [&str; 6] = ["data:", "event:", "id:", "retry:", "error:", ":"];

/// An answer that is being read.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    http: &'a Http,
    response: Response,
    framing: Framing,
    /// Taken at the end of the stream.
    splitter: Option<Splitter>,
    beginning: Vec<u8>,
    bytes: usize,
}

impl<'a> Stream<'a> {
    pub(super) fn new(http: &'a Http, response: Response, framing: Framing) -> Self {
        Self {
            http,
            response,
            framing,
            splitter: Some(Splitter::new(framing)),
            beginning: Vec::new(),
            bytes: 0,
        }
    }

    /// The data of the next events, perhaps none; nothing at the end of the stream.
    ///
    /// - `received`: how much text has come, for the error.
    pub(super) async fn next(&mut self, received: usize) -> Result<Option<Vec<String>>, Error> {
        let piece = self.response.chunk().await.map_err(|_| self.http.interrupted(received))?;
        if let (Some(piece), Some(splitter)) = (&piece, &mut self.splitter) {
            self.beginning.extend(piece.iter().take(SHOWN.saturating_sub(self.beginning.len())));
            self.bytes += piece.len();
            if self.bytes > LONGEST {
                return Err(self.http.not_the_protocol(&format!("more than {LONGEST} bytes")));
            }
            let too_long = |_| self.http.not_the_protocol("a line without end");
            return splitter.push(piece).map(Some).map_err(too_long);
        }
        // An event that was left open counts if it is whole: some servers forget the last blank line.
        let last = self.splitter.take().and_then(Splitter::finish).filter(|data| is_whole(data));
        Ok(last.map(|data| vec![data]))
    }

    /// Why a stream that ended too soon cannot be used.
    pub(super) fn broken_off(&self, received: usize) -> Error {
        let beginning = String::from_utf8_lossy(&self.beginning);
        let text = beginning.trim_start_matches('\u{feff}').trim_start();
        let is_begun = match self.framing {
            Framing::Events => FIELDS.iter().any(|field| text.starts_with(field) || field.starts_with(text)),
            Framing::Lines => text.is_empty() || text.starts_with('{'),
        };
        if is_begun { self.http.interrupted(received) } else { self.http.not_the_protocol(text) }
    }
}

fn is_whole(data: &str) -> bool {
    data.trim() == "[DONE]" || serde_json::from_str::<IgnoredAny>(data).is_ok()
}
