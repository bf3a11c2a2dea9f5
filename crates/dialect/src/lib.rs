//! What the model may say: forgiving reading of its replies.
//!
//! Everything that a small model gets wrong about the form is repaired, and the repair is named;
//! what is not clear is refused with a reason that the model can learn from.

mod action;
mod contract;
mod edits;
mod envelope;
mod error;
mod fence;
mod grammar;
mod headed;
mod judge;
mod object;
mod plan;
mod refactoring;
mod replace;
mod reply;
mod symbol;
mod tail;
mod unified;

pub use action::{
    ActionError, ActionReading, Choice, ChoiceError, Ended, Expected as ExpectedAction, action_json,
    read_action, read_choice, render_action,
};
pub use contract::{Contract, Kind, Step, Verdict, schema, tools};
pub use edits::{EditsError, Proposal, Proposals, read_edits, settle};
pub use error::Error;
pub use grammar::{Begun, Existing, Opening, choice, decision, follows, grounded, replacement, rewrite};
pub use judge::{Heard, Judge};
pub use plan::read_begun_plan;
pub use refactoring::{
    REFACTORINGS, RefactoringError, Wish, read_expression, read_refactoring, refactoring, render_refactoring,
};
pub use reply::{Expected, Reading, read_edit, rejoins};
pub use tail::repeats;
