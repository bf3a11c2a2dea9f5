//! What a file defines although another file of its package does: in Go and in Java, that is an error. A model that was
//! shown a type next to what it writes likes to write it, too.

use std::collections::BTreeSet;
use std::ops::Range;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, Symbol};

use super::{Definers, Supplied};

/// Leaves out what an edit defines and another file of the folder has already.
///
/// - `symbols`: those of its text.
pub(super) fn drop(
    (language, path): (Language, &RelPath),
    (before, symbols): (&str, &[Symbol]),
    supplied: &mut Supplied,
    definers: &Definers<'_>,
) {
    if !matches!(language, Language::Go | Language::Java) {
        return;
    }
    let own: BTreeSet<String> =
        Source::parse(language, before).symbols().into_iter().map(|symbol| symbol.name).collect();
    let is_new = |name: &str| !own.contains(name) && (language == Language::Go || !name.contains('.'));
    let new: BTreeSet<String> =
        symbols.iter().map(|symbol| symbol.name.clone()).filter(|name| is_new(name)).collect();
    if new.is_empty() {
        return;
    }
    let defined = definers(&new);
    let is_repeated = |symbol: &&Symbol| {
        let file = new.get(&symbol.name).and_then(|name| defined.get(name)?.as_ref());
        // Several names may be given by one declaration.
        let is_alone = symbols.iter().filter(|other| other.span == symbol.span).count() == 1;
        is_alone && file.is_some_and(|file| file != path && file.folder() == path.folder())
    };
    let (mut kept, mut at) = (String::new(), 0);
    for symbol in symbols.iter().filter(is_repeated) {
        let span = whole(&supplied.text, &symbol.span);
        if span.start < at {
            continue;
        }
        kept.push_str(supplied.text.get(at..span.start).unwrap_or_default());
        at = span.end;
        supplied.notes.push(format!("left out `{}`, which the package has already", symbol.name));
    }
    kept.push_str(supplied.text.get(at..).unwrap_or_default());
    supplied.text = kept;
}

/// The lines of a definition, those of the comment right above it and the blank ones behind it.
fn whole(text: &str, span: &Range<usize>) -> Range<usize> {
    let mut start = text.get(..span.start).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1);
    while let Some(above) = text.get(..start.saturating_sub(1)).filter(|above| !above.is_empty()) {
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        if !above.get(line..).unwrap_or_default().trim_start().starts_with("//") {
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
