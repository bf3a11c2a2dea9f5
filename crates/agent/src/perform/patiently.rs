//! Asks a model, and asks again where the failure may pass.

use kinglet_domain::event::Event as Progress;
use kinglet_model::{Backend, Error, Patience};

use super::Watch;
use crate::driver::Models;

/// Makes the model ready.
pub(crate) async fn open(models: &mut dyn Models, watch: &mut Watch<'_>) -> Result<Box<dyn Backend>, Error> {
    let opening = async |_: &mut Watch<'_>| match models.open().await {
        // A wrong address is to be said at once; a server that was there before may come back.
        Err(error @ Error::Unreachable { .. }) => Ok(Err(error)),
        other => other.map(Ok),
    };
    patiently(watch, opening).await?
}

/// Asks until there is an answer, or the failure is one that does not pass, or there were too many.
///
/// - `ask`: is given `watch` for its own use.
/// - Who watches is told of each failure, but of a server that is not ready only once.
pub(crate) async fn patiently<T>(
    watch: &mut Watch<'_>,
    mut ask: impl AsyncFnMut(&mut Watch<'_>) -> Result<T, Error>,
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
            let wait_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
            watch(Progress::Retrying { reason: error.to_string(), wait_ms });
        }
        was_ready = is_ready;
        tokio::time::sleep(pause).await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt as _;
    use futures_util::future::BoxFuture;
    use tokio::time::Instant;

    use super::*;

    /// Asks with these failures before the answer; tells what was told and how it ended.
    async fn check(failures: Vec<Error>) -> String {
        let mut failures = failures.into_iter();
        let mut told = Vec::new();
        let mut watch = |progress| told.push(progress);
        let begun = Instant::now();
        let answer = patiently(&mut watch, async |_| failures.next().map_or(Ok("answered"), Err)).await;
        let end = answer.map_or_else(|error| format!("error: {error}"), str::to_owned);
        let told = told.into_iter().map(|progress| match progress {
            Progress::Retrying { reason, wait_ms } => format!("{reason}; {wait_ms} ms\n"),
            other => format!("{other:?}\n"),
        });
        format!("{}{end} after {} ms", told.collect::<String>(), begun.elapsed().as_millis())
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

    /// Nobody is there, and says so once.
    struct Nobody(u32);

    impl Models for Nobody {
        fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
            self.0 += 1;
            let address = kinglet_model::openai::Options {
                endpoint: "http://127.0.0.1:1".to_owned(),
                model: None,
                api_key: None,
                timers: kinglet_model::openai::Timers::default(),
            };
            async { kinglet_model::openai::OpenAi::connect(address).await.map(|it| Box::new(it) as _) }
                .boxed()
        }
    }

    #[tokio::test]
    async fn a_server_that_was_never_there_is_not_waited_for() {
        let mut nobody = Nobody(0);
        let opened = open(&mut nobody, &mut |progress| panic!("{progress:?}")).await;
        assert!(matches!(opened, Err(Error::Unreachable { .. })));
        assert_eq!(nobody.0, 1);
    }
}
