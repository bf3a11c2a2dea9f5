//! Words of identifiers and of sentences.

use std::collections::{BTreeMap, BTreeSet};

/// The words of a text with how often each occurs, and one form in which it occurs.
///
/// Identifiers are split at underscores and changes of case; endings are taken off, so that `discounted`,
/// `Discounts` and `discount` are the same word.
pub(crate) fn of(text: &str) -> BTreeMap<String, (u32, String)> {
    let mut words: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for token in text.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
        for part in split(token) {
            let word = part.to_lowercase();
            if word.chars().count() > 2 && !word.starts_with(|c: char| c.is_ascii_digit()) {
                words.entry(stem(&word).to_owned()).or_insert_with(|| (0, word.clone())).0 += 1;
            }
        }
    }
    words
}

/// Takes the endings of plurals and participles off.
fn stem(word: &str) -> &str {
    let is_long = |stem: &&str| stem.chars().count() >= 3;
    let endings: &[&str] = if word.ends_with("ss") { &[] } else { &["ings", "ing", "ed", "es", "s"] };
    let stripped = endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(is_long);
    let stem = stripped.unwrap_or(word);
    stem.strip_suffix('e').filter(is_long).unwrap_or(stem)
}

/// The identifiers of a text: what could be the name of a symbol.
pub(crate) fn identifiers(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .flat_map(|token| token.split('.').chain(std::iter::once(token)))
        .filter(|token| token.len() > 1)
        .collect()
}

/// What a text marks as code: between backticks, on one line.
pub(crate) fn marks(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|mark| !mark.contains('\n'))
}

/// The short name of what a piece of code names: `total` of `Cart.total`, `Cart::total`, `total(prices)`, `fn total(prices)`, `*total`.
pub(crate) fn named(code: &str) -> Option<&str> {
    let head = match code.split_once('(') {
        Some((head, _)) => head.split_whitespace().next_back()?,
        None => code,
    };
    let name = head.rsplit(['.', ':']).next()?.trim_start_matches(['*', '&']);
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then_some(name)
}

/// The words of a text that could be paths of files.
pub(crate) fn paths(text: &str) -> impl Iterator<Item = &str> {
    let is_around = |c: char| c.is_whitespace() || "`'\"(),;:<>[]{}".contains(c);
    text.split(is_around).map(|word| word.trim_end_matches(['.', '!', '?'])).filter(|word| word.contains('.'))
}

/// Whether a text holds a file's name, and not only as a part of a longer one.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let mut after = text.get(at + name.len()..).unwrap_or_default().chars();
        let begins_here = !before.ends_with(|c| goes_on(c) || c == '.');
        let ends_here = match after.next() {
            // A dot ends a sentence, or begins another ending.
            Some('.') => !after.next().is_some_and(goes_on),
            next => !next.is_some_and(goes_on),
        };
        begins_here && ends_here
    })
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
    fn splits_identifiers_and_takes_endings_off() {
        let stems = |text: &str| of(text).into_keys().collect::<Vec<_>>().join(" ");
        assert_eq!(stems("applyBulk_discounts of 12 HTTPServer to_x"), "apply bulk discount httpserver");
        assert_eq!(stems("discounted Discounts discount"), "discount");
        assert_eq!(stems("price prices pricing class classes"), "class pric");
        assert_eq!(of("Rate rates").get("rat"), Some(&(2, "rate".to_owned())));
    }

    #[test]
    fn tells_a_file_from_one_whose_name_holds_its_name() {
        for text in ["a.py", "fix src/a.py.", "in `a.py`:3", "données: a.py, b.py", "data.py or a.py"] {
            assert!(mentions(text, "a.py"), "{text}");
        }
        for text in ["data.py", "a.pyc", "a.py.orig", "my-a.py", "x.a.py", "éa.py", ""] {
            assert!(!mentions(text, "a.py"), "{text}");
        }
    }

    #[test]
    fn finds_identifiers() {
        let found = identifiers("fix `Cart.total`, please");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Cart", "Cart.total", "fix", "please", "total"]);
    }
}
