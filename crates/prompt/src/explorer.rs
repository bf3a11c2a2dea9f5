//! What the Explorer reads: the task, the claims, what was seen so far, and one question. It answers with one action.

use std::fmt::Write as _;

use kinglet_domain::action::{ActionName, Allowed, BEGINNING, Verdict};
use kinglet_domain::event::CandidateNote;
use kinglet_domain::evidence::{EvidenceId, Kind};

use crate::template::render;
use crate::{Keep, Section};

/// The most places that are named: a small model looks at the first few.
const PLACES: usize = 6;

/// What the places to look at are worth, beside the evidence.
const PLACES_WORTH: i32 = 40;

/// What the claims around the current one are worth, beside the evidence.
const PLAN_WORTH: i32 = 900;

/// What the Explorer is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What the user asked for.
    pub task: &'a str,
    /// The command that decides.
    pub check: &'a str,
    /// What it said, in a few lines.
    pub said: &'a str,
    /// The claims, each before those that were spawned from it.
    pub plan: &'a [Claim<'a>],
    /// What was picked of the evidence, in the order in which it was recorded.
    pub evidence: &'a [Piece<'a>],
    /// The places that the survey found, best first.
    pub candidates: &'a [CandidateNote],
    /// What may be done now.
    pub allowed: &'a Allowed,
    /// What is to be answered.
    pub answer: Answer,
    /// What is to be found out about the current claim.
    pub question: &'a str,
    /// Why the last reply was refused, if it was.
    pub refused: Option<&'a str>,
}

/// What is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One of the actions.
    Action,
    /// The name of one of the actions.
    Name,
    /// The action of this name, which was chosen.
    Form(ActionName),
}

/// A claim of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<'a> {
    /// How many claims it lies beneath.
    pub depth: usize,
    /// How it stands.
    pub standing: Standing,
    /// What is claimed.
    pub text: &'a str,
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits.
    Open,
    /// It is the one in question.
    Current,
    /// It is settled.
    Settled(Verdict),
    /// It was left without an answer.
    GivenUp,
}

/// A piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its id, by which it is cited.
    pub id: EvidenceId,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Whether a model said so, rather than that kinglet observed it.
    pub is_said: bool,
    /// Why it was picked; for those who look at the prompt later, not for the model.
    pub reason: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// One or two lines.
    pub summary: &'a str,
    /// The observation itself; `None` if the summary has to do.
    pub content: Option<&'a str>,
    /// Whether the files it tells of have changed since.
    pub is_stale: bool,
    /// What it is worth where room is scarce, beside the other pieces.
    pub worth: i32,
}

/// The role: the system message.
#[must_use]
pub fn role(answer: Answer) -> String {
    let way = match answer {
        Answer::Action => include_str!("../prompts/explorer_role_action.txt"),
        Answer::Name | Answer::Form(_) => include_str!("../prompts/explorer_role_stages.txt"),
    };
    render(include_str!("../prompts/explorer_role.txt").trim_ascii_end(), &[("answer", way.trim_ascii_end())])
}

/// How the reply can be made to begin: the model goes on with the name of an action.
#[must_use]
pub fn frame() -> &'static str {
    BEGINNING
}

/// The sections of the question, in the order of their stability: all before the evidence stays the same for a run,
/// evidence is mostly appended to, and the claims change with each that is opened or settled. The name of an action and
/// its form are asked for by the last section alone.
#[must_use]
pub fn sections(question: &Question<'_>) -> Vec<Section> {
    let always = |name: &str, text: String| Section { name: name.to_owned(), text, keep: Keep::Always };
    let worth = |name: String, text, worth| Section { name, text, keep: Keep::Worth(worth) };
    let task = render(
        include_str!("../prompts/explorer_task.txt"),
        &[("task", question.task.trim()), ("check", question.check), ("said", question.said.trim())],
    );
    let mut sections = vec![always("actions", actions(question)), always("task", task)];
    if !question.evidence.is_empty() {
        sections.push(always("evidence", include_str!("../prompts/explorer_evidence.txt").to_owned()));
    }
    let named = |it: &Piece<'_>| format!("{}: {}", it.id, it.reason);
    sections.extend(question.evidence.iter().map(|it| worth(named(it), piece(it), it.worth)));
    // Behind the evidence, which only grows: each survey says other reasons.
    if !question.candidates.is_empty() {
        let template = include_str!("../prompts/explorer_places.txt");
        let text = render(template, &[("places", &places(question.candidates))]);
        sections.push(worth("places".to_owned(), text, PLACES_WORTH));
    }
    if !question.plan.is_empty() {
        let text = render(include_str!("../prompts/explorer_plan.txt"), &[("plan", &plan(question.plan))]);
        sections.push(worth("claims".to_owned(), text, PLAN_WORTH));
    }
    if let Some(refused) = question.refused {
        let template = include_str!("../prompts/explorer_refused.txt");
        sections.push(always("refused", render(template, &[("refused", refused.trim())])));
    }
    let may_settle = question.allowed.contains(ActionName::Resolve) && !question.evidence.is_empty();
    let advice = if may_settle {
        include_str!("../prompts/explorer_settle.txt")
    } else {
        include_str!("../prompts/explorer_look.txt")
    };
    let template = include_str!("../prompts/explorer_question.txt");
    let values = [("question", question.question.trim()), ("advice", advice.trim_ascii_end())];
    sections.push(always("question", render(template, &values)));
    match question.answer {
        Answer::Action => {}
        Answer::Name => {
            let words: Vec<&str> = question.allowed.names().map(ActionName::text).collect();
            let template = include_str!("../prompts/explorer_name.txt");
            sections.push(always("name", render(template, &[("names", &words.join(", "))])));
        }
        Answer::Form(name) => {
            let template = include_str!("../prompts/explorer_form.txt");
            sections.push(always("form", render(template, &[("name", name.text()), ("form", &form(name))])));
        }
    }
    sections
}

fn actions(question: &Question<'_>) -> String {
    let names = question.allowed.names();
    if question.answer == Answer::Action {
        let lines: Vec<String> = names.map(form).collect();
        return render(include_str!("../prompts/explorer_actions.txt"), &[("actions", &lines.join("\n"))]);
    }
    let lines: Vec<String> = names.map(|name| format!("{name} - {}", name.purpose())).collect();
    render(include_str!("../prompts/explorer_names.txt"), &[("actions", &lines.join("\n"))])
}

/// An action's form, and what it is good for, in one line.
fn form(name: ActionName) -> String {
    let option = name.option().map_or_else(String::new, |option| format!("; {option}"));
    format!("{} - {}{option}", name.form(), name.purpose())
}

fn places(candidates: &[CandidateNote]) -> String {
    let lines = candidates.iter().take(PLACES).map(|it| {
        // Points mean nothing to the model; why they were given does.
        let why = it.reasons.first().and_then(|why| why.split_once(' '));
        let why = why.map_or_else(String::new, |(_points, why)| format!(" ({why})"));
        format!("- {} in {}, line {}{why}", it.symbol, it.path, it.line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn plan(claims: &[Claim<'_>]) -> String {
    let lines = claims.iter().map(|claim| {
        let indentation = "  ".repeat(claim.depth);
        let (mark, standing) = match claim.standing {
            Standing::Open => ('-', "open".to_owned()),
            Standing::Current => ('>', "current".to_owned()),
            Standing::Settled(verdict) => ('-', verdict.to_string()),
            Standing::GivenUp => ('-', "given up".to_owned()),
        };
        format!("{indentation}{mark} [{standing}] {}", claim.text.trim())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn piece(piece: &Piece<'_>) -> String {
    let stale = if piece.is_stale { " (changed since: look again)" } else { "" };
    let said = if piece.is_said { " (you said so)" } else { "" };
    let (id, kind, subject) = (piece.id, piece.kind, piece.subject);
    let mut text = format!("{id} {kind} {subject}{said}{stale}: {}\n", piece.summary.trim());
    for line in piece.content.into_iter().flat_map(str::lines) {
        // Indented, so that a line of a file is never taken for a row or a heading.
        let _ = writeln!(text, "  {line}");
    }
    text
}

#[cfg(test)]
mod tests;
