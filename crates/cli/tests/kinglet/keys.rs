//! A key that stays in the user's key store.

use insta::assert_snapshot;

use crate::model::helpful;
use crate::support::{CHECK, Scene, TASK};

const VARIABLE: &str = "KINGLET_API_KEY_COMMAND";

#[test]
fn the_command_that_prints_the_key_is_asked_for_it() {
    let (scene, server) = (Scene::new(), helpful());
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", server.url()];
    scene.kinglet_with(&[(VARIABLE, "echo unlocked >&2; echo sesame")], &arguments).expect(0);
    assert_eq!(server.chats()[0].header("authorization"), Some("Bearer sesame"));
    for (path, bytes) in scene.kept() {
        assert!(!bytes.windows(6).any(|window| window == b"sesame"), "{}", path.display());
    }
}

#[test]
fn a_key_in_the_environment_goes_before_the_command() {
    let (scene, server) = (Scene::new(), helpful());
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", server.url()];
    scene
        .kinglet_with(&[(VARIABLE, "echo from the store"), ("KINGLET_API_KEY", "own")], &arguments)
        .expect(0);
    assert_eq!(server.chats()[0].header("authorization"), Some("Bearer own"));
}

#[test]
fn a_command_that_prints_no_key_is_told_of_before_anything_is_done() {
    let scene = Scene::new();
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", "http://127.0.0.1:9"];
    let refused = |line| scene.kinglet_with(&[(VARIABLE, line)], &arguments).refusal(&scene);
    assert_snapshot!(refused("echo secret; exit 1"), @"2: kinglet: the command in KINGLET_API_KEY_COMMAND fails; run it by hand to see why, or unset it: echo secret; exit 1");
    assert_snapshot!(refused("true"), @"2: kinglet: the command in KINGLET_API_KEY_COMMAND prints no key; run it by hand to see why, or unset it: true");
    assert_snapshot!(refused("echo two words"), @"2: kinglet: the command in KINGLET_API_KEY_COMMAND prints no key; run it by hand to see why, or unset it: echo two words");
    assert!(!scene.state().exists(), "nothing is recorded");
}

#[test]
fn doctor_says_where_a_key_comes_from() {
    let scene = Scene::new();
    let said = scene.kinglet_with(&[(VARIABLE, "echo secret")], &["doctor"]).expect(0);
    assert!(said.out.contains("printed by the command in KINGLET_API_KEY_COMMAND"), "{}", said.out);
}
