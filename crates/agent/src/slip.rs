//! Slips of the pen in the lines that the model doubts: each spot of them is tried as what else it could have been (`<=` for `<`, one
//! more, another variable), before another place is read. The model knows which line is wrong more often than what belongs there; and of what
//! differs in one spot, next to nothing satisfies a check by chance. Pure.

use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::edit::Edit;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use kinglet_prompt::coder::dedent;
use kinglet_syntax::Source;

use crate::account;
use crate::digest::digest;
use crate::idea::Idea;
use crate::state::{Phase, Question, State};
use crate::step::Transition;

/// So many lines of a place are varied, most doubtful first.
const LINES: usize = 4;
/// So many variants of a line are tried.
const A_LINE: usize = 20;
/// So many of the best places.
const PLACES: usize = 3;
/// So many in a run, and so much time for their checks: what takes longer is better spent on questions.
const MOST: u32 = 50;
const MOST_MS: u64 = 20_000;

impl Transition {
    /// Tries the next variant of a line that the model doubts. Whether there is one.
    pub(crate) fn tries_slip(&mut self) -> bool {
        let Some((candidate, about, line, why, edit)) = next(&mut self.state) else { return false };
        let open = Question::open(self.state.history.count(), about, self.state.profile.edit(0), 0.0);
        let bug = Some(format!("line {line}: {why}"));
        let question = Question { bug, is_slip: true, ..open };
        let summary = account::question(&question, &candidate, &self.state.profile);
        self.record((Kind::Decision, Status::Neutral), candidate.path.as_str(), &summary, "");
        self.state.phase = Phase::Prepare { question, edit };
        true
    }
}

/// A variant that was not tried yet: its place and the position of that, the line, what is changed, and the edit.
fn next(state: &mut State) -> Option<(Candidate, usize, usize, String, Edit)> {
    let State { job, history, doubts, red, mended, check_ms, .. } = state;
    let tried = history.slips();
    let is_spent = tried >= MOST || u64::from(tried + 1) * *check_ms > MOST_MS;
    let red = red.as_ref().filter(|_| job.has(Idea::Slips) && !is_spent)?;
    for (about, candidate) in red.candidates.iter().enumerate().take(PLACES) {
        let Target::Symbol { name, .. } = &candidate.target else { continue };
        let Some(language) = Language::of(&candidate.path) else { continue };
        let text = dedent(&candidate.text);
        let source = Source::parse(language, &text);
        let lines = doubts.lines(candidate).iter().take(LINES);
        let of_line =
            |&line: &usize| source.variants(line).into_iter().take(A_LINE).map(move |it| (line, it));
        let mut variants: Vec<_> = lines.flat_map(of_line).collect();
        // There are more variables than ways to compare and to count, and fewer of them are right.
        variants.sort_by_key(|(_, variant)| variant.is_name);
        for (line, variant) in variants {
            if !mended.insert(digest([candidate.path.as_str(), name, &variant.text])) {
                continue;
            }
            let why = match (variant.was.as_str(), variant.now.as_str()) {
                ("", now) => format!("`{now}` is added"),
                (was, "") => format!("without `{was}`"),
                (was, now) => format!("`{now}` where `{was}` stands"),
            };
            let (path, symbol, text) = (candidate.path.clone(), name.clone(), variant.text);
            let edit = Edit::Symbol { path, symbol, text };
            return Some((candidate.clone(), about, candidate.first.index() + line + 1, why, edit));
        }
    }
    None
}
