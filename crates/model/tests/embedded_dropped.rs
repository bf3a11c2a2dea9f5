//! A model in this process that is dropped at work. Alone in its process, since it looks at the process's memory.
#![cfg(all(feature = "embedded", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it should be")]

#[path = "support/model_file.rs"]
mod model_file;

use futures_util::FutureExt as _;
use kinglet_domain::model::Sampling;
use kinglet_domain::unit::Tokens;
use kinglet_model::embedded::{Embedded, Options, Threads};
use kinglet_model::{Backend, Flow, Message, Request, Role};

/// Whether the model's file is mapped into memory, as it is for as long as llama.cpp has it.
fn is_in_use() -> bool {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    maps.contains("smollm2-135m-instruct-q4_1.gguf")
}

#[tokio::test]
async fn nothing_is_at_work_once_it_is_dropped() {
    let options = || Options { file: model_file::find(), window: Tokens(1024), threads: Threads::Fixed(1) };
    // Polled once, so that it has begun, then dropped.
    assert!(Embedded::load(options()).now_or_never().is_none());
    assert!(!is_in_use(), "it was dropped while it was loaded");
    let mut model = Embedded::load(options()).await.unwrap();
    let request = Request {
        messages: vec![Message { role: Role::User, content: "Write a very long story.".to_owned() }],
        prefill: String::new(),
        form: None,
        tools: Vec::new(),
        stop: Vec::new(),
        limit: Tokens(900),
        sampling: Sampling { temperature: 0.0, top_p: 1.0, seed: 1 },
        slot: 0,
    };
    assert!(model.generate(&request, &mut |_| Flow::Continue).now_or_never().is_none());
    assert!(is_in_use());
    drop(model);
    assert!(!is_in_use(), "it was dropped while it answered");
}
