//! Replies of which nobody can tell what is meant, or which must not be followed.

use serde_json::json;

use crate::shape::line;
use crate::{Meant, Row};

const READ: &str = r#"{"action":"read","path":"a.py"}"#;
const HEAD: &str = r#"{"action":"edit","path":"src/cart.py"}"#;
const BLOCK: &str = "<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n";

/// Replies that need no making: what they are, the text, and why it means nothing.
const FIXED: &[(&str, &str, &str)] = &[
    ("nothing", "", "no action"),
    ("blanks", " \n\t\n", "no action"),
    ("prose", "The bug is in the loop. It should begin at 0.", "no action"),
    ("code without a path", "```python\ndef f():\n    return 1\n```", "no action"),
    ("the form itself", r#"{"action":"read","path":"FILE","symbol":"NAME"}"#, "echo"),
    ("the form itself, of an edit", "{\"action\":\"edit\",\"path\":\"FILE\"}\n```\nx = 1\n```", "echo"),
    (
        "the form of the plan",
        r#"{"action":"plan","check":"COMMAND","steps":[{"title":"WHAT TO DO","files":["FILE"],"compile":true}]}"#,
        "echo",
    ),
    ("an empty path", r#"{"action":"read","path":""}"#, "missing field"),
    ("no path", r#"{"action":"read","symbol":"f"}"#, "missing field"),
    ("no cites", r#"{"action":"resolve","verdict":"holds","cites":[],"summary":"so"}"#, "missing field"),
    (
        "cites that are none",
        r#"{"action":"resolve","verdict":"holds","cites":["the test"],"summary":"so"}"#,
        "wrong field",
    ),
    ("no steps", r#"{"action":"plan","check":"make","steps":[]}"#, "missing field"),
    ("a step without a title", r#"{"action":"plan","steps":[{"files":["a.py"]}]}"#, "wrong field"),
    ("a path outside", r#"{"action":"read","path":"../../etc/passwd"}"#, "wrong field"),
    ("an absolute path", r#"{"action":"read","path":"/etc/passwd"}"#, "wrong field"),
    ("git's folder", r#"{"action":"edit","path":".git/config","content":"x"}"#, "wrong field"),
    ("two paths in a list", r#"{"action":"read","path":["a.py","b.py"]}"#, "wrong field"),
    ("lines backwards", r#"{"action":"read","path":"a.py","lines":"40-10"}"#, "wrong field"),
    ("a number out of range", r#"{"action":"resolve","cites":[1e999],"summary":"s"}"#, "malformed"),
    ("half a surrogate", r#"{"action":"symbol","name":"\ud800"}"#, "malformed"),
    ("two names", r#"{"action":"read","tool":"search","path":"a.py","pattern":"x"}"#, "given twice"),
    (
        "a verdict that is none",
        r#"{"action":"resolve","verdict":"maybe","cites":["E1"],"summary":"s"}"#,
        "wrong field",
    ),
    (
        "two verdicts",
        r#"{"action":"resolve","verdict":"holds","refuted":true,"cites":["E1"],"summary":"s"}"#,
        "given twice",
    ),
    (
        "a verdict under a condition",
        r#"{"action":"resolve","verdict":"holds","unless":"E2 is wrong","cites":["E1"],"summary":"s"}"#,
        "unknown field",
    ),
    ("ReAct without input", "Thought: I read it.\nAction: read the whole file and think", "no action"),
    (
        "several completions",
        r#"{"choices":[{"message":{"role":"assistant","content":"{\"action\":\"symbol\",\"name\":\"f\"}"}},{"message":{"role":"assistant","content":"{\"action\":\"symbol\",\"name\":\"g\"}"}}]}"#,
        "ambiguous",
    ),
    ("tags that do not fit", "<function=read>\n<parameter=path>a.py\n</function>", "malformed"),
    (
        "unknown tags",
        "<function=shell>\n<parameter=command>\nrm -rf .\n</parameter>\n</function>",
        "unknown action",
    ),
    ("YAML, a field twice", "action: read\npath: a.py\npath: b.py\n", "given twice"),
];

pub(crate) fn rows(wishes: &[Meant]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add =
        |shape: &str, reply: String, why| rows.push(Row { shape: shape.to_owned(), reply, meant: Err(why) });
    for (at, meant) in wishes.iter().enumerate() {
        let text = line(meant);
        let other = line(&wishes[(at + 3) % wishes.len()]);
        // Within the last text, and before the last field.
        let within = text.rfind("\", \"").map_or(text.len() / 2, |at| at - 1);
        add(
            "cut within a text",
            text.get(..text.floor_char_boundary(within)).unwrap_or_default().to_owned(),
            "cut",
        );
        add(
            "cut after a name",
            text.get(..text.rfind("\": ").unwrap_or(9) + 2).unwrap_or_default().to_owned(),
            "cut",
        );
        add(
            "cut within tags",
            format!(
                "<tool_call>\n{}",
                text.get(..text.floor_char_boundary(text.len() - 3)).unwrap_or_default()
            ),
            "cut",
        );
        add("cut within thoughts", format!("<think>\nI could say {text}, or"), "cut");
        add("two actions", format!("{text}\n{other}"), "ambiguous");
        add("two actions in words", format!("Either {text} or, better, {other}."), "ambiguous");
        let native = |text: &str| json!({ "function": { "name": "read", "arguments": text } });
        let calls = json!({ "tool_calls": [native("{\"path\": \"a.py\"}"), native(&format!("{{\"path\": \"{at}.py\"}}"))] });
        add("parallel tool calls", calls.to_string(), "ambiguous");
        for (shape, reply) in doubtful(&text) {
            add(shape, reply, "doubtful");
        }
        add(
            "homoglyphs",
            text.replacen(meant.name, &meant.name.replace('e', "е").replace('a', "а").replace('o', "о"), 1),
            "unknown action",
        );
        add("an unknown action", text.replacen(meant.name, "run_command", 1), "unknown action");
        let doubled =
            text.replacen("{\"action\"", &format!("{{\"{}\": \"other\", \"action\"", meant.fields[0].0), 1);
        add("a field twice", doubled, "given twice");
        add("NUL in a text", text.replacen("\": \"", "\": \"\\u0000", 2), "malformed");
        add(
            "talk about it",
            format!("I would choose `{}` here, because the code is unclear.", meant.name),
            "no action",
        );
        let completion = json!({ "choices": [{ "finish_reason": "length", "message": { "role": "assistant", "content": text } }] });
        add("cut by the server", completion.to_string(), "cut");
    }
    for (shape, reply, why) in FIXED.iter().copied() {
        add(shape, reply.to_owned(), why);
    }
    add("deep", "{\"a\":".repeat(500), "malformed");
    add("deep in an action", format!("{{\"action\":\"read\",\"path\":{}", "[".repeat(500)), "malformed");
    for (shape, reply, why) in edits() {
        add(shape, reply, why);
    }
    rows
}

/// An action that is not meant, as the text around it says.
fn doubtful(text: &str) -> [(&'static str, String); 8] {
    [
        ("denied", format!("Do NOT do this: {text}")),
        ("denied on the line before", format!("You should never write this:\n\n{text}")),
        ("denied before a fence", format!("Don't answer this:\n```json\n{text}\n```")),
        ("supposed", format!("You could answer {text}, but that would be wrong.")),
        ("an example", format!("For example: {text}")),
        ("an example, shortened", format!("The code is unclear. Write one line, e.g. `{text}`.")),
        ("instead of it", format!("Instead of {text} I have to think more.")),
        ("taken back", format!("{text} is wrong.")),
    ]
}

/// Edits whose end, file or text cannot be told.
fn edits() -> Vec<(&'static str, String, &'static str)> {
    vec![
        ("edit without a body", HEAD.to_owned(), "no body"),
        ("edit with words for a body", format!("{HEAD}\nReplace x by y."), "no body"),
        ("half a block", format!("{HEAD}\n<<<<<<< SEARCH\nx\n=======\ny\n"), "cut"),
        ("a block without a divider", format!("{HEAD}\n<<<<<<< SEARCH\nx\n>>>>>>> REPLACE\n"), "malformed"),
        (
            "a block with two dividers",
            format!("{HEAD}\n<<<<<<< SEARCH\nx\n=======\ny\n=======\nz\n>>>>>>> REPLACE\n"),
            "malformed",
        ),
        ("an open fence", format!("{HEAD}\n```python\nx = 1\n"), "cut"),
        ("two fences", format!("{HEAD}\n```python\nx = 1\n```\nor\n```python\nx = 2\n```\n"), "ambiguous"),
        (
            "fences within a fence",
            format!("{HEAD}\n```\nUse it:\n```sh\nmake\n```\nDone.\n```\n"),
            "ambiguous",
        ),
        ("a bare block without a path", BLOCK.to_owned(), "missing field"),
        ("two files", format!("a.py\n{BLOCK}\nb.py\n{BLOCK}"), "ambiguous"),
        ("two files, fenced", "a.py\n```\nx\n```\nb.py\n```\ny\n```\n".to_owned(), "ambiguous"),
        (
            "two heads",
            format!("{HEAD}\n{BLOCK}\n{{\"action\":\"edit\",\"path\":\"b.py\"}}\n{BLOCK}"),
            "ambiguous",
        ),
        ("an edit and a look", format!("{HEAD}\n{BLOCK}\n{READ}"), "ambiguous"),
        ("a look and an edit", format!("{READ}\n{HEAD}\n{BLOCK}"), "ambiguous"),
        ("a path said twice", format!("a.py\n```python:b.py\n{BLOCK}```"), "given twice"),
        (
            "a body twice",
            format!("{{\"action\":\"edit\",\"path\":\"a.py\",\"content\":\"x\"}}\na.py\n{BLOCK}"),
            "ambiguous",
        ),
        (
            "half of a replacement",
            r#"{"action":"edit","path":"a.py","search":"x"}"#.to_owned(),
            "wrong field",
        ),
        (
            "a guess at a backslash",
            r#"{"action":"edit","path":"a.py","content":"r'\d'"}"#.to_owned(),
            "wrong field",
        ),
        ("a denied edit", format!("Do NOT do this: {HEAD}\n```python\nx = 1\n```\n"), "doubtful"),
        ("an edit for example", format!("For example: {HEAD}\n{BLOCK}"), "doubtful"),
        ("a denied file", "Never write this:\n\na.py\n```\nx\n```\n".to_owned(), "doubtful"),
        (
            "an edit of lines",
            "{\"action\":\"edit\",\"path\":\"a.py\",\"start_line\":3,\"end_line\":5}\n```\nx = 1\n```\n"
                .to_owned(),
            "unknown field",
        ),
        (
            "an edit that appends",
            "{\"action\":\"edit\",\"path\":\"a.py\",\"mode\":\"append\"}\n```\nx = 1\n```\n".to_owned(),
            "unknown field",
        ),
        ("a diff", format!("{HEAD}\n```diff\n-x\n+y\n```"), "malformed"),
    ]
}
