//! Runs that do without an idea: what is asked next is what the rest of the ideas make of it.

use kinglet_domain::profile::Asking;

use super::*;
use crate::idea::Idea;

/// A run that does without an idea, after its first check and survey, and after these events.
fn without(idea: Option<Idea>, events: impl IntoIterator<Item = Event>) -> State {
    let job = Job { without: idea.into_iter().collect(), attempts: 9, ..begun().job };
    let asked = [failed(&["a", "b"]), surveyed(&["total", "discount"])];
    asked.into_iter().chain(events).fold(State::new(job), |state, event| step(state, event).0)
}

/// A place is read twice, and the model doubts nothing: the best one before it is asked about, the next one after that.
fn nothing() -> [Event; 2] {
    [Event::Doubted(Some(Vec::new())), Event::Doubted(Some(Vec::new()))]
}

/// The question that comes after a first answer that leads to nothing, and is asked for in the manner of the first model.
fn question(idea: Option<Idea>, answer: &str) -> Question {
    let state = without(idea, nothing().into_iter().chain([answered(answer)]).chain(nothing()));
    let Phase::Ask { question } = state.phase else { panic!("{:?}", state.phase) };
    question
}

/// An answer that can be read, and then fails.
fn tried(idea: Option<Idea>) -> Question {
    let judged =
        [answered(RIGHT), prepared("    return 5"), Event::Written, failed(&["a", "b"]), Event::Written];
    let state = without(idea, nothing().into_iter().chain(judged).chain(nothing()));
    let Phase::Ask { question } = state.phase else { panic!("{:?}", state.phase) };
    question
}

#[test]
fn the_model_is_not_asked_what_it_doubts() {
    assert!(matches!(without(None, []).phase, Phase::Doubt { .. }));
    assert!(matches!(without(Some(Idea::Doubts), []).phase, Phase::Ask { .. }));
}

#[test]
fn no_answer_is_begun_for_the_model() {
    assert_eq!(question(None, "").way.asking, Asking::Imposed);
    assert_eq!(question(Some(Idea::Frame), "").way.asking, Asking::Free);
}

#[test]
fn an_answer_that_cannot_be_used_is_not_repaired() {
    assert!(question(None, "").is_repair);
    assert!(!question(Some(Idea::Repairs), "").is_repair);
}

#[test]
fn all_questions_are_open_and_warmer() {
    assert_eq!(tried(None).claim.line(), Some(1));
    let open = tried(Some(Idea::Lines));
    assert_eq!(open.claim.line(), None);
    assert!(open.sampling.temperature > tried(None).sampling.temperature);
}

#[test]
fn places_come_in_the_order_of_their_paths() {
    let Event::Surveyed(mut survey) = surveyed(&["total", "discount", "price"]) else { unreachable!() };
    for (candidate, name) in survey.candidates.iter_mut().zip(["z.py", "b.py", "a.py"]) {
        candidate.path = path(name);
    }
    let first = |idea: Option<Idea>| {
        let job = Job { without: idea.into_iter().collect(), ..begun().job };
        let events = [failed(&["a"]), Event::Surveyed(survey.clone())];
        let state = events.into_iter().fold(state(job), |state, event| step(state, event).0);
        state.red.unwrap().candidates.iter().map(|it| it.path.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(first(None), "z.py b.py a.py");
    assert_eq!(first(Some(Idea::Ranking)), "a.py b.py z.py");
}

#[test]
fn the_names_of_ideas_are_read_as_they_are_written() {
    for idea in Idea::ALL {
        assert_eq!(idea.text().parse(), Ok(idea));
    }
    assert!("hope".parse::<Idea>().unwrap_err().contains("plan, ranking, frame"));
}
