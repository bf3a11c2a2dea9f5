//! The shapes in which models give an action.

use serde_json::{Value, json};

use crate::{Meant, Row};

/// Every wish in every shape.
pub(crate) fn rows(wishes: &[Meant]) -> Vec<Row> {
    let mut rows = Vec::new();
    for meant in wishes {
        for (shape, reply) in all(meant) {
            rows.push(Row { shape: shape.to_owned(), reply, meant: Ok(meant.to_json()) });
        }
    }
    rows
}

/// An action in all its shapes, none of them bent.
fn all(meant: &Meant) -> Vec<(&'static str, String)> {
    let line = line(meant);
    let name = meant.name;
    let arguments = object(&meant.fields);
    let values: serde_json::Map<String, Value> =
        meant.fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let pretty = serde_json::to_string_pretty(&values).unwrap_or_default();
    let call =
        json!({ "id": "call_0", "type": "function", "function": { "name": name, "arguments": arguments } });
    let message = |content: &str, thoughts: &str| {
        let message = json!({ "role": "assistant", "content": content, "reasoning_content": thoughts });
        json!({ "id": "x", "choices": [{ "index": 0, "finish_reason": "stop", "message": message }] })
            .to_string()
    };
    let mut shapes = vec![
        ("a line", line.clone()),
        ("a fence of JSON", format!("```json\n{line}\n```")),
        ("a fence", format!("```\n{line}\n```\n")),
        (
            "words around",
            format!("I need to look closer at {{the code}}.\n\n{line}\n\nThis should tell us more."),
        ),
        ("words before, on its line", format!("Next action: {line}")),
        (
            "a fence in words",
            format!("Sure! Here is it:\n\n```json\n{line}\n```\n\nLet me know if you need more."),
        ),
        ("said twice", format!("{line}\n{line}")),
        (
            "thoughts",
            format!("<think>\nMaybe {{\"action\": \"search\"...}} or read(\"x.py\")?\n</think>\n\n{line}"),
        ),
        ("thoughts begun by the template", format!("Maybe read(\"x.py\")? No.\n</think>\n\n{line}")),
        ("native", format!("{{\"name\": \"{name}\", \"arguments\": {arguments}}}")),
        ("native, arguments as text", json!({ "name": name, "arguments": arguments }).to_string()),
        ("native, parameters", format!("{{\"name\": \"{name}\", \"parameters\": {arguments}}}")),
        ("tool_calls", json!({ "tool_calls": [call] }).to_string()),
        (
            "a message with tool_calls",
            json!({ "role": "assistant", "content": null, "tool_calls": [call] }).to_string(),
        ),
        ("a completion", message(&line, "I should look.")),
        ("a completion with all in reasoning_content", message("", &format!("I should look.\n{line}"))),
        (
            "tool_call tags",
            format!("<tool_call>\n{{\"name\": \"{name}\", \"arguments\": {arguments}}}\n</tool_call>"),
        ),
        ("Qwen's tags", qwen(meant)),
        ("Anthropic's tags", anthropic(meant)),
        ("tags of its name", named_tags(meant)),
        ("Mistral's calls", format!("[TOOL_CALLS][{{\"name\": \"{name}\", \"arguments\": {arguments}}}]")),
        ("YAML", yaml(meant)),
        ("a fence of YAML", format!("```yaml\n{}```", yaml(meant))),
        ("ReAct", format!("Thought: I should look closer.\nAction: {name}\nAction Input: {arguments}")),
        ("ReAct in bold, fenced", format!("**Action:** `{name}`\n**Input:**\n```json\n{pretty}\n```")),
        (
            "ReAct as JSON",
            format!("Action:\n```json\n{{\"action\": \"{name}\", \"action_input\": {arguments}}}\n```"),
        ),
        ("a call", call_of(meant)),
        ("an only field", format!("{{\"{name}\": {arguments}}}")),
    ];
    if let [(_, Value::String(text))] = meant.fields.as_slice()
        && !text.contains('"')
    {
        shapes.push(("ReAct, one word", format!("Action: {name}\nAction Input: {text}\nObservation:")));
        shapes.push(("a call, one word", format!("{name}(\"{text}\")")));
    }
    shapes
}

/// The form as it should be.
pub(crate) fn line(meant: &Meant) -> String {
    let mut fields = vec![("action", json!(meant.name))];
    fields.extend(meant.fields.iter().cloned());
    object(&fields)
}

/// An object on one line, its fields in order.
pub(crate) fn object(fields: &[(&str, Value)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}

/// A value as it stands between tags: a text as it is, anything else as JSON.
fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn qwen(meant: &Meant) -> String {
    let field = |(key, value): &(&str, Value)| format!("<parameter={key}>\n{}\n</parameter>\n", bare(value));
    let fields: String = meant.fields.iter().map(field).collect();
    format!("<tool_call>\n<function={}>\n{fields}</function>\n</tool_call>", meant.name)
}

fn anthropic(meant: &Meant) -> String {
    let field =
        |(key, value): &(&str, Value)| format!("<parameter name=\"{key}\">{}</parameter>\n", bare(value));
    let fields: String = meant.fields.iter().map(field).collect();
    format!("<function_calls>\n<invoke name=\"{}\">\n{fields}</invoke>\n</function_calls>", meant.name)
}

fn named_tags(meant: &Meant) -> String {
    let field = |(key, value): &(&str, Value)| format!("<{key}>{}</{key}>\n", bare(value));
    let fields: String = meant.fields.iter().map(field).collect();
    format!("<{0}>\n{fields}</{0}>", meant.name)
}

fn call_of(meant: &Meant) -> String {
    let python = |value: &Value| match value {
        Value::String(_) => value.to_string(),
        other => other.to_string().replace(":true", ":True").replace(":false", ":False"),
    };
    let fields: Vec<String> =
        meant.fields.iter().map(|(key, value)| format!("{key}={}", python(value))).collect();
    format!("{}({})", meant.name, fields.join(", "))
}

fn yaml(meant: &Meant) -> String {
    let mut lines = vec![format!("action: {}", meant.name)];
    for (key, value) in &meant.fields {
        match value {
            Value::Array(values) => {
                lines.push(format!("{key}:"));
                lines.extend(values.iter().map(item));
            }
            Value::String(text) if text.contains('\n') => {
                lines.push(format!("{key}: |-"));
                lines.extend(text.lines().map(|line| format!("  {line}")));
            }
            other => lines.push(format!("{key}: {}", scalar(other))),
        }
    }
    lines.join("\n") + "\n"
}

fn item(value: &Value) -> String {
    let Value::Object(step) = value else { return format!("  - {}", scalar(value)) };
    let field = |key: &str| step.get(key).map(|value| format!("{key}: {}", scalar(value)));
    let fields: Vec<String> = ["title", "files", "compile"].iter().filter_map(|key| field(key)).collect();
    format!("  - {}", fields.join("\n    "))
}

/// A value on one line of YAML: in quotes where it could be something else.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains([':', '#', '\'', '"', '{', '[', '\\', ',']) => value.to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
