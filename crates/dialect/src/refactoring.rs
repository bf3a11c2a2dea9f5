//! Reads which mechanical change of code a model asks for, and what it gives at a call.

use kinglet_domain::form::Form;
use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::{Named, NewParameter, Refactoring};
use serde_json::json;

use crate::fence;
use crate::grammar::refactoring as grammar;
use crate::object::{self, Fields, Value};

/// The forms of a reply, one a line. What the model has to put in is in capital letters.
pub const REFACTORINGS: &str = r#"{"action":"add_parameter","symbol":"FUNCTION","name":"NAME","type":"TYPE","value":"WHAT CALLS PASS"}
{"action":"remove_parameter","symbol":"FUNCTION","name":"NAME"}
{"action":"reorder_parameters","symbol":"FUNCTION","order":["NAME","NAME"]}
{"action":"rename","symbol":"OLD NAME","to":"NEW NAME"}
{"action":"move","symbol":"NAME","to":"FILE"}
{"action":"add_import","path":"FILE","import":"STATEMENT"}
{"action":"none"}"#;

/// Why no refactoring was understood, as the model is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefactoringError {
    /// There is no object that names one.
    #[error("the reply names none of the changes; answer with one line of JSON:\n{REFACTORINGS}")]
    Absent,
    /// Two different ones are named.
    #[error("the reply names two different changes; answer with one of them")]
    Ambiguous,
    /// Something is missing, or is not what it has to be.
    #[error("`{action}` needs {what}; answer with one line of JSON:\n{REFACTORINGS}")]
    Incomplete {
        /// The change.
        action: String,
        /// What.
        what: String,
    },
    /// What a call passes is not one expression on one line.
    #[error("answer with one expression on one line, and nothing else")]
    NoExpression,
}

/// What a model wants to be done mechanically.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// This.
    Change(Refactoring),
}

/// The form of such a reply.
///
/// - `symbols`: what the project defines; any name if there are none, or too many.
#[must_use]
pub fn refactoring(symbols: &[String]) -> Form {
    grammar(symbols)
}

/// Reads which change a reply asks for.
///
/// # Errors
/// [`RefactoringError`] if it names none, or more than one, or leaves something out.
pub fn read_refactoring(reply: &str) -> Result<Wish, RefactoringError> {
    let text = reply.rsplit_once("</think>").map_or(reply, |(_, said)| said);
    let mut found: Option<Wish> = None;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|open| at + open) {
        let Ok(parsed) = object::read(text, open) else {
            at = open + 1;
            continue;
        };
        at = parsed.end.max(open + 1);
        let Some(wish) = wish(&parsed.fields)? else { continue };
        match &found {
            Some(before) if *before != wish => return Err(RefactoringError::Ambiguous),
            _ => found = Some(wish),
        }
    }
    found.ok_or(RefactoringError::Absent)
}

/// Reads what a call passes: one expression, in a fence, in quotes of a sentence, or alone.
///
/// # Errors
/// [`RefactoringError::NoExpression`] if it is not one.
pub fn read_expression(reply: &str) -> Result<String, RefactoringError> {
    let text = reply.rsplit_once("</think>").map_or(reply, |(_, said)| said).trim();
    let inner = fence::blocks(text).first().map_or(text.to_owned(), |block| block.text.clone());
    let line = inner.trim().trim_end_matches([',', ';']).trim_matches('`').trim().to_owned();
    let is_one = !line.is_empty() && !line.contains('\n') && line.len() <= 200 && !line.ends_with('.');
    if is_one { Ok(line) } else { Err(RefactoringError::NoExpression) }
}

fn wish(fields: &Fields) -> Result<Option<Wish>, RefactoringError> {
    let text = |names: &[&str]| {
        let value = names.iter().find_map(|name| fields.get(*name))?;
        match value {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
            Value::Number(number) => Some(number.clone()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::List(_) | Value::Object(_) => None,
        }
    };
    let Some(action) = text(&["action", "name_of_action"]) else { return Ok(None) };
    let action = action.to_lowercase().replace(['-', ' '], "_");
    let missing = |what: &str| RefactoringError::Incomplete { action: action.clone(), what: what.to_owned() };
    let symbol = || {
        let symbol = text(&["symbol", "function", "method"]).ok_or_else(|| missing("`symbol`"))?;
        let path = text(&["path", "file"]).and_then(|path| RelPath::parse(&path).ok());
        Ok(Named { symbol: symbol.trim_end_matches("()").to_owned(), path })
    };
    let name = || text(&["name", "parameter", "param"]).ok_or_else(|| missing("`name`"));
    let to = || text(&["to", "new_name"]).ok_or_else(|| missing("`to`"));
    let change = match action.as_str() {
        "none" | "nothing" => return Ok(Some(Wish::Nothing)),
        "add_parameter" | "add_param" => {
            let parameter = NewParameter {
                name: name()?,
                of: text(&["type", "annotation"]),
                default: text(&["default"]),
                value: text(&["value", "argument"]),
                before: text(&["before"]),
            };
            Refactoring::AddParameter { symbol: symbol()?, parameter }
        }
        "remove_parameter" | "remove_param" => {
            Refactoring::RemoveParameter { symbol: symbol()?, name: name()? }
        }
        "reorder_parameters" | "reorder" => {
            let Some(Value::List(order)) = fields.get("order") else { return Err(missing("`order`")) };
            let name = |value: &Value| match value {
                Value::Text(name) => Some(name.trim().to_owned()),
                _ => None,
            };
            let order = order.iter().map(name).collect::<Option<_>>().ok_or_else(|| missing("`order`"))?;
            Refactoring::ReorderParameters { symbol: symbol()?, order }
        }
        "rename" => Refactoring::Rename { symbol: symbol()?, to: to()? },
        "move" => {
            let to = RelPath::parse(&to()?).map_err(|error| missing(&format!("a file: {error}")))?;
            Refactoring::Move { symbol: symbol()?, to }
        }
        "add_import" => {
            let path = text(&["path", "file"]).ok_or_else(|| missing("`path`"))?;
            let path = RelPath::parse(&path).map_err(|error| missing(&format!("a file: {error}")))?;
            let import = text(&["import", "statement"]).ok_or_else(|| missing("`import`"))?;
            Refactoring::AddImport { path, import }
        }
        _ => return Ok(None),
    };
    Ok(Some(Wish::Change(change)))
}

/// A refactoring in one JSON object, as the ledger keeps it.
#[must_use]
pub fn render_refactoring(wish: &Wish) -> String {
    match wish {
        Wish::Nothing => json!({ "action": "none" }).to_string(),
        Wish::Change(change) => json!(change).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(reply: &str) -> String {
        match read_refactoring(reply) {
            Ok(wish) => render_refactoring(&wish),
            Err(error) => format!("error: {}", error.to_string().lines().next().unwrap_or_default()),
        }
    }

    #[test]
    fn a_change_is_read_in_whatever_surrounds_it() {
        let form = r#"{"action":"add_parameter","symbol":"price","name":"digits","type":"u8","value":2}"#;
        assert_snapshot!(check(form), @r#"{"action":"add_parameter","name":"digits","symbol":"price","type":"u8","value":"2"}"#);
        assert_snapshot!(check(&format!("<think>{{\"action\":\"none\"}}</think>Sure:\n```json\n{form}\n```\nDone.")), @r#"{"action":"add_parameter","name":"digits","symbol":"price","type":"u8","value":"2"}"#);
        assert_snapshot!(check("{'action': 'rename', 'function': 'price()', 'new_name': 'cost',}"), @r#"{"action":"rename","symbol":"price","to":"cost"}"#);
        assert_snapshot!(check(r#"{"action":"reorder_parameters","symbol":"f","order":["b","a"]}"#), @r#"{"action":"reorder_parameters","order":["b","a"],"symbol":"f"}"#);
        assert_snapshot!(check(r#"{"action":"none"}"#), @r#"{"action":"none"}"#);
        assert_snapshot!(check(r#"{"action":"move","symbol":"f","to":"../x.py"}"#), @"error: `move` needs a file: `../x.py` leads outside the repository; answer with one line of JSON:");
        assert_snapshot!(check(r#"{"action":"move","symbol":"f"}"#), @"error: `move` needs `to`; answer with one line of JSON:");
        assert_snapshot!(check(r#"{"action":"edit","path":"a.py"}"#), @"error: the reply names none of the changes; answer with one line of JSON:");
        assert_snapshot!(check(&format!("{form} or {{\"action\":\"none\"}}")), @"error: the reply names two different changes; answer with one of them");
        assert_snapshot!(check("I would rename it."), @"error: the reply names none of the changes; answer with one line of JSON:");
    }

    #[test]
    fn what_a_call_passes_is_one_expression() {
        let read = |reply: &str| read_expression(reply).unwrap_or_else(|error| format!("error: {error}"));
        assert_eq!(read("`currency`"), "currency");
        assert_eq!(read("```rust\nSome(1),\n```"), "Some(1)");
        assert_eq!(read("<think>hm</think>\n\"EUR\"\n"), "\"EUR\"");
        assert_snapshot!(read("Here I would pass the currency of the cart."), @"error: answer with one expression on one line, and nothing else");
        assert_snapshot!(read("a\nb"), @"error: answer with one expression on one line, and nothing else");
    }
}
