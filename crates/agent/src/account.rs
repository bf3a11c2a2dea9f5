//! What a run says about itself, in words.

use std::fmt::Write as _;

use kinglet_domain::action::Routing;
use kinglet_domain::context::{Candidate, Claim};
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Profile;
use kinglet_ledger::SampleVerdict;
use kinglet_prompt::coder;

use crate::diff::changed;
use crate::state::{Addressee, Outcome, Question, State, Verdict};
use crate::work::Stage;

/// Why this question is asked now.
pub(crate) fn question(question: &Question, candidate: &Candidate, profile: &Profile) -> String {
    let line = question.claim.line().and_then(|index| candidate.text.lines().nth(index));
    let branch = question.branch.as_ref().map(|it| {
        let line = coder::line_of(candidate, it.at) + 1;
        let instead = it.instead.trim();
        let likely = it.probability * 100.0;
        let what = match question.claim {
            Claim::Missing if instead.is_empty() => {
                format!("with something more at the beginning of line {line} of it")
            }
            Claim::Missing => format!("with `{instead}` at the beginning of line {line} of it"),
            _ => format!("with `{instead}` where `{}` stands in line {line} of it", it.written.trim()),
        };
        format!("{what}, which it takes for likely with {likely:.1} %")
    });
    if let Some(bug) = question.bug.as_ref().filter(|_| question.is_slip) {
        return format!("a slip may be in {}: {bug}", candidate.name());
    }
    if let Some(bug) = &question.bug {
        return format!("attempt {}: mend {}: {bug}", question.attempt, candidate.name());
    }
    let why = match (question.is_repair, line) {
        _ if let Some(branch) = branch => branch,
        (true, _) => "the same again, with the exact error".to_owned(),
        (false, Some(line)) => {
            let how = if question.claim.is_blank() { "leaving out" } else { "pointing at" };
            format!("turn {}, {how} `{}`", question.round + 1, line.trim())
        }
        (false, None) if question.round == 0 => {
            format!("it is number {} of the candidates", question.about + 1)
        }
        (false, None) => format!("turn {}", question.round + 1),
    };
    let temperature = question.sampling.temperature;
    let is_usual = question.to == Addressee::Second || question.way == profile.edit(0);
    let way = if is_usual { String::new() } else { format!("; in another form ({})", question.way) };
    format!(
        "attempt {}: ask about {} at temperature {temperature:.1}: {why}{way}",
        question.attempt,
        candidate.name()
    )
}

/// How a model is asked that was tried out, in one line.
pub(crate) fn profile(profile: &Profile) -> String {
    if *profile == Profile::default() {
        return "nobody tried this model out (`kinglet models calibrate` does): it is asked with care"
            .to_owned();
    }
    let edits: Vec<String> =
        profile.edits.iter().map(|way| format!("{} ({})", way.format, way.asking)).collect();
    format!(
        "asked as its exam showed to be best: decisions {}{}, edits {}, prompts of {} at most, \
         temperatures up to {:.1}",
        profile.decisions,
        if profile.routing == Routing::TwoStages { ", named before they are given" } else { "" },
        edits.join(" or "),
        profile.longest_prompt,
        profile.warm
    )
}

/// The size of a unified diff.
pub(crate) fn size(diff: &str) -> String {
    let added = changed(diff).filter(|line| line.starts_with('+')).count();
    let removed = changed(diff).count() - added;
    let plural = if added == 1 { "" } else { "s" };
    format!("{added} line{plural} added, {removed} removed")
}

/// Names of files, for a sentence.
pub(crate) fn list(paths: &[RelPath]) -> String {
    paths.iter().map(RelPath::as_str).collect::<Vec<_>>().join(", ")
}

pub(crate) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The account of a run that has ended: what came of it, what was tried, and how the tree is left.
pub(crate) fn of(state: &State, outcome: &Outcome) -> String {
    let check = &state.job.check;
    match outcome {
        Outcome::Done => {
            let attempts = state.history.count();
            let plural = if attempts == 1 { "" } else { "s" };
            let done = format!("done: `{check}` succeeds after the last edit ({attempts} attempt{plural})");
            format!("{done}{}\n{}", proposed(state), unreached(state)).trim_end().to_owned()
        }
        Outcome::NothingToDo if state.history.count() > 0 => format!(
            "`{check}` succeeds by now, through a change that is not kinglet's; its own edits were all taken back"
        ),
        Outcome::NothingToDo => format!(
            "`{check}` succeeds already, so there is nothing that it could prove; nothing was changed. \
             Give a check that fails until the task is done"
        ),
        Outcome::Planned => "planned; nothing was changed".to_owned(),
        Outcome::Unproven => unproven(state),
        Outcome::CheckNotFound { message } => format!(
            "the check `{check}` cannot be run: {message}. {}; correct it with --check",
            untouched(state)
        ),
        Outcome::CheckTimedOut { seconds } => format!(
            "the check `{check}` did not end within {seconds} s and was stopped. {}; \
             allow it more time with --check-timeout, or give a quicker check",
            untouched(state)
        ),
        Outcome::Conflict { reason } => match state.kept + state.changed() {
            0 => format!("not done: {reason}. Nothing else was left changed."),
            _ => format!("not done: {reason}. {}", tree(state)),
        },
        Outcome::GaveUp { reason } => {
            let (left_out, tried) = (left_out(state), tried(state));
            let still = if is_red(state) { format!("; `{check}` still fails") } else { String::new() };
            format!("not done: {reason}{still}.\n{left_out}{tried}{}", tree(state))
        }
    }
}

/// Where the check comes from, if the model proposed it.
fn proposed(state: &State) -> String {
    state.proposals.test.as_ref().map_or_else(String::new, |test| {
        format!("; that is the check which the model proposed and you approved, {test}")
    })
}

fn left_out(state: &State) -> String {
    let sentences = state.red.iter().flat_map(|red| &red.left_out);
    sentences.fold(String::new(), |out, sentence| out + sentence + ".\n")
}

fn tried(state: &State) -> String {
    let mut out = String::new();
    let first = state.history.recent().next().map_or(1, |attempt| attempt.number);
    if first > 1 {
        let _ = writeln!(out, "  1 to {}: see `kinglet show`", first - 1);
    }
    for attempt in state.history.recent() {
        let (_, came) = verdict(&attempt.verdict);
        let whom = if attempt.to == Addressee::Second { " (the second model)" } else { "" };
        let _ = writeln!(out, "  {}. {} in {}{whom}: {came}", attempt.number, attempt.name, attempt.path);
    }
    let slips = state.history.slips();
    if slips > 0 {
        let _ =
            writeln!(out, "  Besides, {slips} variants of lines that the model doubts: see `kinglet show`");
    }
    if let Some(reason) = &state.escalated.off {
        let _ = writeln!(
            out,
            "The second model was not asked{}: {reason}.",
            if state.escalated.asked > 0 { " any more" } else { "" }
        );
    }
    out
}

/// What came of a question, by the ledger's name and in words.
pub(crate) fn verdict(verdict: &Verdict) -> (SampleVerdict, String) {
    match verdict {
        Verdict::Refused { reason, .. } => {
            (SampleVerdict::Refused, format!("not usable: {}", first_line(reason)))
        }
        Verdict::Failed { diff, said, .. } => {
            (SampleVerdict::Failed, format!("{}, then: {}", size(diff), first_line(said)))
        }
        Verdict::Kept { diff } => (SampleVerdict::Kept, format!("{}, kept: fewer tests fail", size(diff))),
        Verdict::Stands { diff } => (SampleVerdict::Kept, format!("{}, stays", size(diff))),
        Verdict::Passed => (SampleVerdict::Passed, "the check succeeded".to_owned()),
        Verdict::Idle => (SampleVerdict::Refused, "not usable: it writes what stands there".to_owned()),
        Verdict::TooLong => (SampleVerdict::Refused, "too long for the model's window".to_owned()),
    }
}

/// How the tree is left where the check could not be run.
fn untouched(state: &State) -> String {
    if state.kept + state.changed() > 0 {
        return tree(state).trim_end_matches('.').to_owned();
    }
    "Nothing was changed".to_owned()
}

/// Whether the check failed when it was last run.
fn is_red(state: &State) -> bool {
    match &state.work {
        Some(work) if work.stage == Stage::Pieces => !work.is_green,
        _ => state.red.as_ref().is_some_and(|red| !red.report.is_success()),
    }
}

/// The files of the plan that were not worked on, and why.
fn unreached(state: &State) -> String {
    let Some(work) = &state.work else { return String::new() };
    let (Some(reason), Some(left)) = (&work.stopped, work.pieces.get(work.at..)) else {
        return String::new();
    };
    let paths: Vec<RelPath> = left.iter().map(|piece| piece.path.clone()).collect();
    format!("Not worked on, for {reason}: {}.\n", list(&paths))
}

/// What was done, and what nobody knows of it.
fn unproven(state: &State) -> String {
    let changed = state.changed();
    let edits = if changed == 1 { "one edit stands".to_owned() } else { format!("{changed} edits stand") };
    let check = &state.job.check;
    let proof = if check.is_empty() {
        "there is no check that could prove it".to_owned()
    } else if let Some(test) = &state.proposals.test {
        format!(
            "`{check}` succeeds now, but the model wrote that test itself, and nobody has read it: {test}"
        )
    } else {
        format!(
            "`{check}` succeeds, as it did before the first edit: that shows that nothing is broken which it looks at, \
             and proves no more"
        )
    };
    format!(
        "changed, not proven: {edits} in the tree; {proof}. Look at `git diff`; `kinglet undo` takes all of it back.\n{}{}",
        unreached(state),
        tried(state).trim_end()
    )
}

/// How the tree is left.
fn tree(state: &State) -> String {
    match &state.proposals.test {
        Some(test) => {
            format!("{} The test that was to decide, {test}, is left there as well.", edits_left(state))
        }
        None => edits_left(state),
    }
}

fn edits_left(state: &State) -> String {
    let changed = state.changed();
    if changed > 0 {
        let edits = changed + state.kept;
        return format!("{edits} of its edits are left in the tree; `kinglet undo` takes them back.");
    }
    match state.kept {
        0 => "None of its edits is left in the tree.".to_owned(),
        1 => "One edit that made fewer tests fail was left in the tree; `kinglet undo` takes it back."
            .to_owned(),
        n => format!(
            "{n} edits that made fewer tests fail were left in the tree; `kinglet undo` takes them back."
        ),
    }
}
