//! A second model is asked where the first does not get on, and only what the user agreed to is sent to it.

use insta::assert_snapshot;
use kinglet_scripted::{Behaviour, Reply, Script, Server};

use crate::model::{self, PROSE, RIGHT, WRONG};
use crate::support::{CHECK, RUN, Said, Scene, TASK};

/// A model that never says anything of use.
fn helpless() -> Server {
    Server::start(model::always(&Reply::text(PROSE)))
}

/// An address that is not this machine's, and nobody's.
const ELSEWHERE: &str = "http://192.0.2.1:9";

fn run(scene: &Scene, first: &Server, more: &[&str]) -> Said {
    scene.run(first.url(), &[&["--attempts", "4", "--escalate-after", "2"], more].concat())
}

/// What was told of the second model, with the servers' addresses masked.
fn told(said: &Said, servers: [&str; 2]) -> String {
    let text = format!("{}{}", said.out, said.err);
    let [first, second] = servers;
    let lines = text.lines().filter(|line| {
        ["second", "ask  ", "sent", "together", "done:"].iter().any(|word| line.contains(word))
    });
    let lines: Vec<String> = lines
        .map(|line| line.replace(first, "FIRST").replace(second, "SECOND").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

#[test]
fn the_second_model_is_asked_once_the_first_was_asked_in_vain() {
    let scene = Scene::new();
    scene.hook("env >>../environment");
    let (first, second) = (helpless(), model::helpful());
    let (one, two) = ("first-key-of-the-test", "second-key-of-the-test");
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", first.url(), "--escalate", second.url()];
    let arguments = [&arguments[..], &["--escalate-after", "2", "--yes-escalate"]].concat();
    let said = scene.kinglet_with_keys(one, two, &arguments).expect(0);
    assert_snapshot!(told(&said, [first.url(), second.url()]), @"
      ask    1 of 40: total in cart.py at temperature 0.2
      ask    2 of 40: total in cart.py at temperature 0.5
      ask    3 of 40: the second model about total in cart.py at temperature 0.2
    done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (3 attempts)
    kinglet: the model does not get on; a second one is configured at SECOND/v1 (on this machine).
    What would be sent there: the task, the check and what it says, edits that were tried, and code of cart.py, test_cart.py.
    At most 4 questions, together about 1380 tokens.
    ");
    assert_eq!((first.chats().len(), second.chats().len()), (2, 1));
    assert_eq!(scene.read("cart.py"), RIGHT);
    assert_snapshot!(scene.kinglet(&["evidence", "subject:escalation"]).out, @"
    R1 E9   decision             escalation
          question 1 of 4 to the second model, since 2 led to no progress
    ");
    let cost = scene.kinglet(&["show", "--cost"]).expect(0).out;
    let (_, all) = cost.rsplit_once("in all: ").unwrap();
    assert_snapshot!(all.replace(first.url(), "FIRST").replace(second.url(), "SECOND"), @"scripted (FIRST), 2 calls, ? prompt tokens (? of them cached), ? generated; scripted (SECOND), 1 call, ? prompt tokens (? of them cached), ? generated");
    let backends: Vec<String> =
        scene.ledger().episodes(RUN).unwrap().into_iter().map(|episode| episode.backend).collect();
    assert_eq!(backends, [first.url(), first.url(), second.url()]);

    // Each key goes to its own server, in every request, and to nobody else.
    for (server, key) in [(&first, one), (&second, two)] {
        let bearer = format!("Bearer {key}");
        assert!(server.requests().iter().all(|request| request.header("authorization") == Some(&bearer)));
    }
    let environment = std::fs::read_to_string(scene.beside("environment")).unwrap();
    assert!(!environment.contains("key-of-the-test"), "{environment}");
    let export = scene.kinglet(&["ledger", "export"]).expect(0).out;
    assert!(!export.contains("key-of-the-test") && !said.out.contains("key-of-the-test"));
    for (path, bytes) in scene.kept() {
        assert!(!bytes.windows(15).any(|window| window == b"key-of-the-test"), "{}", path.display());
    }
    let said = scene.kinglet(&["export", "--script"]);
    assert_snapshot!(said.refusal(&scene), @"1: kinglet: R1 asked a second model; a script has the words of one model alone");
}

#[test]
fn nothing_is_sent_that_nobody_agreed_to() {
    let (first, second) = (helpless(), model::helpful());
    let scene = Scene::new();
    let said = run(&scene, &first, &["--escalate", second.url()]).expect(1);
    assert_snapshot!(told(&said, [first.url(), second.url()]), @"
      ask    1 of 4: total in cart.py at temperature 0.2
      ask    2 of 4: total in cart.py at temperature 0.5
      note   the second model is not asked: nobody is there who could agree to it; --yes-escalate agrees beforehand
      ask    3 of 4: total in cart.py at temperature 0.2
      ask    4 of 4: total in cart.py at temperature 0.5
    not done: the limit of attempts (4) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
    The second model was not asked: nobody is there who could agree to it; --yes-escalate agrees beforehand.
    kinglet: the model does not get on; a second one is configured at SECOND/v1 (on this machine).
    What would be sent there: the task, the check and what it says, edits that were tried, and code of cart.py, test_cart.py.
    At most 4 questions, together about 1380 tokens.
    ");
    assert_eq!((second.requests().len(), first.chats().len()), (0, 4));
    // To accept the check is no word on another machine.
    let scene = Scene::new();
    let said = run(&scene, &first, &["--escalate", ELSEWHERE, "--yes"]).expect(1);
    assert_snapshot!(said.last_lines(8), @"
    not done: the limit of attempts (4) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      2. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      3. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      4. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
    The second model was not asked: nobody is there who could agree to it; --yes-escalate agrees beforehand.
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert!(said.err.contains("NOT on this machine, and the way there is not encrypted"), "{}", said.err);
    // On this machine it is.
    let scene = Scene::new();
    run(&scene, &first, &["--escalate", second.url(), "--yes"]).expect(0);
    assert_eq!(second.chats().len(), 1);
}

#[test]
fn a_second_model_that_is_not_there_is_told_of_and_the_run_goes_on() {
    let scene = Scene::new();
    let nobody = "http://127.0.0.1:1";
    let first = helpless();
    let said = run(&scene, &first, &["--escalate", nobody, "--yes-escalate"]).expect(1);
    assert_snapshot!(told(&said, [first.url(), nobody]), @"
      ask    1 of 4: total in cart.py at temperature 0.2
      ask    2 of 4: total in cart.py at temperature 0.5
      note   the second model is not asked: no model server answers at SECOND; start it, or give another address: error sending request
      ask    3 of 4: total in cart.py at temperature 0.2
      ask    4 of 4: total in cart.py at temperature 0.5
    not done: the limit of attempts (4) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
    The second model was not asked: no model server answers at SECOND; start it, or give another address: error sending request.
    kinglet: the model does not get on; a second one is configured at SECOND/v1 (on this machine).
    What would be sent there: the task, the check and what it says, edits that were tried, and code of cart.py, test_cart.py.
    At most 4 questions, together about 1380 tokens.
    ");
    assert_eq!(first.chats().len(), 4);
    // One that wants another key is told of in the same way; nothing is asked of it again.
    let locked = || Behaviour::error(401, "Invalid API Key");
    let second = Server::start(Script::always(locked()).route("/v1/models", move |_| locked()));
    let scene = Scene::new();
    let said = run(&scene, &first, &["--escalate", second.url(), "--yes-escalate"]).expect(1);
    assert!(said.out.contains("KINGLET_ESCALATE_API_KEY"), "{}", said.out);
    assert_eq!(second.chats().len(), 0);
}

#[test]
fn the_second_model_has_a_bounded_number_of_questions() {
    let scene = Scene::new();
    let first = helpless();
    let second = Server::start(model::always(&model::code(WRONG)));
    let more = ["--escalate", second.url(), "--yes-escalate", "--escalate-questions", "1"];
    let said = run(&scene, &first, &more).expect(1);
    assert_snapshot!(said.last_lines(7), @"
    not done: the limit of attempts (4) is reached; `. ../hook.sh; . ./test_cart.sh` still fails.
      1. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      2. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
      3. total in cart.py (the second model): 1 line added, 2 removed, then: 2 failed, 1 passed (exit code 1)
      4. total in cart.py: not usable: the reply holds no code; answer with the corrected `total` in one fenced block
    None of its edits is left in the tree.
    `kinglet show R1` tells the whole story.
    ");
    assert_eq!((first.chats().len(), second.chats().len()), (3, 1));
}

#[test]
fn what_was_agreed_to_is_remembered_for_the_run_and_that_server() {
    let scene = Scene::new();
    let (first, silent) = (helpless(), Server::start(Script::always(Behaviour::silence())));
    let arguments = ["run", TASK, "--check", CHECK, "--endpoint", first.url(), "--escalate", silent.url()];
    let arguments = [&arguments[..], &["--escalate-after", "2", "--yes-escalate", "--json"]].concat();
    let running = scene.start_kinglet(&arguments);
    silent.block_until_arrived(1);
    running.kill();
    let running = scene.start_kinglet(&["resume", "--json"]);
    silent.block_until_arrived(2);
    running.kill();
    // Another server is another matter.
    let second = model::helpful();
    let mut running = scene.start_kinglet(&["resume", "--escalate", second.url(), "--json"]);
    let reason = running.until("unescalated")["reason"].as_str().unwrap().to_owned();
    assert_snapshot!(reason, @"nobody is there who could agree to it; --yes-escalate agrees beforehand");
    running.kill();
    assert_eq!(second.requests().len(), 0);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let scene = Scene::new();
    let refused = |more: &[&str]| {
        let arguments = ["run", TASK, "--check", CHECK, "--endpoint", "http://127.0.0.1:1"];
        scene.kinglet(&[&arguments, more].concat()).refusal(&scene)
    };
    assert_snapshot!(refused(&["--escalate", "http://me:secret@host/"]), @"2: kinglet: `http://host/` is not an address of a server; write it as http://127.0.0.1:8080, without a login or a query; a key belongs in the variable KINGLET_ESCALATE_API_KEY");
    assert_snapshot!(refused(&["--escalate", ELSEWHERE, "--attempts", "5"]), @"2: kinglet: --escalate-after 12 is never reached with --attempts 5; give a smaller one");
    assert_snapshot!(refused(&["--yes-escalate"]), @"2: kinglet: no second model is named; give the address of its server with --escalate");
    assert!(!scene.has_run());
    let server = Server::start(Script::always(Behaviour::silence()));
    let running = scene.start(server.url());
    server.block_until_arrived(1);
    running.kill();
    assert_snapshot!(scene.kinglet(&["resume", "--escalate", ELSEWHERE]).refusal(&scene), @"2: kinglet: R1 was begun without --escalate, and goes on without");
}
