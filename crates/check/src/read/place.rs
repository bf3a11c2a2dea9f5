//! Places as tools print them: `path:line` with or without a column.

/// A place at the start of a text, and what follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The path as printed.
    pub(super) path: &'a str,
    /// The line.
    pub(super) line: u32,
    /// What follows the line, or the column if there is one.
    pub(super) rest: &'a str,
}

/// Reads `path:line[:column]rest`. The path must look like one: a dot or a slash in it, no control characters.
pub(super) fn leading(text: &str) -> Option<Place<'_>> {
    // A drive letter's colon is not the one; `file:` is followed by no digit.
    let (at, line, rest) = text.match_indices(':').find_map(|(at, _)| {
        let (line, rest) = number(text.get(at + 1..)?)?;
        Some((at, line, rest))
    })?;
    let path = text.get(..at)?;
    if !looks_like_path(path) {
        return None;
    }
    let rest = rest.strip_prefix(':').and_then(number).map_or(rest, |(_column, rest)| rest);
    Some(Place { path, line, rest })
}

/// Reads every `path:line` in a text, whatever stands around it.
pub(super) fn all(text: &str) -> impl Iterator<Item = Place<'_>> {
    text.split(|char: char| char.is_whitespace() || "()[]{}<>\"'`,;=|".contains(char)).filter_map(leading)
}

/// Reads the digits at the start of a text; gives back what follows them.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

fn looks_like_path(path: &str) -> bool {
    path.contains(['.', '/']) && !path.ends_with(['.', '/', ' ']) && path.len() <= 1024
}

/// Reads a line of a JavaScript stack: `at function (path:line:column)` or `at path:line:column`.
pub(super) fn javascript(line: &str) -> Option<(Place<'_>, Option<&str>)> {
    let call = line.trim().strip_prefix("at ")?;
    javascript_call(call)
}

/// The same without the `at`, as node's TAP reporter prints it.
pub(super) fn javascript_call(call: &str) -> Option<(Place<'_>, Option<&str>)> {
    let call = call.strip_prefix("async ").unwrap_or(call);
    // What follows the parenthesis (` {`) belongs to the error's properties.
    match call.rsplit_once(" (").and_then(|(function, place)| Some((function, place.rsplit_once(')')?.0))) {
        Some((function, place)) => {
            let function = function.strip_prefix("new ").unwrap_or(function);
            let is_named = !function.is_empty() && !function.contains(['<', ' ']);
            Some((leading(place)?, is_named.then_some(function)))
        }
        None => Some((leading(call)?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        leading(text).map_or_else(
            || "none".to_owned(),
            |place| format!("{} | {} | {}", place.path, place.line, place.rest),
        )
    }

    #[test]
    fn reads_places() {
        assert_eq!(check("src/a.rs:3:5: message"), "src/a.rs | 3 | : message");
        assert_eq!(check("a b/c.py:3: in f"), "a b/c.py | 3 | : in f");
        assert_eq!(check("file:///home/user/a.js:1:2"), "file:///home/user/a.js | 1 | ");
        assert_eq!(check("C:\\x\\a.rs:1"), "C:\\x\\a.rs | 1 | ");
        assert_eq!(check("time: 12:30"), "none");
        assert_eq!(check("a.rs:99999999999"), "none");
    }
}
