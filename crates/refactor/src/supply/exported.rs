//! What a file of JavaScript or TypeScript offers to others, and how they take it.

use kinglet_syntax::Symbol;

use crate::text::words;

/// How a name is taken from the file that exports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exported {
    /// By its name, in a list.
    Named,
    /// The same; it is a type.
    Type,
    /// It is all that the file exports.
    Whole,
}

/// How a file exports what it defines; `None` if it does not, or under another name.
pub(super) fn exported(text: &str, symbol: &Symbol, is_common_js: bool) -> Option<Exported> {
    let name = symbol.name.as_str();
    if is_common_js {
        return common_js(text, name);
    }
    let start = text.get(..symbol.span.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next()?;
    if let Some(said) = line.strip_prefix("export ") {
        let kind = words(said).next()?;
        return match kind {
            "default" => None,
            "interface" | "type" => Some(Exported::Type),
            _ => Some(Exported::Named),
        };
    }
    let lists = text.lines().filter_map(|line| line.strip_prefix("export {")?.split_once('}'));
    let mut lists = lists.filter(|(_, rest)| !rest.contains(" from "));
    lists.any(|(list, _)| has(list, name)).then_some(Exported::Named)
}

fn common_js(text: &str, name: &str) -> Option<Exported> {
    let is_set = |line: &str| {
        let said = line.strip_prefix("module.").unwrap_or(line);
        said.strip_prefix("exports.")
            .and_then(|it| it.strip_prefix(name))
            .is_some_and(|it| it.starts_with(" ="))
    };
    if text.lines().any(is_set) {
        return Some(Exported::Named);
    }
    let all = text.lines().find(|line| line.starts_with("module.exports = "))?;
    let said = text.get(text.find(all)?..)?.strip_prefix("module.exports = ")?;
    match said.strip_prefix('{') {
        Some(list) => has(list.split('}').next()?, name).then_some(Exported::Named),
        None => (said.lines().next()?.trim().trim_end_matches(';') == name).then_some(Exported::Whole),
    }
}

/// Whether a list has a name as it is.
fn has(list: &str, name: &str) -> bool {
    list.split(',').any(|item| item.trim() == name)
}
