//! Sees to it that a prompt is read whole: it is not sent where it does not fit, and noticed where it was cut.

use kinglet_domain::unit::Tokens;

use crate::backend::Request;
use crate::error::Error;
use crate::estimate::Estimate;

/// With its reply, a prompt of this length fits the smallest window with which any server starts by itself.
const ALWAYS_READ: Tokens = Tokens(1024);

/// What was sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent {
    /// Its length; without what a chat template adds.
    pub(super) tokens: Tokens,
    bytes: usize,
    words: usize,
    /// Whether the model's own tokenizer counted.
    is_counted: bool,
}

/// What is known of the server's honesty about prompts.
#[derive(Debug)]
pub(super) struct Watch {
    estimate: Estimate,
    /// The longest prompt that was seen to be read whole.
    proven: Tokens,
    /// The longest prompt of which the server's account alone was too short.
    excused: Tokens,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self { estimate: Estimate::PRIOR, proven: ALWAYS_READ, excused: Tokens(0) }
    }

    /// Learns from a prompt that is known to have been read whole.
    pub(super) fn learn(&mut self, bytes: usize, tokens: Tokens) {
        self.estimate.learn(bytes, tokens);
    }

    /// The tokens of a text where nobody counts them.
    pub(super) fn estimate(&self, text: &str) -> Tokens {
        self.estimate.count(text)
    }

    /// The size of a prompt.
    ///
    /// - `counted`: its tokens by the model's own tokenizer, if there is one.
    pub(super) fn size(&self, prompt: &str, counted: Option<Tokens>) -> Sent {
        Sent {
            tokens: counted.unwrap_or_else(|| self.estimate.count(prompt)),
            bytes: prompt.len(),
            words: prompt.split_whitespace().count(),
            is_counted: counted.is_some(),
        }
    }

    /// Whether a prompt of this size is known to be read whole, without the server's account.
    pub(super) fn is_proven(&self, sent: &Sent) -> bool {
        sent.tokens <= self.proven
    }

    /// Compares what was sent with what was read; returns the tokens that were read if those are too few.
    ///
    /// - `read`: as the server tells, cached tokens included; nothing if it does not tell.
    pub(super) fn compare(&mut self, sent: &Sent, read: Option<Tokens>) -> Result<(), Tokens> {
        let Some(read) = read else {
            // A server that keeps no account will not keep one for the next prompt either.
            self.proven = Tokens(u32::MAX);
            return Ok(());
        };
        if read < self.least(sent) {
            return if sent.tokens <= self.excused { Ok(()) } else { Err(read) };
        }
        self.proven = self.proven.max(sent.tokens);
        if self.excused == Tokens(0) {
            self.estimate.learn(sent.bytes, read);
        }
        Ok(())
    }

    /// Accepts that a prompt was read whole although the account was too short: some versions of Ollama, and others,
    /// leave out what came from the cache. It is that of the same prompt with a beginning that no cache knows that tells.
    pub(super) fn excuse(&mut self, sent: &Sent, afresh: Option<Tokens>) -> Result<(), ()> {
        if afresh.is_none_or(|read| read < self.least(sent)) {
            return Err(());
        }
        self.proven = self.proven.max(sent.tokens);
        self.excused = self.excused.max(sent.tokens);
        Ok(())
    }

    /// The fewest tokens that the whole prompt can be.
    fn least(&self, sent: &Sent) -> Tokens {
        if sent.is_counted {
            // Templates trim messages, and tokens grow together where messages meet.
            return Tokens(sent.tokens.0.saturating_sub(sent.tokens.0 / 16 + 8));
        }
        // No tokenizer makes one token of two words.
        let words = u32::try_from(sent.words).unwrap_or(u32::MAX);
        self.estimate.least(sent.bytes).max(Tokens(words))
    }
}

/// All that a request gives the model to read.
pub(super) fn prompt(request: &Request, prefill: &str) -> String {
    let texts = request.messages.iter().map(|message| message.content.as_str());
    texts.chain((!prefill.is_empty()).then_some(prefill)).collect::<Vec<_>>().join("\n")
}

/// Refuses a prompt that leaves no room for its reply.
pub(super) fn fits(sent: &Sent, limit: Tokens, window: Option<Tokens>) -> Result<(), Error> {
    match window {
        Some(window) if sent.tokens.0.saturating_add(limit.0) > window.0 => {
            Err(Error::TooLong { prompt: sent.tokens.0, limit: limit.0, window: window.0 })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a prompt of so many words with four bytes each, of which so many tokens were read.
    fn check(watch: &mut Watch, words: usize, counted: Option<u32>, read: u32) -> bool {
        let sent = watch.size(&"abc ".repeat(words), counted.map(Tokens));
        watch.compare(&sent, Some(Tokens(read))).is_ok()
    }

    #[test]
    fn a_cut_is_told_from_a_vocabulary_that_is_only_larger() {
        let mut watch = Watch::new();
        assert!(check(&mut watch, 3_000, None, 3_000));
        assert!(!check(&mut watch, 3_000, None, 2_999), "fewer tokens than words");
        assert!(!check(&mut watch, 5_000, None, 4_096));
        assert!(check(&mut watch, 5_000, Some(5_000), 4_700), "a template trims");
        assert!(!check(&mut watch, 5_000, Some(5_000), 4_096));
    }

    #[test]
    fn only_what_was_read_whole_once_is_believed_without_an_account() {
        let mut watch = Watch::new();
        let sent = watch.size(&"abc ".repeat(3_000), None);
        assert!(!watch.is_proven(&sent));
        assert_eq!(watch.compare(&sent, Some(Tokens(2_000))), Err(Tokens(2_000)));
        assert!(!watch.is_proven(&sent));
        assert_eq!(watch.compare(&sent, Some(Tokens(3_100))), Ok(()));
        assert!(watch.is_proven(&sent));
    }

    #[test]
    fn a_server_that_keeps_no_account_is_not_waited_for() {
        let mut watch = Watch::new();
        let sent = watch.size(&"abc ".repeat(3_000), None);
        assert_eq!(watch.compare(&sent, None), Ok(()));
        assert!(watch.is_proven(&sent));
    }
}
