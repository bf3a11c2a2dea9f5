//! Plans that do not work out: what is done instead, and that it is told.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};

use crate::model::{self, PROSE, RIGHT, WRONG};
use crate::support::{CHECK, Said, Scene};

/// The function with a name that others need.
const NAMED: &str = "SUM = 1\ndef total(prices, discount=0):\n    result = 0\n    return result - discount\n";
const SHOP: &str = "from cart import total\n";
const BOTH: &str = "from cart import SUM, total\n";
/// A check that fails in the shop between the two edits, as Python says it.
const TOGETHER: &str = "if grep -q SUM cart.py && ! grep -q SUM shop.py; then
    printf 'Traceback (most recent call last):\\n  File \"shop.py\", line 1, in <module>\\n    from cart import total\\nImportError: the sum is gone\\n'
    exit 1
fi";

/// A project of two files whose check succeeds.
fn scene() -> Scene {
    let scene = Scene::new();
    scene.write("cart.py", RIGHT);
    scene.write("shop.py", SHOP);
    scene
}

/// A model that plans, and answers the n-th question about a file, counted from 0, by a rule.
fn planning(plan: &'static str, rule: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Server {
    Server::start(Script::new(move |request: &Request| -> Behaviour {
        let prompt = model::prompt(request);
        let about = ["cart.py", "shop.py"]
            .into_iter()
            .find(|it| prompt.contains(&format!("`{it}`, in {it}, is now")));
        let reply = match about {
            None if prompt.contains("did not work out") => rule("split", &prompt),
            None => Reply::text(plan),
            Some(path) => rule(path, &prompt),
        };
        reply.into()
    }))
}

fn run(scene: &Scene, server: &Server) -> Said {
    let arguments = ["run", "Rename things.", "--check", CHECK, "--endpoint", server.url()];
    scene.kinglet(&arguments).expect(1)
}

/// What the story says of the plan and of how it was mended.
fn told(scene: &Scene) -> String {
    let found = scene.kinglet(&["evidence", "--json", "kind:decision"]).expect(0).json();
    let is_told =
        |line: &&serde_json::Value| ["plan", "recovery"].contains(&line["subject"].as_str().unwrap());
    let told: Vec<&str> =
        found.iter().filter(is_told).map(|line| line["summary"].as_str().unwrap()).collect();
    told.join("\n")
}

#[test]
fn a_step_takes_in_the_file_in_which_the_check_fails() {
    let scene = scene();
    scene.hook(TOGETHER);
    let plan = r#"{"action":"plan","steps":[{"title":"a new name","files":["cart.py"],"compile":true}]}"#;
    let server = planning(plan, |path, prompt| {
        assert!(
            path != "shop.py"
                || prompt.contains("the check fails in shop.py now: ImportError: the sum is gone")
        );
        model::code(if path == "cart.py" { NAMED } else { BOTH })
    });
    let said = run(&scene, &server);
    assert_eq!(
        (scene.read("cart.py").as_str(), scene.read("shop.py").as_str()),
        (NAMED, BOTH),
        "{}",
        said.out
    );
    assert_snapshot!(told(&scene), @"
    the plan has 1 step: the Architect's, from what the files define
    the plan is revised: step 1 takes in shop.py, for the check fails in shop.py now: ImportError: the sum is gone
    ");
    assert_snapshot!(scene.kinglet(&["show", "--plan"]).expect(0).out, @"
    N1 abandoned: Rename things.
       spawned: the user asked for it
       abandoned: changed, not proven: 2 edits stand in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      N2 resolved: a new name
         spawned: the Architect's, from what the files define
         resolved: its edits are made, and the check says nothing new against them [E9]
        N3 resolved: shop.py: ImportError: the sum is gone
           spawned: the check fails in shop.py now: ImportError: the sum is gone
           resolved: its edits are made, and the check says nothing new against them [E9]
    ");
}

/// A log whose function gets one more parameter, and a shop that calls it from two of its own.
const LOG: &str = "void note(const char *text);\n";
const LEVELS: &str = "void note(int level, const char *text);\n";
const CALLS: &str = "#include \"log.h\"\n
void open_shop(void) {
    note(\"open\");
}\n
void close_shop(void) {
    note(\"closed\");
}
";

#[test]
fn what_an_edit_broke_elsewhere_is_mended_one_part_after_the_other() {
    let scene = Scene::empty("shop");
    scene.git(&["init", "--quiet"]);
    scene.write("log.h", LOG);
    scene.write("shop.c", CALLS);
    let server = Server::start(Script::new(|request: &Request| -> Behaviour {
        let prompt = model::prompt(request);
        let is_about = |name: &str, path: &str| prompt.contains(&format!("`{name}`, in {path}, is now"));
        if is_about("open_shop", "shop.c") {
            // It reads what is wrong there, and not what is wrong elsewhere.
            assert!(prompt.contains("4 |") && !prompt.contains("8 |"), "{prompt}");
            return model::code("void open_shop(void) {\n    note(1, \"open\");\n}\n").into();
        }
        assert!(!is_about("shop.c", "shop.c"));
        let code = if is_about("log.h", "log.h") {
            LEVELS
        } else {
            "void close_shop(void) {\n    note(1, \"closed\");\n}\n"
        };
        model::code(code).into()
    }));
    let task = "In log.h, give `note` a parameter `int level` before the others.";
    let check = "cc -fsyntax-only -Werror shop.c";
    scene.kinglet(&["run", task, "--check", check, "--endpoint", server.url()]).expect(1);
    assert_eq!(scene.read("shop.c"), CALLS.replace("note(", "note(1, "));
    assert_eq!(told(&scene).matches("step 1 takes in shop.c").count(), 2);
}

#[test]
fn a_file_that_is_not_there_gives_way_to_the_one_that_is_meant() {
    let scene = scene();
    let plan = r#"{"action":"plan","steps":[{"title":"a new name","files":["lib/cart.py"],"compile":true}]}"#;
    let server = planning(plan, |_, _| model::code(NAMED.replace("SUM = 1\n", "").as_str()));
    run(&scene, &server);
    assert!(!scene.root().join("lib").exists());
    assert_snapshot!(told(&scene), @"
    the plan has 1 step: the Architect's, from what the files define
    the plan is revised: step 1 is about cart.py, for lib/cart.py is not there, cart.py is
    ");
}

#[test]
fn a_form_that_cannot_be_read_is_changed() {
    let scene = scene();
    let plan = r#"{"action":"plan","steps":[{"title":"a new name","files":["shop.py"],"compile":true}]}"#;
    let server = planning(plan, |_, prompt| {
        if prompt.contains("<<<<<<< SEARCH") {
            Reply::text(
                "<<<<<<< SEARCH\nfrom cart import total\n=======\nfrom cart import total as whole\n>>>>>>> REPLACE\n",
            )
        } else {
            Reply::text(PROSE)
        }
    });
    run(&scene, &server);
    assert_eq!(scene.read("shop.py"), "from cart import total as whole\n");
    let story = scene.kinglet(&["show"]).expect(0).out;
    assert!(
        story.contains(
            "attempt 3: ask about shop.py at temperature 0.8: turn 3; in another form (replace, imposed)"
        ),
        "{story}"
    );
}

#[test]
fn a_step_that_does_not_hold_begins_anew_with_what_failed() {
    let scene = scene();
    scene.hook(TOGETHER);
    let plan =
        r#"{"action":"plan","steps":[{"title":"a new name","files":["cart.py","shop.py"],"compile":true}]}"#;
    let server = planning(plan, |path, prompt| {
        let is_warned = prompt.contains(
            "The step was tried before, and taken back:\nshop.py: 1 line added, 1 removed, then: failed with exit code 1; ImportError: the sum is gone",
        );
        match path {
            "cart.py" => model::code(NAMED),
            _ if is_warned => model::code(BOTH),
            _ => model::code("from cart import total as whole\n"),
        }
    });
    let said = run(&scene, &server);
    assert_eq!(
        (scene.read("cart.py").as_str(), scene.read("shop.py").as_str()),
        (NAMED, BOTH),
        "{}",
        said.out
    );
    assert_snapshot!(told(&scene), @"
    the plan has 1 step: the Architect's, from what the files define
    step 1 begins anew, with what failed as evidence: shop.py: 1 line added, 1 removed, then: failed with exit code 1; ImportError: the sum is gone; at shop.py:1
    ");
}

#[test]
fn a_step_that_does_not_work_out_is_split() {
    let scene = scene();
    let plan = r#"{"action":"plan","steps":[{"title":"a new name","files":["cart.py"],"compile":true}]}"#;
    let server = planning(plan, |path, prompt| {
        if path == "split" {
            return Reply::text(
                r#"{"action":"plan","steps":[{"title":"first","files":["cart.py"],"compile":true},{"title":"second","files":["cart.py"],"compile":true}]}"#,
            );
        }
        let reply = if prompt.contains("This is to be done here: first") {
            format!("FIRST = 1\n{RIGHT}")
        } else if prompt.contains("This is to be done here: second") {
            format!("FIRST = 1\nSECOND = 2\n{RIGHT}")
        } else {
            WRONG.to_owned()
        };
        model::code(&reply)
    });
    let said = run(&scene, &server);
    assert_eq!(scene.read("cart.py"), format!("FIRST = 1\nSECOND = 2\n{RIGHT}"), "{}", said.out);
    assert_snapshot!(told(&scene), @"
    the plan has 1 step: the Architect's, from what the files define
    step 1 is to be split: cart.py: 2 lines added, 2 removed, then: 2 failed, 1 passed (exit code 1); failing: test_sums_the_prices (test_cart), test_takes_the_discount_off (test_cart); first, test_sums_the_prices (test_cart):
    the plan is revised: step 1 is split into 2, for the Architect's, from what failed
    ");
    assert_snapshot!(scene.kinglet(&["show", "--plan"]).expect(0).out, @"
    N1 abandoned: Rename things.
       spawned: the user asked for it
       abandoned: changed, not proven: 2 edits stand in the tree; `. ../hook.sh; . ./test_cart.sh` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, and proves no more. Look at `git diff`; `kinglet undo` takes all of it back.
      N2 abandoned: a new name
         spawned: the Architect's, from what the files define
         abandoned: step 1 is split into 2
        N3 resolved: first
           spawned: the Architect's, from what failed
           resolved: its edits are made, and the check says nothing new against them [E24]
        N4 resolved: second
           spawned: the Architect's, from what failed
           resolved: its edits are made, and the check says nothing new against them [E27]
    ");
}
