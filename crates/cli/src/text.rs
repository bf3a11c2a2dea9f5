//! Text for a terminal: colours where they are wanted, and nothing that could control the terminal.

use std::io::{IsTerminal as _, Write as _};

/// Prints a line to standard output. A reader that has left (`kinglet show | head`) is no error.
pub(crate) fn say(line: &str) {
    let _reader_left = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints to standard output without ending the line.
pub(crate) fn say_more(text: &str) {
    let mut out = std::io::stdout().lock();
    let _reader_left = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints a line to standard error.
pub(crate) fn complain(line: &str) {
    let _reader_left = writeln!(std::io::stderr().lock(), "{}", plain(line));
}

/// How text may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Coloured,
}

impl Style {
    /// Coloured on a terminal, unless the user wishes otherwise.
    pub(crate) fn of_stdout() -> Self {
        let is_wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        if is_wanted && std::io::stdout().is_terminal() { Self::Coloured } else { Self::Plain }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.paint("31", text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// A unified diff, its lines coloured by their signs.
    pub(crate) fn diff(self, diff: &str) -> String {
        let line = |line: &str| match line.as_bytes().first() {
            Some(b'+') => self.green(line),
            Some(b'-') => self.red(line),
            Some(b'@') => self.dim(line),
            _ => line.to_owned(),
        };
        plain(diff).lines().map(line).collect::<Vec<_>>().join("\n")
    }

    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// A text in which nothing controls the terminal or hides from the reader: control characters but line ends and tabs,
/// and characters that change the direction of text or have no width, are shown as escapes.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        if hides || (c.is_control() && !matches!(c, '\n' | '\t')) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// A text on one line, cut to a length.
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if line.chars().count() <= most {
        line
    } else {
        line.chars().take(most.saturating_sub(1)).chain(['…']).collect()
    }
}

/// Puts a margin before each line.
pub(crate) fn indent(text: &str, margin: &str) -> String {
    text.lines().map(|line| format!("{margin}{line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_would_control_the_terminal() {
        assert_eq!(plain("a\u{1b}]52;c;x\u{7}b\r\n\tc"), "a\\u{1b}]52;c;x\\u{7}b\\u{d}\n\tc");
        assert_eq!(plain("x\u{202e}y\u{200b}\u{9b}31m"), "x\\u{202e}y\\u{200b}\\u{9b}31m");
        assert_eq!(plain("naïve – ✓ 日本"), "naïve – ✓ 日本");
    }

    #[test]
    fn cuts_to_one_line() {
        assert_eq!(short("a\n  b", 10), "a b");
        assert_eq!(short("abcdef", 4), "abc…");
    }
}
