//! Asks the model what to look at, or what to make of what was seen; and looks.

use std::time::Instant;

use kinglet_dialect::{
    ActionReading, Begun, Choice, Ended, Existing, Heard, Judge, choice, decision, read_action,
    read_begun_plan, read_choice, tools,
};
use kinglet_domain::action::{Action as Decision, ActionName, Allowed, Verdict};
use kinglet_domain::context::Candidate;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, RunId};
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::profile::Asking;
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{Curated, Excerpt, Ledger, NodeChange, NodeId, NodeRow, Request, Shown};
use kinglet_loom::look::{self, Look};
use kinglet_loom::retrieve::{Leads, leads};
use kinglet_model::{Backend, Constraint, Flow, Identity, Prefill, Request as Ask};
use kinglet_prompt::Section;
use kinglet_prompt::explorer::{self, Answer, Claim, Piece, Standing};

use super::exchange::{Counted, Put, counted, messages, unaskable, written};
use super::patiently::patiently;
use super::{Performed, Tree, Watch, aside};
use crate::error::Error;
use crate::event::{Event, Explored, Looked};
use crate::explore::Cited;
use crate::state::{Phase, State};

/// Which of a server's caches keeps what this role reads.
const SLOT: u32 = 1;
/// The most tokens of evidence in a question.
const EVIDENCE: Tokens = Tokens(1800);
/// The longest decision.
const LONGEST: Tokens = Tokens(400);
/// The longest that the model may think before it decides, in bytes.
const MOST_THOUGHT: usize = 1200;
/// The temperature of a first try, and of one after a refusal.
const TEMPERATURES: [f32; 2] = [0.2, 0.6];

/// What the ledger and the index tell for one question.
pub(crate) struct View {
    nodes: Vec<NodeRow>,
    curated: Curated,
    leads: Leads,
}

impl View {
    /// Reads what matters for the claim that is looked into.
    pub(crate) async fn read(ledger: &Ledger, run: RunId, state: &State, tree: Tree) -> Result<Self, Error> {
        let node = Some(state.node());
        let best = state.red.as_ref().and_then(|red| red.candidates.first());
        let subject = best.map(|candidate| candidate.path.as_str());
        let before = Some(state.investigation.shown.as_slice());
        let request = Request { node, subject, budget: EVIDENCE, before };
        let (nodes, curated) = (ledger.nodes(run)?, ledger.curate(run, &request)?);
        let task = state.job.task.clone();
        let seen: Vec<String> = curated.picks.iter().map(|pick| pick.row.evidence.content.clone()).collect();
        let seen = seen.join("\n");
        let leads = aside(move || Ok(tree.shelf.ask(tree.now, |index| leads(index, &task, &seen))?)).await?;
        Ok(Self { nodes, curated, leads })
    }

    /// What a question of it shows of the evidence.
    pub(crate) fn shown(&self) -> Vec<Excerpt> {
        self.curated.excerpts()
    }

    fn title(&self, node: NodeId) -> &str {
        self.nodes.iter().find(|known| known.id == node).map_or("", |node| node.title.as_str())
    }

    /// The question in parts.
    fn sections(&self, state: &State, answer: Answer, offered: &Allowed) -> Vec<Section> {
        let current = state.node();
        let candidates = state.red.as_ref().map_or(&[][..], |red| &red.candidates);
        let mut notes: Vec<_> = candidates.iter().map(Candidate::note).collect();
        if notes.is_empty() {
            notes.clone_from(&self.leads.places);
        }
        explorer::sections(&explorer::Question {
            task: &state.job.task,
            check: &state.job.check,
            said: state.red.as_ref().map_or("", |red| &red.report.summary),
            plan: &self.claims(current),
            evidence: &self.pieces(),
            candidates: &notes,
            allowed: offered,
            answer,
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

    /// What the reply is made to look like: a name, or an action about what exists.
    fn form(&self, answer: Answer, allowed: &Allowed, identity: &Identity) -> Option<Form> {
        if identity.constraint == Constraint::None {
            return None;
        }
        if answer == Answer::Name {
            return Some(choice(allowed));
        }
        let evidence: Vec<EvidenceId> = self.curated.picks.iter().map(|pick| pick.id).collect();
        let existing =
            Existing { paths: &self.leads.paths, symbols: &self.leads.symbols, evidence: &evidence };
        Some(form(identity, allowed, &existing))
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

/// Asks for the next decision, or for its name.
pub(crate) async fn explore(
    model: &mut dyn Backend,
    state: &State,
    view: &View,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let current = state.node();
    let title = view.title(current);
    let offered = Allowed::explorer();
    let is_blank = view.curated.picks.is_empty();
    let offered = if is_blank { offered.without(ActionName::Resolve) } else { offered };
    let (answer, allowed) = match state.phase {
        Phase::Explore { chosen: Some(name) } => (Answer::Form(name), Allowed::of(&[name])),
        _ if state.profile.routing.asks_for_name(&offered) => (Answer::Name, offered.clone()),
        _ => (Answer::Action, offered.clone()),
    };
    let turn = state.investigation.turns;
    let [first, again] = TEMPERATURES;
    let temperature = if state.investigation.refused.is_some() { again } else { first };
    let asking = state.profile.decisions;
    let form = if asking == Asking::Imposed { view.form(answer, &allowed, model.identity()) } else { None };
    watch(Progress::Exploring {
        turn: turn.saturating_add(1),
        claim: title.to_owned(),
        chosen: match answer {
            Answer::Form(name) => Some(name),
            Answer::Action | Answer::Name => None,
        },
        constrained: form.is_some(),
    });
    let wanted = Wanted {
        name: "explorer",
        role: explorer::role(answer),
        sections: view.sections(state, answer, &offered),
        allowed: &allowed,
        answer,
        asking,
        form,
        sampling: Sampling { temperature, top_p: 0.95, seed: turn.saturating_add(1) },
        about: format!("{current}: {title}"),
    };
    decide(model, wanted, watch).await
}

/// What a decision is made to look like: one about what exists.
pub(crate) fn form(identity: &Identity, allowed: &Allowed, existing: &Existing<'_>) -> Form {
    let begun = match identity.prefill {
        Prefill::Continued => Begun::Beginning,
        Prefill::Ignored => Begun::Nothing,
    };
    decision(allowed, existing, begun)
}

/// A decision that is wanted.
pub(crate) struct Wanted<'a> {
    /// Who decides, for the ledger.
    pub(crate) name: &'static str,
    /// The role: the system message.
    pub(crate) role: String,
    /// The question in parts.
    pub(crate) sections: Vec<Section>,
    /// What may be decided.
    pub(crate) allowed: &'a Allowed,
    /// What is to be answered.
    pub(crate) answer: Answer,
    /// How the reply comes to its form.
    pub(crate) asking: Asking,
    /// What is imposed, beyond the reply's beginning.
    pub(crate) form: Option<Form>,
    /// How it samples.
    pub(crate) sampling: Sampling,
    /// What it is about, for the ledger.
    pub(crate) about: String,
}

impl Wanted<'_> {
    fn judge(&self, begun: &str) -> Judge {
        match self.answer {
            Answer::Name => Judge::of_choice(self.allowed.clone(), begun, MOST_THOUGHT),
            Answer::Action | Answer::Form(_) => Judge::new(self.allowed.clone(), begun, MOST_THOUGHT),
        }
    }

    /// What the model answered.
    fn read(&self, reply: &str, finish: Finish) -> Event {
        let explored =
            |decision| Event::Explored(Explored { decision, cited: Cited::default(), shown: Vec::new() });
        let taken = |reading: ActionReading| explored(Ok((reading.action, reading.repairs)));
        if finish == Finish::Length {
            let begun = read_begun_plan(reply).filter(|_| self.allowed.contains(ActionName::Plan));
            if let Some(reading) = begun {
                return taken(reading);
            }
            let what = if self.answer == Answer::Name { "one word" } else { "one action on one line" };
            return explored(Err(format!("the reply was cut off at the token limit; answer with {what}")));
        }
        if self.answer == Answer::Name {
            return match read_choice(reply, Ended::ByItself, self.allowed) {
                Ok(Choice::Name(name)) => Event::Chosen(name),
                Ok(Choice::Action(reading)) => taken(reading),
                Err(error) => explored(Err(error.to_string())),
            };
        }
        let read = read_action(reply, Ended::ByItself, self.allowed);
        read.map_or_else(|error| explored(Err(error.to_string())), taken)
    }
}

/// Asks for a decision, whichever run it is of.
pub(crate) async fn decide(
    model: &mut dyn Backend,
    mut wanted: Wanted<'_>,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let Wanted { allowed, answer, asking, sampling, .. } = wanted;
    let is_name = answer == Answer::Name;
    let continues = asking == Asking::Imposed && model.identity().prefill == Prefill::Continued && !is_name;
    let prefill = if continues { explorer::frame().to_owned() } else { String::new() };
    let sections = std::mem::take(&mut wanted.sections);
    let Counted { role, sections, room } = counted(model, &wanted.role, sections, watch).await?;
    let fitted = match kinglet_prompt::fit(sections, Tokens(room.0.saturating_sub(LONGEST.0))) {
        Ok(fitted) => fitted,
        Err(error) => return Ok(unaskable(error.to_string())),
    };
    let request = Ask {
        messages: messages(&role, &fitted),
        prefill,
        form: wanted.form.take(),
        tools: if asking == Asking::Tools && !is_name { tools(allowed) } else { Vec::new() },
        stop: Vec::new(),
        limit: LONGEST,
        sampling,
        slot: SLOT,
    };
    let (about, sections) = (wanted.about.clone(), written(role, fitted.parts, &request.prefill));
    let put = Put { role: wanted.name, about, sections, sampling, since: Instant::now() };
    let asking = patiently(model, watch, async |model, watch| once(model, &request, &wanted, watch).await);
    let reply = match asking.await {
        Err(error) if error.is_too_long() => return Ok(unaskable(error.to_string())),
        other => other?,
    };
    let whole = format!("{}{}", request.prefill, reply.text);
    let event = wanted.read(&whole, reply.finish);
    let episode = put.answered(model.identity(), &reply);
    Ok(Performed { event, episode: Some(episode) })
}

/// Streams a reply until an action can be read, or none is to be expected.
async fn once(
    model: &mut dyn Backend,
    request: &Ask,
    wanted: &Wanted<'_>,
    watch: &mut Watch<'_>,
) -> Result<kinglet_model::Reply, kinglet_model::Error> {
    let mut judge = wanted.judge(&request.prefill);
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
pub(crate) async fn look(tree: Tree, decision: Decision) -> Result<Event, Error> {
    let (kind, look) = aside(move || seen(&tree, &decision)).await?;
    Ok(Event::Looked(Looked { kind, look }))
}

fn seen(tree: &Tree, decision: &Decision) -> Result<(Kind, Look), Error> {
    let root = tree.root();
    Ok(match decision {
        Decision::Read { path, part } => (Kind::FileRead, look::read(root, path, part)),
        Decision::Search { pattern, path } => (Kind::ShellOutput, look::search(root, pattern, path.as_ref())),
        Decision::Symbol { name } => {
            (Kind::SymbolLookup, tree.shelf.ask(tree.now, |index| look::symbol(index, name))?)
        }
        // The other decisions look at nothing.
        Decision::RecordEvidence { .. }
        | Decision::SpawnChild { .. }
        | Decision::Resolve { .. }
        | Decision::Plan { .. }
        | Decision::Edit { .. } => return Err(Error::Cancelled),
    })
}
