//! Diffs of several files: unified ones, as git prints them, and those between `*** Begin Patch` and `*** End Patch`.
//!
//! What a hunk keeps and removes is sought in the file. Its line number only tells places apart, and only if the hunk has
//! as many lines as its header says: a model that makes up a header rarely counts.

use kinglet_domain::edit::{Block, Edit};
use kinglet_domain::path::{self, RelPath};
use kinglet_domain::unit::Line;

/// Why a diff is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    NoPath,
    Path(path::Error),
    Broken(&'static str),
}

/// Whether a diff begins here, outside of a fence.
pub(super) fn begins(lines: &[&str]) -> bool {
    match lines {
        [first, ..] if first.starts_with("diff --git ") || is_envelope(first) => true,
        [first, second, ..] => first.starts_with("--- ") && second.starts_with("+++ "),
        _ => false,
    }
}

fn is_envelope(line: &str) -> bool {
    line.trim() == "*** Begin Patch"
}

/// How many lines the diff has that begins here; `None` if it has no end.
pub(super) fn length(lines: &[&str]) -> Option<usize> {
    if lines.first().is_some_and(|line| is_envelope(line)) {
        return lines.iter().position(|line| line.trim() == "*** End Patch").map(|at| at + 1);
    }
    let is_part = |line: &&&str| {
        line.trim().is_empty() || line.starts_with([' ', '+', '-', '@', '\\', '\t']) || is_header(line)
    };
    Some(lines.iter().take_while(is_part).count())
}

fn is_header(line: &str) -> bool {
    const HEADERS: [&str; 10] = [
        "diff --git ",
        "index ",
        "new file mode",
        "deleted file mode",
        "old mode",
        "new mode",
        "similarity index",
        "rename from ",
        "rename to ",
        "Binary files ",
    ];
    HEADERS.iter().any(|header| line.starts_with(header))
}

/// Whether what stands in a fence is a diff.
pub(super) fn is_diff(text: &str, info: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    let has_names =
        lines.array_windows().any(|[one, next]| one.starts_with("--- ") && next.starts_with("+++ "));
    let has_signs = || lines.iter().any(|line| line.starts_with("@@") || line.starts_with(['+', '-']));
    has_names
        || lines.iter().any(|line| is_envelope(line) || line.starts_with("diff --git "))
        || matches!(info, "diff" | "patch" | "udiff") && has_signs()
}

/// What is said of one file.
#[derive(Default)]
struct FilePatch<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    /// Whether the lines with `---` and `+++` were there.
    has_names: bool,
    hunks: Vec<Hunk<'a>>,
}

/// A part of a file.
struct Hunk<'a> {
    /// The line with `@@`; empty if there is none.
    header: &'a str,
    lines: Vec<&'a str>,
}

impl<'a> FilePatch<'a> {
    fn of(old: &'a str, new: &'a str) -> Self {
        Self { old: Some(old), new: Some(new), ..Self::default() }
    }

    fn push(&mut self, line: &'a str) {
        match self.hunks.last_mut() {
            Some(hunk) => hunk.lines.push(line),
            None => self.hunks.push(Hunk { header: "", lines: vec![line] }),
        }
    }
}

/// The edits of a diff.
///
/// - `path`: the file that is meant where the diff names none.
pub(super) fn read(text: &str, path: Option<&RelPath>) -> Result<Vec<Edit>, Problem> {
    let lines: Vec<&str> = text.lines().collect();
    let patches = if lines.iter().any(|line| is_envelope(line)) { envelope(&lines) } else { unified(&lines) };
    let mut edits = Vec::new();
    for patch in patches {
        patch.edits(path, &mut edits)?;
    }
    if edits.is_empty() { Err(Problem::Broken("a diff without a change")) } else { Ok(edits) }
}

const NOTHING: &str = "/dev/null";

fn unified<'a>(lines: &[&'a str]) -> Vec<FilePatch<'a>> {
    let mut patches: Vec<FilePatch<'a>> = Vec::new();
    let names_at =
        |at: usize| lines.get(at)?.strip_prefix("--- ").zip(lines.get(at + 1)?.strip_prefix("+++ "));
    for (at, &line) in lines.iter().enumerate() {
        let names = names_at(at);
        let has_names = |patch: &FilePatch<'_>| patch.has_names || !patch.hunks.is_empty();
        let is_next = names.is_some() && patches.last().is_some_and(has_names);
        if is_next || line.starts_with("diff --git ") || patches.is_empty() {
            patches.push(FilePatch::default());
        }
        let Some(patch) = patches.last_mut() else { continue };
        if let Some((_, named)) = line.strip_prefix("diff --git ").and_then(|names| names.rsplit_once(" b/"))
        {
            // A file that is removed may have no other line that names it.
            patch.old = Some(named);
        } else if let Some((old, new)) = names {
            (patch.old, patch.new, patch.has_names) = (Some(old), Some(new), true);
        } else if let Some(to) = line.strip_prefix("rename to ") {
            patch.new = Some(to);
        } else if let Some(from) = line.strip_prefix("rename from ") {
            patch.old = Some(from);
        } else if line.starts_with("deleted file mode") {
            patch.new = Some(NOTHING);
        } else if line.starts_with("@@") {
            patch.hunks.push(Hunk { header: line, lines: Vec::new() });
        } else if !is_header(line)
            && !line.starts_with("\\ No newline")
            && at.checked_sub(1).and_then(names_at).is_none()
        {
            patch.push(line);
        }
    }
    patches
}

fn envelope<'a>(lines: &[&'a str]) -> Vec<FilePatch<'a>> {
    let mut patches: Vec<FilePatch<'a>> = Vec::new();
    for &line in lines {
        if let Some(path) = line.strip_prefix("*** Update File: ") {
            patches.push(FilePatch::of(path, path));
        } else if let Some(path) = line.strip_prefix("*** Add File: ") {
            patches.push(FilePatch::of(NOTHING, path));
        } else if let Some(path) = line.strip_prefix("*** Delete File: ") {
            patches.push(FilePatch::of(path, NOTHING));
        } else if let Some(patch) = patches.last_mut() {
            match line.strip_prefix("*** Move to: ") {
                Some(path) => patch.new = Some(path),
                None if line.starts_with("*** ") => {}
                None if line.starts_with("@@") => patch.hunks.push(Hunk { header: line, lines: Vec::new() }),
                None => patch.push(line),
            }
        }
    }
    patches
}

impl FilePatch<'_> {
    fn edits(&self, fallback: Option<&RelPath>, edits: &mut Vec<Edit>) -> Result<(), Problem> {
        let filled = |hunk: &&Hunk<'_>| hunk.lines.iter().any(|line| !line.trim().is_empty());
        let hunks: Vec<&Hunk<'_>> = self.hunks.iter().filter(filled).collect();
        if hunks.is_empty() && self.old.is_none() && self.new.is_none() {
            return Ok(()); // The lines before the first file.
        }
        let (old, new) = match (self.old, self.new) {
            (None, None) => (fallback.cloned(), fallback.cloned()),
            (Some(old), None) => (parse(old)?, parse(old)?),
            (old, new) => (old.map(parse).transpose()?.flatten(), new.map(parse).transpose()?.flatten()),
        };
        match (old, new) {
            (None, None) => return Err(Problem::NoPath),
            (Some(path), None) => edits.push(Edit::Delete { path }),
            (None, Some(path)) => {
                let added = |line: &&str| line.strip_prefix('+').map(|text| format!("{text}\n"));
                let text = hunks.iter().flat_map(|hunk| &hunk.lines).filter_map(added).collect();
                edits.push(Edit::Create { path, text });
            }
            (Some(old), Some(path)) => {
                if old != path {
                    edits.push(Edit::Rename { path: old, to: path.clone() });
                }
                let blocks = hunks.iter().map(|hunk| block(hunk)).collect::<Result<Vec<_>, _>>()?;
                if !blocks.is_empty() {
                    edits.push(Edit::Replace { path, blocks, within: None });
                }
            }
        }
        Ok(())
    }
}

/// The path that a header names; `None` for the file that does not exist.
fn parse(name: &str) -> Result<Option<RelPath>, Problem> {
    // A time may stand behind it.
    let name = name.split('\t').next().unwrap_or(name).trim();
    let bare = name.strip_prefix("a/").or_else(|| name.strip_prefix("b/")).unwrap_or(name);
    if name == NOTHING { Ok(None) } else { RelPath::parse(bare).map(Some).map_err(Problem::Path) }
}

/// Whether kept lines have the space that is their sign. Some models leave it out of all of them; then all lines lie in
/// wider steps of indentation without it than with it.
fn is_signed(hunk: &[&str]) -> bool {
    let step = |sign: usize| {
        let depth = |line: &&str| {
            let bare = line.get(if line.starts_with(['+', '-']) { 1 } else { sign }..).unwrap_or_default();
            bare.len() - bare.trim_start_matches(' ').len()
        };
        let filled = hunk.iter().filter(|line| !line.trim_matches([' ', '+', '-']).is_empty());
        match filled.map(depth).fold(0, common_divisor) {
            0 => usize::MAX, // Nothing is indented.
            step => step,
        }
    };
    let kept = hunk.iter().filter(|line| !line.starts_with(['+', '-']) && !line.trim().is_empty());
    kept.clone().all(|line| line.starts_with(' ')) && step(0) <= step(1)
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// Where a hunk begins, by its header; `None` if that does not count its lines as they are, or nothing is kept around
/// what changes, as no tool leaves it that makes or applies diffs.
///
/// - `blank`: how many lines at its end may be none of it.
fn begins_at(hunk: &Hunk<'_>, blank: usize) -> Option<usize> {
    let range = |sign: char| {
        let (begin, count) = hunk
            .header
            .split_whitespace()
            .find_map(|word| word.strip_prefix(sign))
            .map(|range| range.split_once(',').unwrap_or((range, "1")))?;
        Some((begin.parse::<usize>().ok()?, count.parse::<usize>().ok()?))
    };
    let ((begin, old), (_, new)) = (range('-')?, range('+')?);
    let signed = |sign: char| hunk.lines.iter().filter(|line| line.starts_with(sign)).count();
    let (removed, added) = (signed('-'), signed('+'));
    let kept = hunk.lines.len() - removed - added;
    let is_counted = old.checked_sub(removed) == new.checked_sub(added)
        && (kept - blank..=kept).contains(&old.checked_sub(removed)?);
    (is_counted && kept > blank).then_some(begin)
}

/// What a hunk seeks, and what it puts in its place.
fn block(hunk: &Hunk<'_>) -> Result<Block, Problem> {
    let is_blank = |line: &&&str| line.trim().is_empty();
    let first = hunk.lines.iter().take_while(is_blank).count();
    let blank = hunk.lines.iter().rev().take_while(is_blank).count();
    let near = begins_at(hunk, blank).and_then(|begin| Line::new(u32::try_from(begin + first).ok()?));
    let hunk = hunk.lines.get(first..hunk.lines.len() - blank).unwrap_or_default();
    let margin = usize::from(is_signed(hunk));
    let mut block = Block { near, ..Block::default() };
    for line in hunk {
        let (sides, text): (&mut [&mut String], &str) = match line.split_at_checked(1) {
            Some(("-", text)) => (&mut [&mut block.search], text),
            Some(("+", text)) => (&mut [&mut block.replace], text),
            _ => (&mut [&mut block.search, &mut block.replace], line.get(margin..).unwrap_or_default()),
        };
        for side in sides {
            side.push_str(text);
            side.push('\n');
        }
    }
    if block.search.trim().is_empty() {
        return Err(Problem::Broken(
            "a hunk of the diff has no line that is kept or removed, so its place is unknown",
        ));
    }
    if block.search == block.replace {
        return Err(Problem::Broken("a hunk of the diff neither adds nor removes a line"));
    }
    Ok(block)
}
