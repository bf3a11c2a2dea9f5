//! Decides what edits make of files, without writing anything.

use std::ops::Range;
use std::path::{Path, PathBuf};

use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::error::Error;
use crate::text::{contents, line_at, lines};
use crate::weave::rewrite;
use crate::{reach, replace, symbol};

/// Finds a symbol: the byte ranges of its definitions, in order, in the text that is passed.
///
/// The arguments are the file, its text without byte order mark, and the symbol's qualified name. A range reaches
/// from the symbol's first token (its decorators and doc comment included, as the caller likes) to behind its last.
pub type Locate<'a> = dyn Fn(&RelPath, &str, &str) -> Vec<Range<usize>> + 'a;

/// Returns what the edits make of the files beneath `root`, one change per file.
///
/// - `edits`: carried out in order; a later one of the same file sees what the earlier ones made of it.
/// - `locate`: finds the symbols of [`Edit::Symbol`].
/// - Lines that an edit adds end as their surroundings do; all others keep their bytes.
///
/// # Errors
/// The first edit that cannot be carried out decides; see [`Error`]. Nothing is written in any case.
pub fn plan(root: &Path, edits: &[Edit], locate: &Locate<'_>) -> Result<Vec<Change>, Error> {
    let root = reach::root(root)?;
    let mut images: Vec<Image> = Vec::new();
    for edit in edits {
        let place = reach::resolve(&root, edit.path())?;
        let known = images.iter().position(|image| image.place == place);
        if known.is_none() {
            images.push(Image::read(place, edit.path())?);
        }
        let last = images.len().saturating_sub(1);
        if let Some(image) = images.get_mut(known.unwrap_or(last)) {
            image.edit(edit, locate)?;
        }
    }
    images.into_iter().map(Image::into_change).collect()
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file as it is, and as the edits so far make it.
struct Image {
    path: RelPath,
    place: PathBuf,
    before: Option<Vec<u8>>,
    has_mark: bool,
    /// Without the byte order mark; `None` if there is no such file yet.
    body: Option<String>,
}

impl Image {
    fn read(place: PathBuf, path: &RelPath) -> Result<Self, Error> {
        let path = path.clone();
        let Some(bytes) = reach::read(&place, &path)? else {
            return Ok(Self { path, place, before: None, has_mark: false, body: None });
        };
        if bytes.contains(&0) {
            return Err(Error::Binary { path });
        }
        let Ok(text) = std::str::from_utf8(&bytes) else { return Err(Error::Encoding { path }) };
        let body = text.strip_prefix(BYTE_ORDER_MARK);
        let (has_mark, body) = (body.is_some(), Some(body.unwrap_or(text).to_owned()));
        Ok(Self { path, place, before: Some(bytes), has_mark, body })
    }

    fn edit(&mut self, edit: &Edit, locate: &Locate<'_>) -> Result<(), Error> {
        let path = edit.path();
        let new = match (edit, &self.body) {
            (Edit::Create { text, .. }, None) => text.clone(),
            (Edit::Create { .. }, Some(_)) => return Err(Error::Exists { path: path.clone() }),
            (_, None) => return Err(Error::NotFound { path: path.clone() }),
            (Edit::File { text, .. }, Some(body)) => whole(body, text),
            (Edit::Replace { blocks, .. }, Some(body)) => replace::replace(path, body, blocks)?,
            (Edit::Symbol { symbol, text, .. }, Some(body)) => {
                let range = definition(path, symbol, body, &locate(path, body, symbol))?;
                symbol::replace(body, &range, text)
                    .ok_or_else(|| Error::NoSuchSymbol { path: path.clone(), symbol: symbol.clone() })?
            }
        };
        if self.body.as_ref() == Some(&new) {
            return Err(Error::NothingChanged { path: path.clone() });
        }
        let old = self.body.as_deref().unwrap_or_default();
        if let Some(character) = new.chars().find(|c| is_unseen(*c) && !old.contains(*c)) {
            return Err(Error::Unseen { path: path.clone(), character });
        }
        self.body = Some(new);
        Ok(())
    }

    fn into_change(self) -> Result<Change, Error> {
        let mark = if self.has_mark { BYTE_ORDER_MARK } else { "" };
        let after = self.body.map(|body| format!("{mark}{body}").into_bytes());
        if after == self.before {
            return Err(Error::NothingChanged { path: self.path });
        }
        Ok(Change { path: self.path, before: self.before, after })
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
fn whole(body: &str, text: &str) -> String {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if body.is_empty() { text.to_owned() } else { rewrite(&lines(body), &contents(text)) }
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
