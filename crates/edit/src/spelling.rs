//! Other ways to read what a model wrote in a block, for where it is not in the file as it stands: line numbers pasted
//! in, signs of a diff, entities, escapes, typographic quotation marks, fences.

use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::error::Error;

/// A block read in another way.
pub(crate) struct Respelt {
    pub(crate) search: String,
    pub(crate) replace: String,
    /// What was taken away or put back.
    pub(crate) repair: &'static str,
    /// The line at which it begins, by the numbers that were pasted in.
    pub(crate) near: Option<Line>,
}

/// The other ways, each as long as it changes the SEARCH text.
pub(crate) fn readings<'a>(search: &'a str, replace: &'a str) -> impl Iterator<Item = Respelt> + 'a {
    let ways: [(Way, &str); 6] = [
        (unfenced, "left out the fences in a block"),
        (unnumbered, "left out pasted line numbers"),
        (unsigned, "left out the signs of a diff"),
        (without_entities, "read HTML entities as the characters they stand for"),
        (unescaped, "read escaped characters as themselves"),
        (typed, "read typographic characters as plain ones"),
    ];
    ways.into_iter().filter_map(move |(way, repair)| {
        let near = first_number(search);
        let (search, replace) = way(search, replace)?;
        Some(Respelt { search, replace, repair, near })
    })
}

/// Reads a SEARCH and a REPLACE text in another way; `None` if there is no reason to.
type Way = fn(&str, &str) -> Option<(String, String)>;

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

fn map_lines(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

fn unfenced(search: &str, replace: &str) -> Option<(String, String)> {
    Some((inside_fence(search)?, inside_fence(replace).unwrap_or_else(|| replace.to_owned())))
}

fn inside_fence(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.trim().lines().collect();
    let (first, last) = (lines.first()?, lines.last()?);
    let is_fenced = lines.len() > 1 && first.starts_with("```") && last.trim() == "```";
    let inside = lines.get(1..lines.len() - 1).filter(|_| is_fenced)?;
    Some(map_lines(&inside.join("\n"), str::to_owned))
}

fn unnumbered(search: &str, replace: &str) -> Option<(String, String)> {
    let sign = sign_of_numbers(search)?;
    let strip = |line: &str| number(line, sign).map_or_else(|| line.to_owned(), |(_, rest)| rest.to_owned());
    // New lines have no number; what has one in the same form got it from the file.
    let is_sure = sign == '|' || filled(replace).all(|line| number(line, sign).is_some());
    is_sure.then(|| (map_lines(search, strip), map_lines(replace, strip)))
}

/// The sign behind the numbers with which all lines of a text begin, each one more than the one before.
pub(crate) fn sign_of_numbers(text: &str) -> Option<char> {
    ['|', ':', '\t'].into_iter().find(|&sign| {
        let numbers: Option<Vec<u32>> = filled(text).map(|line| Some(number(line, sign)?.0)).collect();
        numbers.is_some_and(|numbers| {
            !numbers.is_empty() && numbers.array_windows().all(|[one, next]| one < next && next - one < 4)
        })
    })
}

/// The number before the first line of a text that has one before each.
fn first_number(text: &str) -> Option<Line> {
    let sign = sign_of_numbers(text)?;
    let (number, _) = number(text.lines().next()?, sign)?;
    Line::new(number)
}

/// The number with which a line begins, and what stands behind the sign that follows it and one space.
pub(crate) fn number(line: &str, sign: char) -> Option<(u32, &str)> {
    let (number, rest) = line.split_once(sign)?;
    let rest = if sign == '\t' { rest } else { rest.strip_prefix(' ').unwrap_or(rest) };
    Some((number.trim().trim_start_matches('L').parse().ok()?, rest))
}

fn unsigned(search: &str, replace: &str) -> Option<(String, String)> {
    let is_signed = |text: &str, sign: char| {
        filled(text).all(|line| line.starts_with([sign, ' ']))
            && filled(text).any(|line| line.starts_with(sign))
    };
    let strip = |line: &str| line.get(1..).unwrap_or_default().to_owned();
    let is_new_signed = replace.trim().is_empty() || is_signed(replace, '+');
    (is_signed(search, '-') && is_new_signed).then(|| (map_lines(search, strip), map_lines(replace, strip)))
}

const ENTITIES: [(&str, &str); 7] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", " "),
    // Last: `&amp;lt;` stands for `&lt;`.
    ("&amp;", "&"),
];

/// Whether a text holds entities.
pub(crate) fn has_entities(text: &str) -> bool {
    ENTITIES.iter().any(|(entity, _)| text.contains(entity))
}

/// The text with the characters for which its entities stand; `None` if some are written as themselves, too: then
/// the entities may be meant.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let decode = |text: &str| {
        ENTITIES.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
    };
    let without = ENTITIES.iter().fold(text.to_owned(), |text, (entity, _)| text.replace(entity, ""));
    (has_entities(text) && !without.contains(['<', '>', '&'])).then(|| decode(text))
}

/// The text of a program with the characters for which its entities stand; `None` if it has none but in strings.
///
/// - `old`: what it takes the place of; where that has entities, they belong to the program.
pub(crate) fn meant(path: &RelPath, old: &str, text: &str) -> Result<Option<String>, Error> {
    // Elsewhere entities may well stand between tags.
    const LANGUAGES: [&str; 14] =
        ["py", "pyi", "rs", "go", "ts", "java", "c", "h", "cc", "cpp", "hpp", "cs", "kt", "swift"];
    if has_entities(old) || !LANGUAGES.contains(&path.extension()) {
        return Ok(None);
    }
    let Some(line) = text.lines().find(|line| has_entities(&without_strings(line))) else { return Ok(None) };
    let unclear = || Error::Entity { path: path.clone(), line: line.trim().to_owned() };
    decoded(text).map(Some).ok_or_else(unclear)
}

/// A line without what stands between quotation marks.
fn without_strings(line: &str) -> String {
    let mut open = None;
    let outside = |c: &char| match open {
        Some(quote) if quote == *c => {
            open = None;
            false
        }
        Some(_) => false,
        None if matches!(c, '"' | '\'' | '`') => {
            open = Some(*c);
            false
        }
        None => true,
    };
    line.chars().filter(outside).collect()
}

fn without_entities(search: &str, replace: &str) -> Option<(String, String)> {
    if !has_entities(search) {
        return None;
    }
    let new = if has_entities(replace) { decoded(replace)? } else { replace.to_owned() };
    Some((decoded(search)?, new))
}

fn unescaped(search: &str, replace: &str) -> Option<(String, String)> {
    if !search.contains('\\') {
        return None;
    }
    let is_one_line = |text: &str| !text.trim().contains('\n');
    if search.contains("\\n") && is_one_line(search) && is_one_line(replace) {
        return Some((from_json(search)?, from_json(replace)?));
    }
    // Only quotation marks are escaped. A doubled backslash may be meant.
    let is_unclear = |text: &str| text.contains("\\\\");
    let plain = |text: &str| text.replace("\\\"", "\"").replace("\\'", "'");
    let (old, new) = (plain(search), plain(replace));
    (!is_unclear(search) && !is_unclear(replace) && old != search).then_some((old, new))
}

/// What a text means within the quotation marks of JSON.
fn from_json(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '\\' => match characters.next()? {
                'n' => '\n',
                't' => '\t',
                plain @ ('"' | '\'' | '\\' | '/') => plain,
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(out)
}

fn typed(search: &str, replace: &str) -> Option<(String, String)> {
    let plain = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                '\u{2018}' | '\u{2019}' => '\'',
                '\u{201c}' | '\u{201d}' => '"',
                '\u{a0}' | '\u{202f}' => ' ',
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                other => other,
            })
            .collect()
    };
    let old = plain(search);
    (old != search).then(|| (old, plain(replace)))
}
