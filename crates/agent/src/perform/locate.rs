//! Asks the model in which piece of code a mistake is.

use std::path::Path;

use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::model::Sampling;
use kinglet_domain::unit::{Line, Tokens};
use kinglet_model::Backend;
use kinglet_prompt::locate::{PREFILL, role, sections};

use super::mechanic::{Asked, ask};
use super::{Performed, Watch};
use crate::error::Error;
use crate::event::Event;
use crate::fault::pieces;
use crate::state::State;

/// The longest name.
const LONGEST: Tokens = Tokens(24);
/// The most likely answer.
const SAMPLING: Sampling = Sampling { temperature: 0.0, top_p: 1.0, seed: 1 };

/// The most bytes of files that are shown as a whole.
const SHORT: usize = 8000;

/// The files of some pieces, where they are short: a model finds its way in a whole file better than among pieces of it.
fn files(root: &Path, pieces: &[&Candidate]) -> Vec<Candidate> {
    let mut files: Vec<Candidate> = Vec::new();
    for piece in pieces {
        if files.iter().any(|file| file.path == piece.path) {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(piece.path.under(root)) else { return Vec::new() };
        files.push(Candidate { text, target: Target::File, first: Line::FIRST, ..(*piece).clone() });
    }
    if files.iter().map(|file| file.text.len()).sum::<usize>() > SHORT { Vec::new() } else { files }
}

/// Asks in which of the best pieces a mistake is. Of one there is nothing to ask.
pub(crate) async fn locate(
    model: &mut dyn Backend,
    state: &State,
    root: &Path,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let candidates = state.red.as_ref().map_or(&[][..], |red| &red.candidates);
    let pieces: Vec<&Candidate> = pieces(candidates).into_iter().map(|(_, piece)| piece).collect();
    if let [only] = pieces.as_slice() {
        return Ok(Performed { event: Event::Located(Ok(only.name().to_owned())), episode: None });
    }
    let files = files(root, &pieces);
    let shown = if files.is_empty() { pieces } else { files.iter().collect() };
    let asked = Asked {
        name: "architect",
        role: role(),
        sections: sections(&state.job.task, &shown),
        form: None,
        prefill: PREFILL.to_owned(),
        stop: vec!["`".to_owned()],
        limit: LONGEST,
        sampling: SAMPLING,
        about: "where the mistake is".to_owned(),
    };
    ask(model, asked, watch, |reply| {
        // Who cannot begin as asked repeats the beginning.
        let said =
            |reply: String| reply.rsplit_once(PREFILL).map_or(reply.clone(), |(_, name)| name.to_owned());
        let named = |reply: String| {
            said(reply).trim_start_matches('`').split('`').next().unwrap_or_default().to_owned()
        };
        Event::Located(reply.map(named))
    })
    .await
}
