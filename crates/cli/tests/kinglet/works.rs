//! A task that succeeds, from the first check to the story in the ledger.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_domain::event::Envelope;
use kinglet_ledger::EpisodeId;
use kinglet_scripted::{Reply, Server};

use crate::model::{self, BETTER, RIGHT, WRONG, helpful};
use crate::support::{CHECK, RUN, Scene, TASK};

#[test]
fn a_bug_is_fixed_and_shown() {
    let scene = Scene::new();
    let before = scene.tree();
    let server = helpful();
    let check = "python3 -S -B test_cart.py";
    let said = scene.kinglet(&["run", TASK, "--check", check, "--endpoint", server.url()]).expect(0);
    assert_eq!(said.err, "");
    assert!(said.out.contains("-    return result + discount\n"), "{}", said.out);
    assert!(said.out.contains("+    return result - discount\n"), "{}", said.out);
    assert_snapshot!(said.last_lines(2), @"
    done: `python3 -S -B test_cart.py` succeeds after the last edit (1 attempt)
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    let mut after = before.clone();
    after.insert("cart.py".into(), (before[Path::new("cart.py")].0, RIGHT.into()));
    assert_eq!(scene.tree(), after, "nothing but the one file is touched");
}

#[test]
fn the_story_is_told_from_the_ledger_alone() {
    let scene = Scene::new();
    scene.run(helpful().url(), &[]).expect(0);
    scene.hook("exit 1");
    let story = scene.kinglet(&["show"]).expect(0).out;
    for told in [
        "R1 done: The total in `cart.py` is wrong.",
        "E1   test_result   failed",
        "AssertionError: the total is 6",
        "call 1 coder about total in cart.py",
        "+    return result - discount",
        "      3 passed",
        "done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (1 attempt)",
    ] {
        assert!(story.contains(told), "{told}\n{story}");
    }
    assert!(scene.kinglet(&["show", "R1", "--prompt", "1"]).expect(0).out.contains("`total`"));
    assert!(scene.kinglet(&["show", "1", "--reply", "1"]).expect(0).out.contains("return result - discount"));
    let lines = scene.kinglet(&["show", "--json"]).expect(0).json();
    let types: Vec<_> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(types.first(), Some(&"run"));
    for kind in ["episode", "evidence", "edit", "node", "revision", "gate", "sample", "step"] {
        assert!(types.contains(&kind), "{kind}: {types:?}");
    }
    for (view, kind) in [("--plan", "node"), ("--episodes", "episode"), ("--cost", "episode")] {
        let lines = scene.kinglet(&["show", view, "--json"]).expect(0).json();
        assert_eq!(lines.first().unwrap()["type"], kind);
    }
    let calls = scene.kinglet(&["show", "--episodes"]).expect(0).out;
    assert!(calls.contains("task") && calls.contains(r#""path":"cart.py""#), "{calls}");
}

#[test]
fn a_success_by_chance_is_not_believed() {
    let scene = Scene::new();
    // The check succeeds the third time whatever it looks at: after the second edit.
    scene.hook("echo >> ../runs; test $(wc -l < ../runs) -ne 3 || exit 0");
    let server = Server::start(model::by_attempt(|attempt| match attempt {
        3 => model::code(RIGHT),
        other => model::code(&WRONG.replace("result = 2", &format!("result = {}", other + 7))),
    }));
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    let told = scene.kinglet(&["evidence", "kind:decision"]).expect(0).out;
    assert_eq!(
        told.matches("other edits failed before this one: it has to succeed twice").count(),
        2,
        "{told}"
    );
}

#[test]
fn evidence_and_runs_are_found() {
    let scene = Scene::new();
    let server =
        Server::start(model::by_attempt(|attempt| model::code(if attempt == 1 { BETTER } else { RIGHT })));
    assert_snapshot!(scene.kinglet(&["runs"]).expect(0).out, @r#"No run yet in this repository; begin one with `kinglet run "what is to be done"`."#);
    scene.run(server.url(), &[]).expect(0);
    assert_snapshot!(scene.kinglet(&["evidence", "kind:test_result status:failed last:1"]).expect(0).out, @"
    R1 E7   test_result   failed . ../hook.sh; . ./test_cart.sh
          1 failed, 2 passed (exit code 1)
          test_takes_the_discount_off (test_cart):
          AssertionError: the total is 12
          at test_cart.py:15 in test_takes_the_discount_off
    ");
    let found = scene.kinglet(&["evidence", "--json", "kind:test_result"]).expect(0).json();
    let statuses: Vec<_> = found.iter().map(|line| line["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["failed", "failed", "passed"]);
    assert_snapshot!(scene.kinglet(&["evidence", "kind:rumour"]).refusal(&scene), @"2: kinglet: `rumour` is not a known kind of evidence; known are file_read, diagnostic, test_result, edit_applied, decision, shell_output, symbol_lookup");
    let after =
        scene.kinglet(&["evidence", "kind:test_result", "status:failed", "last:1", "--json", "-C", "."]);
    let found = after.expect(0).json();
    assert_eq!((found.len(), &found[0]["run"], &found[0]["id"]), (1, &"R1".into(), &"E7".into()));
    let content = scene.kinglet(&["evidence", "kind:test_result", "--content"]).expect(0).out;
    assert!(content.contains("Traceback"), "{content}");
    scene.kinglet(&["evidence", "--", "--no-such-word"]).expect(0);
    let runs = scene.kinglet(&["runs"]).expect(0).out;
    assert!(
        runs.starts_with("R1    done ") && runs.ends_with("  The total in `cart.py` is wrong.\n"),
        "{runs}"
    );
    let runs = scene.kinglet(&["runs", "--json"]).expect(0).json();
    assert_eq!((&runs[0]["run"], &runs[0]["outcome"]), (&"R1".into(), &"done".into()));
}

#[test]
fn events_are_json_lines_that_are_kept() {
    let scene = Scene::new();
    let said = scene.run(helpful().url(), &["--json"]).expect(0);
    let events: Vec<Envelope> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(events.iter().map(|event| event.seq).eq(1..=events.len() as u64));
    assert!(events.windows(2).all(|pair| pair[0].ms <= pair[1].ms && pair[1].v == 1));
    assert!(said.out.contains(r#""run":"R1""#) && said.out.contains(r#""id":"E1""#), "{}", said.out);
    let is_token = |line: &&str| line.contains(r#""type":"token""#);
    assert!(said.out.lines().any(|line| is_token(&line)));
    let kept = fs::read_to_string(scene.files().join("progress.jsonl")).unwrap();
    assert!(kept.lines().eq(said.out.lines().filter(|line| !is_token(line))));
}

#[test]
fn a_server_that_continues_a_beginning_is_given_one() {
    let scene = Scene::new();
    let server = Server::start(model::continuing(RIGHT).llama(8192));
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    assert_eq!(model::prefill(&server.chats()[0]), "```python\ndef total");
}

#[test]
fn a_check_that_was_found_is_used_if_the_user_agrees() {
    let scene = Scene::new();
    let server = helpful();
    let test = "import unittest\nfrom cart import total\n\n\nclass TestCart(unittest.TestCase):\n    \
                def test_total(self):\n        self.assertEqual(total([2, 3], 1), 4)\n";
    scene.write("test_cart.py", test);
    let unasked = scene.kinglet(&["run", "fix it", "--endpoint", server.url()]).expect(2);
    assert!(unasked.err.contains("run with --yes to accept it"), "{}", unasked.err);
    scene.kinglet(&["run", "fix it", "--endpoint", server.url(), "--yes"]).expect(0);
}

#[test]
fn what_was_asked_and_answered_is_printed_as_it_was_recorded() {
    let scene = Scene::new();
    let reply = format!("\u{1b}[31mred\u{9b}\r\n```python\n{RIGHT}```");
    let server = Server::start(model::always(&Reply::text(&reply)));
    scene.run(server.url(), &[]).expect(0);
    let recorded = scene.ledger().episode(RUN, EpisodeId(1)).unwrap();
    assert_eq!(scene.kinglet(&["show", "--reply", "1"]).expect(0).out, reply);
    assert_eq!(scene.kinglet(&["show", "--prompt", "1"]).expect(0).out, recorded.prompt);
}

#[test]
fn the_key_goes_to_the_server_that_was_named_and_to_no_command() {
    let scene = Scene::new();
    let server = helpful();
    scene.hook("env >>../seen; cat /proc/$PPID/environ >>../seen 2>>../refused");
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", server.url()];
    scene.kinglet_with_key(OsStr::new("sesame"), &arguments).expect(0);
    assert_eq!(server.chats()[0].header("authorization"), Some("Bearer sesame"));
    let seen = fs::read_to_string(scene.beside("seen")).unwrap();
    assert!(seen.contains("PATH=") && !seen.contains("sesame"), "{seen}");
    let refused = fs::read_to_string(scene.beside("refused")).unwrap();
    assert!(refused.contains("/environ: Permission denied"), "{refused}");
}

#[test]
fn output_that_is_lost_is_a_failure() {
    let scene = Scene::new();
    scene.run(helpful().url(), &[]).expect(0);
    for command in ["runs", "show", "evidence", "where"] {
        let said = scene.kinglet_into("/dev/full", &[command]).expect(1);
        assert_eq!(
            said.err,
            "kinglet: not everything could be printed: No space left on device (os error 28)\n"
        );
    }
}

#[test]
fn a_task_is_read_from_a_file_too() {
    let scene = Scene::new();
    let file = scene.beside("task.txt");
    let run = |content: &[u8]| {
        fs::write(&file, content).unwrap();
        let arguments =
            ["run", "--task-file", file.to_str().unwrap(), "--check", "false", "--endpoint", "nobody"];
        scene.kinglet(&arguments).refusal(&scene)
    };
    assert_snapshot!(run(b" \n"), @"2: kinglet: the task is empty; say what is to be done");
    assert_snapshot!(run(b"caf\xe9"), @"2: kinglet: the task is not text in UTF-8; convert the file first");
    assert_snapshot!(run(&b"\xc3\xa9".repeat(20_000)), @"2: kinglet: the task is longer than 32768 bytes; say in fewer words what is to be done");
    fs::remove_file(&file).unwrap();
    let absent = scene.kinglet(&["run", "--task-file", "absent.txt", "--check", "false"]);
    assert_snapshot!(absent.refusal(&scene), @"2: kinglet: cannot read the task from absent.txt: No such file or directory (os error 2)");
    assert_snapshot!(scene.kinglet(&["run", "--check", "false"]).refusal(&scene), @"2: kinglet: no task was given; say in quotes what is to be done, or give --task-file");
    assert!(!scene.state().exists(), "nothing is recorded");

    let server = helpful();
    fs::write(&file, TASK).unwrap();
    let arguments = ["run", "--task-file", "-", "--check", CHECK, "--endpoint", server.url()];
    scene.kinglet_from(&file, &arguments).expect(0);
    assert!(model::prompt(&server.chats()[0]).contains(TASK));
}

#[test]
fn a_ledger_that_cannot_be_written_beside_says_what_to_do() {
    let scene = Scene::new();
    scene.run(helpful().url(), &[]).expect(0);
    let state = scene.state();
    let mode = |mode| fs::set_permissions(state, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o500);
    let said = scene.kinglet_with_key(OsStr::new(""), &["runs"]);
    mode(0o700);
    // As good: SQLite found a way.
    if said.code != 0 {
        assert_snapshot!(said.refusal(&scene), @"1: kinglet: the ledger FOLDER/home/kinglet/shop-HASH/ledger.sqlite cannot be read: attempt to write a readonly database; a folder that cannot be written must be copied first: copy FOLDER/home/kinglet and name the folder that holds the copy in XDG_STATE_HOME");
    }
}
