//! Tasks in projects without any check: the model proposes a test, which has to fail before it may decide.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};

use crate::model::{self, RIGHT};
use crate::support::{RUN, Said, Scene};

const TASK: &str = "Add a function `mean` to cart.py.";

/// The function of the project with the one that is wanted.
const MEAN: &str = "def total(prices, discount=0):
    result = 0
    for price in prices:
        result += price
    return result - discount


def mean(prices):
    return total(prices) / len(prices)
";

const TEST: &str = "import unittest

from cart import mean


class TestMean(unittest.TestCase):
    def test_mean(self):
        self.assertEqual(mean([2, 4]), 3)
";

/// A project of one file and no tests.
fn scene() -> Scene {
    let scene = Scene::empty("notes");
    scene.git(&["init", "--quiet"]);
    scene.write("cart.py", RIGHT);
    scene
}

/// A model that proposes these tests, one after the other, and writes this code.
fn proposing(tests: &'static [&'static str], code: &'static str) -> Script {
    Script::new(move |request: &Request| -> Behaviour {
        let is_test = model::prompt(request).contains("new test file");
        let at = usize::try_from(model::attempt(request)).unwrap() - 1;
        if is_test { model::code(tests.get(at).unwrap_or(&"pass\n")) } else { model::code(code) }.into()
    })
}

fn run(scene: &Scene, url: &str) -> Said {
    scene.kinglet(&["run", TASK, "--endpoint", url, "--yes"])
}

#[test]
fn a_test_that_fails_now_is_the_check() {
    let scene = scene();
    let before = scene.tree();
    let server = Server::start(proposing(&[TEST], MEAN));
    let said = run(&scene, server.url()).expect(1);
    assert_snapshot!(said.err, @"kinglet: no check was given and none was found in the project's files, so the model is asked for a test that fails until the task is done");
    assert_snapshot!(said.last_lines(3), @"
    changed, not proven: one edit stands in the tree; `python3 -m unittest discover -v` succeeds now, but the model wrote that test itself, and nobody has read it: test_cart.py. Look at `git diff`; `kinglet undo` takes all of it back.
      1. cart.py in cart.py: 4 lines added, 0 removed, stays
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    assert_eq!((scene.read("cart.py").as_str(), scene.read("test_cart.py").as_str()), (MEAN, TEST));
    let verdicts: Vec<_> = scene.ledger().gates(RUN).unwrap().into_iter().map(|gate| gate.verdict).collect();
    assert_eq!(verdicts, [kinglet_ledger::GateVerdict::Failed, kinglet_ledger::GateVerdict::Passed]);
    let asked = server.chats();
    assert!(
        model::prompt(asked.last().unwrap()).contains("self.assertEqual(mean([2, 4]), 3)"),
        "it is shown"
    );
    let story = scene.kinglet(&["show"]).expect(0).out;
    assert!(story.contains("the model proposes a test as the check"), "{story}");
    assert!(story.contains("decides from now on: it fails now"), "{story}");
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
}

#[test]
fn a_test_that_proves_nothing_is_refused_and_taken_back() {
    let scene = scene();
    let succeeds = "import unittest\nfrom cart import total\n\n\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(total([1]), 1)\n";
    let cannot = "import unittest\nimport numpy_of_nobody\n\n\nclass T(unittest.TestCase):\n    def test(self):\n        self.fail()\n";
    let tests: &'static [&'static str] = Box::leak(Box::new([succeeds, cannot, TEST]));
    let server = Server::start(proposing(tests, MEAN));
    let said = run(&scene, server.url()).expect(1);
    let told: Vec<&str> =
        said.out.lines().filter(|line| line.starts_with("  no ") || line.starts_with("  undo")).collect();
    assert_snapshot!(told.join("\n"), @"
    undo   the proposed test proves nothing: it succeeds before anything is changed
    no     the proposed test proves nothing: it succeeds before anything is changed
    undo   the proposed test proves nothing: it does not fail by an assertion, but: ModuleNotFoundError: No module named 'numpy_of_nobody'
    no     the proposed test proves nothing: it does not fail by an assertion, but: ModuleNotFoundError: No module named 'numpy_of_nobody'
    ");
    assert!(
        model::prompt(&server.chats()[1])
            .contains("That test was refused: the proposed test proves nothing: it succeeds")
    );
}

#[test]
fn where_no_test_can_be_used_nothing_is_proven() {
    let scene = scene();
    let server = Server::start(proposing(&["x = 1\n", "def (\n"], MEAN));
    let said = run(&scene, server.url()).expect(1);
    assert_snapshot!(said.last_lines(3), @"
    changed, not proven: one edit stands in the tree; there is no check that could prove it. Look at `git diff`; `kinglet undo` takes all of it back.
      1. cart.py in cart.py: 4 lines added, 0 removed, stays
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    assert!(!scene.root().join("test_cart.py").exists());
}

#[test]
fn the_test_that_decides_stays_as_it_is() {
    let scene = scene();
    let easy =
        "import unittest\n\n\nclass TestMean(unittest.TestCase):\n    def test_mean(self):\n        pass\n";
    let server = Server::start(Script::new(move |request: &Request| -> Behaviour {
        let prompt = model::prompt(request);
        if prompt.contains("new test file") {
            model::code(TEST)
        } else if prompt.starts_with("You plan work") {
            Reply::text(r#"{"action":"plan","steps":[{"title":"less","files":["test_cart.py","cart.py"],"compile":true}]}"#)
        } else if prompt.contains("`test_cart.py`, in test_cart.py, is now") {
            model::code(easy)
        } else {
            model::code(RIGHT)
        }
        .into()
    }));
    scene.write("shop.py", "from cart import total\n");
    let arguments = ["run", "There should be the mean of prices.", "--endpoint", server.url(), "--yes"];
    let said = scene.kinglet(&arguments).expect(1);
    assert_eq!(scene.read("test_cart.py"), TEST, "{}", said.out);
    assert_snapshot!(said.last_lines(2), @"
    None of its edits is left in the tree. The test that was to decide, test_cart.py, is left there as well.
    `kinglet show R1` tells the whole story.
    ");
}

#[test]
fn nothing_is_run_that_the_user_did_not_agree_to() {
    let scene = scene();
    let test = "import unittest\n\n\nclass T(unittest.TestCase):\n    def test(self):\n        open('executed', 'w').close()\n        self.fail()\n";
    let server = Server::start(Script::new(move |request: &Request| match request.ordinal {
        0 => Behaviour::silence(),
        1 => model::code(test).into(),
        _ => model::code(MEAN).into(),
    }));
    let running = scene.start_kinglet(&["run", TASK, "--endpoint", server.url(), "--yes"]);
    server.block_until_arrived(1);
    running.kill();
    // Nobody is there who could agree.
    let said = scene.kinglet(&["resume"]).expect(1);
    assert!(said.out.contains("changed, not proven"), "{}", said.out);
    assert!(!scene.root().join("executed").exists() && !scene.root().join("test_cart.py").exists());
}

#[test]
fn a_run_with_a_proposed_check_is_replayed() {
    let scene = scene();
    let server = Server::start(proposing(&["x = 1\n", TEST], MEAN));
    run(&scene, server.url()).expect(1);
    let after = scene.tree();
    let script = scene.kinglet(&["export", "--script"]).expect(0).out;
    std::fs::write(scene.beside("run.jsonl"), script).unwrap();
    scene.kinglet(&["undo"]).expect(0);
    let path = scene.beside("run.jsonl");
    let said = scene.kinglet(&["run", "--yes", "--script", path.to_str().unwrap()]).expect(1);
    assert_eq!((scene.tree(), said.err.as_str()), (after, ""));
}
