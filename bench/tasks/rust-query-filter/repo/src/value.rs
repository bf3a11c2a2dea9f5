use std::cmp::Ordering;

/// Compares as numbers if both are, otherwise as texts.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    match (a.parse::<i64>(), b.parse::<i64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => a.cmp(b),
    }
}
