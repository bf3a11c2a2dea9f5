//! A language server that does what a script says. It is this test program itself, started once more.
//!
//! To it, a line with `BAD` in it is an error, and a word that follows `def` a symbol.

use std::collections::BTreeMap;
use std::io::{BufRead as _, Read as _, Write as _};

use serde_json::{Value, json};

/// The variable with the script: words, each `WHAT` or `WHAT:METHOD`.
pub(crate) const SCRIPT: &str = "LSP_SCRIPT";

/// Not a test of its own: what the others start.
#[test]
fn scripted_server() {
    let Ok(script) = std::env::var(SCRIPT) else { return };
    let script = script.split_whitespace().map(str::to_owned).collect();
    Server { script, texts: BTreeMap::new(), refused: false, hoard: vec![] }.serve();
    std::process::exit(0);
}

struct Server {
    script: Vec<String>,
    texts: BTreeMap<String, String>,
    refused: bool,
    hoard: Vec<u8>,
}

impl Server {
    fn serve(&mut self) {
        let mut input = std::io::stdin().lock();
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if input.read_line(&mut line).unwrap() == 0 {
                    return;
                }
                match line.trim_end().split_once(": ") {
                    Some((_, value)) => length = value.parse().unwrap(),
                    None => break,
                }
            }
            let mut body = vec![0; length];
            input.read_exact(&mut body).unwrap();
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message["method"] == "exit" {
                return;
            }
            self.hear(&message);
        }
    }

    fn does(&self, what: &str, method: &str) -> bool {
        self.script.iter().any(|word| *word == what || *word == format!("{what}:{method}"))
    }

    fn hear(&mut self, message: &Value) {
        let method = message["method"].as_str().unwrap_or("answer");
        if self.does("stall", method) {
            return;
        }
        if self.does("die", method) {
            std::io::stderr().write_all(b"panicked: out of luck\n").unwrap();
            std::process::exit(7);
        }
        if self.does("garble", method) {
            return write(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
        }
        if self.does("nonsense", method) {
            return write(&vec![b'?'; 100_000]);
        }
        if self.does("huge", method) {
            return write(b"Content-Length: 99999999999\r\n\r\n");
        }
        if self.does("hoard", method) {
            self.hoard = vec![1; 64 << 20];
        }
        if self.does("flood", method) {
            loop {
                send(&json!({ "method": "window/logMessage", "params": { "message": "x".repeat(1000) } }));
            }
        }
        let params = &message["params"];
        match method {
            "initialize" => answer(message, &self.capabilities()),
            "initialized" => self.begin(),
            "textDocument/didClose" => self.closed(params),
            "textDocument/didOpen" => {
                let document = &params["textDocument"];
                self.texts.insert(name(params), document["text"].as_str().unwrap().to_owned());
                self.publish(params);
            }
            "textDocument/didChange" => self.changed(params),
            "textDocument/diagnostic" if self.does("again", method) && !self.refused => {
                self.refused = true;
                send(
                    &json!({ "id": message["id"], "error": { "code": -32801, "message": "content modified" } }),
                );
            }
            "textDocument/diagnostic" if self.does("shrug", method) => {
                answer(message, &json!({ "kind": "unchanged", "resultId": "1" }));
            }
            "textDocument/diagnostic" => {
                let items = self.found(&name(params));
                answer(message, &json!({ "kind": "full", "items": items }));
            }
            "textDocument/documentSymbol" => answer(message, &self.symbols(&name(params))),
            "textDocument/definition" | "textDocument/references" => {
                let place = json!({ "uri": params["textDocument"]["uri"], "range": at(0, 0) });
                answer(message, &json!([place]));
            }
            "textDocument/rename" => {
                let edit = json!({ "range": at(0, 3), "newText": params["newName"] });
                let uri = params["textDocument"]["uri"].as_str().unwrap();
                answer(message, &json!({ "changes": { uri: [edit] } }));
            }
            "workspace/executeCommand" => {
                self.publish(&json!({ "textDocument": { "uri": params["arguments"][0] } }));
                answer(message, &Value::Null);
            }
            "answer" if message["id"] == "conf" => {
                let result = message["result"].to_string();
                self.texts.insert("configuration".to_owned(), result);
            }
            _ if message.get("id").is_some() && message.get("method").is_some() => {
                answer(message, &Value::Null);
            }
            _ => {}
        }
    }

    fn changed(&mut self, params: &Value) {
        let text = self.texts.entry(name(params)).or_default();
        let change = &params["contentChanges"][0];
        let new = change["text"].as_str().unwrap();
        *text = match change.get("range") {
            Some(range) => {
                let (start, end) = (offset(text, &range["start"]), offset(text, &range["end"]));
                format!("{}{new}{}", &text[..start], &text[end..])
            }
            None => new.to_owned(),
        };
        self.publish(params);
    }

    fn capabilities(&self) -> Value {
        let mut capabilities = json!({ "textDocumentSync": { "openClose": true, "change": 2 } });
        if !self.does("push", "") && !self.does("register", "") {
            capabilities["diagnosticProvider"] = json!({ "interFileDependencies": true });
        }
        if self.does("full", "") {
            capabilities["textDocumentSync"] = json!(1);
        }
        json!({ "capabilities": capabilities })
    }

    fn begin(&self) {
        send(&json!({ "id": "conf", "method": "workspace/configuration",
            "params": { "items": [{ "section": "python" }, { "section": "none" }] } }));
        let pulled = json!({ "id": "diagnostic", "method": "textDocument/diagnostic" });
        let registrations = if self.does("register", "") { vec![pulled] } else { vec![] };
        send(
            &json!({ "id": 1, "method": "client/registerCapability", "params": { "registrations": registrations } }),
        );
        let progress = |value: Value| {
            send(&json!({ "method": "$/progress", "params": { "token": "t", "value": value } }));
        };
        if self.does("index", "") || self.does("index-for-ever", "") {
            progress(json!({ "kind": "begin", "title": "Loading the project" }));
        }
        if self.does("index", "") {
            progress(json!({ "kind": "end" }));
        }
    }

    fn closed(&self, params: &Value) {
        if self.does("forgetful", "") {
            let uri = &params["textDocument"]["uri"];
            send(
                &json!({ "method": "textDocument/publishDiagnostics", "params": { "uri": uri, "diagnostics": [] } }),
            );
        }
    }

    fn publish(&self, params: &Value) {
        if self.does("push", "") {
            let document = &params["textDocument"];
            let items = self.found(&name(params));
            let version = if self.does("vague", "") { &Value::Null } else { &document["version"] };
            send(&json!({ "method": "textDocument/publishDiagnostics",
                "params": { "uri": document["uri"], "version": version, "diagnostics": items } }));
        }
    }

    fn found(&self, name: &str) -> Vec<Value> {
        let lines = self.texts.get(name).unwrap().lines().enumerate();
        let bad = lines.filter(|(_, line)| line.contains("BAD"));
        bad.map(|(number, _)| json!({ "range": at(number, 0), "severity": 1, "message": "a bad line", "code": "bad" }))
            .collect()
    }

    fn symbols(&self, name: &str) -> Value {
        let lines = self.texts.get(name).unwrap().lines().enumerate();
        let named = lines.filter_map(|(number, line)| Some((number, line.strip_prefix("def ")?)));
        named.map(|(number, name)| json!({ "name": name, "range": at(number, 0) })).collect()
    }
}

fn answer(message: &Value, result: &Value) {
    send(&json!({ "id": message["id"], "result": result }));
}

fn name(params: &Value) -> String {
    params["textDocument"]["uri"].as_str().unwrap().to_owned()
}

fn at(line: usize, end: usize) -> Value {
    json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": end } })
}

/// The byte at a place, all text being ASCII.
fn offset(text: &str, place: &Value) -> usize {
    let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    let before = text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>();
    before + number("character")
}

fn send(message: &Value) {
    let body = message.to_string();
    write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
}

fn write(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // The client may have left.
    if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
