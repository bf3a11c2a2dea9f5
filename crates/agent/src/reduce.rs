//! An edit that breaks what worked may be right but for a part: that part is left out, one at a time (delta debugging, with the
//! check as its judge). It costs a check where another answer costs a model's time. Pure.

use kinglet_domain::check::{Ended, Report};
use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::compare::is_built;
use crate::idea::Idea;
use crate::state::Question;
use crate::step::Transition;

/// An edit of more parts is no correction.
const MOST: usize = 6;
/// Parts that are no further apart, in tokens, belong together.
const NEAR: usize = 3;
/// The longest file that is taken apart, in bytes: it is kept at each step.
const LONGEST: usize = 64 * 1024;

/// An edit that broke something, of which a part may hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Broke {
    /// The question that led to it.
    pub question: Question,
    /// The file.
    pub path: RelPath,
    /// What stood there before.
    pub before: String,
    /// What the edit made of it.
    pub after: String,
    /// How many of its reductions were tried.
    pub tried: usize,
    /// Whether one is tried now.
    pub is_trying: bool,
}

impl Transition {
    /// Keeps an edit in mind that made tests fail. The first one of a piece: the answers after it repair it.
    ///
    /// - `before`: what stood in its file.
    pub(crate) fn keep_broke(
        &mut self,
        question: &Question,
        edit: Option<&Edit>,
        before: Option<String>,
        report: &Report,
    ) {
        let is_test = self.state.job.has(Idea::Reductions)
            && matches!(report.ended, Ended::Failed { .. })
            && !report.failures.is_empty()
            && is_built(report);
        let work = self.state.work.as_mut().filter(|work| is_test && work.reduced.is_none());
        let (Some(work), Some(Edit::File { path, text }), Some(before)) = (work, edit, before) else {
            return;
        };
        if before.len().max(text.len()) <= LONGEST {
            let (question, path, after) = (question.clone(), path.clone(), text.clone());
            work.reduced = Some(Broke { question, path, before, after, tried: 0, is_trying: false });
        }
    }

    /// Tries the edit that broke something without another of its parts. Whether there is one.
    pub(crate) fn reduces(&mut self) -> bool {
        let Some(broke) = self.state.work.as_mut().and_then(|work| work.reduced.as_mut()) else {
            return false;
        };
        let Some(language) = Language::of(&broke.path) else { return false };
        let reduced = reductions(language, &broke.before, &broke.after).into_iter().nth(broke.tried);
        let Some(text) = reduced else { return false };
        (broke.tried, broke.is_trying) = (broke.tried + 1, true);
        let (question, path, before) = (broke.question.clone(), broke.path.clone(), broke.before.clone());
        let summary = format!("attempt {} is tried without one of its parts", question.attempt);
        self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
        self.make_again(question, Edit::File { path, text }, Some(before));
        true
    }

    /// Whether the edit at hand is such a try. It is over then.
    pub(crate) fn ends_reduction(&mut self) -> bool {
        let broke = self.state.work.as_mut().and_then(|work| work.reduced.as_mut());
        broke.is_some_and(|broke| std::mem::take(&mut broke.is_trying))
    }
}

/// What an edit makes of a file without each of its parts in turn: only what is well formed, and is other code than before.
fn reductions(language: Language, before: &str, after: &str) -> Vec<String> {
    let (old, new) = (tokens(before), tokens(after));
    let parts = parts(&capture_diff_slices(Algorithm::Patience, &old, &new));
    if !(2..=MOST).contains(&parts.len()) {
        return Vec::new();
    }
    let text =
        |tokens: &[&str], (from, to): (usize, usize)| tokens.get(from..to).unwrap_or_default().concat();
    let without = |left_out: usize| {
        let (mut reduced, mut at) = (String::new(), 0);
        for (number, part) in parts.iter().enumerate() {
            reduced += &text(&old, (at, part.old.0));
            reduced += &if number == left_out { text(&old, part.old) } else { text(&new, part.new) };
            at = part.old.1;
        }
        reduced + &text(&old, (at, old.len()))
    };
    let source = Source::parse(language, before);
    let is_worth_trying = |text: &String| {
        let reduced = Source::parse(language, text);
        reduced.errors().len() <= source.errors().len() && !source.is_same_code(&reduced)
    };
    let mut reductions: Vec<String> = (0..parts.len()).map(without).filter(is_worth_trying).collect();
    reductions.dedup();
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
