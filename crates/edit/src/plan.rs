//! Decides what edits make of files, without writing anything.

use std::ops::Range;
use std::path::{Path, PathBuf};

use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::anchor::{self, Anchors};
use crate::error::Error;
use crate::text::{contents, line_at, lines};
use crate::weave::rewrite;
use crate::{elision, reach, replace, spelling, symbol};

/// Finds a symbol: the byte ranges of its definitions, in order, in the text that is passed.
///
/// The arguments are the file, its text without byte order mark, and the symbol's qualified name. A range reaches
/// from the symbol's first token (its decorators and doc comment included, as the caller likes) to behind its last.
pub type Locate<'a> = dyn Fn(&RelPath, &str, &str) -> Vec<Range<usize>> + 'a;

/// What edits make of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// At most one per file.
    pub changes: Vec<Change>,
    /// What had to be overlooked or mended for the edits to fit, each with its file.
    pub repairs: Vec<String>,
}

/// Returns what the edits make of the files beneath `root`.
///
/// - `edits`: carried out in order; a later one of the same file sees what the earlier ones made of it.
/// - `locate`: finds the symbols of [`Edit::Symbol`], and those within which an [`Edit::Replace`] is meant.
/// - Lines that an edit adds end as their surroundings do; all others keep their bytes.
///
/// # Errors
/// The first edit that cannot be carried out decides; see [`Error`]. Nothing is written in any case.
pub fn plan(root: &Path, edits: &[Edit], locate: &Locate<'_>) -> Result<Plan, Error> {
    let mut images = Images { root: reach::root(root)?, images: Vec::new() };
    let mut repairs = Vec::new();
    for edit in edits {
        let path = edit.path();
        match edit {
            Edit::Delete { .. } => {
                images.refuse_link(path)?;
                images.get(path)?.take()?;
            }
            Edit::Rename { to, .. } => {
                images.refuse_link(path)?;
                if images.get(to)?.now.is_some() {
                    return Err(Error::Exists { path: to.clone() });
                }
                let bytes = images.get(path)?.take()?;
                images.get(to)?.now = Some(bytes);
            }
            _ => {
                let mut mended = Vec::new();
                images.get(path)?.edit(edit, locate, &mut mended)?;
                repairs.extend(mended.into_iter().map(|repair| format!("{path}: {repair}")));
            }
        }
    }
    let changes = images.images.into_iter().map(Image::into_change).collect::<Result<_, _>>()?;
    Ok(Plan { changes, repairs })
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The files that edits are about.
struct Images {
    root: PathBuf,
    images: Vec<Image>,
}

impl Images {
    fn get(&mut self, path: &RelPath) -> Result<&mut Image, Error> {
        let place = reach::resolve(&self.root, path)?;
        let known = self.images.iter().position(|image| image.place == place);
        let at = known.unwrap_or(self.images.len());
        if known.is_none() {
            let before = reach::read(&place, path)?;
            self.images.push(Image { path: path.clone(), place, now: before.clone(), before });
        }
        // It was there, or was put there.
        self.images.get_mut(at).ok_or_else(|| Error::NotFound { path: path.clone() })
    }

    /// A link is not what it leads to: whoever removes or renames one may mean either.
    fn refuse_link(&self, path: &RelPath) -> Result<(), Error> {
        if path.under(&self.root).is_symlink() { Err(Error::NotAFile { path: path.clone() }) } else { Ok(()) }
    }
}

/// A file as it is, and as the edits so far make it.
struct Image {
    path: RelPath,
    place: PathBuf,
    before: Option<Vec<u8>>,
    now: Option<Vec<u8>>,
}

impl Image {
    fn take(&mut self) -> Result<Vec<u8>, Error> {
        self.now.take().ok_or_else(|| Error::NotFound { path: self.path.clone() })
    }

    /// Its text without the byte order mark, and whether it has one; `None` if there is no such file yet.
    fn text(&self, path: &RelPath) -> Result<Option<(bool, String)>, Error> {
        let Some(bytes) = &self.now else { return Ok(None) };
        if bytes.contains(&0) {
            return Err(Error::Binary { path: path.clone() });
        }
        let Ok(text) = std::str::from_utf8(bytes) else { return Err(Error::Encoding { path: path.clone() }) };
        let body = text.strip_prefix(BYTE_ORDER_MARK);
        Ok(Some((body.is_some(), body.unwrap_or(text).to_owned())))
    }

    fn edit(&mut self, edit: &Edit, locate: &Locate<'_>, repairs: &mut Vec<String>) -> Result<(), Error> {
        let path = edit.path();
        let text = self.text(path)?;
        let has_mark = matches!(text, Some((true, _)));
        let body = text.map(|(_, body)| body);
        let new = match &body {
            None => created(edit)?,
            Some(body) => changed(edit, body, locate, repairs)?,
        };
        if body.as_ref() == Some(&new) {
            return Err(Error::NothingChanged { path: path.clone() });
        }
        refuse_unclear(path, body.as_deref().unwrap_or_default(), &new)?;
        let mark = if has_mark { BYTE_ORDER_MARK } else { "" };
        self.now = Some(format!("{mark}{new}").into_bytes());
        Ok(())
    }

    fn into_change(self) -> Result<Change, Error> {
        if self.now == self.before {
            return Err(Error::NothingChanged { path: self.path });
        }
        Ok(Change { path: self.path, before: self.before, after: self.now })
    }
}

/// The text of a file that does not exist yet.
fn created(edit: &Edit) -> Result<String, Error> {
    let Edit::Create { path, text } = edit else { return Err(Error::NotFound { path: edit.path().clone() }) };
    let text = unnumbered(text, "").unwrap_or_else(|| text.clone());
    Ok(spelling::meant(path, "", &text)?.unwrap_or(text))
}

/// What an edit makes of a file.
fn changed(edit: &Edit, body: &str, locate: &Locate<'_>, repairs: &mut Vec<String>) -> Result<String, Error> {
    let path = edit.path();
    let unclear = |unclear: elision::Unclear| Error::Elided { path: path.clone(), line: unclear.0 };
    let mut meant = |text: &str| -> Result<String, Error> {
        let text = unnumbered(text, body)
            .inspect(|_| repairs.push("left out pasted line numbers".to_owned()))
            .unwrap_or_else(|| text.to_owned());
        let decoded = spelling::meant(path, body, &text)?;
        Ok(decoded
            .inspect(|_| repairs.push("read HTML entities as the characters they stand for".to_owned()))
            .unwrap_or(text))
    };
    match edit {
        Edit::File { text, .. } => whole(body, &meant(text)?).map_err(unclear),
        Edit::Symbol { symbol, text, .. } => {
            let text = meant(text)?;
            let range = definition(path, symbol, body, &locate(path, body, symbol))?;
            let replaced = symbol::replace(body, &range, &text);
            replaced
                .ok_or_else(|| Error::NoSuchSymbol { path: path.clone(), symbol: symbol.clone() })?
                .map_err(unclear)
        }
        Edit::Lines { lines, starts, ends, text, .. } => {
            let text = meant(text)?;
            anchor::replace(path, body, &Anchors { lines: *lines, starts, ends }, &text, repairs)
        }
        Edit::Replace { blocks, within, .. } => {
            let found = within.as_ref().map(|symbol| locate(path, body, symbol)).unwrap_or_default();
            let symbol = match found.as_slice() {
                [only] => Some(line_at(body, only.start)..line_at(body, only.end) + 1),
                _ => None,
            };
            replace::replace(path, body, blocks, symbol, repairs)
        }
        Edit::Create { .. } | Edit::Delete { .. } | Edit::Rename { .. } => {
            Err(Error::Exists { path: path.clone() })
        }
    }
}

/// A text without the line numbers that were pasted in before every line of it, as no line of the file has one.
fn unnumbered(text: &str, body: &str) -> Option<String> {
    let sign = spelling::sign_of_numbers(text).filter(|_| text.lines().nth(1).is_some())?;
    let is_known = body.lines().any(|line| spelling::number(line, sign).is_some());
    let strip = |line: &str| spelling::number(line, sign).map_or(line, |(_, rest)| rest).to_owned() + "\n";
    (!is_known && matches!(sign, '|' | '\t')).then(|| text.lines().map(strip).collect())
}

/// Refuses what an edit must never bring in: a line that stands for others, or a character that nobody sees.
fn refuse_unclear(path: &RelPath, old: &str, new: &str) -> Result<(), Error> {
    let (old_lines, new_lines) = (contents(old), contents(new));
    if let Some(line) = elision::positions(&new_lines, &old_lines).first().and_then(|at| new_lines.get(*at)) {
        return Err(Error::Elided { path: path.clone(), line: line.trim().to_owned() });
    }
    match new.chars().find(|c| is_unseen(*c) && !old.contains(*c)) {
        Some(character) => Err(Error::Unseen { path: path.clone(), character }),
        None => Ok(()),
    }
}

/// Whether a character controls a terminal, changes the direction of text, or cannot be seen: who reads the diff would
/// not see what it does. Joiners are not among them: scripts and emoji need them.
fn is_unseen(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// A new text for a whole file, in the file's own style; an empty file has none.
fn whole(body: &str, text: &str) -> Result<String, elision::Unclear> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if body.is_empty() {
        return Ok(text.to_owned());
    }
    let old = lines(body);
    let known: Vec<&str> = old.iter().map(|line| line.content).collect();
    Ok(rewrite(&old, &elision::fill(&contents(text), &known)?))
}

fn definition(
    path: &RelPath,
    symbol: &str,
    body: &str,
    found: &[Range<usize>],
) -> Result<Range<usize>, Error> {
    let line = |range: &Range<usize>| Line::from_index(line_at(body, range.start));
    match found {
        [] => Err(Error::NoSuchSymbol { path: path.clone(), symbol: symbol.to_owned() }),
        [range] => Ok(range.clone()),
        [first, second, ..] => Err(Error::SymbolAmbiguous {
            path: path.clone(),
            symbol: symbol.to_owned(),
            first: line(first),
            second: line(second),
        }),
    }
}
