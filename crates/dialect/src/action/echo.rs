//! Notices a model that repeats the form it was shown instead of filling it in.

use kinglet_domain::action::Action;

use crate::action::call::Call;
use crate::action::name;
use crate::contract::Contract;
use crate::object::Value;

/// Whether every field of a call is what stands for it in the form of its action.
pub(super) fn is_form(call: &Call) -> bool {
    let Some(name) = name::action(&call.name) else { return false };
    // A form is JSON; were it none, nothing could be an echo of it.
    let Ok(form) = serde_json::from_str::<serde_json::Value>(name.form()) else { return false };
    let is_same = |key: &str, value: &Value| form.get(key).is_some_and(|shown| same(shown, value));
    call.positional.is_empty()
        && !call.fields.is_empty()
        && call.fields.iter().all(|(key, value)| is_same(key, value))
}

/// Whether an action says nothing but what stands in its form.
pub(super) fn is_blank(action: &Action) -> bool {
    let form = serde_json::from_str::<Contract>(action.name().form());
    let said = serde_json::to_value(Contract::from(action));
    // Both are our own; were they no JSON, there would be nothing to compare.
    let (Ok(Ok(form)), Ok(serde_json::Value::Object(said))) = (form.map(serde_json::to_value), said) else {
        return false;
    };
    said.iter().all(|(key, value)| form.get(key) == Some(value))
}

fn same(shown: &serde_json::Value, value: &Value) -> bool {
    match (shown, value) {
        (serde_json::Value::String(shown), Value::Text(text)) => shown == text,
        (serde_json::Value::Bool(shown), Value::Bool(given)) => shown == given,
        (serde_json::Value::Array(shown), Value::List(values)) => {
            shown.len() == values.len() && shown.iter().zip(values).all(|(shown, value)| same(shown, value))
        }
        (serde_json::Value::Object(shown), Value::Object(fields)) => {
            let is_same = |(key, value): (&String, &Value)| shown.get(key).is_some_and(|it| same(it, value));
            shown.len() == fields.len() && fields.iter().all(is_same)
        }
        _ => false,
    }
}
