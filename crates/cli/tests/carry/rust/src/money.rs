//! Amounts of money.

/// An amount in cents as people write it: `12.50`.
pub fn label(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// What costs nothing.
pub fn free() -> String {
    label(0)
}
