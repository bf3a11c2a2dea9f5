//! How a plan comes about that no failing check makes needless: from the task's words, or from the Architect. Pure.

use kinglet_check::is_absent;
use kinglet_domain::action::Step;
use kinglet_domain::check::Report;
use kinglet_domain::context::{Candidate, Target, short};
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_ledger::{NodeKind, PlanChange};
use kinglet_loom::item;
use kinglet_prompt::wanted;
use serde::{Deserialize, Serialize};

use crate::account;
use crate::effect::Effect;
use crate::event::{Outlined, Unplanned};
use crate::idea::Idea;
use crate::mechanic::Carried;
use crate::plan;
use crate::state::Outcome;
use crate::step::Transition;
use crate::work::Piece;

/// The most pieces of a plan: more are no plan but a wish.
pub(crate) const PIECES: usize = 16;

/// When a plan is made before anything is changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Planning {
    /// Never: what the check says is all that is worked on.
    #[default]
    Off,
    /// Where no failing check says what is wrong, or what it misses is still to be written.
    Auto,
    /// Always.
    Always,
    /// Always, and nothing else is done.
    Only,
}

impl Transition {
    /// Whether a plan is to be made first.
    pub(crate) fn plans(&self, report: &Report) -> bool {
        let task = &self.state.job.task;
        self.state.work.is_none()
            && match self.state.job.planning {
                Planning::Off => false,
                Planning::Auto if !self.state.job.has(Idea::Plan) => false,
                Planning::Auto if report.is_success() => !is_about_check_alone(task),
                Planning::Auto => is_list(task) || is_absent(report, task),
                Planning::Always | Planning::Only => true,
            }
    }

    /// The steps of the task are known, or the model knows none.
    pub(crate) fn planned(&mut self, outlined: Result<Outlined, Unplanned>) {
        if self.state.work.as_ref().is_some_and(|work| work.recovery.is_splitting) {
            return self.was_split(outlined);
        }
        match outlined {
            Ok(Outlined { steps, reason, repairs }) => {
                let action = serde_json::to_string(&steps).ok();
                self.effects.push(Effect::Understood { action, repairs });
                self.adopt(&steps, &reason);
            }
            Err(unplanned) => self.unplanned(unplanned),
        }
    }

    /// Without a plan of the model, the file that the task leads to is worked on.
    fn unplanned(&mut self, Unplanned { reason, best }: Unplanned) {
        self.refuse_plan(reason);
        let first = self.state.red.as_ref().and_then(|red| red.candidates.first());
        let Some(path) = first.map(|candidate| candidate.path.clone()).or(best) else {
            let reason = "there is no plan, and the task leads to no code; name the file in the task";
            return self.finish(Outcome::GaveUp { reason: reason.to_owned() });
        };
        let title = account::first_line(&self.state.job.task).to_owned();
        self.adopt(
            &[Step { title, files: vec![path], compile: true }],
            "the code that the task leads to first",
        );
    }

    /// No plan could be made of what the model said.
    pub(crate) fn refuse_plan(&mut self, reason: String) {
        self.effects.push(Effect::Understood { action: None, repairs: Vec::new() });
        self.record(
            (Kind::Diagnostic, Status::Failed),
            "plan/refused",
            account::first_line(&reason),
            &reason,
        );
        self.tell(Progress::Refused { reason });
    }

    fn adopt(&mut self, steps: &[Step], reason: &str) {
        let (unused, about) = self.unused_parameter().unzip();
        let open = if unused.is_some() { self.not_carried(steps) } else { steps.to_vec() };
        let steps: Vec<Step> = unused.into_iter().chain(open).collect();
        self.adopt_about(&steps, reason, about.as_deref());
    }

    /// - `about`: the function that the first step is about, if it is one alone.
    pub(crate) fn adopt_about(&mut self, steps: &[Step], reason: &str, about: Option<&str>) {
        let mut pieces = Vec::new();
        let last = steps.len();
        for (step, Step { title, files, compile }) in (1..).zip(steps) {
            let node = self.state.plan.add().0;
            let (kind, parent, reason) = (NodeKind::Step, Some(plan::ROOT), reason.to_owned());
            self.effects.push(Effect::Plan(PlanChange::Spawn { parent, kind, title: title.clone(), reason }));
            // What is declared first can be used by what is written next. What the task names itself, and not only something
            // in it, is what the check judges.
            let mut files: Vec<&RelPath> = files.iter().collect();
            let task = &self.state.job.task;
            files.sort_by_key(|path| (!Language::is_header(path), task.contains(path.as_str())));
            for (at, path) in (1..).zip(files.iter().copied()) {
                let is_last = at == files.len();
                // The last step has to hold, whatever the plan says.
                let is_judged = is_last && (*compile || step == last);
                let (title, path) = (title.clone(), path.clone());
                let closes = if is_last { vec![node] } else { Vec::new() };
                let about = about.filter(|_| step == 1).map(str::to_owned);
                pieces.push(Piece { node, step, title, path, is_judged, is_taken_in: false, about, closes });
            }
        }
        pieces.truncate(PIECES);
        if let Some(last) = pieces.last_mut() {
            (last.is_judged, last.closes) = (true, vec![last.node]);
        }
        let line = |step: &Step| format!("{} ({})", step.title, account::list(&step.files));
        let lines: Vec<String> = steps.iter().map(line).collect();
        let summary = format!("the plan has {last} step{}: {reason}", if last == 1 { "" } else { "s" });
        self.record((Kind::Decision, Status::Neutral), "plan", &summary, &lines.join("\n"));
        self.tell(Progress::Planned { steps: lines, reason: reason.to_owned() });
        if let Some(work) = &mut self.state.work {
            work.pieces = pieces;
        }
        if self.state.job.planning == Planning::Only {
            return self.finish(Outcome::Planned);
        }
        self.open();
    }
}

impl Transition {
    /// The step that has to follow a mechanical change, and the function that it is about: that does nothing yet with its new
    /// parameter.
    fn unused_parameter(&self) -> Option<(Step, String)> {
        let Carried { parameter: name, function, .. } = self.state.mechanics.carried.as_ref()?;
        let mut candidates = self.state.red.as_ref()?.candidates.iter();
        let is_it = |it: &&Candidate| it.target != Target::File && it.short_name() == short(function);
        let place = candidates.find(is_it)?;
        let title = format!("use the parameter `{name}` of `{function}` as the task says");
        Some((Step { title, files: vec![place.path.clone()], compile: true }, place.name().to_owned()))
    }

    /// The file of the function that got a parameter.
    fn defining(&self) -> Option<RelPath> {
        self.unused_parameter()?.0.files.pop()
    }

    /// The steps without files in which a mechanical change has done all that the task asks for there.
    fn not_carried(&self, steps: &[Step]) -> Vec<Step> {
        let task = &self.state.job.task;
        let Some(carried) = self.state.mechanics.carried.as_ref().filter(|_| !is_list(task)) else {
            return steps.to_vec();
        };
        // What is said of another file may be more than that it calls the function.
        let is_said = |path: &RelPath| task.contains(path.as_str()) && Some(path) != self.defining().as_ref();
        let is_open = |path: &RelPath| {
            is_said(path)
                || !carried.paths.contains(path)
                || wanted::names(task, path).iter().any(|name| *name != carried.function)
        };
        let left = steps.iter().map(|step| {
            let files = step.files.iter().filter(|path| is_open(path)).cloned().collect();
            Step { files, ..step.clone() }
        });
        left.filter(|step| !step.files.is_empty()).collect()
    }
}

/// Whether a task asks for nothing but that the check succeed: then there is nothing to do where it does.
#[must_use]
pub fn is_about_check_alone(task: &str) -> bool {
    const WORDS: &str = "a again all and are be broken bug bugs build can cargo check checks ci code compile compiles currently doesn \
        don error errors everything fail failing fails failure failures find fix fixed get go green in is it its job make makes \
        jest mend must my no not now npm of our pass passes passing please pytest project red repair repo repository run runs should so \
        succeed succeeds suite t test tests that the them these they this to unit unittest up whatever which why with work \
        works wrong you";
    let mut words = task.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| WORDS.split_whitespace().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Whether a task is a list of things to do: more than one place has to change, and the check leads to few of them.
pub(crate) fn is_list(task: &str) -> bool {
    task.lines().filter(|line| item(line).is_some()).count() > 1
}
