use std::cmp::Ordering;

/// Compares as numbers if both are, otherwise as texts.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    match (a.parse::<i64>(), b.parse::<i64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => a.cmp(b),
    }
}

/// Orders numbers before texts.
pub(crate) fn order(a: &str, b: &str) -> Ordering {
    let key = |text: &str| text.parse::<i64>().map_err(|_| text.to_owned());
    match (key(a), key(b)) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(a), Err(b)) => a.cmp(&b),
    }
}
