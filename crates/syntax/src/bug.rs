//! Bug patterns: mistakes that are made again and again, whatever the program, and that a syntax tree shows. Each comes with what
//! mends it. They stand in `bugs/`, a folder for each language; what they may say is in `bugs/README.md`.

pub(crate) mod pattern;

use std::collections::HashMap;
use std::ops::Range;

use kinglet_domain::unit::Line;
use regex::Regex;
use streaming_iterator::StreamingIterator as _;
use tree_sitter::{Query, QueryCursor, QueryMatch, QueryPredicate, QueryPredicateArg};

use crate::Source;
use crate::part::{line_end, line_start};

/// So many of a pattern and file are looked at.
const MOST: usize = 16;
/// So many matches of a pattern and file are held against what else it demands.
const HELD: usize = 1024;
/// So many matches of a pattern are under way at once: without a limit, a large function takes minutes.
const UNDER_WAY: u32 = 512;
/// The longest file that is looked through, in bytes: some patterns look through all of it at each of their matches.
const LONGEST: usize = 100 * 1024;
/// The longest account of what is wrong, in characters.
const LONGEST_WHY: usize = 120;

/// What may be a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bug {
    /// What is wrong about it, in a few words.
    pub why: String,
    /// Where what mends it begins.
    pub line: Line,
    /// Whether the same code is as often right.
    pub is_weak: bool,
    /// Whether it is next to never right.
    pub is_sure: bool,
    /// The whole text with it mended.
    pub mended: String,
}

/// A part of the text, and what takes its place.
type Splice = (Range<usize>, String);
/// Regular expressions by their text; `None` for what is none.
type Regexes = HashMap<String, Option<Regex>>;

impl Source<'_> {
    /// What looks like a well-known mistake, in order; nothing in a file of more than 100 KiB.
    #[must_use]
    pub fn bugs(&self) -> Vec<Bug> {
        self.bugs_of(false)
    }

    /// Those that are next to never right.
    #[must_use]
    pub fn sure_bugs(&self) -> Vec<Bug> {
        self.bugs_of(true)
    }

    fn bugs_of(&self, are_sure: bool) -> Vec<Bug> {
        let parsed = self.parsed.as_ref().filter(|_| self.text.len() <= LONGEST);
        let Some((row, tree)) = parsed else { return Vec::new() };
        let (mut bugs, mut regexes) = (Vec::<Bug>::new(), Regexes::new());
        for query in row.bugs(self.text, are_sure) {
            let mut cursor = QueryCursor::new();
            cursor.set_match_limit(UNDER_WAY);
            let mut matches = cursor.matches(query, tree.root_node(), self.text.as_bytes());
            let (mut left, mut held) = (MOST, 0);
            while let Some(matched) = matches.next().filter(|_| left > 0 && held < HELD) {
                let parts = Parts::of(self.text, query, matched);
                let bug = parts.bug(query, matched.pattern_index, &mut regexes);
                (left, held) = (left - usize::from(bug.is_some()), held + 1);
                // Several patterns may mend the same in the same way; the one that is surest comes first.
                bugs.extend(bug.filter(|it| bugs.iter().all(|bug| bug.mended != it.mended)));
            }
        }
        bugs.sort_by_key(|bug| (bug.line, bug.is_weak));
        bugs
    }
}

/// The parts of a match.
struct Parts<'t> {
    text: &'t str,
    /// By the position of their names. A list of nodes is the text from the first to the last.
    ranges: Vec<Option<Range<usize>>>,
    names: &'t [&'t str],
}

impl<'t> Parts<'t> {
    fn of(text: &'t str, query: &'t Query, matched: &QueryMatch<'_, '_>) -> Self {
        let mut ranges: Vec<Option<Range<usize>>> = vec![None; query.capture_names().len()];
        for capture in matched.captures() {
            let range = capture.node.byte_range();
            if let Some(known) = ranges.get_mut(capture.index as usize) {
                *known = Some(
                    known.take().map_or(range.clone(), |it| it.start.min(range.start)..it.end.max(range.end)),
                );
            }
        }
        Self { text, ranges, names: query.capture_names() }
    }

    fn bug(&self, query: &Query, pattern: usize, regexes: &mut Regexes) -> Option<Bug> {
        if !query.general_predicates(pattern).iter().all(|predicate| self.holds(predicate, regexes)) {
            return None;
        }
        let (mut why, mut is_weak, mut is_sure, mut splices) = (None, false, false, Vec::new());
        for property in query.property_settings(pattern) {
            let value = property.value.as_deref().unwrap_or_default();
            match (&*property.key, property.capture_id) {
                ("why", _) => why = Some(on_a_line(&self.filled(value, str::to_owned))),
                ("weak", _) => is_weak = true,
                ("sure", _) => is_sure = true,
                (how, Some(part)) => splices.push(self.splice(how, self.range(part)?, value)?),
                _ => {}
            }
        }
        splices.sort_by_key(|(at, _)| at.start);
        let overlap = |pair: &[Splice]| matches!(pair, [(one, _), (other, _)] if one.end > other.start);
        if splices.windows(2).any(overlap) {
            return None;
        }
        let start = splices.first()?.0.start;
        let mut mended = self.text.to_owned();
        for (at, text) in splices.into_iter().rev() {
            mended.replace_range(at, &text);
        }
        let line = Line::from_index(self.text.get(..start)?.matches('\n').count());
        Some(Bug { why: why?, line, is_weak, is_sure, mended }).filter(|bug| bug.mended != self.text)
    }

    fn range(&self, part: usize) -> Option<Range<usize>> {
        self.ranges.get(part)?.clone()
    }

    fn named(&self, name: &str) -> Option<Range<usize>> {
        self.range(self.names.iter().position(|known| *known == name)?)
    }

    /// The text of a part as it would stand at the beginning of a file.
    fn said(&self, at: Range<usize>) -> String {
        let margin = format!("\n{}", self.margin(at.start));
        self.text.get(at).unwrap_or_default().replace(&margin, "\n")
    }

    /// A template with the parts that it names in braces; other braces are its own.
    fn filled(&self, template: &str, as_text: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let part = after.split_once('}').and_then(|(name, after)| Some((self.named(name)?, after)));
            let (said, after) =
                part.map_or_else(|| ("{".to_owned(), after), |(at, after)| (as_text(&self.said(at)), after));
            filled += before;
            filled += &said;
            rest = after;
        }
        filled + rest
    }

    /// - `how`: `replace`, or `before` or `after` for lines of their own; before what does not begin its line there is none.
    fn splice(&self, how: &str, at: Range<usize>, template: &str) -> Option<Splice> {
        let margin = self.margin(at.start);
        let template = template.replace('\t', self.indentation());
        let lines = template.split('\n').map(|line| {
            let lead = margin_of(line);
            self.filled(line, str::to_owned).replace('\n', &format!("\n{margin}{lead}"))
        });
        let text = lines.collect::<Vec<_>>().join(&format!("\n{margin}"));
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let text = text.replace("\r\n", "\n").replace('\n', end);
        Some(match how {
            "before" => {
                let start = line_start(self.text, at.start);
                self.text.get(start..at.start).filter(|before| before.trim().is_empty())?;
                (start..start, format!("{margin}{text}{end}"))
            }
            "after" => {
                let at = line_end(self.text, at.end);
                let at = at - usize::from(self.text.get(..at)?.ends_with('\r'));
                (at..at, format!("{end}{margin}{text}"))
            }
            // A line with nothing left in it goes, too.
            _ if text.is_empty() && self.is_alone(&at) => (
                line_start(self.text, at.start)..(line_end(self.text, at.end) + 1).min(self.text.len()),
                text,
            ),
            _ => (at, text),
        })
    }

    /// Whether nothing else stands in its lines.
    fn is_alone(&self, at: &Range<usize>) -> bool {
        let is_blank = |range: Range<usize>| self.text.get(range).is_some_and(|it| it.trim().is_empty());
        is_blank(line_start(self.text, at.start)..at.start) && is_blank(at.end..line_end(self.text, at.end))
    }

    /// The blanks before the line of a place.
    fn margin(&self, at: usize) -> &'t str {
        margin_of(self.text.get(line_start(self.text, at)..).unwrap_or_default())
    }

    /// What one more step of indentation is.
    fn indentation(&self) -> &'t str {
        let margins = self.text.lines().filter(|line| !line.trim().is_empty()).map(margin_of);
        match margins.filter(|margin| !margin.is_empty()).min_by_key(|margin| margin.len()) {
            Some(margin) if margin.starts_with('\t') => "\t",
            Some(margin) if margin.len() > 1 => margin,
            _ => "    ",
        }
    }

    /// Whether what a pattern demands is so: `#holds?` and `#lacks?` look for a regular expression in a part, or in the whole
    /// text if they name none. A part that such an expression names is found with any blanks between its words.
    fn holds(&self, predicate: &QueryPredicate, regexes: &mut Regexes) -> bool {
        let (at, pattern) = match &*predicate.args {
            [QueryPredicateArg::String(pattern)] => (Some(0..self.text.len()), pattern),
            [QueryPredicateArg::Capture(part), QueryPredicateArg::String(pattern)] => {
                (self.range(*part as usize), pattern)
            }
            _ => return false,
        };
        let pattern = self
            .filled(pattern, |said| regex::escape(said).split_whitespace().collect::<Vec<_>>().join(r"\s+"));
        let pattern = regexes.entry(pattern).or_insert_with_key(|it| Regex::new(it).ok()).as_ref();
        let text = at.and_then(|at| self.text.get(at)).unwrap_or_default();
        let is_found = pattern.is_some_and(|pattern| pattern.is_match(text));
        is_found != (&*predicate.operator == "lacks?")
    }
}

/// A text on one line, and no longer than is read.
fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_WHY).collect()
}

fn margin_of(line: &str) -> &str {
    line.split_once(|c: char| c != ' ' && c != '\t').map_or("", |(margin, _)| margin)
}

#[cfg(test)]
mod tests;
