//! Reads our own unified diffs.

use kinglet_domain::path::RelPath;

/// The added and removed lines of a diff, with their signs.
pub(crate) fn changed(diff: &str) -> impl Iterator<Item = &str> {
    parts(diff).filter_map(|part| match part {
        Part::Body(line) if line.starts_with(['+', '-']) => Some(line),
        Part::Body(_) | Part::Header(_) => None,
    })
}

/// The files that a diff changes.
pub(crate) fn paths(diff: &str) -> Vec<RelPath> {
    let path = |part| match part {
        Part::Header(line) => {
            let path = line.strip_prefix("+++ b/").or_else(|| line.strip_prefix("--- a/"))?;
            RelPath::parse(path).ok()
        }
        Part::Body(_) => None,
    };
    let mut paths: Vec<RelPath> = parts(diff).filter_map(path).collect();
    paths.dedup();
    paths
}

/// A line of a diff: headers begin with the same signs as the lines that changed.
enum Part<'d> {
    Header(&'d str),
    Body(&'d str),
}

/// The lines of a diff. Only its header tells how long a hunk is.
fn parts(diff: &str) -> impl Iterator<Item = Part<'_>> {
    let (mut old, mut new) = (0_usize, 0_usize);
    diff.lines().map(move |line| {
        if old == 0 && new == 0 {
            (old, new) = hunk(line).unwrap_or_default();
            return Part::Header(line);
        }
        let is_in =
            |sign: char| usize::from(line.starts_with(sign) || line.starts_with(' ') || line.is_empty());
        old = old.saturating_sub(is_in('-'));
        new = new.saturating_sub(is_in('+'));
        Part::Body(line)
    })
}

/// How many lines of either side a hunk has, by its header `@@ -1,2 +1,3 @@`.
fn hunk(header: &str) -> Option<(usize, usize)> {
    let ranges = header.strip_prefix("@@ -")?;
    let (old, rest) = ranges.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let length = |range: &str| range.split_once(',').map_or(Some(1), |(_, length)| length.parse().ok());
    Some((length(old)?, length(new)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_no_changes_and_changes_are_no_headers() {
        let diff = "--- a/q.sql\n+++ b/q.sql\n@@ -1,3 +1,2 @@\n a\n--- a note\n-b\n++ c\n\\ No newline\n\
                    --- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+new\n";
        assert_eq!(changed(diff).collect::<Vec<_>>(), ["--- a note", "-b", "++ c", "+new"]);
        assert_eq!(paths(diff).iter().map(RelPath::as_str).collect::<Vec<_>>(), ["q.sql", "x"]);
    }
}
