//! What all questions to a model have in common: their parts are counted and fitted to its window, and what was asked and
//! answered is kept.

use std::time::Instant;

use kinglet_domain::model::Sampling;
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{NewEpisode, Section};
use kinglet_model::{Backend, Error, Identity, Message, Reply, Role};
use kinglet_prompt::{Fitted, Part};

use super::patiently::patiently;
use super::{Performed, Watch};
use crate::event::Event;

/// Where the window of a model is not known, it is taken to be this small.
const CAREFUL_WINDOW: Tokens = Tokens(4096);
/// What a chat template adds around the messages, at the most.
const TEMPLATE: Tokens = Tokens(64);

/// A question whose parts are counted.
pub(super) struct Counted {
    /// The system message.
    pub(super) role: Part,
    /// The parts of the user's message.
    pub(super) sections: Vec<(kinglet_prompt::Section, Tokens)>,
    /// What the window has left beside the role and the template.
    pub(super) room: Tokens,
}

/// Counts a question.
pub(super) async fn counted(
    model: &mut dyn Backend,
    role: &str,
    sections: Vec<kinglet_prompt::Section>,
    watch: &mut Watch<'_>,
) -> Result<Counted, Error> {
    let tokens = count(model, role, watch).await?;
    let role = Part { name: "role".to_owned(), text: role.to_owned(), tokens };
    let mut counted = Vec::new();
    for section in sections {
        let size = count(model, &section.text, watch).await?;
        counted.push((section, size));
    }
    let window = model.identity().window.unwrap_or(CAREFUL_WINDOW);
    let room = Tokens(window.0.saturating_sub(tokens.0 + TEMPLATE.0));
    Ok(Counted { role, sections: counted, room })
}

/// The number of tokens of a text.
pub(super) async fn count(
    model: &mut dyn Backend,
    text: &str,
    watch: &mut Watch<'_>,
) -> Result<Tokens, Error> {
    if text.is_empty() {
        return Ok(Tokens(0));
    }
    patiently(model, watch, async |model, _| model.count(text).await).await
}

/// The messages of a question.
pub(super) fn messages(role: &Part, fitted: &Fitted) -> Vec<Message> {
    vec![
        Message { role: Role::System, content: role.text.clone() },
        Message { role: Role::User, content: fitted.text() },
    ]
}

/// Exactly what the model reads, for the ledger, with marks between the messages.
pub(super) fn written(role: Part, parts: Vec<Part>, prefill: &str) -> Vec<Section> {
    let section = |Part { name, text, tokens }| Section { name, text, tokens };
    let mark = |text: String| Section { name: "mark".to_owned(), text, tokens: Tokens(0) };
    let mut sections = vec![mark("[system]\n".to_owned()), section(role), mark("\n[user]\n".to_owned())];
    sections.extend(parts.into_iter().map(section));
    sections.push(mark(format!("\n[assistant]\n{prefill}")));
    sections
}

/// A question that was put to a model, on its way into the ledger.
pub(super) struct Put {
    /// Who is asked.
    pub(super) role: &'static str,
    /// What it is about.
    pub(super) about: String,
    /// Exactly what the model reads.
    pub(super) sections: Vec<Section>,
    /// How it samples.
    pub(super) sampling: Sampling,
    /// Since when it waits for the answer.
    pub(super) since: Instant,
}

impl Put {
    /// It was answered; what is understood of the answer is added later.
    pub(super) fn answered(self, identity: &Identity, reply: &Reply) -> NewEpisode {
        let Self { role, about, sections, sampling, since } = self;
        NewEpisode {
            model: identity.model.clone(),
            backend: identity.backend.clone(),
            role: role.to_owned(),
            about,
            sections,
            reply: reply.text.clone(),
            action: None,
            repairs: Vec::new(),
            finish: reply.finish,
            sampling,
            usage: reply.usage,
            wall: since.elapsed(),
        }
    }
}

/// A question that cannot be put.
pub(super) fn unaskable(reason: String) -> Performed {
    Performed { event: Event::Unaskable { reason }, episode: None }
}
