//! A suite of tasks: worked on one after the other, judged by hidden tests, kept line by line.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Request, Script, Server};
use rustix::process::Signal;
use serde_json::Value;

use crate::model::{self, BETTER, RIGHT, WRONG};
use crate::support::{Said, Scene};

/// A suite beside the repository of a scene.
struct Suite<'a> {
    scene: &'a Scene,
    folder: PathBuf,
}

impl<'a> Suite<'a> {
    fn new(scene: &'a Scene) -> Self {
        Self { scene, folder: scene.beside("suite") }
    }

    /// Adds a task about the usual project; whoever is asked about it finds its name in the question.
    ///
    /// - `check`: the visible test, weaker than the hidden one, or not.
    fn task(self, name: &str, check: &str) -> Self {
        let folder = self.folder.join("tasks").join(name);
        fs::create_dir_all(folder.join("repo")).unwrap();
        fs::create_dir_all(folder.join("hidden/verdict")).unwrap();
        for file in ["cart.py", "test_cart.sh"] {
            fs::write(folder.join("repo").join(file), self.scene.read(file)).unwrap();
        }
        fs::write(folder.join("hidden/verdict/all.sh"), ". ./test_cart.sh\n").unwrap();
        let text = format!(
            "kind = 'failing-test'\nlanguage = 'python'\ndifficulty = 'easy'\n\
             task = 'The total in `cart.py` is wrong ({name}).'\ncheck = '{check}'\n\
             verdict = 'sh verdict/all.sh'\nseconds = 60\n"
        );
        fs::write(folder.join("task.toml"), text).unwrap();
        self
    }

    /// What is written after `kinglet`.
    fn arguments<'b>(&'b self, server: &'b Server, out: &'b str, more: &[&'b str]) -> Vec<&'b str> {
        let suite = self.folder.to_str().unwrap();
        let usual = ["bench", suite, "--out", out, "--endpoint", server.url(), "--attempts", "2"];
        [&usual, more].concat()
    }

    fn bench(&self, server: &Server, more: &[&str]) -> Said {
        let out = self.out();
        self.scene.kinglet(&self.arguments(server, out.to_str().unwrap(), more))
    }

    fn out(&self) -> PathBuf {
        self.scene.beside("out")
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.out().join(name)).unwrap()
    }

    fn results(&self) -> Vec<Value> {
        self.read("results.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What came of each task, in the order in which they were done.
    fn outcomes(&self) -> String {
        let outcome = |entry: &Value| {
            let [task, outcome, claim] =
                ["task", "outcome", "claim"].map(|key| entry[key].as_str().unwrap_or("-").to_owned());
            format!("{task}: {outcome}, said: {claim}")
        };
        self.results().iter().map(outcome).collect::<Vec<_>>().join("\n")
    }
}

/// A check as strong as the hidden test.
const STRONG: &str = "sh test_cart.sh";

/// A check that looks at one of the two bugs.
const WEAK: &str = "grep -q =.0 cart.py";

/// A model that is right about some tasks.
fn by_task(request: &Request) -> Behaviour {
    let prompt = model::prompt(request);
    let code = if prompt.contains("(wrong)") {
        WRONG
    } else if prompt.contains("(weak)") {
        BETTER
    } else {
        RIGHT
    };
    model::code(code).into()
}

fn model() -> Server {
    Server::start(Script::new(by_task))
}

/// A model that says nothing to one question.
fn silent_at(ordinal: usize) -> Server {
    Server::start(Script::new(move |request| {
        if request.ordinal == ordinal { Behaviour::silence() } else { by_task(request) }
    }))
}

#[test]
fn hidden_tests_judge_what_was_made_of_each_task() {
    let scene = Scene::new();
    let before = scene.tree();
    let suite = Suite::new(&scene).task("right", STRONG).task("weak", WEAK).task("wrong", STRONG);
    let server = model();
    let said = suite.bench(&server, &[]).expect(1);
    assert_eq!(said.err, "");
    assert_snapshot!(suite.outcomes(), @"
    right: solved, said: done
    weak: false_done, said: done
    wrong: unsolved, said: not_done
    ");
    let entry = &suite.results()[2];
    assert_eq!((&entry["attempts"], &entry["calls"]), (&2.into(), &2.into()), "{entry}");
    assert_eq!((&entry["reverts"], &entry["refused"]), (&1.into(), &1.into()), "{entry}");
    assert_eq!(entry["options"]["attempts"], 2);
    assert_eq!(entry["model"], format!("scripted ({})", server.url()));
    assert!(entry["account"].as_str().unwrap().starts_with("not done: the limit of attempts (2)"), "{entry}");
    assert!(suite.results()[1]["verdict"].as_str().unwrap().contains("test_takes_the_discount_off"));

    assert!(suite.read("diffs/right.diff").contains("+    return result - discount\n"));
    assert_eq!(suite.read("diffs/wrong.diff"), "");
    assert!(suite.read("report.md").contains("| all | 3 | 1 | 1 |"), "{}", suite.read("report.md"));
    assert!(suite.read("report.html").contains("FALSE DONE"));

    assert!(!scene.has_run(), "the user's own ledger is not touched");
    assert_eq!(scene.tree(), before);
    let run = suite.out().join("runs/wrong.jsonl");
    scene.kinglet(&["ledger", "import", run.to_str().unwrap()]).expect(0);
    assert!(scene.kinglet(&["show"]).expect(0).out.contains("The total in `cart.py` is wrong (wrong)."));
}

#[test]
fn another_agent_works_on_the_same_tasks() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("right", STRONG).task("wrong", STRONG);
    let agent = scene.beside("agent");
    let code = format!(
        "#!/bin/sh\necho I am at work on $BENCH_TASK_FILE with $BENCH_CHECK and $BENCH_ENDPOINT\n\
         grep -q right $BENCH_TASK_FILE || exit 7\ncat > cart.py <<'END'\n{}END\n",
        model::RIGHT
    );
    fs::write(&agent, code).unwrap();
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&agent, executable).unwrap();
    let out = suite.out();
    let folder = suite.folder.to_str().unwrap();
    let usual = ["bench", folder, "--out", out.to_str().unwrap(), "--agent"];
    let bench = |more: &[&str]| scene.kinglet(&[&usual, more].concat());
    let agent = agent.to_str().unwrap();
    bench(&[agent, "--endpoint", "http://127.0.0.1:9"]).expect(0);
    assert_snapshot!(suite.outcomes(), @"
    right: solved, said: unsaid
    wrong: unsolved, said: unsaid
    ");
    let entry = &suite.results()[1];
    assert!(
        entry["account"].as_str().unwrap().ends_with("with sh test_cart.sh and http://127.0.0.1:9/v1"),
        "{entry}"
    );
    assert_eq!(entry["prompt_tokens"], Value::Null, "nobody counted");
    assert!(
        suite.read("report.md").contains(&format!("{agent}: the model that was found")),
        "{}",
        suite.read("report.md")
    );
    bench(&["/no/such/agent", "--endpoint", "http://127.0.0.1:9"]).expect(1);
    assert!(
        suite.results()[2]["reason"].as_str().unwrap().contains("/no/such/agent"),
        "{}",
        suite.results()[2]
    );
}

#[test]
fn what_has_a_result_is_not_tried_again() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("right", STRONG).task("wrong", STRONG);
    let server = model();
    let said = suite.bench(&server, &["--only", "right"]).expect(0);
    assert!(said.out.contains("Solved 1 of 1, false done 0"), "{}", said.out);
    suite.bench(&server, &[]).expect(0);
    assert_eq!(server.chats().len(), 3);
    suite.bench(&server, &[]).expect(0);
    assert_eq!(server.chats().len(), 3, "both have a result");
    suite.bench(&server, &["--only", "right", "--again"]).expect(0);
    suite.bench(&server, &["--only", "right", "--explore", "off"]).expect(0);
    assert_eq!(server.chats().len(), 5, "other options, other results");
    assert_eq!(suite.results().len(), 4);

    let report = suite.read("report.md");
    for name in ["report.md", "report.html"] {
        fs::remove_file(suite.out().join(name)).unwrap();
    }
    scene.kinglet(&["bench", "--report", "--out", suite.out().to_str().unwrap()]).expect(0);
    assert_eq!(suite.read("report.md"), report);
}

#[test]
fn an_interrupted_suite_goes_on_where_it_was() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("first", STRONG).task("second", STRONG);
    let (server, out) = (silent_at(1), suite.out());
    let running = scene.start_kinglet(&suite.arguments(&server, out.to_str().unwrap(), &[]));
    server.block_until_arrived(2);
    running.signal(Signal::INT);
    let said = running.end().expect(130);
    assert_snapshot!(scene.masked(&said.err), @"
    stopping; what is done is kept (Ctrl-C again to end at once)
    kinglet: interrupted at second, of which nothing is kept; the same command goes on with it (results: FOLDER/out/results.jsonl)
    ");
    scene.assert_nothing_runs();
    assert_snapshot!(suite.outcomes(), @"first: solved, said: done");
    assert!(suite.read("report.md").contains("Solved 1 of 1"));
    suite.bench(&server, &[]).expect(0);
    assert_snapshot!(suite.outcomes(), @"
    first: solved, said: done
    second: solved, said: done
    ");
    assert_eq!(server.chats().len(), 3);
}

#[test]
fn a_kill_leaves_whole_lines_and_no_process() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("first", STRONG).task("second", STRONG);
    let (server, out) = (silent_at(1), suite.out());
    let running = scene.start_kinglet(&suite.arguments(&server, out.to_str().unwrap(), &[]));
    server.block_until_arrived(2);
    running.kill();
    scene.assert_nothing_runs();
    // As a loss of power leaves it.
    let torn = suite.read("results.jsonl") + r#"{"v":1,"task":"sec"#;
    fs::write(out.join("results.jsonl"), torn).unwrap();
    suite.bench(&server, &[]).expect(0);
    assert_snapshot!(suite.outcomes(), @"
    first: solved, said: done
    second: solved, said: done
    ");
}

#[test]
fn what_is_there_when_the_time_is_up_is_judged() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("slow", "tail -f /dev/null");
    suite.bench(&model(), &["--minutes", "0.05"]).expect(0);
    assert_snapshot!(suite.outcomes(), @"slow: unsolved, said: out_of_time");
    scene.assert_nothing_runs();
}

#[test]
fn a_task_that_cannot_be_tried_is_not_called_unsolved() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("right", "no-such-tool cart.py");
    let server = model();
    let said = suite.bench(&server, &[]).expect(1);
    assert!(said.out.contains("skipped     right"), "{}", said.out);
    assert!(said.out.contains("no-such-tool is not installed"), "{}", said.out);
    assert_eq!(server.chats().len(), 0);

    // A task about a check that is not there is refused by the run: that is kinglet's to answer for.
    let suite = Suite { folder: scene.beside("other"), ..suite }.task("right", STRONG);
    let task = suite.folder.join("tasks/right/task.toml");
    let text = fs::read_to_string(&task).unwrap().replace("check =", "# check =");
    let text = text.replace("The total in `cart.py` is wrong (right).", "Fix the tests.");
    fs::write(&task, text.replace("failing-test", "description")).unwrap();
    suite.bench(&server, &["--again"]).expect(0);
    assert_snapshot!(suite.outcomes(), @"
    right: skipped, said: -
    right: unsolved, said: refused
    ");
}

#[test]
fn a_model_that_fails_is_told_from_a_task_that_is_not_solved() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("right", STRONG);
    let server = Server::start(Script::always(Behaviour::error(401, "a key is needed")));
    suite.bench(&server, &[]).expect(1);
    let entry = &suite.results()[0];
    assert_eq!(entry["outcome"], "failed");
    assert!(entry["reason"].as_str().unwrap().contains("a key is needed"), "{entry}");
}

#[test]
fn a_suite_that_makes_no_sense_is_refused() {
    let scene = Scene::new();
    let suite = Suite::new(&scene).task("one", STRONG).task("two", STRONG);
    let bench = |path: &Path, more: &[&str]| {
        let out = suite.out();
        let usual = ["bench", path.to_str().unwrap(), "--out", out.to_str().unwrap()];
        scene.kinglet(&[&usual, more].concat())
    };
    assert_snapshot!(bench(&suite.folder, &["--list", "--only", "two,cobol"]).expect(2).refusal(&scene), @"2: kinglet: no task of the suite has `cobol` in its name, kind, language or difficulty; --list shows them all");
    assert_snapshot!(bench(&suite.folder, &["--list", "--only", "two"]).expect(0).out, @"two                          python     failing-test easy");
    assert_snapshot!(bench(&suite.folder.join("gone"), &[]).expect(2).refusal(&scene), @"2: kinglet: FOLDER/suite/gone is no suite: it has neither a `task.toml` nor folders that have one, nor a folder `tasks` of such");
    assert_snapshot!(bench(scene.root(), &[]).expect(2).refusal(&scene), @"2: kinglet: ROOT is no suite: it has neither a `task.toml` nor folders that have one, nor a folder `tasks` of such");
    let file = suite.folder.join("tasks/one/task.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("'easy'", "'trivial'")).unwrap();
    assert_snapshot!(bench(&suite.folder, &[]).expect(2).refusal(&scene), @"2: kinglet: FOLDER/suite/tasks/one/task.toml is no task: `difficulty` is `trivial`; it can be easy, medium, hard");
    fs::remove_file(&file).unwrap();
    assert_snapshot!(bench(&suite.folder, &[]).expect(2).refusal(&scene), @"2: kinglet: cannot read FOLDER/suite/tasks/one/task.toml: No such file or directory (os error 2)");
    assert!(!suite.out().exists(), "nothing is left behind");
}
