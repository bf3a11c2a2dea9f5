//! Exams of a model, and what runs make of them.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};
use serde_json::json;

use crate::model::{self, RIGHT};
use crate::support::Scene;

/// A model that decides by calling tools alone, and forgets what stands in a prompt of more than this many words.
fn calls_tools(remembers: usize) -> Script {
    Script::new(move |request: &Request| {
        let prompt = model::prompt(request);
        if request.body["tools"].is_array() {
            let arguments = json!({"pattern": "total"}).to_string();
            let call =
                json!({"index": 0, "id": "c1", "function": {"name": "search", "arguments": arguments}});
            return Reply::deltas(&[json!({"tool_calls": [call]})]).finish("tool_calls").into();
        }
        let Some((_, wanted)) = prompt.split_once("Which number does `") else { return answer(request) };
        let name = wanted.split('`').next().unwrap();
        let after = prompt.split_once(&format!("def {name}():\n    return ")).unwrap().1;
        let number = after.split('\n').next().unwrap();
        let is_known = prompt.split_whitespace().count() <= remembers;
        Reply::text(if is_known { number } else { "I do not know." }).into()
    })
}

/// Nothing but the usual edit.
fn answer(request: &Request) -> Behaviour {
    if model::is_decision(request) { Reply::text("Let me see.").into() } else { model::code(RIGHT).into() }
}

#[test]
fn runs_go_by_what_an_exam_found_out() {
    let scene = Scene::new();
    let server = Server::start(calls_tools(600));
    let exam = ["models", "calibrate", "--endpoint", server.url(), "--questions", "2"];
    let marks = scene.kinglet(&exam).expect(0).out.replace(server.url(), "SERVER");
    let (marks, _seconds) = marks.rsplit_once(", ").unwrap();
    assert_snapshot!(marks, @"
                                                asked  in its form applicable  right tokens a reply
    decisions: free                                 2            0          0      0       not told
    decisions: tools                                2            2          2      0       not told
    edits: rewrite, free, temperature 0.2           2            0          0      0       not told
    edits: replace, free, temperature 0.2           2            0          0      0       not told
    edits: json, free, temperature 0.2              2            0          0      0       not told
    plans                                           2            0          0      0       not told
    finding lines in 487 tokens                     3                              3
    finding lines in 985 tokens                     3                              3
    finding lines in 1969 tokens                    3                              0

    What runs go by from now on:
      decisions        tools
      edits            rewrite, imposed
      longest prompt   1024 tokens
      warmest          temperature 0.8
    scripted (SERVER)
    ");

    let examined = server.chats().len();
    scene.run(server.url(), &["--explore", "always"]).expect(0);
    let chats = server.chats();
    let mut decisions = chats[examined..].iter().filter(|chat| model::is_decision(chat)).peekable();
    assert!(decisions.peek().is_some());
    assert!(decisions.all(|chat| chat.body["tools"].is_array()));
    let told = scene.kinglet(&["evidence", "kind:decision", "subject:scripted"]).expect(0).out;
    assert!(told.contains("asked as its exam showed to be best: decisions tools"), "{told}");

    scene.kinglet(&["models", "calibrate", "--endpoint", server.url(), "--forget"]).expect(0);
    let before = server.chats().len();
    scene.write("cart.py", include_str!("../project/cart.py"));
    scene.run(server.url(), &["--explore", "always"]).expect(0);
    assert!(server.chats()[before..].iter().all(|chat| chat.body["tools"].is_null()));
}

#[test]
fn an_exam_that_cannot_be_held_says_why() {
    let scene = Scene::new();
    let nobody = ["models", "calibrate", "--endpoint", "http://127.0.0.1:1"];
    let said = scene.kinglet(&nobody).expect(3);
    assert!(said.err.contains("127.0.0.1:1"), "{}", said.err);
    scene.kinglet(&["models", "calibrate", "--questions", "17"]).expect(2);
}
