//! A mechanical change of code: one JSON object on one line.

use kinglet_domain::form::Form;
use serde_json::{Value, json};

use super::gbnf::{Rules, literal, one_of, quoted};

/// Of more names, any may be given.
const MOST: usize = 400;

/// Each change with its fields, in order.
const CHANGES: [(&str, &[&str]); 6] = [
    ("add_parameter", &["symbol", "name", "type", "value"]),
    ("remove_parameter", &["symbol", "name"]),
    ("reorder_parameters", &["symbol", "order"]),
    ("rename", &["symbol", "to"]),
    ("move", &["symbol", "to"]),
    ("add_import", &["path", "import"]),
];

/// - `symbols`: the names that may be given for a symbol; any if there are none, or too many.
pub(crate) fn refactoring(symbols: &[String]) -> Form {
    let mut rules = Rules::default();
    let next = quoted(&mut rules);
    let text = rules.add("text", format!(r#""\"" {next}+ "\"""#));
    let list = rules.add("list", format!(r#""[" {text} ("," {text})+ "]""#));
    let known: Vec<String> = symbols.iter().map(|name| json!(name).to_string()).collect();
    let symbol = match known.len() {
        1..=MOST => rules.add("symbol", one_of(&known)),
        _ => text.clone(),
    };
    let change = |(name, fields): &(&str, &[&str])| {
        let fields = fields.iter().map(|field| {
            let value = match *field {
                "symbol" => &symbol,
                "order" => &list,
                _ => &text,
            };
            format!("{} {value}", literal(&format!(",\"{field}\":")))
        });
        let fields = fields.collect::<Vec<_>>().join(" ");
        format!("{} {fields} {}", literal(&format!("{name}\"")), literal("}"))
    };
    let mut all: Vec<String> = CHANGES.iter().map(change).collect();
    all.push(literal("none\"}"));
    let root = format!("{} ({})", literal("{\"action\":\""), all.join(" | "));
    Form { grammar: rules.finish(&root), schema: Some(schema(symbols)) }
}

fn schema(symbols: &[String]) -> Value {
    let symbol = match symbols.len() {
        1..=MOST => json!({"type": "string", "enum": symbols}),
        _ => json!({"type": "string"}),
    };
    let mut any: Vec<Value> = Vec::new();
    for (name, fields) in CHANGES {
        let mut properties = json!({"action": {"const": name}});
        for field in fields {
            properties[*field] = match *field {
                "symbol" => symbol.clone(),
                "order" => json!({"type": "array", "items": {"type": "string"}}),
                _ => json!({"type": "string"}),
            };
        }
        let required: Vec<&str> = ["action"].into_iter().chain(fields.iter().copied()).collect();
        any.push(json!({
            "type": "object", "properties": properties, "required": required, "additionalProperties": false,
        }));
    }
    any.push(json!({
        "type": "object", "properties": {"action": {"const": "none"}}, "required": ["action"],
        "additionalProperties": false,
    }));
    json!({ "anyOf": any })
}
