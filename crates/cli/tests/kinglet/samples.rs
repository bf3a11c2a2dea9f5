//! Several answers to one question: what most of them come to is tried first.

use insta::assert_snapshot;
use kinglet_scripted::{Script, Server};

use crate::model::{self, BETTER, RIGHT, WRONG};
use crate::support::Scene;

/// A model that answers each draw by its seed, in the order in which they are drawn.
fn drawn(replies: [&'static str; 4]) -> Server {
    let order = std::sync::Mutex::new(Vec::new());
    Server::start(Script::new(move |request| {
        let mut order = order.lock().unwrap();
        let seed = model::attempt(request);
        if !order.contains(&seed) {
            order.push(seed);
        }
        let at = order.iter().position(|known| *known == seed).unwrap();
        model::code(replies[at % replies.len()]).into()
    }))
}

fn seeds(server: &Server) -> Vec<u64> {
    server.requests().iter().filter_map(|request| request.body["seed"].as_u64()).collect()
}

fn checks(said: &str) -> usize {
    said.lines().filter(|line| line.trim_start().starts_with("check ")).count()
}

#[test]
fn what_most_answers_come_to_is_tried_first() {
    let scene = Scene::new();
    let server = drawn([WRONG, RIGHT, "no code\nat all\n", RIGHT]);
    let said = scene.run(server.url(), &["--samples", "4"]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    assert_eq!((seeds(&server).len(), checks(&said.out)), (4, 2), "{}", said.out);
    let shown = scene.kinglet(&["show"]).expect(0).out;
    let agreed: Vec<&str> = shown.lines().filter(|line| line.contains("answers came to")).collect();
    assert_snapshot!(agreed.join("\n"), @"      2 of 4 answers came to this edit; it is tried next");
}

#[test]
fn all_that_can_be_used_is_tried_before_the_next_question() {
    let scene = Scene::new();
    let server = drawn([WRONG, BETTER, WRONG, RIGHT]);
    let said = scene.run(server.url(), &["--samples", "4"]).expect(0);
    assert_eq!(scene.read("cart.py"), RIGHT);
    // The wrong one, the better one, which is kept; then the question is another.
    assert_snapshot!(said.last_lines(3), @"
             3 passed
    done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (5 attempts)
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
}

#[test]
fn each_draw_is_another() {
    let scene = Scene::new();
    let server = drawn([WRONG, WRONG, RIGHT, RIGHT]);
    scene.run(server.url(), &["--samples", "4", "--attempts", "9"]).expect(0);
    let all = seeds(&server);
    let different: std::collections::BTreeSet<u64> = all.iter().copied().collect();
    assert_eq!((all.len(), different.len()), (4, 4));
}

#[test]
fn draws_count_among_the_attempts() {
    let scene = Scene::new();
    let server = drawn([WRONG, BETTER, WRONG, RIGHT]);
    let said = scene.run(server.url(), &["--samples", "4", "--attempts", "3"]).expect(1);
    assert_eq!(seeds(&server).len(), 3, "{}", said.out);
    assert!(said.out.contains("the limit of attempts (3) is reached"), "{}", said.out);
}
