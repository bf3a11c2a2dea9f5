//! Puts a symbol's new text in the place of its old one.

use std::ops::Range;

use crate::elision::{self, Unclear};
use crate::text::{contents, eol_at, indentation, is_blank, line_at, lines};
use crate::weave::rewrite;

/// The text of the file with `wanted` in `range`; `None` if the range is not one of `body`.
///
/// - `range`: from the symbol's first token to behind its last; the indentation of its first line lies before it.
pub(crate) fn replace(body: &str, range: &Range<usize>, wanted: &str) -> Option<Result<String, Unclear>> {
    let (old, before, after) = (body.get(range.clone())?, body.get(..range.start)?, body.get(range.end..)?);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lead = before.get(line_start..)?;
    let wanted = contents(wanted.trim_start_matches('\u{feff}'));
    let wanted = without_blank_ends(&wanted);
    let placed = place(&wanted, lead, old);
    let placed: Vec<&str> = placed.iter().map(String::as_str).collect();

    // The symbol's lines end as those of the file around it do.
    let all = lines(body);
    let (first, last) = (line_at(body, range.start), line_at(body, range.end));
    let eol = eol_at(&all, &(first..last + 1));
    let mut old_lines = lines(old);
    let is_open = old_lines.last().is_none_or(|line| line.eol.is_empty());
    if let Some(last) = old_lines.last_mut().filter(|line| line.eol.is_empty()) {
        last.eol = eol;
    }
    let known: Vec<&str> = old_lines.iter().map(|line| line.content).collect();
    let placed = match elision::fill(&placed, &known) {
        Ok(placed) => placed,
        Err(unclear) => return Some(Err(unclear)),
    };
    let mut new = rewrite(&old_lines, &placed);
    if is_open {
        let length = new.trim_end_matches(['\n', '\r']).len();
        new.truncate(length);
    }
    Some(Ok(format!("{before}{new}{after}")))
}

fn without_blank_ends<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let first = lines.iter().position(|line| !is_blank(line)).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !is_blank(line)).map_or(first, |last| last + 1);
    lines.get(first..last).unwrap_or_default().to_vec()
}

/// The lines with the indentation that the place demands; the first one without, since `lead` has it.
fn place(wanted: &[&str], lead: &str, old: &str) -> Vec<String> {
    let Some((first, rest)) = wanted.split_first() else { return vec![] };
    let (base, own) = (indentation(lead), indentation(first));
    let first_line = strip_repeated(first.trim_start(), lead.trim());
    let is_placed = own == base || (own.is_empty() && lies_at(rest, base, old));
    let shifted = rest.iter().map(|line| match line.strip_prefix(own) {
        Some(line) if !is_placed && !is_blank(line) => format!("{base}{line}"),
        _ => (*line).to_owned(),
    });
    std::iter::once(first_line.to_owned()).chain(shifted).collect()
}

/// Without the words that stand before the symbol on its line (`export`), should the model have repeated them.
fn strip_repeated<'a>(first: &'a str, before: &str) -> &'a str {
    first.strip_prefix(before).filter(|_| !before.is_empty()).map_or(first, str::trim_start)
}

/// Whether the lines below a first line without indentation lie where the file has them already, because only
/// the first line's indentation was left out; otherwise the whole symbol was written at the margin.
///
/// A body lies deeper than `base`. What may lie at `base` itself, in place, are closing brackets and the like; at
/// the margin, that is where a body's statements lie if `base` is one step.
fn lies_at(rest: &[&str], base: &str, old: &str) -> bool {
    const CLOSERS: [&str; 7] = ["}", ")", "]", "{", "end", "where", "else"];
    let least = rest.iter().filter(|line| !is_blank(line)).map(|line| indentation(line).len()).min();
    match least.map(|least| least.cmp(&base.len())) {
        None | Some(std::cmp::Ordering::Less) => false,
        Some(std::cmp::Ordering::Greater) => {
            // A step wider than `base` tells nothing; then the old text does.
            let old_least = contents(old)
                .iter()
                .skip(1)
                .filter(|line| !is_blank(line))
                .map(|line| indentation(line).len())
                .min();
            old_least.is_none_or(|old_least| least >= Some(old_least))
        }
        Some(std::cmp::Ordering::Equal) => rest
            .iter()
            .filter(|line| !is_blank(line) && indentation(line).len() == base.len())
            .all(|line| CLOSERS.iter().any(|closer| line.trim_start().starts_with(closer))),
    }
}
