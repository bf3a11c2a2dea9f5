//! What a customer wants to buy.

use crate::money::label;

pub struct Cart {
    pub items: Vec<(String, u64)>,
}

impl Cart {
    pub fn lines(&self) -> Vec<String> {
        self.items.iter().map(|(name, cents)| format!("{name} {}", label(*cents))).collect()
    }

    pub fn total(&self) -> String {
        label(self.items.iter().map(|(_, cents)| cents).sum())
    }

    pub fn dearest(&self) -> String {
        self.items.iter().map(|(_, cents)| *cents).max().map_or(label(0), |cents| label(cents))
    }
}
