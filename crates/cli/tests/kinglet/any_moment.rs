//! `kill -9` at every edge of every commit, and at any instruction, of a long run that holds all that a run can hold.

use std::cell::Cell;

use kinglet_scripted::{Reply, Script};

use crate::course::{Course, Replay, is_ended};
use crate::model::{self, BETTER, BROKEN, PROSE, RIGHT, WRONG};
use crate::support::{RUN, Scene};
use crate::trace::Trace;

/// How many processes are killed at some instruction.
const INSTRUCTIONS: u64 = 200;
/// How many of them have their turn in one scene, one after the other.
const SEQUENCE: u64 = 12;

/// What is decided, by the number of the question: claims within claims, one of them refuted, one opened again.
const DECISIONS: &[&str] = &[
    r#"{"action":"search","pattern":"discount"}"#,
    r#"{"action":"spawn_child","hypothesis":"the discount is added instead of taken off"}"#,
    r#"{"action":"read","path":"cart.py","symbol":"total"}"#,
    r#"{"action":"spawn_child","hypothesis":"the prices are not read"}"#,
    "I am not sure.",
    r#"{"action":"symbol","name":"total"}"#,
    r#"{"action":"record_evidence","kind":"decision","subject":"cart.py","summary":"total is to be rewritten"}"#,
    r#"{"action":"resolve","verdict":"refuted","cites":["E1"],"summary":"each price is added"}"#,
    r#"{"action":"resolve","cites":["E1"],"summary":"the sum ends in plus"}"#,
    r#"{"action":"resolve","cites":["E1"],"summary":"the fault is in total"}"#,
    r#"{"action":"read","path":"test_cart.py","lines":"1-12"}"#,
    r#"{"action":"resolve","cites":["E1"],"summary":"the fault is in total after all"}"#,
];

/// What is edited, by the number of the question: much that does not help, one edit that stays, and the right one.
fn edit(attempt: u64) -> Reply {
    match attempt {
        3 => model::code(BROKEN),
        4 => Reply::text(PROSE),
        7 => Reply::text("```python\ndef total(").finish("length"),
        9 => model::code(BETTER),
        10 => model::code(RIGHT),
        _ => model::code(&WRONG.replace('2', &(attempt + 1).to_string())),
    }
}

fn course() -> Course {
    let script = Script::new(|request| {
        let number = model::attempt(request);
        let decision = || DECISIONS[usize::try_from(number).unwrap() - 1];
        let reply = if model::is_decision(request) { Reply::text(decision()) } else { edit(number) };
        reply.into()
    });
    let course = Course::new(script, &["--explore", "always"]);
    assert!(course.steps > 50, "{} steps", course.steps);
    course
}

/// The number of steps that a scene's ledger holds.
fn committed(scene: &Scene) -> usize {
    if scene.has_run() { scene.ledger().steps(RUN).unwrap().len() } else { 0 }
}

/// Kills before the first write of a commit, or after its last: at the `wanted` of these edges, counted from 1.
fn at_edge(scene: &Scene, arguments: &[&str], wanted: usize) {
    let mut trace = Trace::start(scene, arguments);
    let (mut edges, mut is_open) = (0, false);
    while let Some(is_entry) = trace.next() {
        if is_entry == is_open {
            continue;
        }
        let call = trace.call();
        let is_edge = if is_open { call.is_sync() } else { call.is_write() };
        if is_edge && trace.file(call).is_some_and(|file| file.ends_with("ledger.sqlite-wal")) {
            is_open = !is_open;
            edges += 1;
            if edges == wanted {
                break;
            }
        }
    }
    trace.kill();
}

#[test]
fn at_each_edge_of_each_commit() {
    let course = course();
    let scene = Scene::new();
    let mut replay = Replay::new(&course);
    let (mut edge, mut edges) = (1, 0);
    while !is_ended(&scene) {
        let before = committed(&scene);
        let moment = format!("at edge {edge} after step {before}");
        replay.kill(&scene, &|scene, arguments| at_edge(scene, arguments, edge), &moment);
        edges += 1;
        edge = if committed(&scene) > before { 1 } else { edge + 1 };
    }
    assert!(edges >= 2 * course.steps, "{edges} edges of {} steps", course.steps);
    replay.end(&scene, "after all edges");
}

/// A number that looks random, the same each time.
fn scattered(index: u64, below: u64) -> u64 {
    let hash = blake3::hash(&index.to_le_bytes());
    u64::from_le_bytes(*hash.as_bytes().first_chunk().unwrap()) % below
}

/// Goes on for so many system calls and then instructions, and kills; tells whether it came to that.
fn at_instruction(scene: &Scene, arguments: &[&str], calls: u64, instructions: u64) -> bool {
    let mut trace = Trace::start(scene, arguments);
    let is_there = (0..2 * calls).all(|_| trace.next().is_some());
    if is_there {
        trace.step(usize::try_from(instructions).unwrap());
    }
    trace.kill();
    is_there
}

/// How many system calls the run takes that nobody kills.
fn calls(course: &Course) -> u64 {
    let scene = Scene::new();
    let mut trace = Trace::start(&scene, &course.begin());
    let stops = std::iter::from_fn(|| trace.next()).count();
    trace.kill();
    u64::try_from(stops / 2).unwrap()
}

#[test]
fn at_any_instruction() {
    let course = course();
    let calls = calls(&course);
    let (mut killed, mut index) = (0, 0);
    while killed < INSTRUCTIONS {
        let scene = Scene::new();
        let mut replay = Replay::new(&course);
        for _ in 0..SEQUENCE {
            index += 1;
            let (calls, instructions) =
                (scattered(2 * index, 2 * calls / SEQUENCE), scattered(2 * index + 1, 5000));
            let moment = format!("in process {index}, {instructions} instructions after call {calls}");
            let is_killed = Cell::new(false);
            let kill = |scene: &Scene, arguments: &[&str]| {
                is_killed.set(at_instruction(scene, arguments, calls, instructions));
            };
            replay.kill(&scene, &kill, &moment);
            killed += u64::from(is_killed.get());
            if is_ended(&scene) {
                break;
            }
        }
        replay.end(&scene, &format!("after the sequence that ends with process {index}"));
    }
}
