//! The comments above all code of a file.

use kinglet_domain::language::Language;

use crate::Source;
use crate::part::line_start;

/// A whole file that was written anew, with the comments above all code that it leaves out; `None` if it has them, if there were none,
/// or if nothing but comments is another. What stands right above a definition is its own.
#[must_use]
pub fn with_comments_above(language: Language, file: &str, piece: &str) -> Option<String> {
    let (old, new) = (Source::parse(language, file), Source::parse(language, piece));
    let kept = above(&old)?;
    let is_left_out =
        above(&new).is_none() && !kept.lines().any(|line| says(line) && piece.contains(line.trim()));
    (is_left_out && !old.is_same_code(&new))
        .then(|| format!("{kept}{}", piece.trim_start_matches(['\n', '\r'])))
}

/// All before the first line with code, if that belongs to the file as a whole.
fn above<'t>(source: &Source<'t>) -> Option<&'t str> {
    let (text, root) = (source.text, source.parsed.as_ref()?.1.root_node());
    let mut cursor = root.walk();
    let is_code = |kind: &str| !kind.contains("comment") && !kind.contains("hash_bang");
    let code = root.children(&mut cursor).find(|node| is_code(node.kind()));
    let (above, below) =
        text.split_at_checked(code.map_or(text.len(), |node| line_start(text, node.start_byte())))?;
    let is_parted = above.ends_with("\n\n") || above.ends_with("\n\r\n") || below.starts_with("package ");
    (is_parted && above.lines().any(says)).then_some(above)
}

/// Whether a line has words.
fn says(line: &str) -> bool {
    line.contains(char::is_alphanumeric)
}
