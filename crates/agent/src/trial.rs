//! Asks a model as a run does, outside of any run: what comes of it is what would come of it there.

use std::path::Path;

use kinglet_dialect::{Existing, Reading};
use kinglet_domain::action::{Action, Allowed};
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::profile::{Asking, EditWay};
use kinglet_ledger::NewEpisode;
use kinglet_model::Backend;
use kinglet_prompt::explorer::{self, Answer};
use kinglet_prompt::{Section, coder};

use crate::error::Error;
use crate::event::{Event, Explored, Prepared};
use crate::perform::{self, Asked, Manner, Performed, Watch};

/// What came of a question.
#[derive(Debug)]
pub struct Tried<T> {
    /// What was understood, and what had to be mended in its form; or why nothing was, as a model is told.
    pub read: Result<(T, Vec<String>), String>,
    /// The call; `None` if the question did not fit the model's window.
    pub call: Option<NewEpisode>,
}

/// Asks for an edit.
///
/// # Errors
/// [`Error`] if the model cannot be asked.
pub async fn edit(
    model: &mut dyn Backend,
    question: &coder::Question<'_>,
    way: EditWay,
    sampling: Sampling,
    watch: &mut Watch<'_>,
) -> Result<Tried<Edit>, Error> {
    let question = coder::Question { format: way.format, ..*question };
    let manner = Manner { asking: way.asking, sampling, doublings: 0, stops_early: true };
    let Some(candidate) = question.candidates.get(question.about) else {
        return Ok(Tried { read: Err("there is no place to ask about".to_owned()), call: None });
    };
    let asked = Asked::repair(&question, candidate);
    let Performed { event, episode } = perform::put(model, asked, manner, watch).await?;
    let read = match event {
        Event::Answered(answer) if answer.finish == Finish::Length => {
            Err("the reply was cut off at the token limit".to_owned())
        }
        Event::Answered(answer) => {
            let read = answer.read(candidate);
            read.map(|Reading { edit, repairs }| (edit, repairs)).map_err(|error| error.to_string())
        }
        event => Err(unasked(event)),
    };
    Ok(Tried { read, call: episode })
}

/// Asks for a decision.
///
/// - `sections`: the question in parts.
/// - `existing`: what may be named, where a form is imposed.
///
/// # Errors
/// [`Error`] if the model cannot be asked.
pub async fn decision(
    model: &mut dyn Backend,
    sections: Vec<Section>,
    (allowed, asking, existing): (&Allowed, Asking, &Existing<'_>),
    sampling: Sampling,
    watch: &mut Watch<'_>,
) -> Result<Tried<Action>, Error> {
    let about = "a decision".to_owned();
    let form = (asking == Asking::Imposed).then(|| perform::form(model.identity(), allowed, existing));
    let (name, role, answer) = ("explorer", explorer::role(Answer::Action), Answer::Action);
    let wanted = perform::Wanted { name, role, sections, allowed, answer, asking, form, sampling, about };
    let Performed { event, episode } = perform::decide(model, wanted, watch).await?;
    let read = match event {
        Event::Explored(Explored { decision, .. }) => decision,
        event => Err(unasked(event)),
    };
    Ok(Tried { read, call: episode })
}

/// What an edit makes of the files of a folder; nothing is written. No changes, if it says what stands there already.
///
/// # Errors
/// Why it cannot be carried out, as a model is told.
pub fn prepare(root: &Path, edit: &Edit) -> Result<Vec<Change>, String> {
    match perform::prepared(root, std::slice::from_ref(edit)) {
        Ok(Prepared { changes, syntax_errors, .. }) => {
            syntax_errors.into_iter().next().map_or(Ok(changes), Err)
        }
        Err(kinglet_edit::Error::NothingChanged { .. }) => Ok(Vec::new()),
        Err(error) => Err(error.to_string()),
    }
}

fn unasked(event: Event) -> String {
    match event {
        Event::Unaskable { reason } => reason,
        event => event.name().to_owned(),
    }
}
