//! What the Architect reads where a task describes a mistake: pieces of code, of which one has it.

use kinglet_domain::context::Candidate;
use kinglet_domain::language::Language;

use crate::coder::dedent;
use crate::template::render;
use crate::{Keep, Section};

/// How the answer begins; a backtick ends it.
pub const PREFILL: &str = "The mistake is in the function `";

/// The role: the system message.
#[must_use]
pub fn role() -> &'static str {
    include_str!("../prompts/locate_role.txt").trim_ascii_end()
}

/// The sections of the question.
///
/// - `candidates`: the pieces, best first.
#[must_use]
pub fn sections(task: &str, candidates: &[&Candidate]) -> Vec<Section> {
    let section = |name: String, text, keep| Section { name, text, keep };
    let mut sections = Vec::new();
    for (rank, candidate) in (0..).zip(candidates) {
        let fence = Language::of(&candidate.path).map_or("", Language::fence);
        let values = [
            ("name", candidate.name()),
            ("path", candidate.path.as_str()),
            ("fence", fence),
            ("text", &dedent(&candidate.text)),
        ];
        let text = render(include_str!("../prompts/locate_piece.txt"), &values);
        sections.push(section(
            format!("code {} {}", candidate.path, candidate.name()),
            text,
            Keep::Worth(100 - rank),
        ));
    }
    let wrong = render(include_str!("../prompts/change_fault.txt"), &[("task", task.trim())]);
    sections.push(section("task".to_owned(), wrong, Keep::Always));
    let question = include_str!("../prompts/locate_question.txt").to_owned();
    sections.push(section("question".to_owned(), question, Keep::Always));
    if let Some(first) = sections.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    sections
}
