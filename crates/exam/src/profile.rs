//! From marks to what a run goes by. Pure.

use std::cmp::Reverse;

use kinglet_domain::profile::{Asking, Planning, Profile};
use kinglet_domain::unit::Tokens;

use crate::edits::WARM;
use crate::marks::{Edits, Marks, Tally};

/// No prompt is cut shorter than this, whatever a model forgets: less holds no question.
const SHORTEST: Tokens = Tokens(1024);
/// The temperature for models that lose their form at the warm one.
const LUKEWARM: f32 = 0.5;

/// What the marks say about how the model is best asked.
#[must_use]
pub fn profile(marks: &Marks) -> Profile {
    let careful = Profile::default();
    let decisions = marks.decisions.iter().filter(|(_, tally)| tally.applicable > 0);
    let decisions = decisions.max_by_key(|(asking, tally)| (worth(tally), *asking == Asking::Imposed));
    let edits: Vec<_> = best(&marks.edits).iter().map(|edits| edits.way).collect();
    // Most prompts are not full of lines that look alike: where some are still found, it is not lost.
    let passed = marks.recall.iter().filter(|recall| recall.found > 0);
    Profile {
        decisions: decisions.map_or(careful.decisions, |(asking, _)| *asking),
        // The exam does not try the other way out.
        routing: careful.routing,
        edits: if edits.is_empty() { careful.edits } else { edits },
        planning: planning(&marks.plans),
        longest_prompt: passed.map(|recall| recall.prompt).max().unwrap_or_default().max(SHORTEST),
        warm: if keeps_its_form(&marks.edits) { WARM } else { LUKEWARM },
    }
}

/// The ways to ask for edits that led to any, the best first.
pub(crate) fn best(edits: &[Edits]) -> Vec<&Edits> {
    let is_of_use =
        |edits: &&Edits| edits.temperature < WARM && edits.tally.applicable * 2 >= edits.tally.asked;
    let mut ways: Vec<&Edits> =
        edits.iter().filter(is_of_use).filter(|edits| edits.tally.asked > 0).collect();
    ways.sort_by_key(|edits| Reverse(worth(&edits.tally)));
    ways
}

/// More is better: what was right, what could be carried out, and how little it took.
fn worth(tally: &Tally) -> (u32, u32, Reverse<u32>) {
    (tally.right, tally.applicable, Reverse(tally.generated))
}

fn planning(plans: &Tally) -> Planning {
    match plans.right {
        0 => Planning::Never,
        right if right == plans.asked => Planning::Always,
        _ => Planning::Little,
    }
}

/// Whether warm answers can be carried out about as often as cool ones.
fn keeps_its_form(edits: &[Edits]) -> bool {
    let Some(warm) = edits.iter().find(|edits| edits.temperature >= WARM) else { return true };
    let cool = edits.iter().find(|edits| edits.way == warm.way && edits.temperature < WARM);
    cool.is_none_or(|cool| warm.tally.applicable + 1 >= cool.tally.applicable)
}

#[cfg(test)]
mod tests {
    use kinglet_domain::profile::{EditFormat, EditWay};

    use super::*;
    use crate::marks::Recall;

    fn tally(right: u32, applicable: u32) -> Tally {
        Tally { asked: 4, obeyed: applicable, applicable, right, generated: 100, ms: 0 }
    }

    fn edits(format: EditFormat, asking: Asking, temperature: f32, tally: Tally) -> Edits {
        Edits { way: EditWay { format, asking }, temperature, tally }
    }

    fn shown(marks: &Marks) -> String {
        let profile = profile(marks);
        let edits: Vec<_> = profile.edits.iter().map(ToString::to_string).collect();
        format!(
            "{}; {}; {:?}; {}; {}",
            profile.decisions,
            edits.join(" > "),
            profile.planning,
            profile.longest_prompt,
            profile.warm
        )
    }

    #[test]
    fn what_worked_best_comes_first() {
        let recall = |prompt, found| Recall { prompt: Tokens(prompt), asked: 3, found };
        let marks = Marks {
            decisions: vec![(Asking::Free, tally(1, 2)), (Asking::Imposed, tally(3, 4))],
            edits: vec![
                edits(EditFormat::Rewrite, Asking::Free, 0.2, tally(2, 3)),
                edits(EditFormat::Rewrite, Asking::Imposed, 0.2, tally(2, 4)),
                edits(EditFormat::Replace, Asking::Free, 0.2, tally(0, 0)),
                edits(EditFormat::Json, Asking::Imposed, 0.2, tally(3, 3)),
                edits(EditFormat::Json, Asking::Imposed, 0.8, tally(1, 1)),
            ],
            plans: tally(2, 2),
            recall: vec![recall(510, 3), recall(1020, 2), recall(2050, 2), recall(4090, 1)],
        };
        insta::assert_snapshot!(shown(&marks), @"imposed; json, imposed > rewrite, imposed > rewrite, free; Little; 4090 tokens; 0.5");
    }

    #[test]
    fn a_model_that_can_do_nothing_is_asked_with_care() {
        let nothing = Marks {
            decisions: vec![(Asking::Free, tally(0, 0)), (Asking::Imposed, tally(0, 0))],
            edits: vec![edits(EditFormat::Rewrite, Asking::Free, 0.2, tally(0, 0))],
            plans: tally(0, 0),
            recall: vec![Recall { prompt: Tokens(510), asked: 3, found: 0 }],
        };
        insta::assert_snapshot!(shown(&nothing), @"imposed; rewrite, imposed; Never; 1024 tokens; 0.8");
    }
}
