//! Fenced blocks of Markdown.

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What stands between the fences.
    pub(crate) text: String,
    /// Whether the closing fence is there.
    pub(crate) closed: bool,
}

/// The fenced blocks of a text, in order. A block that nothing closes reaches to the end.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        match &mut open {
            None => {
                if let Some(fence) = opening(bare) {
                    open = Some((fence, String::new()));
                }
            }
            Some((fence, inside)) => {
                if closes(bare, fence) {
                    blocks.push(Block { text: std::mem::take(inside), closed: true });
                    open = None;
                } else {
                    inside.push_str(line);
                }
            }
        }
    }
    blocks.extend(open.map(|(_, text)| Block { text, closed: false }));
    blocks
}

/// The fence with which a line begins a block: three or more backquotes or tildes.
fn opening(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let info = line.get(length..)?;
    (length >= 3 && !info.contains(mark)).then(|| line.get(..length)).flatten()
}

fn closes(line: &str, fence: &str) -> bool {
    line.len() >= fence.len() && line.chars().all(|c| fence.starts_with(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(String, bool)> {
        blocks(text).into_iter().map(|block| (block.text, block.closed)).collect()
    }

    #[test]
    fn finds_blocks() {
        assert_eq!(check("a\n```py\nb\n```\nc"), [("b\n".to_owned(), true)]);
        assert_eq!(
            check("````\n```\n````\n~~~\nx\n~~~"),
            [("```\n".to_owned(), true), ("x\n".to_owned(), true)]
        );
        assert_eq!(check("```py\nb"), [("b".to_owned(), false)]);
        assert_eq!(check("`a` and ```b``` inline"), []);
    }
}
