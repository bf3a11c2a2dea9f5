//! Each kind of server: how its window becomes known, and that no prompt is cut without a word.
#![expect(clippy::unwrap_used, reason = "the helpers of tests may fail like tests")]

use insta::assert_snapshot;
use kinglet_domain::form::Form;
use kinglet_domain::model::Sampling;
use kinglet_domain::unit::Tokens;
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::{Backend, Error, Flow, Message, Reply as Answer, Request, Role};
use kinglet_scripted::{Behaviour, Reply, Request as Sent, Script, Server};
use serde_json::json;

async fn connect(server: &Server) -> OpenAi {
    let options =
        Options { endpoint: server.url().to_owned(), model: None, api_key: None, timers: Timers::default() };
    OpenAi::connect(options).await.unwrap()
}

fn request(words: usize) -> Request {
    Request {
        messages: vec![Message { role: Role::User, content: "word ".repeat(words) }],
        prefill: String::new(),
        form: None,
        tools: Vec::new(),
        stop: vec!["\n\n".to_owned()],
        limit: Tokens(100),
        sampling: Sampling { temperature: 0.5, top_p: 0.75, seed: 7 },
        slot: 5,
    }
}

async fn ask(
    model: &mut OpenAi,
    words: usize,
    mut sink: impl FnMut(&str) -> Flow + Send,
) -> Result<Answer, Error> {
    model.generate(&request(words), &mut sink).await
}

/// What is known of a server, and what comes of a prompt of so many words.
async fn outcome(script: Script, words: usize) -> String {
    let server = Server::start(script);
    let mut model = connect(&server).await;
    let window = model.identity().window.map_or("unknown".to_owned(), |window| window.0.to_string());
    let said = match ask(&mut model, words, |_| Flow::Continue).await {
        Ok(reply) => format!("{:?}: {}", reply.finish, reply.text),
        Err(error) => format!("error: {error}").replace(server.url(), "URL"),
    };
    format!("{}, window {window}; asked {}; {said}", model.kind().name(), server.chats().len())
}

fn four() -> Script {
    Script::always(Reply::text("four"))
}

#[tokio::test]
async fn llama_cpp_tells_its_window() {
    assert_snapshot!(outcome(four().llama(4096), 10).await, @"llama.cpp, window 4096; asked 1; Stop: four");
    assert_snapshot!(outcome(four().llama(4096), 4000).await, @"llama.cpp, window 4096; asked 0; error: the prompt has 4000 tokens; with 100 more for the reply it does not fit the window of 4096");
}

#[tokio::test]
async fn the_smallest_slot_of_llama_cpp_is_its_window() {
    let window = async |slots: serde_json::Value, status: u16| {
        let script = four().llama(4096).route("/slots", move |_| Behaviour::json(status, &slots));
        connect(&Server::start(script)).await.identity().window
    };
    let slots = json!([{"id": 0, "n_ctx": 4096}, {"id": 1, "n_ctx": 2048}, {"id": 2}]);
    assert_eq!(window(slots, 200).await, Some(Tokens(2048)));
    let turned_off =
        json!({"error": {"code": 501, "message": "This server does not support slots endpoint."}});
    assert_eq!(window(turned_off, 501).await, Some(Tokens(4096)));
}

#[tokio::test]
async fn llama_cpp_chooses_the_slot() {
    let props = json!({"default_generation_settings": {"n_ctx": 4096}, "total_slots": 2});
    let server = Server::start(four().llama(4096).route("/props", move |_| Behaviour::json(200, &props)));
    ask(&mut connect(&server).await, 1, |_| Flow::Continue).await.unwrap();
    assert_eq!(server.chats()[0].body.get("id_slot"), None);
}

/// What a llama.cpp is said to doubt about a text of two tokens, by its answer.
async fn doubts(text: &str, answer: Behaviour) -> String {
    let script = four().llama(4096).route("/v1/chat/completions", move |_| answer.clone());
    let server = Server::start(script);
    let mut model = connect(&server).await;
    let told = model.doubts(&request(1), text).await.unwrap();
    let asked = server.requests().pop().unwrap().body;
    assert_eq!(
        (&asked["grammar"], &asked["top_logprobs"]),
        (&json!("root ::= \"a > \\\"b\\\"\""), &json!(12))
    );
    told.map_or("nothing".to_owned(), |told| {
        let doubts = told.doubts.iter();
        let shown =
            doubts.map(|it| format!("{} {:?} for {:?} {:.2}", it.at, it.instead, it.written, it.probability));
        shown.collect::<Vec<_>>().join(", ")
    })
}

#[tokio::test]
async fn llama_cpp_tells_what_its_model_would_rather_have_written() {
    let token = |text: &str, top: &[(&str, f32)]| {
        let top =
            top.iter().map(|(text, p)| json!({"token": text, "bytes": text.as_bytes(), "logprob": p.ln()}));
        json!({"token": text, "bytes": text.as_bytes(), "logprob": 0, "top_logprobs": top.collect::<Vec<_>>()})
    };
    let answer = |tokens: &[serde_json::Value]| {
        let choice = json!({"index": 0, "message": {"content": ""}, "logprobs": {"content": tokens}});
        Behaviour::json(
            200,
            &json!({"choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 2}}),
        )
    };
    let tokens =
        [token("a >", &[("a >", 0.5), ("a >=", 0.25)]), token(" \"b\"", &[("", 0.5), (" c", 0.125)])];
    let text = "a > \"b\"";
    assert_snapshot!(doubts(text, answer(&tokens)).await, @r#"0 "a >=" for "a >" 0.25, 3 " c" for " \"b\"" 0.12"#);
    // One that wrote something else, or only a part, or has never heard of it, tells nothing.
    assert_eq!(doubts(text, answer(&[token("A >", &[])])).await, "nothing");
    assert_eq!(doubts(text, answer(&tokens[..1])).await, "nothing");
    assert_eq!(doubts(text, Behaviour::error(500, "no such thing")).await, "nothing");
}

#[tokio::test]
async fn ollama_is_given_a_window_by_its_own_protocol() {
    assert_snapshot!(outcome(four().ollama(4096), 10).await, @"Ollama, window 8192; asked 1; Stop: four");
    assert_snapshot!(outcome(four().ollama(4096), 6000).await, @"Ollama, window 8192; asked 0; error: the prompt has 8572 tokens; with 100 more for the reply it does not fit the window of 8192");
    assert_snapshot!(outcome(four().ollama(4096), 9000).await, @"Ollama, window 8192; asked 0; error: the prompt has 12858 tokens; with 100 more for the reply it does not fit the window of 8192");
    let server = Server::start(four().ollama(4096));
    let mut model = connect(&server).await;
    let reply = ask(&mut model, 2, |_| Flow::Continue).await.unwrap();
    assert_eq!((reply.usage.prompt, reply.usage.prompt_ms), (Some(Tokens(2)), Some(12.5)));
    assert_snapshot!(server.chats()[0].body, @r#"{"messages":[{"content":"word word ","role":"user"}],"model":"scripted","options":{"num_ctx":8192,"num_predict":100,"seed":7,"stop":["\n\n"],"temperature":0.5,"top_p":0.75},"shift":false,"stream":true,"truncate":false}"#);
}

#[tokio::test]
async fn ollama_is_asked_by_the_first_model_that_can_chat_and_without_thoughts() {
    let script = four().ollama(4096).models(&["embeds", "thinks"]).route("/api/show", |request| {
        let can = if request.body["model"] == "embeds" {
            json!(["embedding"])
        } else {
            json!(["completion", "thinking"])
        };
        Behaviour::json(200, &json!({"capabilities": can}))
    });
    let server = Server::start(script);
    let mut model = connect(&server).await;
    assert_eq!(model.identity().model, "thinks");
    ask(&mut model, 1, |_| Flow::Continue).await.unwrap();
    assert_eq!(server.chats()[0].body["think"], json!(false));
}

#[tokio::test]
async fn ollama_keeps_the_window_that_its_model_or_its_user_chose() {
    let shown = |parameters: &'static str| {
        let info = json!({"scripted.context_length": 6000});
        four().ollama(4096).route("/api/show", move |_| {
            Behaviour::json(200, &json!({"parameters": parameters, "model_info": info}))
        })
    };
    assert_snapshot!(outcome(shown(""), 10).await, @"Ollama, window 6000; asked 1; Stop: four");
    assert_snapshot!(outcome(shown("stop \"x\"\nnum_ctx                        5000"), 10).await, @"Ollama, window 5000; asked 1; Stop: four");
    // Something on the way does not pass the wish on.
    let models = json!({"models": [{"name": "scripted", "context_length": 4096}]});
    let deaf = four().ollama(4096).route("/api/ps", move |_| Behaviour::json(200, &models));
    assert_snapshot!(outcome(deaf, 4000).await, @"Ollama, window 4096; asked 0; error: the prompt has 5715 tokens; with 100 more for the reply it does not fit the window of 4096");
}

#[tokio::test]
async fn lm_studio_is_known_by_what_it_has_loaded_and_not_by_what_it_could() {
    let script = || four().lm_studio(4096).models(&["text-embedding-nomic", "scripted"]);
    assert_snapshot!(outcome(script(), 10).await, @"LM Studio, window 4096; asked 1; Stop: four");
    assert_snapshot!(outcome(script(), 4000).await, @"LM Studio, window 4096; asked 0; error: the prompt has 5715 tokens; with 100 more for the reply it does not fit the window of 4096");
}

fn vllm(version: &'static str) -> Script {
    let models = json!({"object": "list", "data": [{"id": "scripted", "max_model_len": 4096}]});
    four()
        .route("/v1/models", move |_| Behaviour::json(200, &models))
        .route("/version", move |_| Behaviour::json(200, &json!({"version": version})))
        .route("/tokenize", |request| {
            let count = request.body["prompt"].as_str().unwrap_or_default().split_whitespace().count();
            Behaviour::json(200, &json!({"count": count, "max_model_len": 4096, "tokens": []}))
        })
}

/// What a server is sent so that the reply has a form: one that is JSON, and one that is not.
#[tokio::test]
async fn a_form_is_imposed_as_each_server_takes_it() {
    let sent = async |script: Script| {
        let server = Server::start(script);
        let mut model = connect(&server).await;
        let schema = Some(json!({"type": "object"}));
        let whole =
            Request { form: Some(Form { grammar: "root ::= \"{}\"".to_owned(), schema }), ..request(1) };
        let bare = Form { grammar: "root ::= \"x\"".to_owned(), schema: None };
        let plain = Request { form: Some(bare), ..request(1) };
        for request in [whole, plain] {
            model.generate(&request, &mut |_: &str| Flow::Continue).await.unwrap();
        }
        let form = |sent: &Sent| {
            let fields = sent.body.as_object().unwrap();
            let names = ["format", "grammar", "guided_grammar", "response_format", "structured_outputs"];
            let form = fields.into_iter().find(|(name, _)| names.contains(&name.as_str()));
            form.map_or_else(|| "nothing".to_owned(), |(name, value)| format!("{name}: {value}"))
        };
        let [first, .., last] = &server.chats()[..] else { panic!("two questions") };
        format!("{:?}; {}; {}", model.identity().constraint, form(first), form(last))
    };
    assert_snapshot!(sent(four().llama(4096)).await, @r#"Grammar; grammar: "root ::= \"{}\""; grammar: "root ::= \"x\"""#);
    assert_snapshot!(sent(four().ollama(4096)).await, @r#"JsonSchema; format: {"type":"object"}; nothing"#);
    assert_snapshot!(sent(four().lm_studio(4096)).await, @r#"JsonSchema; response_format: {"json_schema":{"name":"reply","schema":{"type":"object"},"strict":true},"type":"json_schema"}; nothing"#);
    assert_snapshot!(sent(vllm("0.12.0")).await, @r#"Grammar; structured_outputs: {"grammar":"root ::= \"{}\""}; structured_outputs: {"grammar":"root ::= \"x\""}"#);
    assert_snapshot!(sent(vllm("0.11.2")).await, @r#"Grammar; guided_grammar: "root ::= \"{}\""; guided_grammar: "root ::= \"x\"""#);
    assert_snapshot!(sent(four()).await, @"None; nothing; nothing");
}

#[tokio::test]
async fn vllm_tells_its_window_and_counts() {
    let script = || vllm("0.12.0");
    assert_snapshot!(outcome(script(), 10).await, @"vLLM, window 4096; asked 1; Stop: four");
    assert_snapshot!(outcome(script(), 4000).await, @"vLLM, window 4096; asked 0; error: the prompt has 4000 tokens; with 100 more for the reply it does not fit the window of 4096");
}

#[tokio::test]
async fn tokens_are_estimated_where_only_the_route_that_counts_them_is_missing() {
    let lost = |status| {
        let answer = move |_: &Sent| Behaviour::error(status, "no such route");
        outcome(four().llama(4096).route("/tokenize", answer), 10)
    };
    assert_snapshot!(lost(404).await, @"llama.cpp, window 4096; asked 1; Stop: four");
    assert_snapshot!(lost(502).await, @"llama.cpp, window 4096; asked 1; Stop: four");
}

/// The run goes on with a shorter question, or says so.
#[tokio::test]
async fn a_prompt_that_a_server_refuses_as_too_long_is_told_as_such() {
    let refused = async |script: Script| {
        let server = Server::start(script);
        let error = ask(&mut connect(&server).await, 10, |_| Flow::Continue).await.unwrap_err();
        format!("{}: {error}", error.is_too_long()).replace(server.url(), "URL")
    };
    let error = |status, message: &str| Script::always(Behaviour::error(status, message));
    let lengthy = "This model's maximum context length is 100 tokens. However, you requested 500 tokens";
    assert_snapshot!(refused(error(400, lengthy)).await, @"true: the prompt is too long for the model server at URL: This model's maximum context length is 100 tokens. However, you requested 500 tokens");
    assert_snapshot!(refused(error(400, "the input length exceeds the context length").ollama(4096)).await, @"true: the prompt is too long for the model server at URL: the input length exceeds the context length");
    let overflow = "Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.";
    assert_snapshot!(refused(error(400, overflow).lm_studio(4096)).await, @"true: the prompt is too long for the model server at URL: Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.");
    let streamed = json!({"error": {"message": overflow}});
    let streamed = Behaviour::stream(format!("event: error\ndata: {streamed}\n\n"));
    assert_snapshot!(refused(Script::always(streamed).lm_studio(4096)).await, @"true: the prompt is too long for the model server at URL: Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.");
    let coded = json!({"error": {"message": "too much", "code": "context_length_exceeded"}});
    assert_snapshot!(refused(Script::always(Behaviour::json(400, &coded))).await, @"true: the prompt is too long for the model server at URL: too much");
    assert_snapshot!(refused(error(413, "Payload Too Large")).await, @"true: the prompt is too long for the model server at URL: Payload Too Large");
    assert_snapshot!(refused(error(400, "no such field")).await, @"false: the model server at URL answered 400: no such field");
}

#[tokio::test]
async fn mlx_lm_is_known_by_its_health() {
    let python = ["Server: BaseHTTP/0.6 Python/3.12.1"];
    let healthy = Behaviour::answer(200, "application/json", &python, r#"{"status":"ok"}"#);
    assert_snapshot!(outcome(four().route("/health", move |_| healthy.clone()), 10).await, @"mlx_lm, window unknown; asked 1; Stop: four");
}

#[tokio::test]
async fn a_prompt_that_was_cut_is_an_error_that_says_what_to_do() {
    let cut = |read| Script::always(Reply::text("four").usage(read, 0, 1));
    assert_snapshot!(outcome(cut(2048), 4000).await, @"OpenAI protocol, window unknown; asked 2; error: the model server at URL cut the prompt: it read 2048 of some 5715 tokens, so its answer is not used; give the server a larger context window");
    assert_snapshot!(outcome(cut(2048).llama(8192), 4000).await, @"llama.cpp, window 8192; asked 2; error: the model server at URL cut the prompt: it read 2048 of some 4000 tokens, so its answer is not used; start llama-server with a larger window, such as `-c 16384`; its slots (`-np`) share it");
    assert_snapshot!(outcome(cut(2048).ollama(4096), 4000).await, @"Ollama, window 8192; asked 2; error: the model server at URL cut the prompt: it read 2048 of some 5715 tokens, so its answer is not used; set OLLAMA_CONTEXT_LENGTH=16384 for `ollama serve` and start it again, or give the model a larger `num_ctx`");
    assert_snapshot!(outcome(cut(2048).lm_studio(8192), 4000).await, @"LM Studio, window 8192; asked 2; error: the model server at URL cut the prompt: it read 2048 of some 5715 tokens, so its answer is not used; load the model with a larger context, by `lms load MODEL --context-length 16384` or in its settings");
    // Tokens that came from the cache were read, too.
    let cached = Script::always(Reply::text("four").usage(4012, 4000, 1));
    assert_snapshot!(outcome(cached.llama(8192), 4000).await, @"llama.cpp, window 8192; asked 1; Stop: four");
}

/// Some servers count only what did not come from their cache.
#[tokio::test]
async fn an_account_that_leaves_out_the_cache_is_no_cut() {
    let server = Server::start(Script::new(|request| match request.ordinal {
        1 => Reply::text("no").usage(4003, 0, 1).into(),
        _ => Reply::text("four").usage(12, 0, 1).into(),
    }));
    let mut model = connect(&server).await;
    assert_eq!(ask(&mut model, 4000, |_| Flow::Continue).await.unwrap().text, "four");
    let [asked, afresh] = &server.chats()[..] else { panic!("asked afresh once") };
    let text =
        |chat: &kinglet_scripted::Request| chat.body["messages"][0]["content"].as_str().unwrap().to_owned();
    assert!(text(afresh).ends_with(&text(asked)) && text(afresh) != text(asked));
    assert_eq!(afresh.body["max_tokens"], 1);
    assert_eq!(ask(&mut model, 4000, |_| Flow::Continue).await.unwrap().text, "four");
    assert_eq!(server.chats().len(), 3, "it is known now");
    let longer = ask(&mut model, 5000, |_| Flow::Continue).await;
    assert!(matches!(longer, Err(Error::Truncated { read: 12, .. })), "{longer:?}");
}

/// The sink has read enough before the costs are told: they are waited for, unless a prompt of this length is known
/// to be read whole.
#[tokio::test]
async fn a_reply_that_is_left_early_is_no_exception() {
    let server = Server::start(Script::new(|request| match request.ordinal {
        0 => Reply::chunks(&["a", "b", "c"]).usage(4000, 0, 3).into(),
        1 => Reply::chunks(&["a", "b", "c"]).stall_after(2).into(),
        _ => Reply::chunks(&["a", "b", "c"]).usage(2048, 0, 3).into(),
    }));
    let mut model = connect(&server).await;
    let at_b = |piece: &str| if piece == "b" { Flow::Stop } else { Flow::Continue };
    assert_eq!(ask(&mut model, 4000, at_b).await.unwrap().text, "ab");
    assert_eq!(ask(&mut model, 3000, at_b).await.unwrap().text, "ab");
    let longer = ask(&mut model, 6000, at_b).await;
    assert!(matches!(longer, Err(Error::Truncated { read: 2048, .. })), "{longer:?}");
}
