//! Finds what has the shape of an action in a reply, whatever that shape is.
//!
//! Everything that could be an action counts, wherever it stands: if a reply holds two, no guess is made.
//! And whatever a text was found to hold it still holds if more text follows, so that a reply that was cut off
//! is never read as another action than the whole.

use crate::action::name;
use crate::object::{self, Failed, Fault, Fields, Value};

/// Something that names an action, with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    /// As it was named.
    pub(crate) name: String,
    pub(crate) fields: Fields,
    /// Values without a name.
    pub(crate) positional: Vec<Value>,
    /// Whether more fields may have been meant to follow.
    pub(crate) open: bool,
    /// What had to be mended.
    pub(crate) repairs: Vec<&'static str>,
}

/// Why the calls of a reply cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// The reply ends within one.
    Cut,
    /// One is broken.
    Broken { problem: &'static str, at: usize },
    /// A field stands there twice.
    Twice(String),
}

/// The calls of a reply, in order.
pub(crate) fn find(reply: &str) -> Result<Found, Unclear> {
    let mut finder = Finder { text: reply, at: 0, said: String::new(), found: Found::default() };
    // Where the reply ends within an object, the text before it is looked at all the same.
    let shaped = finder.run();
    let said = if matches!(shaped, Ok(()) | Err(Unclear::Cut)) { finder.talk() } else { Ok(()) };
    match shaped.and(said) {
        // If the reply ends within something after a complete action, that action is what there is.
        Err(Unclear::Cut) if !finder.found.calls.is_empty() => Ok(finder.found),
        other => other.map(|()| finder.found),
    }
}

/// What was found in a reply.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) calls: Vec<Call>,
    /// Whether there was a block of thoughts.
    pub(crate) thought: bool,
    /// Whether there was other text.
    pub(crate) talked: bool,
}

/// Stands for a call in the text around it; it is in no text that a tokenizer produces.
const TAKEN: char = '\u{fffc}';

/// The names of the tags within which models think.
const THOUGHTS: [&str; 4] = ["think", "thinking", "thought", "reasoning"];

/// The names of the fields that hold an action's arguments.
const ARGUMENTS: [&str; 8] =
    ["arguments", "args", "parameters", "params", "input", "actioninput", "toolinput", "kwargs"];

/// The names of the fields that name an action beyond doubt.
const NAMES: [&str; 5] = ["action", "tool", "toolname", "actionname", "functionname"];

/// The names of the fields that hold a call.
const WRAPPERS: [&str; 5] = ["toolcall", "functioncall", "function", "action", "tool"];

struct Finder<'text> {
    text: &'text str,
    at: usize,
    /// The text outside calls and thoughts.
    said: String,
    found: Found,
}

impl<'text> Finder<'text> {
    fn run(&mut self) -> Result<(), Unclear> {
        while let Some(offset) = self.rest().find(['{', '<']) {
            self.say(offset);
            if self.rest().starts_with('{') { self.object()? } else { self.tag()? }
        }
        self.say(self.rest().len());
        Ok(())
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn say(&mut self, length: usize) {
        let said = self.rest().get(..length).unwrap_or_default();
        self.said.push_str(said);
        self.at += length;
    }

    fn object(&mut self) -> Result<(), Unclear> {
        let named = named_before(&self.said);
        match object::read(self.text, self.at) {
            Ok(parsed) => {
                let before = self.found.calls.len();
                let whole = Whole { open: parsed.open, repairs: parsed.repairs };
                calls(&parsed.fields, named, &whole, &mut self.found.calls)?;
                self.at = parsed.end;
                self.said.push(TAKEN);
                if parsed.open && self.found.calls.len() == before { Err(Unclear::Cut) } else { Ok(()) }
            }
            Err(failed) => self.failed(failed, named.is_some()),
        }
    }

    /// What is no object may be code that the reply talks about, unless it names an action.
    fn failed(&mut self, failed: Failed, named: bool) -> Result<(), Unclear> {
        let is_action = |key: &String| {
            let key = name::plain(key);
            NAMES.contains(&key.as_str()) || WRAPPERS.contains(&key.as_str()) || key == "toolcalls"
        };
        let matters = named || failed.keys.iter().any(is_action) || is_native(&failed.keys);
        match failed.fault {
            Fault::Cut => Err(Unclear::Cut),
            Fault::Deep => Err(Unclear::Broken { problem: "it has too many levels", at: failed.at }),
            Fault::Twice(key) if matters => Err(Unclear::Twice(key)),
            Fault::Broken(problem) if matters => Err(Unclear::Broken { problem, at: failed.at }),
            Fault::Twice(_) | Fault::Broken(_) => {
                self.say((failed.at - self.at).max(1));
                Ok(())
            }
        }
    }

    fn tag(&mut self) -> Result<(), Unclear> {
        let Some(tag) = Tag::read(self.rest()) else {
            self.say(1);
            return Ok(());
        };
        let inside = self.rest().get(tag.length..).unwrap_or_default();
        let Some(end) = inside.find(&tag.close) else {
            self.at = self.text.len();
            self.found.thought |= tag.name.is_none();
            return Err(Unclear::Cut);
        };
        let body = inside.get(..end).unwrap_or_default();
        match tag.name {
            None => self.found.thought = true,
            Some(named) => {
                let call = tagged(named, body).map_err(|fault| match fault {
                    // The tag is closed, so nothing can follow.
                    Unclear::Cut => Unclear::Broken { problem: "it ends within a value", at: self.at },
                    Unclear::Broken { problem, at } => {
                        Unclear::Broken { problem, at: self.at + tag.length + at }
                    }
                    twice @ Unclear::Twice(_) => twice,
                })?;
                self.found.calls.push(call);
            }
        }
        self.at += tag.length + end + tag.close.len();
        self.said.push(TAKEN);
        Ok(())
    }

    /// Looks for calls in the text that is left: `read("a.py")`, or `Action:` and `Input:` on two lines.
    fn talk(&mut self) -> Result<(), Unclear> {
        let said = std::mem::take(&mut self.said);
        let mut action: Option<&str> = None;
        let mut at = 0;
        while let Some(line) = said.get(at..).and_then(|rest| rest.split_inclusive('\n').next()) {
            let next = at + line.len();
            let (label, value) = labelled(line);
            let begins = line.len() - value.len();
            at = next;
            if let Some((name, parenthesis)) = callee(value) {
                match object::arguments(&said, next - line.len() + begins + parenthesis) {
                    Ok(found) => {
                        self.found.calls.push(Call {
                            name: name.to_owned(),
                            fields: found.fields,
                            positional: found.positional,
                            open: false,
                            repairs: with(found.repairs, "read a call with parentheses"),
                        });
                        at = next.max(found.end);
                    }
                    Err(Failed { fault: Fault::Cut, .. }) => return Err(Unclear::Cut),
                    // Words in parentheses.
                    Err(failed) => at = next.max(failed.at),
                }
            } else if label == Label::Action {
                action = Some(value.trim_matches(['`', '*', '"', ' ', '\r', '\n']));
            } else if let (Label::Input, Some(name)) = (label, action) {
                let value = value.trim();
                if !value.is_empty() && !value.starts_with(TAKEN) && !value.starts_with("```") {
                    if !line.ends_with('\n') {
                        return Err(Unclear::Cut); // More of the line may have been meant to follow.
                    }
                    let text = value.trim_matches(['`', '"', '\'']).to_owned();
                    self.found.calls.push(Call {
                        name: name.to_owned(),
                        fields: Fields::new(),
                        positional: vec![Value::Text(text)],
                        open: false,
                        repairs: vec!["read `Action:` and `Input:`"],
                    });
                    action = None;
                }
            }
        }
        let is_said = |c: char| !c.is_whitespace() && c != TAKEN;
        self.found.talked = said.contains(is_said);
        Ok(())
    }
}

fn with(mut repairs: Vec<&'static str>, repair: &'static str) -> Vec<&'static str> {
    repairs.push(repair);
    repairs
}

/// What holds for all calls of an object.
struct Whole {
    open: bool,
    repairs: Vec<&'static str>,
}

/// Adds the calls that an object is or holds.
///
/// - `named`: the action that the text before the object names.
fn calls(fields: &Fields, named: Option<&str>, whole: &Whole, out: &mut Vec<Call>) -> Result<(), Unclear> {
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
    let naming: Vec<&(String, &String, &Value)> = plain
        .iter()
        .filter(|(key, _, value)| {
            let is_text = matches!(value, Value::Text(_));
            let is_native = arguments.is_some() && matches!(key.as_str(), "name" | "function");
            is_text && (NAMES.contains(&key.as_str()) || is_native)
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
        open: whole.open,
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
    let by_field = only.filter(|(key, _)| name::action(key).is_some_and(|name| name.text() == *key));
    let (name, inner) = match (named, by_field) {
        (Some(named), _) => (named, fields),
        (None, Some((key, Value::Object(inner)))) => (key.as_str(), inner),
        _ => return,
    };
    out.push(Call {
        name: name.to_owned(),
        fields: inner.clone(),
        positional: Vec::new(),
        open: whole.open,
        repairs: with(whole.repairs.clone(), "read another form of a call"),
    });
}

/// Adds arguments that are an object, a text that holds one, or a single value.
fn take_arguments(call: &mut Call, value: &Value) -> Result<(), Unclear> {
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

/// Whether fields are those of a native tool call.
fn is_native(keys: &[String]) -> bool {
    let plain: Vec<String> = keys.iter().map(|key| name::plain(key)).collect();
    plain.iter().any(|key| key == "name") && plain.iter().any(|key| ARGUMENTS.contains(&key.as_str()))
}

/// The beginning of something in tags.
struct Tag<'text> {
    /// The action that it names; `None` for thoughts.
    name: Option<&'text str>,
    /// In bytes.
    length: usize,
    /// What ends it.
    close: String,
}

impl<'text> Tag<'text> {
    /// The tag with which a text begins: `<think>`, `<function=read>`, `<invoke name="read">`, `<read>`.
    fn read(text: &'text str) -> Option<Self> {
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
        let is_action = name::action(inside).is_some_and(|name| name.text() == inside)
            || matches!(inside, "read_file" | "search_files");
        if is_action { tag(Some(inside), inside) } else { None }
    }
}

/// The call in a pair of tags: an object, fields in tags of their own, or a single value.
fn tagged(named: &str, body: &str) -> Result<Call, Unclear> {
    let broken = |at| Unclear::Broken { problem: "the tags do not fit together", at };
    let mut call = Call {
        name: named.to_owned(),
        fields: Fields::new(),
        positional: Vec::new(),
        open: false,
        repairs: vec!["read a call in tags"],
    };
    let text = body.trim();
    if text.starts_with('{') {
        take_arguments(&mut call, &Value::Text(text.to_owned()))?;
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

/// The action that a text names at its end, for the object that follows: `read(`, or `Action: read`.
fn named_before(said: &str) -> Option<&str> {
    // Two lines are enough; a long text must not be looked through for each object.
    let tail = said.get(said.floor_char_boundary(said.len().saturating_sub(200))..).unwrap_or_default();
    let tail = tail.trim_end();
    if let Some(before) = tail.strip_suffix('(') {
        let name = before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next()?;
        return name::action(name).map(|_| name);
    }
    let mut lines = tail.lines().rev().filter(|line| !line.trim().is_empty() && !line.starts_with("```"));
    let last = labelled(lines.next()?);
    let named = match last {
        (Label::Action, name) => name,
        (Label::Input, value) if value.trim().is_empty() => {
            let (label, name) = labelled(lines.next()?);
            if label != Label::Action {
                return None;
            }
            name
        }
        _ => return None,
    };
    Some(named.trim_matches(['`', '*', '"', ' ', '\r'])).filter(|name| !name.contains(TAKEN))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Action,
    Input,
    None,
}

/// What a line is labelled, and what stands behind the label.
fn labelled(line: &str) -> (Label, &str) {
    let bare = line.trim_start_matches([' ', '\t', '*', '#', '-', '>', '`']);
    let Some((label, value)) = bare.split_once(':') else { return (Label::None, bare) };
    let value = value.trim_start_matches(['*', ' ', '\t']);
    match name::plain(label.trim_matches('*')).as_str() {
        "action" | "tool" | "toolname" => (Label::Action, value),
        "input" | "actioninput" | "arguments" | "args" | "parameters" | "toolinput" => (Label::Input, value),
        _ => (Label::None, bare),
    }
}

/// The action with whose call a text begins, and where its parenthesis stands.
fn callee(text: &str) -> Option<(&str, usize)> {
    let length = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (name, rest) = text.split_at_checked(length)?;
    let is_call = rest.starts_with('(') && !rest.starts_with(&['(', TAKEN].iter().collect::<String>());
    (is_call && name::action(name).is_some()).then_some((name, length))
}
