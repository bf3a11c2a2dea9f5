//! Performs a run's actions one after the other, and commits what came of each.

mod commit;

use std::path::Path;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::event::{Event as Progress, OutcomeName};
use kinglet_domain::evidence::RunId;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Cursor, Ledger, NewEpisode, NewRun, Seq, Step};
use kinglet_loom::Shelf;
use kinglet_lsp::Servers;
use kinglet_model::{Backend, Identity};
use tokio_util::sync::CancellationToken;

use crate::account;
use crate::action::Action;
use crate::budget::{Budget, Meter};
use crate::error::Error;
use crate::event::{Event, Explored};
use crate::idea::Idea;
use crate::parties::{Approve, Models, Second};
use crate::perform::{self, Performed, Tree, Watch};
use crate::plan;
use crate::proposal::Proposal;
use crate::state::{Addressee, Job, Outcome, Phase, Question, State};

use self::commit::{encode, intent};

/// What a run may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the check may run.
    pub check: Duration,
    /// What the run may take in all.
    pub budget: Budget,
}

/// What a run acts on and reports to.
pub struct Driver<'a> {
    /// The repository, and where its index is.
    pub shelf: &'a Shelf,
    /// Where everything is kept.
    pub ledger: &'a mut Ledger,
    /// Where the model comes from.
    pub models: &'a mut dyn Models,
    /// Where the second model comes from, which is asked where the first does not get on.
    pub second: Option<&'a mut dyn Second>,
    /// Who agrees to a check that the model proposes; `None` if nobody can.
    pub approve: Option<&'a mut dyn Approve>,
    /// The language servers that are asked about edits; `None` for none. They execute what the project brings, as the
    /// check does.
    pub servers: Option<&'a mut Servers>,
    /// The time.
    pub clock: &'a (dyn Fn() -> Millis + Sync),
    /// Who is told what happens.
    pub watch: &'a mut (dyn FnMut(Progress) + Send),
    /// Stops the run at the next moment; it can be resumed.
    pub cancel: CancellationToken,
    /// What it may take.
    pub limits: Limits,
}

/// A run that is about to begin.
pub struct NewJob<'a> {
    /// Its id the world over, a ULID.
    pub ulid: &'a str,
    /// What is to be done.
    pub job: Job,
    /// How the user configured it, as JSON.
    pub options: &'a str,
    /// The time.
    pub at: Millis,
}

/// The models that are ready, and what is known of the check.
#[derive(Default)]
struct Ready {
    first: Option<Box<dyn Backend>>,
    second: Option<Box<dyn Backend>>,
    took: perform::Took,
    /// Of the budget's time, if there is a limit to it.
    left: Option<Duration>,
}

/// Records a new run; [`Driver::go_on`] carries it out.
///
/// - `ulid`: its id the world over.
/// - `options`: how the user configured it, as JSON.
///
/// # Errors
/// [`Error::Ledger`] if it cannot be recorded.
pub fn begin(
    ledger: &mut Ledger,
    root: &Path,
    NewJob { ulid, job, options, at }: NewJob<'_>,
) -> Result<RunId, Error> {
    let state = State::new(job);
    let root = root.display().to_string();
    let run = NewRun { ulid, task: &state.job.task, check: &state.job.check, root: &root, options };
    let encoded = encode(&state)?;
    let intent = intent(&state);
    let plan = [plan::root(&state.job.task)];
    let first = Step { intent: intent.as_deref(), plan: &plan, ..Step::new(at, "begun", &encoded) };
    Ok(ledger.begin(&run, &first)?)
}

impl<'a> Driver<'a> {
    /// Carries a run on from its last step to its end.
    ///
    /// # Errors
    /// [`Error::Ended`] if it is there already; another [`Error`] if it has to stop before: nothing that was committed is lost, and it can be called again.
    pub async fn go_on(&mut self, run: RunId) -> Result<Outcome, Error> {
        let Cursor { mut seq, state, .. } = self.ledger.cursor(run)?;
        let mut state: State =
            serde_json::from_str(&state).map_err(|source| Error::ForeignState { run, source })?;
        let Some(action) = state.action() else { return Err(Error::Ended { run }) };
        if action == Action::Write {
            // The process before this one was killed while it wrote.
            perform::sweep(self.root(), self.recorded(run, seq)?.iter());
        }
        if seq != Seq::FIRST {
            self.ledger.resumed(run, seq, (self.clock)(), action.aftermath())?;
        }
        (self.watch)(Progress::RunStarted {
            run,
            task: state.job.task.clone(),
            check: state.job.check.clone(),
            resumed: seq != Seq::FIRST,
        });
        let mut meter = Meter::read(self.ledger, run, self.limits.budget, (self.clock)())?;
        let mut ready = Ready::default();
        while let Some(action) = state.action() {
            let now = (self.clock)();
            let performed = if let Some(reason) = meter.forbids(&state, seq, now) {
                Ok(Performed { event: Event::Exhausted { reason }, episode: None })
            } else {
                ready.left = meter.left(now);
                self.perform((run, seq), &state, action, &mut ready).await
            };
            if let Ok(Performed { episode: Some(episode), .. }) = &performed {
                meter.add(episode);
            }
            let committed = performed.and_then(|performed| self.commit(run, seq, state.clone(), performed));
            (state, seq) = committed.inspect_err(|error| self.interrupted(run, &state, error))?;
        }
        match state.phase {
            Phase::Finished { outcome } => Ok(outcome),
            // `action` is `None` only for a finished run.
            _ => Err(Error::Ended { run }),
        }
    }

    async fn perform(
        &mut self,
        (run, seq): (RunId, Seq),
        state: &State,
        action: Action,
        ready: &mut Ready,
    ) -> Result<Performed, Error> {
        if self.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let event = match action {
            Action::Check => self.check(run, state, ready).await?,
            Action::Survey => perform::survey(self.tree(), state).await?,
            // Somebody may be at work on the same files.
            Action::Doubt(..) | Action::Ask(_) | Action::Prepare(_)
                if let Some(paths) = self.stale(state) =>
            {
                Event::Stale { paths }
            }
            Action::Locate => return self.locate(state, ready).await,
            Action::Plan => return self.plan(state, ready).await,
            Action::Open => perform::open_piece(self.tree(), state).await?,
            Action::Explore => return self.explore(run, state, ready).await,
            Action::Look(decision) => perform::look(self.tree(), decision).await?,
            Action::Doubt(about, claim) => {
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::doubt(model, state, about, claim, watch).await
                };
                return self.ask(state, ready, Addressee::First, ask).await;
            }
            Action::Ask(question) => {
                if let (Some(servers), Some(about)) = (&mut self.servers, state.candidate(&question)) {
                    servers.warm(std::slice::from_ref(&about.path));
                }
                let root = self.root();
                // Only what is carried out by a plan is told of it.
                let nodes = if state.work.is_some() { self.ledger.nodes(run)? } else { Vec::new() };
                let plan = plan::lines(&nodes, state.node());
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    tell_question(state, &question, watch);
                    let asked = perform::ask(model, state, &question, &plan, watch);
                    // The model takes longer in any case.
                    tokio::join!(asked, perform::expect_edits(root, state.candidate(&question))).0
                };
                return match question.to {
                    Addressee::First => self.ask(state, ready, Addressee::First, ask).await,
                    Addressee::Second => self.escalate(state, ready, &question, ask).await,
                };
            }
            Action::Propose => {
                let root = self.root();
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::propose(model, state, root, watch).await
                };
                return self.ask(state, ready, Addressee::First, ask).await;
            }
            Action::Approve(proposal) => self.approve(&proposal).await?,
            Action::Choose => {
                let root = self.root();
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::choose(model, state, root, watch).await
                };
                return self.ask(state, ready, Addressee::First, ask).await;
            }
            Action::Value(change) => {
                let root = self.root();
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::value(model, state, &change, root, watch).await
                };
                return self.ask(state, ready, Addressee::First, ask).await;
            }
            Action::Calls(refactoring) => {
                let work = perform::calls(self.root(), &refactoring, self.servers.as_deref_mut());
                until_cancelled(&self.cancel, work).await?
            }
            Action::Refactor(change) => {
                let work = perform::refactor(self.root(), &change, self.servers.as_deref_mut());
                until_cancelled(&self.cancel, work).await?
            }
            Action::Prepare(edit) => self.prepare(&state.job, &edit).await?,
            Action::Write => {
                let changes = self.recorded(run, seq)?;
                perform::write(self.root(), &changes)?
            }
        };
        Ok(Performed { event, episode: None })
    }

    async fn locate(&mut self, state: &State, ready: &mut Ready) -> Result<Performed, Error> {
        let root = self.root();
        let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
            perform::locate(model, state, root, watch).await
        };
        self.ask(state, ready, Addressee::First, ask).await
    }

    fn root(&self) -> &'a Path {
        &self.shelf.root
    }

    fn tree(&self) -> Tree {
        Tree { shelf: self.shelf.clone(), now: (self.clock)() }
    }

    async fn approve(&mut self, proposal: &Proposal) -> Result<Event, Error> {
        let Some(user) = self.approve.as_deref_mut() else {
            return Ok(Event::Approved(Err("nobody is there who could agree to it".to_owned())));
        };
        Ok(Event::Approved(until_cancelled(&self.cancel, user.approve(proposal)).await?))
    }

    /// What an edit makes of the files, with the imports that it needs, and what the language servers say of that.
    async fn prepare(&mut self, job: &Job, edit: &Edit) -> Result<Event, Error> {
        let prepared = match perform::prepare(self.root(), edit) {
            Event::Prepared(prepared) if prepared.syntax_errors.is_empty() => prepared,
            event => return Ok(event),
        };
        let mut prepared =
            match perform::supplied(self.tree(), prepared, &job.task, job.has(Idea::Patterns)).await? {
                Event::Prepared(prepared) => prepared,
                event => return Ok(event),
            };
        if let Some(servers) = &mut self.servers {
            let review = perform::review(servers, &prepared.changes);
            prepared.opinions = until_cancelled(&self.cancel, review).await?;
        }
        Ok(Event::Prepared(prepared))
    }

    /// Works out the steps of the task; the model is asked only where its words do not tell.
    async fn plan(&mut self, state: &State, ready: &mut Ready) -> Result<Performed, Error> {
        let overview = perform::Overview::read(self.tree(), state).await?;
        if let Some(event) = overview.told() {
            return Ok(Performed { event, episode: None });
        }
        let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
            perform::plan(model, state, &overview, watch).await
        };
        self.ask(state, ready, Addressee::First, ask).await
    }

    async fn explore(&mut self, run: RunId, state: &State, ready: &mut Ready) -> Result<Performed, Error> {
        let view = perform::View::read(self.ledger, run, state, self.tree()).await?;
        let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
            perform::explore(model, state, &view, watch).await
        };
        let mut performed = self.ask(state, ready, Addressee::First, ask).await?;
        if let Event::Explored(Explored { decision, cited, shown }) = &mut performed.event {
            *shown = view.shown();
            if let Ok((decision, _)) = decision {
                *cited = perform::cited(self.ledger, run, decision)?;
            }
        }
        Ok(performed)
    }

    /// Asks the second model, if the user agrees. That it may not or cannot be asked does not end the run.
    async fn escalate(
        &mut self,
        state: &State,
        ready: &mut Ready,
        question: &Question,
        ask: impl AsyncFnOnce(&mut dyn Backend, &mut Watch<'_>) -> Result<Performed, Error>,
    ) -> Result<Performed, Error> {
        let unescalated = |reason| Performed { event: Event::Unescalated { reason }, episode: None };
        let Some(second) = self.second.as_deref_mut() else {
            return Ok(unescalated("none is named for this run on this machine".to_owned()));
        };
        let leaving = perform::leaving(state, question);
        // Before anything is sent, and each time: other code may be in question by now.
        let agreed = tokio::select! {
            agreed = second.agree(&leaving) => agreed,
            () = self.cancel.cancelled() => return Err(Error::Cancelled),
        };
        if let Err(reason) = agreed {
            return Ok(unescalated(reason));
        }
        match self.ask(state, ready, Addressee::Second, ask).await {
            Err(Error::Model(error)) => Ok(unescalated(told(&error))),
            other => other,
        }
    }

    /// Asks a model, which is made ready before if it is not; stops as soon as the run is to stop. Once the time of the budget is up, the
    /// answer is given up: no one would try it any more.
    async fn ask(
        &mut self,
        state: &State,
        ready: &mut Ready,
        to: Addressee,
        ask: impl AsyncFnOnce(&mut dyn Backend, &mut Watch<'_>) -> Result<Performed, Error>,
    ) -> Result<Performed, Error> {
        let cancel = self.cancel.clone();
        let budget = self.limits.budget;
        let mut servers = self.servers.take();
        let model = match to {
            Addressee::First => &mut ready.first,
            Addressee::Second => &mut ready.second,
        };
        let asked = async {
            let model = match model {
                Some(model) => model,
                None => model.insert(self.open(to).await?),
            };
            let Identity { model: name, profile, .. } = model.identity();
            // The run follows what is known of its own model.
            if to == Addressee::First && *profile != state.profile {
                let event = Event::Met { model: name.clone(), profile: profile.clone() };
                return Ok(Performed { event, episode: None });
            }
            ask(model.as_mut(), self.watch).await
        };
        let performed = tokio::select! {
            asked = asked => asked,
            () = attend(servers.as_deref_mut()) => Err(Error::Cancelled),
            () = cancel.cancelled() => Err(Error::Cancelled),
            () = after(ready.left) => {
                Ok(Performed { event: Event::Exhausted { reason: budget.time_is_up() }, episode: None })
            }
        };
        self.servers = servers;
        let performed = performed?;
        if let Some(NewEpisode { finish, usage, .. }) = &performed.episode {
            (self.watch)(Progress::Answered { finish: *finish, usage: *usage });
        }
        Ok(performed)
    }

    /// The files whose code is no longer what it was when it was chosen, if there are any.
    fn stale(&self, state: &State) -> Option<Vec<RelPath>> {
        // Of a plan's piece, what stands around it is only shown.
        let piece = state.work.as_ref().filter(|work| work.piece().is_some());
        let places = piece.map_or(usize::MAX, |work| work.places);
        let paths = perform::stale(self.root(), state.red.as_ref()?, places);
        Some(paths).filter(|paths| !paths.is_empty())
    }

    /// The changes that a step recorded.
    fn recorded(&self, run: RunId, seq: Seq) -> Result<Vec<Change>, Error> {
        Ok(self.ledger.edits_of(run, seq)?.into_iter().map(|row| row.change).collect())
    }

    async fn open(&mut self, to: Addressee) -> Result<Box<dyn Backend>, Error> {
        let model = match (to, self.second.as_deref_mut()) {
            (Addressee::Second, Some(second)) => perform::open(second, self.watch).await?,
            _ => perform::open(self.models, self.watch).await?,
        };
        let identity = model.identity();
        (self.watch)(Progress::ModelReady {
            model: identity.model.clone(),
            backend: identity.backend.clone(),
        });
        Ok(model)
    }

    async fn check(&mut self, run: RunId, state: &State, ready: &mut Ready) -> Result<Event, Error> {
        let line = state.check();
        if line.is_empty() {
            return Ok(perform::no_check());
        }
        let is_of_edit = matches!(state.phase, Phase::Verify { .. });
        let judged = if is_of_edit { self.ledger.last_applied(run)? } else { Vec::new() };
        let judged: Vec<Change> = judged.into_iter().map(|row| row.change).collect();
        (self.watch)(Progress::CheckStarted { command: line.to_owned() });
        let is_slip = matches!(&state.phase, Phase::Verify { question, .. } if question.is_slip);
        let limit = if is_of_edit {
            ready.took.limit(self.limits.check, ready.left, is_slip)
        } else {
            self.limits.check
        };
        let event = perform::check(self.root(), line, limit, &judged, &self.cancel).await?;
        if let Event::Checked { report, took_ms, .. } = &event {
            if !matches!(report.ended, Ended::TimedOut { .. }) {
                ready.took.add(Duration::from_millis(*took_ms), is_of_edit);
            }
            (self.watch)(Progress::CheckEnded {
                passed: report.is_success(),
                summary: report.summary.clone(),
                elapsed_ms: *took_ms,
            });
        }
        Ok(event)
    }

    /// Notes why the run stopped, for those who look at it later. That this fails too changes nothing for them.
    fn interrupted(&mut self, run: RunId, state: &State, error: &Error) {
        let unproven = match state.unproven() {
            paths if paths.is_empty() => String::new(),
            paths => format!(
                "{} may hold an edit that is not proven yet: `kinglet undo {run}` takes it back, and ",
                account::list(&paths)
            ),
        };
        let summary =
            format!("interrupted: {error}; {unproven}`kinglet resume {run}` goes on from the last step");
        if let Err(error) = self.ledger.interrupt(run, (self.clock)(), &summary) {
            tracing::warn!(%error, "the interruption could not be noted");
        }
        (self.watch)(Progress::RunEnded { outcome: OutcomeName::Interrupted, summary });
    }
}

/// Does something that may take long, unless the run is stopped.
async fn until_cancelled<T>(cancel: &CancellationToken, work: impl Future<Output = T>) -> Result<T, Error> {
    tokio::select! {
        done = work => Ok(done),
        () = cancel.cancelled() => Err(Error::Cancelled),
    }
}

/// Hears the language servers while the model writes; never ends by itself.
async fn attend(servers: Option<&mut Servers>) {
    match servers {
        Some(servers) => servers.attend().await,
        None => std::future::pending().await,
    }
}

/// Ends once the time that is left is over; never, if there is no limit to it.
async fn after(left: Option<Duration>) {
    match left {
        Some(left) => tokio::time::sleep(left).await,
        None => std::future::pending().await,
    }
}

/// Why a model could not be asked, with what lies behind it.
fn told(error: &kinglet_model::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

fn tell_question(state: &State, question: &Question, watch: &mut Watch<'_>) {
    if let Some(candidate) = state.candidate(question) {
        watch(Progress::Asked {
            attempt: question.attempt,
            limit: state.job.attempts,
            about: format!("{} in {}", candidate.name(), candidate.path),
            sampling: question.sampling,
            escalated: question.to == Addressee::Second,
        });
    }
}
