//! Gathers native tool calls from their pieces, and writes them as the text that a model without them would write.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::wire::ToolCall;

/// The calls of a reply so far.
#[derive(Debug, Default)]
pub(super) struct Calls(Vec<Call>);

#[derive(Debug)]
struct Call {
    index: Option<u32>,
    id: String,
    name: String,
    arguments: String,
}

impl Calls {
    /// Takes a call, or a piece of one; returns how much it adds to what was heard, in bytes.
    pub(super) fn push(&mut self, piece: ToolCall) -> usize {
        let ToolCall { index, id, function } = piece;
        // An endless row of empty calls must come to its end, too.
        let Some(function) = function else { return 1 };
        let id = id.unwrap_or_default();
        let name = function.name.unwrap_or_default();
        let arguments = match function.arguments {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(object) => object.to_string(),
        };
        let size = 1 + id.len() + name.len() + arguments.len();
        match self.0.iter_mut().rev().find(|call| call.index == index) {
            Some(call) if call.goes_on(&id, &name, &arguments) => {
                call.arguments.push_str(&arguments);
                if call.name.is_empty() {
                    call.name = name;
                }
            }
            _ => self.0.push(Call { index, id, name, arguments }),
        }
        size
    }

    /// The calls, each in the words `<tool_call>{"id": …, "name": …, "arguments": {…}}</tool_call>`.
    ///
    /// - Each has an id of its own: one that is missing, or stands twice, is replaced.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut ids: Vec<String> = Vec::new();
        for call in &self.0 {
            let id = unique(&call.id, &ids);
            let arguments = serde_json::from_str(&call.arguments)
                .unwrap_or_else(|_| Value::String(call.arguments.clone()));
            let object = json!({"id": id, "name": call.name, "arguments": arguments});
            // Writing to a text cannot fail.
            let _written = writeln!(text, "<tool_call>\n{object}\n</tool_call>");
            ids.push(id);
        }
        text
    }
}

impl Call {
    /// Whether a piece at the same index belongs to this call: some servers give every call the index 0, others
    /// repeat the id and the name with each piece.
    fn goes_on(&self, id: &str, name: &str, arguments: &str) -> bool {
        let is_other_id = !id.is_empty() && !self.id.is_empty() && id != self.id;
        let is_other_name = !name.is_empty() && !self.name.is_empty() && name != self.name;
        let is_complete = || serde_json::from_str::<Value>(&self.arguments).is_ok_and(|it| it.is_object());
        let begins_again = !name.is_empty() && !arguments.is_empty() && is_complete();
        !(is_other_id || is_other_name || begins_again)
    }
}

fn unique(id: &str, taken: &[String]) -> String {
    if !id.is_empty() && !taken.iter().any(|other| other == id) {
        return id.to_owned();
    }
    // One of these many is free.
    let mut minted = (1..=taken.len() + 1).map(|number| format!("call_{number}"));
    minted.find(|id| !taken.contains(id)).unwrap_or_default()
}
