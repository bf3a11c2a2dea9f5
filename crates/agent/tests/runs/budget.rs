//! The time that a run may take.

use std::sync::atomic::Ordering;
use std::time::Duration;

use kinglet_agent::{Budget, Outcome};

use crate::support::{RUN, Scene};

/// Takes a run up for a minute in all; the model has so many things to say, none of them of use.
async fn minute(scene: &Scene, replies: usize) -> Option<Outcome> {
    let budget = Budget { time: Some(Duration::from_mins(1)), ..Budget::default() };
    scene.go_on(vec!["I would rather not.".to_owned(); replies], budget).await
}

fn questions(scene: &Scene) -> usize {
    scene.ledger().episodes(RUN).unwrap().len()
}

fn used_up() -> Outcome {
    Outcome::GaveUp { reason: "the budget of 1 minutes (--max-minutes) is used up".to_owned() }
}

#[tokio::test]
async fn time_runs_out_before_the_next_question() {
    let scene = Scene::begin();
    assert_eq!(minute(&scene, 40).await, Some(used_up()));
    assert_eq!(
        scene.ledger().run(RUN).unwrap().ended.unwrap().summary.lines().next(),
        Some("not done: the budget of 1 minutes (--max-minutes) is used up; `false` still fails.")
    );
    assert!((10..30).contains(&questions(&scene)), "{}", questions(&scene));
}

#[tokio::test]
async fn the_time_before_an_interruption_counts_and_that_of_the_interruption_does_not() {
    let scene = Scene::begin();
    assert_eq!(minute(&scene, 5).await, None, "the model has no more to say");
    let before = questions(&scene);
    scene.now.fetch_add(1_000_000, Ordering::SeqCst);
    assert_eq!(minute(&scene, 40).await, Some(used_up()));
    let whole = Scene::begin();
    minute(&whole, 40).await;
    // But for the moments between the last step and the interruption.
    assert!(questions(&scene) > before && questions(&scene).abs_diff(questions(&whole)) <= 2);
}
