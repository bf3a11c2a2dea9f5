//! Runs that may take so much and no more.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Script, Server};

use crate::model::{self, PROSE, RIGHT};
use crate::support::{CHECK, RUN, Scene, TASK};

/// A model that never says anything of use, each time for 60 tokens that were evaluated and 20 that were generated.
fn costly() -> Server {
    Server::start(model::always(&Reply::text(PROSE).usage(1000, 940, 20)))
}

#[test]
fn the_budget_that_ends_a_run_is_named() {
    let server = costly();
    let run = |more: &[&str]| {
        let scene = Scene::new();
        let before = scene.tree();
        let said = scene.run(server.url(), more).expect(1);
        assert_eq!(scene.tree(), before);
        (said, scene)
    };
    let (said, scene) = run(&["--max-tokens", "161"]);
    assert_snapshot!(said.last_lines(6), @"
    not done: the budget of 161 tokens (--max-tokens) is used up; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      2. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      3. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.ledger().episodes(RUN).unwrap().len(), 3);
    for nothing in ["--max-tokens", "--max-steps", "--max-minutes"] {
        let (said, scene) = run(&[nothing, "0"]);
        assert!(said.out.contains(&format!("({nothing}) is used up")), "{}", said.out);
        assert_eq!(scene.ledger().episodes(RUN).unwrap(), [], "the check alone was run");
        assert_eq!(scene.ledger().gates(RUN).unwrap().len(), 1);
    }
    let (said, scene) = run(&["--max-steps", "7"]);
    assert!(said.out.contains("not done: the budget of 7 steps (--max-steps) is used up"), "{}", said.out);
    assert_eq!(scene.ledger().steps(RUN).unwrap().len(), 8, "the last step is the end");
    let story = scene.kinglet(&["show"]).expect(0).out;
    assert!(story.contains("the budget of 7 steps (--max-steps) is used up"), "{story}");
}

#[test]
fn an_edit_that_is_under_way_is_judged() {
    let scene = Scene::new();
    let server = Server::start(model::always(&model::code(RIGHT)));
    // The first step is the beginning; then come the check, the code, the doubts (here of nothing), the answer.
    scene.run(server.url(), &["--max-steps", "4"]).expect(1);
    assert_eq!(server.chats().len(), 0);
    let (scene, server) = (Scene::new(), Server::start(model::always(&model::code(RIGHT))));
    scene.run(server.url(), &["--max-steps", "5"]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn a_model_that_is_at_work_when_the_time_is_up_is_stopped() {
    let scene = Scene::new();
    let server = Server::start(model::always(&model::code(RIGHT).stall_after(1)));
    let said = scene.run(server.url(), &["--max-minutes", "0.05"]).expect(1);
    assert!(said.out.contains("the budget of 0.05 minutes (--max-minutes) is used up"), "{}", said.out);
    assert_eq!(scene.ledger().episodes(RUN).unwrap(), []);
}

#[test]
fn a_check_that_never_ends_does_not_take_all_of_the_time() {
    let scene = Scene::new();
    let before = scene.tree();
    scene.hook("if grep -q SUM cart.py; then tail -f /dev/null; fi");
    let code = "SUM = 1\ndef total(prices, discount=0):\n    return SUM\n";
    let server = Server::start(model::always(&model::code(code)));
    let said = scene.run(server.url(), &["--max-minutes", "0.05"]).expect(1);
    assert!(said.out.contains("timed out after 2 s and was killed"), "{}", said.out);
    assert_eq!(scene.tree(), before);
}

#[test]
fn the_last_state_that_held_is_kept() {
    let scene = Scene::new();
    scene.write("cart.py", RIGHT);
    scene.write("shop.py", "from cart import total\n");
    scene.hook("if grep -q SUM cart.py && ! grep -q SUM shop.py; then echo 'FAIL: names'; exit 1; fi");
    let server = Server::start(Script::new(|request| -> Behaviour {
        let reply = if model::prompt(request).starts_with("You plan work") {
            Reply::text(
                r#"{"action":"plan","steps":[{"title":"a new name","files":["cart.py","shop.py"],"compile":true}]}"#,
            )
        } else {
            model::code(
                "SUM = 1\ndef total(prices, discount=0):\n    result = 0\n    return result - discount\n",
            )
        };
        reply.usage(1000, 900, 20).into()
    }));
    let arguments = ["run", "Rename things.", "--check", CHECK, "--endpoint", server.url()];
    let said = scene.kinglet(&[&arguments[..], &["--max-tokens", "240"]].concat()).expect(1);
    assert_snapshot!(said.last_lines(5), @"
      code     1  cart.py in cart.py:1  +1 the plan changes it
               1  shop.py in shop.py:1  +1 the plan changes it, too
    not done: the budget of 240 tokens (--max-tokens) is used up.
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn a_resumed_run_has_the_budget_that_it_began_with_or_another() {
    // The second question is never answered: there the process is killed.
    let resumed = |more: &[&str]| {
        let server = Server::start(Script::new(|request| match request.ordinal {
            1 => Behaviour::silence(),
            _ => Reply::text(PROSE).usage(1000, 940, 20).into(),
        }));
        let scene = Scene::new();
        let begin = ["run", TASK, "--check", CHECK, "--endpoint", server.url(), "--max-tokens", "240"];
        let running = scene.start_kinglet(&begin);
        server.block_until_arrived(2);
        running.kill();
        let said = scene.kinglet(&[&["resume"], more].concat()).expect(1);
        let episodes = scene.ledger().episodes(RUN).unwrap().len();
        let told = said.out.lines().find(|line| line.contains("is used up")).unwrap().to_owned();
        format!("{episodes}: {told}")
    };
    assert_snapshot!(resumed(&[]), @"3: not done: the budget of 240 tokens (--max-tokens) is used up; `. ../hook.sh; . ./test_cart.sh` still fails.");
    assert_snapshot!(resumed(&["--max-tokens", "80"]), @"1: not done: the budget of 80 tokens (--max-tokens) is used up; `. ../hook.sh; . ./test_cart.sh` still fails.");
    assert_snapshot!(resumed(&["--max-steps", "8"]), @"3: not done: the budget of 240 tokens (--max-tokens) is used up; `. ../hook.sh; . ./test_cart.sh` still fails.");
}
