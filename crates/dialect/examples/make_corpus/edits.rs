//! Edits: a head, and plain text behind it.

use serde_json::{Value, json};

use crate::Row;

const PATH: &str = "src/cart.py";

/// Files and pieces of them, with what could be taken for something else.
const CODES: [&str; 4] = [
    "def total(self):\n    return sum(item.price for item in self.items)\n",
    "CALLS = [\n    {\"action\": \"read\", \"path\": \"x.py\"},\n]\nread(\"y.py\")\n",
    "\"\"\"Reads <tool_call>{\"name\": \"search\", \"arguments\": {\"pattern\": \"x\"}}</tool_call>.\"\"\"\n<think>\n",
    "Action: search\nAction Input: x\naction: read\npath: y.py\n",
];

/// What is replaced, and by what.
const BLOCKS: [(&str, &str); 4] = [
    ("        return self.items[1:]\n", "        return self.items\n"),
    ("x = {\"action\": \"read\", \"path\": \"x.py\"}\n", ""),
    ("<think>\n", "read(\"a.py\")\n<tool_call>\n"),
    ("- a\n\n\n- b\n", "# Title\n\n- a: {b}\n"),
];

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |shape: &str, reply: String, meant: Value| {
        rows.push(Row { shape: shape.to_owned(), reply, meant: Ok(meant) });
    };
    let head = format!("{{\"action\":\"edit\",\"path\":\"{PATH}\"}}");
    for code in CODES {
        whole(code, &head, &mut add);
    }
    for (at, block) in BLOCKS.into_iter().enumerate() {
        blocks(block, BLOCKS[(at + 1) % BLOCKS.len()], &head, &mut add);
    }
    rows
}

/// A file, or a symbol, written anew.
fn whole(code: &str, head: &str, add: &mut impl FnMut(&str, String, Value)) {
    let meant = || json!({ "action": "edit", "path": PATH, "code": code });
    let fence = format!("```python\n{code}```");
    add("head and fence", format!("{head}\n{fence}"), meant());
    add(
        "head and fence in words",
        format!("I see.\n\n{head}\n\nThe new text:\n\n{fence}\n\nThat is all."),
        meant(),
    );
    add("head in a fence", format!("```json\n{head}\n```\n\n{fence}\n"), meant());
    add(
        "bent head and fence",
        format!("{{'action': 'edit_file', 'file': '{PATH}',}}\n```\n{code}```"),
        meant(),
    );
    add(
        "head in tags, and fence",
        format!(
            "<tool_call>\n{{\"name\":\"edit\",\"arguments\":{{\"path\":\"{PATH}\"}}}}\n</tool_call>\n{fence}"
        ),
        meant(),
    );
    add("head as YAML, and fence", format!("action: edit\npath: {PATH}\n\n{fence}"), meant());
    add("ReAct and fence", format!("Thought: so.\nAction: edit\nAction Input: {PATH}\n\n{fence}"), meant());
    add("path in bold, and fence", format!("Here it is:\n\n**{PATH}**\n{fence}"), meant());
    add("path as a heading, and fence", format!("### `{PATH}`\n\n~~~\n{code}~~~\n"), meant());
    add("path behind the mark", format!("```python:{PATH}\n{code}```"), meant());
    add("path labelled, and a longer fence", format!("File: {PATH}\n````python\n{code}````"), meant());
    let commented = format!("# {PATH}\n{code}");
    add(
        "path in a comment",
        format!("```python\n{commented}```"),
        json!({ "action": "edit", "path": PATH, "code": commented }),
    );
    add("all in JSON", json!({ "action": "edit", "path": PATH, "content": code }).to_string(), meant());
    let symbol = json!({ "action": "edit", "path": PATH, "symbol": "Cart.total", "code": code });
    add(
        "head with a symbol",
        format!("{{\"action\":\"edit\",\"path\":\"{PATH}\",\"symbol\":\"Cart.total\"}}\n{fence}"),
        symbol,
    );
}

/// A piece of text replaced, or two.
fn blocks(
    (search, replace): (&str, &str),
    second: (&str, &str),
    head: &str,
    add: &mut impl FnMut(&str, String, Value),
) {
    let block = |(search, replace): (&str, &str)| {
        format!("<<<<<<< SEARCH\n{search}=======\n{replace}>>>>>>> REPLACE\n")
    };
    let meant = |blocks: &[(&str, &str)]| {
        let blocks: Vec<Value> =
            blocks.iter().map(|(search, replace)| json!({ "search": search, "replace": replace })).collect();
        json!({ "action": "edit", "path": PATH, "blocks": blocks })
    };
    let one = block((search, replace));
    let two = format!("{one}{}", block(second));
    let (first, both) = (meant(&[(search, replace)]), meant(&[(search, replace), second]));
    add("head and block", format!("{head}\n{one}"), first.clone());
    add("head and fenced block", format!("{head}\n```\n{one}```\n"), first.clone());
    add(
        "head and block in words",
        format!("I change it:\n{head}\n\n{one}\nNow the total is right.\n"),
        first.clone(),
    );
    add("head and two blocks", format!("{head}\n{two}"), both.clone());
    add(
        "head and two fences",
        format!("{head}\n```\n{one}```\nand then\n```\n{}```", block(second)),
        both.clone(),
    );
    add("bare block", format!("{PATH}\n{one}"), first.clone());
    add("bare block, path within the fence", format!("```python\n{PATH}\n{one}```"), first.clone());
    add(
        "bare block, path before the fence",
        format!("Of course.\n\n{PATH}\n```python\n{one}```\n"),
        first.clone(),
    );
    add("bare blocks", format!("**{PATH}**\n\n{two}"), both);
    add(
        "other signs",
        format!("{head}\n<<<<<<<< search\n{search}========\n{replace}>>>>>>>> replace"),
        first.clone(),
    );
    add(
        "bent head and block",
        format!("{{\"tool\": \"edit\", \"filename\": \"{PATH}\"}}\n\n{one}"),
        first.clone(),
    );
    let inner = json!({ "action": "edit", "path": PATH, "search": search, "replace": replace });
    add("block in JSON", inner.to_string(), first.clone());
    let native =
        json!({ "name": "edit", "arguments": { "path": PATH, "old_string": search, "new_string": replace } });
    add("block in a native call", native.to_string(), first);
}
