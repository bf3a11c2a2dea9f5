//! What a file of JavaScript gives to others.

use std::ops::Range;

use kinglet_domain::language::Language;
use kinglet_syntax::{Name, Source};

use super::Supplied;
use super::script::System;
use crate::text::{Piece, is_name, line_end, replaced, words};

/// A text that gives some names to others by `module.exports`.
pub(super) fn by_exports(text: String, names: &[String]) -> Option<String> {
    let listed = list(&text).map(|span| text.get(span).unwrap_or_default().to_owned()).unwrap_or_default();
    let new: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| !words(&listed).any(|word| word == *name)).collect();
    if new.is_empty() {
        return Some(text);
    }
    let Some(span) = list(&text) else {
        // What it gives in another way would be lost.
        let end = line_end(&text);
        return (!text.contains("exports.") && !text.contains("module.exports")).then(|| {
            format!("{}{end}{end}module.exports = {{ {} }};{end}", text.trim_end(), new.join(", "))
        });
    };
    let inner = listed.trim_end();
    let gap = listed.get(inner.len()..)?;
    // In lines of their own, each begins as the one before.
    let between = match inner.trim_end_matches(',').rfind('\n') {
        Some(at) => {
            let last = inner.get(at + 1..)?;
            format!(",{}{}", line_end(&text), last.get(..last.len() - last.trim_start().len())?)
        }
        None => ", ".to_owned(),
    };
    let comma = if inner.ends_with(',') { "," } else { "" };
    let kept = inner.trim_end_matches(',');
    let (first, gap) = if kept.trim().is_empty() { (" ".to_owned(), " ") } else { (between.clone(), gap) };
    replaced(&text, &[(span, format!("{kept}{first}{}{comma}{gap}", new.join(&between)))])
}

/// Where the names stand that a file gives to others by `module.exports = { … }`.
fn list(text: &str) -> Option<Range<usize>> {
    const BEGIN: &str = "module.exports = {";
    let begin = if text.starts_with(BEGIN) { 0 } else { text.find(&format!("\n{BEGIN}"))? + 1 } + BEGIN.len();
    let end = begin + text.get(begin..)?.find('}')?;
    (!text.get(begin..end)?.contains(['{', '('])).then_some(begin..end)
}

/// The line with which a file gives one thing to others, and the name of that.
fn whole(text: &str) -> Option<(Range<usize>, String)> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let span = at..at + line.trim_end().len();
        at += line.len();
        let name = line.trim_end().strip_prefix("module.exports = ")?.trim_end_matches(';');
        is_name(name).then(|| (span, name.to_owned()))
    })
}

/// A new file gives the one thing that it gives by its name, if those beside it do.
pub(super) fn by_name(beside: &[String], supplied: &mut Supplied) {
    let is_usual =
        beside.iter().any(|text| list(text).is_some()) && beside.iter().all(|text| whole(text).is_none());
    if let Some((line, name)) = whole(&supplied.text).filter(|_| is_usual) {
        supplied.notes.push(format!("exported `{name}` by its name, as the files beside it do"));
        supplied.text.replace_range(line, &format!("module.exports = {{ {name} }};"));
    }
}

/// Gives the functions to others that an edit adds and that nothing in the file uses, where all those were given that it had.
pub(super) fn what_is_new(own: System, language: Language, before: &str, supplied: &mut Supplied) {
    let text = supplied.text.clone();
    let functions = |text: &str| -> Vec<(String, usize)> {
        let symbols = Source::parse(language, text).symbols();
        let is_plain = |start: usize| {
            let said = text.get(start..).unwrap_or_default();
            let is_outer = text.get(..start).is_some_and(|above| above.is_empty() || above.ends_with('\n'));
            is_outer && ["function ", "async function ", "export "].iter().any(|word| said.starts_with(word))
        };
        symbols.into_iter().filter(|it| is_plain(it.span.start)).map(|it| (it.name, it.span.start)).collect()
    };
    let is_given = |text: &str, (name, start): &(String, usize)| match own {
        System::CommonJs => list(text)
            .and_then(|span| text.get(span))
            .is_some_and(|list| words(list).any(|word| word == name)),
        System::Ecma => text.get(*start..).is_some_and(|it| it.starts_with("export ")),
    };
    let old = functions(before);
    if old.is_empty() || !old.iter().all(|function| is_given(before, function)) {
        return;
    }
    let is_new = |(name, _): &&(String, usize)| !old.iter().any(|(known, _)| known == name);
    let names = Source::parse(language, &text).names(0..text.len());
    let is_it = |name: &str, known: &Name| known.of.is_none() && known.text == name;
    let is_unused =
        |(name, _): &&(String, usize)| names.iter().filter(|known| is_it(name, known)).count() == 1;
    let new = functions(&text);
    let new: Vec<&(String, usize)> =
        new.iter().filter(is_new).filter(|it| !is_given(&text, it)).filter(is_unused).collect();
    let names: Vec<String> = new.iter().map(|(name, _)| name.clone()).collect();
    let given = match own {
        System::CommonJs => by_exports(text.clone(), &names),
        System::Ecma => {
            let pieces: Vec<Piece> =
                new.iter().map(|(_, start)| (*start..*start, "export ".to_owned())).collect();
            replaced(&text, &pieces)
        }
    };
    if let Some(given) = given.filter(|given| *given != text) {
        supplied.notes.push(format!("exported {}, as the others are", names.join(", ")));
        supplied.text = given;
    }
}
