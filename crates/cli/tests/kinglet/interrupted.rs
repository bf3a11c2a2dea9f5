//! Ctrl-C, a request to terminate, and a second process on the same run.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::{Script, Server};
use rustix::process::Signal;

use crate::model::{self, RIGHT};
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
    let (scene, server) = (Scene::new(), Server::start(model::always(&model::code(RIGHT))));
    let running = in_check(&scene, &server, "");
    running.signal(Signal::INT);
    let said = running.end().expect(130);
    assert_snapshot!(said.err, @"
    stopping; what is done is kept (Ctrl-C again to end at once)
    kinglet: stopped
    Nothing is lost: `kinglet resume R1` goes on from here.
    ");
    resumes(&scene);
}

#[test]
fn ctrl_c_twice_during_a_check_that_does_not_want_to_end() {
    let (scene, server) = (Scene::new(), Server::start(model::always(&model::code(RIGHT))));
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
    let (scene, server) = (Scene::new(), Server::start(model::always(&model::code(RIGHT))));
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
fn a_second_process_on_the_same_run_is_refused() {
    let (scene, server) = (Scene::new(), hesitating());
    let mut running = scene.start(server.url());
    running.until("token");
    assert_snapshot!(scene.kinglet(&["resume"]).refusal(&scene), @"1: kinglet: another process is at work on R1; wait for it, or stop it");
    running.kill();
    scene.assert_nothing_runs();
    scene.kinglet(&["resume"]).expect(0);
}
