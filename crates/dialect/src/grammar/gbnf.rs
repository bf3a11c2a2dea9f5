//! Pieces of GBNF: <https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md>.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Any character of a line, but no control characters: nobody writes those, and some readers end at a NUL.
pub(super) const ANY: &str = r"[^\x00-\x08\x0A-\x1F\x7F]";

/// Rules by their names.
#[derive(Debug, Default)]
pub(super) struct Rules(BTreeMap<String, String>);

impl Rules {
    /// Adds a rule, or the same again; returns its name.
    pub(super) fn add(&mut self, name: &str, body: impl Into<String>) -> String {
        self.0.insert(name.to_owned(), body.into());
        name.to_owned()
    }

    /// The whole grammar: what a reply is, and the rules in order of their names.
    pub(super) fn finish(self, root: &str) -> String {
        let mut grammar = format!("root ::= {root}\n");
        for (name, body) in self.0 {
            let _ = writeln!(grammar, "{name} ::= {body}");
        }
        grammar
    }
}

/// Exactly this text.
pub(super) fn literal(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A character of a text that stands in quotes, as JSON has it.
pub(super) fn quoted(rules: &mut Rules) -> String {
    let plain = ANY.replacen("[^", r#"[^"\\\t"#, 1);
    rules.add("next", format!(r#"{plain} | "\\" ["\\/nrt]"#))
}

/// One of these texts, what they begin with alike written once: the more alternatives there are at a place, the longer
/// it takes to hold all tokens of a model against them.
pub(super) fn one_of(texts: &[String]) -> String {
    let mut sorted: Vec<&str> = texts.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.dedup();
    branches(&sorted)
}

/// - `sorted`: different texts.
fn branches(sorted: &[&str]) -> String {
    let groups = sorted.chunk_by(|a, b| a.chars().next() == b.chars().next());
    let branch = |group: &[&str]| match group {
        [only] => literal(only),
        [first, ..] => {
            // In order, the first and the last differ the soonest.
            let last = group.last().unwrap_or(first);
            let alike: usize =
                first.chars().zip(last.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let (begin, _) = first.split_at(alike);
            let rest: Vec<&str> = group.iter().filter_map(|text| text.get(alike..)).collect();
            // A group of texts that all are empty has one text.
            if begin.is_empty() {
                literal(first)
            } else {
                format!("{} ({})", literal(begin), branches(&rest))
            }
        }
        [] => String::new(),
    };
    groups.map(branch).collect::<Vec<_>>().join(" | ")
}

/// A line, without its end, that does not begin with so many of one of these signs, whatever space stands before them.
pub(super) fn line_without(signs: &[(char, usize)]) -> String {
    let all: String = signs.iter().map(|(sign, _)| sign).collect();
    let mut ways = vec![format!("{} {ANY}*", ANY.replacen("[^", &format!("[^ \\t{all}"), 1))];
    for (sign, most) in signs {
        let other = ANY.replacen("[^", &format!("[^{sign}"), 1);
        let fewer =
            (1..*most).map(|count| format!("{} ({other} {ANY}*)?", literal(&sign.to_string().repeat(count))));
        ways.extend(fewer);
    }
    format!("[ \\t]* ({})?", ways.join(" | "))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn words(texts: &[&str]) -> String {
        one_of(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn what_texts_begin_with_alike_is_written_once() {
        assert_snapshot!(words(&["src/b.rs", "a", "src/a.rs", "src", "a"]), @r#""a" | "src" ("" | "/" ("a.rs" | "b.rs"))"#);
        assert_snapshot!(words(&["é1", "è", "é\"2"]), @r#""è" | "é" ("\"2" | "1")"#);
        assert_snapshot!(literal("a\\\n\t\u{9b}"), @r#""a\\\n\U00000009\U0000009B""#);
    }
}
