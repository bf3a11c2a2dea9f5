//! What a file defines although another file of the project does. In Go and in Java, twice in a package is an error; elsewhere
//! it is a copy, and what is repaired in one is still wrong in the other. A model that was shown code next to what it writes
//! likes to write it, too.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, Symbol};

use super::{Definers, Supplied};
use crate::text::words;

/// Leaves out what an edit defines and another file of the folder has already, or, where names are imported, what is copied
/// from another file word by word. All of a new file may have been elsewhere before.
///
/// - `root`: of the project; `None` if what is copied is meant.
/// - `symbols`: those of its text.
pub(super) fn drop(
    root: Option<&Path>,
    (language, path): (Language, &RelPath),
    (before, symbols): (&str, &[Symbol]),
    supplied: &mut Supplied,
    definers: &Definers<'_>,
) {
    let is_by_package = matches!(language, Language::Go | Language::Java);
    if !is_by_package && (root.is_none() || before.is_empty() || !takes_from_files(language)) {
        return;
    }
    let own: BTreeSet<String> =
        Source::parse(language, before).symbols().into_iter().map(|symbol| symbol.name).collect();
    let is_own = |name: &str| language == Language::Go || !name.contains('.');
    let is_new = |name: &str| !own.contains(name) && is_own(name);
    let new: BTreeSet<String> =
        symbols.iter().map(|symbol| symbol.name.clone()).filter(|name| is_new(name)).collect();
    if new.is_empty() {
        return;
    }
    let defined = definers(&new);
    let text = supplied.text.clone();
    let is_test = |symbol: &&Symbol| {
        let own = text.get(symbol.span.clone()).unwrap_or_default();
        let is_python = language == Language::Python && own.starts_with(&format!("def {}():", symbol.name));
        let asserts = own.contains("assert ") || own.contains("pytest.");
        let is_named = symbol.name.starts_with("test_") && new.contains(&symbol.name);
        is_python && is_named && asserts && !path.as_str().contains("test")
    };
    let tests: Vec<&Symbol> = symbols.iter().filter(is_test).collect();
    if !tests.is_empty() {
        supplied.notes.extend(tests.iter().map(|it| format!("left out `{}`, which is a test", it.name)));
        supplied.text = without(language, &text, tests.iter().map(|it| it.span.clone()));
        return;
    }
    let repeats = |symbol: &Symbol| {
        let file = new.get(&symbol.name).and_then(|name| defined.get(name)?.as_ref())?;
        // Several names may be given by one declaration.
        let is_alone = symbols.iter().filter(|other| other.span == symbol.span).count() == 1;
        let is_there = || {
            let is_copied = || root.is_some_and(|root| is_copied(root, file, symbol, &text));
            if is_by_package { file.folder() == path.folder() } else { is_copied() }
        };
        (is_alone && file != path && is_there()).then_some(file)
    };
    let spans = |repeated: &[(&Symbol, &RelPath)]| {
        repeated.iter().map(|(symbol, _)| symbol.span.clone()).collect::<Vec<_>>()
    };
    let mut repeated: Vec<_> = symbols.iter().filter_map(|symbol| Some((symbol, repeats(symbol)?))).collect();
    if !is_by_package {
        // What is used here may not be to be had from there.
        let rest = without(language, &text, spans(&repeated).into_iter());
        repeated.retain(|(symbol, _)| !words(&rest).any(|word| word == symbol.short_name()));
    }
    if repeated.is_empty() {
        return;
    }
    for (symbol, file) in &repeated {
        let place =
            if is_by_package { "the package has already".to_owned() } else { format!("stands in {file}") };
        supplied.notes.push(format!("left out `{}`, which {place}", symbol.name));
    }
    supplied.text = without(language, &text, spans(&repeated).into_iter());
}

/// A text without some of its definitions, with the comments right above each.
///
/// - `spans`: in bytes, in order; what lies in another goes with it.
#[must_use]
pub fn without(language: Language, text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let (mut kept, mut at) = (String::new(), 0);
    for span in spans.map(|span| whole(language, text, &span)) {
        if span.start < at {
            continue;
        }
        kept.push_str(text.get(at..span.start).unwrap_or_default());
        at = span.end;
        // The last of its kind takes the gap above it along.
        if text
            .get(at..)
            .is_none_or(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with('}'))
        {
            let end = kept.trim_end_matches([' ', '\t', '\r', '\n']).len();
            let line = kept.get(end..).and_then(|gap| gap.find('\n')).map_or(kept.len(), |at| end + at + 1);
            kept.truncate(line);
        }
    }
    kept + text.get(at..).unwrap_or_default()
}

/// Whether files of a language take names from each other, one by one.
fn takes_from_files(language: Language) -> bool {
    use Language::{JavaScript, Python, Rust, Tsx, TypeScript};
    matches!(language, JavaScript | Python | Rust | Tsx | TypeScript)
}

/// Whether a file has a definition of the same name with the same words: those of a line do not count, two may be alike.
fn is_copied(root: &Path, file: &RelPath, symbol: &Symbol, text: &str) -> bool {
    let own = text.get(symbol.span.clone()).unwrap_or_default();
    let Some(language) = Language::of(file).filter(|_| own.lines().count() > 1) else { return false };
    let Ok(there) = std::fs::read_to_string(file.under(root)) else { return false };
    let is_same = |known: &Symbol| {
        let known_text = there.get(known.span.clone()).unwrap_or_default();
        known.name == symbol.name && known_text.split_whitespace().eq(own.split_whitespace())
    };
    Source::parse(language, &there).symbols().iter().any(is_same)
}

/// The lines of a definition, those of the comment right above it and the blank ones behind it.
fn whole(language: Language, text: &str, span: &Range<usize>) -> Range<usize> {
    let marks: &[&str] = match language {
        Language::Python | Language::Ruby | Language::Bash => &["#"],
        Language::Rust => &["//", "#["],
        _ => &["//", "/*", "* ", "*/"],
    };
    let mut start = text.get(..span.start).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1);
    while let Some(above) = text.get(..start.saturating_sub(1)).filter(|above| !above.is_empty()) {
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        let said = above.get(line..).unwrap_or_default().trim_start();
        if !marks.iter().any(|mark| said.starts_with(mark)) && said.trim_end() != "*" {
            break;
        }
        start = line;
    }
    let behind = text.get(span.end..).unwrap_or_default();
    let end = behind.find('\n').map_or(behind.len(), |end| end + 1);
    let blank = behind.get(end..).unwrap_or_default();
    let blank = blank.len() - blank.trim_start_matches(['\n', '\r']).len();
    start..span.end + end + blank
}
