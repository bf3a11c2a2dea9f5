//! What the Coder reads where nothing fails yet: the task, the plan, code around it, and one piece to change.

use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::language::Language;
use kinglet_domain::profile::EditFormat;

use crate::coder::{self, dedent};
use crate::template::render;
use crate::wanted;
use crate::{Keep, Section};

/// The most pieces of code that are shown around the one in question.
const SHOWN: usize = 5;
/// What was tried is worth more than code elsewhere.
const TRIED_WORTH: i32 = 500;
/// What the edits so far broke is what is still to be done.
const SAID_WORTH: i32 = 600;
/// Words of a step that takes definitions away.
const REMOVALS: [&str; 8] = ["remove", "delete", "rename", "move ", "moved", "drop ", "get rid", "no longer"];

/// What the Coder is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What the user asked for.
    pub task: &'a str,
    /// The steps of the plan, each in a line.
    pub plan: &'a [String],
    /// What is to be done in the piece.
    pub title: &'a str,
    /// The piece; one without text is a file that is to be written.
    pub about: &'a Candidate,
    /// Code that it is good to know, best first.
    pub around: &'a [Candidate],
    /// How the piece begins, if it is a file that is to be written.
    pub begins: &'a str,
    /// What the check says, in a few lines, against what was made of other pieces; empty if it says nothing.
    pub said: &'a str,
    /// What was tried on the piece before and did not work, each in a few lines.
    pub tried: &'a [String],
    /// What the answer is to be written as.
    pub format: EditFormat,
    /// Whether the task describes a mistake, and the piece is said to have it.
    pub is_fault: bool,
}

/// The role: the system message.
#[must_use]
pub fn role(is_fault: bool) -> &'static str {
    let role = if is_fault {
        include_str!("../prompts/change_fault_role.txt")
    } else {
        include_str!("../prompts/change_role.txt")
    };
    role.trim_ascii_end()
}

/// The sections of the question. The task stands after the code that it changes, and after what was tried: what a small model
/// reads last but one, it copies.
#[must_use]
pub fn sections(question: &Question<'_>) -> Vec<Section> {
    let Question { task, plan, title, about, around, said, tried, format, is_fault, .. } = *question;
    let section = |name: &str, text, keep| Section { name: name.to_owned(), text, keep };
    let said_task = render(include_str!("../prompts/change_task.txt"), &[("task", task.trim())]);
    let (name, path) = (("name", about.name()), ("path", about.path.as_str()));
    let is_new = about.target == Target::File && about.text.is_empty();
    let mut sections = Vec::new();
    if is_new {
        // There is nothing to copy.
        sections.push(section("task", said_task.clone(), Keep::Always));
    }
    for (rank, candidate) in (0..).zip(around.iter().take(SHOWN)) {
        let text = code(include_str!("../prompts/change_code.txt"), candidate, &[]);
        let name = format!("code {} {}", candidate.path, candidate.name());
        sections.push(Section { name, text, keep: Keep::Worth(100 - rank) });
    }
    if !tried.is_empty() {
        let text = render(include_str!("../prompts/change_tried.txt"), &[("tried", &tried.join("\n"))]);
        sections.push(section("tried", text, Keep::Worth(TRIED_WORTH)));
    }
    if !is_new {
        let text = code(include_str!("../prompts/change_piece.txt"), about, &[name]);
        sections.push(section("piece", text, Keep::Always));
        let wrong = render(include_str!("../prompts/change_fault.txt"), &[("task", task.trim())]);
        let told = if is_fault { wrong } else { format!("\n{said_task}") };
        sections.push(section("task", told, Keep::Always));
    }
    if plan.len() > 1 {
        let text = render(include_str!("../prompts/change_plan.txt"), &[("plan", &plan.join("\n"))]);
        // However small the window is: the plan is what holds the pieces together.
        sections.push(section("plan", text, Keep::Always));
    }
    if !said.is_empty() {
        let text = render(include_str!("../prompts/change_said.txt"), &[("said", said.trim())]);
        sections.push(section("check", text, Keep::Worth(SAID_WORTH)));
    }
    // The only step of a plan may be all of the task, which was said.
    let step = if is_fault {
        String::new()
    } else if task.contains(title.trim()) && plan.len() < 2 {
        include_str!("../prompts/change_whole.txt").to_owned()
    } else {
        render(include_str!("../prompts/change_step.txt"), &[("title", title.trim())])
    };
    let answer = match format {
        EditFormat::Replace if !is_new => {
            render(include_str!("../prompts/change_answer_replace.txt"), &[name])
        }
        EditFormat::Json if !is_new => {
            render(include_str!("../prompts/change_answer_json.txt"), &[name, path])
        }
        _ if is_fault => render(include_str!("../prompts/change_answer_fault.txt"), &[name]),
        _ if takes_parts(question) => render(include_str!("../prompts/change_answer_parts.txt"), &[name]),
        _ => render(include_str!("../prompts/change_answer.txt"), &[name]),
    };
    let new = render(include_str!("../prompts/change_new.txt"), &[path]);
    let ask = include_str!("../prompts/change_question.txt").to_owned() + if is_new { &new } else { "" };
    sections.push(section("question", ask + &step + &answer, Keep::Always));
    if let Some(first) = sections.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    sections
}

/// Whether of a file only what is new or changes is written, to be put into it.
fn takes_parts(question: &Question<'_>) -> bool {
    let Question { about, title, .. } = question;
    let title = title.to_lowercase();
    // What is left out stays: so nothing could be taken away.
    let removes = REMOVALS.iter().any(|word| title.contains(word));
    // Without its tag, a part of a PHP file is text.
    let is_known = |language: Language| language.is_program() && language != Language::Php;
    !removes
        && about.target == Target::File
        && !about.text.is_empty()
        && Language::of(&about.path).is_some_and(is_known)
}

/// The frame of the answer. A whole file begins as it does, a new one as those beside it, and what is added as the task says it
/// does: left to itself, a model begins with what it was told.
#[must_use]
pub fn frame(question: &Question<'_>) -> coder::Frame {
    let candidate = question.about;
    let mut frame = coder::frame(candidate, None);
    if takes_parts(question) {
        frame.prefill.extend(wanted::head(question.task, candidate));
    } else if candidate.target == Target::File && candidate.text.is_empty() {
        frame.prefill.push_str(question.begins);
    } else if candidate.target == Target::File {
        frame.prefill.extend(candidate.text.split_inclusive('\n').next().filter(|line| line.ends_with('\n')));
    }
    frame
}

fn code(template: &str, candidate: &Candidate, more: &[(&str, &str)]) -> String {
    let fence = Language::of(&candidate.path).map_or("", Language::fence);
    let values = [("path", candidate.path.as_str()), ("fence", fence), ("text", &dedent(&candidate.text))];
    render(template, &[&values, more].concat())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::path::RelPath;
    use kinglet_domain::unit::Line;

    use super::*;

    fn file(path: &str, text: &str) -> Candidate {
        let path = RelPath::parse(path).unwrap();
        Candidate { path, target: Target::File, first: Line::FIRST, text: text.to_owned(), reasons: vec![] }
    }

    fn shown(about: &Candidate, plan: &[String], title: &str, format: EditFormat) -> String {
        let around = [file("shop/prices.py", "RATE = 2\n")];
        let tried = ["Your last answer: no code".to_owned()];
        let tried = if plan.len() > 1 { &tried[..] } else { &[] };
        let said = if plan.len() > 1 { "NameError: name 'rate' is not defined" } else { "" };
        let task = "Add {{taxes}}.\n";
        let question = Question {
            task,
            plan,
            title,
            about,
            around: &around,
            begins: "",
            said,
            tried,
            format,
            is_fault: false,
        };
        sections(&question).into_iter().map(|section| section.text).collect()
    }

    #[test]
    fn asks_for_a_piece_as_the_task_wants_it() {
        let cart = file("shop/cart.py", "def total():\n    return 1\n");
        assert_snapshot!(shown(&cart, &[], "Add {{taxes}}.", EditFormat::Rewrite), @"

        # Elsewhere in the project: shop/prices.py
        ```python
        RATE = 2
        ```

        # `shop/cart.py`, in shop/cart.py, is now:
        ```python
        def total():
            return 1
        ```

        # Task
        Add {{taxes}}.

        # Question
        What of the task is to be done here, has to be done now.
        Write in one fenced block every import, function, class or other definition of `shop/cart.py` that is new or changes, each complete. Leave out all that stays as it is.
        ");
    }

    #[test]
    fn a_step_of_a_plan_is_said_again_beside_its_file() {
        let cart = file("shop/rates.py", "");
        let plan = ["1. (done) prices".to_owned(), "2. (now) rates".to_owned()];
        assert_snapshot!(shown(&cart, &plan, "rates of all countries", EditFormat::Replace), @"
        # Task
        Add {{taxes}}.

        # Elsewhere in the project: shop/prices.py
        ```python
        RATE = 2
        ```

        # Already tried, without success
        Your last answer: no code

        # Plan
        1. (done) prices
        2. (now) rates

        # What the check says after the edits so far
        NameError: name 'rate' is not defined

        # Question
        shop/rates.py does not exist yet.
        This is to be done here: rates of all countries
        Write the new `shop/rates.py`, complete, in one fenced block. Keep all that the task does not change.
        ");
    }
}
