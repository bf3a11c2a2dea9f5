//! The server as a client on a plain socket sees it.
#![expect(clippy::expect_used, reason = "the helpers of tests may fail like tests")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Script, Server};

/// The only code here that speaks HTTP: what is answered, with the line ends made visible where they are CRLF.
fn ask(server: &Server, method: &str, path: &str, body: &str) -> String {
    let mut stream =
        TcpStream::connect(server.url().trim_start_matches("http://")).expect("the server listens");
    write!(stream, "{method} {path} HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .expect("it reads");
    let mut answer = Vec::new();
    let outcome = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer).replace("\r\n", "\n");
    match outcome {
        Ok(_) => text,
        Err(error) => format!("{text}<{}>", error.kind()),
    }
}

fn chat(script: Script) -> String {
    ask(&Server::start(script), "POST", "/v1/chat/completions", "{}")
}

#[test]
fn streams_a_reply_with_its_costs() {
    assert_snapshot!(chat(Script::always(Reply::chunks(&["a", "b"]).usage(9, 4, 2))), @r#"
    HTTP/1.1 200 OK
    Content-Type: text/event-stream
    Connection: close

    data: {"choices":[{"delta":{"content":"a"},"finish_reason":null,"index":0}]}

    data: {"choices":[{"delta":{"content":"b"},"finish_reason":null,"index":0}]}

    data: {"choices":[{"delta":{},"finish_reason":"stop","index":0}]}

    data: {"choices":[],"usage":{"completion_tokens":2,"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":4}}}

    data: [DONE]
    "#);
}

#[test]
fn breaks_off_in_good_order_or_not() {
    let reply = Reply::text("a");
    assert!(chat(Script::always(reply.clone().cut_after(9))).ends_with("\n\ndata: {\"c"));
    assert!(chat(Script::always(reply.reset_after(9))).ends_with("<connection reset>"));
}

#[test]
fn answers_by_the_ordinal_and_remembers_what_was_asked() {
    let server = Server::start(Script::replies(&["one"]));
    assert!(ask(&server, "POST", "/v1/chat/completions", r#"{"seed":7}"#).contains("one"));
    assert!(ask(&server, "POST", "/v1/chat/completions", "{}").starts_with("HTTP/1.1 500"));
    let chats = server.chats();
    assert_eq!((chats.len(), &chats[0].body["seed"], chats[1].ordinal), (2, &7.into(), 1));
}

#[test]
fn looks_like_llama_cpp_if_it_shall() {
    let server = Server::start(Script::replies(&[]).llama(4096));
    let last_line = |answer: String| answer.lines().last().unwrap_or_default().to_owned();
    assert_snapshot!(last_line(ask(&server, "GET", "/props", "")), @r#"{"default_generation_settings":{"n_ctx":4096},"total_slots":1}"#);
    assert_snapshot!(last_line(ask(&server, "POST", "/tokenize", r#"{"content":"a b c"}"#)), @r#"{"tokens":[0,1,2]}"#);
    assert_snapshot!(last_line(ask(&server, "GET", "/v1/models", "")), @r#"{"data":[{"id":"scripted","object":"model","owned_by":"scripted"}],"object":"list"}"#);
}

#[test]
fn tells_that_a_client_came_and_left() {
    let server = Server::start(Script::always(Behaviour::silence()));
    let mut stream =
        TcpStream::connect(server.url().trim_start_matches("http://")).expect("the server listens");
    write!(stream, "POST /v1/chat/completions HTTP/1.1\r\n\r\n").expect("it reads");
    server.block_until_arrived(1);
    drop(stream);
    server.block_until_left(1);
}

#[test]
fn holds_a_chunk_until_it_is_released() {
    let server = Server::start(Script::always(Reply::text("late").held()));
    server.release();
    assert!(ask(&server, "POST", "/v1/chat/completions", "{}").contains("late"));
}
