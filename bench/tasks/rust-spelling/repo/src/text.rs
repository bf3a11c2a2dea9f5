use crate::dictionary::Dictionary;

/// A word that is not in the dictionary.
#[derive(Debug, PartialEq, Eq)]
pub struct Misspelt<'a> {
    /// 1 is the first line.
    pub line: usize,
    pub word: &'a str,
}

/// All words of a text that the dictionary does not have, in their order.
pub fn misspelt<'a>(text: &'a str, dictionary: &Dictionary) -> Vec<Misspelt<'a>> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words = line
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty());
        found.extend(
            words
                .filter(|word| dictionary.get(word).is_none())
                .map(|word| Misspelt {
                    line: index + 1,
                    word,
                }),
        );
    }
    found
}
