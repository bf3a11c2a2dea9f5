//! The investigation: claims are looked into one at a time, depth first, and settled by evidence. Pure.

use kinglet_dialect::render_action;
use kinglet_domain::action::{Action as Decision, ActionName, BEGINNING, Verdict};
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, Status};
use kinglet_ledger::{Excerpt, NodeChange, NodeId, NodeKind, PlanChange};
use serde::{Deserialize, Serialize};

use crate::account;
use crate::effect::Effect;
use crate::event::{Explored, Looked};
use crate::plan;
use crate::state::{Outcome, Phase};
use crate::step::{TOO_LONG, Transition};

/// The most questions of all investigations of a run.
const TURNS: u32 = 24;
/// So many refusals in a row show that this model does not get on.
const REFUSALS: u32 = 4;
/// The most claims that may lie within each other.
const DEPTH: usize = 5;
/// What the first claim is about.
const FIRST: &str = "the code shows where the fault is, and why";

/// When a run looks into the code by the model's choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explore {
    /// Never.
    Off,
    /// Where neither the failure nor the task leads to any code.
    #[default]
    Auto,
    /// Before anything is changed, and again when the edits that followed did not help.
    Always,
}

/// Where the investigation stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Investigation {
    /// The nodes of the claims, from the first to the one in question; empty while nothing is looked into.
    pub way: Vec<u32>,
    /// How many questions were asked so far.
    pub turns: u32,
    /// What was looked at since the first claim was opened, as the model would say it.
    pub looked: Vec<String>,
    /// Why the last reply was refused, if it was.
    pub refused: Option<String>,
    /// How many were refused in a row.
    pub refusals: u32,
    /// What the evidence is about that settled the first claim.
    pub found: Vec<String>,
    /// What the last question showed of the evidence.
    #[serde(default)]
    pub shown: Vec<Excerpt>,
    /// How many questions about edits had been asked when it was settled.
    pub settled_at: u32,
}

impl Transition {
    /// Opens the first claim, or opens it again; goes on without if the questions are used up.
    pub(crate) fn explore(&mut self, reason: &str) {
        let first = match self.state.plan.claim() {
            Some(first) => {
                self.effects.push(Effect::Plan(plan::close(first, NodeChange::Reopened, reason)));
                first
            }
            None => self.claim(plan::ROOT, FIRST, reason),
        };
        let investigation = &mut self.state.investigation;
        investigation.way = vec![first.0];
        investigation.looked.clear();
        self.state.phase = Phase::Explore { chosen: None };
    }

    /// Whether an investigation may begin, or begin again.
    pub(crate) fn may_explore(&self) -> bool {
        self.state.job.explore != Explore::Off && self.state.investigation.turns < TURNS
    }

    /// Adds a claim beneath a node.
    fn claim(&mut self, parent: NodeId, title: &str, reason: &str) -> NodeId {
        let node = self.state.plan.spawn();
        let (title, reason) = (title.to_owned(), reason.to_owned());
        let kind = NodeKind::Hypothesis;
        self.effects.push(Effect::Plan(PlanChange::Spawn { parent: Some(parent), kind, title, reason }));
        node
    }

    /// The model named an action. Why the last reply was refused still stands in the next question, which differs from
    /// this one at its end alone.
    pub(crate) fn chosen(&mut self, name: ActionName) {
        let action = Some(format!("{BEGINNING}{name}\"}}"));
        self.effects.push(Effect::Understood { action, repairs: Vec::new() });
        self.state.phase = Phase::Explore { chosen: Some(name) };
    }

    /// The model answered what is to be done next.
    pub(crate) fn explored(&mut self, explored: Explored) {
        self.state.investigation.turns += 1;
        self.state.investigation.refused = None;
        self.state.investigation.shown = explored.shown;
        match explored.decision {
            Err(reason) => {
                self.effects.push(Effect::Understood { action: None, repairs: Vec::new() });
                self.refuse_decision("dialect/parse_error", reason);
            }
            Ok((decision, repairs)) => {
                let action = Some(render_action(&decision));
                self.effects.push(Effect::Understood { action, repairs });
                self.decided(decision, &explored.cited);
            }
        }
    }

    /// The question did not fit the model's window, and would not next time.
    pub(crate) fn unexplorable(&mut self, reason: String) {
        self.state.investigation.turns += 1;
        self.record((Kind::Diagnostic, Status::Failed), TOO_LONG, account::first_line(&reason), &reason);
        self.tell(Progress::Refused { reason });
        self.give_claims_up("the questions are too long for the model's window");
    }

    fn decided(&mut self, decision: Decision, cited: &Cited) {
        match decision {
            Decision::Read { .. } | Decision::Search { .. } | Decision::Symbol { .. } => self.look(decision),
            Decision::RecordEvidence { kind, subject, summary, content } => {
                let is_free = kind == Kind::Decision || self.state.job.is_scripted;
                if !is_free {
                    let reason = format!(
                        "a {kind} is observed by kinglet, not told: look at the code with read, search or symbol, \
                         and cite what you see; you may record a decision"
                    );
                    return self.refuse_decision("evidence/forged", reason);
                }
                let (origin, status) = (Origin::Model, Status::Neutral);
                self.effects.push(Effect::Record(NewEvidence {
                    kind,
                    origin,
                    status,
                    subject,
                    summary,
                    content,
                }));
                self.go_on_exploring();
            }
            Decision::SpawnChild { hypothesis } => self.spawn_child(&hypothesis),
            Decision::Resolve { verdict, cites, summary } => self.resolve(verdict, cites, &summary, cited),
            Decision::Plan { .. } | Decision::Edit { .. } => {
                let reason =
                    "an investigation neither plans nor edits; look at the code, or settle the claim";
                self.refuse_decision("explore/not_allowed", reason.to_owned());
            }
        }
    }

    fn look(&mut self, decision: Decision) {
        let said = render_action(&decision);
        if self.state.investigation.looked.contains(&said) {
            let reason = "you have looked at this already, it is in the evidence; cite it, or look elsewhere";
            return self.refuse_decision("explore/repeated", reason.to_owned());
        }
        self.state.investigation.looked.push(said);
        self.state.phase = Phase::Look { decision };
    }

    fn spawn_child(&mut self, hypothesis: &str) {
        let way = &self.state.investigation.way;
        if way.len() >= DEPTH {
            let reason =
                format!("no more than {DEPTH} claims may lie within each other; settle this one first");
            return self.refuse_decision("explore/too_deep", reason);
        }
        let parent = way.last().map_or(plan::ROOT, |node| NodeId(*node));
        let node = self.claim(parent, hypothesis, "the Explorer wants to look into it first");
        self.state.investigation.way.push(node.0);
        self.go_on_exploring();
    }

    fn resolve(&mut self, verdict: Verdict, cites: Vec<EvidenceId>, summary: &str, known: &Cited) {
        if let Some(absent) = known.absent.first() {
            let reason = format!("there is no {absent}; cite ids that stand in the evidence");
            return self.refuse_decision("citation/absent", reason);
        }
        if !known.is_observed {
            let reason =
                "nothing that you cite was observed by kinglet; cite at least one thing that you looked at";
            return self.refuse_decision("citation/unobserved", reason.to_owned());
        }
        let Some(node) = self.state.investigation.way.pop() else { return };
        let change = match verdict {
            Verdict::Holds => NodeChange::Resolved,
            Verdict::Refuted => NodeChange::Refuted,
        };
        let reason = if summary.trim().is_empty() { "(no summary)" } else { summary }.to_owned();
        self.effects.push(Effect::Plan(PlanChange::Close { node: NodeId(node), change, reason, cites }));
        if self.state.investigation.way.is_empty() {
            let attempts = self.state.history.questions();
            let investigation = &mut self.state.investigation;
            investigation.settled_at = attempts;
            investigation.found.clone_from(&known.subjects);
            self.state.phase = Phase::Survey;
        } else {
            self.go_on_exploring();
        }
    }

    /// What was looked at is evidence, also that there was nothing to see.
    pub(crate) fn looked(&mut self, Looked { kind, look }: Looked) {
        self.tell(Progress::Looked { subject: look.subject.clone(), summary: look.summary.clone() });
        // What is about files is found, and grows old, by their paths.
        let subject = if look.paths.is_empty() { look.subject } else { account::list(&look.paths) };
        self.record((kind, look.status), &subject, &look.summary, &look.content);
        self.go_on_exploring();
    }

    fn refuse_decision(&mut self, code: &str, reason: String) {
        self.record((Kind::Diagnostic, Status::Failed), code, account::first_line(&reason), &reason);
        self.tell(Progress::Refused { reason: reason.clone() });
        let investigation = &mut self.state.investigation;
        investigation.refusals += 1;
        investigation.refused = Some(reason);
        if investigation.refusals < REFUSALS {
            return self.ask_on();
        }
        investigation.refusals = 0;
        self.give_claims_up(&format!("{REFUSALS} replies in a row could not be used"));
    }

    /// The last reply was of use.
    fn go_on_exploring(&mut self) {
        self.state.investigation.refusals = 0;
        self.ask_on();
    }

    fn ask_on(&mut self) {
        if self.state.investigation.turns < TURNS {
            self.state.phase = Phase::Explore { chosen: None };
        } else {
            self.give_claims_up(&format!("the limit of questions ({TURNS}) is reached"));
        }
    }

    /// Closes the claims that are looked into, the narrowest first.
    pub(crate) fn abandon_claims(&mut self, reason: &str) {
        while let Some(node) = self.state.investigation.way.pop() {
            self.effects.push(Effect::Plan(plan::close(NodeId(node), NodeChange::Abandoned, reason)));
        }
    }

    /// Goes on with the code that there is, if there is any.
    fn give_claims_up(&mut self, reason: &str) {
        self.abandon_claims(reason);
        self.state.investigation.settled_at = self.state.history.questions();
        if self.state.red.as_ref().is_some_and(|red| !red.candidates.is_empty()) {
            self.ask_next();
        } else {
            let reason = "the investigation found no code that could be changed".to_owned();
            self.finish(Outcome::GaveUp { reason });
        }
    }
}

/// What the ledger knows of what a decision cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// Ids that are not there.
    pub absent: Vec<EvidenceId>,
    /// Whether anything of it was observed by kinglet.
    pub is_observed: bool,
    /// What it is about.
    pub subjects: Vec<String>,
}
