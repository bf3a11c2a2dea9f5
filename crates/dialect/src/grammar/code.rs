//! The form of an edit: its frame is imposed, its code is free, what it copies stands in the file.

use kinglet_domain::action::BEGINNING;
use kinglet_domain::form::Form;
use kinglet_domain::path::RelPath;
use serde_json::json;

use super::gbnf::{ANY, Rules, line_without, literal, quoted};
use crate::replace::{is_divider, is_marker};

/// The most lines of a file, and its bytes, that can be copied from a grammar; the SEARCH text of a longer one is free.
const MOST_LINES: usize = 400;
const MOST_BYTES: usize = 24 * 1024;

/// The most lines that are needed to tell a place from all others.
const MOST_NEEDED: usize = 8;

/// The most blocks of one reply.
const MOST_BLOCKS: usize = 4;

/// What a reply opens with, before its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The code at once.
    Code,
    /// One line of reasoning.
    Thought,
}

/// The form of a reply that rewrites a piece of code in one fenced block.
///
/// - `beginning`: the opening fence, and the code that is given: the head of a function, for example.
/// - What follows is free, but for a line that begins with a fence: that ends the reply.
#[must_use]
pub fn rewrite(opening: Opening, beginning: &str) -> Form {
    let mut rules = Rules::default();
    let code = fenced(&mut rules);
    let beginning = literal(beginning);
    let root = match opening {
        Opening::Code => format!("{beginning} {code}"),
        // Whoever thinks in a list or a fence does not think in a line.
        Opening::Thought => format!("[A-Za-z] {ANY}{{0,240}} \"\\n\" {beginning} {code}"),
    };
    Form { grammar: rules.finish(&root), schema: None }
}

/// The form of what follows an opening fence alone: code at once, for a model would rather begin with what it was told; and of what
/// follows the head of a function: code, too, for a small model that begins it with a comment often ends it with that.
/// `None` if anything else is given.
#[must_use]
pub fn follows(beginning: &str) -> Option<Form> {
    let mut rules = Rules::default();
    let line = rules.add("code-line", line_without(&[('`', 3)]));
    let given = beginning.split_once('\n').map(|(_, given)| given)?;
    let head = given.trim_end().lines().next_back().unwrap_or_default();
    if head.contains('(') && head.ends_with(['{', ':']) {
        let is_hashed = head.ends_with(':');
        let begin = |sign: &str| ANY.replacen("[^", &format!("[^ \\t`{sign}"), 1);
        let first = if is_hashed {
            begin("#")
        } else {
            let other = ANY.replacen("[^", "[^/*", 1);
            format!("({} | \"/\" {other})", begin("/"))
        };
        let root = format!("([ \\t]* \"\\n\")* [ \\t]* {first} {ANY}* \"\\n\" ({line} \"\\n\")* \"```\"");
        return Some(Form { grammar: rules.finish(&root), schema: None });
    }
    if !given.is_empty() {
        return None;
    }
    // A heading of Markdown is a comment in some languages; what they include or declare has no blank behind the sign.
    let other = ANY.replacen("[^", "[^ #", 1);
    let code = line_without(&[('`', 3), ('#', 1)]);
    // It is not blank.
    let code = code.trim_end_matches('?');
    let first = rules.add("first-line", format!("\"#\" {other} {ANY}* | {code}"));
    Some(Form { grammar: rules.finish(&format!("{first} \"\\n\" ({line} \"\\n\")* \"```\"")), schema: None })
}

/// The form of a reply in SEARCH/REPLACE blocks, whose SEARCH text stands once in a file: it is of the file's own lines,
/// in their order, and of as many of them as tell the place from all others.
///
/// - Of a big file, any text may be searched for.
#[must_use]
pub fn grounded(file: &str) -> Form {
    let mut rules = Rules::default();
    let search = copied(file, &mut rules);
    let line = line_without(&[('<', 5), ('=', 5), ('>', 5)]);
    let line = rules.add("line", format!("{line} \"\\n\""));
    let search = search.unwrap_or_else(|| format!("{line}+"));
    let search = rules.add("search", search);
    let block = literal("<<<<<<< SEARCH\n");
    let (divider, end) = (literal("=======\n"), literal(">>>>>>> REPLACE\n"));
    let block = rules.add("block", format!("{block} {search} {divider} {line}* {end}"));
    Form { grammar: rules.finish(&format!("{block}{{1,{MOST_BLOCKS}}}")), schema: None }
}

/// The form of a reply that is one JSON object with the text to find in a file and its replacement, for backends that
/// impose nothing but JSON.
#[must_use]
pub fn replacement(path: &RelPath) -> Form {
    let mut rules = Rules::default();
    let next = quoted(&mut rules);
    let text = rules.add("text", format!(r#""\"" {next}* "\"""#));
    let path = json!(path.as_str());
    let begin = literal(&format!("{BEGINNING}edit\",\"path\":{path},\"search\":"));
    let (middle, end) = (literal(",\"replace\":"), literal("}"));
    let text_schema = json!({"type": "string"});
    let schema = json!({
        "type": "object",
        "properties": {
            "action": {"const": "edit"}, "path": {"const": path}, "search": text_schema, "replace": text_schema,
        },
        "required": ["action", "path", "search", "replace"],
        "additionalProperties": false,
    });
    Form { grammar: rules.finish(&format!("{begin} {text} {middle} {text} {end}")), schema: Some(schema) }
}

/// Any lines, and the fence that ends them.
pub(super) fn fenced(rules: &mut Rules) -> String {
    let line = rules.add("code-line", line_without(&[('`', 3)]));
    rules.add("code", format!("{line} \"\\n\" ({line} \"\\n\")* \"```\""))
}

/// Lines of a file in their order; nothing if it is too big, or no place in it can be told from the others.
fn copied(file: &str, rules: &mut Rules) -> Option<String> {
    let lines: Vec<&str> = file.lines().collect();
    if file.len() > MOST_BYTES || lines.len() > MOST_LINES {
        return None;
    }
    // Markers cannot be searched for: they would end the search.
    let can_stand = |line: &str| !is_marker(line) && !is_divider(line);
    let written = |line: &str| literal(&format!("{line}\n"));
    let rule = |index: usize| format!("line-{index}");
    let mut starts = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| can_stand(line)) {
        let next = |index: usize| {
            let follows = lines.get(index).is_some_and(|line| can_stand(line));
            if follows { format!(" {}?", rule(index)) } else { String::new() }
        };
        rules.add(&rule(index), written(line) + &next(index + 1));
        let Some(needed) = needed(&lines, index).filter(|_| !line.trim().is_empty()) else { continue };
        let start = lines.get(index..index + needed).unwrap_or_default();
        if start.iter().all(|line| can_stand(line)) {
            starts.push(literal(&format!("{}\n", start.join("\n"))) + &next(index + needed));
        }
    }
    (!starts.is_empty()).then(|| starts.join(" | "))
}

/// How many lines from one on stand only there, whatever space is around them.
fn needed(lines: &[&str], from: usize) -> Option<usize> {
    let mut others: Vec<usize> = (0..lines.len()).filter(|&other| other != from).collect();
    (0..MOST_NEEDED).find_map(|count| {
        let wanted = lines.get(from + count)?.trim();
        others.retain(|other| lines.get(other + count).is_some_and(|line| line.trim() == wanted));
        others.is_empty().then_some(count + 1)
    })
}
