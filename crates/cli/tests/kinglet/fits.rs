//! `kinglet models fit`, and a model that does not.
#![cfg(feature = "embedded")]

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use insta::assert_snapshot;

use crate::support::{CHECK, Said, Scene, TASK};

/// A model's header: one narrow layer, and a vocabulary of so many tokens.
fn header(vocabulary: u64) -> Vec<u8> {
    header_of(1, 512, vocabulary)
}

/// A model's header.
fn header_of(layers: u32, embedding: u32, vocabulary: u64) -> Vec<u8> {
    let text = |text: &str| [&(text.len() as u64).to_le_bytes(), text.as_bytes()].concat();
    let number = |key: &str, value: u32| {
        [&text(&format!("llama.{key}")), &4_u32.to_le_bytes()[..], &value.to_le_bytes()].concat()
    };
    [
        b"GGUF\x03\0\0\0".to_vec(),
        [1_u64, 6].map(u64::to_le_bytes).concat(),
        [text("general.architecture"), 8_u32.to_le_bytes().to_vec(), text("llama")].concat(),
        number("block_count", layers),
        number("context_length", 8192),
        number("embedding_length", embedding),
        number("feed_forward_length", 1024),
        number("attention.head_count", 8),
        [text("token_embd.weight"), 2_u32.to_le_bytes().to_vec()].concat(),
        [u64::from(embedding), vocabulary].map(u64::to_le_bytes).concat(),
        // 4-byte floats, from the beginning on.
        [0_u8; 12].to_vec(),
    ]
    .concat()
}

fn model(scene: &Scene, name: &str, vocabulary: u64) -> PathBuf {
    let file = scene.beside(name);
    std::fs::write(&file, header(vocabulary)).unwrap();
    file
}

fn fit(scene: &Scene, file: &str, more: &[&str]) -> Said {
    scene.kinglet(&[&["models", "fit", file, "--by", "kinglet"], more].concat())
}

#[test]
fn tells_what_each_context_costs() {
    let scene = Scene::new();
    let file = model(&scene, "small.gguf", 1000);
    let said = fit(&scene, file.to_str().unwrap(), &[]).expect(0);
    let lines: Vec<String> =
        said.out.lines().filter(|line| !line.starts_with("memory ")).map(|line| scene.masked(line)).collect();
    assert_snapshot!(lines.join("\n"), @"
    a model without a name (llama), FOLDER/small.gguf
    weights   3 MB
    a token   2048 bytes of keys and values
    trained   8192 tokens
    run by    kinglet

       context   keys and values     computing         total
          2048              5 MB          3 MB          9 MB  fits
          4096              9 MB          3 MB         14 MB  fits
          8192             17 MB          4 MB         23 MB  fits

    The largest context that stays entirely in memory: 8192 tokens.
    ");
    assert_snapshot!(said.err, @"kinglet: the file is cut short: 3 MB are missing");
    let json = fit(&scene, file.to_str().unwrap(), &["--context", "4096", "--json"]).expect(0).json();
    assert_snapshot!(json[0]["contexts"], @r#"[{"cache":8388608,"compute":2904064,"context":4096,"fits":true,"output":8000,"total":13348672}]"#);
}

/// A driver that tells of a card, with so many mebibytes free.
fn driver(scene: &Scene, free: u32) -> PathBuf {
    let folder = scene.beside("programs");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("nvidia-smi");
    std::fs::write(&file, format!("#!/bin/sh\necho 'Some Card, 8192, {free}'\n")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
#[cfg(target_os = "linux")]
fn a_graphics_card_is_what_it_has_to_fit_into() {
    let scene = Scene::new();
    let file = model(&scene, "small.gguf", 1000);
    let fit = |free| {
        let said =
            scene.kinglet_with_programs(&driver(&scene, free), &["models", "fit", file.to_str().unwrap()]);
        format!("{}{}: {}", scene.masked(&said.out), said.code, said.err.lines().last().unwrap())
    };
    assert_snapshot!(fit(534), @"
    a model without a name (llama), FOLDER/small.gguf
    weights   3 MB
    a token   2048 bytes of keys and values
    trained   8192 tokens
    cards     Some Card: 560 MB of 8590 MB free, of which 537 MB are left alone
    besides   3 MB of the processor's memory
    run by    llama-server

       context   keys and values     computing         total
          2048              5 MB         10 MB         16 MB  fits
          4096              9 MB         12 MB         22 MB  fits
          4352              9 MB         12 MB         23 MB  fits
          8192             17 MB         16 MB         35 MB  does not fit

    The largest context that stays entirely in the graphics card's memory: 4352 tokens.
    0: kinglet: the file is cut short: 3 MB are missing
    ");
    assert_snapshot!(fit(512).lines().last().unwrap(), @"1: kinglet: not even 2048 tokens fit into the graphics card's memory; what does not fit spills to the processor, which is several times slower: take a smaller model, a smaller context, or --cache-type q8_0");
}

#[test]
fn says_that_it_does_not_fit() {
    let scene = Scene::new();
    let file = model(&scene, "huge.gguf", 1 << 40);
    let file = file.to_str().unwrap();
    let refusal = |said: Said| scene.masked(said.err.lines().last().unwrap());
    assert_snapshot!(refusal(fit(&scene, file, &[]).expect(1)), @"kinglet: not even 2048 tokens fit into memory; the system would swap, or end the process: take a smaller model, or close other programs");
    assert_snapshot!(refusal(fit(&scene, file, &["--context", "2048"]).expect(1)), @"kinglet: a context of 2048 tokens does not fit into memory; the system would swap, or end the process: take a smaller model, or close other programs");
    let said =
        scene.kinglet(&["run", TASK, "--check", CHECK, "--model", file, "--threads", "1"]).expect(3).err;
    let (before, after) = said.rsplit_once(" and there is room for ").unwrap();
    assert_snapshot!(scene.masked(before.lines().last().unwrap()), @"kinglet: interrupted: cannot load the model file FOLDER/huge.gguf: it needs 2823545867 MB with the smallest context");
    assert_snapshot!(scene.masked(after.split_once("; ").unwrap().1), @"close other programs, or take a smaller model (`kinglet models fit` tells what one needs); `kinglet resume R1` goes on from the last step");
}

#[test]
fn the_model_in_the_process_gets_what_fits() {
    let scene = Scene::new();
    let small = model(&scene, "small.gguf", 1000);
    let room = fit(&scene, small.to_str().unwrap(), &["--json"]).json()[0]["room"].as_u64().unwrap();
    // Each token takes 256 KiB in each layer: with so many layers, memory has room for some 4096 tokens.
    let layers = u32::try_from(room / (4096 * (256 << 10))).unwrap().max(1);
    let file = scene.beside("deep.gguf");
    std::fs::write(&file, header_of(layers, 65536, 1)).unwrap();
    let file = file.to_str().unwrap();
    let said =
        scene.kinglet(&["run", TASK, "--check", CHECK, "--model", file, "--threads", "1"]).expect(3).err;
    let [reduced, failed] = said.lines().collect::<Vec<_>>()[..] else { panic!("{said}") };
    let reduced = reduced.strip_prefix("kinglet: memory has room for a context of ").unwrap();
    let (window, rest) = reduced.split_once(' ').unwrap();
    assert!((2048..8192).contains(&window.parse().unwrap()), "{reduced}");
    assert_snapshot!(rest, @"tokens only, not 8192 tokens");
    // It has no tensors but one.
    assert!(failed.contains("cannot load the model file"), "{failed}");
}

#[test]
fn says_what_it_cannot_use() {
    let scene = Scene::new();
    let refusal = |file: &str, more: &[&str]| {
        let said = fit(&scene, file, more);
        scene.masked(&format!("{}: {}", said.code, said.err.trim_end()))
    };
    std::fs::write(scene.beside("cut.gguf"), &header(9)[..50]).unwrap();
    assert_snapshot!(refusal(scene.beside("cut.gguf").to_str().unwrap(), &[]), @"1: kinglet: cannot tell what FOLDER/cut.gguf needs: its header is cut short at byte 32; delete the file and fetch it again");
    assert_snapshot!(refusal(scene.beside("absent.gguf").to_str().unwrap(), &[]), @"1: kinglet: cannot tell what FOLDER/absent.gguf needs: it cannot be read: No such file or directory (os error 2)");
    assert_snapshot!(refusal("gpt-9", &[]), @"2: kinglet: there is no file `gpt-9`, and no model is called `gpt-9`; the catalogue has qwen2.5-coder-1.5b, qwen2.5-coder-0.5b, smollm2-135m");
    let small = model(&scene, "small.gguf", 1000);
    assert_snapshot!(refusal(small.to_str().unwrap(), &["--cache-type", "q8_0"]), @"2: kinglet: the model in this process keeps keys and values as f16; leave out --cache-type");
}
