//! Calls in tags: `<function=read>`, `<invoke name="read">`, `<read>`; and thoughts.

use crate::action::call::{Call, Unclear};
use crate::action::{name, native};
use crate::object::Value;

/// The names of the tags within which models think.
const THOUGHTS: [&str; 4] = ["think", "thinking", "thought", "reasoning"];

/// The length of the tag that ends thoughts, if a text begins with it.
pub(super) fn end_of_thoughts(text: &str) -> Option<usize> {
    let name = text.strip_prefix("</")?;
    let found =
        THOUGHTS.iter().find(|thought| name.strip_prefix(**thought).is_some_and(|it| it.starts_with('>')))?;
    Some(found.len() + 3)
}

/// The beginning of something in tags.
pub(super) struct Tag<'text> {
    /// The action that it names; `None` for thoughts.
    pub(super) name: Option<&'text str>,
    /// In bytes.
    pub(super) length: usize,
    /// What ends it.
    pub(super) close: String,
}

impl<'text> Tag<'text> {
    /// The tag with which a text begins: `<think>`, `<function=read>`, `<invoke name="read">`, `<read>`.
    pub(super) fn read(text: &'text str) -> Option<Self> {
        // No name is so long; and a `<` in every place of a long text must not cost a look through all of it.
        let head = text.get(..text.floor_char_boundary(80)).unwrap_or_default();
        let inside = head.get(1..head.find('>')?)?;
        let length = inside.len() + 2;
        let tag = |name, close: &str| Some(Self { name, length, close: format!("</{close}>") });
        if THOUGHTS.contains(&inside) {
            return tag(None, inside);
        }
        if let Some(name) = inside.strip_prefix("function=") {
            return tag(Some(name.trim_matches(['"', '\''])), "function");
        }
        if let Some(name) = inside.strip_prefix("invoke name=") {
            return tag(Some(name.trim_matches(['"', '\''])), "invoke");
        }
        let is_action = name::is_exact(inside) || matches!(inside, "read_file" | "search_files");
        if is_action { tag(Some(inside), inside) } else { None }
    }
}

/// The head of a message in one of several channels: `<|channel|>commentary to=functions.read <|message|>`.
pub(super) struct Channel<'text> {
    /// The action that the message calls.
    pub(super) called: Option<&'text str>,
    /// Whether the model only thinks in it.
    pub(super) is_thought: bool,
    /// In bytes.
    pub(super) length: usize,
}

impl<'text> Channel<'text> {
    const BEGIN: &'static str = "<|channel|>";
    const MESSAGE: &'static str = "<|message|>";

    /// The head with which a text begins.
    ///
    /// - `before`: the text before it, which may say already whom the message is for.
    pub(super) fn read(text: &'text str, before: &'text str) -> Option<Self> {
        let near = text.get(..text.floor_char_boundary(160)).unwrap_or(text);
        let (head, _) = near.strip_prefix(Self::BEGIN)?.split_once(Self::MESSAGE)?;
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(80))..)?;
        let role = near.rsplit_once("<|start|>").map_or("", |(_, role)| role);
        let called = [head, role].into_iter().find_map(|text| text.split_once("to=functions."));
        let called = called.map(|(_, name)| name.split([' ', '<']).next().unwrap_or_default());
        let is_thought = called.is_none() && head.trim_start().starts_with("analysis");
        Some(Self { called, is_thought, length: Self::BEGIN.len() + head.len() + Self::MESSAGE.len() })
    }
}

/// The call in a pair of tags: an object, fields in tags of their own, or a single value.
pub(super) fn call(named: &str, body: &str) -> Result<Call, Unclear> {
    let broken = |at| Unclear::Broken { problem: "the tags do not fit together", at };
    let mut call = Call::new(named, "read a call in tags");
    let text = body.trim();
    if text.starts_with('{') {
        native::take_arguments(&mut call, &Value::Text(text.to_owned()))?;
        return Ok(call);
    }
    if !text.starts_with('<') {
        if !text.is_empty() {
            call.positional.push(Value::Text(text.to_owned()));
        }
        return Ok(call);
    }
    let mut at = 0;
    loop {
        let rest = body.get(at..).unwrap_or_default();
        let Some(begin) = rest.find(|c: char| !c.is_whitespace()) else { return Ok(call) };
        let rest = rest.get(begin..).unwrap_or_default();
        let head = rest.strip_prefix('<').and_then(|head| head.split_once('>'));
        let (head, inside) = head.ok_or_else(|| broken(at))?;
        let (key, close) = ["parameter=", "parameter name="]
            .iter()
            .find_map(|prefix| head.strip_prefix(prefix))
            .map_or((head, head), |key| (key.trim_matches(['"', '\'']), "parameter"));
        let (value, after) = inside.split_once(&format!("</{close}>")).ok_or_else(|| broken(at))?;
        let value = value.strip_prefix('\n').unwrap_or(value);
        let value = value.strip_suffix('\n').unwrap_or(value);
        if call.fields.insert(key.to_owned(), Value::Text(value.to_owned())).is_some() {
            return Err(Unclear::Twice(key.to_owned()));
        }
        at = body.len() - after.len();
    }
}
