//! Shows changes as a unified diff.

use std::time::Duration;

use kinglet_domain::edit::Change;
use similar::TextDiff;

/// The changes as a unified diff with three lines of context, file by file, in the order given.
///
/// Bytes that are not UTF-8 are shown as U+FFFD.
#[must_use]
pub fn diff(changes: &[Change]) -> String {
    changes.iter().map(one).collect()
}

fn one(change: &Change) -> String {
    /// After this long, the rest is shown as replaced; the diff is right all the same, only longer.
    const PATIENCE: Duration = Duration::from_secs(1);
    let text = |image: &Option<Vec<u8>>| {
        image.as_deref().map(String::from_utf8_lossy).unwrap_or_default().into_owned()
    };
    let name = |image: &Option<Vec<u8>>, side: &str| {
        if image.is_some() { format!("{side}/{}", change.path) } else { "/dev/null".to_owned() }
    };
    let (old, new) = (text(&change.before), text(&change.after));
    let compared = TextDiff::configure().timeout(PATIENCE).diff_lines(&old, &new);
    compared
        .unified_diff()
        .context_radius(3)
        .header(&name(&change.before, "a"), &name(&change.after, "b"))
        .to_string()
}
