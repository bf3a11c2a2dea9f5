//! Tools that print JSON, one object a line: what they would have said to a person is put in its place.

use std::borrow::Cow;

use serde_json::Value;

/// The most packages of Go that are told apart; the lines of others stay where they are.
const MOST_PACKAGES: usize = 1000;

/// Replaces the messages of `cargo --message-format=json` and the events of `go test -json` by the text within.
///
/// Go runs packages side by side: what each printed is put together, at the end, where the reader of plain output
/// expects it.
pub(super) fn unwrapped(text: &str) -> Cow<'_, str> {
    if !text.lines().any(is_object) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut packages = Packages::default();
    for line in text.lines() {
        match Some(line).filter(|line| is_object(line)).and_then(said) {
            Some(Said::Nothing) => {}
            Some(Said::Text(said)) => push(&mut plain, &said),
            Some(Said::Package(package, said)) => packages.push(package, &said, &mut plain),
            None => push(&mut plain, &format!("{line}\n")),
        }
    }
    for said in packages.texts {
        push(&mut plain, &said);
    }
    Cow::Owned(plain)
}

/// What a line says.
enum Said {
    /// Something that only programs read.
    Nothing,
    Text(String),
    /// What a test of a package printed.
    Package(String, String),
}

fn is_object(line: &str) -> bool {
    line.starts_with("{\"") && line.ends_with('}')
}

/// What a line of these tools says; `None` if it is not theirs.
fn said(line: &str) -> Option<Said> {
    // A line that is no JSON, whatever it looks like, stays as it is.
    let Ok(Value::Object(mut object)) = serde_json::from_str(line) else { return None };
    let mut take = |key: &str| match object.remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    if let Some(reason) = take("reason") {
        // `test` and `suite` are of libtest, whose output is not stable.
        let is_cargos = reason.starts_with("compiler-") || reason.starts_with("build-");
        let rendered = object.get_mut("message").and_then(|message| message.get_mut("rendered"));
        return match rendered.map(Value::take) {
            Some(Value::String(text)) => Some(Said::Text(text)),
            _ => is_cargos.then_some(Said::Nothing),
        };
    }
    let action = take("Action")?;
    match (take("Output"), take("Package").or_else(|| take("ImportPath"))) {
        (Some(said), Some(package)) if action == "output" => Some(Said::Package(package, said)),
        (Some(said), _) => Some(Said::Text(said)),
        (None, _) => Some(Said::Nothing),
    }
}

/// What each package of Go printed, in the order in which they began.
#[derive(Default)]
struct Packages {
    places: std::collections::HashMap<String, usize>,
    texts: Vec<String>,
}

impl Packages {
    fn push(&mut self, package: String, said: &str, rest: &mut String) {
        let place = match self.places.get(&package) {
            Some(place) => *place,
            None if self.texts.len() < MOST_PACKAGES => {
                self.places.insert(package, self.texts.len());
                self.texts.push(String::new());
                self.texts.len() - 1
            }
            None => return rest.push_str(said),
        };
        if let Some(text) = self.texts.get_mut(place) {
            text.push_str(said);
        }
    }
}

/// Adds text that begins a line.
fn push(plain: &mut String, said: &str) {
    if !plain.is_empty() && !plain.ends_with('\n') {
        plain.push('\n');
    }
    plain.push_str(said);
}
