//! Slips of the pen, before another place is read. In the lines that the model doubts, each spot is tried as what else it could have been
//! (`<=` for `<`, one more, another variable): the model knows which line is wrong more often than what belongs there. In all places, the
//! boundaries of what is compared are tried, for no mistake is more common. Of what differs in one spot, next to nothing satisfies a
//! check by chance. Pure.

use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::edit::Edit;
use kinglet_domain::language::Language;
use kinglet_domain::unit::Line;
use kinglet_prompt::coder::dedent;
use kinglet_syntax::{Source, Variant};

use crate::digest::digest;
use crate::idea::Idea;
use crate::state::{Question, State};
use crate::step::Transition;

/// So many lines of a place are varied, most doubtful first.
const LINES: usize = 4;
/// So many variants of a line are tried.
const A_LINE: usize = 20;
/// So many of the best places that the model has doubts about.
const PLACES: usize = 3;
/// So many in a run.
const MOST: u32 = 50;
/// Once their checks took so long, in milliseconds, there are no more: time is better spent on questions.
const MOST_MS: u64 = 30_000;

impl Transition {
    /// Tries the next variant of a line that the model doubts. Whether there is one.
    pub(crate) fn tries_slip(&mut self) -> bool {
        let Some((candidate, about, wrong, edit)) = next(&mut self.state) else { return false };
        let open = Question::open(self.state.history.count(), about, self.state.profile.edit(0), 0.0);
        self.try_mend(Question { is_slip: true, ..open }, &candidate, wrong, edit);
        true
    }
}

/// A variant that was not tried yet: its place and the position of that, the line and what is changed there, and the edit.
fn next(state: &mut State) -> Option<(Candidate, usize, (Line, String), Edit)> {
    let State { job, history, doubts, red, mended, slips_ms, .. } = state;
    let is_spent = history.slips() >= MOST || *slips_ms > MOST_MS;
    let red = red.as_ref().filter(|_| job.has(Idea::Slips) && !is_spent)?;
    // What a model makes of the best place comes first.
    let is_seen = doubts.has_seen_any() || history.questions() > 0;
    for sort in Sort::ALL.into_iter().filter(|sort| is_seen || *sort != Sort::Boundary) {
        for (about, candidate) in red.candidates.iter().enumerate() {
            let Target::Symbol { name, .. } = &candidate.target else { continue };
            let Some(language) = Language::of(&candidate.path) else { continue };
            let lines = if about < PLACES { doubts.lines(candidate) } else { &[] };
            let text = dedent(&candidate.text);
            let source = Source::parse(language, &text);
            for (line, variant) in sort.of(&source, lines.get(..LINES).unwrap_or(lines)) {
                let varied = variant.of(&text);
                if !mended.insert(digest([candidate.path.as_str(), name, &varied])) || !source.allows(&varied)
                {
                    continue;
                }
                let (path, symbol) = (candidate.path.clone(), name.clone());
                let edit = Edit::Symbol { path, symbol, text: varied };
                let wrong = (Line::from_index(candidate.first.index() + line), why(&variant));
                return Some((candidate.clone(), about, wrong, edit));
            }
        }
    }
    None
}

/// What is tried, in this order: there are more variables than ways to compare and to count, and fewer of them are right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// What decides or counts in a line that the model doubts.
    Token,
    /// The boundaries of any line.
    Boundary,
    /// Other variables in a line that the model doubts.
    Name,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Token, Self::Boundary, Self::Name];

    /// The variants of a text, each with the index of its line.
    fn of(self, source: &Source<'_>, doubted: &[usize]) -> Vec<(usize, Variant)> {
        if self == Self::Boundary {
            return source.boundaries();
        }
        let of_line =
            |&line: &usize| source.variants(line).into_iter().take(A_LINE).map(move |it| (line, it));
        let variants = doubted.iter().flat_map(of_line);
        variants.filter(|(_, it)| it.is_name == (self == Self::Name)).collect()
    }
}

fn why(variant: &Variant) -> String {
    match (variant.was.as_str(), variant.now.as_str()) {
        ("", now) => format!("`{now}` is added"),
        (was, "") => format!("without `{was}`"),
        (was, now) => format!("`{now}` where `{was}` stands"),
    }
}
