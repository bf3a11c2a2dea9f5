//! Fenced blocks of Markdown.

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What stands after the opening fence: the language; empty if nothing does.
    pub(crate) info: String,
    /// What stands between the fences.
    pub(crate) text: String,
    /// Whether the closing fence is there.
    pub(crate) closed: bool,
}

/// What a line belongs to, read line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// No fence is open.
    Outside,
    /// This fence is open.
    Within(&'a str),
}

impl<'a> Place<'a> {
    /// Where the text goes on after `line`.
    pub(crate) fn after(self, line: &'a str) -> Self {
        let bare = line.trim();
        match self {
            Self::Outside => opening(bare).map_or(Self::Outside, Self::Within),
            Self::Within(fence) if closes(bare, fence) => Self::Outside,
            within @ Self::Within(_) => within,
        }
    }

    /// Where a text ends.
    pub(crate) fn at_end(text: &'a str) -> Self {
        text.lines().fold(Self::Outside, Self::after)
    }
}

/// The fenced blocks of a text, in order. A block that nothing closes reaches to the end.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut place = Place::Outside;
    for line in text.split_inclusive('\n') {
        let before = place;
        place = place.after(line);
        match (before, place) {
            (Place::Outside, Place::Outside) => {}
            (Place::Outside, Place::Within(fence)) => {
                let info = line.trim().trim_start_matches(|c| fence.starts_with(c)).trim().to_lowercase();
                blocks.push(Block { info, text: String::new(), closed: false });
            }
            (Place::Within(_), end) => {
                if let Some(block) = blocks.last_mut() {
                    block.closed = end == Place::Outside;
                    if !block.closed {
                        block.text.push_str(line);
                    }
                }
            }
        }
    }
    blocks
}

/// What stands before the first fence.
pub(crate) fn before(text: &str) -> &str {
    let lines = text.split_inclusive('\n').take_while(|line| Place::Outside.after(line) == Place::Outside);
    text.get(..lines.map(str::len).sum()).unwrap_or(text)
}

/// The fence with which a line begins a block: three or more backquotes or tildes.
pub(crate) fn opening(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let info = line.get(length..)?;
    (length >= 3 && !info.contains(mark)).then(|| line.get(..length)).flatten()
}

pub(crate) fn closes(line: &str, fence: &str) -> bool {
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
