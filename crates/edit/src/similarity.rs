//! How alike two lines are.

/// What is compared of a line: the pairs of neighbouring characters in it, sorted.
pub(crate) struct Fingerprint(Vec<(char, char)>);

impl Fingerprint {
    /// White space at either end does not count.
    pub(crate) fn of(line: &str) -> Self {
        let padded = || line.trim().chars().chain(std::iter::once('\n'));
        let mut pairs: Vec<_> = std::iter::once('\n').chain(padded()).zip(padded()).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// From 0.0 (nothing in common) to 1.0 (the same pairs); linear in the lengths.
    ///
    /// Dice's coefficient over character bigrams (Dice, 1945; Adamson and Boreham, 1974).
    #[expect(clippy::cast_precision_loss, reason = "lines are far shorter than 2^52 characters")]
    pub(crate) fn similarity(&self, other: &Self) -> f64 {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0_usize;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    left.next();
                    right.next();
                }
            }
        }
        2.0 * common as f64 / (self.0.len() + other.0.len()) as f64
    }
}
