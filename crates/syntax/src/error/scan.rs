//! What a tree says of its errors, collected in one walk.

use std::ops::Range;

use kinglet_domain::language::Language;
use tree_sitter::{Node, Tree};

use super::bracket::{self, Bracket, Unmatched};
use super::{By, Fault, beginning, keyword};

/// Elements of HTML that have no end, or may do without: <https://html.spec.whatwg.org/multipage/syntax.html#optional-tags>.
const ENDLESS: [&str; 34] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "html", "head", "body", "li", "dt", "dd", "p", "rt", "rp", "optgroup", "option", "colgroup",
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "!doctype",
];

const UNCLOSED: &str = "the string that begins here is not closed";

/// What was seen on the way through a tree.
pub(super) struct Scan<'tree> {
    pub(super) text: &'tree str,
    /// What the parser did not understand, outer before inner.
    pub(super) broken: Vec<Node<'tree>>,
    missing: Vec<Missing<'tree>>,
    /// Where strings begin that end nowhere.
    strings: Vec<Node<'tree>>,
    /// Ends of HTML elements that never began.
    erroneous: Vec<Node<'tree>>,
    /// Beginnings of HTML elements that never end, and have to.
    unended: Vec<Node<'tree>>,
    brackets: Vec<Bracket>,
    /// Where the last leaf ends.
    seen: usize,
    /// The last leaf that is no comment.
    token: Option<Node<'tree>>,
    /// Blocks of Python.
    pub(super) blocks: Vec<(Node<'tree>, Node<'tree>)>,
}

/// What the parser put in to go on.
struct Missing<'tree> {
    node: Node<'tree>,
    parent: Node<'tree>,
    /// What stands before it, comments aside.
    after: Option<Node<'tree>>,
}

impl<'tree> Scan<'tree> {
    /// - `within`: where a tree without errors is looked at; one with errors is looked at everywhere, and so is one of HTML,
    ///   in which an element may end anywhere.
    pub(super) fn of(language: Language, tree: &'tree Tree, text: &'tree str, within: &Range<usize>) -> Self {
        let is_all = tree.root_node().has_error() || language == Language::Html;
        let mut scan = Self {
            text,
            broken: Vec::new(),
            missing: Vec::new(),
            strings: Vec::new(),
            erroneous: Vec::new(),
            unended: Vec::new(),
            brackets: Vec::new(),
            seen: 0,
            token: None,
            blocks: Vec::new(),
        };
        let mut cursor = tree.walk();
        let mut parents: Vec<Node<'tree>> = Vec::new();
        loop {
            let node = cursor.node();
            let parent = parents.last().copied().unwrap_or(node);
            if parent.is_error() {
                scan.skip_to(node.start_byte(), node.start_position().row);
            }
            scan.see(language, node, parent);
            let is_within = is_all || node.start_byte() <= within.end && within.start <= node.end_byte();
            if is_within && cursor.goto_first_child() {
                parents.push(node);
                continue;
            }
            scan.leave(node, parent);
            while !cursor.goto_next_sibling() {
                let Some(done) = parents.pop().filter(|_| cursor.goto_parent()) else {
                    // Where the parser gave up.
                    scan.skip_to(text.len(), text.bytes().filter(|b| *b == b'\n').count());
                    return scan;
                };
                scan.leave(done, parents.last().copied().unwrap_or(done));
            }
        }
    }

    /// Goes past text that is in no leaf: what the parser skipped.
    ///
    /// - `row`: that of `to`.
    fn skip_to(&mut self, to: usize, row: usize) {
        let skipped = self.text.get(self.seen..to).unwrap_or_default();
        if !skipped.trim().is_empty() {
            let first = row.saturating_sub(skipped.bytes().filter(|b| *b == b'\n').count());
            self.brackets.extend(bracket::of_text(skipped, self.seen, first));
        }
        self.seen = self.seen.max(to);
    }

    fn leave(&mut self, node: Node<'tree>, parent: Node<'tree>) {
        // Where it does not know how to go on, the parser may take many lines for a string's.
        let is_misread = parent.is_error() && node.child_count() == 0 && node.kind().starts_with("string_");
        let is_skipped = node.is_error() || is_misread && node.start_position().row < node.end_position().row;
        let is_comment = node.is_extra() || parent.is_extra();
        if node.child_count() == 0 && !is_comment && !node.byte_range().is_empty() {
            self.token = Some(node);
        }
        if is_skipped {
            self.skip_to(node.end_byte(), node.end_position().row);
        } else {
            self.seen = self.seen.max(node.end_byte());
        }
    }

    fn see(&mut self, language: Language, node: Node<'tree>, parent: Node<'tree>) {
        let comma = self.token.filter(|token| token.kind() == ",");
        if node.is_missing() && matches!(language, Language::Json | Language::Jsonc) && comma.is_some() {
            // What is too much is the comma.
            let rest = self.text.get(node.start_byte()..).unwrap_or_default().trim_start();
            self.broken.extend(comma.filter(|_| language == Language::Json || !rest.starts_with([']', '}'])));
        } else if node.is_missing() {
            self.missing.push(Missing { node, parent, after: self.token });
        } else if node.is_error() {
            let is_comma = || self.text.get(node.byte_range()).is_some_and(|text| text.trim() == ",");
            if language != Language::Jsonc || !is_comma() {
                self.broken.push(node);
            }
        } else if node.kind() == "erroneous_end_tag" {
            self.erroneous.push(node);
        } else if node.kind() == "element" && language == Language::Html {
            self.unended.extend(unended(node, self.text));
        } else if matches!(node.kind(), "block" | "module") && language == Language::Python {
            self.blocks.push((node, parent));
        } else if language == Language::Json && node.kind() == "string" {
            // A string of JSON ends on its line, whatever the grammar says.
            if node.start_position().row < node.end_position().row {
                self.strings.push(node);
            }
        } else if language == Language::Bash && node.kind() == "word" {
            // Where a command is expected, a brace is read as one.
            let text = self.text.get(node.byte_range()).unwrap_or_default();
            if text.trim_end().len() == 1 {
                self.brackets.extend(bracket::of_text(text, node.start_byte(), node.start_position().row));
            }
        } else if parent.is_error() && is_quote(language, node.kind()) {
            // The second of two closes the first.
            let closes = |open: &Node<'_>| {
                open.kind() == node.kind() && open.start_position().row == node.start_position().row
            };
            if self.strings.last().is_some_and(closes) {
                self.strings.pop();
            } else {
                self.strings.push(node);
            }
        } else if !node.is_named() && parent.kind() != "case_item" {
            // (The `)` after a pattern of Bash closes nothing.)
            self.brackets.extend(bracket::of(node));
        }
    }

    /// What is wrong, as far as the tree tells.
    pub(super) fn faults(&self, language: Language) -> Vec<Fault> {
        let mut faults = Vec::new();
        // Where something else was said already: what the parser says there follows from it.
        let mut explained: Vec<Range<usize>> = Vec::new();
        for Unmatched { bracket, until } in bracket::unmatched(&self.brackets, self.text) {
            explained.push(bracket.at..until + 1);
            faults.push(bracket.fault());
        }
        for string in &self.strings {
            let start = string.start_byte();
            // What follows on the next line is often misread, too.
            let rest = self.text.get(start..).unwrap_or_default();
            let end = rest.split_inclusive('\n').take(2).map(str::len).sum::<usize>();
            explained.push(start..start + end.max(1));
            faults.push(fault(*string, By::Rule, UNCLOSED.to_owned()));
        }
        let explained = merge(explained);
        let is_explained = |node: Node<'_>| {
            let at = explained.partition_point(|range| range.end <= node.start_byte());
            let end = node.end_byte().max(node.start_byte() + 1);
            explained.get(at).is_some_and(|range| range.start < end)
        };
        for node in self.broken.iter().copied().filter(|node| !is_explained(*node)) {
            faults.push(self.misread(language, node));
        }
        faults.extend(self.missing.iter().filter(|it| !is_explained(it.node)).map(lacks));
        for node in &self.erroneous {
            let tag = beginning(self.text.get(node.byte_range()).unwrap_or_default());
            faults.push(fault(*node, By::Rule, format!("`{tag}` closes nothing")));
        }
        for node in &self.unended {
            let tag = beginning(self.text.get(node.byte_range()).unwrap_or_default());
            faults.push(fault(*node, By::Rule, format!("`{tag}` is not closed")));
        }
        faults
    }

    /// What the parser did not understand, and what that may mean.
    fn misread(&self, language: Language, node: Node<'_>) -> Fault {
        if let Some((begin, end)) = keyword::unended(language, node) {
            let shown = begin.kind();
            return fault(
                begin,
                By::Parser,
                format!("`{end}` is missing: what `{shown}` begins here is never ended"),
            );
        }
        // Comments are understood anywhere.
        let mut cursor = node.walk();
        let is_led = node.child(0).is_some_and(|first| first.is_extra());
        let from = node.children(&mut cursor).find(|child| is_led && !child.is_extra()).unwrap_or(node);
        let text = self.text.get(from.start_byte()..node.end_byte()).unwrap_or_default();
        let shown = beginning(text);
        if shown.is_empty() {
            return fault(node, By::Parser, "unexpected end".to_owned());
        }
        let rest = self.text.get(node.end_byte()..).unwrap_or_default();
        let ends_line = rest.lines().next().is_none_or(|rest| rest.trim().is_empty());
        let ends_value =
            text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | ')' | ']' | '}'));
        let hint = match separator(language) {
            Some(separator) if ends_value && (ends_line || language == Language::Json) => {
                format!("; perhaps `{separator}` is missing behind it")
            }
            _ => String::new(),
        };
        fault(from, By::Parser, format!("unexpected `{shown}`{hint}"))
    }
}

/// What is missing is missing behind what stands before it, not before what comes next.
fn lacks(missing: &Missing<'_>) -> Fault {
    let node = missing.node;
    if matches!(node.kind(), "\"" | "'" | "`" | "\"\"\"" | "string_end") {
        return fault(missing.parent, By::Rule, UNCLOSED.to_owned());
    }
    let what = match node.kind() {
        "\n" => "the line's end".to_owned(),
        kind if node.is_named() => kind.replace('_', " "),
        kind => format!("`{kind}`"),
    };
    let before = missing
        .after
        .filter(|before| before.end_byte() <= node.start_byte())
        .map(|before| (before.end_byte(), before.end_position().row));
    let (at, row) = before.unwrap_or((node.start_byte(), node.start_position().row));
    Fault { at, row, message: format!("{what} is missing"), by: By::Parser }
}

/// Whether a token begins or ends a string. In many languages `'` has other uses.
fn is_quote(language: Language, kind: &str) -> bool {
    let is_script = matches!(
        language,
        Language::JavaScript
            | Language::TypeScript
            | Language::Tsx
            | Language::Ruby
            | Language::Php
            | Language::Bash
            | Language::Lua
            | Language::Css
            | Language::Html
            | Language::Toml
            | Language::Yaml
    );
    matches!(kind, "\"" | "\"\"\"" | "string_start") || is_script && matches!(kind, "'" | "`")
}

/// What ends a statement, or separates two entries, at the end of a line.
fn separator(language: Language) -> Option<char> {
    match language {
        Language::Rust
        | Language::C
        | Language::Cpp
        | Language::Java
        | Language::CSharp
        | Language::Php
        | Language::Css => Some(';'),
        Language::Json => Some(','),
        _ => None,
    }
}

/// Ranges in order that do not meet, with all that is in these.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

pub(super) fn fault(node: Node<'_>, by: By, message: String) -> Fault {
    Fault { at: node.start_byte(), row: node.start_position().row, message, by }
}

/// Where an element of HTML begins that has to end, and does not.
fn unended<'tree>(element: Node<'tree>, text: &str) -> Option<Node<'tree>> {
    let begin = element.child(0).filter(|it| it.kind() == "start_tag")?;
    let name = begin.named_child(0).and_then(|it| text.get(it.byte_range()))?.to_ascii_lowercase();
    let last = element.child(element.child_count().checked_sub(1)?)?;
    let is_ended = last.kind() == "end_tag" || ENDLESS.contains(&name.as_str());
    (!is_ended).then_some(begin)
}
