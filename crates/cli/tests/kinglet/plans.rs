//! Tasks that no failing check describes: a plan, carried out file by file, and an honest account of what is not proven.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Script, Server};

use crate::model::{self, RIGHT, WRONG};
use crate::support::{CHECK, Said, Scene};

/// The function of the project with one more beside it.
const LARGER: &str = "def total(prices, discount=0):
    result = 0
    for price in prices:
        result += price
    return result - discount


def mean(prices):
    return total(prices) / len(prices)
";

const TASK: &str = "Add a function `mean` to cart.py.";

/// A project whose check succeeds.
fn green() -> Scene {
    let scene = Scene::new();
    scene.write("cart.py", RIGHT);
    scene
}

fn run(scene: &Scene, task: &str, endpoint: &str, more: &[&str]) -> Said {
    scene.kinglet(&[&["run", task, "--check", CHECK, "--endpoint", endpoint], more].concat())
}

#[test]
fn what_a_green_check_cannot_prove_is_done_and_said_to_be_unproven() {
    let scene = green();
    let before = scene.tree();
    let server = Server::start(model::always(&model::code(LARGER)));
    let said = run(&scene, TASK, server.url(), &[]).expect(1);
    assert_snapshot!(said.last_lines(4), @"
             3 passed
    changed, not proven: one edit stands in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      1. cart.py in cart.py: 4 lines added, 0 removed, stays
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    assert_eq!(scene.read("cart.py"), LARGER);
    assert_snapshot!(scene.kinglet(&["show", "--plan"]).expect(0).out, @"
    N1 abandoned: Add a function `mean` to cart.py.
       spawned: the user asked for it
       abandoned: changed, not proven: one edit stands in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      N2 resolved: Add a function `mean` to cart.py.
         spawned: the task says which files it is about
         resolved: its edits are made, and the check says nothing new against them [E6]
    ");
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
}

#[test]
fn an_edit_after_which_the_check_fails_is_taken_back_and_mended() {
    let scene = green();
    let server =
        Server::start(model::by_attempt(|attempt| model::code(if attempt == 1 { WRONG } else { LARGER })));
    let said = run(&scene, TASK, server.url(), &[]).expect(1);
    assert_snapshot!(said.last_lines(5), @"
             3 passed
    changed, not proven: one edit stands in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      1. cart.py in cart.py: 2 lines added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      2. cart.py in cart.py: 4 lines added, 0 removed, stays
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    assert_eq!(scene.read("cart.py"), LARGER);
    let asked = server.requests();
    let again = model::prompt(asked.last().unwrap());
    assert!(again.contains("2 failed, 1 passed"), "the exact failure: {again}");
}

#[test]
fn what_never_holds_leaves_the_tree_as_it_was() {
    let scene = green();
    let server = Server::start(model::by_attempt(|attempt| {
        model::code(&WRONG.replace("result = 2", &format!("result = {}", attempt + 1)))
    }));
    let said = run(&scene, TASK, server.url(), &[]).expect(1);
    assert_snapshot!(said.last_lines(6), @"
    not done: no answer to any question about the plan could be used.
      1. cart.py in cart.py: 2 lines added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      2. cart.py in cart.py: 2 lines added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      3. cart.py in cart.py: 2 lines added, 2 removed, then: 2 failed, 1 passed (exit code 1)
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn without_a_check_the_edit_stands_and_nothing_is_executed() {
    let scene = Scene::empty("notes");
    scene.git(&["init", "--quiet"]);
    scene.write("cart.py", RIGHT);
    let server = Server::start(model::always(&model::code(LARGER)));
    let said = scene.kinglet(&["run", TASK, "--endpoint", server.url()]).expect(1);
    assert_snapshot!(said.err, @"kinglet: no check was given and none was found in the project's files, so nothing will prove the work; --check gives a command that succeeds when the task is done, and with --yes the model may propose a test");
    assert_snapshot!(said.last_lines(4), @"
             +    return total(prices) / len(prices)
    changed, not proven: one edit stands in the tree; there is no check that could prove it. Look at `git diff`; `kinglet undo` takes all of it back.
      1. cart.py in cart.py: 4 lines added, 0 removed, stays
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    assert_eq!(scene.read("cart.py"), LARGER);
}

#[test]
fn a_new_file_is_written() {
    let scene = green();
    let server = Server::start(model::always(&model::code("def mean(prices):\n    return 1\n")));
    run(&scene, "Write statistics.py with a function `mean`.", server.url(), &[]).expect(1);
    assert_eq!(scene.read("statistics.py"), "def mean(prices):\n    return 1\n");
    scene.kinglet(&["undo"]).expect(0);
    assert!(!scene.root().join("statistics.py").exists());
}

/// A model that plans `cart.py` and `shop.py` in one step, and writes both files.
fn of_two_files(cart: &'static str, shop: &'static str) -> Script {
    Script::new(move |request| -> Behaviour {
        let prompt = model::prompt(request);
        let reply = if prompt.starts_with("You plan work") {
            Reply::text(
                r#"{"action":"plan","check":"true","steps":[{"title":"a new name","files":["cart.py","shop.py"],"compile":true}]}"#,
            )
        } else if prompt.contains("`cart.py`, in cart.py, is now") {
            model::code(cart)
        } else {
            model::code(shop)
        };
        reply.into()
    })
}

#[test]
fn files_that_change_together_are_judged_together() {
    let shop = "from cart import total\n";
    let scene = green();
    scene.write("shop.py", shop);
    // The check fails between the two edits.
    scene.hook("if grep -q SUM cart.py && ! grep -q SUM shop.py; then echo 'FAIL: names'; exit 1; fi");
    let server = Server::start(of_two_files(
        "SUM = 1\ndef total(prices, discount=0):\n    result = 0\n    return result - discount\n",
        "from cart import SUM, total\n",
    ));
    run(&scene, "Rename things.", server.url(), &[]).expect(1);
    assert_eq!(scene.read("shop.py"), "from cart import SUM, total\n");
    assert_snapshot!(scene.kinglet(&["show", "--plan"]).expect(0).out, @"
    N1 abandoned: Rename things.
       spawned: the user asked for it
       abandoned: changed, not proven: 2 edits stand in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      N2 resolved: a new name
         spawned: the Architect's, from what the files define
         resolved: its edits are made, and the check says nothing new against them [E8]
    ");

    // What does not hold together is taken back together.
    let scene = green();
    scene.write("shop.py", shop);
    scene.hook("if grep -q SUM cart.py && ! grep -q SUM shop.py; then echo 'FAIL: names'; exit 1; fi");
    let server = Server::start(of_two_files(
        "SUM = 1\ndef total(prices, discount=0):\n    result = 0\n    return result - discount\n",
        "from cart import total as whole\n",
    ));
    let said = run(&scene, "Rename things.", server.url(), &[]).expect(1);
    assert_snapshot!(said.last_lines(8), @"
      3. shop.py in shop.py: not usable: this is the same edit as in attempt 2, which did not help
      4. shop.py in shop.py: not usable: this is the same edit as in attempt 2, which did not help
      5. cart.py in cart.py: 1 line added, 2 removed, stays
      6. shop.py in shop.py: 1 line added, 1 removed, then: failed with exit code 1
      7. shop.py in shop.py: not usable: this is the same edit as in attempt 6, which did not help
      8. shop.py in shop.py: not usable: this is the same edit as in attempt 6, which did not help
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!((scene.read("cart.py").as_str(), scene.read("shop.py").as_str()), (RIGHT, shop));
}

#[test]
fn when_the_questions_run_out_the_last_state_that_held_is_kept() {
    let scene = green();
    scene.write("shop.py", "from cart import total\n");
    scene.hook("if grep -q SUM cart.py && ! grep -q SUM shop.py; then echo 'FAIL: names'; exit 1; fi");
    let server = Server::start(of_two_files(
        "SUM = 1\ndef total(prices, discount=0):\n    result = 0\n    return result - discount\n",
        "from cart import SUM, total\n",
    ));
    let said = run(&scene, "Rename things.", server.url(), &["--attempts", "1"]).expect(1);
    assert_snapshot!(said.last_lines(5), @"
      undo   the limit of attempts (1) is reached
    not done: the limit of attempts (1) is reached.
      1. cart.py in cart.py: 1 line added, 2 removed, stays
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn a_plan_alone_executes_and_changes_nothing() {
    let scene = Scene::new();
    scene.write("shop.py", "from cart import total\n");
    let before = scene.tree();
    scene.hook("touch ../executed");
    let server = Server::start(of_two_files(RIGHT, RIGHT));
    let said = scene.kinglet(&["plan", "Rename things.", "--endpoint", server.url()]).expect(0);
    assert_snapshot!(said.last_lines(4), @"
      plan   1. a new name (cart.py, shop.py)
             the Architect's, from what the files define
    planned; nothing was changed
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.tree(), before);
    assert!(!scene.beside("executed").exists());
    // What the task says itself is not asked for.
    let told = scene.kinglet(&["plan", TASK, "--endpoint", "http://127.0.0.1:1"]).expect(0);
    assert_snapshot!(told.last_lines(4), @"
      plan   1. Add a function `mean` to cart.py. (cart.py)
             the task says which files it is about
    planned; nothing was changed
    `kinglet show R2` tells the whole story.
    ");
}

#[test]
fn what_a_task_is_about_is_told_by_earlier_commits_too() {
    let scene = Scene::new();
    for number in 0..300 {
        scene.write(format!("part{number}.py"), &format!("def step{number}(): return {number}\n"));
    }
    scene.commit("many parts");
    scene.write("part237.py", "def step237(): return 1\n");
    scene.commit("customers are billed twice");
    let server = Server::start(Script::new(|_: &_| Reply::text("no plan").into()));
    scene.kinglet(&["plan", "Customers are billed twice again.", "--endpoint", server.url()]);
    let asked: Vec<String> = server.chats().iter().map(model::prompt).collect();
    assert!(asked.iter().any(|prompt| prompt.contains("part237.py")), "{asked:?}");
    assert!(!asked.iter().any(|prompt| prompt.contains("part236.py")), "{asked:?}");
}

#[test]
fn a_plan_that_cannot_be_used_is_replaced_by_the_code_that_the_task_leads_to() {
    let scene = green();
    scene.write("shop.py", "from cart import total\n");
    let server = Server::start(Script::new(|request| -> Behaviour {
        let is_plan = model::prompt(request).starts_with("You plan work");
        if is_plan { Reply::text("I would begin with the cart.") } else { model::code(LARGER) }.into()
    }));
    run(&scene, "There should be the mean of prices, discount included.", server.url(), &[]).expect(1);
    assert_eq!(scene.read("cart.py"), LARGER);
}

#[test]
fn of_a_plan_without_end_the_complete_steps_are_carried_out() {
    let scene = green();
    scene.write("shop.py", "from cart import total\n");
    let step = r#"{"title":"define the mean","files":["cart.py"],"compile":true}"#;
    let plan = format!(r#"{{"action":"plan","check":"","steps":[{}{{"titl"#, format!("{step},").repeat(9));
    let server = Server::start(Script::new(move |request| -> Behaviour {
        let is_plan = model::prompt(request).starts_with("You plan work");
        if is_plan { Reply::text(&plan).finish("length") } else { model::code(LARGER) }.into()
    }));
    let told = run(&scene, "There should be the mean of prices.", server.url(), &[]).expect(1).out;
    assert!(told.contains("define the mean (cart.py)"), "{told}");
    assert_eq!(scene.read("cart.py"), LARGER);
}

#[test]
fn where_there_is_no_plan_the_best_file_is_changed_even_if_it_shares_but_a_word() {
    let scene = green();
    scene.write("shop.py", "from cart import total\n");
    let server = Server::start(Script::new(|request| -> Behaviour {
        let is_plan = model::prompt(request).starts_with("You plan work");
        if is_plan { Reply::text("no") } else { model::code("CLOSED = 'Sunday'\n") }.into()
    }));
    let told = run(&scene, "Let the shop be closed on Sundays.", server.url(), &[]).expect(1).out;
    assert!(scene.read("shop.py").contains("CLOSED = 'Sunday'"), "{told}");
}

#[test]
fn a_planned_run_is_replayed() {
    let scene = green();
    scene.write("shop.py", "from cart import total\n");
    let server = Server::start(of_two_files(LARGER, "from cart import mean, total\n"));
    run(&scene, "Rename things.", server.url(), &["--samples", "2"]).expect(1);
    let after = scene.tree();
    let script = scene.kinglet(&["export", "--script"]).expect(0).out;
    std::fs::write(scene.beside("run.jsonl"), script).unwrap();
    scene.kinglet(&["undo"]).expect(0);
    let path = scene.beside("run.jsonl");
    scene.kinglet(&["run", "--yes", "--script", path.to_str().unwrap()]).expect(1);
    assert_eq!(scene.tree(), after);
}

#[test]
fn a_file_that_cannot_be_shown_is_not_written_anew() {
    let scene = green();
    let long = "x = 1\n".repeat(100_000);
    scene.write("data.py", &long);
    let server = Server::start(model::always(&model::code("RATE = 3\n")));
    let said = run(&scene, "Add a constant RATE to data.py.", server.url(), &[]).expect(1);
    assert_eq!(scene.read("data.py"), long);
    assert_snapshot!(said.last_lines(2), @"
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
}

#[test]
fn what_the_check_makes_of_the_files_does_not_stand_in_the_way() {
    let scene = green();
    scene.write("shop.py", "from cart import total\n");
    // It formats, as some checks do.
    scene.hook(
        "grep -q formatted cart.py || echo '# formatted' >>cart.py
         if grep -q SUM cart.py && ! grep -q SUM shop.py; then echo 'FAIL: names'; exit 1; fi",
    );
    let server = Server::start(of_two_files(
        "SUM = 1\ndef total(prices, discount=0):\n    result = 0\n    return result - discount\n",
        "from cart import total as whole\n",
    ));
    let said = run(&scene, "Rename things.", server.url(), &[]).expect(1);
    assert!(!scene.read("cart.py").contains("SUM"), "{}", said.out);
    assert_eq!(scene.read("shop.py"), "from cart import total\n");
}

#[test]
fn a_run_that_began_red_ends_though_its_tests_change() {
    let scene = Scene::new();
    let server = Server::start(Script::new(|request| -> Behaviour {
        let prompt = model::prompt(request);
        let reply = if prompt.starts_with("You plan work") {
            Reply::text(
                r#"{"action":"plan","steps":[{"title":"less","files":["test_cart.py"],"compile":true},{"title":"the total","files":["cart.py"],"compile":true}]}"#,
            )
        } else if prompt.contains("`test_cart.py`, in test_cart.py, is now") {
            model::code(
                "import unittest\n\nfrom cart import total\n\n\nclass Tests(unittest.TestCase):\n    pass\n",
            )
        } else {
            model::code(RIGHT)
        };
        reply.into()
    }));
    let task = "Do this:\n- `test_cart.py` gets shorter, a test\n- cart.py has the right total\n";
    let said = run(&scene, task, server.url(), &["--attempts", "12"]);
    assert!(!said.out.contains("changed by someone else"), "{}", said.out);
    assert_eq!(scene.read("cart.py"), RIGHT, "{}", said.out);
}

#[test]
fn a_task_may_be_a_list() {
    let scene = green();
    let task = "- Add a function `mean` to cart.py.\n- Write shop.py with a function `mean`.";
    let said = scene.kinglet(&["plan", task, "--endpoint", "http://127.0.0.1:1"]).expect(0);
    assert_snapshot!(said.last_lines(5), @"
      plan   1. Add a function `mean` to cart.py. (cart.py)
             2. Write shop.py with a function `mean`. (shop.py)
             the task says which files it is about
    planned; nothing was changed
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!(scene.ledger().run(crate::support::RUN).unwrap().task, task);
}

/// Asked for a whole file, a small model copies it; asked for one function, it looks at it.
#[test]
fn where_nothing_is_seen_in_a_file_its_parts_are_asked_about() {
    let whole = format!("{RIGHT}\n\ndef mean(prices):\n    return total(prices) / 2\n");
    let told = asked_for_parts(&whole, &whole);
    assert_snapshot!(told, @"
    changed, not proven: one edit stands in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      1. cart.py in cart.py: not usable: it writes what stands there
      2. mean in cart.py: 1 line added, 1 removed, stays
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    // A comment that is lost on the way is nothing that was seen.
    assert_eq!(asked_for_parts(&format!("# Prices.\n{whole}"), &whole), told);
}

fn asked_for_parts(whole: &str, copied: &str) -> String {
    let scene = green();
    scene.write("cart.py", whole);
    let part = "def mean(prices):\n    return total(prices) / len(prices)\n";
    let copied = copied.to_owned();
    let server = Server::start(Script::new(move |request| {
        let asked = model::prompt(request);
        let is_of_mean =
            asked.rsplit("# Question").next().is_some_and(|question| question.contains("`mean`"));
        model::code(if is_of_mean { part } else { &copied }).into()
    }));
    let task = "The `mean` in cart.py is wrong unless there are two prices.";
    let said = run(&scene, task, server.url(), &[]).expect(1);
    assert!(scene.read("cart.py").ends_with(part));
    said.last_lines(4)
}

#[test]
fn an_empty_line_is_no_flag_even_if_that_is_about_empty_lines() {
    let scene = green();
    let server = Server::start(model::always(&model::code(&RIGHT.replace("def ", "\ndef "))));
    let task = "Give the program a flag `--skip-empty`: with it, empty lines are left out.";
    let told = run(&scene, task, server.url(), &["--attempts", "3"]).expect(1).out;
    assert_eq!(scene.read("cart.py"), RIGHT, "{told}");
}

#[test]
fn what_a_file_builds_upon_is_shown_and_does_not_count_as_changed() {
    let scene = green();
    let methods: Vec<String> =
        (0..30).map(|n| format!("    def price{n}(self):\n        return {n}\n\n")).collect();
    let methods = methods.concat();
    scene.write("item.py", &format!("class Item:\n    count = 1\n\n{methods}"));
    scene.write("cart.py", &format!("from item import Item\n\n{RIGHT}"));
    scene.commit("items");
    let larger = format!("from item import Item\n\n{LARGER}");
    let server = Server::start(model::always(&model::code(&larger)));
    let said = run(&scene, TASK, server.url(), &[]).expect(1);
    assert_eq!(scene.read("cart.py"), larger, "{}", said.out);
    let prompt = model::prompt(server.chats().first().unwrap());
    assert!(prompt.contains("class Item:\n    count = 1\n\n    def price0(self): …\n"), "{prompt}");
    assert!(!said.out.contains("changed by someone else"), "{}", said.out);
}
