//! Imports of Go that nobody uses: there, they are errors.

use std::collections::BTreeSet;

use kinglet_domain::language::Language;
use kinglet_syntax::Source;

/// What something is taken from in a file: packages, and whatever else has members.
pub(crate) fn used(text: &str) -> BTreeSet<String> {
    let source = Source::parse(Language::Go, text);
    source.names(0..text.len()).into_iter().filter_map(|name| name.of).collect()
}

/// A file without some lines of its imports.
///
/// - `is_left_out`: asked of each line of them, in order.
pub(crate) fn without_imports(text: &str, mut is_left_out: impl FnMut(&str) -> bool) -> String {
    let spans = Source::parse(Language::Go, text).import_statements();
    let (mut kept, mut at) = (String::new(), 0);
    for line in text.split_inclusive('\n') {
        let is_import = spans.iter().any(|span| span.start < at + line.len() && at < span.end);
        if !(is_import && is_left_out(line)) {
            kept.push_str(line);
        }
        at += line.len();
    }
    kept
}
