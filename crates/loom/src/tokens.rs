//! How many tokens a text has at most, where no model is at hand to ask.

use kinglet_domain::unit::Tokens;

/// Estimates the tokens of code and paths from above: what byte-pair vocabularies of some 100,000 entries make of them, as
/// far as that follows from the kinds of characters. Prose has fewer.
#[must_use]
pub fn estimate(text: &str) -> Tokens {
    let (mut tokens, mut run, mut before) = (0_usize, 0_usize, Kind::Space);
    for c in text.chars() {
        let kind = Kind::of(c);
        // A border within a word: `parseHTML` is at least two.
        let goes_on = kind == before || (before == Kind::Upper && kind == Kind::Lower && run == 1);
        if !goes_on {
            tokens += before.tokens(run);
            run = 0;
        }
        run += 1;
        before = kind;
    }
    tokens += before.tokens(run);
    Tokens(u32::try_from(tokens).unwrap_or(u32::MAX))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lower,
    Upper,
    Digit,
    Space,
    Break,
    Sign,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            '\n' => Self::Break,
            _ if c.is_ascii_whitespace() => Self::Space,
            _ if c.is_ascii() => Self::Sign,
            _ => Self::Other,
        }
    }

    /// What a run of such characters comes to.
    fn tokens(self, run: usize) -> usize {
        match self {
            Self::Lower => 1 + run.saturating_sub(1) / 6,
            Self::Digit => run,
            // A single space belongs to the word behind it.
            Self::Space => usize::from(run > 1),
            Self::Break => 1,
            Self::Upper | Self::Sign => run.div_ceil(2),
            Self::Other => 2 * run,
        }
    }
}
