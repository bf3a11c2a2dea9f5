//! A stretch of time within a day.

use std::fmt;
use std::str::FromStr;

use crate::{Error, Time};

/// From `start` up to, but without, `end`. Spans are ordered by their start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    // Invariant: start < end. The order of the fields is the order of spans.
    pub(crate) start: Time,
    pub(crate) end: Time,
}

impl Span {
    /// Returns the span between two times, or nothing if they leave no minute between them.
    pub fn between(start: Time, end: Time) -> Option<Span> {
        (start < end).then_some(Span { start, end })
    }

    /// Returns the length in minutes.
    pub fn minutes(self) -> u16 {
        self.end.minutes_since(self.start)
    }

    /// Returns the part of this span that lies within `other`, if there is one.
    pub fn within(self, other: Span) -> Option<Span> {
        Span::between(self.start.max(other.start), self.end.min(other.end))
    }
}

impl FromStr for Span {
    type Err = Error;

    fn from_str(text: &str) -> Result<Span, Error> {
        let (start, end) = text.split_once('-').ok_or_else(|| Error::Span(text.to_owned()))?;
        let (start, end) = (start.trim().parse()?, end.trim().parse()?);
        Span::between(start, end).ok_or_else(|| Error::Backwards(text.to_owned()))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_must_end_after_it_starts() {
        assert_eq!("10:00-10:00".parse::<Span>(), Err(Error::Backwards("10:00-10:00".to_owned())));
    }

    #[test]
    fn the_common_part_of_neighbours_is_empty() {
        assert_eq!(span("09:00-10:00").within(span("10:00-11:00")), None);
        assert_eq!(span("09:00-10:30").within(span("10:00-11:00")), Some(span("10:00-10:30")));
    }
}
