//! Reads all edits out of a reply: as an action's head with its body, as SEARCH/REPLACE blocks, as code in fences, as a
//! diff.
//!
//! Which file an edit is for must be told; what cannot be told is refused, with the line of the reply.

mod error;
mod head;
mod mention;
mod patch;
mod settle;

use kinglet_domain::edit::{Block, Edit};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::edits::mention::Mention;
use crate::envelope;
use crate::fence::{closes, opening};
use crate::replace::{is_divider, is_end, is_search};
use crate::reply::without_thoughts;

pub use error::EditsError;
pub use settle::settle;

/// An edit as a reply proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// An edit.
    Edit(Edit),
    /// Code for a file: all of it, or some of its symbols. Whoever knows the file has to see which: [`settle`].
    Code {
        /// The file.
        path: RelPath,
        /// The symbol that the code defines, if the reply says so.
        symbol: Option<String>,
        /// The code.
        text: String,
    },
}

impl Proposal {
    /// The file that is meant.
    #[must_use]
    pub fn path(&self) -> &RelPath {
        match self {
            Self::Edit(edit) => edit.path(),
            Self::Code { path, .. } => path,
        }
    }
}

/// What was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The edits, in order.
    pub proposals: Vec<Proposal>,
    /// What had to be mended, and what was left out.
    pub repairs: Vec<String>,
}

/// Reads a reply that its model ended by itself.
///
/// - `reply`: what the model wrote, or the JSON that its server sent.
///
/// # Errors
/// [`EditsError`] if there is no edit, or one of which the file or the end cannot be told.
pub fn read_edits(reply: &str) -> Result<Proposals, EditsError> {
    let envelope = envelope::open(reply);
    if envelope.as_ref().is_some_and(|envelope| envelope.is_cut) {
        return Err(EditsError::Cut);
    }
    let mut repairs = Vec::new();
    let said = envelope.map_or_else(|| reply.to_owned(), |envelope| envelope.said);
    let spoken = without_thoughts(&said.replace("\r\n", "\n"), "", &mut repairs);
    let lines: Vec<&str> = spoken.split_inclusive('\n').collect();
    let mut scanner = Scanner {
        lines: &lines,
        at: 0,
        mention: Mention::default(),
        head: None,
        found: Proposals { repairs, ..Proposals::default() },
    };
    scanner.run()?;
    let found = scanner.found;
    if found.proposals.is_empty() { Err(EditsError::None) } else { Ok(found) }
}

/// Goes through a reply once, line by line.
struct Scanner<'a> {
    lines: &'a [&'a str],
    at: usize,
    mention: Mention,
    /// An action's head whose body has to follow.
    head: Option<head::Head>,
    found: Proposals,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) -> Result<(), EditsError> {
        while let Some(&line) = self.lines.get(self.at) {
            if is_search(line) {
                self.blocks(None)?;
            } else if let Some(fence) = opening(line.trim()) {
                self.fence(fence)?;
            } else if patch::begins(self.rest()) {
                let length = patch::length(self.rest())
                    .ok_or(EditsError::Open { line: self.at + 1, missing: "*** End Patch" })?;
                let text = self.rest().get(..length).unwrap_or_default().concat();
                self.patch(&text)?;
                self.at += length;
            } else if line.trim_start().starts_with(['{', '[']) {
                self.object()?;
            } else {
                self.mention.read(line);
                self.at += 1;
            }
        }
        match self.head.take() {
            Some(head) => Err(EditsError::NoBody { path: head.path.to_string() }),
            None => Ok(()),
        }
    }

    fn rest(&self) -> &'a [&'a str] {
        self.lines.get(self.at..).unwrap_or_default()
    }

    /// The blocks from here on that are for one file; they may stand in a fence.
    fn blocks(&mut self, fence: Option<&str>) -> Result<(), EditsError> {
        let begin = self.at;
        let mut blocks = Vec::new();
        while self.rest().first().is_some_and(|line| is_search(line)) {
            blocks.push(self.block(fence)?);
            let blank = self.rest().iter().take_while(|line| line.trim().is_empty()).count();
            if self.rest().get(blank).is_some_and(|line| is_search(line)) {
                self.at += blank;
            }
        }
        let (path, within) = match self.head.take() {
            Some(head) => (head.path, head.symbol),
            None => (self.mention.for_block().ok_or(EditsError::NoPath { line: begin + 1 })?, None),
        };
        self.mention.used(&path);
        // A block without a SEARCH text is a file that is written anew.
        let edit = match blocks.as_slice() {
            [Block { search, replace, .. }] if search.trim().is_empty() => {
                Proposal::Code { path, symbol: None, text: replace.clone() }
            }
            _ => Proposal::Edit(Edit::Replace { path, blocks, within }),
        };
        self.found.proposals.push(edit);
        Ok(())
    }

    fn block(&mut self, fence: Option<&str>) -> Result<Block, EditsError> {
        let begin = self.at + 1;
        let open = |missing| EditsError::Open { line: begin, missing };
        let rest = self.lines.get(begin..).unwrap_or_default();
        let until = rest.iter().position(|line| is_end(line) || is_search(line)).unwrap_or(rest.len());
        let mut inside = rest.get(..until).unwrap_or_default();
        if rest.get(until).is_some_and(|line| is_end(line)) {
            self.at = begin + until + 1;
        } else {
            // The fence in which the block stands ends it too.
            let fence = fence.ok_or_else(|| open(">>>>>>> REPLACE"))?;
            let close = inside
                .iter()
                .position(|line| closes(line.trim(), fence))
                .ok_or_else(|| open(">>>>>>> REPLACE"))?;
            inside = inside.get(..close).unwrap_or_default();
            self.at = begin + close;
            self.found.repairs.push("took the end of the fence for the end of a block".to_owned());
        }
        let (near, inside) = line_hint(inside);
        let mut parts = inside.split(|line| is_divider(line));
        match (parts.next(), parts.next(), parts.next()) {
            (Some(search), Some(replace), None) => {
                Ok(Block { search: search.concat(), replace: replace.concat(), near })
            }
            (_, None, _) => Err(open("=======")),
            _ => Err(EditsError::Broken { line: begin, problem: "a second ======= stands within a block" }),
        }
    }

    fn fence(&mut self, fence: &str) -> Result<(), EditsError> {
        let begin = self.at;
        let info = self
            .lines
            .get(begin)
            .map_or("", |line| line.trim())
            .trim_start_matches(|c| fence.starts_with(c))
            .trim();
        self.at += 1;
        self.mention.read_info(info);
        let filled = |lines: &[&str], skip: usize| {
            lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).nth(skip).map(|(at, _)| at)
        };
        let first = filled(self.rest(), 0);
        // A path may stand between the fence and the first marker.
        let marker = [
            first,
            filled(self.rest(), 1).filter(|_| {
                first.and_then(|at| self.rest().get(at)).is_some_and(|line| mention::of_line(line).is_some())
            }),
        ];
        if marker.iter().flatten().any(|at| self.rest().get(*at).is_some_and(|line| is_search(line))) {
            return self.fenced_blocks(fence);
        }
        let (inside, length) =
            self.inside(fence).ok_or(EditsError::Open { line: begin + 1, missing: "the closing fence" })?;
        let text = inside.concat();
        if patch::is_diff(&text, info) {
            self.patch(&text)?;
        } else if self.head.is_none()
            && matches!(info, "json" | "json5" | "jsonc" | "")
            && head::is_one(&text)
        {
            self.heads(&text, begin + 1)?;
        } else {
            self.code(info, &text, begin);
        }
        self.at += length;
        Ok(())
    }

    /// What stands in the fence that is open, and how many lines that are with the one that closes it. Fences that
    /// say what is in them open within it.
    fn inside(&self, fence: &str) -> Option<(&'a [&'a str], usize)> {
        let mut depth = 0_usize;
        for (at, line) in self.rest().iter().enumerate() {
            let bare = line.trim();
            if closes(bare, fence) {
                match depth {
                    0 => return Some((self.rest().get(..at)?, at + 1)),
                    _ => depth -= 1,
                }
            } else if line.starts_with(fence) && opening(bare).is_some() {
                depth += 1;
            }
        }
        None
    }

    fn fenced_blocks(&mut self, fence: &str) -> Result<(), EditsError> {
        while let Some(&line) = self.rest().first() {
            if is_search(line) {
                self.blocks(Some(fence))?;
            } else if closes(line.trim(), fence) {
                self.at += 1;
                break;
            } else {
                self.mention.read(line);
                self.at += 1;
            }
        }
        Ok(())
    }

    /// Code in a fence: for the head before it, or for the file that is named last.
    fn code(&mut self, info: &str, text: &str, begin: usize) {
        if let Some(head) = self.head.take() {
            self.mention.used(&head.path);
            self.found.proposals.push(head.with_code(text.to_owned()));
            return;
        }
        let inner = text.lines().find(|line| !line.trim().is_empty()).and_then(mention::of_comment);
        let Some(path) = inner.or_else(|| self.mention.for_code(info)) else {
            let what = if info.is_empty() { "code" } else { info };
            self.found
                .repairs
                .push(format!("left out the {what} at line {}: no file is named for it", begin + 1));
            return;
        };
        self.mention.used(&path);
        self.found.proposals.push(Proposal::Code { path, symbol: None, text: text.to_owned() });
    }

    fn patch(&mut self, text: &str) -> Result<(), EditsError> {
        let line = self.at + 1;
        let path = self.head.take().map(|head| head.path).or_else(|| self.mention.for_block());
        let edits = patch::read(text, path.as_ref()).map_err(|problem| match problem {
            patch::Problem::NoPath => EditsError::NoPath { line },
            patch::Problem::Path(error) => EditsError::Path { line, error },
            patch::Problem::Broken(problem) => EditsError::Broken { line, problem },
        })?;
        self.found.repairs.push("read a diff".to_owned());
        self.found.proposals.extend(edits.into_iter().map(Proposal::Edit));
        Ok(())
    }

    /// An object outside of a fence, which may be an action's head, or nothing.
    fn object(&mut self) -> Result<(), EditsError> {
        let text = self.rest().concat();
        match head::length(&text) {
            Some(length) if head::is_one(text.get(..length).unwrap_or_default()) => {
                let object = text.get(..length).unwrap_or_default();
                self.heads(object, self.at + 1)?;
                self.at += object.lines().count().max(1);
            }
            _ => {
                self.mention.read(self.rest().first().copied().unwrap_or_default());
                self.at += 1;
            }
        }
        Ok(())
    }

    fn heads(&mut self, text: &str, line: usize) -> Result<(), EditsError> {
        if let Some(head) = self.head.take() {
            return Err(EditsError::NoBody { path: head.path.to_string() });
        }
        for read in head::read(text, line)? {
            match read {
                head::Read::Whole(proposal) => self.found.proposals.push(proposal),
                head::Read::Head(head) if self.head.is_none() => self.head = Some(head),
                head::Read::Head(head) => return Err(EditsError::NoBody { path: head.path.to_string() }),
            }
        }
        Ok(())
    }
}

/// The line that some formats tell before the text to find (`:start_line:12`, and a rule below it), and what follows.
fn line_hint<'a, 'l>(lines: &'l [&'a str]) -> (Option<Line>, &'l [&'a str]) {
    let near = lines.first().and_then(|line| line.strip_prefix(":start_line:")?.trim().parse().ok());
    let hints = lines
        .iter()
        .take_while(|line| line.starts_with(":start_line:") || line.starts_with(":end_line:"))
        .count();
    let rule = usize::from(hints > 0 && lines.get(hints).is_some_and(|line| line.trim() == "-------"));
    (near.and_then(Line::new), lines.get(hints + rule..).unwrap_or_default())
}

#[cfg(test)]
mod tests;
