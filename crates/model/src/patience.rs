//! How long to wait before the same is asked again, and when that is no use any more.

use std::time::Duration;

use crate::error::Error;

/// The pauses after failures that may pass: as many as there are, the same is asked again.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];

/// The shortest and the longest pause between two questions to a server that is not ready.
const POLL: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(5));

/// How long a server may take to become ready: large models load for minutes from a slow disk.
const LOADING: Duration = Duration::from_mins(10);

/// What one question may still cost in patience.
///
/// A server that is not ready is asked the same again instead of after its health: that works with every server, and
/// it answers before it looks at the question.
#[derive(Debug, Default)]
pub struct Patience {
    failures: usize,
    waited: Duration,
}

impl Patience {
    /// The pause before the same may be asked again; `None` if it should not be, or not any more.
    ///
    /// - Failures that may pass are few; waiting for a server to become ready is none.
    /// - It is never shorter than the server asks for, which is a minute at most.
    pub fn pause(&mut self, error: &Error) -> Option<Duration> {
        let asked_for = error.retry_after().unwrap_or_default();
        if !matches!(error, Error::NotReady { .. }) {
            let own = PAUSES.get(self.failures).filter(|_| error.is_transient())?;
            self.failures += 1;
            return Some(asked_for.max(*own));
        }
        if self.waited >= LOADING {
            return None;
        }
        // Twice as long each time, since what was waited so far doubles.
        let pause = asked_for.max(self.waited.clamp(POLL.0, POLL.1));
        self.waited += pause;
        Some(pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, retry_after: Option<u64>) -> Error {
        let retry_after = retry_after.map(Duration::from_secs);
        Error::Refused { endpoint: String::new(), status, message: String::new(), retry_after }
    }

    fn not_ready(retry_after: Option<u64>) -> Error {
        let retry_after = retry_after.map(Duration::from_secs);
        Error::NotReady { endpoint: String::new(), message: String::new(), retry_after }
    }

    /// The pauses after the same error again and again, in milliseconds.
    fn pauses(error: &Error) -> Vec<u128> {
        let mut patience = Patience::default();
        std::iter::from_fn(|| patience.pause(error)).map(|pause| pause.as_millis()).collect()
    }

    #[test]
    fn m5_what_may_pass_is_tried_a_few_times_and_what_does_not_is_not() {
        assert_eq!(pauses(&refused(500, None)), [250, 1000]);
        assert_eq!(pauses(&refused(401, None)), [0; 0]);
    }

    #[test]
    fn m4_a_server_is_left_alone_for_as_long_as_it_asks() {
        assert_eq!(pauses(&refused(429, Some(0))), [250, 1000]);
        assert_eq!(pauses(&refused(429, Some(7))), [7000, 7000]);
        assert_eq!(pauses(&not_ready(Some(60))), [60_000; 10]);
    }

    #[test]
    fn m3_a_server_that_loads_is_waited_for_for_minutes_and_costs_no_attempt() {
        let pauses = pauses(&not_ready(None));
        assert_eq!(pauses.get(..8).unwrap(), [250, 250, 500, 1000, 2000, 4000, 5000, 5000]);
        let total: u128 = pauses.iter().sum();
        assert!((600_000..605_000).contains(&total), "{total}");
        let mut patience = Patience::default();
        patience.pause(&not_ready(None)).unwrap();
        assert_eq!(patience.pause(&refused(502, None)), Some(PAUSES[0]));
    }
}
