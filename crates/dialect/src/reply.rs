//! Reads the Coder's reply as an edit.

use kinglet_domain::action::{Action, ActionName, Allowed, Body};
use kinglet_domain::context::Target;
use kinglet_domain::edit::{self, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Merged, Piece, merge, with_comments_above, without_clashes};

use crate::action::{Ended, read_action};
use crate::error::Error;
use crate::fence::{Block, Place};
use crate::headed::own_part;
use crate::{fence, replace, symbol, unified};

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The file.
    pub path: &'a RelPath,
    /// What is to be rewritten.
    pub target: &'a Target,
    /// Its text as it was shown.
    pub original: &'a str,
    /// The beginning of the reply that was imposed; empty if none was.
    pub prefill: &'a str,
    /// What follows in the original: where the reply comes to its first line, it is at its end. Empty if nothing does.
    pub rest: &'a str,
}

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The edit.
    pub edit: Edit,
    /// What had to be mended in the form of the reply.
    pub repairs: Vec<String>,
}

/// Reads a reply.
///
/// - `reply`: without the prefill; a closing fence may be missing.
///
/// # Errors
/// [`Error`] if there is no code, or not clearly the code that was asked for.
pub fn read_edit(reply: &str, expected: &Expected<'_>) -> Result<Reading, Error> {
    let mut repairs = Vec::new();
    let rejoined = rejoins(reply, expected.rest).and_then(|at| reply.get(..at));
    let whole = rejoined.map(|new| format!("{new}{}", expected.rest));
    let spoken = without_thoughts(whole.as_deref().unwrap_or(reply), expected.prefill, &mut repairs);
    if spoken.trim().is_empty() {
        return Err(Error::Empty);
    }
    let within = match expected.target {
        Target::Symbol { name, .. } => Some(name.clone()),
        Target::File => None,
    };
    if let Some(blocks) = json_blocks(&spoken) {
        return Ok(Reading { edit: Edit::Replace { path: expected.path.clone(), blocks, within }, repairs });
    }
    let begun = if replace::is_present(expected.prefill) { expected.prefill } else { "" };
    if replace::is_present(&spoken) || !begun.is_empty() {
        let blocks = replace::blocks(&format!("{begun}{spoken}"))?;
        repairs.push("read SEARCH/REPLACE blocks".to_owned());
        let edit = Edit::Replace { path: expected.path.clone(), blocks, within };
        return Ok(Reading { edit, repairs });
    }
    let edit = match expected.target {
        Target::Symbol { name, .. } => {
            let text = symbol_text(&spoken, name, expected, &mut repairs)?;
            Edit::Symbol { path: expected.path.clone(), symbol: name.clone(), text }
        }
        Target::File => {
            let text = file_text(&spoken, expected, &mut repairs)?;
            Edit::File { path: expected.path.clone(), text }
        }
    };
    Ok(Reading { edit, repairs })
}

/// The replacement that a reply in JSON says; `None` if it is not one.
fn json_blocks(spoken: &str) -> Option<Vec<edit::Block>> {
    // No code of the other formats begins like this.
    let begun = spoken.trim_start().trim_start_matches("```json").trim_start().starts_with('{');
    if !begun || !["\"search\"", "\"replace\""].iter().all(|field| spoken.contains(field)) {
        return None;
    }
    let reading = read_action(spoken, Ended::ByItself, &Allowed::of(&[ActionName::Edit])).ok()?;
    match reading.action {
        Action::Edit { body: Body::Blocks(blocks), .. } => Some(blocks),
        _ => None,
    }
}

/// Where a reply comes back to what follows in the original, in bytes; `None` if it does not.
///
/// - `rest`: what follows; its first line is looked for, whole and with its indentation.
#[must_use]
pub fn rejoins(reply: &str, rest: &str) -> Option<usize> {
    let wanted = rest.lines().next()?;
    let mut start = 0;
    reply.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        // The last line may be unfinished.
        (line.ends_with('\n') && line.trim_end() == wanted.trim_end()).then_some(at)
    })
}

/// Leaves out `<think>` blocks; one that nothing closes reaches to the end. Within a fence they are code.
pub(crate) fn without_thoughts(reply: &str, prefill: &str, repairs: &mut Vec<String>) -> String {
    let mut spoken = String::new();
    let mut place = Place::at_end(prefill);
    let mut is_thought = false;
    for whole in reply.split_inclusive('\n') {
        let mut line = whole;
        while place == Place::Outside && !line.is_empty() {
            if is_thought {
                let closed = line.split_once("</think>");
                is_thought = closed.is_none();
                line = closed.map_or("", |(_, after)| after);
                continue;
            }
            let opened = line.split_once("<think>").filter(|(before, _)| !before.contains("</think>"));
            if let Some((before, after)) = opened {
                spoken.push_str(before);
                line = after;
                is_thought = true;
            } else if let Some((_, after)) = line.split_once("</think>") {
                // A template may have opened the block already.
                spoken.clear();
                line = after;
            } else {
                break;
            }
            repairs.push("left out a <think> block".to_owned());
        }
        place = place.after(line);
        spoken.push_str(line);
    }
    spoken
}

/// The pieces of code of a reply, the most likely one first.
fn codes(spoken: &str, prefill: &str, repairs: &mut Vec<String>) -> Vec<Block> {
    let alone = fence::blocks(spoken);
    // A model that was given the beginning may still begin anew.
    let begun = prefill.lines().nth(1).map(str::trim).filter(|line| !line.is_empty());
    let is_anew = begun.is_some_and(|begun| spoken.trim_start().starts_with(begun))
        || alone.iter().any(|block| block.closed && !block.text.trim().is_empty());
    if !prefill.is_empty() && !is_anew {
        return fence::blocks(&format!("{prefill}{spoken}")).into_iter().take(1).collect();
    }
    let bare = |text: &str| Block { info: String::new(), text: text.to_owned(), closed: false };
    if alone.is_empty() {
        repairs.push("took code without a fence".to_owned());
        return vec![bare(spoken)];
    }
    if alone.len() > 1 {
        repairs.push(format!("chose among {} blocks", alone.len()));
    }
    // What seems to open a block may close one that was never opened.
    let unopened = match alone.as_slice() {
        [only] if !only.closed && only.info.is_empty() => Some(bare(fence::before(spoken))),
        _ => None,
    };
    alone.into_iter().rev().chain(unopened).collect()
}

/// A piece of code as it is meant.
struct Meant {
    text: String,
    /// Whether a diff said it, and with that all of the text.
    is_diff: bool,
}

/// What a block says: what a diff makes of the original, else its own text; `None` if the diff does not fit.
fn meant(block: Block, original: &str, repairs: &mut Vec<String>) -> Option<Meant> {
    match unified::read(&block.text, &block.info, original) {
        unified::Reading::Code => Some(Meant { text: block.text, is_diff: false }),
        unified::Reading::Applied(text) => {
            repairs.push("read a unified diff".to_owned());
            Some(Meant { text, is_diff: true })
        }
        unified::Reading::Unfit => None,
    }
}

fn symbol_text(
    spoken: &str,
    name: &str,
    expected: &Expected<'_>,
    repairs: &mut Vec<String>,
) -> Result<String, Error> {
    let wanted = || name.to_owned();
    let language = Language::of(expected.path).ok_or_else(|| Error::NoCode { wanted: wanted() })?;
    let had_fence = spoken.contains("```") || !expected.prefill.is_empty();
    let mut is_unfit = false;
    for block in codes(spoken, expected.prefill, repairs) {
        let Some(Meant { text: code, .. }) = meant(block, expected.original, repairs) else {
            is_unfit = true;
            continue;
        };
        if let Some(taken) = symbol::take(language, &code, name)? {
            if taken.had_more {
                repairs.push(format!("took `{name}` out of a longer piece of code"));
            }
            return Ok(with_what_precedes(taken.text, expected.original, repairs));
        }
        // Code that is broken may define the symbol without the parser seeing it: its syntax error is
        // the better answer, so it is let through if it begins as the symbol does.
        let code = symbol::dedent(&code);
        if begins_alike(&code, expected.target) {
            return Ok(code.trim_end().to_owned());
        }
    }
    if is_unfit {
        return Err(Error::UnfitDiff { wanted: wanted() });
    }
    Err(if had_fence { Error::NotIncluded { wanted: wanted() } } else { Error::NoCode { wanted: wanted() } })
}

fn begins_alike(code: &str, target: &Target) -> bool {
    let Target::Symbol { head, .. } = target else { return false };
    code.trim_start().starts_with(head.trim_start())
}

/// Puts back a decorator or an `export` that the model left out, and takes away an `export` that it added.
fn with_what_precedes(text: String, original: &str, repairs: &mut Vec<String>) -> String {
    let before = original.trim_start();
    let now = text.trim_start();
    for word in ["export default ", "export "] {
        if before.starts_with(word) && !now.starts_with("export ") {
            repairs.push(format!("put `{}` back", word.trim_end()));
            return format!("{word}{now}");
        }
    }
    if now.starts_with("export ") && !before.starts_with("export ") {
        repairs.push("took `export` away".to_owned());
        return now.trim_start_matches("export ").trim_start_matches("default ").to_owned();
    }
    if before.starts_with('@') && !now.starts_with('@') {
        repairs.push("put the decorators back".to_owned());
        let decorators: String =
            symbol::dedent(original).split_inclusive('\n').take_while(|line| line.starts_with('@')).collect();
        return decorators + now;
    }
    text
}

fn file_text(spoken: &str, expected: &Expected<'_>, repairs: &mut Vec<String>) -> Result<String, Error> {
    let text = merged_text(spoken, expected, repairs)?;
    let language = Language::of(expected.path);
    match language.and_then(|language| without_clashes(language, expected.original, &text)) {
        Some((text, names)) => {
            repairs.push(format!("left out {}, which comes from elsewhere already", names.join(", ")));
            Ok(text)
        }
        None => Ok(text),
    }
}

/// What the answer makes of the file, whether it is all of it or some of its parts.
fn merged_text(spoken: &str, expected: &Expected<'_>, repairs: &mut Vec<String>) -> Result<String, Error> {
    let wanted = || expected.path.as_str().to_owned();
    let codes = codes(spoken, expected.prefill, &mut Vec::new());
    let filled = codes.into_iter().filter(|block| !block.text.trim().is_empty());
    let longest =
        filled.max_by_key(|block| block.text.len()).ok_or_else(|| Error::NoCode { wanted: wanted() })?;
    let Meant { text, is_diff } =
        meant(longest, expected.original, repairs).ok_or_else(|| Error::UnfitDiff { wanted: wanted() })?;
    let text = if text.ends_with('\n') { text } else { text + "\n" };
    let text = match own_part(&text, expected.path, expected.original) {
        Some(own) if !is_diff => {
            repairs.push(format!("took what is for {} out of a longer piece of code", wanted()));
            own
        }
        _ => text,
    };
    let text = without_itself(expected, text, repairs);
    // Where the file's beginning was given, all of it was asked for.
    let begun = expected.prefill.lines().nth(1);
    let is_all = begun.is_some_and(|line| expected.original.lines().next() == Some(line));
    let may_be_part = !is_diff && !is_all;
    let Some(language) = Language::of(expected.path).filter(|_| may_be_part) else { return Ok(text) };
    match merge(language, expected.original, &text) {
        // What stays as it is may be left out.
        Piece::Whole => Ok(match with_comments_above(language, expected.original, &text) {
            Some(text) => {
                repairs.push("kept the comments above all code".to_owned());
                text
            }
            None => text,
        }),
        Piece::Unclear => Err(Error::Unplaced { wanted: wanted() }),
        Piece::Part(Merged { text, replaced, added }) => {
            let said = [("replaced", replaced), ("added", added)];
            let said = said.into_iter().filter(|(_, names)| !names.is_empty());
            repairs.extend(said.map(|(what, names)| format!("{what} {} in the file", names.join(", "))));
            Ok(text)
        }
    }
}

/// A text without the lines by which a file in C would include itself: a source file does so to its header, and a model that
/// has just written that one does it again.
fn without_itself(expected: &Expected<'_>, text: String, repairs: &mut Vec<String>) -> String {
    let itself = format!("#include \"{}\"", expected.path.file_name());
    let is_itself = |line: &str| line.trim() == itself;
    if !text.lines().any(is_itself) || expected.original.lines().any(is_itself) {
        return text;
    }
    repairs.push(format!("took `{itself}` out of the file itself"));
    text.split_inclusive('\n').filter(|line| !is_itself(line)).collect()
}

#[cfg(test)]
mod tests;
