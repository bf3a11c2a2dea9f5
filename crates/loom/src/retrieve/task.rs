//! What a task says: words, names, paths, messages.

use std::collections::BTreeMap;

use kinglet_index::words;

/// A task, read.
#[derive(Debug, Default)]
pub(crate) struct Task {
    /// Stems with how often they count, and a form in which to show them.
    pub(crate) words: BTreeMap<String, (f64, String)>,
    /// What looks like the name of something in code.
    pub(crate) names: Vec<String>,
    /// What looks like a path, and the line that is named with it.
    pub(crate) paths: Vec<(String, Option<u32>)>,
    /// What is quoted, of three words and more: stems.
    pub(crate) quotes: Vec<Vec<String>>,
    pub(crate) is_about_tests: bool,
    pub(crate) is_about_text: bool,
}

/// More words of a long report are not looked for: the first say what it is about.
const MOST_WORDS: usize = 60;

impl Task {
    /// - `rest`: what words after the first line count.
    pub(crate) fn read(text: &str, rest: f64) -> Self {
        let mut task = Self::default();
        let mut is_first = true;
        for line in text.lines().filter(|line| !is_trailer(line)) {
            if line.trim().is_empty() {
                continue;
            }
            task.add_words(line, if is_first { 1.0 } else { rest });
            is_first = false;
        }
        task.names = names(text);
        task.paths = paths(text);
        task.quotes = quotes(text);
        let is_any = |wanted: &[&str]| wanted.iter().any(|word| task.words.contains_key(*word));
        task.is_about_tests = is_any(&["test", "spec", "fixtur", "pytest", "unittest"]);
        task.is_about_text = is_any(&["readm", "changelog", "doc", "documentation", "licens", "workflow"]);
        task
    }

    fn add_words(&mut self, line: &str, weight: f64) {
        for token in line.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            words::each(token, |stem| {
                if words::is_empty(stem) || (self.words.len() >= MOST_WORDS && !self.words.contains_key(stem))
                {
                    return;
                }
                let entry = self.words.entry(stem.to_owned()).or_insert_with(|| (0.0, token.to_lowercase()));
                entry.0 += weight;
            });
        }
    }
}

/// What tools and people add below a commit's message.
fn is_trailer(line: &str) -> bool {
    line.split_once(": ")
        .is_some_and(|(key, _)| key.ends_with("-by") || key.ends_with("-By") || key.ends_with("-Id"))
}

/// An English word is no name, unless something that looks like code makes it one.
fn names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':');
    let mut quoted = false;
    for (index, stretch) in text.split('`').enumerate() {
        quoted = index % 2 == 1 && stretch.len() < 80;
        for (at, token) in tokens(stretch, is_part) {
            let is_called = stretch.get(at + token.len()..).is_some_and(|rest| rest.starts_with('('));
            for part in token.split(['.', ':']).filter(|part| part.chars().count() > 2) {
                let has_border = part.trim_matches('_').contains('_')
                    || part
                        .chars()
                        .zip(part.chars().skip(1))
                        .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
                if (quoted || is_called || has_border) && !names.iter().any(|name| name == part) {
                    names.push(part.to_owned());
                }
            }
        }
    }
    let _ = quoted;
    names.truncate(40);
    names
}

/// The longest stretches of such characters, with where they begin.
fn tokens(text: &str, is_part: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(move |c| !is_part(c))
        .filter(|token| !token.is_empty())
        .map(move |token| (token.as_ptr() as usize - start, token))
}

/// Paths with an ending, as people and tools write them, each with the line behind it.
fn paths(text: &str) -> Vec<(String, Option<u32>)> {
    let mut found: Vec<(String, Option<u32>)> = Vec::new();
    let is_around = |c: char| c.is_whitespace() || "`'\"(),;<>[]{}".contains(c);
    for line in text.lines() {
        let words: Vec<&str> = line.split(is_around).filter(|word| !word.is_empty()).collect();
        for (index, word) in words.iter().enumerate() {
            let is_tagged = word.starts_with('@');
            let mut parts = word.trim_start_matches('@').split(':');
            let Some(path) = parts.next().map(|path| path.trim_end_matches(['.', '!', '?'])) else {
                continue;
            };
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let is_path = (path.contains('/') && (is_tagged || !ending.is_empty()))
                || (1..=5).contains(&ending.len())
                    && ending.chars().all(char::is_alphanumeric)
                    && path.len() > ending.len() + 1;
            if !is_path || path.contains("//") {
                continue;
            }
            // `a.py:12:3`, and `File "a.py", line 12`.
            let number = parts.next().and_then(|text| text.parse().ok()).or_else(|| {
                let said = words.get(index + 1).is_some_and(|word| *word == "line");
                words.get(index + 2).filter(|_| said)?.trim_end_matches(':').parse().ok()
            });
            let entry = (path.trim_start_matches("./").to_owned(), number);
            if !found.contains(&entry) {
                found.push(entry);
            }
        }
    }
    found.truncate(60);
    found
}

/// What stands between quotes, and the last line of a traceback.
fn quotes(text: &str) -> Vec<Vec<String>> {
    let mut quotes = Vec::new();
    let mut add = |text: &str| {
        let words: Vec<String> = words::of(text).into_iter().filter(|word| !words::is_empty(word)).collect();
        if words.len() >= 3 && words.len() <= 30 && !quotes.contains(&words) {
            quotes.push(words);
        }
    };
    for line in text.lines() {
        for mark in ['"', '`', '\''] {
            line.split(mark).skip(1).step_by(2).for_each(&mut add);
        }
        let is_error = |head: &str| {
            ["Error", "Exception", "error", "panic", "fatal"].iter().any(|end| head.ends_with(end))
        };
        if let Some((head, said)) = line.split_once(": ")
            && !head.contains(' ')
            && is_error(head)
        {
            add(said);
        }
    }
    quotes.truncate(8);
    quotes
}
