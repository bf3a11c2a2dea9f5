//! The comments above all code of a file.

use kinglet_domain::language::Language;

use crate::Source;
use crate::part::line_start;

/// A whole file that was written anew, with the comments above all code that it leaves out; `None` if it has some, or there were none.
#[must_use]
pub fn with_comments_above(language: Language, file: &str, piece: &str) -> Option<String> {
    let above = above(language, file);
    (!above.is_empty() && self::above(language, piece).is_empty())
        .then(|| format!("{above}{}", piece.trim_start_matches(['\n', '\r'])))
}

/// All before the first line with code, if that is more than empty lines.
fn above(language: Language, text: &str) -> &str {
    let source = Source::parse(language, text);
    let Some((_, tree)) = &source.parsed else { return "" };
    let root = tree.root_node();
    let mut cursor = root.walk();
    let code = root.children(&mut cursor).find(|node| !node.kind().contains("comment"));
    let end = code.map_or(text.len(), |node| line_start(text, node.start_byte()));
    text.get(..end).filter(|above| !above.trim().is_empty()).unwrap_or_default()
}
