//! What else one token could have been: the slips of a pen that are still code. A comparison that holds its boundary or not, one more or
//! less, another variable of the function, a condition turned round. Pure.

use std::ops::Range;

use tree_sitter::Node;

use crate::Source;

/// What may stand for what.
const EXCHANGED: [(&str, &[&str]); 26] = [
    ("<", &["<=", ">"]),
    ("<=", &["<", ">="]),
    (">", &[">=", "<"]),
    (">=", &[">", "<="]),
    ("==", &["!="]),
    ("!=", &["=="]),
    ("===", &["!=="]),
    ("!==", &["==="]),
    ("..", &["..="]),
    ("..=", &[".."]),
    ("&&", &["||"]),
    ("||", &["&&"]),
    ("and", &["or"]),
    ("or", &["and"]),
    ("+", &["-"]),
    ("-", &["+"]),
    ("*", &["/"]),
    ("/", &["*"]),
    ("+=", &["-="]),
    ("-=", &["+="]),
    ("continue", &["break"]),
    ("true", &["false"]),
    ("false", &["true"]),
    ("True", &["False"]),
    ("False", &["True"]),
    ("in", &["not in"]),
];
/// The same of what is called.
const CALLED: [(&str, &str); 8] = [
    ("min", "max"),
    ("max", "min"),
    ("floor", "ceil"),
    ("ceil", "floor"),
    ("any", "all"),
    ("all", "any"),
    ("some", "every"),
    ("every", "some"),
];
/// Of these, what is right but for its boundary, or for what it joins, more often than any other.
const BOUNDARIES: [&str; 10] = ["<", "<=", ">", ">=", "..", "..=", "&&", "||", "and", "or"];
/// What the kinds of nodes with an operator between two values have in their names.
const BINARY: &str = "binary";
/// The largest number that may be one too large or too small.
const LARGEST: u64 = 100;
/// The most variables of a function of which one may be meant for another.
const NAMES: usize = 12;

/// A text in which one spot reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Whether it is another variable.
    pub is_name: bool,
    /// What stands there.
    pub was: String,
    /// What stands there instead.
    pub now: String,
    /// The same, with the blanks around it.
    with: String,
    range: Range<usize>,
}

impl Variant {
    /// A text with it.
    ///
    /// - `text`: the one that it is a variant of.
    #[must_use]
    pub fn of(&self, text: &str) -> String {
        let (before, after) = (text.get(..self.range.start), text.get(self.range.end..));
        [before.unwrap_or_default(), &self.with, after.unwrap_or_default()].concat()
    }
}

impl Source<'_> {
    /// What else the code of a line could have been: first what decides and counts, then other variables. Not all of it is well formed.
    ///
    /// - `line`: as an index.
    #[must_use]
    pub fn variants(&self, line: usize) -> Vec<Variant> {
        let Some((_, tree)) = &self.parsed else { return Vec::new() };
        let mut leaves = Vec::new();
        collect(tree.root_node(), &mut leaves);
        let here = || leaves.iter().filter(|leaf| leaf.start_position().row == line);
        let mut cuts: Vec<(Range<usize>, String)> = here().flat_map(|leaf| self.exchanged(*leaf)).collect();
        cuts.extend(here().flat_map(|leaf| self.one_off(*leaf)));
        let names = self.variables(&leaves);
        let first_name = cuts.len();
        for leaf in here().filter(|leaf| is_variable(**leaf) && bound(**leaf).is_none()) {
            let (said, used) = (self.said(leaf.byte_range()), self.use_of(*leaf));
            // What nobody uses is likely what was meant; what is named only further down is not there yet.
            let fits = |it: &Variable<'_>| {
                it.name != said
                    && it.since <= leaf.start_byte()
                    && (it.uses.is_empty() || it.uses.contains(&used))
            };
            let others = names.iter().filter(|it| fits(it));
            cuts.extend(others.map(|it| (leaf.byte_range(), it.name.to_owned())));
        }
        let variant = |(at, cut)| Variant { is_name: at >= first_name, ..self.variant(cut) };
        cuts.into_iter().enumerate().map(variant).collect()
    }

    /// The comparisons and ranges of a text with their boundary where they have it not, and without it where they do, and `and` for
    /// `or`, in order; each with the index of its line.
    #[must_use]
    pub fn boundaries(&self) -> Vec<(usize, Variant)> {
        let Some((_, tree)) = &self.parsed else { return Vec::new() };
        let mut leaves = Vec::new();
        collect(tree.root_node(), &mut leaves);
        let leaves = leaves.into_iter().filter(|leaf| BOUNDARIES.contains(&self.said(leaf.byte_range())));
        let first = |leaf: Node<'_>| self.exchanged(leaf).into_iter().next();
        leaves.filter_map(|leaf| Some((leaf.start_position().row, self.variant(first(leaf)?)))).collect()
    }

    fn variant(&self, (range, with): (Range<usize>, String)) -> Variant {
        let (was, now) = (self.said(range.clone()).trim().to_owned(), with.trim().to_owned());
        Variant { is_name: false, was, now, with, range }
    }

    /// Whether a variant of this text has no more syntax errors than it.
    #[must_use]
    pub fn allows(&self, variant: &str) -> bool {
        Source::parse(self.language, variant).errors().len() <= self.errors().len()
    }

    /// The variables of a text, in the order in which they are named first.
    fn variables(&self, leaves: &[Node<'_>]) -> Vec<Variable<'_>> {
        let mut variables: Vec<Variable<'_>> = Vec::new();
        for leaf in leaves.iter().filter(|leaf| is_variable(**leaf)) {
            let (name, bound) = (self.said(leaf.byte_range()), bound(*leaf));
            let at = variables.iter().position(|known| known.name == name).unwrap_or(variables.len());
            if at == variables.len() {
                variables.push(Variable { name, since: bound.unwrap_or(0), uses: Vec::new() });
            }
            if let Some(variable) = variables.get_mut(at).filter(|_| bound.is_none()) {
                variable.uses.push(self.use_of(*leaf));
            }
        }
        variables.truncate(NAMES);
        variables
    }

    fn use_of(&self, leaf: Node<'_>) -> Use<'_> {
        let Some(parent) = leaf.parent().filter(|parent| parent.child(0) == Some(leaf)) else {
            return Use::Whole;
        };
        match parent.kind() {
            "subscript" | "subscript_expression" | "index_expression" | "array_access" => Use::Indexed,
            _ => {
                let part = PARTS.iter().find_map(|field| parent.child_by_field_name(field));
                part.filter(|part| *part != leaf)
                    .map_or(Use::Whole, |part| Use::Parted(self.said(part.byte_range())))
            }
        }
    }

    fn said(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Other tokens that may have been meant.
    fn exchanged(&self, leaf: Node<'_>) -> Vec<(Range<usize>, String)> {
        let (said, kind) = (self.said(leaf.byte_range()), leaf.parent().map_or("", |parent| parent.kind()));
        if leaf.kind().contains("identifier") {
            let is_called = self.text.get(leaf.end_byte()..).is_some_and(|rest| rest.starts_with('('));
            let other = CALLED.iter().find(|(name, _)| is_called && *name == said);
            return other.map(|(_, other)| (leaf.byte_range(), (*other).to_owned())).into_iter().collect();
        }
        let is_between = [BINARY, "comparison", "boolean"].iter().any(|of_two| kind.contains(of_two));
        let is_no = kind.contains("unary") || kind.contains("not_operator") || is_between;
        if matches!(said, "!" | "not") && is_no {
            // With what follows, for `not in` is one word.
            let end = leaf.next_sibling().map_or(leaf.end_byte(), |next| next.start_byte());
            return vec![(leaf.start_byte()..end, String::new())];
        }
        // A sign, a reference, the bracket of a type; what is counted up by one would never end if it were counted down.
        let is_other = matches!(said, "<" | ">" | "+" | "-" | "*" | "/" | "in") && !is_between;
        let counts = matches!(said, "+=" | "-=") && leaf.next_sibling().is_some_and(is_number);
        let others = EXCHANGED.iter().find(|(token, _)| *token == said && !is_other && !counts);
        let others = others.map_or(&[][..], |(_, others)| *others);
        others.iter().map(|other| (leaf.byte_range(), (*other).to_owned())).collect()
    }

    /// One more, one less.
    fn one_off(&self, leaf: Node<'_>) -> Vec<(Range<usize>, String)> {
        let said = self.said(leaf.byte_range());
        let Some(parent) = leaf.parent() else { return Vec::new() };
        let mut cuts = Vec::new();
        if let Some(number) = said.parse::<u64>().ok().filter(|it| is_number(leaf) && *it <= LARGEST) {
            cuts.push((leaf.byte_range(), (number + 1).to_string()));
            cuts.extend(number.checked_sub(1).map(|less| (leaf.byte_range(), less.to_string())));
            let sign = leaf.prev_sibling().filter(|sign| matches!(self.said(sign.byte_range()), "+" | "-"));
            if let Some(first) = sign.and_then(|sign| sign.prev_sibling()).filter(|_| said == "1") {
                cuts.push((first.end_byte()..leaf.end_byte(), String::new()));
            }
            return cuts;
        }
        // A variable, or what a call returns, at the end of what is compared, counted to or looked up.
        let is_end = leaf.end_byte() == parent.end_byte() && (is_variable(leaf) || said == ")");
        let whole = std::iter::successors(Some(leaf), |node| {
            node.parent()
                .filter(|parent| parent.end_byte() == leaf.end_byte() && !parent.kind().contains("statement"))
        });
        let is_bound = |node: &Node<'_>| {
            node.kind().contains("comparison")
                || node.kind().contains("range")
                || node.kind().contains(BINARY) && compares(self, *node)
        };
        if is_end && whole.last().as_ref().is_some_and(is_bound) {
            for more in [" + 1", " - 1"] {
                cuts.push((leaf.end_byte()..leaf.end_byte(), more.to_owned()));
            }
        }
        cuts
    }
}

/// A variable of a text.
struct Variable<'t> {
    name: &'t str,
    /// Where it gets its first value, in bytes; 0 if it has one from elsewhere.
    since: usize,
    /// In which ways it is used.
    uses: Vec<Use<'t>>,
}

/// How a variable is used: only what is used in the same way may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use<'t> {
    /// Something is looked up in it by a number or a key.
    Indexed,
    /// This part of it is taken, or called.
    Parted(&'t str),
    /// As it is.
    Whole,
}

/// What grammars call the part of something that is taken, or called.
const PARTS: [&str; 4] = ["attribute", "property", "field", "name"];

/// The tokens, in order.
fn collect<'t>(node: Node<'t>, leaves: &mut Vec<Node<'t>>) {
    if node.child_count() == 0 {
        leaves.push(node);
    }
    for child in node.children(&mut node.walk()) {
        collect(child, leaves);
    }
}

/// Whether two values are compared.
fn compares(source: &Source<'_>, node: Node<'_>) -> bool {
    let operator = node.child_by_field_name("operator").map(|it| source.said(it.byte_range()));
    operator.is_some_and(|it| matches!(it, "<" | "<=" | ">" | ">=" | "==" | "!=" | "===" | "!=="))
}

/// Whether a token is a whole number.
fn is_number(leaf: Node<'_>) -> bool {
    ["integer", "number", "int_literal"].iter().any(|kind| leaf.kind().contains(kind))
}

/// Whether a token is the name of a value: not of what is called or defined, of a part of something, of a type, or within a macro.
fn is_variable(leaf: Node<'_>) -> bool {
    let Some(parent) = leaf.parent().filter(|_| leaf.kind() == "identifier") else { return false };
    let (is_field, kind) = (|name: &str| parent.child_by_field_name(name) == Some(leaf), parent.kind());
    let is_called = ["function", "attribute", "property", "field", "macro", "type"].into_iter().any(is_field);
    let is_method = is_field("name") && !kind.contains("parameter") && !kind.contains("declarator");
    let is_key = kind == "literal_element" && parent.next_sibling().is_some_and(|next| next.kind() == ":");
    let is_other =
        ["type", "token_tree", "scoped", "except", "function_declarator"].iter().any(|it| kind.contains(it));
    !is_called && !is_method && !is_key && !is_other
}

/// From where on a variable has its value, in bytes, if it gets it there.
fn bound(leaf: Node<'_>) -> Option<usize> {
    let mut node = leaf;
    while let Some(parent) = node.parent() {
        let (is_field, kind) = (|name: &str| parent.child_by_field_name(name) == Some(node), parent.kind());
        let is_any = |kinds: &[&str]| kinds.iter().any(|it| kind.contains(it));
        let is_declared = is_any(&["declarator"]) && (is_field("name") || is_field("declarator"));
        let is_assigned = is_field("left") && is_any(&["assignment", "declaration", "for", "range_clause"]);
        if kind.contains("parameter") || is_declared || is_assigned || is_field("pattern") {
            // Not within what it gets; but all of a loop, a branch or a closure is behind it.
            let is_whole = is_any(&["declarator", "assignment", "declaration"]);
            return Some(if is_whole { parent.end_byte() } else { leaf.end_byte() });
        }
        // What is looked up on the left is used.
        if is_any(&["statement", "subscript", "index", "array_access"]) || kind == "block" {
            return None;
        }
        node = parent;
    }
    None
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::language::Language;

    use super::*;

    fn variants(language: Language, text: &str, line: usize) -> String {
        let variants = Source::parse(language, text).variants(line);
        variants.iter().map(|it| format!("{}→{}", it.was, it.now)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_condition_may_hold_its_boundary_be_one_off_or_be_about_something_else() {
        let text = "def due(day, last):\n    if not day < last:\n        return 7\n    return 0\n";
        assert_snapshot!(variants(Language::Python, text, 1), @"not→ | <→<= | <→> | day→last | last→day");
        assert_snapshot!(variants(Language::Python, text, 2), @"7→8 | 7→6");
    }

    #[test]
    fn what_is_called_what_is_bound_and_types_stay() {
        let text = "fn free(row: &[bool], count: usize) -> Vec<usize> {\n    let ends = (0..row.len() - count).find(|first| row[*first]);\n    ends\n}\n";
        assert_snapshot!(variants(Language::Rust, text, 0), @"");
        assert_snapshot!(variants(Language::Rust, text, 1), @"..→..= | -→+ | 0→1 | →+ 1 | →- 1 | first→count");
    }

    #[test]
    fn other_languages_have_the_same() {
        let go = "func row(sorted, runners []Runner) Row {\n\treturn Row{Gap: runners[0].Total() - 1}\n}\n";
        assert_snapshot!(variants(Language::Go, go, 1), @"-→+ | 0→1 | 1→2 | 1→0 | - 1→ | runners→sorted");
        let java = "boolean isOn(Day day) {\n    return !day.isBefore(first) || last.size() > 10;\n}\n";
        assert_snapshot!(variants(Language::Java, java, 1), @"!→ | ||→&& | >→>= | >→< | 10→11 | 10→9");
        let script =
            "function all(items, from) {\n  return items.slice(from).every((it) => it === from);\n}\n";
        assert_snapshot!(variants(Language::JavaScript, script, 1), @"every→some | ===→!== | it→from | from→it");
        let c = "int find(const int *list, int count) {\n    for (int i = 0; i <= count; i++)\n        ;\n    return -1;\n}\n";
        assert_snapshot!(variants(Language::C, c, 1), @"<=→< | <=→>= | 0→1 | →+ 1 | →- 1 | i→list | i→count | count→list | count→i | i→list | i→count");
    }

    #[test]
    fn boundaries_of_a_whole_text() {
        let shown = [
            (Language::Python, "def f(a, b):\n    if a > b and a - 1 != 2:\n        return b <= 3\n"),
            (Language::Rust, "fn f(a: Vec<u8>) -> bool {\n    (0..a.len()).all(|it| it < 3 || !it > 4)\n}\n"),
            (Language::Java, "List<String> f(int a) {\n    return a >= 1 && a < 3 ? x : y;\n}\n"),
        ];
        let shown = shown.map(|(language, text)| {
            let all = Source::parse(language, text).boundaries();
            let all = all.iter().map(|(line, it)| format!("{line}: {}→{}", it.was, it.now));
            all.collect::<Vec<_>>().join(" | ")
        });
        assert_snapshot!(shown.join("\n"), @"
        1: >→>= | 1: and→or | 2: <=→<
        1: ..→..= | 1: <→<= | 1: ||→&& | 1: >→>=
        1: >=→> | 1: &&→|| | 1: <→<=
        ");
    }

    #[test]
    fn a_line_that_is_none_has_no_variants() {
        assert_eq!(variants(Language::Python, "x = 1\n", 9), "");
        assert_eq!(variants(Language::Python, "", 0), "");
    }

    #[test]
    fn what_cannot_be_right_is_no_variant() {
        let shown = [
            (
                Language::Rust,
                "fn f(all: &[u8], total: u8) -> String {\n    let max = format!(\"{}\", all.len());\n}\n",
            ),
            (Language::C, "int f(int n, int m) {\n    int k = n - 1;\n}\n"),
            (Language::Python, "def f(xs, max):\n    a = xs[\"1\"] or int(\"10\") or max\n"),
            (Language::Python, "def f(xs, key):\n    xs[key] = sort(xs, key=key)\n"),
            (Language::JavaScript, "function f(n) {\n  while (n != 3) { n += 1; n++; }\n}\n"),
            (Language::Go, "func f(s []string) string {\n\treturn fmt.Sprintf(\"%d é\", len(s))\n}\n"),
        ];
        let shown = shown.map(|(language, text)| variants(language, text, 1));
        assert_snapshot!(shown.join("\n"), @"

        -→+ | 1→2 | 1→0 | - 1→ | n→m
        or→and | or→and
        key→xs | xs→key | key→xs
        !=→== | 3→4 | 3→2 | 1→2 | 1→0
        ");
    }
}
