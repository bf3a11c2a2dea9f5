//! What stands in a fence: code, fields, or anything that may hold a call.

use crate::action::path;
use crate::fence::closes;
use crate::replace::is_search;

/// What the first lines in a fence tell.
pub(super) struct Inner<'text> {
    /// Whether they begin a SEARCH/REPLACE block.
    pub(super) is_blocks: bool,
    /// Whether they begin an object.
    pub(super) is_object: bool,
    /// The path that they name: in a comment, or before a block.
    pub(super) path: Option<&'text str>,
}

impl<'text> Inner<'text> {
    pub(super) fn of(inside: &'text str) -> Self {
        let mut lines = inside.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next().unwrap_or_default();
        let is_next = !is_search(first) && lines.next().is_some_and(is_search);
        let is_comment = first.trim_start().starts_with(['#', '/', '<', '-', ';']);
        let path = path::of_line(first).filter(|_| is_next || is_comment);
        let is_blocks = is_search(first) || is_next && path.is_some();
        Self { is_blocks, is_object: first.trim_start().starts_with('{'), path }
    }
}

/// What stands in a fence, by what is written behind its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// Code in a programming language.
    Code,
    Yaml,
    Any,
}

impl Fence {
    pub(super) fn of(info: &str) -> Self {
        let word = info.split([' ', '{', ',']).next().unwrap_or_default().to_lowercase();
        match word.as_str() {
            "yaml" | "yml" => Self::Yaml,
            "python" | "py" | "rust" | "rs" | "javascript" | "js" | "jsx" | "typescript" | "ts" | "tsx"
            | "go" | "golang" | "c" | "cpp" | "c++" | "java" | "csharp" | "ruby" | "php" | "html" | "css"
            | "diff" | "patch" | "markdown" | "toml" | "sql" => Self::Code,
            _ => Self::Any,
        }
    }
}

/// What stands before the line that closes a fence; `None` if none does.
pub(super) fn content<'text>(inside: &'text str, fence: &str) -> Option<&'text str> {
    let mut length = 0;
    for line in inside.split_inclusive('\n') {
        if closes(line.trim(), fence) {
            return inside.get(..length);
        }
        length += line.len();
    }
    None
}
