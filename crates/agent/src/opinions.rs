//! What language servers say of an edit. Pure.

use kinglet_domain::evidence::{Kind, Status};

use crate::account;
use crate::event::{Opinion, Prepared};
use crate::step::Transition;

impl Transition {
    /// What language servers say of an edit is shown with the next question; it refuses nothing, for it may be wrong.
    pub(crate) fn reviewed(&mut self, attempt: &str, prepared: &Prepared) {
        let mut found = Vec::new();
        for Opinion { server, errors } in &prepared.opinions {
            match errors {
                Ok(errors) if errors.is_empty() => {
                    let summary = format!("{attempt}: {server} finds no new error");
                    self.record((Kind::Diagnostic, Status::Passed), server, &summary, "");
                }
                Ok(errors) => {
                    let first = errors.first().map_or("", |error| account::first_line(error));
                    let summary = format!("{attempt}: new error: {first}");
                    self.record((Kind::Diagnostic, Status::Failed), server, &summary, &errors.join("\n"));
                    found.extend_from_slice(errors);
                }
                Err(reason) => {
                    let summary = format!("{attempt}: nothing is known from {server}: {reason}");
                    let known = format!("{server}: {reason}");
                    if !self.state.reviewed.silent.contains(&known) {
                        self.state.reviewed.silent.push(known);
                        self.record((Kind::Diagnostic, Status::Neutral), server, &summary, "");
                    }
                }
            }
        }
        self.state.reviewed.found = found.join("\n");
    }
}
