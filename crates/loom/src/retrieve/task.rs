//! What a task says: words, names, paths, messages.

use std::collections::BTreeMap;

use kinglet_index::{Index, words};

use super::points::Table;
use super::{forms, related};
use crate::error::Error;

/// A task, read.
#[derive(Debug, Default)]
pub(crate) struct Task {
    /// By their stems.
    pub(crate) words: BTreeMap<String, Word>,
    /// The stems of what stands before the first colon, as in `fix(cart): …`: people name the place there.
    pub(crate) scope: Vec<String>,
    /// What looks like the name of something in code.
    pub(crate) names: Vec<String>,
    /// What looks like a path, and the line that is named with it.
    pub(crate) paths: Vec<(String, Option<u32>)>,
    /// What is quoted, of three words and more.
    pub(crate) quotes: Vec<Quote>,
    pub(crate) is_about_tests: bool,
    pub(crate) is_about_text: bool,
    /// A word of it that is about building and packaging, if there is one.
    pub(crate) builds: Option<String>,
}

/// A message that a task quotes.
#[derive(Debug, PartialEq)]
pub(crate) struct Quote {
    /// Stems.
    pub(crate) words: Vec<String>,
    pub(crate) text: String,
}

/// A word of a task.
#[derive(Debug)]
pub(crate) struct Word {
    /// How much it counts: how often it is there, or less if it is only related to one that is.
    pub(crate) weight: f64,
    /// A form in which to show it.
    pub(crate) shown: String,
    /// Whether the task itself has it.
    pub(crate) is_own: bool,
    /// Other forms of it that the code has.
    pub(crate) forms: Vec<String>,
}

/// What people say of how a program is built and what it needs: stems.
const BUILDING: [&str; 20] = [
    "build",
    "builder",
    "bump",
    "bundl",
    "cmak",
    "compil",
    "compiler",
    "cython",
    "dep",
    "dependency",
    "install",
    "makefil",
    "packag",
    "poetry",
    "pyproject",
    "releas",
    "rollup",
    "setup",
    "webpack",
    "wheel",
];

/// More words of a long report are not looked for: the first say what it is about.
const MOST_WORDS: usize = 60;

impl Task {
    /// - `table`: what words after the first line count, and what related ones do.
    pub(crate) fn read(text: &str, table: &Table) -> Self {
        let mut task = Self::default();
        let said = said(text);
        let mut lines = said.lines();
        if let Some(first) = lines.next() {
            let (scope, said) = scope(first);
            task.scope = words::of(scope).into_iter().filter(|word| !words::is_empty(word)).collect();
            task.add_words(scope, 1.0);
            task.add_words(said, 1.0);
        }
        for line in lines {
            task.add_words(line, table.rest);
        }
        task.names = names(&said);
        task.paths = paths(text);
        task.quotes = quotes(&said);
        // Who names what code calls it needs no translation.
        let is_symptom = task.scope.is_empty() && task.names.is_empty() && task.paths.is_empty();
        if is_symptom && task.quotes.is_empty() {
            task.add_related(table.related);
        }
        let is_any = |wanted: &[&str]| wanted.iter().any(|word| task.words.contains_key(*word));
        task.is_about_tests = is_any(&["test", "spec", "fixtur", "pytest", "unittest"]);
        task.builds = BUILDING.iter().find_map(|stem| Some(task.words.get(*stem)?.shown.clone()));
        task.is_about_text = is_any(&["readm", "changelog", "doc", "documentation", "licens", "workflow"]);
        task
    }

    /// Looks up which other forms of its words there are in the code; those that are words of the task themselves count as such.
    ///
    /// # Errors
    /// [`Error::Index`].
    pub(crate) fn with_forms(mut self, index: &Index) -> Result<Self, Error> {
        let own: Vec<String> = self.words.keys().cloned().collect();
        for (stem, word) in self.words.iter_mut().filter(|(_, word)| word.is_own) {
            word.forms = forms::of(index, stem)?;
            word.forms.retain(|form| own.binary_search(form).is_err());
        }
        Ok(self)
    }

    fn add_words(&mut self, line: &str, weight: f64) {
        for token in line.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            words::each_whole(token, |stem, whole| {
                if words::is_empty(stem) || (self.words.len() >= MOST_WORDS && !self.words.contains_key(stem))
                {
                    return;
                }
                let word = self.words.entry(stem.to_owned()).or_insert_with(|| Word {
                    weight: 0.0,
                    shown: whole.to_owned(),
                    is_own: true,
                    forms: Vec::new(),
                });
                word.weight += weight;
            });
        }
    }

    /// Adds what code may say instead.
    fn add_related(&mut self, weight: f64) {
        let own: Vec<String> = self.words.keys().cloned().collect();
        for (stem, related, own) in related::to(&own) {
            let shown = self.words.get(own).map_or(own, |word| word.shown.as_str());
            let shown = format!("{related} (for {shown})");
            self.words.entry(stem).or_insert(Word { weight, shown, is_own: false, forms: Vec::new() });
        }
    }
}

/// A text without what says nothing about the code: what tools add below a commit's message, links, addresses, hashes.
fn said(text: &str) -> String {
    let text = text.trim_end();
    let (before, last) = text.rsplit_once("\n\n").unwrap_or((text, ""));
    let kept = if last.lines().all(is_trailer) { before } else { text };
    let lines = kept
        .lines()
        .filter(|line| !is_added(line))
        .map(|line| line.split_whitespace().filter(|word| !is_reference(word)).collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A line that only tools write, wherever it stands.
fn is_added(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(key, _)| {
        !key.contains(' ') && ["-by", "-By", "-Id", "-ID"].iter().any(|end| key.ends_with(end))
    })
}

/// A line of the block that stands below a message: `Fixes: #12`, `Change-Id: I3f…`.
fn is_trailer(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(key, _)| {
        // Not `ValueError: …`, with which a traceback ends.
        let is_known = ["Fixes", "Closes", "Refs", "Resolves", "Bug", "Cc", "Link", "See"].contains(&key);
        let is_name = key.contains('-') && key.chars().all(|c| c.is_alphanumeric() || c == '-');
        is_known || key.starts_with(char::is_uppercase) && is_name
    })
}

/// Whether a word points to something outside of the code: a link, an address, a commit.
fn is_reference(word: &str) -> bool {
    let word = word.trim_matches(|c: char| "()[]<>{},.;:\"'`".contains(c));
    let is_link = word.contains("://");
    let is_address = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_hash = (7..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        && word.bytes().any(|byte| byte.is_ascii_digit());
    is_link || is_address || is_hash
}

/// What kinds of change are called before a colon.
const KINDS: [&str; 14] = [
    "feat", "fix", "chore", "docs", "refactor", "perf", "test", "tests", "build", "ci", "style", "revert",
    "bug", "bugfix",
];

/// Splits a line into the place that it begins with, as in `cart: …`, `fix(cart): …`, `**cart:** …`, and the rest.
fn scope(line: &str) -> (&str, &str) {
    let Some((head, said)) = line.split_once(':') else { return ("", line) };
    let said = said.trim_start_matches('*');
    let head = head.trim_start_matches('*').trim_end_matches('!');
    if head.len() > 40 || head.split_whitespace().count() > 2 || !said.starts_with(' ') {
        return ("", line);
    }
    let (kind, scope) = match head.split_once('(') {
        Some((kind, scope)) => (kind, scope.trim_end_matches(')')),
        None => ("", head),
    };
    let is_kind = |text: &str| KINDS.contains(&text.to_lowercase().as_str());
    match (is_kind(kind), is_kind(scope)) {
        (_, true) => ("", said),
        (true, false) => (scope, said),
        (false, false) => (head, said),
    }
}

/// An English word is no name, unless something that looks like code makes it one.
fn names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':');
    for (index, stretch) in text.split('`').enumerate() {
        let quoted = index % 2 == 1 && stretch.len() < 80;
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
    names.retain(|name| !KINDS.contains(&name.as_str()));
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
fn quotes(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut add = |text: &str| {
        let words: Vec<String> = words::of(text).into_iter().filter(|word| !words::is_empty(word)).collect();
        if words.len() >= 3 && words.len() <= 30 && !quotes.iter().any(|quote| quote.words == words) {
            quotes.push(Quote { words, text: text.trim().to_owned() });
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let task = Task::read(text, &Table::default());
        let shown = |is_own| {
            let words = task.words.values().filter(|word| word.is_own == is_own);
            words.map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ")
        };
        format!("[{}] {} | {} | {}", task.scope.join(" "), shown(true), shown(false), task.names.join(" "))
    }

    #[test]
    fn tells_the_place_from_what_is_said() {
        assert_eq!(check("fix(cart): rounds up"), "[cart] cart rounds |  | ");
        assert_eq!(check("**cart:** rounds up"), "[cart] cart rounds |  | ");
        assert_eq!(check("shop cart: rounds up"), "[shop cart] cart rounds shop |  | ");
        assert_eq!(check("docs: say more"), "[] say |  | ");
        assert_eq!(check("the cart is odd today: it rounds up"), "[] cart odd rounds today |  | ");
    }

    #[test]
    fn translates_what_names_nothing_in_the_code() {
        assert_eq!(
            check("the picture"),
            "[] picture | icon (for picture) image (for picture) photo (for picture) | "
        );
        assert_eq!(check("the picture of `draw_cart`"), "[] cart draw picture |  | draw_cart");
    }

    #[test]
    fn what_points_elsewhere_says_nothing() {
        assert_eq!(check("rounds up\n\nCo-authored-by: Round Cart <c@example.org>"), "[] rounds |  | ");
        assert_eq!(check("rounds up\n\nFixes: #12 (money)\nChange-Id: I3f"), "[] rounds |  | ");
        assert_eq!(check("it rounds\n\nValueError: money"), "[] error money rounds value |  | ValueError");
        assert_eq!(check("rounds since 5ee8448ad7c3 (https://example.org/myShop/1)"), "[] rounds |  | ");
    }
}
