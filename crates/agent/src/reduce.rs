//! An edit that breaks what worked may be right but for a part: that part is left out, one at a time (delta debugging, with the
//! check as its judge). It costs a check where another answer costs a model's time. Pure.

use kinglet_domain::check::{Ended, FailureKind, Report};
use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use kinglet_syntax::Source;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::state::{Phase, Question};
use crate::step::Transition;

/// An edit of more parts is no correction.
const MOST: usize = 6;
/// Parts that are no further apart, in tokens, belong together.
const NEAR: usize = 3;

/// What of an edit that broke something may hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reductions {
    /// The question that led to the edit.
    pub question: Option<Question>,
    /// What is left to try, as the whole file, best first.
    pub left: Vec<Edit>,
    /// Whether one is being tried.
    pub is_trying: bool,
}

impl Transition {
    /// Keeps in mind what of an edit may hold that made tests fail. Of the first such edit: the answers after it repair it.
    pub(crate) fn keep_reductions(
        &mut self,
        question: &Question,
        edit: Option<&Edit>,
        before: Option<&str>,
        report: &Report,
    ) {
        let is_test = matches!(report.ended, Ended::Failed { .. })
            && report.failures.iter().all(|failure| failure.kind == FailureKind::Test);
        let Some(work) = self.state.work.as_mut().filter(|_| is_test) else { return };
        let (Some(Edit::File { path, text }), Some(before), None) = (edit, before, &work.reductions.question)
        else {
            return;
        };
        let Some(language) = Language::of(path) else { return };
        let file = |text| Edit::File { path: path.clone(), text };
        let left = reductions(language, before, text).into_iter().map(file).collect();
        work.reductions = Reductions { question: Some(question.clone()), left, is_trying: false };
    }

    /// Tries the next part of the edit that broke something. Whether there is one.
    pub(crate) fn reduces(&mut self) -> bool {
        let Some(work) = &mut self.state.work else { return false };
        let reductions = &mut work.reductions;
        let Some(question) = reductions.question.clone().filter(|_| !reductions.left.is_empty()) else {
            return false;
        };
        let edit = reductions.left.remove(0);
        reductions.is_trying = true;
        let summary = format!("of attempt {}, a part is tried alone", question.attempt);
        self.record((Kind::Decision, Status::Neutral), edit.path().as_str(), &summary, "");
        self.state.phase = Phase::Prepare { question, edit };
        true
    }
}

/// What an edit makes of a file without each of its parts in turn, and then with one part alone: only what is well formed, and
/// is other code than before.
pub(crate) fn reductions(language: Language, before: &str, after: &str) -> Vec<String> {
    let (old, new) = (tokens(before), tokens(after));
    let parts = parts(&capture_diff_slices(Algorithm::Patience, &old, &new));
    if !(2..=MOST).contains(&parts.len()) {
        return Vec::new();
    }
    let with = |takes: &dyn Fn(usize) -> bool| {
        let mut text = String::new();
        let mut at = 0;
        for (number, part) in parts.iter().enumerate() {
            text.extend(old.get(at..part.old.0).unwrap_or_default().iter().copied());
            let side =
                if takes(number) { new.get(part.new.0..part.new.1) } else { old.get(part.old.0..part.old.1) };
            text.extend(side.unwrap_or_default().iter().copied());
            at = part.old.1;
        }
        text.extend(old.get(at..).unwrap_or_default().iter().copied());
        text
    };
    let without = (0..parts.len()).map(|left| with(&|number| number != left));
    let alone = (0..parts.len()).filter(|_| parts.len() > 2).map(|only| with(&|number| number == only));
    let source = Source::parse(language, before);
    let is_worth_trying = |text: &String| {
        let reduced = Source::parse(language, text);
        reduced.errors().len() <= source.errors().len() && !source.is_same_code(&reduced)
    };
    let mut reductions: Vec<String> = Vec::new();
    for text in without.chain(alone).filter(is_worth_trying) {
        if !reductions.contains(&text) {
            reductions.push(text);
        }
    }
    reductions
}

/// A part of an edit: the tokens that it takes away, and those that it puts in their place.
struct Part {
    old: (usize, usize),
    new: (usize, usize),
}

fn parts(ops: &[DiffOp]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (old, new) = (op.old_range(), op.new_range());
        match parts.last_mut().filter(|last| old.start - last.old.1 < NEAR) {
            Some(last) => (last.old.1, last.new.1) = (old.end, new.end),
            None => parts.push(Part { old: (old.start, old.end), new: (new.start, new.end) }),
        }
    }
    parts
}

/// Words, runs of blanks, and single signs.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        _ if c.is_alphanumeric() || c == '_' => 0,
        _ if c.is_whitespace() => 1,
        _ => 2,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let end = chars.peek().map_or(text.len(), |(next, _)| *next);
        let goes_on = chars.peek().is_some_and(|(_, next)| kind(c) == kind(*next) && kind(c) != 2);
        if !goes_on {
            tokens.extend(text.get(start..end));
            start = end;
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    const BEFORE: &str = "function f(m, s, h) {\n  if (h > 0) {\n    return `${h}:${m}:${s}`;\n  }\n  return `${m}:${s}`;\n}\n";

    #[test]
    fn each_part_is_left_out_once() {
        let after = BEFORE.replace("{m}", "{pad(m)}").replace("{s}", "{pad(s)}");
        let reductions = reductions(Language::JavaScript, BEFORE, &after);
        let told = |text: &String| {
            text.lines().filter(|line| line.contains("return")).map(str::trim).collect::<Vec<_>>().join(" ")
        };
        assert_snapshot!(reductions.iter().map(told).collect::<Vec<_>>().join("\n"), @"
        return `${h}:${m}:${pad(s)}`; return `${pad(m)}:${pad(s)}`;
        return `${h}:${pad(m)}:${s}`; return `${pad(m)}:${pad(s)}`;
        return `${h}:${pad(m)}:${pad(s)}`; return `${m}:${pad(s)}`;
        return `${h}:${pad(m)}:${pad(s)}`; return `${pad(m)}:${s}`;
        return `${h}:${pad(m)}:${s}`; return `${m}:${s}`;
        return `${h}:${m}:${pad(s)}`; return `${m}:${s}`;
        return `${h}:${m}:${s}`; return `${pad(m)}:${s}`;
        return `${h}:${m}:${s}`; return `${m}:${pad(s)}`;
        ");
    }

    #[test]
    fn one_part_and_many_are_not_taken_apart() {
        let one = BEFORE.replace("> 0", ">= 0");
        assert!(reductions(Language::JavaScript, BEFORE, &one).is_empty());
        assert!(reductions(Language::JavaScript, BEFORE, "").is_empty());
        let comment = BEFORE.replace("> 0", ">= 0").replace("function", "// new\nfunction");
        assert_eq!(reductions(Language::JavaScript, BEFORE, &comment).len(), 1, "a comment alone is no edit");
    }
}
