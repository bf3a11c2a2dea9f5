//! What stands of a plan that was cut off: a small model often lists the same steps over and over.

use kinglet_domain::action::{Action, ActionName, Allowed};

use crate::action::{ActionReading, Ended, read_action};

/// So many braces at its end may be the last one of a complete step.
const ENDS: usize = 8;

/// Reads the steps of a plan that were complete when its reply was cut off; `None` if there are none.
#[must_use]
pub fn read_begun_plan(reply: &str) -> Option<ActionReading> {
    let begun = reply.find("\"steps\"")?;
    // The last brace may be one of a title.
    let mut ends = reply.rmatch_indices('}').map(|(end, _)| end).take_while(|end| *end > begun).take(ENDS);
    let mut reading = ends.find_map(|end| {
        let whole = format!("{}]}}", reply.get(..=end)?);
        read_action(&whole, Ended::ByItself, &Allowed::of(&[ActionName::Plan])).ok()
    })?;
    let Action::Plan { steps, .. } = &reading.action else { return None };
    let count = steps.len();
    reading.repairs.push(format!("took the {count} complete steps of a plan that was cut off"));
    (count > 0).then_some(reading)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn of_a_plan_that_was_cut_off_the_complete_steps_are_taken() {
        let read = |reply: &str| match read_begun_plan(reply) {
            Some(ActionReading { action: Action::Plan { steps, .. }, repairs }) => {
                let titles: Vec<_> =
                    steps.iter().map(|step| format!("{} {:?}", step.title, step.files)).collect();
                format!("{} ({})", titles.join("; "), repairs.join(", "))
            }
            _ => "nothing".to_owned(),
        };
        let step = |title: &str| format!("{{\"title\":\"{title}\",\"files\":[\"a.py\"],\"compile\":true}}");
        let plan = format!("{{\"action\":\"plan\",\"steps\":[{},{}", step("one"), step("two"));
        assert_snapshot!(read(&format!("{plan},{{\"title\":\"thr")), @r#"one [RelPath("a.py")]; two [RelPath("a.py")] (took the 2 complete steps of a plan that was cut off)"#);
        assert_snapshot!(read(&format!("{plan},")), @r#"one [RelPath("a.py")]; two [RelPath("a.py")] (took the 2 complete steps of a plan that was cut off)"#);
        assert_snapshot!(read(&format!("{plan},{{\"title\":\"use {{x}} in")), @r#"one [RelPath("a.py")]; two [RelPath("a.py")] (took the 2 complete steps of a plan that was cut off)"#);
        assert_snapshot!(read("{\"action\":\"plan\",\"steps\":[{\"title\":\"o"), @"nothing");
        assert_snapshot!(read("{\"action\":\"plan\",\"check\":\"}\""), @"nothing");
        assert_snapshot!(read("} \"steps\""), @"nothing");
    }
}
