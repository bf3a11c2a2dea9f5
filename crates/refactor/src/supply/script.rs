//! How files of JavaScript take from each other.

use kinglet_domain::path::RelPath;

/// Whether a file takes from others by `require`.
pub(super) fn is_common_js(path: &RelPath, text: &str) -> bool {
    let is_module = text.lines().any(|line| {
        line.starts_with("export ") || line.starts_with("import ") && line.contains(['\'', '"', '{'])
    });
    match path.extension() {
        "cjs" => true,
        "mjs" => false,
        _ => {
            let marks = ["require(", "module.exports", "exports."];
            !is_module && marks.iter().any(|mark| text.contains(mark))
        }
    }
}

/// Whether a line, by itself, takes something by `require`.
pub(super) fn is_require(line: &str) -> bool {
    let is_declared = ["const ", "let ", "var "].iter().any(|word| line.starts_with(word));
    is_declared && line.contains(" = require(") && line.trim_end().trim_end_matches(';').ends_with(')')
}

/// Where the requirements at the top of a file end; `None` if it has none.
pub(super) fn end_of_requires(text: &str) -> Option<usize> {
    let (mut at, mut end) = (0, None);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let said = line.trim();
        if is_require(line) && line.ends_with('\n') {
            end = Some(at);
        } else if !is_skipped(said) {
            break;
        }
    }
    end
}

/// Whether more requirements may follow a line.
fn is_skipped(line: &str) -> bool {
    let marks = ["//", "/*", "*", "'use ", "\"use ", "#!", "require("];
    line.is_empty() || is_require(line) || marks.iter().any(|mark| line.starts_with(mark))
}
