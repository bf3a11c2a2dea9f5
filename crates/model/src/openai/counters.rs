//! What a server counts of all that it was asked, by whomever.

use std::time::Duration;

use super::endpoint::Endpoint;
use super::http::{Http, Route};

const CONNECT: Duration = Duration::from_millis(300);
const ANSWER: Duration = Duration::from_secs(5);

/// What llama.cpp's server counted since it began, where it was started with `--metrics`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// Tokens of prompts that it read; those from its cache are not among them.
    pub read: u64,
    /// Tokens that it wrote.
    pub written: u64,
}

/// What a server counted; `None` if it tells nothing of it.
///
/// - `endpoint`: its address, as [`Options::endpoint`](super::Options::endpoint) takes it.
pub async fn counters(endpoint: &str) -> Option<Counters> {
    let http = Http::new(Endpoint::parse(endpoint).ok()?, None, CONNECT).ok()?;
    let body = http.promptly(ANSWER, http.get(Route::Own("/metrics"))).await.ok()?;
    parsed(&String::from_utf8_lossy(&body))
}

/// Reads the text format of Prometheus: <https://prometheus.io/docs/instrumenting/exposition_formats>.
fn parsed(text: &str) -> Option<Counters> {
    let counted = |name: &str| {
        let value = |line: &str| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok();
        text.lines().find_map(value)
    };
    Some(Counters {
        read: counted("llamacpp:prompt_tokens_total")?,
        written: counted("llamacpp:tokens_predicted_total")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_read_by_their_whole_names() {
        let text = "# HELP llamacpp:prompt_tokens_total Number of prompt tokens processed.\n\
            # TYPE llamacpp:prompt_tokens_total counter\n\
            llamacpp:prompt_tokens_total 1845\n\
            llamacpp:prompt_tokens_seconds 25.1\n\
            llamacpp:tokens_predicted_total 61\n";
        assert_eq!(parsed(text), Some(Counters { read: 1845, written: 61 }));
        assert_eq!(parsed("llamacpp:prompt_tokens_total 1845\n"), None);
    }
}
