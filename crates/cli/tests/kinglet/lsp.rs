//! Language servers in runs: what they find is told with the next question, and whatever they do, the run goes on.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use kinglet_scripted::{Reply, Server};

use crate::language_server::SCRIPT;
use crate::model::{self, RIGHT};
use crate::support::{CHECK, Scene, TASK};

/// A line that the scripted server takes for an error.
const BAD: &str = "def total(prices, discount=0):
    result = 2  # BAD
    return result
";

/// Puts a server for Python into the scene that does what a script says.
pub(crate) fn install(scene: &Scene, script: &str) {
    let program = scene.beside("bin/pyright-langserver");
    let server = std::env::current_exe().unwrap();
    let starts = scene.beside("starts");
    let lines = format!(
        "#!/bin/sh\necho >>{}\n{SCRIPT}='{script}' exec {} --exact language_server::scripted_server --nocapture\n",
        starts.display(),
        server.display()
    );
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    fs::write(&program, lines).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}

pub(crate) fn starts(scene: &Scene) -> usize {
    fs::read_to_string(scene.beside("starts")).map_or(0, |starts| starts.lines().count())
}

fn model() -> Server {
    let rule = |attempt| model::code(if attempt == 1 { BAD } else { RIGHT });
    Server::start(model::by_attempt(rule))
}

/// What a run says of its language servers.
fn told(scene: &Scene) -> String {
    let found = scene.kinglet(&["evidence", "subject:pyright", "--json"]).expect(0).json();
    let lines = found
        .iter()
        .map(|it| format!("{} {}", it["status"].as_str().unwrap(), it["summary"].as_str().unwrap()));
    lines.collect::<Vec<_>>().join("\n")
}

fn run(scene: &Scene, server: &Server) {
    scene.run(server.url(), &["--lsp", "auto"]).expect(0);
    scene.assert_nothing_runs();
}

#[test]
fn a_new_error_is_told_with_the_next_question_and_the_server_is_kept() {
    let (scene, server) = (Scene::new(), model());
    install(&scene, "pull");
    run(&scene, &server);
    assert_snapshot!(told(&scene), @"
    failed attempt 1: new error: cart.py: line 2: a bad line [bad]
    passed attempt 2: pyright finds no new error
    ");
    let prompts: Vec<String> = server.chats().iter().map(model::prompt).collect();
    let shown = prompts[1]
        .split_once("It brought in:\n")
        .map(|(_, rest)| rest.lines().take(3).collect::<Vec<_>>().join("\n"));
    assert_snapshot!(shown.unwrap(), @"
    cart.py: line 2: a bad line [bad]
          result = 2  # BAD
      ^
    ");
    assert_eq!((prompts.len(), starts(&scene)), (2, 1));
    assert!(scene.kinglet(&["show"]).expect(0).out.contains("a bad line"));
}

#[test]
fn a_server_that_fails_is_told_and_stops_nothing() {
    let failing = |script: &str| {
        let (scene, server) = (Scene::new(), model());
        install(&scene, script);
        run(&scene, &server);
        told(&scene)
    };
    // How often it was started by then depends on how long the model took.
    let first = |script: &str| failing(script).lines().next().unwrap_or_default().to_owned();
    assert_snapshot!(first("die:initialize"), @"neutral attempt 1: nothing is known from pyright: the language server ended by itself; it said: panicked: out of luck; it is started again for the next edit");
    assert_snapshot!(first("nonsense:initialize"), @"neutral attempt 1: nothing is known from pyright: the language server cannot be understood: what it wrote is no message; it is started again for the next edit");
    assert_snapshot!(failing("die:textDocument/diagnostic"), @"neutral attempt 1: nothing is known from pyright: the language server ended by itself; it said: panicked: out of luck; it is started again for the next edit");
    assert_snapshot!(failing("shrug"), @"neutral attempt 1: nothing is known from pyright: the language server cannot be understood: it answered with no list of what it found; it is started again for the next edit");
}

#[test]
fn no_server_is_started_where_none_is_wanted() {
    let (scene, server) = (Scene::new(), model());
    install(&scene, "pull");
    scene.run(server.url(), &[]).expect(0);
    assert_eq!((starts(&scene), told(&scene).as_str()), (0, ""));
}

#[test]
fn a_run_that_is_killed_takes_its_server_along_and_asks_it_nothing_again() {
    let (scene, server) = (Scene::new(), model());
    install(&scene, "pull");
    // The second check is the one that follows the first edit, of which the server has spoken.
    scene.hook("echo >>../checks; if [ $(wc -l <../checks) = 2 ]; then kill -KILL $PPID; fi");
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", server.url(), "--lsp", "auto", "--json"];
    scene.start_kinglet(&arguments).end();
    scene.assert_nothing_runs();
    let before = told(&scene);
    scene.kinglet(&["resume"]).expect(0);
    scene.assert_nothing_runs();
    let after = told(&scene);
    assert_eq!(after.matches("attempt 1").count(), 1, "{after}");
    assert!(after.contains(&before) && starts(&scene) == 2, "{after}");
}

#[test]
fn a_run_that_is_interrupted_leaves_no_server_behind() {
    let scene = Scene::new();
    install(&scene, "index-for-ever");
    let silent = Server::start(model::always(&Reply::text("")));
    scene.hook("echo >>../checks");
    let arguments =
        ["run", TASK, "--check", CHECK, "--endpoint", silent.url(), "--lsp", "auto", "--attempts", "1"];
    scene.kinglet(&arguments).expect(1);
    scene.assert_nothing_runs();
    assert_eq!(starts(&scene), 1);
}
