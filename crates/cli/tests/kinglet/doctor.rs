//! `kinglet doctor`.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::support::Scene;

fn program(path: &std::path::Path, lines: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn told<'f>(findings: &'f [Value], name: &str) -> &'f Value {
    findings.iter().find(|finding| finding["name"] == name).unwrap()
}

#[test]
fn tells_what_is_there_and_how_to_get_the_rest() {
    let scene = Scene::new();
    // Nobody agreed to run what the repository brings.
    program(&scene.root().join("node_modules/.bin/gopls"), "touch ran");
    program(&scene.root().join(".venv/bin/ty"), "touch ran; echo ty 1.0");
    program(&scene.beside("bin/ruff"), "echo a newer one is there; echo ruff 9.8.7");
    program(&scene.beside("bin/clangd"), "echo no such toolchain; exit 1");
    let findings = scene.kinglet_with_programs(&scene.beside("bin"), &["doctor", "--json"]).expect(0).json();
    let said = |name: &str| scene.masked(told(&findings, name)["said"].as_str().unwrap());
    insta::assert_snapshot!(said("ruff"), @"ruff 9.8.7, FOLDER/bin/ruff");
    insta::assert_snapshot!(said("ty"), @"the project's own, not asked for its version, ROOT/.venv/bin/ty");
    insta::assert_snapshot!(said("clangd"), @"FOLDER/bin/clangd does not work: no such toolchain");
    insta::assert_snapshot!(said("KINGLET_LOG"), @"info, by default");
    insta::assert_snapshot!(said("KINGLET_API_KEY"), @"not set");
    assert_eq!(told(&findings, "clangd")["state"], "missing");
    assert_eq!(
        told(&findings, "jdtls")["remedy"].is_string(),
        told(&findings, "jdtls")["state"] == "missing"
    );
    assert_eq!(
        (told(&findings, "git")["state"].as_str(), scene.root().join("ran").exists()),
        (Some("ok"), false)
    );
}

#[test]
fn outside_of_a_repository_it_says_that() {
    let scene = Scene::empty("nowhere");
    let findings = scene.kinglet(&["doctor", "--json"]).expect(0).json();
    assert_eq!(told(&findings, "repository")["state"], "missing");
    let said = scene.kinglet(&["doctor"]).expect(0);
    assert!(said.out.contains("to get it: git init"), "{}", said.out);
}

#[test]
fn a_key_is_never_shown() {
    let scene = Scene::new();
    let said = scene.kinglet_with_keys("secret-one", "secret-two", &["doctor"]).expect(0);
    assert!(said.out.contains("KINGLET_API_KEY") && !said.out.contains("secret"), "{}", said.out);
}
