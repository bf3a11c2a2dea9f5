//! Carrying a task out that no failing check describes: a plan, and its files one after the other. Pure.
//!
//! A piece is one file of one step; of a file that the plan forgot, the part in which the check fails. What a piece makes
//! of the file stays if the check still says what it said before, and is taken back otherwise. Between the files of one
//! step the check may fail: a signature and its callers change together.

use kinglet_domain::check::{Ended, Report};
use kinglet_domain::context::{Candidate, KnownBug, Target};
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Profile;
use kinglet_ledger::{NodeChange, NodeId};
use serde::{Deserialize, Serialize};

use crate::account;
use crate::compare::{builds_again, is_worse, progress};
use crate::complete::that_compiles;
use crate::diff;
use crate::draft::Drafts;
use crate::effect::{Back, Effect};
use crate::event::{Opened, Touched};
use crate::history::History;
use crate::mechanic::is_mechanical;
use crate::plan;
use crate::planning::is_list;
use crate::recover::{Recovery, way};
use crate::reduce::Broke;
use crate::state::{Phase, Question, Red, Verdict};
use crate::step::Transition;

/// The temperature of a first question: close to what the model thinks most likely.
const COOL: f32 = 0.2;
/// How much warmer a repair is than the question that it repairs.
const WARMER: f32 = 0.3;
/// So many questions more than there are places may be asked about a piece.
const SPARE: u32 = 2;
/// The same, where the piece is one function: an answer is short, and the next one may be another.
const SPARE_OF_ONE: u32 = 7;
/// So many questions about a described fault are asked before what the model would rather have written is tried.
const BEFORE_DOUBTS: u32 = 2;
/// So many failures are told of one place.
const SAID: usize = 3;

/// A plan that is carried out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Whether the check succeeded before the first edit; then it cannot prove that the task is done.
    pub began_green: bool,
    /// Whether it succeeded when it was last run.
    pub is_green: bool,
    /// Whether it ever did: then a tree in which it fails is broken.
    pub was_green: bool,
    /// The files, step by step; empty before there is a plan.
    pub pieces: Vec<Piece>,
    /// The position of the piece that is worked on; that of none when all are done.
    pub at: usize,
    /// How many of the candidates are places of that piece; the others are shown beside them.
    pub places: usize,
    /// Its parts, if it is one place: they are asked about where the model sees nothing to change in the whole.
    #[serde(default)]
    pub parts: Vec<Candidate>,
    /// How its file begins, if it is to be made.
    #[serde(default)]
    pub begins: String,
    /// How many questions were asked about that piece, repairs too.
    pub asked: u32,
    /// How many of the last edits no check has judged, or only one that failed.
    pub unproven: u32,
    /// What the check says against them.
    #[serde(default)]
    pub broke: Option<Report>,
    /// The edit that is tried.
    #[serde(default)]
    pub edit: Option<Edit>,
    /// What stood in its file before.
    #[serde(default)]
    pub before: Option<String>,
    /// An edit that broke something, of which a part may hold.
    #[serde(default)]
    pub reduced: Option<Broke>,
    /// What stood in the file of the edit that is tried when it was made first, if it is made again.
    #[serde(default)]
    pub base: Option<String>,
    /// What was made of something new before it was written anew.
    #[serde(default)]
    pub drafts: Drafts,
    /// What of the edit that was just taken back can stand alone, and the question that led to it.
    #[serde(default)]
    pub part: Option<(Question, Edit)>,
    /// What is still wanted in the piece at hand, by its names, although an edit of it stands.
    #[serde(default)]
    pub lacks: Option<String>,
    /// How many edits stand.
    pub changed: u32,
    /// How far it is.
    pub stage: Stage,
    /// Why it was stopped before all was worked on, if it was.
    #[serde(default)]
    pub stopped: Option<String>,
    /// Where the mistake is that the task describes: where the model is sure of one, or says that it is; empty if it named nothing.
    #[serde(default)]
    pub located: Option<String>,
    /// What looks like that mistake, and is next to never right.
    #[serde(default)]
    pub known: Option<KnownBug>,
    /// What was done about steps that did not work out.
    #[serde(default)]
    pub recovery: Recovery,
}

/// How far a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The pieces are worked on.
    Pieces,
    /// All are done, and what the check still says is worked on like any failure.
    Mending,
}

/// A file of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The step's node.
    pub node: u32,
    /// The step's position, counted from 1.
    pub step: usize,
    /// What is to be done.
    pub title: String,
    /// The file; it may be a new one.
    pub path: RelPath,
    /// Whether the check judges what was made of it.
    pub is_judged: bool,
    /// Whether the plan forgot it, and the check failed there.
    #[serde(default)]
    pub is_taken_in: bool,
    /// The function of the file that it is about, if it is about one alone.
    #[serde(default)]
    pub about: Option<String>,
    /// The nodes of the plan that are done with it: its step's, if it is the last file of it.
    pub closes: Vec<u32>,
}

impl Work {
    /// Work without a plan yet.
    pub(crate) fn new(began_green: bool) -> Self {
        Self {
            began_green,
            is_green: began_green,
            was_green: began_green,
            pieces: Vec::new(),
            at: 0,
            places: 0,
            parts: Vec::new(),
            begins: String::new(),
            asked: 0,
            unproven: 0,
            broke: None,
            edit: None,
            before: None,
            reduced: None,
            base: None,
            drafts: Drafts::default(),
            part: None,
            lacks: None,
            changed: 0,
            stage: Stage::Pieces,
            stopped: None,
            located: None,
            known: None,
            recovery: Recovery::default(),
        }
    }

    /// The piece that is worked on; `None` without a plan, and when all are done.
    #[must_use]
    pub fn piece(&self) -> Option<&Piece> {
        self.pieces.get(self.at)
    }

    /// Whether the piece that is worked on is one function.
    pub(crate) fn is_of_one(&self) -> bool {
        self.piece().is_some_and(|piece| piece.about.is_some())
    }

    /// Whether it is the function that is said to have the mistake.
    pub(crate) fn is_fault(&self) -> bool {
        self.located.is_some() && self.is_of_one()
    }

    /// The position of the last file of the step that is worked on.
    fn last_of_step(&self) -> usize {
        let node = self.piece().map(|piece| piece.node);
        self.pieces.iter().rposition(|piece| Some(piece.node) == node).unwrap_or(self.at)
    }

    /// The check was run.
    fn saw(&mut self, report: &Report) {
        self.is_green = report.is_success();
        self.was_green |= self.is_green;
        if self.is_green {
            self.unproven = 0;
        }
        self.broke = (self.unproven > 0).then(|| report.clone());
    }

    /// What the check says of a place after the edits so far, in a few lines; what it says at all, if nothing of that place.
    pub(crate) fn said_of(&self, place: &Candidate) -> String {
        let Some(report) = &self.broke else { return String::new() };
        let of_it = report.lines_in(&place.path).filter(|(_, line)| place.contains(*line));
        let of_it: Vec<&str> = of_it.map(|(failure, _)| failure.message.as_str()).take(SAID).collect();
        let is_part = place.target != Target::File && !of_it.is_empty();
        if is_part { of_it.join("\n") } else { report.summary.clone() }
    }

    /// The files in which edits may stand that were made since the check last judged any.
    pub(crate) fn unjudged(&self) -> Vec<RelPath> {
        let begun = self.pieces.get(..self.at).unwrap_or_default();
        let since = begun.iter().rposition(|piece| piece.is_judged).map_or(0, |at| at + 1);
        let upto = self.pieces.len().min(self.at.saturating_add(1));
        let mut paths: Vec<RelPath> =
            self.pieces.get(since..upto).unwrap_or_default().iter().map(|piece| piece.path.clone()).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The next question about the piece; `None` if no more are worth asking.
    fn question(&self, candidates: &[Candidate], history: &History, profile: &Profile) -> Option<Question> {
        let places = u32::try_from(self.places).ok().filter(|places| *places > 0)?;
        let is_one = self.is_of_one();
        let spare = if is_one { SPARE_OF_ONE } else { SPARE + self.drafts.refuted };
        if self.asked >= places + spare || self.drafts.are_enough() {
            return None;
        }
        let last = history.recent().next_back().filter(|_| self.asked > 0);
        // What is to be done may have been done with another file: then the model sees nothing to do here.
        let is_idle = last.is_some_and(|last| last.verdict == Verdict::Idle);
        let is_seen_to_fail = self.broke.is_some() && self.piece().is_some_and(|piece| piece.is_taken_in);
        if is_idle && self.changed > 0 && places == 1 && !is_seen_to_fail {
            return None;
        }
        // Of one function, the first answer alone is repaired: what was shown is copied.
        let may_repair = !is_one || self.asked == 1;
        let repaired = last.filter(|last| may_repair && last.verdict.is_repairable() && !last.is_final);
        if let Some(last) = repaired {
            let about = candidates.iter().take(self.places).position(|it| last.is_about(it))?;
            let question = Question::open(history.count(), about, profile.edit(0), COOL + WARMER);
            return Some(Question { is_repair: true, ..question });
        }
        let (round, about) = (self.asked / places, self.asked % places);
        let temperature = if round == 0 { COOL } else { profile.warm };
        let about = about as usize;
        // A new file can be written in one way alone.
        let place = candidates.get(about).filter(|place| !place.text.is_empty());
        let way = way(profile, place.map_or(0, |place| history.refused(place)));
        Some(Question { round, ..Question::open(history.count(), about, way, temperature) })
    }
}

impl Transition {
    /// Whether a plan is carried out.
    pub(crate) fn is_working(&self) -> bool {
        self.state.work.as_ref().is_some_and(|work| !work.pieces.is_empty() && work.stage == Stage::Pieces)
    }

    /// Whether a plan is to be carried out that is not known yet.
    pub(crate) fn lacks_plan(&self) -> bool {
        self.state.work.as_ref().is_some_and(|work| work.pieces.is_empty())
    }

    /// The check succeeds with an edit that no piece of a plan led to.
    pub(crate) fn hold(&mut self, report: Report) {
        let (is_first, is_all) = (self.lacks_plan(), self.is_all_mechanical());
        if let Some(work) = self.state.work.as_mut().filter(|_| is_first) {
            work.changed += 1;
            work.saw(&report);
            let began_green = work.began_green;
            // It was one of the things to do, and the check cannot tell whether the others are done.
            if began_green && (!is_all || is_list(&self.state.job.task)) {
                return self.survey(report);
            }
        }
        self.finish_work();
    }

    /// Goes on with the piece at hand after somebody else changed files.
    pub(crate) fn open_again(&mut self, report: Report) {
        if let Some(work) = &mut self.state.work {
            work.saw(&report);
        }
        if let Some(red) = &mut self.state.red {
            red.report = report;
        }
        self.open();
    }

    /// Begins to carry out the task, whatever the check says.
    pub(crate) fn begin_work(&mut self, report: Report) {
        self.state.work = Some(Work::new(report.is_success()));
        self.survey(report);
    }

    /// Goes on with the piece at hand, or ends the work.
    pub(crate) fn open(&mut self) {
        let open = self.state.work.as_ref().filter(|work| work.piece().is_some());
        match open.map(|work| work.recovery.is_splitting) {
            None => self.conclude(),
            Some(true) => self.state.phase = Phase::Plan,
            Some(false) if self.begins_step_mechanically() => {}
            Some(false) => self.state.phase = Phase::Open,
        }
    }

    /// The places of a piece are known.
    pub(crate) fn opened(&mut self, Opened { places, parts, around, begins, instead }: Opened) {
        if let Some(instead) = instead {
            return self.renamed(instead);
        }
        let Some(work) = &mut self.state.work else { return };
        (work.places, work.parts, work.asked) = (places.len(), parts, 0);
        work.begins = begins;
        let candidates = [places, around].concat();
        self.tell(Progress::ContextChosen { candidates: candidates.iter().map(Candidate::note).collect() });
        if let Some(red) = &mut self.state.red {
            red.candidates = candidates;
            // They are not shown, so nothing rests on them.
            red.tests.clear();
        }
        self.ask_about_piece();
    }

    /// Where a model copied a file, because it saw nothing to change in it, its parts are asked about instead.
    fn turn_to_parts(&mut self) {
        let last = self.state.history.recent().next_back();
        let is_idle = last.is_some_and(|last| last.verdict == Verdict::Idle);
        let Some(work) = self
            .state
            .work
            .as_mut()
            .filter(|work| is_idle && work.asked > 0 && work.changed == 0 && work.drafts.best.is_none())
        else {
            return;
        };
        let parts = std::mem::take(&mut work.parts);
        if parts.is_empty() {
            return;
        }
        let whole = std::mem::replace(&mut work.places, parts.len());
        work.asked = 0;
        if let Some(red) = &mut self.state.red {
            red.candidates.splice(..whole.min(red.candidates.len()), parts);
        }
        let summary = "nothing to change was seen in the whole file; its parts are asked about";
        self.record((Kind::Decision, Status::Neutral), "plan", summary, "");
    }

    /// Asks the next question about the piece, or leaves it.
    pub(crate) fn ask_about_piece(&mut self) {
        if self.try_next() || self.mends_fault() {
            return;
        }
        self.turn_to_parts();
        let limit = self.state.job.attempts;
        if self.state.history.asked() >= limit {
            let reason = format!("the limit of attempts ({limit}) is reached");
            return self.stop_work(&reason);
        }
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let Some(work) = &self.state.work else { return };
        let Some(piece) = work.piece() else { return self.conclude() };
        let next = work.question(candidates, &self.state.history, &self.state.profile);
        let path = piece.path.clone();
        let is_asked = work.asked >= BEFORE_DOUBTS;
        if self.is_fault() && (is_asked || self.is_sure()) && (self.reduces() || self.doubts_fault()) {
            return;
        }
        let candidates = self.state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        match next.and_then(|question| candidates.get(question.about).map(|it| (question, it))) {
            Some((question, candidate)) => {
                let question = self.state.job.plain(question, &self.state.profile);
                let summary = account::question(&question, candidate, &self.state.profile);
                self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
                if let Some(work) = &mut self.state.work {
                    work.asked += 1;
                }
                self.put(question);
            }
            None => self.leave_piece(&path),
        }
    }

    /// Nothing came of a piece.
    fn leave_piece(&mut self, path: &RelPath) {
        if self.settles() || self.reduces() {
            return;
        }
        let has_places = self.state.work.as_ref().is_some_and(|work| work.places > 0);
        let why = if has_places {
            "no answer about it could be used"
        } else {
            "it cannot be read, or nothing leads to a part of it"
        };
        if let Some(names) = self.state.work.as_ref().and_then(|work| work.lacks.clone()) {
            let summary = format!("its edits are made, but for {names}, of which no answer could be used");
            self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
            self.next_piece();
            return self.open();
        }
        let summary = format!("{path} is left as it is: {why}");
        self.record((Kind::Decision, Status::Neutral), path.as_str(), &summary, "");
        if self.looks_elsewhere() {
            return self.ask_for_edits();
        }
        if self.recovers() {
            return;
        }
        // What the step changed in other files does not hold without this one.
        let is_judged = self.state.work.as_ref().and_then(Work::piece).is_some_and(|piece| piece.is_judged);
        if is_judged && self.is_broken() {
            let reason = "what the step changes does not hold together";
            self.close_step(NodeChange::Abandoned, reason);
            self.take_back_to_green(reason);
            return self.next_piece();
        }
        self.close_step(NodeChange::Abandoned, why);
        self.next_piece();
        self.open();
    }

    /// Whether edits stand after which a check fails that succeeded before.
    pub(crate) fn is_broken(&self) -> bool {
        self.state.work.as_ref().is_some_and(|work| work.was_green && !work.is_green && work.unproven > 0)
    }

    /// Takes back all edits since the check last succeeded.
    pub(crate) fn take_back_to_green(&mut self, reason: &str) {
        let paths = self.state.work.as_ref().map(Work::unjudged).unwrap_or_default();
        self.take_back(Back::Green, paths, Vec::new(), reason);
    }

    pub(crate) fn next_piece(&mut self) {
        if let Some(work) = &mut self.state.work {
            let before = work.piece().map(|piece| piece.step);
            (work.at, work.places, work.asked, work.lacks) = (work.at + 1, 0, 0, None);
            (work.reduced, work.drafts) = (None, Drafts::default());
            // What failed in a step is nothing to the next one.
            if work.piece().map(|piece| piece.step) != before {
                work.recovery.failed.clear();
            }
        }
    }

    /// Closes the nodes that are done with the piece at hand.
    pub(crate) fn close_step(&mut self, change: NodeChange, reason: &str) {
        let piece = self.state.work.as_mut().and_then(|work| work.pieces.get_mut(work.at));
        let Some(nodes) = piece.map(|piece| std::mem::take(&mut piece.closes)) else { return };
        let close = |node: u32| Effect::Plan(plan::close(NodeId(node), change, reason));
        self.effects.extend(nodes.into_iter().map(close));
    }

    /// An edit of a piece is in the tree, and the check was run.
    pub(crate) fn judged(&mut self, question: &Question, diff: String, report: Report, touched: Touched) {
        let was = self.state.red.as_ref().map(|red| red.report.clone());
        let Some(work) = &mut self.state.work else { return };
        // A mechanical change is made of all files of the step at once.
        let is_mechanical = is_mechanical(question);
        let at = if is_mechanical { work.last_of_step() } else { work.at };
        let is_judged = work.pieces.get(at).is_some_and(|piece| piece.is_judged);
        work.recovery.is_touched |= !touched.changes.is_empty();
        // Where it failed at first, it may fail for the reasons it had.
        let may_fail = !work.began_green && !work.is_green;
        let holds = report.is_success() || may_fail && was.is_some_and(|was| !is_worse(&was, &report));
        let (edit, before) = (work.edit.take(), work.before.take());
        let is_reduced = self.ends_reduction();
        if !holds && is_judged && (is_mechanical || !self.takes_in(&report)) {
            let paths = diff::paths(&diff);
            let about = self.state.candidate(question).zip(edit.as_ref());
            let part = about.and_then(|(about, edit)| that_compiles(about, edit, &report));
            if let Some(work) = &mut self.state.work {
                work.part = part.map(|part| (question.clone(), part));
            }
            let found = std::mem::take(&mut self.state.reviewed.found);
            if !is_reduced {
                self.keep_broke(question, edit.as_ref(), before, &report);
                let said = report.summary;
                self.attempted(question, Verdict::Failed { diff, said, found, is_near: true });
            }
            self.state.mechanics.carried.take_if(|_| is_mechanical);
            let reason = "the check says more against the code than before";
            return self.take_back(Back::Last, paths, touched.changes, reason);
        }
        if self.redrafts(question, edit.as_ref(), before, &report) {
            let paths = diff::paths(&diff);
            let (said, found, is_near) = (report.summary, String::new(), false);
            self.attempted(question, Verdict::Failed { diff, said, found, is_near });
            let reason = "the check refutes what is new; it is written anew";
            return self.take_back(Back::Last, paths, touched.changes, reason);
        }
        let Some(work) = &mut self.state.work else { return };
        work.at = at;
        work.changed += 1;
        work.unproven += 1;
        work.saw(&report);
        // Between the files of a step, what the check says is nothing to compare with, unless it says less than before.
        let is_less = |before: &Report| builds_again(before, &report) || progress(before, &report).is_some();
        let is_known = |red: &&mut Red| is_judged || report.is_success() || is_less(&red.report);
        if let Some(red) = self.state.red.as_mut().filter(is_known) {
            red.report = report;
        }
        self.state.ballot = None;
        let left_out = self.left_out(question, edit.as_ref());
        self.attempted(question, Verdict::Stands { diff });
        self.close_step(
            NodeChange::Resolved,
            "its edits are made, and the check says nothing new against them",
        );
        if let Some(names) = left_out {
            let summary = format!("the task asks for {names}, too: it is asked for next");
            self.record((Kind::Decision, Status::Neutral), "plan", &summary, "");
            if let Some(work) = &mut self.state.work {
                work.lacks = Some(names);
            }
            return self.open();
        }
        self.next_piece();
        self.open();
    }

    fn take_back(&mut self, back: Back, paths: Vec<RelPath>, touched: Vec<Change>, reason: &str) {
        let reason = reason.to_owned();
        self.effects.push(Effect::TakeBack { back, touched, reason: reason.clone() });
        self.state.phase = Phase::Revert { paths, reason, to_green: back == Back::Green };
    }

    /// The files are as before the edits that were taken back: the last, or all since the check succeeded.
    pub(crate) fn go_on_with_work(&mut self, to_green: bool) {
        if let Some(work) = self.state.work.as_mut().filter(|_| to_green) {
            work.changed = work.changed.saturating_sub(std::mem::take(&mut work.unproven));
            work.broke = None;
            work.is_green = true;
            if let Some(red) = &mut self.state.red {
                red.report = Report { failures: Vec::new(), ended: Ended::Passed, ..red.report.clone() };
            }
        }
        let part = self.state.work.as_mut().and_then(|work| work.part.take());
        if let Some((question, edit)) = part {
            let summary = "what of it compiles is tried alone";
            self.record((Kind::Decision, Status::Neutral), edit.path().as_str(), summary, "");
            let attempt = self.state.history.count().saturating_add(1);
            return self.make_again(Question { attempt, ..question }, edit, None);
        }
        let is_open = self.state.work.as_ref().is_some_and(|work| work.places > 0);
        if is_open { self.ask_about_piece() } else { self.open() }
    }
}
