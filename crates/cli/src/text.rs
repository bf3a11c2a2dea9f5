//! Text for a terminal: colours where they are wanted, and nothing that could control the terminal.

use std::ffi::OsStr;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::OnceLock;

/// The first failure to print, which [`lost`] tells.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Why something could not be printed, if that happened.
pub(crate) fn lost() -> Option<&'static io::Error> {
    LOST.get()
}

/// Prints a line to standard output.
pub(crate) fn say(line: &str) {
    note(writeln!(io::stdout().lock(), "{line}"));
}

/// Prints to standard output without ending the line.
pub(crate) fn say_more(text: &str) {
    let mut out = io::stdout().lock();
    note(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Remembers a failure; what is at work goes on. A reader that has left (`kinglet show | head`) is none.
fn note(printed: io::Result<()>) {
    if let Err(error) = printed
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _first_counts = LOST.set(error);
    }
}

/// Prints a line of JSON to standard output.
pub(crate) fn say_json(value: &serde_json::Value) {
    say(&json(&value.to_string()));
}

/// Prints a text that was recorded: as it is to a file or a program, and so that it can be read on a terminal.
pub(crate) fn say_recorded(text: &str) {
    if io::stdout().is_terminal() { say(&plain(text)) } else { say_more(text) }
}

/// Asks something, on standard error: standard output may be read by a program.
pub(crate) fn ask(question: &str) {
    let _reader_left = write!(io::stderr().lock(), "{}", plain(question));
}

/// Prints a line to standard error.
pub(crate) fn complain(line: &str) {
    let _reader_left = writeln!(io::stderr().lock(), "{}", plain(line));
}

/// How text may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Coloured,
}

impl Style {
    /// Coloured on a terminal that can do it, unless the user wishes otherwise.
    pub(crate) fn of_stdout() -> Self {
        let [no_color, term] = ["NO_COLOR", "TERM"].map(std::env::var_os);
        let is_coloured = io::stdout().is_terminal() && takes_colours(no_color.as_deref(), term.as_deref());
        if is_coloured { Self::Coloured } else { Self::Plain }
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

    /// A unified diff, its lines coloured by their signs. Where all its lines end in CR LF, nothing is to be seen of
    /// that; where some do, their ends are what matters.
    pub(crate) fn diff(self, diff: &str) -> String {
        let is_text = |line: &&str| {
            line.starts_with([' ', '+', '-']) && !line.starts_with("--- ") && !line.starts_with("+++ ")
        };
        let is_mixed = diff.split('\n').filter(is_text).any(|line| !line.ends_with('\r'));
        let line = |line: &str| {
            let (line, end) = match line.strip_suffix('\r') {
                Some(line) => (line, if is_mixed { "␍" } else { "" }),
                None => (line, ""),
            };
            let line = plain(line);
            let line = match line.as_bytes().first() {
                Some(b'+') => self.green(&line),
                Some(b'-') => self.red(&line),
                Some(b'@') => self.dim(&line),
                _ => line,
            };
            if end.is_empty() { line } else { format!("{line}{}", self.dim(end)) }
        };
        diff.strip_suffix('\n').unwrap_or(diff).split('\n').map(line).collect::<Vec<_>>().join("\n")
    }

    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// Whether a terminal is to be coloured, by the variables that say so.
fn takes_colours(no_color: Option<&OsStr>, term: Option<&OsStr>) -> bool {
    no_color.is_none_or(OsStr::is_empty) && term.is_none_or(|term| term != "dumb")
}

/// A text in which nothing controls the terminal or hides from the reader, see [`is_unseen`]: such characters are shown
/// as escapes, but for the ones that join or part the letters of some scripts, and of CR LF the CR.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '\u{200c}' | '\u{200d}' if last.is_some_and(is_joined) && next.is_some_and(is_joined) => {
                out.push(c);
            }
            '\r' if next == Some('\n') => {}
            _ if is_unseen(c) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
        last = Some(c);
    }
    out
}

/// Whether a joiner beside a character can belong to the text: it is a letter of a script that uses them, or a part of
/// an emoji. Between ASCII, or twice, it only hides.
fn is_joined(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !is_unseen(c) && !matches!(c, '\u{2000}'..='\u{206f}')
}

/// The same for a text that is JSON already: it means what it meant before.
pub(crate) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unseen(c) {
            // Beyond ASCII's first controls, which JSON cannot hold, such a character stands in a string.
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character controls the terminal, ends a line unnoticed, changes the direction of text or cannot be seen:
/// control characters but line ends and tabs, and most of what Unicode calls default ignorable. Not the variation
/// selectors that choose between text and emoji, which honest text is full of.
fn is_unseen(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control(),
    }
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
        assert_eq!(plain("a\u{1b}]52;c;x\u{7}b\r\n\tc"), "a\\u{1b}]52;c;x\\u{7}b\n\tc");
        assert_eq!(plain("x\u{202e}y\u{200b}\u{9b}31m"), "x\\u{202e}y\\u{200b}\\u{9b}31m");
        for c in
            "\u{ad}\u{61c}\u{180e}\u{2028}\u{2029}\u{fff9}\u{fffb}\u{e0041}\u{e0100}\u{e01ef}\u{3164}".chars()
        {
            assert_eq!(plain(&format!("x{c}y")), format!("x{}y", c.escape_unicode()));
        }
        assert_eq!(plain("naïve – ✓ ❤\u{fe0f} 日本"), "naïve – ✓ ❤\u{fe0f} 日本");
    }

    #[test]
    fn joiners_are_text_where_they_join() {
        for honest in ["می\u{200c}خواهم", "👩\u{200d}💻 ❤\u{fe0f}\u{200d}🔥", "क्\u{200d}ष"]
        {
            assert_eq!(plain(honest), honest);
        }
        assert_eq!(plain("pass\u{200d}word"), "pass\\u{200d}word");
        assert_eq!(plain("\u{200d}👩\u{200d}\u{200d}💻\u{200c}"), "\\u{200d}👩\\u{200d}\\u{200d}💻\\u{200c}");
        assert_eq!(plain("می\u{200c} خ"), "می\\u{200c} خ");
    }

    #[test]
    fn line_ends_are_shown_where_they_are_what_changed() {
        let check = |diff: &str| Style::Plain.diff(diff);
        assert_eq!(check("+++ b/a\n@@ -1 +1 @@\n b\r\n-c\r\n+d\r\n"), "+++ b/a\n@@ -1 +1 @@\n b\n-c\n+d");
        assert_eq!(check("@@ -1 +1 @@\n-c\r\n+c\n"), "@@ -1 +1 @@\n-c␍\n+c");
        assert_eq!(check("-a\rb\n+c\n"), "-a\\u{d}b\n+c");
        assert_eq!(check(""), "");
    }

    #[test]
    fn colours_are_for_terminals_that_want_them() {
        let check =
            |no_color: &str, term: &str| takes_colours(Some(OsStr::new(no_color)), Some(OsStr::new(term)));
        assert_eq!([check("", "xterm"), check("1", "xterm"), check("", "dumb")], [true, false, false]);
        assert!(takes_colours(None, None));
    }

    #[test]
    fn escaped_json_means_the_same() {
        let value = serde_json::json!({ "text": "\u{7f}\u{9b}31m\u{202e}\u{e0041}\u{1b}\n\t naïve 🛒" });
        let line = json(&value.to_string());
        assert_eq!(line, r#"{"text":"\u007f\u009b31m\u202e\udb40\udc41\u001b\n\t naïve 🛒"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap(), value);
    }

    #[test]
    fn cuts_to_one_line() {
        assert_eq!(short("a\n  b", 10), "a b");
        assert_eq!(short("abcdef", 4), "abc…");
    }
}
