//! What can be wrong with a ledger.

use kinglet_domain::evidence::{EvidenceId, RunId};

use crate::episode::EpisodeId;
use crate::plan::NodeId;
use crate::step::Seq;

/// Something that is not as it was written, or that could not have been written like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// SQLite finds the file's pages, indices or constraints broken.
    #[error("the file is broken: {detail}")]
    Structure {
        /// What SQLite says.
        detail: String,
    },
    /// Rows cannot be read.
    #[error("rows cannot be read: {detail}")]
    Unreadable {
        /// What is wrong.
        detail: String,
    },
    /// A table, index or trigger is not the one that kinglet made: it is missing, changed, or somebody else's.
    #[error("`{name}` of the schema is not as kinglet made it")]
    Rule {
        /// Its name.
        name: String,
    },
    /// A row that a step added is not what was recorded, or is missing.
    #[error("step {seq} of {run} is not what was recorded")]
    Step {
        /// The run.
        run: RunId,
        /// The step; the run's task and options belong to the first.
        seq: Seq,
    },
    /// How a run ended is not what was recorded.
    #[error("the end of {run} is not what was recorded")]
    Ending {
        /// The run.
        run: RunId,
    },
    /// That a run was taken up again is not what was recorded.
    #[error("resumption {number} of {run} is not what was recorded")]
    Resumed {
        /// The run.
        run: RunId,
        /// The resumption.
        number: u32,
    },
    /// Rows refer to others that are not there.
    #[error("rows of `{table}` refer to rows of `{to}` that are not there")]
    Reference {
        /// The table that refers.
        table: String,
        /// The table that is referred to.
        to: String,
    },
    /// A row is missing, or was slipped in.
    #[error("the numbers of `{table}` of {run} have a gap before {number}")]
    Gap {
        /// The run.
        run: RunId,
        /// The table.
        table: &'static str,
        /// The first number that does not follow.
        number: u32,
    },
    /// A row says that an earlier step recorded it than the row before it.
    #[error("number {number} of `{table}` of {run} is older than the one before it")]
    Disorder {
        /// The run.
        run: RunId,
        /// The table.
        table: &'static str,
        /// The first number that is out of order.
        number: u32,
    },
    /// A node does not hang on one before it, or there are two roots.
    #[error("the plan of {run} is no tree at {node}")]
    NoTree {
        /// The run.
        run: RunId,
        /// The node.
        node: NodeId,
    },
    /// A node was not spawned first, or was closed or reopened twice in a row.
    #[error("what became of {node} in the plan of {run} cannot have happened like this")]
    NoHistory {
        /// The run.
        run: RunId,
        /// The node.
        node: NodeId,
    },
    /// A citation of what is not there.
    #[error("revision {revision} of the plan of {run} cites {evidence}, which is not there")]
    NotThere {
        /// The run.
        run: RunId,
        /// The revision.
        revision: u32,
        /// What it cites.
        evidence: EvidenceId,
    },
    /// A citation of what was observed later.
    #[error("revision {revision} of the plan of {run} cites {evidence}, which was recorded later")]
    TooLate {
        /// The run.
        run: RunId,
        /// The revision.
        revision: u32,
        /// What it cites.
        evidence: EvidenceId,
    },
    /// A node was resolved or refuted by nothing that the harness observed.
    #[error("revision {revision} of the plan of {run} rests on nothing that was observed")]
    Unobserved {
        /// The run.
        run: RunId,
        /// The revision.
        revision: u32,
    },
    /// A run says that it is done, but the check did not pass after its last edit.
    #[error("{run} is done, but its check did not pass after its last edit")]
    Unproven {
        /// The run.
        run: RunId,
    },
    /// A check and the evidence of it say different things.
    #[error("check {gate} of {run} did not end as its evidence says")]
    Contradicted {
        /// The run.
        run: RunId,
        /// The check's number.
        gate: u32,
    },
    /// The bytes of a file before or after an edit are not there.
    #[error("the bytes before or after edit {edit} of {run} are not there")]
    NoImage {
        /// The run.
        run: RunId,
        /// The edit's number.
        edit: u32,
    },
    /// Bytes that do not have their hash.
    #[error("the bytes that should have the hash {hash} do not")]
    Image {
        /// The hash, in hexadecimal digits.
        hash: String,
    },
    /// Evidence that does not have its hash or its size.
    #[error("the content of {evidence} of {run} is not what was recorded")]
    Content {
        /// The run.
        run: RunId,
        /// The piece.
        evidence: EvidenceId,
    },
    /// A prompt that does not have its hash.
    #[error("the prompt of call {episode} of {run} is not what was recorded")]
    Prompt {
        /// The run.
        run: RunId,
        /// The call.
        episode: EpisodeId,
    },
    /// A state that does not have its hash.
    #[error("the state of {run} is not what was recorded")]
    State {
        /// The run.
        run: RunId,
    },
    /// A run does not stand at its last step.
    #[error("{run} stands at step {}, but its last step is {}", number(*.at), number(*.last))]
    Cursor {
        /// The run.
        run: RunId,
        /// Where it stands; `None` if nowhere.
        at: Option<Seq>,
        /// Its last step; `None` if it has none.
        last: Option<Seq>,
    },
    /// A resumption tells of another effect than the step announced.
    #[error("resumption {number} of {run} is about an effect that was not announced")]
    Resumption {
        /// The run.
        run: RunId,
        /// The resumption.
        number: u32,
    },
}

impl Finding {
    /// Its kind in a word, for programs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Structure { .. } => "structure",
            Self::Unreadable { .. } => "unreadable",
            Self::Rule { .. } => "rule",
            Self::Step { .. } => "step",
            Self::Ending { .. } => "ending",
            Self::Resumed { .. } => "resumed",
            Self::Reference { .. } => "reference",
            Self::Gap { .. } => "gap",
            Self::Disorder { .. } => "disorder",
            Self::NoTree { .. } => "no_tree",
            Self::NoHistory { .. } => "no_history",
            Self::NotThere { .. } => "not_there",
            Self::TooLate { .. } => "too_late",
            Self::Unobserved { .. } => "unobserved",
            Self::Unproven { .. } => "unproven",
            Self::Contradicted { .. } => "contradicted",
            Self::NoImage { .. } => "no_image",
            Self::Image { .. } => "image",
            Self::Content { .. } => "content",
            Self::Prompt { .. } => "prompt",
            Self::State { .. } => "state",
            Self::Cursor { .. } => "cursor",
            Self::Resumption { .. } => "resumption",
        }
    }

    /// The run that it is about; `None` if it is about the file.
    #[must_use]
    pub fn run(&self) -> Option<RunId> {
        match self {
            Self::Structure { .. }
            | Self::Unreadable { .. }
            | Self::Rule { .. }
            | Self::Reference { .. }
            | Self::Image { .. } => None,
            Self::Step { run, .. }
            | Self::Ending { run, .. }
            | Self::Resumed { run, .. }
            | Self::Gap { run, .. }
            | Self::Disorder { run, .. }
            | Self::NoTree { run, .. }
            | Self::NoHistory { run, .. }
            | Self::NotThere { run, .. }
            | Self::TooLate { run, .. }
            | Self::Unobserved { run, .. }
            | Self::Unproven { run, .. }
            | Self::Contradicted { run, .. }
            | Self::NoImage { run, .. }
            | Self::Content { run, .. }
            | Self::Prompt { run, .. }
            | Self::State { run, .. }
            | Self::Cursor { run, .. }
            | Self::Resumption { run, .. } => Some(*run),
        }
    }
}

fn number(seq: Option<Seq>) -> String {
    seq.map_or_else(|| "none".to_owned(), |seq| seq.to_string())
}
