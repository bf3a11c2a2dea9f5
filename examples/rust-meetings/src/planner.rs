//! Finds the hours in which several people are free.

use crate::busy::{gaps, merge};
use crate::{Calendar, Span};

/// The calendars of those who should meet, and the hours of the day that may be used.
#[derive(Debug, Clone)]
pub struct Planner {
    day: Span,
    calendars: Vec<Calendar>,
}

impl Planner {
    /// Plans within the hours of `day`.
    pub fn new(day: Span) -> Planner {
        Planner { day, calendars: Vec::new() }
    }

    /// Adds someone who should attend.
    #[must_use]
    pub fn with(mut self, calendar: Calendar) -> Planner {
        self.calendars.push(calendar);
        self
    }

    /// Returns the spans in which everybody is free for at least `minutes`, earliest first.
    pub fn free(&self, minutes: u16) -> Vec<Span> {
        let appointments = self.calendars.iter().flat_map(Calendar::spans).collect();
        let busy = merge(appointments);
        gaps(self.day, &busy).into_iter().filter(|gap| gap.minutes() >= minutes).collect()
    }

    /// Returns the earliest span of exactly `minutes` in which everybody is free.
    pub fn earliest(&self, minutes: u16) -> Option<Span> {
        let gap = self.free(minutes).into_iter().next()?;
        Span::between(gap.start, gap.start.plus(minutes))
    }
}
