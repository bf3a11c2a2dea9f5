//! Words of identifiers and of sentences.

use std::collections::BTreeSet;

/// The words of a text, lower case: identifiers are split at underscores and changes of case, plurals lose their `s`.
pub(crate) fn of(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for token in text.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
        for word in split(token) {
            let lower = word.to_lowercase();
            let stem = lower.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(&lower);
            if stem.chars().count() > 2 && !stem.chars().all(|c| c.is_ascii_digit()) {
                words.insert(stem.to_owned());
            }
        }
    }
    words
}

/// The identifiers of a text: what could be the name of a symbol.
pub(crate) fn identifiers(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .flat_map(|token| token.split('.').chain(std::iter::once(token)))
        .filter(|token| token.len() > 1)
        .collect()
}

fn split(token: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut before_is_lower) = (0, false);
    for (at, c) in token.char_indices() {
        if c == '_' || (c.is_uppercase() && before_is_lower) {
            parts.extend(token.get(start..at));
            start = if c == '_' { at + 1 } else { at };
        }
        before_is_lower = c.is_lowercase();
    }
    parts.extend(token.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_identifiers() {
        let words = of("applyBulk_discounts2 of 12 HTTPServer to_x");
        assert_eq!(words.into_iter().collect::<Vec<_>>(), ["apply", "bulk", "discounts2", "httpserver"]);
        assert_eq!(of("Prices").into_iter().collect::<Vec<_>>(), ["price"]);
    }

    #[test]
    fn finds_identifiers() {
        let found = identifiers("fix `Cart.total`, please");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Cart", "Cart.total", "fix", "please", "total"]);
    }
}
