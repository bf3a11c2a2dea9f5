//! Input that cannot be worked with: a clear message, the right exit code, nothing lost.

use std::ffi::OsStr;
use std::fs;
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt as _;

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Script, Server};

use crate::model::{self, RIGHT};
use crate::support::{CHECK, Scene, TASK};

/// A server that no test here should reach.
fn unused() -> Server {
    Server::start(Script::replies(&[]))
}

fn helpful() -> Server {
    Server::start(model::always(&model::code(RIGHT)))
}

/// Runs a check and a model that cannot work, and says how that ended.
fn run(scene: &Scene, arguments: &[&str]) -> String {
    let before = scene.tree();
    let said = scene.kinglet(&[&["run"], arguments].concat());
    assert_eq!(scene.tree(), before);
    scene.assert_nothing_runs();
    let end = if said.err.is_empty() { said.last_lines(2) } else { said.err.clone() };
    format!("{}: {}", said.code, scene.masked(&end))
}

#[test]
fn no_repository() {
    let scene = Scene::empty("folder");
    let server = unused();
    assert_snapshot!(run(&scene, &[TASK, "--check", "false", "--endpoint", server.url()]), @"");
    assert_snapshot!(run(&scene, &[TASK, "-C", "absent", "--check", "false", "--endpoint", server.url()]), @"");
}

#[test]
fn an_empty_repository() {
    let scene = Scene::empty("folder");
    scene.git(&["init", "--quiet"]);
    let server = unused();
    assert_snapshot!(run(&scene, &[TASK, "--endpoint", server.url()]), @"");
    assert_snapshot!(run(&scene, &[TASK, "--check", "false", "--endpoint", server.url()]), @"");
}

#[test]
fn no_check() {
    let scene = Scene::empty("folder");
    scene.git(&["init", "--quiet"]);
    scene.write("notes.txt", "buy milk\n");
    let server = unused();
    assert_snapshot!(run(&scene, &[TASK, "--endpoint", server.url()]), @"");
    assert_snapshot!(run(&scene, &[TASK, "--check", " ", "--endpoint", server.url()]), @"");
}

#[test]
fn a_check_that_does_not_exist() {
    let (scene, server) = (Scene::new(), unused());
    assert_snapshot!(run(&scene, &[TASK, "--check", "no-such-command-xyz", "--endpoint", server.url()]), @"");
    assert_snapshot!(run(&scene, &[TASK, "--check", "./cart.py", "--endpoint", server.url()]), @"");
}

#[test]
fn a_check_that_never_ends() {
    let (scene, server) = (Scene::new(), unused());
    let check = "setsid sleep 1000 & sleep 1000 & sleep 1000";
    let said = run(&scene, &[TASK, "--check", check, "--check-timeout", "1", "--endpoint", server.url()]);
    assert_snapshot!(said, @"");
}

#[test]
fn an_empty_task() {
    let (scene, server) = (Scene::new(), unused());
    assert_snapshot!(run(&scene, &[" \n", "--check", CHECK, "--endpoint", server.url()]), @"");
}

#[test]
#[cfg(feature = "embedded")]
fn a_model_file_that_is_none() {
    let scene = Scene::new();
    let file = scene.beside("model.gguf");
    let model = file.to_str().unwrap();
    let run = || run(&scene, &[TASK, "--check", CHECK, "--model", model, "--threads", "1"]);
    assert_snapshot!(run(), @"");
    fs::write(&file, "").unwrap();
    assert_snapshot!(run(), @"");
    fs::write(&file, "<html>quota exceeded</html>").unwrap();
    assert_snapshot!(run(), @"");
    // A header that announces 291 tensors and 24 properties, none of which follow.
    let header = [&b"GGUF"[..], &3u32.to_le_bytes(), &291u64.to_le_bytes(), &24u64.to_le_bytes()].concat();
    fs::write(&file, header).unwrap();
    assert_snapshot!(run(), @"");
}

#[test]
fn an_unknown_model() {
    let (scene, server) = (Scene::new(), unused());
    assert_snapshot!(run(&scene, &[TASK, "--check", CHECK, "--model", "gpt-9", "--endpoint", server.url()]), @"");
}

#[test]
fn a_server_that_speaks_html() {
    let scene = Scene::new();
    let page = Behaviour::answer(200, "text/html", &[], "<html><body>Welcome to nginx</body></html>");
    let everywhere = page.clone();
    let server = Server::start(Script::always(page).route("/v1/models", move |_| everywhere.clone()));
    let said = run(&scene, &[TASK, "--check", CHECK, "--endpoint", server.url()]);
    assert_snapshot!(said.replace(server.url(), "SERVER"), @"");
    // One that only its list of models betrays not.
    let server = Server::start(Script::always(Behaviour::answer(200, "text/html", &[], "<html></html>")));
    let said = run(&scene, &[TASK, "--check", CHECK, "--endpoint", server.url()]);
    assert_snapshot!(said.replace(server.url(), "SERVER"), @"");
}

#[test]
fn no_server() {
    let scene = Scene::new();
    let endpoint = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let said = run(&scene, &[TASK, "--check", CHECK, "--endpoint", &endpoint]);
    assert_snapshot!(said.replace(&endpoint, "SERVER"), @"");
    assert_snapshot!(run(&scene, &[TASK, "--check", CHECK, "--endpoint", "not an address"]), @"");
}

#[test]
fn a_task_in_any_language() {
    for task in ["修复购物车的总价\n不要改测试", "أصلح مجموع السلة", "🛒 → 💥\n\t\u{202e}fix\u{1b}[31m", "--\u{0}".trim_end_matches('\0')] {
        let (scene, server) = (Scene::new(), helpful());
        let said = scene.kinglet(&["run", "--check", CHECK, "--endpoint", server.url(), "--", task]).expect(0);
        assert!(!said.out.contains(['\u{202e}', '\u{1b}']), "{}", said.out);
        assert!(model::prompt(&server.chats()[0]).contains(task.trim()), "{task}");
        assert_eq!(scene.kinglet(&["runs", "--json"]).json()[0]["task"], task);
        scene.kinglet(&["show"]).expect(0);
    }
}

#[test]
fn a_repository_with_spaces_and_names_that_are_not_utf_8() {
    let scene = Scene::in_folder(OsStr::from_bytes(b"caf\xe9 and more"));
    scene.write(OsStr::from_bytes(b"caf\xe9.py"), "def total():\n    return 0\n");
    scene.write("a name with spaces.py", "def total_of(cart):\n    return 0\n");
    scene.write("line\nbreak.py", "def total():\n    return 0\n");
    let before = scene.tree();
    let server = helpful();
    scene.run(server.url(), &[]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    scene.kinglet(&["show"]).expect(0);
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
}

#[test]
fn runs_that_are_not_there() {
    let scene = Scene::new();
    for command in ["show", "resume", "undo"] {
        assert_snapshot!(scene.kinglet(&[command]).refusal(&scene), @"");
    }
    assert_eq!(scene.state().exists(), false, "asking leaves nothing behind");
    scene.run(helpful().url(), &[]).expect(0);
    for command in ["show", "resume", "undo"] {
        assert_snapshot!(scene.kinglet(&[command, "R7"]).refusal(&scene), @"");
    }
}

#[test]
fn a_run_that_has_ended() {
    let (scene, server) = (Scene::new(), helpful());
    scene.run(server.url(), &[]).expect(0);
    let (tree, fingerprint) = (scene.tree(), scene.ledger().fingerprint(kinglet_domain::evidence::RunId(1)).unwrap());
    assert_snapshot!(scene.kinglet(&["resume"]).refusal(&scene), @"");
    assert_eq!(scene.ledger().fingerprint(kinglet_domain::evidence::RunId(1)).unwrap(), fingerprint);
    assert_eq!((scene.tree(), server.chats().len()), (tree, 1));
}
