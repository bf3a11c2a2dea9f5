//! Performs a run's actions one after the other, and commits what came of each.

use std::path::Path;
use std::time::Duration;

use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::event::{Event as Progress, OutcomeName};
use kinglet_domain::evidence::{EvidenceId, NewEvidence, RunId};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{
    Aftermath, Cursor, Ending, GateVerdict, Ledger, NewEdit, NewEpisode, NewGate, NewRun, NewSample, Next,
    NodeChange, PlanChange, Purpose, Seq, Source, Step,
};
use kinglet_loom::Shelf;
use kinglet_lsp::Servers;
use kinglet_model::{Backend, Identity};
use tokio_util::sync::CancellationToken;

use crate::account;
use crate::budget::{Budget, Meter};
use crate::error::Error;
use crate::event::{Event, Explored};
use crate::parties::{Approve, Models, Second};
use crate::perform::{self, Performed, Tree, Watch};
use crate::plan;
use crate::proposal::Proposal;
use crate::state::{Addressee, Job, Outcome, Phase, Question, State};
use crate::step::{Action, Back, Effect, step};

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

/// The models that are ready.
#[derive(Default)]
struct Ready {
    first: Option<Box<dyn Backend>>,
    second: Option<Box<dyn Backend>>,
}

/// What a step adds to the ledger.
#[derive(Default)]
struct Records {
    evidence: Vec<NewEvidence>,
    edits: Vec<NewEdit>,
    plan: Vec<PlanChange>,
    /// How the check came out, and the position of the evidence of it.
    gate: Option<(GateVerdict, usize)>,
    samples: Vec<NewSample>,
    told: Vec<Progress>,
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
        match state.action() {
            None => return Err(Error::Ended { run }),
            // The process before this one was killed while it wrote.
            Some(Action::Write) => perform::sweep(self.root(), self.recorded(run, seq)?.iter()),
            Some(_) => {}
        }
        if seq != Seq::FIRST {
            self.ledger.resumed(run, seq, (self.clock)(), aftermath(&state))?;
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
            let performed = match meter.forbids(&action, seq, (self.clock)()) {
                Some(reason) => Ok(Performed { event: Event::Exhausted { reason }, episode: None }),
                None => self.perform((run, seq), &state, action, &mut ready).await,
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
            Action::Check => self.check(run, state).await?,
            Action::Survey => perform::survey(self.tree(), state).await?,
            // Somebody may be at work on the same files.
            Action::Doubt(_) | Action::Ask(_) | Action::Prepare(_) if let Some(paths) = self.stale(state) => {
                Event::Stale { paths }
            }
            Action::Plan => return self.plan(state, &mut ready.first).await,
            Action::Open => perform::open_piece(self.tree(), state).await?,
            Action::Explore => return self.explore(run, state, &mut ready.first).await,
            Action::Look(decision) => perform::look(self.tree(), decision).await?,
            Action::Doubt(about) => {
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::doubt(model, state, about, watch).await
                };
                return self.ask(state, &mut ready.first, Addressee::First, ask).await;
            }
            Action::Ask(question) => {
                if let (Some(servers), Some(about)) = (&mut self.servers, state.candidate(&question)) {
                    servers.warm(std::slice::from_ref(&about.path));
                }
                let root = self.root();
                let plan = plan::lines(&self.ledger.nodes(run)?, state.node());
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    tell_question(state, &question, watch);
                    let asked = perform::ask(model, state, &question, &plan, watch);
                    // The model takes longer in any case.
                    tokio::join!(asked, perform::expect_edits(root, state.candidate(&question))).0
                };
                return match question.to {
                    Addressee::First => self.ask(state, &mut ready.first, question.to, ask).await,
                    Addressee::Second => self.escalate(state, &mut ready.second, &question, ask).await,
                };
            }
            Action::Propose => {
                let root = self.root();
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::propose(model, state, root, watch).await
                };
                return self.ask(state, &mut ready.first, Addressee::First, ask).await;
            }
            Action::Approve(proposal) => self.approve(&proposal).await?,
            Action::Choose => {
                let root = self.root();
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::choose(model, state, root, watch).await
                };
                return self.ask(state, &mut ready.first, Addressee::First, ask).await;
            }
            Action::Value(change) => {
                let root = self.root();
                let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
                    perform::value(model, state, &change, root, watch).await
                };
                return self.ask(state, &mut ready.first, Addressee::First, ask).await;
            }
            Action::Calls(refactoring) => {
                let work = perform::calls(self.root(), &refactoring, self.servers.as_deref_mut());
                until_cancelled(&self.cancel, work).await?
            }
            Action::Refactor(change) => {
                let work = perform::refactor(self.root(), &change, self.servers.as_deref_mut());
                until_cancelled(&self.cancel, work).await?
            }
            Action::Prepare(edit) => self.prepare(&edit).await?,
            Action::Write => {
                let changes = self.recorded(run, seq)?;
                perform::write(self.root(), &changes)?
            }
        };
        Ok(Performed { event, episode: None })
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

    /// What an edit makes of the files, and what the language servers say of that.
    async fn prepare(&mut self, edit: &Edit) -> Result<Event, Error> {
        let mut event = perform::prepare(self.root(), edit);
        if let (Event::Prepared(prepared), Some(servers)) = (&mut event, &mut self.servers)
            && prepared.syntax_errors.is_empty()
        {
            let review = perform::review(servers, &prepared.changes);
            prepared.opinions = until_cancelled(&self.cancel, review).await?;
        }
        Ok(event)
    }

    /// Works out the steps of the task; the model is asked only where its words do not tell.
    async fn plan(
        &mut self,
        state: &State,
        model: &mut Option<Box<dyn Backend>>,
    ) -> Result<Performed, Error> {
        let overview = perform::Overview::read(self.tree(), state).await?;
        if let Some(event) = overview.told() {
            return Ok(Performed { event, episode: None });
        }
        let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
            perform::plan(model, state, &overview, watch).await
        };
        self.ask(state, model, Addressee::First, ask).await
    }

    async fn explore(
        &mut self,
        run: RunId,
        state: &State,
        model: &mut Option<Box<dyn Backend>>,
    ) -> Result<Performed, Error> {
        let view = perform::View::read(self.ledger, run, state, self.tree()).await?;
        let ask = async |model: &mut dyn Backend, watch: &mut Watch<'_>| {
            perform::explore(model, state, &view, watch).await
        };
        let mut performed = self.ask(state, model, Addressee::First, ask).await?;
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
        model: &mut Option<Box<dyn Backend>>,
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
        match self.ask(state, model, Addressee::Second, ask).await {
            Err(Error::Model(error)) => Ok(unescalated(told(&error))),
            other => other,
        }
    }

    /// Asks a model, which is made ready before if it is not; stops as soon as the run is to stop.
    async fn ask(
        &mut self,
        state: &State,
        model: &mut Option<Box<dyn Backend>>,
        to: Addressee,
        ask: impl AsyncFnOnce(&mut dyn Backend, &mut Watch<'_>) -> Result<Performed, Error>,
    ) -> Result<Performed, Error> {
        let cancel = self.cancel.clone();
        let mut servers = self.servers.take();
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
        let paths = perform::stale(self.root(), state.red.as_ref()?);
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

    async fn check(&mut self, run: RunId, state: &State) -> Result<Event, Error> {
        let line = state.check();
        if line.is_empty() {
            return Ok(perform::no_check());
        }
        let judged = match state.phase {
            Phase::Verify { .. } => self.ledger.last_applied(run)?,
            _ => Vec::new(),
        };
        let judged: Vec<Change> = judged.into_iter().map(|row| row.change).collect();
        (self.watch)(Progress::CheckStarted { command: line.to_owned() });
        let limit = self.limits.check;
        let (event, elapsed) = perform::check(self.root(), line, limit, &judged, &self.cancel).await?;
        if let Event::Checked { report, .. } = &event {
            (self.watch)(Progress::CheckEnded {
                passed: report.is_success(),
                summary: report.summary.clone(),
                elapsed_ms: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
            });
        }
        Ok(event)
    }

    /// Takes an event in and commits everything that follows from it in one transaction.
    fn commit(
        &mut self,
        run: RunId,
        seq: Seq,
        state: State,
        performed: Performed,
    ) -> Result<(State, Seq), Error> {
        let Performed { event, mut episode } = performed;
        let name = event.name();
        let node = state.node();
        let (state, effects) = step(state, event);
        let mut records = Records::default();
        for effect in effects {
            self.collect(run, effect, &mut records, episode.as_mut())?;
        }
        let gates = gate(&state.job.check, &mut records, self.ledger.next(run)?);
        let encoded = encode(&state)?;
        let intent = intent(&state);
        let ended = ending(&state, &records.told);
        let committed = self.ledger.commit(
            run,
            seq,
            &Step {
                intent: intent.as_deref(),
                source: episode.as_ref().map_or(Source::Latest, Source::New),
                node: Some(node),
                evidence: &records.evidence,
                edits: &records.edits,
                plan: &records.plan,
                gates: &gates,
                samples: &records.samples,
                ended,
                ..Step::new((self.clock)(), name, &encoded)
            },
        )?;
        for (id, evidence) in committed.evidence.into_iter().zip(records.evidence) {
            let NewEvidence { kind, origin, status, subject, summary, content: _ } = evidence;
            (self.watch)(Progress::Evidence { id, kind, origin, status, subject, summary });
        }
        for told in records.told {
            (self.watch)(told);
        }
        Ok((state, committed.seq))
    }

    fn collect(
        &self,
        run: RunId,
        effect: Effect,
        records: &mut Records,
        episode: Option<&mut NewEpisode>,
    ) -> Result<(), Error> {
        match effect {
            Effect::Record(evidence) => records.evidence.push(evidence),
            Effect::Tell(progress) => records.told.push(progress),
            Effect::Plan(change) => records.plan.push(change),
            Effect::Gate(verdict) => records.gate = Some((verdict, records.evidence.len().saturating_sub(1))),
            Effect::Sample(sample) => records.samples.push(sample),
            Effect::Understood { action, repairs } => {
                if let Some(episode) = episode {
                    episode.action = action;
                    episode.repairs = repairs;
                }
            }
            Effect::Apply { changes, reason } => {
                let edit = |change| NewEdit { change, purpose: Purpose::Apply, reason: reason.clone() };
                records.edits.extend(changes.into_iter().map(edit));
            }
            Effect::TakeBack { back, touched, reason } => {
                let last: Vec<Change> = match back {
                    Back::Last => self.ledger.last_applied(run)?.into_iter().map(|row| row.change).collect(),
                    Back::Green => self.ledger.since_green(run)?,
                };
                // What a check or somebody else made of the files since is left alone.
                let touched = match back {
                    Back::Last => touched,
                    Back::Green => perform::touched(self.root(), &last)?.changes,
                };
                let edit = |change| NewEdit { change, purpose: Purpose::Revert, reason: reason.clone() };
                let back = kinglet_edit::revert(&last);
                let back = back.into_iter().filter_map(|back| perform::around(back, &touched));
                records.edits.extend(back.map(edit));
            }
        }
        Ok(())
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

/// What is done about the effect that was announced when the run stopped.
fn aftermath(state: &State) -> Aftermath {
    match state.action() {
        Some(
            Action::Check
            | Action::Doubt(_)
            | Action::Ask(_)
            | Action::Plan
            | Action::Propose
            | Action::Approve(_)
            | Action::Explore
            | Action::Look(_)
            | Action::Choose
            | Action::Value(_),
        ) => Aftermath::Repeated,
        Some(Action::Write) => Aftermath::Reconciled,
        Some(Action::Survey | Action::Open | Action::Prepare(_) | Action::Calls(_) | Action::Refactor(_))
        | None => Aftermath::Nothing,
    }
}

/// The check of a step, as the ledger keeps it; what the plan's changes rest on is its evidence.
fn gate(command: &str, records: &mut Records, next: Next) -> Vec<NewGate> {
    // Where no check judges, what was done to the files is all that is known.
    let seen = || records.evidence.iter().position(NewEvidence::is_observed);
    let Some(at) = records.gate.map(|(_, at)| at).or_else(seen) else { return Vec::new() };
    let evidence = EvidenceId(next.evidence.0.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)));
    for change in &mut records.plan {
        if let PlanChange::Close { change: NodeChange::Resolved, cites, .. } = change
            && (records.gate.is_some() || cites.is_empty())
        {
            cites.push(evidence);
        }
    }
    let gate = records.gate.map(|(verdict, _)| NewGate { command: command.to_owned(), verdict, evidence });
    gate.into_iter().collect()
}

fn encode(state: &State) -> Result<String, Error> {
    serde_json::to_string(state).map_err(Error::Encode)
}

/// The effect that follows, as the ledger announces it: its name; what it works on stands in the state.
fn intent(state: &State) -> Option<String> {
    let name = match state.action()? {
        Action::Check => "check",
        Action::Survey => "survey",
        Action::Doubt(_) => "doubt",
        Action::Ask(_) => "ask",
        Action::Plan => "plan",
        Action::Propose => "propose",
        Action::Approve(_) => "approve",
        Action::Open => "open",
        Action::Explore => "explore",
        Action::Look(_) => "look",
        Action::Choose => "choose",
        Action::Calls(_) => "calls",
        Action::Value(_) => "value",
        Action::Refactor(_) => "refactor",
        Action::Prepare(_) => "prepare",
        Action::Write => "write",
    };
    Some(format!("{{\"action\":\"{name}\"}}"))
}

/// How the run ended, if this step ended it.
fn ending<'t>(state: &State, told: &'t [Progress]) -> Option<Ending<'t>> {
    let Phase::Finished { outcome } = &state.phase else { return None };
    let summary = told.iter().find_map(|progress| match progress {
        Progress::RunEnded { summary, .. } => Some(summary.as_str()),
        _ => None,
    });
    Some(Ending { outcome: outcome.name(), summary: summary.unwrap_or_default() })
}
