//! Lists of names, such as `module.exports = { a, b }`.

use crate::part::line_start;

/// A list with what another one has beyond it; `None` if one of them is no list of plain names.
pub(super) fn united(old: &str, new: &str) -> Option<String> {
    let ((close, entries), (_, wanted)) = (list(old)?, list(new)?);
    let inside = old.get(..close)?;
    let (before, space) = (inside.trim_end(), inside.get(inside.trim_end().len()..)?);
    let line = before.get(line_start(before, before.len())..)?;
    let joint = if space.contains('\n') {
        format!("\n{}", line.get(..line.len() - line.trim_start().len())?)
    } else {
        " ".to_owned()
    };
    let mut text = before.to_owned();
    for entry in wanted.iter().filter(|it| !entries.contains(it)) {
        let comma = if text.ends_with([',', '{', '[']) { "" } else { "," };
        text = text + comma + &joint + entry;
    }
    let is_open = before.ends_with(',') && !text.ends_with(',');
    text.push_str(if is_open { "," } else { "" });
    Some(text + space + old.get(close..)?)
}

/// Where a list ends, and its entries.
fn list(text: &str) -> Option<(usize, Vec<&str>)> {
    let (open, close) = (text.find(['{', '['])?, text.rfind(['}', ']'])?);
    let entries = text.get(open + 1..close)?.split(',').map(str::trim);
    let entries: Vec<&str> = entries.filter(|it| !it.is_empty()).collect();
    let is_simple = |it: &&str| !it.contains(['{', '}', '(', '[', '\n', '/']);
    entries.iter().all(is_simple).then_some((close, entries))
}
