//! Sets of small numbers, a bit each.

const BITS: usize = u64::BITS as usize;

#[derive(Debug, Clone, Default)]
pub struct BitSet {
    words: Vec<u64>,
}

impl BitSet {
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns whether the number is new.
    pub fn insert(&mut self, number: usize) -> bool {
        let (word, bit) = place(number);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        is_new
    }

    /// Returns whether the number was there.
    pub fn remove(&mut self, number: usize) -> bool {
        let was_there = self.contains(number);
        if was_there {
            let (word, bit) = place(number);
            self.words[word] &= !bit;
        }
        was_there
    }

    pub fn contains(&self, number: usize) -> bool {
        let (word, bit) = place(number);
        self.words.get(word).is_some_and(|bits| bits & bit != 0)
    }

    pub fn len(&self) -> usize {
        self.words
            .iter()
            .map(|bits| bits.count_ones() as usize)
            .sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers that are in either set.
    pub fn union(&self, other: &BitSet) -> BitSet {
        let length = self.words.len().max(other.words.len());
        let word = |set: &BitSet, index: usize| set.words.get(index).copied().unwrap_or(0);
        BitSet {
            words: (0..length)
                .map(|index| word(self, index) | word(other, index))
                .collect(),
        }
    }
}

impl FromIterator<usize> for BitSet {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut set = Self::new();
        for number in numbers {
            set.insert(number);
        }
        set
    }
}

/// Where a number's bit is.
fn place(number: usize) -> (usize, u64) {
    (number / BITS, 1 << (number % BITS))
}
