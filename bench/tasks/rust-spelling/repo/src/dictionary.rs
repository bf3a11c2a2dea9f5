use std::collections::BTreeMap;

/// Words, found in any case.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// As they are written, by their lower-case form.
    words: BTreeMap<String, String>,
}

impl Dictionary {
    /// One word a line; what begins with `#` is a comment.
    pub fn parse(text: &str) -> Self {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self {
            words: lines
                .map(|word| (word.to_lowercase(), word.to_owned()))
                .collect(),
        }
    }

    /// The word as the dictionary writes it.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.words.get(&word.to_lowercase()).map(String::as_str)
    }

    /// All words, in alphabetical order of their lower-case forms.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.values().map(String::as_str)
    }
}
