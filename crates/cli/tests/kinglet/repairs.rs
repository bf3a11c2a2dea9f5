//! Answers that cannot be used are asked for again, differently.

use std::collections::BTreeSet;

use kinglet_scripted::{Reply, Server};

use crate::model::{self, BROKEN, PROSE, RIGHT, attempt, prompt};
use crate::support::Scene;

#[test]
fn each_failure_changes_the_next_question() {
    let scene = Scene::new();
    let server = Server::start(model::by_attempt(|attempt| match attempt {
        1 => model::code(BROKEN),
        2 => Reply::text(PROSE),
        3 => Reply::text("```python\ndef total(prices, discount=0):\n    return sum(").finish("length"),
        _ => model::code(RIGHT),
    }));
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);

    let chats = server.chats();
    assert!(chats.iter().map(attempt).eq(1..=4), "every question has another seed");
    let asked: BTreeSet<String> = chats.iter().map(|chat| chat.body.to_string()).collect();
    assert_eq!(asked.len(), 4, "no question is asked twice");

    let diagnostics = scene.kinglet(&["evidence", "--json", "kind:diagnostic"]).expect(0).json();
    let subjects: Vec<_> = diagnostics.iter().map(|line| line["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["syntax/error", "dialect/parse_error", "model/length"]);
    let exact = diagnostics[0]["content"].as_str().unwrap();
    assert!(exact.contains("cart.py: line 2"), "{exact}");
    assert!(prompt(&chats[1]).contains(exact), "{exact}\n{}", prompt(&chats[1]));
    let temperatures: Vec<_> = chats.iter().map(|chat| chat.body["temperature"].as_f64().unwrap()).collect();
    assert!(temperatures[1] > temperatures[0], "{temperatures:?}");
}

#[test]
fn an_edit_that_did_not_help_changes_the_next_question() {
    let scene = Scene::new();
    let server = Server::start(model::by_attempt(|attempt| {
        model::code(if attempt == 1 { model::WRONG } else { RIGHT })
    }));
    scene.run(server.url(), &[]).expect(0);
    let prompts: Vec<String> = server.chats().iter().map(prompt).collect();
    assert_eq!(prompts.len(), 2);
    assert_ne!(prompts[0], prompts[1]);
}
