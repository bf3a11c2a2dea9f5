//! Keeps the figures in the document, each section between two marks.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::figure::Section;

/// Replaces a section's table in the document.
///
/// - `circumstances`: the day, the version and the machine, for the line below the table.
pub(super) fn update(path: &Path, section: &Section, circumstances: &str) -> Result<()> {
    write(path, section.name, &section.to_string(), &section.command, circumstances)
}

/// Replaces the table of the section with a name.
///
/// - `command`: measures it again, without paths of this machine.
pub(super) fn write(path: &Path, name: &str, table: &str, command: &str, circumstances: &str) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let body = format!("{table}\nMeasured with `{command}` {circumstances}.");
    let text = replace(&text, name, &body)
        .with_context(|| format!("{} has no place for `{name}`", path.display()))?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Replaces what stands between a section's marks; `None` if they are not there.
fn replace(text: &str, name: &str, body: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
    let (before, rest) = text.split_once(&begin)?;
    let (_old, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}{body}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_one_section_and_nothing_else() {
        let text = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        let expected = "a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        assert_eq!(replace(text, "x", "new").as_deref(), Some(expected));
        assert_eq!(replace(text, "z", "new"), None);
    }
}
