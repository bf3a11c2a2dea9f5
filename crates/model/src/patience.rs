//! Asks again where a failure may pass: after which pause, and when that is no use any more.

use std::time::Duration;

use crate::error::Error;

/// The pauses after failures that may pass: as many as there are, the same is asked again.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];

/// The shortest and the longest pause between two questions to a server that is not ready.
const POLL: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(5));

/// How long a server may take to become ready: large models load for minutes from a slow disk.
const LOADING: Duration = Duration::from_mins(10);

/// Asks until there is an answer, or the failure is one that does not pass, or there were too many.
///
/// - `watch`: what `tell` and `ask` are lent.
/// - `tell`: is told of each failure with the pause that follows, but of a server that is not ready only once.
///
/// # Errors
/// The last failure.
pub async fn ask<W: ?Sized, T>(
    watch: &mut W,
    tell: impl Fn(&mut W, &Error, Duration),
    mut ask: impl AsyncFnMut(&mut W) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut patience = Patience::default();
    let mut was_ready = true;
    loop {
        let error = match ask(watch).await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        let Some(pause) = patience.pause(&error) else { return Err(error) };
        let is_ready = !matches!(error, Error::NotReady { .. });
        if is_ready || was_ready {
            tracing::warn!(%error, ?pause, "asking the model again");
            tell(watch, &error, pause);
        }
        was_ready = is_ready;
        tokio::time::sleep(pause).await;
    }
}

/// [`ask`]s for a model to be opened. That nobody is at an address is a failure at once: a wrong one is to be said, and
/// only a server that was there before may come back.
///
/// # Errors
/// The last failure.
pub async fn open<W: ?Sized, T>(
    watch: &mut W,
    tell: impl Fn(&mut W, &Error, Duration),
    mut open: impl AsyncFnMut() -> Result<T, Error>,
) -> Result<T, Error> {
    let opening = async |_: &mut W| match open().await {
        Err(error @ Error::Unreachable { .. }) => Ok(Err(error)),
        other => other.map(Ok),
    };
    ask(watch, tell, opening).await?
}

/// What one question may still cost in patience.
#[derive(Debug, Default)]
struct Patience {
    failures: usize,
    waited: Duration,
}

impl Patience {
    /// The pause before the same may be asked again; `None` if it should not be, or not any more.
    ///
    /// - Failures that may pass are few; waiting for a server to become ready is none.
    /// - It is never shorter than the server asks for, which is a minute at most.
    fn pause(&mut self, error: &Error) -> Option<Duration> {
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
    use tokio::time::Instant;

    use super::*;
    use crate::openai::{OpenAi, Options, Timers};

    fn refused(status: u16, retry_after: Option<u64>) -> Error {
        let retry_after = retry_after.map(Duration::from_secs);
        Error::Refused { endpoint: String::new(), status, message: String::new(), retry_after }
    }

    fn not_ready(retry_after: Option<u64>) -> Error {
        let retry_after = retry_after.map(Duration::from_secs);
        Error::NotReady { endpoint: String::new(), message: String::new(), retry_after }
    }

    /// Asks with these failures before the answer; tells what was told and how it ended.
    async fn check(failures: Vec<Error>) -> String {
        let mut failures = failures.into_iter();
        let mut told: Vec<String> = Vec::new();
        let begun = Instant::now();
        let tell = |told: &mut Vec<String>, error: &Error, pause: Duration| {
            told.push(format!("{error}; {} ms\n", pause.as_millis()));
        };
        let answer = ask(&mut told, tell, async |_| failures.next().map_or(Ok("answered"), Err)).await;
        let end = answer.map_or_else(|error| format!("error: {error}"), str::to_owned);
        format!("{}{end} after {} ms", told.concat(), begun.elapsed().as_millis())
    }

    fn interrupted() -> Error {
        Error::Interrupted { endpoint: "URL".to_owned(), received: 7 }
    }

    fn loading() -> Error {
        let message = "Loading model".to_owned();
        Error::NotReady { endpoint: "URL".to_owned(), message, retry_after: None }
    }

    fn busy(seconds: u64) -> Error {
        let retry_after = Some(Duration::from_secs(seconds));
        Error::Refused { endpoint: "URL".to_owned(), status: 429, message: "busy".to_owned(), retry_after }
    }

    #[tokio::test(start_paused = true)]
    async fn failures_are_told_and_waited_for_a_bounded_number_of_times() {
        insta::assert_snapshot!(check(vec![]).await, @"answered after 0 ms");
        insta::assert_snapshot!(check(vec![interrupted(), busy(7)]).await, @"
        the model server at URL broke off in the middle of an answer, after 7 bytes of text; 250 ms
        the model server at URL answered 429: busy; 7000 ms
        answered after 7250 ms
        ");
        insta::assert_snapshot!(check(vec![interrupted(), interrupted(), interrupted()]).await, @"
        the model server at URL broke off in the middle of an answer, after 7 bytes of text; 250 ms
        the model server at URL broke off in the middle of an answer, after 7 bytes of text; 1000 ms
        error: the model server at URL broke off in the middle of an answer, after 7 bytes of text after 1250 ms
        ");
        insta::assert_snapshot!(check(vec![Error::BadKey]).await, @"error: the API key has characters that an HTTP header cannot carry; was it copied with a line end? after 0 ms");
    }

    #[tokio::test(start_paused = true)]
    async fn m3_a_server_that_loads_is_waited_for_and_told_of_once() {
        let minutes = || (0..30).map(|_| loading());
        insta::assert_snapshot!(check(minutes().collect()).await, @"
        the model server at URL is not ready: Loading model; 250 ms
        answered after 128000 ms
        ");
        insta::assert_snapshot!(check(minutes().chain([interrupted(), loading()]).collect()).await, @"
        the model server at URL is not ready: Loading model; 250 ms
        the model server at URL broke off in the middle of an answer, after 7 bytes of text; 250 ms
        the model server at URL is not ready: Loading model; 5000 ms
        answered after 133250 ms
        ");
        insta::assert_snapshot!(check((0..1000).map(|_| loading()).collect()).await, @"
        the model server at URL is not ready: Loading model; 250 ms
        error: the model server at URL is not ready: Loading model after 603000 ms
        ");
    }

    #[tokio::test]
    async fn a_server_that_was_never_there_is_not_waited_for() {
        let options = Options {
            endpoint: "http://127.0.0.1:1".to_owned(),
            model: None,
            api_key: None,
            timers: Timers::default(),
        };
        let mut asked = 0;
        let connect = async || {
            asked += 1;
            OpenAi::connect(options.clone()).await
        };
        let opened = open(&mut (), |(), error, _| panic!("{error}"), connect).await;
        assert!(matches!(opened, Err(Error::Unreachable { .. })));
        assert_eq!(asked, 1);
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
