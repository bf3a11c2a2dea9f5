//! Carries out SEARCH/REPLACE blocks on a text.

use std::ops::Range;

use kinglet_domain::edit::Block;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit;

use crate::error::Error;
use crate::ladder::{self, Found, Miss};
use crate::text::{self, Line};
use crate::weave::weave;

/// The text after all `blocks`. Each is sought in the text as it is, not as another block leaves it.
pub(crate) fn replace(path: &RelPath, body: &str, blocks: &[Block]) -> Result<String, Error> {
    if let [Block { search, replace }] = blocks
        && text::is_blank(search)
        && text::is_blank(body)
    {
        return Ok(replace.clone());
    }
    let lines = text::lines(body);
    let mut splices =
        blocks.iter().map(|block| splice(path, body, &lines, block)).collect::<Result<Vec<_>, _>>()?;
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

fn splice(path: &RelPath, body: &str, lines: &[Line<'_>], block: &Block) -> Result<Splice, Error> {
    if text::is_blank(&block.search) {
        return Err(Error::EmptySearch { path: path.clone() });
    }
    let quoted = text::contents(block.search.trim_start_matches('\u{feff}'));
    let wanted = text::contents(block.replace.trim_start_matches('\u{feff}'));
    match ladder::find(body, lines, &quoted) {
        Ok(Found::Lines(place)) => {
            let start = lines.get(place.lines.start).map_or(0, |line| line.start);
            let end =
                place.lines.end.checked_sub(1).and_then(|last| lines.get(last)).map_or(start, Line::end);
            Ok(Splice { range: start..end, text: weave(lines, &place, &quoted, &wanted) })
        }
        Ok(Found::Part(range)) => {
            let line = text::line_at(body, range.start);
            Ok(Splice { range, text: wanted.join(text::eol_at(lines, &(line..line + 1))) })
        }
        Err(Miss::Ambiguous(first, second)) => Err(Error::Ambiguous { path: path.clone(), first, second }),
        Err(Miss::Nowhere { closest }) => Err(Error::NoMatch { path: path.clone(), closest }),
    }
}
