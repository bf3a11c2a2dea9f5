//! The path of the file that a block of code is for, where no action names it.

use kinglet_domain::path::RelPath;

use crate::action::name;

/// Files without an ending in their names.
const BARE: [&str; 8] =
    ["Makefile", "Dockerfile", "Justfile", "Gemfile", "Rakefile", "Procfile", "LICENSE", "Jenkinsfile"];

/// Whether a text can be nothing but a file's path: without spaces, with an ending or a name that files have.
pub(crate) fn is_path(text: &str) -> bool {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '\\' | '+' | '@' | '[' | ']');
    if text.len() > 200 || !text.chars().all(is_plain) {
        return false;
    }
    let Ok(path) = RelPath::parse(text) else { return false };
    let name = path.file_name();
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
    let is_ending = |ending: &str| {
        (1..=10).contains(&ending.len())
            && ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
    };
    BARE.contains(&name) || ending.is_some_and(is_ending)
}

/// The path that is all that a line says: `src/a.py`, `**src/a.py**`, `### File: src/a.py`, `edit("src/a.py")`.
pub(crate) fn of_line(line: &str) -> Option<&str> {
    let line = line.trim();
    let comment = ["//", "/*"].iter().find_map(|sign| line.strip_prefix(sign));
    let bare = comment.unwrap_or(line).trim_end_matches("*/");
    let bare = bare.trim_start_matches(['#', '*', '-', '>', '`', ' ', ';', '<', '!']);
    let bare = match bare.split_once([':', '(']) {
        Some((label, rest)) if is_label(label) => rest,
        _ => bare,
    };
    let path = bare.trim_matches(['*', '`', '"', '\'', ' ', ':', '(', ')', '-', '>', '<', '\r']);
    is_path(path).then_some(path)
}

/// The path behind the language of a fence: `python:src/a.py`, `python src/a.py`, `src/a.py`, `py title="src/a.py"`.
pub(crate) fn of_info(info: &str) -> Option<&str> {
    let mut words = info.split([' ', ':', '=', '{', '}', ',']).map(|word| word.trim_matches(['"', '\'']));
    words.find(|word| word.contains(['.', '/']) && is_path(word))
}

fn is_label(text: &str) -> bool {
    let plain = name::plain(text.trim_matches(['*', '`', ' ']));
    let is_label = matches!(
        plain.as_str(),
        "file" | "path" | "filename" | "filepath" | "input" | "actioninput" | "in" | "newfile" | "targetfile"
    );
    is_label || name::action(&plain).is_some_and(|name| name == kinglet_domain::action::ActionName::Edit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_line_that_is_a_path() {
        let lines = [
            "src/a.py",
            "**src/a.py**",
            "### `src/a.py`:",
            "File: src/a.py",
            "**File:** `src/a.py`",
            "# src/a.py",
            "// src/a.py",
            "<!-- src/a.py -->",
            "edit(\"src/a.py\")",
            "Action Input: \"src/a.py\"",
        ];
        for line in lines {
            assert_eq!(of_line(line), Some("src/a.py"), "{line}");
        }
        for line in
            ["In src/a.py we see", "Done.", "e.g.", "1.5", "../a.py", "/etc/a.py", "", "# the total", "v1.2"]
        {
            assert_eq!(of_line(line), None, "{line}");
        }
    }

    #[test]
    fn knows_a_path_behind_a_fence() {
        for info in
            ["src/a.py", "python:src/a.py", "python src/a.py", "py title=\"src/a.py\"", "py {src/a.py}"]
        {
            assert_eq!(of_info(info), Some("src/a.py"), "{info}");
        }
        assert_eq!([of_info("python"), of_info("c++"), of_info(".py")], [None; 3]);
    }
}
