//! What a run leaves can be proved, copied, compacted and replayed.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::Server;

use crate::damaged::killed;
use crate::model::{self, BETTER, RIGHT, WRONG, helpful};
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
fn a_script_that_is_not_heard_to_its_end_says_so() {
    let (first, second) = (Scene::new(), Scene::new());
    eventful(&first);
    let script = first.kinglet(&["export", "--script"]).expect(0).out;
    let last = script.lines().last().unwrap();
    fs::write(second.beside("run.jsonl"), format!("{script}{last}\n{last}\n")).unwrap();
    let said = second.kinglet(&["run", "--script", "../run.jsonl", "--yes"]);
    assert_snapshot!(said.refusal(&second), @"0: kinglet: 2 replies of the script were not used");
}

#[test]
fn an_imported_run_executes_nothing_and_asks_nobody_without_consent() {
    let (first, second) = (Scene::new(), Scene::new());
    let theirs = killed(&first);
    first.kinglet(&["ledger", "export", "--out", "../copy.jsonl"]).expect(0);
    let copy = first.beside("copy.jsonl");
    second.kinglet(&["ledger", "import", copy.to_str().unwrap()]).expect(0);
    second.hook("echo >>../checks");
    let said =
        second.kinglet(&["resume"]).refusal(&second).replace(&first.root().display().to_string(), "THEIRS");
    assert_snapshot!(said, @"2: kinglet: found the check `. ../hook.sh; . ./test_cart.sh` (R1 was not begun here, but in THEIRS); run with --yes to accept it, or begin a run of your own");
    assert!(!second.beside("checks").exists(), "the check was executed");
    let (ours, asked) = (helpful(), theirs.chats().len());
    second.kinglet(&["resume", "--yes", "--endpoint", ours.url()]).expect(0);
    assert!(second.beside("checks").exists());
    assert_eq!((theirs.chats().len(), ours.chats().len()), (asked, 1));
}

#[test]
fn consent_is_for_one_check_and_given_once() {
    let (first, second) = (Scene::new(), Scene::new());
    let _theirs = killed(&first);
    first.kinglet(&["ledger", "export", "--out", "../copy.jsonl"]).expect(0);
    let copy = first.beside("copy.jsonl");
    second.kinglet(&["ledger", "import", copy.to_str().unwrap()]).expect(0);
    second.hook("kill -KILL $PPID");
    let server = Server::start(model::by_attempt(|_attempt| model::code(RIGHT)));
    // The model answers; its edit is checked.
    second.kinglet(&["resume", "--yes", "--endpoint", server.url()]).expect(137);
    second.hook("");
    second.kinglet(&["resume"]).expect(0);
}

#[test]
fn a_new_run_has_nothing_of_an_old_one_with_its_number() {
    let scene = Scene::new();
    let old = eventful(&scene);
    let asked = old.chats().len();
    for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
        fs::remove_file(scene.state().join(name)).unwrap_or_default();
    }
    scene.write("cart.py", include_str!("../project/cart.py"));
    scene.hook("kill -KILL $PPID");
    let new = helpful();
    scene.run(new.url(), &[]).expect(137);
    scene.hook("");
    scene.kinglet(&["resume"]).expect(0);
    assert_eq!((old.chats().len(), new.chats().len()), (asked, 1));
    let progress = fs::read_to_string(scene.files().join("progress.jsonl")).unwrap();
    assert!(progress.starts_with("{\"v\":1,\"seq\":1,"), "{progress}");
    assert_eq!(progress.matches("run_started").count(), 2);
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
    assert_snapshot!(first.masked(&first.kinglet(&["ledger", "verify", "--json"]).expect(0).out), @r#"{"findings":0,"ledger":"FOLDER/home/kinglet/shop-HASH/ledger.sqlite","type":"verified"}"#);
    first.kinglet(&["ledger", "export", "--out", "../copy.jsonl"]).expect(0);
    let copy = first.beside("copy.jsonl");
    let import = ["ledger", "import", copy.to_str().unwrap()];
    assert!(second.kinglet(&import).expect(0).out.starts_with("R1 from "));
    assert_eq!(second.ledger().fingerprint(RUN).unwrap(), first.ledger().fingerprint(RUN).unwrap());
    second.kinglet(&["ledger", "vacuum"]).expect(0);
    second.kinglet(&["ledger", "verify"]).expect(0);
    assert_snapshot!(first.kinglet(&["ledger", "export", "--out", "../copy.jsonl"]).refusal(&first), @"1: kinglet: ../copy.jsonl exists already; name a new file");
    assert_snapshot!(first.kinglet(&["ledger", "export", "--out", "../no/copy.jsonl"]).refusal(&first), @"1: kinglet: cannot write ../no/copy.jsonl: there is no folder ../no");
    let files = fs::read_dir(first.beside("")).unwrap().map(|file| file.unwrap().file_name());
    assert_eq!(
        files.filter(|name| name.to_string_lossy().starts_with('.')).count(),
        0,
        "nothing is left over"
    );
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
       resolved: done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (3 attempts) [E19]
      N2 resolved: the fault is in total in cart.py
         spawned: attempt 1: ask about total at temperature 0.2: it is number 1 of the candidates
         resolved: with this edit the check succeeds [E19]
    ");
    scene.kinglet(&["undo"]).expect(0);
    assert!(scene.kinglet(&["show", "--plan"]).out.starts_with(&format!("N1 open: {TASK}")));
    scene.kinglet(&["ledger", "verify"]).expect(0);
}
