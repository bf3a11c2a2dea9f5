//! Tasks that are not done: the exit code says so, and the account is honest about the tree.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Script, Server};

use crate::model::{self, BETTER, RIGHT, WRONG};
use crate::support::{CHECK, Scene, TASK};

#[test]
fn a_check_that_cannot_be_satisfied_leaves_the_tree_as_it_was() {
    let scene = Scene::new();
    let before = scene.tree();
    let server = Server::start(model::by_attempt(|attempt| {
        model::code(&WRONG.replace("result = 2", &format!("result = {}", attempt + 1)))
    }));
    let said = scene.run(server.url(), &["--attempts", "3"]).expect(1);
    assert_snapshot!(said.last_lines(7), @"
      undo   the check still fails and no fewer tests fail than before
    not done: the limit of attempts (3) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: 1 line added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      2. total in cart.py: 1 line added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      3. total in cart.py: 1 line added, 2 removed, then: 2 failed, 1 passed (exit code 1)
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.tree(), before);
    assert_snapshot!(scene.kinglet(&["undo"]).expect(0).out, @"R1 left nothing changed; there is nothing to take back.");
}

#[test]
fn the_same_edit_is_not_tried_twice() {
    let scene = Scene::new();
    let server = Server::start(model::always(&model::code(WRONG)));
    let said = scene.run(server.url(), &["--attempts", "3"]).expect(1);
    assert_snapshot!(said.last_lines(7), @"
      no     this is the same edit as in attempt 1, which did not help
    not done: the limit of attempts (3) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: 1 line added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      2. total in cart.py: not usable: this is the same edit as in attempt 1, which did not help
      3. total in cart.py: not usable: this is the same edit as in attempt 1, which did not help
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
}

#[test]
fn an_edit_that_helps_stays_and_can_be_undone() {
    let scene = Scene::new();
    let before = scene.tree();
    let server = Server::start(model::always(&model::code(BETTER)));
    let said = scene.run(server.url(), &["--attempts", "3"]).expect(1);
    assert_snapshot!(said.last_lines(7), @"
      no     the edit of cart.py changes nothing; what it writes is there already
    not done: the limit of attempts (3) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: 1 line added, 2 removed, kept: fewer tests fail
      2. total in cart.py: not usable: it writes what stands there
      3. total in cart.py: not usable: it writes what stands there
    One edit that made fewer tests fail was left in the tree; `kinglet undo` takes it back.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.read("cart.py"), BETTER);
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
}

#[test]
fn a_check_that_succeeds_already_proves_nothing() {
    let scene = Scene::new();
    scene.write("cart.py", RIGHT);
    let before = scene.tree();
    let server = Server::start(model::always(&model::code(RIGHT)));
    let task = ["run", "Fix the failing tests!", "--check", CHECK, "--endpoint", server.url()];
    let said = scene.kinglet(&task).expect(1);
    assert_snapshot!(said.last_lines(2), @"
    `. ../hook.sh; . ./test_cart.sh` succeeds already, so there is nothing that it could prove; nothing was changed. Give a check that fails until the task is done
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.tree(), before);
    assert!(server.requests().is_empty(), "no model is needed to know that");
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_kept() {
    let scene = Scene::new();
    let server =
        Server::start(model::by_attempt(|attempt| model::code(if attempt == 1 { WRONG } else { RIGHT })));
    // The second check, after the edit, is when the user saves the file: lines of their own, or the same ones.
    scene.hook("if grep -q 'result = 2' cart.py; then echo '# mine' >>cart.py; fi");
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), format!("{RIGHT}# mine\n"));

    let scene = Scene::new();
    scene.hook("if grep -q 'result = 2' cart.py; then sed -i 's/result = 2/result = 3/' cart.py; fi");
    let said = scene.run(server.url(), &[]).expect(1);
    assert_snapshot!(said.last_lines(2), @"
    not done: cart.py was changed by someone else while the run was at work on it, so the last edit, which did not help, was not taken back. Nothing else was left changed.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.read("cart.py"), WRONG.replace("result = 2", "result = 3"));
}

#[test]
fn a_check_that_takes_the_edit_away_proves_nothing() {
    let scene = Scene::new();
    let before = scene.read("cart.py");
    fs::write(scene.beside("before.py"), &before).unwrap();
    let server = Server::start(model::always(&model::code(RIGHT)));
    scene.hook("if grep -q 'return result - discount' cart.py; then cp ../before.py cart.py; exit 0; fi");
    let said = scene.run(server.url(), &[]).expect(1);
    assert_snapshot!(said.last_lines(2), @"
    not done: the check itself took the edit out of the files again, so its success proves nothing; give a check that leaves them alone. Nothing else was left changed.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.read("cart.py"), before);
}

#[test]
fn there_is_nothing_to_undo_once_every_edit_was_taken_back() {
    let scene = Scene::new();
    let server = Server::start(model::always(&model::code(WRONG)));
    scene.run(server.url(), &["--attempts", "1"]).expect(1);
    scene.write("cart.py", RIGHT);
    assert_snapshot!(scene.kinglet(&["undo"]).expect(0).out, @"R1 left nothing changed; there is nothing to take back.");
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn what_somebody_writes_while_the_model_answers_is_seen() {
    let scene = Scene::new();
    // The first answer comes after the user has saved the file.
    let file = scene.root().join("cart.py");
    let mine = scene
        .read("cart.py")
        .replace("def total(prices, discount=0):", "def total(prices, discount=0, tax=0):");
    let saved = mine.clone();
    let server = Server::start(Script::new(move |request| {
        if request.ordinal == 0 {
            fs::write(&file, &saved).unwrap();
        }
        model::code(&RIGHT.replace("discount=0", "discount=0, tax=0")).into()
    }));
    let said = scene.run(server.url(), &[]).expect(0);
    assert!(said.out.contains("cart.py: changed by someone else; the check runs again"), "{}", said.out);
    assert!(model::prompt(&server.chats()[1]).contains("tax=0"));
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.read("cart.py"), mine);
}

#[test]
fn an_unfinished_check_after_an_edit_takes_the_edit_back() {
    let scene = Scene::new();
    let before = scene.tree();
    let server = Server::start(Script::new(|request| match request.ordinal {
        0 => Behaviour::silence(),
        _ => model::code(WRONG).into(),
    }));
    let running =
        scene.start_kinglet(&["run", TASK, "--check", CHECK, "--endpoint", server.url(), "--attempts", "1"]);
    server.block_until_arrived(1);
    running.kill();
    // The first check is over and took its time; this one would take for ever.
    scene.hook("sleep 1000 & sleep 1000");
    let said = scene.kinglet(&["resume", "--check-timeout", "1"]);
    assert_snapshot!(said.expect(1).last_lines(4), @"
    not done: the limit of attempts (1) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: 1 line added, 2 removed, then: timed out after 1 s and was killed
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.tree(), before);
    scene.assert_nothing_runs();
}
