//! Who a run turns to on the outside: its models, and the user for a word.

use futures_util::future::BoxFuture;
use kinglet_model::Backend;

use crate::escalation::Leaving;
use crate::proposal::Proposal;

/// Makes the model ready when it is first needed: a run whose check succeeds at once never loads one.
pub trait Models: Send {
    /// Finds the server or loads the file.
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, kinglet_model::Error>>;
}

/// A second model, and the user's word on whether it may be asked.
pub trait Second: Models {
    /// Says what would be sent to it, and has the user agree to that, unless it was agreed to before.
    ///
    /// - An error is the reason why nothing may be sent.
    fn agree<'a>(&'a mut self, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), String>>;
}

/// The user's word on a check that the model proposes.
pub trait Approve: Send {
    /// Has the user agree that a test is written, run, and decides.
    ///
    /// - An error is the reason why not.
    fn approve<'a>(&'a mut self, proposal: &'a Proposal) -> BoxFuture<'a, Result<Consent, String>>;
}

/// How the user agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// To what was shown.
    Read,
    /// Before there was anything to read: what a model then writes to judge itself by proves little.
    Beforehand,
}
