//! "Add a flag and carry it through": the model says which parameter, kinglet carries it to all calls.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_scripted::{Reply, Request, Script, Server};

use crate::model;
use crate::support::{Said, Scene};

const TASK: &str = "`label` gets a flag `short`: with it, the cents are left out where they are 0. Calls so far pass false.";
const CHANGE: &str =
    r#"{"action":"add_parameter","symbol":"label","name":"short","type":"TYPE","value":"VALUE"}"#;

/// A repository with one of the projects in `tests/carry`.
fn scene(project: &str) -> Scene {
    let scene = Scene::empty("shop");
    scene.git(&["init", "--quiet"]);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/carry").join(project), scene.root());
    scene
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn change(of: &str, value: &str) -> String {
    CHANGE.replace("TYPE", of).replace("VALUE", value)
}

/// A model that gives this change, passes what `value` says at calls, and writes the function.
fn server(changes: Vec<String>, value: &'static str, function: &'static str) -> Server {
    Server::start(Script::new(move |request: &Request| {
        let prompt = model::prompt(request);
        let reply = if prompt.contains("Which of these changes") {
            let refused = usize::from(prompt.contains("cannot be carried out"));
            Reply::text(changes.get(refused).unwrap())
        } else if prompt.contains("What does the call") {
            Reply::text(value)
        } else {
            Reply::text(&format!("```rust\n{function}```\n"))
        };
        reply.into()
    }))
}

const FUNCTION: &str = "pub fn label(cents: u64, short: bool) -> String {
    if short && cents % 100 == 0 {
        return format!(\"{}\", cents / 100);
    }
    format!(\"{}.{:02}\", cents / 100, cents % 100)
}
";

fn run(scene: &Scene, server: &Server, check: &str) -> Said {
    scene.kinglet(&["run", TASK, "--check", check, "--endpoint", server.url(), "--refactor"])
}

/// Builds and runs the tests, with the compiler of this test.
fn rust_check() -> String {
    let home = std::env::var("HOME").unwrap();
    format!("HOME={home} rustc --edition 2024 --test src/lib.rs -o ../tests && ../tests")
}

fn told(scene: &Scene) -> String {
    let found = scene.kinglet(&["evidence", "subject:refactoring", "--json"]).expect(0).json();
    found.iter().map(|it| it["summary"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_flag_is_carried_through_a_project_in_rust() {
    let scene = scene("rust");
    let server = server(vec![change("bool", "false")], "", FUNCTION);
    run(&scene, &server, &rust_check()).expect(0);
    assert_snapshot!(told(&scene), @"");
    assert_eq!(scene.read("src/invoice.rs").matches(", false)").count(), 4);
    assert_eq!(server.chats().len(), 2);
    scene.kinglet(&["undo"]).expect(0);
    assert!(!scene.read("src/cart.rs").contains("false"));
}

#[test]
fn a_flag_is_carried_through_a_project_in_typescript() {
    let scene = scene("typescript");
    // It does what the compiler would: no call has one argument, and the function takes two.
    let check = "grep -q 'short: boolean' src/money.ts && ! grep -nE 'label\\([^,]*\\)' src/*.ts";
    let server = server(vec![change("boolean", "false")], "", "");
    run(&scene, &server, check).expect(0);
    assert_snapshot!(told(&scene), @"");
    assert_snapshot!(scene.read("src/receipt.ts"), @"");
}

#[test]
fn each_call_passes_what_the_model_says_of_it() {
    let scene = scene("typescript");
    let check = "grep -q 'short: boolean' src/money.ts";
    let server = server(vec![change("boolean", "each")], "`cents > 100`", "");
    run(&scene, &server, check).expect(0);
    // Twelve calls in lines of their own are asked about, two of which hold more than one.
    assert_snapshot!(server.chats().len(), @"");
    assert_snapshot!(scene.read("src/report.ts"), @"");
    assert_snapshot!(model::prompt(&server.chats()[1]), @"");
}

#[test]
fn what_cannot_be_carried_out_is_told_to_the_model() {
    let scene = scene("typescript");
    let check = "grep -q 'short: boolean' src/money.ts";
    let unknown = change("boolean", "false").replace("label", "lable");
    let server = server(vec![unknown, change("boolean", "false")], "", "");
    run(&scene, &server, check).expect(0);
    let prompt = model::prompt(&server.chats()[1]);
    assert_snapshot!(prompt.lines().find(|line| line.contains("cannot be carried out")).unwrap(), @"");
    assert_snapshot!(told(&scene), @"");
}

#[test]
fn a_task_without_a_mechanical_change_goes_on_as_usual() {
    let scene = scene("rust");
    let server = server(vec![r#"{"action":"none"}"#.to_owned()], "", FUNCTION);
    let said = run(&scene, &server, "false");
    said.expect(1);
    assert_snapshot!(told(&scene), @"");
    assert!(!scene.read("src/cart.rs").contains("false"));
}
