//! A time of day.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// A minute of the day, from 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    minute: u16,
}

impl Time {
    const LAST: u16 = 24 * 60;

    /// Returns the minutes from `earlier` to this time; zero if it is not earlier.
    pub fn minutes_since(self, earlier: Time) -> u16 {
        self.minute.saturating_sub(earlier.minute)
    }

    /// Returns the time `minutes` later, or midnight if the day ends before.
    pub fn plus(self, minutes: u16) -> Time {
        Time { minute: self.minute.saturating_add(minutes).min(Self::LAST) }
    }
}

impl FromStr for Time {
    type Err = Error;

    fn from_str(text: &str) -> Result<Time, Error> {
        let invalid = || Error::Time(text.to_owned());
        let (hour, minute) = text.split_once(':').ok_or_else(invalid)?;
        let hour: u16 = hour.parse().map_err(|_| invalid())?;
        let minute: u16 = minute.parse().map_err(|_| invalid())?;
        if hour > 24 || minute > 59 || hour * 60 + minute > Self::LAST {
            return Err(invalid());
        }
        Ok(Time { minute: hour * 60 + minute })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["00:00", "09:05", "23:59", "24:00"] {
            assert_eq!(text.parse::<Time>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_time_of_day() {
        for text in ["", "9", "09:60", "24:01", "25:00", "nine:00"] {
            assert_eq!(text.parse::<Time>(), Err(Error::Time(text.to_owned())));
        }
    }
}
