//! What is done where a plan does not work out: the plan is revised where evidence contradicts it; a step that does not hold
//! begins anew with what failed, and is then split. Each is a decision that is recorded with its reason. Pure.

use kinglet_domain::action::Step;
use kinglet_domain::check::Report;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::{EditFormat, EditWay, Profile};
use kinglet_ledger::{NodeChange, NodeId, NodeKind, PlanChange};
use kinglet_loom::is_test_path;
use serde::{Deserialize, Serialize};

use crate::account;
use crate::compare::says_less;
use crate::draft::Drafts;
use crate::effect::Effect;
use crate::event::{Outlined, Unplanned};
use crate::plan;
use crate::planning::PIECES;
use crate::state::{Phase, Verdict};
use crate::step::Transition;
use crate::work::{Piece, Work};

/// After so many answers in a row that could not be used, they are asked for in another form: the first refusal is answered
/// with the exact error.
const PATIENCE: usize = 2;
/// So many parts may be taken in beyond what a plan may have.
const TAKEN_IN: usize = 32;
/// The most lines of the check that are told of an attempt, beyond the first.
const SAID: usize = 2;
/// The most attempts that are told to the next try of a step.
const TOLD: usize = 3;

/// What was done about steps that did not work out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The steps that began anew.
    pub restarted: Vec<usize>,
    /// The steps that were split, those that could not be, and those that others were split into.
    pub split: Vec<usize>,
    /// Whether the step at hand is to be split now.
    pub is_splitting: bool,
    /// Whether all that the step at hand changed was taken back before: then it is split, or left, as a whole.
    pub is_taken_back: bool,
    /// Whether anybody else changed files that were edited: then a step is not begun anew, for what would be taken back of it
    /// the next time is not clear.
    #[serde(default)]
    pub is_touched: bool,
    /// What failed in the step at hand, once it was tried.
    pub failed: String,
    /// How many attempts there had been when it began anew: what failed before may be right now.
    pub since: u32,
}

/// In which way an edit is asked for after so many answers in a row that could not be used.
pub(crate) fn way(profile: &Profile, refused: usize) -> EditWay {
    let (first, second) = (profile.edit(0), profile.edit(1));
    let format = match first.format {
        _ if refused < PATIENCE => return first,
        _ if second != first => return second,
        EditFormat::Rewrite => EditFormat::Replace,
        EditFormat::Replace | EditFormat::Json => EditFormat::Rewrite,
    };
    EditWay { format, ..first }
}

impl Work {
    /// The positions of the files of the step at hand.
    fn step(&self) -> std::ops::Range<usize> {
        let number = self.piece().map(|piece| piece.step);
        let is_of = |piece: &Piece| Some(piece.step) == number;
        let first = self.pieces.iter().position(is_of).unwrap_or(self.at);
        let last = self.pieces.iter().rposition(is_of).map_or(self.at, |last| last + 1);
        first..last
    }

    /// The files of the step at hand.
    pub(crate) fn step_files(&self) -> Vec<RelPath> {
        self.pieces.get(self.step()).unwrap_or_default().iter().map(|piece| piece.path.clone()).collect()
    }

    /// The file in which the check fails, if it is one of the program's and the edit at hand is not to blame: it leaves that file
    /// alone, or the check says less than before. A file in which the same fails again was asked about before.
    fn elsewhere(&self, report: &Report) -> Option<(RelPath, String)> {
        let is_program = |path: &RelPath| Language::of(path).is_some_and(Language::is_program);
        let is_own = |path: &RelPath| {
            let is_taken_in = |piece: &Piece| piece.is_taken_in && piece.path == *path;
            let of_step = self.pieces.get(self.step()).unwrap_or_default();
            self.piece().is_some_and(|piece| piece.path == *path) || of_step.iter().any(is_taken_in)
        };
        let says_less = self.broke.as_ref().is_some_and(|before| says_less(before, report));
        let mut found = None;
        for failure in &report.failures {
            let mut paths = failure.frames.iter().map(|frame| &frame.path);
            let path = paths.find(|path| is_program(path) && !is_test_path(path))?;
            if is_own(path) && !says_less {
                return None;
            }
            found.get_or_insert_with(|| (path.clone(), account::first_line(&failure.message).to_owned()));
        }
        found
    }
}

impl Transition {
    /// After an edit, the check fails in a file that the plan forgot: the step takes it in, and both are judged together.
    /// Whether it is so.
    pub(crate) fn takes_in(&mut self, report: &Report) -> bool {
        let Some(work) = &self.state.work else { return false };
        // What cannot be taken back to a state that holds is not built upon.
        let Some((path, message)) =
            work.elsewhere(report).filter(|_| work.was_green && work.pieces.len() < PIECES + TAKEN_IN)
        else {
            return false;
        };
        let reason = format!("the check fails in {path} now: {message}");
        self.revise(&format!("step {} takes in {path}", work.piece().map_or(0, |piece| piece.step)), &reason);
        let node = self.add_below(self.state.node(), &format!("{path}: {message}"), &reason);
        let Some(work) = &mut self.state.work else { return false };
        let at = work.at;
        if let Some(piece) = work.pieces.get_mut(at) {
            piece.is_judged = false;
            let closes = std::iter::once(node).chain(piece.closes.drain(..)).collect();
            let title = format!("{}\n{reason}", account::first_line(&piece.title));
            let (step, is_judged, is_taken_in) = (piece.step, true, true);
            let new = Piece { node, step, title, path, is_judged, is_taken_in, about: None, closes };
            work.pieces.insert(at + 1, new);
        }
        true
    }

    /// A file of the plan is not there, and another of its name is.
    pub(crate) fn renamed(&mut self, instead: RelPath) {
        let Some(piece) = self.state.work.as_ref().and_then(Work::piece) else { return };
        let reason = format!("{} is not there, {instead} is", piece.path);
        self.revise(&format!("step {} is about {instead}", piece.step), &reason);
        let node = self.add_below(self.state.node(), &format!("in {instead}"), &reason);
        if let Some(work) = &mut self.state.work
            && let Some(piece) = work.pieces.get_mut(work.at)
        {
            (piece.path, piece.node) = (instead, node);
            piece.closes.insert(0, node);
        }
        self.state.phase = Phase::Open;
    }

    /// Records that the plan is another.
    fn revise(&mut self, what: &str, reason: &str) {
        let summary = format!("the plan is revised: {what}, for {reason}");
        self.record((Kind::Decision, Status::Neutral), "plan", &summary, "");
        self.tell(Progress::Revised { what: what.to_owned(), reason: reason.to_owned() });
    }

    /// Adds a step beneath another.
    fn add_below(&mut self, parent: NodeId, title: &str, reason: &str) -> u32 {
        let node = self.state.plan.add();
        let (kind, title, reason) = (NodeKind::Step, title.to_owned(), reason.to_owned());
        self.effects.push(Effect::Plan(PlanChange::Spawn { parent: Some(parent), kind, title, reason }));
        node.0
    }

    /// Nothing came of a file: the step begins anew, or is to be split. Whether there is such a way.
    pub(crate) fn recovers(&mut self) -> bool {
        let Some(work) = &self.state.work else { return false };
        let Some(number) = work.piece().map(|piece| piece.step).filter(|_| work.places > 0) else {
            return false;
        };
        let (first, failed) = (work.step().start, self.failed());
        // Where nothing failed and something was done elsewhere, the model saw nothing to do here; of one function, all that is
        // worth asking was asked.
        let may_split = !work.is_of_one() && (!failed.is_empty() || work.changed == 0);
        let is_judged = work.piece().is_some_and(|piece| piece.is_judged);
        let is_broken = is_judged && self.is_broken();
        let is_new = |known: &[usize]| !known.contains(&number);
        let recovery = &work.recovery;
        let holds_without = is_broken || !work.was_green || work.unproven == 0;
        if is_broken && recovery.is_touched {
            return false;
        }
        let (what, is_splitting) = if is_broken && is_new(&recovery.restarted) {
            ("begins anew, with what failed as evidence", false)
        } else if may_split && holds_without && is_new(&recovery.split) {
            ("is to be split", true)
        } else {
            return false;
        };
        let what = format!("step {number} {what}");
        let reason = if failed.is_empty() { "no answer could be used".to_owned() } else { failed.clone() };
        let reason = account::first_line(&reason).to_owned();
        self.record((Kind::Decision, Status::Neutral), "recovery", &format!("{what}: {reason}"), &failed);
        self.tell(Progress::Revised { what, reason });
        if is_broken {
            self.take_back_to_green("what the step changes does not hold together");
        }
        let since = self.state.history.count();
        if let Some(work) = &mut self.state.work {
            let known = if is_splitting { &mut work.recovery.split } else { &mut work.recovery.restarted };
            known.push(number);
            (work.recovery.failed, work.recovery.since) = (failed, since);
            (work.recovery.is_splitting, work.recovery.is_taken_back) = (is_splitting, is_broken);
            (work.places, work.asked) = (0, 0);
            (work.reduced, work.drafts) = (None, Drafts::default());
            if is_broken {
                work.at = first;
            }
        }
        if !is_broken {
            self.open();
        }
        true
    }

    /// What failed in the step at hand, the last last, a line each.
    fn failed(&self) -> String {
        let Some(work) = &self.state.work else { return String::new() };
        let files = work.step_files();
        let is_of = |path: &RelPath| files.contains(path);
        let tried = self.state.history.recent().filter(|attempt| is_of(&attempt.path)).rev();
        let failed =
            tried.filter(|it| matches!(it.verdict, Verdict::Failed { .. } | Verdict::Refused { .. }));
        let mut lines: Vec<String> = failed
            .take(TOLD)
            .map(|attempt| format!("{}: {}", attempt.path, came(&attempt.verdict)))
            .collect();
        lines.reverse();
        lines.join("\n")
    }

    /// The model said into which smaller steps the step at hand falls, or knows none.
    pub(crate) fn was_split(&mut self, outlined: Result<Outlined, Unplanned>) {
        if let Some(work) = &mut self.state.work {
            work.recovery.is_splitting = false;
        }
        match outlined {
            Ok(Outlined { steps, reason, repairs }) if steps.len() > 1 => {
                let action = serde_json::to_string(&steps).ok();
                self.effects.push(Effect::Understood { action, repairs });
                self.replace_step(&steps, &reason);
                self.open();
            }
            other => {
                let reason = other.err().map(|unplanned| unplanned.reason);
                let reason = reason.unwrap_or_else(|| "these are no smaller steps".to_owned());
                self.refuse_plan(reason);
                self.leave_step();
                self.open();
            }
        }
    }

    /// Leaves the file at hand as it is, or all of its step where that was taken back.
    fn leave_step(&mut self) {
        let Some(work) = &self.state.work else { return };
        let left = if work.recovery.is_taken_back { work.step().end - work.at } else { 1 };
        for _ in 0..left {
            self.close_step(NodeChange::Abandoned, "it did not work out, and cannot be split");
            self.next_piece();
        }
    }

    /// Puts smaller steps in the place of what is left of the step at hand.
    fn replace_step(&mut self, steps: &[Step], reason: &str) {
        let Some(work) = &mut self.state.work else { return };
        let range = work.at..work.step().end;
        let Some(old) = work.piece().cloned() else { return };
        let done_for: Vec<u32> = work.pieces.drain(range.clone()).flat_map(|piece| piece.closes).collect();
        let more = steps.len().saturating_sub(1);
        for piece in work.pieces.iter_mut().skip(range.start) {
            piece.step += more;
        }
        work.recovery.split.extend(old.step..=old.step + more);
        let what = format!("step {} is split into {}", old.step, steps.len());
        self.revise(&what, reason);
        let mut new = Vec::new();
        for (step, Step { title, files, .. }) in (old.step..).zip(steps) {
            let node = self.add_below(NodeId(old.node), title, reason);
            for (at, path) in (1..).zip(files) {
                let is_last = at == files.len();
                let closes = if is_last { vec![node] } else { Vec::new() };
                let (title, path) = (title.clone(), path.clone());
                new.push(Piece {
                    node,
                    step,
                    title,
                    path,
                    is_judged: is_last,
                    is_taken_in: false,
                    about: None,
                    closes,
                });
            }
        }
        for node in done_for {
            self.effects.push(Effect::Plan(plan::close(NodeId(node), NodeChange::Abandoned, &what)));
        }
        if let Some(work) = &mut self.state.work {
            work.pieces.splice(range.start..range.start, new);
        }
    }
}

/// What came of an attempt, with the first lines of what the check said.
fn came(verdict: &Verdict) -> String {
    let (_, came) = account::verdict(verdict);
    match verdict {
        Verdict::Failed { said, .. } => {
            let more = said.lines().skip(1).take(SAID).map(|line| format!("; {}", line.trim()));
            more.fold(came, |all, line| all + &line)
        }
        _ => came,
    }
}

#[cfg(test)]
mod tests {
    use kinglet_domain::profile::Asking;

    use super::*;

    #[test]
    fn a_form_that_failed_is_changed() {
        let shown = |profile: &Profile| [0, 1, 2].map(|refused| way(profile, refused).format);
        let (rewrite, replace, json) = (EditFormat::Rewrite, EditFormat::Replace, EditFormat::Json);
        assert_eq!(shown(&Profile::default()), [rewrite, rewrite, replace]);
        let of = |formats: &[EditFormat]| Profile {
            edits: formats.iter().map(|format| EditWay { format: *format, asking: Asking::Free }).collect(),
            ..Profile::default()
        };
        assert_eq!(shown(&of(&[replace, json])), [replace, replace, json]);
        assert_eq!(shown(&of(&[json])), [json, json, rewrite]);
    }
}
