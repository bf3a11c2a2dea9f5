//! Asks the model for a mechanical change, and works out what it makes of the files.

use std::path::Path;
use std::time::Instant;

use kinglet_dialect::{
    REFACTORINGS, RefactoringError, read_expression, read_refactoring, refactoring as form_of,
};
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::profile::Asking;
use kinglet_domain::refactoring::{Named, Refactoring};
use kinglet_domain::unit::Tokens;
use kinglet_lsp::Servers;
use kinglet_model::{Backend, Constraint, Flow, Request};
use kinglet_prompt::Section;
use kinglet_prompt::mechanic::{self, Call, Task};
use kinglet_refactor::{By, Project, Refactored, Spot, Values};

use super::exchange::{Counted, Put, counted, messages, unaskable, written};
use super::patiently::patiently;
use super::review::review;
use super::{Performed, Watch, syntax_errors};
use crate::error::Error;
use crate::event::{Event, Prepared};
use crate::mechanic::{Calls, Change, Site};
use crate::state::State;
use crate::work::Work;

/// Which of a server's caches keeps what this role reads.
const SLOT: u32 = 1;
/// So many symbols are named to the model.
const SYMBOLS: usize = 16;
/// So many lines around a call are shown on each side.
const AROUND: usize = 6;
/// The longest change, and the longest expression.
const LONGEST: [Tokens; 2] = [Tokens(200), Tokens(64)];

/// A question of this role.
pub(super) struct Asked {
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    pub(super) sections: Vec<Section>,
    pub(super) form: Option<Form>,
    /// How the answer begins.
    pub(super) prefill: String,
    /// What ends it.
    pub(super) stop: Vec<String>,
    pub(super) limit: Tokens,
    pub(super) sampling: Sampling,
    pub(super) about: String,
}

/// Asks which change the task asks for.
pub(crate) async fn choose(
    model: &mut dyn Backend,
    state: &State,
    root: &Path,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let project = match Project::read(root) {
        Ok(project) => project,
        Err(error) => return Ok(unaskable(error.to_string())),
    };
    let task = task(state);
    let overview = project.overview(&format!("{} {}", task.task, task.said), SYMBOLS);
    let line =
        |(name, spot): &(String, Spot)| format!("{name} ({}:{}): {}", spot.path, spot.line, spot.text.trim());
    let symbols: Vec<String> = overview.iter().map(line).collect();
    let mut names: Vec<String> = overview.into_iter().map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let is_imposed =
        state.profile.decisions == Asking::Imposed && model.identity().constraint != Constraint::None;
    let asked = state.mechanics.asked;
    let asked = Asked {
        name: "mechanic",
        role: mechanic::role(),
        sections: mechanic::sections(&task, &symbols, REFACTORINGS, state.mechanics.refused.as_deref()),
        form: is_imposed.then(|| form_of(&names)),
        prefill: String::new(),
        stop: Vec::new(),
        limit: LONGEST[0],
        sampling: sampling(asked),
        about: "which mechanical change the task asks for".to_owned(),
    };
    ask(model, asked, watch, |reply| {
        Event::Wished(reply.and_then(|reply| read_refactoring(&reply).map_err(|error| error.to_string())))
    })
    .await
}

/// Asks what the next call passes.
pub(crate) async fn value(
    model: &mut dyn Backend,
    state: &State,
    change: &Change,
    root: &Path,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let (Refactoring::AddParameter { symbol, parameter }, Calls::Each { open, .. }) =
        (&change.refactoring, &change.calls)
    else {
        return Ok(unaskable("nothing has to be known of the calls".to_owned()));
    };
    let Some(site) = open.last() else { return Ok(unaskable("no call is left".to_owned())) };
    let text = std::fs::read_to_string(site.path.under(root)).unwrap_or_default();
    let first = site.line.index().saturating_sub(AROUND);
    let around: Vec<&str> = text.lines().skip(first).take(2 * AROUND + 1).collect();
    let call = Call {
        symbol: &symbol.symbol,
        name: &parameter.name,
        of: parameter.of.as_deref().unwrap_or_default(),
        path: &site.path,
        line: site.line,
        call: &site.text,
        text: &around.join("\n"),
    };
    let asked = Asked {
        name: "mechanic",
        role: mechanic::role_of_value(),
        sections: mechanic::sections_of_value(&task(state), &call),
        form: None,
        prefill: String::new(),
        stop: Vec::new(),
        limit: LONGEST[1],
        sampling: sampling(state.mechanics.asked),
        about: format!("the call of {} in {}:{}", symbol.symbol, site.path, site.line),
    };
    ask(model, asked, watch, |reply| {
        Event::Valued(
            reply.and_then(|reply| {
                read_expression(&reply).map_err(|error: RefactoringError| error.to_string())
            }),
        )
    })
    .await
}

/// Finds the calls of a function.
pub(crate) async fn calls(root: &Path, refactoring: &Refactoring, servers: Option<&mut Servers>) -> Event {
    let Refactoring::AddParameter { symbol, .. } = refactoring else { return Event::Called(Ok(Vec::new())) };
    let found = found(root, symbol, servers).await;
    Event::Called(found.map_err(|error| error.to_string()))
}

async fn found(
    root: &Path,
    symbol: &Named,
    servers: Option<&mut Servers>,
) -> Result<Vec<Site>, kinglet_refactor::Error> {
    let project = Project::read(root)?;
    let spots = kinglet_refactor::calls(&project, symbol, servers).await?;
    Ok(spots.into_iter().map(|Spot { path, line, text }| Site { path, line, text }).collect())
}

/// Works out what a change makes of the files. Nothing is written.
pub(crate) async fn refactor(root: &Path, change: &Change, mut servers: Option<&mut Servers>) -> Event {
    let values: Values = match &change.calls {
        Calls::Each { values, .. } => {
            let value = |(site, value): &(Site, String)| ((site.path.clone(), site.line), value.clone());
            values.iter().map(value).collect()
        }
        Calls::Alike | Calls::Unknown => Values::new(),
    };
    let done = async {
        let project = Project::read(root)?;
        kinglet_refactor::refactor(&project, &change.refactoring, &values, servers.as_deref_mut()).await
    };
    let Refactored { changes, calls, by } = match done.await {
        Ok(refactored) if refactored.changes.is_empty() => {
            return Event::Unprepared { reason: "it is so already".to_owned(), is_repairable: true };
        }
        Ok(refactored) => refactored,
        Err(error) => return Event::Unprepared { reason: error.to_string(), is_repairable: true },
    };
    let told = match by {
        Some(By::Server(name)) => vec![format!("{name} told where it is used; {} calls", calls.len())],
        Some(By::Names { why }) => {
            vec![format!(
                "found by names and imports, not by a language server ({why}); {} calls",
                calls.len()
            )]
        }
        None => Vec::new(),
    };
    let errors: Vec<String> = changes.iter().flat_map(syntax_errors).collect();
    let opinions = match servers {
        Some(servers) if errors.is_empty() => review(servers, &changes).await,
        _ => Vec::new(),
    };
    let diff = kinglet_edit::diff(&changes);
    Event::Prepared(Prepared { changes, diff, syntax_errors: errors, repairs: told, opinions })
}

/// What is to be done: the step at hand, if a plan is carried out.
fn task(state: &State) -> Task<'_> {
    let said = state.red.as_ref().map_or("", |red| red.report.summary.as_str());
    let step = state.work.as_ref().and_then(Work::piece).map(|piece| piece.title.as_str());
    Task { task: step.unwrap_or(&state.job.task), check: &state.job.check, said }
}

/// Cool at first, warmer after a refusal.
fn sampling(asked: u32) -> Sampling {
    let temperature = if asked == 0 { 0.0 } else { 0.4 };
    Sampling { temperature, top_p: 0.95, seed: asked.saturating_add(1) }
}

/// - `event`: what follows on a reply, or on none that can be used.
pub(super) async fn ask(
    model: &mut dyn Backend,
    Asked { name, role, sections, form, prefill, stop, limit, sampling, about }: Asked,
    watch: &mut Watch<'_>,
    event: impl FnOnce(Result<String, String>) -> Event,
) -> Result<Performed, Error> {
    let Counted { role, sections, room } = counted(model, role, sections, watch).await?;
    let fitted = match kinglet_prompt::fit(sections, Tokens(room.0.saturating_sub(limit.0))) {
        Ok(fitted) => fitted,
        Err(error) => return Ok(unaskable(error.to_string())),
    };
    let request = Request {
        messages: messages(&role, &fitted),
        prefill,
        form,
        tools: Vec::new(),
        stop,
        limit,
        sampling,
        slot: SLOT,
    };
    let sections = written(role, fitted.parts, &request.prefill);
    let put = Put { role: name, about, sections, sampling, since: Instant::now() };
    let asking = patiently(model, watch, async |model, watch| {
        let mut sink = |text: &str| {
            watch(kinglet_domain::event::Event::Token { text: text.to_owned() });
            Flow::Continue
        };
        model.generate(&request, &mut sink).await
    });
    let reply = match asking.await {
        Err(error) if error.is_too_long() => return Ok(unaskable(error.to_string())),
        other => other?,
    };
    let episode = put.answered(model.identity(), &reply);
    let text = match reply.finish {
        Finish::Length => Err("the reply was cut off at the token limit".to_owned()),
        _ => Ok(reply.text),
    };
    Ok(Performed { event: event(text), episode: Some(episode) })
}
