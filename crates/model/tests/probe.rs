//! The probe, against servers that can do more or less than they say.
#![expect(clippy::unwrap_used, reason = "the helpers of tests may fail like tests")]

use insta::assert_snapshot;
use kinglet_model::Backend as _;
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::probe::{Report, Window};
use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};
use serde_json::json;

async fn connect(server: &Server) -> OpenAi {
    let options =
        Options { endpoint: server.url().to_owned(), model: None, api_key: None, timers: Timers::default() };
    OpenAi::connect(options).await.unwrap()
}

/// What a probe finds out, without what differs from one machine to the next.
async fn probe(script: Script) -> String {
    let server = Server::start(script);
    let report = connect(&server).await.probe(1, &mut |_| {}).await.unwrap();
    let Report { window, tokenizer, constraint, tools, prefill, .. } = report;
    let window = window.map_or("unknown".to_owned(), |window| format!("{window:?}"));
    format!(
        "window {window}, tokenizer {tokenizer:?}, constraint {constraint:?}, tools {tools:?}, prefill {prefill}"
    )
}

/// A token is four bytes; of longer prompts, only so many tokens are read.
fn read(request: &Request, window: u32) -> u32 {
    let messages = request.body["messages"].as_array().unwrap();
    let bytes: usize = messages.iter().map(|message| message["content"].as_str().unwrap().len()).sum();
    u32::try_from(bytes / 4).unwrap().min(window)
}

fn able(request: &Request) -> Behaviour {
    let messages = request.body["messages"].as_array().unwrap();
    let last = messages.last().unwrap();
    let call = json!({"tool_calls": [{"index": 0, "id": "", "function": {"name": "add", "arguments": {"a": 1, "b": 2}}}]});
    let reply = if last["role"] == "assistant" {
        Reply::text(" 5, 6, 7")
    } else if request.body.get("tools").is_some() {
        Reply::deltas(&[call])
    } else if request.body.get("grammar").is_some() {
        Reply::text("zq123")
    } else if request.body.get("response_format").is_some() || request.body.get("format").is_some() {
        Reply::text("{\"zq\": true}")
    } else {
        Reply::text("Hello!")
    };
    reply.usage(read(request, u32::MAX), 0, 3).into()
}

#[tokio::test]
async fn what_a_server_can_do_is_found_out() {
    assert_snapshot!(probe(Script::new(able).llama(4096)).await, @"window Told(4096), tokenizer Own, constraint Grammar, tools Some(true), prefill true");
    assert_snapshot!(probe(Script::new(able).ollama(4096)).await, @"window Told(8192), tokenizer Estimate, constraint JsonSchema, tools Some(true), prefill true");
    assert_snapshot!(probe(Script::new(able).lm_studio(4096)).await, @"window Told(4096), tokenizer Estimate, constraint JsonSchema, tools Some(true), prefill true");
}

#[tokio::test]
async fn what_a_server_only_pretends_is_found_out() {
    let polite =
        |window| Script::new(move |request| Reply::text("Hello!").usage(read(request, window), 0, 2).into());
    assert_snapshot!(probe(polite(5000)).await, @"window Measured(5000), tokenizer Estimate, constraint None, tools Some(false), prefill false");
    assert_snapshot!(probe(polite(u32::MAX)).await, @"window AtLeast(26411), tokenizer Estimate, constraint None, tools Some(false), prefill false");
    let strict = Script::new(|request| match read(request, u32::MAX) {
        0..3000 => Reply::text("Hello!").usage(read(request, 3000), 0, 2).into(),
        _ => Behaviour::error(400, "too long"),
    });
    assert_snapshot!(probe(strict).await, @"window Measured(1595), tokenizer Estimate, constraint None, tools Some(false), prefill false");
    assert_snapshot!(probe(Script::always(Reply::text("Hello!"))).await, @"window unknown, tokenizer Estimate, constraint None, tools Some(false), prefill false");
}

#[tokio::test]
async fn a_report_makes_up_for_what_a_server_does_not_tell() {
    let server = Server::start(Script::new(able));
    let report = connect(&server).await.probe(1, &mut |_| {}).await.unwrap();
    let kept: Report = serde_json::from_value(serde_json::to_value(&report).unwrap()).unwrap();
    assert_eq!(kept, report);
    let mut model = connect(&server).await;
    assert_eq!(model.identity().window, None);
    model.rely_on(&report);
    assert_eq!(format!("{:?}", model.identity().prefill), "Continued");
    assert_eq!(model.identity().window, report.window.map(Window::tokens));
    assert!(model.count(&"x".repeat(4_000)).await.unwrap().0 < 1_143, "a token has more than 3.5 bytes here");
    assert_eq!(model.fingerprint().await.unwrap().replace(server.url(), "URL"), "URL scripted");
    let ollama = Server::start(Script::new(able).ollama(4096));
    assert_eq!(connect(&ollama).await.fingerprint().await.unwrap(), "Ollama feed");
}
