//! Words of a text by where they stand: code, comments, strings.
//!
//! A scanner and no grammar: it takes a tenth of the time, works on text that does not parse, and what it gets wrong
//! (a quote in a regular expression) costs a word its place, not its being found.

use std::ops::Range;

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The name of something that is defined here.
    Name,
    /// Any other identifier.
    Code,
    /// A comment or documentation.
    Comment,
    /// A string: error messages are what users paste.
    Text,
    /// The file's path.
    Path,
    /// Tests within a source file.
    Test,
}

impl Field {
    pub(crate) const ALL: [Self; 6] =
        [Self::Name, Self::Code, Self::Comment, Self::Text, Self::Path, Self::Test];
}

/// How a language writes comments and strings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Syntax {
    /// What begins a comment to the end of the line.
    line: &'static [&'static str],
    /// What begins and ends a longer one.
    block: Option<(&'static str, &'static str)>,
    /// What a string stands between.
    quotes: &'static [u8],
    /// Whether `"""` begins documentation.
    is_tripled: bool,
    /// Whether `'` also begins lifetimes, or is an apostrophe of an identifier.
    is_lifetime: bool,
}

const PROSE: Syntax = Syntax { line: &[], block: None, quotes: &[], is_tripled: false, is_lifetime: false };
const HASH: Syntax = Syntax { line: &["#"], quotes: b"\"'", ..PROSE };
const SLASH: Syntax = Syntax { line: &["//"], block: Some(("/*", "*/")), quotes: b"\"'`", ..PROSE };

impl Syntax {
    /// The syntax of a file, by its ending; of an unknown one, that of prose.
    pub(crate) fn of(extension: &str) -> Self {
        match extension {
            "py" | "pyi" => Self { is_tripled: true, ..HASH },
            "rs" => Self { quotes: b"\"", is_lifetime: true, ..SLASH },
            "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" | "go" | "c" | "h" | "cc" | "cpp"
            | "cxx" | "hpp" | "hh" | "hxx" | "cs" | "java" | "kt" | "kts" | "swift" | "scala" | "dart"
            | "groovy" | "m" | "css" | "scss" | "proto" | "zig" => SLASH,
            "php" => Self { line: &["//", "#"], ..SLASH },
            "rb" | "sh" | "bash" | "zsh" | "toml" | "yml" | "yaml" | "ex" | "exs" | "r" | "jl" | "pl"
            | "cfg" | "ini" => HASH,
            "lua" => Self { line: &["--"], block: Some(("--[[", "]]")), quotes: b"\"'", ..PROSE },
            "sql" => Self { line: &["--"], block: Some(("/*", "*/")), quotes: b"\"'", ..PROSE },
            "hs" | "elm" => {
                Self { line: &["--"], block: Some(("{-", "-}")), quotes: b"\"", is_lifetime: true, ..PROSE }
            }
            "ml" | "mli" => Self { block: Some(("(*", "*)")), quotes: b"\"", is_lifetime: true, ..PROSE },
            _ => PROSE,
        }
    }

    fn is_prose(&self) -> bool {
        self.quotes.is_empty() && self.line.is_empty()
    }
}

/// Calls `each` with every word-like token of a text, in order, and where it stands: [`Field::Code`],
/// [`Field::Comment`] or [`Field::Text`].
pub(crate) fn each<'t>(syntax: &Syntax, text: &'t str, mut each: impl FnMut(Field, Range<usize>, &'t str)) {
    let bytes = text.as_bytes();
    if syntax.is_prose() {
        tokens(text, 0..text.len(), &mut |range, token| each(Field::Comment, range, token));
        return;
    }
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if is_word(byte) {
            let end = word_end(bytes, at);
            if let Some(token) = text.get(at..end) {
                each(Field::Code, at..end, token);
            }
            at = end;
        } else if let Some((field, inside, end)) = quoted(syntax, bytes, at) {
            tokens(text, inside, &mut |range, token| each(field, range, token));
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The comment or string that begins at a byte: what it is, what stands in it, and where it ends.
fn quoted(syntax: &Syntax, bytes: &[u8], at: usize) -> Option<(Field, Range<usize>, usize)> {
    let rest = bytes.get(at..)?;
    if let Some((open, close)) = syntax.block
        && rest.starts_with(open.as_bytes())
    {
        let start = at + open.len();
        let end = find(bytes, start, close.as_bytes());
        return Some((Field::Comment, start..end, (end + close.len()).min(bytes.len())));
    }
    if let Some(open) = syntax.line.iter().find(|open| rest.starts_with(open.as_bytes())) {
        let end = find(bytes, at, b"\n");
        return Some((Field::Comment, at + open.len()..end, end));
    }
    let quote = *rest.first()?;
    if !syntax.quotes.contains(&quote) {
        return None;
    }
    if syntax.is_tripled && rest.starts_with(&[quote; 3]) {
        let end = find(bytes, at + 3, &[quote; 3]);
        return Some((Field::Comment, at + 3..end, (end + 3).min(bytes.len())));
    }
    let spans_lines = quote == b'`' || syntax.is_lifetime;
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\\' => end += 2,
            b'\n' if !spans_lines => return None, // An apostrophe.
            _ if byte == quote => return Some((Field::Text, at + 1..end, end + 1)),
            _ => end += 1,
        }
    }
    None
}

/// Where `what` begins at or after `from`, or the end.
fn find(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(what.len()).position(|window| window == what).map_or(bytes.len(), |at| from + at)
}

fn tokens<'t>(text: &'t str, within: Range<usize>, each: &mut impl FnMut(Range<usize>, &'t str)) {
    let bytes = text.as_bytes();
    let mut at = within.start;
    while at < within.end.min(bytes.len()) {
        if bytes.get(at).is_some_and(|&byte| is_word(byte)) {
            let end = word_end(bytes, at).min(within.end);
            if let Some(token) = text.get(at..end) {
                each(at..end, token);
            }
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
}

/// Letters of other scripts count as a whole: their bytes are all beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn word_end(bytes: &[u8], from: usize) -> usize {
    bytes
        .get(from..)
        .unwrap_or_default()
        .iter()
        .position(|&byte| !is_word(byte))
        .map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn check(extension: &str, text: &str) -> String {
        let mut out = String::new();
        each(&Syntax::of(extension), text, |field, range, token| {
            assert_eq!(&text[range], token);
            let _ = write!(out, "{field:?}:{token} ");
        });
        out
    }

    #[test]
    fn tells_code_from_comments_and_strings() {
        assert_snapshot!(check("py", "def f(x):\n    \"\"\"Docs 'here'.\"\"\"\n    return 'a b' # don't\n"), @"Code:def Code:f Code:x Comment:Docs Comment:here Code:return Text:a Text:b Comment:don Comment:t");
        assert_snapshot!(check("rs", "fn f<'a>(x: &'a str) { g(\"b \\\" c\") } /* d */ // e"), @"Code:fn Code:f Code:a Code:x Code:a Code:str Code:g Text:b Text:c Comment:d Comment:e");
        assert_snapshot!(check("js", "f(`x\ny`, 'it') // isn't\n"), @"Code:f Text:x Text:y Text:it Comment:isn Comment:t");
        assert_snapshot!(check("md", "It's # a `b`"), @"Comment:It Comment:s Comment:a Comment:b");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}", extension in "py|rs|js|lua|ml|md") {
            check(&extension, &text);
        }

        #[test]
        fn unbalanced_quotes_are_read(text in "[a\"'`#/*\\\\\n é]{0,60}", extension in "py|rs|js|lua|ml") {
            check(&extension, &text);
        }
    }
}
