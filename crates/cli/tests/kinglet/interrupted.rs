//! Ctrl-C, a request to terminate, and a second process on the same run.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::{Script, Server};
use rustix::process::Signal;

use crate::model::{self, RIGHT, helpful};
use crate::support::{Running, Scene};

/// Answers the first question by half and then says nothing more.
fn hesitating() -> Server {
    Server::start(Script::new(|request| match request.ordinal {
        0 => model::code(RIGHT).stall_after(2).into(),
        _ => model::code(RIGHT).into(),
    }))
}

/// Starts a run and waits until its check is at work for good; the check begins with these lines.
fn in_check(scene: &Scene, server: &Server, lines: &str) -> Running {
    let pipe = scene.pipe("begun");
    scene.hook(&format!("{lines}\nsleep 1000 & setsid sleep 1000 & echo >../begun; sleep 1000; sleep 1000"));
    let running = scene.start(server.url());
    fs::read(pipe).unwrap();
    running
}

fn resumes(scene: &Scene) {
    scene.assert_nothing_runs();
    assert!(scene.kinglet(&["runs"]).out.contains("interrupted"));
    scene.hook("");
    scene.kinglet(&["resume"]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
}

#[test]
fn ctrl_c_during_the_check() {
    let (scene, server) = (Scene::new(), helpful());
    let running = in_check(&scene, &server, "");
    running.signal(Signal::INT);
    let said = running.end().expect(130);
    assert_snapshot!(said.err, @"
    stopping; what is done is kept (Ctrl-C again to end at once)
    kinglet: interrupted: stopped; `kinglet resume R1` goes on from the last step
    ");
    resumes(&scene);
}

#[test]
fn ctrl_c_twice_during_a_check_that_does_not_want_to_end() {
    let (scene, server) = (Scene::new(), helpful());
    let mut running = in_check(&scene, &server, "trap '' TERM");
    running.signal(Signal::INT);
    assert!(running.complaint().starts_with("stopping; "));
    running.signal(Signal::INT);
    assert_eq!(running.end().expect(130).err, "");
    scene.assert_nothing_runs();
    scene.hook("");
    scene.kinglet(&["resume"]).expect(0);
}

#[test]
fn a_request_to_terminate_during_the_check() {
    let (scene, server) = (Scene::new(), helpful());
    let running = in_check(&scene, &server, "");
    running.signal(Signal::TERM);
    running.end().expect(130);
    resumes(&scene);
}

#[test]
fn ctrl_c_during_an_answer() {
    let (scene, server) = (Scene::new(), hesitating());
    let mut running = scene.start(server.url());
    running.until("token");
    running.signal(Signal::INT);
    let said = running.end().expect(130);
    assert!(said.out.lines().last().unwrap().contains(r#""outcome":"interrupted""#), "{}", said.out);
    server.block_until_left(1);
    resumes(&scene);
    assert_eq!(server.chats().len(), 2);
}

#[test]
fn a_second_process_on_the_same_repository_is_refused() {
    let (scene, server) = (Scene::new(), hesitating());
    let mut running = scene.start(server.url());
    running.until("token");
    assert_eq!(scene.kinglet(&["resume"]).expect(1).err, running.is_at_work());
    let before = scene.tree();
    assert_eq!(scene.run(server.url(), &[]).expect(1).err, running.is_at_work());
    assert_eq!((scene.tree(), server.chats().len()), (before, 1));
    assert_eq!(scene.kinglet(&["runs", "--json"]).expect(0).json().len(), 1, "a refused run is not recorded");
    scene.kinglet(&["show"]).expect(0);
    scene.kinglet(&["evidence"]).expect(0);
    running.kill();
    scene.assert_nothing_runs();
    scene.kinglet(&["resume"]).expect(0);
}

#[test]
fn the_undo_of_another_run_waits_for_the_run_at_work() {
    let (scene, server) = (Scene::new(), hesitating());
    scene.run(helpful().url(), &[]).expect(0);
    scene.write("cart.py", model::WRONG);
    let mut running = scene.start(server.url());
    running.until("token");
    let refused = scene.kinglet(&["undo", "R1"]).expect(1).err;
    assert_eq!(refused, running.is_at_work().replace("R1", "R2"));
    running.kill();
}

#[test]
fn a_line_that_was_cut_by_a_kill_does_not_spoil_the_next() {
    let (scene, server) = (Scene::new(), hesitating());
    let mut running = scene.start(server.url());
    running.until("token");
    running.kill();
    let path = scene.files().join("progress.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{whole}{{\"v\":1,\"se")).unwrap();
    let said = scene.kinglet(&["resume", "--json"]).expect(0);
    let rest = said.out.lines().filter(|line| !line.contains(r#""type":"token""#));
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept.lines().eq(whole.lines().chain(["{\"v\":1,\"se"]).chain(rest)), "{kept}");
    let seq = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["seq"].as_u64().unwrap();
    assert_eq!(seq(said.out.lines().next().unwrap()), seq(whole.lines().last().unwrap()) + 1);
}
