//! The model in this process, with a real one of 0.1 billion parameters.
#![cfg(feature = "embedded")]
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it should be")]

#[path = "support/model_file.rs"]
mod model_file;

use futures_util::FutureExt as _;
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::unit::Tokens;
use kinglet_model::embedded::{Embedded, Options, Threads};
use kinglet_model::{Backend, Error, Flow, Message, Reply, Request, Role};

async fn load() -> Embedded {
    let options = Options { file: model_file::find(), window: Tokens(1024), threads: Threads::Fixed(1) };
    Embedded::load(options).await.unwrap()
}

fn request(question: &str) -> Request {
    Request {
        messages: vec![
            Message { role: Role::System, content: "You answer briefly.".to_owned() },
            Message { role: Role::User, content: question.to_owned() },
        ],
        prefill: String::new(),
        form: None,
        tools: Vec::new(),
        stop: Vec::new(),
        limit: Tokens(24),
        sampling: Sampling { temperature: 0.0, top_p: 1.0, seed: 1 },
        slot: 0,
    }
}

/// Asks, and checks that what was streamed is what came back.
async fn ask(model: &mut Embedded, request: &Request) -> Reply {
    let mut streamed = String::new();
    let mut sink = |text: &str| {
        streamed.push_str(text);
        Flow::Continue
    };
    let reply = model.generate(request, &mut sink).await.unwrap();
    assert_eq!(streamed, reply.text);
    reply
}

#[tokio::test]
async fn answers_the_same_each_time_and_reads_a_shared_beginning_once() {
    let mut model = load().await;
    let long =
        "Here are the facts: the sky is blue, grass is green, snow is white, coal is black. ".repeat(4);
    let same = request(&format!("{long}What colour is snow?"));
    let first = ask(&mut model, &same).await;
    let (second, third) = (ask(&mut model, &same).await, ask(&mut model, &same).await);
    // The first call reads the prompt in other parts than the later ones, and sums of floats depend on that.
    assert_eq!(second.text, third.text);
    assert_eq!(first.usage.cached, Some(Tokens(0)));
    // All but the last token of the same prompt, which has to be read for the first token of the reply.
    assert_eq!(second.usage.cached.map(|cached| cached.0 + 1), first.usage.prompt.map(|prompt| prompt.0));
    let other = ask(&mut model, &request(&format!("{long}And coal?"))).await;
    let (cached, prompt) = (other.usage.cached.unwrap().0, other.usage.prompt.unwrap().0);
    assert!(cached > prompt * 3 / 4 && cached < prompt, "{cached} of {prompt}");
}

#[tokio::test]
async fn each_slot_keeps_what_it_read_as_long_as_there_is_room() {
    let mut model = load().await;
    let of = |slot, fact: &str, times| Request {
        slot,
        ..request(&format!("{}What is the capital of France?", fact.repeat(times)))
    };
    let (one, other) = (of(0, "Snow is white. ", 40), of(1, "Coal is black, and grass is green. ", 40));
    let first = (ask(&mut model, &one).await, ask(&mut model, &other).await);
    let again = (ask(&mut model, &one).await, ask(&mut model, &other).await);
    let all_but_one = |reply: &Reply| reply.usage.prompt.map(|prompt| Tokens(prompt.0 - 1));
    assert_eq!((again.0.usage.cached, again.1.usage.cached), (all_but_one(&first.0), all_but_one(&first.1)));
    // Too much for both: the one that is asked has its room, and the other begins anew.
    let long = ask(&mut model, &of(0, "Snow is white. ", 180)).await;
    assert!(long.usage.cached >= all_but_one(&first.0).map(|all| Tokens(all.0 / 2)), "{:?}", long.usage);
    let last = ask(&mut model, &other).await;
    assert_eq!(last.usage.cached, Some(Tokens(0)));
    for reply in [first.0, first.1, again.0, again.1, long, last] {
        assert!(reply.text.contains("Paris"), "{}", reply.text);
    }
}

#[tokio::test]
async fn continues_a_beginning_and_stops_where_it_is_told() {
    let mut model = load().await;
    let counting = Request { prefill: "1, 2, 3, 4,".to_owned(), ..request("Count from 1 to 20.") };
    let all = ask(&mut model, &counting).await;
    assert!(all.text.trim_start().starts_with('5'), "{}", all.text);
    assert_eq!((all.finish, all.usage.generated), (Finish::Length, Some(Tokens(24))));
    let stopped = ask(&mut model, &Request { stop: vec!["7".to_owned()], ..counting.clone() }).await;
    assert_eq!(stopped.text, all.text.split('7').next().unwrap());
    assert_eq!(stopped.finish, Finish::Stop);
    let mut seen = 0;
    let mut sink = |_: &str| {
        seen += 1;
        if seen == 3 { Flow::Stop } else { Flow::Continue }
    };
    let early = model.generate(&counting, &mut sink).await.unwrap();
    assert_eq!((early.finish, early.usage.generated), (Finish::Early, Some(Tokens(3))));
}

#[tokio::test]
async fn keeps_to_a_grammar_however_hot() {
    let mut model = load().await;
    let form = |grammar: &str| Some(Form { grammar: grammar.to_owned(), schema: None });
    let numbered = form(r#"root ::= "zq-" [0-9]{3} ("é" | "\n```")"#);
    for seed in 0..4 {
        let sampling = Sampling { temperature: 1.5, top_p: 1.0, seed };
        let reply =
            ask(&mut model, &Request { form: numbered.clone(), sampling, ..request("Say hello.") }).await;
        let digits = reply.text.strip_prefix("zq-").unwrap();
        let digits = digits.strip_suffix("é").or_else(|| digits.strip_suffix("\n```")).unwrap();
        assert!(digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{}", reply.text);
        assert_eq!(reply.finish, Finish::Stop, "the form is complete");
    }
    // The form is that of what follows the beginning.
    let begun = Request {
        prefill: "I say".to_owned(),
        form: form(r#"root ::= " hello" | " goodbye""#),
        ..request("Say hello.")
    };
    assert_eq!(ask(&mut model, &begun).await.text, " hello");
    let mut sink = |_: &str| Flow::Continue;
    let broken = Request { form: form("root ::= \"a"), ..request("Say hello.") };
    let error = model.generate(&broken, &mut sink).await.unwrap_err();
    assert!(error.to_string().contains("cannot read the grammar"), "{error}");
    assert_eq!(ask(&mut model, &begun).await.text, " hello", "it goes on");
}

#[tokio::test]
async fn counts_exactly_and_takes_special_tokens_in_a_text_for_text() {
    let mut model = load().await;
    assert_eq!(model.count("").await.unwrap(), Tokens(0));
    assert!(model.count("<|im_end|>").await.unwrap() > Tokens(1), "a text must not end a turn");
    let plain = ask(&mut model, &request("x")).await.usage.prompt.unwrap().0;
    let with = ask(&mut model, &request("x<|im_end|>")).await.usage.prompt.unwrap().0;
    assert_eq!(with - plain, model.count("<|im_end|>").await.unwrap().0);
}

#[tokio::test]
async fn goes_on_after_an_answer_that_nobody_waited_for() {
    let mut model = load().await;
    let expected = ask(&mut model, &request("Say hello.")).await.text;
    let endless = Request { limit: Tokens(900), ..request("Write a very long story about the sea.") };
    {
        let mut sink = |_: &str| Flow::Continue;
        // Polled once, so that it has begun, then dropped.
        assert!(model.generate(&endless, &mut sink).now_or_never().is_none());
    }
    assert_eq!(ask(&mut model, &request("Say hello.")).await.text, expected);
}

#[tokio::test]
async fn refuses_what_does_not_fit_its_window() {
    let mut model = load().await;
    let mut sink = |_: &str| Flow::Continue;
    let error = model.generate(&request(&"word ".repeat(2000)), &mut sink).await.unwrap_err();
    assert!(matches!(error, Error::TooLong { limit: 24, window: 1024, .. }), "{error}");
}

#[tokio::test]
async fn says_what_is_wrong_with_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let check = async |name: &str, bytes: Option<&[u8]>| {
        let file = folder.path().join(name);
        if let Some(bytes) = bytes {
            std::fs::write(&file, bytes).unwrap();
        }
        let options = Options { file, window: Tokens(512), threads: Threads::Fixed(1) };
        let Err(error) = Embedded::load(options).await else { panic!("{name} was loaded") };
        error.to_string().replace(&folder.path().display().to_string(), "FOLDER")
    };
    let whole = std::fs::read(model_file::find()).unwrap();
    insta::assert_snapshot!(check("missing.gguf", None).await, @"cannot load the model file FOLDER/missing.gguf: No such file or directory (os error 2)");
    insta::assert_snapshot!(check("text.gguf", Some(b"this is no model at all")).await, @"cannot load the model file FOLDER/text.gguf: gguf_init_from_reader: invalid magic characters: 'this', expected 'GGUF' (23 bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`)");
    insta::assert_snapshot!(check("half.gguf", Some(&whole[..whole.len() / 2])).await, @"cannot load the model file FOLDER/half.gguf: llama_model_load: error loading model: tensor 'blk.15.attn_output.weight' data is not within the file bounds, model is corrupted or incomplete (49181216 bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`)");
    insta::assert_snapshot!(check("header.gguf", Some(&whole[..1000])).await, @"cannot load the model file FOLDER/header.gguf: read: string length 20 exceeds remaining file size 18 bytes (1000 bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`)");
}

#[tokio::test]
async fn tells_what_it_would_rather_have_written() {
    let mut model = load().await;
    let counting = Request { prefill: "1, 2, 3, 4,".to_owned(), ..request("Count from 1 to 20.") };
    let own = ask(&mut model, &counting).await.text;
    let other = own.replacen('5', "9", 1);
    let doubts = model.doubts(&counting, &other).await.unwrap().unwrap();
    // Where another digit stands, the model's own is what it expects most.
    let at = own.find('5').unwrap();
    let most = doubts.doubts.iter().max_by(|one, two| one.probability.total_cmp(&two.probability)).unwrap();
    assert!(most.instead.contains('5') && most.at <= at && most.probability > 0.5, "{most:?}");
    for doubt in &doubts.doubts {
        assert!(other[doubt.at..].starts_with(&doubt.written) && doubt.instead != doubt.written, "{doubt:?}");
    }
    // Of what it wrote itself it takes nothing else for likelier; a prompt that was read is not read again.
    let doubts = model.doubts(&counting, &own).await.unwrap().unwrap();
    assert!(doubts.doubts.iter().all(|doubt| doubt.probability <= 0.5), "{doubts:?}");
    assert!(doubts.usage.cached.unwrap().0 > 20, "{:?}", doubts.usage);
    // It goes on like one that only wrote.
    assert_eq!(ask(&mut model, &counting).await.text, own);
    let long = "one two three ".repeat(400);
    assert!(matches!(model.doubts(&counting, &long).await, Err(Error::TooLong { .. })));
}
