//! Edits that were taken back and are made again: whole files are kept in mind, so it matters what came into them since. Pure.

use kinglet_domain::edit::{Change, Edit};

use crate::state::{Phase, Question};
use crate::step::Transition;

impl Transition {
    /// Makes an edit that was kept in mind.
    ///
    /// - `base`: what stood in its file when it was made first; `None` if there was no such file.
    pub(crate) fn make_again(&mut self, question: Question, edit: Edit, base: Option<String>) {
        if let Some(work) = &mut self.state.work {
            work.base = base;
        }
        let edit = self.as_new(&question, edit);
        self.state.phase = Phase::Prepare { question, edit };
    }

    /// Why such an edit is not made after all: it would take back what came into its file since.
    pub(crate) fn outdated(&mut self, changes: &[Change]) -> Option<String> {
        let work = self.state.work.as_mut()?;
        let base = work.base.take()?;
        let is_other = |change: &&Change| change.before.as_deref().is_some_and(|it| it != base.as_bytes());
        let path = &changes.iter().find(is_other)?.path;
        // The other parts of it are no better.
        work.reduced = None;
        Some(format!("{path} is another since this edit was made first"))
    }
}
