//! A model whose context window is small, or smaller than it says.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};
use serde_json::json;

use crate::copies::assert_replays;
use crate::model;
use crate::support::Scene;

/// What the window must hold: the scripted server counts a word as a token.
fn needed(request: &Request) -> usize {
    let reply = usize::try_from(request.body["max_tokens"].as_u64().unwrap()).unwrap();
    model::prompt(request).split_whitespace().count() + reply
}

fn too_long(request: &Request, window: u32) -> Behaviour {
    let error = json!({"code": 400, "message": "exceeds", "type": "exceed_context_size_error",
        "n_prompt_tokens": needed(request), "n_ctx": window});
    Behaviour::json(400, &json!({"error": error}))
}

/// A function that is so long that the questions about its last lines impose most of a window.
fn long_function() -> String {
    let lines = (0..40).map(|n| format!("    # Line {n} of many that say nothing about the prices.\n"));
    format!(
        "def total(prices, discount=0):\n{}    result = sum(prices) + 1\n    return result + discount\n",
        lines.collect::<String>()
    )
}

#[test]
fn no_question_is_longer_than_the_window() {
    for window in [900, 1300, 1500, 1700] {
        let scene = Scene::new();
        scene.write("cart.py", &long_function());
        let answer = Behaviour::from(Reply::text("    result = sum(prices) + 2\n```"));
        let script = Script::new(move |request| match needed(request) {
            needed if needed > window as usize => too_long(request, window),
            _ => answer.clone(),
        });
        let server = Server::start(script.llama(window));
        scene.run(server.url(), &["--attempts", "4"]).expect(1);
        let needed: Vec<_> = server.chats().iter().map(needed).collect();
        assert!(needed.iter().all(|needed| *needed <= window as usize), "{window}: {needed:?}");
    }
}

#[test]
fn a_place_that_the_server_finds_too_long_is_not_asked_about_again() {
    let scene = Scene::new();
    let server = Server::start(Script::new(|request| too_long(request, 20)).llama(8192));
    let said = scene.run(server.url(), &["--attempts", "2"]).expect(1);
    assert_snapshot!(said.last_lines(5), @"
      no     the prompt has 343 tokens; with 161 more for the reply it does not fit the window of 20
    not done: no place is left to ask about; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: too long for the model's window
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(server.chats().len(), 1);
}

#[test]
fn what_did_not_fit_does_not_fit_in_a_replay() {
    let scene = Scene::new();
    let decision = r#"{"action":"resolve","cites":["E1"],"summary":"the fault is in total"}"#;
    let script = Script::new(move |request| {
        if model::is_decision(request) { Reply::text(decision).into() } else { too_long(request, 20) }
    });
    let server = Server::start(script.llama(8192));
    scene.run(server.url(), &["--explore", "always"]).expect(1);
    assert_replays(&scene, 1);
}
