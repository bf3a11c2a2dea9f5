//! What the shop earned.

use crate::money::label;

pub fn day(sales: &[u64]) -> String {
    let best = sales.iter().max().copied().unwrap_or_default();
    format!("{} sales, {}, best {}", sales.len(), label(sales.iter().sum()), label(best))
}

pub fn change(before: u64, after: u64) -> String {
    if after >= before {
        format!("+{}", label(after - before))
    } else {
        format!("-{}", label(before - after))
    }
}
