//! Words of identifiers and of sentences, in the form in which they are compared.

/// Calls `each` with every word of an identifier or of a word of prose: split at underscores, changes of case and
/// acronyms' ends, in lower case, its ending taken off.
///
/// - Words of one letter, and those that begin with a digit, are left out.
pub fn each(token: &str, mut each: impl FnMut(&str)) {
    each_whole(token, |stem, _| each(stem));
}

/// The same with each word as it stood before its ending was taken off, in lower case.
pub fn each_whole(token: &str, mut each: impl FnMut(&str, &str)) {
    let mut word = String::with_capacity(token.len());
    let mut chars = token.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let is_part = c.is_alphanumeric();
        // `fooBar` and `HTTPServer` both have a border before the last capital.
        let next_is_lower = chars.peek().is_some_and(|next| next.is_lowercase());
        let is_border = c.is_uppercase() && (!before.is_uppercase() || next_is_lower);
        if (!is_part || is_border) && !word.is_empty() {
            finish(&mut word, &mut each);
        }
        if is_part {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    finish(&mut word, &mut each);
}

fn finish(word: &mut String, each: &mut impl FnMut(&str, &str)) {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    if word.chars().nth(1).is_some() && !is_number && word.len() <= LONGEST {
        each(&stem(word), word);
    }
    word.clear();
}

/// What is longer is data, no word.
const LONGEST: usize = 40;

/// The words of a text, in order.
#[must_use]
pub fn of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for token in text.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
        each(token, |word| words.push(word.to_owned()));
    }
    words
}

/// Takes the endings of plurals and participles off, so that `retries`, `retried` and `retrying` are `retry`.
fn stem(word: &str) -> std::borrow::Cow<'_, str> {
    let is_long = |stem: &&str| stem.len() >= 3;
    if !word.is_ascii() {
        return word.into();
    }
    for ending in ["ies", "ied"] {
        if let Some(stem) = word.strip_suffix(ending).filter(is_long) {
            return format!("{stem}y").into();
        }
    }
    let endings: &[&str] = if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        &[]
    } else {
        &["ings", "ing", "ed", "es", "s"]
    };
    let stripped = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(is_long));
    let stem = stripped.unwrap_or(word);
    // `running`, `stopped`: the consonant was doubled for the ending's sake.
    let stem = match stem.as_bytes() {
        [.., a, b] if stripped.is_some() && a == b && !b"aeiouls".contains(a) => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    };
    stem.strip_suffix('e').filter(is_long).unwrap_or(stem).into()
}

/// Whether a word says nothing about which code is meant: grammar, and what people write about any change.
///
/// - `word`: as [`of`] returns it.
#[must_use]
pub fn is_empty(word: &str) -> bool {
    EMPTY.binary_search(&word).is_ok()
}

/// In order. Stems, as [`of`] makes them.
const EMPTY: [&str; 142] = [
    "about", "after", "again", "all", "also", "always", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "befor", "being", "both", "bug", "but", "by", "can", "cannot", "could", "did", "do",
    "doe", "doesn", "don", "done", "dur", "each", "either", "etc", "even", "ever", "every", "few", "fix",
    "for", "from", "get", "go", "ha", "had", "have", "he", "her", "here", "him", "how", "if", "in",
    "instead", "into", "is", "isn", "issu", "it", "its", "just", "let", "like", "ll", "made", "mak", "may",
    "me", "might", "mor", "most", "much", "must", "my", "need", "never", "no", "nor", "not", "now", "of",
    "off", "on", "onc", "only", "onto", "or", "other", "our", "out", "over", "own", "pleas", "re", "same",
    "seem", "she", "should", "sinc", "so", "som", "still", "such", "than", "that", "the", "their", "them",
    "then", "ther", "thes", "they", "thi", "this", "those", "to", "too", "until", "up", "us", "use", "ve",
    "very", "wa", "want", "wer", "what", "when", "wher", "which", "while", "who", "why", "will", "with",
    "within", "without", "would", "yet", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_identifiers() {
        let check = |text: &str| of(text).join(" ");
        assert_eq!(
            check("applyBulk_discounts of 12 HTTPServer to_x parseHTML"),
            "apply bulk discount of http server to pars html"
        );
        assert_eq!(check("base64 utf8 x2 naïveÉtat"), "base64 utf8 x2 naïve état");
        assert_eq!(check(&"x".repeat(50)), "");
    }

    #[test]
    fn takes_endings_off() {
        let check = |text: &str| of(text).join(" ");
        assert_eq!(check("retries retried retrying retry"), "retry retry retry retry");
        assert_eq!(
            check("running stopped status class classes analysis"),
            "run stop status class class analysis"
        );
        assert_eq!(check("caches cached cache caching"), "cach cach cach cach");
    }

    #[test]
    fn the_list_of_empty_words_can_be_searched() {
        let mut sorted = EMPTY.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(EMPTY.to_vec(), sorted);
    }
}
