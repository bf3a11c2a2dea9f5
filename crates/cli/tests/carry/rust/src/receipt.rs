//! What a customer paid.

use crate::money::label;

pub fn paid(cents: u64, given: u64) -> Vec<String> {
    vec![
        format!("total {:>10}", label(cents)),
        format!(
            "back  {:>10}",
            label(
                given
                    .saturating_sub(cents),
            )
        ),
    ]
}
