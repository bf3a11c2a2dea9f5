//! Finds a text in the files.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use grep_regex::{RegexMatcher, RegexMatcherBuilder};
use grep_searcher::sinks::Lossy;
use grep_searcher::{BinaryDetection, Searcher, SearcherBuilder};
use kinglet_domain::path::RelPath;

use crate::look::{Look, MOST_BYTES, clipped, count, file, near};
use crate::repository::list;

/// The most lines that are shown.
const MOST: usize = 40;

/// The most lines of one file, so that one full of them does not hide the others.
const MOST_OF_A_FILE: usize = 8;

/// The most characters of a line.
const WIDEST: usize = 160;

/// Enough to know that there are too many.
const ENOUGH: usize = 1_000;

/// Shows the lines that match a pattern, by file, in the order of their paths.
///
/// - `pattern`: a regular expression; a text that is none is looked for as it stands. If nothing matches, small and
///   capital letters are taken for the same.
/// - `within`: a file or a folder; `None` for all files that git would track.
#[must_use]
pub fn search(root: &Path, pattern: &str, within: Option<&RelPath>) -> Look {
    let subject =
        within.map_or_else(|| format!("search {pattern}"), |path| format!("search {pattern} in {path}"));
    let paths = match list(root) {
        Ok(listing) => listing.paths().to_vec(),
        Err(error) => return Look::failed(subject, error.to_string()),
    };
    let is_within = |path: &&RelPath| {
        within.is_none_or(|wanted| {
            path.as_str()
                .strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let chosen: Vec<&RelPath> = paths.iter().filter(is_within).collect();
    if let Some(wanted) = within.filter(|_| chosen.is_empty()) {
        return Look::failed(subject, near::no_file(wanted, &paths));
    }
    match found(root, &chosen, pattern) {
        Ok((hits, notes)) => account(subject, pattern, &hits, chosen.len(), &notes),
        Err(why) => Look::failed(subject, why),
    }
}

/// The lines that match, and what has to be said about the way in which they do.
fn found<'a>(
    root: &Path,
    paths: &[&'a RelPath],
    pattern: &str,
) -> Result<(Vec<Hit<'a>>, Vec<&'static str>), String> {
    let is_regex = matcher(pattern, Case::AsIs).is_ok();
    let (text, mut notes) = if is_regex {
        (pattern.to_owned(), vec![])
    } else {
        (escaped(pattern), vec!["it is no regular expression, so it was looked for as it stands"])
    };
    let look_for = |case| hits(root, paths, &matcher(&text, case)?).map_err(|error| error.to_string());
    let mut found = look_for(Case::AsIs)?;
    if found.is_empty() {
        found = look_for(Case::Ignored)?;
        if !found.is_empty() {
            notes.push("only with other capital letters");
        }
    }
    Ok((found, notes))
}

#[derive(Clone, Copy)]
enum Case {
    AsIs,
    Ignored,
}

/// An error says why the pattern is no regular expression.
fn matcher(pattern: &str, case: Case) -> Result<RegexMatcher, String> {
    let mut builder = RegexMatcherBuilder::new();
    builder.case_insensitive(matches!(case, Case::Ignored)).line_terminator(Some(b'\n'));
    // What cannot match within a line, such as `\n`, is refused as well: it is looked for as it stands.
    builder
        .size_limit(1024 * 1024)
        .dfa_size_limit(4 * 1024 * 1024)
        .build(pattern)
        .map_err(|error| error.to_string())
}

/// A pattern that matches a text as it stands; only its first line, since lines are what is searched.
fn escaped(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let is_special = |c: char| c.is_ascii_punctuation() && c != '_' || c.is_ascii_whitespace();
    line.chars().fold(String::new(), |mut out, c| {
        if is_special(c) {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

/// A line that matches.
struct Hit<'a> {
    path: &'a RelPath,
    line: u64,
    text: String,
}

fn hits<'a>(root: &Path, paths: &[&'a RelPath], matcher: &RegexMatcher) -> io::Result<Vec<Hit<'a>>> {
    let mut searcher = searcher();
    let mut found = Vec::new();
    for path in paths {
        if found.len() >= ENOUGH {
            break;
        }
        // What cannot be shown is not searched either: links that lead outside, binary files, data.
        let Ok(text) = file::text(root, path) else { continue };
        let sink = Lossy(|line, text| {
            found.push(Hit { path, line, text: clipped(text.trim(), WIDEST) });
            Ok(found.len() < ENOUGH)
        });
        searcher.search_slice(matcher, text.as_bytes(), sink)?;
    }
    Ok(found)
}

fn searcher() -> Searcher {
    SearcherBuilder::new().line_number(true).binary_detection(BinaryDetection::quit(0)).build()
}

fn account(subject: String, pattern: &str, found: &[Hit<'_>], searched: usize, notes: &[&str]) -> Look {
    let notes = notes.iter().map(|note| format!(" ({note})")).collect::<Vec<_>>().concat();
    let searched = count(searched, "file");
    if found.is_empty() {
        return Look::nothing(
            subject,
            format!("`{pattern}` does not occur in {searched}{notes}; try a shorter text"),
        );
    }
    let by_file: Vec<&[Hit<'_>]> = found.chunk_by(|one, other| one.path == other.path).collect();
    let (mut content, mut shown) = (String::new(), 0);
    for hits in &by_file {
        let Some(first) = hits.first() else { continue };
        if shown >= MOST || content.len() > MOST_BYTES {
            break;
        }
        let _ = writeln!(content, "{}", first.path);
        let some = hits.len().min(MOST_OF_A_FILE).min(MOST - shown);
        for hit in hits.iter().take(some) {
            let _ = writeln!(content, "{}| {}", hit.line, hit.text);
        }
        if some < hits.len() {
            let _ = writeln!(content, "({} more in this file)", hits.len() - some);
        }
        shown += some;
    }
    if shown < found.len() {
        content.push_str("(not all are shown; narrow it down with a longer pattern or a \"path\")\n");
    }
    let many = if found.len() >= ENOUGH { "at least " } else { "" };
    let lines = count(found.len(), "line");
    let files = count(by_file.len(), "file");
    Look::seen(
        subject,
        found.iter().map(|hit| hit.path),
        format!("`{pattern}` is in {many}{lines} of {files}{notes}"),
        content,
    )
}
