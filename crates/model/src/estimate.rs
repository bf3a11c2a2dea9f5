//! Counts tokens where the server does not: by bytes, corrected by what earlier prompts came to.

use kinglet_domain::unit::Tokens;

/// No prompt has more bytes a token than this.
const MOST_BYTES: u64 = 8;

/// Bytes and tokens that were seen together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Estimate {
    bytes: u64,
    tokens: u64,
}

impl Estimate {
    /// Code in a small model's vocabulary has some 3.5 bytes a token; a few real prompts outweigh this.
    pub(crate) const PRIOR: Self = Self { bytes: 3_500, tokens: 1_000 };

    /// Learns from a prompt.
    ///
    /// - A prompt with fewer than 1 or more than 8 bytes a token is left out: a server that cuts prompts
    ///   short, or that counts something else, teaches nothing.
    pub(crate) fn learn(&mut self, bytes: usize, tokens: Tokens) {
        let (bytes, tokens) = (bytes as u64, u64::from(tokens.0));
        if (tokens..=tokens.saturating_mul(MOST_BYTES)).contains(&bytes) {
            self.bytes = self.bytes.saturating_add(bytes);
            self.tokens = self.tokens.saturating_add(tokens);
        }
    }

    /// The fewest tokens that a prompt of so many bytes can have been, as far as that is known.
    ///
    /// - Before much was learnt, only what no text at all has is ruled out.
    pub(crate) fn least(self, bytes: usize) -> Tokens {
        let has_learnt = self.tokens >= 2 * Self::PRIOR.tokens;
        // One prompt differs from the mean of earlier ones, but not by three fifths.
        let (tokens, of) = if has_learnt { (self.tokens * 5, self.bytes * 8) } else { (1, MOST_BYTES) };
        let least = (bytes as u64).saturating_mul(tokens) / of.max(1);
        Tokens(u32::try_from(least).unwrap_or(u32::MAX))
    }

    /// The tokens of a text, rounded up.
    pub(crate) fn count(self, text: &str) -> Tokens {
        let tokens = (text.len() as u64).saturating_mul(self.tokens).div_ceil(self.bytes.max(1));
        Tokens(u32::try_from(tokens).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_prompts_correct_the_estimate() {
        let mut estimate = Estimate::PRIOR;
        assert_eq!(estimate.count(&"x".repeat(350)), Tokens(100));
        estimate.learn(16_500, Tokens(9_000));
        assert_eq!(estimate.count(&"x".repeat(350)), Tokens(175));
        assert_eq!(estimate.count(""), Tokens(0));
    }

    #[test]
    fn what_was_learnt_tells_what_is_too_few() {
        let mut estimate = Estimate::PRIOR;
        assert_eq!(estimate.least(8_000), Tokens(1_000));
        estimate.learn(4_000, Tokens(1_000));
        assert_eq!(estimate.least(7_500), Tokens(1_250));
    }

    #[test]
    fn a_server_that_cuts_prompts_short_teaches_nothing() {
        let mut estimate = Estimate::PRIOR;
        estimate.learn(100_000, Tokens(2_048));
        estimate.learn(100, Tokens(1_000));
        estimate.learn(0, Tokens(0));
        assert_eq!(estimate, Estimate::PRIOR);
    }
}
