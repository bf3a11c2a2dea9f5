//! What can be wrong with a written time, span or calendar.

use std::fmt;

/// Why a text was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Not a time of day written as `hh:mm`.
    Time(String),
    /// Not two times with a hyphen between them.
    Span(String),
    /// The span ends before it starts, or at once.
    Backwards(String),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Time(text) => write!(formatter, "`{text}` is not a time; write it as 09:30"),
            Error::Span(text) => write!(formatter, "`{text}` is not a span; write it as 09:30-10:00"),
            Error::Backwards(text) => write!(formatter, "`{text}` does not end after it starts"),
        }
    }
}

impl std::error::Error for Error {}
