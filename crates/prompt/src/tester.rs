//! What the Architect reads where no check tells whether the task is done: it answers with a new test.

use kinglet_domain::context::Candidate;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;

use crate::coder::{Frame, dedent};
use crate::template::render;
use crate::{Keep, Section};

/// The most pieces of code that are shown.
const SHOWN: usize = 5;
/// What was refused is worth more than code.
const REFUSED_WORTH: i32 = 900;

/// The languages in which tests are asked for that need nothing but the language itself: what they are written with, and how
/// their file begins.
const STYLES: [(Language, &str, &str); 2] = [
    (Language::Python, "a test with `unittest`", "import unittest\n"),
    (
        Language::JavaScript,
        "a test with `node:test` and `node:assert`",
        "import test from 'node:test';\nimport assert from 'node:assert';\n",
    ),
];

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What the user asked for.
    pub task: &'a str,
    /// Code that the task is about, best first.
    pub candidates: &'a [Candidate],
    /// The file that is to be written.
    pub path: &'a RelPath,
    /// The last test, and why it proves nothing.
    pub refused: Option<(&'a str, &'a str)>,
}

/// The role: the system message.
#[must_use]
pub fn role() -> &'static str {
    include_str!("../prompts/tester_role.txt").trim_ascii_end()
}

/// Whether tests are asked for in a language.
#[must_use]
pub fn is_known(language: Language) -> bool {
    STYLES.iter().any(|(known, ..)| *known == language)
}

/// The sections of the question, what changes least first.
#[must_use]
pub fn sections(question: &Question<'_>) -> Vec<Section> {
    let Question { task, candidates, path, refused } = *question;
    let section = |name: &str, text, keep| Section { name: name.to_owned(), text, keep };
    let text = render(include_str!("../prompts/change_task.txt"), &[("task", task.trim())]);
    let mut sections = vec![section("task", text, Keep::Always)];
    for (rank, candidate) in (0..).zip(candidates.iter().take(SHOWN)) {
        let fence = Language::of(&candidate.path).map_or("", Language::fence);
        let values =
            [("path", candidate.path.as_str()), ("fence", fence), ("text", &dedent(&candidate.text))];
        let text = render(include_str!("../prompts/change_code.txt"), &values);
        let name = format!("code {} {}", candidate.path, candidate.name());
        sections.push(Section { name, text, keep: Keep::Worth(100 - rank) });
    }
    if let Some((text, reason)) = refused {
        let values = [("text", text.trim_end()), ("reason", reason.trim_end())];
        let text = render(include_str!("../prompts/tester_refused.txt"), &values);
        sections.push(section("refused", text, Keep::Worth(REFUSED_WORTH)));
    }
    let style = style(path).map_or("", |(style, _)| style);
    let values = [("path", path.as_str()), ("style", style)];
    let text = render(include_str!("../prompts/tester_question.txt"), &values);
    sections.push(section("question", text, Keep::Always));
    sections
}

/// The frame of the answer.
#[must_use]
pub fn frame(path: &RelPath) -> Frame {
    let fence = Language::of(path).map_or("", Language::fence);
    let begun = style(path).map_or("", |(_, begun)| begun);
    Frame { prefill: format!("```{fence}\n{begun}"), rest: String::new() }
}

fn style(path: &RelPath) -> Option<(&'static str, &'static str)> {
    let language = Language::of(path)?;
    STYLES.iter().find(|(known, ..)| *known == language).map(|(_, style, begun)| (*style, *begun))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::context::Target;
    use kinglet_domain::unit::Line;

    use super::*;

    #[test]
    fn asks_for_a_test_that_fails_now() {
        let path = |text| RelPath::parse(text).unwrap();
        let cart = Candidate {
            path: path("cart.py"),
            target: Target::File,
            first: Line::FIRST,
            text: "def total():\n    return 1\n".to_owned(),
            reasons: vec![],
        };
        let question = Question {
            task: "Add {{mean}}.",
            candidates: &[cart],
            path: &path("test_cart.py"),
            refused: Some(("assert 1 == 1\n", "it succeeds")),
        };
        let text: String = sections(&question).into_iter().map(|section| section.text).collect();
        assert_snapshot!(text, @"
        # Task
        Add {{mean}}.

        # Elsewhere in the project: cart.py
        ```python
        def total():
            return 1
        ```

        # Already tried, without success
        ```
        assert 1 == 1
        ```
        That test was refused: it succeeds

        # Question
        Write the new file `test_cart.py`, complete, in one fenced block: a test with `unittest`. Its tests fail now, and succeed as soon as the task is done. They are one or two short tests of what the task says and of nothing more, through names that the task says or that stand above.
        ");
        assert_snapshot!(frame(question.path).prefill, @"
        ```python
        import unittest
        ");
        assert!(is_known(Language::Python) && !is_known(Language::Go));
    }
}
