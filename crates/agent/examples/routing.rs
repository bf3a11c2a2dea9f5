//! Compares the two ways to a decision, direct and in two stages, by what a model makes of situations of an investigation.
//!
//! Usage: `routing --endpoint URL [--seeds N] [--show yes]`. Each situation is asked in four ways: both routings, each
//! free and forced (the reply's beginning and a grammar, as far as the server takes them). Prints a JSON object for
//! each way: how many decisions could be used, and how many of them were sensible.
#![expect(clippy::print_stdout, reason = "the figures are what it has to say")]

use std::collections::HashMap;
use std::error::Error;
use std::time::Instant;

use kinglet_dialect::{
    Begun, Choice, Ended, Existing, Heard, Judge, choice, decision, read_action, read_choice, render_action,
};
use kinglet_domain::action::{Action, ActionName, Allowed, BEGINNING, Routing};
use kinglet_domain::event::CandidateNote;
use kinglet_domain::evidence::{EvidenceId, Kind};
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Line, Tokens};
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::{Backend, Flow, Message, Reply, Request, Role, patience};
use kinglet_prompt::explorer::{self, Answer, Claim, Piece, Question, Standing};
use serde::Deserialize;
use serde_json::json;

/// A point of an investigation, and what may sensibly be done there.
#[derive(Deserialize)]
struct Situation {
    task: String,
    check: String,
    said: String,
    paths: Vec<String>,
    #[serde(default)]
    places: Vec<(String, String)>,
    claim: String,
    #[serde(default)]
    evidence: Vec<Seen>,
    /// Words of which one stands in a sensible look: a file, a name.
    look: Vec<String>,
    /// Whether the evidence suffices to settle the claim; then looks are a waste.
    #[serde(default)]
    settled: Option<String>,
    /// The evidence that settles it.
    #[serde(default)]
    cites: Vec<u32>,
}

#[derive(Deserialize)]
struct Seen {
    kind: Kind,
    subject: String,
    summary: String,
    content: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options: HashMap<&str, &str> = words
        .chunks_exact(2)
        .filter_map(|pair| Some((pair.first()?.as_str(), pair.get(1)?.as_str())))
        .collect();
    let seeds: u32 = options.get("--seeds").copied().unwrap_or("1").parse()?;
    let shows = options.contains_key("--show");
    let mut model = open(options.get("--endpoint").ok_or("name --endpoint URL")?).await?;
    let situations: Vec<Situation> = serde_json::from_str(include_str!("routing.json"))?;
    let mut counts: HashMap<(bool, bool), (u32, u32, u32, f64)> = HashMap::new();
    for (number, situation) in situations.iter().enumerate() {
        // What has its prompt in common comes together.
        for (staged, forced) in [(false, false), (false, true), (true, false), (true, true)] {
            for seed in 1..=seeds {
                let begun = Instant::now();
                let routing = if staged { Routing::TwoStages } else { Routing::Direct };
                let came = situation.ask(&mut model, routing, forced, seed).await?;
                let count = counts.entry((staged, forced)).or_default();
                count.0 += 1;
                count.1 += u32::from(came.is_ok());
                let is_sensible = came.as_ref().is_ok_and(|action| situation.is_sensible(action));
                count.2 += u32::from(is_sensible);
                count.3 += begun.elapsed().as_secs_f64();
                if shows {
                    let said = came.map_or_else(|error| format!("error: {error}"), |it| render_action(&it));
                    let said = said.lines().next().unwrap_or_default().to_owned();
                    println!(
                        "{}",
                        json!({"situation": number + 1, "staged": staged, "forced": forced, "seed": seed, "sensible": is_sensible, "said": said})
                    );
                }
            }
        }
    }
    for (staged, forced) in [(false, false), (false, true), (true, false), (true, true)] {
        let (asked, usable, sensible, seconds) = counts.get(&(staged, forced)).copied().unwrap_or_default();
        println!(
            "{}",
            json!({"staged": staged, "forced": forced, "asked": asked, "usable": usable, "sensible": sensible, "seconds": seconds.round()})
        );
    }
    Ok(())
}

async fn open(endpoint: &str) -> Result<OpenAi, Box<dyn Error>> {
    let options =
        Options { endpoint: endpoint.to_owned(), model: None, api_key: None, timers: Timers::default() };
    // The server may still load its model.
    let connect = async |(): &mut ()| OpenAi::connect(options.clone()).await;
    Ok(patience::ask(&mut (), |(), _, _| {}, connect).await?)
}

impl Situation {
    /// The decision, or why there is none.
    async fn ask(
        &self,
        model: &mut OpenAi,
        routing: Routing,
        forced: bool,
        seed: u32,
    ) -> Result<Result<Action, String>, Box<dyn Error>> {
        let allowed = Allowed::explorer();
        let allowed = if self.evidence.is_empty() { allowed.without(ActionName::Resolve) } else { allowed };
        if !routing.asks_for_name(&allowed) {
            return self.decide(model, &allowed, Answer::Action, (forced, seed)).await;
        }
        let form = forced.then(|| choice(&allowed));
        let reply = self.reply(model, (&allowed, Answer::Name), (String::new(), form), seed).await?;
        if reply.finish == Finish::Length {
            return Ok(Err(format!("cut off: {}", reply.text)));
        }
        match read_choice(&reply.text, Ended::ByItself, &allowed) {
            Ok(Choice::Action(reading)) => Ok(Ok(reading.action)),
            Ok(Choice::Name(name)) => {
                let only = Allowed::of(&[name]);
                self.decide(model, &only, Answer::Form(name), (forced, seed)).await
            }
            Err(error) => Ok(Err(format!("{error}: {}", reply.text))),
        }
    }

    async fn decide(
        &self,
        model: &mut OpenAi,
        allowed: &Allowed,
        answer: Answer,
        (forced, seed): (bool, u32),
    ) -> Result<Result<Action, String>, Box<dyn Error>> {
        let paths: Vec<RelPath> =
            self.paths.iter().map(|path| RelPath::parse(path)).collect::<Result<_, _>>()?;
        let evidence: Vec<EvidenceId> = (1..).zip(&self.evidence).map(|(id, _)| EvidenceId(id)).collect();
        let existing = Existing { paths: &paths, symbols: &[], evidence: &evidence };
        let (prefill, form) = if forced {
            (BEGINNING.to_owned(), Some(decision(allowed, &existing, Begun::Beginning)))
        } else {
            (String::new(), None)
        };
        let reply = self.reply(model, (allowed, answer), (prefill.clone(), form), seed).await?;
        let whole = format!("{prefill}{}", reply.text);
        if reply.finish == Finish::Length {
            return Ok(Err(format!("cut off: {whole}")));
        }
        let read = read_action(&whole, Ended::ByItself, allowed);
        Ok(read.map(|reading| reading.action).map_err(|error| format!("{error}: {whole}")))
    }

    async fn reply(
        &self,
        model: &mut OpenAi,
        (allowed, answer): (&Allowed, Answer),
        (prefill, form): (String, Option<Form>),
        seed: u32,
    ) -> Result<Reply, Box<dyn Error>> {
        // What may be named stays the same in both stages.
        let all = Allowed::explorer();
        let all = if self.evidence.is_empty() { all.without(ActionName::Resolve) } else { all };
        let request = Request {
            messages: vec![
                Message { role: Role::System, content: explorer::role(answer) },
                Message { role: Role::User, content: self.question(&all, answer)? },
            ],
            prefill: prefill.clone(),
            form,
            tools: Vec::new(),
            stop: Vec::new(),
            limit: Tokens(200),
            sampling: Sampling { temperature: 0.2, top_p: 0.95, seed },
            slot: 0,
        };
        let mut judge = if answer == Answer::Name {
            Judge::of_choice(all, &prefill, 1200)
        } else {
            Judge::new(allowed.clone(), &prefill, 1200)
        };
        let mut heard = Heard::More;
        let mut sink = |text: &str| {
            heard = judge.hear(text);
            if heard == Heard::More { Flow::Continue } else { Flow::Stop }
        };
        let mut reply = model.generate(&request, &mut sink).await?;
        if matches!(heard, Heard::Repeats | Heard::ThoughtTooLong) {
            reply.finish = Finish::Length;
        }
        Ok(reply)
    }

    fn question(&self, allowed: &Allowed, answer: Answer) -> Result<String, Box<dyn Error>> {
        let note = |(symbol, path): &(String, String)| {
            let path = RelPath::parse(path)?;
            Ok(CandidateNote {
                path,
                symbol: symbol.clone(),
                line: Line::FIRST,
                score: 10,
                reasons: Vec::new(),
            })
        };
        let candidates: Vec<CandidateNote> =
            self.places.iter().map(note).collect::<Result<_, Box<dyn Error>>>()?;
        let piece = |(id, seen): (u32, &'_ Seen)| (EvidenceId(id), seen.kind, seen.summary.clone());
        let known: Vec<_> = (1..).zip(&self.evidence).map(piece).collect();
        let pieces: Vec<Piece<'_>> = known
            .iter()
            .zip(&self.evidence)
            .map(|((id, kind, summary), seen)| Piece {
                id: *id,
                kind: *kind,
                is_said: false,
                reason: "",
                subject: &seen.subject,
                summary,
                content: Some(&seen.content).filter(|content| !content.is_empty()).map(String::as_str),
                is_stale: false,
                worth: 1,
            })
            .collect();
        let sections = explorer::sections(&Question {
            task: &self.task,
            check: &self.check,
            said: &self.said,
            plan: &[Claim { depth: 0, standing: Standing::Current, text: &self.claim }],
            evidence: &pieces,
            candidates: &candidates,
            allowed,
            answer,
            question: &format!("Is it so that {}?", self.claim),
            refused: None,
        });
        Ok(sections.into_iter().map(|section| section.text).collect())
    }

    /// Whether somebody who knows the fault could do this here: settle what is settled, by what settles it; look where
    /// there is something to see that was not seen.
    fn is_sensible(&self, action: &Action) -> bool {
        let names = |text: &str| self.look.iter().any(|word| text.contains(word.as_str()));
        match action {
            Action::Resolve { verdict, cites, .. } => {
                self.settled.as_deref() == Some(verdict.to_string().as_str())
                    && cites.iter().any(|id| self.cites.contains(&id.0))
            }
            Action::Read { path, .. } => self.settled.is_none() && names(path.as_str()),
            Action::Search { pattern, .. } => self.settled.is_none() && names(pattern),
            Action::Symbol { name } => self.settled.is_none() && names(name),
            Action::SpawnChild { hypothesis } => self.settled.is_none() && *hypothesis != self.claim,
            Action::RecordEvidence { .. } | Action::Plan { .. } | Action::Edit { .. } => false,
        }
    }
}
