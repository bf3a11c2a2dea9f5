//! What the Architect reads: the files and what they define, without any code. It answers with a plan.

use kinglet_domain::action::ActionName;

use crate::template::render;
use crate::{Keep, Section};

/// The role: the system message.
#[must_use]
pub fn role() -> &'static str {
    include_str!("../prompts/architect_role.txt").trim_ascii_end()
}

/// The question into which smaller steps a step falls that did not work out.
///
/// - `title`: the step.
/// - `files`: a line for each of its files.
/// - `failed`: what was tried, and failed.
#[must_use]
pub fn sections_of_split(task: &str, title: &str, files: &str, failed: &str) -> Vec<Section> {
    let plan = ActionName::Plan;
    let values = [
        ("form", plan.form()),
        ("purpose", plan.purpose()),
        ("files", files),
        ("task", task.trim()),
        ("title", title.trim()),
        ("failed", failed.trim()),
    ];
    let text = render(include_str!("../prompts/architect_split.txt"), &values);
    vec![Section { name: "split".to_owned(), text, keep: Keep::Always }]
}

/// The question in parts.
///
/// - `project`: the project in a few lines.
/// - `files`: a line for each file.
#[must_use]
pub fn sections(task: &str, project: &str, files: &str) -> Vec<Section> {
    let plan = ActionName::Plan;
    let values = [
        ("form", plan.form()),
        ("purpose", plan.purpose()),
        ("project", project),
        ("files", files),
        ("task", task.trim()),
    ];
    let text = render(include_str!("../prompts/architect_question.txt"), &values);
    vec![Section { name: "plan".to_owned(), text, keep: Keep::Always }]
}
