//! What `fit` tells beforehand is what llama.cpp allocates.
#![cfg(feature = "embedded")]

#[path = "support/model_file.rs"]
mod model_file;

use kinglet_domain::unit::Tokens;
use kinglet_fit::{CacheType, Model, Packing, Setup};
use kinglet_model::embedded::{BATCH, Embedded, Options, SEQUENCES, Threads};

/// Within three hundredths, or what llama.cpp's log rounds away.
fn assert_near(told: u64, allocated: u64, what: &str) {
    let most = (allocated * 3 / 100).max(1 << 14);
    assert!(told.abs_diff(allocated) <= most, "{what}: {told} told, {allocated} allocated");
}

// One test: llama.cpp's log, which tells the sizes, is the whole process's.
#[tokio::test]
async fn tells_what_llama_cpp_allocates() {
    let file = model_file::find();
    let model = Model::open(&file, Packing::of_this_build()).unwrap();
    for context in [512, 1000, 2048, 8192].map(Tokens) {
        let options = Options { file: file.clone(), window: context, threads: Threads::Fixed(1) };
        let allocated = Embedded::load(options).await.unwrap().allocated();
        let told = model.need(&Setup::embedded(context, CacheType::F16, BATCH, SEQUENCES));
        assert_near(model.weights.mapped, allocated.mapped, "mapped weights");
        assert_near(model.weights.packed, allocated.packed, "packed weights");
        assert_near(told.cache, allocated.cache, &format!("cache of {context}"));
        assert_near(told.compute, allocated.compute, &format!("compute buffers of {context}"));
        assert_near(told.output, allocated.output, &format!("output of {context}"));
    }
}
