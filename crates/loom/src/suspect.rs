//! Which lines of a piece of code are most likely wrong, by their shape alone.
//!
//! A small model that overlooks a mistake in a function often finds it when it is told which line to look at.

/// What a comparison, a connective, an arithmetic operator, an index or a number, and a call or an assignment weigh:
/// boundaries and conditions are wrong most often.
const COMPARISON: u32 = 4;
const CONNECTIVE: u32 = 3;
const ARITHMETIC: u32 = 3;
const DETAIL: u32 = 1;

/// How much there is to get wrong in a text: 0 for what decides and computes nothing.
pub(crate) fn weight(line: &str) -> u32 {
    let code = without_strings(line);
    let trimmed = code.trim();
    if trimmed.starts_with(['#', '*']) || trimmed.starts_with("//") || trimmed.starts_with("/*") {
        return 0;
    }
    let mut weight = 0;
    let words = trimmed.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    for word in words {
        weight += match word {
            "and" | "or" | "not" | "min" | "max" | "range" | "break" | "continue" => CONNECTIVE,
            "if" | "elif" | "while" | "for" | "match" | "switch" | "case" | "in" | "return" | "yield" => {
                DETAIL
            }
            number if number.starts_with(|c: char| c.is_ascii_digit()) => DETAIL,
            _ => 0,
        };
    }
    let mut rest = trimmed;
    let mut is_after_space = false;
    while let Some(first) = rest.chars().next() {
        let two = rest.get(..2).unwrap_or_default();
        let (length, points) = match two {
            // An arrow or a path is no operator.
            "->" | "=>" | "::" | "//" => (2, 0),
            "<=" | ">=" | "==" | "!=" => (2, COMPARISON),
            "&&" | "||" => (2, CONNECTIVE),
            "+=" | "-=" | "*=" | "/=" | "%=" | "++" | "--" | ".." => (2, ARITHMETIC),
            // Without spaces around them they are the brackets of a type.
            "< " | "> " if is_after_space => (2, COMPARISON),
            _ => match first {
                '+' | '-' | '*' | '/' | '%' => (1, ARITHMETIC),
                '!' => (1, CONNECTIVE),
                '[' | '(' | '=' | '?' => (1, DETAIL),
                _ => (first.len_utf8(), 0),
            },
        };
        weight += points;
        is_after_space = first == ' ';
        rest = rest.get(length..).unwrap_or_default();
    }
    weight
}

/// The lines of a definition worth asking about, as indices, the most suspicious first.
///
/// The first line, which is its head, is never among them.
#[must_use]
pub fn suspicious_lines(text: &str) -> Vec<usize> {
    let mut in_doc = false;
    let mut weighed: Vec<(u32, usize)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let quotes = line.matches("\"\"\"").count() + line.matches("'''").count();
        let was_in_doc = in_doc;
        in_doc = was_in_doc != (quotes % 2 == 1);
        let weight = weight(line);
        if index > 0 && !was_in_doc && quotes == 0 && weight > 0 {
            weighed.push((weight, index));
        }
    }
    weighed.sort_by_key(|(weight, index)| (std::cmp::Reverse(*weight), *index));
    weighed.into_iter().map(|(_, index)| index).collect()
}

/// A line with the insides of its strings taken out.
fn without_strings(line: &str) -> String {
    let mut out = String::new();
    let mut within: Option<char> = None;
    let mut is_escaped = false;
    for c in line.chars() {
        if let Some(quote) = within {
            if c == quote && !is_escaped {
                within = None;
                out.push(c);
            }
            is_escaped = c == '\\' && !is_escaped;
        } else {
            if matches!(c, '"' | '`') || (c == '\'' && line.matches('\'').count() > 1) {
                within = Some(c);
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let shown = suspicious_lines(text)
            .into_iter()
            .map(|index| format!("{} {}", weight(lines[index]), lines[index].trim()));
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn puts_conditions_and_computations_first() {
        insta::assert_snapshot!(check("def f(a, b):\n    \"\"\"Adds a < b.\n\n    b > a\n    \"\"\"\n    # a >= b\n    total = 0\n    for x in a:\n        if x > b and x != 3:\n            total += x * 2\n    print('a < b')\n    return total\n"), @"
        13 if x > b and x != 3:
        7 total += x * 2
        2 total = 0
        2 for x in a:
        1 print('a < b')
        1 return total
        ");
        insta::assert_snapshot!(check("fn f(a: &[u8]) -> u8 {\n    let last = a[a.len() - 1];\n    Some(x) if x.start <= last => x,\n}\n"), @"
        7 let last = a[a.len() - 1];
        6 Some(x) if x.start <= last => x,
        ");
    }
}
