//! The appointments of one person.

use crate::{Error, Span};

/// What one person has to do on a day; appointments may overlap, as they do in life.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    appointments: Vec<(Span, String)>,
}

impl Calendar {
    /// Reads one appointment a line: a span, a space and a title. Empty lines and `#` comments are skipped.
    ///
    /// # Errors
    /// The first span that is not understood.
    pub fn parse(text: &str) -> Result<Calendar, Error> {
        let mut calendar = Calendar::default();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (span, title) = line.split_once(' ').unwrap_or((line, ""));
            calendar.appointments.push((span.parse()?, title.trim().to_owned()));
        }
        Ok(calendar)
    }

    /// Returns the spans in which this person has something to do, in the order they were written.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.appointments.iter().map(|(span, _)| *span)
    }

    /// Returns the titles of the appointments that overlap `span`.
    pub fn conflicts(&self, span: Span) -> Vec<&str> {
        let overlaps = self.appointments.iter().filter(|(taken, _)| taken.within(span).is_some());
        overlaps.map(|(_, title)| title.as_str()).collect()
    }
}
