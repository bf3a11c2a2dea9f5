//! Finds lines by their numbers and by what stands in the first and the last of them.

use std::ops::Range;

use kinglet_domain::action::Lines;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit;

use crate::elision;
use crate::error::Error;
use crate::ladder::{Place, nearest, show};
use crate::shift::Shift;
use crate::text::{self, Line, contents, indentation, is_blank};
use crate::weave::weave;

/// The lines that are meant, and what is expected in the first and the last of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchors<'a> {
    pub(crate) lines: Lines,
    pub(crate) starts: &'a str,
    pub(crate) ends: &'a str,
}

/// The text of the file with `wanted` in place of the lines that are meant.
///
/// - What the first and the last line hold decides. Numbers that are off are corrected where it leaves no doubt.
pub(crate) fn replace(
    path: &RelPath,
    body: &str,
    anchors: &Anchors<'_>,
    wanted: &str,
    repairs: &mut Vec<String>,
) -> Result<String, Error> {
    let lines = text::lines(body);
    let meant = find(path, &lines, anchors)?;
    if meant.start != anchors.lines.first().index() || meant.end != anchors.lines.last().index() + 1 {
        let [first, last] = [meant.start, meant.end - 1].map(unit::Line::from_index);
        repairs.push(format!("took lines {first}-{last} for {}: they hold what was expected", anchors.lines));
    }
    let Some(inside) = lines.get(meant.clone()) else { return Ok(body.to_owned()) };
    let quoted: Vec<&str> = inside.iter().map(|line| line.content).collect();
    let wanted = contents(wanted.trim_start_matches('\u{feff}'));
    // What stands at the margin, where the lines themselves do not, was written there as a whole.
    let margin = if least_indentation(&wanted).is_empty() { least_indentation(&quoted) } else { "" };
    let place_line =
        |line: &&str| if is_blank(line) { (*line).to_owned() } else { format!("{margin}{line}") };
    let shifted: Vec<String> = wanted.iter().map(place_line).collect();
    let shifted: Vec<&str> = shifted.iter().map(String::as_str).collect();
    let unclear = |unclear: elision::Unclear| Error::Elided { path: path.clone(), line: unclear.0 };
    let wanted = elision::fill(&shifted, &quoted).map_err(unclear)?;
    let place =
        Place { lines: meant.clone(), stands_for: meant.clone().map(Some).collect(), shift: Shift::none() };
    let (start, end) = (inside.first().map_or(0, |line| line.start), inside.last().map_or(0, Line::end));
    let (before, after) = (body.get(..start).unwrap_or_default(), body.get(end..).unwrap_or_default());
    Ok(format!("{before}{}{after}", weave(&lines, &place, &quoted, &wanted)))
}

fn least_indentation<'a>(lines: &[&'a str]) -> &'a str {
    let filled = lines.iter().filter(|line| !is_blank(line));
    filled.map(|line| indentation(line)).min_by_key(|indentation| indentation.len()).unwrap_or_default()
}

fn find(path: &RelPath, lines: &[Line<'_>], anchors: &Anchors<'_>) -> Result<Range<usize>, Error> {
    let (first, last) = (anchors.lines.first().index(), anchors.lines.last().index());
    if is_blank(anchors.starts) || is_blank(anchors.ends) {
        return Err(Error::NoAnchor { path: path.clone() });
    }
    let holds = |at: usize, text: &str| lines.get(at).is_some_and(|line| line.content.trim() == text.trim());
    let is_meant = |from: usize, to: usize| holds(from, anchors.starts) && holds(to, anchors.ends);
    if is_meant(first, last) {
        return Ok(first..last + 1);
    }
    // As many lines elsewhere; or, where the count is off too, the one first line and the one last line after it.
    let moved: Vec<usize> = (0..lines.len()).filter(|at| is_meant(*at, at + (last - first))).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| holds(*at, anchors.starts)).collect();
    let from = starts.first().copied().unwrap_or(0);
    let ends: Vec<usize> = (from..lines.len()).filter(|at| holds(*at, anchors.ends)).collect();
    let ambiguous = |first: usize, second: usize| Error::AnchorAmbiguous {
        path: path.clone(),
        first: unit::Line::from_index(first),
        second: unit::Line::from_index(second),
    };
    match (moved.as_slice(), starts.as_slice(), ends.as_slice()) {
        ([at], ..) => Ok(*at..at + (last - first) + 1),
        ([_, _, ..], ..) if let Some(at) = nearest(moved.iter().copied(), first, |at| *at) => {
            Ok(at..at + (last - first) + 1)
        }
        ([first, second, ..], ..) | ([], [first, second, ..], _) | ([], [_], [first, second, ..]) => {
            Err(ambiguous(*first, *second))
        }
        ([], [from], [to]) => Ok(*from..to + 1),
        ([], [], _) | ([], [_], []) => {
            let near = first.min(lines.len())..last.saturating_add(1).min(lines.len());
            Err(Error::AnchorMissed { path: path.clone(), lines: anchors.lines, closest: show(lines, &near) })
        }
    }
}
