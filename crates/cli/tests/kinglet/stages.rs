//! An action is named first, and given then.

use insta::assert_snapshot;

use crate::copies::assert_replays;
use crate::model::RIGHT;
use crate::support::{RUN, Said, Scene};

/// A run whose model names actions before it gives them, or gives them at once.
const SCRIPT: &str = r#"{"kinglet_script":1,"task":"The total is wrong.","check":". ../hook.sh; . ./test_cart.sh","attempts":4,"explore":"always","model":"m","prefill":false,"profile":{"decisions":"imposed","routing":"two_stages","edits":[{"format":"rewrite","asking":"imposed"}],"planning":"little","longest_prompt":2600,"warm":0.8},"live":true}
{"reply":"I will use `read`.","finish":"stop"}
{"reply":"{\"action\":\"search\",\"pattern\":\"x\"}","finish":"stop"}
{"reply":"read","finish":"stop"}
{"reply":"{\"action\":\"read\",\"path\":\"cart.py\"}","finish":"stop"}
{"reply":"read or search","finish":"stop"}
{"reply":"{\"action\":\"symbol\",\"name\":\"total\"}","finish":"stop"}
{"reply":"resolve","finish":"stop"}
{"reply":"{\"action\":\"resolve\",\"cites\":[\"E1\"],\"summary\":\"the sum ends in plus\"}","finish":"stop"}
"#;

fn scene() -> Scene {
    let scene = Scene::new();
    let edit = serde_json::json!({"reply": format!("```python\n{RIGHT}```\n"), "finish": "stop"});
    std::fs::write(scene.beside("run.jsonl"), format!("{SCRIPT}{edit}\n")).unwrap();
    scene
}

const REPLAY: [&str; 5] = ["run", "--script", "../run.jsonl", "--yes", "--json"];

fn prompt(scene: &Scene, number: &str) -> String {
    scene.kinglet(&["show", "--prompt", number]).expect(0).out
}

#[test]
fn the_second_question_differs_from_the_first_at_its_end_alone() {
    let scene = scene();
    let said: Said = scene.kinglet(&REPLAY).expect(0);
    let told = said
        .json()
        .into_iter()
        .filter(|event| ["exploring", "refused", "looked"].contains(&event["type"].as_str().unwrap()));
    let told = told.map(|event| match event["type"].as_str().unwrap() {
        "exploring" => format!("{} {}", event["turn"], event["chosen"]),
        other => format!("  {other} {}", event["reason"].as_str().or(event["subject"].as_str()).unwrap()),
    });
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    1 null
    1 "read"
      refused `search` cannot be done now; answer with one line: {"action":"read","path":"FILE","symbol":"NAME"}
    2 null
    2 "read"
      looked cart.py
    3 null
      refused the reply names several actions, read and search; answer with one word: read, search, symbol, record_evidence, spawn_child, resolve
    4 null
      looked symbol total
    5 null
    5 "resolve"
    "#);
    let (name, form) = (prompt(&scene, "3"), prompt(&scene, "4"));
    let (shared, asked) = name.split_once("\n# Answer\n").unwrap();
    assert!(form.starts_with(&format!("{shared}\n# Answer\n")), "{form}");
    assert!(shared.contains("# Your last reply was refused"), "{shared}");
    assert_snapshot!(asked, @"
    Which action do you take? Answer with its name alone, one word: read, search, symbol, record_evidence, spawn_child, resolve

    [assistant]
    ");
    assert_snapshot!(form.strip_prefix(shared).unwrap(), @r#"

    # Answer
    You take the action read. Answer with one JSON object on one line, in this form:
    {"action":"read","path":"FILE","symbol":"NAME"} - show code; instead of "symbol", "lines":"10-40"
    Put real names in place of the words in capitals.

    [assistant]
    "#);
    let understood: Vec<_> =
        scene.ledger().episodes(RUN).unwrap().into_iter().map(|row| row.action).collect();
    assert_snapshot!(understood[..8].iter().map(|it| it.as_deref().unwrap_or("(nothing)")).collect::<Vec<_>>().join("\n"), @r#"
    {"action":"read"}
    (nothing)
    {"action":"read"}
    {"action":"read","path":"cart.py"}
    (nothing)
    {"action":"symbol","name":"total"}
    {"action":"resolve"}
    {"action":"resolve","verdict":"holds","cites":["E1"],"summary":"the sum ends in plus"}
    "#);
    assert_replays(&scene, 0);
}

#[test]
fn a_run_that_is_killed_between_the_two_goes_on_with_the_second() {
    let whole = scene();
    whole.kinglet(&REPLAY).expect(0);
    let prompts = |scene: &Scene| ["1", "2", "3", "4"].map(|number| prompt(scene, number));
    let killed = scene();
    let mut running = killed.start_kinglet(&REPLAY);
    while running.until("exploring")["chosen"].is_null() {}
    running.kill();
    killed.assert_nothing_runs();
    let said = killed.kinglet(&["resume", "--json"]).expect(0);
    let first = said.json().into_iter().find(|event| event["type"] == "exploring").unwrap();
    assert!(!first["chosen"].is_null() || first["turn"] != 1, "{first}");
    assert_eq!(prompts(&whole), prompts(&killed));
}
