//! What a text says to a compiler: all but comments, and white space that means nothing.

use tree_sitter::Node;

use crate::Source;

impl Source<'_> {
    /// Whether two texts are the same code: they differ in nothing but comments and white space, as far as the language gives
    /// neither a meaning. Of a language without a grammar, every difference counts.
    #[must_use]
    pub fn is_same_code(&self, other: &Source<'_>) -> bool {
        self.text == other.text
            || self.language == other.language && self.parsed.is_some() && self.tokens() == other.tokens()
    }

    /// The tokens and what they are parts of, each with its depth in the tree: in some languages nothing but indentation says
    /// what lies in what.
    fn tokens(&self) -> Vec<(u32, &str)> {
        let Some((_, tree)) = &self.parsed else { return Vec::new() };
        let mut tokens = Vec::new();
        let mut cursor = tree.walk();
        loop {
            let node = cursor.node();
            let is_whole = node.child_count() == 0 || is_text(node) || is_comment(node);
            if is_whole && !is_comment(node) {
                let text = self.text.get(node.byte_range()).unwrap_or_default();
                // Where a line ends is a token of some grammars.
                tokens.push((cursor.depth(), if is_text(node) { text } else { text.trim() }));
            } else if !is_whole {
                // The same tokens may be another statement: where JavaScript ends one at a line's end, say.
                tokens.push((cursor.depth(), node.kind()));
                if cursor.goto_first_child() {
                    continue;
                }
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    tokens.retain(|(_, text)| !text.is_empty());
                    return tokens;
                }
            }
        }
    }
}

/// Whether white space within it is a part of it.
fn is_text(node: Node<'_>) -> bool {
    ["string", "char", "template", "regex", "text"].iter().any(|part| node.kind().contains(part))
}

pub(crate) fn is_comment(node: Node<'_>) -> bool {
    node.kind().contains("comment")
}

#[cfg(test)]
mod tests {
    use kinglet_domain::language::Language;

    use super::*;

    fn check(language: Language, before: &str, after: &str) -> bool {
        Source::parse(language, before).is_same_code(&Source::parse(language, after))
    }

    #[test]
    fn comments_and_lines_say_nothing_and_all_else_does() {
        let go = "// Package a.\npackage a\n\nfunc F() string {\n\treturn \"a b\" // c\n}\n";
        assert!(check(Language::Go, go, "package a\nfunc F() string {\n\n\n return \"a b\"\n}"));
        assert!(!check(Language::Go, go, &go.replace("a b", "a  b")));
        assert!(!check(Language::Go, go, &go.replace("F()", "F(int)")));
        let rust = "/// Docs.\nfn f() -> &'static str { \"// a\" }\n";
        assert!(check(Language::Rust, rust, "fn f() -> &'static str {\n    \"// a\"\n}\n"));
        assert!(!check(Language::Rust, rust, &rust.replace("// a", "// b")));
        let java = "package a;\n\nimport b.C;\n\nclass D { /* e */ char f = ' '; }\n";
        assert!(check(Language::Java, java, "package a;\nimport b.C;\nclass D { char f = ' '; }\n"));
        assert!(!check(Language::Java, java, &java.replace("' '", "'  '")));
    }

    #[test]
    fn where_a_line_begins_may_say_something() {
        let python = "def f(a):\n    for b in a:\n        g(b)\n        h(b)  # c\n";
        assert!(check(Language::Python, python, &python.replace("  # c", "\n")));
        assert!(!check(Language::Python, python, &python.replace("        h(b)", "    h(b)")));
        assert!(!check(Language::Python, "a = 'b'\n", "a = 'b '\n"));
        assert!(!check(Language::Python, "a = f'b {c}'\n", "a = f'b  {c}'\n"));
        let returned = "function f(a) {\n  return\n    a + 1;\n}\n";
        assert!(!check(Language::JavaScript, returned, &returned.replace("return\n   ", "return")));
        assert!(!check(Language::JavaScript, "f(`a\n${b}`)\n", "f(`a\n\n${b}`)\n"));
    }
}
