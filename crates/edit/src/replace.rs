//! Carries out SEARCH/REPLACE blocks on a text.

use std::ops::Range;

use kinglet_domain::edit::Block;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit;

use crate::elision;
use crate::error::Error;
use crate::ladder::{self, Found, Haystack, Match, Miss};
use crate::spelling;
use crate::text::{self, Line, indentation, is_blank};
use crate::weave::weave;

/// The text after all `blocks`. Each is sought in the text as it is, not as another block leaves it.
///
/// - `symbol`: the lines of the symbol that is meant where a text is there twice.
/// - `repairs`: what had to be overlooked or mended is added to them.
pub(crate) fn replace(
    path: &RelPath,
    body: &str,
    blocks: &[Block],
    symbol: Option<Range<usize>>,
    repairs: &mut Vec<String>,
) -> Result<String, Error> {
    if let [Block { search, replace, .. }] = blocks
        && is_blank(search)
        && is_blank(body)
    {
        return Ok(replace.clone());
    }
    let lines = text::lines(body);
    let mut seeker = Seeker { path, haystack: Haystack::new(body, &lines, symbol), body, repairs };
    let mut splices = Vec::new();
    for block in blocks {
        splices.extend(seeker.splices(block)?);
    }
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    splices.dedup(); // The same block twice means it once.
    if let Some([_, second]) =
        splices.array_windows().find(|[first, second]| first.range.end > second.range.start)
    {
        let line = unit::Line::from_index(text::line_at(body, second.range.start));
        return Err(Error::Overlap { path: path.clone(), line });
    }
    let mut result = body.to_owned();
    for splice in splices.iter().rev() {
        result.replace_range(splice.range.clone(), &splice.text);
    }
    Ok(result)
}

/// A range of bytes, and what takes its place.
#[derive(Debug, PartialEq, Eq)]
struct Splice {
    range: Range<usize>,
    text: String,
}

/// Finds the places of blocks.
struct Seeker<'a, 'r> {
    path: &'a RelPath,
    haystack: Haystack<'a>,
    body: &'a str,
    repairs: &'r mut Vec<String>,
}

impl Seeker<'_, '_> {
    /// What a block changes: as it stands, read in another way, with lines left out, or nearly.
    fn splices(&mut self, block: &Block) -> Result<Vec<Splice>, Error> {
        if is_blank(&block.search) {
            return Err(Error::EmptySearch { path: self.path.clone() });
        }
        let quoted = text::contents(block.search.trim_start_matches('\u{feff}'));
        let wanted = text::contents(block.replace.trim_start_matches('\u{feff}'));
        match self.haystack.strict(&quoted, block.near) {
            Ok(found) => return Ok(vec![self.splice(&found, &quoted, &wanted)?]),
            Err(Miss::Ambiguous(first, second)) => return Err(self.ambiguous(first, second)),
            Err(Miss::Nowhere { .. }) => {}
        }
        for reading in spelling::readings(&block.search, &block.replace) {
            let (quoted, wanted) = (text::contents(&reading.search), text::contents(&reading.replace));
            match self.haystack.strict(&quoted, reading.near.or(block.near)) {
                Ok(found) => {
                    self.repairs.push(reading.repair.to_owned());
                    return Ok(vec![self.splice(&found, &quoted, &wanted)?]);
                }
                Err(Miss::Ambiguous(first, second)) => return Err(self.ambiguous(first, second)),
                Err(Miss::Nowhere { .. }) => {}
            }
        }
        if let Some(line) = quoted.iter().find(|line| elision::stands_for_more(line)) {
            return self.elided(&quoted, &wanted, line);
        }
        let found = self.haystack.near(&quoted).map_err(|miss| self.missed(miss))?;
        Ok(vec![self.splice(&found, &quoted, &wanted)?])
    }

    fn splice(&mut self, found: &Match, quoted: &[&str], wanted: &[&str]) -> Result<Splice, Error> {
        if !quoted.iter().any(|line| spelling::has_entities(line)) {
            // The SEARCH text shows that they are not written for every character.
            if spelling::meant(self.path, "", &wanted.join("\n"))?.is_some() {
                let line =
                    wanted.iter().find(|line| spelling::has_entities(line)).copied().unwrap_or_default();
                return Err(Error::Entity { path: self.path.clone(), line: line.trim().to_owned() });
            }
        }
        let wanted = &elision::fill(wanted, quoted).map_err(|unclear| self.unclear(unclear.0))?;
        let lines = self.haystack.lines();
        let splice = match &found.found {
            Found::Lines(place) => {
                let start = lines.get(place.lines.start).map_or(0, |line| line.start);
                let end =
                    place.lines.end.checked_sub(1).and_then(|last| lines.get(last)).map_or(start, Line::end);
                Splice { range: start..end, text: weave(lines, place, quoted, wanted) }
            }
            Found::Part(range) => {
                let line = text::line_at(self.body, range.start);
                Splice { range: range.clone(), text: wanted.join(text::eol_at(lines, &(line..line + 1))) }
            }
        };
        if let Some(repair) = found.repair() {
            let line = unit::Line::from_index(text::line_at(self.body, splice.range.start));
            self.repairs.push(format!("line {line}: {repair}"));
        }
        Ok(splice)
    }

    /// What a block changes in which `line` stands for lines that both of its sides leave out.
    fn elided(&mut self, quoted: &[&str], wanted: &[&str], line: &str) -> Result<Vec<Splice>, Error> {
        let pieces = |lines: &[&str]| -> Vec<Vec<String>> {
            let split = lines.split(|line| elision::stands_for_more(line));
            split.map(|piece| piece.iter().map(|line| (*line).to_owned()).collect()).collect()
        };
        let (quoted, wanted) = (pieces(quoted), pieces(wanted));
        if quoted.len() != wanted.len() {
            return Err(self.unclear(line.trim().to_owned()));
        }
        let mut splices = Vec::new();
        let mut before: Option<Range<usize>> = None;
        for (quoted, wanted) in quoted.iter().zip(&wanted) {
            let [quoted, wanted] =
                [quoted, wanted].map(|piece| piece.iter().map(String::as_str).collect::<Vec<_>>());
            match [&quoted, &wanted].map(|piece| piece.iter().all(|line| is_blank(line))) {
                [true, true] => continue,
                [false, _] => {}
                [true, false] => return Err(self.unclear(line.trim().to_owned())),
            }
            let found = match &before {
                None => self.haystack.strict(&quoted, None),
                Some(before) => self.after(before, &quoted),
            };
            let found = found.map_err(|miss| self.missed(miss))?;
            let Found::Lines(place) = &found.found else { return Err(self.unclear(line.trim().to_owned())) };
            before = Some(place.lines.clone());
            splices.push(self.splice(&found, &quoted, &wanted)?);
        }
        self.repairs.push(format!("left alone what `{}` stands for", line.trim()));
        Ok(splices)
    }

    /// The place of what follows some lines: in the block that those open, if it is there, or else further down.
    fn after(&self, before: &Range<usize>, quoted: &[&str]) -> Result<Match, Miss> {
        let ends = ends_of_blocks(self.haystack.lines(), before);
        let mut found = ends.iter().map(|end| self.haystack.only(before.end..*end).strict(quoted, None));
        let is_there = |found: &Result<Match, Miss>| !matches!(found, Err(Miss::Nowhere { .. }));
        found.find(is_there).unwrap_or_else(|| Err(ladder::nowhere()))
    }

    fn missed(&self, miss: Miss) -> Error {
        match miss {
            Miss::Ambiguous(first, second) => self.ambiguous(first, second),
            Miss::Nowhere { closest } => Error::NoMatch { path: self.path.clone(), closest },
        }
    }

    fn ambiguous(&self, first: unit::Line, second: unit::Line) -> Error {
        Error::Ambiguous { path: self.path.clone(), first, second }
    }

    fn unclear(&self, line: String) -> Error {
        Error::Elided { path: self.path.clone(), line }
    }
}

/// Where the blocks end in which lines that follow some others may stand, the narrowest first: the one that those open,
/// then each around it, and at last the file.
fn ends_of_blocks(lines: &[Line<'_>], head: &Range<usize>) -> Vec<usize> {
    const CLOSERS: [&str; 10] = ["{", "}", ")", "]", "end", "else", "elif", "except", "finally", "catch"];
    let depth = |line: &Line<'_>| indentation(line.content).len();
    let closes = |line: &Line<'_>| CLOSERS.iter().any(|closer| line.content.trim_start().starts_with(closer));
    let mut own = lines.get(head.start).map_or(0, |line| depth(line) + 1);
    let mut ends = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(head.end).filter(|(_, line)| !is_blank(line.content)) {
        if depth(line) < own && !(depth(line) + 1 == own && closes(line)) {
            ends.push(at);
            own = depth(line);
        }
    }
    ends.push(lines.len());
    ends
}
