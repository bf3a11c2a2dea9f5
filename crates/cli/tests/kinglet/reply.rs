//! `kinglet reply read`: what is understood of a reply.

use std::fs;

use insta::assert_snapshot;

use crate::support::Scene;

/// Says how a reply is read, by exit code, standard output and standard error.
fn read(reply: impl AsRef<[u8]>, arguments: &[&str]) -> String {
    let scene = Scene::empty("folder");
    fs::write(scene.root().join("reply.txt"), reply).unwrap();
    let said = scene.kinglet(&[&["reply", "read", "reply.txt"], arguments].concat());
    scene.masked(format!("{}\n{}{}", said.code, said.out, said.err).trim_end())
}

#[test]
fn an_action_is_shown_with_what_was_mended() {
    assert_snapshot!(read(r#"{"action":"symbol","name":"f"}"#, &[]), @r#"
    0
    {"action":"symbol","name":"f"}
    "#);
    assert_snapshot!(read("Sure!\n{'action': 'read_file', 'path': 'a.py',}", &["--actions", "read, search"]), @r#"
    0
    {"action":"read","path":"a.py"}
    mended:
    - left out the text around the action
    - read other quotes as double ones
    - left out a trailing comma
    - took `read_file` as `read`
    "#);
    assert_snapshot!(read("a.py\n```python\nx = 1\n```\n", &[]), @r#"
    0
    {"action":"edit","path":"a.py"}
    ```
    x = 1
    ```
    mended:
    - took an edit without its first line
    "#);
}

#[test]
fn json_is_for_programs() {
    assert_snapshot!(read("<function=read><parameter=path>a.py</parameter></function>", &["--json"]), @r#"
    0
    {"action":{"action":"read","path":"a.py"},"repairs":["read a call in tags"]}
    "#);
    assert_snapshot!(read("a.py\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n", &["--json"]), @r#"
    0
    {"action":{"action":"edit","blocks":[{"replace":"y\n","search":"x\n"}],"path":"a.py"},"repairs":["took an edit without its first line"]}
    "#);
    assert_snapshot!(read("It is so.", &["--json", "--actions", "symbol"]), @r#"
    1
    {"action":null,"message":"the reply holds no action; answer with one line: {\"action\":\"symbol\",\"name\":\"NAME\"}","reason":"no_action"}
    "#);
}

#[test]
fn what_is_not_understood_is_said() {
    assert_snapshot!(read("", &["--actions", "symbol"]), @r#"
    1
    kinglet: the reply holds no action; answer with one line: {"action":"symbol","name":"NAME"}
    "#);
    assert_snapshot!(read(r#"{"action":"symbol","name":"f"}"#, &["--actions", "read"]), @r#"
    1
    kinglet: `symbol` cannot be done now; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}
    "#);
    assert_snapshot!(read(r#"{"action":"symbol","name":"f"}"#, &["--actions", "symbol", "--finish", "length"]), @r#"
    1
    kinglet: the reply ends before its action is complete; answer with one line: {"action":"symbol","name":"NAME"}
    "#);
    let open = r#"{"action":"search","pattern":"f""#;
    assert_snapshot!(read(open, &["--actions", "search"]), @r#"
    0
    {"action":"search","pattern":"f"}
    mended:
    - closed what was left open
    "#);
    assert_snapshot!(read(open, &["--actions", "search", "--finish", "unknown"]), @r#"
    1
    kinglet: the reply ends before its action is complete; answer with one line: {"action":"search","pattern":"REGEX"}
    "#);
    assert_snapshot!(read("{\"action\":\"\u{1b}[2J\"}", &["--actions", "symbol"]), @r#"
    1
    kinglet: `\u{1b}[2J` is no action; answer with one line: {"action":"symbol","name":"NAME"}
    "#);
}

#[test]
fn what_cannot_be_read_is_wrong_usage() {
    assert_snapshot!(read("x", &["--actions", "remove"]), @"
    2
    error: invalid value 'remove' for '--actions <NAMES>': `remove` is no action; the actions are read, search, symbol, record_evidence, spawn_child, resolve, plan, edit

    For more information, try '--help'.
    ");
    assert_snapshot!(read(b"\xff\xfe\0", &[]), @"
    2
    kinglet: the reply is not text in UTF-8; convert the file first
    ");
    assert_snapshot!(read(vec![b'{'; (4 << 20) + 1], &[]), @"
    2
    kinglet: the reply is longer than 4194304 bytes; give one reply at a time
    ");
    let scene = Scene::empty("folder");
    assert_snapshot!(scene.kinglet(&["reply", "read", "absent.txt"]).expect(2).err, @"kinglet: cannot read the reply from absent.txt: No such file or directory (os error 2)");
    assert_snapshot!(scene.kinglet(&["reply", "read", "."]).expect(2).err, @"kinglet: cannot read the reply from .: Is a directory (os error 21)");
    fs::write(scene.root().join("reply.txt"), "symbol(\"f\")").unwrap();
    let said = scene.kinglet_from(&scene.root().join("reply.txt"), &["reply", "read"]).expect(0);
    assert_snapshot!(said.out, @r#"
    {"action":"symbol","name":"f"}
    mended:
    - read a call with parentheses
    "#);
}
