//! The model looks into the code before it changes any.

use insta::assert_snapshot;
use kinglet_scripted::{Reply, Script, Server};

use crate::copies::assert_replays;
use crate::model::{self, RIGHT, WRONG};
use crate::support::Scene;

/// A whole investigation, with what a live model must not do.
const DECISIONS: &[&str] = &[
    r#"{"action":"search","pattern":"discount"}"#,
    r#"{"action":"search","pattern":"discount"}"#,
    r#"{"action":"spawn_child","hypothesis":"the discount is added instead of taken off"}"#,
    r#"I will read it. {"action": "read", "path": "cart.py", "symbol": "total"}"#,
    r#"{"action":"record_evidence","kind":"test_result","subject":"cart.py","summary":"it passes now"}"#,
    r#"{"action":"record_evidence","kind":"decision","subject":"cart.py","summary":"total is to be rewritten"}"#,
    r#"{"action":"resolve","cites":["E99"],"summary":"it is so"}"#,
    "I am not sure.",
    r#"{"action":"resolve","cites":["E1"],"summary":"the sum ends in plus"}"#,
    r#"{"action":"resolve","cites":["E1"],"summary":"the fault is in total"}"#,
];

/// A model that investigates, and then edits: first in vain.
fn investigating() -> Script {
    let (asked, edited) = (std::sync::Mutex::new(0), std::sync::Mutex::new(0));
    Script::new(move |request| {
        if model::is_decision(request) {
            let mut asked = asked.lock().unwrap();
            *asked += 1;
            return Reply::text(DECISIONS[*asked - 1]).into();
        }
        let mut edited = edited.lock().unwrap();
        *edited += 1;
        model::code(if *edited == 1 { WRONG } else { RIGHT }).into()
    })
}

#[test]
fn claims_are_settled_by_evidence_before_code_is_changed() {
    let scene = Scene::new();
    let server = Server::start(investigating());
    let said = scene.run(server.url(), &["--explore", "always"]).expect(0);
    let told = ["  think", "  look", "  no", "  edit", "done"];
    let course: Vec<&str> =
        said.out.lines().filter(|line| told.iter().any(|word| line.starts_with(word))).collect();
    assert_snapshot!(course.join("\n"), @"
      think  1: the code shows where the fault is, and why
      look   search discount: `discount` is in 7 lines of 3 files
      think  2: the code shows where the fault is, and why
      no     you have looked at this already, it is in the evidence; cite it, or look elsewhere
      think  3: the code shows where the fault is, and why
      think  4: the discount is added instead of taken off
      look   cart.py total: cart.py: `total`, lines 1-6 of 6
      think  5: the discount is added instead of taken off
      no     a test_result is observed by kinglet, not told: look at the code with read, search or symbol, and cite what you see; you may record a decision
      think  6: the discount is added instead of taken off
      think  7: the discount is added instead of taken off
      no     there is no E99; cite ids that stand in the evidence
      think  8: the discount is added instead of taken off
      no     the reply holds no action; answer with one line, in one of these forms:
      think  9: the discount is added instead of taken off
      think  10: the code shows where the fault is, and why
      edit
      edit
    done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (2 attempts)
    ");
    assert_snapshot!(scene.kinglet(&["show", "--plan"]).expect(0).out, @"
    N1 resolved: The total in `cart.py` is wrong.
       spawned: the user asked for it
       resolved: done: `. ../hook.sh; . ./test_cart.sh` succeeds after the last edit (2 attempts) [E23]
      N2 resolved: the code shows where the fault is, and why
         spawned: the code is to be looked into before it is changed
         resolved: the fault is in total [E1]
        N3 resolved: the discount is added instead of taken off
           spawned: the Explorer wants to look into it first
           resolved: the sum ends in plus [E1]
      N4 resolved: the fault is in total in cart.py
         spawned: attempt 1: ask about total at temperature 0.2: it is number 1 of the candidates
         resolved: with this edit the check succeeds [E23]
    ");
    assert_snapshot!(scene.kinglet(&["evidence", "id:E1"]).expect(0).out.lines().next().unwrap(), @"R1 E1   test_result   failed . ../hook.sh; . ./test_cart.sh");
    assert_snapshot!(scene.kinglet(&["evidence", "subject:cart.py", "kind:file_read"]).expect(0).out, @"
    R1 E7   file_read            cart.py
          cart.py: `total`, lines 1-6 of 6
    ");
    assert_snapshot!(scene.kinglet(&["evidence", "origin:model"]).expect(0).out, @"
    R1 E9   decision             cart.py (said by the model)
          total is to be rewritten
    ");
    assert!(scene.kinglet(&["ledger", "verify"]).expect(0).out.contains("is sound"));
    assert_eq!(server.chats().iter().filter(|request| model::is_decision(request)).count(), DECISIONS.len());
    // What was seen and said is in the question that follows.
    let last = server.chats().into_iter().rfind(model::is_decision).unwrap();
    assert!(model::prompt(&last).contains("return result + discount"), "{}", model::prompt(&last));
}

#[test]
fn an_investigation_is_replayed_from_a_script() {
    let scene = Scene::new();
    let server = Server::start(investigating());
    scene.run(server.url(), &["--explore", "always"]).expect(0);
    assert_replays(&scene, 0);
    // What a model may not record, somebody who writes a script may.
    let script = scene.kinglet(&["export", "--script"]).expect(0).out.replace(r#","live":true"#, "");
    let second = Scene::new();
    std::fs::write(second.beside("run.jsonl"), script).unwrap();
    second.kinglet(&["run", "--script", "../run.jsonl", "--yes"]).expect(0);
    assert_snapshot!(second.kinglet(&["evidence", "origin:model", "kind:test_result"]).expect(0).out, @"
    R1 E8   test_result          cart.py (said by the model)
          it passes now
    ");
}

#[test]
fn a_model_that_does_not_get_on_is_not_asked_for_ever() {
    let scene = Scene::new();
    let script = Script::new(move |request| {
        if model::is_decision(request) {
            Reply::text("Let me think.").into()
        } else {
            model::code(RIGHT).into()
        }
    });
    let server = Server::start(script);
    scene.run(server.url(), &["--explore", "always"]).expect(0);
    assert_eq!(server.chats().iter().filter(|request| model::is_decision(request)).count(), 4);
    assert_snapshot!(scene.kinglet(&["evidence", "status:failed", "last:1", "kind:diagnostic"]).out, @"
    R1 E8   diagnostic    failed dialect/parse_error
          the reply holds no action; answer with one line, in one of these forms:
    ");
    // Without any code that could be changed, that is the end.
    scene.kinglet(&["undo"]).expect(0);
    let said = scene.kinglet(&["run", "do it", "--check", "exit 3", "--endpoint", server.url()]).expect(1);
    assert_snapshot!(said.last_lines(3), @"
    not done: the investigation found no code that could be changed; `exit 3` still fails.
    None of its edits is left in the tree.
    `kinglet show R2` tells the whole story.
    ");
}

/// A server that takes grammars is given one of what may be decided and what there is; what goes on is as before.
#[test]
fn a_decision_is_made_to_be_one_where_the_server_can() {
    let scene = Scene::new();
    let server = Server::start(investigating().llama(8192));
    let said = scene.run(server.url(), &["--explore", "always", "--json"]).expect(0).out;
    let grammars: Vec<String> = server
        .chats()
        .iter()
        .filter(|request| model::is_decision(request))
        .map(|request| request.body["grammar"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(grammars.len(), DECISIONS.len());
    let rule = |grammar: &str, name: &str| {
        let begin = format!("{name} ::= ");
        grammar.lines().find_map(|line| line.strip_prefix(&begin)).unwrap_or("(none)").to_owned()
    };
    let (first, last) = (grammars.first().unwrap(), grammars.last().unwrap());
    assert_snapshot!(rule(first, "root"), @"read | search | symbol | record-evidence | spawn-child | resolve");
    assert_snapshot!(rule(first, "path"), @r#""\"" ("cart.py\"" | "test_cart." ("py\"" | "sh\""))"#);
    assert_snapshot!(rule(first, "evidence"), @r#""\"E" ("1\"" | "2\"" | "3\"" | "4\"")"#);
    assert_snapshot!(rule(last, "evidence"), @r#""\"E" ("1\"" | "2\"" | "3\"" | "4\"" | "5\"" | "9\"")"#);
    assert!(said.contains(r#""constrained":true"#), "{said}");
    // What the frame of code says is begun, where it can be.
    assert!(
        server.chats().iter().filter(|it| !model::is_decision(it)).all(|it| it.body.get("grammar").is_none())
    );
}
