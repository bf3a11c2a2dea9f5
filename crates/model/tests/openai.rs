//! The OpenAI backend against a server that follows a script, most often a bad one. The names of tests that prove a
//! promise about faults begin with its number, `m1` to `m18`.
#![expect(clippy::unwrap_used, reason = "the helpers of tests may fail like tests")]

use std::time::Duration;

use insta::{assert_debug_snapshot, assert_snapshot};
use kinglet_domain::model::Sampling;
use kinglet_domain::unit::Tokens;
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::{Backend, Error, Flow, Message, Reply, Request, Role};
use kinglet_scripted::{Behaviour, Script, Server, Step};
use serde_json::json;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

const CHAT: &str = "/v1/chat/completions";

/// The only code here that says how to connect.
async fn connect(server: &Server, change: impl FnOnce(&mut Options)) -> Result<OpenAi, Error> {
    let mut options =
        Options { endpoint: server.url().to_owned(), model: None, api_key: None, timers: Timers::default() };
    change(&mut options);
    OpenAi::connect(options).await
}

/// The only code here that says how to ask; `prefill` alone differs from test to test.
async fn ask(
    model: &mut OpenAi,
    prefill: &str,
    mut sink: impl FnMut(&str) -> Flow + Send,
) -> Result<Reply, Error> {
    let message = |role, content: &str| Message { role, content: content.to_owned() };
    let request = Request {
        messages: vec![message(Role::System, "Be brief."), message(Role::User, "2+2?")],
        prefill: prefill.to_owned(),
        form: None,
        tools: Vec::new(),
        stop: vec!["\n\n".to_owned()],
        limit: Tokens(100),
        sampling: Sampling { temperature: 0.5, top_p: 0.75, seed: 7 },
        slot: 0,
    };
    model.generate(&request, &mut sink).await
}

/// What comes of one question, on one line; the server's address is masked.
async fn outcome(script: Script) -> String {
    let server = Server::start(script);
    let mut heard = Vec::new();
    let reply = match connect(&server, |_| {}).await {
        Ok(mut model) => {
            let sink = |piece: &str| {
                heard.push(piece.to_owned());
                Flow::Continue
            };
            ask(&mut model, "", sink).await
        }
        Err(error) => Err(error),
    };
    if let Ok(reply) = &reply {
        assert_eq!(heard.concat(), reply.text, "the sink hears what the reply says");
    }
    shown(&server, reply)
}

fn shown(server: &Server, reply: Result<Reply, Error>) -> String {
    match reply {
        Ok(reply) => format!("{:?}: {}", reply.finish, reply.text),
        Err(error) => {
            let again = if error.is_transient() { "error that may pass" } else { "error" };
            format!("{again}: {error}").replace(server.url(), "URL")
        }
    }
}

async fn chat(behaviour: impl Into<Behaviour>) -> String {
    outcome(Script::always(behaviour)).await
}

/// A sink that tells of each piece, so that tests can wait for it.
fn telling(to: UnboundedSender<String>) -> impl FnMut(&str) -> Flow + Send {
    move |piece| {
        to.send(piece.to_owned()).unwrap();
        Flow::Continue
    }
}

mod asking {
    use super::*;
    use kinglet_scripted::Reply;

    #[tokio::test]
    async fn llama_cpp_is_recognised_and_asked_for_all_it_can() {
        let server = Server::start(Script::always(Reply::chunks(&["fo", "ur"]).usage(30, 20, 2)).llama(4096));
        let mut model = connect(&server, |_| {}).await.unwrap();
        assert_debug_snapshot!((model.identity().window, model.identity().prefill), @"
        (
            Some(
                Tokens(
                    4096,
                ),
            ),
            Continued,
        )
        ");
        assert_eq!(model.count("one two three").await.unwrap(), Tokens(3));
        let reply = ask(&mut model, "It is ", |_| Flow::Continue).await.unwrap();
        assert_debug_snapshot!(reply, @r#"
        Reply {
            text: "four",
            finish: Stop,
            usage: Usage {
                prompt: Some(
                    Tokens(
                        30,
                    ),
                ),
                cached: Some(
                    Tokens(
                        20,
                    ),
                ),
                generated: Some(
                    Tokens(
                        2,
                    ),
                ),
                prompt_ms: Some(
                    12.5,
                ),
                generate_ms: Some(
                    250.0,
                ),
            },
        }
        "#);
        assert_snapshot!(server.chats()[0].body, @r#"{"add_generation_prompt":false,"cache_prompt":true,"chat_template_kwargs":{"enable_thinking":false},"continue_final_message":true,"max_tokens":100,"messages":[{"content":"Be brief.","role":"system"},{"content":"2+2?","role":"user"},{"content":"It is ","role":"assistant"}],"model":"scripted","seed":7,"stop":["\n\n"],"stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"timings_per_token":true,"top_p":0.75}"#);
    }

    #[tokio::test]
    async fn any_other_server_is_not_given_a_prefill() {
        let server = Server::start(Script::always(Reply::text("four").usage(30, 0, 1)));
        let mut model = connect(&server, |_| {}).await.unwrap();
        assert_eq!(model.identity().window, None);
        assert_snapshot!(shown(&server, ask(&mut model, "It is ", |_| Flow::Continue).await), @"Stop: four");
        assert_snapshot!(server.chats()[0].body, @r#"{"max_tokens":100,"messages":[{"content":"Be brief.","role":"system"},{"content":"2+2?","role":"user"}],"model":"scripted","seed":7,"stop":["\n\n"],"stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.75}"#);
    }

    #[tokio::test]
    async fn tokens_are_estimated_where_no_server_counts_them_and_corrected_by_what_it_charges() {
        // The two messages have 14 bytes with what parts them, so each byte is a token.
        let server = Server::start(Script::always(Reply::text("four").usage(14, 0, 1)));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let text = "x".repeat(3_500);
        assert_eq!(model.count(&text).await.unwrap(), Tokens(1_000));
        for _ in 0..100 {
            ask(&mut model, "", |_| Flow::Continue).await.unwrap();
        }
        assert_eq!(model.count(&text).await.unwrap(), Tokens(1_715));
    }

    #[tokio::test]
    async fn a_repeated_prefill_is_left_out_wherever_it_is_split() {
        for (chunks, text) in
            [(&["It is four"][..], "It is four"), (&[""], ""), (&["It ", "was"], "It was"), (&["It"], "It")]
        {
            let server = Server::start(Script::always(Reply::chunks(chunks)).llama(4096));
            let mut model = connect(&server, |_| {}).await.unwrap();
            let heard = ask(&mut model, "It is not ", |_| Flow::Continue).await.unwrap();
            assert_eq!(heard.text, text, "what is not the prefill stays");
            let server = Server::start(Script::always(Reply::chunks(chunks)).llama(4096).echoing());
            let mut model = connect(&server, |_| {}).await.unwrap();
            let heard = ask(&mut model, "It is not ", |_| Flow::Continue).await.unwrap();
            assert_eq!(heard.text, text, "what follows the prefill stays");
        }
        let server = Server::start(Script::always(Reply::chunks(&["It", " is", " four"])).llama(4096));
        let mut model = connect(&server, |_| {}).await.unwrap();
        assert_eq!(ask(&mut model, "It is ", |_| Flow::Continue).await.unwrap().text, "four");
    }

    #[tokio::test]
    async fn a_prompt_beyond_the_window_is_told_with_its_figures() {
        let error = json!({"error": {"code": 400, "message": "exceeds", "type": "exceed_context_size_error",
            "n_prompt_tokens": 5031, "n_ctx": 2048}});
        assert_snapshot!(chat(Behaviour::json(400, &error)).await, @"error: the prompt has 5031 tokens; with 100 more for the reply it does not fit the window of 2048");
    }

    /// OpenAI's own models since the first that think.
    #[tokio::test]
    async fn a_limit_by_its_other_name_is_remembered() {
        let server = Server::start(Script::new(|request| match request.body.get("max_tokens") {
            Some(_) => Behaviour::error(
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            ),
            None => Reply::text("four").into(),
        }));
        let mut model = connect(&server, |_| {}).await.unwrap();
        for _ in 0..2 {
            assert_eq!(ask(&mut model, "", |_| Flow::Continue).await.unwrap().text, "four");
        }
        let limits: Vec<_> =
            server.chats().iter().map(|chat| chat.body["max_completion_tokens"].as_u64()).collect();
        assert_eq!(limits, [None, Some(100), Some(100)]);
    }

    #[tokio::test]
    async fn what_stands_beside_the_text_may_be_anything() {
        let event = |event: serde_json::Value| chat(Behaviour::stream(format!("data: {event}\n\n")));
        let said =
            |said: serde_json::Value| event(json!({"choices": [{"delta": said, "finish_reason": "stop"}]}));
        assert_snapshot!(said(json!({"content": "four", "tool_calls": [{"index": 0, "function": null}]})).await, @"Stop: four");
        assert_snapshot!(said(json!({"content": [{"type": "text", "text": "fo"}, "ur"]})).await, @"Stop: four");
        assert_snapshot!(said(json!({"content": "four", "reasoning": 7})).await, @"Stop: four");
        // Text that cannot be read must not be lost.
        assert_snapshot!(said(json!({"content": 4})).await, @r#"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent an event: {"choices":[{"delta":{"content":4},"finish_reason":"stop"}]}"#);
        let told = |usage: serde_json::Value| {
            event(
                json!({"usage": usage, "choices": [{"index": "0", "message": {"content": "four"}, "finish_reason": "stop"}]}),
            )
        };
        assert_snapshot!(told(json!({"prompt_tokens": -1, "completion_tokens": 3})).await, @"Stop: four");
        assert_snapshot!(told(json!({"prompt_tokens": 900.0, "prompt_tokens_details": 5})).await, @"Stop: four");
        assert_snapshot!(told(json!("none")).await, @"Stop: four");
        let offering = |length: i64| {
            let models = json!({"data": [{"id": "scripted", "max_model_len": length}]});
            outcome(
                Script::always(Reply::text("four"))
                    .route("/v1/models", move |_| Behaviour::json(200, &models)),
            )
        };
        assert_snapshot!(offering(-1).await, @"Stop: four");
        assert_snapshot!(offering(99_999_999_999).await, @"Stop: four");
    }

    #[tokio::test]
    async fn a_server_that_cannot_stream_is_understood() {
        let whole = json!({"choices": [{"message": {"content": "four"}, "finish_reason": "length"}]});
        assert_snapshot!(chat(Behaviour::json(200, &whole)).await, @"Length: four");
    }
}

mod broken_streams {
    use super::*;
    use kinglet_scripted::Reply;

    /// A stream that ends at any byte, in whatever way, yields the whole reply or none.
    #[tokio::test]
    async fn m1_no_part_of_a_reply_passes_for_the_whole() {
        let reply = Reply::chunks(&["fo", "ur"]).usage(9, 0, 2);
        let body = String::from_utf8(reply.body()).unwrap();
        let length = body.len();
        let cut = move |ordinal| match ordinal % 2 {
            0 => reply.clone().cut_after(ordinal / 2),
            _ => reply.clone().reset_after(ordinal / 2),
        };
        let server = Server::start(Script::new(move |request| cut(request.ordinal).into()));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let mut whole = 0;
        for cut in 0..=2 * length {
            let reply = ask(&mut model, "", |_| Flow::Continue).await;
            match shown(&server, reply).as_str() {
                "Stop: four" => whole += 1,
                error => assert!(error.starts_with("error that may pass"), "cut {cut}: {error}"),
            }
        }
        let known_to_be_whole = r#"{"delta":{},"finish_reason":"stop","index":0}]}"#;
        assert!(whole >= length - body.find(known_to_be_whole).unwrap() - known_to_be_whole.len());
    }

    #[tokio::test]
    async fn m2_a_clean_end_without_a_reason_is_an_interruption() {
        assert_snapshot!(chat(Reply::text("four").unfinished()).await, @"error that may pass: the model server at URL broke off in the middle of an answer, after 4 bytes of text");
        assert_snapshot!(chat(Behaviour::stream("")).await, @"error that may pass: the model server at URL broke off in the middle of an answer, after 0 bytes of text");
    }

    #[tokio::test]
    async fn m12_done_is_not_needed_after_a_reason_and_a_reason_not_before_done() {
        assert_snapshot!(chat(Reply::text("four").without_done()).await, @"Stop: four");
        assert_snapshot!(chat(Behaviour::stream("data: {\"choices\":[{\"delta\":{\"content\":\"four\"}}]}\n\ndata: [DONE]")).await, @"Stop: four");
    }

    #[tokio::test]
    async fn m12_line_ends_comments_and_split_characters_are_understood() {
        assert_snapshot!(chat(Reply::text("vier → 4").crlf()).await, @"Stop: vier → 4");
        let event = "\u{feff}: hello\nevent: message\ndata: {\"choices\":[{\"delta\":{\"content\":\"→\"},\"finish_reason\":\"stop\"}]}\n\n";
        let bytes = event.as_bytes().chunks(1).map(|byte| Step::Send(byte.to_vec()));
        let head = Step::Send(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n".to_vec());
        assert_snapshot!(chat(Behaviour::Raw(std::iter::once(head).chain(bytes).collect())).await, @"Stop: →");
    }

    #[tokio::test]
    async fn m13_bytes_that_are_no_text_do_no_harm() {
        let mut body = b"data: {\"choices\":[{\"delta\":{\"content\":\"a".to_vec();
        body.extend(b"\xff\xfe\"},\"finish_reason\":\"stop\"}]}\n\n");
        assert_snapshot!(chat(Behaviour::stream(body)).await, @"Stop: a��");
        assert_snapshot!(chat(Behaviour::stream(b"\xff\x1b[31m\n\n")).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent ��[31m");
    }

    #[tokio::test]
    async fn m17_an_error_in_the_middle_is_a_refusal() {
        let begun = "data: {\"choices\":[{\"delta\":{\"content\":\"four\"}}]}\n\n";
        let object = r#"{"error":{"code":503,"message":"out of slots"}}"#;
        assert_snapshot!(chat(Behaviour::stream(format!("{begun}data: {object}\n\n"))).await, @"error that may pass: the model server at URL answered 503: out of slots");
        assert_snapshot!(chat(Behaviour::stream(format!("{begun}error: {{\"error\":\"boom\"}}\n\n"))).await, @"error that may pass: the model server at URL answered 500: boom");
        assert_snapshot!(chat(Reply::text("four").finish("content_filter")).await, @"error that may pass: the model server at URL answered 500: the reply was broken off with `content_filter`");
    }
}

mod endless_streams {
    use super::*;
    use kinglet_domain::model::Finish;
    use kinglet_scripted::Reply;

    #[tokio::test]
    async fn m16_a_reply_that_was_cut_off_says_so() {
        for reason in ["length", "model_length", "MAX_TOKENS", "token_limit"] {
            assert_eq!(chat(Reply::text("fo").finish(reason)).await, "Length: fo");
        }
    }

    #[tokio::test]
    async fn m9_a_server_that_ignores_the_limit_is_cut_off() {
        let server = Server::start(Script::always(Reply::text("blah ").endless()));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let reply = ask(&mut model, "", |_| Flow::Continue).await.unwrap();
        assert_eq!((reply.finish, reply.text.len()), (Finish::Length, 3_205));
        server.left(1).await;
    }

    #[tokio::test]
    async fn the_sink_ends_a_reply_when_it_has_read_enough() {
        let server = Server::start(Script::always(Reply::chunks(&["a", "b", "c"]).endless()));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let sink = |piece: &str| if piece == "b" { Flow::Stop } else { Flow::Continue };
        assert_snapshot!(shown(&server, ask(&mut model, "", sink).await), @"Early: ab");
        server.left(1).await;
    }

    #[tokio::test]
    async fn m10_a_line_without_end_is_not_read_to_its_end() {
        let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: ".to_vec();
        let line = Behaviour::Raw(vec![Step::Send(head), Step::Forever(vec![b'x'; 1 << 16])]);
        assert_snapshot!(chat(line).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent a line without end");
        let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_vec();
        let body = Behaviour::Raw(vec![Step::Send(head), Step::Forever(vec![b' '; 1 << 20])]);
        assert_snapshot!(chat(body).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent more than 16777216 bytes");
    }

    #[tokio::test]
    async fn m10_lines_that_say_nothing_have_an_end() {
        let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n".to_vec();
        let comment = [b": ".as_slice(), &vec![b'x'; 1 << 19], b"\n"].concat();
        let comments = Behaviour::Raw(vec![Step::Send(head), Step::Forever(comment)]);
        assert_snapshot!(chat(comments).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent more than 67108864 bytes");
    }

    #[tokio::test]
    async fn m10_nothing_is_unpacked() {
        assert_snapshot!(chat(Behaviour::gzip_bomb("text/event-stream")).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent packed bytes");
        assert_snapshot!(chat(Behaviour::gzip_bomb("application/json")).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent packed bytes");
        let models = Script::always(Behaviour::silence())
            .route("/v1/models", |_| Behaviour::gzip_bomb("application/json"));
        assert_snapshot!(outcome(models).await, @"error: URL does not speak the OpenAI protocol: it sent packed bytes; is it a model server?");
    }

    #[tokio::test]
    async fn dropping_the_future_cancels_the_generation() {
        let server = Server::start(Script::always(Reply::text("a").stall_after(1)));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let (sender, mut pieces) = unbounded_channel();
        tokio::select! {
            reply = ask(&mut model, "", telling(sender)) => panic!("it ended by itself: {reply:?}"),
            piece = pieces.recv() => assert_eq!(piece.as_deref(), Some("a")),
        }
        server.left(1).await;
    }
}

/// What a model says beside its text, which is read as if it were text.
mod calls {
    use super::*;
    use kinglet_scripted::Reply;
    use serde_json::Value;

    /// What is read of these pieces of native tool calls.
    async fn called(calls: &[Value]) -> String {
        let deltas: Vec<_> = calls.iter().map(|call| json!({"tool_calls": [call]})).collect();
        chat(Reply::deltas(&deltas).finish("tool_calls")).await
    }

    fn call(id: &str, name: &str, arguments: impl Into<Value>) -> Value {
        json!({"index": 0, "id": id, "function": {"name": name, "arguments": arguments.into()}})
    }

    fn more(arguments: &str) -> Value {
        json!({"index": 0, "function": {"arguments": arguments}})
    }

    #[tokio::test]
    async fn arguments_may_be_a_text_in_pieces_an_object_or_broken() {
        assert_snapshot!(called(&[call("a", "read", ""), more("{\"path\":"), more("\"a.py\"}")]).await, @r#"
        Stop: <tool_call>
        {"arguments":{"path":"a.py"},"id":"a","name":"read"}
        </tool_call>
        "#);
        assert_snapshot!(called(&[call("a", "read", json!({"path": "a.py"}))]).await, @r#"
        Stop: <tool_call>
        {"arguments":{"path":"a.py"},"id":"a","name":"read"}
        </tool_call>
        "#);
        assert_snapshot!(called(&[call("a", "read", "{\"path\":")]).await, @r#"
        Stop: <tool_call>
        {"arguments":"{\"path\":","id":"a","name":"read"}
        </tool_call>
        "#);
        assert_snapshot!(called(&[json!({"function": {"name": "look"}})]).await, @r#"
        Stop: <tool_call>
        {"arguments":"","id":"call_1","name":"look"}
        </tool_call>
        "#);
        let whole =
            json!({"choices": [{"message": {"content": null, "tool_calls": [call("a", "read", "{}")]}}]});
        assert_snapshot!(chat(Behaviour::json(200, &whole)).await, @r#"
        Stop: <tool_call>
        {"arguments":{},"id":"a","name":"read"}
        </tool_call>
        "#);
    }

    #[tokio::test]
    async fn m14_calls_that_all_have_the_index_0_stay_apart() {
        let apart = [call("a", "read", "{\"n\":"), more("1}"), call("b", "read", "{\"n\":"), more("2}")];
        assert_snapshot!(called(&apart).await, @r#"
        Stop: <tool_call>
        {"arguments":{"n":1},"id":"a","name":"read"}
        </tool_call>
        <tool_call>
        {"arguments":{"n":2},"id":"b","name":"read"}
        </tool_call>
        "#);
        assert_snapshot!(called(&[call("", "read", "{\"n\":1}"), call("", "read", "{\"n\":2}")]).await, @r#"
        Stop: <tool_call>
        {"arguments":{"n":1},"id":"call_1","name":"read"}
        </tool_call>
        <tool_call>
        {"arguments":{"n":2},"id":"call_2","name":"read"}
        </tool_call>
        "#);
        assert_snapshot!(called(&[call("", "read", "{}"), call("", "look", "{}")]).await, @r#"
        Stop: <tool_call>
        {"arguments":{},"id":"call_1","name":"read"}
        </tool_call>
        <tool_call>
        {"arguments":{},"id":"call_2","name":"look"}
        </tool_call>
        "#);
        // Some servers repeat the head with each piece.
        assert_snapshot!(called(&[call("a", "read", "{\"n\":"), call("a", "read", "1}")]).await, @r#"
        Stop: <tool_call>
        {"arguments":{"n":1},"id":"a","name":"read"}
        </tool_call>
        "#);
    }

    #[tokio::test]
    async fn m15_ids_that_are_missing_or_stand_twice_are_made_unique() {
        let calls = ["", "call_1", "call_1", ""].map(|id| call(id, "read", "{\"n\":1}"));
        assert_snapshot!(called(&calls).await, @r#"
        Stop: <tool_call>
        {"arguments":{"n":1},"id":"call_1","name":"read"}
        </tool_call>
        <tool_call>
        {"arguments":{"n":1},"id":"call_2","name":"read"}
        </tool_call>
        <tool_call>
        {"arguments":{"n":1},"id":"call_3","name":"read"}
        </tool_call>
        <tool_call>
        {"arguments":{"n":1},"id":"call_4","name":"read"}
        </tool_call>
        "#);
    }

    #[tokio::test]
    async fn a_reply_that_stands_in_the_thoughts_is_read() {
        let thinking = |name: &str, text: &str| json!({name: text});
        let only = [thinking("reasoning_content", "fo"), thinking("reasoning", "ur")];
        assert_snapshot!(chat(Reply::deltas(&only)).await, @"Stop: four");
        let cut = [thinking("reasoning", "Hm.")];
        assert_snapshot!(chat(Reply::deltas(&cut).finish("length")).await, @"Length: <think>Hm.");
        let beside = [thinking("reasoning_content", "Hm."), thinking("content", "four")];
        assert_snapshot!(chat(Reply::deltas(&beside)).await, @"Stop: four");
    }
}

mod refusals {
    use super::*;

    #[tokio::test]
    async fn m4_a_busy_server_is_believed_for_a_minute_at_most() {
        let mut pauses = Vec::new();
        for header in
            ["Retry-After: 0", "Retry-After: 7", "Retry-After: 1000000000", "Retry-After: -soon-", "X: y"]
        {
            let answer = Behaviour::answer(429, "text/plain", &[header], "slow down");
            let server = Server::start(Script::always(answer));
            let mut model = connect(&server, |_| {}).await.unwrap();
            let error = ask(&mut model, "", |_| Flow::Continue).await.unwrap_err();
            assert!(error.is_transient());
            pauses.push(error.retry_after().map(|pause| pause.as_secs()));
        }
        assert_eq!(pauses, [Some(0), Some(7), Some(60), None, None]);
    }

    /// Whether to try again is the caller's business.
    #[tokio::test]
    async fn m5_a_failure_is_told_at_once() {
        let server = Server::start(Script::always(Behaviour::error(500, "CUDA error:\n  out of memory")));
        let mut model = connect(&server, |_| {}).await.unwrap();
        assert_snapshot!(shown(&server, ask(&mut model, "", |_| Flow::Continue).await), @"error that may pass: the model server at URL answered 500: CUDA error: out of memory");
        assert_eq!(server.chats().len(), 1);
        assert_snapshot!(chat(Behaviour::error(520, "unknown error")).await, @"error that may pass: the model server at URL answered 520: unknown error");
    }

    /// A server that could not read a reply itself would not be able to read the same reply again.
    #[tokio::test]
    async fn m6_a_question_over_which_a_server_failed_is_not_asked_unchanged() {
        let server = Server::start(Script::new(|request| match request.ordinal {
            0 | 1 => Behaviour::error(500, "Failed to parse tool call"),
            _ => kinglet_scripted::Reply::text("four").into(),
        }));
        let mut model = connect(&server, |_| {}).await.unwrap();
        for _ in 0..4 {
            let _failed = ask(&mut model, "", |_| Flow::Continue).await;
        }
        let seeds: Vec<_> = server.chats().iter().map(|chat| chat.body["seed"].as_u64()).collect();
        assert_eq!(seeds, [Some(7), Some(8), Some(9), Some(7)]);
    }

    #[tokio::test]
    async fn m11_what_is_not_the_protocol_is_called_so() {
        let page = "<!doctype html><title>Sign in</title>";
        assert_snapshot!(chat(Behaviour::answer(200, "text/html", &[], page)).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent text/html");
        assert_snapshot!(chat(Behaviour::answer(200, "text/plain", &[], page)).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent <!doctype html><title>Sign in</title>");
        assert_snapshot!(chat(Behaviour::answer(200, "application/json", &[], page)).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent an answer: <!doctype html><title>Sign in</title>");
        assert_snapshot!(chat(Behaviour::json(200, &json!({"status": "ok"}))).await, @r#"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent an answer without choices: {"status":"ok"}"#);
        assert_snapshot!(chat(Behaviour::stream("data: four\n\n")).await, @"error that may pass: URL answered a question with what is no answer by the OpenAI protocol: it sent an event: four");
        let wrong_port = Script::always(Behaviour::silence())
            .route("/v1/models", move |_| Behaviour::answer(200, "text/html", &[], page));
        assert_snapshot!(outcome(wrong_port).await, @"error: URL does not speak the OpenAI protocol: its list of models is <!doctype html><title>Sign in</title>; is it a model server?");
    }

    #[tokio::test]
    async fn m18_a_redirect_is_not_followed() {
        let elsewhere = Server::start(Script::replies(&["four"]));
        let location = format!("Location: {}{CHAT}", elsewhere.url());
        let answer = Behaviour::answer(307, "text/plain", &[&location], "");
        let server = Server::start(Script::always(answer));
        let mut model =
            connect(&server, |options| options.api_key = Some("sesame".to_owned())).await.unwrap();
        let error = shown(&server, ask(&mut model, "", |_| Flow::Continue).await);
        assert_snapshot!(error.replace(elsewhere.url(), "ELSEWHERE"), @"error: the model server at URL answered 307: it redirects to ELSEWHERE/v1/chat/completions, which is not followed; give that address instead");
        assert_eq!(elsewhere.requests(), []);
    }

    #[tokio::test]
    async fn the_key_is_sent_and_never_shown() {
        let server = Server::start(Script::always(Behaviour::error(401, "Invalid API Key")));
        let options = Options {
            endpoint: server.url().to_owned(),
            model: None,
            api_key: Some("sesame".to_owned()),
            timers: Timers::default(),
        };
        let mut model = OpenAi::connect(options.clone()).await.unwrap();
        let error = ask(&mut model, "", |_| Flow::Continue).await.unwrap_err();
        let shown = format!("{options:?} {model:?} {error} {error:?}");
        assert!(!shown.contains("sesame"), "{shown}");
        assert!(
            server.requests().iter().all(|request| request.header("authorization") == Some("Bearer sesame"))
        );
        let error =
            connect(&server, |options| options.api_key = Some("open\nsesame".to_owned())).await.unwrap_err();
        assert_snapshot!(error, @"the API key has characters that an HTTP header cannot carry; was it copied with a line end?");
    }

    /// Wherever a server repeats the key that it was sent.
    #[tokio::test]
    async fn the_key_is_in_no_words_of_a_server() {
        let said = "Incorrect API key provided: sesame";
        let object = json!({"error": {"message": said, "code": 401}});
        let answers = [
            Behaviour::json(401, &object),
            Behaviour::json(200, &object),
            Behaviour::stream(format!("data: {object}\n\n")),
            Behaviour::stream(format!("data: {said}\n\n")),
            Behaviour::stream(said),
            Behaviour::answer(200, "text/html; sesame", &[], ""),
            Behaviour::answer(307, "text/plain", &["Location: http://elsewhere/?key=sesame"], ""),
        ];
        let mut scripts: Vec<_> = answers.into_iter().map(Script::always).collect();
        scripts.push(Script::replies(&[]).models(&["sesame"]));
        scripts.push(Script::replies(&[]).route("/v1/models", move |_| Behaviour::json(200, &object)));
        for script in scripts {
            let server = Server::start(script);
            let with_key = |options: &mut Options| {
                options.api_key = Some("sesame".to_owned());
                options.model = Some("scripted".to_owned());
            };
            let error = match connect(&server, with_key).await {
                Ok(mut model) => ask(&mut model, "", |_| Flow::Continue).await.unwrap_err(),
                Err(error) => error,
            };
            let shown = format!("{error} {error:?}");
            assert!(shown.contains("(the key)") && !shown.contains("sesame"), "{shown}");
        }
    }
}

mod connecting {
    use super::*;

    async fn chosen(script: Script, wanted: Option<&str>) -> String {
        let server = Server::start(script);
        match connect(&server, |options| options.model = wanted.map(str::to_owned)).await {
            Ok(model) => model.identity().model.clone(),
            Err(error) => format!("error: {error}").replace(server.url(), "URL"),
        }
    }

    #[tokio::test]
    async fn the_named_model_must_be_offered_if_it_is_known_what_is() {
        let offer = |names| Script::replies(&[]).models(names);
        let unlisted =
            || Script::replies(&[]).route("/v1/models", |_| Behaviour::error(404, "no such route"));
        assert_snapshot!(chosen(offer(&["small", "large"]), None).await, @"small");
        assert_snapshot!(chosen(offer(&["small", "large"]), Some("large")).await, @"large");
        assert_snapshot!(chosen(offer(&["small:7b", "large:latest"]), Some("large")).await, @"large:latest");
        assert_snapshot!(chosen(offer(&["small", "large"]), Some("huge")).await, @"error: the model server at URL does not offer `huge`; it offers: small, large");
        assert_snapshot!(chosen(offer(&[]), None).await, @"error: no model to ask: the server at URL offers none; load one there, or name the one that it is to load with --model");
        assert_snapshot!(chosen(offer(&[]), Some("huge")).await, @"huge");
        assert_snapshot!(chosen(unlisted(), None).await, @"error: no model to ask: the server at URL offers none; load one there, or name the one that it is to load with --model");
        assert_snapshot!(chosen(unlisted(), Some("huge")).await, @"huge");
    }

    /// Who waits for it is the caller.
    #[tokio::test]
    async fn m3_a_server_that_loads_its_model_says_so() {
        let loading = |_: &_| Behaviour::loading();
        let connected = chosen(Script::replies(&[]).route("/v1/models", loading), None).await;
        assert_snapshot!(connected, @"error: the model server at URL is not ready: Loading model");
        assert_snapshot!(chat(Behaviour::loading()).await, @"error that may pass: the model server at URL is not ready: Loading model");
        let header = ["Retry-After: 1000000000"];
        let server =
            Server::start(Script::always(Behaviour::answer(503, "text/plain", &header, "overloaded")));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let error = ask(&mut model, "", |_| Flow::Continue).await.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_mins(1)));
    }

    #[tokio::test]
    async fn m3_a_server_that_may_load_its_model_tells_its_health() {
        let health = async |script: Script, answer: Behaviour| {
            let server = Server::start(script.route("/health", move |_| answer.clone()));
            match connect(&server, |_| {}).await.unwrap().health().await {
                Ok(()) => "may be asked".to_owned(),
                Err(error) => format!("error: {error}").replace(server.url(), "URL"),
            }
        };
        let llama = || Script::replies(&[]).llama(4096);
        let well = Behaviour::json(200, &json!({"status": "ok"}));
        assert_snapshot!(health(llama(), well).await, @"may be asked");
        assert_snapshot!(health(llama(), Behaviour::loading()).await, @"error: the model server at URL is not ready: Loading model");
        // A proxy may let only OpenAI's routes through.
        assert_snapshot!(health(llama(), Behaviour::error(404, "File Not Found")).await, @"may be asked");
        assert_snapshot!(health(Script::replies(&[]), Behaviour::loading()).await, @"may be asked");
    }

    #[tokio::test]
    async fn only_a_server_that_has_no_properties_is_another_than_llama_cpp() {
        let prefill = async |answer: Behaviour| {
            let script = Script::replies(&[]).llama(4096).route("/props", move |_| answer.clone());
            let server = Server::start(script);
            match connect(&server, |_| {}).await {
                Ok(model) => format!("{:?}", model.identity().prefill),
                Err(error) => format!("error: {error}").replace(server.url(), "URL"),
            }
        };
        let foreign = json!({"error": "Unexpected endpoint"});
        assert_snapshot!(prefill(Behaviour::json(200, &foreign)).await, @"Ignored");
        assert_snapshot!(prefill(Behaviour::answer(200, "text/html", &[], "<html>")).await, @"Ignored");
        assert_snapshot!(prefill(Behaviour::error(404, "File Not Found")).await, @"Ignored");
        assert_snapshot!(prefill(Behaviour::error(500, "unknown route")).await, @"Ignored");
        assert_snapshot!(prefill(Behaviour::error(502, "bad gateway")).await, @"Ignored");
        assert_snapshot!(prefill(Behaviour::error(429, "busy")).await, @"error: the model server at URL answered 429: busy");
        assert_snapshot!(prefill(Behaviour::loading()).await, @"error: the model server at URL is not ready: Loading model");
        assert_snapshot!(prefill(Behaviour::Raw(vec![Step::Reset])).await, @"error: the model server at URL broke off in the middle of an answer, after 0 bytes of text");
    }

    #[tokio::test]
    async fn nobody_there_is_told() {
        let server = Server::start(Script::replies(&[]));
        let url = server.url().to_owned();
        drop(server);
        let error = OpenAi::connect(Options {
            endpoint: url.clone(),
            model: None,
            api_key: None,
            timers: Timers::default(),
        })
        .await
        .unwrap_err();
        assert!(error.is_transient());
        assert_snapshot!(error.to_string().replace(&url, "URL"), @"no model server answers at URL; start it, or give another address");
    }
}

/// The clock is paused only once nothing but a timer is awaited; it then jumps to the next timer.
mod timers {
    use super::*;
    use kinglet_scripted::Reply;

    #[tokio::test]
    async fn silence_from_the_beginning_has_an_end() {
        let server = Server::start(Script::always(Behaviour::silence()));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let pausing = async {
            server.arrived(1).await;
            tokio::time::pause();
        };
        let (reply, ()) = tokio::join!(ask(&mut model, "", |_| Flow::Continue), pausing);
        assert_snapshot!(shown(&server, reply), @"error: the model server at URL sent nothing for 600 s; it was given up");
        server.left(1).await;
    }

    #[tokio::test]
    async fn a_small_question_that_is_not_answered_may_be_asked_again() {
        let (sender, mut asked) = unbounded_channel();
        let silent = move |request: &kinglet_scripted::Request| {
            sender.send(request.path.clone()).unwrap();
            Behaviour::silence()
        };
        let server = Server::start(Script::replies(&[]).llama(4096).route("/props", silent));
        let pausing = async {
            asked.recv().await.unwrap();
            tokio::time::pause();
        };
        let (model, ()) = tokio::join!(connect(&server, |_| {}), pausing);
        let error = model.unwrap_err();
        assert!(error.is_transient());
        assert_snapshot!(error.to_string().replace(server.url(), "URL"), @"the model server at URL did not answer a small question within 10 s");
    }

    #[tokio::test]
    async fn m8_five_silent_minutes_over_the_prompt_are_nothing() {
        let server = Server::start(Script::always(Reply::text("four").held()));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let waiting = async {
            server.arrived(1).await;
            pass(Duration::from_mins(5)).await;
            server.release();
        };
        let (reply, ()) = tokio::join!(ask(&mut model, "", |_| Flow::Continue), waiting);
        assert_snapshot!(shown(&server, reply), @"Stop: four");
    }

    #[tokio::test]
    async fn silence_in_the_middle_has_an_end() {
        let server = Server::start(Script::always(Reply::text("a").stall_after(1)));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let (sender, mut pieces) = unbounded_channel();
        let pausing = async {
            pieces.recv().await.unwrap();
            tokio::time::pause();
        };
        let (reply, ()) = tokio::join!(ask(&mut model, "", telling(sender)), pausing);
        assert_snapshot!(shown(&server, reply), @"error that may pass: the model server at URL sent nothing for 60 s in the middle of an answer");
    }

    #[tokio::test]
    async fn m7_a_trickle_has_an_end_although_it_is_never_silent_for_long() {
        let server = Server::start(Script::always(Reply::chunks(&["x"; 100]).held()));
        let mut model = connect(&server, |_| {}).await.unwrap();
        let (sender, mut pieces) = unbounded_channel();
        let trickling = async {
            server.release();
            while pieces.recv().await.is_some() {
                pass(Duration::from_secs(30)).await;
                server.release();
            }
        };
        let (reply, ()) = tokio::join!(ask(&mut model, "", telling(sender)), trickling);
        assert_snapshot!(shown(&server, reply), @"error: the model server at URL went on answering for 1800 s; it was given up");
    }

    async fn pass(time: Duration) {
        tokio::time::pause();
        tokio::time::advance(time).await;
        tokio::time::resume();
    }
}
