//! The form of a decision: one of the actions that are allowed, about what exists.

use kinglet_domain::action::{ActionName, Allowed, BEGINNING};
use kinglet_domain::evidence::{EvidenceId, Kind};
use kinglet_domain::form::Form;
use kinglet_domain::path::RelPath;
use serde_json::{Value, json};

use super::code;
use super::gbnf::{Rules, literal, one_of, quoted};
use crate::contract;

/// The most names of one kind, and their bytes, that are listed; where there are more, any will do.
const MOST_NAMES: usize = 400;
const MOST_BYTES: usize = 16 * 1024;

/// The most characters of a name, of a line, and of a longer text: a model that finds no end is given one.
const NAME: usize = 80;
const LINE: usize = 160;
const TEXT: usize = 320;

/// The most things in a list.
const MOST_CITES: usize = 8;
const MOST_STEPS: usize = 12;
const MOST_FILES: usize = 4;

/// What may be named. An empty list says that nothing is known: any name will do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Existing<'a> {
    /// The files of the repository.
    pub paths: &'a [RelPath],
    /// The names that its code defines.
    pub symbols: &'a [String],
    /// The evidence that may be cited.
    pub evidence: &'a [EvidenceId],
}

/// How much of the reply stands there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Nothing.
    Nothing,
    /// [`BEGINNING`].
    Beginning,
}

/// The form of a reply that is one of the allowed actions, as [`render_action`](crate::render_action) writes it.
///
/// - There must be an action that is allowed.
/// - What [`read_action`](crate::read_action) refuses all the same: lines that end before they begin, which no grammar
///   of a sensible size can tell, and a form that was repeated word by word.
/// - Evidence is of the kind `decision`: that is all that a model may record.
/// - The schema is of a whole reply. There is none where edits are allowed, since their text is not JSON.
#[must_use]
pub fn decision(allowed: &Allowed, existing: &Existing<'_>, begun: Begun) -> Form {
    let names = Names::of(existing);
    let mut rules = Rules::default();
    let actions: Vec<String> = allowed.names().map(|name| action(name, &names, &mut rules)).collect();
    let actions = actions.join(" | ");
    let root = match begun {
        Begun::Nothing => format!("{} ({actions})", literal(BEGINNING)),
        Begun::Beginning => actions,
    };
    let schema = (!allowed.contains(ActionName::Edit)).then(|| narrowed(contract::schema(allowed), &names));
    Form { grammar: rules.finish(&root), schema }
}

/// The form of a reply that names one of the allowed actions: by a grammar it is the name alone, by a schema an object
/// with the name in it, since some servers take no other.
///
/// - There must be an action that is allowed.
#[must_use]
pub fn choice(allowed: &Allowed) -> Form {
    let names: Vec<String> = allowed.names().map(|name| name.text().to_owned()).collect();
    let schema = json!({
        "type": "object",
        "properties": {"action": {"type": "string", "enum": names}},
        "required": ["action"],
        "additionalProperties": false,
    });
    Form { grammar: Rules::default().finish(&one_of(&names)), schema: Some(schema) }
}

/// What may be named, as far as it is listed.
struct Names {
    files: Option<Vec<String>>,
    /// Files and the folders they lie in.
    places: Option<Vec<String>>,
    symbols: Option<Vec<String>>,
    evidence: Option<Vec<String>>,
}

impl Names {
    fn of(existing: &Existing<'_>) -> Self {
        let files: Vec<String> = existing.paths.iter().map(ToString::to_string).collect();
        let folders =
            files.iter().flat_map(|path| path.match_indices('/').filter_map(|(at, _)| path.get(..at)));
        let mut places: Vec<String> = folders.map(str::to_owned).chain(files.iter().cloned()).collect();
        places.sort_unstable();
        places.dedup();
        Self {
            places: bounded(places),
            files: bounded(files),
            symbols: bounded(existing.symbols.to_vec()),
            evidence: bounded(existing.evidence.iter().map(ToString::to_string).collect()),
        }
    }
}

fn bounded(names: Vec<String>) -> Option<Vec<String>> {
    let bytes: usize = names.iter().map(String::len).sum();
    (1..=MOST_NAMES).contains(&names.len()).then_some(names).filter(|_| bytes <= MOST_BYTES)
}

/// Adds the rule of an action, from its name on; returns the rule's name.
fn action(name: ActionName, names: &Names, rules: &mut Rules) -> String {
    let begin = |field: &str| literal(&format!("{name}\",\"{field}\":"));
    let field = |field: &str| literal(&format!(",\"{field}\":"));
    let end = literal("}");
    let body = match name {
        ActionName::Read => {
            let (path, symbol) = (path(names, rules), symbol(names, rules));
            let lines = r#""\"" [1-9] [0-9]{0,4} "-" [1-9] [0-9]{0,4} "\"""#;
            let (first, second) = (field("symbol"), field("lines"));
            format!("{} {path} ({first} {symbol} | {second} {lines})? {end}", begin("path"))
        }
        ActionName::Search => {
            let place = known("place", names.places.as_deref(), free_path(), rules);
            format!("{} {} ({} {place})? {end}", begin("pattern"), text(LINE, rules), field("path"))
        }
        ActionName::Symbol => format!("{} {} {end}", begin("name"), symbol(names, rules)),
        ActionName::RecordEvidence => {
            let kind = literal(&format!("\"{}\"", Kind::Decision.name()));
            let (subject, summary, content) = (text(NAME, rules), text(LINE, rules), maybe_text(rules));
            let (second, third, fourth) = (field("subject"), field("summary"), field("content"));
            format!("{} {kind} {second} {subject} {third} {summary} {fourth} {content} {end}", begin("kind"))
        }
        ActionName::SpawnChild => format!("{} {} {end}", begin("hypothesis"), text(LINE, rules)),
        ActionName::Resolve => {
            let id = known(
                "evidence",
                names.evidence.as_deref(),
                r#""\"E" [1-9] [0-9]{0,5} "\"""#.to_owned(),
                rules,
            );
            let cites = list(&id, 1, MOST_CITES);
            let verdict = r#"("\"holds\"" | "\"refuted\"")"#;
            let summary = text(LINE, rules);
            let (second, third) = (field("cites"), field("summary"));
            format!("{} {verdict} {second} {cites} {third} {summary} {end}", begin("verdict"))
        }
        ActionName::Plan => {
            let line = text(LINE, rules);
            let files = list(&path(names, rules), 0, MOST_FILES);
            let title = literal("{\"title\":");
            let (second, third) = (field("files"), field("compile"));
            let step = format!("{title} {line} {second} {files} {third} (\"true\" | \"false\") {end}");
            let steps = list(&rules.add("step", step), 1, MOST_STEPS);
            let check = literal("\"check\":");
            let (name, steps_are) = (literal("plan\","), literal("\"steps\":"));
            format!("{name} ({check} {line} \",\")? {steps_are} {steps} {end}")
        }
        ActionName::Edit => {
            let (path, symbol) = (path(names, rules), symbol(names, rules));
            let code = code::fenced(rules);
            let fence = literal("\n```\n");
            format!("{} {path} ({} {symbol})? {end} {fence} {code}", begin("path"), field("symbol"))
        }
    };
    // Underscores are not for names of rules.
    rules.add(&name.text().replace('_', "-"), body)
}

/// One of the names that exist, in quotes; any if they are not listed.
fn known(rule: &str, names: Option<&[String]>, free: String, rules: &mut Rules) -> String {
    let body = names.map_or(free, |names| {
        let quoted: Vec<String> = names.iter().map(|name| json!(name).to_string()).collect();
        one_of(&quoted)
    });
    rules.add(rule, body)
}

fn path(names: &Names, rules: &mut Rules) -> String {
    known("path", names.files.as_deref(), free_path(), rules)
}

fn symbol(names: &Names, rules: &mut Rules) -> String {
    let free = text(NAME, rules);
    known("symbol-name", names.symbols.as_deref(), free, rules)
}

/// A path that stays beneath the root.
fn free_path() -> String {
    let (first, other) = (r"[A-Za-z0-9_@+\u00A1-\u167F]", r"[A-Za-z0-9_@+.()\u00A1-\u167F -]");
    let part = format!("\".\"? {first} {other}{{0,40}}");
    format!(r#""\"" {part} ("/" {part}){{0,9}} "\"""#)
}

/// A text in quotes, of which at least the first character can be seen.
fn text(most: usize, rules: &mut Rules) -> String {
    let first = r#"[!#-\x5B\x5D-~\u00A1-\u167F\u3001-\U0010FFFF] | "\\" ["\\/]"#;
    let first = rules.add("first", first);
    let next = quoted(rules);
    rules.add(&format!("text-{most}"), format!(r#""\"" {first} {next}{{0,{}}} "\"""#, most - 1))
}

fn maybe_text(rules: &mut Rules) -> String {
    let next = quoted(rules);
    rules.add("maybe-text", format!(r#""\"" {next}{{0,{TEXT}}} "\"""#))
}

/// - `least`: 0 or 1.
fn list(item: &str, least: usize, most: usize) -> String {
    let items = format!("{item} (\",\" {item}){{0,{}}}", most - 1);
    if least == 0 { format!("\"[\" ({items})? \"]\"") } else { format!("\"[\" {items} \"]\"") }
}

/// The schema with the names that exist in place of any.
fn narrowed(mut schema: Value, names: &Names) -> Value {
    let kinds = Some(vec![Kind::Decision.name().to_owned()]);
    let fields = [
        ("path", &names.files),
        ("symbol", &names.symbols),
        ("name", &names.symbols),
        ("kind", &kinds),
        ("cites", &names.evidence),
        ("files", &names.files),
    ];
    for properties in objects(&mut schema) {
        // Only a search may be about a folder.
        let is_search = properties.contains_key("pattern");
        for (field, known) in fields {
            let known = if is_search && field == "path" { &names.places } else { known };
            let (Some(known), Some(field)) = (known, properties.get_mut(field)) else { continue };
            let field = if field.get("items").is_some() { &mut field["items"] } else { field };
            *field = json!({"type": "string", "enum": known});
        }
    }
    schema
}

/// The properties of every object that a schema of the contract is made of.
fn objects(schema: &mut Value) -> Vec<&mut serde_json::Map<String, Value>> {
    let Some(schema) = schema.as_object_mut() else { return Vec::new() };
    let mut found = Vec::new();
    for (key, value) in schema {
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => found.push(properties),
            ("anyOf", Value::Array(several)) => found.extend(several.iter_mut().flat_map(objects)),
            ("$defs", Value::Object(named)) => found.extend(named.values_mut().flat_map(objects)),
            _ => {}
        }
    }
    found
}
