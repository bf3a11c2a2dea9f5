//! Finds out what the model would rather have written where code stands.

use std::time::Instant;

use kinglet_domain::context::Claim;
use kinglet_domain::event::Event as Progress;
use kinglet_domain::language::Language;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::profile::{Asking, EditFormat, EditWay};
use kinglet_model::{Backend, Doubts, Reply};
use kinglet_prompt::coder::{self, line_of};

use super::ask::{Composed, Manner, asking, compose};
use super::exchange::{Put, unaskable};
use super::patiently::patiently;
use super::{Performed, Watch};
use crate::branch::branches;
use crate::error::Error;
use crate::event::Event;
use crate::state::{Question, State};

/// Nothing is drawn: the model only reads.
const UNUSED: Sampling = Sampling { temperature: 0.0, top_p: 1.0, seed: 0 };

/// Has the model read a place as if it had been its answer to a question about it.
///
/// - `about`: the place's position among the candidates.
/// - `claim`: what is said to be wrong with it.
pub(crate) async fn doubt(
    model: &mut dyn Backend,
    state: &State,
    about: usize,
    claim: Claim,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let Some((red, candidate)) = state.red.as_ref().and_then(|red| Some((red, red.candidates.get(about)?)))
    else {
        return Ok(unaskable("the place in question is no longer known".to_owned()));
    };
    let way = EditWay { format: EditFormat::Rewrite, asking: Asking::Imposed };
    let question = Question { claim, ..Question::open(0, about, way, 0.0) };
    let manner = Manner { asking: Asking::Imposed, sampling: UNUSED, doublings: 0, stops_early: true };
    let composed =
        compose(model, asking(state, &question, (red, candidate), &[], &[]), manner, watch).await?;
    let Composed { request, sections, .. } = match composed {
        Ok(composed) => composed,
        Err(reason) => return Ok(unaskable(reason)),
    };
    let (what, how, end) = match claim {
        // What is missing may be missing at the end, where the model would rather have gone on.
        Claim::Missing => ("what may be missing", ", as if it lacked a line", "```"),
        Claim::Open | Claim::Line(_) | Claim::Blank(_) => ("what it would rather have written", "", ""),
    };
    let text = coder::repeated(candidate) + end;
    let about = format!("{} in {}", candidate.name(), candidate.path);
    let put = Put {
        role: "coder",
        about: format!("{what} in {about}"),
        sections,
        sampling: UNUSED,
        since: Instant::now(),
    };
    let asking = patiently(model, watch, async |model, _| model.doubts(&request, &text).await);
    let told = match asking.await {
        Err(error) if error.is_too_long() => return Ok(unaskable(error.to_string())),
        told => told?,
    };
    let Some(Doubts { doubts, usage }) = told else {
        return Ok(Performed { event: Event::Doubted(None), episode: None });
    };
    let branches = branches(&text, claim, doubts, Language::of(&candidate.path));
    let about = about + how;
    watch(Progress::Doubted { about, branches: u32::try_from(branches.len()).unwrap_or(u32::MAX) });
    let said = branches
        .iter()
        .map(|it| {
            let line = line_of(candidate, it.at) + 1;
            format!("line {line}: {:?} where {:?} stands ({:.3})", it.instead, it.written, it.probability)
        })
        .collect::<Vec<_>>()
        .join("\n");
    let episode = put.answered(model.identity(), &Reply { text: said, finish: Finish::Stop, usage });
    Ok(Performed { event: Event::Doubted(Some(branches)), episode: Some(episode) })
}
