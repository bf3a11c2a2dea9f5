//! Asks the model what to look at, or what to make of what was seen; and looks.

use std::path::{Path, PathBuf};
use std::time::Instant;

use kinglet_dialect::{Begun, Ended, Existing, Heard, Judge, decision, read_action, tools};
use kinglet_domain::action::{Action as Decision, ActionName, Allowed, Verdict};
use kinglet_domain::context::Candidate;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, RunId};
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::profile::Asking;
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{Curated, Ledger, NewEpisode, NodeChange, NodeId, NodeRow, Request, Shown};
use kinglet_loom::look::{self, Look};
use kinglet_loom::{Query, Repository};
use kinglet_model::{Backend, Constraint, Flow, Identity, Message, Prefill, Request as Ask, Role};
use kinglet_prompt::explorer::{self, Claim, Piece, Standing};
use kinglet_prompt::{Part, Section};

use super::ask::{CAREFUL_WINDOW, TEMPLATE, count, unaskable, written};
use super::patiently::patiently;
use super::{Performed, Watch, aside};
use crate::error::Error;
use crate::event::{Event, Explored, Looked};
use crate::explore::Cited;
use crate::state::State;

/// Which of a server's caches keeps what this role reads.
const SLOT: u32 = 1;
/// The most tokens of evidence in a question.
const EVIDENCE: Tokens = Tokens(1400);
/// The longest decision.
const LONGEST: Tokens = Tokens(400);
/// The longest that the model may think before it decides, in bytes.
const MOST_THOUGHT: usize = 1200;
/// The temperature of a first try, and of one after a refusal.
const TEMPERATURES: [f32; 2] = [0.2, 0.6];

/// What the ledger tells for one question, and where the files are.
pub(crate) struct View<'run> {
    nodes: Vec<NodeRow>,
    curated: Curated,
    root: &'run Path,
}

impl<'run> View<'run> {
    /// Reads what matters for the claim that is looked into.
    pub(crate) fn read(ledger: &Ledger, run: RunId, state: &State, root: &'run Path) -> Result<Self, Error> {
        let node = Some(state.node());
        let best = state.red.as_ref().and_then(|red| red.candidates.first());
        let subject = best.map(|candidate| candidate.path.as_str());
        let request = Request { node, subject, budget: EVIDENCE };
        Ok(Self { nodes: ledger.nodes(run)?, curated: ledger.curate(run, &request)?, root })
    }

    fn title(&self, node: NodeId) -> &str {
        self.nodes.iter().find(|known| known.id == node).map_or("", |node| node.title.as_str())
    }

    /// The question in parts.
    fn sections(&self, state: &State, allowed: &Allowed) -> Vec<Section> {
        let current = state.node();
        let candidates = state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let notes: Vec<_> = candidates.iter().map(Candidate::note).collect();
        explorer::sections(&explorer::Question {
            task: &state.job.task,
            check: &state.job.check,
            said: state.red.as_ref().map_or("", |red| &red.report.summary),
            plan: &self.claims(current),
            evidence: &self.pieces(),
            candidates: &notes,
            allowed,
            question: &format!("Is it so that {}?", self.title(current)),
            refused: state.investigation.refused.as_deref(),
        })
    }

    /// The claims with their depth, each before those beneath it.
    fn claims(&self, current: NodeId) -> Vec<Claim<'_>> {
        let depth = |node: &NodeRow| {
            let mut depth = 0;
            let mut above = node.parent;
            // A parent's number is smaller than its child's: this ends.
            while let Some(parent) = above.and_then(|id| self.nodes.iter().find(|node| node.id == id)) {
                depth += 1;
                above = parent.parent;
            }
            depth
        };
        let standing = |node: &NodeRow| match node.status {
            _ if node.id == current => Standing::Current,
            NodeChange::Resolved => Standing::Settled(Verdict::Holds),
            NodeChange::Refuted => Standing::Settled(Verdict::Refuted),
            NodeChange::Abandoned => Standing::GivenUp,
            NodeChange::Spawned | NodeChange::Reopened => Standing::Open,
        };
        let below = self.nodes.iter().filter(|node| node.parent.is_some());
        below
            .map(|node| Claim { depth: depth(node) - 1, standing: standing(node), text: &node.title })
            .collect()
    }

    /// What the reply is made to look like: an action about what exists.
    fn form(&self, allowed: &Allowed, identity: &Identity) -> Result<Option<Form>, Error> {
        if identity.constraint == Constraint::None {
            return Ok(None);
        }
        let listed = kinglet_loom::list(self.root)?;
        let evidence: Vec<EvidenceId> = self.curated.picks.iter().map(|pick| pick.id).collect();
        let existing = Existing { paths: listed.paths(), symbols: &[], evidence: &evidence };
        let begun = match identity.prefill {
            Prefill::Continued => Begun::Beginning,
            Prefill::Ignored => Begun::Nothing,
        };
        Ok(Some(decision(allowed, &existing, begun)))
    }

    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces: Vec<Piece<'_>> = (0..)
            .zip(&self.curated.picks)
            .map(|(rank, pick)| {
                let evidence = &pick.row.evidence;
                Piece {
                    id: pick.id,
                    kind: evidence.kind,
                    is_said: evidence.origin == Origin::Model,
                    reason: &pick.reason,
                    subject: &evidence.subject,
                    summary: &evidence.summary,
                    content: (pick.shown == Shown::Whole).then_some(evidence.content.as_str()),
                    is_stale: pick.shown == Shown::Stale,
                    // They come best first.
                    worth: 500 - rank,
                }
            })
            .collect();
        pieces.sort_by_key(|piece| piece.id);
        pieces
    }
}

/// Asks for the next decision.
pub(crate) async fn explore(
    model: &mut dyn Backend,
    state: &State,
    view: &View<'_>,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let current = state.node();
    let title = view.title(current);
    let allowed = Allowed::explorer();
    let is_blank = view.curated.picks.is_empty();
    let allowed = if is_blank { allowed.without(ActionName::Resolve) } else { allowed };
    let turn = state.investigation.turns;
    let [first, again] = TEMPERATURES;
    let temperature = if state.investigation.refused.is_some() { again } else { first };
    let asking = state.profile.decisions;
    let form = if asking == Asking::Imposed { view.form(&allowed, model.identity())? } else { None };
    let claim = title.to_owned();
    watch(Progress::Exploring { turn: turn.saturating_add(1), claim, constrained: form.is_some() });
    let wanted = Wanted {
        sections: view.sections(state, &allowed),
        allowed: &allowed,
        asking,
        form,
        sampling: Sampling { temperature, top_p: 0.95, seed: turn.saturating_add(1) },
        about: format!("{current}: {title}"),
    };
    decide(model, wanted, watch).await
}

/// A decision that is wanted.
pub(crate) struct Wanted<'a> {
    /// The question in parts.
    pub(crate) sections: Vec<Section>,
    /// What may be decided.
    pub(crate) allowed: &'a Allowed,
    /// How the reply comes to its form.
    pub(crate) asking: Asking,
    /// What is imposed, beyond the reply's beginning.
    pub(crate) form: Option<Form>,
    /// How it samples.
    pub(crate) sampling: Sampling,
    /// What it is about, for the ledger.
    pub(crate) about: String,
}

/// Asks for a decision, whichever run it is of.
pub(crate) async fn decide(
    model: &mut dyn Backend,
    wanted: Wanted<'_>,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let Wanted { sections, allowed, asking, form, sampling, about } = wanted;
    let continues = asking == Asking::Imposed && model.identity().prefill == Prefill::Continued;
    let prefill = if continues { explorer::frame().to_owned() } else { String::new() };
    let role = Part {
        name: "role".to_owned(),
        text: explorer::role().to_owned(),
        tokens: count(model, explorer::role(), watch).await?,
    };
    let taken = role.tokens.0 + LONGEST.0 + TEMPLATE.0;
    let window = model.identity().window.unwrap_or(CAREFUL_WINDOW);
    let mut counted = Vec::new();
    for section in sections {
        let size = count(model, &section.text, watch).await?;
        counted.push((section, size));
    }
    let fitted = match kinglet_prompt::fit(counted, Tokens(window.0.saturating_sub(taken))) {
        Ok(fitted) => fitted,
        Err(error) => return Ok(unaskable(error.to_string())),
    };
    let request = Ask {
        messages: vec![
            Message { role: Role::System, content: explorer::role().to_owned() },
            Message { role: Role::User, content: fitted.text() },
        ],
        prefill,
        form,
        tools: if asking == Asking::Tools { tools(allowed) } else { Vec::new() },
        stop: Vec::new(),
        limit: LONGEST,
        sampling,
        slot: SLOT,
    };
    let begun = Instant::now();
    let asking = patiently(model, watch, async |model, watch| once(model, &request, allowed, watch).await);
    let reply = match asking.await {
        Err(error) if error.is_too_long() => return Ok(unaskable(error.to_string())),
        other => other?,
    };
    let whole = format!("{}{}", request.prefill, reply.text);
    let decision = match read_action(&whole, Ended::ByItself, allowed) {
        _ if reply.finish == Finish::Length => {
            Err("the reply was cut off at the token limit; answer with one action on one line".to_owned())
        }
        Ok(reading) => Ok((reading.action, reading.repairs)),
        Err(error) => Err(error.to_string()),
    };
    let episode = NewEpisode {
        model: model.identity().model.clone(),
        backend: model.identity().backend.clone(),
        role: "explorer".to_owned(),
        about,
        sections: written(role, fitted.parts, &request.prefill),
        reply: reply.text,
        action: None,
        repairs: Vec::new(),
        finish: reply.finish,
        sampling,
        usage: reply.usage,
        wall: begun.elapsed(),
    };
    let event = Event::Explored(Explored { decision, cited: Cited::default() });
    Ok(Performed { event, episode: Some(episode) })
}

/// Streams a reply until an action can be read, or none is to be expected.
async fn once(
    model: &mut dyn Backend,
    request: &Ask,
    allowed: &Allowed,
    watch: &mut Watch<'_>,
) -> Result<kinglet_model::Reply, kinglet_model::Error> {
    let mut judge = Judge::new(allowed.clone(), &request.prefill, MOST_THOUGHT);
    let mut heard = Heard::More;
    let mut sink = |text: &str| {
        watch(Progress::Token { text: text.to_owned() });
        heard = judge.hear(text);
        if heard == Heard::More { Flow::Continue } else { Flow::Stop }
    };
    let mut reply = model.generate(request, &mut sink).await?;
    if matches!(heard, Heard::Repeats | Heard::ThoughtTooLong) {
        reply.finish = Finish::Length;
    }
    Ok(reply)
}

/// What the ledger knows of what a decision cites.
pub(crate) fn cited(ledger: &Ledger, run: RunId, decision: &Decision) -> Result<Cited, Error> {
    let mut known = Cited::default();
    let Decision::Resolve { cites, .. } = decision else { return Ok(known) };
    for id in cites {
        match ledger.piece(run, *id)? {
            Some(row) => {
                known.is_observed |= row.evidence.is_observed();
                known.subjects.extend(names(&row.evidence));
            }
            None => known.absent.push(*id),
        }
    }
    Ok(known)
}

/// What a piece of evidence is about: paths, and the names that its summary quotes.
fn names(evidence: &NewEvidence) -> Vec<String> {
    let quoted = evidence.summary.split('`').skip(1).step_by(2).map(str::to_owned);
    std::iter::once(evidence.subject.clone()).chain(quoted).collect()
}

/// Looks at what the model wants to see.
pub(crate) async fn look(root: PathBuf, state: &State, decision: Decision) -> Result<Event, Error> {
    let report = state.red.as_ref().map(|red| red.report.clone());
    let task = state.job.task.clone();
    let (kind, look) = aside(move || seen(&root, &task, report.as_ref(), &decision)).await?;
    Ok(Event::Looked(Looked { kind, look }))
}

fn seen(
    root: &Path,
    task: &str,
    report: Option<&kinglet_domain::check::Report>,
    decision: &Decision,
) -> Result<(Kind, Look), Error> {
    Ok(match decision {
        Decision::Read { path, part } => (Kind::FileRead, look::read(root, path, part)),
        Decision::Search { pattern, path } => (Kind::ShellOutput, look::search(root, pattern, path.as_ref())),
        Decision::Symbol { name } => {
            let Some(report) = report else { return Err(Error::Cancelled) };
            let repository = Repository::read(root, Query { task, report })?;
            (Kind::SymbolLookup, look::symbol(&repository, name))
        }
        // The other decisions look at nothing.
        Decision::RecordEvidence { .. }
        | Decision::SpawnChild { .. }
        | Decision::Resolve { .. }
        | Decision::Plan { .. }
        | Decision::Edit { .. } => return Err(Error::Cancelled),
    })
}
