//! Input that cannot be worked with: a clear message, the right exit code, nothing lost.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Script, Server};

use crate::model::{self, RIGHT, helpful};
use crate::support::{CHECK, RUN, Scene, TASK};

/// A server that no test here should reach.
fn unused() -> Server {
    Server::start(Script::replies(&[]))
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
    assert_snapshot!(run(&scene, &[TASK, "--check", "false", "--endpoint", server.url()]), @"2: kinglet: ROOT is not in a git repository; run `git init` there first (git: fatal: not a git repository (or any of the parent directories): .git)");
    assert_snapshot!(run(&scene, &[TASK, "-C", "absent", "--check", "false", "--endpoint", server.url()]), @"2: kinglet: ROOT/absent is not a folder; give the repository's with -C");
}

#[test]
fn an_empty_repository() {
    let scene = Scene::empty("folder");
    scene.git(&["init", "--quiet"]);
    let server = unused();
    assert_snapshot!(run(&scene, &[TASK, "--endpoint", server.url()]), @"2: kinglet: the repository ROOT has no files yet; there is nothing to work on");
    let said = scene.kinglet(&["run", TASK, "--check", "false", "--endpoint", server.url()]).expect(1);
    assert_snapshot!(said.last_lines(3), @"
    not done: there is no source file in a language that kinglet knows (Python, Rust, JavaScript, TypeScript, Go); `false` still fails.
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
}

#[test]
fn no_check() {
    let scene = Scene::empty("folder");
    scene.git(&["init", "--quiet"]);
    scene.write("notes.txt", "buy milk\n");
    let server = unused();
    assert_snapshot!(run(&scene, &[TASK, "--endpoint", server.url()]), @"2: kinglet: no check was given and none was found in the project's files; give the command that succeeds when the task is done with --check");
    assert_snapshot!(run(&scene, &[TASK, "--check", " ", "--endpoint", server.url()]), @"2: kinglet: --check is empty; give the command that succeeds when the task is done");
}

#[test]
fn a_check_that_does_not_exist() {
    let (scene, server) = (Scene::new(), unused());
    assert_snapshot!(run(&scene, &[TASK, "--check", "no-such-command-xyz", "--endpoint", server.url()]), @"
    2: the check `no-such-command-xyz` cannot be run: /bin/sh: 1: no-such-command-xyz: not found. Nothing was changed; correct it with --check
    `kinglet show R1` tells the whole story.
    ");
    assert_snapshot!(run(&scene, &[TASK, "--check", "./cart.py", "--endpoint", server.url()]), @"
    2: the check `./cart.py` cannot be run: /bin/sh: 1: ./cart.py: Permission denied. Nothing was changed; correct it with --check
    `kinglet show R2` tells the whole story.
    ");
}

#[test]
fn a_check_that_never_ends() {
    let (scene, server) = (Scene::new(), unused());
    let check = "setsid sleep 1000 & sleep 1000 & sleep 1000";
    let said = run(&scene, &[TASK, "--check", check, "--check-timeout", "1", "--endpoint", server.url()]);
    assert_snapshot!(said, @"
    4: the check `setsid sleep 1000 & sleep 1000 & sleep 1000` did not end within 1 s and was stopped. Nothing was changed; allow it more time with --check-timeout, or give a quicker check
    `kinglet show R1` tells the whole story.
    ");
}

#[test]
fn an_empty_task() {
    let (scene, server) = (Scene::new(), unused());
    assert_snapshot!(run(&scene, &[" \n", "--check", CHECK, "--endpoint", server.url()]), @"2: kinglet: the task is empty; say what is to be done");
}

#[test]
fn what_never_begins_or_never_ends_is_not_read() {
    let scene = Scene::new();
    scene.pipe("pipe");
    let script = |file| run(&scene, &["--script", file, "--yes"]);
    assert_snapshot!(script("/dev/zero"), @"2: kinglet: cannot read the script /dev/zero: it is not a regular file");
    assert_snapshot!(script("../pipe"), @"2: kinglet: cannot read the script ../pipe: it is not a regular file");
    assert_snapshot!(script(".."), @"2: kinglet: cannot read the script ..: it is not a regular file");
    assert_snapshot!(script("../none"), @"2: kinglet: cannot read the script ../none: No such file or directory (os error 2)");
    let import = |file| scene.kinglet(&["ledger", "import", file]).refusal(&scene);
    assert_snapshot!(import("/dev/zero"), @"2: kinglet: cannot read /dev/zero: it is not a regular file");
    assert_snapshot!(import("../pipe"), @"2: kinglet: cannot read ../pipe: it is not a regular file");
    assert_snapshot!(import("../none"), @"2: kinglet: cannot read ../none: No such file or directory (os error 2)");
    // Holes take no space.
    let file = std::fs::File::create(scene.beside("holes")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    assert_snapshot!(script("../holes"), @"2: kinglet: cannot read the script ../holes: it has more than 67108864 bytes");
    file.set_len(1 << 40).unwrap();
    assert_snapshot!(script("../holes"), @"2: kinglet: cannot read the script ../holes: it has more than 67108864 bytes");
    assert_snapshot!(import("../holes"), @"1: kinglet: line 1 of the export: it has more than 268435456 bytes; nothing was imported");
}

#[test]
fn a_script_without_a_task_or_a_check() {
    let scene = Scene::new();
    let script = |task, check| {
        let header = format!(
            r#"{{"kinglet_script":1,"task":"{task}","check":"{check}","attempts":2,"model":"m","prefill":false}}"#
        );
        std::fs::write(scene.beside("script.jsonl"), format!("\n{header}\n")).unwrap();
        run(&scene, &["--script", "../script.jsonl", "--yes"])
    };
    assert_snapshot!(script("", "true"), @"2: kinglet: cannot read the script ../script.jsonl: in line 2, `task` is empty");
    assert_snapshot!(script(" ", "true"), @"2: kinglet: cannot read the script ../script.jsonl: in line 2, `task` is empty");
    assert_snapshot!(script("a\\u0000b", "true"), @"2: kinglet: cannot read the script ../script.jsonl: in line 2, `task` has a NUL in it");
    assert_snapshot!(script("a", ""), @"2: kinglet: cannot read the script ../script.jsonl: in line 2, `check` is empty");
}

#[test]
#[cfg(feature = "embedded")]
fn a_model_file_that_is_none() {
    let scene = Scene::new();
    let file = scene.beside("model.gguf");
    let model = file.to_str().unwrap();
    let run = || run(&scene, &[TASK, "--check", CHECK, "--model", model, "--threads", "1"]);
    assert_snapshot!(run(), @"3: kinglet: interrupted: cannot load the model file FOLDER/model.gguf: No such file or directory (os error 2); `kinglet resume R1` goes on from the last step");
    std::fs::write(&file, "").unwrap();
    assert_snapshot!(run(), @"3: kinglet: interrupted: cannot load the model file FOLDER/model.gguf: gguf_init_from_reader: failed to read magic (0 bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`); `kinglet resume R2` goes on from the last step");
    std::fs::write(&file, "<html>quota exceeded</html>").unwrap();
    assert_snapshot!(run(), @"3: kinglet: interrupted: cannot load the model file FOLDER/model.gguf: gguf_init_from_reader: invalid magic characters: '<htm', expected 'GGUF' (27 bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`); `kinglet resume R3` goes on from the last step");
    // A header that announces 291 tensors and 24 properties, none of which follow.
    let header = [&b"GGUF"[..], &3u32.to_le_bytes(), &291u64.to_le_bytes(), &24u64.to_le_bytes()].concat();
    std::fs::write(&file, header).unwrap();
    assert_snapshot!(run(), @"3: kinglet: interrupted: cannot load the model file FOLDER/model.gguf: gguf_init_from_reader: failed to read key-value pairs (24 bytes; if the file is cut short or damaged, delete it and fetch it again with `kinglet models pull`); `kinglet resume R4` goes on from the last step");
}

#[test]
fn an_unknown_model() {
    let (scene, server) = (Scene::new(), unused());
    let said = run(&scene, &[TASK, "--check", CHECK, "--model", "gpt-9", "--endpoint", server.url()]);
    assert_snapshot!(said.replace(server.url(), "SERVER"), @"3: kinglet: interrupted: the model server at SERVER does not offer `gpt-9`; it offers: scripted; `kinglet resume R1` goes on from the last step");
}

#[test]
fn a_server_that_speaks_html() {
    let scene = Scene::new();
    let page = || Behaviour::answer(200, "text/html", &[], "<html><body>Welcome to nginx</body></html>");
    let server = Server::start(Script::always(page()).route("/v1/models", move |_| page()));
    let said = run(&scene, &[TASK, "--check", CHECK, "--endpoint", server.url()]);
    assert_snapshot!(said.replace(server.url(), "SERVER"), @"3: kinglet: interrupted: SERVER does not speak the OpenAI protocol: its list of models is <html><body>Welcome to nginx</body></html>; is it a model server?; `kinglet resume R1` goes on from the last step");
    // Something between us and the server may answer in its place.
    let server = Server::start(Script::always(page()));
    let said = run(&scene, &[TASK, "--check", CHECK, "--endpoint", server.url()]);
    assert_snapshot!(said.replace(server.url(), "SERVER"), @"3: kinglet: interrupted: SERVER answered a question with what is no answer by the OpenAI protocol: it sent text/html; `kinglet resume R2` goes on from the last step");
}

#[test]
fn no_server() {
    let scene = Scene::new();
    // Bound and not listening: nobody else can get the port, and who connects is refused.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let endpoint = format!("http://{}", socket.local_addr().unwrap());
    let said = run(&scene, &[TASK, "--check", CHECK, "--endpoint", &endpoint]);
    assert_snapshot!(said.replace(&endpoint, "SERVER"), @"
    3: kinglet: interrupted: no model server answers at SERVER; start it, or give another address; `kinglet resume R1` goes on from the last step
      because: error sending request: client error (Connect): tcp connect error: Connection refused (os error 111)
    ");
}

#[test]
fn an_address_that_is_none_is_not_recorded() {
    let scene = Scene::new();
    let with = |endpoint| run(&scene, &[TASK, "--check", CHECK, "--endpoint", endpoint]);
    assert_snapshot!(with("not an address"), @"2: kinglet: `not an address` is not an address of a server; write it as http://127.0.0.1:8080, without a login or a query; a key belongs in the variable KINGLET_API_KEY");
    assert_snapshot!(with("https://me:secret@127.0.0.1:1/v1?key=secret"), @"2: kinglet: `https://127.0.0.1:1/v1` is not an address of a server; write it as http://127.0.0.1:8080, without a login or a query; a key belongs in the variable KINGLET_API_KEY");
    assert!(!scene.state().exists(), "nothing is recorded");
}

#[test]
fn an_address_is_recorded_complete() {
    let (scene, server) = (Scene::new(), helpful());
    scene.run(&server.url().replace("http://", ""), &[]).expect(0);
    let options = scene.ledger().run(RUN).unwrap().options;
    assert!(options.contains(&format!("\"{}/v1\"", server.url())), "{options}");
}

#[test]
fn a_key_that_is_not_utf_8() {
    let (scene, server) = (Scene::new(), unused());
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", server.url()];
    let said = scene.kinglet_with_key(OsStr::from_bytes(b"caf\xe9"), &arguments);
    assert_snapshot!(said.refusal(&scene), @"2: kinglet: KINGLET_API_KEY is not UTF-8; set it again, or unset it");
}

#[test]
fn a_task_in_any_language() {
    for task in [
        "修复购物车的总价\n不要改测试",
        "أصلح مجموع السلة",
        "🛒 → 💥\n\t\u{202e}fix\u{1b}[31m\u{9b}31m\u{7f}\u{e0041}",
        "--check",
    ] {
        let (scene, server) = (Scene::new(), helpful());
        let said =
            scene.kinglet(&["run", "--check", CHECK, "--endpoint", server.url(), "--", task]).expect(0);
        let unseen = ['\u{202e}', '\u{1b}', '\u{9b}', '\u{7f}', '\u{e0041}'];
        assert!(!said.out.contains(unseen), "{}", said.out);
        assert!(model::prompt(&server.chats()[0]).contains(task.trim()), "{task}");
        for command in ["runs", "show"] {
            let said = scene.kinglet(&[command, "--json"]).expect(0);
            assert!(!said.out.contains(unseen), "{}", said.out);
            assert_eq!(said.json()[0]["task"], task);
        }
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
    let refusals = |arguments: &[&str]| {
        let refusal = |command: &&str| scene.kinglet(&[&[*command], arguments].concat()).refusal(&scene);
        ["show", "resume", "undo"].iter().map(refusal).collect::<String>()
    };
    assert_snapshot!(refusals(&[]), @"
    2: kinglet: no run yet in this repository: there is no ledger at FOLDER/home/kinglet/shop-HASH/ledger.sqlite; the first run creates it
    2: kinglet: no run yet in this repository: there is no ledger at FOLDER/home/kinglet/shop-HASH/ledger.sqlite; the first run creates it
    2: kinglet: no run yet in this repository: there is no ledger at FOLDER/home/kinglet/shop-HASH/ledger.sqlite; the first run creates it
    ");
    assert!(!scene.state().exists(), "asking leaves nothing behind");
    scene.run(helpful().url(), &[]).expect(0);
    assert_snapshot!(refusals(&["R7"]), @"
    2: kinglet: there is no run `R7`; there is only R1
    2: kinglet: there is no run `R7`; there is only R1
    2: kinglet: there is no run `R7`; there is only R1
    ");
    assert_snapshot!(refusals(&["the last"]), @"
    2: kinglet: there is no run `the last`; there is only R1
    2: kinglet: there is no run `the last`; there is only R1
    2: kinglet: there is no run `the last`; there is only R1
    ");
}

#[test]
fn a_run_that_has_ended() {
    let (scene, server) = (Scene::new(), helpful());
    scene.run(server.url(), &[]).expect(0);
    let (tree, fingerprint) = (scene.tree(), scene.ledger().fingerprint(RUN).unwrap());
    assert_snapshot!(scene.kinglet(&["resume"]).refusal(&scene), @"2: kinglet: R1 has ended already; see `kinglet show R1`");
    assert_eq!(scene.ledger().fingerprint(RUN).unwrap(), fingerprint);
    assert_eq!((scene.tree(), server.chats().len()), (tree, 1));
}
