//! What models get wrong in an object that is otherwise right.

use serde_json::{Value, json};

use crate::shape::{line, object};
use crate::{Meant, Row};

/// One thing that is wrong, and what becomes of a wish by it; `None` where the wish offers no place for it.
type Bend = (&'static str, fn(&Meant) -> Option<String>);

const BENDS: [Bend; 20] = [
    ("single quotes", |meant| Some(python(meant))),
    ("Python's literals", |meant| {
        let mut fields = meant.fields.clone();
        fields.push(("thought", Value::Null));
        Some(
            line(&Meant { fields, ..meant.clone() })
                .replace("null", "None")
                .replace("true", "True")
                .replace("false", "False"),
        )
    }),
    ("a trailing comma", |meant| Some(format!("{},}}", line(meant).strip_suffix('}')?))),
    ("trailing commas in lists", |meant| line(meant).contains(']').then(|| line(meant).replace(']', ", ]"))),
    ("line breaks in a text", |meant| line(meant).contains("\\n").then(|| line(meant).replace("\\n", "\n"))),
    ("comments", |meant| Some(line(meant).replacen("\", \"", "\", // what to do\n  \"", 1))),
    ("comments of Python and C", |meant| {
        Some(line(meant).replacen("\", \"", "\", # so\n /* it is */ \"", 1))
    }),
    ("no closing brace", |meant| line(meant).strip_suffix('}').map(str::to_owned)),
    ("no closing brace, a line break", |meant| Some(format!("{}\n", line(meant).strip_suffix('}')?))),
    ("a brace too many", |meant| Some(line(meant) + "}")),
    ("names without quotes", |meant| {
        let keys =
            ["action", "path", "symbol", "lines", "pattern", "name", "hypothesis", "cites", "check", "steps"];
        Some(
            keys.iter()
                .fold(line(meant), |text, key| text.replace(&format!("\"{key}\": "), &format!("{key}: "))),
        )
    }),
    ("a missing comma", |meant| Some(line(meant).replacen("\", \"", "\"\n \"", 1))),
    ("typographic quotes", |meant| {
        let is_plain = !line(meant).contains('\\');
        is_plain.then(|| {
            let pieces: Vec<String> = line(meant).split('"').map(str::to_owned).collect();
            pieces.iter().enumerate().fold(String::new(), |text, (at, piece)| match at {
                0 => piece.clone(),
                at if at % 2 == 1 => format!("{text}“{piece}"),
                _ => format!("{text}”{piece}"),
            })
        })
    }),
    ("a text where a list is due", |meant| {
        replaced(meant, |key, value| match (key, value) {
            ("cites", Value::Array(ids)) => {
                let ids: Vec<&str> = ids.iter().filter_map(Value::as_str).collect();
                Some(json!(ids.join(", ")))
            }
            ("steps", Value::Array(steps)) => {
                let step = |step: &Value| {
                    let files = step["files"].as_array().into_iter().flatten().filter_map(Value::as_str);
                    let files = files.collect::<Vec<_>>().join(", ");
                    json!({ "title": step["title"], "files": files, "compile": step["compile"] })
                };
                Some(steps.iter().map(step).collect())
            }
            _ => None,
        })
    }),
    ("a list where a text is due", |meant| {
        replaced(meant, |key, value| match key {
            "path" | "name" | "hypothesis" | "summary" => Some(json!([value])),
            _ => None,
        })
    }),
    ("another name of the action", |meant| {
        let other = match meant.name {
            "read" => "read_file",
            "search" => "grep",
            "symbol" => "find_symbol",
            "record_evidence" => "record_decision",
            "spawn_child" => "spawn_hypothesis",
            "resolve" => "conclude",
            _ => "create_plan",
        };
        Some(line(meant).replacen(meant.name, other, 1))
    }),
    ("the name in other letters", |meant| {
        let words = meant
            .name
            .split('_')
            .map(|word| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default());
        Some(line(meant).replacen(meant.name, &words.collect::<String>(), 1))
    }),
    ("other names of the fields", |meant| {
        let other = |key: &str| {
            Some(match (meant.name, key) {
                (_, "path") => "file_path",
                ("read", "symbol") => "function",
                ("read", "lines") => "line_range",
                (_, "pattern") => "query",
                (_, "name") => "symbol",
                (_, "hypothesis") => "claim",
                (_, "cites") => "evidence",
                (_, "content") => "details",
                (_, "check") => "command",
                _ => return None,
            })
        };
        let text = meant.fields.iter().fold(line(meant), |text, (key, _)| match other(key) {
            Some(other) => text.replacen(&format!("\"{key}\": "), &format!("\"{other}\": "), 1),
            None => text,
        });
        (text != line(meant)).then_some(text)
    }),
    ("another name for `action`", |meant| Some(line(meant).replacen("\"action\"", "\"tool\"", 1))),
    ("a field that says nothing", |meant| {
        let mut fields = meant.fields.clone();
        fields.insert(0, ("reasoning", json!("this tells {most} about \"it\"")));
        fields.push(("confidence", json!(0.9)));
        Some(line(&Meant { fields, ..meant.clone() }))
    }),
];

/// Each bend in four surroundings, for every wish that offers a place for it.
pub(crate) fn rows(wishes: &[Meant]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (turn, (bend, bent)) in BENDS.iter().enumerate() {
        for (at, meant) in wishes.iter().enumerate() {
            let Some(text) = bent(meant) else { continue };
            let ends_open = bend.starts_with("no closing");
            // What is left open can only stand at the end.
            let surroundings = if ends_open { 2 } else { 4 };
            let (around, reply) = match (at + turn) % surroundings {
                0 => ("alone", text),
                1 => ("after words", format!("I will look at this first.\n\n{text}")),
                2 => ("in a fence", format!("```json\n{text}\n```")),
                _ => ("in tool_call tags", format!("<tool_call>\n{text}\n</tool_call>")),
            };
            rows.push(Row { shape: format!("{bend}, {around}"), reply, meant: Ok(meant.to_json()) });
        }
    }
    rows
}

/// A dictionary as Python prints it.
fn python(meant: &Meant) -> String {
    let fields = std::iter::once(("action", json!(meant.name))).chain(meant.fields.iter().cloned());
    let fields: Vec<String> = fields.map(|(key, value)| format!("'{key}': {}", literal(&value))).collect();
    format!("{{{}}}", fields.join(", "))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let text = text.replace('\\', "\\\\").replace('\n', "\\n");
            // Python prefers the quote that the text does not hold.
            if text.contains('\'') && !text.contains('"') {
                format!("\"{text}\"")
            } else {
                format!("'{}'", text.replace('\'', "\\'"))
            }
        }
        Value::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
        Value::Array(values) => format!("[{}]", values.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("'{key}': {}", literal(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// The form with some values replaced; `None` if none is.
fn replaced(meant: &Meant, with: fn(&str, &Value) -> Option<Value>) -> Option<String> {
    let replaced =
        |(key, value): &(&'static str, Value)| (*key, with(key, value).unwrap_or_else(|| value.clone()));
    let fields: Vec<(&str, Value)> =
        std::iter::once(("action", json!(meant.name))).chain(meant.fields.iter().map(replaced)).collect();
    let text = object(&fields);
    (text != line(meant)).then_some(text)
}
