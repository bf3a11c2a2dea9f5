//! Servers that are not llama.cpp: the window is set or learnt, and no prompt is cut without a word.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};
use serde_json::json;

use crate::model::{self, RIGHT};
use crate::support::Scene;

/// A function that is so long that all of it fills most of a small window.
fn long_function(lines: usize) -> String {
    let lines = (0..lines).map(|n| format!("    # Line {n} of many that say nothing about the prices.\n"));
    format!(
        "def total(prices, discount=0):\n{}    result = sum(prices) + 1\n    return result + discount\n",
        lines.collect::<String>()
    )
}

/// The words that a request gives to read; these servers count each as a token.
fn words(request: &Request) -> usize {
    model::prompt(request).split_whitespace().count()
}

#[test]
fn ollama_is_given_the_window_that_a_run_needs() {
    let scene = Scene::new();
    let server = Server::start(Script::always(model::code(RIGHT)).ollama(4096));
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    for chat in server.chats() {
        assert_eq!((chat.path.as_str(), &chat.body["options"]["num_ctx"]), ("/api/chat", &json!(8192)));
        assert_eq!((&chat.body["truncate"], &chat.body["shift"]), (&json!(false), &json!(false)));
    }
}

#[test]
fn lm_studio_is_asked_within_the_window_that_it_has_loaded() {
    let scene = Scene::new();
    let server = Server::start(Script::always(model::code(RIGHT)).lm_studio(4096));
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn a_prompt_that_would_be_cut_is_never_sent() {
    // At 200 lines all that must be said still fits; at 900 it does not.
    for lines in [200, 900] {
        let scripts = [
            Script::always(model::code(RIGHT)).ollama(4096),
            Script::always(model::code(RIGHT)).lm_studio(4096),
        ];
        for script in scripts {
            let scene = Scene::new();
            scene.write("cart.py", &long_function(lines));
            let server = Server::start(script);
            let said = scene.run(server.url(), &["--attempts", "3"]);
            assert!(!said.out.contains("cut the prompt"), "{}", said.out);
            for chat in server.chats() {
                let window = chat.body["options"]["num_ctx"].as_u64().unwrap_or(4096);
                assert!(words(&chat) <= usize::try_from(window).unwrap(), "{} words", words(&chat));
            }
        }
    }
}

#[test]
fn an_answer_to_a_cut_prompt_is_not_acted_on() {
    let scene = Scene::new();
    // It says nothing of its window, and has a very small one.
    let server = Server::start(Script::always(model::code(RIGHT).usage(40, 0, 30)));
    let said = scene.run(server.url(), &[]).expect(3);
    let err = said.err.replace(server.url(), "SERVER");
    assert_snapshot!(err, @"kinglet: interrupted: the model server at SERVER cut the prompt: it read 40 of some 344 tokens, so its answer is not used; give the server a larger context window; `kinglet resume R1` goes on from the last step");
    assert_ne!(scene.read("cart.py"), RIGHT);
    // The second question is the same with a beginning that is in no cache.
    assert_eq!((server.chats().len(), said.err.matches("cut the prompt").count()), (2, 1));
}

#[test]
fn servers_are_found_by_their_ports() {
    let scene = Scene::new();
    let reply = || Script::always(Reply::text("four"));
    let servers = [
        Server::start(reply().llama(8192).models(&["tiny"])),
        Server::start(reply().ollama(4096)),
        Server::start(reply().lm_studio(4096)),
        Server::start(reply().route("/v1/models", |_| Behaviour::error(404, "Not Found"))),
    ];
    let ports: Vec<String> = servers.iter().map(|server| server.port().to_string()).collect();
    let given: Vec<&str> = ports.iter().flat_map(|port| ["--port", port]).collect();
    let masked = |mut text: String| {
        for (number, server) in servers.iter().enumerate() {
            text = text.replace(&format!("{:24}", server.url()), &format!("S{number}"));
            text = text.replace(server.url(), &format!("S{number}"));
        }
        text
    };
    let scan = |more: &[&str]| {
        masked(scene.kinglet(&[&["models", "scan"], &given[..], more].concat()).expect(0).out)
    };
    assert_snapshot!(scan(&[]), @"
    S0  llama.cpp         window 8192           tiny
    S1  Ollama            window not known yet  scripted
    S2  LM Studio         window not known yet  scripted
    ");
    assert_snapshot!(scan(&["--json"]), @r#"
    {"endpoint":"S0","kind":"llama","models":["tiny"],"window":8192}
    {"endpoint":"S1","kind":"ollama","models":["scripted"],"window":null}
    {"endpoint":"S2","kind":"lm_studio","models":["scripted"],"window":null}
    "#);
    assert!(servers.iter().all(|server| server.chats().is_empty()), "nothing is asked, and nothing loaded");
}

#[test]
fn what_a_probe_found_out_is_relied_on() {
    let scene = Scene::new();
    let server = Server::start(Script::new(|request: &Request| {
        let last = request.body["messages"].as_array().unwrap().last().unwrap();
        let words = u32::try_from(words(request)).unwrap();
        if last["role"] != "assistant" {
            return Reply::text("Hello!").usage(words, 0, 2).into();
        }
        // It continues, although nobody says so.
        let text = last["content"].as_str().unwrap();
        let rest = if text.starts_with("1, 2") { " 5, 6" } else { return model::continued(RIGHT, request) };
        Reply::text(rest).usage(words, 0, 2).into()
    }));
    let probe = ["models", "probe", "--endpoint", server.url()];
    let said = scene.kinglet(&probe).expect(0).out.replace(server.url(), "SERVER");
    let kept: Vec<&str> =
        said.lines().filter(|line| !line.starts_with("reads") && !line.starts_with("writes")).collect();
    assert_snapshot!(kept.join("\n"), @"
    model              scripted
    where              SERVER (OpenAI protocol)
    window             at least 15019 tokens, measured: no more was tried
    tokenizer          none; tokens are estimated
    constraint         none
    native tools       no
    continues a reply  yes
    ");
    let probed = server.chats().len();
    scene.run(server.url(), &[]).expect(0);
    assert!(server.chats()[probed..].iter().all(|chat| model::prefill(chat).starts_with("```")));
    let json = scene.kinglet(&[&probe[..], &["--json"]].concat()).expect(0).json();
    assert_eq!((&json[0]["prefill"], &json[0]["constraint"]), (&json!(true), &json!("none")));
}

/// vLLM takes grammars, but may not go on from a beginning: what would have begun the answer is imposed on it.
#[test]
fn a_frame_is_imposed_where_it_cannot_be_begun() {
    let scene = Scene::new();
    let models = json!({"object": "list", "data": [{"id": "scripted", "max_model_len": 8192}]});
    let framed = Reply::text(&format!("```python\n{RIGHT}```"));
    let script = Script::always(framed)
        .route("/v1/models", move |_| Behaviour::json(200, &models))
        .route("/version", |_| Behaviour::json(200, &json!({"version": "0.12.0"})))
        .route("/tokenize", |_| Behaviour::json(200, &json!({"count": 10})));
    let server = Server::start(script);
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    let chat = &server.chats()[0];
    let grammar = chat.body["structured_outputs"]["grammar"].as_str().unwrap();
    assert_snapshot!(grammar.lines().next().unwrap(), @r#"root ::= "```python\ndef total" code"#);
    assert_eq!(chat.body["messages"].as_array().unwrap().len(), 2, "nothing is begun");
    assert_eq!(chat.body["stop"], json!(["\n```"]));
}
