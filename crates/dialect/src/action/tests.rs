use insta::assert_snapshot;
use kinglet_domain::action::{ActionName, Lines, Part, Verdict};
use kinglet_domain::evidence::{EvidenceId, Kind};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use proptest::prelude::*;

use super::*;

mod meant;

fn shown(reply: &str, allowed: &Allowed) -> String {
    match read_action(reply, Ended::Unknown, allowed) {
        Ok(ActionReading { action, repairs }) => {
            repairs.iter().fold(render_action(&action), |shown, repair| format!("{shown}\n({repair})"))
        }
        Err(error) => format!("error: {error}"),
    }
}

/// The only code here that names the API under test.
fn check(reply: &str) -> String {
    shown(reply, &Allowed::explorer())
}

/// With a single form expected, so that the error is short.
fn only(name: ActionName, reply: &str) -> String {
    shown(reply, &Allowed::of(&[name]))
}

#[test]
fn reads_the_forms_as_they_are_shown() {
    for reply in [
        r#"{"action":"read","path":"src/a.py","symbol":"Cart.total"}"#,
        r#"{"action":"read","path":"src/a.py","lines":"10-40"}"#,
        r#"{"action":"read","path":"src/a.py"}"#,
        r#"{"action":"search","pattern":"b64\\w+","path":"src"}"#,
        r#"{"action":"symbol","name":"TokenStore"}"#,
        r#"{"action":"record_evidence","kind":"decision","subject":"a.py","summary":"padded","content":"x\ny"}"#,
        r#"{"action":"spawn_child","hypothesis":"the token is encoded twice"}"#,
        r#"{"action":"resolve","verdict":"refuted","cites":["E4","E9"],"summary":"it is not"}"#,
    ] {
        assert_eq!(check(reply), reply);
    }
}

#[test]
fn finds_the_action_in_other_text() {
    assert_snapshot!(check("<think>{\"action\":\"search\"} or so</think>\nI will look.\n```json\n{\"action\": \"symbol\", \"name\": \"f\"}\n```\nThen {x}."), @r#"
    {"action":"symbol","name":"f"}
    (left out a block of thoughts)
    (left out the text around the action)
    "#);
    assert_snapshot!(check("fn main() { println!(\"{}\", {a: 1}); }\n{\"action\":\"symbol\",\"name\":\"f\"} {\"action\":\"symbol\",\"name\":\"f\"}"), @r#"
    {"action":"symbol","name":"f"}
    (left out the text around the action)
    "#);
    assert_snapshot!(check("{\"action\":\"\n```json\n{\"action\":\"symbol\",\"name\":\"f\"}\n```"), @r#"
    {"action":"symbol","name":"f"}
    (left out the beginning, which the reply began anew)
    (left out the text around the action)
    "#);
    // What stands inside a text is no call.
    assert_snapshot!(check(r#"{"action":"spawn_child","hypothesis":"read(\"a.py\") and {\"action\":\"search\"} <think>"}"#), @r#"{"action":"spawn_child","hypothesis":"read(\"a.py\") and {\"action\":\"search\"} <think>"}"#);
}

#[test]
fn mends_the_form() {
    assert_snapshot!(check("{'action': 'read', 'path': 'a.py', 'symbol': None,}"), @r#"
    {"action":"read","path":"a.py"}
    (read other quotes as double ones)
    (read a literal of Python)
    (left out a trailing comma)
    "#);
    assert_snapshot!(check(r#"{"action":"resolve","cites":"E4, [e9]","summary":["so"],"verdict":true,"confidence":"high""#), @r#"
    {"action":"resolve","verdict":"holds","cites":["E4","E9"],"summary":"so"}
    (closed what was left open)
    (made a text of `verdict`)
    (took `true` as `holds`)
    (made a list of `cites`)
    (took `[e9]` as `E9`)
    (took `summary` out of a list)
    (left out `confidence`)
    "#);
    assert_snapshot!(check(r#"{"action":"search","pattern":"\bfoo\(\d+"}"#), @r#"
    {"action":"search","pattern":"\\bfoo\\(\\d+"}
    (doubled a backslash)
    "#);
    assert_snapshot!(check("{action: resolve, cites: [E1, 2], summary: 'two\nlines'}"), @r#"
    {"action":"resolve","verdict":"holds","cites":["E1","E2"],"summary":"two\nlines"}
    (put quotes in)
    (read other quotes as double ones)
    (escaped a line break or a tab in a text)
    (took the verdict for `holds`)
    (took `2` as `E2`)
    "#);
}

#[test]
fn knows_other_names() {
    assert_snapshot!(check(r#"{"tool":"read_file","filePath":"./a.py","start_line":10,"end_line":"40"}"#), @r#"
    {"action":"read","path":"a.py","lines":"10-40"}
    (read another form of a call)
    (took `read_file` as `read`)
    (took `filePath` as `path`)
    (took `start_line` as `start`)
    (took `end_line` as `end`)
    "#);
    assert_snapshot!(check(r#"{"action":"Grep","query":"x","dir":"."}"#), @r#"
    {"action":"search","pattern":"x"}
    (took `Grep` as `search`)
    (took `query` as `pattern`)
    (took `dir` as `path`)
    "#);
    assert_snapshot!(check(r#"{"action":"read","path":"a.py:L3-L7"}"#), @r#"
    {"action":"read","path":"a.py","lines":"3-7"}
    (took the lines out of the path)
    "#);
    assert_snapshot!(check(r#"{"action":"note","subject":"a.py","summary":"s"}"#), @r#"
    {"action":"record_evidence","kind":"decision","subject":"a.py","summary":"s","content":""}
    (took `note` as `record_evidence`)
    (took the kind for `decision`)
    "#);
}

#[test]
fn reads_calls_of_every_shape() {
    let replies = [
        r#"{"name":"read","arguments":{"path":"a.py"}}"#,
        r#"{"name":"read","arguments":"{\"path\": \"a.py\"}"}"#,
        r#"{"type":"function","function":{"name":"read","parameters":{"path":"a.py"}}}"#,
        r#"{"tool_calls":[{"id":"1","function":{"name":"read","arguments":"{\"path\":\"a.py\"}"}}]}"#,
        r#"{"action":"read","action_input":"a.py"}"#,
        r#"{"action":{"name":"read","args":{"path":"a.py"}}}"#,
        r#"{"read":{"path":"a.py"}}"#,
        "<tool_call>\n{\"name\": \"read\", \"arguments\": {\"path\": \"a.py\"}}\n</tool_call>",
        "<function=read>\n<parameter=path>\na.py\n</parameter>\n</function>",
        "<function=read>{\"path\":\"a.py\"}</function>",
        "<invoke name=\"read\"><parameter name=\"path\">a.py</parameter></invoke>",
        "<read_file>\n<path>a.py</path>\n</read_file>",
        "Thought: I look.\nAction: read\nAction Input: {\"path\": \"a.py\"}",
        "**Action:** `read`\n**Input:**\n```json\n{\"path\": \"a.py\"}\n```",
        "Action: read\nInput: a.py\nObservation:",
        "Action: read(\"a.py\")",
        "read(\"a.py\")",
        "- read_file(path='a.py')",
        "read({\"path\": \"a.py\"})",
    ];
    for reply in replies {
        let read = check(reply);
        assert_eq!(read.lines().next(), Some(r#"{"action":"read","path":"a.py"}"#), "{reply}: {read}");
        assert!(read.lines().count() > 1, "{reply} was mended without a word");
    }
}

#[test]
fn refuses_what_is_not_clear() {
    let read = |reply| only(ActionName::Read, reply);
    assert_snapshot!(read(" "), @r#"error: the reply holds no action; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read("The bug is in read (a.py), {\"path\":\"a.py\"}."), @r#"error: the reply holds no action; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"a.py"} or {"action":"read","path":"b.py"}"#), @r#"error: the reply holds two different actions, {"action":"read","path":"a.py"} and {"action":"read","path":"b.py"}; answer with the first one you need, alone"#);
    assert_snapshot!(read(r#"{"action":"search","pattern":"x"}"#), @r#"error: `search` cannot be done now; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"rеad","path":"a.py"}"#), @r#"error: `r\u{435}ad` is no action; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"delete","path":"a.py"}"#), @r#"error: `delete` is no action; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","symbol":"f"}"#), @r#"error: `read` needs "path"; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"../a.py"}"#), @r#"error: "path" of `read`: `../a.py` leads outside the repository; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"a.py","lines":"all"}"#), @r#"error: "lines" of `read`: `all` names no lines; write "lines":"10-40"; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"a.py","lines":[9,2]}"#), @r#"error: "lines" of `read`: lines 9-2 end before they begin; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"a.py","path":"b.py"}"#), @r#"error: "path" is given twice; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"a.py","file":"b.py"}"#), @r#"error: "path" is given twice; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":["a.py","b.py"]}"#), @r#"error: "path" of `read`: one text is expected, not a list; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(r#"{"action":"read","path":"a "b" {"action":"read","path":"c"}"}"#), @r#"error: the action cannot be read: `,` or `}` is missing after a value; a quote within a text needs a backslash before it, at `b\" {\"action\":\"read\",\"path\":\"c\"}\"}`; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(read(&"{\"a\":".repeat(100_000)), @r#"error: the action cannot be read: it has too many levels, at `{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":`; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    assert_snapshot!(check(r#"{"action":"delete"}"#), @r#"
    error: `delete` is no action; answer with one line, in one of these forms:
    {"action":"read","path":"FILE","symbol":"NAME"}
    {"action":"search","pattern":"REGEX"}
    {"action":"symbol","name":"NAME"}
    {"action":"record_evidence","kind":"decision","subject":"FILE","summary":"ONE LINE","content":"WHY"}
    {"action":"spawn_child","hypothesis":"CLAIM"}
    {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"}
    "#);
}

#[test]
fn refuses_ids_that_are_none() {
    let cites = |cites: &str| {
        only(ActionName::Resolve, &format!(r#"{{"action":"resolve","cites":{cites},"summary":"s"}}"#))
    };
    assert_snapshot!(cites(r#"["ID"]"#), @r#"error: "cites" of `resolve`: `ID` is no id like E12; answer with one line: {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"}"#);
    assert_snapshot!(cites("1e999"), @r#"error: the action cannot be read: a number is none, or is out of range, at `1e999,\"summary\":\"s\"}`; answer with one line: {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"}"#);
    assert_snapshot!(cites("[]"), @r#"error: `resolve` needs "cites"; answer with one line: {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"}"#);
    assert_snapshot!(cites("[{}]"), @r#"error: "cites" of `resolve`: a list of ids like E12 is expected; answer with one line: {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"}"#);
}

#[test]
fn closes_a_brace_only_where_nothing_can_follow() {
    let read = |reply| only(ActionName::Read, reply);
    assert_snapshot!(read(r#"{"action":"read","path":"a.py","symbol":"f""#), @r#"
    {"action":"read","path":"a.py","symbol":"f"}
    (closed what was left open)
    "#);
    let cut = read(r#"{"action":"read","path":"a.py""#);
    assert_snapshot!(cut, @r#"error: the reply ends before its action is complete; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}"#);
    for reply in [
        r#"{"action":"read","path":"a.p"#,
        "read(\"a.py\"",
        "Action: read\nInput: a.py",
        "<read><path>a.py",
        "<think>so",
    ] {
        assert_eq!(read(reply), cut, "{reply}");
    }
}

#[test]
fn a_long_reply_of_anything_is_read_in_one_go() {
    // In quadratic time each of these would take minutes.
    for piece in [
        "{",
        "[",
        "<",
        "(",
        "{\"",
        "{'a':'",
        "{/*",
        "{}",
        "{} ",
        "read(",
        "read('\n",
        "read(/*\n",
        "<think",
        "<read>",
        "a: ",
        "\n",
        "Action: a\n",
        "{a:1,a:1}",
        "{\"a\":\" ",
        "\\",
        "{a:[1] #",
    ] {
        check(&piece.repeat(20_000));
    }
}

/// As the agent reads a reply that the model ended; every action may be taken.
fn ended(reply: &str) -> String {
    let read = read_action(reply, Ended::ByItself, &Allowed::of(&ActionName::ALL));
    match read {
        Ok(ActionReading { action, repairs }) => {
            let shown = render_action(&action);
            repairs.iter().fold(shown.trim_end().to_owned(), |shown, repair| format!("{shown}\n({repair})"))
        }
        // What is expected is the same each time.
        Err(error) => {
            format!("error: {}", error.to_string().split("; answer with").next().unwrap_or_default())
        }
    }
}

#[test]
fn reads_edits() {
    assert_snapshot!(ended("{\"action\":\"edit\",\"path\":\"a.py\",\"symbol\":\"f\"}\n```python\ndef f():\n    read(\"b.py\")\n```\nDone."), @r#"
    {"action":"edit","path":"a.py","symbol":"f"}
    ```
    def f():
        read("b.py")
    ```
    (left out the text around the action)
    "#);
    assert_snapshot!(ended("I change two places.\n\n**src/a.py**\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```\nand\n```\n<<<<<<< SEARCH\n{\"action\":\"read\"}\n=======\n>>>>>>> REPLACE\n```"), @r#"
    {"action":"edit","path":"src/a.py"}
    <<<<<<< SEARCH
    a
    =======
    b
    >>>>>>> REPLACE
    <<<<<<< SEARCH
    {"action":"read"}
    =======
    >>>>>>> REPLACE
    (left out the text around the action)
    (took an edit without its first line)
    "#);
    assert_snapshot!(ended("action: edit\npath: a.md\n````\n```\nx\n```\n````"), @r#"
    {"action":"edit","path":"a.md"}
    ````
    ```
    x
    ```
    ````
    (read YAML)
    "#);
}

#[test]
fn never_guesses_what_an_edit_changes() {
    let head = "{\"action\":\"edit\",\"path\":\"a.py\"}";
    let block = "<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n";
    assert_snapshot!(ended(head), @"error: nothing follows the first line of the edit");
    assert_snapshot!(ended(&format!("{head}\n```\nx = 1\n")), @r"error: the action cannot be read: what the edit changes is not complete: the closing fence or marker is missing, at `\n```\nx = 1\n`");
    assert_snapshot!(ended(&format!("{head}\n```\nx\n```\n```\ny\n```\n")), @r"error: the action cannot be read: more than one fenced block; write one, and fence it with ```` if it holds ``` itself, at ````\ny\n```\n`");
    assert_snapshot!(ended(&format!("{head}\n```\nx\n>>>>>>> REPLACE\n```\n")), @r"error: the action cannot be read: half of a SEARCH/REPLACE block, at `>>>>>>> REPLACE\n```\n`");
    assert_snapshot!(ended(block), @r#"error: `edit` needs "path""#);
    assert_snapshot!(ended(&format!("a.py\n{block}\nb.py\n{block}")), @r#"error: the reply holds two different actions, {"action":"edit","path":"a.py"} and {"action":"edit","path":"b.py"}"#);
    assert_snapshot!(ended(&format!("{head}\n{block}{{\"action\":\"read\",\"path\":\"a.py\"}}")), @r#"error: the reply holds two different actions, {"action":"edit","path":"a.py"} and {"action":"read","path":"a.py"}"#);
    assert_snapshot!(ended("```python\nx = 1\n```"), @"error: the reply holds no action");
    assert_snapshot!(ended(r#"{"action":"edit","path":"a.py","search":"\d","replace":"x"}"#), @r#"error: "content" of `edit`: a backslash that means nothing in JSON; write code outside of it"#);
    let unknown = read_action(&format!("{head}\n{block}"), Ended::Unknown, &Allowed::of(&[ActionName::Edit]));
    assert_snapshot!(unknown.unwrap_err(), @r#"
    the reply ends before its action is complete; answer with this line: {"action":"edit","path":"FILE"}
    and then SEARCH/REPLACE blocks, or one fenced block with all of it
    "#);
}

#[test]
fn reads_plans() {
    assert_snapshot!(ended(r#"{"action":"plan","command":"make","steps":[{"step":"do it","file":"a.py, b.py","why":"so"},"test it"]}"#), @r#"
    {"action":"plan","check":"make","steps":[{"title":"do it","files":["a.py","b.py"],"compile":true},{"title":"test it","files":[],"compile":true}]}
    (took `command` as `check`)
    (took `step` as `title`)
    (took `file` as `files`)
    (made a list of `files`)
    (took a step as one after which the project compiles)
    (left out `why` of a step)
    (made a step of a text)
    "#);
    assert_snapshot!(ended("action: plan\nsteps:\n- title: do it\n  files: [a.py]\n  compile: no\n- title: test it\n  files:\n    - b.py\n"), @r#"
    {"action":"plan","steps":[{"title":"do it","files":["a.py"],"compile":false},{"title":"test it","files":["b.py"],"compile":true}]}
    (read YAML)
    (took `no` as `false`)
    (took a step as one after which the project compiles)
    "#);
    assert_snapshot!(ended(r#"{"action":"plan","steps":[{"title":"a","steps":["b"]}]}"#), @r#"error: "steps" of `plan`: a step has no "steps"; write one list of steps"#);
}

#[test]
fn a_form_is_no_action() {
    let read = r#"{"action":"read","path":"FILE","symbol":"NAME"}"#;
    assert_snapshot!(ended(read), @"error: the reply repeats the form; put real names in place of the words in capitals");
    assert_snapshot!(ended(&format!("{read} - show code\nSo: symbol(\"f\")\nsymbol(\"f\")")), @r#"
    {"action":"symbol","name":"f"}
    (left out the text around the action)
    (left out a form that nothing was put into)
    (read a call with parentheses)
    "#);
}

#[test]
fn what_a_server_sends_is_opened() {
    assert_snapshot!(ended(r#"{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"","reasoning_content":"symbol(\"f\")"}}]}"#), @r#"
    {"action":"symbol","name":"f"}
    (took the reply out of what the server sent)
    (took the reply out of the thoughts, where all of it stands)
    (read a call with parentheses)
    "#);
    assert_snapshot!(ended(r#"{"choices":[{"finish_reason":"length","message":{"role":"assistant","content":"symbol(\"f\")"}}]}"#), @"error: the reply ends before its action is complete");
    assert_snapshot!(ended(r#"{"role":"assistant","content":"symbol(\"g\")","tool_calls":[{"function":{"name":"symbol","arguments":{"name":"f"}}}]}"#), @r#"error: the reply holds two different actions, {"action":"symbol","name":"f"} and {"action":"symbol","name":"g"}"#);
}

#[test]
fn whatever_cut_a_reply_off_it_is_not_read() {
    for reason in ["length", "model_length", "max_tokens", "MAX_TOKENS", "token_limit", "content_filter"] {
        let message = r#"{"role":"assistant","content":"symbol(\"f\")"}"#;
        let reply = format!(r#"{{"choices":[{{"finish_reason":"{reason}","message":{message}}}]}}"#);
        assert_eq!(ended(&reply), "error: the reply ends before its action is complete", "{reason}");
    }
}

#[test]
fn what_ollama_sends_is_opened() {
    let action = "{\"action\":\"symbol\",\"name\":\"f\"}";
    for reply in [
        r#"{"model":"m","message":{"content":"symbol(\"f\")"},"done":true}"#,
        r#"{"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"symbol","arguments":{"name":"f"}}}]},"done":true,"done_reason":"stop"}"#,
        r#"{"model":"m","response":"symbol(\"f\")","done":true}"#,
    ] {
        assert_eq!(ended(reply).lines().next(), Some(action), "{reply}");
    }
    for reply in [
        r#"{"message":{"content":"symbol(\"f\")"},"done":true,"done_reason":"length"}"#,
        r#"{"message":{"content":"symbol(\"f\")"},"done":false}"#,
    ] {
        assert_eq!(ended(reply), "error: the reply ends before its action is complete", "{reply}");
    }
}

#[test]
fn channels_are_told_apart() {
    let call =
        "<|channel|>commentary to=functions.read <|constrain|>json<|message|>{\"path\":\"a.py\"}<|call|>";
    assert_snapshot!(ended(call), @r#"
    {"action":"read","path":"a.py"}
    (left out the text around the action)
    (read another form of a call)
    "#);
    assert_snapshot!(ended(&format!("<|channel|>analysis<|message|>Maybe symbol(\"f\")?\nsymbol(\"f\")<|end|><|start|>assistant{call}")), @r#"
    {"action":"read","path":"a.py"}
    (left out a block of thoughts)
    (left out the text around the action)
    (read another form of a call)
    "#);
    assert_snapshot!(ended("<|start|>assistant to=functions.symbol<|channel|>commentary json<|message|>{\"name\":\"f\"}"), @r#"
    {"action":"symbol","name":"f"}
    (left out the text around the action)
    (read another form of a call)
    "#);
    let last = r#"<|start|>assistant<|channel|>final<|message|>{"action":"symbol","name":"g"}"#;
    assert_snapshot!(ended(&format!("<|channel|>analysis<|message|>symbol(\"f\")<|end|>{last}")), @r#"
    {"action":"symbol","name":"g"}
    (left out a block of thoughts)
    (left out the text around the action)
    "#);
    assert_snapshot!(ended("<|channel|>analysis<|message|>symbol(\"f\")"), @"error: the reply ends before its action is complete");
}

fn any_action() -> impl Strategy<Value = Action> {
    let text = || "[^\0\u{8}]{0,12}[a-z\"'{}<(:\\\\]";
    let word = || "[a-zA-Z_.:]{1,8}";
    let path =
        || "[a-z{ ]{1,4}(/[a-z.'\"]{0,3}[a-z]){0,2}".prop_filter_map("path", |it| RelPath::parse(&it).ok());
    let lines = (1..500_u32, 0..500_u32).prop_filter_map("lines", |(first, more)| {
        Lines::new(Line::new(first)?, Line::new(first + more)?).ok()
    });
    let part = prop_oneof![Just(Part::Whole), word().prop_map(Part::Symbol), lines.prop_map(Part::Lines),];
    let kind = prop_oneof![Just(Kind::Decision), Just(Kind::FileRead), Just(Kind::ShellOutput)];
    let cites = prop::collection::btree_set(0..99_u32, 1..4);
    let verdict = prop_oneof![Just(Verdict::Holds), Just(Verdict::Refuted)];
    prop_oneof![
        (kind, text(), text(), "[^\0]{0,30}").prop_map(|(kind, subject, summary, content)| {
            Action::RecordEvidence { kind, subject, summary, content }
        }),
        text().prop_map(|hypothesis| Action::SpawnChild { hypothesis }),
        (verdict, cites, text()).prop_map(|(verdict, cites, summary)| {
            Action::Resolve { verdict, cites: cites.into_iter().map(EvidenceId).collect(), summary }
        }),
        (path(), part).prop_map(|(path, part)| Action::Read { path, part }),
        (text(), prop::option::of(path())).prop_map(|(pattern, path)| Action::Search { pattern, path }),
        word().prop_map(|name| Action::Symbol { name }),
    ]
}

/// The shapes in which a model may give an action, free of what would make it another.
fn shaped(action: &Action, shape: usize) -> String {
    let line = render_action(action);
    let name = action.name();
    let arguments = line.replacen(&format!("\"action\":\"{name}\","), "", 1);
    match shape {
        0 => line,
        1 => format!("Let me see.\n```json\n{line}\n```\nThat is it."),
        2 => format!("<tool_call>\n{{\"name\": \"{name}\", \"arguments\": {arguments}}}\n</tool_call>"),
        3 => format!("<think>{{\"action\": no</think>\n{line}{line}"),
        4 => format!("Action: {name}\nAction Input: {arguments}\n"),
        5 => format!("{name}({arguments})"),
        _ => format!("{{'tool': '{name}', \"input\": {}}}", serde_json::Value::from(arguments)),
    }
}

#[test]
fn text_before_an_unfinished_block_counts() {
    let reply = "symbol(\"f\")<read>a</read><think>";
    assert_snapshot!(check(reply), @r#"error: the reply holds two different actions, {"action":"symbol","name":"f"} and {"action":"read","path":"a"}; answer with the first one you need, alone"#);
}

#[test]
fn text_before_an_unfinished_input_counts() {
    let reply = "Action: search\nAction Input: x\naction: read\npath: a.py\n\nAction: read\nAction Input: b";
    let whole = read_action(reply, Ended::Unknown, &Allowed::explorer()).unwrap_err().to_string();
    assert_snapshot!(whole, @r#"the reply holds two different actions, {"action":"read","path":"a.py"} and {"action":"search","pattern":"x"}; answer with the first one you need, alone"#);
}

proptest! {
    // A few cases that were found stand above as tests of their own; a file of seeds says nothing to a reader.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_meant(action in any_action()) {
        let read = read_action(&render_action(&action), Ended::Unknown, &Allowed::explorer());
        prop_assert_eq!(read, Ok(ActionReading { action, repairs: vec![] }));
    }

    #[test]
    fn no_part_of_a_reply_is_another_action(action in any_action(), shape in 0..7_usize) {
        let reply = shaped(&action, shape);
        let allowed = Allowed::explorer();
        prop_assert_eq!(read_action(&reply, Ended::Unknown, &allowed).map(|read| read.action), Ok(action.clone()), "{}", reply);
        for (end, _) in reply.char_indices() {
            if let Ok(read) = read_action(&reply[..end], Ended::Unknown, &allowed) {
                prop_assert_eq!(&read.action, &action, "cut after {}", &reply[..end]);
            }
        }
    }

    #[test]
    fn what_is_read_of_a_part_is_read_of_the_whole_or_refused(
        reply in r#"(\{"action":"|read|search","pattern":"x"|","path":"a"|symbol\("f"\)|\}|\{|\)|"|\n|Action: |Input: |action: read\n|path: a\n|```\n|```python\n|<think>|</think>|<read>a</read>| |,|'|x){0,14}"#,
    ) {
        let allowed = Allowed::explorer();
        if let Ok(whole) = read_action(&reply, Ended::Unknown, &allowed) {
            for (end, _) in reply.char_indices() {
                if let Ok(part) = read_action(&reply[..end], Ended::Unknown, &allowed) {
                    prop_assert_eq!(&part.action, &whole.action, "cut after {}", &reply[..end]);
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn never_panics(reply in r#"(\{|\}|"action":|"read"|"path":|"|'|,|:|\(|\)|read|search|Action:|Input:|\n|<think>|</think>|<function=read>|<parameter=path>|</|>|\\|/\*|#|é|\PC){0,40}"#) {
        check(&reply);
    }
}
