//! What an edit changes: plain text behind its head, in SEARCH/REPLACE blocks or in one fenced block.
//!
//! What stands in it is data, whatever it looks like. Where its end cannot be told, it is refused.

use kinglet_domain::action::Body;
use kinglet_domain::edit::Block;

use crate::action::call::Unclear;
use crate::action::path;
use crate::fence::{closes, opening};
use crate::replace::{is_divider, is_end, is_marker, is_search};

/// How much text, in bytes, may stand between an edit's head and its body, or between two blocks. More would be no
/// introduction; and a text full of heads must not be looked through for each of them.
const GAP: usize = 1000;

/// A body, and where the rest of the text begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) body: Body,
    pub(super) end: usize,
}

/// Finds the body that follows a head.
///
/// - `text`: what follows the head.
/// - `open`: the fence within which the head stands.
pub(super) fn after_head(text: &str, open: Option<&str>) -> Result<Option<Found>, Unclear> {
    let mut open = open;
    let near = text.get(..text.floor_char_boundary(GAP)).unwrap_or(text);
    let mut at = 0;
    for line in near.split_inclusive('\n') {
        let bare = line.trim();
        if is_search(line) {
            return blocks(text, at).map(Some);
        }
        if open.is_some_and(|fence| closes(bare, fence)) {
            open = None;
        } else if let (None, Some(fence)) = (open, opening(bare)) {
            return fenced(text, at, fence).map(Some);
        } else if bare.starts_with(['{', '<']) && !bare.starts_with("</") {
            return Ok(None); // Another action, or what looks like one.
        }
        at += line.len();
    }
    Ok(None)
}

/// The body in the fence that opens at a place: blocks, or the whole of something.
pub(super) fn fenced(text: &str, at: usize, fence: &str) -> Result<Found, Unclear> {
    let inside = next_line(text, at);
    let first = lines(text, inside).find(|(_, line)| !line.trim().is_empty());
    let marker = first.filter(|(_, line)| is_search(line)).map(|(at, _)| at);
    // A path may stand between the fence and the first marker.
    let marker = marker.or_else(|| {
        let (at, line) = first?;
        let next = next_line(text, at);
        path::of_line(line).filter(|_| lines(text, next).next().is_some_and(|(_, line)| is_search(line)))?;
        Some(next)
    });
    if let Some(marker) = marker {
        return blocks(text, marker);
    }
    let info = text.get(at..inside).unwrap_or_default().trim().trim_start_matches(|c| fence.starts_with(c));
    if matches!(info.trim(), "diff" | "patch" | "udiff") {
        let problem = "a diff is no edit; write SEARCH/REPLACE blocks";
        return Err(Unclear::Broken { problem, at });
    }
    let close = lines(text, inside).find(|(_, line)| closes(line.trim(), fence));
    let (close, line) = close.ok_or(Unclear::Cut)?;
    let end = close + line.len();
    if let Some((at, _)) = lines(text, end).find(|(_, line)| is_fence(line)) {
        let problem = "more than one fenced block; write one, and fence it with ```` if it holds ``` itself";
        return Err(Unclear::Broken { problem, at });
    }
    if let Some((at, _)) =
        lines(text, inside).take_while(|(at, _)| *at < close).find(|(_, line)| is_marker(line))
    {
        return Err(Unclear::Broken { problem: "half of a SEARCH/REPLACE block", at });
    }
    Ok(Found { body: Body::Code(text.get(inside..close).unwrap_or_default().to_owned()), end })
}

/// The blocks of which the first begins at a place.
pub(super) fn blocks(text: &str, at: usize) -> Result<Found, Unclear> {
    let (first, mut end) = block(text, at)?;
    let mut blocks = vec![first];
    while let Some(next) = next_marker(text, end) {
        let (block, behind) = block(text, next)?;
        blocks.push(block);
        end = behind;
    }
    // The fence that the blocks stand in.
    if let Some((at, line)) = lines(text, end).next().filter(|(_, line)| is_bare_fence(line)) {
        end = at + line.len();
    }
    Ok(Found { body: Body::Blocks(blocks), end })
}

/// Where the next block of the same edit begins; what stands between may be fences and words, but no path and no call.
fn next_marker(text: &str, from: usize) -> Option<usize> {
    let near = from + GAP;
    let mut last_path = None;
    for (at, line) in lines(text, from).take_while(|(at, _)| *at < near) {
        if is_search(line) {
            return last_path.is_none().then_some(at);
        }
        if line.trim_start().starts_with(['{', '<']) {
            return None;
        }
        last_path =
            match path::of_line(line).or_else(|| opening(line.trim()).and_then(|_| path::of_info(line))) {
                Some(path) => Some(path),
                // A path counts if nothing but a fence stands between it and the marker.
                None if line.trim().is_empty() || is_fence(line) => last_path,
                None => None,
            };
    }
    None
}

fn block(text: &str, at: usize) -> Result<(Block, usize), Unclear> {
    let broken = |problem, at| Unclear::Broken { problem, at };
    let (mut search, mut replace) = (String::new(), String::new());
    let mut is_divided = false;
    for (at, line) in lines(text, next_line(text, at)) {
        let end = at + line.len();
        match (is_divided, line) {
            (_, line) if is_search(line) => return Err(broken("a SEARCH marker within a block", at)),
            (false, line) if is_divider(line) => is_divided = true,
            (true, line) if is_divider(line) => {
                return Err(broken("a second ======= within a block; leave it out of what is changed", at));
            }
            (true, line) if is_end(line) => {
                if search.trim().is_empty() && replace.trim().is_empty() {
                    return Err(broken("a block without text", at));
                }
                return Ok((Block { search, replace, near: None }, end));
            }
            (false, line) if is_end(line) => return Err(broken("a block without =======", at)),
            (false, line) => search.push_str(line),
            (true, line) => replace.push_str(line),
        }
    }
    Err(Unclear::Cut)
}

/// Writes a body so that it is read as it is.
pub(super) fn render(body: &Body) -> String {
    match body {
        Body::Blocks(blocks) => {
            let block = |Block { search, replace, .. }: &Block| {
                let (search, replace) = (whole_lines(search), whole_lines(replace));
                format!("<<<<<<< SEARCH\n{search}=======\n{replace}>>>>>>> REPLACE\n")
            };
            blocks.iter().map(block).collect::<Vec<_>>().concat()
        }
        Body::Code(code) => {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            format!("{fence}\n{}{fence}\n", whole_lines(code))
        }
    }
}

fn whole_lines(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn is_fence(line: &str) -> bool {
    opening(line.trim()).is_some()
}

fn is_bare_fence(line: &str) -> bool {
    opening(line.trim()).is_some_and(|fence| fence == line.trim())
}

/// The lines from a place on, each with its place and its end of line.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text.get(from..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let begin = at;
        at += line.len();
        (begin, line)
    })
}

fn next_line(text: &str, at: usize) -> usize {
    lines(text, at).next().map_or(at, |(at, line)| at + line.len())
}
