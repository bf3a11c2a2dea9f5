//! Commits what came of an action: all that follows from it in one transaction.

use kinglet_domain::edit::Change;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::evidence::{EvidenceId, NewEvidence, RunId};
use kinglet_ledger::{
    Ending, GateVerdict, NewEdit, NewEpisode, NewGate, NewSample, Next, NodeChange, PlanChange, Purpose, Seq,
    Source, Step,
};

use super::Driver;
use crate::effect::{Back, Effect};
use crate::error::Error;
use crate::perform::{self, Performed};
use crate::state::{Phase, State};
use crate::step::step;

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

impl Driver<'_> {
    /// Takes an event in and commits everything that follows from it in one transaction.
    pub(super) fn commit(
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

pub(super) fn encode(state: &State) -> Result<String, Error> {
    serde_json::to_string(state).map_err(Error::Encode)
}

/// The action that follows, as the ledger announces it.
pub(super) fn intent(state: &State) -> Option<String> {
    state.action().map(|action| format!("{{\"action\":\"{}\"}}", action.name()))
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
