//! Downloads a file over HTTP, and goes on after cuts.

use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HeaderName, RANGE};
use reqwest::{Client, Response};

use crate::answer::{self, Answer, Head};
use crate::error::{Error, Failure};
use crate::partial::Partial;
use crate::progress::Progress;

/// How long a download waits and how much it puts up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The longest wait for a connection. Short, so that a machine without internet soon tries the next source.
    pub connect: Duration,
    /// The longest silence in a transfer before it counts as cut.
    pub silence: Duration,
    /// How many cuts in a row may bring nothing new; cuts that brought something do not count.
    pub fruitless_cuts: u32,
    /// The wait after a fruitless cut; twice that after the second in a row, and so on.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            silence: Duration::from_secs(30),
            fruitless_cuts: 4,
            pause: Duration::from_secs(1),
        }
    }
}

/// Why one request did not complete the file.
enum Stop {
    /// Nobody answered, or not now: worth another try only if this server has answered before.
    Unanswered(String),
    /// The transfer broke off.
    Cut(String),
    /// Another try would not help.
    Final(Failure),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Final(Failure::Disk(error))
    }
}

/// Counts cuts.
struct Tally {
    furthest: u64,
    fruitless: u32,
}

impl Tally {
    /// Records a cut with so many bytes on disk; returns how many in a row brought nothing new.
    fn cut(&mut self, have: u64) -> u32 {
        self.fruitless = if have > self.furthest { 0 } else { self.fruitless + 1 };
        self.furthest = self.furthest.max(have);
        self.fruitless
    }
}

/// Fills `partial` from `url`, from where it ends; success means that it is right.
pub(crate) async fn bring(
    url: &str,
    patience: &Patience,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let is_inherited = partial.have() > 0;
    download(url, patience, partial, progress).await?;
    if is_inherited && !partial.is_right() {
        // The wrong bytes may be another source's: this one is judged by its own.
        partial.restart()?;
        let reason = "what an earlier transfer left does not fit".to_owned();
        progress(Progress::Resuming { have: 0, reason });
        download(url, patience, partial, progress).await?;
    }
    partial.judge()
}

async fn download(
    url: &str,
    patience: &Patience,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let client = client(patience)?;
    let mut tally = Tally { furthest: partial.have(), fruitless: 0 };
    let mut has_answered = false;
    loop {
        let reason = match request(&client, url, partial, progress).await {
            Ok(()) => return Ok(()),
            Err(Stop::Final(failure)) => return Err(failure),
            Err(Stop::Unanswered(reason)) if !has_answered => return Err(Failure::Source(reason)),
            Err(Stop::Unanswered(reason) | Stop::Cut(reason)) => reason,
        };
        has_answered = true;
        let fruitless = tally.cut(partial.have());
        if fruitless > patience.fruitless_cuts {
            return Err(Failure::Source(format!(
                "cut {fruitless} times with nothing new; the last time: {reason}"
            )));
        }
        progress(Progress::Resuming { have: partial.have(), reason });
        tokio::time::sleep(patience.pause * fruitless).await;
    }
}

fn client(patience: &Patience) -> Result<Client, Failure> {
    // An error says that a provider is installed already: that one will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent("kinglet")
        .connect_timeout(patience.connect)
        .read_timeout(patience.silence)
        .build()
        .map_err(|error| Failure::Source(format!("cannot set up HTTPS: {}", reason(&error))))
}

async fn request(
    client: &Client,
    url: &str,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Stop> {
    // Sums and ranges are about the file's own bytes, so nothing on the way may compress them.
    let mut request = client.get(url).header(ACCEPT_ENCODING, "identity");
    if partial.have() > 0 {
        request = request.header(RANGE, format!("bytes={}-", partial.have()));
    }
    let response = request.send().await.map_err(|error| Stop::Unanswered(reason(&error)))?;
    match answer::read(&head(&response), partial.have(), partial.size()) {
        Answer::Append => {}
        Answer::Restart => partial.restart()?,
        Answer::Discard(reason) => {
            partial.restart()?;
            return Err(Stop::Cut(reason));
        }
        Answer::Later(reason) => return Err(Stop::Unanswered(reason)),
        Answer::Refuse(reason) => return Err(Stop::Final(Failure::Source(reason))),
    }
    receive(response, partial, progress).await
}

async fn receive(
    mut response: Response,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Stop> {
    while !partial.is_full() {
        let chunk = response.chunk().await.map_err(|error| Stop::Cut(reason(&error)))?;
        let chunk = chunk.ok_or_else(|| Stop::Cut("the server stopped before the end".to_owned()))?;
        partial.append(&chunk)?;
        progress(Progress::Bytes { have: partial.have(), size: partial.size() });
    }
    Ok(())
}

fn head(response: &Response) -> Head {
    let text = |name: HeaderName| {
        // A header that is not text says nothing that could be relied on: as good as none.
        response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    Head {
        status: response.status().as_u16(),
        content_type: text(CONTENT_TYPE),
        content_range: text(CONTENT_RANGE),
        content_length: text(CONTENT_LENGTH).and_then(|digits| digits.parse().ok()),
    }
}

/// The innermost cause: the outer ones repeat the address and say "error sending request".
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return if error.is_connect() { "no connection in time" } else { "no answer in time" }.to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let what = if error.is_connect() { "cannot connect: " } else { "" };
    format!("{what}{cause}")
}
