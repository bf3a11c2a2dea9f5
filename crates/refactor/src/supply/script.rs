//! How files of JavaScript take from each other.

use kinglet_domain::path::RelPath;

/// A system of modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    /// `require` and `module.exports`.
    CommonJs,
    /// `import` and `export`.
    Ecma,
}

/// The system in which a file takes from others and gives to them; `None` if it does neither.
pub(super) fn system(path: &RelPath, text: &str) -> Option<System> {
    let is_module = |line: &str| {
        line.starts_with("export ") || line.starts_with("import ") && line.contains(['\'', '"', '{'])
    };
    let marks = ["require(", "module.exports", "exports."];
    match path.extension() {
        "cjs" => Some(System::CommonJs),
        "mjs" => Some(System::Ecma),
        _ if outer_lines(text).any(|(_, line)| is_module(line)) => Some(System::Ecma),
        _ => marks.iter().any(|mark| text.contains(mark)).then_some(System::CommonJs),
    }
}

/// The lines of a text that lie in no template, each with where it begins and without blanks at its end.
pub(super) fn outer_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut at, mut is_template) = (0, false);
    text.split_inclusive('\n').filter_map(move |line| {
        let (begin, is_within) = (at, is_template);
        at += line.len();
        is_template ^= line.matches('`').count() % 2 == 1;
        (!is_within).then(|| (begin, line.trim_end()))
    })
}

/// Whether a file takes from others by `require`.
pub(super) fn is_common_js(path: &RelPath, text: &str) -> bool {
    system(path, text) == Some(System::CommonJs)
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
