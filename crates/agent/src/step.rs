//! The run's decisions. Pure: the same state and event always give the same result.
//!
//! **Invariant:** nothing here does IO, reads a clock or draws a random number.

use kinglet_dialect::Reading;
use kinglet_domain::check::{Ended, Report};
use kinglet_domain::context::Claim;
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::event::{Event as Progress, OutcomeName};
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, Status};
use kinglet_domain::model::Finish;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Profile;
use kinglet_ledger::{GateVerdict, NewSample, NodeChange};
use kinglet_loom::Survey;
use kinglet_model::Doubt;

use crate::account;
use crate::diff;
use crate::doubt::Next;
use crate::effect::Effect;
use crate::event::{Answer, Event, Prepared, Touched, Unplanned};
use crate::explore::Explore;
use crate::history::Attempt;
use crate::mistrust;
use crate::plan;
use crate::schedule;
use crate::shift::shifted;
use crate::state::{Addressee, Outcome, Phase, Question, Red, State, Verdict};

/// What the evidence is about that a question did not fit the model's window.
pub const TOO_LONG: &str = "prompt/too_long";
/// After so many questions about edits that led to nothing, the code is looked into again.
const PATIENCE: u32 = 6;
/// So often in a row the code may change before an answer about it can be used.
const OVERTAKEN: u32 = 8;

/// Takes an event in.
///
/// An event that does not belong to the state's phase is a duplicate that a restarted driver may deliver;
/// it changes nothing.
#[must_use]
pub fn step(state: State, event: Event) -> (State, Vec<Effect>) {
    let mut next = Transition { state, effects: Vec::new() };
    let begins = next.state.begins();
    match (next.state.phase.clone(), event) {
        (_, Event::Exhausted { reason }) if begins => next.exhausted(reason),
        (Phase::Baseline, Event::Checked { report, output, .. }) => next.baseline(report, &output),
        (Phase::Doubt { .. } | Phase::Ask { .. } | Phase::Prepare { .. }, Event::Stale { paths }) => {
            next.stale(paths);
        }
        (Phase::Survey, Event::Surveyed(survey)) => next.surveyed(survey),
        (Phase::Propose, Event::Proposed(proposed)) => next.proposed(proposed),
        (Phase::Propose, Event::Unaskable { reason }) => next.settle_check(&reason),
        (Phase::Gate { proposal }, event) => next.gated(proposal, event),
        (Phase::Choose, Event::Wished(wish)) => next.wished(wish),
        (Phase::Choose, Event::Unaskable { reason }) => next.settle(&reason),
        (Phase::Refactor { change }, event) => next.mechanical(change, event),
        (
            Phase::Doubt { .. }
            | Phase::Ask { .. }
            | Phase::Explore { .. }
            | Phase::Locate
            | Phase::Plan
            | Phase::Propose
            | Phase::Choose,
            Event::Met { model, profile },
        ) => {
            next.met(&model, profile);
        }
        (Phase::Explore { chosen: None }, Event::Chosen(name)) => next.chosen(name),
        (Phase::Explore { .. }, Event::Explored(explored)) => next.explored(explored),
        (Phase::Explore { .. }, Event::Unaskable { reason }) => next.unexplorable(reason),
        (Phase::Look { .. }, Event::Looked(looked)) => next.looked(looked),
        (Phase::Locate, Event::Located(said)) => next.located(said),
        (Phase::Locate, Event::Unaskable { reason }) => next.located(Err(reason)),
        (Phase::Plan, Event::Planned(outlined)) => next.planned(outlined),
        (Phase::Plan, Event::Unaskable { reason }) => next.planned(Err(Unplanned { reason, best: None })),
        (Phase::Open, Event::Opened(opened)) => next.opened(opened),
        (Phase::Doubt { about, claim }, Event::Doubted(branches)) => next.doubted(about, claim, branches),
        (Phase::Doubt { about, claim }, Event::Unaskable { .. }) => {
            next.doubted(about, claim, Some(Vec::new()));
        }
        (Phase::Ask { question }, Event::Answered(answer)) => next.answered(question, &answer),
        (Phase::Ask { question }, Event::Unaskable { reason }) => {
            next.too_long(&question, reason);
        }
        (Phase::Ask { question: Question { to: Addressee::Second, .. } }, Event::Unescalated { reason }) => {
            next.unescalated(reason);
        }
        (Phase::Prepare { question, edit }, Event::Prepared(prepared)) => {
            next.prepared(question, edit, prepared);
        }
        (Phase::Prepare { question, .. }, Event::Unprepared { reason, is_repairable: false }) => {
            next.turn_down(&question, "edit/refused", reason, Verdict::Idle);
        }
        (Phase::Prepare { question, .. }, Event::Unprepared { reason, is_repairable }) => {
            next.refuse(&question, "edit/refused", reason, is_repairable);
        }
        (Phase::Write { question, diff }, Event::Written) => next.written(question, diff),
        (Phase::Verify { question, diff }, Event::Checked { report, output, took_ms, touched }) => {
            next.state.slips_ms += if question.is_slip { took_ms } else { 0 };
            next.record_check(&report, &output);
            next.verified(&question, diff, report, touched);
        }
        (Phase::Revert { paths, reason, to_green }, Event::Written) => {
            next.reverted(paths, reason, to_green);
        }
        (Phase::Write { .. }, Event::Conflict { reason }) => {
            next.finish(Outcome::Conflict { reason: format!("{reason}, so the edit was not written") });
        }
        (Phase::Revert { .. }, Event::Conflict { reason }) => {
            let reason = format!("{reason}, so the last edit, which did not help, was not taken back");
            next.finish(Outcome::Conflict { reason });
        }
        _ => {}
    }
    (next.state, next.effects)
}

/// A state on its way to the next, and what it brings about.
pub(crate) struct Transition {
    pub(crate) state: State,
    pub(crate) effects: Vec<Effect>,
}

impl Transition {
    fn baseline(&mut self, report: Report, output: &str) {
        self.record_check(&report, output);
        let is_run = matches!(report.ended, Ended::Passed | Ended::Failed { .. } | Ended::Killed { .. });
        if is_run && self.is_working() {
            return self.open_again(report);
        }
        match report.ended.clone() {
            // Its own kept edits may be what it takes, with those of somebody else.
            Ended::Passed if self.state.kept > 0 || self.state.changed() > 0 => self.finish_work(),
            Ended::NotFound { message } => self.finish(Outcome::CheckNotFound { message }),
            Ended::TimedOut { seconds } => self.finish(Outcome::CheckTimedOut { seconds }),
            // Changed by somebody else before there was a plan.
            _ if self.lacks_plan() || self.plans(&report) => self.begin_work(report),
            Ended::Passed => self.finish(Outcome::NothingToDo),
            Ended::Failed { .. } | Ended::Killed { .. } => self.survey(report),
        }
    }

    pub(crate) fn survey(&mut self, report: Report) {
        let (tests, candidates, left_out) = (Vec::new(), Vec::new(), Vec::new());
        self.state.red = Some(Red { report, tests, candidates, bugs: Vec::new(), left_out, is_empty: false });
        self.state.phase = Phase::Survey;
    }

    fn surveyed(&mut self, survey: Survey) {
        for test in &survey.tests {
            let summary = format!("the failing test, from line {}", test.first);
            self.record((Kind::FileRead, Status::Neutral), test.path.as_str(), &summary, &test.text);
        }
        for candidate in &survey.candidates {
            let note = candidate.note();
            let summary = format!(
                "{}, line {}: {} points ({})",
                note.symbol,
                note.line,
                note.score,
                note.reasons.join("; ")
            );
            self.record(
                (Kind::SymbolLookup, Status::Neutral),
                candidate.path.as_str(),
                &summary,
                &candidate.text,
            );
        }
        for file in &survey.left_out {
            self.record((Kind::Decision, Status::Neutral), &file.path, &file.to_string(), "");
        }
        let candidates = survey.candidates.iter().map(kinglet_domain::context::Candidate::note).collect();
        self.tell(Progress::ContextChosen { candidates });
        if let Some(red) = &mut self.state.red {
            red.tests = survey.tests;
            red.candidates = survey.candidates;
            red.bugs = survey.bugs;
            red.left_out = survey.left_out.iter().map(ToString::to_string).collect();
            red.is_empty = survey.is_empty;
            self.state.job.ordered(red);
        }
        if self.wants_check() {
            self.state.phase = Phase::Propose;
            return;
        }
        if self.wants_mechanics() {
            return self.begin_mechanics();
        }
        self.ask_for_edits();
    }

    /// Goes on to edits, or looks into the code first where that is wanted.
    pub(crate) fn ask_for_edits(&mut self) {
        if self.lacks_plan() {
            // What is to be done stands in the task.
            if self.locates() {
                return self.locate();
            }
            self.state.phase = Phase::Plan;
            return;
        }
        if self.state.job.explore == Explore::Always && self.state.plan.claim().is_none() {
            return self.explore("the code is to be looked into before it is changed");
        }
        self.ask_next();
    }

    /// The model is best asked in another way than the one that was asked before, or than a careful guess.
    pub(crate) fn met(&mut self, model: &str, profile: Profile) {
        let summary = account::profile(&profile);
        self.record((Kind::Decision, Status::Neutral), model, &summary, "");
        self.state.profile = profile;
        // The question that was to be asked was for somebody else.
        if matches!(self.state.phase, Phase::Doubt { .. } | Phase::Ask { .. }) {
            self.go_on();
        }
    }

    /// Asks what is to be asked, before there is a plan and afterwards.
    fn go_on(&mut self) {
        if self.lacks_plan() {
            return self.ask_for_edits();
        }
        self.ask_next();
    }

    /// Asks the next question, or gives up.
    pub(crate) fn ask_next(&mut self) {
        if self.is_working() {
            return self.ask_about_piece();
        }
        if self.try_next() {
            return;
        }
        let limit = self.state.job.attempts;
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let has_code = self.state.red.as_ref().is_some_and(|red| !red.is_empty);
        if candidates.is_empty() && has_code && self.state.plan.claim().is_none() && self.may_explore() {
            return self.explore("neither the failure nor the task leads to any code");
        }
        if candidates.is_empty() {
            let reason = self.state.red.as_ref().map_or("", no_candidates);
            return self.finish(Outcome::GaveUp { reason: reason.to_owned() });
        }
        if self.state.history.asked() >= limit {
            let reason = format!("the limit of attempts ({limit}) is reached");
            return self.finish(Outcome::GaveUp { reason });
        }
        if self.mends_known(false) {
            return;
        }
        let since = self.state.history.questions().saturating_sub(self.state.investigation.settled_at);
        if self.state.job.explore == Explore::Always && since >= PATIENCE && self.may_explore() {
            let reason = format!("{since} questions about what it found led to no edit that helps");
            return self.explore(&reason);
        }
        let escalates = self.escalates();
        let doubted = match (&self.state.red, &escalates) {
            (Some(red), None) => self.state.doubts.next(&red.candidates, &self.state.history, limit),
            _ => None,
        };
        let is_branch = matches!(doubted, Some(Next::Try(_)));
        if escalates.is_none() && !is_branch && self.tries_slip() {
            return;
        }
        if escalates.is_none() && doubted.is_none() {
            if self.mends_known(true) {
                return;
            }
            self.state.doubts.give_way(&self.state.history, limit);
        }
        let Some(Red { candidates, report, .. }) = &self.state.red else { return };
        let State { history, doubts, profile, .. } = &self.state;
        let next = match doubted {
            Some(Next::Read(about, claim)) => {
                self.state.phase = Phase::Doubt { about, claim };
                return;
            }
            Some(Next::Try(question)) => Some(question),
            None if escalates.is_some() => schedule::escalated(candidates, report, history),
            None => schedule::next(candidates, report, history, doubts, profile),
        };
        match next {
            Some(question) => {
                let question = self.state.job.plain(question, &self.state.profile);
                if let Some(candidate) = candidates.get(question.about) {
                    let (path, name) = (candidate.path.clone(), candidate.name().to_owned());
                    let summary = account::question(&question, candidate, &self.state.profile);
                    if let Some(why) = escalates {
                        self.record((Kind::Decision, Status::Neutral), "escalation", &why, "");
                    }
                    self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
                    let suspected = self.state.plan.suspect(&path, &name, &summary);
                    self.effects.extend(suspected.map(Effect::Plan));
                }
                self.put(question);
            }
            None => self.finish(Outcome::GaveUp { reason: "no place is left to ask about".to_owned() }),
        }
    }

    /// The model told what it would rather have written in a place, or cannot.
    fn doubted(&mut self, about: usize, claim: Claim, branches: Option<Vec<Doubt>>) {
        let place = self.state.red.as_ref().and_then(|red| red.candidates.get(about)).cloned();
        let (Some(branches), Some(place)) = (branches, place) else {
            self.state.doubts.cannot();
            return self.go_on();
        };
        let what = if claim == Claim::Missing { "lines that it may lack" } else { "branches" };
        let summary = format!("{}: {} {what} that the model takes for likely", place.name(), branches.len());
        self.record((Kind::Decision, Status::Neutral), place.path.as_str(), &summary, "");
        self.state.doubts.add(&place, claim, branches);
        self.go_on();
    }

    fn answered(&mut self, question: Question, answer: &Answer) {
        let read = self.state.candidate(&question).map(|candidate| answer.read(candidate));
        match read {
            // A reply that was cut off is never acted on, even if what there is of it can be read.
            _ if answer.finish == Finish::Length => {
                self.effects.push(Effect::Understood { action: None, repairs: Vec::new() });
                let place = self.state.candidate(&question).cloned().filter(|_| question.is_own());
                if let Some(place) = place {
                    self.state.history.add_cut(&place, &answer.text);
                }
                let reason = "the reply was cut off at the token limit; answer with the code alone, without repetition";
                self.refuse(&question, "model/length", reason.to_owned(), true);
            }
            Some(Ok(Reading { edit, repairs })) => {
                let place = self.state.candidate(&question).filter(|_| question.claim == Claim::Missing);
                let (edit, repairs) = match place {
                    Some(place) => shifted(&place.text, edit, repairs),
                    None => (edit, repairs),
                };
                // An edit is plain data, which can always be written as JSON.
                let action = serde_json::to_string(&edit).ok();
                self.effects.push(Effect::Understood { action, repairs });
                let edit = self.as_new(&question, edit);
                self.state.phase = Phase::Prepare { question, edit };
            }
            Some(Err(error)) => {
                self.effects.push(Effect::Understood { action: None, repairs: Vec::new() });
                self.refuse(&question, "dialect/parse_error", error.to_string(), true);
            }
            None => self.refuse(
                &question,
                "dialect/parse_error",
                "the question is no longer known".to_owned(),
                false,
            ),
        }
    }

    fn prepared(&mut self, question: Question, edit: Edit, prepared: Prepared) {
        if let Some(reason) = self.outdated(&prepared.changes) {
            return self.refuse(&question, "edit/outdated", reason, false);
        }
        if !prepared.syntax_errors.is_empty() {
            let errors = prepared.syntax_errors.join("\n");
            return self.refuse(
                &question,
                "syntax/error",
                format!("the new code has a syntax error\n{errors}"),
                true,
            );
        }
        if let Some(reason) = self.changes_own_test(&prepared.changes) {
            return self.refuse(&question, "edit/check", reason, true);
        }
        if let Some(reason) = self.forgets(&question, &prepared.changes) {
            return self.refuse(&question, "edit/refused", reason, true);
        }
        if let Some(reason) = self.repeats(&prepared.changes) {
            return self.refuse(&question, "edit/refused", reason, true);
        }
        if let Some(reason) = self.does_nothing(&prepared.changes) {
            return self.turn_down(&question, "edit/refused", reason.to_owned(), Verdict::Idle);
        }
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        if let Some(reason) = mistrust::reason(&question, &prepared.diff, candidates) {
            return self.refuse(&question, "edit/refused", reason, false);
        }
        // In a step that began anew, the other files may be others.
        let since = self.state.work.as_ref().map_or(0, |work| work.recovery.since);
        let same = |attempt: &Attempt| {
            attempt.number > since
                && matches!(&attempt.verdict, Verdict::Failed { diff, .. } if *diff == prepared.diff)
        };
        let earlier = self.state.history.recent().find(|attempt| same(attempt)).map(|attempt| attempt.number);
        if let Some(earlier) = earlier {
            let reason = format!("this is the same edit as in attempt {earlier}, which did not help");
            return self.refuse(&question, "edit/repeated", reason, false);
        }
        if self.is_drawing() {
            return self.vote(&question, edit, prepared.diff);
        }
        self.keep_edit(&question, &prepared.changes);
        let attempt = format!("attempt {}", question.attempt);
        self.reviewed(&attempt, &prepared);
        let reason = [&[attempt], prepared.repairs.as_slice()].concat().join("; ");
        self.effects.push(Effect::Apply { changes: prepared.changes, reason });
        self.state.phase = Phase::Write { question, diff: prepared.diff };
    }

    /// Why changes are refused that would decide themselves whether the task is done.
    pub(crate) fn changes_own_test(&self, changes: &[Change]) -> Option<String> {
        let test = self.state.proposals.test.as_ref()?;
        changes.iter().find(|change| change.path == *test)?;
        Some(format!("{test} decides whether the task is done, and stays as it is; change the program"))
    }

    /// Of a file that is not there, all of it is new.
    pub(crate) fn as_new(&self, question: &Question, edit: Edit) -> Edit {
        let is_new = self.state.candidate(question).is_some_and(|it| it.text.is_empty());
        match edit {
            Edit::File { path, text } if is_new => Edit::Create { path, text },
            edit => edit,
        }
    }

    fn written(&mut self, question: Question, diff: String) {
        let paths = diff::paths(&diff);
        let subject = account::list(&paths);
        let summary = format!("attempt {}: {}", question.attempt, account::size(&diff));
        self.record((Kind::EditApplied, Status::Passed), &subject, &summary, &diff);
        self.tell(Progress::EditApplied { paths, diff: diff.clone() });
        match self.state.red.as_ref().map(|red| red.report.clone()) {
            // Nothing can judge it.
            Some(report) if self.is_working() && self.state.job.check.is_empty() => {
                self.judged(&question, diff, report, Touched::default());
            }
            _ => self.state.phase = Phase::Verify { question, diff },
        }
    }

    /// Code that the next question rests on was changed by somebody else: what is known of the failure may be wrong.
    fn stale(&mut self, paths: Vec<RelPath>) {
        self.state.overtaken += 1;
        if self.state.overtaken >= OVERTAKEN {
            let reason = format!(
                "{} changed {OVERTAKEN} times in a row before an answer could be used; stop what writes there, or give a check that \
                 leaves it alone",
                account::list(&paths)
            );
            return self.finish(Outcome::Conflict { reason });
        }
        let reason = "changed by someone else; the check runs again, and the code is chosen anew".to_owned();
        self.record((Kind::Decision, Status::Neutral), &account::list(&paths), &reason, "");
        self.tell(Progress::TreeChanged { paths, reason });
        self.state.ballot = None;
        self.state.phase = Phase::Baseline;
    }

    fn reverted(&mut self, paths: Vec<RelPath>, reason: String, to_green: bool) {
        self.record(
            (Kind::EditApplied, Status::Neutral),
            &account::list(&paths),
            &format!("taken back: {reason}"),
            "",
        );
        self.tell(Progress::EditReverted { paths, reason });
        if self.is_working() {
            return self.go_on_with_work(to_green);
        }
        self.go_on();
    }

    /// Nothing changed; the next question says why.
    fn refuse(&mut self, question: &Question, code: &str, reason: String, is_repairable: bool) {
        let is_repairable = is_repairable && !self.is_drawing() && question.is_own();
        let verdict = Verdict::Refused { reason: reason.clone(), is_repairable };
        self.turn_down(question, code, reason, verdict);
    }

    fn turn_down(&mut self, question: &Question, code: &str, reason: String, verdict: Verdict) {
        self.record((Kind::Diagnostic, Status::Failed), code, account::first_line(&reason), &reason);
        self.tell(Progress::Refused { reason });
        // Nobody was asked for it.
        if self.ends_reduction() {
            return self.ask_next();
        }
        let is_drawing = self.is_drawing();
        self.attempted(question, verdict);
        if is_drawing {
            return self.draw(question);
        }
        self.ask_next();
    }

    /// The place cannot be asked about at all.
    fn too_long(&mut self, question: &Question, reason: String) {
        self.record((Kind::Diagnostic, Status::Failed), TOO_LONG, account::first_line(&reason), &reason);
        self.tell(Progress::Refused { reason });
        self.attempted(question, Verdict::TooLong);
        self.state.ballot = None;
        self.ask_next();
    }

    pub(crate) fn attempted(&mut self, question: &Question, verdict: Verdict) {
        self.state.overtaken = 0;
        if question.is_slip {
            return self.state.history.add_slip();
        }
        if let Some(candidate) = self.state.candidate(question).cloned() {
            let verdict = self.state.job.taken(verdict);
            let (result, reason) = account::verdict(&verdict);
            let about = format!("{} in {}", candidate.name(), candidate.path);
            self.effects.push(Effect::Sample(NewSample { about, verdict: result, reason }));
            self.state.history.add(&candidate, question, verdict);
            self.state.escalated.asked += u32::from(question.to == Addressee::Second);
        }
    }

    pub(crate) fn finish(&mut self, outcome: Outcome) {
        let summary = account::of(&self.state, &outcome);
        let status = if outcome.name() == OutcomeName::Done { Status::Passed } else { Status::Failed };
        self.record((Kind::Decision, status), "run", account::first_line(&summary), &summary);
        let change = if outcome == Outcome::Done { NodeChange::Resolved } else { NodeChange::Abandoned };
        self.effects.push(Effect::Plan(plan::close(plan::ROOT, change, account::first_line(&summary))));
        self.tell(Progress::RunEnded { outcome: outcome.name(), summary });
        self.state.phase = Phase::Finished { outcome };
    }

    fn record_check(&mut self, report: &Report, output: &str) {
        let (status, verdict) = if report.is_success() {
            (Status::Passed, GateVerdict::Passed)
        } else {
            (Status::Failed, GateVerdict::Failed)
        };
        let check = self.state.job.check.clone();
        if check.is_empty() {
            return;
        }
        self.record((Kind::TestResult, status), &check, &report.summary, output);
        self.effects.push(Effect::Gate(verdict));
    }

    pub(crate) fn record(
        &mut self,
        (kind, status): (Kind, Status),
        subject: &str,
        summary: &str,
        content: &str,
    ) {
        self.effects.push(Effect::Record(NewEvidence {
            kind,
            origin: Origin::Harness,
            status,
            subject: subject.to_owned(),
            summary: summary.to_owned(),
            content: content.to_owned(),
        }));
    }

    pub(crate) fn tell(&mut self, progress: Progress) {
        self.effects.push(Effect::Tell(progress));
    }
}

/// Why there is nothing to ask about.
fn no_candidates(red: &Red) -> &'static str {
    if !red.left_out.is_empty() {
        "all code that the check's output or the task could mean was left out"
    } else if red.is_empty {
        "there is no source file in a language that kinglet knows (Python, Rust, JavaScript, TypeScript, Go)"
    } else {
        "neither the check's output nor the task led to any code that could be changed; \
         name the file or the function in the task"
    }
}

#[cfg(test)]
mod tests;
