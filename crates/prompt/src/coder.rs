//! What the Coder reads: the task, the failure, the code around it, and one piece to correct.

use kinglet_domain::context::{Candidate, Claim, Excerpt, Target};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::EditFormat;
use kinglet_domain::unit::Line;

use crate::template::render;
use crate::{Keep, Section};

/// The most pieces of code that are shown around the one in question: a small model loses sight of it among more.
const SHOWN: usize = 5;

/// What the Coder is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What the user asked for.
    pub task: &'a str,
    /// The command that decides.
    pub check: &'a str,
    /// What it said, in a few lines.
    pub said: &'a str,
    /// The failing tests.
    pub tests: &'a [Excerpt],
    /// The code that may matter, best first; the one in question is among it.
    pub candidates: &'a [Candidate],
    /// The position of the one in question.
    pub about: usize,
    /// What is said to be wrong with it.
    pub claim: Claim,
    /// What was tried on it before and did not work, each in a few lines.
    pub tried: &'a [String],
    /// What the answer is to be written as.
    pub format: EditFormat,
}

/// The role: the system message.
#[must_use]
pub fn role() -> &'static str {
    include_str!("../prompts/coder_role.txt").trim_ascii_end()
}

/// The sections of the question. All but the last two are the same for one candidate of a survey, and for two those up to the code
/// of the worse one; a question with a blank goes without the code in which the line could be read.
#[must_use]
pub fn sections(question: &Question<'_>) -> Vec<Section> {
    let Some(about) = question.candidates.get(question.about) else { return Vec::new() };
    let task = render(
        include_str!("../prompts/coder_task.txt"),
        &[("task", question.task.trim()), ("check", question.check), ("said", question.said.trim())],
    );
    let mut sections = vec![Section { name: "task".to_owned(), text: task, keep: Keep::Always }];
    for (index, test) in question.tests.iter().enumerate() {
        let worth = if index == 0 { 1000 } else { 5 };
        let template = include_str!("../prompts/coder_test.txt");
        let text = piece(template, &test.path, &test.text, &[]);
        sections.push(Section { name: format!("test {}", test.path), text, keep: Keep::Worth(worth) });
    }
    let symbols = question.candidates.iter().filter(|it| matches!(it.target, Target::Symbol { .. }));
    let blank = question.claim.line().filter(|_| question.claim.is_blank());
    let place = blank.map(|line| Line::from_index(about.first.index() + line));
    let tells = |it: &&Candidate| it.path == about.path && place.is_some_and(|line| it.contains(line));
    // The place in question stands in the question alone: what a small model reads twice, it copies all the more. The best stand
    // last, for they are asked about most: all before the one that is left out is read once.
    let around = symbols.take(SHOWN).filter(|it| !tells(it) && !it.is(&about.path, about.name()));
    for candidate in around.collect::<Vec<_>>().into_iter().rev() {
        let template = include_str!("../prompts/coder_code.txt");
        let text = piece(template, &candidate.path, &candidate.text, &[("name", candidate.name())]);
        let name = format!("code {} {}", candidate.path, candidate.name());
        sections.push(Section { name, text, keep: Keep::Worth(candidate.score()) });
    }
    if !question.tried.is_empty() {
        let text = render(
            include_str!("../prompts/coder_tried.txt"),
            &[("name", about.name()), ("tried", &question.tried.join("\n"))],
        );
        sections.push(Section { name: "tried".to_owned(), text, keep: Keep::Worth(500) });
    }
    if let Some(line) = blank {
        let (template, text) = (include_str!("../prompts/coder_gap.txt"), without(about, line));
        let text = piece(template, &about.path, &text, &[("name", about.name())]);
        sections.push(Section { name: "question".to_owned(), text, keep: Keep::Always });
        return sections;
    }
    let template = include_str!("../prompts/coder_question.txt");
    let question_text = piece(template, &about.path, &about.text, &[("name", about.name())]);
    let line = question.claim.line().and_then(|index| about.text.lines().nth(index));
    let claim = match (question.claim, line) {
        (Claim::Line(_) | Claim::Blank(_), Some(line)) => {
            render(include_str!("../prompts/coder_focus.txt"), &[("line", line.trim())])
        }
        (Claim::Missing, _) => include_str!("../prompts/coder_missing.txt").to_owned(),
        (Claim::Open | Claim::Line(_) | Claim::Blank(_), _) => {
            include_str!("../prompts/coder_open.txt").to_owned()
        }
    };
    let (name, path) = (("name", about.name()), ("path", about.path.as_str()));
    let ending = match question.format {
        EditFormat::Rewrite => render(include_str!("../prompts/coder_answer.txt"), &[name]),
        EditFormat::Replace => render(include_str!("../prompts/coder_answer_replace.txt"), &[name]),
        EditFormat::Json => render(include_str!("../prompts/coder_answer_json.txt"), &[name, path]),
    };
    let text = question_text + &claim + &ending;
    sections.push(Section { name: "question".to_owned(), text, keep: Keep::Always });
    sections
}

/// What stands where a line is left out: a comment in its place would be copied.
const BLANK: &str = "_____";

/// The text of a piece with a blank in the place of a line.
fn without(candidate: &Candidate, line: usize) -> String {
    let blanked = |(index, text): (usize, &str)| {
        let (indentation, _) = text.split_at(text.len() - text.trim_start().len());
        if index == line { format!("{indentation}{BLANK}") } else { text.to_owned() }
    };
    candidate.text.lines().enumerate().map(blanked).collect::<Vec<_>>().join("\n")
}

/// What is imposed on a reply, so that the model writes as little as possible and all of it in the right place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// How the reply begins: the fence, and the head of what is to be rewritten, or all of it before the line that
    /// is said to be wrong.
    pub prefill: String,
    /// What follows that line in the original, from the first line that can be told from all others: once the model
    /// has written that line again, it has nothing more to say. Empty if there is no such line.
    pub rest: String,
}

/// The frame of the answer to a question.
#[must_use]
pub fn frame(candidate: &Candidate, focus: Option<usize>) -> Frame {
    let text = dedent(&candidate.text);
    let lines: Vec<&str> = text.lines().collect();
    let (beginning, rest) = match (&candidate.target, focus) {
        (_, Some(line)) => {
            let before = text.split_inclusive('\n').take(line).collect::<String>();
            (before, rest(&lines, line))
        }
        (Target::Symbol { head, .. }, None) => (dedent(head), String::new()),
        (Target::File, None) => (String::new(), String::new()),
    };
    Frame { prefill: format!("```{}\n{beginning}", fence(&candidate.path)), rest }
}

/// What a model writes after the open question's frame begins, if it repeats the piece as it stands.
#[must_use]
pub fn repeated(candidate: &Candidate) -> String {
    let text = dedent(&candidate.text) + "\n";
    text.get(beginning(candidate, &text)..).unwrap_or_default().to_owned()
}

/// The frame of an answer that repeats the piece up to a place, and writes something else there.
///
/// - `at`: the place, in bytes of what [`repeated`] returns.
/// - `instead`: what stands there.
#[must_use]
pub fn branch(candidate: &Candidate, at: usize, instead: &str) -> Frame {
    let text = dedent(&candidate.text) + "\n";
    let before = text.get(..beginning(candidate, &text) + at).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let rest = rest(&lines, line_of(candidate, at));
    Frame { prefill: format!("```{}\n{before}{instead}", fence(&candidate.path)), rest }
}

/// The line of a piece, as an index, in which a place of what [`repeated`] returns lies.
#[must_use]
pub fn line_of(candidate: &Candidate, at: usize) -> usize {
    let text = dedent(&candidate.text) + "\n";
    text.get(..beginning(candidate, &text) + at).unwrap_or_default().matches('\n').count()
}

/// How much of a piece the frame of the open question begins with, in bytes.
fn beginning(candidate: &Candidate, text: &str) -> usize {
    match &candidate.target {
        Target::Symbol { head, .. } => {
            Some(dedent(head)).filter(|head| text.starts_with(head)).map_or(0, |it| it.len())
        }
        Target::File => 0,
    }
}

/// What follows a line, from the first line on that can be told from all others.
fn rest(lines: &[&str], line: usize) -> String {
    let rest = (line + 1..lines.len()).find(|&index| is_landmark(lines, index));
    rest.and_then(|index| lines.get(index..)).unwrap_or_default().join("\n")
}

/// Whether a line stands only once among the lines and says something.
fn is_landmark(lines: &[&str], index: usize) -> bool {
    lines.get(index).is_some_and(|line| {
        line.chars().filter(|c| c.is_alphanumeric()).count() >= 3
            && lines.iter().filter(|other| other.trim() == line.trim()).count() == 1
    })
}

fn fence(path: &RelPath) -> &'static str {
    Language::of(path).map_or("", Language::fence)
}

fn piece(template: &str, path: &RelPath, text: &str, more: &[(&str, &str)]) -> String {
    let values = [("path", path.as_str()), ("fence", fence(path)), ("text", &dedent(text))];
    render(template, &[&values, more].concat())
}

/// A piece of code as it is shown: the first line's indentation is taken away from all lines that have it.
///
/// A small model copies a method more reliably when it stands at the margin.
#[must_use]
pub fn dedent(text: &str) -> String {
    let text = text.trim_end();
    let indentation = text.len() - text.trim_start_matches([' ', '\t']).len();
    let margin = text.get(..indentation).unwrap_or_default();
    let lines = text.lines().map(|line| line.strip_prefix(margin).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::context::{Ground, Reason};

    use super::*;

    fn candidate() -> Candidate {
        Candidate {
            path: RelPath::parse("cart.py").unwrap(),
            target: Target::Symbol { name: "Cart.total".to_owned(), head: "    def total".to_owned() },
            first: Line::FIRST,
            text: "    def total(self):\n        return 1\n".to_owned(),
            reasons: vec![Reason { points: 3, ground: Ground::Task, why: "named".to_owned() }],
        }
    }

    /// A question about the first of the candidates.
    fn question(candidates: &[Candidate], claim: Claim) -> Question<'_> {
        Question {
            task: "Fix it.",
            check: "pytest -q",
            said: "1 failed: 1 != 2",
            tests: &[],
            candidates,
            about: 0,
            claim,
            tried: &[],
            format: EditFormat::Rewrite,
        }
    }

    #[test]
    fn asks_about_one_piece_of_code() {
        let test = Excerpt {
            path: RelPath::parse("test_cart.py").unwrap(),
            first: Line::FIRST,
            text: "def test_total():\n    assert Cart().total() == 2".to_owned(),
        };
        let candidates = [candidate()];
        let question = Question {
            task: "Fix the {{check}} test.\n",
            tests: &[test],
            tried: &["- return 1\n+ return 3".to_owned()],
            ..question(&candidates, Claim::Open)
        };
        let whole: String = sections(&question).into_iter().map(|section| section.text).collect();
        assert_snapshot!(whole, @"
        # Task
        Fix the {{check}} test.

        # The check fails
        `pytest -q` says:
        1 failed: 1 != 2

        # The failing test, in test_cart.py
        ```python
        def test_total():
            assert Cart().total() == 2
        ```

        # Already tried on `Cart.total`, without success
        - return 1
        + return 3

        # Question
        `Cart.total`, in cart.py:
        ```python
        def total(self):
            return 1
        ```
        The bug may be in it.
        Compare step by step what this code does with what the failing test expects. Then write the corrected `Cart.total`, complete, in one fenced block. Change only what is wrong.
        ");
        let focused = sections(&Question { claim: Claim::Line(1), tried: &[], ..question });
        assert_snapshot!(focused.last().map(|section| section.text.as_str()).unwrap_or_default(), @"

        # Question
        `Cart.total`, in cart.py:
        ```python
        def total(self):
            return 1
        ```
        The mistake is in this line: `return 1`
        Compare step by step what this code does with what the failing test expects. Then write the corrected `Cart.total`, complete, in one fenced block. Change only what is wrong.
        ");
        let ending = |format| {
            let sections = sections(&Question { format, ..question });
            let last = sections.last().map(|section| section.text.clone()).unwrap_or_default();
            last.split_once("may be in it.\n").map(|(_, ending)| ending.to_owned()).unwrap_or_default()
        };
        assert_snapshot!(ending(EditFormat::Replace), @"
        Compare step by step what this code does with what the failing test expects. Then correct `Cart.total` by one block of exactly this form, with the wrong lines copied as they stand above:
        <<<<<<< SEARCH
        the wrong lines
        =======
        the corrected lines
        >>>>>>> REPLACE
        ");
        assert_snapshot!(ending(EditFormat::Json), @r#"
        Compare step by step what this code does with what the failing test expects. Then correct `Cart.total` by one JSON object on one line, with the wrong lines copied as they stand above:
        {"action":"edit","path":"cart.py","search":"the wrong lines","replace":"the corrected lines"}
        "#);
    }

    #[test]
    fn says_that_a_line_is_missing_but_not_where() {
        let candidates = [candidate()];
        let missing = sections(&question(&candidates, Claim::Missing));
        assert_snapshot!(missing.last().map(|section| section.text.as_str()).unwrap_or_default(), @"

        # Question
        `Cart.total`, in cart.py:
        ```python
        def total(self):
            return 1
        ```
        A line is missing in it.
        Compare step by step what this code does with what the failing test expects. Then write the corrected `Cart.total`, complete, in one fenced block. Change only what is wrong.
        ");
    }

    #[test]
    fn what_is_left_blank_is_not_shown() {
        let candidates = [candidate()];
        let blank = sections(&question(&candidates, Claim::Blank(1)));
        let whole: String = blank.into_iter().map(|section| section.text).collect();
        assert_snapshot!(whole, @"
        # Task
        Fix it.

        # The check fails
        `pytest -q` says:
        1 failed: 1 != 2

        # Question
        In `Cart.total`, in cart.py, one line was wrong. It is left blank here:
        ```python
        def total(self):
            _____
        ```
        Fill in the blank, so that the failing test passes, and write `Cart.total`, complete, in one fenced block. All other lines stay as they are.
        ");
    }

    #[test]
    fn frames_the_answer() {
        let text = "def f(a):\n    if a > 1:\n        return 1\n\n    return a\n";
        let candidate = Candidate { text: text.to_owned(), ..candidate() };
        let shown = |focus| {
            let Frame { prefill, rest } = frame(&candidate, focus);
            format!("{prefill}<...>\n{rest}")
        };
        assert_snapshot!(shown(None), @"
        ```python
        def total<...>
        ");
        assert_snapshot!(shown(Some(1)), @"
        ```python
        def f(a):
        <...>
                return 1

            return a
        ");
        assert_snapshot!(shown(Some(4)), @"
        ```python
        def f(a):
            if a > 1:
                return 1

        <...>
        ");
    }
}
