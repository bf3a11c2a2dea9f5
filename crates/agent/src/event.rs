//! What can happen to a run.

use kinglet_dialect::{Expected, Reading, Wish, read_edit};
use kinglet_domain::action::{Action as Decision, ActionName, Step};
use kinglet_domain::check::Report;
use kinglet_domain::context::Candidate;
use kinglet_domain::edit::Change;
use kinglet_domain::evidence::Kind;
use kinglet_domain::model::Finish;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Profile;
use kinglet_ledger::Excerpt;
use kinglet_loom::Survey;
use kinglet_loom::look::Look;
use kinglet_model::Doubt;

use crate::explore::Cited;
use crate::mechanic::Site;
use crate::parties::Consent;
use crate::proposal::Proposal;

/// Something that happened on the outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The check ended.
    Checked {
        /// What was understood of its output.
        report: Report,
        /// The output.
        output: String,
        /// How long it ran, in milliseconds.
        took_ms: u64,
        /// What became of the files of the last edit while the check ran, if not what the edit made of them.
        touched: Touched,
    },
    /// Code that the question rests on is no longer what it was when it was chosen.
    Stale {
        /// The files.
        paths: Vec<RelPath>,
    },
    /// The code that matters was chosen.
    Surveyed(Survey),
    /// The model that is there is best asked in another way than the run goes by.
    Met {
        /// Its name.
        model: String,
        /// How it is best asked.
        profile: Profile,
    },
    /// The model said what it wants to see, or what it makes of what it saw.
    Explored(Explored),
    /// It named the action that it wants to take; what that is about is asked next.
    Chosen(ActionName),
    /// What it wanted to see was looked at.
    Looked(Looked),
    /// The model proposed a test as the check, with what had to be mended in the reply's form; or why none can be used.
    Proposed(Result<(Proposal, Vec<String>), String>),
    /// The user agreed to it; or why not.
    Approved(Result<Consent, String>),
    /// The model said in which piece a mistake is; or why it did not.
    Located(Result<String, String>),
    /// It was worked out in which steps the task is done; or why not.
    Planned(Result<Outlined, Unplanned>),
    /// The file of the plan that is next was read.
    Opened(Opened),
    /// The model told where it would rather have written something else in a place, most likely first; or cannot.
    Doubted(Option<Vec<Doubt>>),
    /// The model answered.
    Answered(Answer),
    /// The question does not fit the model's window.
    Unaskable {
        /// Why.
        reason: String,
    },
    /// The second model cannot be asked, or may not.
    Unescalated {
        /// Why.
        reason: String,
    },
    /// The model said which mechanical change the task asks for; or why that is not known, as the model is told.
    Wished(Result<Wish, String>),
    /// The calls of the function that gets a parameter were looked for.
    Called(Result<Vec<Site>, String>),
    /// The model said what a call passes.
    Valued(Result<String, String>),
    /// It was worked out what the edit makes of the files.
    Prepared(Prepared),
    /// The edit cannot be carried out; nothing changed.
    Unprepared {
        /// Why, as the model is told.
        reason: String,
        /// Whether asking the same again, with the reason, may help.
        is_repairable: bool,
    },
    /// The model may not be asked any more: what the run may take is used up.
    Exhausted {
        /// Which part of it.
        reason: String,
    },
    /// The changes that the last step recorded are on the disk.
    Written,
    /// A file is neither what it was before the change nor what it is after it.
    Conflict {
        /// What was found.
        reason: String,
    },
}

impl Answer {
    /// Reads the edit of an answer about a place.
    pub(crate) fn read(&self, candidate: &Candidate) -> Result<Reading, kinglet_dialect::Error> {
        let expected = Expected {
            path: &candidate.path,
            target: &candidate.target,
            original: &candidate.text,
            prefill: &self.prefill,
            rest: &self.rest,
        };
        read_edit(&self.text, &expected)
    }
}

impl Event {
    /// The name under which the ledger keeps the step.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Checked { .. } => "checked",
            Self::Stale { .. } => "stale",
            Self::Surveyed(_) => "surveyed",
            Self::Met { .. } => "met",
            Self::Explored(_) => "explored",
            Self::Chosen(_) => "chosen",
            Self::Looked(_) => "looked",
            Self::Proposed(_) => "proposed",
            Self::Approved(_) => "approved",
            Self::Located(_) => "located",
            Self::Planned(_) => "planned",
            Self::Opened(_) => "opened",
            Self::Doubted(_) => "doubted",
            Self::Answered(_) => "answered",
            Self::Unaskable { .. } => "unaskable",
            Self::Unescalated { .. } => "unescalated",
            Self::Wished(_) => "wished",
            Self::Called(_) => "called",
            Self::Valued(_) => "valued",
            Self::Prepared(_) => "prepared",
            Self::Unprepared { .. } => "unprepared",
            Self::Exhausted { .. } => "exhausted",
            Self::Written => "written",
            Self::Conflict { .. } => "conflict",
        }
    }
}

/// What the model decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explored {
    /// The decision, and what had to be mended in its form; or why there is none, as the model is told.
    pub decision: Result<(Decision, Vec<String>), String>,
    /// What is known of what it cites.
    pub cited: Cited,
    /// What the question showed of the evidence.
    pub shown: Vec<Excerpt>,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlined {
    /// Its steps, each with a file at least.
    pub steps: Vec<Step>,
    /// Where it comes from, in one phrase.
    pub reason: String,
    /// What had to be mended in the reply's form.
    pub repairs: Vec<String>,
}

/// No plan could be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unplanned {
    /// Why not.
    pub reason: String,
    /// The file that the words of the task lead to first, if they lead to any.
    pub best: Option<RelPath>,
}

/// The file of a plan that is next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    /// Its places that may have to change, best first: a short file is one place.
    pub places: Vec<Candidate>,
    /// The parts of a short file to which the task leads, best first.
    pub parts: Vec<Candidate>,
    /// Code elsewhere that it is good to know.
    pub around: Vec<Candidate>,
    /// How the file begins, if it is to be made.
    pub begins: String,
    /// The file that is probably meant, where the plan names one that is not there.
    pub instead: Option<RelPath>,
}

/// What there was to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What kind of evidence it is.
    pub kind: Kind,
    /// What was seen.
    pub look: Look,
}

/// What the model answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The beginning that was imposed; empty if none was.
    pub prefill: String,
    /// What follows in the original: where the answer comes back to it, it is at its end. Empty if nothing does.
    pub rest: String,
    /// What it wrote.
    pub text: String,
    /// Why it stopped.
    pub finish: Finish,
}

/// What became of an edit's files while the check ran: checks may format them, or clean up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// From what the edit made of the files to what they are now, where that differs.
    pub changes: Vec<Change>,
    /// Whether all files are what they were before the edit.
    pub is_edit_gone: bool,
}

/// What an edit makes of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The files, before and after.
    pub changes: Vec<Change>,
    /// The changes as a unified diff.
    pub diff: String,
    /// Syntax errors that were not there before, each with its line and a caret.
    pub syntax_errors: Vec<String>,
    /// What had to be overlooked or mended for the edit to fit.
    pub repairs: Vec<String>,
    /// What language servers say of it.
    pub opinions: Vec<Opinion>,
}

/// What a language server says of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Its name.
    pub server: String,
    /// The errors that the edit brings in, each with its line and a caret; or why nobody knows.
    pub errors: Result<Vec<String>, String>,
}
