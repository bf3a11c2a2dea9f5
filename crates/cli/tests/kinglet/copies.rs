//! What a run leaves can be proved, copied, compacted and replayed.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::Server;

use crate::model::{self, BETTER, RIGHT, WRONG};
use crate::support::{RUN, Scene, TASK};

/// A run that tries, keeps, and succeeds.
fn eventful(scene: &Scene) -> Server {
    let server = Server::start(model::by_attempt(|attempt| {
        model::code(match attempt {
            1 => WRONG,
            2 => BETTER,
            _ => RIGHT,
        })
    }));
    scene.run(server.url(), &[]).expect(0);
    server
}

/// What was decided and done in the first run, without what it cost.
fn decisions(scene: &Scene) -> String {
    let all = scene.ledger().fingerprint(RUN).unwrap();
    let is_decision = |line: &&str| {
        ["steps", "evidence", "edits", "plan_nodes", "plan_revisions", "gates", "samples"]
            .iter()
            .any(|table| line.contains(&format!(r#""table":"{table}""#)))
    };
    all.lines().filter(is_decision).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_script_takes_the_same_decisions_without_a_model() {
    let (first, second) = (Scene::new(), Scene::new());
    eventful(&first);
    let script = first.kinglet(&["export", "--script"]).expect(0).out;
    fs::write(second.beside("run.jsonl"), script).unwrap();
    let said = second.kinglet(&["run", "--script", "../run.jsonl"]).refusal(&second);
    assert_snapshot!(said, @"2: kinglet: found the check `. ../hook.sh; . ./test_cart.sh` (from the script); run with --yes to accept it, or give another with --check");
    assert_replays(&first, 0);
}

/// Replays the first run of a scene in another, which must take the same decisions.
pub(crate) fn assert_replays(first: &Scene, code: i32) {
    let second = Scene::new();
    let script = first.kinglet(&["export", "--script"]).expect(0).out;
    fs::write(second.beside("run.jsonl"), script).unwrap();
    second.kinglet(&["run", "--script", "../run.jsonl", "--yes"]).expect(code);
    let expected = decisions(first);
    assert!(expected.lines().count() > 10, "{expected}");
    assert_eq!(decisions(&second), expected);
}

#[test]
fn a_script_that_ends_too_early_can_be_gone_on_with() {
    let (first, second) = (Scene::new(), Scene::new());
    let server = eventful(&first);
    let script = first.kinglet(&["export", "--script"]).expect(0).out;
    let begun: Vec<&str> = script.lines().take(2).collect();
    fs::write(second.beside("run.jsonl"), begun.join("\n")).unwrap();
    let said = second.kinglet(&["run", "--script", "../run.jsonl", "--yes"]).expect(3);
    assert!(said.err.contains("has no more replies"), "{}", said.err);
    fs::write(second.beside("run.jsonl"), script).unwrap();
    second.kinglet(&["resume"]).expect(0);
    assert_eq!(server.chats().len(), 3);
    assert_eq!(second.ledger().episodes(RUN).unwrap().len(), 3, "no reply is heard twice");
}

#[test]
fn a_ledger_is_proved_copied_and_compacted() {
    let (first, second) = (Scene::new(), Scene::new());
    eventful(&first);
    assert_snapshot!(first.masked(&first.kinglet(&["ledger", "verify"]).expect(0).out), @"FOLDER/home/kinglet/shop-HASH/ledger.sqlite is sound: 1 run");
    first.kinglet(&["ledger", "export", "--out", "../copy.jsonl"]).expect(0);
    let copy = first.beside("copy.jsonl");
    let import = ["ledger", "import", copy.to_str().unwrap()];
    assert!(second.kinglet(&import).expect(0).out.starts_with("R1 from "));
    assert_eq!(second.ledger().fingerprint(RUN).unwrap(), first.ledger().fingerprint(RUN).unwrap());
    second.kinglet(&["ledger", "vacuum"]).expect(0);
    second.kinglet(&["ledger", "verify"]).expect(0);
    assert_snapshot!(first.kinglet(&["ledger", "export", "--out", "../copy.jsonl"]).refusal(&first), @"1: kinglet: cannot write ../copy.jsonl; does it exist already?: File exists (os error 17)");
    fs::write(&copy, "{\"no\":1}\n").unwrap();
    assert_snapshot!(second.kinglet(&import).refusal(&first), @"1: kinglet: line 1 of the export: it does not begin like an export of a ledger; nothing was imported");
}

#[test]
fn the_plan_tells_what_was_suspected_and_why_it_was_settled() {
    let scene = Scene::new();
    eventful(&scene);
    assert_snapshot!(scene.kinglet(&["show", "--plan"]).expect(0).out, @"
    N1 resolved: The total in `cart.py` is wrong.
       spawned: the user asked for it
       resolved: done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (3 attempts) [E17]
      N2 resolved: the fault is in total in cart.py
         spawned: attempt 1: ask about total at temperature 0.2: it is number 1 of the candidates
         resolved: with this edit the check succeeds [E17]
    ");
    scene.kinglet(&["undo"]).expect(0);
    assert!(scene.kinglet(&["show", "--plan"]).out.starts_with(&format!("N1 open: {TASK}")));
    scene.kinglet(&["ledger", "verify"]).expect(0);
}
