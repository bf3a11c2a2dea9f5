//! A mechanical change: the task, a step of its plan, or the model says which one, the model what calls pass, and kinglet
//! carries it out at every place. Pure.

mod plain;

use kinglet_dialect::{Wish, render_refactoring};
use kinglet_domain::check::Report;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{Kind, Status};
use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::{Named, Refactoring};
use kinglet_domain::unit::Line;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::account;
use crate::action::Action;
use crate::compare;
use crate::effect::Effect;
use crate::event::{Event, Prepared};
use crate::planning::{Planning, is_list};
use crate::state::{Phase, Question};
use crate::step::Transition;
use crate::work::Work;

use self::plain::Plain;

/// The most answers that could not be carried out.
const REFUSALS: u32 = 3;
/// What a question is about that leads to no place but to all at once.
const NO_PLACE: usize = usize::MAX;
/// What a model writes in the place of a value where calls differ.
const EACH: [&str; 4] = ["each", "EACH", "?", "..."];

/// Where a mechanical change stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mechanics {
    /// How often the model was asked which one the task asks for.
    pub asked: u32,
    /// Why the last answer could not be carried out.
    pub refused: Option<String>,
    /// Whether it is settled: one was carried out, or none is asked for.
    pub is_settled: bool,
    /// The node of the last step of a plan that asks for one in so many words.
    #[serde(default)]
    pub step: Option<u32>,
    /// The parameter that was added: what its function does with it is still to be written.
    #[serde(default)]
    pub carried: Option<Carried>,
}

/// A parameter that a function got, and all of its calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Its name.
    pub parameter: String,
    /// The function.
    pub function: String,
    /// The files that were changed for it.
    pub paths: Vec<RelPath>,
}

impl Mechanics {
    /// What is done, and what is not, for who goes on with the task.
    pub(crate) fn told(&self) -> Option<String> {
        let Carried { parameter: name, function, .. } = self.carried.as_ref()?;
        Some(format!(
            "`{function}` has the parameter `{name}` now, and all calls pass it. But `{function}` does nothing with `{name}` yet."
        ))
    }
}

/// A change on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is to be done.
    pub refactoring: Refactoring,
    /// What is known of its calls.
    pub calls: Calls,
}

/// What is known of the calls of a function that gets a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calls {
    /// Nothing has to be known: all pass the same, or nothing.
    Alike,
    /// Where they are is not known yet.
    Unknown,
    /// Each passes something of its own: what is known, and those that are still to be asked about, the next one last.
    Each {
        /// What is known.
        values: Vec<(Site, String)>,
        /// Those that are still to be asked about.
        open: Vec<Site>,
    },
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The file.
    pub path: RelPath,
    /// The line.
    pub line: Line,
    /// What the line holds.
    pub text: String,
}

impl Change {
    /// What has to be done for it next.
    pub(crate) fn action(&self) -> Action {
        match &self.calls {
            Calls::Unknown => Action::Calls(self.refactoring.clone()),
            Calls::Each { open, .. } if !open.is_empty() => Action::Value(self.clone()),
            Calls::Alike | Calls::Each { .. } => Action::Refactor(self.clone()),
        }
    }
}

impl Transition {
    /// Whether a mechanical change is looked for before the model is asked for edits: if the user says so, or the task asks
    /// for one.
    pub(crate) fn wants_mechanics(&self) -> bool {
        let job = &self.state.job;
        let is_planned = matches!(job.planning, Planning::Always | Planning::Only);
        let is_asked_for =
            plain::asked(&job.task).is_some() || !is_list(&job.task) && plain::hints_at_parameter(&job.task);
        !self.state.mechanics.is_settled && (job.refactor || !is_planned && is_asked_for)
    }

    /// Whether a mechanical change is all that the task asks for.
    pub(crate) fn is_all_mechanical(&self) -> bool {
        self.state.job.refactor || plain::asked(&self.state.job.task).is_some()
    }

    /// Begins with the change that the task names, or asks the model for it.
    pub(crate) fn begin_mechanics(&mut self) {
        self.begin_with(plain::asked(&self.state.job.task), "task");
    }

    /// Begins with the change that the step at hand names, or asks the model for it; `false` if the step asks for something
    /// else, or for what was tried already.
    pub(crate) fn begins_step_mechanically(&mut self) -> bool {
        let Some(piece) = self.state.work.as_ref().and_then(Work::piece) else { return false };
        let (step, plain) = (Some(piece.node), plain::asked(&piece.title));
        // What the task alone asks for was tried before there was a plan.
        if plain.is_none() || plain == plain::asked(&self.state.job.task) || self.state.mechanics.step == step
        {
            return false;
        }
        self.state.mechanics = Mechanics { step, is_settled: true, ..Mechanics::default() };
        self.begin_with(plain, "step");
        true
    }

    fn begin_with(&mut self, plain: Option<Plain>, asking: &str) {
        match plain {
            Some(Plain::Change(refactoring)) => {
                let what = render_refactoring(&Wish::Change(refactoring.clone()));
                let summary = format!("the {asking} asks in so many words for {what}");
                self.record((Kind::Decision, Status::Neutral), "refactoring", &summary, "");
                self.state.phase = Phase::Refactor { change: Change { refactoring, calls: Calls::Alike } };
            }
            Some(Plain::Parameter) | None => self.state.phase = Phase::Choose,
        }
    }

    /// The model said which change the task asks for.
    pub(crate) fn wished(&mut self, wish: Result<Wish, String>) {
        self.state.mechanics.asked += 1;
        let action = wish.as_ref().ok().map(render_refactoring);
        self.effects.push(Effect::Understood { action, repairs: Vec::new() });
        match wish {
            Err(reason) => self.refuse_mechanics("dialect/parse_error", reason),
            Ok(Wish::Nothing) => self.settle("the model finds no mechanical change in the task"),
            Ok(Wish::Change(mut refactoring)) => {
                self.read_with_task(&mut refactoring);
                let asked = render_refactoring(&Wish::Change(refactoring.clone()));
                let calls = calls_of(&mut refactoring);
                let summary = format!("the task asks for {asked}");
                self.record((Kind::Decision, Status::Neutral), "refactoring", &summary, "");
                self.state.phase = Phase::Refactor { change: Change { refactoring, calls } };
            }
        }
    }

    /// What a model says of a parameter, put right by what the task says of it.
    fn read_with_task(&self, refactoring: &mut Refactoring) {
        let Refactoring::AddParameter { symbol, parameter, .. } = refactoring else { return };
        let (task, asked) = (&self.state.job.task, self.state.mechanics.asked);
        let of = parameter.of.as_deref().unwrap_or_default().to_lowercase();
        let is_text = of.contains("str") || of.contains("char");
        if let Some(value) = parameter.value.as_deref().and_then(|value| plain::literal(task, value, is_text))
        {
            parameter.value = Some(value);
        }
        if plain::differs(task, &parameter.name) {
            parameter.value = Some(EACH[0].to_owned());
        }
        let is_named = symbol.symbol.rsplit('.').next().is_some_and(|name| task.contains(name));
        // Who says so again may be right.
        if let Some(meant) =
            plain::hinted_function(task).filter(|_| !is_named && asked == 1 && !self.state.job.refactor)
        {
            *symbol = Named { symbol: meant, path: None };
        }
    }

    /// Something happened while a change is prepared; what does not belong to where it stands changes nothing.
    pub(crate) fn mechanical(&mut self, change: Change, event: Event) {
        match (change.action(), event) {
            (Action::Calls(_), Event::Called(sites)) => self.called(change, sites),
            (Action::Value(_), Event::Valued(value)) => self.valued(change, value),
            (Action::Value(_), Event::Unaskable { reason }) => self.settle(&reason),
            (Action::Value(_), Event::Met { model, profile }) => self.met(&model, profile),
            (Action::Refactor(_), Event::Prepared(prepared)) => self.refactored(&change, prepared),
            (Action::Refactor(_), Event::Unprepared { reason, .. }) => {
                self.refuse_mechanics("refactor/refused", reason);
            }
            _ => {}
        }
    }

    /// Where the calls are is known.
    fn called(&mut self, change: Change, sites: Result<Vec<Site>, String>) {
        match sites {
            Ok(mut open) => {
                let places: Vec<String> =
                    open.iter().map(|it| format!("{}:{}: {}", it.path, it.line, it.text.trim())).collect();
                let summary = format!("lines with calls: {}", places.len());
                self.record(
                    (Kind::SymbolLookup, Status::Neutral),
                    "refactoring",
                    &summary,
                    &places.join("\n"),
                );
                open.reverse();
                let values = self.values_at_hand(&change, &mut open);
                let calls = Calls::Each { values, open };
                self.state.phase = Phase::Refactor { change: Change { calls, ..change } };
            }
            Err(reason) => self.refuse_mechanics("refactor/refused", reason),
        }
    }

    /// What calls pass of which the task says where it is. They are left out of those that are asked about.
    fn values_at_hand(&self, change: &Change, open: &mut Vec<Site>) -> Vec<(Site, String)> {
        let Refactoring::AddParameter { parameter, .. } = &change.refactoring else { return Vec::new() };
        let value = |site: &Site| plain::field(&self.state.job.task, &parameter.name, &site.text);
        let known = open.iter().filter_map(|site| Some((site.clone(), value(site)?))).collect();
        open.retain(|site| value(site).is_none());
        known
    }

    /// The model said what a call passes. What cannot be read is asked again with the whole change.
    fn valued(&mut self, change: Change, value: Result<String, String>) {
        let Calls::Each { mut values, mut open } = change.calls else { return };
        let action = value.as_ref().ok().map(|value| json!({ "value": value }).to_string());
        self.effects.push(Effect::Understood { action, repairs: Vec::new() });
        match (value, open.pop()) {
            (Ok(value), Some(site)) => {
                values.push((site, value));
                let calls = Calls::Each { values, open };
                self.state.phase = Phase::Refactor { change: Change { calls, ..change } };
            }
            (Err(reason), _) => self.refuse_mechanics("dialect/parse_error", reason),
            (Ok(_), None) => {}
        }
    }

    /// It was worked out what becomes of the files.
    fn refactored(&mut self, change: &Change, prepared: Prepared) {
        if !prepared.syntax_errors.is_empty() {
            let errors = prepared.syntax_errors.join("\n");
            return self.refuse_mechanics("syntax/error", format!("it brings in a syntax error\n{errors}"));
        }
        if let Some(reason) = self.changes_own_test(&prepared.changes) {
            return self.refuse_mechanics("edit/check", reason);
        }
        self.state.mechanics.is_settled = true;
        if let Refactoring::AddParameter { symbol, parameter } = &change.refactoring {
            let paths = prepared.changes.iter().map(|change| change.path.clone()).collect();
            let (parameter, function) = (parameter.name.clone(), symbol.symbol.clone());
            self.state.mechanics.carried = Some(Carried { parameter, function, paths });
        }
        let what = render_refactoring(&Wish::Change(change.refactoring.clone()));
        for note in &prepared.repairs {
            self.record((Kind::Decision, Status::Neutral), "refactoring", note, "");
        }
        self.reviewed("refactoring", &prepared);
        self.effects.push(Effect::Apply { changes: prepared.changes, reason: what });
        let question = self.of_mechanics();
        self.state.phase = Phase::Write { question, diff: prepared.diff };
    }

    fn refuse_mechanics(&mut self, code: &str, reason: String) {
        self.record((Kind::Diagnostic, Status::Failed), code, account::first_line(&reason), &reason);
        self.tell(Progress::Refused { reason: reason.clone() });
        let is_wanted = self.state.job.refactor && !self.is_working();
        let asked = self.state.mechanics.asked;
        if asked == 0 && !is_wanted {
            return self.settle("what is asked for is left to edits");
        }
        if asked >= REFUSALS {
            return self.settle(&format!("{REFUSALS} answers could not be carried out"));
        }
        self.state.mechanics.refused = Some(reason);
        self.state.phase = Phase::Choose;
    }

    /// Goes on without a mechanical change.
    pub(crate) fn settle(&mut self, reason: &str) {
        self.state.mechanics.is_settled = true;
        self.record((Kind::Decision, Status::Neutral), "refactoring", reason, "");
        if self.is_working() {
            return self.open();
        }
        self.ask_for_edits();
    }

    /// What stands for the question of an edit that no question about a place led to.
    fn of_mechanics(&self) -> Question {
        Question::open(self.state.history.count(), NO_PLACE, self.state.profile.edit(0), 0.2)
    }
}

/// Whether it stands for a mechanical change.
pub(crate) fn is_mechanical(question: &Question) -> bool {
    question.about == NO_PLACE
}

/// Why a mechanical change stays after which the check still fails, if it does: with it, the code builds again.
pub(crate) fn builds_again(question: &Question, before: &Report, after: &Report) -> Option<String> {
    let is_better = is_mechanical(question) && compare::builds_again(before, after);
    is_better.then(|| "the code did not build before it, and does after it".to_owned())
}

/// Whether calls pass something of their own; what stands for that is no value.
fn calls_of(refactoring: &mut Refactoring) -> Calls {
    let Refactoring::AddParameter { parameter, .. } = refactoring else { return Calls::Alike };
    if parameter.value.as_ref().is_some_and(|value| EACH.contains(&value.as_str())) {
        parameter.value = None;
        return Calls::Unknown;
    }
    if parameter.value.is_none() && parameter.default.is_none() { Calls::Unknown } else { Calls::Alike }
}
