//! Which of the names that exist a wrong one may mean.

use kinglet_domain::path::RelPath;

/// The most suggestions: a small model takes the first.
const MOST: usize = 3;

/// Less alike than this is another name.
const ALIKE: f64 = 0.55;

/// What is said, with the symbols that may have been meant; nothing is added if none is alike.
pub(super) fn no_symbol<'a>(said: String, wanted: &str, all: impl Iterator<Item = &'a str>) -> String {
    suggest(said, wanted, all, |name| name.rsplit('.').next().unwrap_or(name))
}

/// Why there is no such file, with those that may have been meant.
pub(super) fn no_file(path: &RelPath, all: &[RelPath]) -> String {
    let beneath = format!("{path}/");
    let inside: Vec<&str> =
        all.iter().map(RelPath::as_str).filter(|other| other.starts_with(&beneath)).take(8).collect();
    if !inside.is_empty() {
        return format!("{path} is a folder; read one of its files: {}", inside.join(", "));
    }
    suggest(format!("there is no file {path}"), path.as_str(), all.iter().map(RelPath::as_str), stem_of)
}

/// The last part of a path without its ending.
fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// - `last`: the part of a name that says most.
fn suggest<'a>(
    said: String,
    wanted: &str,
    all: impl Iterator<Item = &'a str>,
    last: fn(&str) -> &str,
) -> String {
    let alike = strsim::normalized_damerau_levenshtein;
    let likeness = |name: &str| {
        0.7 * alike(&last(wanted).to_lowercase(), &last(name).to_lowercase()) + 0.3 * alike(wanted, name)
    };
    let mut scored: Vec<(f64, &str)> = all.map(|name| (likeness(name), name)).collect();
    scored.retain(|(score, _)| *score >= ALIKE);
    scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    scored.dedup();
    let names: Vec<&str> = scored.into_iter().take(MOST).map(|(_, name)| name).collect();
    if names.is_empty() { said } else { format!("{said}; there is {}", names.join(", ")) }
}
