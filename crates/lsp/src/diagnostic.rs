//! What a server finds wrong with a file, and which of it is new.

use std::collections::BTreeMap;

use kinglet_domain::unit::Line;
use serde_json::Value;

use crate::position::{Encoding, Position};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The program is wrong.
    Error,
    /// It may be.
    Warning,
    /// Something worth knowing, or to be done better.
    Note,
}

/// Something that a server finds wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where it begins.
    pub line: Line,
    /// The byte of the line at which it begins, counted from 0.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The rule that says so, if it has a name.
    pub code: Option<String>,
    /// The line's text.
    pub text: String,
}

impl Diagnostic {
    /// Reads those of a list that can be read.
    pub(crate) fn read(items: &Value, text: &str, encoding: Encoding) -> Vec<Self> {
        let items = items.as_array().map_or(&[][..], Vec::as_slice);
        let lines: Vec<&str> = text.lines().collect();
        items.iter().filter_map(|item| Self::read_one(item, &lines, encoding)).collect()
    }

    fn read_one(item: &Value, lines: &[&str], encoding: Encoding) -> Option<Self> {
        let start = Position::read(item.get("range")?.get("start")?)?;
        let severity = match item.get("severity").and_then(Value::as_u64) {
            // A server that does not say leaves it to the client.
            Some(1) | None => Severity::Error,
            Some(2) => Severity::Warning,
            _ => Severity::Note,
        };
        let message = match item.get("message")? {
            Value::String(message) => message.clone(),
            // Markup, as of version 3.18.
            markup => markup.get("value")?.as_str()?.to_owned(),
        };
        let code = match item.get("code") {
            Some(Value::String(code)) => Some(code.clone()),
            Some(Value::Number(code)) => Some(code.to_string()),
            _ => None,
        };
        let text = lines.get(start.line).copied().unwrap_or_default();
        let column = encoding.within(text, start.character);
        let line = Line::from_index(start.line);
        Some(Self { severity, line, column, message, code, text: text.to_owned() })
    }

    /// What makes it the same one before an edit and after it, wherever it has moved.
    fn identity(&self) -> (&str, Option<&str>, &str) {
        (&self.message, self.code.as_deref(), self.text.trim())
    }
}

/// The errors `after` an edit that were not there `before`.
///
/// Two are the same if message, rule and the text of the line are: lines that were moved make no old error new. Of
/// equal ones, as many are old as there were.
#[must_use]
pub fn new_errors(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut old = BTreeMap::<_, usize>::new();
    for diagnostic in before {
        *old.entry(diagnostic.identity()).or_default() += 1;
    }
    let mut new = Vec::new();
    for diagnostic in after.iter().filter(|it| it.severity == Severity::Error) {
        match old.get_mut(&diagnostic.identity()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => new.push(diagnostic.clone()),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// - Each error as `LINE MESSAGE: TEXT`.
    fn check(before: &[&str], after: &[&str]) -> String {
        let read = |errors: &[&str]| errors.iter().map(|error| diagnostic(error)).collect::<Vec<_>>();
        let new = new_errors(&read(before), &read(after));
        new.iter().map(|it| format!("{} {}", it.line, it.message)).collect::<Vec<_>>().join(", ")
    }

    fn diagnostic(error: &str) -> Diagnostic {
        let (place, text) = error.split_once(": ").unwrap();
        let (line, message) = place.split_once(' ').unwrap();
        let line = Line::new(line.parse().unwrap()).unwrap();
        let (message, text) = (message.to_owned(), text.to_owned());
        Diagnostic { severity: Severity::Error, line, column: 0, message, code: None, text }
    }

    #[test]
    fn an_error_that_moved_is_old() {
        assert_snapshot!(check(&["3 bad type: f(x)"], &["5 bad type:   f(x)"]), @"");
        assert_snapshot!(check(&["3 bad type: f(x)"], &["5 bad type: f(x)", "9 bad type: f(x)"]), @"9 bad type");
        assert_snapshot!(check(&["3 bad type: f(x)"], &["3 bad type: f(y)"]), @"3 bad type");
        assert_snapshot!(check(&["3 bad type: f(x)"], &[]), @"");
    }

    #[test]
    fn a_list_is_read_as_far_as_it_can_be() {
        let items = serde_json::json!([
            {"range": {"start": {"line": 1, "character": 3}}, "message": "no", "severity": 1, "code": 2322},
            {"message": "nowhere"},
            {"range": {"start": {"line": 99, "character": 0}}, "message": {"kind": "markdown", "value": "far"}},
            {"range": {"start": {"line": 0, "character": 0}}, "message": "style", "severity": 4},
            7
        ]);
        let read = Diagnostic::read(&items, "a\n😀x b\n", Encoding::Utf16);
        let line = |it: &Diagnostic| {
            format!("{:?} {}:{} {} {:?} `{}`", it.severity, it.line, it.column, it.message, it.code, it.text)
        };
        assert_snapshot!(read.iter().map(line).collect::<Vec<_>>().join("\n"), @r#"
        Error 2:5 no Some("2322") `😀x b`
        Error 100:0 far None ``
        Note 1:0 style None `a`
        "#);
    }
}
