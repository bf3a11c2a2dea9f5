//! Lines that stand for code that a model left out: `...`, `// rest unchanged`.
//!
//! Where the lines on both sides say from where to where the original is meant, it is put in. Such a line itself is
//! never written.

use crate::text::{indentation, is_blank};

/// A line that stands for code, of which it is not clear which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unclear(pub(crate) String);

/// The lines among `new` that stand for some of `old`, by position; what the old text says itself stands for nothing.
pub(crate) fn positions(new: &[&str], old: &[&str]) -> Vec<usize> {
    let is_known = |line: &str| old.iter().any(|old| old.trim() == line.trim());
    let elided = new.iter().enumerate().filter(|(_, line)| stands_for_more(line) && !is_known(line));
    elided.filter(|(at, _)| !is_stub(new, *at, old)).map(|(at, _)| at).collect()
}

/// The new lines with those of the old ones in place of what stands for them.
pub(crate) fn fill<'a>(new: &[&'a str], old: &[&'a str]) -> Result<Vec<&'a str>, Unclear> {
    let elided = positions(new, old);
    let mut filled = Vec::new();
    // Where the new text, and the old one, go on.
    let (mut from, mut next) = (0, 0);
    for (number, &at) in elided.iter().enumerate() {
        let unclear = || Unclear(new.get(at).map_or("", |line| line.trim()).to_owned());
        let until = elided.get(number + 1).copied().unwrap_or(new.len());
        let (before, after) =
            (new.get(from..at).unwrap_or_default(), new.get(at + 1..until).unwrap_or_default());
        // Blank lines around it set it off; the old text has its own.
        let before = before.get(..end_of_words(before)).unwrap_or_default();
        let skipped = after.iter().take_while(|line| is_blank(line)).count();
        if number > 0 && before.is_empty() {
            from = at + 1; // Two in a row stand for the same.
            if until == new.len() && after.iter().all(|line| is_blank(line)) {
                filled.extend(old.get(next..).unwrap_or_default());
            }
            continue;
        }
        let start = end_of(before, old, next, number == 0).ok_or_else(unclear)?;
        let end = start_of(after, old, start, until == new.len()).ok_or_else(unclear)?;
        filled.extend(before);
        filled.extend(old.get(start..end).unwrap_or_default());
        (from, next) = (at + 1 + skipped, end);
    }
    filled.extend(new.get(from..).unwrap_or_default());
    Ok(filled)
}

fn end_of_words(lines: &[&str]) -> usize {
    lines.len() - lines.iter().rev().take_while(|line| is_blank(line)).count()
}

/// Where the old text goes on behind what `new` ends with.
fn end_of(new: &[&str], old: &[&str], next: usize, is_first: bool) -> Option<usize> {
    let words: Vec<&str> = new.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if words.is_empty() {
        return is_first.then_some(next);
    }
    let rest = dense(old, next);
    if is_first {
        let head = rest.get(..words.len()).filter(|head| head.iter().map(|(_, line)| line).eq(&words));
        let head = head.and_then(<[_]>::last).map(|(at, _)| *at);
        // The head of what is rewritten may itself have changed.
        let changed = rest.first().filter(|(_, line)| words.len() == 1 && is_same_head(words[0], line));
        if let Some(at) = head.or(changed.map(|(at, _)| *at)) {
            return Some(at + 1);
        }
    }
    let suffixes = (0..words.len()).filter_map(|from| words.get(from..));
    only(suffixes, &rest).and_then(|found| found.last().map(|(at, _)| at + 1))
}

/// Where in the old text that begins with which `new` begins.
fn start_of(new: &[&str], old: &[&str], next: usize, is_last: bool) -> Option<usize> {
    let words: Vec<&str> = new.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if words.is_empty() {
        return Some(if is_last { old.len() } else { next });
    }
    let rest = dense(old, next);
    if is_last {
        let tail = rest.len().checked_sub(words.len()).and_then(|at| rest.get(at..));
        if let Some(tail) = tail.filter(|tail| tail.iter().map(|(_, line)| line).eq(&words)) {
            return tail.first().map(|(at, _)| *at);
        }
    }
    let prefixes = (1..=words.len()).rev().filter_map(|to| words.get(..to));
    let found = only(prefixes, &rest)?;
    let start = found.first().map(|(at, _)| *at)?;
    // Behind it, the new text is all that is left of the old one: much less of it is no change but one more omission.
    let left = rest.iter().filter(|(at, _)| *at >= start).count();
    (!is_last || left <= words.len() + SLACK).then_some(start)
}

/// So many lines fewer may stand behind the last line that stands for others.
const SLACK: usize = 2;

/// The one place of the first of the `pieces` that has any; a piece without a letter or a digit is no anchor.
fn only<'l, 'p>(
    pieces: impl Iterator<Item = &'p [&'p str]>,
    lines: &'l [(usize, &'l str)],
) -> Option<&'l [(usize, &'l str)]> {
    for piece in pieces {
        let is_anchor = piece.iter().any(|line| line.contains(char::is_alphanumeric));
        let mut found =
            lines.windows(piece.len()).filter(|window| window.iter().map(|(_, line)| line).eq(piece));
        if let Some(place) = found.next().filter(|_| is_anchor) {
            return found.next().is_none().then_some(place);
        }
    }
    None
}

fn dense<'a>(lines: &[&'a str], from: usize) -> Vec<(usize, &'a str)> {
    let numbered = lines.iter().map(|line| line.trim()).enumerate().skip(from);
    numbered.filter(|(_, line)| !line.is_empty()).collect()
}

/// Whether both open a block under the same name: `def f(x):` and `def f(x, y):`.
fn is_same_head(new: &str, old: &str) -> bool {
    let name =
        |line: &str| line.split('(').next().unwrap_or_default().trim_end_matches(['{', ':', ' ']).to_owned();
    let opens = |line: &str| line.ends_with([':', '{']);
    opens(new) && opens(old) && name(new) == name(old)
}

/// Whether `...` is all that a Python block holds, and so may be code; not where the old text has that block with more in it.
fn is_stub(new: &[&str], at: usize, old: &[&str]) -> bool {
    let depth = |line: &&&str| indentation(line).len();
    let filled = |line: &&&str| !is_blank(line);
    let (before, after) = (new.get(..at).unwrap_or_default(), new.get(at + 1..).unwrap_or_default());
    let line = new.get(at).filter(|line| line.trim() == "...");
    let head = before.iter().rfind(filled).filter(|head| head.trim_end().ends_with(':'));
    let (Some(line), Some(head)) = (line, head) else { return false };
    let is_alone = after.iter().find(filled).is_none_or(|next| depth(&next) < depth(&line));
    is_alone && !old.iter().any(|old| is_same_head(head.trim(), old.trim()))
}

/// Whether a line says nothing but that there is more: three dots, or a comment that says so.
pub(crate) fn stands_for_more(line: &str) -> bool {
    let line = line.trim();
    if matches!(line, "..." | "…" | "[...]" | "…." | "....") {
        return true;
    }
    let comment = ["//", "/*", "#", "--", "<!--", "{/*", "(*", ";", "%"]
        .iter()
        .find_map(|sign| line.strip_prefix(sign));
    let Some(said) = comment else { return false };
    let said = said
        .trim_end_matches(['*', '/', '}', '>', '-', ')', ' '])
        .trim_start_matches(['/', '*', '!', '#', ';', ' ']);
    let dots = |said: &str| said.starts_with("...") || said.starts_with('…');
    if dots(said.trim_start_matches(['(', '[', '<'])) {
        return true;
    }
    let lower = said.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says_so =
        ["rest", "remaining", "remainder", "existing", "unchanged", "omitted", "elided", "unmodified"]
            .iter()
            .any(|word| words.contains(word))
            || [
                "same as before",
                "as before",
                "same as above",
                "stays the same",
                "remains the same",
                "no changes",
                "not shown",
            ]
            .iter()
            .any(|phrase| words.join(" ").contains(phrase));
    let is_open = said.trim_end_matches([')', ']', '>']).ends_with("...") || said.ends_with('…');
    says_so && (is_open || words.iter().all(|word| IDLE.contains(word)))
}

/// The words of a comment that says only that code was left out.
const IDLE: [&str; 75] = [
    "the",
    "rest",
    "of",
    "code",
    "file",
    "function",
    "functions",
    "method",
    "methods",
    "class",
    "classes",
    "module",
    "body",
    "remaining",
    "remainder",
    "remains",
    "remain",
    "existing",
    "unchanged",
    "unmodified",
    "same",
    "as",
    "before",
    "above",
    "here",
    "is",
    "are",
    "stays",
    "stay",
    "omitted",
    "elided",
    "for",
    "brevity",
    "clarity",
    "other",
    "previous",
    "original",
    "implementation",
    "implementations",
    "no",
    "changes",
    "change",
    "keep",
    "and",
    "etc",
    "imports",
    "import",
    "lines",
    "goes",
    "logic",
    "content",
    "contents",
    "definitions",
    "tests",
    "fields",
    "properties",
    "not",
    "shown",
    "continues",
    "to",
    "be",
    "left",
    "out",
    "in",
    "this",
    "your",
    "my",
    "all",
    "with",
    "it",
    "was",
    "statements",
    "cases",
    "helpers",
    "section",
];
