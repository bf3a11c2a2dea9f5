//! Scripts: a recorded model instead of a real one, and how a run becomes one.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::{Models, State, TOO_LONG};
use kinglet_domain::evidence::RunId;
use kinglet_ledger::{EpisodeId, EvidenceRow, Ledger, Query, RunRow};
use kinglet_model::script::{self, End, Header, Line, Script};
use kinglet_model::{Backend, Error};

use crate::exit::{Failure, chain};
use crate::input;
use crate::inspect::name;

/// The most bytes of a script that are read.
const LONGEST: u64 = 64 << 20;

/// Reads a script.
pub(crate) fn read(path: &Path) -> Result<Script, Failure> {
    let wrong =
        |reason: String| Failure::usage(format!("cannot read the script {}: {reason}", path.display()));
    let bytes = input::bytes(input::open(path), LONGEST).map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(wrong(format!("it has more than {LONGEST} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|error| wrong(format!("it is not text ({error})")))?;
    let script = Script::parse(path, &text).map_err(|error| Failure::usage(chain(&error)))?;
    for (name, value) in [("task", &script.header.task), ("check", &script.header.check)] {
        // A plan is carried out without a check, too.
        let may_be_empty = name == "check" && script.header.plan != "off";
        if value.trim().is_empty() && !may_be_empty || value.contains('\0') {
            let line = 1 + text.lines().take_while(|line| line.trim().is_empty()).count();
            let problem = if value.contains('\0') { "has a NUL in it" } else { "is empty" };
            return Err(wrong(format!("in line {line}, `{name}` {problem}")));
        }
    }
    Ok(script)
}

/// The script of a run: every question has one line in it.
pub(crate) fn written_down(ledger: &Ledger, run: &RunRow) -> Result<String, Failure> {
    let state: State = serde_json::from_str(&ledger.cursor(run.id)?.state)
        .with_context(|| format!("{} was recorded by another version of kinglet", run.id))?;
    if state.escalated.asked > 0 {
        let message = format!("{} asked a second model; a script has the words of one model alone", run.id);
        return Err(Failure::not_done(message));
    }
    let episodes = ledger.episodes(run.id)?;
    // Where the name of an action is asked for, nothing is begun.
    let begun = episodes.iter().find(|row| row.sections.iter().all(|section| section.name != "name"));
    let Some(first) = begun.or(episodes.first()) else {
        return Err(Failure::not_done(format!("{} asked no model, so there is nothing to replay", run.id)));
    };
    let header = Header {
        kinglet_script: script::VERSION,
        task: run.task.clone(),
        // As it was in the beginning: what was proposed is proposed again.
        check: run.check.clone(),
        attempts: state.job.attempts,
        explore: name(&state.job.explore),
        refactor: state.job.refactor,
        plan: name(&state.job.planning),
        proposes: state.job.proposes,
        samples: state.job.samples,
        without: state.job.without.iter().map(ToString::to_string).collect(),
        model: first.model.clone(),
        prefill: is_continued(ledger, run, first.number)?,
        live: !state.job.is_scripted,
        profile: state.profile.clone(),
    };
    let unasked = unasked(ledger, run.id)?;
    let unasked = unasked.into_iter().map(|row| (row.seq, (row.evidence.content, End::TooLong)));
    let asked = episodes.into_iter().map(|row| (row.seq, (row.reply, row.finish.into())));
    // A step asks one question at most.
    let lines: BTreeMap<_, _> = asked.chain(unasked).collect();
    let lines: Vec<Line> = lines.into_values().map(|(reply, finish)| Line { reply, finish }).collect();
    Ok(Script::render(&header, &lines).context("cannot write the script")?)
}

/// Whether a call's answer was to go on from a beginning: the prompt ends with it.
fn is_continued(ledger: &Ledger, run: &RunRow, number: EpisodeId) -> Result<bool, Failure> {
    let prompt = ledger.episode(run.id, number)?.prompt;
    Ok(prompt.rsplit_once("[assistant]\n").is_some_and(|(_, beginning)| !beginning.is_empty()))
}

/// How many replies of its script a run has heard.
pub(crate) fn spoken(ledger: &Ledger, run: RunId) -> Result<usize, Failure> {
    Ok(ledger.episodes(run)?.len() + unasked(ledger, run)?.len())
}

/// The questions of a run that did not fit the model's window.
fn unasked(ledger: &Ledger, run: RunId) -> Result<Vec<EvidenceRow>, Failure> {
    Ok(ledger.evidence(&Query { run: Some(run), subject: Some(TOO_LONG.to_owned()), ..Query::default() })?)
}

/// Opens a model that speaks a script from some reply on.
pub(crate) struct Replay {
    pub(crate) script: Script,
    /// How many replies the run has heard before.
    pub(crate) spoken: usize,
}

impl Models for Replay {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
        let model: Box<dyn Backend> = Box::new(self.script.clone().model(self.spoken));
        async { Ok(model) }.boxed()
    }
}
