//! "Add a flag and carry it through": the model says which parameter, kinglet carries it to all calls.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_scripted::{Reply, Request, Script, Server};

use crate::model;
use crate::support::{Said, Scene};

const TASK: &str =
    "`label` gets a flag `short`: with it, the cents are left out where they are 0. Calls so far pass false.";
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
            Reply::text(function)
        };
        reply.into()
    }))
}

const IN_RUST: &str = r#"```rust
pub fn label(cents: u64, short: bool) -> String {
    if short && cents % 100 == 0 {
        return format!("{}", cents / 100);
    }
    format!("{}.{:02}", cents / 100, cents % 100)
}
```
"#;
const IN_TYPESCRIPT: &str = r#"```typescript
export function label(cents: number, short: boolean): string {
  if (short && cents % 100 === 0) {
    return `${cents / 100}`;
  }
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
```
"#;

fn run(scene: &Scene, server: &Server, check: &str) -> Said {
    scene.kinglet(&["run", TASK, "--check", check, "--endpoint", server.url(), "--refactor"])
}

/// Builds and runs the tests, with the compiler of this test.
fn rust_check() -> String {
    let home = std::env::var("HOME").unwrap();
    format!("HOME={home} rustc --edition 2024 --test src/lib.rs -o ../tests && ../tests")
}

/// Fifteen calls in five files, and the one that passes it already. Where TypeScript's compiler was installed for the tests, as
/// `cargo xtask check` does, that judges, too, and the project's own test is run.
fn typescript_check() -> String {
    let text = "grep -q 'short: boolean' src/money.ts && [ $(cat src/*.ts | grep -o false | wc -l) = 16 ]";
    match std::env::var("KINGLET_TSC") {
        Ok(compiler) => format!(
            "{compiler} -p . --outDir ../out && cp package.json ../out && node ../out/test.js && {text}"
        ),
        Err(_) => text.to_owned(),
    }
}

fn told(scene: &Scene) -> String {
    let found = scene.kinglet(&["evidence", "subject:refactoring", "--json"]).expect(0).json();
    found.iter().map(|it| it["summary"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_flag_is_carried_through_a_project_in_rust() {
    let scene = scene("rust");
    let server = server(vec![change("bool", "false")], "", IN_RUST);
    run(&scene, &server, &rust_check()).expect(0);
    assert_snapshot!(told(&scene), @r#"
    the task asks for {"action":"add_parameter","name":"short","symbol":"label","type":"bool","value":"false"}
    found by names and imports, not by a language server (none was asked); 15 calls
    "#);
    assert_eq!(scene.read("src/invoice.rs").matches(", false)").count(), 4);
    scene.kinglet(&["undo"]).expect(0);
    assert!(!scene.read("src/cart.rs").contains("false"));
}

#[test]
fn a_flag_is_carried_through_a_project_in_typescript() {
    let scene = scene("typescript");
    let server = server(vec![change("boolean", "false")], "", IN_TYPESCRIPT);
    run(&scene, &server, &typescript_check()).expect(0);
    assert_snapshot!(told(&scene), @r#"
    the task asks for {"action":"add_parameter","name":"short","symbol":"label","type":"boolean","value":"false"}
    found by names and imports, not by a language server (none was asked); 15 calls
    "#);
    assert_snapshot!(scene.read("src/receipt.ts"), @r#"
    import { label } from "./money.js";

    export function paid(cents: number, given: number): string[] {
      return [
        `total ${label(cents, false).padStart(10)}`,
        `back  ${label(
          Math.max(0, given - cents),
          false,
        ).padStart(10)}`,
      ];
    }
    "#);
}

#[test]
fn each_call_passes_what_the_model_says_of_it() {
    let scene = scene("typescript");
    let check = "grep -q 'short: boolean' src/money.ts";
    let server = server(vec![change("boolean", "each")], "`cents > 100`", "");
    run(&scene, &server, check).expect(0);
    // Lines that hold two calls are asked about once.
    assert_snapshot!(server.chats().len(), @"11");
    assert_snapshot!(scene.read("src/report.ts"), @r#"
    import { label } from "./money.js";

    export function day(sales: number[]): string {
      const sum = sales.reduce((a, b) => a + b, 0);
      return `${sales.length} sales, ${label(sum, cents > 100)}, best ${label(Math.max(0, ...sales), cents > 100)}`;
    }

    export function change(before: number, after: number): string {
      return after >= before ? `+${label(after - before, cents > 100)}` : `-${label(before - after, cents > 100)}`;
    }
    "#);
    assert_snapshot!(model::prompt(&server.chats()[1]), @"
    You are a careful programmer. You are shown one call of a function that gets a new parameter. You answer with the expression that the call passes for it and nothing else.
    # Task
    `label` gets a flag `short`: with it, the cents are left out where they are 0. Calls so far pass false.

    # The check fails
    `grep -q 'short: boolean' src/money.ts` says:
    failed with exit code 1
    it printed nothing

    # Question
    `label` gets the parameter `short: boolean`. This is a call of it, in src/cart.ts, line 8:
    ```typescript

    export interface Item {
      name: string;
      cents: number;
    }

    export const lines = (items: Item[]): string[] => items.map((item) => `${item.name} ${label(item.cents)}`);

    export function total(items: Item[]): string {
      return label(items.reduce((sum, item) => sum + item.cents, 0));
    }

    export function dearest(items: Item[]): string {
    ```
    What does the call in the line `export const lines = (items: Item[]): string[] => items.map((item) => `${item.name} ${label(item.cents)}`);` pass for `short`? Answer with one expression.
    ");
}

#[test]
fn what_cannot_be_carried_out_is_told_to_the_model() {
    let scene = scene("typescript");
    let check = "grep -q 'short: boolean' src/money.ts";
    let unknown = change("boolean", "false").replace("label", "lable");
    let server = server(vec![unknown, change("boolean", "false")], "", "");
    run(&scene, &server, check).expect(0);
    let prompt = model::prompt(&server.chats()[1]);
    assert_snapshot!(prompt.lines().find(|line| line.contains("cannot be carried out")).unwrap(), @"Your last answer cannot be carried out: no file in Python, Rust, JavaScript, TypeScript or Go defines `lable`; there is `label`");
    assert_snapshot!(told(&scene), @r#"
    the task asks for {"action":"add_parameter","name":"short","symbol":"lable","type":"boolean","value":"false"}
    the task asks for {"action":"add_parameter","name":"short","symbol":"label","type":"boolean","value":"false"}
    found by names and imports, not by a language server (none was asked); 15 calls
    "#);
}

#[test]
fn what_a_green_check_cannot_prove_is_carried_out_all_the_same() {
    let scene = scene("rust");
    let server = server(vec![change("bool", "false")], "", "");
    let said = run(&scene, &server, "true").expect(1);
    let proof = "changed, not proven: one edit stands in the tree; `true` succeeds, as it did before";
    assert!(said.out.contains(proof), "{}", said.out);
    assert_eq!(server.chats().len(), 1);
    assert_eq!(scene.read("src/invoice.rs").matches(", false)").count(), 4);
    scene.kinglet(&["undo"]).expect(0);
    assert!(!scene.read("src/cart.rs").contains("false"));
}

#[test]
fn what_a_task_says_in_so_many_words_is_not_asked() {
    let scene = scene("rust");
    let server = server(Vec::new(), "", "");
    let task = "Rename `label` to `price` everywhere.";
    let home = std::env::var("HOME").unwrap();
    let check = format!("HOME={home} rustc --edition 2024 --crate-type lib src/lib.rs -o ../lib");
    let said = scene.kinglet(&["run", task, "--check", &check, "--endpoint", server.url()]).expect(1);
    assert!(said.out.contains("changed, not proven: one edit stands in the tree"), "{}", said.out);
    let named = r#"the task asks in so many words for {"action":"rename","symbol":"label","to":"price"}"#;
    assert!(told(&scene).starts_with(named), "{}", told(&scene));
    assert_eq!(server.chats().len(), 0);
    assert!(!scene.read("src/invoice.rs").contains("label("));
    scene.kinglet(&["undo"]).expect(0);
    assert!(scene.read("src/invoice.rs").contains("label("));
    // Nothing is executed, and so nothing proven, without a check.
    scene.kinglet(&["run", task, "--endpoint", server.url()]).expect(1);
    assert!(scene.read("src/invoice.rs").contains("price("));
    // Who asks for a plan alone gets nothing else.
    scene.kinglet(&["undo"]).expect(0);
    scene.kinglet(&["plan", task, "--endpoint", server.url()]);
    assert!(scene.read("src/invoice.rs").contains("label("));
}

#[test]
fn a_parameter_that_a_task_asks_for_is_left_to_the_model() {
    let scene = scene("typescript");
    let server = server(vec![change("boolean", "false")], "", "");
    let task = "Add a parameter `short: boolean` to `label`; all calls pass false.";
    let check = "grep -q 'short: boolean' src/money.ts";
    scene.kinglet(&["run", task, "--check", check, "--endpoint", server.url()]).expect(0);
    assert_snapshot!(told(&scene), @r#"
    the task asks for {"action":"add_parameter","name":"short","symbol":"label","type":"boolean","value":"false"}
    found by names and imports, not by a language server (none was asked); 15 calls
    "#);
}

#[test]
fn a_change_that_breaks_the_check_is_taken_back() {
    let scene = scene("rust");
    let server = server(Vec::new(), "", "");
    let (task, check) = ("Rename `label` to `price`.", "! grep -q price src/money.rs");
    let before = scene.read("src/cart.rs");
    let said = scene
        .kinglet(&["run", task, "--check", check, "--endpoint", server.url(), "--attempts", "1"])
        .expect(1);
    assert_eq!(scene.read("src/cart.rs"), before, "{}", said.out);
}

#[test]
fn a_task_without_a_mechanical_change_goes_on_as_usual() {
    let scene = scene("rust");
    let server = server(vec![r#"{"action":"none"}"#.to_owned()], "", IN_RUST);
    let said = run(&scene, &server, "false");
    said.expect(1);
    assert_snapshot!(told(&scene), @"the model finds no mechanical change in the task");
    assert!(!scene.read("src/cart.rs").contains("false"));
}

#[test]
fn steps_that_ask_for_it_in_so_many_words_are_carried_out_at_all_places() {
    let scene = scene("typescript");
    let server = server(vec![change("boolean", "false")], "", "");
    let task = "- Rename `paid` to `settled`.\n\
                - Add a parameter `short: boolean` to `label`; all calls pass `false` for now.";
    let check = "grep -q 'short: boolean' src/money.ts && ! grep -rq paid src";
    scene.kinglet(&["run", task, "--check", check, "--endpoint", server.url()]).expect(0);
    let told = told(&scene);
    let renamed = r#"the step asks in so many words for {"action":"rename","symbol":"paid","to":"settled"}"#;
    assert!(told.contains(renamed) && told.contains("15 calls"), "{told}");
    // The second alone leaves something open.
    let questions: Vec<String> = server.chats().iter().map(model::prompt).collect();
    assert!(matches!(&questions[..], [one] if one.contains("Add a parameter")), "{questions:?}");
}
