//! Runs that do without an idea, as users begin them.

use kinglet_scripted::{Reply, Script, Server};

use crate::model;
use crate::support::{Said, Scene};

const CHECK: &str = "python3 -S -B test_text.py";
const TEXT: &str = "def shown(m, s):\n    return f'{m}:{s}'\n";
const DESCRIBED: &str = "`shown` in text.py is wrong: it shows 65 seconds as \"1:5\", not as \"1:05\".";

/// A project with a function and a test.
fn scene(function: &str, argument: &str, expected: &str) -> Scene {
    let scene = Scene::empty("text");
    scene.git(&["init", "--quiet"]);
    scene.write("text.py", TEXT);
    let test = format!(
        "import unittest\n\nimport text\n\n\nclass Text(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(text.{function}({argument}), '{expected}')\n\n\nunittest.main()\n"
    );
    scene.write("test_text.py", &test);
    scene
}

fn run(scene: &Scene, task: &str, without: &str, server: &Server) -> Said {
    let with = ["run", task, "--check", CHECK, "--attempts", "3", "--endpoint", server.url()];
    let without = ["--without", without];
    scene.kinglet(&[&with[..], if without[1].is_empty() { &[] } else { &without }].concat())
}

fn decisions(scene: &Scene) -> String {
    scene.kinglet(&["evidence", "kind:decision"]).expect(0).out
}

#[test]
fn what_is_done_without_is_not_done() {
    let add = "Add a function `slug(text)` to text.py.";
    let breaking = TEXT.replace("{m}", "{m:02}").replace("{s}", "{s:02}");
    let slug = |attempt: u64| format!("def slug(text):\n    return '{attempt}'\n");
    for (without, task, (function, argument, expected), told) in [
        ("locating", DESCRIBED, ("shown", "1, 30", "1:30"), "the place of the mistake"),
        ("reductions", DESCRIBED, ("shown", "1, 30", "1:30"), "is tried without one of its parts"),
        ("drafts", add, ("slug", "'A b'", "a-b"), "drafts, the one of attempt"),
        ("plan", add, ("slug", "'A b'", "a-b"), "the plan has"),
    ] {
        for is_without in [false, true] {
            let scene = scene(function, argument, expected);
            let answer = breaking.clone();
            let server = Server::start(Script::new(move |request| {
                let asked = model::prompt(request);
                let code =
                    if asked.contains("slug") { slug(model::attempt(request)) } else { answer.clone() };
                let is_place = asked.contains("mistake is");
                if is_place { Reply::text("shown") } else { model::code(&code) }.into()
            }));
            run(&scene, task, if is_without { without } else { "" }, &server).expect(1);
            let told_of = decisions(&scene);
            assert_eq!(told_of.contains(told), !is_without, "{without}: {told_of}");
        }
    }
}

#[test]
fn an_answer_that_goes_on_is_read_to_its_end() {
    let lines = |without: &str| {
        let scene = scene("shown", "1, 5", "1:05");
        let server = Server::start(Script::new(|_| Reply::chunks(&["    pass\n"; 400]).into()));
        run(&scene, "Fix it.", without, &server).expect(1);
        scene.kinglet(&["show", "--reply", "1"]).expect(0).out.lines().count()
    };
    assert!(lines("early-stop") > 4 * lines(""));
}

#[test]
fn it_is_kept_with_the_run_and_its_script() {
    let scene = scene("shown", "1, 5", "1:05");
    let server = Server::start(model::by_attempt(|attempt| {
        model::code(&format!("def shown(m, s):\n    return '{attempt}'\n"))
    }));
    run(&scene, "Fix it.", "doubts,lines", &server).expect(1);
    let script = scene.kinglet(&["export", "--script"]).expect(0).out;
    assert!(script.contains(r#""without":["lines","doubts"]"#), "{script}");
    scene.write("run.jsonl", &script);
    scene.kinglet(&["run", "--script", "run.jsonl", "--yes"]).expect(1);
    let again = scene.kinglet(&["export", "--script"]).expect(0).out;
    assert_eq!(again, script);
}

#[test]
fn what_is_no_idea_is_told_with_those_that_are() {
    let scene = scene("shown", "1, 5", "1:05");
    let said = scene.kinglet(&["run", "Fix it.", "--without", "hope"]).expect(2);
    assert!(said.err.contains("plan, ranking, frame, lines"), "{}", said.err);
    scene.write("run.jsonl", "{\"kinglet_script\":1,\"task\":\"t\",\"check\":\"true\",\"attempts\":1,\"model\":\"m\",\"prefill\":false,\"without\":[\"hope\"]}\n");
    let said = scene.kinglet(&["run", "--script", "run.jsonl", "--yes"]).expect(2);
    assert!(said.err.contains("`without`"), "{}", said.err);
}
