//! Which file the text around an edit names.

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;

use crate::action::path as named;

/// The files that were named so far.
#[derive(Debug, Default)]
pub(super) struct Mention {
    /// By the last line that was not blank.
    last: Option<RelPath>,
    /// By the last line that was nothing but a name.
    heading: Option<RelPath>,
    /// By the last edit.
    used: Option<RelPath>,
}

impl Mention {
    /// Takes a line of text in.
    pub(super) fn read(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        let is_section = line.trim_start().starts_with('#');
        let whole = of_line(line).or_else(|| in_text(line).filter(|_| is_section));
        if whole.is_some() || is_section {
            self.heading.clone_from(&whole);
        }
        // A sentence may name another file in passing, unless it introduces what follows.
        let introduces = self.heading.is_none() || line.trim_end().ends_with(':');
        self.last = whole.or_else(|| in_text(line).filter(|_| introduces));
    }

    /// Takes in what stands behind a fence.
    pub(super) fn read_info(&mut self, info: &str) {
        if let Some(path) = named::of_info(info).and_then(|path| RelPath::parse(path).ok()) {
            self.last = Some(path);
        }
    }

    /// The file was edited: what follows without a name may be for it.
    pub(super) fn used(&mut self, path: &RelPath) {
        self.used = Some(path.clone());
        self.last = None;
    }

    /// The file that blocks are for.
    pub(super) fn for_block(&self) -> Option<RelPath> {
        self.last.clone().or_else(|| self.used.clone()).or_else(|| self.heading.clone())
    }

    /// The file that code is for; what is in another language than the file is for no file.
    pub(super) fn for_code(&self, info: &str) -> Option<RelPath> {
        let path = self.last.clone().or_else(|| self.heading.clone())?;
        let word = info.split([' ', ':', '{', ',']).next().unwrap_or_default().to_lowercase();
        (word.is_empty() || named::of_info(info).is_some() || is_of(&path, &word)).then_some(path)
    }
}

/// The path that is all that a line says, or that stands in a heading's or a list's place.
pub(super) fn of_line(line: &str) -> Option<RelPath> {
    named::of_line(line).and_then(|path| RelPath::parse(path).ok())
}

/// The path in a comment that stands before code.
pub(super) fn of_comment(line: &str) -> Option<RelPath> {
    let is_comment =
        ["#", "//", "/*", "<!--", "--", ";"].iter().any(|sign| line.trim_start().starts_with(sign));
    of_line(line).filter(|_| is_comment)
}

/// The one path that a text names between backquotes or asterisks.
fn in_text(line: &str) -> Option<RelPath> {
    let quoted = line.split('`').skip(1).step_by(2);
    let bold = line.split("**").skip(1).step_by(2);
    let mut paths: Vec<RelPath> =
        quoted.chain(bold).filter(|it| named::is_path(it)).filter_map(|it| RelPath::parse(it).ok()).collect();
    paths.dedup();
    match paths.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Whether code that is called by a word may stand in a file.
fn is_of(path: &RelPath, word: &str) -> bool {
    const SHELLS: [&str; 7] = ["bash", "sh", "shell", "console", "zsh", "terminal", "powershell"];
    let fence = Language::of(path).map(Language::fence);
    match word {
        word if word == path.extension() => true,
        word if SHELLS.contains(&word) => false,
        "text" | "plaintext" | "txt" | "output" => path.extension() == "txt",
        word => fence.is_none_or(|fence| fence == word || is_alias(fence, word)),
    }
}

fn is_alias(fence: &str, word: &str) -> bool {
    let aliases: &[&str] = match fence {
        "python" => &["py", "python3"],
        "rust" => &["rs"],
        "javascript" => &["js", "jsx", "node", "mjs"],
        "typescript" => &["ts", "js", "javascript"],
        "tsx" => &["typescript", "ts", "jsx"],
        "go" => &["golang"],
        _ => &[],
    };
    aliases.contains(&word)
}
