//! What a customer has to pay.

use crate::money;

pub fn head(number: u32, cents: u64) -> String {
    format!("Invoice {number}: {}", money::label(cents))
}

pub fn with_tax(cents: u64) -> String {
    let tax = cents / 5;
    format!("{} + {} = {}", money::label(cents), money::label(tax), money::label(cents + tax))
}
