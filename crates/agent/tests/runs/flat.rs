//! A long run asks no longer questions than a short one.

use insta::assert_snapshot;
use kinglet_agent::{Budget, Outcome};

use crate::support::{RUN, Scene, TASK};

/// An answer that is another each time, and never right.
fn wrong(number: usize) -> String {
    format!("```python\ndef total(prices):\n    return sum(prices) + {}\n```\n", number + 2)
}

#[tokio::test]
async fn the_length_of_a_question_does_not_grow_with_the_run() {
    let scene = Scene::begin();
    let budget = Budget { steps: Some(200), ..Budget::default() };
    let ended = scene.go_on((0..200).map(wrong).collect(), budget).await;
    assert!(matches!(ended, Some(Outcome::GaveUp { .. })), "{ended:?}");
    let ledger = scene.ledger();
    assert!(ledger.steps(RUN).unwrap().len() >= 200);
    let mut sizes = Vec::new();
    for row in ledger.episodes(RUN).unwrap() {
        let prompt = ledger.episode(RUN, row.number).unwrap().prompt;
        assert!(prompt.contains(TASK), "the task is in each question");
        sizes.push((row.seq.0, row.sections.iter().map(|section| section.tokens.0).sum::<u32>()));
    }
    let longest = |from: u32, to: u32| {
        let sizes = sizes.iter().filter(|(seq, _)| (from..to).contains(seq));
        format!("steps {from} to {to}: up to {} tokens", sizes.map(|(_, size)| size).max().unwrap())
    };
    let shown: Vec<String> = (0..4).map(|part| longest(part * 50, part * 50 + 50)).collect();
    assert_snapshot!(shown.join("\n"), @"
    steps 0 to 50: up to 213 tokens
    steps 50 to 100: up to 214 tokens
    steps 100 to 150: up to 214 tokens
    steps 150 to 200: up to 214 tokens
    ");
}
