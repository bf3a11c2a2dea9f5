//! Calls in objects: our own form, native tool calls, and what models make of both.

use kinglet_domain::action::ActionName;

use crate::action::call::{Call, Unclear};
use crate::action::name;
use crate::object::{self, Fields, Value};

/// The names of the fields that hold an action's arguments.
const ARGUMENTS: [&str; 8] =
    ["arguments", "args", "parameters", "params", "input", "actioninput", "toolinput", "kwargs"];

/// The names of the fields that name an action beyond doubt.
const NAMES: [&str; 5] = ["action", "tool", "toolname", "actionname", "functionname"];

/// The names of the fields that hold a call.
const WRAPPERS: [&str; 5] = ["toolcall", "functioncall", "function", "action", "tool"];

/// What holds for all calls of an object.
pub(super) struct Whole {
    pub(super) open: bool,
    pub(super) repairs: Vec<&'static str>,
}

/// Adds the calls that an object is or holds.
///
/// - `named`: the action that the text before the object names.
pub(super) fn calls(
    fields: &Fields,
    named: Option<&str>,
    whole: &Whole,
    out: &mut Vec<Call>,
) -> Result<(), Unclear> {
    let plain: Vec<(String, &String, &Value)> =
        fields.iter().map(|(key, value)| (name::plain(key), key, value)).collect();
    let field = |names: &[&str]| plain.iter().find(|(key, ..)| names.contains(&key.as_str()));
    if let Some((.., Value::List(list))) = field(&["toolcalls"]) {
        let objects = list.iter().filter_map(as_object);
        return objects.into_iter().try_for_each(|inner| calls(inner, None, whole, out));
    }
    let wrapped = plain.iter().filter(|(key, ..)| WRAPPERS.contains(&key.as_str()));
    let mut wrapped = wrapped.filter_map(|(key, _, value)| as_object(value).map(|inner| (key, inner)));
    if let Some((_, inner)) = wrapped.next() {
        if let Some((key, _)) = wrapped.next() {
            return Err(Unclear::Twice(key.clone()));
        }
        let sibling = plain.iter().find(|(key, _, value)| key == "name" && matches!(value, Value::Text(_)));
        let name = sibling.and_then(|(.., value)| as_text(value)).or(named);
        return calls(inner, name, whole, out);
    }
    let arguments = plain.iter().find(|(key, ..)| ARGUMENTS.contains(&key.as_str()));
    // A symbol has a name, too.
    let is_named = plain.iter().any(|(key, ..)| NAMES.contains(&key.as_str()));
    let naming: Vec<&(String, &String, &Value)> = plain
        .iter()
        .filter(|(key, _, value)| {
            let is_native = arguments.is_some() || as_text(value).is_some_and(name::is_exact);
            let is_native = is_native && matches!(key.as_str(), "name" | "function");
            as_text(value).is_some() && (NAMES.contains(&key.as_str()) || is_native && !is_named)
        })
        .collect();
    let Some((key, _, value)) = naming.first() else {
        unnamed(fields, named, whole, out);
        return Ok(());
    };
    if let Some((key, ..)) = naming.iter().find(|(.., other)| other != value) {
        return Err(Unclear::Twice(key.clone()));
    }
    let mut repairs = whole.repairs.clone();
    if key != "action" || arguments.is_some() {
        repairs.push("read another form of a call");
    }
    let is_own = |key: &str| {
        naming.iter().any(|(name, ..)| name == key)
            || arguments.is_some_and(|(name, ..)| name == key)
            || matches!(key, "id" | "toolcallid" | "thought" | "thoughts" | "reasoning" | "thinking")
            || (key == "type" && arguments.is_some())
    };
    let mut call = Call {
        name: as_text(value).unwrap_or_default().to_owned(),
        fields: Fields::new(),
        positional: Vec::new(),
        body: None,
        open: whole.open,
        doubt: None,
        repairs,
    };
    for (key, original, value) in plain.iter().filter(|(key, ..)| !is_own(key)) {
        if call.fields.insert((*original).clone(), (*value).clone()).is_some() {
            return Err(Unclear::Twice(key.clone()));
        }
    }
    if let Some((.., value)) = arguments {
        take_arguments(&mut call, value)?;
    }
    out.push(call);
    Ok(())
}

/// An object that does not name an action itself: the text before it may, or its only field.
fn unnamed(fields: &Fields, named: Option<&str>, whole: &Whole, out: &mut Vec<Call>) {
    let only = fields.iter().next().filter(|_| fields.len() == 1);
    let by_field = only.filter(|(key, _)| name::is_exact(key));
    let (name, inner) = match (named, by_field) {
        (Some(named), _) => (named, fields),
        (None, Some((key, Value::Object(inner)))) => (key.as_str(), inner),
        _ => return,
    };
    let mut repairs = whole.repairs.clone();
    repairs.push("read another form of a call");
    out.push(Call {
        name: name.to_owned(),
        fields: inner.clone(),
        positional: Vec::new(),
        body: None,
        open: whole.open,
        doubt: None,
        repairs,
    });
}

/// A call with parentheses; `read({"path": "a.py"})` names its fields, too.
pub(super) fn with_parentheses(
    name: &str,
    fields: Fields,
    positional: Vec<Value>,
    repairs: Vec<&'static str>,
) -> Call {
    let mut call = Call::new(name, "read a call with parentheses");
    call.repairs.extend(repairs);
    (call.fields, call.positional) = match <[Value; 1]>::try_from(positional) {
        Ok([Value::Object(inner)]) if fields.is_empty() => (inner, Vec::new()),
        Ok([single]) => (fields, vec![single]),
        Err(positional) => (fields, positional),
    };
    call
}

/// Adds arguments that are an object, a text that holds one, or a single value.
pub(super) fn take_arguments(call: &mut Call, value: &Value) -> Result<(), Unclear> {
    let parsed;
    let fields = match value {
        Value::Object(fields) => fields,
        Value::Text(text) if text.trim_start().starts_with('{') => {
            let broken = Unclear::Broken { problem: "the arguments are no object", at: 0 };
            let text = text.trim();
            parsed = object::read(text, 0).map_err(|_| broken.clone())?;
            if parsed.open || parsed.end < text.len() {
                return Err(broken);
            }
            call.repairs.extend(&parsed.repairs);
            &parsed.fields
        }
        Value::Null => return Ok(()),
        Value::List(values) => {
            call.positional.clone_from(values);
            return Ok(());
        }
        single => {
            call.positional.push(single.clone());
            return Ok(());
        }
    };
    for (key, value) in fields {
        if call.fields.get(key).is_some_and(|other| other != value) {
            return Err(Unclear::Twice(key.clone()));
        }
        call.fields.insert(key.clone(), value.clone());
    }
    Ok(())
}

fn as_object(value: &Value) -> Option<&Fields> {
    if let Value::Object(fields) = value { Some(fields) } else { None }
}

fn as_text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

/// Whether the names of an object's fields are such that it names an action.
pub(super) fn names_action(keys: &[String]) -> bool {
    let plain: Vec<String> = keys.iter().map(|key| name::plain(key)).collect();
    let is_name = |key: &str| NAMES.contains(&key) || WRAPPERS.contains(&key) || key == "toolcalls";
    let is_native =
        plain.iter().any(|key| key == "name") && plain.iter().any(|key| ARGUMENTS.contains(&key.as_str()));
    let is_only = matches!(keys, [only] if name::is_exact(only));
    is_native || is_only || plain.iter().any(|key| is_name(key))
}

/// Whether an edit's fields hold what is to be changed.
pub(super) fn holds_body(fields: &Fields) -> bool {
    let is_body = |plain: &str| {
        ["search", "replace", "content"].iter().any(|body| name::means(ActionName::Edit, body, plain))
    };
    fields.keys().any(|key| is_body(&name::plain(key)))
}
