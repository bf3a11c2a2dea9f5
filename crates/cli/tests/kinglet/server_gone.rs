//! A model server that dies in the middle of an answer, or is not ready.

use std::fs;

use kinglet_scripted::{Behaviour, Reply, Script, Server};

use crate::model::{self, BROKEN, RIGHT, WRONG, attempt};
use crate::support::{RUN, Scene};

fn rule(attempt: u64) -> Reply {
    match attempt {
        1 => model::code(BROKEN),
        2 => model::code(WRONG),
        _ => model::code(RIGHT),
    }
}

#[test]
fn the_run_says_so_and_goes_on_with_another_server() {
    let scene = Scene::new();
    let first = Server::start(model::by_attempt(|attempt| match attempt {
        3 => rule(3).held(),
        _ => rule(attempt),
    }));
    let mut running = scene.start(first.url());
    while running.until("asked")["attempt"] != 3 {}
    first.release();
    running.until("token");
    let asked_first: Vec<u64> = first.chats().iter().map(attempt).collect();
    let address = first.url().to_owned();
    drop(first);
    let said = running.end().expect(3);
    assert!(said.out.contains("broke off in the middle of an answer"), "{}", said.out);
    assert!(said.err.contains(&format!("no model server answers at {address}")), "{}", said.err);
    assert_eq!(said.err.matches("`kinglet resume R1`").count(), 1, "{}", said.err);
    assert!(scene.kinglet(&["runs"]).out.contains("interrupted"));
    let committed = scene.ledger().episodes(RUN).unwrap().len();

    let second = Server::start(model::by_attempt(rule));
    scene.kinglet(&["resume", "--endpoint", "http://127.0.0.1:1"]).expect(3);
    assert!(scene.kinglet(&["resume"]).expect(3).err.contains(&address), "where nobody was is forgotten");
    scene.kinglet(&["resume", "--endpoint", second.url()]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    let asked_second: Vec<u64> = second.chats().iter().map(attempt).collect();
    assert_eq!((asked_first, committed, asked_second), (vec![1, 2, 3], 2, vec![3]));
    let episodes = scene.ledger().episodes(RUN).unwrap();
    assert!(episodes.iter().map(|episode| u64::from(episode.sampling.seed)).eq(1..=3));
}

#[test]
fn an_answer_that_was_reset_is_asked_for_again() {
    let scene = Scene::new();
    let server = Server::start(Script::new(|request| match request.ordinal {
        0 => model::code(RIGHT).reset_after(200).into(),
        _ => model::code(RIGHT).into(),
    }));
    let said = scene.run(server.url(), &[]).expect(0);
    assert!(said.out.contains("broke off in the middle of an answer, after "), "{}", said.out);
    let episodes = scene.ledger().episodes(RUN).unwrap();
    assert_eq!((server.chats().len(), episodes.len()), (2, 1));
}

#[test]
fn a_server_that_loads_its_model_is_waited_for_and_this_is_told() {
    let scene = Scene::new();
    let script = Script::new(|request| match request.ordinal {
        0 => Behaviour::loading(),
        _ => model::continued(RIGHT, request),
    });
    let server = Server::start(script.llama(8192).route("/tokenize", |request| match request.ordinal {
        0 => Behaviour::loading(),
        _ => Behaviour::json(200, &serde_json::json!({"tokens": [1, 2, 3]})),
    }));
    let said = scene.run(server.url(), &["--json"]).expect(0);
    let told: Vec<_> = said.json().into_iter().filter(|event| event["type"] == "retrying").collect();
    let reason = format!("the model server at {} is not ready: Loading model", server.url());
    assert_eq!(
        told.iter().map(|event| event["reason"].as_str().unwrap()).collect::<Vec<_>>(),
        // Over the first count of tokens, over the model's doubts, and over the question.
        [&reason, &reason, &reason]
    );
    assert_eq!(scene.ledger().episodes(RUN).unwrap().len(), 1, "waiting costs no attempt");
    let log = fs::read_to_string(scene.beside("home/kinglet/kinglet.log")).unwrap();
    assert!(log.contains(&reason), "{log}");
}

/// It is asked for its health until it can be asked, and the question, which is long, is sent only then.
#[test]
fn m3_a_server_that_died_and_loads_its_model_again_is_not_asked_meanwhile() {
    let scene = Scene::new();
    let script = Script::new(|request| match request.ordinal {
        0 => model::code(RIGHT).reset_after(200).into(),
        _ => model::continued(RIGHT, request),
    });
    let server = Server::start(script.llama(8192).route("/health", |request| match request.ordinal {
        0 | 1 => Behaviour::loading(),
        _ => Behaviour::json(200, &serde_json::json!({"status": "ok"})),
    }));
    let said = scene.run(server.url(), &["--json"]).expect(0);
    let asked = server.requests();
    let since = asked.iter().skip_while(|request| !request.path.ends_with("/completions"));
    let since = since.map(|request| request.path.as_str()).filter(|path| *path != "/tokenize");
    let since: Vec<&str> = since.collect();
    // First the model is asked for its doubts, of which the script says nothing that could be understood.
    insta::assert_snapshot!(since.join("\n"), @"
    /v1/chat/completions
    /health
    /health
    /health
    /v1/chat/completions
    /v1/chat/completions
    /health
    /v1/chat/completions
    ");
    let told = said.json().into_iter().filter(|event| event["type"] == "retrying");
    let told: Vec<String> = told.map(|event| event["reason"].as_str().unwrap().to_owned()).collect();
    insta::assert_snapshot!(told.join("\n").replace(server.url(), "SERVER"), @"
    the model server at SERVER broke off in the middle of an answer, after 0 bytes of text
    the model server at SERVER is not ready: Loading model
    the model server at SERVER broke off in the middle of an answer, after 22 bytes of text
    ");
    assert_eq!(scene.ledger().episodes(RUN).unwrap().len(), 1, "waiting costs no attempt");
}

#[test]
fn the_run_goes_on_with_a_model_file() {
    let scene = Scene::new();
    let server = Server::start(Script::always(Behaviour::silence()));
    let running = scene.start(server.url());
    server.block_until_arrived(1);
    running.kill();
    // That it is not there says best that it was looked for, and not asked of a server.
    let said = scene.kinglet(&["resume", "--model", "absent.gguf"]).expect(3).err;
    let path = scene.root().join("absent.gguf");
    assert!(
        said.starts_with(&format!("kinglet: interrupted: cannot load the model file {}: ", path.display())),
        "{said}"
    );
    assert_eq!(server.chats().len(), 1);
}

#[test]
fn a_resumption_remembers_the_server_of_the_last_one() {
    let scene = Scene::new();
    let first = Server::start(Script::always(Behaviour::silence()));
    let running = scene.start(first.url());
    first.block_until_arrived(1);
    running.kill();
    let second = Server::start(Script::new(|request| match request.ordinal {
        0 => Behaviour::silence(),
        _ => model::code(RIGHT).into(),
    }));
    let running = scene.start_kinglet(&["resume", "--endpoint", second.url()]);
    second.block_until_arrived(1);
    running.kill();
    scene.kinglet(&["resume"]).expect(0);
    assert_eq!((first.chats().len(), second.chats().len()), (1, 2));
}

#[test]
fn a_server_that_wants_a_key_is_told_of_once() {
    let scene = Scene::new();
    let locked = || Behaviour::error(401, "Invalid API Key");
    let server = Server::start(Script::always(locked()).route("/v1/models", move |_| locked()));
    let said = scene.run(server.url(), &[]).expect(3);
    let err = said.err.replace(server.url(), "SERVER");
    insta::assert_snapshot!(err, @"kinglet: interrupted: the model server at SERVER answered 401: Invalid API Key; put the key that it wants in the variable KINGLET_API_KEY (KINGLET_ESCALATE_API_KEY for --escalate); `kinglet resume R1` goes on from the last step");
    assert!(!said.out.contains("interrupted"), "{}", said.out);
}
