//! Other forms of the task's words that the code has: `validation` for `validate`, `sqlite3` for `sqlite`.

use kinglet_index::Index;

use crate::error::Error;

/// More forms than this are another word's.
const MOST: usize = 12;

/// What is left of a word must have so many letters, or it is anything's.
const SHORTEST: usize = 4;

/// Endings that make one part of speech of another, as stems have them.
const ENDINGS: [&str; 16] = [
    "ability", "ibility", "ation", "ition", "ment", "ness", "abl", "ibl", "anc", "enc", "ity", "ion", "or",
    "er", "at", "iz",
];

/// The words of the index that are other forms of a word, in order; never the word itself.
///
/// - `word`: a stem.
pub(crate) fn of(index: &Index, word: &str) -> Result<Vec<String>, Error> {
    let root = root(word);
    // Of a short word only a number behind it makes a form; there are too many words that begin so.
    if root.len() < SHORTEST {
        return Ok(Vec::new());
    }
    let mut forms = index.words_beginning(root)?;
    forms.retain(|form| form != word && self::root(form) == root);
    if forms.len() > MOST {
        forms.clear();
    }
    Ok(forms)
}

/// What the forms of a word have in common.
fn root(word: &str) -> &str {
    let without_number = word.trim_end_matches(|c: char| c.is_ascii_digit());
    // The number kept its stem from losing it.
    let mut root = without_number.strip_suffix('e').unwrap_or(without_number);
    while let Some(shorter) =
        ENDINGS.iter().find_map(|ending| root.strip_suffix(ending)).filter(|it| it.len() >= SHORTEST)
    {
        root = shorter;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_a_root() {
        let check = |text: &str| {
            let stems = kinglet_index::words::of(text);
            stems.iter().map(|stem| root(stem)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(check("validate validates validation validator"), "valid valid valid valid");
        assert_eq!(check("initialize initializer initialization"), "initial initial initial");
        assert_eq!(check("connect connection connections"), "connect connect connect");
        assert_eq!(check("sqlite3 user order state"), "sqlit user order stat");
    }
}
