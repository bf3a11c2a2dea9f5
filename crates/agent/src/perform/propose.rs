//! Asks the Architect for a test that tells whether the task is done.

use std::path::Path;

use kinglet_check::detect::{Detected, detect};
use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_model::Backend;
use kinglet_prompt::tester;

use super::ask::{Asked, Manner, put};
use super::exchange::unaskable;
use super::{Performed, Watch, syntax_errors};
use crate::error::Error;
use crate::event::{Answer, Event};
use crate::idea::Idea;
use crate::proposal::{Proposal, Standing};
use crate::state::State;

/// The temperature of the first question, and of one after a refusal.
const TEMPERATURES: [f32; 2] = [0.2, 0.6];

/// Asks for a test.
pub(crate) async fn propose(
    model: &mut dyn Backend,
    state: &State,
    root: &Path,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let listing = kinglet_loom::list(root)?;
    let candidates = state.red.as_ref().map_or(&[][..], |red| &red.candidates);
    let Some(path) = place(listing.paths(), candidates) else {
        return Ok(unaskable("a test can be asked for in Python and JavaScript alone".to_owned()));
    };
    let refused = state.proposals.refused.as_ref();
    let question = tester::Question {
        task: &state.job.task,
        candidates,
        path: &path,
        refused: refused.map(|(text, reason)| (text.as_str(), reason.as_str())),
    };
    let (target, first) = (Target::File, Line::FIRST);
    let new = Candidate { path: path.clone(), target, first, text: String::new(), reasons: Vec::new() };
    let [cool, warm] = TEMPERATURES;
    let temperature = if refused.is_some() { warm } else { cool };
    let sampling = Sampling { temperature, top_p: 0.95, seed: state.proposals.asked.saturating_add(1) };
    let manner = Manner {
        asking: state.profile.edit(0).asking,
        sampling,
        doublings: state.history.doublings(&new),
        stops_early: state.job.has(Idea::EarlyStop),
    };
    let Performed { event, episode } = put(model, Asked::test(&question, &new), manner, watch).await?;
    let event = match event {
        Event::Answered(answer) => Event::Proposed(proposal(&answer, &new, listing.paths(), root)),
        event => event,
    };
    Ok(Performed { event, episode })
}

/// Where the test is to be: in the top folder, named after the file that the task is about.
fn place(paths: &[RelPath], candidates: &[Candidate]) -> Option<RelPath> {
    let is_known = |path: &&RelPath| Language::of(path).is_some_and(tester::is_known);
    let about = candidates.iter().map(|candidate| &candidate.path).chain(paths).find(is_known)?;
    let stem = about.file_name().split('.').next().unwrap_or_default();
    let name = |stem: &str| match Language::of(about) {
        Some(Language::Python) => format!("test_{stem}.py"),
        _ => format!("{stem}.test.mjs"),
    };
    let names = [name(stem), name(&format!("{stem}_task"))];
    let mut free = names.iter().filter_map(|name| RelPath::parse(name).ok());
    free.find(|path| !paths.contains(path))
}

fn proposal(
    answer: &Answer,
    new: &Candidate,
    paths: &[RelPath],
    root: &Path,
) -> Result<(Proposal, Vec<String>), String> {
    if answer.finish == Finish::Length {
        return Err("the reply was cut off at the token limit; write a shorter test".to_owned());
    }
    let reading = answer.read(new).map_err(|error| error.to_string())?;
    let (Edit::File { path, text } | Edit::Create { path, text }) = reading.edit else {
        return Err("the reply is no new file; write all of it in one fenced block".to_owned());
    };
    let change = Change { path: path.clone(), before: None, after: Some(text.clone().into_bytes()) };
    if let Some(error) = syntax_errors(&change).into_iter().next() {
        return Err(format!("the test has a syntax error\n{error}"));
    }
    // What would be found if the test were there.
    let all = [paths, std::slice::from_ref(&path)].concat();
    let read = |wanted: &RelPath| {
        if *wanted == path { Some(text.clone()) } else { std::fs::read_to_string(wanted.under(root)).ok() }
    };
    let Some(Detected { command, .. }) = detect(&all, &read).into_iter().next() else {
        return Err("no test can be found in it; write it as you were told".to_owned());
    };
    Ok((Proposal { path, text, command, standing: Standing::Shown }, reading.repairs))
}
