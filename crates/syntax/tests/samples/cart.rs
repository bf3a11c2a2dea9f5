//! A shopping cart.

use std::{collections::HashMap, fmt::{self, Display}};

use crate::money::{Price, round as round_half};
use super::*;

mod rates;

const RATE: u8 = 2;

/// What is bought.
#[derive(Debug, Clone)]
pub struct Cart<T> {
    items: HashMap<String, T>,
}

impl<T: Into<Price>> Cart<T> {
    pub fn total(&self) -> Price {
        let weigh = |item: &T| round_half(item.clone().into(), RATE);
        self.items.values().map(weigh).sum()
    }
}

impl<T> Display for Cart<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items", self.items.len())
    }
}

pub trait Shelf {
    const ROWS: usize;
    fn take(&mut self, name: &str) -> Option<Price>;
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds_up() {
        assert_eq!(super::RATE, 2);
    }
}
